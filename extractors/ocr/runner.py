"""pytesseract without pandas.

pytesseract loads pandas where it finds it, for a function that is not used
here: 0.2 CPU seconds and 67 MB for each process that reads a page. While it is
imported, Python is told that there is no pandas, unless pandas is loaded already.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without_pandas() -> Iterator[None]:
    if "pandas" in sys.modules:
        yield
        return
    # A None entry is Python's own way to say that a module cannot be imported.
    sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["pandas"]


with _without_pandas():
    from pytesseract import TesseractError, pytesseract

__all__ = ["TesseractError", "pytesseract"]

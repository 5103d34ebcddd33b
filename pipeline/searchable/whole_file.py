"""A file that is whole or not there: written beside its place, then moved into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(out: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `out` when the block ends well, and is gone when it does not."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("w+b") as stream:
            yield stream
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)

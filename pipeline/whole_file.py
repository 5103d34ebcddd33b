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
    part = _part(out)
    try:
        with part.open("w+b") as stream:
            yield stream
        part.replace(out)
    except OSError as error:
        # A full disk is told without a name.
        raise error if error.filename else OSError(error.errno, error.strerror, str(out)) from error
    finally:
        part.unlink(missing_ok=True)


def require_writable(out: Path) -> None:
    """OSError, before any work is done, where `out` cannot be written."""
    part = _part(out)
    try:
        part.open("w+b").close()
    finally:
        part.unlink(missing_ok=True)


def _part(out: Path) -> Path:
    """Short, so that whatever name the file system takes for `out` can be used."""
    return out.with_name(f".jipyo.{os.getpid()}.part")

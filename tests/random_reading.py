"""What the commands share that read random documents: the folder they are drawn into, and their reading."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def with_count_and_folder(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The same parser with `--count` and `--keep`."""
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="a folder to leave the documents in")
    return parser


@contextmanager
def folder_of(keep: Path | None) -> Iterator[Path]:
    """The folder to leave documents in, made where it is missing; without one a folder that goes again."""
    with tempfile.TemporaryDirectory(prefix="jipyo-drawn-") as name:
        folder = keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        yield folder

"""The formats that jipyo reads. To add one: a module with a function of this shape, and a line here."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

from extractors.readers.images import read_jpeg, read_png, read_tiff
from extractors.readers.limits import Limits
from extractors.readers.pdf import read_pdf
from extractors.readers.texts import read_markdown, read_plain_text
from schemas.page import MediaType, Probe


class Reader(Protocol):
    """Turns one file into pages, or into source text.

    The file is a plain one within the size limit and begins like its type. A
    reader raises DocumentError where the file cannot be read, writes nothing,
    and gives equal values for equal bytes.
    """

    def __call__(self, path: Path, document_id: str, limits: Limits) -> Probe:
        """Read the file at `path`."""


READERS: Final[dict[MediaType, Reader]] = {
    "application/pdf": read_pdf,
    "image/tiff": read_tiff,
    "image/jpeg": read_jpeg,
    "image/png": read_png,
    "text/plain": read_plain_text,
    "text/markdown": read_markdown,
}

"""Values of a PDF as pdfminer reads them, written as PDF again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import PSLiteral

# What must be written as #xx in a name.
_IRREGULAR: Final = re.compile(rb"[^!-~]|[()<>\[\]{}/%#]")


class Values:
    """Writes the values of one document; references get back the generation that pdfminer leaves out."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document

    def written(self, value: Any) -> bytes:
        """`value` as PDF; what has no meaning there is null."""
        if isinstance(value, dict):
            return (
                b"<<"
                + b"".join(_name(key) + b" " + self.written(item) for key, item in value.items())
                + b">>"
            )
        if isinstance(value, list | tuple):
            return b"[" + b" ".join(self.written(item) for item in value) + b"]"
        if isinstance(value, PDFObjRef):
            return b"%d %d R" % (value.objid, self.generation(value.objid))
        return _plain(value)

    def generation(self, number: int) -> int:
        """The generation under which an object stands in the file."""
        return next(self._generations(number), 0)

    def _generations(self, number: int) -> Iterator[int]:
        for section in self._document.xrefs:
            try:
                stream_number, _, generation = section.get_pos(number)
            except KeyError:
                continue
            yield 0 if stream_number is not None else int(generation)


class Reference:
    """A reference to an object of ours."""

    def __init__(self, number: int) -> None:
        self.number = number


def _name(value: str | bytes) -> bytes:
    raw = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
    return b"/" + _IRREGULAR.sub(lambda match: b"#%02X" % match[0][0], raw)


def _plain(value: object) -> bytes:
    if isinstance(value, Reference):
        return b"%d 0 R" % value.number
    if isinstance(value, PSLiteral):
        return _name(value.name)
    return b"<" + value.hex().encode() + b">" if isinstance(value, bytes) else _simple(value)


def _simple(value: object) -> bytes:
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int):
        return b"%d" % value
    if isinstance(value, float):
        return f"{value:.8f}".rstrip("0").rstrip(".").encode()
    return b"null"

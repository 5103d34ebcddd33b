"""Dictionaries of a PDF that are plainly written, read by pattern; what is written otherwise is left to pdfminer.

pdfminer reads them token by token: the widths of a font alone are two hundred (ISO 32000-1, 7.3).
"""

from __future__ import annotations

import re
from typing import Any, BinaryIO, Final

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT, PSLiteral

_MOST_BYTES: Final = 65_536  # of an object: what is longer is left to pdfminer
_HEAD: Final = re.compile(rb"\s*(?P<number>\d+)\s+\d+\s+obj\b")
_TOKEN: Final = re.compile(
    rb"\s*(?:(?P<numbers>\d[\d.\s]*+)(?=\])"  # all that is left of an array: '500 600 500]'
    rb"|(?P<referred>\d+)\s+\d+\s+R(?=[\s/\[\]<>])"
    rb"|(?P<number>-?\d+(?:\.\d+)?)(?=[\s/\[\]<>])"
    rb"|/(?P<name>[A-Za-z0-9+_.,-]+)(?=[\s/\[\]<>()])"
    rb"|\((?P<string>[^()\\\r\n]*)\)"
    rb"|(?P<begins>\[|<<)|(?P<ends>\]|>>)|(?P<odd>.))",
    re.DOTALL,
)
_END: Final = re.compile(rb"\s*endobj\b")


def plain_dictionary(reference: PDFObjRef, file: BinaryIO) -> dict[str, Any] | None:
    """The dictionary that a reference stands for, as pdfminer gives it; None where it is not plainly written."""
    document = reference.doc
    if document is None or document.decipher:
        return None
    place = _place_of(document, reference.objid)
    if place is None:
        return None
    file.seek(place)
    written = file.read(_MOST_BYTES)
    head = _HEAD.match(written)
    if head is None or int(head["number"]) != reference.objid:
        return None
    return _dictionary(written, head.end(), document)


def _place_of(document: PDFDocument, number: int) -> int | None:
    """Where an object stands in the file; None for one in an object stream."""
    for table in document.xrefs:
        try:
            stream, place, _ = table.get_pos(number)
        except KeyError:
            continue
        return place if stream is None else None
    return None


def _dictionary(written: bytes, start: int, document: PDFDocument) -> dict[str, Any] | None:
    """The dictionary between `start` and the end of its object."""
    stack: list[list[Any]] = [[]]
    for token in _TOKEN.finditer(written, start):
        kind = token.lastgroup or "odd"
        if kind == "begins":
            stack.append([token[kind]])
        elif kind == "ends":
            if not _close(stack, token[kind]):
                return None
            if len(stack) == 1:
                found = stack[0][0]
                is_whole = _END.match(written, token.end()) is not None
                return found if isinstance(found, dict) and is_whole else None
        else:
            try:
                stack[-1] += _values(kind, token[kind], document)
            except ValueError:
                return None
    return None


def _values(kind: str, written: bytes, document: PDFDocument) -> list[Any]:
    """What a token stands for; ValueError for one that is not plain."""
    if kind == "name":
        return [LIT(written.decode("ascii"))]
    if kind == "referred":
        return [PDFObjRef(document, int(written))]
    if kind == "string":
        return [written]
    if kind == "odd":
        raise ValueError("not plain")
    return [float(number) if b"." in number else int(number) for number in written.split()]


def _close(stack: list[list[Any]], end: bytes) -> bool:
    """Put the array or dictionary that ends into what it stands in; False where another one began."""
    begins, *items = stack.pop()
    if not stack or begins != (b"[" if end == b"]" else b"<<"):
        return False
    if begins == b"[":
        stack[-1].append(items)
        return True
    names, values = items[::2], items[1::2]
    if len(names) != len(values) or not all(isinstance(name, PSLiteral) for name in names):
        return False
    stack[-1].append({str(name.name): value for name, value in zip(names, values, strict=True)})
    return True

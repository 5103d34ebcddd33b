"""ToUnicode maps that are plainly written, read by pattern; what is written otherwise is left to pdfminer.

pdfminer reads them token by token, which takes an eighth of the time of a page of few words. The layout of
the maps is that of ISO 32000-1, 9.10.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1

_BLOCK: Final = re.compile(rb"begin(?P<kind>bfchar|bfrange)\b(?P<body>.*?)end(?P=kind)\b", re.DOTALL)
_HEX: Final = rb"<(?:[0-9A-Fa-f]{2})+>"
_CODE: Final = rb"<(?:[0-9A-Fa-f]{2}){1,2}>"
_PAIRS: Final = re.compile(rb"(?:\s*" + _CODE + rb"\s*" + _HEX + rb")*\s*")
_RANGES: Final = re.compile(
    rb"(?:\s*" + _CODE + rb"\s*" + _CODE + rb"\s*(?:" + _HEX + rb"|\[(?:\s*" + _HEX + rb")*\s*\]))*\s*"
)
_RANGE: Final = re.compile(rb"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[([^\]]*)\])")
_TOKEN: Final = re.compile(rb"<(\w+)>")
# What only pdfminer knows how to take: codes of a collection, maps in maps, comments.
_OTHER: Final = re.compile(rb"begincid|beginnotdef|usecmap|%(?!!)")


def font_of(fonts: PDFResourceManager, number: int | None, spec: dict[str, Any]) -> PDFFont:
    """The font of a dictionary as pdfminer builds it, its ToUnicode map read here where that is plain."""
    stream = resolve1(spec.get("ToUnicode"))
    found = plain_map(stream.get_data()) if isinstance(stream, PDFStream) else None
    if found is None:
        return fonts.get_font(number, spec)
    font = fonts.get_font(number, spec | {"ToUnicode": PDFStream({}, b"")})
    unicode_map = getattr(font, "unicode_map", None)
    if not isinstance(unicode_map, FileUnicodeMap):
        return fonts.get_font(None, spec)
    if not unicode_map.cid2unichr:
        unicode_map.cid2unichr.update(found)
    return font


def plain_map(data: bytes) -> dict[int, str] | None:
    """Text by code, in the order written; None for a map that is not plain.

    >>> plain_map(b"1 beginbfchar <0041> <AC00> endbfchar 1 beginbfrange <01> <02> <0061> endbfrange")
    {65: '가', 1: 'a', 2: 'b'}
    """
    head, *_ = data.partition(b"endcmap")
    if _OTHER.search(data) or _BLOCK.search(data, len(head)):
        return None
    found: dict[int, str] = {}
    for block in _BLOCK.finditer(head):
        is_pairs = block["kind"] == b"bfchar"
        if not (_PAIRS if is_pairs else _RANGES).fullmatch(block["body"]):
            return None
        for code, text in _pairs(block["body"]) if is_pairs else _ranges(block["body"]):
            # As pdfminer has it: some fonts give the blank's code to both kinds of blank.
            if not (text == "\xa0" and found.get(code) == " "):
                found[code] = text
    return found


def _pairs(body: bytes) -> Iterator[tuple[int, str]]:
    tokens = _TOKEN.findall(body)
    for code, text in zip(tokens[::2], tokens[1::2], strict=True):
        yield int(code, 16), _text(text)


def _ranges(body: bytes) -> Iterator[tuple[int, str]]:
    for first, last, base, listed in _RANGE.findall(body):
        codes = range(int(first, 16), int(last, 16) + 1)
        if base:
            yield from zip(codes, _counted(base, len(codes)), strict=True)
        else:
            yield from zip(codes, map(_text, _TOKEN.findall(listed)), strict=False)


def _counted(base: bytes, count: int) -> Iterator[str]:
    """The texts from `base` on: its last four bytes are counted up."""
    fixed, counted = base[:-8], base[-8:]
    for step in range(count):
        last = (int(counted, 16) + step) & ((1 << 4 * len(counted)) - 1)
        yield _text(fixed + b"%0*x" % (len(counted), last))


def _text(hexed: bytes) -> str:
    return bytes.fromhex(hexed.decode("ascii")).decode("UTF-16BE", "ignore")

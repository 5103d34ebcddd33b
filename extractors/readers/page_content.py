"""The content streams of a PDF page, measured before anything inflates them whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, Final

import pdfplumber
from pdfminer.ascii85 import ascii85decode
from pdfminer.pdftypes import PDFStream, resolve1

from extractors.readers import faults
from extractors.readers.limits import Limits

_FLATE: Final = frozenset({"FlateDecode", "Fl"})
_ASCII_85: Final = frozenset({"ASCII85Decode", "A85"})
_STEP: Final = 256  # bytes inflated at once: what stands before a damaged place is kept


def require_content(page: pdfplumber.page.Page, *, name: str, page_no: int, limits: Limits) -> None:
    """Raise DocumentError where the page's drawing is too large to inflate, or nothing of it can be."""
    room = limits.max_page_content_bytes
    sizes: list[int | None] = []
    for stream in _streams(page.page_obj.contents):
        sizes.append(_inflated_size(stream, room))
        room -= sizes[-1] or 0
        if room <= 0:
            raise faults.content_too_large(name, limit=limits.max_page_content_bytes, page_no=page_no)
    if sizes and all(size is None for size in sizes):
        raise faults.damaged(
            name,
            why_ko="쪽의 내용을 풀 수 없습니다",
            why_en="the content of the page cannot be inflated",
            page_no=page_no,
        )


def _streams(contents: Iterable[Any]) -> list[PDFStream]:
    found = (resolve1(item) for item in contents)
    return [item for item in found if isinstance(item, PDFStream) and item.rawdata]


def _inflated_size(stream: PDFStream, room: int) -> int | None:
    """How many bytes the stream gives, at most `room`; None where it is damaged from its start on."""
    data = stream.rawdata or b""
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)
    for filter_name, _ in stream.get_filters():
        kind = getattr(filter_name, "name", filter_name)
        if kind in _ASCII_85:
            data = ascii85decode(data)
        elif kind not in _FLATE:
            break  # the other filters only grow a stream by a small factor
        elif data.strip():
            data = _inflated(data, room)
            if not data:
                return None
    return len(data)


def _inflated(data: bytes, room: int) -> bytes:
    """The first `room` bytes of deflated data, or as many as stand before a damaged place."""
    packer = zlib.decompressobj()
    try:
        return packer.decompress(data, room)
    except zlib.error:
        packer = zlib.decompressobj()
    given: list[bytes] = []
    for start in range(0, len(data), _STEP):
        try:
            given.append(packer.decompress(data[start : start + _STEP], room))
        except zlib.error:
            break
        room -= len(given[-1])
        if room <= 0:
            break
    return b"".join(given)

"""The content streams of a PDF page, measured before anything inflates them whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import pdfplumber
from pdfminer.ascii85 import ascii85decode, end_re, start_re
from pdfminer.pdftypes import PDFStream, resolve1

from extractors.readers import faults
from extractors.readers.limits import Limits

_FLATE: Final = frozenset({"FlateDecode", "Fl"})
_ASCII_85: Final = frozenset({"ASCII85Decode", "A85"})
_STEP: Final = 256  # bytes inflated at once: what stands before a damaged place is kept
_BLANKS: Final = b" \t\n\r\v"
_DIGITS: Final = bytes(range(ord("!"), ord("u") + 1))  # of ASCII 85; five are four bytes
_PLACES: Final = np.array([85**4, 85**3, 85**2, 85, 1], dtype=np.uint64)


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
    """How many bytes the stream gives, at most `room`; None where it is damaged from its start on.

    What was inflated whole is left in the stream, so that nobody inflates it again.
    """
    data = stream.rawdata or b""
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)
    is_whole = True
    for filter_name, parameters in stream.get_filters():
        kind = getattr(filter_name, "name", filter_name)
        is_whole = is_whole and not parameters
        if kind in _ASCII_85:
            data = _from_ascii_85(data)
        elif kind not in _FLATE:
            is_whole = False
            break  # the other filters only grow a stream by a small factor
        elif data.strip():
            data, is_all = _inflated(data, room)
            is_whole = is_whole and is_all
            if not data:
                return None
    if is_whole:
        stream.data, stream.rawdata = data, None
    return len(data)


def _from_ascii_85(data: bytes) -> bytes:
    """What pdfminer makes of it, which takes it digit by digit; what is not plainly written is left to it."""
    digits = end_re.sub(b"", start_re.sub(b"", data)).translate(None, _BLANKS)
    if digits.translate(None, _DIGITS):
        return ascii85decode(data)
    missing = -len(digits) % 5
    groups = np.frombuffer(digits + b"u" * missing, dtype=np.uint8).reshape(-1, 5).astype(np.uint64) - ord(
        "!"
    )
    numbers = groups @ _PLACES
    if (numbers >> 32).any():
        return ascii85decode(data)
    return numbers.astype(">u4").tobytes()[: 4 * len(groups) - missing]


def _inflated(data: bytes, room: int) -> tuple[bytes, bool]:
    """The first `room` bytes of deflated data, or as many as stand before a damaged place; whether they are all."""
    packer = zlib.decompressobj()
    try:
        return packer.decompress(data, room), packer.eof
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
    return b"".join(given), False

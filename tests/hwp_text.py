"""The text of a HWP 5 file, by the structure that Hancom published: an OLE compound file with records in its sections.

For measuring only: the files are the caller's own. Neither encrypted nor distribution documents are read.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_END_OF_CHAIN: Final = 0xFFFFFFFA  # this and above is no sector
_PARA_TEXT: Final = 67
_LONG_RECORD: Final = 0xFFF
_COMPRESSED: Final = 1
_NAME: Final = re.compile(r"Section(?P<number>\d+)")
# Controls of a paragraph take eight units; those of them that stand for one character take one.
_SINGLE: Final = frozenset({0, 10, 13, 24, 25, 26, 27, 28, 29, 30, 31})


class Compound:
    """An OLE compound file (MS-CFB, version 3): its streams by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<2H", data, 30)
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        directory, self._cutoff = (struct.unpack_from("<I", data, at)[0] for at in (48, 56))
        self._next = self._allocation()
        entries = self._chain(directory)
        mini_table = self._chain(struct.unpack_from("<I", data, 60)[0])
        self._mini_next = struct.unpack(f"<{len(mini_table) // 4}I", mini_table)
        self._entries = dict(self._named(entries))
        start, size = self._entries["Root Entry"]
        self._mini = self._chain(start)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size]

    def _allocation(self) -> tuple[int, ...]:
        """The table that names the sector behind each sector."""
        listed = list(struct.unpack_from("<109I", self._data, 76))
        more = struct.unpack_from("<I", self._data, 68)[0]
        while more < _END_OF_CHAIN:
            *numbers, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            listed += numbers
        table = b"".join(self._sector(number) for number in listed if number < _END_OF_CHAIN)
        return struct.unpack(f"<{len(table) // 4}I", table)

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(start, self._next))

    def _named(self, entries: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for at in range(0, len(entries), 128):
            length = struct.unpack_from("<H", entries, at + 64)[0]
            start, size = struct.unpack_from("<2I", entries, at + 116)
            if length > 2:
                yield entries[at : at + length - 2].decode("utf-16-le"), (start, size)

    def names(self) -> list[str]:
        return list(self._entries)

    def stream(self, name: str) -> bytes:
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        width = self._mini_size
        numbers = _followed(start, self._mini_next)
        return b"".join(self._mini[number * width : (number + 1) * width] for number in numbers)[:size]


def _followed(start: int, following: tuple[int, ...]) -> Iterator[int]:
    seen: set[int] = set()
    while start < _END_OF_CHAIN and start not in seen:
        seen.add(start)
        yield start
        start = following[start]


def hwp_text(path: Path) -> str:
    """The text of all sections, a paragraph a line, tables and boxes in the order of the file."""
    packed = Compound(path.read_bytes())
    is_compressed = struct.unpack_from("<I", packed.stream("FileHeader"), 36)[0] & _COMPRESSED
    numbered = sorted(
        (int(found["number"]), name) for name in packed.names() if (found := _NAME.fullmatch(name))
    )
    sections = (packed.stream(name) for _, name in numbered)
    plain = (zlib.decompress(data, -15) if is_compressed else data for data in sections)
    return "\n".join(text for data in plain for text in _paragraphs(data))


def _paragraphs(section: bytes) -> Iterator[str]:
    at = 0
    while at + 4 <= len(section):
        head = struct.unpack_from("<I", section, at)[0]
        at, size = at + 4, head >> 20
        if size == _LONG_RECORD:
            size, at = struct.unpack_from("<I", section, at)[0], at + 4
        if head & 0x3FF == _PARA_TEXT:
            yield _characters(section[at : at + size])
        at += size


def _characters(data: bytes) -> str:
    """UTF-16 units, without the controls and what they carry."""
    kept = bytearray()
    at = 0
    while at + 2 <= len(data):
        code = struct.unpack_from("<H", data, at)[0]
        if code >= 32:
            kept += data[at : at + 2]
        at += 2 if code >= 32 or code in _SINGLE else 16
    return kept.decode("utf-16-le", errors="replace")

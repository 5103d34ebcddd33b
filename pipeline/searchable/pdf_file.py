"""Writing PDF objects with their cross-reference: a file of our own, or what is appended to one."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

HEADER: Final = (
    b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127: no text file, to programs that move files
)
_FREE: Final = b"0000000000 65535 f \n"


@dataclass(frozen=True, slots=True)
class Numbered:
    """An object of a file: its number, its generation, and what stands between `obj` and `endobj`."""

    number: int
    body: bytes
    generation: int = 0

    @property
    def written(self) -> bytes:
        return b"%d %d obj\n%b\nendobj\n" % (self.number, self.generation, self.body)


def cross_reference(places: Mapping[tuple[int, int], int], start: int, *, size: int, entries: bytes) -> bytes:
    """A table for objects (number, generation) at these offsets, the trailer, and the file's end.

    `start` is the offset at which this stands; `entries` go into the trailer.
    """
    known = {number: (offset, generation) for (number, generation), offset in places.items()}
    rows = b"".join(
        b"%d %d\n%b" % (run[0], len(run), b"".join(_row(known, number) for number in run))
        for run in _runs(sorted(known.keys() | {0} if len(known) + 1 == size else known))
    )
    trailer = b"trailer\n<</Size %d%b>>\n" % (size, entries)
    return b"xref\n" + rows + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def _row(known: Mapping[int, tuple[int, int]], number: int) -> bytes:
    return b"%010d %05d n \n" % known[number] if number in known else _FREE


def cross_reference_stream(
    places: Mapping[tuple[int, int], int], start: int, *, size: int, entries: bytes
) -> bytes:
    """The same as a stream, for a file whose own cross-reference is one. It takes the number `size`."""
    known = {number: (offset, generation) for (number, generation), offset in places.items()}
    known[size] = (start, 0)
    numbers = sorted(known)
    rows = b"".join(struct.pack(">BQH", 1, *known[number]) for number in numbers)
    index = b" ".join(b"%d %d" % (run[0], len(run)) for run in _runs(numbers))
    packed = zlib.compress(rows, 9)
    head = b"<</Type/XRef/Size %d/W[1 8 2]/Index[%b]%b/Filter/FlateDecode/Length %d>>" % (
        size + 1, index, entries, len(packed),
    )  # fmt: skip
    body = head + b"stream\n" + packed + b"\nendstream"
    return Numbered(size, body).written + b"startxref\n%d\n%%%%EOF\n" % start


def _runs(numbers: Iterable[int]) -> list[Sequence[int]]:
    """Numbers that follow each other, together.

    >>> _runs([1, 2, 5])
    [[1, 2], [5]]
    """
    groups = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in group] for _, group in groups]

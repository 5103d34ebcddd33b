"""New objects for a PDF that exists: numbered behind its own, written behind its last byte."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from pipeline.searchable.pdf_file import Numbered, cross_reference, cross_reference_stream
from pipeline.searchable.pdf_original import Original
from pipeline.searchable.pdf_values import Reference, Values

_KEPT: Final = ("Root", "Info")  # of the trailer


class Update:
    """Collects objects; what was there stays there, byte by byte, in front of them."""

    def __init__(self, original: Original) -> None:
        self._original = original
        self._objects: list[Numbered] = []
        self._free = original.free

    @property
    def values(self) -> Values:
        return self._original.values

    def reserve(self, count: int) -> int:
        """The first of `count` numbers in a row that nothing else gets."""
        first, self._free = self._free, self._free + count
        return first

    def put(self, numbered: Mapping[int, bytes]) -> None:
        """Add objects under numbers that were reserved."""
        self._objects += [Numbered(number, body) for number, body in numbered.items()]

    def add(self, body: bytes) -> Reference:
        """Add an object under a number of its own."""
        number = self.reserve(1)
        self.put({number: body})
        return Reference(number)

    def replace(self, number: int, value: Mapping[str, Any]) -> None:
        """Let an object of the file have a new value."""
        body = self.values.written(dict(value))
        self._objects.append(Numbered(number, body, self.values.generation(number)))

    def written(self, data: bytes) -> bytes:
        """What is to be appended to the file, whose content is `data`."""
        pieces = [b"" if data.endswith(b"\n") else b"\n"]
        places: dict[tuple[int, int], int] = {}
        offset = len(data) + len(pieces[0])
        for one in self._objects:
            places[one.number, one.generation] = offset
            pieces.append(one.written)
            offset += len(pieces[-1])
        entries = self._trailer(hashlib.sha256(data + b"".join(pieces)).digest()[:16])
        write = cross_reference_stream if self._original.has_stream else cross_reference
        return b"".join(pieces) + write(places, offset, size=self._free, entries=entries)

    def _trailer(self, identity: bytes) -> bytes:
        """The second half of /ID tells versions of a file apart; here it is their content's hash."""
        trailer = self._original.trailer
        first = trailer.get("ID")
        known = first[0] if isinstance(first, list) and first and isinstance(first[0], bytes) else identity
        kept = {key: trailer[key] for key in _KEPT if key in trailer}
        shown = kept | {"Prev": self._original.last_reference, "ID": [known, identity]}
        return b"".join(
            b"/%b %b" % (key.encode(), self.values.written(value)) for key, value in shown.items()
        )

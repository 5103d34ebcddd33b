"""Pieces of a file on their way from the child that made them: bytes, which JSON would blow up by a third."""

from __future__ import annotations

import io

from pipeline.frames import read_frame, write_frame
from pipeline.searchable.layered_pdf import Layered
from pipeline.searchable.page_picture import Picture


def pack_layered(made: Layered) -> bytes:
    """The parcel of an update."""
    return _packed(made.added, made.mended)


def unpack_layered(data: bytes) -> Layered:
    """The update in a parcel."""
    added, mended = _unpacked(data, 2)
    return Layered(added, mended)


def pack_image(made: Picture) -> bytes:
    """The parcel of a page image."""
    return _packed(made.entries, made.data, made.space, made.mask, made.profile, b"%d" % made.orientation)


def unpack_image(data: bytes) -> Picture:
    """The page image in a parcel."""
    entries, stream, space, mask, profile, orientation = _unpacked(data, 6)
    return Picture(entries, stream, space, mask, profile, int(orientation))


def _packed(*parts: bytes) -> bytes:
    buffer = io.BytesIO()
    for part in parts:
        write_frame(buffer, part)
    return buffer.getvalue()


def _unpacked(data: bytes, count: int) -> list[bytes]:
    buffer = io.BytesIO(data)
    return [read_frame(buffer) for _ in range(count)]

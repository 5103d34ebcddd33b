"""Frames of a TIFF that hold one stream of a kind that PDF has too: fax (CCITT group 4) and JPEG.

A frame that is cut into several strips holds as many streams, of which PDF can
show none as one image: such faxes are coded anew, pixel by pixel the same.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PIL import Image

from pipeline.searchable.page_picture import Picture, colour_space, profile_object, shape

# Tags of TIFF 6.0.
_BITS, _COMPRESSION, _PHOTOMETRIC, _FILL_ORDER, _OFFSETS, _COMPONENTS, _COUNTS = (
    258,
    259,
    262,
    266,
    273,
    277,
    279,
)
_ROWS_PER_STRIP, _PLANES, _T6_OPTIONS, _TILES, _TABLES, _ICC = 278, 284, 293, 322, 347, 34675
_HUFFMAN, _GROUP_3, _GROUP_4, _JPEG = 2, 3, 4, 7  # compressions
_BLACK_IS_ZERO: Final = 1
# Components of a JPEG by what a TIFF says that they are: grey, RGB, four inks, YCbCr.
_JPEG_COLOURS: Final = {1: 1, 2: 3, 5: 4, 6: 3}
_YCBCR: Final = 6
_TURNED: Final = (5, 6, 7, 8)  # orientations that swap the sides
_START, _END = b"\xff\xd8", b"\xff\xd9"
_MIRRORED: Final = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))  # bits of a byte, last first

Tags = Mapping[int, Any]


def strip_picture(path: Path, tags: Tags, image: Image.Image, orientation: int) -> Picture | None:
    """The frame as its own stream, or coded anew as one; None where PDF has no such stream.

    `tags` and `orientation` are those before decoding; `image` is decoded.
    """
    compression = int(tags.get(_COMPRESSION, 1))
    if compression in (_HUFFMAN, _GROUP_3, _GROUP_4) and image.mode == "1":
        return _fax(path, tags, image, orientation)
    if compression == _JPEG and _is_jpeg_of_a_kind(tags) and _strip_count(tags) == 1:
        return _jpeg(_strip(path, tags), tags, image, orientation)
    return None


def _fax(path: Path, tags: Tags, image: Image.Image, orientation: int) -> Picture:
    is_held = (
        tags.get(_COMPRESSION) == _GROUP_4 and _strip_count(tags) == 1 and not int(tags.get(_T6_OPTIONS, 0))
    )
    if not is_held:
        return _coded_anew(image, tags)
    data = _strip(path, tags)
    if tags.get(_FILL_ORDER) == 2:
        data = data.translate(_MIRRORED)
    size = image.size[::-1] if orientation in _TURNED else image.size
    return _group_4(
        data, size, tags, black_is_zero=tags.get(_PHOTOMETRIC) == _BLACK_IS_ZERO, turn=orientation
    )


def _coded_anew(image: Image.Image, tags: Tags) -> Picture:
    """A fax in one strip. Decoding has turned the image upright already."""
    buffer = io.BytesIO()
    plain = Image.frombytes("1", image.size, image.tobytes())
    plain.save(buffer, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: image.height})
    with Image.open(buffer, formats=["TIFF"]) as coded:
        own = dict(coded.tag_v2)  # type: ignore[attr-defined]
    at, count = own[_OFFSETS][0], own[_COUNTS][0]
    data = buffer.getvalue()[at : at + count]
    return _group_4(data, image.size, tags, black_is_zero=own.get(_PHOTOMETRIC) == _BLACK_IS_ZERO, turn=1)


def _group_4(data: bytes, size: tuple[int, int], tags: Tags, *, black_is_zero: bool, turn: int) -> Picture:
    """Fax codes know black and white; where the file calls black 0, PDF must call it 0 as well."""
    width, height = size
    codes = b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %d/Rows %d/BlackIs1 %b>>" % (
        width, height, b"true" if black_is_zero else b"false",
    )  # fmt: skip
    profile = profile_object(tags.get(_ICC), 1)
    return Picture(shape(size, 1) + codes, data, colour_space(1, profile), profile=profile, orientation=turn)


def _is_jpeg_of_a_kind(tags: Tags) -> bool:
    colours = _JPEG_COLOURS.get(tags.get(_PHOTOMETRIC, -1))
    depths = set(_listed(tags.get(_BITS, 1)))
    return colours == tags.get(_COMPONENTS, 1) and depths == {8} and tags.get(_PLANES, 1) == 1


def _jpeg(strip: bytes, tags: Tags, image: Image.Image, orientation: int) -> Picture | None:
    """The strip with the tables that TIFF keeps apart; it says nothing of its colours, so PDF must."""
    tables = tags.get(_TABLES, b"")
    if not strip.startswith(_START):
        return None
    if isinstance(tables, bytes) and tables.startswith(_START) and tables.endswith(_END):
        strip = tables[:-2] + strip[2:]
    size = image.size[::-1] if orientation in _TURNED else image.size
    components = int(tags.get(_COMPONENTS, 1))
    transform = b"/DecodeParms<</ColorTransform %d>>" % int(tags.get(_PHOTOMETRIC) == _YCBCR)
    entries = shape(size, 8) + b"/Filter/DCTDecode" + (transform if components == 3 else b"")
    profile = profile_object(tags.get(_ICC), components)
    space = colour_space(components, profile)
    return Picture(entries, strip, space, profile=profile, orientation=orientation)


def _strip_count(tags: Tags) -> int:
    return len(_listed(tags.get(_OFFSETS, ()))) if _TILES not in tags else 0


def _strip(path: Path, tags: Tags) -> bytes:
    """The bytes of the only strip; struct.error where the file does not hold them."""
    offset, count = (int(_listed(tags[tag])[0]) for tag in (_OFFSETS, _COUNTS))
    with path.open("rb") as file:
        file.seek(offset)
        data = file.read(count)
    if len(data) < count:
        raise struct.error("the strip ends behind the file")
    return data


def _listed(value: object) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, tuple | list) else (value,)

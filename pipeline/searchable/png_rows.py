"""PNG as PDF holds it: its deflated rows are those of a PDF image with a predictor."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.searchable.page_picture import Picture, colour_space, profile_object, shape

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR, _PALETTE = 0, 2, 3  # colour types without an alpha channel
_COMPONENTS: Final = {_GREY: 1, _COLOUR: 3, _PALETTE: 1}


@dataclass(frozen=True, slots=True)
class Png:
    """What the chunks of a PNG say. `transparent` is the body of tRNS; `rows` are deflated."""

    size: tuple[int, int]
    bits: int
    colour_type: int
    is_interlaced: bool
    palette: bytes
    transparent: bytes
    rows: bytes

    @property
    def is_held(self) -> bool:
        """Whether PDF can hold the rows as they are: neither interlaced nor with alpha between the colours."""
        return not self.is_interlaced and self.colour_type in _COMPONENTS

    @property
    def has_palette(self) -> bool:
        return self.colour_type == _PALETTE


def read_png(data: bytes) -> Png:
    """The chunks that matter here, of a file whose pixels could be decoded."""
    chunks = list(_chunks(data))
    width, height, bits, colour, *_, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    return Png(
        size=(width, height),
        bits=bits,
        colour_type=colour,
        is_interlaced=bool(interlaced),
        palette=_body(chunks, b"PLTE"),
        transparent=_body(chunks, b"tRNS"),
        rows=b"".join(body for kind, body in chunks if kind == b"IDAT"),
    )


def held_picture(png: Png, *, icc: object = None, mask: bytes = b"", orientation: int = 1) -> Picture:
    """The picture of a PNG that `is_held`, its rows as they are. `mask` is the object of a soft mask."""
    components = _COMPONENTS[png.colour_type]
    profile = profile_object(icc, 3 if png.has_palette else components)
    space = colour_space(3 if png.has_palette else components, profile)
    if png.has_palette:
        space = b"[/Indexed %b %d<%b>]" % (space, len(png.palette) // 3 - 1, png.palette.hex().encode())
    entries = b"%b/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>" % (
        shape(png.size, png.bits), components, png.bits, png.size[0],
    )  # fmt: skip
    return Picture(entries + _colour_key(png), png.rows, space, mask, profile, orientation)


def _colour_key(png: Png) -> bytes:
    """The one grey or colour that a PNG names as transparent, as PDF names it."""
    if png.has_palette or not png.transparent:
        return b""
    values = struct.unpack(f">{_COMPONENTS[png.colour_type]}H", png.transparent)
    return b"/Mask[%b]" % b" ".join(b"%d %d" % (value, value) for value in values)


def _body(chunks: list[tuple[bytes, bytes]], kind: bytes) -> bytes:
    return next((body for name, body in chunks if name == kind), b"")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        yield kind, data[at + 8 : at + 8 + length]
        at += 12 + length

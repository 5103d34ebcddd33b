"""A page image as a PDF object: the stream of the file itself where PDF can hold it, else its pixels, losslessly."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from extractors.readers import faults
from schemas.errors import DocumentError
from schemas.page import MediaType

_FORMATS: Final[dict[MediaType, str]] = {"image/tiff": "TIFF", "image/jpeg": "JPEG", "image/png": "PNG"}
# What Pillow's decoders let through on broken files, and its word for pictures that are too large.
_FAULTS: Final = (
    OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, zlib.error, OverflowError,
    UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
_ORIENTATION_TAG: Final = 0x0112
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR, _PALETTE = 0, 2, 3  # PNG colour types that PDF can hold as they are
_SPACES: Final = {_GREY: b"/DeviceGray", _COLOUR: b"/DeviceRGB"}
_JPEG_SPACES: Final = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}
# Modes that PNG holds without loss; the others become RGB, as every viewer shows them.
_PNG_MODES: Final = frozenset({"1", "L", "P", "RGB", "I;16"})


@dataclass(frozen=True, slots=True)
class PageImage:
    """An image XObject, its soft mask where it is transparent in places, and the EXIF orientation to show it in.

    In `image` stands MASK where the number of the mask's object is to be put.
    """

    image: bytes
    mask: bytes
    orientation: int


MASK: Final = b"/SMask MASK"


def page_image(path: Path, media_type: MediaType, page_no: int) -> PageImage:
    """One frame; DocumentError where it cannot be decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=[_FORMATS[media_type]]) as image:
                image.seek(page_no - 1)
                return _page_image(path, media_type, image)
        except _FAULTS as error:
            raise _broken(path.name, page_no) from error


def _page_image(path: Path, media_type: MediaType, image: Image.Image) -> PageImage:
    orientation = int(image.getexif().get(_ORIENTATION_TAG) or 1)
    if media_type == "image/jpeg" and image.mode in _JPEG_SPACES:
        return PageImage(_jpeg(path.read_bytes(), image), b"", orientation)
    held = _png(path.read_bytes()) if media_type == "image/png" else b""
    return PageImage(held, b"", orientation) if held else _decoded(ImageOps.exif_transpose(image))


def _broken(name: str, page_no: int) -> DocumentError:
    why_ko, why_en = "이미지를 풀 수 없습니다", "the image cannot be decoded"
    return faults.damaged(name, why_ko=why_ko, why_en=why_en, page_no=page_no)


def _jpeg(data: bytes, image: Image.Image) -> bytes:
    """The file is the stream. Adobe's programs write CMYK upside down, and say so in a mark."""
    inverted = b"/Decode[1 0 1 0 1 0 1 0]" if image.mode == "CMYK" and "adobe" in image.info else b""
    head = _head(image.size, _JPEG_SPACES[image.mode], 8)
    return b"<<%b%b/Filter/DCTDecode/Length %d>>stream\n%b\nendstream" % (head, inverted, len(data), data)


def _head(size: tuple[int, int], space: bytes, bits: int) -> bytes:
    return b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent %d" % (
        *size, b" " + space, bits,
    )  # fmt: skip


def _png(data: bytes, entries: bytes = b"") -> bytes:
    """The deflated rows of a PNG, which are PDF's with a predictor; nothing for interlaced and transparent ones."""
    chunks = list(_chunks(data))
    kinds = {kind for kind, _ in chunks}
    width, height, bits, colour, *_, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if interlaced or b"tRNS" in kinds or colour not in (*_SPACES, _PALETTE):
        return b""
    palette = next((body for kind, body in chunks if kind == b"PLTE"), b"")
    space = _SPACES.get(colour) or b"[/Indexed/DeviceRGB %d<%b>]" % (
        len(palette) // 3 - 1,
        palette.hex().encode(),
    )
    rows = b"".join(body for kind, body in chunks if kind == b"IDAT")
    return (
        b"<<%b%b/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>/Length %d>>"
        b"stream\n%b\nendstream"
        % (
            _head((width, height), space, bits),
            entries,
            3 if colour == _COLOUR else 1,
            bits,
            width,
            len(rows),
            rows,
        )
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        yield kind, data[at + 8 : at + 8 + length]
        at += 12 + length


def _decoded(image: Image.Image) -> PageImage:
    """The pixels as a PNG holds them, upright; transparency as a mask of its own, four inks as four inks."""
    image.load()
    if image.mode == "CMYK":
        packed = zlib.compress(image.tobytes(), 9)
        head = _head(image.size, b"/DeviceCMYK", 8)
        whole = b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (head, len(packed), packed)
        return PageImage(whole, b"", 1)
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        return PageImage(_png(_as_png(layer.convert("RGB")), MASK), _png(_as_png(layer.getchannel("A"))), 1)
    return PageImage(_png(_as_png(image if image.mode in _PNG_MODES else _shown(image))), b"", 1)


def _shown(image: Image.Image) -> Image.Image:
    """Sixteen bits of any byte order as PNG's; the rest as colours."""
    return image.convert("I;16" if image.mode.startswith("I;16") else "RGB")


def _as_png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.info = {}
    image.save(buffer, "PNG")
    return buffer.getvalue()

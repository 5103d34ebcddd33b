"""A page image as a PDF object: the stream of the file itself where PDF can hold it, else its pixels, losslessly."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from extractors.readers import faults
from pipeline.searchable.page_picture import Picture, colour_space, profile_object, shape
from pipeline.searchable.png_rows import Png, held_picture, read_png
from pipeline.searchable.tiff_strips import strip_picture
from schemas.errors import DocumentError
from schemas.page import MediaType

_FORMATS: Final[dict[MediaType, str]] = {"image/tiff": "TIFF", "image/jpeg": "JPEG", "image/png": "PNG"}
# What Pillow's decoders let through on broken files, and its word for pictures that are too large.
_FAULTS: Final = (
    OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, zlib.error, OverflowError,
    UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning, cv2.error,
)  # fmt: skip
_ORIENTATION_TAG: Final = 0x0112
_COMPRESSION_TAG, _BITS_TAG = 259, 258
_JPEG_COMPONENTS: Final = {"L": 1, "RGB": 3, "CMYK": 4}
# Modes that PNG holds without loss; the others become RGB, as every viewer shows them.
_PNG_MODES: Final = frozenset({"1", "L", "P", "RGB", "I;16"})
_DEEP: Final = 16  # bits of a component; Pillow cuts colours of so many down to eight


def page_image(path: Path, media_type: MediaType, page_no: int) -> Picture:
    """One frame; DocumentError where it cannot be decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=[_FORMATS[media_type]]) as image:
                image.seek(page_no - 1)
                return _BUILDERS[media_type](path, image, page_no)
        except _FAULTS as error:
            raise _broken(path.name, page_no) from error


def _broken(name: str, page_no: int) -> DocumentError:
    why_ko, why_en = "이미지를 풀 수 없습니다", "the image cannot be decoded"
    return faults.damaged(name, why_ko=why_ko, why_en=why_en, page_no=page_no)


def _orientation(image: Image.Image) -> int:
    return int(image.getexif().get(_ORIENTATION_TAG) or 1)


def _jpeg_picture(path: Path, image: Image.Image, _: int) -> Picture:
    """The file is the stream. Adobe's programs write CMYK upside down, and say so in a mark."""
    if image.mode not in _JPEG_COMPONENTS:
        return _decoded(ImageOps.exif_transpose(image))
    components = _JPEG_COMPONENTS[image.mode]
    inverted = b"/Decode[1 0 1 0 1 0 1 0]" if components == 4 and "adobe" in image.info else b""
    profile = profile_object(image.info.get("icc_profile"), components)
    return Picture(
        entries=shape(image.size, 8) + b"/Filter/DCTDecode" + inverted,
        data=path.read_bytes(),
        space=colour_space(components, profile),
        profile=profile,
        orientation=_orientation(image),
    )


def _png_picture(path: Path, image: Image.Image, _: int) -> Picture:
    data = path.read_bytes()
    png, orientation, icc = read_png(data), _orientation(image), image.info.get("icc_profile")
    if png.is_held:
        mask = _alpha_of_palette(image) if png.has_palette and png.transparent else b""
        return held_picture(png, icc=icc, mask=mask, orientation=orientation)
    if png.bits == _DEEP:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
        return replace(_deep(pixels, png, icc), orientation=orientation)
    if png.transparent and png.bits < 8 and not png.has_palette:
        # Pillow spreads such greys over 0 … 255 and leaves the transparent one as it was.
        image.info["transparency"] *= 255 // (2**png.bits - 1) if png.bits > 1 else 255
    return _decoded(ImageOps.exif_transpose(image))


def _alpha_of_palette(image: Image.Image) -> bytes:
    return _mask(image.convert("RGBA").getchannel("A"))


def _deep(pixels: Any, png: Png, icc: object) -> Picture:
    """Pixels of 16 bits as OpenCV gives them: grey, or blue, green, red and perhaps alpha."""
    if pixels.ndim == 2:
        values = struct.unpack(">H", png.transparent)[0] if png.transparent else None
        mask = b"" if values is None else _mask(np.where(pixels == values, 0, 65_535).astype(np.uint16))
        return held_picture(_coded(pixels), icc=icc, mask=mask)
    mask = _mask(pixels[:, :, 3]) if pixels.shape[2] == 4 else b""
    is_grey = png.colour_type == 4
    return held_picture(_coded(pixels[:, :, 0] if is_grey else pixels[:, :, :3]), icc=icc, mask=mask)


def _tiff_picture(path: Path, image: Image.Image, page_no: int) -> Picture:
    tags: dict[int, Any] = dict(image.tag_v2)  # type: ignore[attr-defined]
    orientation = _orientation(image)  # decoding turns the image, and forgets that it was turned
    image.load()
    held = strip_picture(path, tags, image, orientation)
    if held is not None:
        return held
    if image.mode == "RGB" and set(tags.get(_BITS_TAG, ())) == {_DEEP}:
        return _deep_frame(path, page_no, image.info.get("icc_profile"))
    return _decoded(image)


def _deep_frame(path: Path, page_no: int, icc: object) -> Picture:
    """A frame of 16 bits a colour, which OpenCV turns upright."""
    data = np.fromfile(path, np.uint8)
    _, frames = cv2.imdecodemulti(data, cv2.IMREAD_UNCHANGED, range=(page_no - 1, page_no))
    return held_picture(_coded(frames[0][:, :, :3]), icc=icc)


def _decoded(image: Image.Image) -> Picture:
    """The pixels as a PNG holds them, upright; transparency as a mask of its own, four inks as four inks."""
    image.load()
    icc = image.info.get("icc_profile")
    if image.mode == "CMYK":
        profile = profile_object(icc, 4)
        entries = shape(image.size, 8) + b"/Filter/FlateDecode"
        return Picture(entries, zlib.compress(image.tobytes(), 9), colour_space(4, profile), profile=profile)
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        is_grey = image.mode in ("LA", "La", "L", "1")
        return held_picture(
            _coded(layer.getchannel("R") if is_grey else layer.convert("RGB")),
            icc=icc,
            mask=_mask(layer.getchannel("A")),
        )
    return held_picture(_coded(image if image.mode in _PNG_MODES else _shown(image)), icc=icc)


def _shown(image: Image.Image) -> Image.Image:
    """Sixteen bits of any byte order as PNG's, wider values scaled to them; the rest as colours."""
    if image.mode.startswith("I;16"):
        return image.convert("I;16")
    if image.mode in ("I", "F"):
        values = np.asarray(image, dtype=np.float64)
        # As the reader shows it to OCR: white is the brightest there is, where that is no value of 16 bits.
        brightest = max(float(values.max()), 1.0)
        white = 65_535.0 if brightest > 255 else brightest
        return Image.fromarray(np.clip(values * (65_535.0 / white), 0, 65_535).astype(np.uint16))
    return image.convert("RGB")


def _mask(alpha: Any) -> bytes:
    """A soft mask as an object."""
    return held_picture(_coded(alpha)).written(mask=0, profile=0)


def _coded(pixels: Any) -> Png:
    """An image, or an array of 16 bits, as a PNG that can be held."""
    if isinstance(pixels, np.ndarray):
        return read_png(cv2.imencode(".png", np.ascontiguousarray(pixels))[1].tobytes())
    buffer = io.BytesIO()
    pixels.info = {}
    pixels.save(buffer, "PNG")
    return read_png(buffer.getvalue())


_BUILDERS: Final[dict[MediaType, Callable[[Path, Image.Image, int], Picture]]] = {
    "image/tiff": _tiff_picture,
    "image/jpeg": _jpeg_picture,
    "image/png": _png_picture,
}

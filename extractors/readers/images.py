"""TIFF (all frames), JPEG and PNG: page sizes from the headers; the pixels are decoded only for OCR."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from extractors.readers import faults
from extractors.readers.limits import Limits
from extractors.readers.pdfium import POINTS_PER_INCH, ColourImage
from schemas.page import MediaType, Probe, RawPage

_A4_LONG_INCHES: Final = 11.69
_SURE_DPI: Final = range(50, 2401)  # what a scanner writes; phones write 72 into anything
_LARGEST_PAGE_INCHES: Final = 34.0  # A1 and more is no document: the resolution is not the scanner's
_TURNED: Final = frozenset({5, 6, 7, 8})  # EXIF orientations that swap the sides
_ORIENTATION_TAG: Final = 0x0112
_FORMATS: Final[dict[str, MediaType]] = {
    "TIFF": "image/tiff",
    "JPEG": "image/jpeg",
    "PNG": "image/png",
}
_DECODER_FAULTS: Final = (
    OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, EOFError, struct.error, zlib.error,
    OverflowError, UnidentifiedImageError,
)  # fmt: skip


def read_tiff(path: Path, document_id: str, limits: Limits) -> Probe:
    """Return one page for each frame."""
    return _read(path, document_id, "image/tiff", limits)


def read_jpeg(path: Path, document_id: str, limits: Limits) -> Probe:
    """Return the picture as one page."""
    return _read(path, document_id, "image/jpeg", limits)


def read_png(path: Path, document_id: str, limits: Limits) -> Probe:
    """Return the picture as one page."""
    return _read(path, document_id, "image/png", limits)


def _read(path: Path, document_id: str, media_type: MediaType, limits: Limits) -> Probe:
    with _opened(path, media_type, limits) as image:
        count = _frame_count(image, path.name)
        if count > limits.max_pages:
            raise faults.too_many_pages(path.name, count, limits.max_pages)
        pages = tuple(_page(image, path.name, page_no, limits) for page_no in range(1, count + 1))
        if media_type != "image/tiff":
            _require_whole(image, path.name)
    return Probe(document_id, media_type, len(pages), pages)


def _require_whole(image: Image.Image, name: str) -> None:
    """Decode a picture once: one that was cut off is told at once. A bad TIFF frame costs its page only."""
    try:
        image.load()
    except _DECODER_FAULTS as error:
        raise _broken(name, None) from error


@contextmanager
def _opened(path: Path, media_type: MediaType, limits: Limits) -> Iterator[Image.Image]:
    """Open without decoding; Pillow's own bomb check is an error, ours is by the header."""
    formats = [name for name, kind in _FORMATS.items() if kind == media_type]
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(path, formats=formats)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _bomb(path, limits) from error
        except _DECODER_FAULTS as error:
            raise _broken(path.name, None) from error
        with image:
            yield image


def _bomb(path: Path, limits: Limits) -> Exception:
    """Pillow refuses before it tells the size; PNG has it in bytes 16 to 24."""
    with path.open("rb") as file:
        head = file.read(24)
    width, height = struct.unpack(">II", head[16:24]) if head.startswith(b"\x89PNG") else (0, 0)
    limit = min(limits.max_page_pixels, Image.MAX_IMAGE_PIXELS or limits.max_page_pixels)
    return faults.pixel_limit(path.name, width=width, height=height, limit=limit, page_no=None)


def _broken(name: str, page_no: int | None) -> Exception:
    return faults.damaged(
        name, why_ko="이미지를 풀 수 없습니다", why_en="the image cannot be decoded", page_no=page_no
    )


def _frame_count(image: Image.Image, name: str) -> int:
    try:
        count = getattr(image, "n_frames", 1)
    except _DECODER_FAULTS as error:
        raise _broken(name, None) from error
    # MPO pictures and animated PNG have frames of one scene; only TIFF frames are pages.
    return int(count) if image.format == "TIFF" else 1


def _page(image: Image.Image, name: str, page_no: int, limits: Limits) -> RawPage:
    width, height = _frame_size(image, name, page_no, limits)
    dpi = page_dpi(image.info.get("dpi"), width, height)
    scale = POINTS_PER_INCH / dpi
    return RawPage(
        page_no=page_no,
        width=width * scale,
        height=height * scale,
        words=(),
        origin_reason="image file",
        needs_ocr=True,
        dpi=round(dpi),
    )


def _frame_size(image: Image.Image, name: str, page_no: int, limits: Limits) -> tuple[int, int]:
    """Width and height as a viewer shows them, from the header alone."""
    try:
        image.seek(page_no - 1)
        width, height = image.size
        orientation = image.getexif().get(_ORIENTATION_TAG)
    except _DECODER_FAULTS as error:
        raise _broken(name, page_no) from error
    if width * height > limits.max_page_pixels:
        raise faults.pixel_limit(
            name, width=width, height=height, limit=limits.max_page_pixels, page_no=page_no
        )
    # Pillow's TIFF reader reports the turned size itself.
    return (height, width) if orientation in _TURNED and image.format != "TIFF" else (width, height)


def page_dpi(stated: object, width: int, height: int) -> float:
    """The resolution of a scan: the stated one where it gives a page, else that of an A4 page.

    >>> page_dpi((300, 300), 2480, 3508)
    300.0
    >>> round(page_dpi((72, 72), 2480, 3508))
    300
    >>> round(page_dpi(None, 1654, 2339))
    200
    """
    if isinstance(stated, tuple) and stated:
        dpi = float(stated[0])
        if int(dpi) in _SURE_DPI and max(width, height) / dpi <= _LARGEST_PAGE_INCHES:
            return dpi
    return min(max(max(width, height) / _A4_LONG_INCHES, 50.0), 1200.0)


def frame_pixels(
    path: Path, media_type: MediaType, page_no: int, limits: Limits
) -> tuple[ColourImage, float]:
    """Decode one frame, turned as its EXIF mark says, on white; return it with its resolution."""
    with _opened(path, media_type, limits) as image:
        width, height = _frame_size(image, path.name, page_no, limits)
        dpi = page_dpi(image.info.get("dpi"), width, height)
        try:
            pixels = np.asarray(_on_white(ImageOps.exif_transpose(image)), dtype=np.uint8)
        except _DECODER_FAULTS as error:
            raise _broken(path.name, page_no) from error
    return pixels, dpi


def _on_white(image: Image.Image) -> Image.Image:
    """RGB of any mode: transparency on white, 16-bit grey scaled down and not clipped."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        values = np.asarray(image, dtype=np.float64)
        brightest = max(float(values.max()), 1.0)
        white = 65_535.0 if brightest > 255 else brightest
        return Image.fromarray((values * (255.0 / white)).astype(np.uint8)).convert("RGB")
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return image.convert("RGB")

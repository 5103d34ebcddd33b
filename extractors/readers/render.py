"""One page as pixels, as it is stored: turned by /Rotate or EXIF only, not by what OCR finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from extractors.readers import images, pdfium
from extractors.readers.limits import Limits
from extractors.readers.pdfium import ColourImage
from schemas.page import MediaType

Renderer = Callable[[Path, int, float, Limits], ColourImage]


def render(path: Path, media_type: MediaType, page_no: int, dpi: float, limits: Limits) -> ColourImage:
    """Return page `page_no` (from 1) as an RGB image of `dpi`, less where the pixel limit asks for it.

    Raises DocumentError where the page cannot be drawn, ValueError for a format without pages.
    """
    if media_type not in RENDERERS:
        raise ValueError(f"{media_type} has no pages to draw")
    return RENDERERS[media_type](path, page_no, dpi, limits)


def _render_pdf(path: Path, page_no: int, dpi: float, limits: Limits) -> ColourImage:
    with pdfium.opened(path, limits) as document, pdfium.page_of(document, page_no, path.name) as page:
        return pdfium.colour_look(page, dpi, limits)


def _render_frame(media_type: MediaType) -> Renderer:
    def render_frame(path: Path, page_no: int, dpi: float, limits: Limits) -> ColourImage:
        pixels, native = images.frame_pixels(path, media_type, page_no, limits)
        return _resized(pixels, dpi / native, limits)

    return render_frame


def _resized(pixels: ColourImage, factor: float, limits: Limits) -> ColourImage:
    """`pixels` scaled by `factor`; a factor near 1 leaves them as they are."""
    largest: float = (limits.max_page_pixels / (pixels.shape[0] * pixels.shape[1])) ** 0.5
    factor = min(factor, largest)
    if abs(factor - 1) < 0.02:
        return pixels
    size = (max(round(pixels.shape[1] * factor), 1), max(round(pixels.shape[0] * factor), 1))
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=way), dtype=np.uint8)


RENDERERS: Final[dict[MediaType, Renderer]] = {
    "application/pdf": _render_pdf,
    "image/tiff": _render_frame("image/tiff"),
    "image/jpeg": _render_frame("image/jpeg"),
    "image/png": _render_frame("image/png"),
}

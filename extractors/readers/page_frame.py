"""Where things of a PDF page lie on the page that a viewer shows.

pdfplumber counts from the media box and does not turn a crop box with /Rotate;
PDFium counts from the crop box. Words and drawings are moved to the latter.
"""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

from schemas.geometry import Box

_Corners = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The crop box in PDF space, the /Rotate turn, and points of the viewer per PDF unit."""

    media: _Corners
    crop: _Corners
    rotate: int
    scale: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        return Box(0.0, 0.0, self.width, self.height)

    def from_pdf(self, corners: tuple[float, ...]) -> Box:
        """The box of PDF-space corners (left, bottom, right, top) as a viewer shows it."""
        left, bottom, right, top = corners
        x0, y0, x1, y1 = self.crop
        edges = {
            0: (left - x0, y1 - top, right - x0, y1 - bottom),
            90: (bottom - y0, left - x0, top - y0, right - x0),
            180: (x1 - right, bottom - y0, x1 - left, top - y0),
            270: (y1 - top, x1 - right, y1 - bottom, x1 - left),
        }[self.rotate]
        return Box(*(edge * self.scale for edge in edges))

    def media_offset(self) -> tuple[float, float]:
        """How far right and down of the turned media box the turned crop box begins."""
        media, crop = self.media, self.crop
        left, bottom = crop[0] - media[0], crop[1] - media[1]
        right, top = media[2] - crop[2], media[3] - crop[3]
        return {0: (left, top), 90: (bottom, left), 180: (right, bottom), 270: (top, right)}[self.rotate]


def frame_of(page: pypdfium2.PdfPage) -> PageFrame:
    """Read the frame of a page from PDFium."""
    media = _ordered(page.get_mediabox())
    asked = _ordered(page.get_cropbox())
    crop = (
        max(media[0], asked[0]),
        max(media[1], asked[1]),
        min(media[2], asked[2]),
        min(media[3], asked[3]),
    )
    if crop[0] >= crop[2] or crop[1] >= crop[3]:
        crop = media
    width, height = page.get_size()
    rotate = page.get_rotation() % 360
    across = crop[3] - crop[1] if rotate in (90, 270) else crop[2] - crop[0]
    scale = width / across if across > 0 else 1.0
    return PageFrame(media, crop, rotate, scale, width, height)


def _ordered(corners: tuple[float, ...]) -> _Corners:
    x0, y0, x1, y1 = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

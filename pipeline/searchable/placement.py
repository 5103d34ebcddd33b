"""Where the words of a straightened, upright page lie in the space of its PDF page."""

from __future__ import annotations

import math
from dataclasses import dataclass

from extractors.readers.page_frame import PageFrame
from pipeline.searchable.page_text import PageText


@dataclass(frozen=True, slots=True)
class Affine:
    """x' = a x + c y + e, y' = b x + d y + f: the six numbers in PDF's order.

    >>> Affine(1, 0, 0, 1, 5, 0).then(Affine(0, 1, -1, 0, 0, 0)).point(1, 2)
    (-2, 6)
    """

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, after: Affine) -> Affine:
        """This map, followed by `after`."""
        e, f = after.point(self.e, self.f)
        return Affine(
            after.a * self.a + after.c * self.b,
            after.b * self.a + after.d * self.b,
            after.a * self.c + after.c * self.d,
            after.b * self.c + after.d * self.d,
            e,
            f,
        )


def onto_page(page: PageText, frame: PageFrame) -> Affine:
    """From the page as OCR read it (points, y down) to user space of the stored PDF page (y up)."""
    return _slant(page).then(_turn(page)).then(_into_pdf(frame))


def image_frame(width: float, height: float) -> PageFrame:
    """The frame of a page that we make ourselves: no crop, no turn, no other unit."""
    corners = (0.0, 0.0, width, height)
    return PageFrame(corners, corners, 0, 1.0, width, height)


def _slant(page: PageText) -> Affine:
    """The deskew taken back: a clockwise turn about the middle of the page."""
    cosine = math.cos(math.radians(page.skew_degrees))
    sine = math.sin(math.radians(page.skew_degrees))
    x, y = page.width / 2, page.height / 2
    return Affine(cosine, sine, -sine, cosine, x - x * cosine + y * sine, y - x * sine - y * cosine)


def _turn(page: PageText) -> Affine:
    """From the upright page back to the page as it is stored."""
    width, height = page.stored_size
    return {
        0: Affine(1, 0, 0, 1, 0, 0),
        90: Affine(0, 1, -1, 0, width, 0),
        180: Affine(-1, 0, 0, -1, width, height),
        270: Affine(0, -1, 1, 0, 0, height),
    }[page.rotation]


def _into_pdf(frame: PageFrame) -> Affine:
    """The inverse of PageFrame.from_pdf."""
    x0, y0, x1, y1 = frame.crop
    unit = 1 / frame.scale
    return {
        0: Affine(unit, 0, 0, -unit, x0, y1),
        90: Affine(0, unit, unit, 0, x0, y0),
        180: Affine(-unit, 0, 0, unit, x1, y0),
        270: Affine(0, -unit, -unit, 0, x1, y1),
    }[frame.rotate]

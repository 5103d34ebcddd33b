"""A line of print on a page image, cut out alone."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.ocr.image_types import GreyImage


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of print on a straight page, in pixels of that page.

    (`x0`, `top`, `x1`, `bottom`) is the box of its ink. `em` is the font size:
    the ink of a full-height Hangul syllable is about 0.88 em high. `crop` is
    the line alone, dark on white and not thresholded, 1.3 times as high as such
    a syllable; its corner lies at (`left`, `upper`) of the page, which may be
    outside of it. `key` is (block, paragraph, line) in reading order.
    """

    x0: int
    top: int
    x1: int
    bottom: int
    em: float
    left: int
    upper: int
    crop: GreyImage
    key: tuple[int, int, int]

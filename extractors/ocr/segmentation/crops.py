"""Cutting lines out of the page: what belongs to rules, neighbours or nothing is painted white."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.segmentation.glyphs import Glyphs
from extractors.ocr.segmentation.letter_size import LetterSize
from extractors.ocr.segmentation.rows import Row

Window = tuple[int, int, int, int]

_HEIGHT: Final = 1.3  # of a full syllable
_MARGIN: Final = 0.3  # em of white on either side
_LETTER: Final = 0.88  # ink height of a Hangul syllable, in em
_EDGE: Final = np.ones((3, 3), dtype=np.uint8)


def em_of(size: LetterSize) -> float:
    """The font size that a syllable's height tells."""
    return size.height / _LETTER


def window_of(row: Row, size: LetterSize) -> Window:
    """Left, upper, right and lower edge of a line's crop; they may lie outside of the page."""
    margin = _MARGIN * em_of(size)
    height = max(round(_HEIGHT * size.height), 4)
    upper = round(size.middle - height / 2)
    return round(row.x0 - margin), upper, round(row.x1 + margin), upper + height


def crop_of(page: GreyImage, rule_ink: GreyImage, glyphs: Glyphs, row: Row, window: Window) -> GreyImage:
    """The line alone on white."""
    left, upper, right, lower = window
    crop = np.full((lower - upper, right - left), 255, dtype=np.uint8)
    rows = slice(max(upper, 0), min(lower, page.shape[0]))
    columns = slice(max(left, 0), min(right, page.shape[1]))
    part = page[rows, columns].copy()
    if part.size:
        part[_foreign(glyphs, rule_ink, row, (rows, columns))] = 255
        start = (rows.start - upper, columns.start - left)
        crop[start[0] : start[0] + part.shape[0], start[1] : start[1] + part.shape[1]] = part
    return grey(crop)


def _foreign(
    glyphs: Glyphs, rule_ink: GreyImage, row: Row, part: tuple[slice, slice]
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Pixels of other ink with their pale edges, but for the edges of the line's own letters."""
    labels = glyphs.labels[part]
    own = glyphs.is_member(row.members)[labels]
    # What is too pale or small to be a piece of print may be the point of a number: the net looks at it.
    other = (labels > 0) & ~own & ~glyphs.faint[labels]
    edged = cv2.dilate(grey(other | (rule_ink[part] > 0)), _EDGE)
    if not edged.any():
        return np.zeros(labels.shape, dtype=np.bool_)
    kept = cv2.dilate(grey(own), _EDGE)
    return np.asarray((other | ((edged > 0) & (kept == 0))), dtype=np.bool_)

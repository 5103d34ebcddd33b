"""How large the letters of a line are, and at what level they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from extractors.ocr.segmentation.glyphs import Glyphs
from extractors.ocr.segmentation.rows import Row, bar_width, letter_boxes
from extractors.ocr.segmentation.spans import Flags, ranked

_FULL: Final = 0.7  # of the tallest: letters, not punctuation
_SQUARE: Final = 0.75  # width to height: Hangul, not digits
_BRACKET: Final = 0.42  # width to height
_DIGIT: Final = 0.8  # of a syllable's height
_SINGLE: Final = 1.2  # pieces of ink in a digit, on average; a syllable has more
_MARK: Final = 0.55  # of the letters around: lower lines hold only marks such as -
_FLAT: Final = (1.15, 1.8)  # width to height of syllables such as 스 and 으; two that touch are wider
_BAR: Final = 0.85  # of a flat syllable's width: its ㅡ; two that touch have none as wide
_LOW: Final = 0.5  # of the usual letter of the page: higher ones are small print, not marks
_TOUCHING: Final = 1.4  # width to height of digits that touch
_CROP: Final = 1.3  # of a syllable's height
_SIMILAR, _LOWER = (0.65, 1.12), 0.93  # of the height nearby: the same font; digits of it


@dataclass(frozen=True, slots=True)
class LetterSize:
    """Height of a full syllable, and the level of its middle."""

    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class _Own:
    """What a row says itself: `plain` letters are single pieces of ink, digits or Latin, and `narrow` mostly digits."""

    height: float
    middle: float
    plain: bool
    narrow: bool


def sizes(glyphs: Glyphs, rows: list[Row], usual: float) -> list[LetterSize]:
    """The size of each row's letters; marks and digits are measured by the rows around them."""
    if not rows:
        return []
    own = [_own(glyphs, row) for row in rows]
    boxes = np.array([(row.x0, row.top, row.x1, row.bottom) for row in rows])
    heights = np.array([one.height for one in own])
    hangul = np.array([not one.plain for one in own])
    found = []
    for row, one in zip(rows, own, strict=True):
        likely = hangul & (heights > 1.05 * (row.bottom - row.top) * _MARK)
        nearest = _nearest(boxes, likely, row)
        found.append(_fitted(row, one, own[nearest] if nearest is not None else None, usual))
    return found


def _own(glyphs: Glyphs, row: Row) -> _Own:
    _, width, top, bottom = letter_boxes(glyphs, row.members)
    height = bottom - top
    full = height >= _FULL * ranked(height, 0.9)
    if (full & (width > _BRACKET * height)).any():
        full &= width > _BRACKET * height
    square = full & (width >= _SQUARE * height)
    narrow = bool(square.sum() < 0.2 * full.sum())
    best = full if narrow else square
    # Flat syllables such as 스 are lower than most, and few are higher.
    usual = ranked(height[best], 0.65)
    best &= np.abs(height - usual) <= 0.1 * usual
    wide = ranked(width[best], 0.5)
    plain = len(row.members) <= _SINGLE * len(width)
    if plain:
        narrow |= wide > _TOUCHING * usual
    elif _FLAT[0] * usual < wide < _FLAT[1] * usual and bar_width(glyphs, row.members) >= _BAR * wide:
        usual = wide
    return _Own(usual, ranked((top + bottom)[best], 0.5) / 2, plain, narrow)


def _nearest(
    boxes: np.ndarray[tuple[int, int], np.dtype[np.int64]],
    likely: Flags,
    row: Row,
) -> int | None:
    """The nearest of the likely rows, one on the same level first."""
    if not likely.any():
        return None
    middle = (row.top + row.bottom) / 2
    down = np.maximum(np.maximum(boxes[:, 1] - middle, middle - boxes[:, 3]), 0)
    along = np.maximum(np.maximum(boxes[:, 0] - row.x1, row.x0 - boxes[:, 2]), 0)
    return int(np.argmin(np.where(likely, 4 * down + along, np.inf)))


def _fitted(row: Row, one: _Own, near: _Own | None, usual: float) -> LetterSize:
    ink, middle = row.bottom - row.top, (row.top + row.bottom) / 2
    if near and ink < min(_MARK * near.height, _LOW * usual):
        beside = abs(near.middle - middle) < 0.5 * near.height
        return LetterSize(near.height, near.middle if beside else middle)
    height = one.height
    if one.plain:
        share = height / near.height if near else 0.0
        is_digits = one.narrow if not _SIMILAR[0] < share < _SIMILAR[1] else share < _LOWER
        height = height / _DIGIT if is_digits else height
    return LetterSize(height, one.middle) if ink <= _CROP * height else LetterSize(ink / _CROP, middle)

"""Rows of letters: what stands side by side, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from extractors.ocr.segmentation.glyphs import Glyphs
from extractors.ocr.segmentation.spans import Flags, Numbers, ranked, runs

_CORE: Final = 0.2  # of a piece's height at either end: commas and brackets reach into the next line
_WHOLE: Final = 1.15  # of a letter's height: parts of one letter fill no more than that together
_PARTED: Final = 0.2  # of a letter's height: white between the parts of a letter, at most
_CLOSE: Final = 0.32  # of the higher part: white between the parts of large letters, at most
_FLAT, _SOLID = 0.4, 0.7  # height to width of ㅡ; share of ink in its box
_SHORT: Final = 12  # pieces in the upper or lower half of a short word
_WIDER: Final = 2.2  # a letter is at most so much higher than its upper or lower part
_FULL: Final = 0.7  # of the tallest: letters, not punctuation
_FOOT: Final = (0.6, 0.12)  # of a letter's height: that of a final consonant, and the white above it
_UNDER: Final = 0.5  # of its width: so much of it lies under the rest of its letter
_LETTER: Final = 0.88  # ink height of a Hangul syllable, in em


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces that stand on one row; `height` is that of most letters, `width` that of the widest."""

    members: Numbers
    x0: int
    top: int
    x1: int
    bottom: int
    height: float
    width: float

    @property
    def em(self) -> float:
        return self.height / _LETTER


def row_of(glyphs: Glyphs, members: Numbers) -> Row:
    """The row that `members` make."""
    edges = (glyphs.x0[members].min(), glyphs.top[members].min())
    ends = (glyphs.x1[members].max(), glyphs.bottom[members].max())
    x0, top, x1, bottom = (int(edge) for edge in (*edges, *ends))
    return Row(members, x0, top, x1, bottom, *_letter_size(glyphs, members))


def _letter_size(glyphs: Glyphs, members: Numbers) -> tuple[float, float]:
    """The height that most letters have and the width of the widest; parts above each other are one letter."""
    _, widths, tops, bottoms = letter_boxes(glyphs, members)
    heights = bottoms - tops
    full = heights >= _FULL * ranked(heights, 0.9)
    return ranked(heights[full], 0.5), float(widths.max())


def letter_boxes(glyphs: Glyphs, members: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Left edges, widths, tops and bottoms of the letters that `members` make, left to right."""
    order = members[np.argsort(glyphs.x0[members], kind="stable")]
    reach = np.maximum.accumulate(glyphs.x1[order])
    first = np.concatenate(([0], np.flatnonzero(glyphs.x0[order][1:] > reach[:-1]) + 1))
    left = glyphs.x0[order][first]
    right = np.maximum.reduceat(glyphs.x1[order], first)
    tops, bottoms = (
        np.minimum.reduceat(glyphs.top[order], first),
        np.maximum.reduceat(glyphs.bottom[order], first),
    )
    return left, right - left, tops, bottoms


def find_rows(glyphs: Glyphs, members: Numbers, usual: float) -> list[Row]:
    """Return the rows of `members` from top to bottom; `usual` is the letter height of the page."""
    top, height = glyphs.top[members], glyphs.height[members]
    parts = runs(top + _CORE * height, top + (1 - _CORE) * height, 0.5)
    rows: list[Row] = []
    for part in parts:
        row = row_of(glyphs, members[part])
        if rows and is_one(glyphs, rows[-1], row, usual):
            row = row_of(glyphs, np.concatenate((rows.pop().members, row.members)))
        rows.append(row)
    return _with_feet(glyphs, rows, usual)


def _with_feet(glyphs: Glyphs, rows: list[Row], usual: float) -> list[Row]:
    """Lower parts go up to their syllables: ㄴ of 연도, ㅜ and ㄴ of 운 may reach into a row that stands beside, a little lower."""
    mended = rows[:1]
    for below in rows[1:]:
        above = mended[-1]
        feet = _feet(glyphs, above, below, usual)
        if feet.any():
            mended[-1] = row_of(glyphs, np.concatenate((above.members, below.members[feet])))
            below = row_of(glyphs, below.members[~feet])  # noqa: PLW2901  (what is left of it)
        mended.append(below)
    return mended


def _feet(glyphs: Glyphs, above: Row, below: Row, usual: float) -> Flags:
    """Which members of `below` complete a letter of `above` and belong to no letter of their own row."""
    feet = np.zeros(len(below.members), dtype=np.bool_)
    if below.top > above.bottom + _FOOT[1] * usual:
        return feet
    members = below.members
    likely = (glyphs.height[members] <= _FOOT[0] * usual) & (
        glyphs.top[members] <= above.bottom + _FOOT[1] * usual
    )
    for at in np.flatnonzero(likely).tolist():
        one = members[at]
        letter = above.members[_under(glyphs, one, above.members)]
        if len(letter) and glyphs.bottom[one] - glyphs.top[letter].min() <= _WHOLE * usual:
            feet[at] = _completes(glyphs, letter, members[_under(glyphs, one, members)], usual)
    return feet if not feet.all() else np.zeros_like(feet)


def _completes(glyphs: Glyphs, letter: Numbers, under: Numbers, usual: float) -> bool:
    """True where the first of the pieces under a letter fill it up, with white to what stands below them."""
    low = int(glyphs.top[letter].min()) + _WHOLE * usual
    inside = under[glyphs.bottom[under] <= low]
    below = under[glyphs.bottom[under] > low]
    if glyphs.top[inside].min() - glyphs.bottom[letter].max() > _PARTED * usual:
        return False
    return not len(below) or bool(glyphs.top[below].min() - glyphs.bottom[inside].max() > _FOOT[1] * usual)


def _under(glyphs: Glyphs, one: int, others: Numbers) -> Flags:
    """Which of `others` stand above or below most of the width of a piece."""
    shared = np.minimum(glyphs.x1[others], glyphs.x1[one]) - np.maximum(glyphs.x0[others], glyphs.x0[one])
    return np.asarray(shared >= _UNDER * (glyphs.x1[one] - glyphs.x0[one]), dtype=np.bool_)


def is_one(glyphs: Glyphs, above: Row, below: Row, usual: float) -> bool:
    """True for parts of the same letters, such as the upper and the lower half of 소."""
    white = below.top - above.bottom
    if white < -0.35 * min(above.bottom - above.top, below.bottom - below.top):
        return True
    together, part = below.bottom - above.top, max(above.height, below.height)
    if together <= _WHOLE * max(part, usual):
        return white <= _PARTED * max(part, usual)
    # Parts of letters larger than usual: wider than they are high, and ㅡ as wide as the whole. Only in
    # a short word can all letters be of two parts.
    if max(len(above.members), len(below.members)) > _SHORT:
        return False
    part = max(above.bottom - above.top, below.bottom - below.top)
    bar = max(bar_width(glyphs, row.members) for row in (above, below))
    wide = max(bar, min(max(above.width, below.width), _WIDER * part))
    return together <= _WHOLE * wide and white <= max(_CLOSE * part, _PARTED * bar)


def bar_width(glyphs: Glyphs, members: Numbers) -> float:
    """The width of the longest flat stroke, which may be ㅡ; 0 where there is none."""
    width, height, ink = (column[members] for column in (glyphs.width, glyphs.height, glyphs.ink))
    bars = (height < _FLAT * width) & (ink >= _SOLID * width * height)
    return float(width[bars].max()) if bars.any() else 0.0

"""Small marks: full stops, dots and raised signs go to the line they stand at; specks go nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from extractors.ocr.segmentation.glyphs import Glyphs
from extractors.ocr.segmentation.rows import row_of
from extractors.ocr.segmentation.spans import Numbers, Values
from extractors.ocr.segmentation.strips import Strip

_SPECKED: Final = 60  # marks far from all lines: the page is full of specks
_CLOSER: Final = 0.5  # on such a page a mark stands as much closer to its line
_SMALL: Final = 0.22  # of the usual letter: pieces no larger are marks or specks
_DRAWN: Final = 3.5  # of the usual letter: higher pieces are lines of drawings
_NEAR: Final = 0.85  # em between a mark and its line
_END: Final = 0.35  # ...where it stands before or behind the line and is no dash
_STOP, _FREE_STOP = 0.25, 0.5  # of the letters above the foot of a line: a full stop; em before it, at most
_DASH: Final = 0.15  # em: the width of a short dash
_BULLET: Final = (1.3, 0.09)  # em between a dot and the line it leads; its least size
_DOTTED: Final = 2  # marks for each letter of a line, at most
_LONE: Final = 0.15  # of the usual letter: the least width of a dash that stands alone
_FLAT: Final = 1.5  # width to height of a dash
_OUTSIDE: Final = 0.25  # of the letters, above or below the line


def parted(glyphs: Glyphs, usual: float) -> tuple[Numbers, Numbers]:
    """The pieces that make lines, and the small ones that only join them."""
    small = np.maximum(glyphs.width, glyphs.height) < _SMALL * usual
    drawn = glyphs.height > _DRAWN * usual
    every = np.arange(len(glyphs), dtype=np.int32)
    return every[~small & ~drawn], every[small]


def with_marks(glyphs: Glyphs, strips: list[Strip], marks: Numbers, usual: float) -> list[Strip]:
    """Give each mark to the nearest line of its area; those far from any line are left out."""
    owner = _owners(glyphs, strips, marks, 1.0)
    if (owner < 0).sum() > _SPECKED:
        owner = _owners(glyphs, strips, marks, _CLOSER)
    joined = [_joined(glyphs, strip, marks[owner == number]) for number, strip in enumerate(strips)]
    free = marks[(owner < 0) & (glyphs.width[marks] >= _LONE * usual)]
    return joined + _dashes(glyphs, free, {strip.area for strip in strips})


def _owners(glyphs: Glyphs, strips: list[Strip], marks: Numbers, reach: float) -> Numbers:
    """The number of each mark's line, or -1; `reach` is a share of the usual distances."""
    best = np.full(len(marks), np.inf)
    owner = np.full(len(marks), -1, dtype=np.int32)
    for number, strip in enumerate(strips):
        near = _near(glyphs, marks, strip, reach)
        if not near.size:
            continue
        distance = _distance(glyphs, marks[near], strip.row.members) / strip.row.em
        closer = distance < best[near]
        best[near[closer]] = distance[closer]
        owner[near[closer]] = number
    return owner


def _near(glyphs: Glyphs, marks: Numbers, strip: Strip, reach: float) -> Numbers:
    """Positions of the marks that stand beside, in, just above or just below the line."""
    row = strip.row
    level = (glyphs.top[marks] + glyphs.bottom[marks]) / 2
    outside = _OUTSIDE * row.height
    fits = (level > row.top - outside) & (level < row.bottom + outside)
    dash = glyphs.width[marks] >= np.maximum(_DASH * row.em, _FLAT * glyphs.height[marks])
    stop = level > row.bottom - _STOP * row.height
    beyond = np.where(dash, _NEAR, np.where(stop, _FREE_STOP, _END) * reach) * row.em
    fits &= (glyphs.x1[marks] > row.x0 - _BULLET[0] * row.em) & (glyphs.x0[marks] < row.x1 + beyond)
    fits &= glyphs.area[marks] == strip.area
    # Farther before the line only a dot at half its height, a bullet.
    solid = np.minimum(glyphs.width[marks], glyphs.height[marks]) >= _BULLET[1] / reach * row.em
    halfway = np.abs(level - (row.top + row.bottom) / 2) < 0.3 * row.height
    fits &= (halfway & (solid | dash)) | (glyphs.x1[marks] > row.x0 - beyond)
    return np.flatnonzero(fits).astype(np.int32)


def _distance(glyphs: Glyphs, marks: Numbers, members: Numbers) -> Values:
    """From each mark to the nearest member, side by side or above each other."""
    along = np.maximum(
        glyphs.x0[members][None] - glyphs.x1[marks][:, None],
        glyphs.x0[marks][:, None] - glyphs.x1[members][None],
    )
    down = np.maximum(
        glyphs.top[members][None] - glyphs.bottom[marks][:, None],
        glyphs.top[marks][:, None] - glyphs.bottom[members][None],
    )
    apart = np.maximum(along, 0) + 2.0 * np.maximum(down, 0)
    return np.asarray(apart.min(axis=1), dtype=np.float64)


def _joined(glyphs: Glyphs, strip: Strip, marks: Numbers) -> Strip:
    # More dots than letters: the ground is dithered.
    if not marks.size or marks.size > max(_DOTTED * len(strip.row.members), 6):
        return strip
    members = np.concatenate((strip.row.members, marks))
    return replace(strip, row=replace(row_of(glyphs, members), height=strip.row.height))


def _dashes(glyphs: Glyphs, marks: Numbers, written: set[int]) -> list[Strip]:
    """A dash alone in its cell says that there is no value: it is a line."""
    flat = marks[glyphs.width[marks] >= _FLAT * glyphs.height[marks]]
    areas, first, counts = np.unique(glyphs.area[flat], return_index=True, return_counts=True)
    lone = [
        (area, flat[[place]])
        for area, place, count in zip(areas.tolist(), first.tolist(), counts.tolist(), strict=True)
        if count == 1 and area not in written
    ]
    return [Strip(row_of(glyphs, mark), area, ()) for area, mark in lone]

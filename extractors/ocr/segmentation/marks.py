"""Small marks: full stops, dots and raised signs go to the line they stand at; specks go nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from extractors.ocr.segmentation.glyphs import Glyphs
from extractors.ocr.segmentation.rows import Row, row_of
from extractors.ocr.segmentation.rules import Rules
from extractors.ocr.segmentation.spans import Flags, Numbers, Values, runs
from extractors.ocr.segmentation.strips import Strip

_SPECKED: Final = 60  # marks far from all lines: the page is full of specks
_CLOSER: Final = 0.5  # on such a page a mark stands as much closer to its line
_SMALL: Final = 0.22  # of the usual letter: pieces no larger are marks or specks
_DRAWN: Final = 3.5  # of the usual letter: higher pieces are lines of drawings
_SOLID: Final = 0.8  # share of ink in its box
_SQUARE: Final = 1.25  # height to width, or width to height: ■ is less
_BLOT: Final = (
    1.1,
    2.5,
)  # of the usual letter: the least side of a solid piece that is drawn, and of a square one
_NEAR: Final = 0.85  # em between a mark and its line
_END: Final = 0.35  # ...where it stands before or behind the line and is no dash
_STOP, _FREE_STOP = 0.25, 0.5  # of the letters above the foot of a line: a full stop; em before it, at most
_DASH: Final = 0.15  # em: the width of a short dash
_BULLET: Final = (1.3, 0.09)  # em between a dot and the line it leads; its least size
_APART: Final = 0.6  # em of white on either side of a dot: it belongs to no word
_DOT: Final = 0.4  # of the letters: the largest dot
_HALFWAY: Final = 0.2  # of the letters, from half their height: a bullet
_ELLIPSIS: Final = (3, 6)  # dots
_EVEN: Final = 0.12  # of the usual letter, between levels or steps that are alike
_DOTTED: Final = 2  # marks for each letter of a line, at most
_LONE: Final = 0.15  # of the usual letter: the least size of a dash or dot that stands alone
_MIDDLE: Final = 0.15  # of a cell's sides around its middle
_ROUND: Final = 0.6  # share of ink in the box of a dot
_FLAT: Final = 1.5  # width to height of a dash
_OUTSIDE: Final = 0.25  # of the letters, above or below the line


def parted(glyphs: Glyphs, usual: float) -> tuple[Numbers, Numbers]:
    """The pieces that make lines, and the small ones that only join them."""
    small = np.maximum(glyphs.width, glyphs.height) < _SMALL * usual
    drawn = (glyphs.height > _DRAWN * usual) | _is_blot(glyphs, usual)
    every = np.arange(len(glyphs), dtype=np.int32)
    return every[~small & ~drawn], every[small]


def _is_blot(glyphs: Glyphs, usual: float) -> Flags:
    """Bars of charts: solid, and larger than any ■."""
    low, high = np.minimum(glyphs.width, glyphs.height), np.maximum(glyphs.width, glyphs.height)
    solid = glyphs.ink >= _SOLID * glyphs.width * glyphs.height
    least = np.where(high > _SQUARE * low, _BLOT[0], _BLOT[1]) * usual
    return np.asarray(solid & (low > least), dtype=np.bool_)


def with_marks(
    glyphs: Glyphs, strips: list[Strip], marks: Numbers, usual: float, rules: Rules
) -> list[Strip]:
    """Give each mark to the nearest line of its area; those far from any line are left out."""
    owner = _owners(glyphs, strips, marks, 1.0)
    if (owner < 0).sum() > _SPECKED:
        owner = _owners(glyphs, strips, marks, _CLOSER)
    joined = [_joined(glyphs, strip, marks[owner == number]) for number, strip in enumerate(strips)]
    written = {strip.area for strip in strips}
    free = marks[(owner < 0) & ~np.isin(glyphs.area[marks], list(written))]
    return [without_strays(glyphs, strip) for strip in joined] + list(_lone(glyphs, free, usual, rules))


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


def without_strays(glyphs: Glyphs, strip: Strip) -> Strip:
    """The line without single dots that stand where none is written: dust beside print."""
    row, members = strip.row, strip.row.members
    parts = runs(glyphs.x0[members], glyphs.x1[members], _APART * row.em)
    kept = [part for place, part in enumerate(parts) if not _is_stray(glyphs, row, parts, place)]
    rest = members[np.sort(np.concatenate(kept))] if kept else members
    first = _leading_dot(glyphs, row, rest)
    rest = rest if first is None else rest[rest != first]
    if len(rest) == len(members):
        return strip
    return replace(strip, row=replace(row_of(glyphs, rest), height=row.height))


def _is_stray(glyphs: Glyphs, row: Row, parts: list[Numbers], place: int) -> bool:
    """A dot with white on either side; before a word and at half the height of the letters it may be a bullet."""
    part = row.members[parts[place]]
    if len(part) > 1 or len(parts) == 1 or not _is_dot(glyphs, int(part[0]), row):
        return False
    if place + 1 == len(parts):
        return True
    gap = int(glyphs.x0[row.members[parts[place + 1]]].min() - glyphs.x1[part[0]])
    return gap > _BULLET[0] * row.em or _level(glyphs, int(part[0]), row) > _HALFWAY


def _leading_dot(glyphs: Glyphs, row: Row, members: Numbers) -> int | None:
    """A dot at the foot of a line and before it: no stop stands there."""
    first = int(members[np.argmin(glyphs.x0[members])])
    rest = members[members != first]
    if not len(rest) or not _is_dot(glyphs, first, row):
        return None
    white = int(glyphs.x0[rest].min() - glyphs.x1[first])
    bottom = int(glyphs.bottom[rest].max())
    low = (glyphs.top[first] + glyphs.bottom[first]) / 2 > bottom - _STOP * row.height
    return first if low and white > _DASH * row.em else None


def _is_dot(glyphs: Glyphs, one: int, row: Row) -> bool:
    """Small, and no dash."""
    width, height = int(glyphs.width[one]), int(glyphs.height[one])
    return max(width, height) < _DOT * row.height and width < _FLAT * height


def _level(glyphs: Glyphs, one: int, row: Row) -> float:
    """How far a piece stands from half the height of the letters, as a share of it."""
    middle = (int(glyphs.top[one]) + int(glyphs.bottom[one])) / 2
    return abs(middle - (row.top + row.bottom) / 2) / row.height


def _lone(glyphs: Glyphs, marks: Numbers, usual: float, rules: Rules) -> Iterator[Strip]:
    """A dash alone in its cell says that there is no value; a dot in its middle, or an ellipsis, says something too: they are lines."""
    simple = rules.is_simple()
    for area in np.unique(glyphs.area[marks]).tolist():
        here = marks[glyphs.area[marks] == area]
        large = here[np.maximum(glyphs.width, glyphs.height)[here] >= _LONE * usual]
        if simple[area] and _is_ellipsis(glyphs, here, usual):
            yield Strip(row_of(glyphs, here), area, ())
        elif len(large) == 1:
            flat = glyphs.width[large[0]] >= _FLAT * glyphs.height[large[0]]
            if flat or (simple[area] and _is_amid(glyphs, large[0], rules.boxes[area])):
                yield Strip(row_of(glyphs, large), area, ())


def _is_ellipsis(glyphs: Glyphs, dots: Numbers, usual: float) -> bool:
    """Three dots or six on one level, as far from one to the next."""
    if len(dots) not in _ELLIPSIS:
        return False
    middles = np.sort(glyphs.x0[dots] + glyphs.x1[dots]) / 2
    levels = (glyphs.top[dots] + glyphs.bottom[dots]) / 2
    steps, even = np.diff(middles), _EVEN * usual
    return bool(np.ptp(levels) <= even and np.ptp(steps) <= even and steps.max() <= _NEAR * usual)


def _is_amid(glyphs: Glyphs, mark: int, cell: Numbers) -> bool:
    """True where a solid dot stands in the middle of a cell; `cell` is told at half the resolution."""
    x0, top, x1, bottom = (2 * int(edge) for edge in cell)
    along = abs(int(glyphs.x0[mark] + glyphs.x1[mark]) - x0 - x1) / 2 / max(x1 - x0, 1)
    down = abs(int(glyphs.top[mark] + glyphs.bottom[mark]) - top - bottom) / 2 / max(bottom - top, 1)
    solid = int(glyphs.ink[mark]) >= _ROUND * int(glyphs.width[mark]) * int(glyphs.height[mark])
    return bool(along <= _MIDDLE and down <= _MIDDLE and solid)

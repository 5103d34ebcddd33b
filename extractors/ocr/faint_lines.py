"""Rulings that a scan shows in part: where a line goes on too faintly to be found, it is looked for between its neighbours.

A hairline on coloured ground, or one that the fill of a cell half covers, keeps a few grey levels of its depth. Alone
that is nothing; along the stretch from one line of a grid to the next, at a place where the same line is seen elsewhere,
it is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from extractors.ocr.image_types import GreyImage, grey
from schemas.page import Ruling

_SAME_PT: Final = 1.6  # between places that count as one line
_MEETS_PT: Final = 2.5
_FEWEST: Final = 4  # rulings of a table
_LEAST_PT: Final = 7.0  # shortest stretch that is looked at
_OFF_PT: Final = 1.4  # its ends are left out: there lie the lines that it meets
_APART_PT: Final = 1.5  # on either side of a line: paper
_PIECE_PT: Final = 3.0
_END_PT: Final = 1.2
_SHIFT: Final = 2  # pixels up and down in which the line may lie
_MOST: Final = 400  # lines of one direction; more are no table
_DEPTH: Final = 3.0  # grey levels by which the usual piece is darker than either side
_LEVEL: Final = 1.0  # ...and nearly all pieces
_NEARLY_ALL: Final = 0.85

Values = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def completed(rulings: Sequence[Ruling], image: GreyImage, scale: float) -> list[Ruling]:
    """Return the missing stretches of lines, in points; `image` is straight and not thresholded."""
    if len(rulings) > _MOST:
        return []
    lying = grey(np.ascontiguousarray(image.T))
    found = []
    for table in _tables(rulings):
        found += [rule for rule in _missing(table) if _is_seen(rule, image, scale)]
        found += [
            _turned(rule) for rule in _missing(list(map(_turned, table))) if _is_seen(rule, lying, scale)
        ]
    return found


def _turned(rule: Ruling) -> Ruling:
    return Ruling(rule.y0, rule.x0, rule.y1, rule.x1)


def _tables(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Rulings that touch each other, group by group."""
    groups: list[list[Ruling]] = []
    for rule in rulings:
        touched = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([rule, *(other for group in touched for other in group)])
    return [group for group in groups if len(group) >= _FEWEST]


def _touch(one: Ruling, other: Ruling) -> bool:
    apart_x = max(one.x0, other.x0) - min(one.x1, other.x1)
    apart_y = max(one.y0, other.y0) - min(one.y1, other.y1)
    return one.is_horizontal != other.is_horizontal and max(apart_x, apart_y) <= _MEETS_PT


def _missing(table: Sequence[Ruling]) -> Iterator[Ruling]:
    """Stretches from one vertical line to the next, at the level of a horizontal one that is not drawn there."""
    across = [rule for rule in table if rule.is_horizontal]
    down = [rule for rule in table if not rule.is_horizontal]
    for level in _levels(across):
        parts = [rule for rule in across if abs(rule.y0 - level) <= _SAME_PT]
        places = sorted({rule.x0 for rule in down if rule.y0 - _MEETS_PT <= level <= rule.y1 + _MEETS_PT})
        for start, end in pairwise(places):
            if end - start >= _LEAST_PT and not _is_drawn(start, end, parts):
                yield Ruling(start, level, end, level)


def _levels(rules: Iterable[Ruling]) -> list[float]:
    levels: list[float] = []
    for level in sorted(rule.y0 for rule in rules):
        if not levels or level - levels[-1] > _SAME_PT:
            levels.append(level)
    return levels


def _is_drawn(start: float, end: float, parts: Iterable[Ruling]) -> bool:
    covered = sum(max(min(rule.x1, end) - max(rule.x0, start), 0.0) for rule in parts)
    return covered > 0.5 * (end - start)


def _is_seen(rule: Ruling, image: GreyImage, scale: float) -> bool:
    """True where nearly all pieces of the stretch are darker than what lies above and below them."""
    apart, level = max(round(_APART_PT * scale), 2), round(rule.y0 * scale)
    start, end = int((rule.x0 + _OFF_PT) * scale), int((rule.x1 - _OFF_PT) * scale)
    if level - apart - _SHIFT < 0 or level + apart + _SHIFT >= image.shape[0] or end - start < 3:
        return False
    band = image[level - apart - _SHIFT : level + apart + _SHIFT + 1, start:end].astype(np.float32)
    count = max(int((end - start) / (_PIECE_PT * scale)), 2)
    near = max(round(_END_PT * scale), 2)
    # A letter between two rules has white above and below: the ends of a line are as dark as the rest.
    pieces = [band[:, :near], band[:, -near:], *np.array_split(band, count, axis=1)]
    means = np.stack([piece.mean(axis=1) for piece in pieces])
    return any(_is_line(means, shift, apart) for shift in range(2 * _SHIFT + 1))


def _is_line(means: Values, shift: int, apart: int) -> bool:
    """`means` are those of pieces, first the two at the ends; the sides lie `apart` above and below the line."""
    sides = np.minimum(means[:, shift], means[:, shift + 2 * apart])
    depth = sides - means[:, shift + apart]
    dark = depth >= _LEVEL
    return bool(dark[:2].all() and np.median(depth) >= _DEPTH and dark.mean() >= _NEARLY_ALL)

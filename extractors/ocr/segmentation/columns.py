"""Gutters: white that runs down between the columns of several rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Final

import numpy as np

from extractors.ocr.segmentation.glyphs import Glyphs
from extractors.ocr.segmentation.rows import Row
from extractors.ocr.segmentation.spans import runs

_WHITE: Final = 1.0  # em: narrower gaps stand between words
_NARROWEST: Final = 0.8  # em of white that all rows of a gutter share
_FEWEST: Final = 4  # rows beside a gutter
_FEWEST_WIDE: Final = 3  # ...where it is wide
_WIDE: Final = 2.5  # em
_MARK: Final = 1.7  # em: what is no wider is a bullet or a letter of a spaced-out word
_ALIGNED: Final = 0.3  # em between edges that count as one
_EVEN: Final = (3, 1.5)  # so many gaps of a row, none wider than the narrowest times this: justified
_MOST: Final = 0.6  # of the rows share an edge
_OPEN_GAPS: Final = 48


@dataclass(frozen=True, slots=True)
class Gutter:
    """White from `x0` to `x1` beside the rows from `first` to `last`; `both` are those with print on both sides."""

    x0: float
    x1: float
    first: int
    last: int
    both: tuple[int, ...]


Pieces = list[tuple[int, int]]


def find_gutter(glyphs: Glyphs, rows: Sequence[Row]) -> Gutter | None:
    """Return the longest gutter among `rows`; None where they are one column."""
    pieces = [_pieces(glyphs, row) for row in rows]
    found = [gutter for gutter in _candidates(rows, pieces) if _is_gutter(gutter, rows, pieces)]
    return max(found, key=lambda one: (len(one.both), one.x1 - one.x0), default=None)


def _pieces(glyphs: Glyphs, row: Row) -> Pieces:
    """The print of a row between its wide gaps."""
    x0, x1 = glyphs.x0[row.members], glyphs.x1[row.members]
    return [(int(x0[run].min()), int(x1[run].max())) for run in runs(x0, x1, _WHITE * row.em)]


def _candidates(rows: Sequence[Row], pieces: Sequence[Pieces]) -> Iterator[Gutter]:
    growing: list[Gutter] = []
    for number, (row, print_) in enumerate(zip(rows, pieces, strict=True)):
        inner = [(left[1], right[0]) for left, right in pairwise(print_)]
        gaps = [(-inf, print_[0][0]), *inner, (print_[-1][1], inf)]
        grown = []
        for gutter in growing:
            longer = list(_grown(gutter, gaps, number, _NARROWEST * row.em))
            if longer:
                grown += longer
            else:
                yield gutter
        grown += [Gutter(x0, x1, number, number, (number,)) for x0, x1 in inner]
        growing = sorted(grown, key=lambda one: (-len(one.both), one.x0 - one.x1))[:_OPEN_GAPS]
    yield from growing


def _grown(
    gutter: Gutter, gaps: Sequence[tuple[float, float]], number: int, least: float
) -> Iterator[Gutter]:
    for x0, x1 in gaps:
        start, end = max(x0, gutter.x0), min(x1, gutter.x1)
        if end - start >= least:
            if x0 == -inf or x1 == inf:
                yield replace(gutter, x0=start, x1=end)
            else:
                yield Gutter(start, end, gutter.first, number, (*gutter.both, number))


def _is_gutter(gutter: Gutter, rows: Sequence[Row], pieces: Sequence[Pieces]) -> bool:
    em = float(np.median([rows[number].em for number in gutter.both]))
    if len(gutter.both) < (_FEWEST_WIDE if gutter.x1 - gutter.x0 >= _WIDE * em else _FEWEST):
        return False
    beside = [pieces[number] for number in gutter.both]
    if sum(_is_justified(row) for row in beside) > (1 - _MOST) * len(beside):
        return False
    left = [[one for one in row if one[1] <= gutter.x0 + 1][-1] for row in beside]
    right = [next(one for one in row if one[0] >= gutter.x1 - 1) for row in beside]
    if any(np.median([x1 - x0 for x0, x1 in side]) <= _MARK * em for side in (left, right)):
        return False
    # Ends say nothing: the last words of justified lines share theirs.
    starts = [float(x0) for x0, _ in right]
    middles = [(x0 + x1) / 2 for x0, x1 in right]
    return max(_agreeing(starts, em), _agreeing(middles, em)) >= _MOST * len(right)


def _is_justified(pieces: Pieces) -> bool:
    """Words that are spread over the line stand at even distances."""
    gaps = [right[0] - left[1] for left, right in pairwise(pieces)]
    return len(gaps) >= _EVEN[0] and max(gaps) <= _EVEN[1] * min(gaps)


def _agreeing(edges: list[float], em: float) -> int:
    """How many of the edges stand at one place."""
    levels = np.sort(np.array(edges, dtype=np.float64))
    return int((np.searchsorted(levels, levels + _ALIGNED * em, side="right") - np.arange(len(levels))).max())

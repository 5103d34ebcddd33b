"""Rows of a scan cut where the rows around them are cut: heads, and cells whose white alone is too narrow to tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Final

from extractors.layout.alleys import FIGURE, blank_of, lies_in
from extractors.layout.chunks import ChunkRow
from extractors.layout.unwritten_blanks import Gap, cut_at, gap_of, shared_white
from schemas.page import Word

_LEAST, _LEAST_FIGURE = 0.3, 0.36  # of the font size: white that may part cells; beside a number
_NARROW: Final = 1.0  # of the font size: a cut where white at any place of it is the same one
_AT: Final = 0.15  # of the font size: between ends that are one
_SHARED: Final = 0.2  # of the font size that the white and a cut have in common
_TELLING: Final = 3  # rows next above and below that are cut there

Cuts = Sequence[Sequence[Gap]]
"""By row the white before its first cell, between its cells, and behind the last."""


def cuts_of(row: ChunkRow) -> list[Gap]:
    """The white around the cells of a row, from left to right."""
    chunks = row.chunks
    between = [(left.x1, right.x0) for left, right in pairwise(chunks)]
    return [(-inf, chunks[0].x0), *between, (chunks[-1].x1, inf)]


def parted_like(words: Sequence[Word], above: Cuts, below: Cuts) -> list[list[Word]]:
    """`words` that stand together, cut where the rows next `above` and `below` are."""
    least, end = max(_LEAST, min(blank_of([words]), _LEAST_FIGURE)), words[-1].box.x1

    def is_cut(pair: tuple[Word, Word]) -> bool:
        if gap_of(pair) < least or pair[1].glued:
            return False
        return _told(pair, end, above) + _told(pair, end, below) >= _TELLING

    return cut_at(words, is_cut)


def _told(pair: tuple[Word, Word], end: float, rows: Cuts) -> int:
    """How many of the first rows are cut in that white, up to one that is written over it."""
    size, found = pair[1].size_pt, 0
    for row in rows:
        if any(_is_same(pair, end, cut, behind) for cut, behind in pairwise(row[1:])):
            found += 1
        elif row[0][1] < pair[1].box.x0 - _AT * size and row[-1][0] > pair[0].box.x1 + _AT * size:
            break
    return found


def _is_same(pair: tuple[Word, Word], end: float, cut: Gap, behind: Gap) -> bool:
    """True for white that lies in a cut, which is narrow, or beside a number, or begins or ends where the white does.

    Words that stand in a wide cut and end where the cell `behind` it ends are that cell's: "한 시간에" over numbers.
    """
    size = pair[1].size_pt
    if lies_in(pair, cut) and abs(end - behind[0]) <= _AT * size:
        return False
    is_figure = gap_of(pair) >= _LEAST_FIGURE and any(FIGURE.fullmatch(word.text) for word in pair)
    is_at = min(abs(pair[0].box.x1 - cut[0]), abs(pair[1].box.x0 - cut[1])) <= _AT * size
    is_near = is_figure or is_at or cut[1] - cut[0] <= _NARROW * size
    return is_near and shared_white(pair, cut) >= _SHARED * size

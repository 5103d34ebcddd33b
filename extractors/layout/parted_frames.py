"""Frames of one table that rows across it part: where the sides are open, no line runs from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from extractors.layout.chunk_rows import chunk_rows
from extractors.layout.chunks import ChunkRow
from extractors.layout.grid import Grid, GridCell
from extractors.layout.markers import find_marker, rank_of
from extractors.layout.rulings import Stroke
from extractors.layout.table_evidence import announces_table
from schemas.geometry import Box
from schemas.page import Word

_NEAR: Final = 3.0  # points by which column edges of the two frames may differ
_HEIGHT: Final = 3.2  # font sizes: the height of a row of one line, with its white
_MOST: Final = 3  # rows across that follow each other
_SLACK: Final = 2.0  # font sizes of white above or below its words at most


def rejoined(grids: Sequence[Grid], words: Sequence[Word], strokes: Sequence[Stroke]) -> list[Grid]:
    """The grids, those one below the other joined where nothing but rows across stands between them, parted by `strokes`."""
    joined: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: (grid.box.top, grid.box)):
        above = next((one for one in joined if _go_together(one, grid, words, strokes)), None)
        if above is None:
            joined.append(grid)
        else:
            joined = [_joined(one, grid, strokes) if one is above else one for one in joined]
    return joined


def _go_together(above: Grid, below: Grid, words: Sequence[Word], strokes: Sequence[Stroke]) -> bool:
    if len(above.xs) < 3 or len(above.xs) != len(below.xs) or above.box.bottom >= below.box.top:
        return False
    if any(abs(a - b) > _NEAR for a, b in zip(above.xs, below.xs, strict=True)):
        return False
    levels = _levels(above, below, strokes)
    rows = [Box(above.xs[0], top, above.xs[-1], bottom) for top, bottom in pairwise(levels)]
    return (
        len(rows) <= _MOST
        and all(_is_across(row, words) for row in rows)
        and _head(above, words) != _head(below, words)
    )


def _levels(above: Grid, below: Grid, strokes: Sequence[Stroke]) -> list[float]:
    """The lower edge of one grid, the lines as wide as it that part what stands between, the upper edge of the other."""
    left, right = above.xs[0] + _NEAR, above.xs[-1] - _NEAR
    between = sorted(s.at for s in strokes if s.start <= left and right <= s.end)
    top, bottom = above.box.bottom, below.box.top
    return [top, *(at for at in between if top + _NEAR < at < bottom - _NEAR), bottom]


def _is_across(place: Box, words: Sequence[Word]) -> bool:
    """True for a row that is one text, with little white around."""
    rows = chunk_rows(word for word in words if place.contains(*word.box.centre))
    if len(rows) != 1 or len(rows[0].chunks) != 1:
        return False
    row = rows[0]
    if announces_table(row) or _is_item(row):
        return False
    white = max(row.top - place.top, place.bottom - row.bottom)
    return place.height <= _HEIGHT * row.size and white <= _SLACK * row.size


def _is_item(row: ChunkRow) -> bool:
    """True for "□ 업종별 동향": a bullet stands before what comes next on the page, not before a part of a table."""
    marker = find_marker(row.chunks[0].text.strip())
    return marker is not None and rank_of(marker) is not None


def _head(grid: Grid, words: Sequence[Word]) -> list[str]:
    """The words of the first row; what begins with the same heads is a table of its own."""
    first = Box(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[1])
    return [word.text for word in words if first.contains(*word.box.centre)]


def _joined(above: Grid, below: Grid, strokes: Sequence[Stroke]) -> Grid:
    """Both as one grid, each row between them a cell over all columns."""
    first, n_cols, levels = len(above.ys) - 1, len(above.xs) - 1, _levels(above, below, strokes)
    across = tuple(
        GridCell(row, 0, 1, n_cols, Box(above.xs[0], top, above.xs[-1], bottom))
        for row, (top, bottom) in enumerate(pairwise(levels), start=first)
    )
    rest = tuple(replace(cell, row=cell.row + first + len(across)) for cell in below.cells)
    ys = (*above.ys, *levels[1:-1], *below.ys)
    return Grid(above.xs, ys, (*above.cells, *across, *rest))

"""Frames of one table that a row across it parts: where the sides are open, no line runs from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractors.layout.chunks import ChunkRow, chunk_rows
from extractors.layout.grid import Grid, GridCell
from extractors.layout.markers import find_marker, rank_of
from extractors.layout.table_evidence import announces_table
from schemas.geometry import Box
from schemas.page import Word

_NEAR: Final = 3.0  # points by which column edges of the two frames may differ
_HEIGHT: Final = 3.2  # font sizes: the height of a row of one line, with its white
_SLACK: Final = 2.0  # font sizes of white above or below its words at most


def rejoined(grids: Sequence[Grid], words: Sequence[Word]) -> list[Grid]:
    """The grids, those one below the other joined where nothing but a row across stands between them."""
    joined: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: (grid.box.top, grid.box)):
        above = next((one for one in joined if _go_together(one, grid, words)), None)
        if above is None:
            joined.append(grid)
        else:
            joined = [_joined(one, grid) if one is above else one for one in joined]
    return joined


def _go_together(above: Grid, below: Grid, words: Sequence[Word]) -> bool:
    if len(above.xs) < 3 or len(above.xs) != len(below.xs) or above.box.bottom >= below.box.top:
        return False
    if any(abs(a - b) > _NEAR for a, b in zip(above.xs, below.xs, strict=True)):
        return False
    between = Box(above.xs[0], above.box.bottom, above.xs[-1], below.box.top)
    rows = chunk_rows(word for word in words if between.contains(*word.box.centre))
    if len(rows) != 1 or len(rows[0].chunks) != 1:
        return False
    row = rows[0]
    if announces_table(row) or _is_item(row) or _head(above, words) == _head(below, words):
        return False
    white = max(row.top - between.top, between.bottom - row.bottom)
    return between.height <= _HEIGHT * row.size and white <= _SLACK * row.size


def _is_item(row: ChunkRow) -> bool:
    """True for "□ 업종별 동향": a bullet stands before what comes next on the page, not before a part of a table."""
    marker = find_marker(row.chunks[0].text.strip())
    return marker is not None and rank_of(marker) is not None


def _head(grid: Grid, words: Sequence[Word]) -> list[str]:
    """The words of the first row; what begins with the same heads is a table of its own."""
    first = Box(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[1])
    return [word.text for word in words if first.contains(*word.box.centre)]


def _joined(above: Grid, below: Grid) -> Grid:
    """Both as one grid, the row between them a cell over all columns."""
    row, n_cols = len(above.ys) - 1, len(above.xs) - 1
    across = GridCell(row, 0, 1, n_cols, Box(above.xs[0], above.ys[-1], above.xs[-1], below.ys[0]))
    rest = tuple(replace(cell, row=cell.row + row + 1) for cell in below.cells)
    return Grid(above.xs, (*above.ys, *below.ys), (*above.cells, across, *rest))

"""Tables inside the cells of others; a diagram's boxes and a chart's grid are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.layout.grid import Grid
from schemas.page import Word

_FILLED: Final = 0.5  # of its cells hold words; a plot has labels at its edges alone


def nested_grids(grids: Sequence[Grid], words: Sequence[Word]) -> list[Grid]:
    """The grids that stand in a cell of another one and are filled as tables are."""
    inner = [grid for grid in grids if _is_in_cell(grid, grids) and _is_table(grid, words)]
    return [grid for grid in inner if not any(other.box.holds(grid.box) for other in inner)]


def is_part_of(grid: Grid, tables: Sequence[Grid]) -> bool:
    """True for one of the tables, and for what is drawn inside one of them."""
    return any(grid is table or table.box.holds(grid.box) for table in tables)


def _is_in_cell(grid: Grid, grids: Sequence[Grid]) -> bool:
    return any(
        cell.box.holds(grid.box)
        for other in grids
        if other is not grid and len(other.cells) > 1
        for cell in other.cells
    )


def _is_table(grid: Grid, words: Sequence[Word]) -> bool:
    if len(grid.xs) < 3 or len(grid.ys) < 3:
        return False
    centres = [word.box.centre for word in words if grid.box.contains(*word.box.centre)]
    return sum(any(cell.box.contains(*centre) for centre in centres) for cell in grid.cells) > _FILLED * len(
        grid.cells
    )

"""A table by its rows, worked out once: what is asked of every cell does not go through all cells again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.proof import header_cells
from schemas.document import Cell, Table

MOST_TABLES = 32
"""So many tables are remembered; the facts of a table are read before those of the next."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table with the cells over each row, in the order of the table; equal to no other grid."""

    table: Table
    over: Mapping[int, tuple[Cell, ...]]
    heads: tuple[Cell, ...]
    """The marked heads that say something."""

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a row."""
        return self.over.get(row, ())


_remembered: dict[int, Grid] = {}
"""Grids by the identity of their table, the oldest first. A cache of the library would compare tables, cell by cell."""


def grid_of(table: Table) -> Grid:
    """The grid of a table; the same one while the table is remembered.

    >>> table = Table("t1", "b1", 2, 1, (Cell(0, 0, 2, 1, False, None), Cell(1, 1, 1, 1, False, None)))
    >>> [len(grid_of(table).row(row)) for row in range(3)], grid_of(table) is grid_of(table)
    ([1, 2, 0], True)
    """
    grid = _remembered.get(id(table))
    return grid if grid is not None and grid.table is table else _remember(table)


def _remember(table: Table) -> Grid:
    over: dict[int, list[Cell]] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            over.setdefault(row, []).append(cell)
    grid = Grid(table, {row: tuple(cells) for row, cells in over.items()}, header_cells(table))
    if len(_remembered) >= MOST_TABLES:
        _remembered.pop(next(iter(_remembered)), None)
    _remembered[id(table)] = grid
    return grid

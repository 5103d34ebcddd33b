"""A table by its rows, worked out once: what is asked of every cell does not go through all cells again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from schemas.document import Cell, Table

MOST_TABLES = 32
"""So many tables are remembered; the facts of a table are read before those of the next."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table with the cells over each row, in the order of the table; equal to no other grid."""

    table: Table
    over: Mapping[int, tuple[Cell, ...]]

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a row."""
        return self.over.get(row, ())


class _Itself:
    """A table as a key: the same one only, since comparing two reads every cell of both."""

    __slots__ = ("table",)

    def __init__(self, table: Table) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.table is other.table


def grid_of(table: Table) -> Grid:
    """The grid of a table; the same one while the table is remembered.

    >>> table = Table("t1", "b1", 2, 1, (Cell(0, 0, 2, 1, False, None), Cell(1, 1, 1, 1, False, None)))
    >>> [len(grid_of(table).row(row)) for row in range(3)], grid_of(table) is grid_of(table)
    ([1, 2, 0], True)
    """
    return _grid_of(_Itself(table))


@lru_cache(maxsize=MOST_TABLES)
def _grid_of(itself: _Itself) -> Grid:
    over: dict[int, list[Cell]] = {}
    for cell in itself.table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            over.setdefault(row, []).append(cell)
    return Grid(itself.table, {row: tuple(cells) for row, cells in over.items()})

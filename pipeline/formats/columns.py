"""Tables in plain text: aligned columns where they fit a page of a mail, else cells divided by tabs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from pipeline.formats.table_shape import pieces_of, rows_of
from schemas.document import Cell, CellItem, Table

WIDEST = 100
"""Columns of a line of aligned text; a wider table is divided by tabs, for a spreadsheet to take."""
_GAP = "  "


def display_width(text: str) -> int:
    """Return how many columns `text` fills: Hangul and other wide characters two, marks on others none.

    >>> display_width("총 3건"), display_width("○ a")
    (6, 3)
    """
    return sum(_width(character) for character in text)


def table_lines(table: Table, text: str, inner: Sequence[Table] = ()) -> list[str]:
    """The lines of the table; `text` is the document's, masked. A merged cell stands at its first place.

    `inner` are the tables that stand in its cells.
    """
    rows = [_grid_row(row, table.n_cols, text, inner) for row in rows_of(table)]
    flat = [["\n".join(cell) for cell in row] for row in rows]
    widths = _widths(rows, table)
    if sum(widths) + len(_GAP) * (len(widths) - 1) > WIDEST:
        return ["\t".join(cell.replace("\n", " ") for cell in row).rstrip() for row in flat]
    return [line for row in _spread(rows, table) for line in _aligned(row, widths)]


def _spread(rows: Sequence[Sequence[list[str]]], table: Table) -> list[list[list[str]]]:
    """The lines of cells that reach over several rows, beside the lines of those rows; the last takes the rest."""
    spread = [[list(cell) for cell in row] for row in rows]
    tall = [cell for cell in table.cells if cell.row_span > 1]
    places = {(cell.row, cell.col) for cell in tall}
    heights = [
        max((len(cell) for col, cell in enumerate(row) if (number, col) not in places), default=0)
        for number, row in enumerate(rows)
    ]
    for cell in tall:
        lines = list(rows[cell.row][cell.col])
        last = cell.row + cell.row_span - 1
        for row in range(cell.row, last + 1):
            count = len(lines) if row == last else max(heights[row], 1)
            spread[row][cell.col], lines = lines[:count], lines[count:]
    return spread


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _grid_row(row: Sequence[Cell], n_cols: int, text: str, inner: Sequence[Table]) -> list[list[str]]:
    """The lines of each place of a row; none where no cell begins."""
    places: list[list[str]] = [[] for _ in range(n_cols)]
    for cell in row:
        places[cell.col] = [line for piece in pieces_of(cell, inner) for line in _piece_lines(piece, text)]
    return places


def _piece_lines(piece: CellItem | Table, text: str) -> list[str]:
    return table_lines(piece, text) if isinstance(piece, Table) else [piece.span.slice(text)]


def _widths(rows: Sequence[Sequence[Sequence[str]]], table: Table) -> list[int]:
    """The width of each column; where a merged cell needs more, its last column gives it."""
    widths = [0] * table.n_cols
    for cell in sorted(table.cells, key=lambda cell: cell.col_span):
        need = max((display_width(line) for line in rows[cell.row][cell.col]), default=0)
        last = cell.col + cell.col_span
        have = sum(widths[cell.col : last]) + len(_GAP) * (cell.col_span - 1)
        widths[last - 1] += max(need - have, 0)
    return widths


def _aligned(row: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterable[str]:
    """The lines of one row: a cell of several lines makes the row as high."""
    for number in range(max(map(len, row), default=0)):
        line = ""
        for column, cell in enumerate(row):
            at = sum(widths[:column]) + len(_GAP) * column
            if number < len(cell):
                line += " " * (at - display_width(line)) + cell[number]
        yield line

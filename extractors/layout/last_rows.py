"""A row across a table that is the last on its page: where the sides are open, no line runs beside it, and it looks like text below."""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from typing import Final

from extractors.layout.drafts import DraftCell, DraftTable, Place
from extractors.layout.lines import Line
from extractors.layout.markers import find_marker, kind_of
from extractors.layout.row_bands import TITLE
from extractors.layout.table_joins import go_together, repeated_heads
from schemas.document import BlockKind
from schemas.geometry import Box

_CLOSE: Final = 1.5  # font sizes of white between the table and the row
_SAME_CELL: Final = 0.75  # font sizes of white between two lines of a cell
_SAME_SIZE: Final = 0.04  # of the font size of the row
_NEAR: Final = 5.0  # points that it may stand out


def with_last_row(table: DraftTable, line: Line, below: DraftTable) -> DraftTable | None:
    """The table with a line under it as its last row, where `below` goes on with it overleaf; None where the line is text.

    Where `below` does not repeat the head, only the end of a cell and the title of rows are no text.
    """
    place = table.places[-1]
    if line.page_no != place.page_no or line.frame or not _is_under(line, place.box) or _is_note(line):
        return None
    if not go_together(table, below):
        return None
    if table.is_open and (cell := _cell_above(table, line)) is not None:
        return _with_line(table, cell, line)
    if not repeated_heads(table, below) and not _titles_rows(line, table):
        return None
    box = Box(place.box.x0, place.box.bottom, place.box.x1, max(line.box.bottom, place.box.bottom))
    where = Place(place.page_no, box)
    row = DraftCell(table.n_rows, 0, 1, table.n_cols, (line,), (where,))
    whole = Place(place.page_no, place.box.union(box))
    return replace(
        table, n_rows=table.n_rows + 1, cells=(*table.cells, row), places=(*table.places[:-1], whole)
    )


def _cell_above(table: DraftTable, line: Line) -> DraftCell | None:
    """The cell of the last row that a line close under it goes on with, where no rule tells the rows."""
    ends = [cell for cell in table.cells if cell.row + cell.row_span == table.n_rows and cell.lines]
    over = (cell for cell in ends if cell.lines[-1].box.x0 - _NEAR <= line.box.x0 <= cell.lines[-1].box.x1)
    return next(
        (cell for cell in over if line.box.top - cell.lines[-1].box.bottom < _SAME_CELL * line.size), None
    )


def _with_line(table: DraftTable, cell: DraftCell, line: Line) -> DraftTable:
    longer = replace(cell, lines=(*cell.lines, line))
    return replace(table, cells=tuple(longer if one is cell else one for one in table.cells))


def _titles_rows(line: Line, table: DraftTable) -> bool:
    """True for "나. 환경" in the print of the cells: a heading is set larger or bolder."""
    sizes = [one.size for cell in table.cells for one in cell.lines]
    is_alike = bool(sizes) and abs(line.size - median(sizes)) <= _SAME_SIZE * line.size
    return is_alike and not line.is_bold and TITLE.match(line.text) is not None


def _is_under(line: Line, table: Box) -> bool:
    white = line.box.top - table.bottom
    return (
        -line.size <= white <= _CLOSE * line.size
        and line.box.x0 >= table.x0 - _NEAR
        and line.box.x1 <= table.x1 + _NEAR
    )


def _is_note(line: Line) -> bool:
    """True for "※ 2023년 기준", "주) …", "자료: …"."""
    marker = find_marker(line.text.strip())
    return marker is not None and kind_of(marker) is BlockKind.FOOTNOTE

"""What a table needs of a form: header rows, merged cells, cells that hold lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.document import BlockKind, Cell, CellItem, Region, Table
from schemas.evidence import CharSpan


def rows_of(table: Table) -> list[list[Cell]]:
    """The cells by the row that they begin in, from left to right."""
    rows: list[list[Cell]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return [sorted(row, key=lambda cell: cell.col) for row in rows]


def head_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the top are head."""
    count = 0
    while count < len(rows) and rows[count] and all(cell.is_header for cell in rows[count]):
        count = max([count + 1, *(cell.row + cell.row_span for cell in rows[count])])
    return count


def inner_tables(table: Table, tables: Iterable[Table]) -> list[Table]:
    """The tables in the cells of this one, in the order of their text."""
    inner = [one for one in tables if one.parent_id == table.table_id]
    return sorted(inner, key=lambda one: stretch(one).start)


def stretch(table: Table) -> CharSpan:
    """From the first word of its cells to the last."""
    spans = [cell.span for cell in table.cells if cell.span]
    return CharSpan(min(span.start for span in spans), max(span.end for span in spans))


def pieces_of(cell: Cell, inner: Iterable[Table]) -> list[CellItem | Table]:
    """What a cell holds: its items, and in place of the words of an inner table that table."""
    held = [one for one in inner if cell.span and cell.span.contains(stretch(one))]
    pieces: list[CellItem | Table] = []
    for item in cell.items:
        table = next((one for one in held if stretch(one).contains(item.span)), None)
        if table is None:
            pieces.append(item)
        elif table not in pieces:
            pieces.append(table)
    return pieces


def is_merged(table: Table) -> bool:
    """Whether any cell covers others."""
    return any(cell.row_span > 1 or cell.col_span > 1 for cell in table.cells)


def is_box(table: Table) -> bool:
    """A single cell is a boxed notice and no table."""
    return table.n_rows == 1 and len(table.cells) == 1


def is_list_item(item: CellItem) -> bool:
    """Whether a paragraph of a cell is an item: "- 정보 제공", "※ 시범 운영"."""
    return item.marker is not None and item.kind in {BlockKind.LIST_ITEM, BlockKind.FOOTNOTE}


def holds_list(cell: Cell) -> bool:
    """Two items or more are a list; one is a line that begins with a mark."""
    return sum(map(is_list_item, cell.items)) > 1


def is_of_figure(item: CellItem) -> bool:
    """Whether the words stand in a picture."""
    return item.region is Region.FIGURE or item.kind is BlockKind.FIGURE

"""Tables with pipes: one row of head or none, one cell a place, lines of a cell divided by `<br>`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.formats.escapes import escape_cell
from pipeline.formats.pages import Printed
from pipeline.formats.table_shape import head_rows, holds_list, is_merged, is_of_figure, rows_of
from schemas.document import BlockKind, Cell, CellItem, Table


def fits_pipes(table: Table) -> bool:
    """Whether pipes can say the table: nothing merged, one header row at most, no lists in cells."""
    is_plain = not is_merged(table) and not any(map(holds_list, table.cells))
    return is_plain and head_rows(rows_of(table)) <= 1


def pipe_table(table: Table, printed: Printed) -> Iterator[str]:
    """The lines of the table. A table without a head gets an empty one: Markdown knows no other."""
    rows = rows_of(table)
    has_head = head_rows(rows) == 1
    if not has_head:
        yield _line([""] * table.n_cols)
        yield _divider(table)
    for number, row in enumerate(rows):
        yield _line(_filled(row, table.n_cols, printed))
        if has_head and number == 0:
            yield _divider(table)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _divider(table: Table) -> str:
    return _line(["---"] * table.n_cols)


def _filled(row: Sequence[Cell], n_cols: int, printed: Printed) -> list[str]:
    by_col = {cell.col: cell for cell in row}
    return [_words(by_col[col], printed) if col in by_col else "" for col in range(n_cols)]


def _words(cell: Cell, printed: Printed) -> str:
    return "<br>".join(_item(item, printed) for item in cell.items)


def _item(item: CellItem, printed: Printed) -> str:
    words = printed.shown(item.span, escape_cell)
    if item.kind is BlockKind.CAPTION:
        words = f"**{words}**"
    elif is_of_figure(item):
        words = f"<sub>{words}</sub>"
    return printed.opening(item.span) + words

"""Tables as HTML inside Markdown: merged cells, several header rows, lists in cells.

No blank line stands inside, because it would end the HTML.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from pipeline.formats.pages import Printed
from pipeline.formats.table_shape import head_rows, holds_list, is_list_item, is_of_figure, pieces_of, rows_of
from schemas.document import BlockKind, Cell, CellItem, Table


def html_table(table: Table, printed: Printed, inner: Sequence[Table] = ()) -> Iterator[str]:
    """The lines of the table, a line for each cell; `inner` are the tables that stand in its cells."""
    rows = rows_of(table)
    count = head_rows(rows)
    yield "<table>"
    for tag, section in (("thead", rows[:count]), ("tbody", rows[count:])):
        if section:
            yield f"<{tag}>"
            for row in section:
                yield from ("<tr>", *(_cell(cell, printed, inner) for cell in row), "</tr>")
            yield f"</{tag}>"
    yield "</table>"


def _cell(cell: Cell, printed: Printed, inner: Sequence[Table]) -> str:
    tag = "th" if cell.is_header else "td"
    spans = (("rowspan", cell.row_span), ("colspan", cell.col_span))
    attributes = "".join(f' {name}="{count}"' for name, count in spans if count > 1)
    return f"<{tag}{attributes}>{''.join(_content(cell, printed, inner))}</{tag}>"


def _content(cell: Cell, printed: Printed, inner: Sequence[Table]) -> Iterator[str]:
    """Items that follow each other as one list, inner tables as such, all else as lines."""
    listed = holds_list(cell)
    for kind, group in groupby(pieces_of(cell, inner), key=lambda piece: _form(piece, listed=listed)):
        if kind == "table":
            yield from ("".join(html_table(table, printed)) for table in group if isinstance(table, Table))
            continue
        words = [_words(item, printed) for item in group if isinstance(item, CellItem)]
        if kind == "list":
            yield f"<ul>{''.join(f'<li>{text}</li>' for text in words)}</ul>"
        else:
            yield "<br>".join(words)


def _form(piece: CellItem | Table, *, listed: bool) -> Literal["table", "list", "lines"]:
    if isinstance(piece, Table):
        return "table"
    return "list" if listed and is_list_item(piece) else "lines"


def _words(item: CellItem, printed: Printed) -> str:
    words = printed.shown(item.span, _escaped)
    if item.kind is BlockKind.CAPTION:
        words = f"<strong>{words}</strong>"
    elif is_of_figure(item):
        words = f"<sub>{words}</sub>"
    return printed.opening(item.span) + words


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)

"""Tables as HTML inside Markdown: merged cells, several header rows, lists in cells.

No blank line stands inside, because it would end the HTML.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby

from pipeline.formats.pages import Printed
from pipeline.formats.table_shape import head_rows, holds_list, is_list_item, is_of_figure, rows_of
from schemas.document import BlockKind, Cell, CellItem, Table


def html_table(table: Table, printed: Printed) -> Iterator[str]:
    """The lines of the table, a line for each cell."""
    rows = rows_of(table)
    count = head_rows(rows)
    yield "<table>"
    for tag, section in (("thead", rows[:count]), ("tbody", rows[count:])):
        if section:
            yield f"<{tag}>"
            for row in section:
                yield from ("<tr>", *(_cell(cell, printed) for cell in row), "</tr>")
            yield f"</{tag}>"
    yield "</table>"


def _cell(cell: Cell, printed: Printed) -> str:
    tag = "th" if cell.is_header else "td"
    spans = (("rowspan", cell.row_span), ("colspan", cell.col_span))
    attributes = "".join(f' {name}="{count}"' for name, count in spans if count > 1)
    return f"<{tag}{attributes}>{''.join(_content(cell, printed))}</{tag}>"


def _content(cell: Cell, printed: Printed) -> Iterator[str]:
    """Items that follow each other as one list, all else as lines."""
    listed = holds_list(cell)
    for is_item, group in groupby(cell.items, key=lambda item: listed and is_list_item(item)):
        words = [_words(item, printed) for item in group]
        if is_item:
            yield f"<ul>{''.join(f'<li>{text}</li>' for text in words)}</ul>"
        else:
            yield "<br>".join(words)


def _words(item: CellItem, printed: Printed) -> str:
    words = printed.shown(item.span, _escaped)
    if item.kind is BlockKind.CAPTION:
        words = f"<strong>{words}</strong>"
    elif is_of_figure(item):
        words = f"<sub>{words}</sub>"
    return printed.opening(item.span) + words


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)

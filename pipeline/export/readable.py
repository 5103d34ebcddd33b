"""A document for people: its text in reading order, or Markdown with its tables."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence

from pipeline.export.masking import Masks, masks_for
from schemas.document import Block, BlockKind, Cell, Document, Region, Table
from schemas.evidence import CharSpan
from schemas.masking import MaskedSpan

_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\*_`<>#|[]"})


def document_text(document: Document, masked: Sequence[MaskedSpan]) -> str:
    """The canonical text, masked; running headers, footers and page numbers are part of it."""
    masks = masks_for(document.text, masked)
    return masks.quote(document.text, CharSpan(0, len(document.text))) if document.text else ""


def document_markdown(document: Document, masked: Sequence[MaskedSpan]) -> str:
    """Markdown: headings, nested lists, footnotes; tables as pipes, or as HTML where cells are merged.

    Furniture is left out; text of pictures is quoted.
    """
    text = document_text(document, masked)
    masks = masks_for(document.text, masked)
    tables = {table.table_id: table for table in document.tables}
    parts = [
        _table(tables[block.table_id], text, masks) if block.table_id in tables else _block(block, text)
        for block in document.blocks
        if block.region is not Region.FURNITURE
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _block(block: Block, text: str) -> str:
    words = block.span.slice(text).translate(_SPECIAL)
    if block.kind is BlockKind.HEADING:
        return f"\n{'#' * min(block.level or 1, 6)} {words}\n"
    if block.kind is BlockKind.LIST_ITEM:
        return f"{'  ' * ((block.level or 1) - 1)}- {words}"
    if block.kind is BlockKind.CAPTION:
        return f"\n*{words}*\n"
    if block.region is Region.FIGURE:
        return f"\n> {words}\n"
    return f"\n{words}\n"


def _table(table: Table, text: str, masks: Masks) -> str:
    head = [
        f"\n*{masks.text(note).translate(_SPECIAL)}*\n" for note in (table.caption, table.unit_note) if note
    ]
    merged = any(cell.row_span > 1 or cell.col_span > 1 for cell in table.cells)
    rows = _html_rows(table, text) if merged else _pipe_rows(table, text)
    return "\n".join([*head, "", *rows, ""])


def _pipe_rows(table: Table, text: str) -> Iterator[str]:
    by_place = {(cell.row, cell.col): cell for cell in table.cells}
    for row in range(table.n_rows):
        cells = (by_place.get((row, col)) for col in range(table.n_cols))
        yield "| " + " | ".join(_cell_text(cell, text).translate(_SPECIAL) for cell in cells) + " |"
        if row == 0:
            yield "|" + " --- |" * table.n_cols


def _html_rows(table: Table, text: str) -> Iterator[str]:
    yield "<table>"
    for row in range(table.n_rows):
        cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.col)
        yield "<tr>" + "".join(_html_cell(cell, text) for cell in cells) + "</tr>"
    yield "</table>"


def _html_cell(cell: Cell, text: str) -> str:
    tag = "th" if cell.is_header else "td"
    spans = "".join(_attributes(cell))
    return f"<{tag}{spans}>{html.escape(_cell_text(cell, text))}</{tag}>"


def _attributes(cell: Cell) -> Iterable[str]:
    if cell.row_span > 1:
        yield f' rowspan="{cell.row_span}"'
    if cell.col_span > 1:
        yield f' colspan="{cell.col_span}"'


def _cell_text(cell: Cell | None, text: str) -> str:
    return "" if cell is None or cell.span is None else cell.span.slice(text)

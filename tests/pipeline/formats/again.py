"""A document as our own reader finds it in the Markdown that was printed of it, in a form that can be compared."""

from __future__ import annotations

import re

from extractors.layout.marked_text import lay_out_text
from extractors.layout.marked_text_marks import tidy
from pipeline.formats.markdown import document_markdown
from pipeline.formats.table_shape import is_box
from schemas.document import Block, BlockKind, Document, Region, Table
from tests.pipeline.formats.published import squeezed

Shape = tuple[str | None, int, int, list[tuple[int, int, int, int, bool, str]]]
# A bracketed line is a caption to the reader of texts, wherever it stands; so is a unit note above a table.
BRACKETED = re.compile(r"\[.*\]|\(단위.*|<.*>|〈.*〉|【.*】")


def read_again(document: Document) -> tuple[str, Document]:
    markdown = document_markdown(document, ())
    return markdown, lay_out_text(
        markdown, document_id="sha256:0", source_name="a.md", media_type="text/markdown"
    )


def shape(table: Table, text: str) -> Shape:
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.col))
    return table.parent_id and "inner", table.n_rows, table.n_cols, [
        (cell.row, cell.col, cell.row_span, cell.col_span, cell.is_header,
         tidy(cell.span.slice(text)) if cell.span else "")
        for cell in cells
    ]  # fmt: skip


def tables_of(document: Document) -> list[Shape]:
    return [shape(table, document.text) for table in document.tables if not is_box(table)]


def words(block: Block, text: str) -> str:
    return squeezed(block.span.slice(text))


def kind(block: Block) -> BlockKind:
    """What Markdown tells of a block: a note at the foot of a page that opens with a number is one more item there."""
    if block.kind is BlockKind.FOOTNOTE and block.marker is not None and block.marker[0].isdigit():
        return BlockKind.LIST_ITEM
    return BlockKind.FIGURE if block.region is Region.FIGURE else block.kind

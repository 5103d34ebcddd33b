"""What is printed as Markdown and read again: the same tables, and the same blocks in the same order."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.layout.marked_text import lay_out_text
from extractors.layout.marked_text_marks import render, render_html, tidy
from fixtures.layout_documents import LAYOUT_DOCUMENTS, set_layout_document
from pipeline.formats.markdown import document_markdown
from pipeline.formats.table_shape import is_box
from pipeline.requests import Understanding
from schemas.document import Block, BlockKind, Document, Region, Table
from tests.pipeline.formats.drawn import Draft, Place
from tests.pipeline.formats.published import reading, squeezed, unfurnished
from tests.pipeline.samples import BORN_DIGITAL

Shape = tuple[str | None, int, int, list[tuple[int, int, int, int, bool, str]]]
# A bracketed line is a caption to the reader of texts, wherever it stands; so is a unit note above a table.
_BRACKETED = re.compile(r"\[.*\]|\(단위.*|<.*>|〈.*〉|【.*】")


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


@pytest.fixture(params=[*BORN_DIGITAL, *LAYOUT_DOCUMENTS], ids=lambda one: getattr(one, "name", one))
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    if request.param not in LAYOUT_DOCUMENTS:
        return reading(request.param)
    folder = tmp_path_factory.getbasetemp() / "layouts"
    folder.mkdir(exist_ok=True)
    return reading(set_layout_document(request.param, folder).pdf)


def test_tables_come_back_with_rows_columns_spans_heads_and_words(found: Understanding) -> None:
    _, again = read_again(found.document)
    assert tables_of(again) == tables_of(found.document)


def test_blocks_come_back_in_order_and_of_their_kinds(found: Understanding) -> None:
    document = found.document
    _, again = read_again(document)
    meant, seen = unfurnished(document), list(again.blocks)
    assert [words(block, again.text) for block in seen] == [words(block, document.text) for block in meant]
    for one, other in zip(meant, seen, strict=True):
        is_bracket = _BRACKETED.fullmatch(one.span.slice(document.text)) is not None
        assert is_bracket or other.kind is kind(one), one.span.slice(document.text)
        assert other.marker == one.marker or one.kind is not BlockKind.LIST_ITEM


def words(block: Block, text: str) -> str:
    return squeezed(block.span.slice(text))


def kind(block: Block) -> BlockKind:
    return BlockKind.FIGURE if block.region is Region.FIGURE else block.kind


def test_spans_are_exact_stretches_of_the_markdown(found: Understanding) -> None:
    markdown, again = read_again(found.document)
    for block in again.blocks:
        assert block.source_span is not None
        if block.table_id is None and block.kind is not BlockKind.TABLE:
            shown = tidy(render(block.source_span.slice(markdown).lstrip("#> ")))
            assert squeezed(block.span.slice(again.text)) in squeezed(shown)
    for table in again.tables:
        in_html = any(
            block.source_span and block.source_span.slice(markdown).startswith("<table")
            for block in again.blocks
            if block.block_id == table.block_id
        )
        for cell in table.cells:
            if table.parent_id is None and cell.span and cell.source_span:
                raw = cell.source_span.slice(markdown)
                shown = render_html(raw) if in_html else render(raw)
                assert squeezed(shown) == squeezed(cell.span.slice(again.text))


# Letters, blanks and what Markdown, HTML and our reader take for marks.
WORDS = st.text(alphabet="가나다 a1.)-*_~`#|<[]()!&;:=$\\/'\"□ㅇ※", min_size=1, max_size=14).map(tidy)


@st.composite
def grids(draw: st.DrawFn) -> list[Place]:
    """The cells of a table, some merged, the first of them with words."""
    n_rows, n_cols = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    heads = draw(st.integers(0, min(2, n_rows - 1)))
    taken: set[tuple[int, int]] = set()
    cells: list[Place] = []
    for row in range(n_rows):
        last = heads if row < heads else n_rows
        for col in range(n_cols):
            if (row, col) in taken:
                continue
            free = next((n for n in range(1, n_cols - col) if (row, col + n) in taken), n_cols - col)
            size = draw(st.integers(1, last - row)), draw(st.integers(1, free))
            taken |= {(row + r, col + c) for r in range(size[0]) for c in range(size[1])}
            lines = draw(st.lists(WORDS, max_size=2)) if cells else ["첫 칸"]
            cells.append(Place(row, col, *size, row < heads, "\n".join(filter(None, lines))))
    return cells


@given(grids())
def test_any_table_comes_back_as_it_was(cells: list[Place]) -> None:
    draft = Draft()
    draft.put(BlockKind.PARAGRAPH, "앞")
    draft.grid(cells)
    document = draft.document()
    _, again = read_again(document)
    assert tables_of(again) == tables_of(document)


@given(st.lists(grids(), min_size=2, max_size=3))
def test_tables_that_follow_each_other_stay_apart(drawn: Sequence[list[Place]]) -> None:
    draft = Draft()
    for cells in (*drawn, drawn[-1]):
        draft.grid(cells)
    document = draft.document()
    _, again = read_again(document)
    assert tables_of(again) == tables_of(document)

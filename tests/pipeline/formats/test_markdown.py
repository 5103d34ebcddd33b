"""Printed Markdown: nothing lost, and lists, headings and tables are such for a parser that is not ours.

Our own reader finds the same tables in it, and the same blocks in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from markdown_it.token import Token

from extractors.layout.marked_text_marks import render, render_html, tidy
from fixtures.layout_documents import LAYOUT_DOCUMENTS, set_layout_document
from pipeline.export.masking import masks_for
from pipeline.formats.markdown import document_markdown
from pipeline.formats.pipe_tables import fits_pipes
from pipeline.formats.table_shape import is_box
from pipeline.requests import Understanding
from schemas.document import BlockKind, Document, Region, Table
from schemas.evidence import CharSpan
from tests.pipeline.formats.again import BRACKETED, kind, read_again, tables_of, words
from tests.pipeline.formats.published import (
    html_table,
    inline_text,
    parsed,
    printed_words,
    reading,
    squeezed,
    unfurnished,
    visible,
)
from tests.pipeline.samples import BORN_DIGITAL, FIXTURES

SCANS = sorted(path for path in (FIXTURES / "scanned").iterdir() if path.suffix != ".json")
QUICK = (*BORN_DIGITAL, FIXTURES / "scanned/one_page_press_release.jpg")
FILES = [
    *(pytest.param(path, id=path.name) for path in QUICK),
    *(pytest.param(path, id=path.name, marks=pytest.mark.soak) for path in SCANS if path not in QUICK),
    *(pytest.param(name, id=name) for name in LAYOUT_DOCUMENTS),
]

PRINTED = [pytest.param(one, id=str(getattr(one, "name", one))) for one in (*BORN_DIGITAL, *LAYOUT_DOCUMENTS)]


@pytest.fixture
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    if isinstance(request.param, Path):
        return reading(request.param)
    folder = tmp_path_factory.getbasetemp() / "layouts"
    folder.mkdir(exist_ok=True)
    return reading(set_layout_document(request.param, folder).pdf)


def masked_text(found: Understanding) -> str:
    text = found.document.text
    return masks_for(text, found.masked).quote(text, CharSpan(0, len(text)))


def markdown_of(found: Understanding) -> str:
    return document_markdown(found.document, found.masked)


every_fixture = pytest.mark.parametrize("found", FILES, indirect=True)
every_printed = pytest.mark.parametrize("found", PRINTED, indirect=True)


@every_fixture
def test_every_character_that_is_no_furniture_is_seen_in_order(found: Understanding) -> None:
    assert visible(markdown_of(found)) == printed_words(found.document, masked_text(found))


@every_fixture
def test_headings_are_headings_of_their_level_and_nothing_else_is_one(found: Understanding) -> None:
    tokens = parsed(markdown_of(found))
    shown = [
        (int(token.tag[1]), squeezed(inline_text(tokens[index + 1])))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    text = masked_text(found)
    meant = [
        (min(block.level or 1, 6), squeezed(block.span.slice(text)))
        for block in unfurnished(found.document)
        if block.kind is BlockKind.HEADING
    ]
    assert shown == meant


@every_fixture
def test_items_are_items_of_lists_below_the_items_that_hold_them(found: Understanding) -> None:
    tokens = parsed(markdown_of(found))
    document = found.document
    items = [block for block in unfurnished(document) if is_item(block.kind, block.region)]
    shown = sum(token.type == "list_item_open" for token in tokens)
    assert len([block for block in items if block.kind is BlockKind.LIST_ITEM]) <= shown <= len(items)
    assert all(token.type != "code_block" for token in tokens)
    parents = {block.block_id for block in items}
    if any(block.parent_id in parents for block in items):
        assert max(token.level for token in tokens if token.type == "list_item_open") >= 3


def is_item(kind: BlockKind, region: Region) -> bool:
    return kind in {BlockKind.LIST_ITEM, BlockKind.FOOTNOTE} and region is not Region.FIGURE


@every_fixture
def test_tables_have_the_cells_of_the_model(found: Understanding) -> None:
    tokens = parsed(markdown_of(found))
    text = masked_text(found)
    outer = [table for table in found.document.tables if table.parent_id is None and not is_box(table)]
    framing = {table.parent_id for table in found.document.tables}
    in_html = [table for table in outer if table.table_id in framing or not fits_pipes(table)]
    html = [html_table(token.content) for token in tokens if token.content.startswith("<table>")]
    assert [table.cells for table in html] == [cells(table, text) for table in in_html]
    assert sum(table.inner for table in html) == len(found.document.tables) - len(outer) - boxes(
        found.document
    )
    piped = [[cell[-1] for cell in cells(table, text) if cell[-1]] for table in outer if table not in in_html]
    assert [words for words in pipe_cells(tokens) if words] == [words for words in piped if words]


def cells(table: Table, text: str) -> list[tuple[int, int, int, int, bool, str]]:
    return [
        (
            cell.row,
            cell.col,
            cell.row_span,
            cell.col_span,
            cell.is_header,
            squeezed(cell.span.slice(text)) if cell.span else "",
        )
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col))
    ]


def boxes(document: Document) -> int:
    return sum(is_box(table) and table.parent_id is None for table in document.tables)


def pipe_cells(tokens: Sequence[Token]) -> list[list[str]]:
    found: list[list[str]] = []
    for index, token in enumerate(tokens):
        if token.type == "table_open":
            found.append([])
        elif token.type in ("td_open", "th_open") and (words := squeezed(inline_text(tokens[index + 1]))):
            found[-1].append(words)
    return found


@every_fixture
def test_each_page_begins_once_and_in_order(found: Understanding) -> None:
    lines = markdown_of(found).split("<!-- page ")[1:]
    assert [int(line.split(" ")[0]) for line in lines] == [page.page_no for page in found.document.pages]


@every_printed
def test_tables_come_back_with_rows_columns_spans_heads_and_words(found: Understanding) -> None:
    _, again = read_again(found.document)
    assert tables_of(again) == tables_of(found.document)


@every_printed
def test_blocks_come_back_in_order_and_of_their_kinds(found: Understanding) -> None:
    document = found.document
    _, again = read_again(document)
    meant, seen = unfurnished(document), list(again.blocks)
    assert [words(block, again.text) for block in seen] == [words(block, document.text) for block in meant]
    for one, other in zip(meant, seen, strict=True):
        is_bracket = BRACKETED.fullmatch(one.span.slice(document.text)) is not None
        assert is_bracket or other.kind is kind(one), one.span.slice(document.text)
        assert other.marker == one.marker or one.kind is not BlockKind.LIST_ITEM


@every_printed
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

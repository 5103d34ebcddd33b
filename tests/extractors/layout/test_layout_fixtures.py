"""What layout makes of the project's own documents, measured against what was drawn."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Levenshtein

from fixtures.text_layer import read_text_layer
from schemas.document import Document, Region

FIXTURES = Path(__file__).parents[3] / "fixtures"
DOCUMENTS = {
    "press_release_2022": "press_release/press_release_2022.pdf",
    "press_release_2023": "press_release/press_release_2023.pdf",
    "city_application": "application/city_application.pdf",
}
NAMES = pytest.mark.parametrize("name", DOCUMENTS)
# Measured: 0.000 without blanks on each, 0.000 to 0.002 with them. A floor may only come down.
MOST_WRONG, MOST_WRONG_WITH_BLANKS = 0.002, 0.01


@cache
def read(name: str) -> Document:
    return read_text_layer(FIXTURES / DOCUMENTS[name])


def gold(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (FIXTURES / "gold" / f"{name}.layout.json").read_text(encoding="utf-8")
    )
    return loaded


def plain_text(document: Document) -> str:
    """The text without furniture and the words of pictures."""
    tables = {table.table_id: table for table in document.tables}
    pieces = []
    for block in document.blocks:
        if block.table_id is not None:
            items = (item for cell in tables[block.table_id].cells for item in cell.items)
            pieces += [item.span.slice(document.text) for item in items if item.region is not Region.FIGURE]
        elif block.region is Region.BODY:
            pieces.append(block.span.slice(document.text))
    return " ".join(pieces)


@NAMES
def test_the_text_is_the_one_that_was_drawn(name: str) -> None:
    drawn, found = gold(name)["text"], plain_text(read(name))
    assert Levenshtein.normalized_distance("".join(drawn.split()), "".join(found.split())) <= MOST_WRONG
    spaced = (" ".join(text.split()) for text in (drawn, found))
    assert Levenshtein.normalized_distance(*spaced) <= MOST_WRONG_WITH_BLANKS


@NAMES
def test_every_drawn_table_is_found_with_its_merged_cells(name: str) -> None:
    """Title boxes ("참고 1 | 제목") and single boxes are headings by the contract's sense, so they count as no table."""
    document = read(name)
    drawn = [table for table in gold(name)["tables"] if len({cell["row"] for cell in table["cells"]}) > 1]
    shapes = [
        Counter(
            (cell["row"], cell["col"], cell["rowspan"], cell["colspan"], "".join(cell["text"].split()))
            for cell in table["cells"]
        )
        for table in drawn
    ]
    found = [
        Counter(_shape(document, cell) for cell in table.cells)
        for table in document.tables
        if table.n_rows > 1
    ]
    assert len(found) == len(shapes)
    for one, other in zip(shapes, found, strict=True):
        assert (one & other).total() / one.total() >= 0.97


def _shape(document: Document, cell: Any) -> tuple[int, int, int, int, str]:
    kept = (item.span.slice(document.text) for item in cell.items if item.region is not Region.FIGURE)
    return cell.row, cell.col, cell.row_span, cell.col_span, "".join("".join(kept).split())


@NAMES
def test_the_rows_of_a_head_are_those_drawn_as_head(name: str) -> None:
    drawn = [table for table in gold(name)["tables"] if len({cell["row"] for cell in table["cells"]}) > 1]
    for table, found in zip(drawn, (one for one in read(name).tables if one.n_rows > 1), strict=True):
        values = {cell["row"] for cell in table["cells"] if not cell["is_header"]}
        told = {cell["row"] for cell in table["cells"]} - values
        assert {cell.row for cell in found.cells if cell.is_header} == told


def test_the_annex_table_over_two_page_breaks_keeps_the_page_of_every_row() -> None:
    document = read("press_release_2022")
    table = max(document.tables, key=lambda one: one.n_rows)
    assert [part.page_no for part in table.parts] == [3, 4, 5]
    label = next(cell for cell in table.cells if cell.text == "전주시")
    assert (label.row_span, [part.page_no for part in label.parts]) == (3, [3, 4])
    for cell in table.cells:
        for part in cell.parts:
            words = [w for w in document.words if part.span and part.span.contains(w.span)]
            assert all(word.page_no == part.page_no for word in words)


def test_each_page_number_is_furniture() -> None:
    for name in DOCUMENTS:
        document = read(name)
        numbers = [block for block in document.blocks if block.kind.value == "page_number"]
        assert [block.parts[0].page_no for block in numbers] == [page.page_no for page in document.pages]

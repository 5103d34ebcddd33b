"""Cells of a row without facts: whose stage they tell."""

from __future__ import annotations

import pytest

from extractors.rules.findings import seen_sentences
from extractors.rules.rows import rows_of
from schemas.evidence import CellAddress
from schemas.fact import Fact, Status
from tests.extractors.rules.invented import Line, document, fact


def stages(*cells: tuple[str, tuple[int, int] | None]) -> dict[int, Status | None]:
    """The stage of each row of one table; a cell is its text and, where it has a fact, its row and column."""
    lines = [Line(text, status="unstated", has_facts=False) for text, _ in cells]
    spans = [sentence.span for sentence in document(*lines).sentences]
    facts = [
        of_cell(text, span, place)
        for (text, place), span in zip(cells, spans, strict=True)
        if place is not None
    ]
    found = rows_of(seen_sentences(document(*lines, facts=facts)))
    addresses = [row.cells[0].facts[0].evidence[0].cell for row in found]
    return {one.row: row.stage for one, row in zip(addresses, found, strict=True) if one is not None}


def of_cell(text: str, span: tuple[int, int], place: tuple[int, int]) -> Fact:
    made = fact("feature", text, start=span[0], quote=text)
    cell = CellAddress(table_id="t1", row=place[0], col=place[1], header_path=())
    return made.model_copy(update={"evidence": (made.evidence[0].model_copy(update={"cell": cell}),)})


FIRST = (("감지기", (1, 0)), ("마흔 대", (1, 1)))


def test_a_cell_without_facts_behind_a_row_tells_how_far_it_is() -> None:
    assert stages(*FIRST, ("없음", None)) == {1: "negated"}


@pytest.mark.parametrize("column", [2, 3])
def test_cells_without_facts_that_begin_the_next_row_tell_nothing_of_the_one_before(column: int) -> None:
    following = (("수위계", (2, column)), ("일곱 대", (2, column + 1)))
    assert stages(*FIRST, ("없음", None), ("가", None), *following) == {1: None, 2: None}


def test_a_row_is_held_against_judged_ones_with_its_label_that_no_fact_stands_on() -> None:
    label, figure = ("물길 감지", None), ("마흔 대", (1, 1))
    lines = [Line(text, status="unstated", has_facts=False) for text, _ in (label, figure)]
    span = document(*lines).sentences[1].span
    facts = [of_cell("마흔 대", span, (1, 1))]
    [row] = rows_of(seen_sentences(document(*lines, facts=facts)))
    assert ("".join(row.read.folded.split()), row.whole.folded) == ("물길감지마흔대", "마흔대")

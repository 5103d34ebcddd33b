"""Figures of tables as evidence: head, row and heading name what they count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.rules.mapped import MappedDocument
from schemas.evidence import CellAddress
from schemas.fact import Fact, Period, Status
from schemas.record import Record
from tests.extractors.rules.invented import Line, document, fact, map_city


def table(*figures: dict[str, Any], section: Sequence[str] = ()) -> MappedDocument:
    """A document of one table; each figure is a cell with its number only."""
    lines = [
        Line(str(one["value"]), status="unstated", has_facts=False, section=tuple(section)) for one in figures
    ]
    spans = [sentence.span for sentence in document(*lines).sentences]
    cells = enumerate(zip(figures, spans, strict=True))
    return document(*lines, facts=[_figure(one, column, span) for column, (one, span) in cells])


def _figure(one: dict[str, Any], column: int, span: tuple[int, int]) -> Fact:
    made = fact("quantity", one["value"], start=span[0], quote=str(one["value"]))
    cell = CellAddress(table_id="t1", row=1, col=column, header_path=tuple(one.get("heads", ())))
    proof = made.evidence[0].model_copy(update={"cell": cell})
    status: Status = one.get("status", "unstated")
    return made.model_copy(
        update={
            "evidence": (proof,),
            "unit": one.get("unit", "KRW"),
            "measure": one["row"],
            "period": one.get("period"),
            "qualifier": one.get("qualifier"),
            "status": status,
        }
    )


def of(page: MappedDocument, indicator: str) -> Record:
    return map_city(page)[indicator]


def test_the_total_of_a_row_is_the_value() -> None:
    one = of(
        table(
            {"value": 300, "row": "국비", "period": Period(start="2020", end="2020")},
            {"value": 400, "row": "국비", "period": Period(start="2021", end="2021")},
            {"value": 700, "row": "국비", "qualifier": "total"},
        ),
        "GI.FN.02",
    )
    assert (one.state, one.value, one.unit, one.evidence[0].quote) == ("present", 700, "KRW", "700")


def test_rows_of_different_things_are_not_added_up() -> None:
    one = of(
        table(
            {"value": 700, "row": "사업비 국비", "qualifier": "total"},
            {"value": 500, "row": "사업비 시비", "qualifier": "total"},
        ),
        "GI.FN.01",
    )
    assert (one.state, one.value) == ("present", None)


def test_a_grand_total_of_the_latest_year_is_the_value() -> None:
    years = [Period(start=year, end=year) for year in ("2020", "2021")]
    figures = [
        {"value": value, "row": row or head, "heads": (head,), "period": period, "unit": "kind"}
        for value, row, head, period in (
            (3, "교통", "2020년", years[0]),
            (5, "교통", "2021년", years[1]),
            (8, "", "2020년", years[0]),
            (12, "", "2021년", years[1]),
        )
    ]
    one = of(table(*figures, section=("데이터 개방 실적",)), "IN.OP.01")
    assert (one.state, one.value, one.unit) == ("present", 12, "count")


def test_figures_that_lie_ahead_are_only_planned() -> None:
    assert of(table({"value": 900, "row": "국비", "status": "planned"}), "GI.FN.02").state == "planned_only"


def test_a_table_of_something_else_proves_nothing() -> None:
    assert of(table({"value": 900, "row": "입장료 수입"}), "GI.FN.01").state == "absent"


def test_a_figure_of_another_kind_proves_nothing() -> None:
    assert of(table({"value": 9, "row": "국비 사업", "unit": "case"}), "GI.FN.02").state == "absent"

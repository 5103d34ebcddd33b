"""Which values contradict each other, in one document and across documents; most that differ do not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from extractors.rules.contradictions import disagree
from extractors.rules.fact_conflicts import fact_conflicts
from extractors.rules.mapped import MappedDocument
from extractors.rules.values import Found
from schemas.evidence import CellAddress
from schemas.fact import Fact, Period, Status
from tests.extractors.rules.invented import Amount, Line, document, fact, map_city, subject

_STARTS: Iterator[int] = count(9000, 100)
MEASURE = "수요응답형 버스 이용 건수"


def found(value: float, **rest: Any) -> Found:
    """A value on characters of its own; what is no field of `Found` goes to the fact."""
    told = {name: rest.pop(name) for name in ("status", "attributes", "document_id") if name in rest}
    plain = {"value": value, "unit": "min", "qualifier": None, "period": None, "measure": None} | rest
    return Found(**plain, fact=fact("quantity", value, start=next(_STARTS), measure=plain["measure"], **told))


def period(start: str, end: str | None = None) -> Period:
    return Period(start=start, end=end)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (found(70), found(60)),
        (found(70, qualifier="max"), found(60, qualifier="max")),
        (found(2, unit="h"), found(300)),
        (found(100, qualifier="about"), found(160)),
        (found(100, qualifier="at_least"), found(80)),
        (found(100, qualifier="over"), found(98)),
        (found(1_200_000_000, unit="KRW"), found(1_300_000_000, unit="KRW")),
        (found(5, measure="대기시간"), found(7, measure="평균 대기시간")),
        (found(5, period=period("2021")), found(7, period=period("2021-01", "2021-12"))),
        (found(5, status="planned"), found(7, status="planned")),
        (found(8.2), found(8.3)),
    ],
)
def test_different_values_for_one_measure_and_time_contradict_each_other(one: Found, other: Found) -> None:
    assert disagree(one, other)
    assert disagree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (found(70), found(70)),
        (found(90), found(1.5, unit="h")),
        (found(1, unit="km2"), found(100, unit="ha")),
        (found(100, qualifier="about"), found(98)),
        (found(70, qualifier="max"), found(40, qualifier="mean")),
        (found(500, qualifier="total"), found(120)),
        (found(100, qualifier="at_least"), found(130)),
        (found(20, qualifier="at_most"), found(15)),
        (found(100, qualifier="over"), found(104)),
        (found(1_200_000_000, unit="KRW"), found(1_230_000_000, unit="KRW")),  # 12억
        (found(33), found(33.4)),
        (found(5, unit="percent"), found(7)),
        (found(5, measure="대기시간"), found(7, measure="이동시간")),
        (found(5, period=period("2020")), found(7, period=period("2021"))),
        (found(5, period=period("2021")), found(7)),
        (found(5, status="planned"), found(7, status="done")),
        (found(8, attributes={"before": 12, "after": 8}), found(12)),
        (found(12, measure="도입 전 대기시간"), found(8, measure="대기시간")),
    ],
)
def test_what_may_both_be_true_is_no_contradiction(one: Found, other: Found) -> None:
    assert not disagree(one, other)
    assert not disagree(other, one)


def test_what_is_stated_without_a_time_is_of_the_year_of_its_document() -> None:
    one, other = found(5, document_id="sha256:a"), found(7, document_id="sha256:b")
    assert not disagree(one, other, years=("2021", "2022"))
    assert disagree(one, other, years=("2022", "2022"))
    assert disagree(one, other, years=(None, "2022"))


def counted(value: int, **rest: Any) -> Fact:
    plain: dict[str, Any] = {"measure": MEASURE, "unit": "case", "status": "done"}
    return fact("quantity", value, start=next(_STARTS), **(plain | rest))


def told(*facts: Fact) -> list[tuple[Any, Any]]:
    by_document: dict[str, list[Fact]] = {}
    for one in facts:
        by_document.setdefault(one.document_id, []).append(one)
    pages = [
        MappedDocument(document_id=name, kind="other", facts=tuple(own)) for name, own in by_document.items()
    ]
    pairs = fact_conflicts(pages)
    assert pairs == fact_conflicts(pages[::-1])
    return [(pair.one.value, pair.other.value) for pair in pairs]


def test_facts_of_two_documents_contradict_each_other_where_the_measure_names_the_thing() -> None:
    there = {"document_id": "sha256:b"}
    assert told(counted(120), counted(150, **there)) == [(120, 150)]
    assert told(counted(120, measure="이용 건수"), counted(150, measure="이용 건수", **there)) == []
    assert told(counted(120), counted(150, name="수원시", **there)) == []
    assert told(counted(120), counted(150, status="planned", **there)) == []


def test_a_general_measure_is_compared_under_the_same_title() -> None:
    def of(value: int, title: str, document_id: str) -> list[Fact]:
        named = fact("case_title", title, start=next(_STARTS), document_id=document_id)
        return [named, counted(value, measure="이용 건수", document_id=document_id)]

    assert told(*of(120, "수요응답형 버스", "sha256:a"), *of(150, "수요응답형 버스 도입", "sha256:b")) == [
        (120, 150)
    ]
    assert told(*of(120, "수요응답형 버스", "sha256:a"), *of(150, "공영주차장 안내", "sha256:b")) == []


def test_a_general_noun_or_a_plan_without_a_time_is_not_compared() -> None:
    assert told(counted(3, measure="주민"), counted(4, measure="주민")) == []
    assert told(counted(3, status="planned"), counted(4, status="planned")) == []


def test_numbers_of_one_table_are_told_apart_by_its_rows() -> None:
    def in_cell(value: int, row: int, table_id: str) -> Fact:
        one = counted(value)
        cell = CellAddress(table_id=table_id, row=row, col=1)
        return one.model_copy(update={"evidence": (one.evidence[0].model_copy(update={"cell": cell}),)})

    assert told(in_cell(3, 1, "t1"), in_cell(4, 2, "t1")) == []
    assert told(in_cell(3, 1, "t1"), in_cell(4, 2, "t2")) == [(3, 4)]


def line(minutes: int, status: Status = "done", case_id: str = "c1") -> Line:
    told = Amount(f"최대 {minutes}분", minutes, "min", "max", "대기시간")
    text = f"수요응답형 버스를 도입하여 대기시간을 최대 {minutes}분 줄였다"
    return Line(text, amounts=(told,), status=status, predicate="도입", case_id=case_id)


def test_an_application_and_a_release_that_differ_are_conflicting_with_both_quotes() -> None:
    release = document(line(60), document_id="sha256:b")
    record = map_city(document(line(70), kind="city_application", owners=[subject("오산시")]), release)[
        "SI.TR.01"
    ]
    assert (record.state, record.value) == ("conflicting", None)
    assert {(one["document_id"], one["quote"]) for one in record.conflicts} == {
        ("sha256:a", "최대 70분"), ("sha256:b", "최대 60분"),
    }  # fmt: skip


def test_two_plans_that_differ_stay_plans_and_have_no_value() -> None:
    record = map_city(document(line(70, "planned"), line(60, "planned")))["SI.TR.01"]
    assert (record.state, record.value) == ("planned_only", None)
    assert [one["value"] for one in record.conflicts] == [70, 60]


def test_a_plan_and_what_was_done_never_conflict() -> None:
    record = map_city(document(line(70, "planned"), line(60)))["SI.TR.01"]
    assert (record.state, record.value, record.conflicts) == ("present", 60, ())

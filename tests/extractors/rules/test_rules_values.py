"""Which quantity a record takes, and which it must not."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.rules.catalogues import load_catalogue
from extractors.rules.check import run_example
from extractors.rules.cues import LiteralFinder
from extractors.rules.engine import open_rule
from extractors.rules.findings import Finding, ground, seen_sentences
from extractors.rules.pack import Rule
from tests.extractors.rules.invented import Amount, Line, document, fact


def found(line: Line, **value: Any) -> Finding:
    body = {
        "indicator": "SI.TR.02",
        "cues": {"strong": [{"lex": "주차"}]},
        "value": {"type": "count", "unit": "place"} | value,
        "tests": {
            "match": [{"text": "주차장 연계"}] * 3,
            "no_match": [{"text": "축제를 열었다", "why": "x"}] * 2,
        },
    }
    tried, page = Rule.model_validate(body), document(line)
    [seen] = seen_sentences(page)
    opening = open_rule(tried, seen, LiteralFinder([tried]).find(seen))
    assert opening is not None
    finding = ground(opening, page)
    assert finding is not None
    return finding


def value(line: Line, **rule: Any) -> Any:
    one = found(line, **rule).found
    return None if one is None else one.value


def test_the_nearest_quantity_of_the_right_unit_is_taken() -> None:
    line = Line(
        "3곳의 학교와 주차장 20곳, 정류장 50곳",
        amounts=tuple(Amount(f"{n}곳", n, "place") for n in (3, 20, 50)),
    )
    assert value(line) == 20


def change(text: str) -> Finding:
    body = {
        "indicator": "EF.TM.03",
        "cues": {"strong": [{"lex": "처리시간"}]},
        "value": {"type": "measure", "unit": "h", "change": True},
        "tests": {"match": [{"text": text}] * 3, "no_match": [{"text": "축제를 열었다", "why": "x"}] * 2},
    }
    finding = run_example(Rule.model_validate(body), load_catalogue("proxy-service-2022"), text)
    assert finding is not None
    return finding


@pytest.mark.parametrize(
    ("text", "by", "is_difference"),
    [
        ("처리시간을 5시간 단축했다.", 5, False),
        ("처리시간을 48시간에서 6시간으로 줄였다.", 42, True),
        ("처리시간을 90분에서 30분으로 줄였다.", 1, True),
    ],
)
def test_the_value_of_a_change_is_by_how_much(text: str, by: int, *, is_difference: bool) -> None:
    one = change(text).found
    assert one is not None
    assert (one.value, one.unit, one.is_difference) == (by, "h", is_difference)


def test_a_level_that_is_reached_is_no_change() -> None:
    assert change("처리시간을 6시간으로 단축했다.").found is None


def test_a_quantity_of_another_dimension_is_not() -> None:
    assert (
        value(Line("주차장을 20억 원으로 넓혔다", amounts=(Amount("20억 원", 2_000_000_000, "KRW"),))) is None
    )


def test_an_enumeration_is_never_a_value() -> None:
    line = Line("주차 등 5대 서비스를 제공", amounts=(Amount("5대", 5, "vehicle"),))
    assert value(line, unit="vehicle") is None


def test_a_count_of_vehicles_is() -> None:
    assert value(Line("주차로봇 5대를 배치", amounts=(Amount("5대", 5, "vehicle"),)), unit="vehicle") == 5


def test_hours_become_minutes_and_the_reason_is_kept() -> None:
    finding = found(Line("주차에 2시간", amounts=(Amount("2시간", 2, "h"),)), type="measure", unit="min")
    assert finding.found is not None
    assert (finding.found.value, finding.found.unit, finding.found.converted) == (120, "min", True)


def test_counters_of_the_same_kind_are_taken_for_each_other() -> None:
    assert value(Line("주차장 20개를 연계", amounts=(Amount("20개", 20, "count"),))) == 20


@pytest.mark.parametrize(("aggregate", "wanted"), [("max", 50), ("min", 20), ("nearest", 20)])
def test_several_values_in_a_sentence_are_chosen_from_never_added(aggregate: str, wanted: int) -> None:
    line = Line("주차장 20곳과 50곳", amounts=(Amount("20곳", 20, "place"), Amount("50곳", 50, "place")))
    assert value(line, aggregate=aggregate) == wanted


def test_a_measure_word_keeps_other_quantities_out() -> None:
    amounts = (Amount("20곳", 20, "place", measure="학교"), Amount("50곳", 50, "place", measure="주차장"))
    assert value(Line("주차 안내를 20곳과 50곳에서", amounts=amounts), measure=["주차장"]) == 50


def test_a_quantity_with_a_measure_of_its_own_is_not_taken_for_its_neighbours() -> None:
    line = Line("주차장 자료를 내려받은 횟수는 90곳", amounts=(Amount("90곳", 90, "place", measure="횟수"),))
    assert value(line, measure=["주차장"]) is None


def test_times_are_counted_by_times_only() -> None:
    assert value(Line("주차 모임 5개 동", amounts=(Amount("5개", 5, "count"),)), unit="time") is None
    assert value(Line("주차 모임 5회", amounts=(Amount("5회", 5, "count"),)), unit="time") == 5


def test_a_text_value_comes_from_the_named_field() -> None:
    law = fact("legal_basis", "주차 조례", start=0, quote="주차 조례")
    page = document(Line("주차 조례를 제정"), facts=[law])
    assert [one.value for one in page.facts if one.field == "legal_basis"] == ["주차 조례"]

"""Why a sentence did not speak for an indicator: one thing lacked after another."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.rules.catalogues import load_catalogue
from extractors.rules.likeness import Likeness
from extractors.rules.near_misses import NearMiss, near_misses
from extractors.rules.pack import Rule
from tests.extractors.rules.invented import CITY, Line, document

NEUTRAL = {
    "match": [{"text": f"갯벌 관측 {number}"} for number in range(3)],
    "no_match": [{"text": f"조개를 캤다 {number}", "why": "x"} for number in range(2)],
}


def rule(**parts: Any) -> Rule:
    cues = {"strong": [{"lex": "갯벌 관측"}], "context": [{"event": ["운영"]}, {"lex": "조위계"}]}
    return Rule.model_validate({"indicator": "SI.FM.02", "cues": cues, "tests": NEUTRAL} | parts)


def nearest(line: Line, tried: Rule) -> NearMiss | None:
    likeness = Likeness(load_catalogue(CITY))
    found = [miss for _, miss in near_misses(tried, ("SI.FM.02", "x"), document(line), likeness)]
    return found[0] if found else None


def test_a_plan_says_which_status_would_have_counted() -> None:
    miss = nearest(
        Line("갯벌 관측을 도입할 계획", "planned", predicate="도입", predicate_quote="도입"), rule()
    )
    assert miss is not None
    assert [(lack.reason, lack.asked) for lack in miss.lacking] == [("status", ("done", "ongoing"))]
    assert [one.quote for one in miss.lacking[0].there] == ["도입"]
    assert miss.place is not None
    assert miss.place.status.status == "planned"


@pytest.mark.parametrize(
    ("line", "parts", "reason", "asked"),
    [
        (
            Line("갯벌 관측을 했다"),
            {"value": {"type": "count", "unit": "device", "required": True}},
            "doubt",
            "no_value",
        ),
        (Line("갯벌 관측은 체험이다"), {"exclude": [{"lex": "체험", "hard": True}]}, "excluded", "체험"),
        (Line("갯벌 관측을 했다", is_quotation=True), {}, "quotation", None),
        (Line("갯벌 관측을 했다", has_facts=False), {}, "no_fact", None),
        (
            Line("조위계를 달았다"),
            {"cues": {"weak": [{"lex": "조위계"}, {"lex": "부표"}]}},
            "company",
            "부표",
        ),
        (
            Line("조위계를 달았다"),
            {"cues": {"strong": [{"lex": "조위계", "near": "원격"}]}},
            "near",
            "원격",
        ),
        (Line("바다를 보았다", section=("1. 갯벌 관측",)), {}, "event", "운영"),
        (
            Line("물때를 관측했다"),
            {"cues": {"strong": [{"regex": "갯벌.{0,4}관측"}]}},
            "words",
            "갯벌",
        ),
    ],
    ids=["value", "excluded", "quotation", "fact", "company", "near", "heading", "words"],
)
def test_what_was_lacking_is_named(line: Line, parts: dict[str, Any], reason: str, asked: str | None) -> None:
    miss = nearest(line, rule(**parts))
    assert miss is not None
    assert miss.lacking[0].reason == reason
    assert asked is None or asked in miss.lacking[0].asked


def test_what_stands_in_the_way_is_shown_by_its_characters() -> None:
    miss = nearest(Line("갯벌 관측은 체험이다"), rule(exclude=[{"lex": "체험", "hard": True}]))
    assert miss is not None
    assert [(one.quote, one.span) for one in miss.lacking[0].there] == [("체험", (7, 9))]


def test_what_counts_in_full_lacks_nothing() -> None:
    miss = nearest(Line("갯벌 관측을 운영했다"), rule())
    assert miss is not None
    assert miss.lacking == ()


def test_a_sentence_of_another_matter_is_no_near_miss() -> None:
    assert nearest(Line("축제를 열었다"), rule()) is None


def test_the_further_a_sentence_came_the_nearer_it_is() -> None:
    planned = nearest(Line("갯벌 관측을 할 계획", "planned"), rule())
    heading = nearest(Line("바다를 보았다", section=("1. 갯벌 관측",)), rule())
    assert planned is not None
    assert heading is not None
    assert planned.closeness > heading.closeness

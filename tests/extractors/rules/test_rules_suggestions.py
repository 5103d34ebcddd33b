"""The second opinion points at sentences that no rule took, and makes nothing of them."""

from __future__ import annotations

import pytest

from extractors.rules.catalogues import load_catalogue
from extractors.rules.likeness import Likeness
from extractors.rules.mapped import MappedDocument
from extractors.rules.mapping import map_records, rules_for
from extractors.rules.suggestions import MOST_FOR_A_GAP, suggest
from schemas.record import Suggestion
from tests.extractors.rules.invented import CITY, Line, document

# words of the definition of SI.TR.03, and none of its cues
ALIKE = "출동하는 차량이 교차로에서 멈추지 않게 신호를 조정"


def suggested(*lines: Line) -> tuple[Suggestion, ...]:
    """What is suggested where only this one rule, of something else, is at hand."""
    return _suggested(document(*lines))


def _suggested(page: MappedDocument) -> tuple[Suggestion, ...]:
    catalogue = load_catalogue(CITY)
    others = [rule for rule in rules_for(catalogue) if rule.indicator == "SI.EN.01"]
    return suggest(catalogue, [page], map_records(catalogue, [page], rules=others))


def test_a_sentence_is_most_like_the_indicator_whose_words_it_has() -> None:
    catalogue = load_catalogue(CITY)
    for indicator in catalogue.indicators:
        ((best, similarity), *_) = Likeness(catalogue).of(f"{indicator.name.ko} 사업")
        assert (best, 0 < similarity <= 1) == (indicator.id, True)


@pytest.mark.parametrize("text", ["", "1,234", "ㅇ", "!?"])
def test_a_text_without_words_is_like_nothing(text: str) -> None:
    assert Likeness(load_catalogue(CITY)).of(text) == []


def test_blanks_and_case_change_nothing() -> None:
    likeness = Likeness(load_catalogue(CITY))
    assert likeness.of("CCTV 통합 관제 센터") == likeness.of("cctv 통합관제센터")


def test_a_sentence_that_no_rule_took_is_pointed_at_and_stays_no_record() -> None:
    found = suggested(Line("축제를 열었다"), Line(ALIKE))
    assert found
    assert {one.quote for one in found} == {ALIKE}
    assert {one.state for one in found} == {"needs_review"}
    assert [one.similarity for one in found] == sorted((one.similarity for one in found), reverse=True)
    assert found[0].span == (8, 8 + len(ALIKE))


@pytest.mark.parametrize(
    "line",
    [
        Line(ALIKE, "negated"),
        Line(ALIKE, is_quotation=True),
        Line(ALIKE, has_facts=False),
        Line(ALIKE * 30),
    ],
    ids=["denied", "opinion", "nothing told", "too long"],
)
def test_what_says_nothing_is_not_pointed_at(line: Line) -> None:
    assert suggested(line) == ()


def test_a_sentence_that_a_record_rests_on_is_not_pointed_at() -> None:
    catalogue, page = load_catalogue(CITY), document(Line("긴급차량 우선신호를 운영하고 있다", "ongoing"))
    assert suggest(catalogue, [page], map_records(catalogue, [page])) == ()


def test_a_sentence_about_another_is_not_pointed_at() -> None:
    [owner] = {one.subject.name for one in suggested(Line(ALIKE, about="오산시"))}
    assert owner == "오산시"


def test_a_gap_gets_no_more_than_a_few() -> None:
    lines = [Line(f"{ALIKE} {word}") for word in ("했다", "하였다", "함", "하는 사업", "하는 일")]
    found = [one.indicator_id for one in suggested(*lines)]
    assert max(found.count(one) for one in found) == MOST_FOR_A_GAP

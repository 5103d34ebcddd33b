"""What led to a record can be told: the cue, the predicate, the value, and a sum that can be redone."""

from __future__ import annotations

import math

import pytest

from extractors.rules.catalogues import load_catalogue
from extractors.rules.explain import Explained, explain
from extractors.rules.mapped import MappedDocument
from extractors.rules.mapping import rules_for
from tests.extractors.rules.invented import CITY, Amount, Line, document, fact, map_city


def explained(page: MappedDocument, indicator: str) -> Explained:
    catalogue = load_catalogue(CITY)
    [one] = explain(catalogue, rules_for(catalogue), [page], indicator)
    return one


LIT = Line(
    "긴급차량 우선신호를 교차로 12곳에 도입해 운영하고 있다",
    "ongoing",
    (Amount("12곳", 12, "place"),),
    predicate="운영",
    predicate_quote="운영",
)


def test_the_record_that_is_explained_is_the_one_that_mapping_makes() -> None:
    page = document(LIT)
    assert explained(page, "SI.TR.03").record == map_city(page, is_taught=True)["SI.TR.03"]


def test_one_record_is_explained_where_one_is_asked_for() -> None:
    page, catalogue = document(LIT), load_catalogue(CITY)
    one = explained(page, "SI.TR.03")

    def asked(record_id: str) -> list[Explained]:
        return list(explain(catalogue, rules_for(catalogue), [page], "SI.TR.03", record_id=record_id))

    assert asked(one.record.record_id) == [one]
    assert asked("0" * 16) == []


def test_a_cue_is_told_with_its_exact_characters() -> None:
    [place] = explained(document(Line("축제를 열었다"), LIT), "SI.TR.03").told.places
    strong = next(cue for cue in place.cues if cue.kind == "strong")
    assert strong.characters is not None
    start, end = (offset - place.sentence.span[0] for offset in strong.characters.span)
    assert LIT.text[start:end] == strong.characters.quote
    assert strong.characters.page_no == 1


def test_the_sum_can_be_redone_by_hand() -> None:
    one = explained(document(LIT), "SI.TR.03")
    [place] = one.told.places
    strength = place.strength
    total = strength.bias + sum(term.count * term.weight for term in strength.terms)
    assert strength.sum == pytest.approx(total)
    score = 1 / (1 + math.exp(-total))
    assert strength.total == pytest.approx(
        score * strength.status_factor * strength.subject_confidence, abs=1e-4
    )
    assert one.record.strength == pytest.approx(strength.total)


def test_the_governing_predicate_and_its_rule_are_told() -> None:
    [place] = explained(document(LIT), "SI.TR.03").told.places
    assert place.status.predicate is not None
    assert (place.status.predicate.quote, place.status.status, place.status.by) == (
        "운영",
        "ongoing",
        "clause",
    )
    assert place.status.status_rule == "t"


def test_a_finished_design_is_told_as_only_a_preparation() -> None:
    line = Line("긴급차량 우선신호 설계를 완료", "done", predicate="완료", predicate_quote="완료")
    [place] = explained(document(line), "SI.TR.03").told.places
    assert (place.status.status, place.status.by, place.status.preparation) == (
        "planned",
        "preparation",
        "설계",
    )


def test_a_place_whose_status_does_not_count_is_told_with_an_absent_record() -> None:
    one = explained(document(Line("긴급차량 우선신호를 중단했다", "negated")), "SI.TR.03")
    assert (one.record.state, [place.shows for place in one.told.places]) == ("absent", [None])
    assert one.told.notes == ("rejected:negated",)


def test_other_indicators_on_the_same_sentence_are_named() -> None:
    line = Line("긴급차량 우선신호와 수요응답형 버스를 도입했다")
    [place] = explained(document(line), "SI.TR.03").told.places
    assert "SI.TR.01" in {one.indicator_id for one in place.shared_with}


def test_a_claim_says_what_bound_it() -> None:
    claims = [
        fact("indicator_claim", 20, quote="20점", attributes={"indicator": named, "indicator_name": name})
        for named, name in (("SI.TR.03", "x"), ("1.3", "긴급차량 우선신호 운영"))
    ]
    page = document(kind="city_application", facts=[fact("applicant", "오산시"), *claims])
    told = explained(page, "SI.TR.03").told
    assert [claim.bound_by.split(":")[0] for claim in told.claims] == ["name", "cue"]


def test_places_are_combined_as_the_record_says() -> None:
    second = Line("긴급차량 우선신호를 도입했다", section=("부록",))
    one = explained(document(LIT, second), "SI.TR.03")
    missed = math.prod(1 - total for total in one.told.combined)
    assert len(one.told.combined) == 2
    assert one.record.strength == pytest.approx(1 - missed, abs=1e-4)

"""Cues with a letter misread: on pages read by OCR they support another cue, and prove nothing by themselves."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.rules.catalogues import load_catalogue
from extractors.rules.explain import explain
from extractors.rules.explanation import CueTold
from extractors.rules.mapped import MappedDocument
from extractors.rules.pack import Rule
from pipeline.why_text import cue_line
from schemas.evidence import Origin
from schemas.record import Record
from tests.extractors.rules.invented import CITY, Line, document, map_city

ID = "SI.IF.01"
MATCHES = [{"text": "통합운영센터를 운영한다"}] * 3
MISSES = [{"text": "축제를 열었다", "why": "a feast"}] * 2


def rule(**changes: Any) -> Rule:
    cues = {
        "strong": [{"lex": "통합운영센터"}, {"lex": "관제실"}],
        "weak": [{"lex": "통합플랫폼"}, {"lex": "유관기관"}],
        "context": [{"lex": "긴급영상"}, {"event": ["운영"]}],
    }
    body = {"indicator": ID, "cues": cues, "tests": {"match": MATCHES, "no_match": MISSES}}
    return Rule.model_validate(body | changes)


def page(text: str, confidence: float = 0.7, origin: Origin = "ocr") -> MappedDocument:
    [fact] = document(Line(text)).facts
    proofs = tuple(
        proof.model_copy(update={"origin": origin, "ocr_confidence": confidence}) for proof in fact.evidence
    )
    made = document(Line(text, has_facts=False), facts=[fact.model_copy(update={"evidence": proofs})])
    assert len(made.facts) == 1
    return made


def record(text: str, confidence: float = 0.7, origin: Origin = "ocr", **changes: Any) -> Record:
    return map_city(page(text, confidence, origin), rules=[rule(**changes)])[ID]


def taught_record(text: str) -> Record:
    return map_city(page(text), rules=[rule()], is_taught=True)[ID]


@pytest.mark.parametrize(
    "text",
    [
        "통합운엉센터를 운영한다",  # a strong cue alone
        "통합플랫품을 운영한다",  # a weak one alone
        "통합운엉센터와 통합플랫품을 운영한다",  # two, both misread
        "통합플랫품에 긴급영상을 보낸다",  # a weak one beside a context
        "통합플랫폼에서 통합플랫품으로 옮긴다",  # one cue twice
        "대통합 운엉센터가 유관기관과 잇는다",  # over a blank, and not from where a word begins
    ],
)
def test_misread_cues_alone_open_nothing(text: str) -> None:
    assert record(text).state == "absent"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("통합운엉센터가 유관기관과 잇는다", "통합운엉센터 -> 통합운영센터"),
        ("통합운엉센터에 긴급영상을 보낸다", "통합운엉센터 -> 통합운영센터"),
        ("통합 플랫품으로 유관기관과 잇는다", "통합 플랫품 -> 통합플랫폼"),
    ],
)
def test_beside_an_exact_cue_a_misread_one_supports_and_is_told(text: str, told: str) -> None:
    found = record(text)
    assert found.state == "present"
    assert f"corrected:{told}" in found.reasons
    assert "cue:통합운영센터" not in found.reasons
    assert [proof.quote for proof in found.evidence] == [text]


def test_a_misread_cue_weighs_less_than_the_same_one_read_right() -> None:
    right = record("통합플랫폼으로 유관기관과 잇는다")
    assert record("통합플랫품으로 유관기관과 잇는다").strength < right.strength
    assert record("관제실이 있다").strength < record("관제실에 통합플랫품이 있다").strength


@pytest.mark.parametrize(("confidence", "origin"), [(0.95, "ocr"), (0.7, "text")])
def test_what_a_layer_says_or_was_read_surely_is_no_misreading(confidence: float, origin: Origin) -> None:
    assert record("통합운엉센터가 유관기관과 잇는다", confidence, origin).state == "absent"


def test_an_exclusion_forbids_also_where_it_is_misread() -> None:
    text = "통합플랫폼으로 유관기관과 잇는 관광플랫품"
    assert record(text).state == "present"
    assert record(text, exclude=[{"lex": "관광플랫폼"}]).state == "absent"


def test_why_tells_what_was_read_and_what_it_is_taken_for() -> None:
    text = "통합운엉센터가 유관기관과 잇는다"
    [one] = explain(load_catalogue(CITY), [rule()], [page(text)], ID)
    assert one.record == taught_record(text)
    [told] = [cue for cue in one.told.places[0].cues if cue.alignment == "corrected"]
    assert isinstance(told, CueTold)
    assert told.characters is not None
    assert (told.kind, told.characters.quote, told.derivation) == (
        "strong", "통합운엉센터", "통합운엉센터 -> 통합운영센터",
    )  # fmt: skip
    assert "corrected: 통합운엉센터 -> 통합운영센터" in cue_line(told.model_dump())

"""What an application claims of itself: bound by id or name, never taken for proof."""

from __future__ import annotations

import pytest

from extractors.rules.mapped import MappedDocument
from schemas.fact import Fact
from schemas.record import Record
from tests.extractors.rules.invented import Line, document, fact, map_city


def claim(indicator: str, page: str = "") -> Fact:
    return fact("indicator_claim", 20, quote="20점", attributes={"indicator": indicator, "proof_page": page})


def application(*lines: Line, claims: list[Fact], unread: tuple[int, ...] = ()) -> MappedDocument:
    facts = [fact("applicant", "오산시"), *claims]
    return document(*lines, kind="city_application", facts=facts, pages_unread=unread)


def record(page: MappedDocument, indicator: str) -> Record:
    return map_city(page)[indicator]


@pytest.mark.parametrize("named", ["SI.TR.03", "긴급차량 우선신호", "긴급차량  우선 신호", "si.tr.03"])
def test_a_claim_binds_by_id_or_name(named: str) -> None:
    one = record(application(claims=[claim(named)]), "SI.TR.03")
    assert (one.state, one.value) == ("needs_review", None)
    assert f"claim:{named}" in one.reasons


def test_a_claim_alone_is_no_proof_even_where_no_rule_searches() -> None:
    one = record(application(claims=[claim("SI.SF.03")]), "SI.SF.03")
    assert one.state == "needs_review"
    assert {"proof_not_found", "no_rule"} <= set(one.reasons)


def test_a_claim_stands_beside_the_proof_that_rules_find() -> None:
    one = record(application(Line("우선신호를 운영한다"), claims=[claim("SI.TR.03")]), "SI.TR.03")
    assert one.state == "present"
    assert "20점" in {evidence.quote for evidence in one.evidence}


def test_a_claim_for_another_indicator_binds_nothing() -> None:
    assert record(application(claims=[claim("SI.TR.99")]), "SI.TR.03").state == "absent"


def test_a_claim_in_a_press_release_binds_nothing() -> None:
    assert record(document(Line("축제를 열었다"), facts=[claim("SI.TR.03")]), "SI.TR.03").state == "absent"


def test_an_unread_proof_page_is_told() -> None:
    one = record(application(claims=[claim("SI.TR.03", "7쪽")], unread=(7,)), "SI.TR.03")
    assert one.state == "needs_review"
    assert "pages_unread" in one.reasons

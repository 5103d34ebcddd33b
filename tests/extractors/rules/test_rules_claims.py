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
    one = map_city(application(claims=[claim("SI.LG.01")]), rules=[])["SI.LG.01"]
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


def indexed(number: str, name: str) -> Fact:
    return fact("indicator_claim", 20, quote="20점", attributes={"indicator": number, "indicator_name": name})


@pytest.mark.parametrize(
    ("name", "indicator"),
    [("공공와이파이 보급", "SI.NET.02"), ("직원 교육 시간", "IN.PB.01"), ("교통 예산 규모", "GI.FN.01")],
)
def test_a_claim_binds_by_a_cue_in_its_name_and_asks_for_a_reader(name: str, indicator: str) -> None:
    one = record(application(claims=[indexed("4.2", name)]), indicator)
    assert (one.state, one.value) == ("needs_review", None)
    assert {"claim:4.2", "proof_not_found"} <= set(one.reasons)


def test_a_claim_whose_name_is_vetoed_binds_nothing() -> None:
    page = application(claims=[indexed("4.2", "개인정보 유출 건수")])
    assert record(page, "GI.LW.04").state == "absent"


def test_the_proof_named_for_a_bound_claim_comes_with_it() -> None:
    proof = fact("proof_document", "대장", quote="대장", start=9500, attributes={"indicator": "4.2"})
    one = record(application(claims=[indexed("4.2", "공공와이파이 보급"), proof]), "SI.NET.02")
    assert [evidence.quote for evidence in one.evidence] == ["20점", "대장"]


def test_a_record_shows_the_proof_before_the_claim() -> None:
    lines = Line("공공와이파이를 운영한다", status="ongoing")
    one = record(application(lines, claims=[indexed("4.2", "공공와이파이 보급")]), "SI.NET.02")
    assert (one.state, one.evidence[0].quote) == ("present", "공공와이파이를 운영한다")

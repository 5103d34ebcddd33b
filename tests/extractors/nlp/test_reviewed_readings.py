"""Readings that are near to a plan, a body or an applicant and are none."""

from __future__ import annotations

import pytest

from extractors.header import read_header
from extractors.nlp.firms import firms_in
from tests.told_texts import of_city, read


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("신고부터 출동까지 5분이 걸린다.", 5),
        ("주문부터 배송까지 2시간이 걸린다.", 2),
    ],
)
def test_how_long_a_thing_takes_is_no_plan(sentence: str, thing: int) -> None:
    told = [one for one in of_city(f"제천시는 물길을 살핀다. {sentence}", "quantity") if one.value == thing]
    assert all(one.status != "planned" for one in told)


@pytest.mark.parametrize(
    "title", ["중소도시 인증 신청서", "도시 인증 신청서", "스마트도시 신청서 — 대도시 인증"]
)
def test_a_class_of_cities_applies_for_nothing(title: str) -> None:
    assert read(f"# {title}\n\n본문은 이렇다.\n").header.first("applicant") is None


def test_whom_a_letter_is_for_does_not_apply() -> None:
    head = read("# 스마트도시 인증 신청서\n\n받는 곳\n\n서울특별시장\n\n제천시는 인증을 신청한다.\n").header
    assert head.first("applicant") == "제천시"


def test_brackets_behind_an_applicant_may_say_which_place_it_is() -> None:
    told = read(
        "# 스마트도시 인증 신청서\n\n신청기관: 고성군(경상남도)\n\n## 1. 물길\n\n### 1-1. 감지\n\n배관에 감지기를 달았다.\n"
    )
    applicants = {one.subject.name for one in told.sentences if one.subject.basis == "applicant"}
    assert (told.header.first("applicant"), applicants) == ("고성군(경상남도)", {"경상남도 고성군"})


def test_a_particle_before_another_name_is_no_letter_of_a_firm() -> None:
    assert [name for name, _ in firms_in("㈜가온의 홍보팀, ㈜나래과 기술연구소")] == ["㈜가온", "㈜나래"]


@pytest.mark.parametrize("words", ["민간기업 공공데이터 개방", "중소기업 신재생에너지 보급"])
def test_what_firms_do_is_no_firm(words: str) -> None:
    assert not of_city(f"제천시는 {words} 사업을 추진했다.", "partner")


def test_a_sentence_that_begins_with_a_citys_people_is_still_the_firms() -> None:
    told = read("# 물길 서비스 안내\n\n펴낸 곳: ㈜두레길\n\n제천시 공무원과 함께 감지기 25대를 놓았다.\n")
    assert {one.subject.name for one in told.sentences if "25대" in one.text} == {"㈜두레길"}
    assert read_header(told.document).first("publisher") == "㈜두레길"

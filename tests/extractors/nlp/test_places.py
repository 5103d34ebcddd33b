"""Municipalities: longest match, whole words, parents, and the day of the document."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.places import PlaceMention, find_places

AUTUMN_2022 = date(2022, 9, 29)
UNAMBIGUOUS = sorted(
    row.full_name
    for rows in load_gazetteer().places.values()
    for row in rows
    if row.holds(AUTUMN_2022) and row.level in ("metropolitan", "district", "city_district")
)


def find(text: str, *context: str, as_of: date | None = AUTUMN_2022) -> list[PlaceMention]:
    return find_places(text, load_gazetteer(), as_of=as_of, context=context)


def names(text: str, *context: str, as_of: date | None = AUTUMN_2022) -> list[str]:
    return [mention.name for mention in find(text, *context, as_of=as_of)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("인천 광역시는", ["인천광역시"]),
        ("인천시의 교통", ["인천광역시"]),
        ("대구 달서구가", ["대구광역시 달서구"]),
        ("달서구(대구) 등", ["대구광역시 달서구"]),
        ("대구(달서구)", ["대구광역시 달서구"]),
        ("대구광역시달서구에서", ["대구광역시 달서구"]),
        ("서울 강동구, 서울 서초구", ["서울특별시 강동구", "서울특별시 서초구"]),
        ("경남 김해시와 경기도 수원시", ["김해시", "수원시"]),
        ("김해시·수원시·오산시", ["김해시", "수원시", "오산시"]),
        ("수원특례시", ["수원시"]),
        ("수원시 장안구", ["수원시 장안구"]),
        ("수원시청과 달서구청장", ["수원시", "대구광역시 달서구"]),
        ("의정부시장, 신안군수, 경기도지사", ["의정부시", "신안군", "경기도"]),
        ("울주군은", ["울산광역시 울주군"]),
        ("강릉에서 김해까지", ["강릉시", "김해시"]),
    ],
)
def test_a_municipality_is_found_however_it_is_written(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "강릉시민 카드", "수원시의회 의결", "지승시 데이터", "서울권 도시", "경기도민", "가온 아카데미 강남", "예산을 편성",
        "음성 안내와 진도 점검", "부산은행과 대구대", "인천 국제공항", "㈜인천 에너지", "동구밖 과수원", "이천 명이 참여",
        "자동차 경주를 위한", "안동 권씨 종가", "수원을 보호", "‘울산 톡톡’ 앱", "공사 중 구간은", "음성·영상 통화",
        "광주는 올해", "5개 시군구", "중앙시장", "구미가 당기는", "도시공사",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_municipality_is_refused(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("name", ["중구", "동구", "서구", "남구", "북구", "강서구", "고성군", "광주시"])
def test_a_shared_name_without_its_parent_is_not_resolved(name: str) -> None:
    assert names(f"{name}는 사업을 추진") == []


def test_a_shared_name_takes_the_parent_that_stands_by_it() -> None:
    assert names("부산 강서구와 경상남도 고성군, 경기 광주시") == [
        "부산광역시 강서구",
        "경상남도 고성군",
        "경기도 광주시",
    ]
    assert names("대구 중구·서구 및 남구") == ["대구광역시 중구", "대구광역시 서구", "대구광역시 남구"]


def test_a_shared_name_takes_the_one_parent_of_its_line_or_context() -> None:
    assert names("대전광역시 교통 체계를 유성구와 서구에서 시험") == [
        "대전광역시", "대전광역시 유성구", "대전광역시 서구",
    ]  # fmt: skip
    assert names("서구는", "울산", "대구광역시") == ["대구광역시 서구"]
    assert names("서구는 사업을 추진", "인천광역시와 대구광역시") == []
    assert names("서구", "부산광역시")[0] == "부산광역시 서구"


def test_a_name_that_is_also_a_word_counts_among_its_like() -> None:
    assert names("서울·경기·인천") == ["서울특별시", "경기도", "인천광역시"]
    assert names("청주·음성·진천") == ["청주시", "음성군", "진천군"]
    assert names("광주와 대구를") == ["광주광역시", "대구광역시"]
    assert names("광주시, 하남시") == ["경기도 광주시", "하남시"]


def test_two_parents_in_a_line_leave_a_shared_name_open() -> None:
    assert "대구광역시 중구" not in names("달서구(대구), 인천광역시, 중구")


def test_longer_names_win_over_those_inside_them() -> None:
    assert names("강동구 남동구 강북구 성북구 일산동구") == [
        "서울특별시 강동구", "인천광역시 남동구", "서울특별시 강북구", "서울특별시 성북구", "고양시 일산동구",
    ]  # fmt: skip


def test_names_and_codes_are_those_of_the_day() -> None:
    before, after = find("강원도 강릉시"), find("강원특별자치도 강릉시", as_of=date(2024, 3, 1))
    assert (before[0].name, before[0].code) == ("강릉시", "42150")
    assert (after[0].name, after[0].code) == ("강릉시", "51150")
    assert find("강원도", as_of=date(2024, 3, 1))[0].name == "강원특별자치도"
    assert names("고성군(강원)", as_of=date(2024, 3, 1)) == ["강원특별자치도 고성군"]
    assert names("군위군", as_of=date(2024, 3, 1)) == ["대구광역시 군위군"]
    assert names("군위군") == ["군위군"]


def test_a_text_without_a_date_gets_no_code_that_has_changed() -> None:
    assert [(mention.name, mention.code) for mention in find("강릉시와 김해시", as_of=None)] == [
        ("강릉시", None), ("김해시", "48250"),
    ]  # fmt: skip


def test_short_names_carry_less_trust_than_full_ones() -> None:
    full, strong, weak, torn = (
        find("인천광역시")[0],
        find("인천시")[0],
        find("인천")[0],
        find("인천 광역시")[0],
    )
    assert full.confidence == 1.0
    assert full.confidence > strong.confidence > torn.confidence > weak.confidence


@given(st.sampled_from(UNAMBIGUOUS), st.sampled_from(["는", "에서", "의", ",", ")", " 등", "와"]))
def test_every_place_is_found_under_its_full_name(full_name: str, after: str) -> None:
    text = f"※ {full_name}{after} 구축"
    mention = find(text)[0]
    place = load_gazetteer().place(full_name, AUTUMN_2022)
    assert place is not None
    assert (mention.name, mention.code) == (place.display, place.code)
    assert mention.span.slice(text) == mention.as_written == full_name


@given(st.sampled_from(["인천광역시", "대구광역시 달서구", "서울 강동구", "수원시 장안구"]), st.data())
def test_a_blank_that_a_scan_put_into_a_name_does_not_hide_it(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 1))
    assert names(f"{name[:at]} {name[at:]}에서") == names(f"{name}에서")


@given(st.text(alphabet="강서남북동중구시군도광주대인천 ()·,는의\n", max_size=40))
def test_mentions_stand_in_the_text_in_order_and_apart(text: str) -> None:
    found = find(text)
    assert all(mention.span.slice(text) == mention.as_written for mention in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))

"""Quantities: value, unit, qualifier and measure; and the numbers that count nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractors.nlp.amounts import parse_amount
from extractors.nlp.quantities import Quantity, find_quantities
from extractors.nlp.units import BY_SURFACE, UNIT_FORMS


def only(text: str) -> Quantity:
    (found,) = find_quantities(text)
    return found


def measure(text: str) -> str | None:
    found = only(text)
    return found.measure_span.slice(text) if found.measure_span else None


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("대기시간 최대 70분 절감", 70, "min", "max"),
        ("60여개 지표", 60, "count", "over"),
        ("60 여 개 지표", 60, "count", "over"),
        ("사업비 18억 9,600만원", 1_896_000_000, "KRW", None),
        ("총 1조 2,000억 원 규모", 1_200_000_000_000, "KRW", "total"),
        ("3만5천원", 35_000, "KRW", None),
        ("120백만원", 120_000_000, "KRW", None),
        ("인구 50만 기준", 500_000, "person", None),
        ("연간 3.5만 명", 35_000, "person", None),
        ("1,234대의 CCTV", 1_234, "device", None),
        ("배점 70%의 이상", 70, "percent", "at_least"),
        ("10m 이내", 10, "m", "at_most"),
        ("시민 5만 3천 명이 내려받았다", 53_000, "person", None),
        ("지능형 가로등 430본을 설치", 430, "count", None),
        ("3회 초과", 3, "time", "more_than"),
        ("30% 미만", 30, "percent", "less_than"),
        ("평균 4.5점", 4.5, "score", "mean"),
        ("약 2만 3천㎡", 23_000, "m2", "about"),
        ("△3.5%p", -3.5, "percent_point", None),
        ("120tCO2eq 감축", 120, "tCO2", None),
        ("100kWh", 100, "kWh", None),
        ("12㎢", 12, "km2", None),
        ("24시간 운영", 24, "h", None),
        ("1시간 30분", 90, "min", None),
        ("20여 년간", 20, "year", "over"),
        ("7일 이내", 7, "day", "at_most"),
        ("3개월", 3, "month", None),
        ("40만 가구", 400_000, "household", None),
        ("두 곳", 2, "place", None),
        ("열네 곳", 14, "place", None),
        ("도우미 쉰여덟 명", 58, "person", None),
        ("스물세 번 가졌다", 23, "time", None),
        ("19번 있었다", 19, "time", None),
        ("앱은 4만 1천 번 내려받았다", 41_000, "time", None),
        ("12개사", 12, "company", None),
        ("9곳 등", 9, "place", "etc"),
        ("1.5배", 1.5, "fold", None),
        ("65세 이상", 65, "age", "at_least"),
        ("총사업비 12억 5천만", 1_250_000_000, "KRW", None),
        ("155.2억 달러", 15_520_000_000, "USD", None),
        ("발현율 ≥ 50%", 50, "percent", "at_least"),
        ("급속충전기 30기", 30, "count", None),
    ],
)
def test_a_quantity_has_value_unit_and_qualifier(
    text: str, value: float, unit: str, qualifier: str | None
) -> None:
    found = only(text)
    assert (found.value, found.unit, found.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "5대 공공서비스", "3대 분야", "10대 과제", "11대 중과실", "4차 산업혁명", "제2데이터 센터", "제 3회 대회", "2호선", "12급 공무원",
        "1단계 사업", "044-201-4845", "9. 29.(목) 11:00", "2022년", "29일 밝혔다", "5G", "4K 영상", "LTE 3", "R&D 2", "① 2. 가.",
        "5세대 이동통신", "20~30대 여성", "30대 남성", "3분의 1", "1분기", "2022. 4. 12.", "1, 234대", "3,2 15대", "1 200대",
        "92년", "A91개", "3.1.5개",
        "100점 만점", "한 명 성을", "10시 30분부터", "민선 8기", "3기 신도시", "시속 50km/h", "역삼1동 주민센터",
        "코로나19 대응", "50만 기준", "1번 출구", "접수 12번 창구", "101번 버스", "두 번 눌러", "3번째",
    ],
)  # fmt: skip
def test_a_number_that_counts_nothing_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_a_range_keeps_its_upper_end() -> None:
    found = only("10~20명")
    assert (found.value, found.range_end, found.span.slice("10~20명")) == (10, 20, "10~20명")


@pytest.mark.parametrize(
    "text", ["출동시간을 12분에서 8분으로 단축", "출동시간 12분 → 8분", "출동시간 12분(’20)에서 8분(’22)으로"]
)
def test_a_change_has_its_before_and_one_measure(text: str) -> None:
    before, after = find_quantities(text)
    assert (before.role, after.role) == ("before", "after")
    assert (before.value, after.value, after.before) == (12, 8, 12)
    assert before.measure_span == after.measure_span
    assert before.measure_span is not None
    assert before.measure_span.slice(text) == "출동시간"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("이동·대 기시간 최대 70분 절감", "이동·대 기시간"),
        ("사업비 48억원", "사업비"),
        ("교차로 통과시간을 12분 단축", "교차로 통과시간"),
        ("CCTV 1,200대 설치", "CCTV"),
        ("CCTV(1,200대)를 설치", "CCTV"),
        ("참여기관: 12개", "참여기관"),
        ("60여개 구정지표를 제공", "구정지표"),
        ("56개의 세부 평가지표를 활용", "세부 평가지표"),
        ("55개 기관과 함께", "기관"),
        ("중소도시 5곳 인증", "중소도시"),
        ("대도시 4곳·대구", "대도시"),
        ("총 10건의 서비스가 접수", "서비스"),
        ("㎡당 3만원", None),
        ("올해 5건", None),
    ],
)
def test_the_measure_is_the_noun_that_is_counted(text: str, expected: str | None) -> None:
    assert measure(text) == expected


def test_vehicles_and_devices_are_told_apart_by_their_noun() -> None:
    assert only("수요응답형 버스 30대를 도입").unit == "vehicle"
    assert only("센서 30대를 설치").unit == "device"


def test_list_marks_do_not_make_a_number_negative() -> None:
    assert [item.value for item in find_quantities("- 5개소 설치\n▲3개소\n△ 12명")] == [5, 3, 12]


def test_the_derivation_tells_quote_and_value() -> None:
    assert only("최대 70분").derivation == "최대 70분 -> 70 min"


def test_nonsense_is_no_amount() -> None:
    for written in ("", "약간", "1,23", "12원"):
        with pytest.raises(ValueError, match="no amount"):
            parse_amount(written)


def in_korean(amount: int) -> str:
    """An amount in groups of four digits: 18억 9,600만."""
    groups, names = [], ["", "만", "억", "조"]
    for name in names:
        amount, group = divmod(amount, 10_000)
        if group:
            groups.append(f"{group:,}{name}")
    return " ".join(reversed(groups))


@given(st.integers(1, 10**15))
def test_every_amount_is_read_back_from_korean_number_words(amount: int) -> None:
    written = in_korean(amount)
    assert parse_amount(written.replace(" ", "")) == amount
    found = only(f"사업비 {written}원을")
    assert (found.value, found.unit) == (amount, "KRW")


@given(st.integers(1, 10**9), st.booleans(), st.sampled_from(sorted(BY_SURFACE)))
def test_every_unit_is_read_at_the_end_of_a_noun(number: int, has_commas: bool, surface: str) -> None:
    form = BY_SURFACE[surface]
    assume(
        form.tail != "duration"
        and surface not in ("대", "기", "도", "번", "동")
        and not surface.startswith(("만", "천", "백", "억", "조"))
    )
    written = f"{number:,}" if has_commas else str(number)
    found = find_quantities(f"실적 {written}{surface}")
    assert [item.unit for item in found] == [form.unit]
    assert found[0].value == pytest.approx(number * form.factor)


@given(st.text(alphabet="0129,.~-%만천억개곳대분시간명원여이상총약최대 제의에서→\n()", max_size=50))
def test_quantities_stand_in_the_text_in_order_and_apart(text: str) -> None:
    found = find_quantities(text)
    for item in found:
        assert item.span.end <= len(text)
        assert item.span.contains(item.number_span)
        if item.measure_span is not None:
            assert item.measure_span.slice(text).strip()
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@given(st.sampled_from(["최대 70분", "60여 개 지표", "18억 9,600만 원", "약 100여 명", "70% 이상"]))
def test_lost_blanks_change_neither_value_nor_qualifier(text: str) -> None:
    glued = text.replace(" ", "")
    spaced, joined = only(text), only(glued)
    assert (spaced.value, spaced.unit, spaced.qualifier) == (joined.value, joined.unit, joined.qualifier)


def test_no_unit_is_listed_twice() -> None:
    surfaces = [form.surface for form in UNIT_FORMS]
    assert len(surfaces) == len(set(surfaces))


def test_lamps_are_counted_and_terms_of_office_are_not() -> None:
    assert [found.value for found in find_quantities("신호등 74기를 제어하고 가로등 3기를 고쳤다")] == [74, 3]
    assert not find_quantities("시민대학 24기 모집, 31기 수료생, 민선 8기")


def test_buildings_are_counted_and_parts_of_a_city_are_not() -> None:
    assert [found.value for found in find_quantities("딸기 온실 85동에서 기른다")] == [85]
    assert not find_quantities("상남3동과 화정2동에 산다")


def test_a_distance_of_time_is_an_amount_of_its_unit() -> None:
    assert [(one.value, one.unit) for one in find_quantities("5분 간격으로 재고 30일 안에 지운다")] == [
        (5, "min"),
        (30, "day"),
    ]

"""What labels announce: values of coverage, technology, effect and field, and parties with what each does."""

from __future__ import annotations

import pytest

from extractors.nlp.fields.labelled_values import field_of
from tests.told_texts import of_city, of_firm, values

ROLES = (
    "| 기관명 | 역할 |\n| --- | --- |\n| 한빛대학교 | 자료 검토 |\n| ㈜물소리 | 감지기 제작 |\n"
    "| ㈜새길 | 시설 운영 |\n| 도시정책과 | 총괄 |"
)


@pytest.mark.parametrize(
    ("body", "field", "found"),
    [
        ("적용 범위: 시청 앞 상권, 강변 산책로", "coverage", ["시청 앞 상권", "강변 산책로"]),
        ("- (대상 지역) 호암동, 연수동", "coverage", ["호암동", "연수동"]),
        ("핵심 기술: 누수음 판별, 압력파 분석", "technology", ["누수음 판별", "압력파 분석"]),
        ("신청 분야: 교통, 환경·에너지·수자원", "service_field", ["교통", "환경·에너지·수자원"]),
    ],
)
def test_the_members_behind_a_label_are_values_of_a_city_and_of_a_firm(
    body: str, field: str, found: list[str]
) -> None:
    assert values(of_city(body, field)) == found
    assert values(of_firm(body, field)) == found


def test_a_cell_below_its_head_is_labelled_by_it() -> None:
    table = "| 적용 기술 | 비고 |\n| --- | --- |\n| 압력파 분석 | 시험 중 |"
    assert values(of_city(table, "technology")) == ["압력파 분석"]


def test_a_cell_beside_its_label_is_labelled_by_it() -> None:
    assert values(of_firm("서비스명\t길알리미\n서비스 분야\t교통", "service_field")) == ["교통"]


def test_an_effect_behind_its_label_is_quoted_without_it() -> None:
    found = of_city("기대 효과: 수리비 절감, 물 새는 곳 조기 발견", "effect")
    assert {"수리비 절감", "물 새는 곳 조기 발견"} <= {fact.value for fact in found}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("대상 지역: 없음", "coverage"),
        ("대상 기간: 두 달 남짓", "coverage"),
        ("적용 기술: 추후 협의", "technology"),
        ("기술 수준: 국내 최고 수준", "technology"),
        ("효과 분석: 하반기 예정", "effect"),
        ("연구 분야: 바다 양식", "service_field"),
    ],
)
def test_labels_that_are_alike_and_values_that_say_there_is_none_give_nothing(body: str, field: str) -> None:
    assert of_city(body, field) == []


def test_a_sentence_behind_a_label_is_no_value() -> None:
    found = of_city("대상 지역: 호암동에서 먼저 운영한다.", "coverage")
    assert "labelled.coverage" not in {fact.rule_id for fact in found}


def test_a_label_is_known_with_and_without_blanks() -> None:
    assert field_of("대상지역") == field_of("대상 지역") == "coverage"
    assert field_of("지역 대상 홍보물") is None


def test_listed_partners_have_their_own_role_or_that_of_the_label() -> None:
    found = of_city("협력 기관: 한빛대학교, ㈜물소리(관로 조사)", "partner")
    assert {fact.value: fact.attributes["role"] for fact in found} == {
        "한빛대학교": "협력 기관",
        "㈜물소리": "관로 조사",
    }


def test_firms_between_dots_are_partners_each() -> None:
    assert values(of_city("참여기업: ㈜물소리·㈜새길", "partner")) == ["㈜물소리", "㈜새길"]


@pytest.mark.parametrize(
    "body", ["개발사: ㈜물소리", "개발: ㈜물소리 자체 개발", "협력 기관: ㈜물소리(감지기 개발)"]
)
def test_who_makes_is_the_developer(body: str) -> None:
    assert values(of_city(body, "developer")) == ["㈜물소리"]
    assert of_city(body, "partner") == []


def test_a_table_of_roles_tells_makers_from_others_and_leaves_out_the_own_office() -> None:
    made = {fact.value: fact.attributes["role"] for fact in of_firm(ROLES, "developer")}
    helps = {fact.value: fact.attributes["role"] for fact in of_firm(ROLES, "partner")}
    assert made == {"㈜물소리": "감지기 제작"}
    assert helps == {"한빛대학교": "자료 검토", "㈜새길": "시설 운영"}


def test_what_a_maker_of_a_column_made_is_the_first_cell_of_its_row() -> None:
    (found,) = of_city("| 장비 | 제조사 |\n| --- | --- |\n| 누수 감지기 | ㈜물소리 |", "developer")
    assert (found.value, found.attributes["role"]) == ("㈜물소리", "누수 감지기")


@pytest.mark.parametrize(
    "body",
    [
        "협력 기관: 없음",
        "협력 기관: 5개 기관",  # how many, not who
        "협력 기관: 도시정책과, 당사",  # parts of the subject itself
        "협력 방안: 정기 회의, 자료 공유",
        "개발 기간: 두 해",
        "개발 내용: 감지기 설계",
        "협력 기관: ㈜두레길",  # the applicant
    ],
)
def test_counts_own_offices_and_labels_that_are_alike_name_no_party(body: str) -> None:
    assert of_firm(body, "partner") == of_firm(body, "developer") == []


def test_a_line_on_one_of_those_who_apply_together_gives_its_role() -> None:
    [found] = of_firm("- 제천시(공동): 부지와 자료 제공, 유지비 부담", "partner")
    assert (found.value, found.attributes["role"]) == ("제천시", "부지와 자료 제공, 유지비 부담")


def test_technologies_and_makers_stand_under_heads_in_native_words() -> None:
    table = (
        "| 판 | 새 기능 | 쓴 기술 | 만든 곳 |\n| --- | --- | --- | --- |\n"
        "| 1.0 | 꺼질 등을 미리 고름 | 시계열 이상 탐지 | 한빛데이터㈜ |\n"
    )
    assert values(of_firm(table, "technology")) == ["시계열 이상 탐지"]
    assert values(of_firm(table, "developer")) == ["한빛데이터㈜"]

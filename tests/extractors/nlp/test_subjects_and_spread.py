"""Whose fact it is: cities of a list, of a row, of a firm's application; and the stage that a row tells."""

from __future__ import annotations

import pytest

from tests.told_texts import CITY_HEAD, FIRM_HEAD, of_city, of_firm, read

STAGES = (
    "| 사업 | 규모 | 추진 현황 |\n| --- | --- | --- |\n| 누수 감지 | 감지기 40대 | 운영 중 |\n"
    "| 수질 예측 | 측정기 7대 | 내년 착수 예정 |\n| 수압 조절 | 제어기 3대 | 취소 |\n| 수도 검침 | 검침기 9대 | 설치 중 |"
)
ROWS = (
    "| 도시 | 내용 |\n| --- | --- |\n| 하남시 | 감지기 40대를 설치했다 |\n| 순천시 | 감지기 7대를 설치했다 |"
)


def owners(source: str) -> list[tuple[object, str]]:
    """Each amount with whose it is."""
    found = [fact for fact in read(f"{source}\n").facts if fact.field == "quantity"]
    return sorted((fact.value, fact.subject.name) for fact in found)


@pytest.mark.parametrize(
    "topic",
    [
        "하남시와 순천시는",
        "하남시·순천시는",
        "하남시(시장 라온솔)와 순천시(시장 가온빛)는",
        "하남시 및 순천시는",
    ],
)
def test_what_is_told_of_a_list_of_cities_is_a_fact_of_each(topic: str) -> None:
    assert owners(f"{CITY_HEAD}{topic} 감지기 40대를 설치했다.") == [(40, "순천시"), (40, "하남시")]


def test_a_sentence_that_goes_on_to_other_cities_is_cut_before_their_list() -> None:
    told = "하남시는 감지기 40대를 설치했으며, 순천시와 통영시는 수위계 7대를 달았다."
    assert owners(f"{CITY_HEAD}{told}") == [(7, "순천시"), (7, "통영시"), (40, "하남시")]


def test_a_city_that_only_takes_part_gets_no_fact_of_the_other() -> None:
    told = owners(f"{CITY_HEAD}하남시는 순천시와 함께 감지기 40대를 설치했다.")
    assert "순천시" not in {name for _, name in told}


def test_a_row_is_of_the_city_that_its_first_cell_names() -> None:
    for head in (CITY_HEAD, f"{FIRM_HEAD}## 서비스 설명\n\n"):
        assert owners(f"{head}{ROWS}") == [(7, "순천시"), (40, "하남시")]


def test_a_row_of_what_parties_do_is_of_what_they_do_it_for() -> None:
    table = ROWS.replace("내용", "역할")
    assert {name for _, name in owners(f"{FIRM_HEAD}## 서비스 설명\n\n{table}")} == {"㈜두레길"}


def test_a_first_cell_that_says_more_than_a_city_owns_no_row() -> None:
    table = ROWS.replace("하남시", "하남시 인근 마을 주민들의 모임")
    assert owners(f"{FIRM_HEAD}## 서비스 설명\n\n{table}") == [(7, "순천시"), (40, "㈜두레길")]


@pytest.mark.parametrize(
    ("told", "subjects"),
    [
        ("하남시는 감지기 40대를 설치했다.", {"하남시"}),
        ("하남시와 순천시는 감지기 40대를 설치했다.", {"하남시", "순천시"}),
        ("하남시에 감지기 40대를 설치했다.", {"㈜두레길"}),
        ("감지기 40대를 하남시와 나눈다.", {"㈜두레길"}),
    ],
)
def test_in_a_firms_application_only_cities_that_are_the_topic_are_told_of(
    told: str, subjects: set[str]
) -> None:
    assert {fact.subject.name for fact in of_firm(told, "quantity")} == subjects


def test_amounts_have_the_stage_of_their_row_where_their_thing_is_not_there() -> None:
    found = {fact.value: fact.status for fact in of_city(STAGES, "quantity")}
    assert found == {40: "unstated", 7: "planned", 3: "negated", 9: "in_progress"}


def test_a_column_that_is_not_of_stages_tells_no_stage_of_a_row() -> None:
    table = STAGES.replace("추진 현황", "담당")
    assert {fact.status for fact in of_city(table, "quantity")} == {"unstated"}


def test_a_cell_that_tells_its_own_tense_keeps_it() -> None:
    table = STAGES.replace("제어기 3대", "제어기 3대를 설치했다")
    assert {fact.value: fact.status for fact in of_city(table, "quantity")}[3] == "done"


def test_what_stands_under_the_heading_of_an_announced_service_is_told_of_it() -> None:
    head = (
        "보도자료\n\n# 올해의 스마트도시서비스 인증\n\n배포일시\t2025. 3. 4.(화)\n\n"
        "| 서비스 | 신청 기업 |\n| --- | --- |\n| 빈칸버스 | ㈜두레길 |\n| 달밤해설 | ㈜나래빛 |\n\n"
    )
    told = f"{head}## 첫째, 빈칸버스\n\n감지기 40대를 달았다.\n\n## 둘째, 달밤해설\n\n안내기 7대를 놓았다.\n"
    assert owners(told) == [(7, "달밤해설"), (40, "빈칸버스")]


def test_a_row_for_a_year_to_come_is_planned_and_one_for_a_year_gone_is_not() -> None:
    rows = "| 연도 | 내용 |\n| --- | --- |\n| 2023 | 감지기 40대 |\n| 2028~2030 | 감지기 7대 |\n| ’26년 | 감지기 9대 |"
    found = {fact.value: fact.status for fact in of_city(rows, "quantity")}
    assert (found[40], found[7], found[9]) == ("unstated", "planned", "planned")


def test_what_is_fitted_out_on_the_way_to_the_next_thing_tells_no_stage() -> None:
    told = of_city("축전지를 갖추고 관리시스템을 적용하여 전력 사용량을 18% 절감", "initiative_status")
    assert "갖추" not in {fact.value for fact in told}


def test_a_column_is_of_the_city_that_its_head_names() -> None:
    table = "| 항목 | 하남시 | 순천시 |\n| --- | --- | --- |\n| 감지기 | 40대 | 7대 |"
    for head in (CITY_HEAD, f"{FIRM_HEAD}## 서비스 설명\n\n"):
        assert owners(f"{head}{table}") == [(7, "순천시"), (40, "하남시")]


def test_a_table_of_a_firm_is_of_the_city_that_its_title_begins_with() -> None:
    table = "{}\n\n| 지표 | 2023년 | 2024년 |\n| --- | --- | --- |\n| 누수 신고 | 40건 | 7건 |"
    for title, owner in (("< 하남시의 연도별 변화 >", "하남시"), ("< 하남시와 순천시의 변화 >", "㈜두레길")):
        assert owners(f"{FIRM_HEAD}## 운영 실적\n\n{table.format(title)}") == [(7, owner), (40, owner)]


def test_a_row_of_a_plan_is_of_the_city_that_carries_it_out() -> None:
    table = (
        "| 시기 | 할 일 | 맡는 곳 | 현재 상태 |\n| --- | --- | --- | --- |\n| 2026. 5. | 감지기 40대 추가 설치 | 하남시 | 계약 완료 |\n"
        "| 미정 | 감지기 7대 설치 | ㈜두레길 | 보류 |"
    )
    assert owners(f"{FIRM_HEAD}## 앞으로의 계획\n\n{table}") == [(7, "㈜두레길"), (40, "하남시")]
    told = [
        fact
        for fact in read(f"{FIRM_HEAD}## 앞으로의 계획\n\n{table}\n").facts
        if fact.field == "initiative_status"
    ]
    assert "미정" not in [fact.value for fact in told]


def test_the_verb_at_the_end_tells_of_both_cities_of_a_sentence() -> None:
    body = "하남시는 도심에서 셔틀 9대를, 순천시는 신도시에서 자전거 250대를 운영하고 있다."
    assert owners(f"{CITY_HEAD}{body}") == [(9, "하남시"), (250, "순천시")]
    told = [fact for fact in read(f"{CITY_HEAD}{body}\n").facts if fact.field == "initiative_status"]
    assert {(fact.subject.name, fact.value, fact.measure) for fact in told} == {
        ("하남시", "운영", "셔틀 9대"),
        ("순천시", "운영", "자전거 250대"),
    }


def test_what_is_dealt_out_goes_to_each_in_the_order_in_which_they_were_told_of() -> None:
    body = "하남시는 셔틀을, 순천시는 자전거를 운영하고 있다. 하루 이용자는 각각 610명과 430명이다."
    assert owners(f"{CITY_HEAD}{body}") == [(430, "순천시"), (610, "하남시")]


@pytest.mark.parametrize("told", ["순천시에는 감지기 40대를 달았다.", "순천시에서는 감지기 40대가 돌아간다."])
def test_what_a_firm_did_in_a_city_is_told_of_the_city(told: str) -> None:
    assert owners(f"{FIRM_HEAD}## 운영 실적\n\n{told}") == [(40, "순천시")]


def test_the_class_in_a_form_of_a_firm_and_a_city_is_that_of_the_city() -> None:
    form = FIRM_HEAD.replace(
        "| 서비스 기간 |", "| 공동 신청인 | 경기도 안양시 | 도시 유형 | 대도시 |\n| 서비스 기간 |"
    )
    [found] = [
        fact for fact in read(f"{form}## 서비스 설명\n\n물을 살핀다.\n").facts if fact.field == "city_class"
    ]
    assert (found.value, found.subject.name) == ("대도시", "안양시")

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

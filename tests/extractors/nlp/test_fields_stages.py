"""How far things have come, where cities stand among others, and what happened in earlier years."""

from __future__ import annotations

import pytest

from tests.told_texts import of_city, of_firm, values


@pytest.mark.parametrize(
    ("told", "value", "status"),
    [
        ("감지기를 설치했다.", "설치", "done"),
        ("얼굴 인식 기능은 도입하지 않았다.", "도입", "negated"),
        ("감지기를 달지 않았다.", "달", "negated"),
        ("내년에 감지기를 더 달 계획이다.", "달", "planned"),
        ("관로를 새로 묻고 있다.", "묻", "ongoing"),
        ("자료를 합쳐 지도를 만들었다.", "만들", "done"),
    ],
)
def test_acts_tell_the_stage_nouns_and_native_verbs_alike(told: str, value: str, status: str) -> None:
    assert [(fact.value, fact.status) for fact in of_city(told, "initiative_status")] == [(value, status)]


@pytest.mark.parametrize(
    "told",
    [
        "사고가 줄었다.",
        "인명 피해는 없었다.",
        "누수를 예방하고 있다.",
        "시는 만족도를 조사했다.",
        "하루 평균 240여 명이 이용한다.",
        "물 새는 곳을 찾는다.",
    ],
)
def test_changes_sayings_use_and_functions_tell_no_stage(told: str) -> None:
    assert of_city(told, "initiative_status") == []


@pytest.mark.parametrize(
    ("told", "value", "among"),
    [
        ("안전 평가에서 3위를 차지했다.", 3, "안전 평가"),
        ("82개 지자체 중 1위에 올랐다.", 1, "82개 지자체"),
        ("종합 청렴도 평가에서 2등급을 받았다.", "2등급", "종합 청렴도 평가"),
        ("물 절약 경진대회에서 최우수상을 받았다.", "최우수상", "물 절약 경진대회"),
        ("수돗물 혁신상 대상을 받았다.", "대상", "수돗물 혁신상"),
    ],
)
def test_a_standing_has_what_it_is_among(told: str, value: object, among: str) -> None:
    assert [(fact.value, fact.attributes["class"]) for fact in of_city(told, "rank")] == [(value, among)]


def test_a_cell_that_is_only_a_grade_counts_under_a_head_that_says_so() -> None:
    table = "| 평가 | 등급 |\n| --- | --- |\n| 수질 평가 | 우수 |\n| 안전 평가 | 2등급 |"
    assert values(of_firm(table, "rank")) == ["우수", "2등급"]
    assert of_firm("| 항목 | 결과 |\n| --- | --- |\n| 수질 | 우수 |", "rank") == []


@pytest.mark.parametrize(
    "told",
    [
        "75세 이상을 대상으로 받은 신청이 많다.",
        "지원 대상을 받았다.",
        "3등급 이상이면 지원한다.",
        "1등급을 받으면 요금을 깎아 준다.",
        "배출가스 5등급 차량을 단속한다.",
        "장애 1등급 주민을 찾아간다.",
        "운영위원 5위원을 뽑았다.",
        "내년에는 1위를 차지할 계획이다.",
        "최우수상은 받지 못했다.",
    ],
)
def test_targets_thresholds_classes_hopes_and_misses_are_no_standing(told: str) -> None:
    assert of_city(told, "rank") == []


DATED = "- 2021. 3. 기본 구상 수립\n- 2022. 5. 감지기 시범 설치"


def test_a_run_of_dated_lines_is_a_history_with_its_months() -> None:
    found = [(fact.value, fact.period.start) for fact in of_city(DATED, "history") if fact.period]
    assert found == [("기본 구상 수립", "2021-03"), ("감지기 시범 설치", "2022-05")]


def test_one_dated_line_is_a_history_only_under_a_head_that_says_so() -> None:
    line = "- 2021. 3. 기본 구상 수립\n- 주민 설명회 다섯 번"
    assert of_city(line, "history") == []
    assert values(of_city(f"### 추진 경과\n\n{line}", "history")) == ["기본 구상 수립"]


def test_each_step_of_a_line_of_arrows_is_told_the_last_and_short_one_too() -> None:
    line = "- (추진 경과) 2021. 3. 기본 구상 → 2022. 5. 시범 설치 → 2023. 7. 개소"
    assert values(of_city(line, "history")) == ["기본 구상", "시범 설치", "개소"]


def test_a_table_of_history_has_the_month_of_the_cell_before() -> None:
    table = "| 시기 | 내용 |\n| --- | --- |\n| 2021. 3. | 기본 구상 수립 |\n| 상시 | 점검 |"
    (found,) = of_city(f"### 추진 연혁\n\n{table}", "history")
    assert (found.value, found.period.start if found.period else None) == ("기본 구상 수립", "2021-03")
    assert of_city(f"### 향후 일정\n\n{table}", "history") == []


def test_dated_sentences_are_told_as_sentences_and_no_history() -> None:
    assert of_city("- 2021. 3. 기본 구상을 세웠다.\n- 2022. 5. 감지기를 설치했다.", "history") == []

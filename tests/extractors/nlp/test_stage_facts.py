"""Stages in the words of offices and firms: native verbs, idioms, works, brackets, days, purposes."""

from __future__ import annotations

import pytest

from schemas.fact import Status
from tests.told_texts import of_city


def stages(told: str) -> list[tuple[object, Status]]:
    return [(fact.value, fact.status) for fact in of_city(told, "initiative_status")]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("정수장 옆에 새 청사가 들어섰다.", "done"),
        ("관제실에 상황판을 들였다.", "done"),
        ("검침 구간을 20km에서 45km로 늘렸다.", "done"),
        ("보안성 인증을 받았다.", "done"),
        ("물길 지도 사업이 본궤도에 올랐다.", "done"),
        ("관제실을 24시간 돌린다.", "ongoing"),
        ("물 절약 교실을 매주 연다.", "ongoing"),
        ("예약 시스템은 현재 서비스 중이다.", "ongoing"),
        ("감지망 2단계를 넓히는 중이다.", "in_progress"),
        ("관로 교체 공사가 한창이다.", "in_progress"),
        ("정수장 설계를 하고 있다.", "in_progress"),
        ("수소 버스는 도입 여부를 저울질하고 있다.", "in_progress"),
        ("2028년까지 시 전역으로 넓혀 간다.", "planned"),
        ("감지기 60대를 더 놓을 요량이다.", "planned"),
        ("정식 개통은 2026년 상반기", "planned"),
        ("시민 개방은 내년 이후다.", "planned"),
        ("물길 관광 사업을 본격화한다.", "planned"),
        ("나머지 마을은 12월까지 마침", "planned"),
        ("야간 점검은 아직 하지 않는다.", "negated"),
        ("해외 인증은 신청하지 않았음", "negated"),
        ("데이터 인력 양성을 위한 교실", "purpose"),
        ("검침기를 들여놓지는 않았다.", "negated"),
        ("검침기는 올해 예산에 담기지 않았다.", "negated"),
        ("공사를 맡길 업체를 고르고 있다.", "in_progress"),
        ("감지기는 규격이 달라 반품했다.", "negated"),
        ("허가가 나는 대로 문을 연다.", "planned"),
    ],
)
def test_a_stage_is_heard_in_native_words_too(told: str, status: Status) -> None:
    assert status in [heard for _, heard in stages(told)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("ㅇ 감지기 40대(2024년 설치)", [("설치", "nominal")]),
        (
            "ㅇ 수질 감시소 3곳(운영 중), 관제실 1곳(2026년 개소 예정)",
            [("운영", "ongoing"), ("개소", "planned")],
        ),
        ("ㅇ 무인 정수장(미도입)", [("미도입", "negated")]),
        ("ㅇ ㈜가온(시스템 구축), 나래대학교(효과 분석)", []),
    ],
)
def test_brackets_tell_the_stage_of_what_they_stand_behind(
    told: str, expected: list[tuple[object, Status]]
) -> None:
    assert stages(told) == expected


def test_an_amount_has_the_stage_of_the_brackets_behind_it() -> None:
    told = "ㅇ 수질 감시소 3곳(운영 중), 관제실 1곳(2026년 개소 예정)"
    assert [(fact.value, fact.status) for fact in of_city(told, "quantity")] == [
        (3, "ongoing"),
        (1, "planned"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "앱 이용객을 두 배로 늘렸다.",  # an effect
        "민원 응대로 좋은 평가를 받았다.",
        "두 부서의 자료를 합쳐 살핀다.",  # how
        "새로 지어낸 이름이다.",
    ],
)
def test_changes_praise_and_means_are_no_stage(told: str) -> None:
    assert stages(told) == []


def test_what_is_done_and_what_is_left_are_two_stages() -> None:
    told = "수위계는 운영 중이나 차단기는 아직 없다."
    assert [status for _, status in stages(told)] == ["ongoing", "negated"]


def test_what_each_party_has_to_do_is_no_stage_but_what_brackets_say_of_it() -> None:
    table = "| 기관 | 맡은 몫 |\n| --- | --- |\n| 한빛재단 | 이용자 교육, 설치비 지원(협의 중) |\n"
    assert stages(table) == [] or stages(table) == [("협의", "in_progress")]


def test_a_trial_on_the_way_to_a_plan_is_a_plan_too() -> None:
    assert stages("물길 지도는 10월 시험 가동을 거쳐 내년 3월 정식 운영할 계획이다.") == [
        ("가동", "planned"),
        ("운영", "planned"),
    ]


@pytest.mark.parametrize(
    "told",
    ["수위계 12곳의 설치 허가를 받았다.", "수위계 12곳의 실시설계를 끝냈다.", "수위계 12곳은 위치만 정했다."],
)
def test_what_only_goes_before_a_thing_leaves_it_planned(told: str) -> None:
    assert {fact.status for fact in of_city(told, "quantity")} == {"planned"}


def test_what_is_talked_over_is_put_nowhere() -> None:
    assert stages("감시선을 띄우는 방안을 놓고 어민과 이야기하고 있다.") == []


def test_a_row_of_which_the_design_or_contract_is_done_is_planned() -> None:
    table = (
        "| 할 일 | 상태 |\n| --- | --- |\n| 감지기 40대 설치 | 계약 완료 |\n| 수위계 7대 설치 | 설치 완료 |"
    )
    told = {fact.value: fact.status for fact in of_city(table, "quantity")}
    assert told[40] == "planned"
    assert told[7] != "planned"


@pytest.mark.parametrize(
    "told",
    [
        "- (향후 계획) 감지기 40대 추가 설치",
        "- 향후 계획: 감지기 40대 추가 설치",
        "| 구분 | 2024년 실적 | 2026년 계획 |\n| --- | --- | --- |\n| 누수 감지 | 망 구축 | 감지기 40대 추가 설치 |",
        "| 항목 | 내용 |\n| --- | --- |\n| 향후 계획 | 감지기 40대 추가 설치 |",
        "| 할 일 | 시기 |\n| --- | --- |\n| 감지기 40대 추가 설치 | 2026년 상반기 |",
        "## 로드맵\n\n- 감지기 40대 추가 설치",
        "## 추진 계획\n\n### 2차 연도\n\n- 감지기 40대 추가 설치",
        "## 남은 과제\n\n- 감지기 40대 설치",
        "## 2027년 추진 목표\n\n- 감지기 40대 설치",
        "- 목표: 감지기 40대 설치",
        "- 2단계(예정): 감지기 40대 설치",
        "- 감지기 40대 추가 설치 추진(2027년 상반기)",
        "- 감지기 증설(목표 40대)",
        "| 구분 | 2024년 | 2027년 |\n| --- | --- | --- |\n| 감지기 | | 40대 |",
        "| 시설 | 수량 | 비고 |\n| --- | --- | --- |\n| 감지기 | 40대 | 2028년 예정 |",
        "감지기 40대는 예산 확보 시 추진",
        "감지기 40대는 조례가 정비된 이후에나 놓는다.",
    ],
)
def test_what_a_label_says_to_come_is_planned(told: str) -> None:
    assert {fact.status for fact in of_city(told, "quantity")} == {"planned"}


@pytest.mark.parametrize(
    "told",
    [
        "- (기본계획) 감지기 40대 설치",
        "| 할 일 | 시기 |\n| --- | --- |\n| 감지기 40대 설치 | 2024. 5. |",
        "## 추진 계획\n\n### 그간의 실적\n\n- 감지기 40대 설치",
        "목표 40대를 모두 설치했다.",
        "| 시설 | 수량 | 비고 |\n| --- | --- | --- |\n| 감지기 | 40대 | 국비 사업 |",
        "감지기 40대 도입 이후에는 출동이 줄었다.",
    ],
)
def test_what_a_document_or_a_day_gone_by_heads_is_no_plan(told: str) -> None:
    assert "planned" not in {fact.status for fact in of_city(told, "quantity")}


@pytest.mark.parametrize(
    "told",
    [
        "## 미추진 사업\n\n- 감지기 40대 설치",
        "- 미완료: 감지기 40대 설치",
        "| 구분 | 설치 | 미설치 |\n| --- | --- | --- |\n| 감지기 | | 40대 |",
        "| 시설 | 수량 | 설치 여부 |\n| --- | --- | --- |\n| 감지기 | 40대 | 미설치 |",
        "| 시설 | 수량 | 비고 |\n| --- | --- | --- |\n| 감지기 | 40대 | 철거(2024) |",
    ],
)
def test_what_a_label_says_not_to_be_there_is_denied(told: str) -> None:
    assert {fact.status for fact in of_city(told, "quantity")} == {"negated"}


def test_how_things_were_before_an_act_says_nothing_of_the_act() -> None:
    told = "감지기 40대 도입 전에는 직원이 밤마다 돌았다."
    assert {fact.status for fact in of_city(told, "quantity")} == {"unstated"}

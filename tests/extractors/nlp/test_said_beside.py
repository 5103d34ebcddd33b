"""What a paper says beside the doings that it tells of, and what tells of minds: neither is a stage, an amount or an area."""

from __future__ import annotations

import pytest

from schemas.fact import Status
from tests.told_texts import FIRM_HEAD, of_city, of_firm, read

FIELDS = ("initiative_status", "quantity", "coverage", "technology")


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("작성 요령", "증빙은 30쪽을 넘기지 않으며 적용 지역은 한 줄에 하나씩 적는다."),
        ("바로잡습니다", "지난 호에서 감지기를 1,900대라고 적은 것은 잘못이다."),
        ("독자의 편지", "우리 동네 정류장 12곳에도 냉방 의자를 놓아 주면 고맙겠다."),
        ("이달의 퀴즈", "새 쉼터에는 로봇이 몇 대 놓였을까? 7대 가운데 하나를 고른다."),
    ],
)
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_is_told_under_headings_of_forms_and_readers(heading: str, told: str, field: str) -> None:
    assert of_city(f"### {heading}\n\n{told}\n", field) == []


@pytest.mark.parametrize(
    "told",
    [
        "최근 3년 안에 다른 인증이 취소된 일이 있습니까?",
        "신청인은 적은 내용이 사실과 다르면 인증이 취소될 수 있음을 알고 있다.",
        "위 내용은 사실과 다름없음을 확인합니다.",
    ],
)
def test_questions_and_pledges_of_a_form_tell_no_stage(told: str) -> None:
    assert of_firm(told, "initiative_status") == []


@pytest.mark.parametrize(
    "told",
    [
        "상인들도 마음을 놓았다.",
        "주민에게 무엇이 막히는지 물었다.",
        "냄새가 어디에서 오는지 알 수 없다.",
        "의견은 다섯 갈래로 모였다.",
        "밤길이 어둡다는 걱정이 컸다.",
        "과장은 예산이 모자란다며 아쉬워했다.",
        "지적받은 것은 주민이 쓰지 않는다는 점이었다.",
    ],
)
def test_what_people_think_ask_and_feel_is_no_stage(told: str) -> None:
    assert of_city(told, "initiative_status") == []


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("노선 인증은 9월에 다시 신청할 계획이다.", "planned"),
        ("조례 개정안은 시의회에서 심사 중이다.", "in_progress"),
        ("특허 2건은 출원 중이다.", "in_progress"),
        ("임시 주차장 2곳을 더 이을 예정이다.", "planned"),
        ("보안성 인증을 신청했으나 받지 못했다.", "negated"),
        ("선착장을 짓는 중이어서 8월에 합류한다.", "in_progress"),
        ("건널목에 바닥 신호등을 놓고 보호자에게 문자를 보낸다.", "ongoing"),
    ],
)
def test_what_is_asked_for_and_examined_is_a_stage(told: str, status: Status) -> None:
    assert status in {fact.status for fact in of_city(told, "initiative_status")}


def test_a_row_with_a_cell_of_states_has_the_stage_of_that_cell() -> None:
    table = (
        "## 남은 일\n\n| 단계 | 기간 | 내용 | 상태 |\n| --- | --- | --- | --- |\n"
        "| 1단계 | 2023. 3. ~ 2023. 8. | 연동망 구축 | 마침 |\n"
        "| 2단계 | 2024. 1. ~ 2024. 9. | 외곽 구간 연동 | 추진 중 |\n"
    )
    found = [fact for fact in read(f"{FIRM_HEAD}{table}").facts if fact.field == "initiative_status"]
    assert [(fact.value, fact.status) for fact in found] == [("마침", "done"), ("추진", "in_progress")]


@pytest.mark.parametrize(
    "told",
    [
        "기사 93%가 운전이 수월해졌다고 답하였다.",
        "여섯 곳에서 지난해 보행자 사고가 0건을 기록했다.",
    ],
)
def test_what_those_asked_say_and_what_came_to_nothing_are_effects(told: str) -> None:
    assert of_city(told, "effect")


def test_what_is_gathered_without_a_figure_is_no_effect() -> None:
    assert of_city("하지 못한 일은 3장에 따로 모았다.", "effect") == []

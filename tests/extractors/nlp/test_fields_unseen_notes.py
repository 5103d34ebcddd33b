"""Notes of offices and firms in wordings of their own: cut off, in brackets, with figures behind a comma."""

from __future__ import annotations

import pytest

from tests.told_texts import of_city, values


def test_a_figure_behind_an_act_and_a_comma_is_a_note_of_its_own() -> None:
    told = "- 상담 시간 40분에서 15분으로 단축, 석 달 이용객 1만 2천여 명"
    assert values(of_city(told, "effect")) == ["상담 시간 40분에서 15분으로 단축"]
    told = "- 원격 검침기 900대 설치, 누수율 18%에서 11%로 7%p 하락"
    assert values(of_city(told, "initiative_status")) == ["설치"]
    assert values(of_city(told, "effect")) == ["누수율 18%에서 11%로 7%p 하락"]


def test_more_of_what_nobody_wants_is_no_effect() -> None:
    assert of_city("- 누수 민원 40건에서 52건으로 30% 상승", "effect") == []


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("- 관로 교체 공사 진행 중, 11월 마무리 예정", "planned"),
        ("- 수위계 7대는 공사 중으로 2025년 9월 준공 예정", "in_progress"),
        ("- 수위계 도입은 주민 의견을 듣는 중", "in_progress"),
        ("로봇이 둑길을 날마다 살피고 있다.", "ongoing"),
        ("- 외딴집에 안부 전화기 지원", "nominal"),
        ("- 침수 전에 차주에게 문자 발송", "nominal"),
        ("- 소방서와 영상 연계", "nominal"),
    ],
)
def test_what_notes_say_of_a_stage_is_heard(told: str, status: str) -> None:
    assert status in {fact.status for fact in of_city(told, "initiative_status")}


def test_a_task_has_the_stage_of_its_row_and_tells_none_itself() -> None:
    table = (
        "| 시기 | 할 일 | 상태 |\n| --- | --- | --- |\n| 2025년 1월 | 관제 화면 개편 | 완료 |\n"
        "| 2026년 6월 | 하류 구간 확대 | 예정 |"
    )
    assert [(fact.value, fact.status) for fact in of_city(table, "initiative_status")] == [
        ("완료", "done"),
        ("예정", "planned"),
    ]


def test_what_a_row_tells_beside_its_stage_is_kept() -> None:
    table = (
        "| 사례 | 주요 내용 | 추진 상황 |\n| --- | --- | --- |\n| 안심벨 | 공원에 비상벨 40대 설치 | 2024. 5. 개시 |\n"
        "| 물길 | 둑길 3곳에 수위계 설치 예정 | 실시설계 완료 |"
    )
    assert {"설치", "설계 완료"} <= set(values(of_city(table, "initiative_status")))


def test_a_month_in_brackets_is_of_the_papers_year() -> None:
    assert values(of_city("- 교차로 6곳에 감응신호 설치 완료(2월)", "date")) == ["2025-02"]


def test_an_area_gone_over_and_a_counted_place_are_coverage() -> None:
    assert "산림 80km2" in values(of_city("드론이 산림 80km2를 날마다 순찰한다.", "coverage"))
    assert "보건진료소 5개소" in values(of_city("원격 진료는 보건진료소 5개소에서 운영 중이다.", "coverage"))


def test_what_opens_is_no_area() -> None:
    assert values(of_city("스마트 온실 4동이 지난달 문을 열었다.", "coverage")) == []

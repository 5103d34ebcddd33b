"""Notes of offices and firms in wordings of their own: cut off, in brackets, with figures behind a comma."""

from __future__ import annotations

import pytest

from tests.told_texts import of_city, of_firm, values


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


def test_what_is_finished_is_done_whatever_became_of_the_rest() -> None:
    told = of_city("충주시는 시험 운행만 마치고 계약하지 않았다.", "initiative_status")
    assert [fact.status for fact in told] == ["done", "negated"]


def test_an_act_with_an_object_closes_a_clause_before_a_name_that_begins_with_an_act() -> None:
    told = "- 수위계와 방송을 잇는 체계를 2024년 5월 개통, 경보 발령 시간을 30초에서 9초로 단축"
    assert values(of_city(told, "effect")) == ["경보 발령 시간을 30초에서 9초로 단축"]
    assert values(of_city(told, "initiative_status")) == ["개통"]


def test_a_label_in_brackets_is_no_part_of_a_name_behind_it() -> None:
    assert "둔치 7곳" in values(of_city("- [물길 알림] 둔치 7곳에 수위계 설치", "coverage"))


def test_money_that_is_secured_is_no_effect() -> None:
    assert of_city("연구비 8억 원을 확보하였다.", "effect") == []


def test_a_day_that_is_only_expected_has_no_stage() -> None:
    table = "| 도시 | 측정기 수 | 시작 |\n| --- | --- | --- |\n| 제천시 | 60 | 2025년 6월(예정) |"
    assert of_city(table, "initiative_status") == []


@pytest.mark.parametrize(
    ("head", "roles"),
    [("이름", "역할"), ("함께하는 곳", "맡은 일"), ("기관", "맡은 몫"), ("누가", "하는 역할")],
)
def test_partners_stand_beside_their_roles_however_the_column_is_called(head: str, roles: str) -> None:
    table = f"| {head} | {roles} |\n| --- | --- |\n| 두레대학교 환경공학과 | 측정값 보정 |\n| ㈜나래데이터 | 예측 엔진 개발 |"
    assert values(of_firm(table, "partner")) == ["두레대학교 환경공학과"]
    assert values(of_firm(table, "developer")) == ["㈜나래데이터"]


@pytest.mark.parametrize("head", ["함께한 기관", "도와준 곳", "손잡은 기업"])
def test_a_column_of_those_who_helped_names_partners(head: str) -> None:
    table = f"| 도시 | 주요 내용 | {head} |\n| --- | --- | --- |\n| 제천시 | 둔치 3곳에 수위계 설치 | 두레운수조합 |"
    assert "두레운수조합" in values(of_city(table, "partner"))


def test_enclosures_behind_a_colon_are_proofs_and_their_pages_no_amounts() -> None:
    told = "- 붙임: ① 성능 시험 성적서(2~9쪽) ② 운영 확인서(10~14쪽) ③ 분석 보고서(15~21쪽)"
    assert values(of_firm(told, "proof_document")) == ["성능 시험 성적서", "운영 확인서", "분석 보고서"]
    assert of_firm(told, "quantity") == []


def test_papers_by_their_names_are_proofs() -> None:
    table = "| 붙임 | 문서 이름 | 쪽 | 발급일 |\n| --- | --- | --- | --- |\n| 1 | 정확도 시험 성적서 | 3~7 | 2025. 1. 12. |"
    assert values(of_firm(table, "proof_document")) == ["정확도 시험 성적서"]
    assert of_firm(table, "quantity") == []


def test_a_number_counts_in_the_tens_of_thousands_that_its_row_says() -> None:
    table = "| 구분 | 2023년 | 2024년 |\n| --- | --- | --- |\n| 측정 자료(만 건) | 420 | 1,360 |"
    assert values(of_firm(table, "quantity")) == [4200000, 13600000]


@pytest.mark.parametrize(
    "told",
    [
        "제천시 둔치에는 측정기 25대를 더 둘 예정이다.",
        "제천시 산업단지와 학교 25곳을 촘촘히 살핀다.",
        "제천시 청전동의 감지기 25대를 바꾸었다.",
    ],
)
def test_a_firms_sentence_that_begins_with_a_place_in_a_city_is_about_the_city(told: str) -> None:
    assert {fact.subject.name for fact in of_firm(told, "quantity")} == {"제천시"}


@pytest.mark.parametrize("told", ["측정기 25대를 제천시와 함께 놓았다.", "제천시청 앞에 25대를 놓았다."])
def test_a_city_that_a_firm_only_mentions_is_not_whom_it_tells_of(told: str) -> None:
    assert {fact.subject.name for fact in of_firm(told, "quantity")} == {"㈜두레길"}


@pytest.mark.parametrize(
    ("told", "stages"),
    [
        ("- 공유 전기차 8대 도입, 이용 요금 조례 개정 추진 중", ["nominal", "in_progress"]),
        ("- 버스 안내 앱 개편안 마련 중", ["in_progress"]),
        ("이 서비스는 2023년 4월 상용화되어 현재 군 9곳에 공급 중이다.", ["done", "ongoing"]),
        ("임시 주차장은 사용 기간이 끝나 폐쇄하였다.", ["negated"]),
    ],
)
def test_each_act_of_a_line_has_its_own_stage(told: str, stages: list[str]) -> None:
    assert [fact.status for fact in of_city(told, "initiative_status")] == stages


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("두레영농조합법인과 협약 체결", "두레영농조합법인"),
        ("나래농업회사법인이 재배를, 한서기술㈜가 설비 관리를 맡는다.", "나래농업회사법인"),
        ("통신사 새하늘통신이 참여한다.", "새하늘통신"),
        ("㈜나래넷이 통신망을 댄다.", "㈜나래넷"),
        ("나래대학교 연구팀의 자문을 받았다.", "나래대학교"),
    ],
)
def test_bodies_without_a_common_form_are_partners_too(told: str, name: str) -> None:
    assert name in values(of_city(told, "partner"))


@pytest.mark.parametrize("told", ["통신사 관계자가 참여했다.", "지역 기업 정보를 모았다."])
def test_a_kind_of_firm_before_a_common_noun_names_none(told: str) -> None:
    assert not [name for name in values(of_city(told, "partner")) if name in ("관계자", "정보")]


@pytest.mark.parametrize(
    ("told", "area"),
    [
        ("- 관내 초등학교 18개교 대상 운영", "관내 초등학교 18개교"),
        ("- 읍·면 13곳 전역 제공", "읍·면 13곳 전역"),
    ],
)
def test_an_area_stands_before_whom_it_is_for_without_a_particle(told: str, area: str) -> None:
    assert area in values(of_city(told, "coverage"))


@pytest.mark.parametrize(
    "told",
    [
        "- 보행 사고 사망자 5명에서 1명으로 급감",
        "어르신 고독사가 한 건도 없었다.",
        "야간 순찰 부담이 크게 가벼워졌다.",
    ],
)
def test_what_is_spared_is_an_effect(told: str) -> None:
    assert of_city(told, "effect")

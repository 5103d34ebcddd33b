"""Whom a paper is about where it names nobody: the city or association that gives it out, never who announces."""

from __future__ import annotations

import pytest

from tests.told_texts import read

BODY = (
    "## 물\n\n상수도 검침기 4,200대를 지난달까지 달았다. 누수 신고는 월평균 61건에서 28건으로 줄었다.\n\n"
    "## 길\n\n- 횡단보도 14곳에 감지기 설치 완료, 6곳은 오는 11월 준공 예정\n- 시내버스 38대에 혼잡도 안내 시작\n\n"
    "| 월 | 주요 활동 | 비고 |\n|---|---|---|\n| 7월 | 도시데이터 포럼 개최 | 성황 |\n| 8월 | 시민 실험실 출범 | 첫 모임 |\n"
)


def told(publisher: str, field: str) -> dict[str, str]:
    """The values of a field in the paper of `publisher`, each with its subject."""
    found = read(f"# 2025년 3분기 활동 소식\n\n발행 {publisher} | 2025. 10. 2.(목)\n\n{BODY}")
    return {str(fact.value): fact.subject.name for fact in found.facts if fact.field == field}


def test_a_citys_paper_is_about_the_city() -> None:
    stages = told("충청북도 제천시", "initiative_status")
    assert set(stages.values()) == {"제천시"}
    assert {"설치 완료", "준공", "안내 시작", "개최", "출범"} <= set(stages)


def test_an_associations_paper_is_about_the_association() -> None:
    assert set(told("전국맑은물협의회", "initiative_status").values()) == {"전국맑은물협의회"}


@pytest.mark.parametrize("publisher", ["국토교통부", "조달청"])
def test_who_announces_is_no_subject(publisher: str) -> None:
    assert told(publisher, "initiative_status") == {}
    assert set(told(publisher, "quantity").values()) == {"document"}


def test_an_agencys_release_is_not_about_the_agency() -> None:
    found = read(
        f"보도자료\n\n# 물길을 살피다\n\n배포일시\t2025. 3. 4.(화)\n배포기관\t한빛심사평가원\n\n{BODY}"
    )
    assert "한빛심사평가원" not in {fact.subject.name for fact in found.facts}


def test_the_heading_over_the_only_case_of_a_section_names_it() -> None:
    found = read(f"# 2025년 3분기 활동 소식\n\n발행 충청북도 제천시 | 2025. 10. 2.(목)\n\n{BODY}")
    assert {case.title for case in found.cases} == {"길"}


RELEASE = (
    "시정 보도자료 충청북도 제천시 첨단도시과 2026. 1. 22.(목)\n\n# 제천 서비스 두 가지, 한 해를 돌아보니\n\n"
    "제천시는 지난해 운영한 서비스의 점검 결과를 22일 내놓았다. 2023년 12월 스마트도시 인증을 받은 뒤 두 번째 점검이다.\n\n"
)


def test_a_release_of_a_city_that_was_certified_is_about_the_city() -> None:
    found = read(f"{RELEASE}둔치 주차장 5곳에 수위계 22기를 두고 있다.\n").facts
    owners = {fact.value: fact.subject.name for fact in found if fact.field == "quantity"}
    assert (owners[5], owners[22]) == ("제천시", "제천시")
    assert [fact.value for fact in found if fact.field == "certified"] == [True]


def test_a_bullet_that_only_names_something_titles_what_stands_below_it() -> None:
    found = read(
        f"{RELEASE}■ 물높이 알리미\n\n  - 둔치 주차장 5곳에 수위계 22기를 두고 차주에게 전화를 건다.\n\n"
        "■ 곳곳주차\n\n  - 공영주차장 38곳의 빈자리를 앱으로 보여 주는 서비스를 운영한다.\n"
    )
    assert {"물높이 알리미", "곳곳주차"} <= {case.title for case in found.cases}


def test_an_amount_in_brackets_behind_another_city_is_of_that_city() -> None:
    found = read(f"{RELEASE}제천시의 감소율은 41%로, 비슷한 앱을 연 충주시(18%)를 앞섰다.\n").facts
    assert {fact.value: fact.subject.name.split()[-1] for fact in found if fact.field == "quantity"} == {
        41: "제천시",
        18: "충주시",
    }


def test_a_firm_goes_by_its_bare_name_once_it_was_named() -> None:
    found = read(
        f"{RELEASE}㈜다온헬스가 손목 밴드를 만들었다. 말벗 기능은 다온헬스가 개발을 진행하고 있다.\n"
    ).facts
    makers = [fact for fact in found if fact.field == "developer"]
    assert len([one for fact in makers for one in fact.evidence]) == 2

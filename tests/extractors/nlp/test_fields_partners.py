"""Parties that prose tells of: who helps, what is given to whom, who has which part."""

from __future__ import annotations

import pytest

from tests.told_texts import of_city, of_firm, values


@pytest.mark.parametrize(
    ("told", "partner"),
    [
        ("㈜새물정보가 감지기를 납품했다.", "㈜새물정보"),
        ("한빛전력공사가 사용 기록을 제공하고 있다.", "한빛전력공사"),
        ("점검을 한빛시설공단에 위탁했다.", "한빛시설공단"),
        ("누수 신호를 충주소방서에 전송한다.", "충주소방서"),
        ("한빛연구원의 기술 지원을 받아 감지망을 넓혔다.", "한빛연구원"),
        ("한빛대학교 물환경연구소와 함께 관로를 조사했다.", "한빛대학교 물환경연구소"),
        ("한빛대학교 물환경학과와 함께 관로를 조사했다.", "한빛대학교 물환경학과"),
        ("한빛물협회 충주지회도 교육에 참여하고 있다.", "한빛물협회 충주지회"),
        ("감지기는 ㈜새물정보에서 납품받았다.", "㈜새물정보"),
        ("한빛공사로부터 수위 자료를 제공받고 있다.", "한빛공사"),
        ("자료 보관은 한빛클라우드센터에 맡겼다.", "한빛클라우드센터"),
        ("한빛고등학교 학생 36명이 참여하는 물길 봉사단을 꾸렸다.", "한빛고등학교"),
        ("누수 신고 체계를 충주소방서와 연결했다.", "충주소방서"),
        ("제천시와 함께 쓰는 관제실을 열었다.", "제천시"),
    ],
)
def test_who_helps_is_given_a_task_or_stands_beside_is_a_partner(told: str, partner: str) -> None:
    assert values(of_city(told, "partner")) == [partner]


def test_each_party_behind_its_task_has_that_task_for_its_role() -> None:
    found = of_city("점검은 한빛시설공단, 자문은 한빛대학교가 담당한다.", "partner")
    assert [(fact.value, fact.attributes["role"]) for fact in found] == [
        ("한빛시설공단", "점검"),
        ("한빛대학교", "자문"),
    ]


def test_a_body_that_every_city_has_is_named_with_its_city() -> None:
    found = of_city("대상자 관리는 충주시 보건소가 맡았다.", "partner")
    assert [(fact.value, fact.attributes["role"]) for fact in found] == [("충주시 보건소", "대상자 관리")]


def test_who_made_a_thing_is_its_developer_where_that_is_said_in_passing() -> None:
    assert values(of_city("㈜새물정보가 개발한 감지기를 배수지에 설치했다.", "developer")) == ["㈜새물정보"]


def test_of_two_parties_behind_their_tasks_only_the_maker_is_the_developer() -> None:
    told = "개발은 ㈜새물정보, 운영 지원은 한빛진흥원이 담당한다."
    assert values(of_city(told, "developer")) == ["㈜새물정보"]
    assert values(of_city(told, "partner")) == ["한빛진흥원"]


@pytest.mark.parametrize(
    "told",
    [
        "한빛연구원에 따르면 물이 덜 샌다.",  # a source
        "관로는 한빛대학교 앞을 지난다.",
        "한빛대학교의 정문 앞에 감지기를 설치했다.",
        "감지기를 한빛대학교에 설치했다.",  # where, not who
        "한빛연구원이 들어선 자리에 감지기를 설치했다.",
        "한빛진흥원이 펴낸 책자를 나누어 준다.",
        "한빛공단이 관리하는 관로에 감지기를 설치했다.",  # whose it is, said in passing
        "점검은 매주 하고 관제실은 시청 3층에 있다.",
    ],
)
def test_sources_places_and_owners_are_no_partners(told: str) -> None:
    assert of_city(told, "partner") == of_city(told, "developer") == []


def test_a_firm_that_only_its_trade_tells_is_a_partner_where_hands_are_joined() -> None:
    found = values(of_city("충주시는 한빛연구원, 충주새길운수와 손잡고 쉼터를 세운다.", "partner"))
    assert found == ["한빛연구원", "충주새길운수"]


@pytest.mark.parametrize(
    ("told", "partner"),
    [
        ("강사는 한빛코딩모임이 보냈다.", "한빛코딩모임"),
        ("함께: 한빛교통협동조합(운행)", "한빛교통협동조합"),
    ],
)
def test_who_sends_or_stands_behind_together_is_a_partner(told: str, partner: str) -> None:
    assert values(of_city(told, "partner")) == [partner]


def test_who_made_a_thing_is_no_partner_because_another_takes_care_of_it() -> None:
    told = "감지기는 ㈜새물정보가 만들었고 한빛어민연합회가 관리를 맡았다."
    assert values(of_city(told, "developer")) == ["㈜새물정보"]
    assert values(of_city(told, "partner")) == ["한빛어민연합회"]


def test_a_city_or_its_office_that_gives_for_a_service_is_its_partner() -> None:
    told = "제천시 환경과가 전봇대와 전기를 내주었고, 충주시가 측정기 값의 절반을 댔다."
    assert values(of_firm(told, "partner")) == ["제천시", "충주시"]


def test_a_body_that_does_something_for_a_service_is_its_partner() -> None:
    told = "한빛소음연구소는 측정값이 맞는지 석 달마다 확인해 준다."
    assert values(of_firm(told, "partner")) == ["한빛소음연구소"]


def test_the_firm_that_applies_is_the_developer_of_what_it_says_to_have_made_itself() -> None:
    [found] = of_firm("소리 분류 신경망은 우리 회사가 만들었고, 배열은 사 온다.", "developer")
    assert (found.value, found.evidence[0].quote, found.alignment) == ("㈜두레길", "우리 회사", "inferred")


@pytest.mark.parametrize(
    ("told", "partner"),
    [
        ("누수 자료를 나누려고 한빛소방서와 자료를 나눈다.", "한빛소방서"),
        ("한빛대 산학협력단이 모형을 검증했다.", "한빛대 산학협력단"),
        ("한빛안전관리원과 업무협약을 맺었다.", "한빛안전관리원"),
        ("수요 기관은 제천시다.", "제천시"),
        ("장비는 ㈜새물정보가 댔다.", "㈜새물정보"),
        ("한빛재단 지원을 받아 교실을 열었다.", "한빛재단"),
    ],
)
def test_partners_are_told_in_many_ways(told: str, partner: str) -> None:
    assert partner in values(of_city(told, "partner"))


def test_a_ministry_that_pays_is_no_partner() -> None:
    assert of_city("행정안전부 지원을 받아 만들었다.", "partner") == []


def test_labels_inside_a_list_are_roles_and_no_part_of_a_name() -> None:
    found = of_city("주관기관: 한빛연구원, 참여기관: ㈜새물정보, 한빛대학교", "partner")
    assert values(found) == ["한빛연구원", "㈜새물정보", "한빛대학교"]

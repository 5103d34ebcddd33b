"""Whose paper it is, where its head says so in some other way than by a label of its own."""

from __future__ import annotations

import pytest

from extractors.nlp.firms import firms_in
from schemas.header import Header
from tests.told_texts import Told, read

STORY = "배수지 열두 곳에 누수 감지망을 설치하고 관제실에서 살핀다. 새는 물을 하루 만에 찾아 주민에게 알린다."


def head(source: str) -> Header:
    return read(f"{source}\n\n{STORY}\n").header


def owners(told: Told) -> set[str]:
    return {one.subject.name for one in told.sentences if one.subject.kind == "municipality"}


@pytest.mark.parametrize(
    ("top", "city"),
    [
        ("# 인증 신청 보고서\n\n스마트도시 인증 공모\n\n2024. 8.\n\n**제 천 시**", "제 천 시"),
        ("# 제천시\n\n수신: 진흥원장\n제목: 2024년 스마트도시 인증 신청서 제출", "제천시"),
        ("# 스마트도시 인증 제안 자료\n\n제천시 | 2024. 7. 2. | 진흥원 제출", "제천시"),
        ("스마트도시 인증(중소도시)\n\n# 제천시 신청서", "제천시"),
        ("# 스마트도시 인증 신청서\n\n1. 신청 자치단체: 제천시", "제천시"),
        ("# 제2장 달라진 점\n\n제천시 · 스마트도시 인증 신청서", "제천시"),
    ],
)
def test_a_cover_a_letterhead_or_a_title_says_which_city_applies(top: str, city: str) -> None:
    found = head(top)
    assert (found.kind, found.first("applicant")) == ("city_application", city)


def test_a_line_that_tells_more_than_a_city_is_no_applicant() -> None:
    assert head("# 스마트도시 인증 신청서\n\n제천시 시민회관 2층에서 받는다").first("applicant") is None


@pytest.mark.parametrize(
    "title", ["스마트도시서비스 재인증(갱신) 신청서", "서비스 인증 신청서", "스마트서비스 갱신 인증 신청서"]
)
def test_a_form_for_a_service_is_told_by_its_title(title: str) -> None:
    found = head(f"# {title}\n\n| ② 신청 법인 | 농업회사법인 흙내 주식회사 |\n|---|---|\n| ③ 대표 | ○○○ |")
    assert (found.kind, found.first("applicant")) == ("service_application", "농업회사법인 흙내 주식회사")


def test_a_city_and_firms_that_apply_together_apply_for_a_service() -> None:
    found = head(
        "# 작은 저수지 안전 서비스 ‘물눈’ 인증 신청서\n\n공동 신청: 충청북도 제천시 · ㈜물눈누리 · 다솜관제㈜"
    )
    assert found.kind == "service_application"
    assert [one.value for one in found.values if one.field == "applicant"] == [
        "충청북도 제천시", "㈜물눈누리", "다솜관제㈜",
    ]  # fmt: skip


def test_who_stands_behind_a_bare_word_of_handing_in_applies_where_a_firm_is_among_them() -> None:
    form = "# 2022년 스마트도시 서비스 인증 신청 서식 (공동)\n\n| 칸 | 내용 |\n|---|---|\n| 신청 | {who} |\n| 낸 날 | 2022. 7. 8. |"
    found = head(form.format(who="제천시 수도과, ㈜물눈누리"))
    assert [one.value for one in found.values if one.field == "applicant"] == ["제천시 수도과", "㈜물눈누리"]
    assert head(form.format(who="방문 또는 우편")).first("applicant") is None


def test_a_firm_that_prose_names_behind_its_city_applies() -> None:
    found = head(
        "# 스마트도시 서비스 인증 신청서: 물눈\n\n신청인은 충청북도 제천시와 ㈜물눈누리이며, 이 글은 답변서이다."
    )
    assert found.first("applicant") == "㈜물눈누리"


def test_firms_that_apply_together_stand_in_columns() -> None:
    found = head(
        "# 스마트도시서비스 인증 신청서\n\n| 갈래 | 첫째 | 둘째 |\n|---|---|---|\n| 상호 | ㈜가온물길 | 다솜관제 주식회사 |"
    )
    assert [one.value for one in found.values if one.field == "applicant"] == [
        "㈜가온물길",
        "다솜관제 주식회사",
    ]


def test_the_head_of_a_numbered_list_is_no_label_of_an_applicant() -> None:
    found = head(
        "# 스마트도시서비스 인증 결과\n\n| 연번 | 신청인 | 점수 |\n|---|---|---|\n| 1 | ㈜가온물길 | 84 |\n| 2 | ㈜다솜 | 73 |"
    )
    assert (found.kind, found.first("applicant")) == ("other", None)


@pytest.mark.parametrize(
    "top",
    [
        "제15회 제천시의회(임시회)\n\n# 건설위원회 회의록 제2호\n\n제천시의회사무국",
        "# 질문에 대한 답\n\n질문 의원: ○○○\n\n제천시청",
        "제천시 스마트시티 백서\n\n## 제4장 물과 도시",
        "# 감 사 결 과\n\n감사위원회\n\n감사 대상: 제천시 물길 사업\n\n㈜가온물길에 보낸 글",
        "# 제천특례 안내\n\n펴낸 곳 제천시 물길과",
    ],
)
def test_a_line_of_the_top_or_the_object_of_an_audit_says_whose_paper_it_is(top: str) -> None:
    assert owners(read(f"{top}\n\n{STORY}\n")) == {"제천시"}


def test_a_city_that_begins_the_title_outweighs_the_firm_that_keeps_its_things_up() -> None:
    told = read(
        f"# 제천시 물길센터 월간 보고\n\n{STORY * 3}\n\n- 유지관리 업체 ㈜가온물길이 밸브 4개를 바꿈\n"
    )
    assert told.header.first("publisher") is None
    assert "제천시" in owners(told)


def of_the_net(told: Told) -> set[str]:
    found = [one.subject for one in told.sentences if "감지망" in one.text]
    return {one.basis if one.name == "제천시" else "none" for one in found}


def test_a_release_of_an_agency_on_one_city_is_about_it() -> None:
    body = (
        "□ 배수지 열두 곳에 감지망을 달았다.\n\n□ 제천시는 물길을 살핀다.\n\n□ 제천시는 다시 인증을 받는다."
    )
    press = "국토교통부 보도자료\n\n제목: 제천시, 스마트도시 {}\n\n부제: 물길을 한눈에\n\n국토교통부(장관 ○○○)는 알린다.\n\n{}\n"
    alone, of_many = read(press.format("재인증", body)), read(press.format("등 9곳 인증", body))
    assert (alone.header.first("title"), alone.header.first("subtitle")) == (
        "제천시, 스마트도시 재인증",
        "물길을 한눈에",
    )
    assert [of_the_net(paper) for paper in (alone, of_many)] == [{"document"}, {"none"}]


def test_the_day_of_a_release_is_no_title() -> None:
    found = head("보도자료\n\n# 2024년 9월 26일(목) 석간\n\n## 물길을 살피다")
    assert found.first("title") == "물길을 살피다"


def test_a_department_alone_gives_nothing_out() -> None:
    found = head("제천시 보도자료\n\n자료 제공: 물길과 감지팀\n\n# 물길을 살피다")
    assert found.first("publisher") == "제천시"


def test_a_name_before_what_belongs_to_it_keeps_its_last_letter() -> None:
    assert [name for name, _ in firms_in("말하는 이: ㈜해든은 대표")] == ["㈜해든은"]
    assert [name for name, _ in firms_in("㈜해든은 대표 상품을 판다")] == ["㈜해든"]


def test_a_part_of_a_release_that_a_city_heads_is_about_it_behind_the_mark_of_its_annex() -> None:
    told = read(
        "국토교통부 보도자료\n\n# 제천·밀양, 스마트도시 인증\n\n□ 국토교통부는 두 곳을 스마트도시로 인증했다.\n\n"
        "## 붙임 2. 충청북도 제천시\n\n| 구분 | 내용 |\n|---|---|\n| 상수도 | 누수 감지망 |\n\n"
        "## 붙임 3. 경상남도 밀양시\n\n물길 여섯 곳에 수위계를 달아 살핀다.\n"
    )
    found = {one.text: one.subject.name for one in told.sentences}
    assert found["누수 감지망"] == "제천시"
    assert found["물길 여섯 곳에 수위계를 달아 살핀다."] == "밀양시"


def test_answers_of_a_firm_to_those_who_certify_are_about_the_firm() -> None:
    told = read(
        "# 스마트도시 서비스 인증 서면 질의와 답변\n\n□ 신청기업: ㈜가온물길(제천시 소재)\n\n## 질의 1. 무엇을 재는가\n\n"
        "배관에 압력계를 붙여 새는 곳을 찾습니다.\n\n㈜가온물길은 세 해 동안 살폈습니다.\n"
    )
    about = {one.subject.name for one in told.sentences if "압력계" in one.text}
    assert about == {"㈜가온물길"}


def test_what_brackets_add_behind_an_applicant_is_no_part_of_its_name() -> None:
    told = read(
        "# 스마트도시서비스 인증 신청서\n\n1. 신청기업: 물길 컨소시엄 (주관: ㈜가온물길)\n\n## 2. 물길\n\n### 2-1. 감지\n\n"
        f"{STORY}\n"
    )
    assert {one.subject.name for one in told.sentences if one.subject.basis == "applicant"} == {
        "물길 컨소시엄"
    }

"""Applications on forms of several layouts: heads, claims, proofs, numbered sections, tables of figures."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from extractors.case_studies import segment
from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from extractors.nlp.extract import extract
from extractors.nlp.gazetteer import load_gazetteer
from schemas.case_study import CaseStudy
from schemas.document import Document
from schemas.fact import Fact
from schemas.header import Header

CITY_HEAD = """서식 7
스마트도시 인증 정량지표 평가제안서

신청도시: 전라북도 정읍시
도시구분: 중소도시
실적 기준: 2020. 1. 1. ~ 2021. 12. 31.

"""
FIRM_HEAD = """# 2022년 스마트도시서비스 인증 신청서

| 신청자 | 기업명 | ㈜두레길 | 대표자 | 홍길동 |
| --- | --- | --- | --- | --- |
| | 사업자등록번호 | 000-00-00000 | 기업 구분 | 중소기업 |
| 서비스 기간 | 2020년 1월 1일 ~ 2021년 12월 31일 | | | |

"""
CLAIMS = """| 부문 | 연번 | 지표 | 실적 요약 | 만점 | 자체 | 증빙서류 면 |
| --- | --- | --- | --- | --- | --- | --- |
| 기반 | 1 | 가로등 보급 | 가로등 312대 교체 | 30 | 24.5 | p.3~p.7 |
| | 2 | 마을 방송 | 방송 88개소 | 20 | 20 | 8, 11 |
| 소계 | | | | 50 | 44.5 | |
"""


def read(source: str) -> tuple[Header, tuple[CaseStudy, ...], tuple[Fact, ...]]:
    document: Document = lay_out_text(
        source, document_id="sha256:0", source_name="a.md", media_type="text/markdown"
    )
    header = read_header(document)
    cases = segment(document, header, load_gazetteer())
    return header, cases, extract(document, header, cases, load_gazetteer(), ()).facts


def of(facts: Iterable[Fact], field: str) -> list[Fact]:
    return [fact for fact in facts if fact.field == field]


def amounts(body: str) -> list[tuple[object, str | None, str | None, str | None]]:
    """Value, unit, measure and first month or year of each amount of a section."""
    _, _, facts = read(f"{CITY_HEAD}\n## 1-1. 시설 현황\n\n{body}\n")
    return [(f.value, f.unit, f.measure, f.period.start if f.period else None) for f in of(facts, "quantity")]


def test_a_form_of_labelled_lines_gives_applicant_class_period_and_number() -> None:
    header, _, _ = read(CITY_HEAD)
    assert header.first("applicant") == "전라북도 정읍시"
    assert header.first("city_class") == "중소도시"
    assert header.first("period_covered") == "2020. 1. 1. ~ 2021. 12. 31."
    assert header.first("form_number") == "서식 7"


def test_a_label_beside_a_label_is_no_applicant() -> None:
    header, _, facts = read(FIRM_HEAD)
    assert header.first("applicant") == "㈜두레길"
    assert header.first("period_covered") == "2020년 1월 1일 ~ 2021년 12월 31일"
    assert {fact.subject.kind for fact in of(facts, "applicant")} == {"organisation"}


def test_a_city_that_applies_for_its_own_service_is_a_municipality() -> None:
    _, _, facts = read(FIRM_HEAD.replace("기업명 | ㈜두레길", "지자체명 | 전라북도 정읍시"))
    assert [fact.subject.name for fact in of(facts, "applicant")] == ["정읍시"]


@pytest.mark.parametrize(
    ("words", "city_class"),
    [("□ 대도시 중소도시", "중소도시"), ("□ 대도시 ☑ 중소도시", "중소도시"), ("대도시, 중소도시", None)],
)
def test_the_class_without_an_empty_box_is_the_one_that_is_meant(words: str, city_class: str | None) -> None:
    header, _, _ = read(CITY_HEAD.replace("도시구분: 중소도시", f"도시구분: {words}"))
    assert header.first("city_class") == city_class


def test_the_class_may_stand_in_the_name_of_the_form() -> None:
    head = CITY_HEAD.replace("도시구분: 중소도시\n", "").replace("평가제안서", "평가제안서(대도시 부문)")
    assert read(head)[0].first("city_class") == "대도시"


def test_claims_are_read_under_short_heads_and_their_points_are_no_amounts() -> None:
    _, _, facts = read(f"{CITY_HEAD}\n# 조견표\n\n{CLAIMS}")
    claims = [(f.value, f.attributes) for f in of(facts, "indicator_claim")]
    name = "indicator_name"
    assert claims == [
        (24.5, {"indicator": "1", name: "가로등 보급", "points_max": 30, "proof_page": "3~7"}),
        (20, {"indicator": "2", name: "마을 방송", "points_max": 20, "proof_page": "8,11"}),
    ]
    assert [(f.value, f.unit) for f in of(facts, "quantity")] == [(312, "device"), (88, "place")]


def test_the_indicator_of_a_claim_is_the_item_and_not_its_group() -> None:
    table = (
        "| 평가항목 | 평가지표 | 배점 | 자기평가 점수 | 근거자료(쪽) |\n| --- | --- | --- | --- | --- |\n"
        "| 효과(40) | 1-1 만족도 | 20 | 18 | 5~8 |\n| | 1-2 이용 | 20 | 17.5 | 9 |\n| 합 계 | | 40 | 35.5 | |\n"
    )
    _, _, facts = read(f"{FIRM_HEAD}\n{table}")
    assert [(f.value, f.attributes["indicator"]) for f in of(facts, "indicator_claim")] == [
        (18, "1-1"),
        (17.5, "1-2"),
    ]


def test_a_list_of_proofs_gives_the_paper_its_pages_and_its_indicator() -> None:
    table = (
        "| 지표 | 증빙 번호 | 증빙자료명 | 작성일자 | 수록 면 |\n| --- | --- | --- | --- | --- |\n"
        "| 지표 2 | 2-가 | 준공 확인서 | 2021.11.30 | p.3~p.5 |\n"
    )
    _, _, facts = read(f"{CITY_HEAD}\n# 증빙자료 목록\n\n{table}")
    (proof,) = of(facts, "proof_document")
    assert proof.value == "준공 확인서"
    assert proof.attributes == {"pages": "3~5", "indicator": "2", "issued_on": "2021-11-30"}


def test_proofs_listed_in_a_section_are_no_amounts() -> None:
    _, _, facts = read(
        f"{CITY_HEAD}\n## 1-1. 증빙\n\n다. 증빙자료\n\n- 시험성적서(KS) (12~14쪽)\n- 업무협약서 (25쪽)\n"
    )
    proofs = [(f.value, f.attributes["pages"]) for f in of(facts, "proof_document")]
    assert proofs == [("시험성적서(KS)", "12~14"), ("업무협약서", "25")]
    assert not of(facts, "quantity")


@pytest.mark.parametrize(
    "heads",
    [
        ("## [지표 1] 횡단보도 정비", "## [지표 2] 마을 방송"),
        ("## 지표 1 횡단보도 정비", "## 지표 2 마을 방송"),
        ("Ⅱ-1. 횡단보도 정비", "Ⅱ-2. 마을 방송"),
        ("## 지표 가-1. 횡단보도 정비", "## 지표 가-2. 마을 방송"),
        ("[세부지표 1-1] 횡단보도 정비", "[세부지표 1-2] 마을 방송"),
    ],
)
def test_sections_are_cases_however_they_are_numbered(heads: tuple[str, str]) -> None:
    story = "가. 어린이보호구역 45개소에 보행자 감지 장치를 설치하였고 해마다 두 차례 점검한다."
    _, cases, _ = read(f"{CITY_HEAD}\n{heads[0]}\n\n{story}\n\n{heads[1]}\n\n{story}\n")
    assert [case.title for case in cases] == ["횡단보도 정비", "마을 방송"]


def test_years_over_plan_and_result_give_period_and_status() -> None:
    table = (
        "<표 1> 설치 실적 (단위: 개소, 천원)\n\n| 구분 | 2020년 실적 | 2021년(계획) |\n| --- | --- | --- |\n"
        "| 설치 지점 | 46 | 45 |\n| 사업비 | 398,500 | 410,000 |\n"
    )
    _, _, facts = read(f"{CITY_HEAD}\n## 1-1. 시설\n\n{table}")
    found = [
        (f.value, f.unit, f.measure, f.period.start if f.period else None, f.status)
        for f in of(facts, "quantity")
    ]
    assert found == [
        (46, "place", "설치 지점", "2020", "unstated"),
        (45, "place", "설치 지점", "2021", "planned"),
        (398_500_000, "KRW", "사업비", "2020", "unstated"),
        (410_000_000, "KRW", "사업비", "2021", "planned"),
    ]


def test_years_as_rows_are_periods_and_no_amounts() -> None:
    table = (
        "| 연도 | 이용 횟수(천회) | 예산(백만원) |\n| --- | --- | --- |\n"
        "| 2020 | 310 | 640 |\n| 2021년 | 402 | 702 |\n| 합계 | 712 | - |\n"
    )
    assert amounts(table) == [
        (310_000, "time", "이용 횟수", "2020"),
        (640_000_000, "KRW", "예산", "2020"),
        (402_000, "time", "이용 횟수", "2021"),
        (702_000_000, "KRW", "예산", "2021"),
        (712_000, "time", "이용 횟수", None),
    ]


def test_a_half_year_is_a_time_and_its_months_are_the_period() -> None:
    table = (
        "| 구분 | 단위 | '22년 | '23년 하반기 |\n| --- | --- | --- | --- |\n| 이용 건수 | 천건 | 61 | 198 |\n"
    )
    assert amounts(table) == [
        (61_000, "case", "이용 건수", "2022"),
        (198_000, "case", "이용 건수", "2023-07"),
    ]


def test_a_share_of_change_is_percent_whatever_the_unit_of_its_row() -> None:
    table = (
        "| 구분 | 단위 | 교체 전 | 교체 후 | 증감률(%) |\n| --- | --- | --- | --- | --- |\n"
        "| 전기요금 | 백만원 | 268 | 171 | △36.2 |\n"
    )
    assert [(value, unit) for value, unit, _, _ in amounts(table)] == [
        (268_000_000, "KRW"),
        (171_000_000, "KRW"),
        (-36.2, "percent"),
    ]


def test_of_several_units_each_measure_gets_its_own() -> None:
    table = (
        "<표 2> 조사 결과 (단위: 점, 명)\n\n| 항목 | 2021 | 증감 |\n| --- | --- | --- |\n"
        "| 만족도 | 78.4 | 7.7 |\n| 응답자 수 | 903 | 609 |\n"
    )
    assert [unit for _, unit, _, _ in amounts(table)] == ["score", "score", "person", "person"]


def test_a_line_of_figures_has_its_label_as_measure_and_its_years_as_periods() -> None:
    assert amounts("- 영상 제공 건수: 2020년 1,204건, 2021년 1,986건") == [
        (1204, "case", "영상 제공 건수", "2020"),
        (1986, "case", "영상 제공 건수", "2021"),
    ]


def test_what_a_sentence_says_of_its_number_is_no_measure() -> None:
    assert [measure for _, _, measure, _ in amounts("가. 가입자는 6만 8천명이며 참여 기관은 31곳이다.")] == [
        "가입자",
        "참여 기관",
    ]


def test_the_lines_of_a_form_are_no_features() -> None:
    _, _, facts = read(f"{CITY_HEAD}위와 같이 인증을 신청하며 제출 서류에 거짓이 없음을 확인합니다.\n")
    assert not of(facts, "feature")


@pytest.mark.parametrize(
    ("source", "applicants"),
    [
        ("| 신청인 | 상호(법인명) | ㈜두레길 |\n| --- | --- | --- |\n| | 소재지 | 정읍시 |", ("㈜두레길",)),
        (
            "주관기관 | 두레길 주식회사\n\n공동기관 | 정읍시, 가람대학교",
            ("두레길 주식회사", "정읍시", "가람대학교"),
        ),
        ("1.1. 신청인은 주식회사 두레길(아래에서 ‘당사’)이다.", ("주식회사 두레길",)),
    ],
)
def test_who_applies_for_a_service_is_read_as_forms_and_letters_say_it(
    source: str, applicants: tuple[str, ...]
) -> None:
    header, _, _ = read(f"# 마을 알림 서비스 신청 제안서\n\n스마트도시서비스 인증\n\n{source}\n")
    assert (header.kind, header.all("applicant")) == ("service_application", applicants)


def test_a_firm_applies_for_a_service_however_the_form_is_called() -> None:
    header, _, _ = read("# 스마트도시 인증 신청서\n\n| 신청 기업 | ㈜두레길 |\n| --- | --- |\n")
    assert (header.kind, header.schemes) == ("service_application", ("service",))


def test_an_enclosure_in_brackets_is_no_number_of_the_form() -> None:
    header, _, _ = read("# 마을 알림 서비스 인증 신청서\n\n정산 확인서(별지 1)를 붙인다.\n")
    assert header.first("form_number") is None


@pytest.mark.parametrize(
    ("head", "written", "title", "pages"),
    [
        ("증빙자료(쪽)", "조례 전문(15~19)", "조례 전문", "15~19"),
        ("근거가 있는 곳", "성능 시험 성적서 23~31쪽", "성능 시험 성적서", "23~31"),
        ("증빙자료", "센터 운영 대장", "센터 운영 대장", None),
        ("붙임 서류", "센터 운영 대장", "센터 운영 대장", None),
        ("뒷받침 문서", "시험 성적서 p.7", "시험 성적서", "7"),
    ],
)
def test_the_row_of_a_claim_names_its_proof(head: str, written: str, title: str, pages: str | None) -> None:
    table = (
        f"| 번호 | 지표 | 배점 | 자체점수 | {head} |\n| --- | --- | --- | --- | --- |\n"
        f"| 1-1 | 안전 | 30 | 27 | {written} |\n| 1-2 | 교통 | 20 | 0 | - |\n"
    )
    _, _, facts = read(f"{CITY_HEAD}{table}")
    [found] = [fact for fact in facts if fact.field == "proof_document"]
    assert (found.value, found.attributes.get("pages"), found.attributes["indicator"]) == (
        title,
        pages,
        "1-1",
    )
    assert found.evidence[0].quote == title

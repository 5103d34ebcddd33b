"""Papers that a form numbers as proof or encloses, and certifications that a city says to have."""

from __future__ import annotations

import pytest

from tests.told_texts import FIRM_HEAD, of_firm, read, values


@pytest.mark.parametrize(
    ("line", "title", "attributes"),
    [
        ("[증빙 1] 협약서 사본(1~4쪽)", "협약서 사본", {"pages": "1~4"}),
        ("(증빙자료 2) 운영 실적 보고서 p.12", "운영 실적 보고서", {"pages": "12"}),
        ("별첨 3. 특허등록증 사본 1부.  끝.", "특허등록증 사본", {}),
        ("붙임 4. 시험 성적서(2024. 3. 14. 발급)", "시험 성적서", {"issued_on": "2024-03-14"}),
        ("붙임 5. 유수율 산정서(제천시)", "유수율 산정서(제천시)", {}),
    ],
)
def test_a_numbered_paper_is_a_proof_with_its_pages_and_its_day(
    line: str, title: str, attributes: dict[str, object]
) -> None:
    (found,) = of_firm(f"- {line}", "proof_document")
    assert (found.value, found.attributes) == (title, attributes)


def test_several_numbered_papers_may_stand_in_one_line() -> None:
    told = "[증빙 1] 협약서 사본(3쪽) [증빙 2] 결과 보고서(4~9쪽)"
    assert values(of_firm(told, "proof_document")) == ["협약서 사본", "결과 보고서"]


@pytest.mark.parametrize(
    "told",
    [
        "증빙을 적어 주십시오.",
        "자세한 내용은 붙임 1을 참고한다.",
        "첨부 서류를 살핀다.",
        "① 교통 서비스(3건) ② 안전 서비스(2건)",
    ],
)
def test_words_about_proofs_are_no_proof(told: str) -> None:
    assert of_firm(told, "proof_document") == []


def test_a_table_of_proofs_needs_no_column_of_pages() -> None:
    table = "| 번호 | 증빙서류 | 발급일 |\n| --- | --- | --- |\n| 1 | 물길지기 설명 | 2024. 3. 14. |"
    (found,) = of_firm(table, "proof_document")
    assert (found.value, found.attributes["issued_on"]) == ("물길지기 설명", "2024-03-14")


def test_an_item_of_proofs_that_is_only_a_mark_or_a_day_is_none() -> None:
    told = "## 증빙 목록\n\n- 1. p.12\n- , 2024년 1월~12월 (13쪽)\n- 2. 2 (3쪽)\n"
    [found] = of_firm(told, "proof_document")
    assert (found.value, found.attributes["pages"], found.evidence[0].quote) == ("2", "3", "2")


def certified(line: str) -> list[object]:
    paper = read(
        f"# 2025년 3분기 활동 소식\n\n발행 충청북도 제천시 | 2025. 10. 2.(목)\n\n## 지난 일\n\n{line}\n"
    )
    return [fact.attributes.get("year") for fact in paper.facts if fact.field == "certified"]


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("- 2023년 스마트도시 인증 획득", [2023]),
        ("2023년 9월 스마트도시 인증(중소도시)을 받았다.", [2023]),
        ("- 스마트도시 인증 신청", []),
        ("2026년까지 스마트도시 인증을 획득할 계획이다.", []),
        ("스마트도시 인증을 받은 적은 없다.", []),
        ("- 소프트웨어 품질 인증 획득", []),
    ],
)
def test_a_city_is_certified_where_its_paper_says_that_it_got_it(line: str, years: list[object]) -> None:
    assert certified(line) == years


def test_an_application_tells_what_its_service_is_for_in_ticked_boxes_and_in_prose() -> None:
    boxes = "서비스 분야\t□ 교통  ☑ 교육  □ 물류"
    assert values(of_firm(boxes, "service_field")) == ["교육"]
    assert values(of_firm("이 서비스는 교통 분야에 해당한다.", "service_field")) == ["교통"]
    assert of_firm("교통 분야 연구를 이어 간다.", "service_field") == []


def test_the_heads_of_a_form_of_two_columns_are_no_labels() -> None:
    form = "| 항목 | 내용 |\n| --- | --- |\n| 서비스 분야 | 물류 |\n| 적용 지역 | 호암동 일대 |"
    assert values(of_firm(form, "service_field")) == ["물류"]
    assert "호암동 일대" in values(of_firm(form, "coverage"))


@pytest.mark.parametrize(
    "table",
    ["| 신청인 | ㈜두레길(대표 기업), 제천시(참여 지자체) |", "| 신청인 | 제천시·㈜두레길 컨소시엄 |"],
)
def test_each_of_those_who_apply_together_is_an_applicant(table: str) -> None:
    found = read(
        f"# 2025년 스마트도시서비스 인증 신청서\n\n{table}\n| --- | --- |\n| 서비스명 | 길알리미 |\n"
    ).header
    applicants = {value.value for value in found.values if value.field == "applicant"}
    assert applicants == {"㈜두레길", "제천시"}


def test_who_heads_a_firm_is_no_part_of_its_name() -> None:
    source = FIRM_HEAD.replace("㈜두레길", "㈜두레길(대표이사 홍보기)")
    assert read(source).header.first("applicant") == "㈜두레길"


def test_a_proof_is_read_without_mark_time_and_the_word_before_its_pages() -> None:
    [one] = of_firm("① 소음 접수 대장, 2023년 1월~12월 (붙임 4~19쪽)", "proof_document")
    assert (one.value, one.attributes["pages"]) == ("소음 접수 대장", "4~19")
    [two] = of_firm("② 분류 모형 시험성적서, 2024. 11. 4. 발급 (붙임 20~26쪽)", "proof_document")
    assert (two.value, two.attributes["issued_on"]) == ("분류 모형 시험성적서", "2024-11-04")

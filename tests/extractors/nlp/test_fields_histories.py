"""What happened before: prose under such a heading, tables that years date, lines of arrows; never what is to come."""

from __future__ import annotations

import pytest

from tests.told_texts import FIRM_HEAD, read


def histories(section: str, body: str) -> list[object]:
    found = read(f"{FIRM_HEAD}## {section}\n\n{body}\n").facts
    return [fact.value for fact in found if fact.field == "history"]


@pytest.mark.parametrize("section", ["추진 경과", "걸어온 길", "발전 과정", "서비스의 성장"])
def test_dated_clauses_under_a_heading_of_history_tell_it(section: str) -> None:
    told = "2021년 3월 기획에 착수하였다. 2022년 5월 제천시에서 시범 서비스를 시작했고, 2023년 4월 정식 운영에 들어갔다."
    assert len(histories(section, told)) == 3
    assert histories("서비스 설명", told) == []


def test_a_question_of_a_form_heads_its_answer() -> None:
    asked = "문 2. 지금까지 어떤 과정을 거쳐 왔습니까?\n\n2021년 3월 기획에 착수하였습니다."
    assert histories("답변", asked) == ["기획에 착수"]


def test_what_happened_at_each_of_two_dates_of_a_clause_is_told_apart() -> None:
    told = "2018년 3월 문을 연 ㈜두레길은 2020년 9월 제천시와 협약을 맺었다."
    assert histories("걸어온 길", told) == ["문을 연", "제천시와 협약을 맺"]


def test_the_first_row_of_a_table_that_years_date_is_no_head() -> None:
    table = "| 2018년 | 연구팀 신설 |\n| --- | --- |\n| 2020년 7월 | 관제실 개소 |\n| 2023년 | 시제품 개발 |"
    assert {"관제실 개소", "시제품 개발"} <= set(histories("연혁", table))


@pytest.mark.parametrize("section", ["향후 일정", "추진 계획"])
def test_dated_lines_on_what_is_to_come_are_no_history(section: str) -> None:
    assert histories(section, "- 2025. 6. 실증 착수\n- 2025. 12. 정식 개통") == []


def test_of_a_row_with_a_stage_the_column_that_tells_is_the_history() -> None:
    table = (
        "| 시기 | 단계 | 내용 |\n| --- | --- | --- |\n| 2022. 2. | 협약 | 제천시와 업무협약 체결 |\n"
        "| 2022. 10. | 실증 | 호암동 관로 실증 |"
    )
    assert histories("사업 추진 이력", table) == ["제천시와 업무협약 체결", "호암동 관로 실증"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("스마트도시 인증은 앞서가는 도시를 찾아 상을 주는 제도로, ’21년에 시작되었다.", []),
        (
            "스마트도시 인증은 2019년 시범 사업으로 시작되었다.",
            ["스마트도시 인증은 2019년 시범 사업으로 시작"],
        ),
    ],
)
def test_a_sentence_that_explains_the_scheme_is_no_history_of_it(told: str, expected: list[str]) -> None:
    head = "보도자료\n\n# 2024년 스마트도시 인증 도시 3곳 선정\n\n배포일시\t2024. 11. 5.(화)\n담당 부서\t도시경제과\n\n"
    found = read(f"{head}□ {told}\n").facts
    assert [fact.value for fact in found if fact.field == "history"] == expected

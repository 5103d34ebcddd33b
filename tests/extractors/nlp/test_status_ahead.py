"""What lies ahead by the paper's own day, or by a heading that tells what is to come, is a plan."""

from __future__ import annotations

import pytest

from tests.told_texts import read

PAPER = "# 제천시 물길 소식\n\n2025년 4월호\n\n## {heading}\n\n{line}\n"


def statuses(line: str, heading: str = "하천과") -> set[str]:
    told = read(PAPER.format(heading=heading, line=line))
    start = told.document.text.index(line[:4])
    return {
        fact.status for fact in told.facts if fact.field == "quantity" and fact.evidence[0].span[0] >= start
    }


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("제천시는 6월에 둔치 5곳에 차단기를 놓는 공사를 시작한다.", "planned"),
        ("제천시 둔치 5곳 차단기 2026년 8월 준공", "planned"),
        ("제천시 둔치 5곳 차단기 2026년 8월 계약 체결 완료", "planned"),
        ("제천시는 3월에 둔치 5곳에 차단기를 놓았다.", "done"),
        ("제천시는 둔치 5곳에 차단기를 두고 12월까지 물길을 살피고 있다.", "ongoing"),
    ],
)
def test_a_day_after_the_papers_own_makes_a_plan_of_a_present(line: str, status: str) -> None:
    assert status in statuses(line)


@pytest.mark.parametrize(
    "heading", ["다음 달에는", "향후 일정", "3. 앞으로의 투자 계획(2025~2027)", "넓혀 갈 계획"]
)
def test_a_heading_on_what_is_to_come_makes_plans_of_notes(heading: str) -> None:
    assert statuses("제천시는 둔치 5곳에 차단기 설치", heading) == {"planned"}


def test_a_present_under_such_a_heading_is_a_plan_though_its_verb_is_unknown() -> None:
    assert statuses("제천시는 둔치 5곳의 풀을 솎는다.", "다음 달에는") == {"planned"}


@pytest.mark.parametrize("heading", ["하천과", "스마트도시 계획", "추진 실적"])
def test_other_headings_leave_a_note_as_it_is(heading: str) -> None:
    assert statuses("제천시는 둔치 5곳에 차단기 설치", heading) == {"nominal"}


@pytest.mark.parametrize(("heading", "status"), [("사업", "planned"), ("하천 현황", "nominal")])
def test_a_paper_that_is_a_plan_tells_plans_but_where_it_tells_how_things_are(
    heading: str, status: str
) -> None:
    told = read(
        f"# 제천시 물길 정비 계획(2026~2030)\n\n2025년 4월\n\n## {heading}\n\n제천시는 둔치 5곳에 차단기 설치\n"
    )
    assert {fact.status for fact in told.facts if fact.value == 5} == {status}

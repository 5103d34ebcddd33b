"""Arithmetic of a document: what does not come out is told with both numbers; what is merely unusual is not."""

from __future__ import annotations

import pytest

from extractors.checks import check_arithmetic, check_text
from extractors.layout.marked_text import lay_out_text
from schemas.issue import Issue

HEAD = "| 구분 | 대수 | 집행률(%) |\n|---|---|---|\n"


def issues(source: str) -> tuple[Issue, ...]:
    document = lay_out_text(
        source, document_id="sha256:0", source_name="a.md", media_type="text/markdown", issues=()
    )
    found = check_arithmetic(document)
    assert all(one.span and document.text[slice(*one.span)] for one in found)
    return found


@pytest.mark.parametrize("total", ["first", "last"])
def test_a_wrong_total_is_told_with_both_numbers(total: str) -> None:
    parts = ["| 가동 | 1,120대 | 91 |", "| 나동 | 80대 | 88 |"]
    wrong = "| 합계 | 1,300대 | 90 |"
    (told,) = issues(HEAD + "\n".join([wrong, *parts] if total == "first" else [*parts, wrong]))
    assert told.code == "sum_mismatch"
    for shown in ("1,300대", "1,200", "'1,120대' + '80대'"):
        assert shown in told.message.ko
        assert shown in told.message.en


@pytest.mark.parametrize(
    "rows",
    [
        "| 가동 | 12대 | 91 |\n| 나동 | 8대 | 88 |\n| 합계 | 20대 | 90 |",  # right, and a rate is no sum
        "| 가동 | 1.4 | 91 |\n| 나동 | 1.4 | 88 |\n| 계 | 2.9 | 90 |",  # rounded
        "| 가동 | 12대 | 91 |\n| 나동 | - | 88 |\n| 합계 | 30대 | 90 |",  # a part that is not told
        "| 가동 | 12대 | 91 |\n| 소계 | 12대 | 88 |\n| 나동 | 5대 | 88 |\n| 합계 | 17대 | 90 |",  # parts of parts
        "| 가동 | 12대 | 91 |\n| 나동 | 8대 | 88 |\n| 다동 | 9대 | 90 |",  # no total
        "| 2022 | 12대 | 91 |\n| 합계 | 20대 | 90 |",  # one part: others are left out
    ],
)
def test_what_comes_out_or_cannot_be_judged_is_not_told(rows: str) -> None:
    assert issues(HEAD + rows) == ()


@pytest.mark.parametrize(("last", "told"), [("30", 1), ("20", 0)])
def test_shares_make_a_hundred(last: str, told: int) -> None:
    table = f"| 구분 | 비중(%) |\n|---|---|\n| 국비 | 50 |\n| 시비 | 30 |\n| 민자 | {last} |\n| 계 | 100 |"
    assert len(issues(table)) == told


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("출동 시간을 12분에서 8분으로 50% 단축", "change_mismatch"),
        ("민원이 1,200건에서 900건으로 35% 감소", "change_mismatch"),
        ("관제센터 3곳(가람동, 나래동)에 설치", "count_mismatch"),
        ("5개 기관(가소방서, 나경찰서, 다병원, 라교육청)과 연계", "count_mismatch"),
    ],
)
def test_a_wrong_statement_is_told(text: str, code: str) -> None:
    (told,) = check_text(text)
    assert told.code == code
    assert told.span is not None
    assert text[slice(*told.span)] in told.message.ko


@pytest.mark.parametrize(
    "text",
    [
        "12분에서 8분으로 33% 단축", "12분에서 8분으로 33.3% 단축", "12분에서 8분으로 34% 단축",
        "61%에서 79%로 18%p 향상", "12분에서 8분으로 줄고, 이용자가 50% 증가", "0건에서 3건으로 100% 증가",
        "3곳(가람동, 나래동 등)에 설치", "2곳(가람·나래동, 다솜동)", "3곳(가람·나래동, 다솜동)",
        "3곳(가람동에 있는 곳)", "3곳(가람동 및 나래동, 다솜동)", "2~3곳(가람동, 나래동, 다솜동, 라온동)",
    ],
)  # fmt: skip
def test_a_right_or_open_statement_is_not_told(text: str) -> None:
    assert list(check_text(text)) == []


def test_the_place_is_in_the_text_of_the_document() -> None:
    source = "첫 줄입니다.\n\n출동 시간을 12분에서 8분으로 50% 단축했다.\n"
    (told,) = issues(source)
    assert told.code == "change_mismatch"

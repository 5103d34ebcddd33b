"""Which firm a paper is from, where no labelled cell says so."""

from __future__ import annotations

import pytest

from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text


def publisher(text: str) -> str | None:
    return read_header(
        lay_out_text(text, document_id="sha256:a", source_name="paper.md", media_type="text/markdown")
    ).first("publisher")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("제출: ㈜가온물길 (전라남도 여수시)", "㈜가온물길"),
        ("작성: 주식회사 나래숲 사업팀 / 제출처: 가람시", "주식회사 나래숲"),
        ("수신: ㈜다솜평가\n제출: ㈜가온물길", "㈜가온물길"),
        ("제출: 가람 물길 컨소시엄 (대표 ㈜가온물길)", "가람 물길 컨소시엄"),
    ],
)
def test_a_word_before_the_name_says_who_gives_a_paper_out(line: str, name: str) -> None:
    assert publisher(f"# 물길지기 성과 보고\n\n{line}\n\n물이 새는 곳을 찾는다.\n") == name


def test_the_only_firm_of_the_opening_counts_where_the_paper_goes_on_about_it() -> None:
    told = "㈜가온물길이 지은 앱이다. 가온물길은 열 명이 일한다. 가온물길의 앱은 쉽다."
    assert publisher(f"# 물길지기 소개\n\n{told}\n") == "㈜가온물길"
    assert publisher("# 물길지기 소개\n\n㈜가온물길이 지은 앱이다. 앱은 쉽다.\n") is None


def test_of_two_firms_neither_counts_without_a_word() -> None:
    told = "㈜가온물길과 ㈜나래숲이 만났다. 가온물길과 나래숲은 이웃이다. 가온물길, 나래숲."
    assert publisher(f"# 만남\n\n{told}\n") is None

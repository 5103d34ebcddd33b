"""Whose paper it is where a firm is named, but nobody says that it gave the paper out."""

from __future__ import annotations

import pytest

from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from extractors.nlp.paper_firm import firm_of_paper


def firm(text: str) -> str | None:
    document = lay_out_text(text, document_id="sha256:a", source_name="a.md", media_type="text/markdown")
    return firm_of_paper(document, read_header(document))


@pytest.mark.parametrize(
    "opening",
    [
        "얼음 상자를 지켜보는 ㈜가온고드름의 관제실을 찾았다.",
        "이 보고서는 (주)가온고드름이 한 해 동안 한 일을 적었다.",
        "| 회사 | ㈜가온고드름 |\n| --- | --- |\n| 설립 | 2017 |",
    ],
)
def test_a_paper_that_names_one_firm_at_its_start_is_about_it(opening: str) -> None:
    assert (firm(f"# 얼음 상자\n\n{opening}\n\n상자는 4도를 지킨다.\n") or "").endswith("가온고드름")


@pytest.mark.parametrize(
    "opening",
    [
        "여수시는 ㈜가온고드름의 상자를 샀다.",
        "얼음 상자를 ㈜가온고드름에 맡겼다.",
        "얼음 상자를 ㈜가온고드름과 함께 지었다.",
        "㈜가온고드름이 짓고 ㈜나래숲이 나른다.",
        "얼음 상자는 차다.",
        "[보도자료] 2022년 스마트도시 인증 결과를 ㈜가온고드름이 들었다.",
    ],
)
def test_a_partner_a_supplier_and_one_of_several_firms_are_not_whom_it_is_about(opening: str) -> None:
    assert firm(f"# 얼음 상자\n\n{opening}\n\n상자는 4도를 지킨다.\n") is None


def test_a_firm_that_is_named_far_down_is_not_whom_it_is_about() -> None:
    assert firm("# 얼음 상자\n\n" + "상자는 4도를 지킨다. " * 200 + "㈜가온고드름이 지었다.\n") is None

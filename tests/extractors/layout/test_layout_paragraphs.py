"""Lines become paragraphs, list items with their tree, notes bound to their stars."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractors.layout.markers import find_marker, find_ocr_marker
from schemas.document import Document

Lay = Callable[..., Document]
ROW = "가나다라 마바사아 자차카타 파하거너 더러머버 서어저처 커터퍼허 고노도로"  # 375 points at size 10


def tree(document: Document) -> list[tuple[str | None, int | None, str | None]]:
    texts = {block.block_id: block.span.slice(document.text)[:4] for block in document.blocks}
    return [(block.marker, block.level, texts.get(block.parent_id or "")) for block in document.blocks]


def test_wrapped_lines_are_one_paragraph(sheet: Any, laid: Lay) -> None:
    sheet.lines(60, 100, [ROW, ROW, "끝이다."])
    [block] = laid(sheet).blocks
    assert block.kind.value == "paragraph"


def test_the_last_syllable_of_a_sentence_on_a_line_of_its_own_is_no_marker(sheet: Any, laid: Lay) -> None:
    sheet.lines(60, 100, [f"가. {ROW[3:]}", f"나. {ROW[3:-2]}줄였", "다. 점검도 한다.", "다. 셋째이다."])
    assert [block.marker for block in laid(sheet).blocks] == ["가.", "나.", "다."]


def test_a_gap_between_lines_begins_a_paragraph(sheet: Any, laid: Lay) -> None:
    sheet.lines(60, 100, [ROW, ROW, "끝이다."])
    sheet.lines(60, 190, [ROW, ROW, "또 끝이다."])
    assert len(laid(sheet).blocks) == 2


def test_the_bullet_tree_follows_the_signs(sheet: Any, laid: Lay) -> None:
    sheet.lines(
        60,
        100,
        [
            "□ 사업 개요이다.",
            " ㅇ 대상을 정한다.",
            "  - 아홉 곳이다.",
            "   * 가나다 순",
            " ㅇ 기간을 정한다.",
            "□ 계획이다.",
        ],
        pitch=20,
    )
    assert tree(laid(sheet)) == [
        ("□", 1, None),
        ("ㅇ", 2, "□ 사업"),
        ("-", 3, "ㅇ 대상"),
        ("*", 4, "- 아홉"),
        ("ㅇ", 2, "□ 사업"),
        ("□", 1, None),
    ]


def test_numbers_and_letters_nest_by_where_they_first_stand(sheet: Any, laid: Lay) -> None:
    sheet.lines(
        60, 100, ["가. 추진 배경", "  1) 여건을 살폈다.", "  2) 수요를 모았다.", "나. 추진 내용"], pitch=20
    )
    assert tree(laid(sheet)) == [("가.", 1, None), ("1)", 2, "가. 추"), ("2)", 2, "가. 추"), ("나.", 1, None)]


def test_a_hanging_line_goes_on_with_its_item(sheet: Any, laid: Lay, shown: Any) -> None:
    sheet.put(60, 100, f"□ {ROW}")
    sheet.put(75, 116, "이어지는 줄은 글자에 맞추어 들여 쓴다.")
    sheet.put(60, 136, "□ 다음 항목이다.")
    assert [kind for kind, _ in shown(laid(sheet))] == ["list_item", "list_item"]


def test_a_bracketed_number_inside_a_sentence_begins_no_item(sheet: Any, laid: Lay) -> None:
    sheet.put(60, 100, f"○ {ROW} (규격")
    sheet.put(75, 116, "3) 기준을 따른다.")
    assert len(laid(sheet).blocks) == 1


def test_a_note_is_bound_to_the_star_it_explains(sheet: Any, laid: Lay) -> None:
    sheet.put(60, 100, "□ 인증 도시는 혁신제품* 지정을 받는다.")
    sheet.put(75, 120, "* 혁신제품: 공공기관이 먼저 사는 제품")
    document = laid(sheet)
    [(block_id, span)] = document.footnotes
    assert block_id == "b2"
    assert document.text[span.start - 4 : span.end] == "혁신제품*"


def test_a_paragraph_over_a_page_break_is_one_block_with_two_parts(sheets: Any, laid: Lay) -> None:
    first, second = sheets(2)
    first.put(60, 700, f"□ {ROW}")
    first.put(283, 790, "- 1 -")
    second.put(75, 60, "다음 쪽에 이어진 문장이 여기서 끝난다.")
    second.put(60, 100, "□ 새 항목이다.")
    second.put(283, 790, "- 2 -")
    document = laid(first, second)
    block = document.blocks[0]
    assert [part.page_no for part in block.parts] == [1, 2]
    assert all(part.span is not None and block.span.contains(part.span) for part in block.parts)
    assert [one.kind.value for one in document.blocks] == [
        "list_item",
        "page_number",
        "list_item",
        "page_number",
    ]


def test_a_full_line_that_ends_its_sentence_does_not_run_over_the_page(sheets: Any, laid: Lay) -> None:
    first, second = sheets(2)
    first.put(60, 700, f"□ {ROW}다.")
    second.put(60, 60, "새 쪽의 문단이다.")
    assert len(laid(first, second).blocks) == 2


def test_titles_subtitles_and_sections_are_headings(sheet: Any, laid: Lay) -> None:
    sheet.put(120, 100, "스마트도시 아홉 곳 인증", size=22, bold=True)
    sheet.put(170, 140, "- 대도시 네 곳 포함 -", size=13)
    sheet.lines(60, 180, [ROW, ROW, "끝이다."])
    sheet.put(60, 240, "<① 도시 인증>")
    sheet.put(60, 270, "1. 서비스와 기반시설")
    sheet.put(60, 300, "1.1 버스 도착안내 보급률")
    sheet.lines(60, 330, [ROW, "끝이다."])
    kinds = [(block.kind.value, block.level) for block in laid(sheet).blocks]
    assert kinds == [
        ("heading", 1), ("heading", 2), ("paragraph", None), ("heading", 2), ("heading", 1), ("heading", 2),
        ("paragraph", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("○만약 없으면", "○"),
        ("(1) 대상", "(1)"),
        ("1.1 버스 도착", "1.1"),
        ("주1) 인구 기준", "주1)"),
        ("① 시민 참여", "①"),
        ("2022. 9. 29.(목)", None),
        ("6. 21.(금) 배포", None),
        ("1.8은 자료가 없음", None),
        ("1.5 이상", None),
        ("-5도", None),
        ("*", None),
        ("가나다 순", None),
    ],
)
def test_markers_are_told_from_numbers_and_dates(text: str, marker: str | None) -> None:
    assert find_marker(text) == marker


def test_letters_that_ocr_made_of_bullets_need_a_reason() -> None:
    assert find_ocr_marker("디", 0.95, hangs=True) == "□"
    assert find_ocr_marker("더", 0.5, hangs=True) == "□"
    assert find_ocr_marker("더", 0.95, hangs=True) is None
    assert find_ocr_marker("7", 0.3, hangs=False) is None
    assert find_ocr_marker("도시", 0.3, hangs=True) is None


def test_on_a_scan_the_text_stays_as_read_and_the_marker_is_told(sheet: Any, laid: Lay) -> None:
    sheet.origin = "ocr"
    sheet.put(60, 100, f"디 {ROW}", confidence=0.4, line_key=(1, 1, 1))
    sheet.put(75, 116, "이어지는 줄이다.", confidence=0.9, line_key=(1, 1, 2))
    [block] = laid(sheet).blocks
    assert block.marker == "□"
    assert laid(sheet).text.startswith("디 ")

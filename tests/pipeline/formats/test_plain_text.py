"""Printed text: what a person would paste into a mail."""

from __future__ import annotations

import pytest

from pipeline.formats.columns import WIDEST, display_width
from pipeline.formats.plain_text import document_text
from schemas.document import BlockKind, Region
from tests.pipeline.formats.drawn import Draft
from tests.pipeline.formats.published import printed_words, reading, squeezed
from tests.pipeline.samples import BORN_DIGITAL, jipyo


def test_blocks_stand_apart_items_below_each_other_and_furniture_is_left_out() -> None:
    draft = Draft()
    draft.put(BlockKind.HEADER, "머리글", region=Region.FURNITURE)
    draft.put(BlockKind.HEADING, "제목", level=1)
    square = draft.item("□ 배경")
    circle = draft.item("ㅇ 대상", parent=square)
    draft.item("* 시와 군", parent=circle)
    draft.put(BlockKind.PARAGRAPH, "끝으로")
    assert document_text(draft.document(), ()) == "제목\n\n□ 배경\n  ㅇ 대상\n    * 시와 군\n\n끝으로\n"


def test_a_small_table_is_aligned_and_hangul_counts_as_two_columns() -> None:
    draft = Draft()
    draft.put(BlockKind.CAPTION, "<표 1> 예산")
    draft.table([["구분", "액수", "비고"], ["a", "1,250", "첫째\n둘째"], ["서울시", "", "없음"]], heads=1)
    assert document_text(draft.document(), ()) == (
        "<표 1> 예산\n구분    액수   비고\na       1,250  첫째\n               둘째\n서울시         없음\n"
    )


def test_a_table_too_wide_for_a_mail_has_tabs() -> None:
    draft = Draft()
    draft.table([["구분", "내용"], ["가" * WIDEST, "첫째\n둘째"]], heads=1)
    assert document_text(draft.document(), ()) == f"구분\t내용\n{'가' * WIDEST}\t첫째 둘째\n"


def test_a_note_of_the_page_ends_it_and_a_note_of_a_table_stays_below_it() -> None:
    draft = Draft()
    draft.put(BlockKind.PARAGRAPH, "첫 쪽")
    draft.put(BlockKind.FOOTNOTE, "주1) 쪽의 주석")
    draft.table([["가", "나"]])
    draft.put(BlockKind.FOOTNOTE, "자료: 표의 주석")
    draft.put(BlockKind.PARAGRAPH, "둘째 쪽", page_no=2)
    assert document_text(draft.document(), ()) == (
        "첫 쪽\n\n가  나\n자료: 표의 주석\n\n주1) 쪽의 주석\n\n둘째 쪽\n"
    )


@pytest.mark.parametrize("path", BORN_DIGITAL, ids=lambda path: path.name)
def test_every_character_is_in_the_text(path) -> None:
    found = reading(path)
    shown = document_text(found.document, ())
    lost = set(printed_words(found.document, found.document.text)) - set(squeezed(shown))
    assert not lost
    assert len(squeezed(shown)) >= len(printed_words(found.document, found.document.text))


def test_aligned_columns_begin_at_the_same_column_on_real_pages() -> None:
    shown = document_text(reading(BORN_DIGITAL[0]).document, ()).splitlines()
    labelled = [line for line in shown if "책임자" in line or "담당자" in line]
    places = {display_width(line[: line.index("자 ") + 1]) for line in labelled}
    assert len(labelled) == 2
    assert len(places) == 1


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_only_the_pages_that_are_asked_for_are_printed(form: str) -> None:
    shown = jipyo("read", BORN_DIGITAL[0], "--format", form, "--pages", "6").stdout
    assert "참고 2" in shown
    assert "참고 1 스마트도시" not in shown
    assert ("<!-- page 6 -->" in shown) is (form == "markdown")
    assert "<!-- page 1 -->" not in shown

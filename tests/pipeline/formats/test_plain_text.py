"""Printed text: what a person would paste into a mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.formats.columns import WIDEST, display_width
from pipeline.formats.markdown import document_markdown
from pipeline.formats.plain_text import document_text
from schemas.document import BlockKind, Cell, Region, Table
from tests.pipeline.formats.drawn import Draft, Place
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


def test_a_label_of_several_lines_stands_beside_the_rows_that_it_spans() -> None:
    draft = Draft()
    texts = ["신청\n기관\n이름", "기관명", "가온시", "전화", "없음"]
    spans = [(0, 0, 2), (0, 1, 1), (0, 2, 1), (1, 1, 1), (1, 2, 1)]
    draft.grid(
        [Place(row, col, size, 1, False, text) for (row, col, size), text in zip(spans, texts, strict=True)]
    )
    assert document_text(draft.document(), ()) == "신청  기관명  가온시\n기관  전화    없음\n이름\n"


def test_a_table_in_a_cell_is_aligned_as_well() -> None:
    draft = Draft()
    draft.table([["예산", "아래와 같음\n연도\n금액\n2021\n310"]])
    held = draft.tables[0].cells[1]
    places = ((0, 0), (0, 1), (1, 0), (1, 1))
    cells = tuple(
        Cell(*place, 1, 1, False, item.span, None, (), (item,))
        for place, item in zip(places, held.items[1:], strict=True)
    )
    draft.tables.append(Table("t1.1", "b1", 2, 2, cells, parent_id="t1"))
    document = draft.document()
    assert document_text(document, ()) == "예산  아래와 같음\n      연도  금액\n      2021  310\n"
    row = "<tr><td>연도</td><td>금액</td></tr><tr><td>2021</td><td>310</td></tr>"
    assert f"아래와 같음<table><tbody>{row}</tbody></table></td>" in document_markdown(document, ())


def test_an_item_behind_the_notes_of_a_table_begins_something_new() -> None:
    draft = Draft()
    first = draft.item("1. 총괄표")
    draft.table([["가", "나"]])
    draft.item("* 표의 주석", parent=first)
    draft.item("2. 조직")
    draft.item("* 항목의 주석", parent="b4")
    draft.item("3. 예산")
    assert document_text(draft.document(), ()) == (
        "1. 총괄표\n\n가  나\n  * 표의 주석\n\n2. 조직\n  * 항목의 주석\n3. 예산\n"
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
def test_every_character_is_in_the_text(path: Path) -> None:
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

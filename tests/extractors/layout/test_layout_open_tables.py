"""Tables without rules between columns, and without any; and what looks like one and is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from schemas.document import Document, Region
from schemas.page import Ruling

Lay = Callable[..., Document]
FIGURES = (
    ("구분", "2022년", "2023년", "2024년"),
    ("빈집", "120", "85", "1,031"),
    ("고친 집", "12", "9", "41"),
    ("합계", "132", "94", "1,072"),
)


def put_rows(sheet: Any, rows: Sequence[Sequence[str]], *, top: float = 120, pitch: float = 22) -> None:
    """A left column and right-aligned ones, at size 10."""
    for number, row in enumerate(rows):
        sheet.put(60, top + number * pitch, row[0])
        for right, text in zip((250, 350, 450), row[1:], strict=False):
            sheet.put(right - 10 * len(text), top + number * pitch, text)


def rule(sheet: Any, *levels: float, left: float = 56, right: float = 456) -> None:
    sheet.rulings += [Ruling(left, y, right, y) for y in levels]


def rows_of(document: Document) -> list[list[str | None]]:
    [table] = document.tables
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.n_rows)]


def test_columns_without_any_rule_are_a_table(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, FIGURES)
    assert rows_of(laid(sheet)) == [list(row) for row in FIGURES]


def test_rules_at_head_and_foot_alone_frame_a_table(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, FIGURES)
    rule(sheet, 104, 126, 192)
    document = laid(sheet)
    assert rows_of(document) == [list(row) for row in FIGURES]
    assert {cell.row for cell in document.tables[0].cells if cell.is_header} == {0}


def test_a_head_over_a_short_rule_stands_over_its_columns(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, FIGURES[1:], top=142)
    for right, text in zip((250, 350, 450), ("수", "고침", "남음"), strict=True):
        sheet.put(right - 10 * len(text), 120, text)
    sheet.put(290, 104, "집과 땅")
    sheet.put(60, 112, "마을")
    rule(sheet, 90, 127, 196)
    rule(sheet, 107, left=280, right=456)
    table = laid(sheet).tables[0]
    heads = {(one.text, one.row, one.col, one.row_span, one.col_span) for one in table.cells if one.row < 2}
    assert ("집과 땅", 0, 2, 1, 2) in heads
    assert ("마을", 0, 0, 2, 1) in heads


def test_a_cell_of_two_lines_is_one_row(sheet: Any, laid: Lay) -> None:
    for y, row in (
        (120, ("이름", "하는 일", "수")),
        (145, ("고침", "지붕을 새로", "12")),
        (185, ("비움", "헐고 치운다", "9")),
    ):
        for x, text in zip((60, 180, 400), row, strict=True):
            sheet.put(x, y, text)
    sheet.put(180, 159, "얹고 벽을 바른다")
    sheet.put(150, 95, "< 집을 고치는 일 >")
    rows = rows_of(laid(sheet))
    assert rows[1:] == [["고침", "지붕을 새로 얹고 벽을 바른다", "12"], ["비움", "헐고 치운다", "9"]]


def test_only_the_head_is_drawn_and_the_rows_keep_to_its_columns(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, FIGURES)
    sheet.grid([56, 160, 260, 360, 456], [104, 126])
    assert rows_of(laid(sheet)) == [list(row) for row in FIGURES]


def test_a_frame_with_rules_between_rows_holds_columns(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, FIGURES)
    sheet.grid([56, 456], [104, 126, 148, 170, 192])
    assert rows_of(laid(sheet)) == [list(row) for row in FIGURES]


NO_TABLES = {
    "items of a list": [("○ 일시", "2024. 5. 21."), ("○ 장소", "군청 앞"), ("○ 대상", "누구나"), ("○ 비용", "없음")],
    "a form": [("이름 :", "가나다"), ("사는 곳 :", "솔안마을"), ("하는 일 :", "농사"), ("바라는 것 :", "집")],
    "contacts": [("농촌과", "과장", "054-000-0001"), ("산업과", "팀장", "054-000-0002"), ("도시과", "팀장", "054-000-0003")],
    "contents": [("머리말", "1"), ("빈집의 쓸모", "4"), ("고친 집들", "9"), ("물음과 답", "12")],
    "contents with dots": [("머리말 ··········", "1"), ("빈집의 쓸모 ········", "4"), ("고친 집들 ········", "9")],
}  # fmt: skip


@pytest.mark.parametrize("rows", NO_TABLES.values(), ids=NO_TABLES)
def test_what_stands_in_columns_is_not_always_a_table(sheet: Any, laid: Lay, rows: Any) -> None:
    for number, row in enumerate(rows):
        for x, text in zip((60, 250, 400), row, strict=False):
            sheet.put(x, 120 + 22 * number, text)
    assert laid(sheet).tables == ()


def test_prose_in_two_columns_is_no_table(sheet: Any, laid: Lay) -> None:
    full = "가나다라 마바사아 자차카타 파하거너"
    sheet.lines(60, 120, [f"왼{n} {full}" for n in range(6)])
    sheet.lines(320, 120, [f"오{n} {full}" for n in range(6)])
    rule(sheet, 90, 230, right=540)
    assert laid(sheet).tables == ()


def test_a_chart_of_lines_in_a_frame_is_a_picture(sheet: Any, laid: Lay) -> None:
    sheet.grid([60, 360], [100, 260])
    sheet.grid([100, 140, 160, 200, 220, 260, 280, 340], [120, 150, 180, 210, 240])
    for x, y, text in (
        (70, 125, "30"),
        (70, 185, "20"),
        (105, 255, "2022년"),
        (165, 255, "2023년"),
        (225, 255, "2024년"),
    ):
        sheet.put(x, y, text, size=8)
    document = laid(sheet)
    assert document.tables == ()
    assert {block.region for block in document.blocks} == {Region.FIGURE}


def test_the_border_of_a_title_box_is_no_rule_under_a_head(sheet: Any, laid: Lay) -> None:
    sheet.grid([56, 120, 456], [72, 96])
    sheet.put(66, 90, "붙임 1")
    sheet.put(130, 90, "빈집과 고친 집의 현황")
    sheet.put(60, 112, "1. 현황")
    put_rows(sheet, FIGURES, top=132)
    assert rows_of(laid(sheet)) == [list(row) for row in FIGURES]


def test_a_unit_line_with_a_wide_blank_is_no_row_of_the_table_below_it(sheet: Any, laid: Lay) -> None:
    rows = (("구분", "집", "율"), ("북마을", "41", "30"), ("남마을", "985", "64"), ("강마을", "12", "107"))
    for number, row in enumerate(rows):
        for right, text in zip((90, 345, 400), row, strict=True):
            sheet.put(right - 10 * len(text), 126 + number * 22, text)
    sheet.put(329, 104, "(단위:")
    sheet.put(380, 104, "%)")
    document = laid(sheet)
    assert rows_of(document) == [list(row) for row in rows]
    assert document.tables[0].unit_note == "(단위: %)"


def test_rules_under_headings_do_not_swallow_the_ruled_table_between_them(sheet: Any, laid: Lay) -> None:
    """Number and title of a heading stand like two cells over a rule of the page's width."""
    for top, number, title in ((84, "1", "지표별 점수"), (240, "2", "주요 실적")):
        sheet.put(60, top, number)
        sheet.put(90, top, title)
        rule(sheet, top + 14)
    for at in range(3):
        sheet.put(60, 36 + 16 * at, f"이름 {at}")
        sheet.put(200, 36 + 16 * at, f"내용 {at}")
    rule(sheet, 24)
    put_rows(sheet, FIGURES)
    rule(sheet, 108, 132, 154, 176, 198)
    sheet.rulings += [Ruling(x, 108, x, 198) for x in (56, 160, 260, 360, 456)]
    ruled = [table for table in laid(sheet).tables if table.n_cols == 4]
    assert [cell.text for table in ruled for cell in table.cells] == [text for row in FIGURES for text in row]


def test_a_rule_below_a_drawn_head_may_leave_out_the_label_of_its_rows(sheet: Any, laid: Lay) -> None:
    sheet.grid([60, 160, 260, 360], [100, 120])
    for x, text in zip((70, 170, 270), ("마을", "시설", "대수"), strict=True):
        sheet.put(x, 115, text)
    rows = ((132, ("", "버스", "")), (144, ("북마을", "가로등", "7")), (156, ("", "길", "5")))
    below = ((178, ("남마을", "쉼터", "3")), (200, ("동마을", "숲", "9")))
    for y, texts in (*rows, *below):
        for x, text in zip((70, 170, 270), texts, strict=True):
            sheet.put(x, y, text)
    rule(sheet, 133, 145, left=160, right=360)
    rule(sheet, 162, 184, 206, left=60, right=360)
    table = laid(sheet).tables[0]
    found = {cell.text: (cell.row, cell.col) for cell in table.cells if cell.text}
    assert (table.n_rows, found["버스"], found["가로등"], found["길"]) == (6, (1, 1), (2, 1), (3, 1))

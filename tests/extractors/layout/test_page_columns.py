"""Columns are known by what fills them elsewhere: short texts, headings and tables keep to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

from extractors.layout.page_columns import find_gutters
from fixtures.drawn_briefings import drawn_briefing
from fixtures.text_layer import read_text_layer
from schemas.document import Document
from schemas.geometry import Box
from schemas.page import Ruling
from tests.layout_measures import (
    drawn_tables,
    read_tables,
    table_scores,
    text_scores,
    together,
    without_figures,
)

Lay = Callable[..., Document]
BODY = "가나다라 마바사아 자차카타"
# Measured: .0035 and .9978, cells .9401 over six documents. A floor may only be made stricter.
MOST_WRONG, LEAST_ORDER, LEAST_CELLS = 0.01, 0.99, 0.92


def assert_in_order(text: str, *marks: str) -> None:
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places), text


def test_random_briefings_are_read_in_order_and_cell_by_cell(tmp_path: Path) -> None:
    drawn = [drawn_briefing(seed, tmp_path) for seed in range(1, 7)]
    read = [read_text_layer(one.pdf) for one in drawn]
    texts = [
        text_scores(one.truth, other.text, without_figures(other))
        for one, other in zip(drawn, read, strict=True)
    ]
    tables = [
        table_scores(drawn_tables(one.truth), read_tables(other))
        for one, other in zip(drawn, read, strict=True)
    ]
    told = fmean(one.error_rate for one in texts), fmean(one.order for one in texts), together(tables).cell_f1
    assert told[0] <= MOST_WRONG, told
    assert told[1] >= LEAST_ORDER, told
    assert told[2] >= LEAST_CELLS, told


def test_boxes_of_one_width_side_by_side_tell_the_gutters_between_all_columns_of_the_page() -> None:
    walls = [Box(50, 100, 200, 160), Box(220, 120, 370, 300), Box(50, 400, 540, 450)]
    assert find_gutters([((), walls)]) == [((200, 220), (370, 390))]


def test_boxes_of_different_width_tell_no_columns() -> None:
    assert find_gutters([((), [Box(50, 100, 200, 160), Box(220, 120, 540, 300)])]) == []


def test_a_box_in_the_first_of_three_columns_is_no_note(sheet: Any, laid: Lay) -> None:
    sheet.grid([50, 180], [100, 200])
    sheet.put(60, 120, "왼 상자 글")
    for column, x in (("중", 210), ("끝", 370)):
        sheet.lines(x, 100, [f"{column}{n} 가나다라 마바사아" for n in range(6)])
    assert_in_order(laid(sheet).text, "왼 상자", "중0", "중5", "끝0", "끝5")


def test_a_title_beside_cells_parts_two_columns(sheet: Any, laid: Lay) -> None:
    for n, (label, value) in enumerate(
        [("이름", "값"), ("가람", "12"), ("나래", "345"), ("다온", "6"), ("라온", "78")]
    ):
        sheet.put(60, 100 + 22 * n, label)
        sheet.put(200, 100 + 22 * n, value)
    sheet.put(330, 104, "<표 2> 둘째 표의 이름")
    for n, (label, value) in enumerate([("구분", "수"), ("마루", "9"), ("버들", "31"), ("아라", "27")]):
        sheet.put(330, 128 + 24 * n, label)
        sheet.put(480, 128 + 24 * n, value)
    assert_in_order(laid(sheet).text, "이름", "라온", "<표 2>", "구분", "마루", "아라")


def test_rules_at_one_height_in_two_columns_are_two_tables(sheet: Any, laid: Lay) -> None:
    for x in (60, 320):
        for y in (95, 115, 135, 155):
            sheet.rulings.append(Ruling(x, y, x + 200, y))
        for n, row in enumerate((("이름", "수량"), ("가람", "12"), ("나래", "34"))):
            sheet.put(x + 10, 110 + 20 * n, row[0])
            sheet.put(x + 140, 110 + 20 * n, row[1])
    assert [(table.n_rows, table.n_cols) for table in laid(sheet).tables] == [(3, 2), (3, 2)]


def test_a_title_in_dark_brackets_above_a_table_is_its_caption(sheet: Any, laid: Lay) -> None:
    sheet.put(60, 80, "【표 1-1】 자체 점검 결과와 근거")
    sheet.grid([60, 200, 340], [100, 120, 140, 160])
    for n, row in enumerate((("이름", "수량"), ("가람", "12"), ("나래", "34"))):
        sheet.put(70, 114 + 20 * n, row[0])
        sheet.put(210, 114 + 20 * n, row[1])
    assert laid(sheet).tables[0].caption == "【표 1-1】 자체 점검 결과와 근거"


def test_what_is_as_narrow_as_notes_and_labels_tells_no_columns() -> None:
    narrow = [Box(50, 100, 115, 160), Box(145, 100, 210, 160), Box(50, 400, 540, 450)]
    assert find_gutters([((), narrow)]) == []


def test_a_note_behind_a_rule_is_read_as_one_where_the_other_column_stands_empty(
    sheet: Any, laid: Lay
) -> None:
    sheet.put(60, 60, "온 쪽에 걸친 글이 하나 있어 다른 쪽이 비었음을 알려 준다 가나다라 마바")
    sheet.lines(60, 100, [f"글{n} {BODY[:9]}" for n in range(6)])
    sheet.rulings.append(Ruling(215, 90, 215, 150))
    sheet.lines(222, 100, ["곁들인 말이", "둘째 줄", "셋째 줄"], size=8, pitch=12)
    assert_in_order(laid(sheet).text, "글0", "글5", "곁들인", "셋째 줄")


def test_a_paragraph_broken_at_the_end_of_the_left_column_belongs_to_it_after_a_space(
    sheet: Any, laid: Lay
) -> None:
    sheet.lines(60, 100, [f"앞{n} {BODY} 파하거" for n in range(6)])
    sheet.lines(330, 103, [f"오{n} {BODY} 파하거" for n in range(6)])
    sheet.lines(60, 225, [f"뒤{n} {BODY} 파하거" for n in range(2)])
    sheet.put(60, 300, "온 쪽에 걸친 글이 하나 있어 두 단이 끝났음을 알려 준다 가나다라 마바사아 자차")
    assert_in_order(laid(sheet).text, "앞5", "뒤0", "뒤1", "오0", "오5", "온 쪽")


def test_a_heading_above_lines_that_fill_a_known_column_stands_in_that_column(sheet: Any, laid: Lay) -> None:
    sheet.grid([60, 290], [420, 460])
    sheet.put(70, 445, "왼상자")
    sheet.grid([310, 540], [420, 480])
    sheet.put(320, 445, "오상자")
    for n in range(2):
        sheet.put(310, 200 + 16 * n, f"오글{n} 가나다 라마바사")
    sheet.put(60, 200, "왼글 가나다")
    sheet.put(60, 260, "마당 제목", size=14)
    sheet.lines(60, 285, ["글이 이어지는데 왼쪽 단의 끝까지 가득차고 남는", "말은 다음 줄에"])
    sheet.put(60, 390, "온 쪽에 걸친 글이 하나 있어 두 단이 끝났음을 알려 준다 가나다라 마바사아 자차")
    assert_in_order(laid(sheet).text, "왼글", "마당 제목", "글이 이어", "오글0", "오글1", "온 쪽")


def test_level_lines_that_fill_known_columns_are_no_table(sheet: Any, laid: Lay) -> None:
    """Four lines of each stand level, with nothing above but what told the columns."""
    for x in (60, 320):
        sheet.grid([x, x + 210], [60, 120])
        sheet.put(x + 10, 90, f"상자 {x}")
    for column, x in (("왼", 60), ("오", 320)):
        sheet.lines(x, 160, [f"{column}{n} 가나다라 마바사아 자차카" for n in range(3)])
        sheet.put(x, 208, f"{column}3 끝이다.")
    document = laid(sheet)
    assert document.tables == ()
    assert_in_order(document.text, "왼0", "왼3", "오0", "오3")


def test_the_title_of_a_table_ends_narrower_columns_above_it_whatever_stands_beside(
    sheet: Any, laid: Lay
) -> None:
    for column, x in (("하나", 60), ("둘", 220), ("셋", 380)):
        sheet.lines(x, 100, [f"{column}{n} 가나다라 마바사아" for n in range(7)])
    sheet.put(60, 232, "표 5. 한 달 살림")
    sheet.grid([60, 130, 200, 290], [242, 262, 282, 302])
    for n, row in enumerate((("쓴 곳", "수", "값"), ("품삯", "4", "5"), ("부품", "6", "7"))):
        for x, text in zip((70, 140, 210), row, strict=True):
            sheet.put(x, 257 + 20 * n, text)
    sheet.lines(310, 232, [f"오른{n} 가나다라 마바사아 자차카" for n in range(5)])
    assert_in_order(
        laid(sheet).text, "하나0", "하나6", "둘0", "둘6", "셋0", "셋6", "표 5.", "품삯", "오른0", "오른4"
    )

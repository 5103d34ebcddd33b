"""Ruled tables: cells, heads, captions, pictures, and tables over page breaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schemas.document import Cell, Document, Region
from schemas.geometry import Box

Lay = Callable[..., Document]
XS = [60, 140, 300, 540]


def head(sheet: Any, y: float) -> None:
    for x, text in zip(XS, ("분야", "주요 부문", "주요 내용"), strict=False):
        sheet.put(x + 20, y, text, bold=True)


def cell(document: Document, row: int, col: int) -> Cell:
    return next(one for one in document.tables[0].cells if (one.row, one.col) == (row, col))


def test_a_row_ends_with_a_line_end_and_its_cells_are_divided_by_tabs(sheet: Any, laid: Lay) -> None:
    sheet.grid([60, 200, 400], [100, 130, 160])
    sheet.put(70, 120, "구분", bold=True)
    sheet.put(210, 120, "곳", bold=True)
    sheet.put(70, 150, "대도시")
    sheet.put(210, 150, "4")
    document = laid(sheet)
    assert document.text == "구분\t곳\n대도시\t4\n"
    assert [one.is_header for one in document.tables[0].cells] == [True, True, False, False]


def test_an_empty_cell_has_no_span(sheet: Any, laid: Lay) -> None:
    sheet.grid([60, 200, 400], [100, 130, 160])
    sheet.put(70, 120, "구분")
    sheet.put(210, 120, "곳")
    sheet.put(210, 150, "4")
    document = laid(sheet)
    assert (cell(document, 1, 0).span, cell(document, 1, 0).text, cell(document, 1, 0).items) == (
        None,
        None,
        (),
    )
    assert document.text == "구분\t곳\n\t4\n"


def test_a_nested_head_has_two_rows(sheet: Any, laid: Lay) -> None:
    sheet.grid([60, 160, 260, 360], [100, 160, 190])
    sheet.rulings += [type(sheet.rulings[0])(160, 130, 360, 130)]
    sheet.rulings = [rule for rule in sheet.rulings if (rule.x0, rule.x1) != (260, 260)]
    sheet.rulings += [type(sheet.rulings[0])(260, 130, 260, 190)]
    sheet.put(80, 135, "구분", bold=True)
    sheet.put(220, 120, "2022년", bold=True)
    for x, text in ((170, "1분기"), (270, "2분기")):
        sheet.put(x, 150, text, bold=True)
    for x, text in ((80, "합계"), (170, "282.3"), (270, "198.5")):
        sheet.put(x, 180, text)
    table = laid(sheet).tables[0]
    shapes = [(one.row, one.col, one.row_span, one.col_span, one.is_header) for one in table.cells]
    assert shapes == [
        (0, 0, 2, 1, True), (0, 1, 1, 2, True), (1, 1, 1, 1, True), (1, 2, 1, 1, True),
        (2, 0, 1, 1, False), (2, 1, 1, 1, False), (2, 2, 1, 1, False),
    ]  # fmt: skip


def test_caption_and_unit_are_told_to_the_table(sheet: Any, laid: Lay) -> None:
    sheet.put(150, 80, "< 연도별 현황 >")
    sheet.put(320, 95, "(단위: 곳)")
    sheet.grid([60, 200, 400], [100, 130, 160])
    for x, y, text in ((70, 120, "구분"), (210, 120, "수"), (70, 150, "도시"), (210, 150, "9")):
        sheet.put(x, y, text)
    document = laid(sheet)
    table = document.tables[0]
    assert (table.caption, table.unit_note) == ("< 연도별 현황 >", "(단위: 곳)")
    assert [block.kind.value for block in document.blocks] == ["caption", "caption", "table"]


def test_a_title_box_is_a_heading(sheet: Any, laid: Lay, shown: Any) -> None:
    sheet.grid([60, 130, 500], [60, 90])
    sheet.put(70, 80, "참고 1")
    sheet.put(140, 80, "인증 도시의 우수 사례")
    assert shown(laid(sheet)) == [("heading", "참고 1 인증 도시의 우수 사례")]


def test_two_boxes_side_by_side_are_one_title(sheet: Any, laid: Lay, shown: Any) -> None:
    sheet.grid([60, 120], [60, 90])
    sheet.grid([130, 500], [60, 90])
    sheet.put(65, 80, "붙임 2")
    sheet.put(140, 80, "추진 일정")
    assert shown(laid(sheet)) == [("heading", "붙임 2 추진 일정")]


def test_words_of_a_picture_are_figure_text_and_its_caption_is_told(sheet: Any, laid: Lay) -> None:
    sheet.grid(XS, [100, 130, 300])
    head(sheet, 120)
    sheet.put(70, 200, "안산시")
    sheet.figures.append(Box(150, 140, 290, 260))
    sheet.put(170, 200, "관제 화면")
    sheet.put(150, 285, "[통합관제센터]")
    sheet.put(310, 160, "- 관제센터를 운영한다.")
    items = cell(laid(sheet), 1, 1).items
    assert [(item.kind.value, item.region) for item in items] == [
        ("figure", Region.FIGURE),
        ("caption", Region.TABLE),
    ]


def test_a_diagram_of_lines_in_a_cell_is_a_picture(sheet: Any, laid: Lay) -> None:
    sheet.grid(XS, [100, 130, 300])
    head(sheet, 120)
    sheet.grid([150, 290], [140, 260])
    sheet.grid([160, 220], [150, 190])
    sheet.put(165, 175, "감지기")
    sheet.put(310, 160, "- 감지기를 설치하였다.")
    document = laid(sheet)
    assert len(document.tables) == 1
    assert [item.region for item in cell(document, 1, 1).items] == [Region.FIGURE]


def test_items_of_a_cell_are_told_apart_by_their_marks(sheet: Any, laid: Lay) -> None:
    sheet.grid(XS, [100, 130, 300])
    head(sheet, 120)
    sheet.put(70, 200, "안산시")
    for y, text in ((150, "- 관제센터를 운영한다."), (166, "* 시설 5종"), (182, "- 버스를 늘린다.")):
        sheet.put(310, y, text)
    found = cell(laid(sheet), 1, 2)
    assert [item.marker for item in found.items] == ["-", "*", "-"]
    assert found.text == "- 관제센터를 운영한다. * 시설 5종 - 버스를 늘린다."


def over_a_break(sheets: Any) -> list[Any]:
    first, second = sheets(2)
    first.grid(XS, [600, 630, 700])
    head(first, 620)
    second.grid(XS, [60, 90, 160])
    head(second, 80)
    first.put(70, 660, "안산시")
    return [first, second]


def test_a_table_over_a_page_break_is_one_with_its_head_once(sheets: Any, laid: Lay) -> None:
    first, second = over_a_break(sheets)
    first.put(310, 650, "- 관제센터를 운영한다.")
    second.put(70, 110, "부산시")
    second.put(310, 110, "- 버스를 늘린다.")
    document = laid(first, second)
    [table] = document.tables
    assert (table.n_rows, document.text.count("분야")) == (3, 1)
    assert [part.page_no for part in cell(document, 0, 0).parts] == [1, 2]
    assert cell(document, 0, 0).parts[1].span is None
    assert [part.page_no for part in cell(document, 2, 2).parts] == [2]


@pytest.mark.parametrize(("below", "rows"), [("나. 새로 더한 곳", 4), ("※ 지난해 기준", 2)])
def test_a_line_under_a_table_whose_head_returns_overleaf_is_a_row_across_it_and_a_note_is_none(
    sheets: Any, laid: Lay, below: str, rows: int
) -> None:
    first, second = over_a_break(sheets)
    first.put(310, 650, "- 관제센터를 운영한다.")
    first.put(70, 716, below)
    second.put(70, 110, "부산시")
    second.put(310, 110, "- 버스를 늘린다.")
    assert laid(first, second).tables[0].n_rows == rows


def test_a_repeated_head_that_ocr_read_in_part_is_told_once(sheets: Any, laid: Lay) -> None:
    edges, labels = [60, 140, 220, 300, 380, 540], ("평가 분야", "세부 지표", "배점", "점수", "증빙 쪽")
    first, second = sheets(2)
    for page, top, written in (
        (first, 600, labels),
        (second, 60, ("평가 분야", "ites", "배점", "a", "증빙 쪽")),
    ):
        page.origin = "ocr"
        page.grid(edges, [top, top + 30, top + 100])
        for x, text in zip(edges, written, strict=False):
            page.put(x + 10, top + 20, text)
        page.put(edges[0] + 10, top + 50, f"분야 {top}")
    [table] = laid(first, second).tables
    assert (table.n_rows, [one.text for one in table.cells if one.row == 0]) == (3, list(labels))


def test_an_empty_label_below_the_break_goes_on_with_the_label_above(sheets: Any, laid: Lay) -> None:
    first, second = over_a_break(sheets)
    first.put(310, 650, "- 관제센터를 운영한다.")
    second.put(150, 110, "[버스]")
    second.put(310, 110, "- 버스를 늘린다.")
    label = cell(laid(first, second), 1, 0)
    assert (label.text, label.row_span, [part.page_no for part in label.parts]) == ("안산시", 2, [1, 2])


def test_a_label_repeated_below_the_break_is_one_label(sheets: Any, laid: Lay) -> None:
    first, second = over_a_break(sheets)
    first.put(310, 650, "- 관제센터를 운영한다.")
    second.put(70, 110, "안산시")
    second.put(310, 110, "- 버스를 늘린다.")
    document = laid(first, second)
    assert (document.text.count("안산시"), cell(document, 1, 0).row_span) == (1, 2)


def test_a_sentence_cut_by_the_break_stays_in_one_cell(sheets: Any, laid: Lay) -> None:
    first, second = over_a_break(sheets)
    first.put(310, 650, "- 가나다라 마바사아 자차카타 파하거너더")
    first.put(310, 666, "너더러머 버서어저 처커터퍼 허고노도로모보소")
    second.put(310, 110, "운영한다.")
    document = laid(first, second)
    found = cell(document, 1, 2)
    assert document.tables[0].n_rows == 2
    assert found.text is not None
    assert found.text.endswith("운영한다.")
    assert [part.page_no for part in found.parts] == [1, 2]


@pytest.mark.parametrize(("below", "rows"), [("- 결과를 날마다 알림", 2), ("○ 결과를 날마다 알림", 3)])
def test_items_of_one_list_stay_in_one_cell_where_nothing_else_stands_below_the_break(
    sheets: Any, laid: Lay, below: str, rows: int
) -> None:
    first, second = over_a_break(sheets)
    first.put(150, 650, "관제")
    first.put(310, 650, "- 화면을 살핌")
    second.put(310, 110, below)
    assert laid(first, second).tables[0].n_rows == rows


def test_a_speck_beside_what_goes_on_below_the_break_makes_no_row(sheets: Any, laid: Lay) -> None:
    first, second = over_a_break(sheets)
    first.origin = second.origin = "ocr"
    first.put(150, 650, "관제")
    first.put(310, 650, "- 화면을 살핌")
    second.put(310, 110, "- 결과를 날마다 알림")
    second.put(160, 120, "·")
    assert laid(first, second).tables[0].n_rows == 2


def test_another_table_under_its_own_title_is_not_joined(sheets: Any, laid: Lay) -> None:
    first, second = over_a_break(sheets)
    first.put(310, 650, "- 관제센터를 운영한다.")
    second.put(60, 50, "□ 다른 표이다.")
    second.put(70, 110, "부산시")
    second.put(310, 110, "- 버스를 늘린다.")
    assert len(laid(first, second).tables) == 2


def test_columns_at_other_places_are_another_table(sheets: Any, laid: Lay) -> None:
    first, second = over_a_break(sheets)
    first.put(310, 650, "- 관제센터를 운영한다.")
    second.rulings.clear()
    second.grid([60, 250, 400, 540], [60, 90, 160])
    second.put(70, 110, "부산시")
    assert len(laid(first, second).tables) == 2


def test_the_labels_of_a_release_header_are_no_head(sheet: Any, laid: Lay) -> None:
    sheet.grid([60, 140, 300, 380, 540], [100, 130, 160])
    for x, y, text in (
        (70, 120, "담당 부서"), (150, 120, "도시과"), (310, 120, "책임자"), (390, 120, "과장 가나다"),
        (70, 150, "보도일시"), (150, 150, "11월 18일"), (310, 150, "담당자"), (390, 150, "주무관 라마바"),
    ):  # fmt: skip
        sheet.put(x, y, text, bold=x in (70, 310))
    assert not any(one.is_header for one in laid(sheet).tables[0].cells)

"""Tables side by side under titles of their own are as many tables, and what follows in other columns stands below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from extractors.layout.column_sides import Side
from extractors.layout.titles_beside import have_own_titles
from fixtures.drawn_side_tables import drawn_side_tables
from fixtures.text_layer import read_text_layer
from schemas.document import Document
from tests.layout_measures import drawn_tables, read_tables, table_scores, together

Lay = Callable[..., Document]
LEAST_CELLS = 0.85
LEFT = [("마을", "집"), ("가람", "12"), ("나래", "34"), ("다온", "56"), ("라온", "78")]
RIGHT = [("강", "다리"), ("앞내", "3"), ("뒷내", "4"), ("긴내", "5"), ("샛내", "6")]


def put_table(sheet: Any, x: float, rows: Sequence[tuple[str, str]], top: float = 130) -> None:
    for number, (label, value) in enumerate(rows):
        sheet.put(x, top + 18 * number, label)
        sheet.put(x + 200 - 10 * len(value), top + 18 * number, value)


def sizes(document: Document) -> list[tuple[int, int]]:
    return [(table.n_rows, table.n_cols) for table in document.tables]


@pytest.mark.parametrize(
    "titles",
    [
        ("<표 가> 마을의 집", "<표 나> 강의 다리"),
        ("표 1. 마을의 집", "표 2. 강의 다리"),
        ("< 마을 >", "< 내와 강 >"),
    ],
)
def test_two_tables_under_titles_at_their_left_edges_are_two(
    sheet: Any, laid: Lay, titles: tuple[str, str]
) -> None:
    for x, title, rows in ((60, titles[0], LEFT), (300, titles[1], RIGHT)):
        sheet.put(x, 100, title)
        put_table(sheet, x, rows)
    assert sizes(laid(sheet)) == [(5, 2), (5, 2)]


def test_two_tables_under_units_at_their_right_edges_are_two(sheet: Any, laid: Lay) -> None:
    for x, rows in ((60, LEFT), (300, RIGHT)):
        sheet.put(x + 200 - 65, 100, "(단위: 곳)")
        put_table(sheet, x, rows)
    assert sizes(laid(sheet)) == [(5, 2), (5, 2)]


def test_dates_in_the_place_of_units_tell_two_tables_too(sheet: Any, laid: Lay) -> None:
    for x, rows in ((60, LEFT), (300, RIGHT)):
        sheet.put(x + 200 - 115, 100, "(2031년 6월 기준)")
        put_table(sheet, x, rows)
    assert sizes(laid(sheet)) == [(5, 2), (5, 2)]


def test_titles_in_the_middle_of_even_columns_tell_them_where_the_tables_are_narrower(
    sheet: Any, laid: Lay
) -> None:
    """Neither table reaches the right edge of its column, so that no title stands in the middle of what is below it."""
    sheet.put(40, 70, "쪽의 온 너비에 걸쳐 놓인 글이 있어 어디까지가 쪽인지 알려 준다 가나다라 마바사")
    for x, title, rows in ((40, "< 마을의 집 >", LEFT), (300, "< 강의 다리 >", RIGHT)):
        sheet.put(x + 112.5 - 37.5, 100, title)
        for number, (label, value) in enumerate(rows):
            sheet.put(x, 130 + 18 * number, label)
            sheet.put(x + 130, 130 + 18 * number, value)
    assert sizes(laid(sheet)) == [(5, 2), (5, 2)]


def test_three_tables_under_titles_in_the_middle_of_each_are_three(sheet: Any, laid: Lay) -> None:
    for x, title in ((40, "< 마을의 집 >"), (215, "< 들의 나무 >"), (390, "< 강의 다리 >")):
        sheet.put(x + 75 - 37.5, 100, title)
        for number, (label, value) in enumerate(LEFT):
            sheet.put(x, 130 + 18 * number, label)
            sheet.put(x + 150 - 10 * len(value), 130 + 18 * number, value)
    assert sizes(laid(sheet)) == [(5, 2)] * 3


def test_a_title_and_its_unit_at_the_ends_of_one_line_stand_over_one_table(sheet: Any, laid: Lay) -> None:
    sheet.put(60, 100, "<표 1> 마을의 살림")
    sheet.put(435, 100, "(단위: 곳)")
    for number, row in enumerate(
        (
            ("마을", "집", "다리", "나무"),
            ("가람", "12", "3", "45"),
            ("나래", "34", "4", "67"),
            ("다온", "5", "6", "7"),
        )
    ):
        for x, text in zip((60, 240, 360, 500), row, strict=True):
            sheet.put(x - (10 * len(text) if x > 60 else 0), 130 + 18 * number, text)
    assert sizes(laid(sheet)) == [(4, 4)]


def test_titles_over_nothing_part_nothing() -> None:
    assert not have_own_titles(Side((), ()), Side((), ()), (0, 100))


def test_columns_of_another_number_below_two_tables_stand_below_both(sheet: Any, laid: Lay) -> None:
    """Their heads alone would go on the columns of the tables: "둘" ends before the gap between these."""
    for x, title, rows in ((60, "표 1. 마을의 집", LEFT), (300, "표 2. 강의 다리", RIGHT)):
        sheet.put(x, 100, title)
        put_table(sheet, x, rows)
    for x, head in ((60, "하나"), (210, "둘"), (360, "셋")):
        sheet.put(x, 240, head)
        sheet.lines(x, 258, [f"{head}{n} 가나다라 마바사아" for n in range(4)])
    text = laid(sheet).text
    places = [text.index(mark) for mark in ("라온", "샛내", "하나", "하나3", "둘", "둘3", "셋", "셋3")]
    assert places == sorted(places), text


def test_random_tables_side_by_side_are_read_cell_by_cell(tmp_path: Path) -> None:
    drawn = [drawn_side_tables(seed, tmp_path) for seed in range(1, 7)]
    scores = together(
        table_scores(drawn_tables(one.truth), read_tables(read_text_layer(one.pdf))) for one in drawn
    )
    assert scores.cell_f1 >= LEAST_CELLS, scores

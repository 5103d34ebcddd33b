"""Rows on either side of a page break that only the columns of the rest of their table show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from schemas.document import Document, Table
from tests.table_joining import breaks_of

Lay = Callable[..., Document]
ROWS = [
    ("마을", "집", "다리"),
    ("가람마을", "121", "3"),
    ("나래마을", "34", "14"),
    ("다온마을", "56", "5"),
    ("라온마을", "7", "26"),
]
PROSE = ("다음 글은 마을의 살림을 말하며 표와 아무 상관이 없어 따로 읽힌다", "끝까지 글로 남는다.")


def put_rows(sheet: Any, rows: Sequence[Sequence[str]], top: float) -> None:
    for number, (label, *values) in enumerate(rows):
        sheet.put(60, top + 20 * number, label)
        for right, value in zip((260, 380), values, strict=True):
            if value:
                sheet.put(right - 10 * len(value), top + 20 * number, value)


def put_last(sheet: Any) -> None:
    """The table at the foot of the first page, under prose."""
    sheet.lines(60, 80, PROSE)
    sheet.put(60, 680, "<표 1> 마을의 살림")
    put_rows(sheet, ROWS, 710)


def the_table(document: Document) -> Table:
    [table] = document.tables
    return table


def test_one_row_above_prose_goes_on_with_the_table_before_it(sheets: Any, laid: Lay) -> None:
    first, second = sheets(2)
    put_last(first)
    put_rows(second, [("마루마을", "128", "9")], 80)
    second.lines(60, 130, PROSE)
    table = the_table(laid(first, second))
    assert (table.n_rows, table.n_cols) == (6, 3)
    assert [cell.text for cell in table.cells if cell.row == 5] == ["마루마을", "128", "9"]


def test_the_first_line_of_a_cell_overleaf_is_no_paragraph(sheets: Any, laid: Lay) -> None:
    """The label takes two lines, its values stand between them."""
    first, second = sheets(2)
    put_last(first)
    second.put(60, 80, "마루마을과")
    second.put(60, 92, "그 둘레")
    for right, value in ((260, "128"), (380, "9")):
        second.put(right - 10 * len(value), 92, value)
    put_rows(second, [("버들마을", "16", "2"), ("아라마을", "19", "40"), ("초롱마을", "77", "1")], 116)
    document = laid(first, second)
    table = the_table(document)
    assert table.n_rows == 9
    assert [cell.text.split() for cell in table.cells if (cell.row, cell.col) == (5, 0)] == [
        ["마루마을과", "그", "둘레"]
    ]


@pytest.mark.parametrize(
    "line",
    ["가람마을 128", "□ 마루마을 128 9", "마루마을과 버들마을 사이의 길", "(단위: 채)"],
)
def test_a_line_that_keeps_to_no_columns_stays_text(sheets: Any, laid: Lay, line: str) -> None:
    first, second = sheets(2)
    put_last(first)
    second.put(60, 80, line)
    second.lines(60, 130, PROSE)
    assert the_table(laid(first, second)).n_rows == len(ROWS)


def test_a_row_in_other_columns_stays_text(sheets: Any, laid: Lay) -> None:
    first, second = sheets(2)
    put_last(first)
    second.put(60, 80, "담당")
    second.put(200, 80, "물관리팀")
    second.lines(60, 130, PROSE)
    assert the_table(laid(first, second)).n_rows == len(ROWS)


@pytest.mark.parametrize("seed", [10, 24, 45, 51, 54])
def test_drawn_tables_that_go_on_with_a_row_or_end_with_the_line_of_a_cell_are_one(
    seed: int, tmp_path: Path
) -> None:
    breaks = [one for one in breaks_of(seed, tmp_path, None) if one.is_one]
    assert breaks
    assert sum(not one.read_as_one for one in breaks) <= (seed == 54)

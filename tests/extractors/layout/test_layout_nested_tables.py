"""Tables inside cells, frames that a row across parts, shaded heads, forms over a page break."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from extractors.layout.chunk_rows import chunk_rows
from extractors.layout.headed_tables import shaded_grids
from extractors.layout.row_runs import find_blocks
from schemas.document import Document
from schemas.geometry import Box
from schemas.page import Ruling

Lay = Callable[..., Document]


def _texts(document: Document, number: int) -> list[list[str | None]]:
    table = document.tables[number]
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.n_rows)]


def _open_grid(sheet: Any, xs: Sequence[float], ys: Sequence[float]) -> None:
    """The lines of a table without those at its left and right."""
    sheet.rulings += [Ruling(xs[0], y, xs[-1], y) for y in ys]
    sheet.rulings += [Ruling(x, ys[0], x, ys[-1]) for x in xs[1:-1]]


def _with_inner_table(sheet: Any) -> None:
    sheet.grid([50, 150, 550], [100, 220, 250])
    sheet.put(60, 150, "예산")
    sheet.put(60, 240, "기간")
    sheet.put(160, 118, "연도별로 아래와 같음")
    sheet.grid([160, 300, 400, 540], [130, 155, 180])
    for y, row in ((148, ("연도", "계획", "집행")), (173, ("2023년", "310", "287"))):
        for x, text in zip((170, 310, 410), row, strict=True):
            sheet.put(x, y, text)
    sheet.put(160, 205, "남은 돈은 돌려줌")
    sheet.put(160, 240, "2024년까지")


def test_a_table_in_a_cell_is_told_twice_and_written_once(sheet: Any, laid: Lay) -> None:
    _with_inner_table(sheet)
    document = laid(sheet)
    outer, inner = document.tables
    assert (inner.table_id, inner.parent_id, inner.block_id) == ("t1.1", "t1", outer.block_id)
    assert _texts(document, 1) == [["연도", "계획", "집행"], ["2023년", "310", "287"]]
    assert _texts(document, 0)[0][1] == "연도별로 아래와 같음 연도 계획 집행 2023년 310 287 남은 돈은 돌려줌"
    assert document.text.count("287") == 1


def test_cells_of_a_table_in_a_cell_lie_inside_that_cells_span(sheet: Any, laid: Lay) -> None:
    _with_inner_table(sheet)
    outer, inner = laid(sheet).tables
    around = next(cell.span for cell in outer.cells if (cell.row, cell.col) == (0, 1))
    assert around is not None
    spans = [cell.span for cell in inner.cells if cell.span is not None]
    assert len(spans) == 6
    assert all(around.start <= span.start and span.end <= around.end for span in spans)


def _two_frames(sheet: Any, between: str, below: Sequence[str]) -> None:
    """Two open frames with the same columns, and a line between them."""
    _open_grid(sheet, [50, 200, 350, 500], [100, 125, 150])
    _open_grid(sheet, [50, 200, 350, 500], [175, 200])
    rows = ((118, ("구분", "계획", "실적")), (143, ("가람시", "12", "9")), (168, (between,)), (193, below))
    for y, row in rows:
        for x, text in zip((60, 210, 360), row, strict=False):
            sheet.put(x, y, text)


def test_a_row_across_an_open_table_does_not_part_it(sheet: Any, laid: Lay) -> None:
    _two_frames(sheet, "가. 새로 더한 곳", ("나래군", "7", "7"))
    assert _texts(laid(sheet), 0)[2:] == [["가. 새로 더한 곳"], ["나래군", "7", "7"]]


def test_rows_across_that_follow_each_other_between_lines_do_not_part_it(sheet: Any, laid: Lay) -> None:
    _open_grid(sheet, [50, 200, 350, 500], [100, 125, 150])
    _open_grid(sheet, [50, 200, 350, 500], [200, 225])
    sheet.rulings.append(Ruling(50, 175, 500, 175))
    rows = (
        ("구분", "계획", "실적"),
        ("가람시", "12", "9"),
        ("가. 새 곳",),
        ("나. 옛 곳",),
        ("나래군", "7", "7"),
    )
    for y, row in zip((118, 143, 168, 193, 218), rows, strict=True):
        for x, text in zip((60, 210, 360), row, strict=False):
            sheet.put(x, y, text)
    assert _texts(laid(sheet), 0)[2:] == [["가. 새 곳"], ["나. 옛 곳"], ["나래군", "7", "7"]]


@pytest.mark.parametrize(
    ("between", "below"),
    [("□ 군별 현황(상위 5개)", ("나래군", "7", "7")), ("군별 현황", ("구분", "계획", "실적"))],
)
def test_a_bullet_or_the_same_heads_again_begin_another_table(
    sheet: Any, laid: Lay, between: str, below: Sequence[str]
) -> None:
    _two_frames(sheet, between, below)
    document = laid(sheet)
    assert document.tables[0].n_rows == 2
    assert between in [block.span.slice(document.text) for block in document.blocks]


def test_grounds_side_by_side_are_the_cells_of_a_head() -> None:
    heads = shaded_grids([Box(50, 100, 150, 120), Box(150, 100, 300, 120)], [])
    assert [list(grid.xs) for grid in heads] == [[50, 150, 300]]
    assert not shaded_grids([Box(50, 100, 300, 120)], [])


def test_a_bullet_ends_a_table_and_one_in_a_cell_does_not(sheet: Any) -> None:
    sheet.put(60, 100, "가람시")
    sheet.put(200, 100, "- 감지기 12대")
    sheet.put(200, 114, "- 표지판 3개")
    sheet.put(60, 140, "나래군")
    sheet.put(200, 140, "- 감지기 4대")
    sheet.put(60, 160, "□ 다음 해에는 더 늘린다")
    assert find_blocks(chunk_rows(sheet.words)) == [(0, 3)]

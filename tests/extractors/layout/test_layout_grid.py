"""Drawn lines become cells: merged ones, open sides, double borders, dashes."""

from __future__ import annotations

from extractors.layout.grid import Grid, find_grids, without_strips
from extractors.layout.rulings import Stroke, merge_strokes
from schemas.geometry import Box
from schemas.page import Ruling


def flat(y: float, x0: float, x1: float) -> Ruling:
    return Ruling(x0, y, x1, y)


def tall(x: float, y0: float, y1: float) -> Ruling:
    return Ruling(x, y0, x, y1)


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.col, cell.row_span, cell.col_span) for cell in grid.cells]


def frame(*, width: float = 300, height: float = 90) -> list[Ruling]:
    return [flat(0, 0, width), flat(height, 0, width), tall(0, 0, height), tall(width, 0, height)]


def test_a_full_grid_has_one_cell_a_slot() -> None:
    [grid] = find_grids([*frame(), flat(30, 0, 300), flat(60, 0, 300), tall(100, 0, 90)])
    assert spans(grid) == [(row, col, 1, 1) for row in range(3) for col in range(2)]


def test_a_missing_inner_edge_merges_cells() -> None:
    [grid] = find_grids([*frame(), flat(30, 100, 300), flat(60, 0, 300), tall(100, 0, 90), tall(200, 30, 90)])
    assert spans(grid) == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]


def test_open_left_and_right_sides_still_make_columns() -> None:
    [grid] = find_grids([flat(0, 0, 300), flat(30, 0, 300), flat(60, 0, 300), tall(100, 0, 60)])
    assert grid.xs == (0, 100, 300)
    assert len(grid.cells) == 4


def test_a_double_border_is_one_edge() -> None:
    [grid] = find_grids([*frame(), flat(31, 0, 300), flat(32.1, 0, 300), tall(100, 0, 90)])
    assert grid.ys == (0, 31, 90)


def test_dashes_read_as_one_line() -> None:
    dashes = [flat(30, x, x + 0.6) for x in range(0, 300, 2)]
    [grid] = find_grids([*frame(), *dashes, tall(100, 0, 90)])
    assert len(grid.cells) == 4


def test_an_l_shape_left_by_a_missing_edge_becomes_rectangles() -> None:
    [grid] = find_grids([*frame(), flat(45, 150, 300), tall(150, 45, 90)])
    assert spans(grid) == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_underlines_frame_nothing() -> None:
    assert find_grids([flat(10, 0, 80), flat(40, 0, 80)]) == []


def test_two_tables_apart_are_two_grids_from_top_to_bottom() -> None:
    lower = [Ruling(r.x0, r.y0 + 200, r.x1, r.y1 + 200) for r in frame()]
    assert [grid.box.top for grid in find_grids([*lower, *frame()])] == [0, 200]


def test_a_hatched_drawing_is_no_table() -> None:
    hatch = [flat(y * 4, 0, 2000) for y in range(400)] + [tall(x * 4, 0, 1600) for x in range(400)]
    assert find_grids(hatch) == []
    assert find_grids([flat(y * 4, 0, 4000) for y in range(700)]) == []


def test_an_empty_thin_strip_is_no_row() -> None:
    [grid] = find_grids([*frame(), flat(30, 0, 300), flat(38, 0, 300), tall(100, 0, 90)])
    kept = without_strips(grid, [Box(10, 10, 50, 20), Box(10, 60, 50, 70)])
    assert len(kept.ys) == 3
    assert spans(kept) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_strokes_of_one_line_join_over_small_gaps_only() -> None:
    assert merge_strokes([Stroke(5, 0, 40), Stroke(5, 42, 80), Stroke(5, 90, 120)]) == [
        Stroke(5, 0, 80),
        Stroke(5, 90, 120),
    ]

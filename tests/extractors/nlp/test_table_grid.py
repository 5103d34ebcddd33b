"""Tables worked out once: every place gets the answer that going through all cells gives."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extractors.nlp.extract_tables import cell_at, find_column, heads_of, last_head, row_labels
from extractors.nlp.table_grid import MOST_TABLES, grid_of
from extractors.proof import header_cells, heads_above
from schemas.document import Cell, Table
from schemas.evidence import CharSpan

WORDS = st.sampled_from(["구분", "사업비(백만원)", "2021년", "1,204", "가로등", "단위", "합계", None])
SIDE = st.integers(1, 2)


def cell_of(row: int, col: int, *, row_span: int, col_span: int, is_header: bool, text: str | None) -> Cell:
    return Cell(row, col, row_span, col_span, is_header, CharSpan(0, len(text)) if text else None, text)


CELLS = st.builds(
    cell_of, st.integers(0, 4), st.integers(0, 4),
    row_span=SIDE, col_span=SIDE, is_header=st.booleans(), text=WORDS,
)  # fmt: skip
TABLES = st.lists(CELLS, min_size=1, max_size=14).map(lambda cells: Table("t1", "b1", 6, 6, tuple(cells)))


@given(TABLES, st.integers(0, 6), st.integers(0, 6))
def test_the_cell_over_a_place_is_the_first_of_the_table_that_covers_it(
    table: Table, row: int, col: int
) -> None:
    over = [
        cell
        for cell in table.cells
        if cell.row <= row < cell.row + cell.row_span and cell.col <= col < cell.col + cell.col_span
    ]
    assert cell_at(table, row, col) == next(iter(over), None)


@given(TABLES)
def test_marked_heads_are_all_that_stand_above_a_cell(table: Table) -> None:
    for cell in table.cells:
        above = [
            head for head in table.cells if head.is_header and head.text is not None and _is_over(head, cell)
        ]
        marked = [head.text or "" for head in sorted(above, key=lambda head: (head.row, head.col))]
        if marked and not cell.is_header:
            assert heads_of(table, cell) == tuple(marked)
            assert heads_above(header_cells(table), cell.row, cell.col, cell.col + cell.col_span) == marked


def _is_over(head: Cell, cell: Cell) -> bool:
    is_beside = head.col >= cell.col + cell.col_span or cell.col >= head.col + head.col_span
    return head.row < cell.row and not is_beside


@given(TABLES)
def test_a_table_asked_again_and_an_equal_one_give_the_same(table: Table) -> None:
    twin = replace(table)
    for cell in table.cells:
        for ask in (heads_of, last_head, row_labels):
            assert ask(table, cell) == ask(table, cell) == ask(twin, cell)
    assert find_column(table, re.compile("구분")) == find_column(twin, re.compile("구분"))


def test_equal_tables_have_grids_of_their_own() -> None:
    table = Table("t1", "b1", 1, 1, (cell_of(0, 0, row_span=1, col_span=1, is_header=True, text="구분"),))
    assert grid_of(table) is grid_of(table) is not grid_of(replace(table))


def test_a_column_that_is_taken_or_avoided_is_not_found_though_it_was_found_before() -> None:
    heads = tuple(
        cell_of(0, col, row_span=1, col_span=1, is_header=True, text=text)
        for col, text in enumerate(("지표", "지표명"))
    )
    table = Table("t1", "b1", 2, 2, heads)
    first = find_column(table, re.compile("지표"))
    assert first is not None
    assert first.col == 0
    other = find_column(table, re.compile("지표"), but=(first,))
    assert other is not None
    assert other.col == 1
    assert find_column(table, re.compile("지표"), avoid=re.compile("지표")) is None


def test_only_so_many_tables_are_remembered() -> None:
    tables = [Table(f"t{number}", "b1", 1, 1, ()) for number in range(MOST_TABLES + 1)]
    first, *rest = [grid_of(table) for table in tables]
    assert [grid_of(table) for table in tables[1:]] == rest
    assert grid_of(tables[0]) is not first

"""Rows at the top of a page that nothing but the columns of the table above the break shows: one or two make no table of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median
from typing import Final

from extractors.layout.aligned_grid import aligned_grid
from extractors.layout.chunk_rows import chunked
from extractors.layout.chunks import Chunk, ChunkRow, chunk_of, shared_places
from extractors.layout.columns import Columns
from extractors.layout.drafts import DraftCell, DraftTable, Place
from extractors.layout.lines import Line, find_lines
from extractors.layout.row_runs import is_text_line
from extractors.layout.table_cells import fill_grid
from extractors.layout.table_joins import go_together
from extractors.layout.unwritten_blanks import parted_in_gutters
from schemas.geometry import enclosing
from schemas.page import RawPage, Word

_MOST: Final = 12  # lines that are looked at: longer runs of rows are found as tables
_ALIKE, _OF_COLUMN, _OF_ROW = 0.4, 0.6, 0.7  # font sizes between places; of a column's cells, of a row's
_CLOSE: Final = 0.95  # font sizes between the lines of one cell
_SAME_SIZE: Final = 0.04  # of the font size of the table's cells

Flow = Line | DraftTable


@dataclass(frozen=True, slots=True)
class _Above:
    """The columns of the table above the break, and where the words of each stand."""

    columns: Columns
    places: tuple[tuple[tuple[float, ...], ...], ...]
    size: float


def with_first_rows(above: DraftTable, flow: Sequence[Flow], page: RawPage) -> list[Flow]:
    """What stands on a page, with the first lines as a table where they are rows of the one above."""
    lines = list(takewhile(lambda piece: isinstance(piece, Line) and not piece.frame, flow[:_MOST]))
    told = _told_of(above) if lines else None
    if told is None:
        return list(flow)
    rows = [_cut(row, told) for row in chunked([line.words for line in lines if isinstance(line, Line)])]
    end = _end_of_rows(rows, told)
    below = flow[len(lines)] if len(lines) < len(flow) else None
    if isinstance(below, DraftTable) and end == len(rows):
        longer = _on_top(rows, told, below, page) if go_together(above, below) else None
        return list(flow) if longer is None else [longer, *flow[len(lines) + 1 :]]
    end = max((at + 1 for at in range(end) if _is_row(rows[at], told)), default=0)
    return [_as_table(rows[:end], told, page), *flow[end:]] if end else list(flow)


def _told_of(table: DraftTable) -> _Above | None:
    """What the cells of a table tell of its columns; None where one holds no words, or two are not apart."""
    lines: list[list[Line]] = [[] for _ in range(table.n_cols)]
    for cell in table.cells:
        if cell.col_span == 1:
            lines[cell.col] += cell.lines
    if table.n_cols < 2 or not all(lines):
        return None
    ends = [(min(line.box.x0 for line in own), max(line.box.x1 for line in own)) for own in lines]
    gutters = tuple((left[1], right[0]) for left, right in pairwise(ends))
    if any(end <= start for start, end in gutters):
        return None
    middles = [(start + end) / 2 for start, end in gutters]
    places = tuple(tuple(_places(line.box.x0, line.box.x1) for line in own) for own in lines)
    size = median(line.size for own in lines for line in own)
    return _Above(Columns((ends[0][0], *middles, ends[-1][1]), gutters), places, size)


def _places(x0: float, x1: float) -> tuple[float, float, float]:
    return x0, x1, (x0 + x1) / 2


def _cut(row: ChunkRow, above: _Above) -> ChunkRow:
    """The row cut in the gutters too where no blank is written: one row alone does not show close columns."""
    parts = [parted_in_gutters(chunk.words, above.columns.gutters) for chunk in row.chunks]
    chunks = tuple(chunk_of(words) for own in parts for words in own)
    return row if len(chunks) == len(row.chunks) else replace(row, chunks=chunks)


def _end_of_rows(rows: Sequence[ChunkRow], above: _Above) -> int:
    """How many of the first lines may be rows of the table, or lines of their cells."""
    for at, row in enumerate(rows):
        near = [other for other in rows[max(at - 1, 0) : at + 2] if other is not row]
        if not _is_row(row, above) and not (_keeps(row, above) and any(_is_close(row, one) for one in near)):
            is_last = at == len(rows) - 1 and _keeps(
                row, above
            )  # the first line of a cell of the table below
            return at + is_last
    return len(rows)


def _is_row(row: ChunkRow, above: _Above) -> bool:
    """True for cells in columns of their own, most of them where the others of the column stand."""
    if len(row.chunks) < 2 or not _keeps(row, above):
        return False
    aligned = sum(_is_aligned(chunk, above) for chunk in row.chunks)
    return aligned >= max(2, _OF_ROW * len(row.chunks))


def _keeps(row: ChunkRow, above: _Above) -> bool:
    """True where each chunk stands in one column, none beside another, in the print of the table."""
    reaches = [above.columns.reach(chunk) for chunk in row.chunks]
    is_apart = len(set(reaches)) == len(reaches) and all(first == last for first, last in reaches)
    within = row.chunks[0].x0 >= above.columns.edges[0] - above.size
    return is_apart and within and not is_text_line(row) and _is_of_size(row, above)


def _is_of_size(row: ChunkRow, above: _Above) -> bool:
    is_read = any(word.confidence is not None for word in row.words)
    return is_read or abs(row.size - above.size) <= _SAME_SIZE * above.size


def _is_aligned(chunk: Chunk, above: _Above) -> bool:
    others = above.places[above.columns.reach(chunk)[0]]
    alike = shared_places(_places(chunk.x0, chunk.x1), others, _ALIKE * chunk.size)
    return alike >= _OF_COLUMN * len(others)


def _is_close(one: ChunkRow, other: ChunkRow) -> bool:
    return max(one.top - other.bottom, other.top - one.bottom) <= _CLOSE * one.size


def _as_table(rows: Sequence[ChunkRow], above: _Above, page: RawPage) -> DraftTable:
    grid = aligned_grid(rows, above.columns, has_head=False)
    return fill_grid(grid, _words(rows), page, ())


def _words(rows: Iterable[ChunkRow]) -> list[Word]:
    return [word for row in rows for word in row.words]


def _on_top(rows: Sequence[ChunkRow], above: _Above, below: DraftTable, page: RawPage) -> DraftTable | None:
    """The table with rows on top of it, or with lines that its first cells begin with; None where they are text."""
    count = max((at + 1 for at in range(len(rows)) if _is_row(rows[at], above)), default=0)
    table: DraftTable | None = below
    for row in reversed(rows[count:]):
        table = None if table is None else _with_line(table, row, above, page)
    if table is None or not count:
        return table
    top = _as_table(rows[:count], above, page)
    cells = (*top.cells, *(replace(cell, row=cell.row + top.n_rows) for cell in table.cells))
    box = enclosing([*(place.box for place in top.places), *(place.box for place in table.places)])
    return replace(table, n_rows=top.n_rows + table.n_rows, cells=cells, places=(Place(page.page_no, box),))


def _with_line(table: DraftTable, row: ChunkRow, above: _Above, page: RawPage) -> DraftTable | None:
    """The table whose first row's cells begin with what a line holds; None where one of them stands too far below."""
    first = {cell.col: cell for cell in table.cells if cell.row == 0 and cell.col_span == 1 and cell.lines}
    grown: dict[int, DraftCell] = {}
    for chunk in row.chunks:
        cell = first.get(above.columns.reach(chunk)[0])
        if cell is None or cell.lines[0].box.top - row.bottom > _CLOSE * row.size:
            return None
        room = cell.lines[0].left, cell.lines[0].right
        grown[id(cell)] = replace(cell, lines=(*find_lines(chunk.words, page, room), *cell.lines))
    return replace(table, cells=tuple(grown.get(id(cell), cell) for cell in table.cells))

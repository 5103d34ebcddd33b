"""Tables whose head alone is drawn, by lines or by its ground: the rows below keep to the head's columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from extractors.layout.aligned_grid import Level, aligned_grid, levels_of
from extractors.layout.chunk_rows import chunk_rows
from extractors.layout.chunks import Chunk, ChunkRow
from extractors.layout.columns import Columns, columns_at
from extractors.layout.grid import Grid, find_grids
from extractors.layout.row_runs import is_text_line
from extractors.layout.rulings import Stroke
from extractors.layout.table_evidence import announces_table, is_ruled_table
from schemas.geometry import Box
from schemas.page import Ruling, Word

_MOST_HEADS: Final = 4  # rows of a head
_BELOW_HEAD: Final = 2.6  # font sizes between a drawn head and the first row below it
_FAR: Final = 2.6  # font sizes between the rows of one table
_SAME_CELL: Final = 0.8  # font sizes between the lines of one cell
_BLANK: Final = 0.4  # of the font size: words that stand closer are one text, also over the edge of a column
_LARGER: Final = 1.04  # times the print of the rows above
_AT_EDGE: Final = 5.0  # points between the end of a rule and the edge of a column
_ON: Final = 0.5  # of a ground's area that lies on a drawn table, whose cells it then fills


def shaded_grids(grounds: Iterable[Box], drawn: Sequence[Grid]) -> list[Grid]:
    """The grids that grounds side by side make up, but for those of cells that are drawn."""
    free = [g for g in grounds if not any(g.overlap(grid.box) > _ON * g.area for grid in drawn)]
    found = find_grids(rule for ground in free for rule in _outline(ground))
    return [grid for grid in found if len(grid.xs) > 2]


def _outline(box: Box) -> tuple[Ruling, ...]:
    return (
        Ruling(box.x0, box.top, box.x1, box.top),
        Ruling(box.x0, box.bottom, box.x1, box.bottom),
        Ruling(box.x0, box.top, box.x0, box.bottom),
        Ruling(box.x1, box.top, box.x1, box.bottom),
    )


def headed_grid(
    head: Grid, words: Sequence[Word], others: Sequence[Grid], strokes: Sequence[Stroke] = ()
) -> Grid | None:
    """The grid of a drawn head and of the rows below that keep to its columns; `strokes` may part those rows."""
    if not 2 <= len(head.ys) <= _MOST_HEADS + 1 or len(head.xs) < 3:
        return None
    floor = min((o.box.top for o in others if _is_below(o, head)), default=float("inf"))
    reach = Box(head.box.x0 - 2, head.box.bottom, head.box.x1 + 2, max(floor, head.box.bottom))
    columns = columns_at(head.xs)
    rows = chunk_rows(word for word in words if reach.contains(*word.box.centre))
    lines = _keeping([_at_edges(row, head.xs) for row in rows], columns, head.box.bottom)
    if sum(len(line.chunks) > 1 for line in lines) < 2:
        return None
    bottom = max(line.bottom for line in lines)
    below = [
        s for s in strokes if head.box.bottom + 1 < s.at < bottom + 2 * lines[-1].size and _is_over(s, head)
    ]
    levels = [_level(head, head.box.bottom), *levels_of(below)]
    return _joined(head, lines, columns, levels)


def _is_below(other: Grid, head: Grid) -> bool:
    beside = other.box.x1 < head.box.x0 or other.box.x0 > head.box.x1
    return other.box.top > head.box.bottom - 1 and not beside


def _is_over(stroke: Stroke, head: Grid) -> bool:
    """True for a rule from the edge of one column to that of another: it may leave out a label that holds for several rows."""
    start, end = max(stroke.start, head.xs[0]), min(stroke.end, head.xs[-1])
    return start < end and all(any(abs(x - edge) <= _AT_EDGE for edge in head.xs) for x in (start, end))


def _level(head: Grid, at: float) -> Level:
    return Level(at, (Stroke(at, head.xs[0], head.xs[-1]),))


def walled_head(grid: Grid, words: Sequence[Word]) -> Grid | None:
    """The grid of a table whose columns are drawn in its head alone, though rules part the rows below."""
    across = [cell.row for cell in grid.cells if cell.col_span == len(grid.xs) - 1]
    first = min(
        (cell.row for cell in grid.cells if cell.row in across and _are_all_across(grid, cell.row)), default=0
    )
    if len(grid.xs) < 3 or not 1 <= first <= _MOST_HEADS:
        return None
    head = Grid(grid.xs, grid.ys[: first + 1], tuple(cell for cell in grid.cells if cell.row < first))
    columns = columns_at(grid.xs)
    body = Box(grid.xs[0] - 2, head.box.bottom, grid.xs[-1] + 2, grid.box.bottom)
    rows = chunk_rows(word for word in words if body.contains(*word.box.centre))
    lines = [_at_edges(row, grid.xs) for row in rows]
    if sum(len(line.chunks) > 1 for line in lines) < max(1, 0.5 * len(lines)):
        return None
    return _joined(head, lines, columns, [_level(grid, y) for y in grid.ys[first:]])


def _are_all_across(grid: Grid, first: int) -> bool:
    return all(cell.col_span == len(grid.xs) - 1 for cell in grid.cells if cell.row + cell.row_span > first)


def _joined(head: Grid, lines: Sequence[ChunkRow], columns: Columns, levels: Sequence[Level]) -> Grid | None:
    """One grid of the head as it is drawn and the lines below."""
    body = aligned_grid(lines, columns, levels, has_head=False)
    grid = _below(head, body)
    return grid if is_ruled_table(lines, columns, grid) else None


def _below(head: Grid, body: Grid) -> Grid:
    shift = len(head.ys) - 1
    moved = tuple(replace(cell, row=cell.row + shift) for cell in body.cells)
    return Grid(head.xs, (*head.ys, *body.ys[1:]), (*head.cells, *moved))


def _at_edges(row: ChunkRow, xs: Sequence[float]) -> ChunkRow:
    """The row with its chunks cut at the edges of columns that lie between two of their words."""
    if len(row.chunks) < 2:
        return row
    chunks = tuple(part for chunk in row.chunks for part in _cut(chunk, xs))
    return replace(row, chunks=chunks)


def _cut(chunk: Chunk, xs: Sequence[float]) -> list[Chunk]:
    parts: list[list[Word]] = [[chunk.words[0]]]
    for left, right in pairwise(chunk.words):
        between = any(left.box.x1 - 1 <= x <= right.box.x0 + 1 for x in xs)
        is_wide = right.box.x0 - left.box.x1 > _BLANK * chunk.size
        if between and is_wide:
            parts.append([])
        parts[-1].append(right)
    return [Chunk(tuple(part), part[0].box.x0, max(word.box.x1 for word in part)) for part in parts]


def _keeping(rows: Sequence[ChunkRow], columns: Columns, top: float) -> list[ChunkRow]:
    """The first rows, as far as they stand close and each of their chunks has a column for itself."""
    kept: list[ChunkRow] = []
    for index, row in enumerate(rows):
        above, limit = (kept[-1].bottom, _FAR) if kept else (top, _BELOW_HEAD)
        if row.top - above > limit * row.size or announces_table(row) or _is_title(row, kept):
            break
        if is_text_line(row) and columns.reach(row.chunks[0])[0] == 0:
            break
        if not _has_columns(row, columns) and not _goes_on(rows[index + 1 : index + 3], columns):
            break
        kept.append(row)
    while kept and _is_loose(kept, columns):
        kept.pop()
    return kept


def _is_title(row: ChunkRow, kept: Sequence[ChunkRow]) -> bool:
    """True for one text in larger print than the rows above: what comes next on the page begins there."""
    return len(row.chunks) == 1 and bool(kept) and row.size > _LARGER * max(one.size for one in kept)


def _is_loose(kept: Sequence[ChunkRow], columns: Columns) -> bool:
    """True for a last row that stands in the first column alone, and is no further line of a label."""
    row = kept[-1]
    if len(row.chunks) > 1 or columns.reach(row.chunks[0])[0] > 0:
        return False
    return len(kept) == 1 or row.top - kept[-2].bottom > _SAME_CELL * row.size


def _has_columns(row: ChunkRow, columns: Columns) -> bool:
    """True where each chunk stands in one column; a justified line may give one of three and more several."""
    reaches = [columns.reach(chunk) for chunk in row.chunks]
    crowded = {first for first, last in reaches if reaches.count((first, last)) > 1}
    return all(first == last for first, last in reaches) and len(crowded) <= (columns.count > 2)


def _goes_on(rows: Sequence[ChunkRow], columns: Columns) -> bool:
    """True where a row with columns follows, so that the one above may stand across the table."""
    return any(len(row.chunks) > 1 and _has_columns(row, columns) for row in rows)

"""What the columns that a document is set in tell of a gap, a line, a box, and of a table that seems to stand over them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from extractors.layout.column_rows import HalfLine, lines_of, segments_of
from extractors.layout.column_sides import (
    Gap,
    Side,
    most_level,
    narrowest_gap,
    shared_height,
    stand_apart,
)
from schemas.geometry import Box
from schemas.page import Word

_AT: Final = 2.0  # points from the edge of a column: what stands at it
_PADDING, _CENTRED = 12.0, 30.0  # points from the edge of a column to words of a table, and of a centred one
_INDENT: Final = 25.0  # points that a line of a list stands in
_FEW_LEVEL: Final = 0.34  # of the lines: as many stand level by chance
_HALF_LEVEL: Final = 0.6  # of the lines of either side: of a table's, nearly all of one side's do
_FEWEST_ROWS, _MANY_ROWS = 3, 0.8  # rows of a table; of them have words on both sides of a gap
_FULL_TO, _FEW_ENDS = 0.1, 0.34  # of the width that a last line leaves free; of the cells that leave less
_SEVERAL: Final = 1.6  # cells in a line, on average
_MANY_CELLS: Final = 3  # texts side by side in rows of a table


def usual_gutter(gap: Gap, gutters: Sequence[Sequence[Gap]], padding: float = _PADDING) -> Gap | None:
    """The gutter of the document that lies in the gap, where the right column begins at its end."""
    every = (gutter for own in gutters for gutter in own)
    return next((g for g in every if gap[0] <= g[0] + _AT and -_AT <= gap[1] - g[1] <= padding), None)


def columns_beside(gap: Gap, gutters: Sequence[Sequence[Gap]], room: Gap) -> list[Gap]:
    """The columns of the document that a gap parts; none where no usual gutter lies in it."""
    own = next((own for own in gutters if usual_gutter(gap, [own]) is not None), ())
    edges = [room[0], *(edge for gutter in own for edge in gutter), room[1]]
    return list(zip(edges[::2], edges[1::2], strict=True)) if own else []


def fills(box: Box, column: Gap) -> bool:
    """True for a box, or a line however far it is indented, that reaches from edge to edge."""
    return -_AT <= box.x0 - column[0] <= _INDENT and abs(box.x1 - column[1]) <= _AT


def lies_in_columns(lines: Sequence[Sequence[Word]], around: Box, gutters: Sequence[Gap]) -> bool:
    """True for lines in two or more columns, on levels of their own: no table over these columns."""
    within = [(end, start) for end, start in gutters if around.x0 < end and start < around.x1]
    return bool(within) and all(_are_apart(lines, gutter) for gutter in within)


def is_text_in_columns(lines: Sequence[Sequence[Word]], around: Box, gutters: Sequence[Gap]) -> bool:
    """True for lines that fill two or more columns with prose, however level they stand."""
    rest = lines
    within = sorted(gutter for gutter in gutters if around.x0 < gutter[0] and gutter[1] < around.x1)
    for gutter in within:
        column, others = Side.parted(rest, (), sum(gutter) / 2)
        if not column.is_prose or not others.is_prose:
            return False
        if usual_gutter(narrowest_gap(column, others), [[gutter]]) is None:
            return False
        rest = [line.words for line in others.lines]
    return bool(within)


def _are_apart(lines: Sequence[Sequence[Word]], gutter: Gap) -> bool:
    left, right = Side.parted(lines, (), sum(gutter) / 2)
    if not left.boxes or not right.boxes:
        return False
    if usual_gutter(narrowest_gap(left, right), [[gutter]], _CENTRED) is None:
        return False
    return stand_apart(left, right, _FEW_LEVEL) or (
        shared_height(left, right) > 0 and most_level(left, right) < _HALF_LEVEL
    )


def parts_rows(
    gap: Gap, words: Sequence[Word], gutters: Sequence[Sequence[Gap]], xs: Sequence[float] = ()
) -> bool:
    """True for a gap through rows of short texts that stand level on both of its sides: they are a table's.

    `xs` are the edges of the table's columns. Cells close to each other look like lines of prose but by these.
    """
    lines = lines_of(words)
    left, right = Side.parted(lines, (), sum(gap) / 2)
    if not left.boxes or not right.boxes:
        return False
    # Running text stands beside a narrow table where the document has its columns; elsewhere it is a column of cells.
    is_known = _is_known(gap, gutters)
    if left.is_prose and right.is_prose:
        return (
            not is_known
            and all(_are_cells(side, xs) for side in (left, right))
            and not stand_apart(left, right)
        )
    is_text = left.is_prose or right.is_prose
    if is_text and (is_known or median(len(segments_of(line)) for line in lines) < _MANY_CELLS):
        return False
    return not stand_apart(left, right)


def _are_cells(side: Side, xs: Sequence[float]) -> bool:
    """True where most lines go over several columns of a table, and one column at least is no prose."""
    columns = [
        [
            HalfLine(tuple(own))
            for line in side.lines
            if (own := [w for w in line.words if start <= w.box.centre[0] < end])
        ]
        for start, end in pairwise(xs)
    ]
    filled = [column for column in columns if column]
    several = sum(map(len, filled)) >= _SEVERAL * len(side.lines)
    return len(filled) > 1 and several and not all(Side(tuple(own), ()).is_prose for own in filled)


def parts_cells(gap: Gap, rows: Sequence[Sequence[Word]], gutters: Sequence[Sequence[Gap]]) -> bool:
    """True for a gap beside cells of text: each ends before the edge, where running text goes on over the rows."""
    if _is_known(gap, gutters) or len(rows) < _FEWEST_ROWS:
        return False
    sides = [Side.parted(lines_of(row), (), sum(gap) / 2) for row in rows]
    if sum(bool(left.boxes and right.boxes) for left, right in sides) < _MANY_ROWS * len(rows):
        return False
    return all(_end_early(side) for side in zip(*sides, strict=True))


def _end_early(cells: Sequence[Side]) -> bool:
    """True where few cells of one side of a gap are full to the end of their last line."""
    boxes = [cell.line_boxes for cell in cells if cell.boxes]
    ends = [max(lines, key=lambda box: box.bottom).x1 for lines in boxes]
    left, edge = (
        min(box.x0 for lines in boxes for box in lines),
        max(box.x1 for lines in boxes for box in lines),
    )
    is_wrapped = any(len(lines) > 1 for lines in boxes)
    return not is_wrapped or sum(edge - end <= _FULL_TO * (edge - left) for end in ends) <= _FEW_ENDS * len(
        ends
    )


def _is_known(gap: Gap, gutters: Sequence[Sequence[Gap]]) -> bool:
    return any(
        abs(gap[0] - start) <= _AT and abs(gap[1] - end) <= _AT for own in gutters for start, end in own
    )

"""Merged cells that no rule shows: heads centred over columns, labels centred beside their rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extractors.layout.chunks import Chunk, ChunkRow, shared_places
from extractors.layout.columns import Columns
from extractors.layout.row_bands import VALUE, Band, filled

_CENTRED: Final = 1.0  # font sizes between the middle of a head and that of the columns below it
_KEPT: Final = 0.3  # font sizes by which edges of a column may differ
_OFF: Final = 0.4  # font sizes between the middle of a label and that of its rows
_ROWS_TOLD: Final = 3  # numbers one below the other that tell they are their rows'
_LABEL_COLUMNS: Final = 2  # columns from the left whose labels may hold for several rows

# "2024년", "3분기", "’23", "2019": what heads count by
PERIOD = re.compile(
    r"[’'‘]?(?:(?:19|20)\d\d|\d\d)(?:년도?|\.)?|\d{1,2}\s?(?:분기|월|반기|차|회차|기|단계|안)|[(（].*[)）]"
)

_NUMBER = re.compile(r"\d{1,3}")

Borders = set[tuple[int, int]]
"""(row, column) of cells without a border on one side: see where it is used."""


def head_spans(bands: Sequence[Band], columns: Columns, ruled: Sequence[set[int]]) -> Borders:
    """Walls, each named by the cell left of it, that are missing because a head stands over several columns.

    `ruled` are the columns below each of the short rules under the first row of heads, if it has any.
    """
    if len(bands) < 2 or (not ruled and _has_values(bands[1])):  # "1회", "2회" below a short rule are heads
        return set()
    heads = sorted(
        ((*columns.reach(chunk), chunk) for line in bands[0].lines for chunk in line.chunks),
        key=lambda head: head[:2],
    )
    free = filled(bands[1].lines, columns) - filled(bands[0].lines, columns)
    spans: list[tuple[int, int]] = []
    for cols in ruled or [set(range(columns.count))]:
        above = [head for head in heads if set(range(head[0], head[1] + 1)) <= cols]
        found, away = _shared_out(above, free & cols, bands[1], columns)
        if not ruled and filled(bands[1].lines, columns) <= _shared(found):
            away = sum(
                _off(head[2], span, bands[1], columns) for head, span in zip(above, found, strict=True)
            )
        spans += found if ruled or away <= _CENTRED * len(above) else []
    return {(0, col) for first, last in spans for col in range(first, last)}


_Head = tuple[int, int, Chunk]


def _shared_out(
    heads: Sequence[_Head], free: set[int], below: Band, columns: Columns
) -> tuple[list[tuple[int, int]], float]:
    """Give the free columns to the heads beside them, so that each head stands in the middle of its own.

    The second value says how far off they stand, in font sizes over all heads.
    """
    ways: dict[int, tuple[float, list[tuple[int, int]]]] = {-1: (0.0, [])}
    for number, (own_first, own_last, chunk) in enumerate(heads):
        until = heads[number + 1][0] if number + 1 < len(heads) else columns.count
        ends = [
            own_last,
            *(end for end in range(own_last + 1, until) if set(range(own_last + 1, end + 1)) <= free),
        ]
        further: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for taken, (cost, spans) in ways.items():
            first = min([own_first, *(col for col in range(taken + 1, own_first) if col in free)])
            for last in ends:
                away = cost + _away(_middle(chunk), (first, last), below, columns) / chunk.size
                if last not in further or away < further[last][0]:
                    further[last] = (away, [*spans, (first, last)])
        ways = further
    complete = [way for end, way in ways.items() if not any(col > end for col in free)]
    cost, spans = min(complete, key=lambda way: way[0], default=(float("inf"), []))
    return spans, cost


def label_spans(bands: Sequence[Band], columns: Columns) -> Borders:
    """Walls that are missing because a label such as "합계" stands in the middle of the label columns."""
    found: Borders = set()
    for row, band in enumerate(bands[1:], start=1):
        cols = {0, 1} & filled(band.lines, columns)
        if len(cols) == 1 and columns.count > 2 and _stands_over_both(min(cols), band, bands, columns):
            found.add((row, 0))
    return found


def _stands_over_both(col: int, band: Band, bands: Sequence[Band], columns: Columns) -> bool:
    """True for a label in the middle of both label columns, and for one of sums that is set as no other of its column."""
    chunks = _in_column(band.lines, columns, col)
    others = [other for other in bands if other is not band and col in filled(other.lines, columns)]
    beside = _in_column([line for other in others for line in other.lines], columns, col)
    if chunks[0].is_total != _keeps_to(chunks[0], beside):
        return chunks[0].is_total
    own, wide = (_middles(others, columns, (start, end)) for start, end in ((col, col), (0, 1)))
    return all(abs(_middle(c) - wide) < min(_CENTRED * c.size, abs(_middle(c) - own)) for c in chunks)


def _keeps_to(chunk: Chunk, others: Sequence[Chunk]) -> bool:
    """True for an edge or a middle that others of the column have too."""
    own, *places = ((one.x0, one.x1, _middle(one)) for one in (chunk, *others))
    return shared_places(own, places, _KEPT * chunk.size) > len(others) / 2


def _middle(chunk: Chunk) -> float:
    return (chunk.x0 + chunk.x1) / 2


def _middles(bands: Sequence[Band], columns: Columns, cols: tuple[int, int]) -> float:
    """The middle of the columns by what stands in them."""
    chunks = [
        chunk
        for band in bands
        for line in band.lines
        for chunk in line.chunks
        if cols[0] <= columns.reach(chunk)[0] and columns.reach(chunk)[1] <= cols[1]
    ]
    if not chunks:
        return (columns.edges[cols[0]] + columns.edges[cols[1] + 1]) / 2
    return (min(chunk.x0 for chunk in chunks) + max(chunk.x1 for chunk in chunks)) / 2


def _has_values(band: Band) -> bool:
    chunks = [chunk for line in band.lines for chunk in line.chunks]
    values = [c for c in chunks if VALUE.fullmatch(c.text) and not PERIOD.fullmatch(c.text.strip())]
    return len(values) > 0.5 * len(chunks)


def _shared(spans: Iterable[tuple[int, int]]) -> set[int]:
    """The columns below heads that stand over several."""
    return {col for first, last in spans if first < last for col in range(first, last + 1)}


def _off(head: Chunk, cols: tuple[int, int], below: Band, columns: Columns) -> float:
    """Font sizes from a head to the middle of its columns; over one column it may begin or end with the texts there."""
    away = _away(_middle(head), cols, below, columns)
    if cols[0] == cols[1]:
        left, right = columns.texts(cols[0])
        away = min(away, abs(head.x0 - left), abs(head.x1 - right))
    return away / head.size


def _away(middle: float, cols: tuple[int, int], below: Band, columns: Columns) -> float:
    """From the middle of a head to that of columns, by what stands in them or by their edges."""
    by_edges = (columns.edges[cols[0]] + columns.edges[cols[1] + 1]) / 2
    return min(abs(_middles([below], columns, cols) - middle), abs(by_edges - middle))


def label_runs(
    bands: Sequence[Band],
    floats: Sequence[ChunkRow],
    columns: Columns,
    open_walls: Borders,
    *,
    has_head: bool,
) -> Borders:
    """Floors, each named by the cell above it, that are missing because a label holds for several rows."""
    heads = int(has_head) + (has_head and len(bands) > 2 and any(row == 0 for row, _ in open_walls))
    found = _head_floors(bands, columns, open_walls) if has_head else set()
    found |= _body_floors(bands, floats, columns, open_walls, heads)
    return found | {floor for line in floats for floor in _between(line, bands, columns)}


def _between(line: ChunkRow, bands: Sequence[Band], columns: Columns) -> Borders:
    """Floors that words between two rows stand on."""
    middle = (line.top + line.bottom) / 2
    below = sum((band.top + band.bottom) / 2 < middle for band in bands)
    inside = 0 < below < len(bands)
    return {(below - 1, col) for col in filled([line], columns)} if inside else set()


def _head_floors(bands: Sequence[Band], columns: Columns, open_walls: Borders) -> Borders:
    """Where some heads stand over several columns, the others reach down over both rows of the head."""
    grouped = {col for row, wall in open_walls if row == 0 for col in (wall, wall + 1)}
    if not grouped or len(bands) < 3 or _has_values(bands[1]):
        return set()
    over, under = filled(bands[0].lines, columns), filled(bands[1].lines, columns)
    alone = set(range(columns.count)) - grouped
    return {(0, col) for col in alone if not (col in over and col in under)}


def _body_floors(
    bands: Sequence[Band], floats: Sequence[ChunkRow], columns: Columns, open_walls: Borders, heads: int
) -> Borders:
    found: Borders = set()
    runs = list(_between_titles(bands, open_walls, heads))
    for col in range(min(_LABEL_COLUMNS, columns.count - 1)):
        labels = _labels(bands, floats, columns, col)
        parted = [run for outer in runs for run in _runs_in(outer, labels, bands)]
        found |= {(row, col) for first, last in parted for row in range(first, last)}
        runs = [run for run in parted if run[0] < run[1]]
    return found


def _between_titles(bands: Sequence[Band], open_walls: Borders, heads: int) -> Iterator[tuple[int, int]]:
    """The stretches of rows between those whose first text stands over several columns: titles and totals."""
    start = heads
    for row in range(heads, len(bands) + 1):
        if row == len(bands) or (row, 0) in open_walls:
            if start < row:
                yield start, row - 1
            start = row + 1


@dataclass(frozen=True, slots=True)
class _Label:
    """A label of rows: how far down its middle stands, its font size, its row if it stands in one, and whether it is a row's number."""

    middle: float
    size: float
    row: int | None
    is_number: bool = False


def _labels(bands: Sequence[Band], floats: Sequence[ChunkRow], columns: Columns, col: int) -> list[_Label]:
    """What stands in a column from top to bottom; `floats` stand between two rows."""
    found = [
        _Label(*_middle_of(chunks), row, is_number=all(map(_is_number, chunks)))
        for row, band in enumerate(bands)
        if (chunks := _in_column(band.lines, columns, col))
    ]
    found += [
        _Label(*_middle_of(chunks), None) for line in floats if (chunks := _in_column([line], columns, col))
    ]
    return sorted(found, key=lambda label: label.middle)


def _is_number(chunk: Chunk) -> bool:
    return _NUMBER.fullmatch(chunk.text) is not None


def _in_column(lines: Iterable[ChunkRow], columns: Columns, col: int) -> list[Chunk]:
    reaches = ((columns.reach(chunk), chunk) for line in lines for chunk in line.chunks)
    return [chunk for (first, last), chunk in reaches if first <= col <= last]


def _middle_of(chunks: Sequence[Chunk]) -> tuple[float, float]:
    """How far down the middle of chunks stands, and their font size."""
    boxes = [word.box for chunk in chunks for word in chunk.words]
    return (min(b.top for b in boxes) + max(b.bottom for b in boxes)) / 2, max(c.size for c in chunks)


def _runs_in(
    outer: tuple[int, int], labels: Sequence[_Label], bands: Sequence[Band]
) -> list[tuple[int, int]]:
    """Part rows so that each label stands in the middle of its run; else labels open runs of free rows."""
    first, last = outer
    top, bottom = bands[first].top, bands[last].bottom
    inside = [label for label in labels if top <= label.middle <= bottom]
    runs: list[tuple[int, int]] = []
    start = first
    for label in inside:
        if start > last:
            break
        end = min(range(start, last + 1), key=lambda row: _away_from(label, start, row, bands))
        if _away_from(label, start, end, bands) > _OFF * label.size:
            break
        runs.append((start, end))
        start = end + 1
    is_centred = start == last + 1 and len(runs) == len(inside)
    opens = [label.row for label in inside if label.row is not None]
    if _number_rows(inside, opens):
        return [(row, row) for row in range(first, last + 1)]
    # Where each label stands level with a row, both may be meant: the more even runs are likelier.
    is_level = len(opens) == len(inside)
    if not opens or (opens[0] != first and (is_centred or not is_level)):
        return runs if is_centred else [(row, row) for row in range(first, last + 1)]
    over = [(row, row) for row in range(first, opens[0])]  # their label stands on the page before
    opened = [*over, *((begin, end - 1) for begin, end in zip(opens, [*opens[1:], last + 1], strict=True))]
    return runs if is_centred and not (is_level and _longest(opened) < _longest(runs)) else opened


def _number_rows(labels: Sequence[_Label], rows: Sequence[int]) -> bool:
    """True for numbers of one row each: below the last stands a sum, no row of its own."""
    is_told = len(rows) >= _ROWS_TOLD and len(rows) == len(labels) and all(one.is_number for one in labels)
    return is_told and all(below - above == 1 for above, below in pairwise(rows))


def _longest(runs: Sequence[tuple[int, int]]) -> int:
    return max(last - first for first, last in runs)


def _away_from(label: _Label, first: int, last: int, bands: Sequence[Band]) -> float:
    """From the middle of a label to that of rows, in points."""
    return abs(label.middle - (bands[first].top + bands[last].bottom) / 2)

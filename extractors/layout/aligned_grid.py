"""A grid for words that stand in columns: rows by gaps and rules, merged cells by where their words stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from extractors.layout.aligned_spans import head_spans, label_runs, label_spans
from extractors.layout.chunks import Chunk, ChunkRow, chunk_of, shared_places, with_even_rows
from extractors.layout.columns import Columns
from extractors.layout.grid import Grid, cells_within
from extractors.layout.row_bands import Band, filled, find_bands, is_titled, parted_floats
from extractors.layout.rulings import Stroke
from extractors.layout.unwritten_blanks import parted_in_gutters

_SAME_LEVEL: Final = 3.0  # points between the strokes of one level
_COVERED: Final = 0.6  # of a column's width that a rule must cover to close the cells above it
_MARGIN: Final = 2.0  # points between the outermost text and the edge of a table without a rule there
_RULED_ROWS: Final = 3  # stretches between rules from which on each is taken for one row
_SAME_PLACE, _ALIKE = 0.3, 0.5  # font sizes between edges that are one; of the labels of a column
HEAD_RULE: Final = 0.9
"""Of the table's width: a shorter first rule divides the rows of the head."""


@dataclass(frozen=True, slots=True)
class Level:
    """The strokes of one height."""

    at: float
    strokes: tuple[Stroke, ...]

    def covers(self, start: float, end: float, *, share: float = _COVERED) -> bool:
        """True where most of the stretch is drawn."""
        drawn = sum(max(min(s.end, end) - max(s.start, start), 0.0) for s in self.strokes)
        return drawn >= share * (end - start)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows with the edges between them; `levels` holds the rule at an inner edge, or None."""

    bands: tuple[Band, ...]
    edges: tuple[float, ...]
    levels: tuple[Level | None, ...]


def levels_of(strokes: Iterable[Stroke]) -> list[Level]:
    """Group horizontal strokes by height, from top to bottom."""
    levels: list[list[Stroke]] = []
    for stroke in sorted(strokes):
        if levels and stroke.at - levels[-1][0].at <= _SAME_LEVEL:
            levels[-1].append(stroke)
        else:
            levels.append([stroke])
    return [Level(max(group, key=lambda s: s.length).at, tuple(group)) for group in levels]


def aligned_grid(
    lines: Sequence[ChunkRow], columns: Columns, levels: Sequence[Level] = (), *, has_head: bool = True
) -> Grid:
    """Return the grid of a table whose columns are known; `levels` are its horizontal rules, if any.

    `has_head` says that heads may stand over several columns in the first row.
    """
    whole = with_even_rows(lines)
    lines = [_cut(line, columns) for line in whole]
    columns = columns.between([line for line, old in zip(lines, whole, strict=True) if line is not old])
    crossing = [line for line in lines if any(line.top + 1 < lev.at < line.bottom - 1 for lev in levels)]
    plain, floats = parted_floats([line for line in lines if line not in crossing], columns)
    rows = _rows(plain or lines, columns, levels, has_head=has_head)
    xs = _outer(columns, levels)
    open_walls = _crossed(rows, columns) | _across(rows, columns, heads=int(has_head))
    if has_head:
        open_walls |= head_spans(rows.bands, columns, _short_rules(rows, xs))
    open_walls |= label_spans(rows.bands, columns)
    open_floors = _unruled(rows, xs) | label_runs(
        rows.bands, [*floats, *crossing], columns, open_walls, has_head=has_head
    )
    cells = cells_within(
        xs,
        rows.edges,
        has_wall=lambda row, col: (row, col) not in open_walls,
        has_floor=lambda row, col: (row, col) not in open_floors,
    )
    return Grid(xs, rows.edges, cells, is_open=True)


def _cut(line: ChunkRow, columns: Columns) -> ChunkRow:
    """The line cut in the known gutters where no blank is written: close heads, rows that nothing around told of."""
    if all(first == last for first, last in map(columns.reach, line.chunks)):
        return line
    parts = [words for chunk in line.chunks for words in parted_in_gutters(chunk.words, columns.gutters)]
    return replace(line, chunks=tuple(map(chunk_of, parts)))


def _rows(lines: Sequence[ChunkRow], columns: Columns, levels: Sequence[Level], *, has_head: bool) -> _Rows:
    """Rows between the rules; several in one stretch where its lines show them."""
    stretches = _stretches(lines, levels)
    first = next((level for level, _ in stretches[1:] if level), None)
    has_deep_head = has_head and first is not None and not first.covers(*ends_of(levels), share=HEAD_RULE)
    is_ruled = len(stretches) - has_deep_head >= _RULED_ROWS
    bands: list[Band] = []
    at: list[Level | None] = []
    for level, stretch in stretches:
        found = find_bands(stretch, columns, is_ruled=is_ruled)
        at += [level, *[None] * (len(found) - 1)]
        bands += found
    edges = [
        _edge(above, below, level) for (above, below), level in zip(pairwise(bands), at[1:], strict=True)
    ]
    top = at[0].at if at[0] else bands[0].top - _MARGIN
    last = next((level.at for level in levels if level.at >= bands[-1].bottom - 1), None)
    bottom = last if last is not None else bands[-1].bottom + _MARGIN
    return _Rows(tuple(bands), (top, *edges, bottom), tuple(at[1:]))


def ends_of(levels: Iterable[Level]) -> tuple[float, float]:
    """Where the strokes of all levels begin and end."""
    strokes = [stroke for level in levels for stroke in level.strokes]
    return min(s.start for s in strokes), max(s.end for s in strokes)


def _stretches(
    lines: Sequence[ChunkRow], levels: Sequence[Level]
) -> list[tuple[Level | None, list[ChunkRow]]]:
    """The lines between two rules, each with the rule above; stretches without lines are left out."""
    groups: dict[int, list[ChunkRow]] = {}
    for line in lines:
        middle = (line.top + line.bottom) / 2
        groups.setdefault(sum(level.at < middle for level in levels), []).append(line)
    return [(levels[number - 1] if number else None, groups[number]) for number in sorted(groups)]


def _edge(above: Band, below: Band, level: Level | None) -> float:
    return level.at if level is not None else (above.bottom + below.top) / 2


def _outer(columns: Columns, levels: Sequence[Level]) -> tuple[float, ...]:
    """Column edges: at ends of rules that lie in a gutter, and out to the ends of the longest rules."""
    ends = [end for level in levels for s in level.strokes for end in (s.start, s.end)]
    inner = [
        _snapped(edge, [end for end in ends if gutter[0] - _MARGIN <= end <= gutter[1] + _MARGIN])
        for edge, gutter in zip(columns.edges[1:-1], columns.gutters, strict=True)
    ]
    left = min([columns.edges[0] - _MARGIN, *(s.start for level in levels for s in level.strokes)])
    right = max([columns.edges[-1] + _MARGIN, *(s.end for level in levels for s in level.strokes)])
    return (left, *inner, right)


def _snapped(edge: float, ends: Sequence[float]) -> float:
    return sum(ends) / len(ends) if ends else edge


def _crossed(rows: _Rows, columns: Columns) -> set[tuple[int, int]]:
    """Walls that a chunk runs over."""
    found: set[tuple[int, int]] = set()
    for number, chunk in _numbered(rows.bands):
        first, last = columns.reach(chunk)
        found |= {(number, col) for col in range(first, last)}
    return found


def _across(rows: _Rows, columns: Columns, *, heads: int) -> set[tuple[int, int]]:
    """Walls of rows that hold nothing but words from the first column on: titles of the rows below.

    A label without values has no mark of a title and stands in the first column as other labels do: its row is empty cells.
    """
    body = list(enumerate(rows.bands))[heads:]
    alone = [(row, band) for row, band in body if _is_alone(band, columns)]
    labels = [band for _, band in body if 0 in filled(band.lines, columns) and not _is_alone(band, columns)]
    found = [row for row, band in alone if is_titled(band) or not _is_one_of(band, labels)]
    return {(row, col) for row in found for col in range(columns.count - 1)}


def _is_alone(band: Band, columns: Columns) -> bool:
    """True where each line of a row is one text that begins in the first column."""
    return all(len(line.chunks) == 1 and columns.reach(line.chunks[0])[0] == 0 for line in band.lines)


def _is_one_of(band: Band, labels: Sequence[Band]) -> bool:
    """True for a label with the edge or the middle that most labels of its column have."""
    if not labels:
        return False
    own, *others = (_places_of(one) for one in (band, *labels))
    return shared_places(own, others, _SAME_PLACE * band.lines[0].size) >= _ALIKE * len(others)


def _places_of(band: Band) -> tuple[float, float]:
    """The left edge and the middle of what stands first in a row."""
    chunks = [line.chunks[0] for line in band.lines]
    first = min(chunks, key=lambda chunk: chunk.x0)
    return first.x0, (first.x0 + first.x1) / 2


def _numbered(bands: Sequence[Band]) -> Iterable[tuple[int, Chunk]]:
    return ((n, chunk) for n, band in enumerate(bands) for line in band.lines for chunk in line.chunks)


def _short_rules(rows: _Rows, xs: Sequence[float]) -> list[set[int]]:
    """The columns over each rule between the first two rows, where those are shorter than the table."""
    level = rows.levels[0] if rows.levels else None
    if level is None or level.covers(xs[0], xs[-1], share=HEAD_RULE):
        return []
    alone = [Level(level.at, (stroke,)) for stroke in level.strokes]
    return [{col for col, ends in enumerate(pairwise(xs)) if one.covers(*ends)} for one in alone]


def _unruled(rows: _Rows, xs: Sequence[float]) -> set[tuple[int, int]]:
    """Floors that a rule of the row leaves out, so that the cells above and below are one."""
    return {
        (row, col)
        for row, level in enumerate(rows.levels)
        if level is not None
        for col, (start, end) in enumerate(pairwise(xs))
        if not level.covers(start, end)
    }

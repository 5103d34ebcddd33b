"""The columns that rows of chunks share: the gutters that no chunk of a full row crosses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from extractors.layout.chunks import Chunk, ChunkRow, shared_places
from extractors.layout.unwritten_blanks import is_unwritten
from extractors.layout.woven_rows import as_one, woven

_FULL: Final = 0.6  # of the most chunks that a row has: rows with fewer may span columns
_LEFT_FREE: Final = 1.0  # points of a gutter that nothing reaches into
_HEAD_ROWS, _ENOUGH = 2, 3  # rows of a head; rows that tell gutters without them
_GUTTER: Final = 0.5  # of the font size that a gutter is wide at least
_MOST_TRIED, _MOST_PAIRS = 30, 60  # rows that may narrow gutters; neighbours that tell of one
_CLOSE, _AT = 0.2, 0.1  # of the font size: a gutter where cells begin or end at one place; within what reach
_CLOSE_OCR, _AT_OCR = 0.32, 0.15  # the same of a scan


@dataclass(frozen=True, slots=True)
class Columns:
    """Column edges: the outer ones where the text ends, the inner ones in the middle of each gutter."""

    edges: tuple[float, ...]
    gutters: tuple[tuple[float, float], ...]
    _reaches: dict[tuple[float, float], tuple[int, int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def count(self) -> int:
        return len(self.gutters) + 1

    def reach(self, chunk: Chunk) -> tuple[int, int]:
        """The first and the last column that a chunk stands in; it must cross a gutter to stand in two."""
        ends = chunk.x0, chunk.x1
        found = self._reaches.get(ends)
        if found is None:
            found = self._reaches[ends] = self._reach(*ends)
        return found

    def _reach(self, x0: float, x1: float) -> tuple[int, int]:
        own = bisect_left(self.edges, (x0 + x1) / 2, 1, len(self.edges) - 1) - 1
        first, last = own, own
        while first > 0 and x0 < self.gutters[first - 1][0]:
            first -= 1
        while last < len(self.gutters) and x1 > self.gutters[last][1]:
            last += 1
        return first, last

    def cells(self, rows: Iterable[ChunkRow]) -> list[list[Chunk]]:
        """What stands in each column, and in no other, from top to bottom."""
        found: list[list[Chunk]] = [[] for _ in range(self.count)]
        for row in rows:
            for chunk in row.chunks:
                first, last = self.reach(chunk)
                if first == last:
                    found[first].append(chunk)
        return found

    def room(self, col: int) -> tuple[float, float]:
        """The stretch from the text of the column before to that of the column after."""
        left = self.gutters[col - 1][0] if col else self.edges[0]
        right = self.gutters[col][1] if col < len(self.gutters) else self.edges[-1]
        return left, right

    def between(self, rows: Sequence[ChunkRow]) -> Columns:
        """The columns with their edges between the chunks of rows that were cut in the gutters."""
        gutters = [list(gutter) for gutter in self.gutters]
        for left, right in (pair for row in rows for pair in pairwise(row.chunks)):
            for gutter in gutters:
                if left.x1 < gutter[1] and gutter[0] < right.x0 and left.x1 < right.x0:
                    gutter[:] = max(gutter[0], left.x1), min(gutter[1], right.x0)
        middles = [(start + end) / 2 for start, end in gutters]
        return Columns((self.edges[0], *middles, self.edges[-1]), tuple((a, b) for a, b in gutters))

    def texts(self, col: int) -> tuple[float, float]:
        """Where the texts of a column begin and end at most."""
        left = self.gutters[col - 1][1] if col else self.edges[0]
        right = self.gutters[col][0] if col < len(self.gutters) else self.edges[-1]
        return left, right


def find_columns(rows: Sequence[ChunkRow]) -> Columns | None:
    """Return the columns of `rows`; None where fewer than two rows share a gutter.

    Where no two lines do, labels may stand in the middle beside lines of text: those that are woven are one row.
    """
    found = _columns_of(rows)
    return found if found is not None else _columns_of([as_one(rows[a:b]) for a, b in woven(rows)])


def _columns_of(rows: Sequence[ChunkRow]) -> Columns | None:
    most = max((len(row.chunks) for row in rows), default=0)
    full = [row for row in rows if len(row.chunks) >= max(2, _FULL * most)]
    full = full[_heads_over(full, most) :]
    full = [row for row in full if not row.chunks[0].is_total] or full
    if len(full) < 2:
        return None
    least = _GUTTER * median(row.size for row in rows)
    gutters = _wide(full, least)
    fitting = _with_narrowing([row for row in rows if row in full or _fits(row, gutters)], rows, least)
    gutters = [_narrowed(gap, rows) for gap in _supported(_wide(fitting, least), fitting)]
    if not gutters:
        return None
    left = min(row.chunks[0].x0 for row in rows)
    right = max(chunk.x1 for row in rows for chunk in row.chunks)
    middles = [(start + end) / 2 for start, end in gutters]
    return Columns((left, *middles, right), tuple(gutters))


def _with_narrowing(fitting: Sequence[ChunkRow], rows: Sequence[ChunkRow], least: float) -> list[ChunkRow]:
    """The rows that fit, and those of several texts that narrow gutters and close none, the fullest first: few may fill a column."""
    kept, known = list(fitting), set(map(id, fitting))
    others = [row for row in rows if len(row.chunks) > 1 and id(row) not in known]
    count = len(_wide(kept, least)) if others else 0
    for row in sorted(others, key=lambda row: -len(row.chunks))[:_MOST_TRIED]:
        found = len(_wide([*kept, row], least))
        if found >= count:
            kept.append(row)
            count = found
    return kept


def _heads_over(rows: Sequence[ChunkRow], most: int) -> int:
    """How many rows at the top may be heads over several columns, where enough others tell the gutters."""
    below = next(
        (number for number, row in enumerate(rows[:_HEAD_ROWS]) if len(row.chunks) == most), _HEAD_ROWS
    )
    return below if len(rows) - below >= _ENOUGH else 0


def columns_at(edges: Sequence[float]) -> Columns:
    """The columns between edges that are known: a drawn head's."""
    return Columns(tuple(edges), tuple((edge - 1, edge + 1) for edge in edges[1:-1]))


def _wide(rows: Sequence[ChunkRow], least: float) -> list[tuple[float, float]]:
    gaps = _gaps(rows)
    if all(end - start >= least for start, end in gaps):
        return gaps
    close = close_gutters(rows)
    return [gap for gap in gaps if gap[1] - gap[0] >= least or is_close_gutter(gap, close)]


Pair = tuple[Chunk, Chunk]


def close_gutters(rows: Sequence[ChunkRow]) -> list[Pair]:
    """Neighbours of each row, that may tell gutters narrower than others."""
    return [pair for row in rows for pair in pairwise(row.chunks)]


def is_close_gutter(gap: tuple[float, float], pairs: Sequence[Pair]) -> bool:
    """True for a narrow gap between words of all rows: some have no blank there, or begin, end or stand in the middle alike."""
    beside = [(a, b) for a, b in pairs if a.x1 <= gap[0] and gap[1] <= b.x0][:_MOST_PAIRS]
    if not beside:
        return False
    size = median(a.size for a, _ in beside)
    if any(b.x0 - a.x1 < _GUTTER * size and is_unwritten((a.words[-1], b.words[0])) for a, b in beside):
        return True
    places = [(a.x1, (a.x0 + a.x1) / 2, b.x0, (b.x0 + b.x1) / 2) for a, b in beside]
    is_read = beside[0][0].words[0].confidence is not None
    least, reach = (_CLOSE_OCR, _AT_OCR) if is_read else (_CLOSE, _AT)
    if gap[1] - gap[0] < least * size:
        return False
    if max(shared_places(own, places, reach * size) for own in places) >= _ENOUGH:
        return True
    sides = [
        [(a.x0,) for a, _ in beside],
        [(b.x1,) for _, b in beside],
    ]  # labels at the left, numbers at the right
    return not is_read and all(
        max(shared_places(own, side, reach * size) for own in side) >= _ENOUGH for side in sides
    )


def _fits(row: ChunkRow, gutters: Sequence[tuple[float, float]]) -> bool:
    """True where no chunk reaches over a gutter or ends inside one."""
    return not any(c.x0 < end and c.x1 > start for c in row.chunks for start, end in gutters)


def _gaps(rows: Iterable[ChunkRow]) -> list[tuple[float, float]]:
    """The stretches between chunks that no row fills."""
    filled = sorted((chunk.x0, chunk.x1) for row in rows for chunk in row.chunks)
    gaps: list[tuple[float, float]] = []
    reach = filled[0][1]
    for x0, x1 in filled[1:]:
        if x0 > reach:
            gaps.append((reach, x0))
        reach = max(reach, x1)
    return gaps


def _supported(gutters: Sequence[tuple[float, float]], rows: Sequence[ChunkRow]) -> list[tuple[float, float]]:
    """Gutters with a column on both sides; a column that one row alone fills, the first one apart, is none."""
    kept = list(gutters)
    index = 0
    while index <= len(kept) and kept:
        inside = _rows_in(rows, kept, index)
        beside = (i for i in (index - 1, index + 1) if 0 <= i <= len(kept))
        if len(inside) >= 2 or (inside == [0] and all(0 in _rows_in(rows, kept, i) for i in beside)):
            index += 1
            continue
        kept.pop(_narrower(kept, index))
        index = max(index - 1, 0)
    return kept


def _rows_in(rows: Sequence[ChunkRow], gutters: Sequence[tuple[float, float]], col: int) -> list[int]:
    """The rows that have a chunk in a column."""
    left = gutters[col - 1][1] if col else float("-inf")
    right = gutters[col][0] if col < len(gutters) else float("inf")
    return [i for i, row in enumerate(rows) if any(left <= c.x0 and c.x1 <= right for c in row.chunks)]


def _narrower(gutters: Sequence[tuple[float, float]], col: int) -> int:
    """The narrower of the gutters beside a column."""
    beside = [i for i in (col - 1, col) if 0 <= i < len(gutters)]
    return min(beside, key=lambda i: gutters[i][1] - gutters[i][0])


def _narrowed(gutter: tuple[float, float], rows: Iterable[ChunkRow]) -> tuple[float, float]:
    """The gutter without what chunks of other rows reach into it, where they do not cross it.

    Of two that would meet in it, the one that reaches further stands over both columns.
    """
    chunks = [chunk for row in rows for chunk in row.chunks]
    starts = sorted(c.x1 for c in chunks if c.x0 < gutter[0] < c.x1 < gutter[1] - _LEFT_FREE)
    ends = sorted((c.x0 for c in chunks if gutter[0] + _LEFT_FREE < c.x0 < gutter[1] < c.x1), reverse=True)
    while starts and ends and ends[-1] - starts[-1] <= _LEFT_FREE:
        (starts if starts[-1] - gutter[0] > gutter[1] - ends[-1] else ends).pop()
    return max([gutter[0], *starts[-1:]]), min([gutter[1], *ends[-1:]])

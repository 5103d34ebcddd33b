"""The columns that pages of a document are set in, by lines and boxes of one width that stand side by side.

What fills a column from edge to edge tells where the column stands, on its page and on the other pages: a heading, a few
short lines or a table without rules between two such edges are then parts of columns, which alone they could not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from extractors.layout.column_rows import Row
from extractors.layout.column_sides import Gap
from schemas.geometry import Box

_SAME: Final = 1.5  # points by which edges of one column differ
_SAME_ON_SCAN: Final = 2.0  # where borders are as wide as their ink, and letters as narrow
_NARROWEST: Final = 60.0  # points of a column
_GUTTERS: Final = 8.0, 45.0  # points between two columns
_FEWEST, _OF_BOX = 3, 2  # lines that two columns are told by; as many as a box counts for
_MOST: Final = 3  # columns


@dataclass(frozen=True, slots=True)
class _Edges:
    """The left and right edge of what fills a column, and how often it was seen."""

    start: float
    end: float
    count: int

    @property
    def width(self) -> float:
        return self.end - self.start


def find_gutters(
    pages: Iterable[tuple[Sequence[Row], Sequence[Box]]], *, scanned: bool = False
) -> list[tuple[Gap, ...]]:
    """The gutters between columns of one width on all pages, each given by its lines and boxes."""
    same = _SAME_ON_SCAN if scanned else _SAME
    found = sorted(((box.x0, box.x1), count) for rows, walls in pages for box, count in _filling(rows, walls))
    columns = _merged(found)
    room = (min((one.start for one in columns), default=0.0), max((one.end for one in columns), default=0.0))
    pairs = [
        (one.width, gutters)
        for one, other in combinations(columns, 2)
        if (gutters := _between(one, other, room, same))
    ]
    alike: list[tuple[float, list[Gap]]] = []
    for width, gutters in sorted(pairs):
        if not alike or width - alike[-1][0] > same:
            alike.append((width, []))
        alike[-1][1].extend(gutters)
    return [_distinct(gutters, same) for _, gutters in alike]


def _distinct(gutters: Iterable[Gap], same: float) -> tuple[Gap, ...]:
    kept: list[Gap] = []
    for gutter in sorted(gutters):
        if not kept or gutter[0] - kept[-1][0] > 2 * same:
            kept.append(gutter)
    return tuple(kept)


def _filling(rows: Sequence[Row], walls: Sequence[Box]) -> Iterator[tuple[Box, int]]:
    """Boxes, and lines of text that nothing parts."""
    yield from ((wall, _OF_BOX) for wall in walls if wall.width >= _NARROWEST)
    for row in rows:
        for part, box in zip(row.segments, row.parts, strict=True):
            if len(part) > 1 and box.width >= _NARROWEST:
                yield box, 1


def _merged(found: Sequence[tuple[Gap, int]]) -> list[_Edges]:
    """Edges that are seen more than once."""
    groups: list[list[tuple[Gap, int]]] = []
    for (start, end), count in found:
        own = next(
            (
                group
                for group in reversed(groups[-40:])
                if abs(group[0][0][0] - start) <= _SAME and abs(group[0][0][1] - end) <= _SAME
            ),
            None,
        )
        if own is None:
            groups.append([((start, end), count)])
        else:
            own.append(((start, end), count))
    merged = [_Edges(*group[0][0], sum(count for _, count in group)) for group in groups]
    return [edges for edges in merged if edges.count > 1]


def _between(one: _Edges, other: _Edges, room: Gap, same: float) -> list[Gap]:
    """The gutters of columns as wide as these two and as far apart, as many as the room holds."""
    if abs(one.width - other.width) > same or one.count + other.count < _FEWEST:
        return []
    for steps in range(1, _MOST):
        pitch = (other.start - one.start) / steps
        if _GUTTERS[0] <= pitch - one.width <= _GUTTERS[1]:
            first = int((one.start - room[0] + same) // pitch)
            last = int((room[1] + same - one.end) // pitch)
            ends = [one.end + number * pitch for number in range(-first, last)]
            if len(ends) > _MOST:
                return []  # as narrow are notes and labels
            return [(end, end + pitch - one.width) for end in ends]
    return []

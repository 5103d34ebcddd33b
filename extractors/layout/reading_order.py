"""The order in which the open page is read: full-width stretches, and two columns of prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import Final

from extractors.layout.lines import group_rows
from schemas.geometry import Box
from schemas.page import Word

_GUTTER: Final = 10.0  # points between two columns
_ROWS: Final = 4  # rows with text on both sides before a gap is taken for a gutter
_FILLED: Final = 0.72  # of a column's width that prose fills; lists of labels and values fill less
_NARROWEST: Final = 0.3  # of the band: a narrower side holds labels
_DEPTH: Final = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are read together, within `left` and `right`."""

    words: tuple[Word, ...]
    left: float
    right: float


def read_columns(words: Iterable[Word], left: float, right: float, depth: int = 0) -> list[Stretch]:
    """Return the stretches of a band in reading order: columns one after the other.

    Two columns are a run of rows that share a gap in the middle, with prose on
    both sides; what stands above and below the run is read before and after it.
    """
    words = list(words)
    if not words:
        return []
    rows = group_rows(words)
    found = _gutter(rows, left, right) if depth < _DEPTH else None
    if found is None:
        return [Stretch(tuple(word for row in rows for word in row), left, right)]
    first, last, gap = found
    before, within, after = rows[:first], rows[first:last], rows[last:]
    sides = ([], []) if not within else _split(within, (gap[0] + gap[1]) / 2)
    return [
        *read_columns((word for row in before for word in row), left, right, depth + 1),
        *read_columns(sides[0], left, gap[0], depth + 1),
        *read_columns(sides[1], gap[1], right, depth + 1),
        *read_columns((word for row in after for word in row), left, right, depth + 1),
    ]


def _split(rows: Sequence[Sequence[Word]], x: float) -> tuple[list[Word], list[Word]]:
    words = [word for row in rows for word in row]
    return [w for w in words if w.box.centre[0] < x], [w for w in words if w.box.centre[0] >= x]


def _gutter(
    rows: Sequence[Sequence[Word]], left: float, right: float
) -> tuple[int, int, tuple[float, float]] | None:
    """The longest run of rows with a common gap: first row, row after the last, the gap."""
    best: tuple[int, int, int, tuple[float, float]] | None = None
    for first, row in enumerate(rows):
        for gap in _gaps(row, left, right):
            last, common, shared = _run(rows, first, gap)
            if (
                shared >= _ROWS
                and (best is None or shared > best[0])
                and _is_prose(rows[first:last], common, left, right)
            ):
                best = (shared, first, last, common)
    return best[1:] if best else None


def _gaps(row: Sequence[Word], left: float, right: float) -> list[tuple[float, float]]:
    """Wide gaps of a row whose middle lies in the middle half of the band."""
    low, high = left + 0.25 * (right - left), left + 0.75 * (right - left)
    pairs = ((a.box.x1, b.box.x0, max(a.size_pt, b.size_pt)) for a, b in pairwise(row))
    return [
        (a, b) for a, b, size in pairs if b - a >= max(_GUTTER, 1.1 * size) and low <= (a + b) / 2 <= high
    ]


def _run(
    rows: Sequence[Sequence[Word]], first: int, gap: tuple[float, float]
) -> tuple[int, tuple[float, float], int]:
    """How far the gap goes on: row after the last, what all rows share of it, rows with both sides."""
    common, shared, last = gap, 0, first
    for index in range(first, len(rows)):
        box_pairs = [(word.box.x0, word.box.x1) for word in rows[index]]
        x0 = max([common[0], *(b for a, b in box_pairs if (a + b) / 2 < sum(common) / 2)])
        x1 = min([common[1], *(a for a, b in box_pairs if (a + b) / 2 >= sum(common) / 2)])
        if x1 - x0 < _GUTTER:
            break
        common, last = (x0, x1), index + 1
        sides = {(a + b) / 2 < (x0 + x1) / 2 for a, b in box_pairs}
        shared += len(sides) == 2
    return last, common, shared


def _is_prose(rows: Sequence[Sequence[Word]], gap: tuple[float, float], left: float, right: float) -> bool:
    narrower = min(gap[0] - left, right - gap[1])
    return narrower >= _NARROWEST * (right - left) and all(
        mean(_fill([word for word in row if low <= word.box.centre[0] <= high], low, high) for row in rows)
        >= _FILLED
        for low, high in ((left, gap[0]), (gap[1], right))
    )


def _fill(words: Sequence[Word], low: float, high: float) -> float:
    """The share of a column that one row's words reach over."""
    if not words or high <= low:
        return 0.0
    return (max(word.box.x1 for word in words) - min(word.box.x0 for word in words)) / (high - low)


def bands(words: Iterable[Word], walls: Sequence[Box]) -> list[tuple[Word, ...]]:
    """Divide words by the boxes that cross the page: those above the first, between, below the last.

    `walls` are sorted from top to bottom; a word beside a box counts as above it.
    """
    divided: list[list[Word]] = [[] for _ in range(len(walls) + 1)]
    for word in words:
        middle = word.box.centre[1]
        divided[sum(middle > wall.bottom for wall in walls)].append(word)
    return [tuple(part) for part in divided]

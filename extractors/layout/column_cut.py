"""Columns of words and boxes: what stands in one column parts only that column.

A recursive cut after the XY-cut of Nagy and Seth (1984), "Hierarchical representation of optically
scanned documents", with one change: the cuts follow lines of prose and boxes and not bare white
stretches, so that lists of labels and values and gaps in justified lines are no columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from statistics import median
from typing import Final

from extractors.layout.column_sides import (
    GUTTER,
    Gap,
    Side,
    are_columns,
    are_text_columns,
    is_note,
    lines_of,
    narrowest_gap,
    segments_of,
    shared_height,
)
from extractors.layout.lines import dominant_size
from schemas.geometry import Box, enclosing
from schemas.page import Word

_SPACE: Final = 2.0  # line heights of white below the end of the longer column
_WIDER: Final = 1.3  # times the spaces above
_LARGER: Final = 1.08  # times the size of most words
_ALONE: Final = 0.8, 0.2  # of its height that is free above and below a heading over both columns
_EVEN: Final = 0.6  # added to the narrower side's share of the room: columns come before the notes in them
_ALONG: Final = 0.6  # of the height that both sides share
_SPACE_ABOVE: Final = 0.8  # line heights of white between a text and the columns below it
_HANGING, _STARTS = 2.0, 2  # font sizes that lines of one list may stand in; lines that start there
_NOTE: Final = 0.08  # of the room: a narrower box is a mark


class Part(Enum):
    """Where something stands beside a cut."""

    ABOVE = auto()
    LEFT = auto()
    RIGHT = auto()
    BELOW = auto()


@dataclass(frozen=True, slots=True)
class Cut:
    """Two columns between `top` and `bottom`, parted by the gap from `left` to `right`, in points."""

    top: float
    bottom: float
    left: float
    right: float
    note: Part | None = None  # the side that is a note beside the text, read after it

    @property
    def x(self) -> float:
        """The middle of the gap."""
        return (self.left + self.right) / 2

    def part_of(self, x: float, y: float) -> Part:
        """The part that a point lies in."""
        if y < self.top:
            return Part.ABOVE
        if y > self.bottom:
            return Part.BELOW
        return Part.LEFT if x < self.x else Part.RIGHT


def part_rooms(cut: Cut, room: Gap) -> list[tuple[Part, Gap]]:
    """The parts in reading order, each with the stretch from left to right that it may fill."""
    columns = [(Part.LEFT, (room[0], cut.left)), (Part.RIGHT, (cut.right, room[1]))]
    columns = columns[::-1] if cut.note is Part.LEFT else columns
    return [(Part.ABOVE, room), *columns, (Part.BELOW, room)]


@dataclass(frozen=True, slots=True)
class Standing:
    """What columns are made of: words, boxes that are read as one, and upright rules that stand by themselves."""

    words: Sequence[Word]
    walls: Sequence[Box]
    rules: Sequence[Box] = ()


def find_cut(standing: Standing, room: Gap, *, only_text: bool = False) -> tuple[float, Cut] | None:
    """The columns that share the most height, the more even the better, and how good they are; None without columns."""
    lines = lines_of(standing.words)
    cuts = [
        found
        for x in _starts(lines, standing.walls, room)
        for run_lines, run_walls in _runs(lines, standing.walls, x)
        if (found := _columns(Standing(run_lines, run_walls, standing.rules), x, room, only_text)) is not None
    ]
    return max(cuts, key=lambda found: (found[0], -found[1].top, -found[1].left)) if cuts else None


def _starts(lines: Sequence[Sequence[Word]], walls: Sequence[Box], room: Gap) -> list[float]:
    """Where a gutter may end: where segments of several lines start, or a box, but for the outer edges."""
    low, high = (room[0] + share * (room[1] - room[0]) for share in (_NOTE, 1 - _NOTE))
    starts = sorted(segment[0].box.x0 for line in lines for segment in segments_of(line))
    reach = _HANGING * median([word.size_pt for line in lines for word in line] or [0.0])
    found = {wall.x0 for wall in walls}
    found |= {x for x in starts if bisect_right(starts, x + reach) - bisect_left(starts, x) >= _STARTS}
    return [x for x in sorted({round(x, 1) for x in found}) if low <= x <= high]


def _runs(
    lines: Sequence[Sequence[Word]], walls: Sequence[Box], x: float
) -> list[tuple[list[Word], list[Box]]]:
    """The words and boxes between two things that cross the gutter that ends at `x`."""
    low, high = x - GUTTER, x
    items: list[tuple[float, bool, Sequence[Word], Box]] = []
    boxes = [enclosing(word.box for word in row) for row in lines]
    for row, box in zip(lines, boxes, strict=True):
        crosses = any(_crosses(word.box, low, high) for word in row)
        spans = crosses or _is_lone_heading(row, box, [*boxes, *walls], x, lines)
        items.append((box.centre[1], spans, row, box))
    items += [(wall.top, _crosses(wall, low, high), (), wall) for wall in walls]
    items.sort(key=lambda item: (item[0], item[3]))
    free = [list(group) for crosses, group in groupby(items, key=lambda item: item[1]) if not crosses]
    return [
        ([word for item in run for word in item[2]], [item[3] for item in run if not item[2]]) for run in free
    ]


def _is_lone_heading(
    row: Sequence[Word], box: Box, boxes: Sequence[Box], x: float, lines: Sequence[Sequence[Word]]
) -> bool:
    """True for a short heading over both columns: left, larger than most, with nothing beside it but above and below."""
    size = median(word.size_pt for line in lines for word in line)
    if box.x1 >= x or dominant_size(row) < _LARGER * size:
        return False
    right = [other for other in boxes if other.x1 > x]
    high, low = box.top - _ALONE[0] * box.height, box.bottom + _ALONE[1] * box.height
    above, below = [one for one in right if one.bottom <= high], [one for one in right if one.top >= low]
    return bool(above) and bool(below) and len(above) + len(below) == len(right)


def _crosses(box: Box, low: float, high: float) -> bool:
    return box.x0 < high - 0.5 and box.x1 > low + 0.5


def _columns(standing: Standing, x: float, room: Gap, only_text: bool) -> tuple[float, Cut] | None:
    """How good two columns are, and their cut."""
    middle = x - GUTTER / 2
    left = Side.of(standing.words, standing.walls, lambda at: at < middle)
    right = Side.of(standing.words, standing.walls, lambda at: at >= middle)
    if not left.boxes or not right.boxes:
        return None
    gap = narrowest_gap(left, right)
    bottom, top = _end(left, right), _start(left, right)
    left, right = left.within(top, bottom), right.within(top, bottom)
    ruled = _is_ruled(left, right, gap, standing.rules)
    if not are_columns(left, right, gap, room, ruled=ruled):
        return None
    if only_text and not ruled and not are_text_columns(left, right):
        return None
    narrower = min(gap[0] - room[0], room[1] - gap[1]) / (room[1] - room[0])
    weight = (_EVEN + narrower) * shared_height(left, right)
    return weight, Cut(top, bottom, *gap, _note(left, right, gap, room))


def _note(left: Side, right: Side, gap: Gap, room: Gap) -> Part | None:
    if is_note(left, right, gap[0] - room[0], room):
        return Part.LEFT
    return Part.RIGHT if is_note(right, left, room[1] - gap[1], room) else None


def _is_ruled(left: Side, right: Side, gap: Gap, rules: Sequence[Box]) -> bool:
    """True where a rule stands in the gap along most of what both sides share."""
    if not left.boxes or not right.boxes:
        return False
    top, bottom = max(left.top, right.top), min(left.bottom, right.bottom)
    along = [rule for rule in rules if gap[0] - 1 <= rule.x0 and rule.x1 <= gap[1] + 1]
    return any(min(rule.bottom, bottom) - max(rule.top, top) >= _ALONG * (bottom - top) > 0 for rule in along)


def _end(left: Side, right: Side) -> float:
    """Where the longer column ends: at a space below the end of the shorter one that is wider than those above."""
    shorter, longer = sorted((left, right), key=lambda side: side.bottom)
    boxes = sorted(longer.boxes, key=lambda box: (box.top, box.bottom))
    end, widest = boxes[0].bottom, _SPACE * longer.line_height
    for box in boxes:
        space = box.top - end
        if box.top >= shorter.bottom - 0.5 * longer.line_height and space > widest:
            return max(end, shorter.bottom)
        end, widest = max(end, box.bottom), max(widest, _WIDER * space)
    return end


def _start(left: Side, right: Side) -> float:
    """Where the left column starts: below a wide space, where the end of a text above stands over it."""
    boxes = sorted(left.boxes, key=lambda box: (box.top, box.bottom))
    end = boxes[0].bottom
    for box in boxes:
        if end <= right.top + 0.5 * left.line_height and box.top - end > _SPACE_ABOVE * left.line_height:
            return min(box.top, right.top)
        end = max(end, box.bottom)
    return min(left.top, right.top)

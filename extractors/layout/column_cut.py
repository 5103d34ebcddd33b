"""Columns of words and boxes: what stands in one column parts only that column.

A recursive cut after the XY-cut of Nagy and Seth (1984), "Hierarchical representation of optically
scanned documents", with one change: the cuts follow lines of prose and boxes and not bare white
stretches, so that lists of labels and values and gaps in justified lines are no columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from extractors.layout.lines import group_rows
from schemas.geometry import Box, enclosing
from schemas.page import Word

_GUTTER: Final = 10.0  # points between two columns
_LINES: Final = 4  # lines of prose in a column; the height that both sides share, in lines
_FILLED: Final = 0.72  # of a column's width that prose and boxes fill
_FILLED_NOTE: Final = 0.5  # of a note's width
_NARROWEST: Final = 0.3  # of the room: a narrower side holds labels, or a note in a box
_SPACE: Final = 1.2  # line heights of white below a column's end, where it is the longer one
_SPACE_ABOVE: Final = 0.8  # line heights of white between a text and the columns below it
_LEVEL: Final = 0.15  # line heights between the feet of a label and of its value
_NOTE: Final = 0.15  # of the room: a narrower box is a mark


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
    note_first: bool = False  # the left side is a note beside the text, read after it

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


def part_rooms(cut: Cut, room: tuple[float, float]) -> list[tuple[Part, tuple[float, float]]]:
    """The parts in reading order, each with the stretch from left to right that it may fill."""
    columns = [(Part.LEFT, (room[0], cut.left)), (Part.RIGHT, (cut.right, room[1]))]
    columns = columns[::-1] if cut.note_first else columns
    return [(Part.ABOVE, room), *columns, (Part.BELOW, room)]


def find_cut(words: Iterable[Word], walls: Sequence[Box], room: tuple[float, float]) -> Cut | None:
    """The columns that share the most height, or None; `walls` are boxes that are read as one."""
    lines = [row for row in group_rows(words) if row]
    cuts = [
        (shared, cut)
        for x in _starts(lines, walls, room)
        for run_lines, run_walls in _runs(lines, walls, x)
        if (found := _columns(run_lines, run_walls, x, room)) is not None
        for shared, cut in [found]
    ]
    return max(cuts, key=lambda found: (found[0], -found[1].top, -found[1].left))[1] if cuts else None


def _starts(lines: Sequence[Sequence[Word]], walls: Sequence[Box], room: tuple[float, float]) -> list[float]:
    """Where a gutter may end: starts of words after a wide gap, and of boxes, but for the outer edges."""
    low, high = (room[0] + share * (room[1] - room[0]) for share in (_NOTE, 1 - _NOTE))
    found = {row[0].box.x0 for row in lines} | {wall.x0 for wall in walls}
    found |= {b.box.x0 for row in lines for a, b in pairwise(row) if _is_wide(a, b)}
    return sorted({round(x, 1) for x in found if low <= x <= high})


def _is_wide(a: Word, b: Word) -> bool:
    return b.box.x0 - a.box.x1 >= max(_GUTTER, 1.1 * max(a.size_pt, b.size_pt))


def _runs(
    lines: Sequence[Sequence[Word]], walls: Sequence[Box], x: float
) -> list[tuple[list[Word], list[Box]]]:
    """The words and boxes between two things that cross the gutter that ends at `x`."""
    low, high = x - _GUTTER, x
    items: list[tuple[float, bool, Sequence[Word], Box]] = []
    for row in lines:
        box = enclosing(word.box for word in row)
        items.append((box.centre[1], any(_crosses(word.box, low, high) for word in row), row, box))
    items += [(wall.top, _crosses(wall, low, high), (), wall) for wall in walls]
    items.sort(key=lambda item: (item[0], item[3]))
    free = [list(group) for crosses, group in groupby(items, key=lambda item: item[1]) if not crosses]
    return [
        ([word for item in run for word in item[2]], [item[3] for item in run if not item[2]]) for run in free
    ]


def _crosses(box: Box, low: float, high: float) -> bool:
    return box.x0 < high - 0.5 and box.x1 > low + 0.5


def _columns(
    words: Sequence[Word], walls: Sequence[Box], x: float, room: tuple[float, float]
) -> tuple[float, Cut] | None:
    """The height that two columns share and their cut."""
    middle = x - _GUTTER / 2
    left = _Side.of(words, walls, lambda at: at < middle)
    right = _Side.of(words, walls, lambda at: at >= middle)
    if not left.boxes or not right.boxes:
        return None
    gap = (max(box.x1 for box in left.boxes), min(box.x0 for box in right.boxes))
    bottom, top = _end(left, right), _start(left, right)
    left, right = left.within(top, bottom), right.within(top, bottom)
    if not _are_columns(left, right, gap, room):
        return None
    note_first = not left.lines and _is_narrow(room[0], gap[0], room)
    return _shared(left, right), Cut(top, bottom, *gap, note_first=note_first)


def _end(left: _Side, right: _Side) -> float:
    """Where the longer column ends: at a wide space below the end of the shorter one."""
    shorter, longer = sorted((left, right), key=lambda side: side.bottom)
    boxes = sorted(longer.boxes, key=lambda box: (box.top, box.bottom))
    end = boxes[0].bottom
    for box in boxes:
        if end >= shorter.bottom - longer.line_height and box.top - end > _SPACE * longer.line_height:
            return max(end, shorter.bottom)
        end = max(end, box.bottom)
    return end


def _start(left: _Side, right: _Side) -> float:
    """Where the left column starts: below a wide space, where the end of a text above stands over it."""
    boxes = sorted(left.boxes, key=lambda box: (box.top, box.bottom))
    end = boxes[0].bottom
    for box in boxes:
        if end <= right.top + 0.5 * left.line_height and box.top - end > _SPACE_ABOVE * left.line_height:
            return min(box.top, right.top)
        end = max(end, box.bottom)
    return min(left.top, right.top)


def _shared(left: _Side, right: _Side) -> float:
    return min(left.bottom, right.bottom) - max(left.top, right.top)


def _are_columns(left: _Side, right: _Side, gap: tuple[float, float], room: tuple[float, float]) -> bool:
    if not left.boxes or not right.boxes:
        return False
    if _shared(left, right) < _LINES * max(left.line_height, right.line_height):
        return False
    if not all(_is_prose(side) or side.walls for side in (left, right)):
        return False
    return (
        any(map(_is_prose, (left, right)))
        and _is_column(left, right, room[0], gap[0], room)
        and _is_column(right, left, gap[1], room[1], room)
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands on one side of a gutter: the boxes of its lines, and its walls."""

    lines: tuple[Box, ...]
    walls: tuple[Box, ...]

    @classmethod
    def of(cls, words: Sequence[Word], walls: Sequence[Box], holds: Callable[[float], bool]) -> _Side:
        own = group_rows(word for word in words if holds(word.box.centre[0]))
        return cls(
            tuple(enclosing(word.box for word in row) for row in own),
            tuple(wall for wall in walls if holds(wall.centre[0])),
        )

    @property
    def boxes(self) -> tuple[Box, ...]:
        return self.lines + self.walls

    @property
    def top(self) -> float:
        return min(box.top for box in self.boxes)

    @property
    def bottom(self) -> float:
        return max(box.bottom for box in self.boxes)

    @property
    def line_height(self) -> float:
        return median(box.height for box in self.lines) if self.lines else 0.0

    def within(self, top: float, bottom: float) -> _Side:
        """What lies between two heights."""
        own = ([box for box in boxes if top <= box.centre[1] <= bottom] for boxes in (self.lines, self.walls))
        return _Side(*map(tuple, own))


def _is_prose(side: _Side) -> bool:
    return len(side.lines) >= _LINES


def _is_narrow(left: float, right: float, room: tuple[float, float]) -> bool:
    return right - left < _NARROWEST * (room[1] - room[0])


def _is_column(side: _Side, other: _Side, left: float, right: float, room: tuple[float, float]) -> bool:
    """Prose or boxes that fill their width; a narrow side holds a note, in a box or with lines of its own."""
    if right <= left or (side.lines and _is_narrow(left, right, room) and _goes_along(side, other)):
        return False
    height = sum(box.height for box in side.boxes)
    filled = sum(box.height * _reach(box, side.boxes) for box in side.boxes) / (right - left)
    return filled >= (_FILLED_NOTE if _is_narrow(left, right, room) else _FILLED) * height


def _reach(box: Box, boxes: Sequence[Box]) -> float:
    """The width that a box and those beside it reach over: there may be columns in a column."""
    beside = [other for other in boxes if other.top < box.bottom and other.bottom > box.top]
    return max(other.x1 for other in [box, *beside]) - min(other.x0 for other in [box, *beside])


def _goes_along(side: _Side, other: _Side) -> bool:
    """True where lines stand level with those of the other side, as labels do with values."""
    level = [any(_is_level(line, its) for its in other.lines) for line in side.lines]
    return 2 * sum(level) >= len(level)


def _is_level(one: Box, other: Box) -> bool:
    return abs(one.bottom - other.bottom) <= _LEVEL * max(one.height, other.height)

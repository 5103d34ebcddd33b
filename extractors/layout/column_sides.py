"""What stands on the two sides of a gutter, and whether it is text in columns: full lines, bullets, levels of its own."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from extractors.kept import kept
from extractors.layout.column_rows import GUTTER, HalfLine, Row, halves_of, segments_of
from extractors.layout.lines import dominant_size
from schemas.geometry import Box, enclosing
from schemas.page import Word

LINES: Final = 4  # lines of text in a column; the height that both sides share, in lines

_FULL: Final = 0.88  # of the column's width
_RAGGED, _BLANK = 0.6, 0.25  # of the column's width, where words are not broken; of a line's height
_FEWEST: Final = 3  # lines beside a column
_FEWEST_MARKED: Final = 2  # lines that all open with a bullet
_FULL_SHARE: Final = 0.38  # of the lines: an item of two lines has one that is full
_FEW_FULL: Final = 0.33  # where columns are known to stand: a heading, a full line and the last one
_MARKED: Final = 0.25  # of the lines that open with a bullet
_FILLED: Final = 0.72  # of the width that lines fill where they stand level with those beside them
_FILLED_FREE: Final = 0.4  # where they do not
_FILLED_NOTE: Final = 0.5  # of a note's width
_NARROWEST: Final = 0.3  # of the room: a narrower side holds labels, or a note in a box
_LEVEL: Final = 0.15  # line heights between the feet of a label and of its value
_NEARLY: Final = 0.01  # points: more than rounding makes of it
_NOTE_WIDTH, _SMALLER = 0.4, 0.95  # of the room; times the size of the text beside it
_LARGER_HEAD: Final = 1.05  # times the size of the text below: a heading
_WIDER: Final = 1.2  # times a note's width: the text beside it is wider
_FILLED_RULED: Final = 0.3  # where a rule stands between the sides

Gap = tuple[float, float]


@dataclass(frozen=True)
class Side:
    """The lines of words on one side of a gutter, and the boxes that are read as one."""

    lines: tuple[HalfLine, ...]
    walls: tuple[Box, ...]

    @classmethod
    def parted(
        cls, lines: Iterable[Sequence[Word]], walls: Sequence[Box], middle: float
    ) -> tuple[Side, Side]:
        """What stands left of `middle`, in points from the left, and what stands right of it, each by its own middle."""
        return cls._from((halves_of(line, middle) for line in lines), walls, middle)

    @classmethod
    def of_rows(cls, rows: Iterable[Row], walls: Sequence[Box], middle: float) -> tuple[Side, Side]:
        """The same for rows, which keep how they were parted."""
        return cls._from((row.halves(middle) for row in rows), walls, middle)

    @classmethod
    def _from(
        cls,
        halves: Iterable[tuple[tuple[HalfLine, ...], tuple[HalfLine, ...]]],
        walls: Sequence[Box],
        middle: float,
    ) -> tuple[Side, Side]:
        left: list[HalfLine] = []
        right: list[HalfLine] = []
        for before, behind in halves:
            left += before
            right += behind
        is_right = [wall.centre[0] >= middle for wall in walls]
        left_walls = tuple(wall for wall, its in zip(walls, is_right, strict=True) if not its)
        right_walls = tuple(wall for wall, its in zip(walls, is_right, strict=True) if its)
        return cls(tuple(left), left_walls), cls(tuple(right), right_walls)

    @kept
    def line_boxes(self) -> tuple[Box, ...]:
        """The boxes of the lines."""
        return tuple([line.box for line in self.lines])

    @kept
    def boxes(self) -> tuple[Box, ...]:
        """Those of the lines and the walls."""
        return self.line_boxes + self.walls

    @kept
    def sorted_boxes(self) -> list[Box]:
        """All boxes from top to bottom."""
        return sorted(self.boxes, key=lambda box: (box.top, box.bottom))

    @kept
    def top(self) -> float:
        """The upper edge of all."""
        return min([box.top for box in self.boxes])

    @kept
    def bottom(self) -> float:
        """The lower edge of all."""
        return max([box.bottom for box in self.boxes])

    @kept
    def line_height(self) -> float:
        """That of most lines, in points; 0 without a line."""
        return median([box.height for box in self.line_boxes]) if self.lines else 0.0

    @kept
    def size(self) -> float:
        """The font size of most characters, in points."""
        return dominant_size(word for line in self.lines for word in line.words)

    @kept
    def feet(self) -> tuple[list[tuple[float, float]], float]:
        """The lower edges and heights of the lines, sorted, and the height of the highest."""
        feet = sorted([(box.bottom, box.bottom - box.top) for box in self.line_boxes])
        return feet, max([height for _, height in feet], default=0.0)

    def within(self, top: float, bottom: float) -> Side:
        """What lies between two heights."""
        if not self.boxes or (top <= self.top and self.bottom <= bottom):
            return self
        if all(top <= box.centre[1] <= bottom for box in self.boxes):
            return self
        return Side(
            tuple(line for line in self.lines if top <= line.box.centre[1] <= bottom),
            tuple(wall for wall in self.walls if top <= wall.centre[1] <= bottom),
        )

    @kept
    def is_running_text(self) -> bool:
        """True where the lines of each column are as full as those of paragraphs, or open with bullets."""
        if self.is_marked_list:
            return True
        if len(self.lines) < LINES:
            return False
        room = enclosing(self.line_boxes)
        columns = [column for column in _columns_of(self.lines) if len(column) >= LINES]
        wide = [column for column in columns if not _is_beside(column, room)]
        return bool(wide) and all(map(_is_running, wide))

    @kept
    def is_marked_list(self) -> bool:
        """True where every line opens with a bullet."""
        return len(self.lines) >= _FEWEST_MARKED and all(line.is_marked for line in self.lines)

    @kept
    def is_prose(self) -> bool:
        """True where most lines of each column fill it with words, or a bullet opens them, however few they are."""
        return bool(self.lines) and all(map(_fills, _columns_of(self.lines)))

    def is_divided(self, width: float) -> bool:
        """True where no line that nothing parts is wider than `width`: these are columns themselves."""
        parts = (part for line in self.lines for part in segments_of(line.words))
        return all(part[-1].box.x1 - part[0].box.x0 <= width for part in parts)

    def fill(self, gap: Gap) -> float:
        """The share of the width between the two ends of `gap` that lines and walls fill."""
        height = sum(box.height for box in self.boxes)
        return sum(box.height * _reach(box, self.boxes) for box in self.boxes) / (gap[1] - gap[0]) / height


def _columns_of(lines: Sequence[HalfLine]) -> list[list[HalfLine]]:
    """The lines of each column within: columns are what stands between gaps that no line crosses."""
    starts: list[float] = []
    reach = 0.0
    for x0, x1 in sorted([solid for line in lines for solid in line.solids]):
        if not starts or x0 - reach >= GUTTER:
            starts.append(x0)
        reach = max(reach, x1)
    columns: list[list[HalfLine]] = [[] for _ in starts]
    for line in lines:
        first, last = (bisect_right(starts, line.words[at].box.x0) - 1 for at in (0, -1))
        if first == last:
            columns[first].append(line)
            continue
        for number, part in groupby(line.words, key=lambda word: bisect_right(starts, word.box.x0) - 1):
            columns[number].append(HalfLine(tuple(part)))
    return columns


def _width_of(column: Sequence[HalfLine]) -> float:
    return max([line.box.x1 for line in column]) - min([line.box.x0 for line in column])


def _fills(column: Sequence[HalfLine]) -> bool:
    width = _width_of(column)
    told = [line.is_marked or (line.box.width >= _FULL * width and line.is_written) for line in column]
    return len(told) > 1 and sum(told) >= _FEW_FULL * len(told)


def _is_beside(column: Sequence[HalfLine], room: Box) -> bool:
    """True for a narrow column: a note beside the text."""
    width = max(line.words[-1].box.x1 for line in column) - min(line.words[0].box.x0 for line in column)
    return width < _NARROWEST * room.width


def _is_running(lines: Sequence[HalfLine]) -> bool:
    width = _width_of(lines)
    full = sum(
        _is_full(line, after, width) and line.is_written
        for line, after in zip(lines, [*lines[1:], None], strict=True)
    )
    return full >= _FULL_SHARE * len(lines) or sum(line.is_marked for line in lines) >= _MARKED * len(lines)


def _is_full(line: HalfLine, after: HalfLine | None, width: float) -> bool:
    """True for a line that fills its column, or that has no room for the word that the next begins with."""
    box = line.box
    if box.width >= _FULL * width or after is None or after.is_marked:
        return box.width >= _FULL * width
    return box.width >= _RAGGED * width and box.width + after.words[0].box.width + _BLANK * box.height > width


def _reach(box: Box, boxes: Sequence[Box]) -> float:
    """The width that a box and those beside it reach over: there may be columns in a column."""
    beside = [other for other in boxes if other.top < box.bottom and other.bottom > box.top]
    return max([other.x1 for other in [box, *beside]]) - min([other.x0 for other in [box, *beside]])


def shared_height(left: Side, right: Side) -> float:
    """The height that both sides stand at, in points."""
    return min(left.bottom, right.bottom) - max(left.top, right.top)


def are_text_columns(left: Side, right: Side) -> bool:
    """True where no table can be: both sides are running text, or one is and no side goes along with the other."""
    if left.is_running_text and right.is_running_text:
        return True
    free = not _goes_along(left, right) and not _goes_along(right, left)
    return free and (left.is_running_text or right.is_running_text)


def is_note(side: Side, other: Side, width: float, room: Gap, *, ruled: bool = False) -> bool:
    """True for a narrow side in smaller print, or in a box: a note, read after the text that it stands beside.

    What stands beside columns as narrow as itself is one of them, but where a line is drawn between (`ruled`).
    """
    if width >= _NOTE_WIDTH * (room[1] - room[0]) or not other.lines:
        return False
    if not ruled and other.is_divided(_WIDER * width):
        return False
    if not side.lines:
        return is_narrow(width, room)
    return side.size <= _SMALLER * other.size and not _have_like_headings(side, other)


def _have_like_headings(side: Side, other: Side) -> bool:
    """True where both begin level with headings in one larger print: sections side by side, none of them a note."""
    own, its = side.lines[0], other.lines[0]
    sizes = dominant_size(own.words), dominant_size(its.words)
    is_level = abs(own.box.bottom - its.box.bottom) <= _LEVEL * own.box.height
    is_larger = min(sizes) > _LARGER_HEAD * max(side.size, other.size)
    return is_level and is_larger and max(sizes) <= min(sizes) / _SMALLER


def are_columns(left: Side, right: Side, gap: Gap, room: Gap, *, ruled: bool = False) -> bool:
    """True where two sides with `gap` between them are read one after the other; `room` is what both fill.

    `ruled` says that a line is drawn between them.
    """
    if not left.boxes or not right.boxes or gap[0] <= room[0] or gap[1] >= room[1]:
        return False
    if ruled:
        ends = (
            min(box.x0 for box in left.boxes),
            max(box.x1 for box in right.boxes),
        )  # a column may stand empty
        return min(left.fill((ends[0], gap[0])), right.fill((gap[1], ends[1]))) >= _FILLED_RULED
    if _is_short_text(left, (room[0], gap[0]), right) or _is_short_text(right, (gap[1], room[1]), left):
        return True
    return (
        _are_high(left, right)
        and _is_column(left, right, (room[0], gap[0]), room)
        and _is_column(right, left, (gap[1], room[1]), room)
    )


def stand_apart(left: Side, right: Side, share: float = 0.5) -> bool:
    """True for sides with lines on levels of their own, where columns are known to stand: no rows of a table."""
    if not left.boxes or not right.boxes or shared_height(left, right) <= 0:
        return False
    sides = ((left, right), (right, left))
    return not all(side.lines and _goes_along(side, other, share) for side, other in sides)


def most_level(left: Side, right: Side) -> float:
    """The share of the lines of a side that stand level with the other's, of the side where more do.

    A gutter through a table beside other text leaves a side whose every line goes on across it.
    """
    if not left.lines or not right.lines:
        return 0.0
    return max(_share_level(left, right), _share_level(right, left))


def are_rows(left: Side, right: Side) -> bool:
    """True for questions beside their answers: each label stands level with a line, and only over such lines is more white."""
    return any(_labels(one, other) for one, other in ((left, right), (right, left)))


def _labels(side: Side, other: Side) -> bool:
    if len(side.lines) < _FEWEST or side.walls or other.walls or _share_level(side, other) < 1:
        return False
    over: list[float] = []
    within: list[float] = []
    for above, below in pairwise(sorted(other.line_boxes, key=lambda box: box.top)):
        is_first = _is_level(below, side)
        (over if is_first else within).append(below.top - above.bottom)
    return bool(over) and bool(within) and min(over) > max(within) + _LEVEL * other.line_height


def _are_high(left: Side, right: Side) -> bool:
    """True where enough stands side by side: lines, boxes, or bullets however few."""
    sides = (left, right)
    if all(side.is_marked_list for side in sides):
        return True
    line_height = max(left.line_height, right.line_height)
    if shared_height(left, right) < LINES * line_height:
        return False
    long = any(_is_long(side, line_height) or side.is_marked_list for side in sides)
    return long and all(len(side.lines) >= _FEWEST or side.walls or side.is_running_text for side in sides)


def _is_short_text(side: Side, gap: Gap, other: Side) -> bool:
    """True for a paragraph of a few full lines beside a column of text."""
    if not 1 < len(side.lines) < LINES or side.walls or len(other.lines) < LINES:
        return False
    least = _FULL * (gap[1] - gap[0])
    return (
        all(line.box.width >= least and line.is_written for line in side.lines[:-1]) and other.is_running_text
    )


def _is_long(side: Side, line_height: float) -> bool:
    """True for many lines, or as much of a box."""
    return len(side.lines) + sum(wall.height for wall in side.walls) / max(line_height, 1.0) >= LINES


def is_narrow(width: float, room: Gap) -> bool:
    """True for the width of a note or of labels."""
    return width < _NARROWEST * (room[1] - room[0])


def _is_column(side: Side, other: Side, gap: Gap, room: Gap) -> bool:
    """Running text, lines and boxes on levels of their own, or such as fill their width: neither labels nor values."""
    if side.is_running_text:
        return True
    goes_along = _goes_along(side, other)
    if is_narrow(gap[1] - gap[0], room):
        return not (side.lines and goes_along) and side.fill(gap) >= _FILLED_NOTE
    return side.fill(gap) >= (_FILLED if goes_along else _FILLED_FREE)


def _goes_along(side: Side, other: Side, share: float = 0.5) -> bool:
    """True where lines, or a share of them, stand level with those of the other side, as labels do with values."""
    return not side.lines or _share_level(side, other) >= share


def _share_level(side: Side, other: Side) -> float:
    """The share of the lines that stand level with one of the other side."""
    return sum([_is_level(box, other) for box in side.line_boxes]) / len(side.lines)


def _is_level(box: Box, side: Side) -> bool:
    """True for a box that stands level with a line of a side."""
    feet, highest = side.feet
    foot, height = box.bottom, box.height
    reach = _LEVEL * max(height, highest) + _NEARLY
    near = feet[bisect_left(feet, (foot - reach,)) : bisect_right(feet, (foot + reach, math.inf))]
    return any(abs(foot - its) <= _LEVEL * max(height, high) for its, high in near)


def narrowest_gap(left: Side, right: Side) -> Gap:
    """From the last that stands left of the gutter to the first right of it."""
    return max(box.x1 for box in left.boxes), min(box.x0 for box in right.boxes)

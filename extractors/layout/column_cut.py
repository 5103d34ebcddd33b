"""Columns of words and boxes: what stands in one column parts only that column.

A recursive cut after the XY-cut of Nagy and Seth (1984), "Hierarchical representation of optically
scanned documents", with one change: the cuts follow lines of prose and boxes and not bare white
stretches, so that lists of labels and values and gaps in justified lines are no columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from statistics import median
from typing import Final

from extractors.kept import kept
from extractors.layout.column_ends import (
    SAME,
    SPACE_ABOVE,
    before_next_rule,
    column_end,
    column_start,
    stands_in,
)
from extractors.layout.column_rows import GUTTER, Row
from extractors.layout.column_sides import (
    Gap,
    Side,
    are_columns,
    are_rows,
    are_text_columns,
    is_narrow,
    is_note,
    most_level,
    narrowest_gap,
    shared_height,
    stand_apart,
)
from extractors.layout.cuts import Cut, Part
from extractors.layout.known_columns import columns_beside, fills, usual_gutter
from extractors.layout.rulings import Stroke
from extractors.layout.table_evidence import announces
from extractors.layout.titles_beside import have_own_titles
from schemas.geometry import Box, enclosing
from schemas.page import Word

_LARGER: Final = 1.08  # times the size of most words
_ALONE: Final = 0.8, 0.2  # of its height that is free above and below a heading over both columns
_EVEN: Final = 0.6  # added to the narrower side's share of the room: columns come before the notes in them
_USUAL: Final = 2.0  # times as good is a gap where the document has a gutter
_TITLED: Final = 10.0  # times as good is a gap between tables that have their own titles side by side
_LEVEL_COSTS: Final = 0.2  # of the weight is lost where all lines of a side stand level with the other's
_ALONG: Final = 0.6  # of the height that both sides share
_HANGING, _STARTS = 2.0, 2  # font sizes that lines of one list may stand in; lines that start there
_LEVEL_TOPS: Final = 4.0  # points by which the tops of columns below a heading differ
_NEAR_HEAD: Final = 1.5  # line heights of white between the heads of columns and the columns
_NEAR_TITLE: Final = 2.25  # between a title and its table: units are small print, and the first row is padded
_NOTE: Final = 0.08  # of the room: a narrower box is a mark


@dataclass(frozen=True, slots=True)
class Standing:
    """What columns are made of: rows of words, boxes that are read as one, upright rules that stand by themselves, usual gutters."""

    rows: Sequence[Row]
    walls: Sequence[Box]
    rules: Sequence[Stroke] = ()
    gutters: Sequence[
        Sequence[Gap]
    ] = ()  # those of the columns that the document is set in, for each width of them


# Where it stands, its box, and the line if it is one.
_Item = tuple[float, Box, Row | None]


@dataclass(frozen=True)
class _Run:
    """What stands between two things that cross a gutter."""

    rows: tuple[Row, ...]
    walls: tuple[Box, ...]

    def left_of(self, middle: float) -> tuple[int, int]:
        """How many words and how many walls stand left of a gutter: with the run itself they tell what it parts."""
        words = sum([bisect_left(row.middles, middle) for row in self.rows])
        return words, sum([wall.centre[0] < middle for wall in self.walls])

    @kept
    def count(self) -> tuple[int, int]:
        """How many words and how many walls it has."""
        return sum([len(row.words) for row in self.rows]), len(self.walls)

    @kept
    def own(self) -> frozenset[int]:
        """Its rows, by identity."""
        return frozenset(map(id, self.rows))

    @kept
    def ends(self) -> Gap:
        """Where its rows begin and end, from top to bottom."""
        return min([row.box.top for row in self.rows]), max([row.box.bottom for row in self.rows])


def find_cut(standing: Standing, room: Gap, *, only_text: bool = False) -> tuple[float, Cut] | None:
    """The columns that share the most height, the more even the better, and how good they are; None without columns."""
    size = median([row.size for row in standing.rows] or [0.0])
    cuts = [
        found
        for parting in _partings(standing, room, size)
        if (found := _columns(parting, standing, room, only_text)) is not None
    ]
    return (
        max(cuts, key=lambda found: (found[0], -found[1].top, found[1].bottom, -found[1].left))
        if cuts
        else None
    )


@dataclass(frozen=True, slots=True)
class _Parting:
    """What stands on the two sides of a gutter; a torn one began further up at the right, beside other columns."""

    run: _Run
    middle: float
    torn: bool


def _partings(standing: Standing, room: Gap, size: float) -> Iterator[_Parting]:
    """Runs with the middle of a gutter that parts them: many gutters part the same words, and one of them is enough."""
    seen: set[tuple[object, ...]] = set()
    items, boxes = _items(standing), [*(row.box for row in standing.rows), *standing.walls]
    known: dict[tuple[bool, ...], list[_Run]] = {}
    for x in _starts(standing, room, size):
        middle = x - GUTTER / 2
        edges = [start for own in standing.gutters for start, end in own if abs(end - x) <= GUTTER]
        over = tuple(_over_gutter(items, boxes, edges, x, size))
        if over not in known:
            known[over] = _runs(items, over)
        for run in known[over]:
            left = run.left_of(middle)
            if left in ((0, 0), run.count):
                continue
            torn = bool(standing.gutters) and _is_torn(run, standing.rows, x)
            parting = (run.own, run.walls, torn, left)
            if parting not in seen:
                seen.add(parting)
                yield _Parting(run, middle, torn)


def _starts(standing: Standing, room: Gap, size: float) -> list[float]:
    """Where a gutter may end: where segments of several lines start, or a box, or columns do, but for the outer edges."""
    low, high = (room[0] + share * (room[1] - room[0]) for share in (_NOTE, 1 - _NOTE))
    starts = sorted(part.x0 for row in standing.rows for part in row.parts)
    reach = _HANGING * size
    found = {wall.x0 for wall in standing.walls} | {end for own in standing.gutters for _, end in own}
    found |= {x for x in starts if bisect_right(starts, x + reach) - bisect_left(starts, x) >= _STARTS}
    return [x for x in sorted({round(x, 1) for x in found}) if low <= x <= high]


def _items(standing: Standing) -> list[_Item]:
    """Lines and walls from top to bottom."""
    items: list[_Item] = [(row.box.centre[1], row.box, row) for row in standing.rows]
    items += [(wall.top, wall, None) for wall in standing.walls]
    return sorted(items, key=itemgetter(0, 1))


def _over_gutter(
    items: Sequence[_Item], boxes: Sequence[Box], ends: Sequence[float], x: float, size: float
) -> Iterator[bool]:
    """Which of the items, whose boxes are `boxes`, cross the gutter that ends at `x`; `ends` are those of known columns there."""
    right = [box for box in boxes if box.x1 > x]
    for _, box, row in items:
        if row is None:
            yield _crosses(box, x)
        else:
            is_heading = _is_lone_heading(row, x, size, right) and _opens_columns(box, x, boxes, ends)
            yield is_heading or _is_over(row, x)


def _runs(items: Sequence[_Item], over: Sequence[bool]) -> list[_Run]:
    """What stands between two things that cross a gutter; `over` tells which of the items do so by themselves."""
    over = _with_heads(items, _with_titles(items, over))
    free = [
        list(group)
        for is_over, group in groupby(zip(over, items, strict=True), key=itemgetter(0))
        if not is_over
    ]
    return [
        _Run(
            tuple([row for _, (*_, row) in run if row is not None]),
            tuple([box for _, (_, box, row) in run if row is None]),
        )
        for run in free
    ]


def _is_torn(run: _Run, rows: Sequence[Row], x: float) -> bool:
    """True where other columns go on beside the run: its right one begins further up, or a line next to it is parted elsewhere."""
    first = next((part for row in run.rows for part in row.parts if part.x0 >= x - GUTTER), None)
    if first is None:
        return False
    (top, bottom), own, high = run.ends, run.own, first.top - first.height
    for row in rows:
        box = row.box
        if box.top <= first.top and box.bottom > high and _goes_on(row, first):
            return True
        is_near = max(top - box.bottom, box.top - bottom) < SPACE_ABOVE * box.height
        if is_near and id(row) not in own and _is_parted(row, x):
            return True
    return False


def _goes_on(row: Row, first: Box) -> bool:
    """True for a line with a part just above the first of a column, that begins at the same place."""
    return any(
        abs(part.x0 - first.x0) <= SAME and 0 <= first.top - part.bottom < first.height for part in row.parts
    )


def _is_parted(row: Row, x: float) -> bool:
    """True for a line that crosses a gutter and has a gap at another place."""
    return len(row.parts) > 1 and not row.whole and any(_crosses(part, x) for part in row.parts)


def _with_titles(items: Sequence[_Item], over: Sequence[bool]) -> list[bool]:
    """The titles and units right above a box that crosses the gutter cross it with the box, whatever stands beside them."""
    if all(row is not None for *_, row in items):
        return list(over)
    found: list[bool] = []
    wall: Box | None = None
    below: Box | None = None  # the box, or the last title that goes with it
    for (_, box, row), spans in zip(reversed(items), reversed(over), strict=True):
        if row is None or wall is None or below is None:
            wall = below = box if row is None and spans else None
            found.append(spans)
            continue
        parts = _over(row, wall)
        goes_with = bool(parts) and _are_titles(parts, below)
        if parts:
            below = enclosing(word.box for part in parts for word in part) if goes_with else None
        found.append(spans or goes_with)
    return found[::-1]


def _over(row: Row, wall: Box) -> list[tuple[Word, ...]]:
    """The parts of a line that stand over a box; those beside it belong to what stands beside it."""
    parts = zip(row.segments, row.parts, strict=True)
    return [words for words, box in parts if box.x0 < wall.x1 and box.x1 > wall.x0]


def _with_heads(items: Sequence[_Item], over: Sequence[bool]) -> list[bool]:
    """The heads of other columns cross the gutter with the first line below them that does."""
    found: list[bool] = []
    below: Row | None = None  # the line that crosses, or the last head of its columns
    for (_, _, row), spans in zip(reversed(items), reversed(over), strict=True):
        is_head = row is not None and below is not None and not spans and _heads(row, below)
        below = row if spans or is_head else None
        found.append(spans or is_head)
    return found[::-1]


def _heads(row: Row, below: Row) -> bool:
    """True for a line of several parts that all start where those of the next line do."""
    if len(row.parts) < 2 or below.box.top - row.box.bottom > _NEAR_HEAD * row.box.height:
        return False
    return all(any(abs(part.x0 - other.x0) <= SAME for other in below.parts) for part in row.parts)


def _are_titles(parts: Sequence[Sequence[Word]], below: Box) -> bool:
    boxes = [word.box for part in parts for word in part]
    is_near = below.top - max(box.bottom for box in boxes) <= _NEAR_TITLE * enclosing(boxes).height
    return is_near and all(announces(" ".join(word.text for word in part)) for part in parts)


def _is_over(row: Row, x: float) -> bool:
    is_whole = row.whole and row.box.x0 < x < row.box.x1
    return is_whole or (_crosses(row.box, x) and row.is_written_in(x - GUTTER + 0.5, x - 0.5))


def _is_lone_heading(row: Row, x: float, size: float, right: Sequence[Box]) -> bool:
    """True for a short heading that may stand over both columns: left, larger than most, and nothing beside it but above."""
    box = row.box
    if box.x1 >= x or row.size < _LARGER * size:
        return False
    high, low = box.top - _ALONE[0] * box.height, box.bottom + _ALONE[1] * box.height
    above, below = [one for one in right if one.bottom <= high], [one for one in right if one.top >= low]
    return bool(above) and len(above) + len(below) == len(right)


def _opens_columns(heading: Box, x: float, boxes: Sequence[Box], ends: Sequence[float]) -> bool:
    """True where what comes below a heading does not fill the left column alone; no column ends in a heading.

    A column ends where lines above do, or where those of the document end that have a gutter at `x`.
    """
    below = sorted((box for box in boxes if box.top >= heading.bottom), key=lambda box: box.top)
    right = next((box for box in below if box.x1 > x), None)
    alone = [box for box in below if right is None or box.top < right.top - _LEVEL_TOPS]
    if not alone or (right is not None and not _crosses(right, x)):
        return right is not None or not below
    if any(fills(box, (heading.x0, end)) for box in alone for end in ends):
        return False
    edges = [box.x1 for box in boxes if box.x1 <= x and box.bottom <= heading.top]
    return right is not None and not any(abs(box.x1 - edge) <= SAME for box in alone for edge in edges)


def _crosses(box: Box, x: float) -> bool:
    return box.x0 < x - 0.5 and box.x1 > x - GUTTER + 0.5


def _columns(parting: _Parting, standing: Standing, room: Gap, only_text: bool) -> tuple[float, Cut] | None:
    """How good two columns are, and their cut."""
    left, right = Side.of_rows(parting.run.rows, parting.run.walls, parting.middle)
    if not left.boxes or not right.boxes:
        return None
    gap = narrowest_gap(left, right)
    columns = columns_beside(gap, standing.gutters, room)
    top = column_start(left, right)
    bottom = before_next_rule(top, column_end(left, right, columns, room), gap, standing.rules)
    left, right = left.within(top, bottom), right.within(top, bottom)
    top = _below_text(left, right, gap, room) or top
    left, right = left.within(top, bottom), right.within(top, bottom)
    ruled = _is_ruled(left, right, gap, standing.rules)
    usual = usual_gutter(gap, standing.gutters) if columns and not parting.torn else None
    is_free = not only_text and (usual is not None or has_title_beside(left, right))
    is_free = is_free and _may_be_columns(left, right)
    is_titled = have_own_titles(left, right, room) and not _is_filled(gap, (top, bottom), standing)
    if not is_free and not is_titled:
        # Asked first, as tables are parted at each of their gutters, and hardly a side of them is running text.
        if only_text and not ruled and not are_text_columns(left, right):
            return None
        if not are_columns(left, right, gap, room, ruled=ruled) or (not ruled and are_rows(left, right)):
            return None
    narrower = min(gap[0] - room[0], room[1] - gap[1]) / (room[1] - room[0])
    weight = (_EVEN + narrower) * shared_height(left, right) * (_USUAL if usual else 1.0)
    weight *= 1 - _LEVEL_COSTS * most_level(left, right)
    weight *= _TITLED if is_titled else 1.0
    edges = gap if usual is None else (max(gap[0], usual[0]), min(gap[1], usual[1]))
    return weight, Cut(top, bottom, *edges, _note(left, right, gap, room, ruled=ruled), is_titled)


def _is_filled(gap: Gap, height: Gap, standing: Standing) -> bool:
    """True where a box or a word stands between two sides, beside them."""
    boxes = (*standing.walls, *(word.box for row in standing.rows for word in row.words))
    return any(
        box.x0 < gap[1] - SAME
        and box.x1 > gap[0] + SAME
        and box.top < height[1] - SAME
        and box.bottom > height[0] + SAME
        for box in boxes
    )


def _may_be_columns(left: Side, right: Side) -> bool:
    """True for what stands in known columns: on levels of its own, or full lines of prose on both sides."""
    if not left.boxes or not right.boxes or shared_height(left, right) <= 0:
        return False
    if left.is_prose and right.is_prose:
        return True
    return stand_apart(left, right)


def has_title_beside(left: Side, right: Side) -> bool:
    """True where the title or the unit of a table on one side stands beside other words: no table is over both."""
    for side, its in ((left, right), (right, left)):
        titles = [line.box for line in side.lines if line.announces]
        others = [line.box for line in its.lines if not line.announces] if titles else []
        if any(one.top < box.bottom and box.top < one.bottom for one in titles for box in others):
            return True
    return False


def _note(left: Side, right: Side, gap: Gap, room: Gap, *, ruled: bool) -> Part | None:
    if is_note(left, right, gap[0] - room[0], room, ruled=ruled):
        return Part.LEFT
    return Part.RIGHT if is_note(right, left, room[1] - gap[1], room, ruled=ruled) else None


def _is_ruled(left: Side, right: Side, gap: Gap, rules: Sequence[Stroke]) -> bool:
    """True where a rule stands in the gap along most of what both sides share."""
    if not left.boxes or not right.boxes:
        return False
    top, bottom = max(left.top, right.top), min(left.bottom, right.bottom)
    along = [rule for rule in rules if stands_in(rule, gap)]
    return any(min(rule.end, bottom) - max(rule.start, top) >= _ALONG * (bottom - top) > 0 for rule in along)


def _below_text(left: Side, right: Side, gap: Gap, room: Gap) -> float | None:
    """Where a narrow box at the left begins: the text above it is not beside it, however far it stands in."""
    if left.lines or not left.walls or not right.boxes or not is_narrow(gap[0] - room[0], room):
        return None
    return left.top - 0.5 * right.line_height

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
from statistics import median
from typing import Final

from extractors.layout.column_ends import (
    SAME,
    SPACE_ABOVE,
    before_next_rule,
    column_end,
    column_start,
    stands_in,
)
from extractors.layout.column_sides import (
    GUTTER,
    Gap,
    Side,
    are_columns,
    are_rows,
    are_text_columns,
    is_narrow,
    is_note,
    lines_of,
    most_level,
    narrowest_gap,
    segments_of,
    shared_height,
    stand_apart,
)
from extractors.layout.cuts import Cut, Part
from extractors.layout.known_columns import columns_beside, fills, usual_gutter
from extractors.layout.lines import dominant_size
from extractors.layout.rulings import Stroke
from extractors.layout.stretched import stretched_rows
from extractors.layout.table_evidence import announces, may_announce
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
    """What columns are made of: words, boxes that are read as one, upright rules that stand by themselves, and usual gutters."""

    words: Sequence[Word]
    walls: Sequence[Box]
    rules: Sequence[Stroke] = ()
    gutters: Sequence[
        Sequence[Gap]
    ] = ()  # those of the columns that the document is set in, for each width of them
    lines: Sequence[Sequence[Word]] | None = None  # the words by their lines, where that is known


@dataclass(frozen=True, slots=True)
class _Row:
    """A line across the whole room, with its box and the font size of most of it; a whole one is no two columns'."""

    words: tuple[Word, ...]
    box: Box
    size: float
    whole: bool
    parts: tuple[Box, ...]  # between its wide gaps
    middles: tuple[float, ...]  # of its words, in order


# Where it stands, its box, whether it crosses the gutter, and the line if it is one.
_Item = tuple[float, Box, bool, _Row | None]


@dataclass(frozen=True, slots=True)
class _Run:
    """What stands between two things that cross a gutter."""

    rows: tuple[_Row, ...]
    walls: tuple[Box, ...]
    torn: bool  # its right column began further up, beside other columns

    @property
    def lines(self) -> tuple[tuple[Word, ...], ...]:
        return tuple(row.words for row in self.rows)

    def left_of(self, middle: float) -> tuple[int, int]:
        """How many words and how many walls stand left of a gutter: with the run itself they tell what it parts."""
        words = sum([bisect_left(row.middles, middle) for row in self.rows])
        return words, sum([wall.centre[0] < middle for wall in self.walls])

    @property
    def count(self) -> tuple[int, int]:
        """How many words and how many walls it has."""
        return sum([len(row.words) for row in self.rows]), len(self.walls)


def find_cut(standing: Standing, room: Gap, *, only_text: bool = False) -> tuple[float, Cut] | None:
    """The columns that share the most height, the more even the better, and how good they are; None without columns."""
    lines = lines_of(standing.words) if standing.lines is None else standing.lines
    rows = [_row(line, whole=is_whole) for line, is_whole in zip(lines, stretched_rows(lines), strict=True)]
    size = median([row.size for row in rows] or [0.0])
    cuts = [
        found
        for run, middle in _partings(rows, standing, room, size)
        if (found := _columns(run, standing, middle, room, only_text)) is not None
    ]
    return (
        max(cuts, key=lambda found: (found[0], -found[1].top, found[1].bottom, -found[1].left))
        if cuts
        else None
    )


def _row(line: Sequence[Word], *, whole: bool) -> _Row:
    parts = tuple(enclosing(word.box for word in part) for part in segments_of(line))
    middles = tuple(sorted(word.box.centre[0] for word in line))
    return _Row(tuple(line), enclosing(word.box for word in line), dominant_size(line), whole, parts, middles)


def _partings(
    rows: Sequence[_Row], standing: Standing, room: Gap, size: float
) -> Iterator[tuple[_Run, float]]:
    """Runs with the middle of a gutter that parts them: many gutters part the same words, and one of them is enough."""
    seen: set[tuple[object, ...]] = set()
    for x in _starts(rows, standing, room, size):
        middle = x - GUTTER / 2
        for run in _runs(rows, standing, x, size):
            left = run.left_of(middle)
            parting = (tuple(map(id, run.rows)), run.walls, run.torn, left)
            if left not in ((0, 0), run.count) and parting not in seen:
                seen.add(parting)
                yield run, middle


def _starts(rows: Sequence[_Row], standing: Standing, room: Gap, size: float) -> list[float]:
    """Where a gutter may end: where segments of several lines start, or a box, or columns do, but for the outer edges."""
    low, high = (room[0] + share * (room[1] - room[0]) for share in (_NOTE, 1 - _NOTE))
    starts = sorted(part.x0 for row in rows for part in row.parts)
    reach = _HANGING * size
    found = {wall.x0 for wall in standing.walls} | {end for own in standing.gutters for _, end in own}
    found |= {x for x in starts if bisect_right(starts, x + reach) - bisect_left(starts, x) >= _STARTS}
    return [x for x in sorted({round(x, 1) for x in found}) if low <= x <= high]


def _runs(rows: Sequence[_Row], standing: Standing, x: float, size: float) -> list[_Run]:
    """What stands between two things that cross the gutter that ends at `x`; only known columns are torn."""
    walls = standing.walls
    boxes = [*(row.box for row in rows), *walls]
    right = [box for box in boxes if box.x1 > x]
    edges = [start for own in standing.gutters for start, end in own if abs(end - x) <= GUTTER]
    items: list[_Item] = [
        (
            row.box.centre[1],
            row.box,
            _is_over(row, x)
            or (_is_lone_heading(row, x, size, right) and _opens_columns(row.box, x, boxes, edges)),
            row,
        )
        for row in rows
    ]
    items += [(wall.top, wall, _crosses(wall, x), None) for wall in walls]
    items.sort(key=lambda item: item[:2])
    items = _with_heads(_with_titles(items))
    free = [list(group) for spans, group in groupby(items, key=lambda item: item[2]) if not spans]
    return [
        _Run(
            tuple(row for *_, row in run if row is not None),
            tuple(box for _, box, _, row in run if row is None),
            bool(standing.gutters) and _is_torn([row for *_, row in run if row is not None], rows, x),
        )
        for run in free
    ]


def _is_torn(run: Sequence[_Row], rows: Sequence[_Row], x: float) -> bool:
    """True where other columns go on beside the run: its right one begins further up, or a line next to it is parted elsewhere."""
    first = next((part for row in run for part in row.parts if part.x0 >= x - GUTTER), None)
    if first is None:
        return False
    own = set(map(id, run))
    top, bottom = min(row.box.top for row in run), max(row.box.bottom for row in run)
    return any(
        _goes_on(row, first) or (id(row) not in own and _is_parted(row, x, (top, bottom))) for row in rows
    )


def _goes_on(row: _Row, first: Box) -> bool:
    """True for a line with a part just above the first of a column, that begins at the same place."""
    if row.box.top > first.top or row.box.bottom <= first.top - first.height:
        return False
    return any(
        abs(part.x0 - first.x0) <= SAME and 0 <= first.top - part.bottom < first.height for part in row.parts
    )


def _is_parted(row: _Row, x: float, run: Gap) -> bool:
    """True for a line close above or below a run that crosses the gutter and has a gap at another place."""
    if len(row.parts) < 2 or row.whole:
        return False
    is_near = max(run[0] - row.box.bottom, row.box.top - run[1]) < SPACE_ABOVE * row.box.height
    return is_near and any(_crosses(part, x) for part in row.parts)


def _with_titles(items: Sequence[_Item]) -> list[_Item]:
    """The titles and units right above a box that crosses the gutter cross it with the box, whatever stands beside them."""
    found: list[_Item] = []
    wall: Box | None = None
    below: Box | None = None  # the box, or the last title that goes with it
    for top, box, spans, row in reversed(items):
        if row is None or wall is None or below is None:
            wall = below = box if row is None and spans else None
            found.append((top, box, spans, row))
            continue
        over = _over(row, wall)
        goes_with = bool(over) and _are_titles(over, below)
        if over:
            below = enclosing(word.box for part in over for word in part) if goes_with else None
        found.append((top, box, spans or goes_with, row))
    return found[::-1]


def _over(row: _Row, wall: Box) -> list[list[Word]]:
    """The parts of a line that stand over a box; those beside it belong to what stands beside it."""
    parts = zip(segments_of(row.words), row.parts, strict=True)
    return [words for words, box in parts if box.x0 < wall.x1 and box.x1 > wall.x0]


def _with_heads(items: Sequence[_Item]) -> list[_Item]:
    """The heads of other columns cross the gutter with the first line below them that does."""
    found: list[_Item] = []
    below: _Row | None = None  # the line that crosses, or the last head of its columns
    for top, box, spans, row in reversed(items):
        is_head = row is not None and below is not None and not spans and _heads(row, below)
        below = row if spans or is_head else None
        found.append((top, box, spans or is_head, row))
    return found[::-1]


def _heads(row: _Row, below: _Row) -> bool:
    """True for a line of several parts that all start where those of the next line do."""
    if len(row.parts) < 2 or below.box.top - row.box.bottom > _NEAR_HEAD * row.box.height:
        return False
    return all(any(abs(part.x0 - other.x0) <= SAME for other in below.parts) for part in row.parts)


def _are_titles(parts: Sequence[Sequence[Word]], below: Box) -> bool:
    boxes = [word.box for part in parts for word in part]
    is_near = below.top - max(box.bottom for box in boxes) <= _NEAR_TITLE * enclosing(boxes).height
    return is_near and all(announces(" ".join(word.text for word in part)) for part in parts)


def _is_over(row: _Row, x: float) -> bool:
    is_whole = row.whole and row.box.x0 < x < row.box.x1
    return is_whole or (_crosses(row.box, x) and any(_crosses(word.box, x) for word in row.words))


def _is_lone_heading(row: _Row, x: float, size: float, right: Sequence[Box]) -> bool:
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


def _columns(
    run: _Run, standing: Standing, middle: float, room: Gap, only_text: bool
) -> tuple[float, Cut] | None:
    """How good two columns are, and their cut."""
    left, right = Side.parted(run.lines, run.walls, middle)
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
    usual = usual_gutter(gap, standing.gutters) if columns and not run.torn else None
    is_free = (usual is not None or has_title_beside(left, right)) and _may_be_columns(left, right)
    is_titled = have_own_titles(left, right, room) and not _is_filled(gap, (top, bottom), standing)
    if (only_text or not is_free) and not is_titled:
        if not are_columns(left, right, gap, room, ruled=ruled) or (not ruled and are_rows(left, right)):
            return None
        if only_text and not ruled and not are_text_columns(left, right):
            return None
    narrower = min(gap[0] - room[0], room[1] - gap[1]) / (room[1] - room[0])
    weight = (_EVEN + narrower) * shared_height(left, right) * (_USUAL if usual else 1.0)
    weight *= 1 - _LEVEL_COSTS * most_level(left, right)
    weight *= _TITLED if is_titled else 1.0
    edges = gap if usual is None else (max(gap[0], usual[0]), min(gap[1], usual[1]))
    return weight, Cut(top, bottom, *edges, _note(left, right, gap, room, ruled=ruled), is_titled)


def _is_filled(gap: Gap, height: Gap, standing: Standing) -> bool:
    """True where a box or a word stands between two sides, beside them."""
    boxes = (*standing.walls, *(word.box for word in standing.words))
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
        titles = [box for line, box in zip(side.lines, side.line_boxes, strict=True) if _announces(line)]
        others = [box for line, box in zip(its.lines, its.line_boxes, strict=True) if not _announces(line)]
        if any(one.top < box.bottom and box.top < one.bottom for one in titles for box in others):
            return True
    return False


def _announces(line: Sequence[Word]) -> bool:
    return may_announce(line[0].text) and announces(" ".join(word.text for word in line))


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

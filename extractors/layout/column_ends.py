"""Where columns side by side begin and end: a text above the left one stands in no column, a wide space may end the longer one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from extractors.layout.column_rows import HalfLine, segments_of
from extractors.layout.column_sides import Gap, Side
from extractors.layout.known_columns import fills
from extractors.layout.markers import find_marker
from extractors.layout.rulings import Stroke
from schemas.geometry import enclosing

_SPACE: Final = 2.0  # line heights of white below the end of the longer column
_WIDER: Final = 1.3  # times the spaces above
_LEVEL_WITH: Final = 0.25  # line heights that a text above the columns may reach beside the right one
_APART: Final = 12.0  # points between the rules of two notes
SPACE_ABOVE: Final = 0.8  # line heights of white between a text and the columns below it
SAME: Final = 0.7  # points by which ends at the edge of one column differ
_FULL: Final = 0.8  # of the width of a column: a line that was broken at its edge
_CLOSE: Final = 1.0  # line heights of white between two lines of one paragraph
_INDENT: Final = 25.0  # points
_BLANK: Final = 0.3  # of a line's height


def column_end(left: Side, right: Side, columns: Sequence[Gap], room: Gap) -> float:
    """Where the longer column ends: at a space below the end of the shorter one that is wider than those above.

    It goes on where what comes next fills one of the known `columns`, or is broken where the left column ends.
    """
    shorter, longer = sorted((left, right), key=lambda side: side.bottom)
    boxes = longer.sorted_boxes
    filling: list[float] | None = None
    end, widest = boxes[0].bottom, _SPACE * longer.line_height
    for box in boxes:
        space = box.top - end
        if box.top >= shorter.bottom - 0.5 * longer.line_height and space > widest:
            if filling is None:
                filling = [*_filling(longer, columns), *(_broken(longer, room) if longer is left else ())]
            if not any(top >= box.top for top in filling):
                return max(end, shorter.bottom)
        end, widest = max(end, box.bottom), max(widest, _WIDER * space)
    return end


def before_next_rule(top: float, bottom: float, gap: Gap, rules: Sequence[Stroke]) -> float:
    """Where another rule begins in the gap, below the first: another note beside its own text."""
    inside = [rule for rule in rules if stands_in(rule, gap) and top < rule.end and rule.start < bottom]
    ends = sorted(inside, key=lambda rule: rule.start)
    return ends[1].start - 0.5 if len(ends) > 1 and ends[1].start > ends[0].end + _APART else bottom


def stands_in(rule: Stroke, gap: Gap) -> bool:
    """True for an upright rule in the gap between two columns."""
    return gap[0] - 1 <= rule.at <= gap[1] + 1


def _filling(side: Side, columns: Sequence[Gap]) -> list[float]:
    """The tops of what fills a column, without those below what lies over a gutter: there the columns are at an end."""
    if not columns:
        return []
    parts = [enclosing(word.box for word in part) for line in side.lines for part in segments_of(line.words)]
    gutters = [(one[1], other[0]) for one, other in pairwise(columns)]
    over = [
        box.top
        for box in (*parts, *side.walls)
        if any(box.x0 < start - SAME and box.x1 > end + SAME for start, end in gutters)
    ]
    tops = [box.top for box in side.boxes if any(fills(box, column) for column in columns)]
    return [top for top in tops if not any(top > one for one in over)] if over else tops


def _broken(side: Side, room: Gap) -> Iterator[float]:
    """The tops of lines whose next word stands on the next line, though the room had place for it: they end with a column."""
    edge = max(box.x1 for box in side.boxes)
    for above, below in pairwise(sorted(side.lines, key=lambda line: line.box.top)):
        box, its = above.box, below.box
        need = below.words[0].box.width + _BLANK * box.height
        is_next = 0 <= its.top - box.bottom < _CLOSE * box.height and abs(its.x0 - box.x0) < _INDENT
        is_full = box.x1 + need > edge and box.width >= _FULL * (edge - room[0])
        if is_next and is_full and box.x1 + need < room[1] - _INDENT and not _opens(below):
            yield box.top


def _opens(line: HalfLine) -> bool:
    return find_marker(" ".join(word.text for word in line.words[:3])) is not None


def column_start(left: Side, right: Side) -> float:
    """Where the left column starts: below a wide space, where the end of a text above stands over it."""
    boxes = left.sorted_boxes
    end = boxes[0].bottom
    for box in boxes:
        if (
            end <= right.top + _LEVEL_WITH * left.line_height
            and box.top - end > SPACE_ABOVE * left.line_height
        ):
            return min(box.top, right.top)
        end = max(end, box.bottom)
    return min(left.top, right.top)

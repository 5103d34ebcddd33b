"""Titles of tables side by side: what stands below them is as many tables, however level their rows stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extractors.layout.column_rows import segments_of
from extractors.layout.column_sides import Gap, Side, narrowest_gap
from extractors.layout.table_evidence import announces, is_unit, may_announce
from schemas.geometry import Box, enclosing
from schemas.page import Word

# Line heights between a title and the edge, or the middle, of what it stands over; one that stands at the edge itself.
_AT_EDGE, _IN_MIDDLE, _FLUSH = 1.0, 1.5, 0.3
_EVEN: Final = 0.7  # line heights by which columns as wide as each other seem to differ
_GUTTERS: Final = 8.0, 45.0  # points between two columns
# "(2025년 9월 30일 기준)", "('25. 6. 현재)": in the place of a unit
_AS_OF = re.compile(r"[(\[].{3,30}(?:기준|현재)[)\]]")


@dataclass(frozen=True, slots=True)
class _Title:
    """The title or the unit of a table."""

    box: Box
    is_unit: bool


def titles_in(line: Sequence[Word]) -> list[_Title]:
    """The titles and units that a line holds; none where it holds anything else."""
    if not may_announce(line[0].text):
        return []
    parts = [(part, " ".join(word.text for word in part)) for part in segments_of(line)]
    if not all(announces(text) or _AS_OF.fullmatch(text) for _, text in parts):
        return []
    return [_Title(enclosing(word.box for word in part), _is_unit(text)) for part, text in parts]


def _is_unit(text: str) -> bool:
    return is_unit(text) or _AS_OF.fullmatch(text) is not None


def have_own_titles(left: Side, right: Side, room: Gap) -> bool:
    """True where titles, or units, stand level on both sides, each in the same place over its own side of the room."""
    return any(
        _stand_alike(one, other, left, right) or _stand_evenly((one, other), narrowest_gap(left, right), room)
        for one in _rows_of(left)
        for other in _rows_of(right)
        if one[0].box.top < other[0].box.bottom and other[0].box.top < one[0].box.bottom
    )


def _rows_of(side: Side) -> Iterator[list[_Title]]:
    return (titles for line in side.lines if (titles := titles_in(line.words)))


def _stand_alike(one: Sequence[_Title], other: Sequence[_Title], left: Side, right: Side) -> bool:
    """True where both stand at the left edges of their sides, at the right ones, or in the middle."""
    top = min(one[0].box.top, other[0].box.top)
    places = [_place_of(titles, side, top) for titles, side in ((one, left), (other, right))]
    if one[0].is_unit == other[0].is_unit and all(place.is_left for place in places):
        return True
    if one[-1].is_unit == other[-1].is_unit and all(place.is_right for place in places):
        return True
    has_unit = any(title.is_unit for title in (*one, *other))
    return not has_unit and all(place.in_middle and not place.is_flush for place in places)


def _stand_evenly(sides: tuple[Sequence[_Title], Sequence[_Title]], gap: Gap, room: Gap) -> bool:
    """True for titles in the middle of columns that part the room evenly, with the gap between two of them."""
    titles = [title for side in sides for title in side]
    if any(title.is_unit for title in titles):
        return False
    middles, reach = [title.box.centre[0] for title in titles], _EVEN * titles[0].box.height
    pitches = [after - before for before, after in pairwise(middles)]
    before, behind = middles[0] - room[0], room[1] - middles[-1]
    gutter = pitches[0] - before - behind
    is_even = max(pitches) - min(pitches) <= reach and abs(before - behind) <= reach
    between = (sides[0][-1].box.centre[0] + sides[1][0].box.centre[0]) / 2
    return is_even and _GUTTERS[0] <= gutter <= _GUTTERS[1] and gap[0] <= between <= gap[1]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where titles of one line stand over their side."""

    is_left: bool
    is_right: bool
    in_middle: bool
    is_flush: bool  # at the left edge, with room at the right


def _place_of(titles: Sequence[_Title], side: Side, top: float) -> _Place:
    around = enclosing(box for box in side.boxes if box.bottom > top)
    height = titles[0].box.height
    before, behind = titles[0].box.x0 - around.x0, around.x1 - titles[-1].box.x1
    middle = sum(title.box.centre[0] for title in titles) / len(titles)
    return _Place(
        before <= _AT_EDGE * height,
        behind <= _AT_EDGE * height,
        abs(middle - around.centre[0]) <= _IN_MIDDLE * height,
        before <= _FLUSH * height < behind,
    )

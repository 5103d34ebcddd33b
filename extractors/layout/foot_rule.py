"""The short rule above the notes at the foot of a page: what stands below it is read after all columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.layout.lines import dominant_size, group_rows
from extractors.layout.rulings import NEAR, Stroke
from schemas.geometry import Box
from schemas.page import RawPage, Word

FOOT: Final = "foot"
"""The frame of the lines below the rule."""

_LOWER: Final = 0.45  # of the page's height: notes stand no higher
_SHORT: Final = 0.5  # of the written width
_AT_LEFT: Final = 8.0  # points from where the text begins
_SMALLER: Final = 0.95  # times the size of the text above


def above_and_below(
    words: Sequence[Word],
    lone: Sequence[Stroke],
    page: RawPage,
    room: tuple[float, float],
    walls: Sequence[Box] = (),
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words above the rule and the notes below it; no notes where no such rule stands, or `walls` stand below.

    `lone` are the lines across the page that nothing touches.
    """
    for rule in sorted(stroke for stroke in lone if _is_foot_rule(stroke, page, room)):
        above = tuple(word for word in words if word.box.centre[1] <= rule.at)
        below = tuple(word for word in words if word.box.centre[1] > rule.at)
        if any(wall.bottom > rule.at - NEAR for wall in walls):
            continue  # also the last line of a table
        if above and below and dominant_size(group_rows(below)[0]) <= _SMALLER * dominant_size(above):
            return above, below
    return tuple(words), ()


def _is_foot_rule(stroke: Stroke, page: RawPage, room: tuple[float, float]) -> bool:
    """True for a short line at the left of the page's lower part."""
    is_at_left = abs(stroke.start - room[0]) <= _AT_LEFT
    is_short = stroke.length <= _SHORT * (room[1] - room[0])
    return stroke.at >= _LOWER * page.height and is_at_left and is_short

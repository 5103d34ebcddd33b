"""The short rule above the notes at the foot of a page: what stands below it is read after all columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.layout.lines import dominant_size
from schemas.geometry import Box
from schemas.page import RawPage, Ruling, Word

FOOT: Final = "foot"
"""The frame of the lines below the rule."""

_LOWER: Final = 0.45  # of the page's height: notes stand no higher
_SHORT: Final = 0.5  # of the written width
_AT_LEFT: Final = 8.0  # points from where the text begins
_NEAR: Final = 3.0  # points between the ends of rules that meet
_SMALLER: Final = 0.95  # times the size of the text above


def above_and_below(
    words: Sequence[Word], page: RawPage, room: tuple[float, float], walls: Sequence[Box] = ()
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words above the rule and the notes below it; no notes where no such rule stands, or `walls` stand below."""
    for rule in sorted(_foot_rules(page, room), key=lambda one: one.y0):
        above = tuple(word for word in words if word.box.centre[1] <= rule.y0)
        below = tuple(word for word in words if word.box.centre[1] > rule.y0)
        if any(wall.bottom > rule.y0 for wall in walls):
            continue
        if above and below and dominant_size(below) <= _SMALLER * dominant_size(above):
            return above, below
    return tuple(words), ()


def _foot_rules(page: RawPage, room: tuple[float, float]) -> list[Ruling]:
    """Short flat rules at the left of the page's lower part that no other rule touches."""
    upright = [rule for rule in page.rulings if not rule.is_horizontal]
    flat = [rule for rule in page.rulings if rule.is_horizontal and rule.y0 >= _LOWER * page.height]
    return [
        rule
        for rule in flat
        if abs(min(rule.x0, rule.x1) - room[0]) <= _AT_LEFT
        and abs(rule.x1 - rule.x0) <= _SHORT * (room[1] - room[0])
        and not any(_meets(rule, other) for other in upright)
    ]


def _meets(flat: Ruling, upright: Ruling) -> bool:
    left, right = sorted((flat.x0, flat.x1))
    top, bottom = sorted((upright.y0, upright.y1))
    return left - _NEAR <= upright.x0 <= right + _NEAR and top - _NEAR <= flat.y0 <= bottom + _NEAR

"""Bars of colour that a heading or a short text is written on: boxes without a border."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from extractors.layout.lines import group_rows
from schemas.geometry import Box, enclosing
from schemas.page import RawPage, Word

_LINES: Final = 3  # lines on a bar at most; more is a coloured column
_WIDER: Final = 1.25  # times what is written on it: a narrower ground marks words of a line
_NEAR: Final = 1.5  # font sizes to the next word of the line that a ground is a part of
_WHOLE: Final = 0.9  # of a word's box that lies on its ground


def bars(page: RawPage, words: Sequence[Word], taken: Iterable[Box]) -> list[Box]:
    """The bars by place; grounds of cells and of boxes, which are `taken`, are none."""
    boxes = list(taken)
    free = [box for box in page.grounds if not any(_is_within(box, other) for other in boxes)]
    found = [box for box in sorted(set(free)) if _is_bar(box, words)]
    return [box for box in found if not any(other != box and _is_within(box, other) for other in found)]


def _is_within(inner: Box, outer: Box) -> bool:
    return inner.overlap(outer) >= 0.5 * inner.area


def _is_bar(ground: Box, words: Sequence[Word]) -> bool:
    on = [word for word in words if word.box.overlap(ground) >= _WHOLE * word.box.area]
    if not on or any(_runs_out(word, ground) for word in words):
        return False
    around = enclosing(word.box for word in on)
    if len(group_rows(on)) > _LINES or ground.width < _WIDER * around.width:
        return False
    return not any(_goes_on(word, ground) for word in words)


def _runs_out(word: Word, ground: Box) -> bool:
    return 0 < word.box.overlap(ground) < _WHOLE * word.box.area


def _goes_on(word: Word, ground: Box) -> bool:
    """True for a word that stands close beside the ground, at its height."""
    level = ground.top <= word.box.centre[1] <= ground.bottom
    beside = max(word.box.x0 - ground.x1, ground.x0 - word.box.x1)
    return level and 0 <= beside < _NEAR * word.size_pt

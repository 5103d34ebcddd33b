"""Rows of dots that lead from a title to its page number: print, though every one of them is as small as a speck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from extractors.ocr.segmentation.glyphs import Glyphs
from extractors.ocr.segmentation.spans import Numbers
from extractors.ocr.segmentation.text_line import TextLine

_ROOM: Final = 3.0  # em between two lines of one level that dots may lead through
_DOTS: Final = 5
_DOT: Final = 0.28  # em: a larger piece is no dot of a leader
_FILLED: Final = 0.6  # of the room that the dots reach over
_EVEN: Final = 0.8  # of the steps from dot to dot that are alike, to a quarter
_MIDDLE: Final = 0.3, 0.72  # of the height of the line: dots there are middle dots, lower ones are full stops


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of dots in pixels of the page, behind the line `before` that it leads away from."""

    x0: int
    top: int
    x1: int
    bottom: int
    text: str
    before: TextLine


def find_leaders(pieces: Glyphs, lines: Sequence[TextLine]) -> tuple[Leader, ...]:
    """The rows of dots with print at both ends."""
    largest = _DOT * max((line.em for line in lines), default=0.0)
    dots = np.flatnonzero(pieces.height <= largest).astype(np.int32)
    found = (_leader(pieces, dots, before, behind) for before, behind in _level_pairs(lines))
    return tuple(leader for leader in found if leader is not None)


def _level_pairs(lines: Sequence[TextLine]) -> Iterator[tuple[TextLine, TextLine]]:
    """Each line with the next one at its level, where there is room between."""
    for line in lines:
        middle = (line.top + line.bottom) / 2
        right = [one for one in lines if one.x0 >= line.x1 and one.top < middle < one.bottom]
        nearest = min(right, key=lambda one: one.x0, default=None)
        if nearest is not None and nearest.x0 - line.x1 >= _ROOM * line.em:
            yield line, nearest


def _leader(pieces: Glyphs, dots: Numbers, before: TextLine, behind: TextLine) -> Leader | None:
    inside = (pieces.x0[dots] >= before.x1 - 1) & (pieces.x1[dots] <= behind.x0 + 1)
    inside &= (pieces.top[dots] >= before.top) & (pieces.bottom[dots] <= before.bottom + 0.1 * before.em)
    small = np.maximum(pieces.width[dots], pieces.height[dots]) <= _DOT * before.em
    row = dots[inside & small]
    row = row[np.argsort(pieces.x0[row])]
    if len(row) < _DOTS or not _leads(pieces, row, behind.x0 - before.x1):
        return None
    top, bottom = int(pieces.top[row].min()), int(pieces.bottom[row].max())
    height = ((top + bottom) / 2 - before.top) / (before.bottom - before.top)
    dot = "·" if _MIDDLE[0] <= height <= _MIDDLE[1] else "."
    return Leader(int(pieces.x0[row[0]]), top, int(pieces.x1[row[-1]]), bottom, dot * len(row), before)


def _leads(pieces: Glyphs, row: Numbers, room: int) -> bool:
    """True for dots at even distances over most of the room."""
    middles = (pieces.x0[row] + pieces.x1[row]) / 2
    steps = np.diff(middles)
    usual = float(np.median(steps))
    alike = np.abs(steps - usual) <= max(usual / 4, 1.0)
    return bool(alike.mean() >= _EVEN) and float(middles[-1] - middles[0]) >= _FILLED * room

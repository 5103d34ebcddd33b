"""Ruling lines: strokes that lie on one line become one ruling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from schemas.page import Ruling

_SAME_LINE: Final = 1.6  # points between the strokes of a double border
_DASH_GAP: Final = 2.6  # points between the dots of a dotted border
_MIN_LENGTH: Final = 5.0  # points: shorter strokes are parts of signs, not of tables
_STRAIGHT: Final = 0.6  # points that the ends of a horizontal line may differ in height


def straight(x0: float, y0: float, x1: float, y1: float) -> Ruling | None:
    """The ruling between two points; None where the line slants or has no length.

    >>> straight(10, 20.2, 100, 20)
    Ruling(x0=10, y0=20.1, x1=100, y1=20.1)
    >>> straight(10, 20, 100, 60) is None
    True
    """
    if abs(y0 - y1) <= _STRAIGHT and abs(x0 - x1) > abs(y0 - y1):
        level = (y0 + y1) / 2
        return Ruling(min(x0, x1), level, max(x0, x1), level)
    if abs(x0 - x1) <= _STRAIGHT and abs(y0 - y1) > 0:
        level = (x0 + x1) / 2
        return Ruling(level, min(y0, y1), level, max(y0, y1))
    return None


def merge(strokes: Iterable[Ruling], *, gap_pt: float = _DASH_GAP) -> tuple[Ruling, ...]:
    """Join strokes of one line over gaps of up to `gap_pt`; short leftovers are dropped.

    >>> merge([Ruling(0, 5, 40, 5), Ruling(41, 5.4, 80, 5.4), Ruling(0, 90, 2, 90)])
    (Ruling(x0=0, y0=5, x1=80, y1=5),)
    """
    strokes = list(strokes)
    flat = [(rule.y0, rule.x0, rule.x1) for rule in strokes if rule.is_horizontal]
    tall = [(rule.x0, rule.y0, rule.y1) for rule in strokes if not rule.is_horizontal]
    across = [Ruling(start, level, end, level) for level, start, end in _merged(flat, gap_pt)]
    down = [Ruling(level, start, level, end) for level, start, end in _merged(tall, gap_pt)]
    return tuple(across + down)


def _merged(lines: Sequence[tuple[float, float, float]], gap_pt: float) -> list[tuple[float, float, float]]:
    """Join (level, start, end) triples; the longest stroke of a line gives the level."""
    merged = []
    for _, group in groupby(_levelled(sorted(lines)), key=lambda line: line[0]):
        parts = sorted((line[1] for line in group), key=lambda part: part[1])
        open_parts = [parts[0]]
        reach = parts[0][2]
        for part in parts[1:]:
            if part[1] > reach + gap_pt:
                merged.append(_one(open_parts))
                open_parts = []
            open_parts.append(part)
            reach = max(reach, part[2])
        merged.append(_one(open_parts))
    return sorted(line for line in merged if line[2] - line[1] >= _MIN_LENGTH)


def _levelled(
    lines: Sequence[tuple[float, float, float]],
) -> list[tuple[int, tuple[float, float, float]]]:
    """Number the groups of lines whose levels lie within one border's width."""
    numbered = []
    number, first = 0, lines[0][0] if lines else 0.0
    for line in lines:
        if line[0] - first > _SAME_LINE:
            number, first = number + 1, line[0]
        numbered.append((number, line))
    return numbered


def _one(parts: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    longest = max(parts, key=lambda part: part[2] - part[1])
    return longest[0], min(part[1] for part in parts), max(part[2] for part in parts)

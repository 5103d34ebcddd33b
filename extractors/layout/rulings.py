"""Drawn lines made ready for grids: strokes of one border become one, and touching ones a group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from schemas.page import Ruling

NEAR: Final = 3.0  # points: strokes of a double border
_MEETS: Final = 2.0  # points: ends that fail to meet, but not two tables set close together
_DASH_GAP: Final = 3.0  # points between the dots of a dotted border
_MIN_LENGTH: Final = 6.0
_MOST: Final = 600  # lines of one direction on a page; a denser drawing is no table


@dataclass(frozen=True, slots=True, order=True)
class Stroke:
    """A line at `at` from `start` to `end`, along the other axis."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Frame:
    """Horizontal and vertical strokes that touch each other."""

    across: tuple[Stroke, ...]
    down: tuple[Stroke, ...]


def frames_of(rulings: Iterable[Ruling]) -> list[Frame]:
    """Return the groups of touching lines that can frame a cell, from top to bottom."""
    rulings = list(rulings)
    across = merge_strokes(stroke_of(rule) for rule in rulings if rule.is_horizontal)
    down = merge_strokes(stroke_of(rule) for rule in rulings if not rule.is_horizontal)
    if max(len(across), len(down)) > _MOST:
        return []
    groups = _touching(across, down)
    frames = [Frame(tuple(a), tuple(d)) for a, d in groups if len(a) >= 2 and d]
    return sorted(frames, key=lambda frame: (frame.across[0], frame.down[0]))


def stroke_of(rule: Ruling) -> Stroke:
    """A rule as a line at one height, or at one place from the left."""
    if rule.is_horizontal:
        return Stroke(rule.y0, *sorted((rule.x0, rule.x1)))
    return Stroke(rule.x0, *sorted((rule.y0, rule.y1)))


def lone_strokes(rulings: Iterable[Ruling]) -> tuple[list[Stroke], list[Stroke]]:
    """The lines across and the lines down that none of the other kind touches: those are no part of a table or a box."""
    rulings = list(rulings)
    across = [stroke_of(rule) for rule in rulings if rule.is_horizontal]
    down = [stroke_of(rule) for rule in rulings if not rule.is_horizontal]
    return (
        [flat for flat in across if not any(_meets(flat, tall, NEAR) for tall in down)],
        [tall for tall in down if not any(_meets(flat, tall, NEAR) for flat in across)],
    )


def merge_strokes(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Join strokes that lie on one line, over the gaps of dashes; short leftovers are dropped.

    >>> merge_strokes([Stroke(5, 0, 40), Stroke(5.4, 41, 80), Stroke(90, 0, 2)])
    [Stroke(at=5, start=0, end=80)]
    """
    merged: list[Stroke] = []
    for level in _levels(sorted(strokes)):
        parts = sorted(level, key=lambda stroke: stroke.start)
        current = parts[0]
        for part in parts[1:]:
            if part.start > current.end + _DASH_GAP:
                merged.append(current)
                current = part
            else:
                longer = max(current, part, key=lambda stroke: stroke.length)
                current = Stroke(longer.at, current.start, max(current.end, part.end))
        merged.append(current)
    return sorted(stroke for stroke in merged if stroke.length >= _MIN_LENGTH)


def _levels(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    levels: list[list[Stroke]] = []
    for stroke in strokes:
        if levels and stroke.at - levels[-1][0].at <= NEAR:
            levels[-1].append(stroke)
        else:
            levels.append([stroke])
    return levels


def _touching(across: Sequence[Stroke], down: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, flat in enumerate(across):
        for j, tall in enumerate(down, start=len(across)):
            if _meets(flat, tall):
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index, stroke in enumerate([*across, *down]):
        group = groups.setdefault(root(index), ([], []))
        group[0 if index < len(across) else 1].append(stroke)
    return list(groups.values())


def _meets(flat: Stroke, tall: Stroke, near: float = _MEETS) -> bool:
    return flat.start - near <= tall.at <= flat.end + near and tall.start - near <= flat.at <= tall.end + near

"""Reading order: cells row by row, columns one after the other, all else from top to bottom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from extractors.ocr.segmentation.rules import Rules
from extractors.ocr.segmentation.spans import runs
from extractors.ocr.segmentation.strips import Strip

_OVERLAP: Final = 0.25  # of a line's height: lines may reach into each other by that


@dataclass(frozen=True, slots=True)
class _Unit:
    """Strips that are read together, and the room they take."""

    strips: tuple[Strip, ...]
    box: tuple[int, int, int, int]


def in_order(strips: Sequence[Strip], rules: Rules) -> list[list[Strip]]:
    """Return the strips as blocks in reading order, the lines of each from top to bottom."""
    units = _units(strips, rules)
    return [_sorted(unit.strips) for unit in _read(units)]


def _units(strips: Sequence[Strip], rules: Rules) -> list[_Unit]:
    """A cell is one unit; so is a column; on the open page each line is."""
    by_area: dict[int, list[Strip]] = defaultdict(list)
    for strip in strips:
        by_area[strip.area].append(strip)
    simple = rules.is_simple()
    units = []
    for area, members in by_area.items():
        if simple[area] and not any(strip.column for strip in members):
            units.append(_Unit(tuple(members), _area_box(rules, area)))
        else:
            units += _open_units(members)
    return units


def _open_units(strips: Sequence[Strip]) -> list[_Unit]:
    by_column: dict[tuple[int, ...], list[Strip]] = defaultdict(list)
    for strip in strips:
        by_column[strip.column].append(strip)
    units = []
    for column, members in by_column.items():
        groups = [members] if column else [[strip] for strip in members]
        units += [_Unit(tuple(group), _box_of(group)) for group in groups]
    return units


def _box_of(strips: Sequence[Strip]) -> tuple[int, int, int, int]:
    rows = [strip.row for strip in strips]
    shrunk = round(_OVERLAP * min(row.bottom - row.top for row in rows))
    return (
        min(row.x0 for row in rows),
        min(row.top for row in rows) + shrunk,
        max(row.x1 for row in rows),
        max(row.bottom for row in rows) - shrunk,
    )


def _area_box(rules: Rules, area: int) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = rules.boxes[area].tolist()
    return 2 * x0, 2 * top, 2 * x1, 2 * bottom


def _read(units: Sequence[_Unit]) -> Iterator[_Unit]:
    """Cut between units from top to bottom, else from left to right, as long as there is white between."""
    if len(units) < 2:
        yield from units
        return
    for low, high in ((1, 3), (0, 2)):
        start = np.array([unit.box[low] for unit in units], dtype=np.float64)
        end = np.array([unit.box[high] for unit in units], dtype=np.float64)
        parts = runs(start, end, 0.0)
        if len(parts) > 1:
            for part in parts:
                yield from _read([units[number] for number in part.tolist()])
            return
    yield from sorted(units, key=lambda unit: (unit.box[1], unit.box[0]))


def _sorted(strips: Sequence[Strip]) -> list[Strip]:
    """From top to bottom, and from left to right where lines stand beside each other."""
    middles = np.array([(strip.row.top + strip.row.bottom) / 2 for strip in strips])
    half = np.array([0.3 * (strip.row.bottom - strip.row.top) for strip in strips])
    levels = runs(middles - half, middles + half, 0.0)
    return [
        strips[number]
        for level in levels
        for number in sorted(level.tolist(), key=lambda one: strips[one].row.x0)
    ]

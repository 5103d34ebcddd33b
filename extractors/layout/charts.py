"""Charts and diagrams that are drawn and not placed as pictures: frames around short labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

from extractors.layout.grid import Grid
from extractors.layout.lines import group_rows
from extractors.layout.markers import find_marker
from extractors.layout.table_cells import cell_of
from schemas.geometry import Box
from schemas.page import Ruling, Word

_HIGH: Final = 60.0  # points: lower frames hold notices
_LABELS, _LINES = 4, 3  # words and lines that a chart's frame holds at least
_PLOT: Final = 0.4  # of a plot's cells hold words at most
_LONGEST: Final = 14  # characters of a label
_SENTENCE: Final = 6  # characters of the shortest sentence: bars are read as 다
_TICKS: Final = 3  # numbers that an axis is told by
_UNDER_EACH_OTHER: Final = 3.0  # points between the ends of numbers at one axis
_OFF: Final = 0.06  # of the way between two numbers of an axis: how far others may stand from their places
_EXACT: Final = 0.02  # of a step between the numbers of an axis
_ON_LINE: Final = 3.0  # points between the middle of a number and its line
_Tick = tuple[float, Box]
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


def charts(grids: Sequence[Grid], rulings: Sequence[Ruling], words: Sequence[Word]) -> list[Box]:
    """The frames of `grids` that hold a chart or a diagram, told by lines in them or by the numbers of an axis."""
    frames = [grid.box for grid in grids if len(grid.cells) == 1 and grid.box.height >= _HIGH]
    found = [box for box in frames if _is_chart(box, rulings, words)]
    return [box for box in found if not any(_is_table_in(box, grid, words) for grid in grids)]


def _is_chart(box: Box, rulings: Sequence[Ruling], words: Sequence[Word]) -> bool:
    """Lines of a scan may be too faint to see, and its legend begins with what looks like a bullet: an axis tells it."""
    inside = [word for word in words if box.contains(*word.box.centre)]
    if len(inside) < _LABELS:
        return False
    if has_axis(inside):
        return not any(map(_is_sentence, group_rows(inside)))
    return _has_lines(box, rulings) and holds_labels(inside)


def holds_labels(words: Sequence[Word]) -> bool:
    """True for short words that open no item of a list and end no sentence."""
    rows = ["".join(word.text for word in row) for row in group_rows(words)]
    short = all(len(word.text) <= _LONGEST and find_marker(word.text + " ") is None for word in words)
    return short and not any(row.endswith((".", "다")) for row in rows)


def _is_sentence(row: Sequence[Word]) -> bool:
    """True for a line that ends as a sentence does, or that holds a word no label is as long as."""
    text = "".join(word.text for word in row)
    is_end = len(text) >= _SENTENCE and text.endswith(("다", "다."))
    return is_end or any(len(word.text) > _LONGEST for word in row)


def has_axis(words: Sequence[Word]) -> bool:
    """True for numbers under each other that fall in even steps, as far from each other as they differ.

    Three do where the last is 0; where it was misread, or the axis begins higher up, it takes four.
    """
    ticks = [(float(word.text.replace(",", "")), word.box) for word in words if _NUMBER.fullmatch(word.text)]
    return any(
        _is_axis(one, other, ticks)
        for one, other in combinations(ticks, 2)
        if abs(one[1].x1 - other[1].x1) <= _UNDER_EACH_OTHER
    )


def _is_axis(one: _Tick, other: _Tick, ticks: Sequence[_Tick]) -> bool:
    """True where enough numbers stand on the straight line through these two, which stand under each other."""
    (less, lower), (more, upper) = sorted((one, other), key=lambda tick: tick[0])
    rise = lower.centre[1] - upper.centre[1]
    if less == more or rise <= lower.height:
        return False
    per_unit = rise / (more - less)
    nought = lower.centre[1] + less * per_unit
    on_line = {
        value
        for value, box in ticks
        if 0 <= value <= more
        and abs(box.x1 - lower.x1) <= _UNDER_EACH_OTHER
        and abs(nought - value * per_unit - box.centre[1]) <= _OFF * rise
    }
    return len(on_line) >= (_TICKS if 0.0 in on_line else _TICKS + 1) and _are_steps(on_line)


def _are_steps(values: set[float]) -> bool:
    """True for numbers all as many steps above the lowest; steps of one above no nought are those of years."""
    low, step = min(values), min(abs(one - other) for one, other in combinations(values, 2))
    if low > step + _EXACT * step and step <= 1:
        return False
    return all(abs((value - low) / step - round((value - low) / step)) <= _EXACT for value in values)


def _has_lines(box: Box, rulings: Iterable[Ruling]) -> bool:
    if min(box.width, box.height) <= 8:
        return False
    inner = Box(box.x0 + 4, box.top + 4, box.x1 - 4, box.bottom - 4)
    middles = (((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2) for rule in rulings)
    return sum(inner.contains(*middle) for middle in middles) >= _LINES


def _is_table_in(box: Box, grid: Grid, words: Sequence[Word]) -> bool:
    """True for a grid in a frame that is no plot: a plot has words in few of its cells, or one column."""
    if len(grid.xs) < 3 or len(grid.ys) < 3 or not box.holds(grid.box) or _has_ticks(box, grid, words):
        return False
    inside = (word for word in words if grid.box.contains(*word.box.centre))
    filled = {cell for word in inside if (cell := cell_of(grid, word)) is not None}
    return len(filled) > _PLOT * len(grid.cells)


def _has_ticks(box: Box, grid: Grid, words: Iterable[Word]) -> bool:
    """True for numbers beside the lines of a grid, and none beside its rows: the lines of a chart over its axis."""
    if grid.xs[0] <= box.x0:
        return False
    left = Box(box.x0, grid.ys[0] - _ON_LINE, grid.xs[0], grid.ys[-1] + _ON_LINE)
    beside = [w.box.centre[1] for w in words if left.contains(*w.box.centre) and _NUMBER.fullmatch(w.text)]
    on_lines = sum(any(abs(y - level) <= _ON_LINE for level in grid.ys) for y in beside)
    return on_lines == len(beside) >= _TICKS

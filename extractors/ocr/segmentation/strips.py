"""From pieces of ink to strips: the pieces of one line of print, and the column they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from extractors.ocr.segmentation.columns import find_gutter
from extractors.ocr.segmentation.glyphs import Glyphs
from extractors.ocr.segmentation.rows import Row, find_rows, is_one, row_of
from extractors.ocr.segmentation.rules import Rules
from extractors.ocr.segmentation.spans import Numbers, Values, ranked, runs

_TALL: Final = 1.75  # of the letters: a row this tall holds more than one line
_ROW: Final = 8.0  # usual letters: cells that are higher hold many lines
_MANY: Final = 6  # pieces that tell the height of letters
_INNER: Final = (
    0.6  # of a letter's height: from the edge of two tangled lines to the cut between them, at least
)
_HARDLY: Final = 0.35  # of the ink in either line
_LEAST: Final = 0.8  # of the usual letter: lower ones may be the flat letters of a line
_MARK: Final = 0.6  # of the usual letter: lower chunks are dashes and dots
_BESIDE: Final = 1.0  # em of white between texts that stand beside each other over several lines
_CLOSE_BESIDE: Final = 0.65  # ...where their levels differ
_FAR: Final = 4.0  # em of white that parts what stands on one line
_SPACED: Final = 9.0  # em of white between the letters of a spaced-out word
_LETTER: Final = 1.4  # em: the widest letter
_LEVEL: Final = 1.25  # of a letter's height: lines that take no more together are level
_SHARED: Final = 0.6  # of the lower line's height: those that share less lie askew
_DEEPEST: Final = 12


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of print; `column` is () on the open page, else the path to its column."""

    row: Row
    area: int
    column: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    area: int
    column: tuple[int, ...]
    usual: float


def find_strips(glyphs: Glyphs, members: Numbers, rules: Rules, usual: float) -> list[Strip]:
    """Return the strips that `members` form, area by area between the rulings."""
    strips: list[Strip] = []
    areas = glyphs.area[members]
    for area in np.unique(areas).tolist():
        place = _Place(area, (), max(usual, _height_beside(glyphs, members, rules.boxes[area], usual)))
        strips += _cut(glyphs, members[areas == area], rules, place)
    return strips


def _height_beside(glyphs: Glyphs, members: Numbers, box: Numbers, usual: float) -> float:
    """The letter height of the table row that a cell stands in: 금융 alone does not tell that it is one line."""
    top, bottom = 2 * int(box[1]), 2 * int(box[3])
    if bottom - top > _ROW * usual:
        return usual
    middle = (glyphs.top[members] + glyphs.bottom[members]) / 2
    beside = glyphs.height[members[(middle > top) & (middle < bottom)]]
    return ranked(beside, 0.97) if len(beside) >= _MANY else usual


def _cut(glyphs: Glyphs, members: Numbers, rules: Rules, place: _Place) -> Iterator[Strip]:
    yield from _in_rows(glyphs, find_rows(glyphs, members, place.usual), rules, place)


def _in_rows(glyphs: Glyphs, rows: list[Row], rules: Rules, place: _Place) -> Iterator[Strip]:
    gutter = find_gutter(glyphs, rows) if len(rows) > 2 and len(place.column) < _DEEPEST else None
    if gutter is None:
        for row in rows:
            yield from _in_row(glyphs, row, rules, place)
        return
    yield from _in_rows(glyphs, rows[: gutter.first], rules, place)
    members = np.concatenate([row.members for row in rows[gutter.first : gutter.last + 1]])
    is_left = glyphs.x0[members] + glyphs.x1[members] < gutter.x0 + gutter.x1
    for side, part in enumerate((members[is_left], members[~is_left])):
        yield from _cut(glyphs, part, rules, _inner(place, rows[gutter.first].top, side))
    yield from _in_rows(glyphs, rows[gutter.last + 1 :], rules, place)


def _inner(place: _Place, top: int, side: int) -> _Place:
    return _Place(place.area, (*place.column, top, side), place.usual)


def _in_row(glyphs: Glyphs, row: Row, rules: Rules, place: _Place) -> Iterator[Strip]:
    em = min(row.em, place.usual / 0.8)
    chunks = _chunks(glyphs, row, _BESIDE * em)
    is_high = row.bottom - row.top > _LEVEL * place.usual
    closer = _chunks(glyphs, row, _CLOSE_BESIDE * em) if is_high else chunks
    groups = _alike(glyphs, closer, place.usual) if len(place.column) < _DEEPEST else [chunks]
    if len(groups) > 1:
        for side, group in enumerate(groups):
            members = np.concatenate([chunk.members for chunk in group])
            yield from _cut(glyphs, members, rules, _inner(place, row.top, side))
        return
    lines = _untangled(glyphs, row, place.usual)
    if len(lines) > 1:
        for line in lines:
            yield from _in_row(glyphs, line, rules, place)
        return
    parts = _parted(chunks, row.em, rules)
    for part in parts:
        whole = row if len(parts) == 1 else row_of(glyphs, part)
        yield Strip(whole, place.area, place.column)


def _chunks(glyphs: Glyphs, row: Row, gap: float) -> list[Row]:
    """The parts of a row with wide white between them."""
    parts = runs(glyphs.x0[row.members], glyphs.x1[row.members], gap)
    return [row] if len(parts) == 1 else [row_of(glyphs, row.members[part]) for part in parts]


def _alike(glyphs: Glyphs, chunks: list[Row], usual: float) -> list[list[Row]]:
    """Chunks beside each other are one text, unless one is as high as two lines of the other or their lines lie askew."""
    groups: list[list[Row]] = [[]]
    print_: list[Row] = []
    for chunk in chunks:
        if chunk.bottom - chunk.top > _MARK * usual:
            if any(
                _is_stacked(chunk, one, usual)
                or _is_stacked(one, chunk, usual)
                or _are_askew(glyphs, chunk, one, usual)
                for one in print_
            ):
                groups.append([])
                print_ = []
            print_.append(chunk)
        groups[-1].append(chunk)
    return groups


def _is_stacked(tall: Row, low: Row, usual: float) -> bool:
    line = max(low.bottom - low.top, low.height, _LEAST * usual)
    return tall.bottom - tall.top > _TALL * line


def _are_askew(glyphs: Glyphs, left: Row, right: Row, usual: float) -> bool:
    """True where a line on one side lies between two levels of the other side: columns side by side."""
    together = max(left.bottom, right.bottom) - min(left.top, right.top)
    if together <= _LEVEL * usual:
        return False
    for one in _letter_rows(glyphs, left, usual):
        for other in _letter_rows(glyphs, right, usual):
            shared = min(one.bottom, other.bottom) - max(one.top, other.top)
            if 0 < shared < _SHARED * min(one.bottom - one.top, other.bottom - other.top):
                return True
    return False


def _letter_rows(glyphs: Glyphs, chunk: Row, usual: float) -> list[Row]:
    """The rows of a chunk that are as high as letters."""
    return [row for row in find_rows(glyphs, chunk.members, usual) if row.bottom - row.top > _MARK * usual]


def _untangled(glyphs: Glyphs, row: Row, usual: float) -> list[Row]:
    """Two lines that reach into each other: cut where hardly any ink is, a letter's height from either end."""
    members = row.members
    height = row.bottom - row.top
    letter = max(ranked(glyphs.height[members], 0.95), _LEAST * usual)
    if height <= _TALL * letter or len(members) < 4:
        return [row]
    profile = _profile(glyphs, row)
    low, high = round(_INNER * letter), height - round(_INNER * letter)
    cut = low + int(np.argmin(profile[low:high]))
    if profile[cut] > _HARDLY * min(profile[:cut].max(), profile[cut:].max()):
        return [row]
    above = glyphs.top[members] + glyphs.bottom[members] < 2 * (row.top + cut)
    if above.all() or not above.any():
        return [row]
    upper, lower = row_of(glyphs, members[above]), row_of(glyphs, members[~above])
    return [row] if is_one(glyphs, upper, lower, usual) else [upper, lower]


def _profile(glyphs: Glyphs, row: Row) -> Values:
    """How much ink each pixel row holds, as if that of each piece were spread evenly."""
    members = row.members
    steps = np.zeros(row.bottom - row.top + 1)
    share = glyphs.ink[members] / np.maximum(glyphs.height[members], 1)
    np.add.at(steps, glyphs.top[members] - row.top, share)
    np.add.at(steps, glyphs.bottom[members] - row.top, -share)
    return np.cumsum(steps)[:-1]


def _parted(words: list[Row], em: float, rules: Rules) -> list[Numbers]:
    """The words of a row cut at rulings and at very wide gaps; letters that are only spaced out stay together."""
    lines = [[words[0].members]]
    for left, right in pairwise(words):
        if _are_apart(left, right, em, rules):
            lines.append([])
        lines[-1].append(right.members)
    return [np.concatenate(line) for line in lines]


def _are_apart(left: Row, right: Row, em: float, rules: Rules) -> bool:
    level = (max(left.top, right.top) + min(left.bottom, right.bottom)) // 2
    if rules.walls[level // 2, left.x1 // 2 : right.x0 // 2].any():
        return True
    are_letters = max(left.x1 - left.x0, right.x1 - right.x0) <= _LETTER * em
    return right.x0 - left.x1 > (_SPACED if are_letters else _FAR) * em

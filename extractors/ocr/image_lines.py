"""Ruling lines that a scan shows, also where ink is broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

import cv2
import numpy as np

from extractors.ocr.dashed_lines import dashed_uprights
from extractors.ocr.faint_lines import completed
from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.line_ends import runs_into_lines
from extractors.readers.ruling_lines import merge
from schemas.page import Ruling

_LINE_DARK: Final = 190  # thin lines of a scan are paler than letters
# Lengths of the pieces over which the ink of a pale line is averaged, and of the shortest such line: across, and down.
_HAIRLINES_PT: Final = ((4.0, 16.0), (1.8, 32.0))
_APART_PT: Final = (1.5, 2.9)  # above and below it: paper, at one of these distances
_DEPTH: Final = 22  # grey levels by which its mean is darker than that
_ACROSS_PT: Final = 24.0  # shortest run of a horizontal line: longer than any stroke of body text
_DOWN_PT: Final = 11.0  # shortest run of a vertical line: a table row of one line
_PALE: Final = 60  # ink that is paler than this is no dot of a fax
_WHOLE: Final = 0.97  # of a line over several rows that stands close to numbers
_UNBROKEN: Final = 0.88  # of a pale line: thin Latin letters have white between them
_GAP_PT: Final = 1.5  # breaks that are bridged before runs are looked for
_BROKEN_PT: Final = (
    6.0  # breaks over which runs are one line; the rules below two heads of columns lie farther apart
)
_BEYOND_PT: Final = 3.0  # by which a run may reach beyond its ink
_DOUBLE_PT: Final = 4.0  # between the lines of a double one
_THICK_PT: Final = 4.5
_TOUCH_PT: Final = 4.0
_END_PT: Final = 2.5  # between the end of a vertical line and the line it meets
_LEVEL_PT: Final = 1.2  # between the ends of borders of one row
_ROW_PT: Final = 13.0  # lowest row that a page break may leave open
_ON_PT: Final = 1.2  # between the other end and the line that it meets
_FREE_PT: Final = 60.0  # a vertical line this long is a line also where it touches no other
_SHORT_PT: Final = 40.0  # shorter horizontal runs must stand alone: 그 of a title has such a stroke
_BESIDE_PT: Final = (1.5, 3.2)  # where the ink beside a line is measured
# Shares of ink on both sides together: along a row of letters 0.41 and more, along table lines up to 0.27.
_CROWDED: Final = 0.32
_ALONE: Final = 0.10
_PARTED_PT: Final = (3.2, 7.0)  # between the borders of two tables that stand close together
_TAIL_PT: Final = 20.0  # from the border of a row to the top of a letter in the next one
_FAR_TAIL_PT: Final = 34.0  # the same with a letter of a title, where paper parts them
_INK_PT: Final = 1.0  # half the thickness of a border, with its blur
_PAPER: Final = 0.5  # of the rows between the borders
_DOTTED: Final = 0.72  # share of the run that is ink: below, the line is dotted and breaks easily
_DOTTED_GAP_PT: Final = 24.0


def image_rulings(image: GreyImage, scale: float) -> tuple[Ruling, ...]:
    """Return the rulings of a straight page in points; strokes of letters are told from table lines."""
    dark = grey(np.where(image < _LINE_DARK, 255, 0))
    whole, dotted = _across(_with_hairlines(dark, image, _HAIRLINES_PT[0], scale), image, scale)
    across = merge([*whole, *merge(dotted, gap_pt=_DOTTED_GAP_PT)], gap_pt=_BROKEN_PT)
    down = _down(dark, image, across, scale)
    cut = [rule for rule in down if _is_cut(rule, down, across)]
    closed = (rule for rule in down if rule not in cut and _ends_on_lines(rule, across, dark, scale))
    found = (_without_tails(rule, across, dark, scale) for rule in closed)
    parted = (part for rule in found for part in _parted(rule, across, dark, scale))
    whole_down = [*cut, *(rule for rule in parted if _is_border(rule, across))]
    dashed = [rule for rule in dashed_uprights(dark, across, scale) if not _is_found(rule, whole_down)]
    seen = (*across, *whole_down, *dashed)
    return (*seen, *completed(seen, image, scale))


def _is_found(rule: Ruling, down: Iterable[Ruling]) -> bool:
    """True for dashes beside a border that is known already."""
    return any(
        abs(rule.x0 - one.x0) <= _END_PT and min(rule.y1, one.y1) > max(rule.y0, one.y0) for one in down
    )


def _levels_at(x: float, across: Iterable[Ruling]) -> list[float]:
    """The heights of the lines across that pass over `x`."""
    return sorted(line.y0 for line in across if line.x0 - _TOUCH_PT <= x <= line.x1 + _TOUCH_PT)


def _ends_on_lines(rule: Ruling, across: Sequence[Ruling], dark: GreyImage, scale: float) -> bool:
    """False for the stroke of 기 in a row that is no higher than its letters."""
    if rule.y1 - rule.y0 >= _FREE_PT / 2:
        return True
    levels = [level * scale for level in _levels_at(rule.x0, across)]
    upright = (rule.x0 * scale, rule.y0 * scale, rule.y1 * scale)
    return runs_into_lines(upright, levels, dark, scale)


def _without_tails(rule: Ruling, across: tuple[Ruling, ...], dark: GreyImage, scale: float) -> Ruling:
    """A border ends on the line it meets: a letter centred above it, such as 수, seems to go on with it."""
    met = [level for level in _levels_at(rule.x0, across) if rule.y0 - _END_PT <= level <= rule.y1 + _END_PT]
    if len(met) < 2:
        return rule

    def is_tail(start: float, end: float) -> bool:
        is_broken = end - start < _FAR_TAIL_PT and _is_broken(rule.x0, start, end, dark, scale)
        return end - start < _TAIL_PT or is_broken

    top = met[0] if is_tail(rule.y0, met[0]) else rule.y0
    bottom = met[-1] if is_tail(met[-1], rule.y1) else rule.y1
    return Ruling(rule.x0, top, rule.x0, bottom)


def _is_broken(x: float, start: float, end: float, dark: GreyImage, scale: float) -> bool:
    """True where paper parts the ink between two heights, as it does a letter from the border below."""
    rows = dark[
        round(start * scale) : round(end * scale),
        max(int((x - _INK_PT) * scale), 0) : int((x + _INK_PT) * scale) + 1,
    ]
    bare = rows.max(axis=1, initial=0) == 0
    white = max((len(list(run)) for is_white, run in groupby(bare.tolist()) if is_white), default=0)
    return white > _GAP_PT * scale


def _parted(rule: Ruling, across: tuple[Ruling, ...], dark: GreyImage, scale: float) -> Iterator[Ruling]:
    """Cut a vertical line where two tables stand close together: between two lines, and without ink.

    Of the other table it may hold nothing but the way to its line.
    """
    start = rule.y0
    levels = _levels_at(rule.x0, across)
    for above, below in pairwise(levels):
        is_over = start <= above + _END_PT and below - _END_PT <= rule.y1
        apart = _PARTED_PT[0] <= below - above <= _PARTED_PT[1] and is_over
        if apart and _is_bare(rule.x0, above, below, dark, scale):
            if above - start > _END_PT:
                yield Ruling(rule.x0, start, rule.x0, above)
            start = below
    if rule.y1 - start > _END_PT:
        yield Ruling(rule.x0, start, rule.x0, rule.y1)


def _is_bare(x: float, above: float, below: float, dark: GreyImage, scale: float) -> bool:
    """True where most rows between two lines, off their own ink, are paper at `x`."""
    side = _TOUCH_PT / 2
    top, bottom = round((above + _INK_PT) * scale), round((below - _INK_PT) * scale)
    rows = dark[top : bottom + 1, max(int((x - side) * scale), 0) : int((x + side) * scale) + 1]
    return bool(rows.size) and float((rows.max(axis=1) == 0).mean()) > _PAPER


def _across(dark: GreyImage, image: GreyImage, scale: float) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal lines that are no row of letters: whole ones, and dotted ones."""
    whole, dotted = [], []
    runs = merge(_runs(dark, image, scale, _ACROSS_PT), gap_pt=_BROKEN_PT)
    for rule in runs:
        cover, sides = _surroundings(rule, dark, image, scale)
        beside = _beside(rule, sides, runs)
        length = rule.x1 - rule.x0
        if cover < _DOTTED and beside <= _ALONE:
            dotted.append(rule)
        elif cover >= _DOTTED and beside <= (_CROWDED if length >= _SHORT_PT else _ALONE):
            whole.append(rule)
    return whole, dotted


def _beside(rule: Ruling, sides: tuple[float, float], runs: Sequence[Ruling]) -> float:
    """The ink on both sides; the other line of a double one is none."""
    others = [
        other.y0 - rule.y0
        for other in runs
        if abs(other.y0 - rule.y0) <= _DOUBLE_PT and other != rule and _are_alike(rule, other)
    ]
    above = 0.0 if any(away < 0 for away in others) else sides[0]
    return above + (0.0 if any(away > 0 for away in others) else sides[1])


def _are_alike(rule: Ruling, other: Ruling) -> bool:
    """True for two long lines that begin and end alike."""
    ends = max(abs(rule.x0 - other.x0), abs(rule.x1 - other.x1))
    return rule.x1 - rule.x0 >= _FREE_PT and ends <= _BEYOND_PT


def _down(dark: GreyImage, image: GreyImage, across: Sequence[Ruling], scale: float) -> list[Ruling]:
    """Vertical lines that are no stroke of a letter, found on the page laid on its side."""
    turned = grey(np.ascontiguousarray(image.T))
    lying = _with_hairlines(grey(dark.T), turned, _HAIRLINES_PT[1], scale)
    rules = []
    for rule in merge(_runs(lying, turned, scale, _DOWN_PT), gap_pt=_BROKEN_PT):
        cover, sides = _surroundings(rule, lying, turned, scale)
        beside = sum(sides)
        is_long = rule.x1 - rule.x0 >= _FREE_PT
        is_over_rows = cover >= _WHOLE and _crosses(rule.y0, rule.x0, rule.x1, across)
        if beside <= (2 * _CROWDED if is_long or is_over_rows else _CROWDED):
            rules.append(Ruling(rule.y0, rule.x0, rule.y0, rule.x1))
    return rules


def _crosses(x: float, start: float, end: float, across: Sequence[Ruling]) -> bool:
    """True for a line that goes on beyond a border, as no letter does: numbers may stand close to it."""
    return any(start + _END_PT < level < end - _END_PT for level in _levels_at(x, across))


def _with_hairlines(
    dark: GreyImage, image: GreyImage, lengths_pt: tuple[float, float], scale: float
) -> GreyImage:
    """The dark pixels, and those of horizontal lines too pale to be seen pixel by pixel.

    Means over short pieces tell them: all pieces of a line are darker than the paper beside it, also where the dots
    of a fax leave gaps; strokes of letters that follow each other have paper between them.
    """
    piece_pt, whole_pt = lengths_pt
    ink = grey(cv2.blur(255 - image, (max(int(piece_pt * scale), 3), 1), borderType=cv2.BORDER_REPLICATE))
    whole = np.ones((1, max(int(whole_pt * scale), 3)), dtype=np.uint8)
    depth = cv2.morphologyEx(ink, cv2.MORPH_OPEN, whole).astype(np.int16)
    above, below = (_paler(ink, up, scale) for up in (True, False))
    beside = np.maximum(above, below).astype(np.int16)
    return grey(np.where(depth > beside + _DEPTH, 255, dark))


def _paler(ink: GreyImage, up: bool, scale: float) -> GreyImage:
    """The ink at one side of each pixel: near it or, where the other line of a double one lies there, a little farther."""
    found = []
    for distance in _APART_PT:
        apart = max(round(distance * scale), 2)
        padded = np.pad(ink, ((apart, apart), (0, 0)), mode="edge")
        found.append(padded[: -2 * apart] if up else padded[2 * apart :])
    return grey(np.minimum(*found))


def _surroundings(
    rule: Ruling, dark: GreyImage, image: GreyImage, scale: float
) -> tuple[float, tuple[float, float]]:
    """The share of the run that is ink, and the shares of ink above and below it, off the lines that it meets at its ends.

    What is half as dark as a pale line counts as ink beside it: thin Latin print looks like such lines.
    """
    row, start, end = round(rule.y0 * scale), int(rule.x0 * scale), int(rule.x1 * scale) + 1
    near, far = (int(distance * scale) for distance in _BESIDE_PT)
    line = dark[max(row - 1, 0) : row + 2, start:end]
    met = min(round(_END_PT * scale), (end - start) // 6)
    above = image[max(row - far, 0) : max(row - near, 1), start + met : end - met]
    below = image[row + near : row + far, start + met : end - met]
    ink = image[max(row - 1, 0) : row + 2, start:end]
    if not line.size or not above.size or not below.size:
        return 0.0, (0.0, 0.0)
    paper = float(np.median(np.concatenate([above, below])))
    level = max((float(np.median(ink.min(axis=0))) + paper) / 2, float(_LINE_DARK))
    sides = float((above < level).mean()), float((below < level).mean())
    darkest = ink.min(axis=0)
    if np.median(darkest) > _PALE and float((darkest < level).mean()) < _UNBROKEN:
        return 0.0, sides
    return float(line.max(axis=0).mean()) / 255, sides


def _runs(dark: GreyImage, image: GreyImage, scale: float, shortest_pt: float) -> list[Ruling]:
    """Long thin horizontal runs of ink."""
    shortest = max(int(shortest_pt * scale), 3)
    bridge = max(int(_GAP_PT * scale), 1) | 1
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, bridge), dtype=np.uint8))
    # One row up and down: a line that climbs by a pixel over its length is still one run.
    thick = cv2.dilate(closed, np.ones((3, 1), dtype=np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, shortest), dtype=np.uint8))
    # Small numbers are three times as fast; more runs than that fit on no page of this size.
    labels = cv2.CV_16U if dark.size < 0x10000 * 4 * shortest else cv2.CV_32S
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8, ltype=labels)
    rules = []
    for left, top, width, height, _ in stats[1:].tolist():
        if height - 2 <= _THICK_PT * scale and width >= 3 * height:
            level = (top + height / 2) / scale
            start, end = _ends(image[top : top + height], left, left + width, scale)
            rules.append(Ruling(start / scale, level, end / scale, level))
    return rules


def _ends(band: GreyImage, left: int, right: int, scale: float) -> tuple[int, int]:
    """Where the ink of a run begins and ends, near `left` and `right`: means over pieces tell that only roughly."""
    reach, bridge = max(round(_BEYOND_PT * scale), 1), max(int(_GAP_PT * scale), 1) | 1
    if right - left < 4 * reach:
        return left, right
    first = max(left - reach, 0)
    darkest = grey(cv2.blur(band[:, first : right + reach].min(axis=0, keepdims=True), (3, 1)))
    line = float(np.median(darkest[0, left - first : right - first]))
    inked = grey(darkest <= (line + float(darkest.max())) / 2)
    whole = cv2.morphologyEx(inked, cv2.MORPH_CLOSE, np.ones((1, bridge), dtype=np.uint8))[0]
    start = _first_ink(whole, left - first + reach)
    end = _first_ink(whole[::-1], len(whole) - (right - first - reach))
    return (
        left if start is None else first + start,
        right if end is None else first + len(whole) - end,
    )


def _first_ink(inked: np.ndarray[tuple[int], np.dtype[np.uint8]], inside: int) -> int | None:
    """Where the ink begins that `inside` is in or before; None where it begins with the stretch.

    A line may seem to begin in the white that parts it from another one.
    """
    free = np.flatnonzero(inked[:inside] == 0)
    if not free.size:
        return None
    if free[-1] + 1 < inside:
        return int(free[-1]) + 1
    return inside + int(inked[inside:].argmax())


def _is_border(rule: Ruling, across: tuple[Ruling, ...]) -> bool:
    """Table borders reach from one horizontal line to another; the stroke of a letter does not."""
    if rule.y1 - rule.y0 >= _FREE_PT:
        return True
    near = _levels_at(rule.x0, across)
    ends = [any(abs(level - end) <= _END_PT for level in near) for end in (rule.y0, rule.y1)]
    return all(ends) or (any(ends) and rule.y1 - rule.y0 >= _FREE_PT / 2)


def _is_cut(rule: Ruling, down: Iterable[Ruling], across: tuple[Ruling, ...]) -> bool:
    """True for a border of a row that a page break leaves open: one end on a line, the other away from all, as at others of the row.

    Letters are lower, or stand on no line.
    """
    if rule.y1 - rule.y0 < _ROW_PT or not _has_open_end(rule, across):
        return False
    places = [
        other.x0
        for other in down
        if max(abs(other.y0 - rule.y0), abs(other.y1 - rule.y1)) <= _LEVEL_PT and _has_open_end(other, across)
    ]
    return max(places) - min(places) >= _ACROSS_PT


def _has_open_end(rule: Ruling, across: tuple[Ruling, ...]) -> bool:
    near = _levels_at(rule.x0, across)
    if any(rule.y0 + _END_PT < level < rule.y1 - _END_PT for level in near):
        return False
    white = [min((abs(level - end) for level in near), default=_FREE_PT) for end in (rule.y0, rule.y1)]
    return min(white) <= _ON_PT and max(white) >= _ROW_PT / 2

"""Ruling lines as walls between texts, and their ink, which is taken off the lines of print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_lines import image_rulings
from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.line_ends import runs_into_lines
from extractors.ocr.segmentation.shapes import Box
from extractors.ocr.segmentation.spans import Flags
from schemas.page import Ruling

_DARK: Final = 190  # as image_lines: thin lines of a scan are paler than letters
_LONG_PT: Final = 40.0  # a thin line this long is no stroke of a letter
_STROKE_PT: Final = 60.0  # strokes of title letters at one level, together at most
_TALL_PT: Final = 9.0  # a border of a row of small print
_RUN_PT, _PIECE_PT = 20.0, 6.0  # runs of ink along a ruling, and pieces of a broken one
_THIN_PT: Final = 1.6
_NEAR_PT: Final = 1.8  # between a run of ink and the ruling that it is part of
_CLOSE_PT: Final = 1.0  # pieces of a broken ruling lie as close as this
_REACH_PT: Final = 3.0  # walls are drawn longer by this, so that corners close
_SAME_END_PT: Final = 5.0
_STACKED: Final = 3  # rulings of one length: a table
_WALL: Final = 2  # pixels of half the resolution: one that climbs by a pixel stays closed


Areas = np.ndarray[tuple[int, int], np.dtype[np.int32]]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rulings of a page in pixels, the ink that is theirs, and the areas between them.

    `areas` is drawn at half the resolution: pixels of one number can be joined
    without crossing a ruling; 0 stands for the rulings themselves. `boxes` holds
    the left, top, right and bottom of each area at that resolution.
    """

    rulings: tuple[Ruling, ...]
    ink: GreyImage
    walls: GreyImage
    areas: Areas
    boxes: Areas

    @property
    def page_area(self) -> int:
        """The open page: the area that surrounds all others."""
        size = (self.boxes[:, 2] - self.boxes[:, 0]) * (self.boxes[:, 3] - self.boxes[:, 1])
        return int(np.argmax(size[1:])) + 1 if len(size) > 1 else 0

    def is_simple(self) -> Flags:
        """By area: True for a cell or box that holds no other box."""
        low, high = self.boxes[:, :2], self.boxes[:, 2:]
        starts = np.asarray((low[:, None] <= low[None]).all(axis=2), dtype=np.bool_)
        holds = starts & (high[:, None] >= high[None]).all(axis=2)
        holds[:, 0] = False  # the rulings themselves
        return np.asarray(holds.sum(axis=1) <= 1)


def find_rules(page: GreyImage, scale: float, pictures: Sequence[Box] = ()) -> Rules:
    """Return the rules of a levelled page; no text reaches from outside of a picture into it."""
    points = image_rulings(page, scale)
    found = [Ruling(rule.x0 * scale, rule.y0 * scale, rule.x1 * scale, rule.y1 * scale) for rule in points]
    seen = [rule for rule in found if not _is_stroke(rule, found, scale)]
    dark = grey(cv2.threshold(page, _DARK, 255, cv2.THRESH_BINARY_INV)[1])
    rulings = (*seen, *_between_rows(dark, [rule for rule in seen if rule.is_horizontal], scale))
    edges = [edge for box in pictures for edge in _edges(box)]
    walls = _walls((*rulings, *_open_sides(rulings, scale), *edges), page.shape, scale)
    return Rules(rulings, _ink(dark, rulings, scale), walls, *_areas(walls))


def with_frames(rules: Rules, frames: Sequence[Box], scale: float) -> Rules:
    """The rules of a page on which frames of dots or dashes were found besides."""
    edges = tuple(edge for box in frames for edge in _edges(box))
    walls = grey(cv2.bitwise_or(rules.walls, _walls(edges, rules.ink.shape, scale)))
    return Rules((*rules.rulings, *edges), rules.ink, walls, *_areas(walls))


def _edges(box: Box) -> tuple[Ruling, ...]:
    x0, top, x1, bottom = map(float, box)
    return (
        Ruling(x0, top, x1, top),
        Ruling(x0, bottom, x1, bottom),
        Ruling(x0, top, x0, bottom),
        Ruling(x1, top, x1, bottom),
    )


def _areas(walls: GreyImage) -> tuple[Areas, Areas]:
    """The areas between walls, and their boxes."""
    _, areas, stats, _ = cv2.connectedComponentsWithStats(grey(walls == 0), connectivity=4)
    corners = np.asarray(stats[:, :2], dtype=np.int32)
    boxes = np.concatenate((corners, corners + stats[:, 2:4]), axis=1).astype(np.int32)
    return np.asarray(areas, dtype=np.int32), boxes


def _is_stroke(rule: Ruling, rulings: Sequence[Ruling], scale: float) -> bool:
    """Short, and no border meets its ends: the strokes at the feet of 소스 in a title."""
    if not rule.is_horizontal or rule.x1 - rule.x0 >= _STROKE_PT * scale:
        return False
    near = _SAME_END_PT * scale
    return not any(
        min(abs(other.x0 - rule.x0), abs(other.x0 - rule.x1)) <= near
        and other.y0 - near <= rule.y0 <= other.y1 + near
        for other in rulings
        if not other.is_horizontal
    )


def _open_sides(rulings: Sequence[Ruling], scale: float) -> Iterator[Ruling]:
    """Tables without borders at their sides: a wall from one end of a ruling to that of the next.

    A table is told by a border between two rulings, or by three rulings of one length.
    """
    near = _SAME_END_PT * scale
    across = sorted((rule for rule in rulings if rule.is_horizontal), key=lambda rule: rule.y0)
    down = [rule for rule in rulings if not rule.is_horizontal]
    for number, above in enumerate(across):
        for side in (above.x0, above.x1):
            level = _next_level(across[number + 1 :], side, near)
            inside = any(
                rule.y0 <= above.y0 + near and rule.y1 >= level - near and above.x0 < rule.x0 < above.x1
                for rule in down
            )
            if level < inf and (inside or _like(above, across, near) >= _STACKED):
                yield Ruling(side, above.y0, side, level)


def _like(one: Ruling, across: Sequence[Ruling], near: float) -> int:
    """How many rulings begin and end where this one does, itself among them."""
    return sum(abs(rule.x0 - one.x0) < near and abs(rule.x1 - one.x1) < near for rule in across)


def _next_level(across: Sequence[Ruling], side: float, near: float) -> float:
    """The level of the first ruling that ends at `side` or runs across it, which ends the table there; else infinite."""
    return next((rule.y0 for rule in across if rule.x0 - near < side < rule.x1 + near), inf)


def _walls(rulings: Sequence[Ruling], shape: tuple[int, int], scale: float) -> GreyImage:
    walls = np.zeros(((shape[0] + 1) // 2, (shape[1] + 1) // 2), dtype=np.uint8)
    reach = _REACH_PT * scale
    for rule in rulings:
        along, up = (reach, 0.0) if rule.is_horizontal else (0.0, reach)
        start = (round((rule.x0 - along) / 2), round((rule.y0 - up) / 2))
        end = (round((rule.x1 + along) / 2), round((rule.y1 + up) / 2))
        cv2.line(walls, start, end, 1, thickness=_WALL)
    return walls


def _between_rows(dark: GreyImage, across: Sequence[Ruling], scale: float) -> Iterator[Ruling]:
    """Borders with digits set close to them, which look like strokes of print but reach from ruling to ruling."""
    reach = _REACH_PT * scale
    tall = _thin(_opened(dark, 1, int(_TALL_PT * scale)), scale, upright=True)
    outlines, _ = cv2.findContours(tall, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for left, top, width, height in map(cv2.boundingRect, outlines):
        x = left + width / 2
        levels = [rule.y0 for rule in across if rule.x0 - reach <= x <= rule.x1 + reach]
        ends = (float(top), float(top + height))
        is_met = all(any(abs(level - end) <= reach for level in levels) for end in ends)
        if is_met and runs_into_lines((x, *ends), levels, dark, scale):
            yield Ruling(x, float(top), x, float(top + height))


def _ink(dark: GreyImage, rulings: Sequence[Ruling], scale: float) -> GreyImage:
    """The pixels of rulings and of lines under words, with the paler ones at their edges."""
    flat = _runs(dark, [rule for rule in rulings if rule.is_horizontal], scale)
    lying = [Ruling(rule.y0, rule.x0, rule.y1, rule.x1) for rule in rulings if not rule.is_horizontal]
    tall = grey(_runs(grey(dark.T.copy()), lying, scale).T)
    under = _thin(_opened(dark, int(_LONG_PT * scale), 1), scale, upright=False)
    return grey(
        cv2.bitwise_or(cv2.bitwise_or(flat, tall), cv2.dilate(under, np.ones((3, 1), dtype=np.uint8)))
    )


def _runs(dark: GreyImage, rulings: Sequence[Ruling], scale: float) -> GreyImage:
    """Horizontal runs of ink along rulings, also where these are broken."""
    whole = cv2.bitwise_and(dark, _bands(dark, rulings, _NEAR_PT * scale))
    broken = cv2.bitwise_and(dark, _bands(dark, rulings, _CLOSE_PT * scale))
    found = cv2.bitwise_or(
        _opened(grey(whole), max(int(_RUN_PT * scale), 3), 1),
        _opened(grey(broken), max(int(_PIECE_PT * scale), 1), 1),
    )
    return grey(cv2.dilate(found, np.ones((3, 1), dtype=np.uint8)))


def _thin(runs: GreyImage, scale: float, *, upright: bool) -> GreyImage:
    """Runs without those that belong to something thick, such as a picture."""
    across = max(round(_THIN_PT * scale), 2) + 1
    thick = _opened(runs, across, 1) if upright else _opened(runs, 1, across)
    return grey(cv2.subtract(runs, cv2.dilate(thick, np.ones((3, 3), dtype=np.uint8))))


def _opened(image: GreyImage, width: int, height: int) -> GreyImage:
    kernel = np.ones((height, max(width, 1)), dtype=np.uint8)
    return grey(cv2.morphologyEx(image, cv2.MORPH_OPEN, kernel))


def _bands(dark: GreyImage, rulings: Sequence[Ruling], reach: float) -> GreyImage:
    """The surroundings of rulings, up to `reach` above and below."""
    bands = np.zeros_like(dark)
    for rule in rulings:
        start, end = (round(rule.x0), round(rule.y0)), (round(rule.x1), round(rule.y1))
        cv2.line(bands, start, end, 255, thickness=2 * max(round(reach), 1) + 1)
    return bands

"""Pieces of ink: letters, jamo and marks as boxes, told from specks, rules and drawings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage
from extractors.ocr.segmentation.rules import Rules
from extractors.ocr.segmentation.spans import Flags, Numbers, Values

Labels = np.ndarray[tuple[int, int], np.dtype[np.int32]]

_INK: Final = 184  # of a flattened page
_LARGEST_PT: Final = 64.0  # the tallest letter of a title; what is larger is drawn
_LONGEST_PT: Final = 120.0  # letters that touch make long pieces
_SPECK_PT: Final = 0.75  # smaller than a full stop of small print, but for light faces
_STREWN: Final = 3e-4  # single dots for each pixel of the page: a fax, whose small specks are no stops
_LEAST_INK: Final = 2  # pixels: the point of 8 pt print in a light face
_SLIVER_PT: Final = 1.3  # thinner pieces along a ruling are its rest
_UPRIGHT_PT, _UPRIGHT = 18.0, 12.0  # height of a short upright rule, and times its width
_BESIDE: Final = 1.2  # of its height: the letters of a title stand as near to a stroke of theirs
_CROSSING_PT: Final = (
    0.8,
    6.5,
)  # around the crossing of two borders, and the longest piece that dashes leave there
_DOT_PT: Final = (2.2, 12.0)  # thickness and length of the dots and dashes of a border
_DOT_GAP: Final = (
    4.5,
    1.0,
)  # from one to the next: points, or lengths of a dash; rows of print are farther apart
_DOTS: Final = 7
_BREAK_PT: Final = 14.0  # pieces of a broken ruling lie this far beyond its end, at most


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Pieces of ink as parallel columns; `label` is the piece's number in `labels`.

    `faint` says by number which pieces are too small to tell whether they are print.
    """

    x0: Numbers
    top: Numbers
    x1: Numbers
    bottom: Numbers
    ink: Numbers
    area: Numbers
    label: Numbers
    labels: Labels
    faint: Flags

    def __len__(self) -> int:
        return len(self.x0)

    @property
    def width(self) -> Numbers:
        return self.x1 - self.x0

    @property
    def height(self) -> Numbers:
        return self.bottom - self.top

    def is_member(self, members: Numbers) -> Flags:
        """By label: whether a pixel of `labels` belongs to one of `members`."""
        own = np.zeros(len(self.faint), dtype=np.bool_)
        own[self.label[members]] = True
        return own


def find_glyphs(page: GreyImage, rules: Rules, scale: float) -> Glyphs:
    """Return the pieces of a levelled page that are as large as print, the dots and dashes of borders among them."""
    dark = cv2.threshold(page, _INK, 1, cv2.THRESH_BINARY_INV)[1]
    dark[rules.ink > 0] = 0
    _, seen, counted, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    labels, stats = np.asarray(seen, dtype=np.int32), np.asarray(counted, dtype=np.int32)
    kept, faint = _lettered(stats, scale)
    numbers = np.flatnonzero(kept).astype(np.int32)
    x0, top, width, height, ink = (stats[numbers, column] for column in range(5))
    area = _areas_of(rules, x0 + width // 2, top + height // 2)
    return Glyphs(x0, top, x0 + width, top + height, ink, area, numbers, labels, faint)


def in_areas(glyphs: Glyphs, rules: Rules) -> Glyphs:
    """The same pieces in the areas of other rules."""
    middle = ((glyphs.x0 + glyphs.x1) // 2, (glyphs.top + glyphs.bottom) // 2)
    return replace(glyphs, area=_areas_of(rules, *middle))


def without_borders(glyphs: Glyphs, rules: Rules, scale: float) -> Glyphs:
    """The pieces that are no rests, dots or dashes of borders, and no short upright rules."""
    kept = _chosen(glyphs, ~_is_rest(glyphs, rules, scale))
    kept = _chosen(kept, ~_is_upright_rule(kept, scale))
    dotted = np.zeros(len(kept), dtype=np.bool_)
    for chain in (*dotted_chains(kept, scale, upright=False), *dotted_chains(kept, scale, upright=True)):
        dotted[chain] = True
    return _chosen(kept, ~dotted)


def _lettered(stats: np.ndarray[tuple[int, int], np.dtype[np.int32]], scale: float) -> tuple[Flags, Flags]:
    """Which pieces have the size of print, and which may be the rest of a pale point."""
    width, height = stats[:, 2], stats[:, 3]
    longer = np.maximum(width, height)
    kept = (longer >= 2) & (height <= _LARGEST_PT * scale)
    kept &= (width <= _LONGEST_PT * scale) & (stats[:, 4] >= _LEAST_INK)
    # The first piece is the paper, as large as the page.
    is_strewn = (longer[1:] == 1).sum() > _STREWN * width[0] * height[0]
    if is_strewn:
        kept &= (longer >= _SPECK_PT * scale) & (stats[:, 4] > _LEAST_INK)
    kept[0] = False
    return kept, np.zeros_like(kept) if is_strewn else np.asarray(stats[:, 4] < _LEAST_INK, dtype=np.bool_)


def _areas_of(rules: Rules, x: Numbers, y: Numbers) -> Numbers:
    """The area that each point lies in; a point on a ruling takes the nearest area."""
    rows, columns = rules.areas.shape
    found = rules.areas[np.minimum(y // 2, rows - 1), np.minimum(x // 2, columns - 1)]
    for step in (2, 4):
        for down, along in ((-step, 0), (step, 0), (0, -step), (0, step)):
            near = rules.areas[np.clip(y // 2 + down, 0, rows - 1), np.clip(x // 2 + along, 0, columns - 1)]
            found = np.where(found == 0, near, found)
    return np.asarray(found, dtype=np.int32)


def _is_rest(glyphs: Glyphs, rules: Rules, scale: float) -> Flags:
    """Pieces of dotted or broken rulings: thin, and on the ruling."""
    thin = np.minimum(glyphs.width, glyphs.height) <= _SLIVER_PT * scale
    thin |= np.maximum(glyphs.width, glyphs.height) <= 2 * _SLIVER_PT * scale
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    rest = np.zeros(len(glyphs), dtype=np.bool_)
    near, far = _SLIVER_PT * scale, _BREAK_PT * scale
    for rule in rules.rulings:
        across, up = (far, near) if rule.is_horizontal else (near, far)
        beside = (x >= rule.x0 - across) & (x <= rule.x1 + across)
        rest |= beside & (y >= rule.y0 - up) & (y <= rule.y1 + up)
    return (rest & thin) | _is_crossing(glyphs, rules, scale)


def _is_upright_rule(glyphs: Glyphs, scale: float) -> Flags:
    """Thin tall pieces that no piece near them is half as tall as: a rule beside a note, too short for a ruling."""
    tall = (glyphs.height >= _UPRIGHT_PT * scale) & (glyphs.height >= _UPRIGHT * glyphs.width)
    middle = (glyphs.top + glyphs.bottom) / 2
    for one in np.flatnonzero(tall):
        height = glyphs.height[one]
        apart = np.maximum(glyphs.x0 - glyphs.x1[one], glyphs.x0[one] - glyphs.x1)
        near = (apart <= _BESIDE * height) & (np.abs(middle - middle[one]) <= height / 2)
        tall[one] = np.count_nonzero(near & (2 * glyphs.height >= height)) == 1  # itself
    return np.asarray(tall, dtype=np.bool_)


def _is_crossing(glyphs: Glyphs, rules: Rules, scale: float) -> Flags:
    """Where dashes of two borders cross: pieces around the very place, wider and higher than either border."""
    longer = np.maximum(glyphs.width, glyphs.height)
    small = np.flatnonzero((longer <= _CROSSING_PT[1] * scale) & (longer > 1))
    crossing = np.zeros(len(glyphs), dtype=np.bool_)
    across = np.array([(rule.y0, rule.x0, rule.x1) for rule in rules.rulings if rule.is_horizontal])
    down = np.array([(rule.x0, rule.y0, rule.y1) for rule in rules.rulings if not rule.is_horizontal])
    if not len(across) or not len(down) or not small.size:
        return crossing
    near = _CROSSING_PT[0] * scale
    y, start, end = across.T[:, :, None]
    x, top, bottom = down.T[:, None, :]
    meet = (x >= start - near) & (x <= end + near) & (y >= top - near) & (y <= bottom + near)
    places = np.argwhere(meet)
    px, py = down[places[:, 1], 0][None], across[places[:, 0], 0][None]
    inside = (glyphs.x0[small, None] - near <= px) & (px <= glyphs.x1[small, None] + near)
    inside &= (glyphs.top[small, None] - near <= py) & (py <= glyphs.bottom[small, None] + near)
    crossing[small] = inside.any(axis=1)
    return crossing


def dotted_chains(glyphs: Glyphs, scale: float, *, upright: bool) -> Iterator[Numbers]:
    """Dots and dashes of a border that was not seen as a ruling: many in a line, of one size, at even distances."""
    x, y = glyphs.x0 + glyphs.x1, glyphs.top + glyphs.bottom  # twice the middle
    flat, tall = (glyphs.width, glyphs.height, x, y), (glyphs.height, glyphs.width, y, x)
    length, thickness, place, level = tall if upright else flat
    dots = np.flatnonzero((thickness <= _DOT_PT[0] * scale) & (length <= _DOT_PT[1] * scale))
    order = dots[np.lexsort((place[dots], level[dots] // 4))].astype(np.int32)
    step = np.diff(place[order]) / 2
    gap = step - (length[order][:-1] + length[order][1:]) / 2
    # The decimal points of a column stand at even distances too, a row of print from one to the next.
    far = gap > np.maximum(_DOT_GAP[0] * scale, _DOT_GAP[1] * length[order][1:])
    breaks = (step <= 0) | far | (np.abs(np.diff(level[order])) > 4)
    for chain in np.split(order, np.flatnonzero(breaks) + 1):
        if len(chain) >= _DOTS and _are_even(np.diff(place[chain]) / 2, length[chain], scale):
            yield chain


def _are_even(steps: Values, lengths: Numbers, scale: float) -> bool:
    """True where nearly all steps are alike and all pieces short beside them."""
    usual, length = float(np.median(steps)), float(np.median(lengths))
    like = np.abs(steps - usual) <= _DOT_PT[0] / 2 * scale
    return bool(like.mean() >= 0.8) and bool((np.abs(lengths - length) <= _DOT_PT[0] * scale).mean() >= 0.8)


def _chosen(glyphs: Glyphs, kept: Flags) -> Glyphs:
    return replace(
        glyphs,
        x0=glyphs.x0[kept],
        top=glyphs.top[kept],
        x1=glyphs.x1[kept],
        bottom=glyphs.bottom[kept],
        ink=glyphs.ink[kept],
        area=glyphs.area[kept],
        label=glyphs.label[kept],
    )

"""Upright borders of dashes: rows of short strokes of one length, one above the other, from one line across to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import cv2

from extractors.ocr.image_types import GreyImage
from schemas.page import Ruling

_THIN_PT: Final = 1.8
_DASH_PT: Final = (1.4, 6.0)  # lengths; the upright of 이 is longer in print of 8 points
_WHITE_PT: Final = 4.6  # between dashes, and between the last one and the line that it meets
_AT_PT: Final = 0.8  # between dashes of one border
_CROSSING_PT: Final = 6.5  # the same where a line across lies between
_FEWEST, _FEWEST_WHOLE = 4, 3  # dashes, and those of them that no line across cuts
_EVEN, _LIKE = (
    0.6,
    0.25,
)  # share of the dashes that are as long as the middle one, and by how much they may differ
_INKED: Final = 0.4  # of the border
_ERASED_PT: Final = 1.0  # above and below a line across: dashes that begin there are parted from it
_CUT_PT: Final = 1.5  # from the end of a dash to the line across that cuts it
_TOUCH_PT: Final = 4.0


@dataclass(frozen=True, slots=True)
class _Dash:
    """A short upright stroke, in points."""

    x: float
    top: float
    bottom: float

    @property
    def length(self) -> float:
        return self.bottom - self.top


def dashed_uprights(dark: GreyImage, across: Sequence[Ruling], scale: float) -> list[Ruling]:
    """Return the dashed borders of a straight page in points; `dark` has ink above zero, `across` are its horizontal lines."""
    if len(across) < 2:
        return []
    levels = sorted(line.y0 for line in across)
    runs = _runs(_dashes(_without(across, dark, scale), scale), levels)
    found = (_border(run, across) for run in runs)
    return [rule for rule in found if rule is not None]


def _without(across: Sequence[Ruling], dark: GreyImage, scale: float) -> GreyImage:
    bare = dark.copy()
    for rule in across:
        top, bottom = (round((rule.y0 + side * _ERASED_PT) * scale) for side in (-1, 1))
        bare[max(top, 0) : bottom + 1, max(int(rule.x0 * scale), 0) : int(rule.x1 * scale) + 1] = 0
    return bare


def _dashes(bare: GreyImage, scale: float) -> Iterator[_Dash]:
    _, _, stats, _ = cv2.connectedComponentsWithStats(bare, connectivity=8)
    widths, heights = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    shortest, longest = (length * scale for length in _DASH_PT)
    fits = (
        (widths <= max(_THIN_PT * scale, 2))
        & (heights >= shortest)
        & (heights <= longest)
        & (heights > widths)
    )
    for left, top, width, height, _ in stats[1:][fits].tolist():
        yield _Dash((left + width / 2) / scale, top / scale, (top + height) / scale)


def _runs(dashes: Iterable[_Dash], levels: Sequence[float]) -> list[list[_Dash]]:
    """Dashes that go on below each other; two borders may stand a few points apart."""
    runs: list[list[_Dash]] = []
    for dash in sorted(dashes, key=lambda one: (one.top, one.x)):
        above = next((run for run in reversed(runs) if _goes_on(run[-1], dash, levels)), None)
        if above is None:
            runs.append([dash])
        else:
            above.append(dash)
    return runs


def _goes_on(above: _Dash, below: _Dash, levels: Sequence[float]) -> bool:
    white = below.top - above.bottom
    if abs(above.x - below.x) > _AT_PT or not 0 < white <= _CROSSING_PT:
        return False
    return white <= _WHITE_PT or any(above.bottom <= level <= below.top for level in levels)


def _border(run: Sequence[_Dash], across: Sequence[Ruling]) -> Ruling | None:
    """The border that even dashes make between two lines across; None where they are few, uneven, or end in the open."""
    top, bottom, x = run[0].top, run[-1].bottom, median(dash.x for dash in run)
    levels = [line.y0 for line in across if line.x0 - _TOUCH_PT <= x <= line.x1 + _TOUCH_PT]
    above = [level for level in levels if abs(level - top) <= _WHITE_PT]
    below = [level for level in levels if abs(level - bottom) <= _WHITE_PT]
    if not above or not below or max(below) <= min(above) or not _are_even(run, levels):
        return None
    return Ruling(x, min(above), x, max(below))


def _are_even(run: Sequence[_Dash], levels: Sequence[float]) -> bool:
    whole = [
        dash.length
        for dash in run
        if all(min(abs(level - dash.top), abs(level - dash.bottom)) > _CUT_PT for level in levels)
    ]
    if len(run) < _FEWEST or len(whole) < _FEWEST_WHOLE:
        return False
    usual = median(whole)
    even = sum(abs(length - usual) <= _LIKE * usual for length in whole)
    inked = sum(dash.length for dash in run) / (run[-1].bottom - run[0].top)
    return even >= _EVEN * len(whole) and inked >= _INKED

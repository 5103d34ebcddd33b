"""Where an upright line ends: a border runs into the lines above and below it, a letter as tall as its row does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from extractors.ocr.image_types import GreyImage

_BESIDE_PT: Final = (2.0, 5.0)  # where the line that is met is looked at, off the upright's own ink
_SLOPE_PT: Final = (
    3.0  # by which a line may stand higher or lower there than in the mean: pages are never quite straight
)
_INKED: Final = 0.6  # of the columns looked at: a row of the line
_SHORT_PT: Final = 0.8  # of paper between an upright and a line that it meets


def runs_into_lines(
    upright: tuple[float, float, float], levels: Sequence[float], dark: GreyImage, scale: float
) -> bool:
    """True where an upright (x, top, bottom) reaches the nearest lines; all in pixels, `levels` are the lines' mean heights.

    One that crosses a line on its way is taken as it is.
    """
    x, top, bottom = upright
    slope = _SLOPE_PT * scale
    if not levels or any(top + slope < level < bottom - slope for level in levels):
        return True
    above = min(levels, key=lambda level: abs(level - top))
    below = min(levels, key=lambda level: abs(level - bottom))
    short = _SHORT_PT * scale
    _, foot = _line_at(x, above, dark, scale)
    head, _ = _line_at(x, below, dark, scale)
    return top <= foot + short and bottom >= head - short


def _line_at(x: float, level: float, dark: GreyImage, scale: float) -> tuple[float, float]:
    """The upper and the lower edge of a line beside `x`; its mean height where no ink is seen."""
    near, far = (round(distance * scale) for distance in _BESIDE_PT)
    first = max(round(level - _SLOPE_PT * scale), 0)
    rows = dark[first : round(level + _SLOPE_PT * scale) + 1]
    middle = round(x)
    beside = [rows[:, max(middle - far, 0) : max(middle - near, 0)], rows[:, middle + near : middle + far]]
    inked = np.flatnonzero((np.concatenate(beside, axis=1) > 0).mean(axis=1) >= _INKED)
    if not inked.size:
        return level, level
    return float(first + inked[0]), float(first + inked[-1])

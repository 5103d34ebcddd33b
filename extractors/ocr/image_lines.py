"""Ruling lines that a scan shows, also where ink is broken."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage, grey
from extractors.readers.ruling_lines import merge
from schemas.page import Ruling

_LINE_DARK: Final = 190  # thin lines of a scan are paler than letters
_ACROSS_PT: Final = 24.0  # shortest run of a horizontal line: longer than any stroke of body text
_DOWN_PT: Final = 11.0  # shortest run of a vertical line: a table row of one line
_GAP_PT: Final = 1.5  # breaks that are bridged before runs are looked for
_THICK_PT: Final = 4.5
_TOUCH_PT: Final = 4.0
_FREE_PT: Final = 60.0  # a vertical line this long is a line also where it touches no other


def image_rulings(image: GreyImage, scale: float) -> tuple[Ruling, ...]:
    """Return the rulings of a straight page in points; strokes of large letters are told from table lines."""
    dark = grey(np.where(image < _LINE_DARK, 255, 0))
    across = merge(_runs(dark, scale, down=False), gap_pt=6.0)
    down = merge(_runs(dark, scale, down=True), gap_pt=6.0)
    return across + tuple(rule for rule in down if _is_border(rule, across))


def _runs(dark: GreyImage, scale: float, *, down: bool) -> list[Ruling]:
    """Long thin runs of ink in one direction."""
    ink = grey(dark.T) if down else dark
    shortest = max(int((_DOWN_PT if down else _ACROSS_PT) * scale), 3)
    bridge = max(int(_GAP_PT * scale), 1) | 1
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, bridge), dtype=np.uint8))
    # One row up and down: a line that climbs by a pixel over its length is still one run.
    thick = cv2.dilate(closed, np.ones((3, 1), dtype=np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, shortest), dtype=np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    rules = []
    for left, top, width, height, _ in stats[1:].tolist():
        if height - 2 > _THICK_PT * scale or width < 3 * height:
            continue
        level, start, end = (top + height / 2) / scale, left / scale, (left + width) / scale
        rules.append(Ruling(level, start, level, end) if down else Ruling(start, level, end, level))
    return rules


def _is_border(rule: Ruling, across: tuple[Ruling, ...]) -> bool:
    """Table borders end on horizontal lines; the long stroke of a title's letter does not."""
    length = rule.y1 - rule.y0
    touches = [
        line
        for line in across
        if line.x0 - _TOUCH_PT <= rule.x0 <= line.x1 + _TOUCH_PT
        and rule.y0 - _TOUCH_PT <= line.y0 <= rule.y1 + _TOUCH_PT
    ]
    return len(touches) >= 2 or length >= _FREE_PT or (bool(touches) and length >= _FREE_PT / 2)

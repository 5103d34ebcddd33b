"""The ground that text is printed on: coloured cells become white, dark bars are inverted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.segmentation.shapes import Box, square

_STROKE_PT: Final = 9.0  # thicker than any stroke of print, smaller than a coloured cell
_DARKEST: Final = 0.45  # of the paper: darker ground is ink or a bar
_BAR_INK: Final = 0.65  # of the paper: a bar with white text is darker
_BAR_LEAST_PT: Final = 8.0  # the lower side of a bar
_FILLED: Final = 0.45  # of its box: what is dark beside the letters of a bar
_RIM: Final = 0.85  # share of dark pixels along each side of a bar
_ROUND: Final = 0.3  # of a side: the least run of it that a half circle leaves dark
_COUNTERS: Final = 2  # bright places in a letter, at most
_COUNTER: Final = (0.08, 0.6)  # of the letter's box, and of its own: the least share that such a place takes
_SLACK: Final = 6  # pixels
_CONTRAST: Final = 40  # grey levels between a bar and its text


@dataclass(frozen=True, slots=True)
class Levelled:
    """A page as if all its text were dark on white, the ground that was taken off it, and the level of bare paper."""

    page: GreyImage
    ground: GreyImage
    paper: float


def levelled(image: GreyImage, scale: float) -> Levelled:
    """Take the ground off a page; greys of strokes are kept."""
    paper = _paper(image)
    upright = _with_bars_inverted(image, paper, scale)
    side = max(int(_STROKE_PT * scale), 3) | 1
    ground = cv2.morphologyEx(upright, cv2.MORPH_CLOSE, np.ones((side, side), dtype=np.uint8))
    lifted = np.maximum(ground, np.uint8(max(_DARKEST * paper, 1)))
    return Levelled(grey(cv2.divide(upright, lifted, scale=255)), grey(ground), paper)


def _paper(image: GreyImage) -> float:
    """The brightness of most of the page."""
    return max(float(np.percentile(image[::8, ::8], 75)), 60.0)


def _with_bars_inverted(image: GreyImage, paper: float, scale: float) -> GreyImage:
    dark = grey(image < _BAR_INK * paper)
    found = (_fitted(dark, box) for box in _solid_areas(dark, scale))
    boxes = [box for box in found if _is_bar(image, dark, box)]
    if not boxes:
        return image
    turned = image.copy()
    for x0, top, x1, bottom in boxes:
        part = turned[top:bottom, x0:x1]
        part[:] = np.where(_around(dark[top:bottom, x0:x1]), part, 255 - part)
    return turned


def _around(dark: GreyImage) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """The paper around a round bar or between two bars: bright, and joined to the rim of their box."""
    _, labels = cv2.connectedComponents(grey(dark == 0), connectivity=4)
    rim = np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1]))
    return np.isin(labels, np.setdiff1d(rim, [0]))


def _solid_areas(dark: GreyImage, scale: float) -> list[Box]:
    """Boxes of areas that are dark but for letters, seen at half the resolution: a bar is one piece around its letters."""
    small = grey(cv2.resize(dark, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_NEAREST))
    thick = cv2.morphologyEx(small, cv2.MORPH_OPEN, square(1.5 * scale / 2))
    if not thick.any():
        return []
    _, _, stats, _ = cv2.connectedComponentsWithStats(thick, connectivity=4)
    least = _BAR_LEAST_PT * scale / 2
    return [
        (2 * left, 2 * top, 2 * (left + width), 2 * (top + height))
        for left, top, width, height, area in stats[1:].tolist()
        if min(width, height) >= least and area >= _FILLED * width * height
    ]


def _fitted(dark: GreyImage, box: Box) -> Box:
    """`box` moved by a few pixels to where most of its rows and columns are dark."""
    x0, top = max(box[0] - _SLACK, 0), max(box[1] - _SLACK, 0)
    part = dark[top : box[3] + _SLACK, x0 : box[2] + _SLACK]
    rows, columns = (np.flatnonzero(part.mean(axis=axis) > 0.5) for axis in (1, 0))
    if not rows.size or not columns.size:
        return box
    return int(x0 + columns[0]), int(top + rows[0]), int(x0 + columns[-1] + 1), int(top + rows[-1] + 1)


def _is_letter(part: GreyImage) -> bool:
    """A bold ㅁ, 8 or O: dark around one or two large bright places, where a bar shows the strokes of letters."""
    around = _around(part)
    count, _, stats, _ = cv2.connectedComponentsWithStats(grey((part == 0) & ~around), connectivity=4)
    holes = stats[1:]
    solid = holes[:, 4] >= _COUNTER[1] * holes[:, 2] * holes[:, 3]
    large = holes[:, 4] >= _COUNTER[0] * part.size
    return count - 1 <= _COUNTERS and bool((solid & large).any())


def _is_edge(side: GreyImage) -> bool:
    """Dark in one run, though round ends may leave bright what lies beyond."""
    dark = np.flatnonzero(side)
    if not dark.size:
        return False
    run = side[dark[0] : dark[-1] + 1]
    return len(run) >= _ROUND * len(side) and float(run.mean()) >= _RIM


def _is_bar(image: GreyImage, dark: GreyImage, box: Box) -> bool:
    """Dark along all four sides, and what stands in it is brighter, not darker."""
    x0, top, x1, bottom = box
    part = dark[top:bottom, x0:x1]
    rim = 2
    if min(part.shape) < 8:
        return False
    sides = (part[rim], part[-rim - 1], part[:, rim], part[:, -rim - 1])
    if not all(_is_edge(side) for side in sides):
        return False
    if _is_letter(part):
        return False
    values = image[top:bottom, x0:x1]
    ground = int(np.median(values))
    bright = int((values > ground + _CONTRAST).sum())
    return bright > 0.02 * values.size and bright > int((values < ground - _CONTRAST).sum())

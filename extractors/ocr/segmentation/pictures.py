"""Photos: places whose ground is neither paper nor one even shade."""

from __future__ import annotations

from typing import Final

import cv2

from extractors.ocr.image_types import grey
from extractors.ocr.segmentation.ground import Levelled
from extractors.ocr.segmentation.shapes import Box, square

_STEP: Final = 4  # pixels of the page for one of the small image
_SHADE: Final = 0.9  # of the paper: darker ground is shade or picture
_LEAST_PT: Final = 36.0  # the lower side of a picture
_BRIDGED_PT: Final = 18.0  # bright places of a picture
_SLOPE_PT: Final = 6.0
_SLOPE: Final = 7  # grey levels by which the ground of a photo changes over that distance
_UNEVEN: Final = 0.35  # of its area but for the rim of shades; a shaded cell is even there
_FILLED: Final = 0.35  # of its box


def find_pictures(levelled: Levelled, scale: float) -> tuple[Box, ...]:
    """Boxes (left, top, right, bottom) of photos in pixels, from top to bottom."""
    small = cv2.resize(levelled.ground, None, fx=1 / _STEP, fy=1 / _STEP, interpolation=cv2.INTER_AREA)
    smooth = grey(cv2.blur(small, (3, 3)))
    per_point = scale / _STEP
    shade = grey(smooth < _SHADE * levelled.paper)
    if not shade.any():
        return ()
    joined = cv2.morphologyEx(shade, cv2.MORPH_CLOSE, square(_BRIDGED_PT * per_point))
    solid = cv2.morphologyEx(joined, cv2.MORPH_OPEN, square(_LEAST_PT * per_point))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    slopes = cv2.morphologyEx(smooth, cv2.MORPH_GRADIENT, square(_SLOPE_PT * per_point))
    inner = cv2.erode(shade, square(_SLOPE_PT * per_point))
    found = []
    for number, (left, top, width, height, area) in enumerate(stats.tolist()):
        part = (slice(top, top + height), slice(left, left + width))
        steep = slopes[part][(labels[part] == number) & (inner[part] > 0)] >= _SLOPE
        if number and area >= _FILLED * width * height and steep.size and steep.mean() >= _UNEVEN:
            found.append((_STEP * left, _STEP * top, _STEP * (left + width), _STEP * (top + height)))
    return tuple(sorted(found, key=lambda box: (box[1], box[0])))

"""Photos and other pictures of a scan: areas of middle greys, which print on paper does not have."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage, grey
from schemas.geometry import Box

_SQUARE_PT: Final = 6.0
_MIDDLE: Final = (45, 205)  # grey levels between ink and paper
_SHARE: Final = 0.55  # of a square's pixels that are middle grey
_SHORT_PT, _FILL = 42.0, 0.5  # least side of a picture, and how much of its box it fills


def image_figures(image: GreyImage, scale: float) -> tuple[Box, ...]:
    """Return the boxes of halftone areas in points; `image` is grey and not thresholded."""
    side = max(int(_SQUARE_PT * scale), 1)
    rows, columns = image.shape[0] // side, image.shape[1] // side
    if rows == 0 or columns == 0:
        return ()
    middle = (image > _MIDDLE[0]) & (image < _MIDDLE[1])
    share = middle[: rows * side, : columns * side].reshape(rows, side, columns, side).mean(axis=(1, 3))
    # A darkened or yellowed page is middle grey all over: then this measure says nothing.
    if float((share > _SHARE).mean()) > 0.7:
        return ()
    joined = cv2.morphologyEx(grey(share > _SHARE), cv2.MORPH_CLOSE, np.ones((3, 3), dtype=np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    unit = side / scale
    boxes = []
    for left, top, width, height, area in stats[1:].tolist():
        if min(width, height) * unit >= _SHORT_PT and area >= _FILL * width * height:
            boxes.append(Box(left * unit, top * unit, (left + width) * unit, (top + height) * unit))
    return tuple(sorted(boxes))

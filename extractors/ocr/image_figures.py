"""Photos and other pictures of a scan: areas of middle greys, which print on paper does not have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.image_types import GreyImage, grey
from schemas.geometry import Box

_SQUARE_PT: Final = 6.0
_MIDDLE: Final = (45, 205)  # grey levels between ink and paper
_SHARE: Final = 0.55  # of a square's pixels that are middle grey
_SHORT_PT, _FILL = 42.0, 0.5  # least side of a picture, and how much of its box it fills
_EDGE: Final = 0.2  # of an edge of a picture that is middle grey: less is print that touches it
_BLOCK: Final = np.ones((3, 3), dtype=np.uint8)  # squares that no lines of print fill


def image_figures(image: GreyImage, scale: float) -> tuple[Box, ...]:
    """Return the boxes of halftone areas in points; `image` is grey and not thresholded."""
    side = max(int(_SQUARE_PT * scale), 1)
    down, along = image.shape[0] // side, image.shape[1] // side
    if down == 0 or along == 0:
        return ()
    middle = (image > _MIDDLE[0]) & (image < _MIDDLE[1])
    share = middle[: down * side, : along * side].reshape(down, side, along, side).mean(axis=(1, 3))
    # A darkened or yellowed page is middle grey all over: then this measure says nothing.
    if float((share > _SHARE).mean()) > 0.7:
        return ()
    solid = cv2.morphologyEx(grey(share > _SHARE), cv2.MORPH_OPEN, _BLOCK)
    joined = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, _BLOCK)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = []
    for number, (left, top, width, height, _) in enumerate(stats[1:].tolist(), start=1):
        part = labels[top : top + height, left : left + width] == number
        rows, columns = _within_edges(part), _within_edges(part.T)
        filled = part[rows[0] : rows[1], columns[0] : columns[1]]
        if min(filled.shape, default=0) * side >= _SHORT_PT * scale and filled.mean() >= _FILL:
            edges = (left + columns[0], top + rows[0], left + columns[1], top + rows[1])
            boxes.append(_exact(middle, [edge * side for edge in edges], side, scale))
    return tuple(sorted(boxes))


def _within_edges(part: NDArray[np.bool_]) -> tuple[int, int]:
    """From the first to behind the last row that is filled as the edge of a picture is."""
    full = np.flatnonzero(part.mean(axis=1) >= _EDGE)
    return (int(full[0]), int(full[-1]) + 1) if full.size else (0, 0)


def _exact(middle: NDArray[np.bool_], edges: Sequence[int], side: int, scale: float) -> Box:
    """The box in points whose edges, given in pixels to within a square, lie where the greys end."""
    left, top, right, bottom = edges
    inside = middle[top:bottom], middle[:, left:right]
    x0 = _end(inside[0].mean(axis=0), left, -1, side)
    x1 = _end(inside[0].mean(axis=0), right - 1, 1, side) + 1
    y0 = _end(inside[1].mean(axis=1), top, -1, side)
    y1 = _end(inside[1].mean(axis=1), bottom - 1, 1, side) + 1
    return Box(x0 / scale, y0 / scale, x1 / scale, y1 / scale)


def _end(shares: NDArray[np.float64], edge: int, step: int, side: int) -> int:
    """The last row of pixels that is mostly middle grey, from one square inside the edge to one outside."""
    inner = edge - step * side
    at = inner
    while at != edge + step * side and 0 <= at + step < len(shares) and shares[at + step] > _FILL:
        at += step
    return at if at != inner else edge

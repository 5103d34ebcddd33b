"""One crop seen in several ways: a line that the net doubts is read again as it would lie a little higher, lower, larger, smaller."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.line_image import HEIGHT, to_input

_SHIFTS: Final = (-1.2, 1.2)  # input rows
_SCALES: Final = (0.92, 1.08)  # of the height that the crop shows
_WHITE: Final = 255


def views(crop: GreyImage) -> tuple[GreyImage, ...]:
    """Inputs of the net, [HEIGHT, W] each and of one width, so that their frames stand for the same places; the plain one first."""
    return (to_input(crop), *(to_input(one) for one in _varied(crop)))


def _varied(crop: GreyImage) -> Iterator[GreyImage]:
    height, width = crop.shape
    for rows in _SHIFTS:
        move = np.array([[1, 0, 0], [0, 1, rows * height / HEIGHT]], dtype=np.float32)
        yield grey(cv2.warpAffine(crop, move, (width, height), borderValue=(_WHITE,)))
    for scale in _SCALES:
        more = round(height * (scale - 1) / 2)
        seen = crop[-more : height + more] if more < 0 else _framed(crop, more)
        yield grey(
            cv2.resize(seen, (width, height), interpolation=cv2.INTER_AREA if more > 0 else cv2.INTER_LINEAR)
        )


def _framed(crop: GreyImage, rows: int) -> GreyImage:
    return grey(cv2.copyMakeBorder(crop, rows, rows, 0, 0, cv2.BORDER_CONSTANT, value=_WHITE))

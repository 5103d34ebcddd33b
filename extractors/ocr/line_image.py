"""A line's crop as the recogniser sees it: even contrast, 40 rows. Training lines go through the same steps."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage, grey

HEIGHT: Final = 40  # rows of the net's input; a full-height glyph takes about 31 of them
STRIDE: Final = 4  # input columns a frame
CROP_PER_GLYPH: Final = 1.3  # height of a crop over the ink height of its full-height glyphs
_MUCH: Final = 1.3  # times enlarged
_WIDEST: Final = 4000  # input columns: longer than any line of A3


def to_input(crop: GreyImage) -> GreyImage:
    """`crop` with paper at 255 and ink at 0, 40 rows high, white on the right up to a whole frame."""
    scaled = _resized(stretched(crop))
    missing = -scaled.shape[1] % STRIDE
    return grey(np.pad(scaled, ((0, 0), (0, missing)), constant_values=255)) if missing else scaled


def column_scale(crop: GreyImage) -> float:
    """Crop pixels per input column."""
    return crop.shape[1] / _width(crop)


def stretched(crop: GreyImage) -> GreyImage:
    """`crop` with the paper's brightness at 255 and that of its darkest ink at 0.

    The paper is the level that most pixels have, so a line of little ink stays clean.
    """
    paper = float(np.percentile(crop, 80))
    ink = float(np.percentile(crop, 1))
    if paper - ink < 12:
        ink = paper - 12
    scaled = (crop.astype(np.float32) - ink) * (255.0 / (paper - ink))
    return grey(np.clip(scaled, 0, 255))


def _width(crop: GreyImage) -> int:
    return int(min(max(round(crop.shape[1] * HEIGHT / crop.shape[0]), STRIDE), _WIDEST))


def _resized(crop: GreyImage) -> GreyImage:
    return grey(cv2.resize(crop, (_width(crop), HEIGHT), interpolation=_interpolation(crop.shape[0])))


def _interpolation(rows: int) -> int:
    """Small print that is much enlarged keeps its strokes apart by a smooth curve; the rest goes as in training."""
    if rows > HEIGHT:
        return cv2.INTER_AREA
    return cv2.INTER_CUBIC if _MUCH * rows < HEIGHT else cv2.INTER_LINEAR

"""Boxes on the page image, and the squares that open and close what is drawn on it."""

from __future__ import annotations

import numpy as np

from extractors.ocr.image_types import GreyImage

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


def square(side: float) -> GreyImage:
    """A kernel of about `side` pixels, odd: even squares move what they open."""
    odd = int(side) | 1
    return np.ones((odd, odd), dtype=np.uint8)

"""Names for the arrays that image steps pass to each other."""

from __future__ import annotations

import numpy as np

GreyImage = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
ColourImage = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


def grey(values: object) -> GreyImage:
    """`values` as a grey image; OpenCV's stubs do not say the shape.

    >>> grey([[0, 255]]).shape
    (1, 2)
    """
    return np.asarray(values, dtype=np.uint8)

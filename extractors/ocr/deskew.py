"""The small slant of a scan, found by how sharply its rows part into lines and gaps."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage, grey

Ink = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_LARGEST: Final = 6.0  # degrees: more is no slant but a page laid wrongly
_LEAST: Final = 0.15  # degrees: less moves the end of a line by half a letter at most
_WORK_HEIGHT: Final = 1000  # pixels of the copy that is measured
_INK: Final = 150


def skew(image: GreyImage) -> float:
    """The clockwise slant of the lines in degrees; 0.0 where it is too small to matter."""
    ink = _work_copy(image)
    if ink.sum() < 200:
        return 0.0
    coarse = _sharpest(ink, np.arange(-_LARGEST, _LARGEST + 0.01, 0.5))
    fine = _sharpest(ink, np.arange(coarse - 0.5, coarse + 0.51, 0.1))
    finest = _sharpest(ink, np.arange(fine - 0.1, fine + 0.101, 0.02))
    if abs(finest) < _LEAST or abs(finest) > _LARGEST:
        return 0.0
    return round(finest, 2)


def _work_copy(image: GreyImage) -> Ink:
    factor = min(_WORK_HEIGHT / image.shape[0], 1.0)
    size = (max(round(image.shape[1] * factor), 1), max(round(image.shape[0] * factor), 1))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return (small < _INK).astype(np.float32)


def _sharpest(ink: Ink, angles: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    scores = [_sharpness(ink, float(angle)) for angle in angles]
    return float(angles[int(np.argmax(scores))])


def _sharpness(ink: Ink, angle: float) -> float:
    """How much neighbouring rows differ once a clockwise slant of `angle` is undone."""
    # Shearing columns up or down is a rotation as far as row sums are concerned, and far cheaper.
    height, width = ink.shape
    shear = np.tan(np.radians(angle))
    matrix = np.array([[1, 0, 0], [-shear, 1, shear * width / 2]], dtype=np.float32)
    sheared = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_NEAREST)
    rows = sheared.sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def straighten(image: GreyImage, degrees: float) -> GreyImage:
    """`image` with a clockwise slant of `degrees` undone about its middle, on white ground."""
    if not degrees:
        return image
    height, width = image.shape
    # OpenCV counts angles against the clock.
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(
        image,
        matrix,
        (width, height),
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=255,
    )
    return grey(turned)

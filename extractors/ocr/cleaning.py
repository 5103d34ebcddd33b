"""Cleaning a scan before it is read: red seals, black borders, uneven light.

Each step leaves a page alone that does not need it, and none moves a pixel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import ColourImage, GreyImage, grey

_POINTS_PER_INCH: Final = 72
_SEAL_SIDES: Final = (28.0, 170.0)  # points: smaller is red print, larger a red ground
_SEAL_ASPECT: Final = 2.0  # a line of red print is longer than that
_UNEVEN: Final = 35  # grey levels between the bright and dark parts of the paper
_DARK_PAPER: Final = 175  # grey level of paper that is dark all over
_WINDOW_PT: Final = 14.0  # of the local threshold: more than a stroke, less than a shadow
_BAR_PT: Final = 60.0  # bars are lower than this
_BACKGROUND_PT: Final = 22.0  # larger than print and the white inside of it, smaller than a shadow

Evening = Callable[[GreyImage, float], GreyImage]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The page in grey, and what was done to it."""

    image: GreyImage
    seals: int
    borders: bool
    evened: bool


def clean(image: ColourImage, dpi: float, *, is_scan: bool, even: Evening | None = None) -> Cleaned:
    """Return `image` in grey without seals; a scan also without dark borders and shadows.

    `even` takes shadows off: a threshold (`even_light`) suits Tesseract better,
    and is what is done without it; jipyo's own engine reads greys (`flat_light`).
    """
    scale = dpi / _POINTS_PER_INCH
    flat, seals = without_seals(image, scale)
    if not is_scan:
        return Cleaned(flat, seals, borders=False, evened=False)
    framed = without_borders(flat, scale)
    evened = (even or even_light)(framed, scale) if is_uneven(framed) else framed
    return Cleaned(evened, seals, borders=framed is not flat, evened=evened is not framed)


def without_seals(image: ColourImage, scale: float) -> tuple[GreyImage, int]:
    """Grey, with the red channel inside of seals, where red ink is nearly as bright as paper, made as bright.

    Red print outside of seals is text and stays.
    """
    plain = grey(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))
    red, green, blue = (image[:, :, channel].astype(np.int16) for channel in range(3))
    mask = ((red > 110) & (red - green > 50) & (red - blue > 40)).astype(np.uint8)
    if mask.sum() < (5 * scale) ** 2:
        return plain, 0
    boxes = _seal_boxes(mask, scale)
    cleaned = plain.copy()
    for x, y, width, height in boxes:
        part = (slice(y, y + height), slice(x, x + width))
        cleaned[part] = _without_red(grey(image[:, :, 0][part]), mask[part] > 0)
    return cleaned, len(boxes)


def _without_red(red: GreyImage, seal: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> GreyImage:
    """The red channel stretched until the seal's own ink is white; where print lies under it, it stays dark."""
    level = max(float(np.percentile(red[seal], 25)), 128.0)
    return grey(cv2.multiply(red, np.ones_like(red), scale=255 / level))


def _seal_boxes(mask: GreyImage, scale: float) -> list[tuple[int, int, int, int]]:
    reach = max(int(4 * scale), 1)
    joined = cv2.dilate(mask, np.ones((reach, reach), dtype=np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = []
    for x, y, width, height, _ in stats[1:].tolist():
        short, long = min(width, height) / scale, max(width, height) / scale
        if short >= _SEAL_SIDES[0] and long <= _SEAL_SIDES[1] and long <= _SEAL_ASPECT * short:
            boxes.append((x, y, width, height))
    return boxes


def without_borders(image: GreyImage, scale: float) -> GreyImage:
    """Paint the black frame of a scan white; the same array where there is none."""
    step = max(int(scale), 1)
    small = grey(image[::step, ::step])
    dark = (small < 80).astype(np.uint8)
    # Only areas thicker than a ruling line: a table that runs off the page stays.
    thick = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((5, 5), dtype=np.uint8))
    count, labels = cv2.connectedComponents(thick, connectivity=8)
    edges = np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1]))
    touching = np.unique(edges[edges > 0])
    if count < 2 or touching.size == 0:
        return image
    frame = np.isin(labels, touching).astype(np.uint8)
    if frame.sum() < 0.003 * frame.size or frame.sum() > 0.6 * frame.size:
        return image
    wide = cv2.dilate(frame, np.ones((7, 7), dtype=np.uint8))
    full = cv2.resize(wide, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_NEAREST)
    painted = image.copy()
    painted[full > 0] = 255
    return painted


def is_uneven(image: GreyImage) -> bool:
    """True where the paper itself is dark or changes its brightness over the page."""
    paper = _paper(image)
    low, high = np.percentile(paper, (8, 92))
    return bool(high - low > _UNEVEN or np.median(paper) < _DARK_PAPER)


def _paper(image: GreyImage) -> GreyImage:
    """The brightness of the paper in squares of a few millimetres: the brightest of each."""
    side = max(min(image.shape) // 64, 1)
    rows, columns = image.shape[0] // side, image.shape[1] // side
    squares = image[: rows * side, : columns * side].reshape(rows, side, columns, side)
    return grey(np.percentile(squares, 90, axis=(1, 3)))


def even_light(image: GreyImage, scale: float) -> GreyImage:
    """Sauvola's local threshold: ink is what is darker than its surroundings."""
    side = int(_WINDOW_PT * scale) | 1
    values = image.astype(np.float32)
    mean = cv2.boxFilter(values, -1, (side, side), borderType=cv2.BORDER_REPLICATE)
    square = cv2.boxFilter(values * values, -1, (side, side), borderType=cv2.BORDER_REPLICATE)
    deviation = np.sqrt(np.maximum(square - mean * mean, 0))
    threshold = mean * (1 + 0.25 * (deviation / 128 - 1))
    return grey(np.where(values > threshold, 255, 0))


def flat_light(image: GreyImage, scale: float) -> GreyImage:
    """Divide by the brightness of the paper: shadows go, and strokes keep their greys."""
    step = max(round(scale), 1)
    small = cv2.resize(image, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    side = int(_BACKGROUND_PT * scale / step) | 1
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), dtype=np.uint8)), side)
    # A dark bar is no shadow: light changes slowly, and up to the edge of the page.
    reach = max(int(_BAR_PT * scale / step), 1)
    paper = cv2.morphologyEx(paper, cv2.MORPH_CLOSE, np.ones((reach, reach), dtype=np.uint8))
    smooth = cv2.GaussianBlur(paper, (0, 0), side / 4)
    ground = cv2.resize(smooth, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return grey(cv2.divide(image, np.maximum(ground, np.uint8(1)), scale=250))

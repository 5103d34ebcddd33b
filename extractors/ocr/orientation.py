"""Does a page lie upright? A cheap look first; the engine is asked only where that is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import ColourImage
from schemas.page import Word

_WORK_DPI: Final = 60
_LETTER: Final = 8  # pixels: letters are closer to each other than that, lines of print are not
_FACTOR: Final = 1.6  # how much sharper columns must part than rows
# Mean confidence below which a page may lie wrongly. Tesseract's is about 0.4 upside down; ours is calibrated on
# print, above 0.9 on every page that lies right, and a look too many costs a second.
_DOUBTFUL: Final = {"tesseract": 0.62, "jipyo": 0.85}
_FEW: Final = 4


def lines_run_down(image: ColourImage, dpi: int) -> bool:
    """True where the ink parts into columns rather than rows: a page turned by 90 or 270 degrees."""
    factor = min(_WORK_DPI / dpi, 1.0)
    size = (max(round(image.shape[1] * factor), 1), max(round(image.shape[0] * factor), 1))
    small = cv2.cvtColor(cv2.resize(image, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    ink = (small < 170).astype(np.float32)
    # Long runs are table lines and frames, which say nothing about the letters.
    long = max(max(size) // 12, _WORK_DPI)
    for kernel in (np.ones((1, long), dtype=np.uint8), np.ones((long, 1), dtype=np.uint8)):
        ink = np.maximum(ink - cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel), 0)
    return _parting(ink.sum(axis=0), ink.shape[0]) > _FACTOR * _parting(ink.sum(axis=1), ink.shape[1])


def _parting(sums: np.ndarray[tuple[int], np.dtype[np.float32]], length: int) -> float:
    """How much neighbouring rows (or columns) of ink differ, once single letters are blurred away."""
    smooth = np.convolve(sums, np.full(_LETTER, 1 / _LETTER), mode="same")
    return float(np.square(np.diff(smooth)).sum()) / max(length, 1)


def is_plausible(words: Sequence[Word], engine: str) -> bool:
    """False where a reading looks like a page upside down: hardly any sure word of Hangul."""
    if len(words) < _FEW:
        return False
    scores = [word.confidence or 0.0 for word in words]
    hangul = sum("가" <= letter <= "힣" for word in words for letter in word.text)
    return float(np.mean(scores)) >= _DOUBTFUL[engine] and hangul >= len(words) / 4

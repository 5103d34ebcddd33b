"""Words of a recognised line: where their boxes stand."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ocr.decoding import ReadCharacter, ReadLine
from extractors.ocr.image_types import grey
from extractors.ocr.line_words import words_of
from extractors.ocr.segmentation.text_line import TextLine

EM = 40
UPPER = 100  # of the crop on the page; it is 46 pixels high, its middle at 123


@pytest.mark.parametrize(
    ("ink", "box"), [((109, 137), (105.4, 140.6)), ((122, 124), (105.4, 140.6)), ((103, 146), (103, 146))]
)
def test_digits_and_dashes_are_boxed_as_high_as_the_syllables_beside_them(
    ink: tuple[int, int], box: tuple[float, float]
) -> None:
    crop = np.full((46, 80), 255, dtype=np.uint8)
    crop[ink[0] - UPPER : ink[1] - UPPER, 12:30] = 0
    line = TextLine(12, ink[0], 30, ink[1], EM, 0, UPPER, grey(crop), (0, 0, 0))
    (word,) = words_of(line, ReadLine((ReadCharacter("1", 12, 30, 0.99),)), 1.0, float)
    assert (word.box.top, word.box.bottom) == pytest.approx(box)
    assert (word.box.x0, word.box.x1) == (12, 30)

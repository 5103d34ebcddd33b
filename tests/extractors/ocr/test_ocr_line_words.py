"""Words of a recognised line: where their boxes stand."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ocr.decoding import ReadCharacter, ReadLine
from extractors.ocr.drawn_signs import as_drawn
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


@pytest.mark.parametrize(("end", "text"), [(66, "5㎞"), (86, "5km")])
def test_a_unit_that_is_wider_than_a_syllable_is_written_in_letters(end: int, text: str) -> None:
    crop = np.full((46, 120), 255, dtype=np.uint8)
    crop[9:37, 8:24] = crop[9:37, 30:end] = 0
    line = TextLine(8, 109, end, 137, EM, 0, UPPER, grey(crop), (0, 0, 0))
    read = ReadLine((ReadCharacter("5", 6, 27, 0.99), ReadCharacter("㎞", 27, end + 4, 0.99)))
    assert [word.text for word in words_of(line, read, 1.0, float)] == [text]


def test_a_straight_quotation_mark_closes_a_curly_one_as_its_pair() -> None:
    texts = "“걷기\" '길' ‘말' \""
    read = [ReadCharacter(one, 0, 0, 0.99) for one in texts]
    assert "".join(as_drawn(read, [0.5] * len(read))) == "“걷기” '길' ‘말’ \""


@pytest.mark.parametrize(("read", "text"), [("–0.8", "-0.8"), ("—", "-"), ("3–5", "3–5"), ("–가", "–가")])
def test_a_long_dash_before_a_number_is_its_sign(read: str, text: str) -> None:
    line = TextLine(8, 109, 40, 137, EM, 0, UPPER, grey(np.full((46, 60), 255, dtype=np.uint8)), (0, 0, 0))
    characters = tuple(ReadCharacter(one, 8 * at, 8 * at + 8, 0.99) for at, one in enumerate(read))
    assert [word.text for word in words_of(line, ReadLine(characters), 1.0, float)] == [text]


def test_a_line_read_across_a_gutter_is_a_word_on_either_side_each_as_high_as_its_own_ink() -> None:
    crop = np.full((46, 200), 255, dtype=np.uint8)
    crop[2:37, 12:40] = crop[8:45, 120:150] = 0
    line = TextLine(12, 102, 150, 145, EM, 0, UPPER, grey(crop), (0, 0, 0))
    read = ReadLine((ReadCharacter("소", 10, 60, 0.99), ReadCharacter("교", 60, 152, 0.99)))
    left, right = words_of(line, read, 1.0, float)
    assert (left.text, left.box.x0, left.box.x1, left.box.top) == ("소", 12, 40, pytest.approx(101.9))
    assert (right.text, right.box.x0, right.box.x1, right.box.top) == ("교", 120, 150, 108)


def test_a_letter_spaced_word_stays_one() -> None:
    crop = np.full((46, 200), 255, dtype=np.uint8)
    crop[5:40, 12:40] = crop[5:40, 90:120] = 0
    line = TextLine(12, 105, 120, 140, EM, 0, UPPER, grey(crop), (0, 0, 0))
    read = ReadLine((ReadCharacter("대", 10, 60, 0.99), ReadCharacter("상", 60, 122, 0.99)))
    assert [word.text for word in words_of(line, read, 1.0, float)] == ["대상"]


@pytest.mark.parametrize(("sign", "x0"), [("2", 20), ("·", 8)])
def test_dust_beside_the_first_letter_of_a_line_widens_no_box(sign: str, x0: int) -> None:
    crop = np.full((46, 80), 255, dtype=np.uint8)
    crop[1:5, 8:12] = crop[9:37, 20:38] = 0
    line = TextLine(8, 101, 38, 137, EM, 0, UPPER, grey(crop), (0, 0, 0))
    (word,) = words_of(line, ReadLine((ReadCharacter(sign, 6, 38, 0.99),)), 1.0, float)
    assert (word.box.x0, word.box.x1) == (x0, 38)

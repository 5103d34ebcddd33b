"""Decoding keeps its laws whatever the net says: order, places inside of the line, words that hold the line's text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.ocr.decoding import ReadCharacter, ReadLine, decode
from extractors.ocr.line_words import words_of
from extractors.ocr.segmentation.text_line import TextLine

CHARSET = " 가나1,"
Labels = st.lists(st.integers(0, len(CHARSET)), min_size=1, max_size=40)
ONE_SYLLABLE = Labels.map(lambda labels: [2 if label == 3 else label for label in labels])


def chances_of(labels: list[int], sure: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rest = (1 - sure) / len(CHARSET)
    chances = np.full((len(labels), len(CHARSET) + 1), rest, dtype=np.float32)
    chances[np.arange(len(labels)), labels] = sure
    return chances


def line_around(read: ReadLine, width: int) -> TextLine:
    crop = np.full((39, width), 255, dtype=np.uint8)
    for character in read.characters:
        if character.text != " ":
            middle = int((character.x0 + character.x1) / 2)
            crop[10:30, middle : middle + 2] = 0
    return TextLine(20, 110, 20 + width, 130, 34.0, 20, 100, crop, (0, 0, 0))


@given(Labels, st.floats(0.5, 1.0))
def test_characters_come_in_order_and_stay_inside_the_line(labels: list[int], sure: float) -> None:
    read = decode(chances_of(labels, sure), CHARSET, 4.0)
    edges = [edge for character in read.characters for edge in (character.x0, character.x1)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= 4.0 * len(labels) for edge in edges)
    assert all(0 <= character.confidence <= 1 for character in read.characters)


@given(ONE_SYLLABLE)
def test_repeats_are_one_character_and_a_frame_of_nothing_parts_them(labels: list[int]) -> None:
    expected, before = [], 0
    for label in labels:
        if label and label != before:
            expected.append(CHARSET[label - 1])
        before = label
    assert decode(chances_of(labels, 0.9), CHARSET, 4.0).text == "".join(expected)


@given(Labels)
def test_the_words_hold_the_text_of_the_line_inside_its_box(labels: list[int]) -> None:
    width = 4 * len(labels)
    read = decode(chances_of(labels, 0.9), CHARSET, 4.0)
    words = list(words_of(line_around(read, width), read, 2.0, float))
    assert [word.text for word in words] == read.text.split()
    for word in words:
        assert 10 <= word.box.x0 <= word.box.x1 <= 10 + width / 2
        # The ink of the line, and a syllable's height about it.
        assert word.box.top <= 55
        assert word.box.bottom >= 65
        assert word.box.height <= 34.0 / 2
    lefts = [word.box.x0 for word in words]
    assert lefts == sorted(lefts)


def test_two_syllables_on_one_glyph_are_the_likelier_and_thin_marks_stay_two() -> None:
    wavering = chances_of([0, 2, 3, 0, 0, 4, 0, 4, 0], 0.9)
    wavering[1, 2:4] = [0.5, 0.4]
    wavering[2, 2:4] = [0.2, 0.7]
    assert decode(wavering, CHARSET, 4.0).text == "나11"
    apart = chances_of([2, 2, 3, 3], 0.9)
    assert decode(apart, CHARSET, 4.0).text == "가나"


def test_a_dash_that_heads_a_line_is_the_mark_of_a_list_item() -> None:
    head = (ReadCharacter("–", 0, 9, 1.0), ReadCharacter(" ", 9, 20, 1.0))
    rest = (ReadCharacter("1", 20, 28, 1.0), ReadCharacter("–", 28, 36, 1.0))
    read = ReadLine((*head, *rest))
    assert [word.text for word in words_of(line_around(read, 60), read, 1.0, float)] == ["-", "1–"]


def test_a_word_is_as_sure_as_its_least_sure_character() -> None:
    read = ReadLine((ReadCharacter("가", 0, 10, 0.99), ReadCharacter("1", 10, 20, 0.4)))
    (word,) = words_of(line_around(read, 40), read, 1.0, lambda raw: raw / 2)
    assert word.confidence == pytest.approx(0.2)


def test_a_character_beside_a_frame_that_may_hold_another_is_not_sure() -> None:
    chances = chances_of([0, 4, 0, 0, 2, 0], 0.99)
    doubtful = chances.copy()
    doubtful[3] = [0.55, 0, 0, 0, 0, 0.45]  # a comma, perhaps
    sure, unsure = (decode(values, CHARSET, 4.0) for values in (chances, doubtful))
    assert sure.text == unsure.text
    assert min(character.confidence for character in sure.characters) > 0.9
    assert all(character.confidence == pytest.approx(0.55) for character in unsure.characters)


def test_a_word_box_lies_on_its_ink() -> None:
    crop = np.full((39, 120), 255, dtype=np.uint8)
    crop[8:31, 12:40] = 0
    crop[8:31, 70:101] = 0
    line = TextLine(112, 58, 201, 81, 30.0, 100, 50, crop, (1, 0, 2))
    read = ReadLine(
        (ReadCharacter("가", 8, 44, 1.0), ReadCharacter(" ", 44, 62, 1.0), ReadCharacter("나", 62, 110, 1.0))
    )
    first, second = words_of(line, read, 1.0, float)
    assert (first.box.x0, first.box.x1) == (112, 140)
    assert (second.box.x0, second.box.x1) == (170, 201)
    assert first.line_key == second.line_key == (1, 0, 2)

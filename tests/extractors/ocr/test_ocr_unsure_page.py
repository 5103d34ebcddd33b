"""What of a place that OCR read goes into a layer that is true in part."""

from __future__ import annotations

import pytest

from extractors.ocr.unsure_page import _replaces, _with_true_digits
from schemas.geometry import Box
from schemas.page import Word


def word(text: str, x0: float, confidence: float | None = None) -> Word:
    return Word(text, Box(x0, 10, x0 + 8 * len(text), 20), 10.0, confidence=confidence)


@pytest.mark.parametrize(
    ("read", "claimed", "taken"),
    [
        ("2023년", "2023", True),  # the layer lost a syllable
        ("2023", "2023", False),
        ("인증", "", True),  # a word, though OCR is not sure of it
        ("년", "", False),  # a syllable that OCR is not sure of
        ("스마트도시인증을", "스마트도시인증", False),  # the layer has its Hangul
    ],
)
def test_print_that_the_layer_lost_is_taken_and_what_it_holds_stands(
    read: str, claimed: str, taken: bool
) -> None:
    held = [word(claimed, 0)] if claimed else []
    assert _replaces([word(read, 0, 0.7)], held) is taken


def test_the_digits_of_the_layer_stand_in_the_word_that_ocr_read() -> None:
    read = word("1,025명이", 0, 0.7)
    assert _with_true_digits(read, [word("1,026", 0)]).text == "1,026명이"


@pytest.mark.parametrize(
    "claimed", [word("106", 0), word("1026", 300), word("1,026가", 0)], ids=["fewer", "elsewhere", "Hangul"]
)
def test_digits_of_another_number_or_a_layer_with_hangul_are_not_put_in(claimed: Word) -> None:
    read = word("1,025명이", 0, 0.7)
    assert _with_true_digits(read, [claimed]) == read

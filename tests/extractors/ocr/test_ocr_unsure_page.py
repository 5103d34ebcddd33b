"""What of the words that OCR read goes into a layer that is true in part."""

from __future__ import annotations

import pytest

from extractors.ocr.mended_layer import mended
from extractors.ocr.true_characters import completed
from schemas.geometry import Box
from schemas.page import Word

LINE = (0, 0, 0)


def word(text: str, x0: float, confidence: float | None = None) -> Word:
    key = None if confidence is None else LINE
    return Word(text, Box(x0, 10, x0 + 8 * len(text), 20), 10.0, confidence=confidence, line_key=key)


def place(x0: float, x1: float) -> Box:
    return Box(x0, 11, x1, 19)


@pytest.mark.parametrize(
    ("read", "held", "lost", "said"),
    [
        ("2023년", "2023", place(32, 40), "2023년"),  # the layer lost a syllable
        ("2028년", "2023", place(32, 40), "2023년"),  # which it has right beside what OCR misread
        ("2023", "2023", place(32, 40), "2023"),
        ("2023", "2023", place(200, 240), "2023"),
    ],
)
def test_print_that_the_layer_lost_is_taken_and_what_it_holds_stands(
    read: str, held: str, lost: Box, said: str
) -> None:
    layer = mended([word(held, 0)], [lost], [word(read, 0, 0.9)])
    assert [one.text for one in (*layer.kept, *layer.taken)] == [said]
    assert bool(layer.taken) is (said != held)


@pytest.mark.parametrize(
    ("read", "confidence", "is_taken"),
    [
        ("인증", 0.3, True),  # a word, though OCR is not sure of it
        ("년", 0.7, False),  # a syllable that OCR is not sure of
        ("년", 0.9, True),
        ("l|", 0.9, False),  # what a drawing looks like
    ],
)
def test_a_word_is_taken_where_the_layer_says_nothing(read: str, confidence: float, is_taken: bool) -> None:
    layer = mended([], [place(0, 16)], [word(read, 0, confidence)])
    assert bool(layer.taken) is is_taken


def test_lone_syllables_of_a_line_speak_for_one_another() -> None:
    held = [word("33", 0), word("48", 32)]
    layer = mended(held, [place(24, 32), place(48, 56)], [word("33", 0, 0.7), word("제48호", 24, 0.7)])
    assert (layer.kept, [one.text for one in layer.taken], layer.places) == ((held[0],), ["제48호"], 2)


@pytest.mark.parametrize(
    ("read", "claimed", "said"),
    [
        ("스마트도시인증을", "스마트도시인증", "스마트도시인증"),  # what was in doubt is confirmed
        ("스마트도시인증", "뀨먀틈됴싫윈즌", "스마트도시인증"),
        ("1,025명이", "1,026", "1,026명이"),  # its digits stand where it has as many
        ("1,025명이", "106", "1,025명이"),
    ],
)
def test_words_in_doubt_stand_where_ocr_reads_the_same(read: str, claimed: str, said: str) -> None:
    doubted = word(claimed, 0)
    layer = mended([doubted], [doubted.box], [word(read, 0, 0.7)])
    assert [one.text for one in (*layer.kept, *layer.taken)] == [said]


def test_words_beside_their_ink_are_not_told_twice() -> None:
    held = [word("보도자료", 20)]
    assert mended(held, [place(0, 16)], [word("보도", 0, 0.9)]).kept == tuple(held)


def spread(texts: list[str], step: float, confidence: float | None = None) -> list[Word]:
    """Words of one line, as far apart as `step` says for each character."""
    starts = [step * sum(len(one) + 1 for one in texts[:at]) for at in range(len(texts))]
    return [word(text, x0, confidence) for text, x0 in zip(texts, starts, strict=True)]


@pytest.mark.parametrize(
    ("last", "is_told"),
    [
        ("완료", False),
        ("원료", False),
        ("완료함", True),
    ],  # as the layer, misread by OCR, with print that it lost
)
def test_a_line_that_is_drawn_ever_further_from_its_letters_is_not_told_twice(
    last: str, is_told: bool
) -> None:
    texts = ["혓바늘부터", "겹겹이", "쌓인", "기본계획", "몫으로", "찜질까지", "뚜껑에서", "흩날림의", "해소"]
    held = spread([*texts, "완료"], 8.0)
    read = spread([*texts, last], 8.6, 0.99)
    lost = [place(read[4].box.x0 + 14, read[4].box.x1), place(read[9].box.x0, read[9].box.x1)]
    assert bool(mended(held, lost, read).taken) is is_told


@pytest.mark.parametrize(
    ("read", "held", "said", "gained"),
    [
        ("제2017-6o8호에", [("2017-608", 8)], "제2017-608호에", "제호에"),
        ("13.648㎾를", [("13.648kW", 0)], "13.648kW를", "를"),
        ("국비49%", [("(49%", 12)], "국비(49%", "국비"),  # a sign that OCR missed
        ("84,00원", [("84,000", 0)], "84,000원", "원"),
        ("4.9k㎾W를", [("4.9kW", 0)], "4.9kW를", "를"),  # no sign was lost inside of a word
        ("3월7일", [("3", 0), ("7", 16)], "3월7일", "월일"),
    ],
)
def test_the_characters_of_the_layer_stand_in_the_word_that_ocr_read(
    read: str, held: list[tuple[str, float]], said: str, gained: str
) -> None:
    found = completed([word(read, 0, 0.7)], [word(text, x0) for text, x0 in held])
    assert ("".join(one.text for one in found.words), found.gained) == (said, gained)

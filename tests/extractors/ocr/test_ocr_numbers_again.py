"""Numbers that are read once more: which, from what crop, and what the second reading does to their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from extractors.ocr import auto_engine, numbers_again
from extractors.ocr.decoding import ReadCharacter, ReadLine
from extractors.ocr.engines import ENGINES
from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.jipyo_engine import RecognisedLine
from extractors.ocr.numbers_again import NumbersAgain, doubted_numbers, settle
from extractors.ocr.segmentation.text_line import TextLine
from extractors.ocr.settings import OcrSettings
from extractors.ocr.tesseract import Tesseract
from schemas.geometry import Box
from schemas.page import Word

STEP = 10  # pixels of a character


def line_of(text: str, confidence: float = 0.7, *, confirmed: bool = False) -> RecognisedLine:
    """A line with a bar of ink in the middle of each character."""
    crop = np.full((20, STEP * len(text)), 255, dtype=np.uint8)
    for at, character in enumerate(text):
        if character != " ":
            crop[4:16, STEP * at + 3 : STEP * at + 7] = 0
    read = ReadLine(
        tuple(ReadCharacter(one, STEP * at, STEP * (at + 1), confidence) for at, one in enumerate(text))
    )
    words = tuple(
        Word(word, Box(20 * at, 0, 20 * at + 9, 9), 9.0, confidence=confidence, confirmed=confirmed)
        for at, word in enumerate(text.split())
    )
    return RecognisedLine(TextLine(0, 0, crop.shape[1], 20, 12.0, 0, 0, crop, (0, 0, 0)), read, words)


def heard(line: RecognisedLine, *second: str, weighed: RecognisedLine | None = None) -> NumbersAgain:
    after = (line if weighed is None else weighed,)
    return settle((line,), after, doubted_numbers(after), second)


def test_only_numbers_of_unsure_words_that_nobody_confirmed_are_read_again() -> None:
    lines = [
        line_of("국비 1,250백만원 3.5"),
        line_of("40명", 0.95),
        line_of("7곳", confirmed=True),
        line_of("시민 의견"),
    ]
    assert [(one.line, one.word, one.text) for one in doubted_numbers(lines)] == [
        (0, 1, "1,250"),
        (0, 2, "3.5"),
    ]


def test_a_number_is_cropped_where_no_ink_is_and_drawn_at_twice_the_size() -> None:
    (number,) = doubted_numbers([line_of("약 27곳")])
    height, width = number.crop.shape
    assert height == 40
    assert width == pytest.approx(2 * 2 * STEP, abs=4)
    assert (number.crop[:, [0, -1]] > 200).all()
    assert len(np.flatnonzero(np.diff((number.crop < 128).any(axis=0).astype(int)) == 1)) == 2


def test_the_least_sure_numbers_come_first_where_a_page_has_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers_again, "_MOST", 2)
    lines = [line_of(f"{at}", 0.8 - at / 10) for at in range(4)]
    assert [one.text for one in doubted_numbers(lines)] == ["2", "3"]


@pytest.mark.parametrize(
    ("text", "second", "confidence", "confirmed"),
    [
        ("84,00", "84,00", 0.95, True),  # read alike
        ("84,00", "84,000", 0.5, False),  # a digit more
        ("93.1", "931", 0.5, False),  # no separator
        ("84,00", "", 0.7, False),  # nothing was read
        ("21", "4:", 0.7, False),  # like nothing of the first
        ("84,00원", "84,00", 0.7, False),  # the letters beside it are as unsure as before
    ],
)
def test_the_first_reading_stands_and_the_second_makes_it_surer_or_less_sure(
    text: str, second: str, confidence: float, *, confirmed: bool
) -> None:
    found = heard(line_of(text), second)
    (word,) = found.lines[0].words
    assert (word.text, word.confidence, word.confirmed) == (text, confidence, confirmed)
    assert (found.asked, found.agreed) == (1, int(second == "84,00"))
    assert found.contested == ((word.box,) if confidence == 0.5 else ())


def test_agreement_at_twice_the_size_lifts_a_dispute_over_the_line() -> None:
    line = line_of("3.5분", 0.8)
    (word,) = line.words
    disputed = replace(line, words=(replace(word, confidence=0.5),))
    found = heard(line, "3.5", weighed=disputed)
    assert (found.lines[0].words[0].confidence, found.settled) == (0.8, (word.box,))
    assert heard(line, "8.5", weighed=disputed).settled == ()


def test_one_number_read_otherwise_is_enough_to_doubt_a_word_of_two() -> None:
    found = heard(line_of("09:30~18:00"), "09:30", "13:00")
    assert found.lines[0].words[0].confidence == 0.5
    assert (found.asked, found.agreed) == (2, 1)


def test_a_page_tells_how_many_numbers_were_read_again_and_how_many_alike(
    monkeypatch: pytest.MonkeyPatch, sheet_of: Callable[..., Image.Image]
) -> None:
    asked: list[tuple[int, int, str]] = []

    def read_lines(
        _: Tesseract, crops: Sequence[GreyImage], dpi: int, __: OcrSettings, *, signs: str = ""
    ) -> list[str]:
        asked.append((len(crops), dpi, signs))
        return ["20", "415"][: len(crops)] if signs else ["x"] * len(crops)

    for module in (auto_engine, numbers_again):
        monkeypatch.setattr(module, "_UNSURE", 1.1)
    monkeypatch.setattr(Tesseract, "read_lines", read_lines)
    sheet = grey(sheet_of(["통행 시간이 최대 20분 줄었다", "버스 411 대가 다닌다"]).convert("L"))
    reading = ENGINES["auto"].recognise(sheet, 200, OcrSettings())
    assert asked == [(2, 200, ""), (2, 400, numbers_again.SIGNS)]
    assert (reading.numbers_again, reading.numbers_agreed) == (2, 1)
    (word,) = [word for word in reading.words if word.box in reading.contested]
    assert (word.text, word.confidence) == ("411", 0.5)


def test_tesseract_reads_digits_alone_where_asked(sheet_of: Callable[..., Image.Image]) -> None:
    crop = grey(sheet_of(["1,250"]).convert("L"))[:200]
    (text,) = Tesseract().read_lines([crop], 200, OcrSettings(), signs=numbers_again.SIGNS)
    assert set(text) <= set(numbers_again.SIGNS + " ")

"""Numbers read twice: digits that only the wider view shows."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr import jipyo_engine
from extractors.ocr.decoding import ReadCharacter, ReadLine
from extractors.ocr.image_types import grey
from extractors.ocr.lost_digits import is_fuller, may_lack_digits, narrowed


def _read(text: str, confidence: float = 0.97) -> ReadLine:
    return ReadLine(
        tuple(ReadCharacter(one, 10.0 * at, 10.0 * at + 10, confidence) for at, one in enumerate(text))
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("84,00원 × 64가구", True),
        ("1,284", True),
        ("41.2", True),
        ("9", False),
        ("12월", False),
        ("운영비", False),
    ],
)
def test_short_lines_with_longer_numbers_are_read_twice(text: str, *, wanted: bool) -> None:
    assert may_lack_digits(_read(text)) is wanted


def test_lines_of_body_text_are_not_read_twice() -> None:
    assert not may_lack_digits(_read("버스 412대를 새로 들여 2023년부터 운행하며 시민이 쓴다"))


@pytest.mark.parametrize(
    ("first", "second", "sure", "wanted"),
    [
        ("84,00원", "84,000원", 0.97, True),
        ("20,94", "20,944", 0.96, True),
        ("57 9", "57.9", 0.97, False),  # something of the first is lost
        ("84,00원", "84,00원", 0.97, False),
        ("800", "8O0O", 0.97, False),
        ("800", "80O0", 0.97, False),
        ("041-000", "041-0000", 0.6, False),
        ("84,00원", "84,00000원", 0.97, False),
    ],
)
def test_the_second_reading_stands_only_where_it_holds_the_first_and_more(
    first: str, second: str, sure: float, *, wanted: bool
) -> None:
    assert is_fuller(_read(first), _read(second, sure)) is wanted


def test_a_surer_first_reading_stands() -> None:
    assert not is_fuller(_read("411", 1.0), _read("4111", 0.95))


def test_places_are_those_of_the_crop_itself() -> None:
    assert [(one.x0, one.x1) for one in narrowed(_read("12"), 2.0).characters] == [(0.0, 5.0), (5.0, 10.0)]


def test_a_word_that_the_net_doubts_is_kept_where_its_views_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """'과제' in a face that the net hardly knows had been left out as a speck."""
    monkeypatch.setattr(jipyo_engine, "_is_speck", lambda _: True)
    sheet = Image.new("L", (700, 200), "white")
    face = ImageFont.truetype("/usr/share/fonts/truetype/nanum/NanumGothic.ttf", 30)
    ImageDraw.Draw(sheet).text((100, 80), "과제", font=face, fill=0)
    page = jipyo_engine.recognised(grey(sheet), 200)
    assert [line.read.text for line in page.lines] == ["과제"]
    noise = np.random.default_rng(5).integers(0, 255, (90, 300), dtype=np.uint8)
    sheet.paste(Image.fromarray(noise), (100, 60))
    assert not jipyo_engine.recognised(grey(sheet), 200).lines

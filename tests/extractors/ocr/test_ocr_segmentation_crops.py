"""Line crops: one line alone, grey, at the height that the recogniser was trained on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.segmentation.find import find_lines
from extractors.ocr.segmentation.text_line import TextLine

DPI = 200
EM = 40
FACE = ImageFont.truetype("/usr/share/fonts/truetype/nanum/NanumGothic.ttf", EM)
TEXT = "시민이 쓰는 서비스를 넓힌다"


def _table(texts: tuple[str, ...]) -> GreyImage:
    sheet = Image.new("L", (1200, 600), "white")
    pen = ImageDraw.Draw(sheet)
    for number, text in enumerate(texts):
        top = 60 + 80 * number
        pen.rectangle((100, top, 900, top + 80), outline=0, width=2)
        pen.text((130, top + 18), text, font=FACE, fill=0)
    return grey(sheet)


def _ink_rows(line: TextLine) -> tuple[float, float]:
    """First and last row of ink as shares of the crop's height."""
    rows = np.flatnonzero((line.crop < 128).any(axis=1))
    return rows[0] / line.crop.shape[0], (rows[-1] + 1) / line.crop.shape[0]


def test_a_crop_is_1_3_times_as_high_as_its_letters_which_stand_in_its_middle() -> None:
    (line,) = find_lines(_table((TEXT,)), DPI)
    assert abs(line.em - EM) < 0.08 * EM
    assert abs(line.crop.shape[0] - 1.3 * 0.88 * EM) < 4
    first, last = _ink_rows(line)
    assert abs((first + last) / 2 - 0.5) < 0.06
    assert line.left < line.x0
    assert line.crop.shape[1] - (line.x1 - line.x0) == pytest.approx(0.6 * line.em, abs=2)


@pytest.mark.parametrize("text", ["1,240", "-", "1", "12~15"])
def test_digits_and_lone_marks_get_the_height_of_the_letters_around(text: str) -> None:
    words, alone = find_lines(_table((TEXT, text)), DPI)
    assert alone.em == pytest.approx(words.em, rel=0.1)
    assert alone.crop.shape[0] == pytest.approx(words.crop.shape[0], rel=0.1)


@pytest.mark.parametrize("text", ["구간", "금액", "누수 감시"])
def test_narrow_syllables_that_touch_are_no_flat_ones(text: str) -> None:
    strip = Image.new("L", (600, 60), "white")
    at = 10.0
    for letter in text:
        ImageDraw.Draw(strip).text((at, 6), letter, font=FACE, fill=0)
        at += 0.86 * EM
    sheet = Image.new("L", (1200, 300), "white")
    sheet.paste(strip.resize((510, 60)), (100, 100))
    (line,) = find_lines(grey(sheet), DPI)
    assert line.em == pytest.approx(EM, rel=0.15)


def test_a_dash_keeps_its_level_among_letters() -> None:
    sheet = Image.new("L", (1200, 300), "white")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((100, 60, 500, 140), outline=0, width=2)
    pen.rectangle((500, 60, 900, 140), outline=0, width=2)
    pen.text((130, 78), "시민", font=FACE, fill=0)
    pen.text((600, 78), "-", font=FACE, fill=0)
    words, dash = find_lines(grey(sheet), DPI)
    assert dash.upper == pytest.approx(words.upper, abs=4)


def test_rules_are_not_seen_in_a_crop() -> None:
    for line in find_lines(_table((TEXT, TEXT)), DPI):
        edge = line.crop[:, : int(0.2 * line.em)]
        assert edge.min() > 200
        assert np.concatenate((line.crop[:2].ravel(), line.crop[-2:].ravel())).min() > 200


def test_the_ink_of_neighbours_and_specks_is_painted_white() -> None:
    sheet = Image.new("L", (1000, 300), "white")
    pen = ImageDraw.Draw(sheet)
    for number in range(3):
        pen.text((100, 60 + 42 * number), TEXT, font=FACE, fill=0)
    page = np.array(sheet)
    page[88:90, 80:82] = 0
    lines = find_lines(grey(page), DPI)
    assert len(lines) == 3
    for line in lines:
        outside = np.concatenate((line.crop[: line.top - line.upper], line.crop[line.bottom - line.upper :]))
        assert outside.size == 0 or outside.min() > 150
        assert line.crop[:, : int(0.2 * line.em)].min() > 150


def test_crops_keep_the_greys_of_faint_strokes() -> None:
    page = _table((TEXT,))
    faint = grey(255 - (255 - page.astype(np.float32)) * 0.6)
    (line,) = find_lines(faint, DPI)
    assert len(np.unique(line.crop)) > 20
    assert line.crop.min() < 120


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.floats(0.0, 0.2), dpi=st.sampled_from([72, 150, 300]))
def test_noise_breaks_nothing_and_boxes_lie_on_the_page(seed: int, share: float, dpi: int) -> None:
    chance = np.random.default_rng(seed)
    page = np.where(chance.random((160, 230)) < share, 0, 255).astype(np.uint8)
    for line in find_lines(page, dpi):
        assert 0 <= line.x0 < line.x1 <= 230
        assert 0 <= line.top < line.bottom <= 160
        assert line.crop.size
    keys = [line.key for line in find_lines(page, dpi)]
    assert keys == sorted(set(keys))

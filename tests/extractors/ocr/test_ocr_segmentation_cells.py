"""Lines in table cells: none crosses a border, and what stands alone or in columns is kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.segmentation.find import find_lines
from extractors.ocr.segmentation.text_line import TextLine

DPI = 200
EM = 22  # pixels of 8 pt print
FACE = ImageFont.truetype("/usr/share/fonts/truetype/nanum/NanumGothic.ttf", EM)
ROW = 37  # pixels from row to row: 13.3 pt


def _table(rows: Sequence[Sequence[str]], width: int = 160, *, fill: int = 0) -> GreyImage:
    """A ruled table with its texts in the middle of their cells."""
    sheet = Image.new("L", (200 + width * len(rows[0]), 200 + ROW * len(rows)), "white")
    pen = ImageDraw.Draw(sheet)
    for number, row in enumerate(rows):
        for col, text in enumerate(row):
            x, y = 100 + width * col, 100 + ROW * number
            pen.rectangle((x, y, x + width, y + ROW), outline=fill, width=1)
            pen.text((x + width / 2, y + ROW / 2), text, font=FACE, fill=0, anchor="mm")
    return grey(sheet)


def _dark_runs(line: TextLine) -> int:
    """Pieces of ink side by side in a crop."""
    inked = (line.crop < 128).any(axis=0)
    return int(np.count_nonzero(np.diff(inked.astype(np.int8), prepend=0) == 1))


def test_the_decimal_points_of_a_column_are_no_dotted_border() -> None:
    rows = [("구분", "비율")] + [("가동률", f"9{number}.4") for number in range(10)]
    numbers = [line for line in find_lines(_table(rows), DPI) if line.x0 > 260 and line.top > 130]
    assert [_dark_runs(line) for line in numbers] == [4] * 10


@pytest.mark.parametrize("lower", [18, 21, 22, 23])
def test_a_word_half_a_row_lower_keeps_its_final_consonants(lower: int) -> None:
    sheet = Image.new("L", (1000, 220), "white")
    pen = ImageDraw.Draw(sheet)
    for x, y, text in (
        (500, 80, "온라인 민원"),
        (100, 80 + lower, "연도"),
        (420, 117, "접수"),
        (640, 117, "처리"),
    ):
        pen.text((x, y), text, font=FACE, fill=0, anchor="mm")
    lines = find_lines(grey(sheet), DPI)
    assert len(lines) == 4
    left = min(lines, key=lambda line: line.x0)
    assert left.bottom - left.top >= 0.85 * EM


def test_letters_that_touch_are_no_frame_around_others() -> None:
    sheet = Image.new("L", (600, 200), "white")
    pen = ImageDraw.Draw(sheet)
    pen.text((100, 80), "화상면접", font=FACE, fill=0)
    pen.line((116, 91, 124, 91), fill=0, width=2)  # ㅏ of 화 and ㅅ of 상 run together
    before = int((np.asarray(sheet) < 128).sum())
    (line,) = find_lines(grey(sheet), DPI)
    assert int((line.crop < 128).sum()) >= 0.95 * before

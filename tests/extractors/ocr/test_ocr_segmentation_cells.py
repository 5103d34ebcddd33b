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


def test_a_point_too_pale_to_be_seen_as_a_piece_stays_in_the_crop() -> None:
    page = _table([("가동률", "98 6")])
    clean = np.asarray(page).copy()
    (number,) = [line for line in find_lines(page, DPI) if line.x0 > 260]
    ink = np.flatnonzero((clean[number.top : number.bottom, number.x0 : number.x1] < 128).any(axis=0))
    gap = number.x0 + int(ink[np.argmax(np.diff(ink))]) + 4
    clean[number.bottom - 2 : number.bottom, gap] = (200, 150)
    (again,) = [line for line in find_lines(grey(clean), DPI) if line.x0 > 260]
    assert again.crop[:, gap - again.left].min() < 170


def test_dust_in_a_cell_is_part_of_no_line() -> None:
    sheet = Image.fromarray(_table([("구분", "운영비"), ("달마을", "1,284"), ("가림", "온라인")]))
    pen = ImageDraw.Draw(sheet)
    clean = find_lines(grey(sheet), DPI)
    for x, y, radius in ((275, 155, 2), (268, 200, 1), (105, 200, 1), (405, 162, 1)):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=90)
    dusty = find_lines(grey(sheet), DPI)
    assert [(line.x0, line.x1) for line in dusty] == [(line.x0, line.x1) for line in clean]


@pytest.mark.parametrize("mark", ["-", "·", "○", "△", "…", "7", "0", "r"])
def test_a_mark_alone_in_its_cell_is_a_line(mark: str) -> None:
    found = find_lines(_table([("구분", "운영비"), ("달마을", mark), ("가림", "402")]), DPI)
    assert len(found) == 6


@pytest.mark.parametrize(
    "text", ["· 서울시", "서울·부산", "서울 · 부산", "다음. 또", "“말”", "3.7%", "약 1.", "∙ 나"]
)
def test_dots_that_are_written_stay(text: str) -> None:
    page = _table([("구분", "운영비"), ("달마을", text)])
    (line,) = [line for line in find_lines(page, DPI) if line.x0 > 260 and line.top > 130]
    ink = 262 + np.flatnonzero((page[139:172, 262:418] < 128).any(axis=0))
    assert abs(line.x0 - ink[0]) <= 1
    assert abs(line.x1 - 1 - ink[-1]) <= 1

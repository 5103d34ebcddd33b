"""Lines in table cells: none crosses a border, and what stands alone or in columns is kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.segmentation.find import find_lines, find_print
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


@pytest.mark.parametrize("face", ["NanumGothicLight", "NanumSquareR", "NanumMyeongjo"])
@pytest.mark.parametrize("lower", [14, 18])
def test_a_short_line_between_the_levels_of_other_columns_stays_whole(face: str, lower: int) -> None:
    font = ImageFont.truetype(f"/usr/share/fonts/truetype/nanum/{face}.ttf", 26)
    sheet = Image.new("L", (1100, 220), "white")
    pen = ImageDraw.Draw(sheet)
    for number, text in enumerate(("수위 관측 생활", "운영", "전기차 충전")):
        pen.text((400, 48 + 32 * number), text, font=font, fill=0)
    pen.text((100, 80 + lower), "복지정책팀", font=font, fill=0)
    pen.text((800, 80 + lower), "라온군 관제실", font=font, fill=0)
    short = [line for line in find_lines(grey(sheet), DPI) if line.x0 > 390 and line.x1 < 460]
    assert len(short) == 1
    assert short[0].bottom - short[0].top >= 0.85 * 26


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


def _dashed(pen: ImageDraw.ImageDraw, start: tuple[int, int], end: tuple[int, int]) -> None:
    """A border of dashes 8 pixels long, with breaks of 4."""
    across = start[1] == end[1]
    for at in range(start[0] if across else start[1], end[0] if across else end[1], 12):
        dash = (at, start[1], at + 8, start[1]) if across else (start[0], at, start[0], at + 8)
        pen.line(dash, fill=60, width=2)


def test_the_crossings_of_dashed_borders_are_no_lines() -> None:
    sheet = Image.new("L", (900, 400), "white")
    pen = ImageDraw.Draw(sheet)
    for x in (100, 300, 500, 700):
        _dashed(pen, (x, 100), (x, 292))
    for y in (100, 148, 196, 244, 292):
        _dashed(pen, (100, y), (704, y))
    for x, y in ((x, y) for x in (200, 400, 600) for y in (124, 172, 220, 268)):
        pen.text((x, y), "물빛구", font=FACE, fill=0, anchor="mm")
    assert len(find_lines(grey(sheet), DPI)) == 12


def test_the_open_side_of_a_table_ends_with_the_table() -> None:
    sheet = Image.new("L", (1000, 700), "white")
    pen = ImageDraw.Draw(sheet)
    for top in (100, 450):
        for x in (100, 240, 800):
            pen.line((x, top, x, top + 111), fill=0, width=2)
        for y in (top, top + 111):
            pen.line((100, y, 800, y), fill=0, width=2)
        for y in (top + 37, top + 74):  # the first column is merged
            pen.line((240, y, 800, y), fill=0, width=2)
    for y in (280, 330, 380):
        pen.text((100, y), "섬 마을까지 넓힐 계획이며 낡은 가로등 1,240개를 바꾼다", font=FACE, fill=0)
    assert len(find_lines(grey(sheet), DPI)) == 3


def test_a_short_upright_rule_joins_no_lines_of_the_note_beside_it() -> None:
    sheet = Image.new("L", (1400, 400), "white")
    pen = ImageDraw.Draw(sheet)
    for number in range(2):
        pen.text((100, 100 + 44 * number), f"곁들인 짧은 말 {number}", font=FACE, fill=0)
        pen.text((380, 96 + 44 * number), f"그 옆에 이어지는 본문의 글 {number}", font=FACE, fill=0)
    pen.line((350, 95, 350, 185), fill=90, width=3)
    assert len(find_lines(grey(sheet), DPI)) == 4


def test_the_upright_stroke_of_a_title_stays_in_it() -> None:
    sheet = Image.new("L", (900, 300), "white")
    face = ImageFont.truetype("/usr/share/fonts/truetype/nanum/NanumGothic.ttf", 75)
    ImageDraw.Draw(sheet).text((100, 80), "이기 시리", font=face, fill=0)
    (title,) = find_lines(grey(sheet), DPI)
    inked = np.flatnonzero((np.asarray(sheet) < 128).any(axis=0))
    assert abs(title.x1 - inked.max()) <= 3


def _dotted(step: int) -> Image.Image:
    """A title with forty dots behind it."""
    sheet = Image.new("L", (1400, 300), "white")
    pen = ImageDraw.Draw(sheet)
    pen.text((100, 100), "추진 계획", font=FACE, fill=0)
    for number in range(40):
        pen.ellipse((240 + step * number, 112, 243 + step * number, 115), fill=0)
    return sheet


def test_dots_that_lead_to_a_page_number_are_counted() -> None:
    sheet = _dotted(22)
    ImageDraw.Draw(sheet).text((1140, 100), "12", font=FACE, fill=0)
    _, (leader,) = find_print(grey(sheet), DPI)
    assert leader.text == "·" * 40
    assert (leader.x0, leader.x1) == pytest.approx((240, 1102), abs=2)


def test_a_dotted_border_leads_nowhere() -> None:
    assert find_print(grey(_dotted(8)), DPI)[1] == ()

"""Page segmentation on drawings that each show one thing, and on the fixtures' pages against their truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.segmentation.find import find_lines
from extractors.ocr.segmentation.text_line import TextLine

ROOT = Path(__file__).parents[3]
DPI = 200
EM = 33  # pixels of 12 pt print
MYEONGJO = "/usr/share/fonts/truetype/nanum/NanumMyeongjo.ttf"
GOTHIC = "/usr/share/fonts/truetype/nanum/NanumGothic.ttf"
Paint = Callable[[ImageDraw.ImageDraw], None]
Box = tuple[float, float, float, float]
BODY = (
    "교통과 환경, 안전을 한곳에서 살피는 센터를 새로",
    "열었으며 시민이 손전화로 길을 찾는다. 낡은 가로등",
    "1,240개를 바꾸고 전기를 아꼈다. 물이 새는 관을 미리",
    "찾아 비용을 줄였으며 어린이집 차에도 위치를 알리는",
    "장치를 단다. 다음 해에는 섬 마을까지 넓힐 계획이다.",
)


def _face(size: int = EM, path: str = GOTHIC) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _page(paint: Paint, size: tuple[int, int] = (1300, 800)) -> GreyImage:
    sheet = Image.new("L", size, "white")
    paint(ImageDraw.Draw(sheet))
    return grey(sheet)


def _write(pen: ImageDraw.ImageDraw, x: float, y: float, text: str, *, em: int = EM, fill: int = 0) -> None:
    pen.text((x, y), text, font=_face(em), fill=fill)


def _body(pen: ImageDraw.ImageDraw, x: float = 120, y: float = 500, lines: Sequence[str] = BODY) -> None:
    for number, line in enumerate(lines):
        _write(pen, x, y + 52 * number, line)


def _in(lines: Sequence[TextLine], box: Box) -> list[TextLine]:
    """Lines whose middle lies in `box`."""
    x0, top, x1, bottom = box
    return [
        line
        for line in lines
        if x0 <= (line.x0 + line.x1) / 2 <= x1 and top <= (line.top + line.bottom) / 2 <= bottom
    ]


def _grid(pen: ImageDraw.ImageDraw, columns: Sequence[int], rows: Sequence[int]) -> None:
    for x in columns:
        pen.line((x, rows[0], x, rows[-1]), fill=0, width=2)
    for y in rows:
        pen.line((columns[0], y, columns[-1], y), fill=0, width=2)


def _exact(truth: Sequence[Box], lines: Sequence[TextLine]) -> list[bool]:
    """For each truth line whether one line, and nothing of another, stands there."""
    found = []
    for x0, top, x1, bottom in truth:
        here = _in(lines, (x0, top, x1, bottom))
        shared = [
            line
            for line in lines
            if min(line.x1, x1) - max(line.x0, x0) > 0.2 * (x1 - x0)
            and min(line.bottom, bottom) - max(line.top, top) > 0.5 * (line.bottom - line.top)
        ]
        inside = [line for line in here if line.x0 > x0 - 0.5 * line.em and line.x1 < x1 + 0.5 * line.em]
        found.append(len(here) == len(shared) == len(inside) == 1)
    return found


@pytest.mark.parametrize(
    ("pdf", "page_no"),
    [("application/city_application", 2), ("press_release/press_release_2022", 1)],
)
def test_each_line_of_the_truth_is_one_line(pdf: str, page_no: int) -> None:
    layout = json.loads((ROOT / f"fixtures/gold/{Path(pdf).name}.layout.json").read_text(encoding="utf-8"))
    document = pypdfium2.PdfDocument(ROOT / f"fixtures/{pdf}.pdf")
    page = grey(document[page_no - 1].render(scale=150 / 72, grayscale=True).to_numpy().squeeze())
    document.close()
    truth = [
        tuple(edge * 150 / 72 for edge in line["bbox"])
        for block in layout["pages"][page_no - 1]["blocks"]
        for line in block.get("lines", [])
        if "bbox" in line
    ]
    assert len(truth) > 30
    assert all(_exact(truth, find_lines(page, 150)))


def test_an_empty_page_has_no_lines() -> None:
    assert find_lines(np.full((900, 700), 255, dtype=np.uint8), DPI) == ()


def test_columns_are_read_one_after_the_other_though_their_lines_stand_level() -> None:
    def paint(pen: ImageDraw.ImageDraw) -> None:
        _write(pen, 300, 60, "두 단에 걸친 제목 한 줄", em=50)
        for x in (60, 700):
            for number in range(8):
                _write(
                    pen, x, 200 + 55 * number, "시민이 손전화로 길을 찾고 전기를" if number < 7 else "아꼈다."
                )

    lines = find_lines(_page(paint), DPI)
    assert len(lines) == 17
    assert not [line for line in lines[1:] if line.x0 < 640 < line.x1]
    assert [line.x0 < 640 for line in lines[1:]] == [True] * 8 + [False] * 8
    assert [line.top for line in lines[1:9]] == sorted(line.top for line in lines[1:9])
    assert [line.key for line in lines] == sorted(line.key for line in lines)


def test_words_that_justification_spreads_stay_one_line() -> None:
    rows = (
        "지역 살림을 시장이 차량 수리 때문에 연장해",
        "조례로 바꾸는 지역여건을 맞추어 최대 이년으로 또",
        "국토부 장관은 새로운 택시의 생산을 중단하며 함께",
        "환경과 교통을 살피는 도시와 안전을 두루 갖춘",
        "더위를 줄이고 그늘막을 설치해 열기를 낮추며 길을",
    )

    def paint(pen: ImageDraw.ImageDraw) -> None:
        for number, row in enumerate(rows):
            words = row.split()
            widths = [pen.textlength(word, font=_face()) for word in words]
            gap = (1150 - sum(widths)) / (len(words) - 1)
            x = 80.0
            for word, width in zip(words, widths, strict=True):
                _write(pen, x, 150 + 70 * number, word)
                x += width + gap

    assert len(find_lines(_page(paint), DPI)) == len(rows)


def test_letters_that_are_spaced_out_stay_one_line() -> None:
    def paint(pen: ImageDraw.ImageDraw) -> None:
        _grid(pen, (100, 400, 700, 1200), (60, 140, 220))
        _write(pen, 130, 80, "과")
        _write(pen, 330, 80, "장")
        for number, letter in enumerate("보도자료"):
            _write(pen, 440 + 66 * number, 80, letter)
        _body(pen)

    lines = find_lines(_page(paint), DPI)
    assert len(_in(lines, (100, 60, 400, 140))) == 1
    assert len(_in(lines, (400, 60, 700, 140))) == 1


def test_cells_of_a_row_are_read_left_to_right_with_all_their_lines() -> None:
    def paint(pen: ImageDraw.ImageDraw) -> None:
        _grid(pen, (100, 400, 800, 1200), (60, 200, 300))
        for y, texts in ((70, ("구분", "첫째 줄", "가")), (230, ("합계", "12.5", "-"))):
            for x, text in zip((120, 420, 820), texts, strict=True):
                _write(pen, x, y, text)
        _write(pen, 420, 130, "둘째 줄")
        _body(pen)

    lines = find_lines(_page(paint), DPI)
    order = [(line.x0 // 100, line.top > 200) for line in lines[:7]]
    assert order == [(1, False), (4, False), (4, False), (8, False), (1, True), (4, True), (8, True)]
    assert lines[1].key[0] == lines[2].key[0]


def test_a_table_without_borders_at_its_sides_keeps_its_cells_apart() -> None:
    def paint(pen: ImageDraw.ImageDraw) -> None:
        rows = (60, 120, 180, 240)
        for y in rows:
            pen.line((100, y, 1200, y), fill=0, width=2)
        for x in (500, 850):
            pen.line((x, rows[0], x, rows[-1]), fill=0, width=2)
        for y in (72, 132, 192):
            for x, text in zip((440 - 3 * EM, 510, 860), ("도시 가", "수치", "나라"), strict=True):
                _write(pen, x, y, text)
        _body(pen)

    lines = find_lines(_page(paint), DPI)
    assert len(lines) == 9 + len(BODY)
    assert [line.x0 > 490 for line in lines[:3]] == [False, True, True]


@pytest.mark.parametrize("em", [24, 33, 50])
def test_short_words_whose_letters_are_stacked_are_one_line_each(em: int) -> None:
    words = ("소스", "금융", "후", "수준", "도로", "읍")

    def paint(pen: ImageDraw.ImageDraw) -> None:
        _grid(pen, [100 + 180 * column for column in range(7)], (60, 160))
        for column, word in enumerate(words):
            _write(pen, 120 + 180 * column, 80, word, em=em)
        _body(pen)

    assert len(_in(find_lines(_page(paint), DPI), (100, 60, 1180, 160))) == len(words)


def test_digits_close_to_a_border_stay_in_their_cells() -> None:
    def paint(pen: ImageDraw.ImageDraw) -> None:
        columns, rows = (100, 300, 500, 700, 900), (60, 97, 134, 171)
        _grid(pen, columns, rows)
        for y in rows[:-1]:
            for x in columns[1:]:
                pen.text((x - 4, y + 4), "(1,234.5)", font=_face(26), fill=0, anchor="ra")
        _body(pen)

    assert len(find_lines(_page(paint), DPI)) == 12 + len(BODY)


def test_a_note_beside_two_lines_and_between_their_levels_is_a_line_of_its_own() -> None:
    def paint(pen: ImageDraw.ImageDraw) -> None:
        _body(pen, 120, 100)
        _write(pen, 960, 123, "(두 줄 사이의 말)")

    assert len(find_lines(_page(paint), DPI)) == len(BODY) + 1


@pytest.mark.parametrize("step", [9, 24])
def test_a_dotted_box_is_no_ink_of_its_lines(step: int) -> None:
    def paint(pen: ImageDraw.ImageDraw) -> None:
        _body(pen, 120, 100)
        long = 2 if step < 20 else 15
        for x in range(100, 1250, step):
            pen.rectangle((x, 80, x + long, 82), fill=0)
            pen.rectangle((x, 380, x + long, 382), fill=0)
        for y in range(80, 382, step):
            pen.rectangle((100, y, 102, y + long), fill=0)
            pen.rectangle((1249, y, 1251, y + long), fill=0)

    lines = find_lines(_page(paint), DPI)
    assert len(lines) == len(BODY)
    assert all(line.x0 > 110 and line.x1 < 1240 for line in lines)


def test_a_raised_mark_belongs_to_its_line_and_a_bullet_leads_it() -> None:
    end = 60 + _face().getlength("□  시민이 쓰는 서비스")

    def paint(pen: ImageDraw.ImageDraw) -> None:
        _write(pen, 60, 100, "□  시민이 쓰는 서비스")
        _write(pen, end, 96, "주1)", em=16)
        _write(pen, 90, 170, "·  작은 글머리표")
        _body(pen)

    lines = find_lines(_page(paint), DPI)
    assert len(lines) == 2 + len(BODY)
    assert lines[0].x0 < 75
    assert lines[0].x1 > end + 16
    assert lines[1].x0 < 110


def test_white_print_on_a_dark_bar_is_found_and_turned_dark() -> None:
    def paint(pen: ImageDraw.ImageDraw) -> None:
        pen.rectangle((100, 80, 900, 150), fill=70)
        _write(pen, 130, 94, "추진 배경과 필요성", fill=255)
        pen.rectangle((100, 200, 900, 270), fill=200)
        _write(pen, 130, 214, "회색 바탕의 글자")
        _body(pen)

    lines = find_lines(_page(paint), DPI)
    assert len(lines) == 2 + len(BODY)
    for line in lines[:2]:
        assert np.median(line.crop) > 240
        assert line.crop.min() < 60


def test_specks_dust_and_halftone_are_no_lines() -> None:
    chance = np.random.default_rng(7)
    page = _page(_body).copy()
    for x, y in chance.integers(20, 480, (150, 2)).tolist():
        size = int(chance.integers(1, 4))
        page[y : y + size, x + 100 : x + 100 + size] = 0
    photo = chance.normal(120, 25, (300, 400))
    page[40:340, 800:1200] = np.clip(cv2.GaussianBlur(photo, (0, 0), 2) * 1.4 - 40, 0, 255).astype(np.uint8)
    lines = find_lines(page, DPI)
    assert len(_in(lines, (0, 480, 1300, 800))) == len(BODY)
    assert len(lines) <= len(BODY) + 1


def test_words_in_a_picture_are_found() -> None:
    page = _page(_body).copy()
    rise = np.linspace(150, 215, 300)[:, None] + np.zeros((1, 500))
    page[60:360, 300:800] = rise.astype(np.uint8)
    sheet = Image.fromarray(page)
    _write(ImageDraw.Draw(sheet), 400, 180, "빈자리 24곳")
    lines = _in(find_lines(grey(sheet), DPI), (300, 60, 800, 360))
    assert len(lines) == 1
    assert abs(lines[0].x0 - 400) < EM

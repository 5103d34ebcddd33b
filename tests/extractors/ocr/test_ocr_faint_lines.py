"""Rulings of a scan that are seen in part, pale, double, or end close to others."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr.image_lines import image_rulings
from extractors.ocr.image_types import GreyImage, grey
from schemas.page import Ruling

SCALE = 200 / 72
PAPER = 238
FACE = ImageFont.truetype("/usr/share/fonts/truetype/nanum/NanumGothic.ttf", 24)
XS, YS = (100, 300, 500, 700), (100, 140, 180, 220, 260)


def _sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    sheet = Image.new("L", (900, 420), PAPER)
    return sheet, ImageDraw.Draw(sheet)


def _grid(pen: ImageDraw.ImageDraw, fill: int = 90) -> None:
    for x in XS:
        pen.line((x, YS[0], x, YS[-1]), fill=fill, width=1)
    for y in YS:
        pen.line((XS[0], y, XS[-1], y), fill=fill, width=1)


def _scanned(sheet: Image.Image) -> GreyImage:
    noise = np.random.default_rng(3).normal(0, 3, (sheet.height, sheet.width))
    return grey(np.clip(np.asarray(sheet) + noise, 0, 255))


def _down(rulings: tuple[Ruling, ...], x: float) -> float:
    """How much of the vertical line at `x` was found, in pixels."""
    return sum(
        (rule.y1 - rule.y0) * SCALE
        for rule in rulings
        if not rule.is_horizontal and abs(rule.x0 * SCALE - x) < 3
    )


def _across(rulings: tuple[Ruling, ...], y: float) -> list[tuple[int, int]]:
    level = [rule for rule in rulings if rule.is_horizontal and abs(rule.y0 * SCALE - y) < 3]
    return [(round(rule.x0 * SCALE), round(rule.x1 * SCALE)) for rule in level]


def test_a_stretch_that_is_hardly_darker_than_its_ground_is_part_of_the_line() -> None:
    sheet, pen = _sheet()
    _grid(pen)
    pen.line((300, 102, 300, 138), fill=PAPER - 9, width=1)
    assert _down(image_rulings(_scanned(sheet), SCALE), 300) > 150


def test_merged_cells_stay_merged_though_letters_stand_where_a_line_would() -> None:
    sheet, pen = _sheet()
    _grid(pen)
    for x in (300, 500):
        pen.line((x, 101, x, 139), fill=PAPER, width=1)
    for offset in range(12):
        pen.rectangle((104, 102, 696, 138), fill=PAPER)
        pen.text((290 - offset, 120), "이시리기이", font=FACE, fill=40, anchor="lm")
        found = image_rulings(_scanned(sheet), SCALE)
        assert _down(found, 300) < 130
        assert _down(found, 500) < 130


def test_a_pale_double_rule_is_found() -> None:
    sheet, pen = _sheet()
    for y in (180, 184):
        pen.line((100, y, 700, y), fill=PAPER - 45, width=1)
    (rule,) = image_rulings(_scanned(sheet), SCALE)
    assert rule.x1 - rule.x0 > 590 / SCALE


def test_lines_end_where_their_ink_ends() -> None:
    sheet, pen = _sheet()
    _grid(pen, fill=200)
    pen.line((100, 320, 360, 320), fill=190, width=1)
    pen.line((382, 320, 700, 320), fill=190, width=1)
    found = image_rulings(_scanned(sheet), SCALE)
    for y in YS:
        ((start, end),) = _across(found, y)
        assert abs(start - XS[0]) <= 3
        assert abs(end - XS[-1]) <= 3
    assert len(_across(found, 320)) == 2  # the heads of two groups of columns, 8 pt apart


def test_pale_latin_print_is_no_line() -> None:
    sheet, pen = _sheet()
    face = ImageFont.truetype("/usr/share/fonts/truetype/nanum/NanumGothicLight.ttf", 22)
    pen.text((100, 200), "Information and Communication communication mmunim", font=face, fill=90)
    soft = grey(cv2.GaussianBlur(_scanned(sheet), (0, 0), 0.4))
    assert image_rulings(soft, SCALE) == ()


def test_strokes_as_tall_as_their_row_are_no_borders() -> None:
    sheet, pen = _sheet()
    _grid(pen)
    for number in range(6):
        x = 130 + 90 * number
        pen.line((x, 145, x, 175), fill=60, width=3)
    assert {
        round(rule.x0 * SCALE / 100) * 100
        for rule in image_rulings(_scanned(sheet), SCALE)
        if not rule.is_horizontal
    } == set(XS)


def test_a_border_with_numbers_set_close_to_it_is_seen() -> None:
    sheet, pen = _sheet()
    _grid(pen)
    for y in YS[:-1]:
        for x in (300, 500):
            pen.text((x - 2, y + 20), "(888)", font=FACE, fill=50, anchor="rm")
            pen.text((x + 2, y + 20), "[838", font=FACE, fill=50, anchor="lm")
    found = image_rulings(_scanned(sheet), SCALE)
    assert min(_down(found, x) for x in (300, 500)) > 150

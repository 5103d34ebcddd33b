"""Lines on scans: what cleaning leaves for them, and pages under the conditions of the scan simulator."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from extractors.ocr.cleaning import clean, flat_light
from extractors.ocr.deskew import skew, straighten
from extractors.ocr.image_types import ColourImage
from extractors.ocr.segmentation.find import find_lines
from fixtures.scan_conditions import CONDITIONS, scanned

DPI = 200
Sheet = Callable[..., Image.Image]


def _colour(sheet: Image.Image) -> ColourImage:
    pixels = np.asarray(sheet.convert("RGB"), dtype=np.uint8)
    return pixels.reshape(pixels.shape[0], pixels.shape[1], 3)


def test_a_pale_seal_leaves_no_lines_of_its_own(sheet_of: Sheet) -> None:
    sheet = sheet_of(paint=lambda pen: pen.rectangle((700, 100, 860, 260), outline=(196, 60, 75), width=9))
    cleaned = clean(_colour(sheet), DPI, is_scan=True)
    assert cleaned.seals == 1
    assert cleaned.image[103:108, 705:855].min() > 230
    assert len(find_lines(cleaned.image, DPI)) == 4


def test_flat_light_takes_a_shadow_off_and_keeps_the_greys_of_strokes(sheet_of: Sheet) -> None:
    page = np.asarray(sheet_of().convert("L"), dtype=np.float32)
    shadow = np.linspace(1.0, 0.35, page.shape[1], dtype=np.float32)
    shaded = np.asarray(page * shadow, dtype=np.uint8)
    even = flat_light(shaded, DPI / 72)
    assert np.median(even, axis=0)[20:-20].min() > 220
    assert even.min() < 60
    assert ((even > 60) & (even < 200)).sum() > 1000
    lines = find_lines(even, DPI)
    assert len(lines) == 4
    assert max(line.crop.shape[0] for line in lines) < 60


@pytest.mark.parametrize("name", sorted(CONDITIONS))
def test_every_scan_condition_shows_the_same_lines(sheet_of: Sheet, name: str) -> None:
    condition = CONDITIONS[name]
    sheet = sheet_of().resize([round(side * condition.dpi / DPI) for side in (1100, 760)])
    page = _colour(sheet)
    image = scanned(page, condition, seed=name, back=page) if condition.is_scan else page
    seen = _colour(Image.fromarray(image))
    cleaned = clean(seen, condition.dpi, is_scan=condition.is_scan, even=flat_light).image
    lines = find_lines(straighten(cleaned, skew(cleaned)), condition.dpi)
    assert len(lines) == 4
    assert all(0.9 < line.em * 72 / condition.dpi / 13 < 1.15 for line in lines)

"""Lines that are read again: views of one crop, and what their mean says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.ocr.image_types import grey
from extractors.ocr.jipyo_engine import recogniser
from extractors.ocr.line_image import HEIGHT, STRIDE
from extractors.ocr.views import views
from fixtures.line_crops import LineCrop, committed_crops
from tests.measures import error_rate, folded


@given(st.integers(4, 120), st.integers(1, 400))
def test_views_of_any_crop_are_inputs_of_one_width_the_plain_one_first(height: int, width: int) -> None:
    crop = grey(np.full((height, width), 255))
    crop[height // 4 : -(height // 4) or None, : width // 2 or 1] = 0
    seen = views(crop)
    assert len(seen) > 1
    assert {view.shape for view in seen} == {(HEIGHT, seen[0].shape[1])}
    assert seen[0].shape[1] % STRIDE == 0


@pytest.fixture(scope="module")
def crops() -> list[LineCrop]:
    return [crop for crop in committed_crops() if crop.setting.kept_out][:60]


def test_reading_in_several_views_makes_no_more_errors_than_one(crops: list[LineCrop]) -> None:
    once = recogniser().read([crop.image for crop in crops])
    again = [recogniser().read_again(crop.image) for crop in crops]
    truths = [folded(crop.setting.text) for crop in crops]
    rates = [
        error_rate(list(zip(truths, (folded(line.text) for line in lines), strict=True)))
        for lines in (once, again)
    ]
    assert rates[1] <= rates[0]


def test_a_line_read_again_is_read_the_same_each_time(crops: list[LineCrop]) -> None:
    assert recogniser().read_again(crops[0].image) == recogniser().read_again(crops[0].image)

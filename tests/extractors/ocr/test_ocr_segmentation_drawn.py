"""Page segmentation on random pages: columns, bars, frames, tables, badges and photos side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np
import pytest

from extractors.ocr.cleaning import flat_light, is_uneven
from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.segmentation.find import find_lines
from fixtures.drawn_pages import DPI, DrawnLine, drawn_page
from fixtures.scan_conditions import CONDITIONS, Pixels, scanned
from tests.line_finding import by_kind, share_of, verdicts

SEEDS: Final = range(300, 306)
MANY: Final = range(400, 440)
MOST_LOST: Final = {"clean": 0.003, "s200": 0.003, "dark": 0.003, "fax": 0.006}
MOST_HARMED: Final = {"clean": 0.022, "s200": 0.022, "dark": 0.022, "fax": 0.028}
"""Lost lines, with those found in part or run together with one above or below."""
APART: Final = frozenset(
    {"mark", "chart", "leader"}
)  # lone signs in cells, words in charts, beside dots: reported apart
MOST_MARKS_LOST: Final = 0.25


def _scanned(page: Pixels, condition: str, seed: int) -> GreyImage:
    """The page as the engine gets it: straight, in even light."""
    if condition == "clean":
        return grey(page.mean(axis=2))
    image = grey(scanned(page, replace(CONDITIONS[condition], skew=0.0), seed=str(seed)))
    return flat_light(image, DPI / 72) if is_uneven(image) else image


def _judged(condition: str, seeds: Iterable[int]) -> dict[str, Counter[str]]:
    pages: list[tuple[list[DrawnLine], list[str]]] = []
    for seed in seeds:
        page, lines = drawn_page(seed)
        pages.append((lines, verdicts(lines, find_lines(_scanned(page, condition, seed), DPI))))
    return by_kind(pages)


def _assert_found(kinds: dict[str, Counter[str]], condition: str) -> None:
    print_ = [counts for kind, counts in kinds.items() if kind not in APART]
    assert share_of(print_, ("lost",)).value <= MOST_LOST[condition], kinds
    assert share_of(print_, ("lost", "over", "cut")).value <= MOST_HARMED[condition], kinds
    assert share_of([kinds["mark"]], ("lost",)).value <= MOST_MARKS_LOST, kinds["mark"]


def test_pages_are_drawn_the_same_each_time() -> None:
    first, again = drawn_page(7), drawn_page(7)
    assert np.array_equal(first[0], again[0])
    assert first[1] == again[1]
    assert not np.array_equal(first[0], drawn_page(8)[0])


def test_lines_between_photos_frames_and_unlike_columns_are_found() -> None:
    _assert_found(_judged("s200", SEEDS), "s200")


@pytest.mark.soak
@pytest.mark.parametrize("condition", MOST_LOST)
def test_lines_of_many_pages_are_found_under_conditions(condition: str) -> None:
    _assert_found(_judged(condition, MANY), condition)

"""The recogniser on the committed line crops: floors that hold on every machine, without torch.

`python -m tests.bench_ocr` prints the whole table.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest

from fixtures.line_crops import committed_crops
from tests.measures import Pair, blanks, error_rate, lost_by_class, numbers_right
from tests.ocr_bench_lines import pairs_of, read_by_recogniser

TRAINED: Final = False
KEPT_OUT: Final = True
MOST_ERRORS: Final = {TRAINED: 0.005, KEPT_OUT: 0.012}
"""Character error rate without blanks, by whether the family is kept out of training."""
FEWEST_NUMBERS: Final = 0.975  # the aim is 0.99
MOST_BLANKS_MISSED: Final = 0.01
MOST_BLANKS_ADDED: Final = 0.005
MOST_LOST: Final = {"other Hangul": 0.02, "digit": 0.003, "Latin": 0.03, "symbol": 0.05}


@cache
def readings() -> dict[bool, list[Pair]]:
    crops = committed_crops()
    pairs = pairs_of(crops, read_by_recogniser(crops))
    return {
        kept_out: [pair for crop, pair in zip(crops, pairs, strict=True) if crop.setting.kept_out is kept_out]
        for kept_out in (TRAINED, KEPT_OUT)
    }


def all_readings() -> list[Pair]:
    return [pair for pairs in readings().values() for pair in pairs]


def wrong(pairs: list[Pair]) -> str:
    return "\n".join(f"{truth} | {reading}" for truth, reading in pairs if truth != reading)


@pytest.mark.parametrize("kept_out", [TRAINED, KEPT_OUT], ids=["trained", "kept_out"])
def test_lines_are_read_with_few_errors(kept_out: bool) -> None:
    pairs = readings()[kept_out]
    assert error_rate(pairs) <= MOST_ERRORS[kept_out], wrong(pairs)


def test_numbers_are_read_exactly() -> None:
    assert numbers_right(all_readings()).value >= FEWEST_NUMBERS, wrong(all_readings())


def test_blanks_stand_where_they_stand() -> None:
    found = blanks(all_readings())
    assert found.missed.value <= MOST_BLANKS_MISSED, wrong(all_readings())
    assert found.added.value <= MOST_BLANKS_ADDED, wrong(all_readings())


@pytest.mark.parametrize("name", MOST_LOST)
def test_few_characters_of_each_class_are_lost(name: str) -> None:
    assert lost_by_class(all_readings())[name].value <= MOST_LOST[name], wrong(all_readings())

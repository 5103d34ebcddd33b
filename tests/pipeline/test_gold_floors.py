"""How well facts agree with gold; the floors are what was measured, and may only rise."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from pipeline.evaluate import Evaluation, evaluate
from pipeline.gold import load_gold
from tests.pipeline.samples import BORN_DIGITAL, FIXTURES, sample_run

# F1 over the exhaustive fields: field, value, evidence and subject together.
FLOORS = {
    "press_release_2022.pdf": 0.97,
    "press_release_2023.pdf": 0.94,
    "city_application.pdf": 0.97,
    "release_ocr.md": 0.94,
    "weekly_news.txt": 0.97,
}
ONE_SCAN = (FIXTURES / "scanned/city_application.200dpi.tiff",)
SCANS = (
    FIXTURES / "scanned/press_release_2022.300dpi.pdf",
    FIXTURES / "scanned/press_release_2022.200dpi.tiff",
    FIXTURES / "scanned/city_application.300dpi.pdf",
    *ONE_SCAN,
)
SCAN_FLOORS = {
    "press_release_2022.300dpi.pdf": 0.97,
    "press_release_2022.200dpi.tiff": 0.97,
    "city_application.300dpi.pdf": 0.97,
    "city_application.200dpi.tiff": 0.97,
}


@functools.cache
def _evaluations(inputs: tuple[Path, ...]) -> dict[str, Evaluation]:
    found = evaluate(load_gold(FIXTURES / "gold"), sample_run(inputs))
    return {evaluation.name.rsplit("/", 1)[-1]: evaluation for evaluation in found}


@pytest.mark.parametrize("name", FLOORS)
def test_facts_of_a_born_digital_document_stay_above_their_floor(name: str) -> None:
    f1 = _evaluations(BORN_DIGITAL)[name].total(exhaustive_only=True).f1
    assert f1 is not None
    assert f1 >= FLOORS[name]


@pytest.mark.parametrize("path", ONE_SCAN, ids=lambda path: path.name)
def test_facts_of_one_scan_stay_above_their_floor(path: Path) -> None:
    f1 = _evaluations(ONE_SCAN)[path.name].total(exhaustive_only=True).f1
    assert f1 is not None
    assert f1 >= SCAN_FLOORS[path.name]


@pytest.mark.soak
@pytest.mark.parametrize("name", SCAN_FLOORS)
def test_facts_of_a_scan_stay_above_their_floor(name: str) -> None:
    f1 = _evaluations(SCANS)[name].total(exhaustive_only=True).f1
    assert f1 is not None
    assert f1 >= SCAN_FLOORS[name]

"""Random tables of every kind are read as they were drawn; the floors rise with what is mended."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from fixtures.drawn_tables import drawn_tables
from tests.layout_measures import TableScores, together
from tests.table_finding import UNRULED, Reading, reading_of

SEEDS = range(1, 9)
MORE_SEEDS = range(1001, 1081)


def _scores(readings: Iterable[Reading], kinds: Iterable[str]) -> TableScores:
    wanted = set(kinds)
    return together(table.scores for one in readings for table in one.tables if table.kind in wanted)


def test_random_tables_are_read_cell_by_cell(tmp_path: Path) -> None:
    readings = [reading_of(seed, tmp_path) for seed in SEEDS]
    assert together(one.scores for one in readings).cell_f1 > 0.84  # 232 cells stand in one table
    assert (
        _scores(readings, ("full", "double", "dashed", "open", "nested", "in a cell", "form")).cell_f1 > 0.98
    )
    assert sum(one.false for one in readings) <= 1


@pytest.mark.soak
def test_many_random_tables_are_read_cell_by_cell(tmp_path: Path) -> None:
    readings = [reading_of(seed, tmp_path) for seed in MORE_SEEDS]
    assert together(one.scores for one in readings).cell_f1 > 0.94
    assert _scores(readings, UNRULED).cell_f1 > 0.86
    assert sum(one.false for one in readings) <= 0.1 * len(readings)


def test_one_seed_gives_the_same_document(tmp_path: Path) -> None:
    first, second = (drawn_tables(3, folder) for folder in (tmp_path, tmp_path))
    assert first.document.truth == second.document.truth
    assert first.kinds == second.kinds

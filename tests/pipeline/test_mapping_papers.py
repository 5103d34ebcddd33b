"""How well passages of the papers in fixtures/mapping are mapped; floors are a little below what was measured, and only rise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fixtures.mapping_papers import FOLDER, HELD_CITIES, HELD_SERVICES
from pipeline.evaluate_mapping import MappingEvaluation, evaluate_mapping
from pipeline.gold_mapping import load_mapping_gold
from pipeline.tallies import total_of
from tests.pipeline.samples import run_into

# (precision, recall) summed over the papers of a group, of everything, and of what is not for review only
FLOORS = {
    "services read": ((0.95, 0.95), (0.98, 0.60)),
    "services held": ((0.84, 0.89), (0.94, 0.55)),
    "cities read": ((0.94, 0.96), (0.97, 0.61)),
    "cities held": ((0.85, 0.91), (0.94, 0.52)),
    "services read of the last series": ((0.93, 0.97), (0.95, 0.53)),
    "services held of the last series": ((0.81, 0.94), (0.94, 0.51)),
    "cities read of the last series": ((0.95, 0.96), (0.98, 0.45)),
    "cities held of the last series": ((0.86, 0.92), (0.93, 0.49)),
    "tables of short cells read": ((0.94, 0.64), (0.92, 0.11)),
    "tables of short cells held": ((0.75, 0.57), (0.86, 0.16)),
    "both catalogues read": ((0.91, 0.94), (0.95, 0.57)),
    "both catalogues held": ((0.81, 0.94), (0.91, 0.44)),
    "papers in tables read": ((0.89, 0.66), (0.89, 0.12)),
    "papers in tables held": ((0.70, 0.65), (0.90, 0.11)),
}
MIXED_SERIES = ("cn_", "cp_", "cq_", "cr_")
"""Papers of cities and of services, most judged by both catalogues."""
LAST_SERIES = ("sj_", "sk_", "sl_", "sm_", "ck_", "cl_")


def group_of(name: str) -> str:
    is_of_city = name.startswith("c") and not name.startswith(("cc_consortium", "cm_"))
    kind = "cities" if is_of_city else "services"
    share = "held" if name in HELD_CITIES | HELD_SERVICES else "read"
    if name.startswith(MIXED_SERIES):
        return f"both catalogues {share}"
    if name.startswith("cm_"):
        return f"tables of short cells {share}"
    if name.startswith("ct_"):
        return f"papers in tables {share}"
    return f"{kind} {share} of the last series" if name.startswith(LAST_SERIES) else f"{kind} {share}"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Sequence[MappingEvaluation]:
    out = tmp_path_factory.mktemp("papers") / "out"
    assert run_into(out, sorted(FOLDER.glob("*_*.md")), "--quiet") == 0
    return evaluate_mapping(load_mapping_gold(FOLDER), out)


def test_every_paper_has_gold_and_every_gold_a_paper(found: Sequence[MappingEvaluation]) -> None:
    assert {one.gold for one in found} == {path.stem for path in FOLDER.glob("*_*.md")}
    assert {path.name.split(".")[0] for path in FOLDER.glob("*.mapping.yaml")} == {one.gold for one in found}


def test_the_held_papers_are_there(found: Sequence[MappingEvaluation]) -> None:
    assert {one.gold for one in found} > HELD_SERVICES | HELD_CITIES


@pytest.mark.parametrize("group", FLOORS)
def test_passages_of_the_papers_stay_above_their_floor(
    group: str, found: Sequence[MappingEvaluation]
) -> None:
    part = [one for one in found if group_of(Path(one.gold).name) == group]
    for floors, scores in zip(
        FLOORS[group], ([o.score for o in part], [o.stated for o in part]), strict=True
    ):
        score = total_of(scores)
        assert score.precision is not None
        assert score.recall is not None
        assert score.precision >= floors[0]
        assert score.recall >= floors[1]

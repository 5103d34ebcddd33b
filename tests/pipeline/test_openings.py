"""Kind and subjects of the openings in fixtures/openings, judged by one who saw no rule; floors only rise.

Nobody who writes rules reads the held ones: their figures tell of papers that no rule was written with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from extractors.rules.catalogues import load_catalogue
from extractors.rules.subjects import mapped_subjects
from fixtures.documents import ROOT
from tests.bench_nlp import _laid, _of_text

FOLDER = ROOT / "openings"
FLOORS = {"read": (56, 53), "held": (19, 8)}
"""So many are of the right kind, and so many have each of their subjects, of 60 read and 20 held."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found of one opening."""

    share: str
    is_of_kind: bool
    has_subjects: bool


def _bare(name: str) -> str:
    return "".join(name.split())


def _has(wanted: str, found: frozenset[str]) -> bool:
    return any(one.endswith(wanted) or wanted.endswith(one) for one in found)


def seen(name: str, gold: dict[str, Any]) -> Seen:
    laid = _laid(_of_text(FOLDER / f"{name}.md"))
    document = laid.mapped()
    catalogues = [load_catalogue(one) for one in gold["catalogues"]]
    found = frozenset(
        _bare(one.subject.name) for catalogue in catalogues for one in mapped_subjects(catalogue, [document])
    )
    subjects, other = gold["subjects"], gold.get("accept", []) if len(gold["subjects"]) == 1 else []
    told = all(_has(_bare(one), found) for one in subjects) or any(_has(_bare(one), found) for one in other)
    return Seen("held" if gold.get("held") else "read", laid.header.kind == gold["kind"], told)


@pytest.fixture(scope="module")
def openings() -> list[Seen]:
    golds = yaml.safe_load((FOLDER / "openings.yaml").read_text(encoding="utf-8"))["openings"]
    return [seen(name, gold) for name, gold in golds.items()]


@pytest.mark.parametrize("share", FLOORS)
def test_openings_are_read_as_what_they_are_and_of_whom(share: str, openings: list[Seen]) -> None:
    part = [one for one in openings if one.share == share]
    kinds, subjects = FLOORS[share]
    assert sum(one.is_of_kind for one in part) >= kinds
    assert sum(one.has_subjects for one in part) >= subjects

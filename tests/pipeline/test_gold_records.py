"""The gold of records says nothing that its documents and catalogues do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from extractors.rules.catalogues import load_catalogue
from pipeline.gold import load_gold
from pipeline.gold_records import SUFFIX, RecordGold, load_record_gold
from schemas.fact import Unit

FOLDER = Path(__file__).resolve().parents[2] / "fixtures/gold"
GOLDS = {gold.document.doc + " on " + gold.catalogue: gold for gold in load_record_gold(FOLDER)}
every_gold = pytest.mark.parametrize("gold", GOLDS.values(), ids=list(GOLDS))


def _squashed(text: str) -> str:
    return "".join(text.split())


def test_each_file_is_read() -> None:
    assert len(GOLDS) == len(list(FOLDER.glob(f"*{SUFFIX}"))) == 3


@every_gold
def test_every_judgement_quotes_its_document(gold: RecordGold) -> None:
    truth = json.loads((FOLDER / f"{gold.document.doc}.layout.json").read_text("utf-8"))
    text = _squashed(truth["text"])
    assert [record.quote for record in gold.records if _squashed(record.quote) not in text] == []


@every_gold
def test_every_judgement_names_an_indicator_and_unit_that_exist(gold: RecordGold) -> None:
    indicators = {indicator.id for indicator in load_catalogue(gold.catalogue).indicators}
    assert {record.indicator for record in gold.records} <= indicators
    units = {unit for record in gold.records for unit in (record.unit, *record.accept_units)}
    assert units <= {None, *get_args(Unit)}


@every_gold
def test_the_gold_of_facts_knows_the_same_files_and_subjects(gold: RecordGold) -> None:
    (facts,) = load_gold(FOLDER / f"{gold.document.doc}.yaml")
    assert facts.document.inputs == gold.document.inputs
    assert set(gold.exhaustive_subjects) <= {subject.name for subject in facts.subjects}
    assert {record.subject for record in gold.records} <= set(gold.exhaustive_subjects)

"""How well facts agree with the gold of development; the floors are a hundredth below what was measured, and may only rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.development_documents import FOLDER, development_names, write_development
from pipeline.evaluate import Evaluation, evaluate
from pipeline.evaluate_mapping import MappingEvaluation, evaluate_mapping
from pipeline.evaluate_statistics import average_precision
from pipeline.gold import load_gold
from pipeline.gold_mapping import load_mapping_gold
from tests.pipeline.samples import run_into

# F1 over the exhaustive fields: field, value, evidence and subject together.
FLOORS = {
    "agency_notice": 0.97,
    "ambulance_route_bid": 0.85,
    "autumn_certificates_release": 0.98,
    "certified_services_release": 0.95,
    "city_bulletin": 0.97,
    "city_entry": 0.93,
    "city_service_form": 0.82,
    "company_application": 0.92,
    "consortium_plan": 0.97,
    "county_half_year_digest": 0.96,
    "county_letter": 0.95,
    "cover_sheet": 0.95,
    "department_roundup": 0.86,
    "evening_notice": 0.88,
    "firm_dossier": 0.98,
    "grades_announcement": 0.94,
    "harbour_city_digest": 0.94,
    "institute_release": 0.95,
    "joint_questions": 0.98,
    "ledger_entry": 0.93,
    "ministry_brief": 0.97,
    "monthly_digest": 0.91,
    "numbered_essay": 0.86,
    "operations_review": 0.96,
    "orchard_city_chapter": 0.95,
    "panel_review": 0.90,
    "platform_bid": 0.92,
    "prose_proposal": 0.91,
    "quarter_ledger": 0.72,
    "results_release": 0.94,
    "river_partners_form": 0.94,
    "sensor_firm_bid": 0.97,
    "shared_bid": 0.95,
    "small_firm_answers": 0.68,
    "spring_results_release": 0.91,
    "startup_application": 0.93,
    "twin_cities_sheet": 0.84,
    "valley_city_monthly": 0.93,
    "ward_digest": 0.97,
}


# (average precision, recall) of the passages that speak for an indicator; rules were widened with these documents at hand.
MAPPING_FLOORS = {
    "city_entry": (0.89, 0.95),
    "company_application": (0.44, 0.49),
    "monthly_digest": (0.69, 0.69),
    "results_release": (0.94, 0.93),
    "startup_application": (0.90, 0.92),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over all of them: which are on and which are off is asked of the same facts."""
    folder = tmp_path_factory.mktemp("development")
    pdfs = [document.pdf for document in write_development(folder)]
    assert run_into(folder / "out", pdfs, "--quiet") == 0
    return folder


@pytest.fixture(scope="module")
def evaluations(run: Path) -> dict[str, Evaluation]:
    return {Path(found.name).stem: found for found in evaluate(load_gold(run / "gold"), run / "out")}


@pytest.fixture(scope="module")
def mapped(run: Path) -> dict[str, MappingEvaluation]:
    return {found.gold: found for found in evaluate_mapping(load_mapping_gold(FOLDER), run / "out")}


def test_every_document_of_development_has_a_floor() -> None:
    assert set(FLOORS) == set(development_names())


@pytest.mark.parametrize("name", FLOORS)
def test_facts_of_a_document_of_development_stay_above_their_floor(
    name: str, evaluations: dict[str, Evaluation]
) -> None:
    f1 = evaluations[name].total(exhaustive_only=True).f1
    assert f1 is not None
    assert f1 >= FLOORS[name]


@pytest.mark.parametrize("name", MAPPING_FLOORS)
def test_passages_of_indicators_stay_above_their_floor(
    name: str, mapped: dict[str, MappingEvaluation]
) -> None:
    found = mapped[name]
    least_precision, least_recall = MAPPING_FLOORS[name]
    precision = average_precision(found.ranked, len(found.asked))
    assert precision is not None
    assert found.score.recall is not None
    assert precision >= least_precision
    assert found.score.recall >= least_recall

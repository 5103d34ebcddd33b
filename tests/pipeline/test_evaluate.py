"""The evaluation counts what it says: a perfect run scores one, each kind of slip costs its own figure."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.agreement_values import same_date
from pipeline.evaluate import Evaluation, evaluate
from pipeline.evaluate_matching import LEVELS
from pipeline.evaluate_page import evaluation_page
from pipeline.gold import Gold, load_gold
from schemas.errors import UsageError

GOLD = """
schema: gold/1
document: {doc: sample, kind: press_release, inputs: [{name: a.pdf, sha256: abc}]}
exhaustive_fields: [quantity, partner]
subjects: [{name: 대구광역시 달서구, kind: municipality, aliases: [달서구]}]
facts:
- {id: G1, field: quantity, subject: 대구광역시 달서구, value: 70, unit: min, qualifier: max, status: done,
   evidence: [{quote: 최대 70분, page_no: 2}]}
- {id: G2, field: quantity, subject: 대구광역시 달서구, value: 1250, unit: 대, evidence: [{quote: '1,250대', page_no: 2}]}
- {id: G3, field: partner, subject: 대구광역시 달서구, value: ㈜가나소프트, evidence: [{quote: ㈜가나소프트와, page_no: 2}]}
- {id: G4, field: effect, subject: 대구광역시 달서구, value: 대기시간을 줄였다, evidence: [{quote: 대기시간을 줄였다, page_no: 2}]}
- {id: G5, field: quantity, score: optional, subject: 대구광역시 달서구, value: 3, unit: place, evidence: [{quote: 3곳, page_no: 2}]}
"""


def _fact(field: str, value: object, quote: str, **more: Any) -> dict[str, Any]:
    return {
        "document_id": "sha256:abc",
        "field": field,
        "subject": {"kind": "municipality", "name": "대구광역시 달서구", "as_written": None},
        "value": value,
        "unit": None,
        "qualifier": None,
        "status": "done",
        "evidence": [{"quote": quote, "page_no": 2, "origin": "text"}],
    } | more


PERFECT = [
    _fact("quantity", 70, "최대 70분", unit="min", qualifier="max"),
    _fact("quantity", 1250, "1,250대", unit="vehicle"),
    _fact("partner", "(주)가나소프트", "㈜가나소프트와"),
    _fact("effect", "대기시간을 줄였다", "대기시간을 줄였다"),
]


def _evaluate(folder: Path, facts: list[dict[str, Any]]) -> Evaluation:
    (folder / "gold.yaml").write_text(GOLD, "utf-8")
    (folder / "facts.jsonl").write_text("".join(json.dumps(fact) + "\n" for fact in facts), "utf-8")
    (folder / "documents.jsonl").write_text('{"document_id": "sha256:abc"}\n', "utf-8")
    (folder / "records.jsonl").write_text('{"indicator_id": "X.1", "state": "absent"}\n', "utf-8")
    (found,) = evaluate(load_gold(folder / "gold.yaml"), folder)
    return found


def test_a_perfect_run_scores_one(tmp_path: Path) -> None:
    found = _evaluate(tmp_path, PERFECT)
    assert found.total(exhaustive_only=True).f1 == 1.0
    assert found.details == {"status": (4, 4), "qualifier": (4, 4), "unit": (4, 4)}
    assert (found.missed, found.extra) == ((), ())


def test_a_missing_fact_costs_recall_and_is_named(tmp_path: Path) -> None:
    found = _evaluate(tmp_path, PERFECT[1:])
    assert found.by_field["quantity"].recall == 0.5
    assert found.missed == ("G1",)


@pytest.mark.parametrize(
    "slip",
    [
        {"value": 71},
        {"subject": {"kind": "municipality", "name": "수원시", "as_written": None}},
        {"evidence": [{"quote": "전혀 다른 글", "page_no": 2, "origin": "text"}]},
        {"evidence": [{"quote": "최대 70분", "page_no": 3, "origin": "text"}]},
    ],
    ids=["value", "subject", "quote", "page"],
)
def test_a_fact_that_is_wrong_in_one_point_is_both_missed_and_extra(
    tmp_path: Path, slip: dict[str, Any]
) -> None:
    found = _evaluate(tmp_path, [PERFECT[0] | slip, *PERFECT[1:]])
    assert (found.by_field["quantity"].missed, found.by_field["quantity"].extra) == (1, 1)


def test_an_invented_fact_costs_precision_only_where_the_gold_is_exhaustive(tmp_path: Path) -> None:
    invented = [
        _fact("partner", "없는회사", "없는회사"),
        _fact("effect", "없던 효과가 났다", "없던 효과가 났다"),
    ]
    found = _evaluate(tmp_path, PERFECT + invented)
    assert found.by_field["partner"].precision == 0.5
    assert found.total(exhaustive_only=True).extra == 1


def test_an_optional_fact_is_neither_asked_for_nor_held_against_a_run(tmp_path: Path) -> None:
    found = _evaluate(tmp_path, [*PERFECT, _fact("quantity", 3, "3곳", unit="place")])
    assert found.total(exhaustive_only=True).f1 == 1.0


def test_the_same_fact_twice_is_no_second_hit(tmp_path: Path) -> None:
    found = _evaluate(tmp_path, PERFECT + copy.deepcopy(PERFECT[:1]))
    assert found.by_field["quantity"].right == 2


def test_wrong_details_are_counted_apart_from_the_match(tmp_path: Path) -> None:
    found = _evaluate(
        tmp_path, [PERFECT[0] | {"status": "planned", "qualifier": None, "unit": "percent"}, *PERFECT[1:]]
    )
    assert found.total(exhaustive_only=True).f1 == 1.0
    assert found.details == {"status": (3, 4), "qualifier": (3, 4), "unit": (3, 4)}


def test_each_thing_that_can_be_wrong_lowers_its_own_count_and_those_that_ask_more(tmp_path: Path) -> None:
    slips = {
        "value": {"value": 71},
        "subject": {"subject": {"kind": "municipality", "name": "수원시", "as_written": None}},
        "full": {"status": "planned"},
    }
    for first_wrong, slip in slips.items():
        found = _evaluate(tmp_path, [PERFECT[0] | slip, *PERFECT[1:]])
        right = {level: found.total(exhaustive_only=True, level=level).right for level in LEVELS}
        at = LEVELS.index(first_wrong)  # type: ignore[arg-type]
        assert right == {level: 3 if n < at else 2 for n, level in enumerate(LEVELS)}


def test_a_value_in_another_unit_of_its_kind_is_the_same_and_a_day_later_is_not(tmp_path: Path) -> None:
    found = _evaluate(tmp_path, [PERFECT[0] | {"value": 4200, "unit": "s"}, *PERFECT[1:]])
    assert found.total(exhaustive_only=True, level="full").f1 == 1.0
    assert not same_date("2022-07-05", "2022-07-06")


def test_a_number_inside_a_longer_number_proves_nothing(tmp_path: Path) -> None:
    longer = {"evidence": [{"quote": "최대 70분", "page_no": 2, "origin": "text"}]}
    cut = {"evidence": [{"quote": "170", "page_no": 2, "origin": "text"}]}
    assert _evaluate(tmp_path, [PERFECT[0] | longer, *PERFECT[1:]]).missed == ()
    assert _evaluate(tmp_path, [PERFECT[0] | cut, *PERFECT[1:]]).missed == ("G1",)


def test_what_fits_best_stays_together(tmp_path: Path) -> None:
    twin = PERFECT[0] | {"status": "planned"}
    found = _evaluate(tmp_path, [twin, *PERFECT])
    assert found.details["status"] == (4, 4)
    assert found.extra == ()


def test_ocr_quotes_may_differ_a_little(tmp_path: Path) -> None:
    noisy = [{"quote": "대기시간올 줄였다", "page_no": 2, "origin": "ocr"}]
    found = _evaluate(
        tmp_path, [*PERFECT[:3], PERFECT[3] | {"evidence": noisy, "value": "대기시간올 줄였다"}]
    )
    assert found.by_field["effect"].recall == 1.0


def test_the_page_shows_each_field_and_the_records(tmp_path: Path) -> None:
    _evaluate(tmp_path, PERFECT)
    page = evaluation_page(tmp_path / "gold.yaml", tmp_path)
    assert "quantity" in page
    assert "absent 1" in page


def test_gold_of_other_documents_is_a_clear_message(tmp_path: Path) -> None:
    _evaluate(tmp_path, PERFECT)
    (tmp_path / "documents.jsonl").write_text('{"document_id": "sha256:other"}\n', "utf-8")
    with pytest.raises(UsageError, match="no gold speaks"):
        evaluate(load_gold(tmp_path / "gold.yaml"), tmp_path)


@pytest.mark.parametrize("text", ["schema: gold/1\ndocument: {doc: x}", "a: [", "schema: other"])
def test_a_gold_file_that_is_none_is_a_clear_message(tmp_path: Path, text: str) -> None:
    (tmp_path / "gold.yaml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"gold\.yaml"):
        load_gold(tmp_path / "gold.yaml")


def test_a_folder_of_gold_may_hold_other_truth_beside(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOLD, "utf-8")
    (tmp_path / "a.layout.yaml").write_text("pages: []", "utf-8")
    (found,) = load_gold(tmp_path)
    assert isinstance(found, Gold)

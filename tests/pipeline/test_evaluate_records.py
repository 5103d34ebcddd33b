"""Records against gold, by indicator: a perfect run scores one, each kind of slip costs its own figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate_page import evaluation_page
from pipeline.evaluate_records import RecordEvaluation, evaluate_records
from pipeline.gold_records import load_record_gold
from pipeline.tallies import Score
from schemas.errors import UsageError

HEAD = """
schema: gold-records/1
document: {doc: sample, inputs: [{name: a.pdf, sha256: abc}, {name: scan.tiff, sha256: def}]}
catalogue: proxy-city-2022
exhaustive_subjects: [수원시, 강릉시]
records:
"""
GOLD = (
    HEAD
    + """\
- {indicator: A.1, subject: 수원시, state: present, value: 70, unit: min, quote: 최대 70분 단축}
- {indicator: A.2, subject: 수원시, state: present, accept_states: [needs_review], quote: 협약을 체결}
- {indicator: A.3, subject: 수원시, state: needs_review, accept_states: [absent], quote: 협의를 계속}
- {indicator: A.4, subject: 강릉시, state: absent, quote: 도입을 보류}
- {indicator: A.5, subject: 강릉시, state: planned_only, quote: 내년에 도입할 계획}
- {indicator: A.1, subject: 강릉시, state: present, value: 강릉시 데이터 조례, accept_values: [데이터 조례], quote: 조례를 제정}
- {indicator: A.7, subject: 속초시, state: present, quote: 지도를 공개}
"""
)


def _record(indicator: str, subject: str, state: str, **more: Any) -> dict[str, Any]:
    found = state not in {"absent", "not_searched"}
    return {
        "catalogue": "proxy-city-2022",
        "indicator_id": indicator,
        "subject": {"kind": "municipality", "name": subject},
        "state": state,
        "value": None,
        "unit": None,
        "fact_ids": ["f1"] if found else [],
        "searched": [] if state == "not_searched" else [{"document_id": "sha256:abc", "pages": [1]}],
    } | more


PERFECT = {
    "A.1 수원시": _record("A.1", "수원시", "present", value=70, unit="min"),
    "A.2 수원시": _record("A.2", "수원시", "present"),
    "A.3 수원시": _record("A.3", "수원시", "absent"),
    "A.6 수원시": _record("A.6", "수원시", "absent"),
    "A.4 강릉시": _record("A.4", "강릉시", "absent"),
    "A.5 강릉시": _record("A.5", "강릉시", "planned_only"),
    "A.1 강릉시": _record("A.1", "강릉시", "present", value="「강릉시 데이터 조례」"),
    "A.7 속초시": _record("A.7", "속초시", "present"),
    "A.8 속초시": _record("A.8", "속초시", "absent"),
}


def _lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def _write(folder: Path, records: list[dict[str, Any]]) -> Path:
    gold = folder / "sample.records.yaml"
    gold.write_text(GOLD, "utf-8")
    facts = [
        {"fact_id": "f1", "document_id": "sha256:abc"},
        {"fact_id": "f2", "document_id": "sha256:other"},
    ]
    _lines(folder / "facts.jsonl", facts)
    _lines(folder / "documents.jsonl", [{"document_id": "sha256:abc"}, {"document_id": "sha256:other"}])
    _lines(folder / "records.jsonl", records)
    return gold


def _evaluate(folder: Path, *extra: dict[str, Any], **changed: dict[str, Any]) -> RecordEvaluation:
    """The perfect run with records of it changed (`A1_수원시={...}`) and others added."""
    changes = {name.replace("A", "A.", 1).replace("_", " "): change for name, change in changed.items()}
    records = [record | changes.get(name, {}) for name, record in PERFECT.items()]
    (found,) = evaluate_records(load_record_gold(_write(folder, [*records, *extra])), folder)
    return found


def test_a_run_that_finds_what_the_gold_finds_scores_one(tmp_path: Path) -> None:
    found = _evaluate(tmp_path)
    assert found.total() == Score(right=5)
    assert (found.states, found.values) == ((5, 5), (2, 2))
    assert found.by_indicator["A.1"].f1 == 1.0


def test_an_indicator_not_found_costs_recall_and_is_named(tmp_path: Path) -> None:
    found = _evaluate(tmp_path, A1_수원시={"state": "absent", "fact_ids": []})
    assert found.by_indicator["A.1"] == Score(right=1, missed=1)
    assert found.missed == ("A.1 수원시",)


@pytest.mark.parametrize("slip", ["A6_수원시", "A4_강릉시"], ids=["unlisted", "judged absent"])
def test_an_indicator_found_where_there_is_none_costs_precision(tmp_path: Path, slip: str) -> None:
    found = _evaluate(tmp_path, **{slip: {"state": "needs_review", "fact_ids": ["f1"]}})
    assert found.total() == Score(right=5, extra=1)
    assert found.extra == (f"{slip[0]}.{slip[1]} {slip[3:]} (needs_review)",)


def test_what_may_be_absent_is_neither_asked_for_nor_held_against_a_run(tmp_path: Path) -> None:
    found = _evaluate(tmp_path, A3_수원시={"state": "needs_review", "fact_ids": ["f1"]})
    assert found.total() == Score(right=5)


def test_a_subject_that_is_not_exhaustive_has_no_extra_records(tmp_path: Path) -> None:
    found = _evaluate(tmp_path, A8_속초시={"state": "present", "fact_ids": ["f1"]})
    assert found.extra == ()


def test_a_wrong_state_is_counted_apart_from_the_match(tmp_path: Path) -> None:
    found = _evaluate(tmp_path, A5_강릉시={"state": "present"}, A2_수원시={"state": "needs_review"})
    assert found.total().f1 == 1.0
    assert found.states == (4, 5)
    assert found.other_states == ("A.5 강릉시: present, gold planned_only",)


@pytest.mark.parametrize("slip", [{"value": 71}, {"value": None}, {"unit": "h"}, {"value": True}])
def test_a_wrong_value_is_counted_apart_from_the_match(tmp_path: Path, slip: dict[str, Any]) -> None:
    found = _evaluate(tmp_path, A1_수원시=slip)
    assert found.total().f1 == 1.0
    assert found.values == (1, 2)


def test_an_accepted_value_is_right(tmp_path: Path) -> None:
    assert _evaluate(tmp_path, A1_강릉시={"value": "데이터 조례"}).values == (2, 2)


def test_an_indicator_without_a_rule_is_counted_apart_and_never_wrong(tmp_path: Path) -> None:
    found = _evaluate(tmp_path, A2_수원시={"state": "not_searched", "searched": [], "fact_ids": []})
    assert found.total() == Score(right=4)
    assert found.unsearched == {"A.2": 1}


def test_a_record_that_rests_on_another_document_alone_is_not_found_in_this_one(tmp_path: Path) -> None:
    found = _evaluate(
        tmp_path, A1_수원시={"fact_ids": ["f2"]}, A6_수원시={"state": "present", "fact_ids": ["f2"]}
    )
    assert (found.missed, found.extra) == (("A.1 수원시",), ())


def test_subjects_of_other_documents_and_catalogues_are_left_out(tmp_path: Path) -> None:
    elsewhere = [{"document_id": "sha256:other", "pages": [1]}]
    found = _evaluate(
        tmp_path,
        _record("A.1", "동해시", "present", fact_ids=["f2"], searched=elsewhere),
        _record("A.6", "수원시", "present", catalogue="proxy-service-2022"),
    )
    assert found.total() == Score(right=5)
    assert found.unknown_subjects == ()


def test_a_subject_that_the_gold_does_not_know_is_named(tmp_path: Path) -> None:
    assert _evaluate(tmp_path, _record("A.1", "동해시", "absent")).unknown_subjects == ("동해시",)


def test_the_page_shows_each_indicator_without_gold_of_facts(tmp_path: Path) -> None:
    page = evaluation_page(_write(tmp_path, list(PERFECT.values())), tmp_path)
    assert "a.pdf: records on proxy-city-2022" in page
    assert "A.1                     2      0      0  1.000  1.000  1.000" in page
    assert "no rule yet: -" in page


def test_gold_of_records_is_found_beside_a_file_of_facts(tmp_path: Path) -> None:
    _write(tmp_path, [])
    (tmp_path / "sample.yaml").write_text("schema: gold/1", "utf-8")
    (tmp_path / "other.yaml").write_text("schema: gold/1", "utf-8")
    assert len(load_record_gold(tmp_path / "sample.yaml")) == 1
    assert load_record_gold(tmp_path / "other.yaml") == ()
    assert len(load_record_gold(tmp_path)) == 1


JUDGED = "- {indicator: A.1, subject: 수원시, quote: 협약을 체결, state: "


@pytest.mark.parametrize(
    ("records", "place"),
    [
        (JUDGED + "present, colour: red}", "colour"),
        (JUDGED + "probably}", "state"),
        (f"{JUDGED}present}}\n{JUDGED}absent}}", "judged twice"),
    ],
    ids=["unknown key", "unknown state", "judged twice"],
)
def test_a_gold_file_that_is_wrong_says_where(tmp_path: Path, records: str, place: str) -> None:
    (tmp_path / "sample.records.yaml").write_text(HEAD + records, "utf-8")
    with pytest.raises(UsageError, match=place):
        load_record_gold(tmp_path)


def test_a_folder_without_gold_is_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "layout.yaml").write_text("schema: layout/1", "utf-8")
    with pytest.raises(UsageError, match="holds no gold"):
        evaluation_page(tmp_path, tmp_path)

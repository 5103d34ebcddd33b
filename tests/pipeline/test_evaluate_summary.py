"""All documents together: counts with every figure, text and OCR apart, intervals that anyone gets again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.evaluate import find_evaluations
from pipeline.evaluate_page import evaluation_page
from pipeline.evaluate_reading import Reading
from pipeline.evaluate_statistics import (
    FEWEST_REVIEWED,
    average_precision,
    brier,
    calibration_error,
    interval,
    reliability,
    risk_by_coverage,
)
from pipeline.evaluate_summary import Summary, summarise
from pipeline.gold import GoldFact, find_gold
from pipeline.tallies import Score

GOLD = """
schema: gold/1
document: {{doc: {doc}, kind: press_release, inputs: [{{name: {doc}.pdf, sha256: {doc}}}]}}
exhaustive_fields: [initiative_status]
subjects: [{{name: 광주광역시, kind: municipality, aliases: []}}]
facts:
- {{id: A, field: initiative_status, subject: 광주광역시, value: 구축, status: done, evidence: [{{quote: 센터 구축, page_no: 1}}]}}
- {{id: B, field: initiative_status, subject: 광주광역시, value: 도입, status: planned, evidence: [{{quote: 버스 도입, page_no: 2}}]}}
- {{id: C, field: initiative_status, subject: 광주광역시, value: 운영, status: negated, evidence: [{{quote: 앱 운영, page_no: 2}}]}}
"""


def _fact(doc: str, value: str, quote: str, page: int, status: str, **more: Any) -> dict[str, Any]:
    return {
        "document_id": f"sha256:{doc}",
        "field": "initiative_status",
        "subject": {"kind": "municipality", "name": "광주광역시", "as_written": None},
        "value": value,
        "unit": None,
        "qualifier": None,
        "status": status,
        "confidence": {"read": 1.0, "extract": 0.9},
        "evidence": [{"quote": quote, "page_no": page, "origin": "text" if page == 1 else "ocr"}],
    } | more


def _facts(doc: str) -> list[dict[str, Any]]:
    return [
        _fact(doc, "구축", "센터 구축", 1, "done"),
        _fact(doc, "도입", "버스 도입", 2, "done"),
        _fact(doc, "운영", "앱 운영", 2, "negated"),
    ]


def _lines(path: Path, rows: Sequence[Any]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def _write(folder: Path, facts: dict[str, list[dict[str, Any]]]) -> None:
    for doc in facts:
        (folder / f"{doc}.yaml").write_text(GOLD.format(doc=doc), "utf-8")
    _lines(folder / "facts.jsonl", [fact for rows in facts.values() for fact in rows])
    _lines(folder / "documents.jsonl", [{"document_id": f"sha256:{doc}"} for doc in facts])
    pages = [
        {"document_id": f"sha256:{doc}", "page_no": page, "origin": origin}
        for doc in facts
        for page, origin in ((1, "text"), (2, "ocr"))
    ]
    _lines(folder / "pages.jsonl", pages)
    _lines(folder / "records.jsonl", [])


def _summary(folder: Path, origin: Any = None) -> Summary:
    return summarise(find_evaluations(find_gold(folder), folder), origin)


def test_a_planned_thing_that_counts_as_there_is_told_with_its_count(tmp_path: Path) -> None:
    _write(tmp_path, {"a": _facts("a")})
    summary = _summary(tmp_path)
    assert summary.statuses == (2, 3)
    assert summary.counted_as_existing == (1, 2)
    assert summary.mistaken_statuses == {("planned", "done"): 1}
    assert summary.levels["full"] == Score(right=2, extra=1, missed=1)


def test_pages_of_text_and_of_ocr_are_told_apart(tmp_path: Path) -> None:
    _write(tmp_path, {"a": _facts("a")})
    text, ocr = _summary(tmp_path, "text"), _summary(tmp_path, "ocr")
    assert (text.recall, ocr.recall) == ((1, 1), (2, 2))
    assert (text.statuses, ocr.statuses) == ((1, 1), (1, 2))


def test_a_place_that_is_another_is_counted_against_the_places(tmp_path: Path) -> None:
    wrong = {"subject": {"kind": "municipality", "name": "경기도 광주시", "as_written": None}}
    _write(tmp_path, {"a": [_facts("a")[0] | wrong, *_facts("a")[1:]]})
    summary = _summary(tmp_path)
    assert summary.places == summary.subjects == (2, 3)


def test_an_interval_is_over_documents_and_the_same_at_every_call(tmp_path: Path) -> None:
    _write(tmp_path, {doc: _facts(doc)[: 3 - n] for n, doc in enumerate("abc")})
    first, again = _summary(tmp_path).intervals["subject"], _summary(tmp_path).intervals["subject"]
    assert first == again
    assert first is not None
    assert first.documents == 3
    assert 0.5 <= first.low < first.high <= 1.0
    assert interval({"a": Score(right=9, missed=1)}, lambda score: score.recall) is None


def test_the_page_gives_counts_with_every_figure(tmp_path: Path) -> None:
    _write(tmp_path, {"a": _facts("a"), "b": _facts("b")[:2]})
    page = evaluation_page(tmp_path, tmp_path)
    assert "facts, all pages: 2 documents in 2 files" in page
    assert "facts, OCR: 2 documents in 2 files" in page
    assert "recall 5 of 6 (.833) facts asked for" in page
    assert "planned or negated counted as existing: 2 of 3 (.667)" in page
    assert "fewer than 10 documents" in page
    assert "the folder's store is gone" in page
    assert page == evaluation_page(tmp_path, tmp_path)


def test_a_quote_is_read_right_where_its_words_stand_on_its_page() -> None:
    fact = GoldFact.model_validate(
        {"id": "A", "field": "quantity", "subject": "x", "value": 1, "evidence": [{"quote": "센터 12곳", "page_no": 2}]}
    )  # fmt: skip
    assert Reading().read_right(fact) is None
    assert Reading(texts={None: "센터12곳", 1: "센터12곳", 2: "센터l2곳"}).read_right(fact) is False
    assert Reading(texts={None: "센터12곳", 2: "그센터12곳"}).read_right(fact) is True
    masked = fact.model_copy(
        update={"evidence": (fact.evidence[0].model_copy(update={"quote": "과장 ●●●"}),)}
    )
    assert Reading(texts={None: "", 2: "과장김가나"}).read_right(masked) is True


def test_risk_falls_as_fewer_and_surer_facts_are_kept() -> None:
    found = [(n / 100, n % 10 != 0 or n > 50) for n in range(100)]
    points = risk_by_coverage(found)
    assert [(one.kept, one.wrong) for one in points] == [(100, 6), (90, 5), (75, 3), (50, 1), (25, 0)]
    assert risk_by_coverage([]) == ()


def test_a_table_of_reliability_needs_two_hundred_reviewed_records() -> None:
    found = [(n / 200, n % 4 != 0) for n in range(FEWEST_REVIEWED)]
    assert reliability(found[1:]) == ()
    bins = reliability(found)
    assert [one.size for one in bins] == [20] * 10
    assert sum(one.right for one in bins) == 150
    assert 0 < calibration_error(bins) < 1
    assert 0 < brier(found) < 1


def test_average_precision_counts_what_was_never_found() -> None:
    assert average_precision([(0.9, True), (0.8, True)], 4) == 0.5
    assert average_precision([], 0) is None

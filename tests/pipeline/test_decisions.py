"""What people decided about records is held against today's rules; a decision on another finding judges nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.decisions import Reviewed, judgement_of, reviewed_of, reviewed_records
from pipeline.rule_report import report_lines
from pipeline.rule_trials import records_of, rule_set, stored_documents
from schemas.record import Record, Review
from tests.pipeline.samples import FIXTURES, sample_run
from tests.pipeline.scoring.invented_records import record

CITY = "proxy-city-2022"
SNIPPETS = (FIXTURES / "snippets/release_ocr.md", FIXTURES / "snippets/weekly_news.txt")


def decided(decision: str, **rest: object) -> Record:
    one = record("SI.TR.01", **rest)  # type: ignore[arg-type]
    return one.model_copy(update={"reviewed": Review(decision=decision)})


@pytest.mark.parametrize(
    ("decision", "judgement"),
    [("accept", "right"), ("Rejected ", "wrong"), ("corrected", "wrong"), ("later", "open")],
)
def test_a_decision_says_right_wrong_or_nothing_yet(decision: str, judgement: str) -> None:
    assert judgement_of(decided(decision)) == judgement


def test_only_decisions_on_the_same_state_and_value_count() -> None:
    def counted(was: Record) -> Reviewed:
        return reviewed_of([record("SI.TR.01", value=70)], {was.record_id: was})

    assert counted(decided("accept", value=70)) == Reviewed(right=1)
    assert counted(decided("reject", value=70)) == Reviewed(wrong=1)
    assert counted(decided("accept", value=60)) == Reviewed(stale=1)
    assert counted(decided("later", value=70)) == Reviewed()
    assert reviewed_of([record("SI.TR.01")], {}) == Reviewed()


def test_the_report_tells_precision_on_reviewed_records_for_each_rule_and_in_all(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(sample_run(SNIPPETS), tmp_path / "out"))
    records = records_of(rule_set(CITY), stored_documents(folder))
    found = [one for one in records if one.state == "present"]
    decisions = {one.record_id: Review(decision="accept") for one in found}
    decisions[found[0].record_id] = Review(decision="reject", reason="다른 도시의 일")
    every = [one.model_copy(update={"reviewed": decisions.get(one.record_id)}) for one in records]
    (folder / "records.jsonl").write_text("".join(f"{one.model_dump_json()}\n" for one in every), "utf-8")
    assert len(reviewed_records(folder)) == len(found)
    lines = list(report_lines(CITY, folder, None))
    right = len(found) - 1
    assert any(f"right by review: {right} of {len(found)}" in line for line in lines)
    (own,) = [line for line in lines if line.startswith(f"{found[0].indicator_id}  ")]
    assert "검토 / reviewed " in own


def test_a_folder_without_decisions_says_nothing_of_them() -> None:
    assert not any("reviewed" in line for line in report_lines(CITY, sample_run(SNIPPETS), None))

"""What people decided about the records of a run folder: `reviewed` in records.jsonl, by record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.scoring import read_records
from schemas.record import Record

Judgement = Literal["right", "wrong", "open"]
_JUDGED: dict[str, Judgement] = {
    "accept": "right", "accepted": "right", "confirm": "right", "confirmed": "right",
    "reject": "wrong", "rejected": "wrong", "correct": "wrong", "corrected": "wrong",
}  # fmt: skip
"""Decisions that say whether what was found is right; whoever corrects a record says that it was not."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The decisions on some records: how many call them right, how many wrong, and how many were about another finding."""

    right: int = 0
    wrong: int = 0
    stale: int = 0

    @property
    def judged(self) -> int:
        return self.right + self.wrong


def reviewed_records(folder: Path) -> dict[str, Record]:
    """The records of a folder that a person decided about, by id; none where nothing was exported."""
    if not (folder / "records.jsonl").is_file():
        return {}
    return {record.record_id: record for record in read_records(folder) if record.reviewed is not None}


def judgement_of(record: Record) -> Judgement:
    """What the decision on a record says of it; open where it is put off, or in other words."""
    decision = record.reviewed.decision.strip().casefold() if record.reviewed else ""
    return _JUDGED.get(decision, "open")


def reviewed_of(records: Iterable[Record], reviewed: Mapping[str, Record]) -> Reviewed:
    """Hold records of today's rules against the decisions: one on another state or value is stale, and judges nothing."""
    right = wrong = stale = 0
    for record in records:
        decided = reviewed.get(record.record_id)
        judgement = judgement_of(decided) if decided else "open"
        if decided is None or judgement == "open":
            continue
        # a value that was masked on its way out cannot be compared
        shown = ("value",) if "value" in decided.masked_fields else ()
        is_same = _finding(record, but=shown) == _finding(decided, but=shown)
        right += is_same and judgement == "right"
        wrong += is_same and judgement == "wrong"
        stale += not is_same
    return Reviewed(right, wrong, stale)


def _finding(record: Record, *, but: Sequence[str]) -> list[object]:
    return [getattr(record, name) for name in ("state", "value", "unit", "qualifier") if name not in but]

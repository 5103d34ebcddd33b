"""How well a run's records agree with gold, by indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.agreement import folded
from pipeline.gold_records import UNFOUND, GoldRecord, RecordGold
from pipeline.json_lines import lines_of
from pipeline.tallies import Score, table_head, table_line

Row = Mapping[str, Any]
Key = tuple[str, str]
"""Subject, as compared, and indicator."""


@dataclass(frozen=True, slots=True)
class RecordEvaluation:
    """The records that rest on one document, on one catalogue, against its gold.

    `unsearched` counts what the gold finds and no rule looked for: apart, as nobody judged it wrongly.
    """

    name: str
    catalogue: str
    by_indicator: dict[str, Score]
    states: tuple[int, int]
    values: tuple[int, int]
    unsearched: dict[str, int]
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    other_states: tuple[str, ...] = ()
    other_values: tuple[str, ...] = ()
    unknown_subjects: tuple[str, ...] = ()

    def total(self) -> Score:
        total = Score()
        for score in self.by_indicator.values():
            total = total.plus(score)
        return total


def evaluate_records(golds: Sequence[RecordGold], folder: Path) -> tuple[RecordEvaluation, ...]:
    """Score the records of every document of the run that some gold of records speaks of."""
    if not golds:
        return ()
    records, facts = lines_of(folder / "records.jsonl"), lines_of(folder / "facts.jsonl")
    known = {row["document_id"] for row in lines_of(folder / "documents.jsonl")}
    return tuple(
        _evaluate(gold, item.name, _records_of(document_id, gold.catalogue, records, facts))
        for gold in golds
        for item in gold.document.inputs
        if (document_id := f"sha256:{item.sha256}") in known
    )


def _records_of(document_id: str, catalogue: str, records: Sequence[Row], facts: Sequence[Row]) -> list[Row]:
    """The records of the subjects that come from a document; what rests on others alone reads as absent."""
    own = {fact["fact_id"] for fact in facts if fact["document_id"] == document_id}
    mapped = [record for record in records if record["catalogue"] == catalogue]
    subjects = {record["subject"]["name"] for record in mapped if _names(record, document_id, own)}
    return [
        {**record, "state": "absent"} if _rests_elsewhere(record, own) else record
        for record in mapped
        if record["subject"]["name"] in subjects
    ]


def _names(record: Row, document_id: str, own: set[str]) -> bool:
    searched = any(item["document_id"] == document_id for item in record["searched"])
    return searched or not own.isdisjoint(record["fact_ids"])


def _rests_elsewhere(record: Row, own: set[str]) -> bool:
    return bool(record["fact_ids"]) and own.isdisjoint(record["fact_ids"])


def _evaluate(gold: RecordGold, name: str, records: Sequence[Row]) -> RecordEvaluation:
    rows = {_key(row["subject"]["name"], row["indicator_id"]): row for row in records}
    judged = {_key(item.subject, item.indicator): item for item in gold.records}
    unsearched = [key for key in judged if judged[key].required and _state(rows, key) == "not_searched"]
    asked = [key for key in judged if judged[key].required and key not in unsearched]
    right = [key for key in asked if _found(rows, key)]
    missed = [key for key in asked if not _found(rows, key)]
    extra = [key for key in rows if _found(rows, key) and _is_extra(gold, judged, key)]
    other_states = [key for key in right if rows[key]["state"] not in judged[key].states]
    valued = [key for key in right if judged[key].value is not None]
    other_values = [key for key in valued if not _same_value(judged[key], rows[key])]
    subjects = {
        folded(subject) for subject in (*gold.exhaustive_subjects, *(i.subject for i in gold.records))
    }
    found_names = (row["subject"]["name"] for row in records)
    return RecordEvaluation(
        name=name,
        catalogue=gold.catalogue,
        by_indicator=_by_indicator(right, extra, missed),
        states=(len(right) - len(other_states), len(right)),
        values=(len(valued) - len(other_values), len(valued)),
        unsearched=dict(sorted(Counter(indicator for _, indicator in unsearched).items())),
        missed=tuple(f"{key[1]} {judged[key].subject}" for key in missed),
        extra=tuple(f"{key[1]} {rows[key]['subject']['name']} ({rows[key]['state']})" for key in extra),
        other_states=tuple(_states_shown(judged[key], rows[key]) for key in other_states),
        other_values=tuple(_values_shown(judged[key], rows[key]) for key in other_values),
        unknown_subjects=tuple(sorted({found for found in found_names if folded(found) not in subjects})),
    )


def _key(subject: str, indicator: str) -> Key:
    return folded(subject), indicator


def _state(rows: Mapping[Key, Row], key: Key) -> str:
    return str(rows[key]["state"]) if key in rows else "absent"


def _found(rows: Mapping[Key, Row], key: Key) -> bool:
    return _state(rows, key) not in UNFOUND


def _is_extra(gold: RecordGold, judged: Mapping[Key, GoldRecord], key: Key) -> bool:
    if key in judged:
        return not (judged[key].required or judged[key].optional)
    return key[0] in {folded(subject) for subject in gold.exhaustive_subjects}


def _by_indicator(right: Sequence[Key], extra: Sequence[Key], missed: Sequence[Key]) -> dict[str, Score]:
    scores: dict[str, Score] = {}
    for keys, one in ((right, Score(right=1)), (extra, Score(extra=1)), (missed, Score(missed=1))):
        for _, indicator in keys:
            scores[indicator] = scores.get(indicator, Score()).plus(one)
    return dict(sorted(scores.items()))


def _same_value(wanted: GoldRecord, row: Row) -> bool:
    if not any(_equal(value, row["value"]) for value in (wanted.value, *wanted.accept_values)):
        return False
    return wanted.unit is None or row["unit"] in (wanted.unit, *wanted.accept_units)


def _equal(wanted: object, found: object) -> bool:
    if _is_number(wanted) and _is_number(found):
        return Decimal(str(wanted)) == Decimal(str(found))
    return type(wanted) is type(found) and folded(wanted) == folded(found)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _states_shown(wanted: GoldRecord, row: Row) -> str:
    return f"{wanted.indicator} {wanted.subject}: {row['state']}, gold {wanted.state}"


def _values_shown(wanted: GoldRecord, row: Row) -> str:
    found = f"{row['value']} {row['unit'] or ''}".strip()
    return f"{wanted.indicator} {wanted.subject}: {found}, gold {wanted.value} {wanted.unit or ''}".rstrip()


def record_lines(evaluation: RecordEvaluation) -> Iterator[str]:
    """The evaluation as text: a table by indicator, then what differs, by name."""
    yield f"{evaluation.name}: records on {evaluation.catalogue}"
    yield table_head("indicator")
    for indicator, score in evaluation.by_indicator.items():
        yield table_line(indicator, score)
    yield table_line("all indicators", evaluation.total())
    yield f"  state right on {evaluation.states[0]} of {evaluation.states[1]} matched records"
    yield f"  value right on {evaluation.values[0]} of {evaluation.values[1]} matched records with a gold value"
    counted = ", ".join(f"{indicator} {count}" for indicator, count in evaluation.unsearched.items())
    yield f"  no rule yet: {counted or '-'}"
    for label, items in (
        ("missed", evaluation.missed),
        ("extra", evaluation.extra),
        ("other state", evaluation.other_states),
        ("other value", evaluation.other_values),
        ("subjects not in the gold", evaluation.unknown_subjects),
    ):
        yield f"  {label}: {'; '.join(items) or '-'}"

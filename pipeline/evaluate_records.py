"""How well a run's records agree with gold, by indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.agreement_values import folded
from pipeline.evaluate_reading import Origin, main_origin, page_origins
from pipeline.gold_records import UNFOUND, GoldRecord, RecordGold
from pipeline.json_lines import lines_of
from pipeline.tallies import Score, sums_of, total_of

Row = Mapping[str, Any]
Key = tuple[str, str]
"""Subject, as compared, and indicator."""


@dataclass(frozen=True, slots=True)
class RecordVerdict:
    """A record that was found and that the gold judges: how strong it is, and whether it and its state are right."""

    indicator_id: str
    strength: float
    is_right: bool
    is_state_right: bool
    is_existing: bool  # present, where the gold says planned only, or nothing


@dataclass(frozen=True, slots=True)
class RecordEvaluation:
    """The records that rest on one document, on one catalogue, against its gold.

    `gold` names the document that is meant: a file and its scans share one.
    `unsearched` counts what the gold finds and no rule looked for: apart, as nobody judged it wrongly.
    """

    name: str
    gold: str
    origin: Origin
    catalogue: str
    by_indicator: dict[str, Score]
    states: tuple[int, int]
    values: tuple[int, int]
    unsearched: dict[str, int]
    verdicts: tuple[RecordVerdict, ...] = ()
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    other_states: tuple[str, ...] = ()
    other_values: tuple[str, ...] = ()
    unknown_subjects: tuple[str, ...] = ()

    def total(self) -> Score:
        return total_of(self.by_indicator.values())


def evaluate_records(golds: Sequence[RecordGold], folder: Path) -> tuple[RecordEvaluation, ...]:
    """Score the records of every document of the run that some gold of records speaks of."""
    if not golds:
        return ()
    records, facts = lines_of(folder / "records.jsonl"), lines_of(folder / "facts.jsonl")
    known = {row["document_id"] for row in lines_of(folder / "documents.jsonl")}
    origins = page_origins(folder)
    return tuple(
        _evaluate(
            gold,
            (item.name, main_origin(origins.get(document_id, {}))),
            _records_of(document_id, gold.catalogue, records, facts),
        )
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


def _evaluate(gold: RecordGold, which: tuple[str, Origin], records: Sequence[Row]) -> RecordEvaluation:
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
        name=which[0],
        gold=gold.document.doc,
        origin=which[1],
        catalogue=gold.catalogue,
        by_indicator=_by_indicator(right, extra, missed),
        states=(len(right) - len(other_states), len(right)),
        values=(len(valued) - len(other_values), len(valued)),
        unsearched=dict(sorted(Counter(indicator for _, indicator in unsearched).items())),
        verdicts=tuple(
            _verdict(judged.get(key), rows[key], is_right=key in right) for key in (*right, *extra)
        ),
        missed=tuple(f"{key[1]} {judged[key].subject}" for key in missed),
        extra=tuple(f"{key[1]} {rows[key]['subject']['name']} ({rows[key]['state']})" for key in extra),
        other_states=tuple(_states_shown(judged[key], rows[key]) for key in other_states),
        other_values=tuple(_values_shown(judged[key], rows[key]) for key in other_values),
        unknown_subjects=tuple(sorted({found for found in found_names if folded(found) not in subjects})),
    )


def _verdict(wanted: GoldRecord | None, row: Row, *, is_right: bool) -> RecordVerdict:
    missing = not is_right or (wanted is not None and wanted.state == "planned_only")
    return RecordVerdict(
        indicator_id=row["indicator_id"],
        strength=float(row.get("strength", 0.0)),
        is_right=is_right,
        is_state_right=is_right and wanted is not None and row["state"] in wanted.states,
        is_existing=missing and row["state"] == "present" and not (is_right and "present" in _states(wanted)),
    )


def _states(wanted: GoldRecord | None) -> tuple[str, ...]:
    return () if wanted is None else wanted.states


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
    kinds = ((right, Score(right=1)), (extra, Score(extra=1)), (missed, Score(missed=1)))
    return sums_of((indicator, one) for keys, one in kinds for _, indicator in keys)


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

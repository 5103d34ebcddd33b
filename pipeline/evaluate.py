"""`jipyo eval`: how well a run's facts agree with gold, by field, and its records by indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.agreement import same_details, same_evidence, same_subject, same_value
from pipeline.evaluate_records import evaluate_records, record_lines
from pipeline.gold import Gold, GoldFact, find_gold
from pipeline.gold_records import load_record_gold
from pipeline.json_lines import lines_of
from pipeline.tallies import Score, table_head, table_line
from schemas.errors import UsageError

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One document of a run against its gold; `exhaustive` fields alone have a precision."""

    name: str
    document_id: str
    by_field: dict[str, Score]
    exhaustive: frozenset[str]
    details: dict[str, tuple[int, int]] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def total(self, *, exhaustive_only: bool) -> Score:
        total = Score()
        for name, score in self.by_field.items():
            if name in self.exhaustive or not exhaustive_only:
                total = total.plus(score)
        return total


def evaluate(golds: Sequence[Gold], folder: Path) -> tuple[Evaluation, ...]:
    """Score every document of the run that some gold speaks of; UsageError where none is."""
    evaluations = _evaluations(golds, folder)
    if not evaluations:
        raise _unknown_documents(folder)
    return evaluations


def _evaluations(golds: Sequence[Gold], folder: Path) -> tuple[Evaluation, ...]:
    facts = lines_of(folder / "facts.jsonl")
    known = {row["document_id"] for row in lines_of(folder / "documents.jsonl")}
    return tuple(
        _evaluate(gold, item.name, document_id, [row for row in facts if row["document_id"] == document_id])
        for gold in golds
        for item in gold.document.inputs
        if (document_id := f"sha256:{item.sha256}") in known
    )


def _unknown_documents(folder: Path) -> UsageError:
    return UsageError(
        f"{folder} 의 문서에 맞는 정답이 없습니다 / no gold speaks of the documents in {folder}."
    )


def _evaluate(gold: Gold, name: str, document_id: str, facts: Sequence[Row]) -> Evaluation:
    ocr = any(evidence["origin"] == "ocr" for row in facts for evidence in row["evidence"])
    required = [fact for fact in gold.facts if fact.score == "required"]
    fits = [[_fits(gold, fact, row, ocr=ocr) for row in facts] for fact in required]
    pairs = _match(fits)
    loose = {column for row in fits for column, fit in enumerate(row) if fit}
    optional = [fact for fact in gold.facts if fact.score != "required"]
    extra = [
        row
        for column, row in enumerate(facts)
        if column not in loose and not any(_fits(gold, fact, row, ocr=ocr) for fact in optional)
    ]
    return Evaluation(
        name=name,
        document_id=document_id,
        by_field=_by_field(required, pairs, extra),
        exhaustive=frozenset(gold.exhaustive_fields),
        details=_details(required, facts, pairs),
        missed=tuple(fact.id for index, fact in enumerate(required) if index not in pairs),
        extra=tuple(
            f"{row['field']}={row['value']}" for row in extra if row["field"] in gold.exhaustive_fields
        ),
    )


def _fits(gold: Gold, wanted: GoldFact, row: Row, *, ocr: bool) -> bool:
    return (
        row["field"] in (wanted.field, *wanted.accept_fields)
        and same_value(wanted, row, ocr=ocr)
        and same_evidence(wanted, row, ocr=ocr)
        and same_subject(gold, wanted, row)
    )


def _match(fits: Sequence[Sequence[bool]]) -> dict[int, int]:
    """A largest one-to-one matching of rows to columns (Kuhn's augmenting paths)."""
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column, fit in enumerate(fits[row]):
            if not fit or column in seen:
                continue
            seen.add(column)
            if column not in owner or place(owner[column], seen):
                owner[column] = row
                return True
        return False

    for row in range(len(fits)):
        place(row, set())
    return {row: column for column, row in owner.items()}


def _by_field(
    required: Sequence[GoldFact], pairs: Mapping[int, int], extra: Sequence[Row]
) -> dict[str, Score]:
    scores: dict[str, Score] = {}
    for index, fact in enumerate(required):
        found = Score(right=1) if index in pairs else Score(missed=1)
        scores[fact.field] = scores.get(fact.field, Score()).plus(found)
    for row in extra:
        scores[row["field"]] = scores.get(row["field"], Score()).plus(Score(extra=1))
    return dict(sorted(scores.items()))


def _details(
    required: Sequence[GoldFact], facts: Sequence[Row], pairs: Mapping[int, int]
) -> dict[str, tuple[int, int]]:
    right: Counter[str] = Counter()
    for index, column in pairs.items():
        right.update(name for name, same in same_details(required[index], facts[column]).items() if same)
    return {name: (right[name], len(pairs)) for name in ("status", "qualifier", "unit")}


def evaluation_page(gold: Path, folder: Path) -> str:
    """The evaluation as text: for each document its facts by field and its records by indicator."""
    golds, record_golds = find_gold(gold), load_record_gold(gold)
    if not golds and not record_golds:
        raise UsageError(
            f"{gold} 에 정답(gold/1, gold-records/1)이 없습니다 / {gold} holds no gold (gold/1, gold-records/1)."
        )
    evaluations, judged = _evaluations(golds, folder), evaluate_records(record_golds, folder)
    if not evaluations and not judged:
        raise _unknown_documents(folder)
    lines = [line for evaluation in evaluations for line in _document_lines(evaluation)]
    lines.extend(line for evaluation in judged for line in record_lines(evaluation))
    lines.extend(_state_lines(lines_of(folder / "records.jsonl")))
    return "\n".join(lines)


def _document_lines(evaluation: Evaluation) -> Iterator[str]:
    yield f"{evaluation.name}"
    yield table_head("field")
    for name, score in evaluation.by_field.items():
        yield table_line(name, score, has_precision=name in evaluation.exhaustive)
    yield table_line("all exhaustive", evaluation.total(exhaustive_only=True))
    for name, (right, of) in evaluation.details.items():
        yield f"  {name} right on {right} of {of} matched facts"
    yield f"  missed: {', '.join(evaluation.missed) or '-'}"
    yield f"  extra: {', '.join(evaluation.extra) or '-'}"


def _state_lines(records: Sequence[Row]) -> Iterator[str]:
    states: dict[str, Counter[str]] = {}
    for record in records:
        states.setdefault(record["indicator_id"], Counter())[record["state"]] += 1
    yield "records by indicator (states)"
    for indicator, counts in sorted(states.items()):
        yield f"  {indicator:14s} " + ", ".join(f"{state} {count}" for state, count in sorted(counts.items()))

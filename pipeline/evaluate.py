"""`jipyo eval`: how well a run's facts agree with gold, by field, and its records by indicator."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.agreement import same_details, same_evidence, same_subject, same_value
from pipeline.gold import Gold, GoldFact, load_gold
from schemas.errors import UsageError

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one field: found and right, found and not in the gold, in the gold and not found."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.extra) if self.right + self.extra else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """2·right / (2·right + extra + missed); None where there is nothing to count."""
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else None

    def plus(self, other: Score) -> Score:
        return Score(self.right + other.right, self.extra + other.extra, self.missed + other.missed)


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
    facts = _lines(folder / "facts.jsonl")
    known = {row["document_id"] for row in _lines(folder / "documents.jsonl")}
    evaluations = tuple(
        _evaluate(gold, item.name, document_id, [row for row in facts if row["document_id"] == document_id])
        for gold in golds
        for item in gold.document.inputs
        if (document_id := f"sha256:{item.sha256}") in known
    )
    if not evaluations:
        raise UsageError(
            f"{folder} 의 문서에 맞는 정답이 없습니다 / no gold speaks of the documents in {folder}."
        )
    return evaluations


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
    """The evaluation as text: a table for each document, then the records of each indicator."""
    lines: list[str] = []
    for evaluation in evaluate(load_gold(gold), folder):
        lines.extend(_document_lines(evaluation))
    lines.extend(_record_lines(_lines(folder / "records.jsonl")))
    return "\n".join(lines)


def _document_lines(evaluation: Evaluation) -> Iterator[str]:
    yield f"{evaluation.name}"
    yield f"  {'field':18s} {'right':>6s} {'extra':>6s} {'missed':>6s} {'P':>6s} {'R':>6s} {'F1':>6s}"
    for name, score in evaluation.by_field.items():
        yield _score_line(name, score, has_precision=name in evaluation.exhaustive)
    yield _score_line("all exhaustive", evaluation.total(exhaustive_only=True), has_precision=True)
    for name, (right, of) in evaluation.details.items():
        yield f"  {name} right on {right} of {of} matched facts"
    yield f"  missed: {', '.join(evaluation.missed) or '-'}"
    yield f"  extra: {', '.join(evaluation.extra) or '-'}"


def _score_line(name: str, score: Score, *, has_precision: bool) -> str:
    figures = (score.precision if has_precision else None, score.recall, score.f1 if has_precision else None)
    shown = " ".join("     -" if figure is None else f"{figure:6.3f}" for figure in figures)
    return f"  {name:18s} {score.right:6d} {score.extra if has_precision else 0:6d} {score.missed:6d} {shown}"


def _record_lines(records: Sequence[Row]) -> Iterator[str]:
    states: dict[str, Counter[str]] = {}
    for record in records:
        states.setdefault(record["indicator_id"], Counter())[record["state"]] += 1
    yield "records by indicator (states)"
    for indicator, counts in sorted(states.items()):
        yield f"  {indicator:14s} " + ", ".join(f"{state} {count}" for state, count in sorted(counts.items()))


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    except FileNotFoundError as error:
        raise UsageError(
            f"{path} 이(가) 없습니다. 먼저 'jipyo run' 을 실행하세요 / there is no {path}; run first."
        ) from error

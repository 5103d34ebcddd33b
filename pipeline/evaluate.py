"""`jipyo eval`: how well a run's facts agree with gold; each document beside its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.evaluate_matching import Comparison, Judged, Level, Surplus, compare
from pipeline.evaluate_reading import Origin, Reading, readings
from pipeline.gold import Gold
from pipeline.json_lines import lines_of
from pipeline.tallies import Score, sums_of, total_of
from schemas.errors import UsageError

Row = Mapping[str, Any]
DETAILS = ("status", "qualifier", "unit")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One document of a run against its gold; `exhaustive` fields alone have a precision.

    `gold` names the document that is meant: a file and its scans share one.
    """

    name: str
    gold: str
    document_id: str
    exhaustive: frozenset[str]
    comparison: Comparison
    reading: Reading = field(default_factory=Reading)

    @property
    def by_field(self) -> dict[str, Score]:
        """Right in field, value, evidence and subject."""
        return self.fields("subject")

    def fields(self, level: Level, origin: Origin | None = None) -> dict[str, Score]:
        """The counts of a level by field, of all pages or of those of one origin."""
        judged = (
            (one.gold.field, Score(right=1) if level in one.matched else Score(missed=1))
            for one in self.judged(origin)
        )
        surplus = (
            (str(one.fact["field"]), Score(extra=1)) for one in self.surplus(origin) if level in one.levels
        )
        return sums_of(chain(judged, surplus))

    def judged(self, origin: Origin | None = None) -> list[Judged]:
        """The gold facts asked for; of an origin those whose page was read so."""
        pages = ((one, one.gold.evidence[0].page_no) for one in self.comparison.judged)
        return [one for one, page in pages if origin in (None, self.reading.origin_at(page))]

    def surplus(self, origin: Origin | None = None) -> list[Surplus]:
        """The facts that fit no gold fact; of an origin those whose page was read so."""
        pages = ((one, one.fact["evidence"][0]["page_no"]) for one in self.comparison.surplus)
        return [one for one, page in pages if origin in (None, self.reading.origin_at(page))]

    @property
    def details(self) -> dict[str, tuple[int, int]]:
        """(right, of) of status, qualifier and unit, over the facts right in value, evidence and subject."""
        found = [one.details for one in self.comparison.judged if one.details]
        return {name: (sum(one[name] for one in found), len(found)) for name in DETAILS}

    @property
    def missed(self) -> tuple[str, ...]:
        """The ids of the gold facts that no fact stands for."""
        return tuple(one.gold.id for one in self.comparison.judged if "subject" not in one.matched)

    @property
    def extra(self) -> tuple[str, ...]:
        """The facts of exhaustive fields that the gold does not hold."""
        return tuple(
            f"{one.fact['field']}={one.fact['value']}"
            for one in self.comparison.surplus
            if "subject" in one.levels and one.fact["field"] in self.exhaustive
        )

    def total(
        self, *, exhaustive_only: bool, level: Level = "subject", origin: Origin | None = None
    ) -> Score:
        """The counts over all fields, or over those with a precision."""
        fields = self.fields(level, origin).items()
        return total_of(score for name, score in fields if name in self.exhaustive or not exhaustive_only)


def evaluate(golds: Sequence[Gold], folder: Path) -> tuple[Evaluation, ...]:
    """Score every document of the run that some gold speaks of; UsageError where none is."""
    evaluations = find_evaluations(golds, folder)
    if not evaluations:
        raise unknown_documents(folder)
    return evaluations


def find_evaluations(golds: Sequence[Gold], folder: Path) -> tuple[Evaluation, ...]:
    """Like `evaluate`, but a run that no gold speaks of is no error."""
    facts = lines_of(folder / "facts.jsonl")
    known = {row["document_id"] for row in lines_of(folder / "documents.jsonl")}
    read = readings(folder) if golds else {}
    return tuple(
        _evaluation(
            gold,
            (item.name, document_id),
            read.get(document_id, Reading()),
            [row for row in facts if row["document_id"] == document_id],
        )
        for gold in golds
        for item in gold.document.inputs
        if (document_id := f"sha256:{item.sha256}") in known
    )


def _evaluation(gold: Gold, which: tuple[str, str], reading: Reading, facts: Sequence[Row]) -> Evaluation:
    name, document_id = which
    ocr = any(evidence["origin"] == "ocr" for row in facts for evidence in row["evidence"])
    return Evaluation(
        name=name,
        gold=gold.document.doc,
        document_id=document_id,
        exhaustive=frozenset(gold.exhaustive_fields),
        comparison=compare(gold, facts, ocr=ocr),
        reading=reading,
    )


def unknown_documents(folder: Path) -> UsageError:
    """The error of a run that no gold speaks of."""
    return UsageError(
        f"{folder} 의 문서에 맞는 정답이 없습니다 / no gold speaks of the documents in {folder}."
    )

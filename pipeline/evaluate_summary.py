"""The facts of all documents of a run together: each thing that can be right, counted apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.evaluate import DETAILS, Evaluation
from pipeline.evaluate_matching import LEVELS, Judged, Level
from pipeline.evaluate_reading import Origin
from pipeline.evaluate_statistics import Interval, Point, interval, risk_by_coverage
from pipeline.tallies import Score, sums_of, total_of

EXISTING = frozenset({"done", "ongoing", "nominal"})
"""What a reader takes as there."""
MISSING = frozenset({"planned", "negated"})
Share = tuple[int, int]
"""(how many, of how many)."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The facts of some documents, of all pages or of those of one origin.

    `levels` and `intervals` (of F1) are of the fields with a precision; all
    else is of every gold fact asked for. `details` are over facts right in
    value, evidence and subject, `subjects` over those right in value and
    evidence, and `places` over those of them that name a municipality.
    """

    documents: int
    files: int
    levels: Mapping[Level, Score]
    intervals: Mapping[Level, Interval | None]
    fields: Mapping[str, Mapping[Level, Score]]
    recall: Share
    recall_read_right: Share | None
    subjects: Share
    details: Mapping[str, Share]
    statuses: Share
    counted_as_existing: Share
    mistaken_statuses: Mapping[tuple[str, str], int]
    places: Share
    coverage: tuple[Point, ...]


def summarise(evaluations: Sequence[Evaluation], origin: Origin | None = None) -> Summary:
    """Add up documents; with an origin only what stands on such pages."""
    told = [one for one in evaluations if one.judged(origin) or one.surplus(origin)]
    judged = [one for evaluation in told for one in evaluation.judged(origin)]
    stated = [one for one in judged if one.details and one.gold.status is not None]
    missing = [one for one in stated if one.gold.status in MISSING]
    named = [one.matched["value"]["subject"]["kind"] for one in judged if "value" in one.matched]
    by_level = {level: _by_document(told, level, origin) for level in LEVELS}
    return Summary(
        documents=len({one.gold for one in told}),
        files=len(told),
        levels={level: total_of(scores.values()) for level, scores in by_level.items()},
        intervals={level: interval(scores, lambda one: one.f1) for level, scores in by_level.items()},
        fields=_by_field(told, origin),
        recall=(sum("subject" in one.matched for one in judged), len(judged)),
        recall_read_right=_read_right(told, origin),
        subjects=(_subjects_right(judged), len(named)),
        details={name: _detail(judged, name) for name in DETAILS},
        statuses=(sum(one.details["status"] for one in stated), len(stated)),
        counted_as_existing=(sum(_is_existing(one) for one in missing), len(missing)),
        mistaken_statuses=_mistaken(stated),
        places=_places(judged),
        coverage=risk_by_coverage(_ranked(told, origin)),
    )


def _by_document(told: Sequence[Evaluation], level: Level, origin: Origin | None) -> dict[str, Score]:
    return sums_of((one.gold, one.total(exhaustive_only=True, level=level, origin=origin)) for one in told)


def _by_field(told: Sequence[Evaluation], origin: Origin | None) -> dict[str, dict[Level, Score]]:
    """Extra facts are counted only where the gold of their document is exhaustive."""
    fields: dict[str, dict[Level, Score]] = {}
    for one in told:
        for level in LEVELS:
            for name, found in one.fields(level, origin).items():
                score = found if name in one.exhaustive else Score(found.right, 0, found.missed)
                by_level = fields.setdefault(name, {})
                by_level[level] = by_level.get(level, Score()).plus(score)
    return {name: by_level for name, by_level in sorted(fields.items()) if by_level["subject"] != Score()}


def _read_right(told: Sequence[Evaluation], origin: Origin | None) -> Share | None:
    """Recall over the facts whose quote was read right: what extraction missed, apart from what reading did."""
    verdicts = [
        ("subject" in one.matched, evaluation.reading.read_right(one.gold))
        for evaluation in told
        for one in evaluation.judged(origin)
    ]
    if any(read is None for _, read in verdicts):
        return None
    return sum(found for found, read in verdicts if read), sum(bool(read) for _, read in verdicts)


def _subjects_right(judged: Sequence[Judged]) -> int:
    return sum("subject" in one.matched for one in judged if "value" in one.matched)


def _detail(judged: Sequence[Judged], name: str) -> Share:
    found = [one.details[name] for one in judged if one.details]
    return sum(found), len(found)


def _status_found(one: Judged) -> str:
    return str(one.matched["subject"]["status"])


def _is_existing(one: Judged) -> bool:
    return _status_found(one) in EXISTING and not one.details["status"]


def _mistaken(stated: Sequence[Judged]) -> dict[tuple[str, str], int]:
    wrong = Counter((str(one.gold.status), _status_found(one)) for one in stated if not one.details["status"])
    return dict(sorted(wrong.items()))


def _places(judged: Sequence[Judged]) -> Share:
    named = [
        "subject" in one.matched
        for one in judged
        if "value" in one.matched and one.matched["value"]["subject"]["kind"] == "municipality"
    ]
    return sum(named), len(named)


def _ranked(told: Sequence[Evaluation], origin: Origin | None) -> list[tuple[float, bool]]:
    """The facts of fields with a precision: how sure, and whether right in value, evidence and subject."""
    right = [
        (one.matched["subject"], True)
        for evaluation in told
        for one in evaluation.judged(origin)
        if "subject" in one.matched and one.gold.field in evaluation.exhaustive
    ]
    wrong = [
        (one.fact, False)
        for evaluation in told
        for one in evaluation.surplus(origin)
        if "subject" in one.levels and one.fact["field"] in evaluation.exhaustive
    ]
    return [(_confidence(fact), is_right) for fact, is_right in (*right, *wrong)]


def _confidence(fact: Mapping[str, Any]) -> float:
    """The steps of reading and extracting as one number: their product."""
    product = 1.0
    for part in (fact.get("confidence") or {}).values():
        product *= part
    return product

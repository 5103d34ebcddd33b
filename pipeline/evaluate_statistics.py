"""Figures that say how sure the others are: intervals over documents, risk by coverage, reliability."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.tallies import Score, total_of

RESAMPLES = 2000
SEED = 20220929
FEWEST_REVIEWED = 200
BINS = 10
_COVERAGES = (1.0, 0.9, 0.75, 0.5, 0.25)

Figure = Callable[[Score], float | None]


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval of a figure, by drawing documents anew; `documents` says of how many."""

    low: float
    high: float
    documents: int


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a risk-coverage line: of what was found, the `kept` surest, of which `wrong` are wrong."""

    kept: int
    of: int
    wrong: int
    least: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Records of like strength: how many, how strong in the mean, how many right."""

    size: int
    mean: float
    right: int


def interval(by_document: Mapping[str, Score], figure: Figure) -> Interval | None:
    """The 95 % interval of a figure over documents, the same at every call; None for fewer than two.

    Documents are drawn, not facts: facts of one document fail together. Scans of
    a document are the same document.

    >>> one, other = Score(right=9, missed=1), Score(right=5, missed=5)
    >>> interval({"a": one, "b": other}, lambda score: score.recall)
    Interval(low=0.5, high=0.9, documents=2)
    """
    scores = [by_document[name] for name in sorted(by_document)]
    if len(scores) < 2:
        return None
    draw = random.Random(SEED)  # noqa: S311 (a figure that anyone can compute again)
    drawn = [total_of(draw.choices(scores, k=len(scores))) for _ in range(RESAMPLES)]
    figures = sorted(found for score in drawn if (found := figure(score)) is not None)
    if not figures:
        return None
    last = len(figures) - 1
    return Interval(figures[round(0.025 * last)], figures[round(0.975 * last)], len(scores))


def risk_by_coverage(found: Sequence[tuple[float, bool]]) -> tuple[Point, ...]:
    """How many are wrong among the surest share of what was found, (strength, is right); ties stay together.

    >>> [(point.kept, point.wrong) for point in risk_by_coverage([(0.9, True), (0.8, True), (0.3, False)])]
    [(3, 1), (2, 0), (1, 0)]
    """
    ranked = sorted(found, key=lambda one: -one[0])
    points: dict[int, Point] = {}
    kept = wrong = 0
    steps: list[Point] = []
    for strength, group in groupby(ranked, key=lambda one: one[0]):
        verdicts = [right for _, right in group]
        kept += len(verdicts)
        wrong += verdicts.count(False)
        steps.append(Point(kept, len(ranked), wrong, strength))
    for coverage in _COVERAGES if steps else ():
        wanted = coverage * len(ranked)
        point = min(steps, key=lambda step: (abs(step.kept - wanted), -step.kept))
        points.setdefault(point.kept, point)
    return tuple(points.values())


def average_precision(found: Sequence[tuple[float, bool]], wanted: int) -> float | None:
    """The mean, over all that is wanted, of the precision at each right find, surest first; ties count as their mean.

    >>> average_precision([(0.9, True), (0.5, False), (0.4, True)], 2)
    0.8333333333333333
    """
    if not wanted:
        return None
    kept, right, total = 0, 0, 0.0
    for _, group in groupby(sorted(found, key=lambda one: -one[0]), key=lambda one: one[0]):
        verdicts = [is_right for _, is_right in group]
        kept, right = kept + len(verdicts), right + sum(verdicts)
        total += sum(verdicts) * right / kept
    return total / wanted


def reliability(found: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Bins of equal size by strength, weakest first; empty for fewer than 200, where a bin says nothing."""
    if len(found) < FEWEST_REVIEWED:
        return ()
    ranked = sorted(found)
    edges = [round(n * len(ranked) / BINS) for n in range(BINS + 1)]
    bins = [ranked[low:high] for low, high in pairwise(edges)]
    return tuple(
        Bin(len(one), sum(strength for strength, _ in one) / len(one), sum(right for _, right in one))
        for one in bins
    )


def brier(found: Sequence[tuple[float, bool]]) -> float:
    """The mean squared distance of strength from what came out (0 is best)."""
    return sum((strength - right) ** 2 for strength, right in found) / len(found)


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance of a bin's strength from its share of right, by size."""
    size = sum(one.size for one in bins)
    return sum(abs(one.mean * one.size - one.right) for one in bins) / size

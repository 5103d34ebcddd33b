"""How strong a piece of evidence is: a sum that a reader can redo, not a probability.

The record stores every feature. The weights of cues are set by hand; those of what was learned are fitted to judged
papers (`extractors/rules/lessons.py`), so that a score of 0.9 is right on nineteen of twenty of papers that taught nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractors.rules import lessons
from extractors.rules.cues import Hit, correction, in_headings
from extractors.rules.engine import Opening

BIAS = -1.2
WEIGHTS = {
    "strong": 1.6,
    "heading": 1.0,
    "weak": 0.7,
    "context": 0.5,
    "event": 0.6,
    "value": 0.5,
    "corrected": -1.0,
    "preferred_section": 0.3,
    "avoided_section": -0.6,
    "corrected_cue": 0.3,
    "compared": round(lessons.BIAS - BIAS, 2),
    "opened": lessons.OPENED,
    **lessons.WEIGHTS,
}
_MOST = {"strong": 2, "weak": 3, "context": 2, "corrected_cue": 1}
"""Further cues of a kind add nothing: a list of synonyms is one sign."""


@dataclass(frozen=True, slots=True)
class Term:
    """One feature of the sum: how often it counts, and what one of it weighs."""

    name: str
    count: int
    weight: float


@dataclass(frozen=True, slots=True)
class Strength:
    """`score` is the cues' own; `factor` what status and subject leave of it."""

    score: float
    factor: float
    reasons: tuple[str, ...]
    terms: tuple[Term, ...] = ()
    status_factor: float = 1.0
    subject_confidence: float = 1.0

    @property
    def total(self) -> float:
        return round(self.score * self.factor, 4)


def measure(opening: Opening, *, has_value: bool, is_corrected: bool, subject_confidence: float) -> Strength:
    """Weigh one opening."""
    features = _features(opening, has_value=has_value, is_corrected=is_corrected)
    terms = terms_of(features)
    status_factor = opening.rule.assertion.factor(opening.governed.status)
    factor = min(max(status_factor * subject_confidence, 0.0), 1.0)
    return Strength(
        round(_sigmoid(sum_of(terms)), 4),
        factor,
        tuple(_reasons(opening, features, status_factor)),
        terms,
        status_factor,
        subject_confidence,
    )


def _features(opening: Opening, *, has_value: bool, is_corrected: bool) -> dict[str, int]:
    """By what was learned, where the passage was held against judged ones: the cues then say little more; else by the cues."""
    if opening.lesson is not None:
        compared = {"compared": 1, "opened": int(not opening.is_learned), "corrected": int(is_corrected)}
        return {**compared, **opening.lesson.marks}
    headings = opening.sentence.section
    return {
        "strong": _distinct(opening.signs.strong, "strong"),
        "heading": int(opening.signs.heading is not None),
        "weak": _distinct(opening.signs.weak, "weak"),
        "context": _distinct(opening.signs.context, "context"),
        "event": int(opening.event is not None),
        "value": int(has_value),
        "corrected": int(is_corrected),
        "preferred_section": int(any(in_headings(word, headings) for word in opening.rule.sections.prefer)),
        "avoided_section": int(any(in_headings(word, headings) for word in opening.rule.sections.avoid)),
        "corrected_cue": _distinct(opening.signs.corrected, "corrected_cue"),
    }


def terms_of(features: Mapping[str, int]) -> tuple[Term, ...]:
    """The terms of the sum that are not 0.

    >>> terms_of({"strong": 1, "weak": 0})
    (Term(name='strong', count=1, weight=1.6),)
    """
    return tuple(Term(name, count, WEIGHTS[name]) for name, count in features.items() if count)


def sum_of(terms: Iterable[Term]) -> float:
    """The sum that the score is the logistic function of."""
    return BIAS + sum(term.weight * term.count for term in terms)


def together(totals: Iterable[float]) -> float:
    """Combine independent evidence by noisy-or; give it one total for each section.

    >>> together([0.5, 0.5]), together([])
    (0.75, 0.0)
    """
    missed = math.prod(1.0 - total for total in totals)
    return round(min(max(1.0 - missed, 0.0), 1.0), 4)


def _distinct(hits: Iterable[Hit], kind: str) -> int:
    return min(len({hit.label for hit in hits}), _MOST[kind])


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))


def _reasons(opening: Opening, features: dict[str, int], status_factor: float) -> Iterable[str]:
    yield from dict.fromkeys(f"cue:{hit.name}" for hit in (*opening.signs.strong, *opening.signs.weak))
    if opening.signs.heading is not None:
        yield f"heading:{opening.signs.heading}"
    yield from dict.fromkeys(f"context:{hit.name}" for hit in opening.signs.context)
    yield from dict.fromkeys(
        f"corrected:{correction(hit, opening.sentence)}" for hit in opening.signs.corrected
    )
    if opening.event is not None:
        yield f"event:{opening.event}"
    if opening.is_learned and opening.lesson is not None:
        yield f"learned:{','.join(opening.lesson.words)}={opening.lesson.score:g}"
    if opening.governed.preparation is not None:
        yield f"only:{opening.governed.preparation}"
    yield f"status:{opening.governed.status}*{status_factor:g}"
    counted = ",".join(f"{name}={count}" for name, count in features.items() if count)
    yield f"features:{counted}"

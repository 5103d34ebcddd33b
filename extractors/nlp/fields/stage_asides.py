"""Stages that stand in brackets behind a thing: '수질 감시소 3곳(운영 중), 관제실 1곳(2026년 개소 예정)'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import phrase_ending, tokens_of
from extractors.nlp.fields.stages import tells_stage
from extractors.nlp.normalise import plain
from extractors.nlp.status_words import PLANS
from schemas.evidence import CharSpan
from schemas.fact import Status
from schemas.sentence import Morpheme

# what stands behind something: a bracket that begins a line is a label
_ASIDE = re.compile(r"(?<=[가-힣A-Za-z0-9」』”’%㎡㎞])\s?\((?P<said>[^()\n]{2,40})\)")
_SURE: tuple[Status, ...] = ("done", "ongoing", "in_progress", "planned", "negated")


def stages_in_brackets(passage: Passage) -> Iterator[Draft]:
    """Yield what brackets say became of the thing before them; a bare noun needs a date: '(신호 운영)' may be a role."""
    for match in _ASIDE.finditer(passage.text):
        said = CharSpan(*match.span("said")).shifted(passage.span.start)
        is_dated = any(said.contains(found.span) for found in passage.dates)
        before = tokens_of(passage, passage.span.start, passage.span.start + match.start())
        thing = phrase_ending(before, len(before))
        for clause in passage.clauses_in(said):
            is_sure = clause.status in _SURE or (clause.status == "nominal" and is_dated)
            if (
                is_sure
                and tells_stage(passage, clause)
                and not (clause.predicate in PLANS and _is_day(passage, before))
            ):
                yield Draft(
                    field="initiative_status",
                    value=clause.predicate or "",
                    span=said,
                    subject=passage.subject,
                    case_id=passage.case_id,
                    rule_id=f"status.{clause.status_rule}.bracket",
                    measure=plain(passage.slice(*thing.as_tuple())) if thing is not None else None,
                    status=clause.status,
                    trust=0.85,
                )


def _is_day(passage: Passage, before: Sequence[Morpheme]) -> bool:
    """'2025년 6월(예정)': when, and nothing that has a stage."""
    return bool(before) and any(
        found.span.end >= before[-1].end > found.span.start for found in passage.dates
    )


def status_behind(passage: Passage, position: int, told: Status) -> Status:
    """What brackets right behind `position` say, for sure ('3곳(운영 중)') or where the clause leaves it open; else `told`."""
    match = _ASIDE.match(passage.text, position - passage.span.start)
    if match is None:
        return told
    heard = (*_SURE, "nominal") if told == "unstated" else _SURE
    said = passage.clauses_in(CharSpan(*match.span("said")).shifted(passage.span.start))
    stages = (clause.status for clause in reversed(said) if tells_stage(passage, clause))
    return next((status for status in stages if status in heard), told)

"""What an answer says only together with the question above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.rules.cues import Hit, Present, Seen
from extractors.rules.engine import Governed, Opening, Signs, open_rule
from extractors.rules.pack import Rule
from schemas.evidence import CharSpan
from schemas.fact import Status
from schemas.sentence import Clause, Sentence

# "얼마나 달라졌습니까?", "문: 소방차는요?", "무엇이 나아졌는가", "실적을 적으십시오"; "실시계획 인가" grants
_QUESTION = re.compile(
    r"[?？]\s*$|(?:니까|는가|은가|(?<=[가-힣])인가|나요|가요|까요|데요)\.?\s*$"
    r"|(?:적|쓰|설명하|기재하|밝히)(?:으)?(?:시오|십시오|세요)\.?\s*$|^\s*(?:문|질문|질의|Q\d{0,2})\s?[:：.]"
)
LONGEST_QUESTION = 120


@dataclass(frozen=True, slots=True)
class Joined:
    """An answer behind its question, as one text."""

    own: Seen
    whole: Seen


def answers(sentences: Iterable[Seen]) -> Iterator[Joined]:
    """The first sentence under each heading that asks something, behind its question."""
    answered: set[tuple[str, ...]] = set()
    for seen in sentences:
        section = seen.sentence.section
        heading = section[-1] if section else ""
        if section not in answered and len(heading) <= LONGEST_QUESTION and _QUESTION.search(heading):
            answered.add(section)
            yield _joined(heading, seen)


def _joined(before: str, seen: Seen) -> Joined:
    first, last = seen.sentence.span
    begin = max(first - len(before) - 1, 0)
    text = before[: first - begin - 1].ljust(first - begin) + seen.sentence.text
    whole = seen.sentence.model_copy(update={"span": (begin, last), "text": text})
    return Joined(seen, Seen(whole, seen.facts))


def open_joined(rule: Rule, joined: Joined, present: Present) -> Opening | None:
    """The opening of a rule by both together, told of the sentence alone."""
    opening = open_rule(rule, joined.whole, present, may_be_headed=False)
    if opening is None or not opening.signs.strong:
        return None
    span = CharSpan(*joined.own.sentence.span)
    clause = _told(joined.own.sentence)
    status: Status = "nominal" if clause is None else clause.status
    return replace(
        opening,
        seen=joined.own,
        signs=_signs_in(opening.signs, span),
        anchor=Hit(opening.anchor.label, span, opening.anchor.shown),
        anchor_span=span,
        governed=Governed(status, clause),
    )


def _signs_in(signs: Signs, span: CharSpan) -> Signs:
    """The same signs, without characters where they stand in the question."""
    kinds = (signs.strong, signs.weak, signs.context)
    strong, weak, context = (tuple(_hit_in(hit, span) for hit in hits) for hits in kinds)
    return replace(signs, strong=strong, weak=weak, context=context)


def _hit_in(hit: Hit, span: CharSpan) -> Hit:
    is_outside = hit.span is None or hit.span.start < span.start
    return replace(hit, span=None) if is_outside else hit


def _told(sentence: Sentence) -> Clause | None:
    """The clause that says how it stands: the last that says anything."""
    told = (clause for clause in reversed(sentence.clauses) if clause.status != "unstated")
    return next(told, None)

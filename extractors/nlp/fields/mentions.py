"""Technologies and legal bases that a passage names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import phrase_ending, tokens_of
from extractors.nlp.fields.devices import with_devices
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan
from schemas.fact import Qualifier

_LINKS = re.compile(r"연계|연동|결합|접목")
_HEAD = re.compile(
    r"(?:(?P<generic>시스템|플랫폼|서비스|앱)|카드|포털|센터|망|지도|누리집|데이터베이스|단말기?|페이)$"
)
_OTHERS = re.compile(r"유관|관련|기존|타\s|다른|각종|여러|외부|내부|개별")
_LATIN = re.compile(r"[A-Za-z]")
_ETC = re.compile(r"\s?등")
_LAW = re.compile(
    r"(?:조례|법|법률|규칙|규정|훈령|고시|예규|지침|시행령|시행규칙)(?:\s?(?:안|개정안|제정안))?$"
)


def technologies(passage: Passage) -> Iterator[Draft]:
    """Yield the technologies that a passage about a city or a service names."""
    if not passage.is_content:
        return
    for mention in with_devices(passage):
        etc: Qualifier | None = (
            "etc" if _ETC.match(passage.text, mention.span.end - passage.span.start) else None
        )
        yield Draft(
            field="technology",
            value=plain(mention.name),
            span=mention.span,
            subject=passage.subject,
            case_id=passage.case_id,
            rule_id="mention.technology",
            qualifier=etc,
            status=passage.status_of(mention.span),
            attributes={"canonical": mention.canonical} if mention.canonical else {},
            trust=0.9,
        )


def linked_systems(passage: Passage) -> Iterator[Draft]:
    """Yield the named system that an initiative is tied to: '알뜰교통카드와 연계하여', '○○사의 A맵 시스템과 … 연계'."""
    if not passage.is_content:
        return
    for clause in passage.sentence.clauses:
        if not _LINKS.search(clause.predicate or ""):
            continue
        tokens = tokens_of(passage, *clause.span)
        joints = [
            n for n, token in enumerate(tokens) if token.form in ("와", "과") and token.tag in ("JKB", "JC")
        ]
        for joint in joints:
            phrase = phrase_ending(tokens, joint)
            named = _named(passage, phrase) if phrase is not None else None
            if named is not None and not any(m.span.overlaps(named) for m in passage.technologies):
                yield Draft(
                    field="technology",
                    value=plain(passage.slice(*named.as_tuple())),
                    span=named,
                    subject=passage.subject,
                    case_id=passage.case_id,
                    rule_id="mention.linked_system",
                    status=clause.status,
                    attributes={"relation": "linked"},
                    trust=0.75,
                )


def _named(passage: Passage, phrase: CharSpan) -> CharSpan | None:
    """The name in a phrase: with a head that systems have, and not only 'other systems'; 'A맵 시스템' is A맵."""
    text = passage.slice(*phrase.as_tuple())
    head = _HEAD.search(text)
    if head is None or _OTHERS.match(text) or not head.start():
        return None
    modifier = text[: head.start()].rstrip()
    is_brand = head["generic"] is not None and _LATIN.search(modifier) is not None
    return CharSpan(phrase.start, phrase.start + len(modifier)) if is_brand else phrase


def legal_bases(passage: Passage) -> Iterator[Draft]:
    """Yield the ordinances and laws that are named in corner brackets."""
    if passage.unit.is_quotation:
        return
    for mention in passage.names:
        if mention.kind != "ordinance" or not _LAW.search(plain(mention.name)):
            continue
        clause = passage.clause_at(mention.span.start)
        yield Draft(
            field="legal_basis",
            value=plain(mention.name),
            span=mention.span,
            subject=passage.subject,
            case_id=passage.case_id,
            rule_id="mention.legal_basis",
            status=clause.status if clause else "unstated",
            trust=0.95,
        )

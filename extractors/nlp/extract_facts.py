"""From what a rule found (a draft) to a fact with evidence, id and confidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made
from functools import lru_cache
from typing import Any

from extractors.nlp.extract_passages import PageIndex
from extractors.nlp.support import support_of
from extractors.proof import Prover
from schemas.document import Document
from schemas.evidence import CharSpan, Evidence
from schemas.fact import (
    Alignment,
    Basis,
    Fact,
    FactConfidence,
    FieldName,
    Period,
    Qualifier,
    Status,
    Subject,
    Support,
    Unit,
    Value,
    short_id,
)
from schemas.masking import MaskedSpan, mask

MAX_QUOTE = 190
"""A quote is a phrase or a clause, not a paragraph."""
_RESOLVE: dict[Basis, float] = {
    "document": 1.0, "mention": 0.98, "topic": 0.97, "list": 0.95, "row_label": 0.95, "applicant": 0.95,
    "name": 0.9, "heading": 0.9, "caption": 0.85, "carried": 0.8,
}  # fmt: skip
# blanks and company forms do not make two values of one
_UNSEEN = re.compile(r"\s+|㈜|\(주\)|\(유\)|주식회사")
_MOST_TRUSTS = 256
"""So many different trusts are remembered; most facts of a document share a few."""
_TIMELESS = ("partner", "developer", "legal_basis", "coverage", "case_title", "caption", "service_field")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One value that a rule read, before its place is proven. `span` is the quote."""

    field: FieldName
    value: Value
    span: CharSpan
    subject: Subject
    rule_id: str
    case_id: str | None = None
    measure: str | None = None
    unit: Unit | None = None
    qualifier: Qualifier | None = None
    period: Period | None = None
    status: Status = "unstated"
    attributes: Mapping[str, Any] = made(default_factory=dict)
    alignment: Alignment = "exact"
    support: Support | None = None
    derivation: str | None = None
    trust: float = 0.9


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document with what finds places in it; `shown` is its text as an export may show it."""

    document: Document
    prover: Prover
    pages: PageIndex
    masked: Sequence[MaskedSpan]
    shown: str


def to_facts(drafts: Iterable[Draft], document: Document, masked: Sequence[MaskedSpan]) -> tuple[Fact, ...]:
    """Prove the drafts; equal ones become one fact with several evidences. In text order.

    A draft whose quote crosses the border of a block or cell is dropped: it
    would have no place to show.
    """
    groups: dict[tuple[object, ...], list[Draft]] = {}
    for draft in sorted(_classed(tuple(drafts)), key=_order):
        groups.setdefault(_sameness(draft), []).append(draft)
    paper = _Paper(document, Prover(document), PageIndex(document), masked, mask(document.text, masked))
    facts = [_fact(group, paper) for group in groups.values()]
    found = {fact.fact_id: fact for fact in reversed([fact for fact in facts if fact is not None])}
    return tuple(sorted(found.values(), key=lambda fact: (fact.evidence[0].span, fact.field, fact.fact_id)))


def _classed(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts; of a city that was certified, those that leave its class open have the one that another place tells."""
    classes = {
        _certified(draft): draft.attributes["class"] for draft in drafts if "class" in draft.attributes
    }
    for draft in drafts:
        told = classes.get(_certified(draft)) if draft.field == "certified" else None
        is_open = told is not None and "class" not in draft.attributes
        yield replace(draft, attributes={**draft.attributes, "class": told}) if is_open else draft


def _certified(draft: Draft) -> tuple[object, ...]:
    return (draft.field, draft.subject.name, draft.attributes.get("scheme"), draft.attributes.get("year"))


def _order(draft: Draft) -> tuple[object, ...]:
    return (
        draft.span.start,
        draft.span.end,
        draft.field,
        str(draft.value),
        draft.rule_id,
        draft.subject.name,
    )


def _sameness(draft: Draft) -> tuple[object, ...]:
    value = _normal(draft.value)
    measure = _normal(draft.measure or "")
    status = draft.status if draft.field not in _TIMELESS else ""
    return (draft.field, draft.subject.name, value, draft.unit, measure, status, draft.qualifier,
            str(draft.period), _kept_apart(draft))  # fmt: skip


def _kept_apart(draft: Draft) -> object:
    """Attributes that make two facts of equal value different; a party may do one thing here and another there."""
    if draft.field in ("partner", "developer"):
        return (draft.case_id, str(draft.attributes.get("role", "")))
    return tuple(
        (key, str(draft.attributes[key]))
        for key in ("indicator", "medium", "class", "scheme")
        if key in draft.attributes
    )


def _normal(value: Value) -> str:
    return _UNSEEN.sub("", str(value)).casefold() if isinstance(value, str) else repr(value)


def _fact(group: Sequence[Draft], paper: _Paper) -> Fact | None:
    document, prover = paper.document, paper.prover
    proofs = [
        proof
        for span in _distinct(draft.span for draft in group)
        if (proof := _prove(prover, span, document))
    ]
    if not proofs:
        return None
    first = group[0]
    page_no, start = paper.pages.locate(proofs[0].span[0])
    told = first.span.slice(paper.shown) if _is_masked(first, paper.masked) else first.value
    return Fact(
        fact_id=short_id(
            document.document_id, first.field, first.subject.name, _normal(told), first.unit, page_no, start
        ),
        document_id=document.document_id,
        case_id=first.case_id,
        field=first.field,
        subject=first.subject,
        measure=first.measure,
        value=first.value,
        unit=first.unit,
        qualifier=first.qualifier,
        period=first.period,
        status=first.status,
        attributes=dict(first.attributes),
        rule_id=first.rule_id,
        alignment=first.alignment,
        evidence=tuple(proofs),
        evidence_found=all(map(prover.finds, proofs)),
        value_supported=first.support or support_of(first.value, proofs[0].quote, first.derivation),
        derivation=first.derivation,
        confidence=_confidence(first, proofs),
    )


def _is_masked(draft: Draft, masked: Sequence[MaskedSpan]) -> bool:
    return isinstance(draft.value, str) and any(item.span.overlaps(draft.span) for item in masked)


def _distinct(spans: Iterable[CharSpan]) -> list[CharSpan]:
    kept: list[CharSpan] = []
    for span in spans:
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return kept


def _prove(prover: Prover, span: CharSpan, document: Document) -> Evidence | None:
    text = span.slice(document.text)
    start = span.start + len(text) - len(text.lstrip())
    tight = CharSpan(start, max(start + len(text.strip()), start + 1))
    try:
        return prover.prove(tight)
    except ValueError:
        return None


def _confidence(draft: Draft, proofs: Sequence[Evidence]) -> FactConfidence:
    read = [proof.ocr_confidence for proof in proofs if proof.ocr_confidence is not None]
    return _trust(
        round(max(read), 4) if read else 1.0,
        {"exact": 1.0, "despaced": 0.95, "corrected": 0.85, "inferred": 0.7}[draft.alignment],
        _RESOLVE[draft.subject.basis],
        draft.trust,
    )


@lru_cache(maxsize=_MOST_TRUSTS)
def _trust(read: float, locate: float, resolve: float, extract: float) -> FactConfidence:
    return FactConfidence(read=read, locate=locate, resolve=resolve, extract=extract)


def fitted(span: CharSpan, inner: CharSpan) -> CharSpan:
    """`span`, cut so that it is short enough to quote and still holds `inner`.

    >>> fitted(CharSpan(0, 500), CharSpan(300, 310))
    CharSpan(start=120, end=310)
    """
    if span.end - span.start <= MAX_QUOTE:
        return span
    start = max(span.start, inner.end - MAX_QUOTE)
    return CharSpan(min(start, inner.start), max(inner.end, min(span.end, start + MAX_QUOTE)))

"""Technologies and legal bases that a passage names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft, plain
from extractors.nlp.extract_passages import Passage
from schemas.fact import Qualifier

_ETC = re.compile(r"\s?등")
_LAW = re.compile(
    r"(?:조례|법|법률|규칙|규정|훈령|고시|예규|지침|시행령|시행규칙)(?:\s?(?:안|개정안|제정안))?$"
)


def technologies(passage: Passage) -> Iterator[Draft]:
    """Yield the technologies that a passage about a city or a service names."""
    if not passage.is_content:
        return
    for mention in passage.technologies:
        clause = passage.clause_at(mention.span.start)
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
            status=clause.status if clause else "unstated",
            attributes={"canonical": mention.canonical} if mention.canonical else {},
            trust=0.9,
        )


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

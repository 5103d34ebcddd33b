"""What an application itself says of an indicator: the points it claims, and the proof it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.rules.cues import literal
from extractors.rules.mapped import MappedDocument
from schemas.catalogue import Indicator
from schemas.fact import Fact

# "12", "p. 12", "12쪽", "12-14면": the first page that a claim names
_PAGE = re.compile(r"(?P<page>\d{1,5})")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim or named proof of one indicator, with the page it points to."""

    fact: Fact
    proof_page: int | None


def claims_for(indicator: Indicator, document: MappedDocument) -> list[Claim]:
    """The claims of an application that name the indicator by its id or its name."""
    if document.kind not in {"city_application", "service_application"}:
        return []
    return [
        Claim(fact, _page(fact))
        for fact in document.facts
        if fact.field in {"indicator_claim", "proof_document"} and _names(fact, indicator)
    ]


def _names(fact: Fact, indicator: Indicator) -> bool:
    named = fact.attributes.get("indicator")
    return isinstance(named, str) and literal(named) in {
        literal(indicator.id),
        literal(indicator.name.ko),
        literal(indicator.name.en),
    }


def _page(fact: Fact) -> int | None:
    match = _PAGE.search(str(fact.attributes.get("proof_page") or fact.attributes.get("pages") or ""))
    return int(match["page"]) if match else None

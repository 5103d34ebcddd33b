"""What an application itself says of an indicator: the points it claims, and the proof it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.rules.cues import titles
from extractors.rules.literals import literal
from extractors.rules.mapped import MappedDocument
from extractors.rules.pack import Rule
from schemas.catalogue import Indicator
from schemas.fact import Fact

# "12", "p. 12", "12쪽", "12-14면": the first page that a claim names
_PAGE = re.compile(r"(?P<page>\d{1,5})")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim or named proof of one indicator, with the page it points to."""

    fact: Fact
    proof_page: int | None


def claims_for(indicator: Indicator, rule: Rule | None, document: MappedDocument) -> list[Claim]:
    """The claims of an application on the indicator, and the proof it names for them.

    A claim names the indicator by id or name, or holds a strong or claim cue of
    its `rule` in the name that it goes by; a proof also by the number of such a claim.
    """
    if document.kind not in {"city_application", "service_application"}:
        return []
    cued = {
        str(fact.attributes.get("indicator"))
        for fact in document.facts
        if fact.field == "indicator_claim" and _cue_of(fact, rule) is not None
    }
    return [
        Claim(fact, _page(fact))
        for fact in document.facts
        if fact.field in {"indicator_claim", "proof_document"}
        and (_names(fact, indicator) or str(fact.attributes.get("indicator")) in cued)
    ]


def bound_by(fact: Fact, indicator: Indicator, rule: Rule | None) -> str:
    """What bound a claim: the indicator's id or `name`, a `cue:` of its rule, or the `number` of a claim so bound."""
    if _names(fact, indicator):
        return "name"
    cue = _cue_of(fact, rule)
    return "number" if cue is None else f"cue:{cue}"


def _cue_of(fact: Fact, rule: Rule | None) -> str | None:
    """The cue of the rule that the name of the claimed indicator holds, if none in it vetoes."""
    name = fact.attributes.get("indicator_name")
    if rule is None or not isinstance(name, str):
        return None
    vetoes = [exclusion.as_cue() for exclusion in rule.exclude]
    return titles((*rule.cues.strong, *rule.cues.claim), [name]) if titles(vetoes, [name]) is None else None


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

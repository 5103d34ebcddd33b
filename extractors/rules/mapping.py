"""From stored facts and sentences to one record for each subject and indicator of a catalogue.

Mapping reads no document and makes no fact: a record rests on the facts under its cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from extractors.rules.catalogues import load_rules
from extractors.rules.claims import Claim, claims_for
from extractors.rules.findings import Finding, Searcher
from extractors.rules.lessons import SURE
from extractors.rules.mapped import MappedDocument
from extractors.rules.own_words import own_rules
from extractors.rules.pack import Rule
from extractors.rules.partner_city import partner_city
from extractors.rules.states import Verdict, judge
from extractors.rules.subjects import Mapped, mapped_subjects, sentences_about
from schemas.catalogue import Catalogue, Indicator
from schemas.evidence import Evidence
from schemas.fact import Fact, Value, short_id
from schemas.record import Record, RecordConfidence, Searched

MAX_FACTS = 100
"""A word on every page of a long application is no better proof; the rest is counted in the reasons."""
CLAIM_STRENGTH = 0.3
"""A claim without a word of proof that the rules know; it asks for a reader."""


def map_records(
    catalogue: Catalogue,
    documents: Sequence[MappedDocument],
    *,
    rules: Sequence[Rule] | None = None,
    is_taught: bool = True,
) -> tuple[Record, ...]:
    """Return the records of a whole run folder, by subject and then in the catalogue's order.

    Documents whose header names only another scheme are passed over. `rules`
    are those written for the catalogue, and its own words where none was, unless given.
    What judged passages teach is left out unless `is_taught`.
    """
    fitting = fitting_documents(catalogue, documents)
    used = rules_for(catalogue) if rules is None else rules
    by_indicator = {rule.indicator: rule for rule in used}
    searcher = Searcher(catalogue, used, is_taught=is_taught)
    findings = {document.document_id: searcher.search(document) for document in fitting}
    return tuple(
        chain.from_iterable(
            _records_of(catalogue, mapped, by_indicator, findings)
            for mapped in mapped_subjects(catalogue, fitting)
        )
    )


def fitting_documents(catalogue: Catalogue, documents: Sequence[MappedDocument]) -> list[MappedDocument]:
    """The documents whose header does not name another scheme only, and those on a service that tell of its city too, by id."""
    return sorted(
        (one for one in documents if _fits(catalogue, one)),
        key=lambda document: document.document_id,
    )


def _fits(catalogue: Catalogue, document: MappedDocument) -> bool:
    if not document.schemes or catalogue.scheme in document.schemes:
        return True
    return catalogue.scheme == "city" and partner_city(document) is not None


def rules_for(catalogue: Catalogue) -> tuple[Rule, ...]:
    """The rules that were written for a catalogue, and those of its own words where none was."""
    written = load_rules(catalogue.name)
    return (*written, *own_rules(catalogue, written))


def rule_hashes(catalogue: Catalogue) -> dict[str, str]:
    """The sha256 of each rule that the catalogue is mapped by, so that a later change can be told."""
    return {rule.indicator: rule.sha256 for rule in rules_for(catalogue)}


def _records_of(
    catalogue: Catalogue, mapped: Mapped, rules: Mapping[str, Rule], findings: dict[str, list[Finding]]
) -> list[Record]:
    own: dict[str, list[Finding]] = {}
    for finding in own_findings(mapped, findings):
        own.setdefault(finding.indicator_id, []).append(finding)
    return [
        record_of(catalogue, weigh(mapped, indicator, rules.get(indicator.id), own.get(indicator.id, [])))
        for indicator in catalogue.indicators
    ]


def own_findings(mapped: Mapped, findings: Mapping[str, Sequence[Finding]]) -> Iterator[Finding]:
    """Those findings, given by document, that are about a subject and that its kind allows."""
    for document in mapped.documents:
        is_about = sentences_about(mapped, document)
        for finding in findings[document.document_id]:
            is_sure = document.document_id not in mapped.partner_in or finding.strength.score >= SURE
            if is_sure and is_about(finding.sentence) and _is_allowed(finding, mapped):
                yield finding


@dataclass(frozen=True, slots=True)
class Weighed:
    """What there is on one indicator of one subject, and what it comes to."""

    mapped: Mapped
    indicator: Indicator
    rule: Rule | None
    claims: tuple[Claim, ...]
    verdict: Verdict


def weigh(mapped: Mapped, indicator: Indicator, rule: Rule | None, findings: list[Finding]) -> Weighed:
    """Hold the subject's own findings and its claims on an indicator together."""
    claims = tuple(claim for one in mapped.documents for claim in claims_for(indicator, rule, one))
    return Weighed(mapped, indicator, rule, claims, _verdict(mapped, claims, findings, rule))


def _is_allowed(finding: Finding, mapped: Mapped) -> bool:
    kinds = finding.opening.rule.subject.kinds
    return not kinds or mapped.subject.kind in kinds


def _verdict(mapped: Mapped, claims: Sequence[Claim], findings: list[Finding], rule: Rule | None) -> Verdict:
    if rule is None:
        return Verdict("not_searched", notes=("no_rule",))
    verdict = judge(findings)
    if verdict.state == "absent" and rule.basis == "own_words":
        return Verdict("not_searched", notes=(*verdict.notes, "own_words"))
    if verdict.state == "absent" and _could_not_read(mapped, claims):
        return Verdict("not_searched", notes=(*verdict.notes, "pages_unread"))
    return verdict


def _could_not_read(mapped: Mapped, claims: Sequence[Claim]) -> bool:
    """Whether nothing of the subject's documents could be read, or not the page a claim names as proof."""
    if all(document.pages_unread and not document.pages_read for document in mapped.documents):
        return True
    unread = {(one.document_id, page) for one in mapped.documents for page in one.pages_unread}
    return any((claim.fact.document_id, claim.proof_page) in unread for claim in claims)


def record_of(catalogue: Catalogue, weighed: Weighed) -> Record:
    """The record of what was weighed."""
    mapped, indicator, verdict = weighed.mapped, weighed.indicator, weighed.verdict
    claims = [claim.fact for claim in weighed.claims]
    if not verdict.findings:
        return _without_evidence(catalogue, mapped, indicator, verdict, claims)
    best = verdict.findings[0]
    found = verdict.found
    proof = [found.fact] if found else [one.found.fact for one in verdict.conflicting if one.found]
    every = _unique([*proof, *verdict.findings[0].facts, *claims, *_further(verdict)])
    facts = every[:MAX_FACTS]
    return _base(catalogue, mapped, indicator, verdict).model_copy(
        update={
            "value": _value(indicator, verdict),
            "unit": found.unit if found else None,
            "qualifier": found.qualifier if found else None,
            "status": best.status,
            "strength": verdict.strength,
            "confidence": _confidence(best),
            "reasons": (*_reasons(verdict, claims), *_left_out(len(every) - len(facts))),
            "fact_ids": tuple(fact.fact_id for fact in facts),
            "evidence": _evidence(facts),
            "corroborated_by": len({one.place for one in verdict.findings}) - 1,
            "conflicts": tuple(_conflict(one) for one in verdict.conflicting),
        }
    )


def _further(verdict: Verdict) -> Iterator[Fact]:
    return chain.from_iterable(one.facts for one in verdict.findings[1:])


def _base(catalogue: Catalogue, mapped: Mapped, indicator: Indicator, verdict: Verdict) -> Record:
    is_searched = verdict.state != "not_searched"
    return Record(
        record_id=short_id(catalogue.name, indicator.id, *mapped.key),
        catalogue=catalogue.name,
        catalogue_status=catalogue.status,
        indicator_id=indicator.id,
        subject=mapped.subject,
        state=verdict.state,
        reasons=verdict.notes,
        searched=tuple(_searched(one) for one in mapped.documents) if is_searched else (),
        issues=_issues(catalogue, mapped),
    )


def _without_evidence(
    catalogue: Catalogue, mapped: Mapped, indicator: Indicator, verdict: Verdict, claims: list[Fact]
) -> Record:
    base = _base(catalogue, mapped, indicator, verdict)
    if not claims:
        return _with_denial(base, verdict)
    facts = _unique(claims)
    return base.model_copy(
        update={
            "state": "needs_review",
            "status": facts[0].status,
            "strength": CLAIM_STRENGTH,
            "confidence": RecordConfidence(
                read=facts[0].confidence.read,
                locate=facts[0].confidence.locate,
                resolve=facts[0].confidence.resolve,
                map=CLAIM_STRENGTH,
            ),
            "reasons": (*_claim_reasons(claims), "proof_not_found", *verdict.notes),
            "fact_ids": tuple(fact.fact_id for fact in facts),
            "evidence": _evidence(facts),
        }
    )


def _with_denial(base: Record, verdict: Verdict) -> Record:
    """What is absent because the document says so shows where it does; it has no strength and no value."""
    if not verdict.denied or base.state != "absent":
        return base
    facts = _unique(list(chain.from_iterable(one.facts for one in verdict.denied)))[:MAX_FACTS]
    update = {
        "status": "negated",
        "fact_ids": tuple(fact.fact_id for fact in facts),
        "evidence": _evidence(facts),
    }
    return base.model_copy(update=update)


def _value(indicator: Indicator, verdict: Verdict) -> Value | None:
    found = verdict.found
    if found is not None:
        return found.value
    return True if indicator.value.type == "presence" and verdict.state == "present" else None


def _confidence(best: Finding) -> RecordConfidence:
    trusts = [fact.confidence for fact in best.facts]
    return RecordConfidence(
        read=min(trust.read for trust in trusts),
        locate=min(trust.locate for trust in trusts),
        resolve=max(trust.resolve for trust in trusts),
        map=best.strength.score,
    )


def _reasons(verdict: Verdict, claims: Sequence[Fact]) -> tuple[str, ...]:
    best = verdict.findings[0]
    value = f"value:{verdict.found.fact.fact_id}" if verdict.found else ""
    converted = "value:converted" if verdict.found and verdict.found.converted else ""
    difference = "value:difference" if verdict.found and verdict.found.is_difference else ""
    by = "by:own_words" if best.opening.rule.basis == "own_words" else ""
    reasons = (
        *best.strength.reasons,
        by,
        value,
        converted,
        difference,
        *verdict.notes,
        *_claim_reasons(claims),
    )
    return tuple(dict.fromkeys(reason for reason in reasons if reason))


def _left_out(count: int) -> list[str]:
    return [f"more_facts:{count}"] if count else []


def _claim_reasons(claims: Sequence[Fact]) -> list[str]:
    return list(dict.fromkeys(f"claim:{fact.attributes.get('indicator')}" for fact in claims))


def _unique(facts: Sequence[Fact]) -> list[Fact]:
    return list({fact.fact_id: fact for fact in facts}.values())


def _evidence(facts: Sequence[Fact]) -> tuple[Evidence, ...]:
    """The proof of the facts in their order; two facts on the same characters show them once."""
    seen: dict[tuple[str, tuple[int, int]], Evidence] = {}
    for fact in facts:
        for evidence in fact.evidence:
            seen.setdefault((fact.document_id, evidence.span), evidence)
    return tuple(seen.values())


def _conflict(finding: Finding) -> dict[str, object]:
    found = finding.found
    if found is None:
        return {}
    return {
        "document_id": finding.document.document_id,
        "fact_id": found.fact.fact_id,
        "value": found.value,
        "unit": found.unit,
        "qualifier": found.qualifier,
        "quote": found.fact.evidence[0].quote,
        "page_no": found.fact.evidence[0].page_no,
    }


def _searched(document: MappedDocument) -> Searched:
    return Searched(document_id=document.document_id, pages=tuple(sorted(document.pages_read)))


def _issues(catalogue: Catalogue, mapped: Mapped) -> tuple[str, ...]:
    years = [document.scheme_year for document in mapped.documents]
    issues = list(mapped.issues)
    if any(year is not None and year != catalogue.year for year in years):
        issues.append("catalogue_year_substituted")
    if any(document.pages_unread for document in mapped.documents):
        issues.append("pages_unread")
    return tuple(issues)

"""Works out anew, from stored facts and sentences, what led to a record; the mapping itself gives the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.rules.claims import Claim, bound_by
from extractors.rules.cues import Hit, correction, cues_of
from extractors.rules.engine import Signs, needs_met
from extractors.rules.explanation import (
    Characters,
    ClaimTold,
    CueKind,
    CueTold,
    FactTold,
    PlaceTold,
    RecordTold,
    RuleTold,
    SharedWith,
    StatusBy,
    StatusTold,
    StrengthTold,
    SubjectTold,
    TermTold,
    ValueTold,
)
from extractors.rules.findings import Finding, Searcher
from extractors.rules.mapped import MappedDocument
from extractors.rules.mapping import Weighed, fitting_documents, own_findings, record_of, weigh
from extractors.rules.pack import Rule
from extractors.rules.states import doubts, rank, tier_of
from extractors.rules.strength import BIAS, Strength, sum_of
from extractors.rules.subjects import mapped_subjects
from schemas.catalogue import Catalogue
from schemas.evidence import CharSpan
from schemas.fact import Fact
from schemas.record import Record
from schemas.sentence import Sentence

MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Explained:
    """A record as the rules of today make it, and how they come to it."""

    record: Record
    told: RecordTold


def explain(
    catalogue: Catalogue,
    rules: Sequence[Rule],
    documents: Sequence[MappedDocument],
    indicator_id: str,
    *,
    record_id: str | None = None,
) -> Iterator[Explained]:
    """Explain the records of one indicator, one for each subject of the documents; or the one record that is asked for."""
    indicator = catalogue.indicator(indicator_id)
    if indicator is None:
        return
    fitting = fitting_documents(catalogue, documents)
    rule = next((one for one in rules if one.indicator == indicator_id), None)
    searcher = Searcher(catalogue, () if rule is None else (rule,))
    findings = {document.document_id: searcher.search(document) for document in fitting}
    for mapped in mapped_subjects(catalogue, fitting):
        own = list(own_findings(mapped, findings))
        weighed = weigh(mapped, indicator, rule, own)
        record = record_of(catalogue, weighed)
        if record_id in (None, record.record_id):
            yield _explained(catalogue, rules, record, weighed, own)


def _explained(
    catalogue: Catalogue, rules: Sequence[Rule], record: Record, weighed: Weighed, own: Sequence[Finding]
) -> Explained:
    chosen = list(weighed.verdict.findings)
    others = [finding for finding in own if not any(finding is one for one in chosen)]
    ordered = [*chosen, *sorted(others, key=rank)]
    shown = ordered[:MOST_PLACES]
    shared = shared_with(catalogue, rules, shown)
    told = RecordTold(
        record_id=record.record_id,
        catalogue=catalogue.name,
        indicator_id=weighed.indicator.id,
        indicator_name=weighed.indicator.name.ko,
        definition=weighed.indicator.definition.ko,
        subject_kind=record.subject.kind,
        subject_name=record.subject.name,
        state=record.state,
        value=record.value,
        unit=record.unit,
        status=record.status,
        strength=record.strength,
        combined=tuple(weighed.verdict.strengths),
        rule=None if weighed.rule is None else RuleTold(basis=weighed.rule.basis, sha256=weighed.rule.sha256),
        notes=record.reasons if not weighed.verdict.findings else weighed.verdict.notes,
        claims=tuple(_claim(claim, weighed) for claim in weighed.claims),
        places=tuple(tell_place(one, shared.get(_place(one), ())) for one in shown),
        places_left_out=len(ordered) - len(shown),
    )
    return Explained(record, told)


def shared_with(
    catalogue: Catalogue, rules: Sequence[Rule], findings: Sequence[Finding]
) -> Mapping[tuple[str, str], tuple[SharedWith, ...]]:
    """For each sentence of the findings, the other indicators whose rules open on it."""
    searcher = Searcher(catalogue, rules)
    found: dict[tuple[str, str], dict[str, None]] = {}
    own = {_place(finding): finding.indicator_id for finding in findings}
    for document in {finding.document.document_id: finding.document for finding in findings}.values():
        inside = tuple(one for one in document.sentences if (document.document_id, one.sentence_id) in own)
        for other in searcher.search(replace(document, sentences=inside)):
            if other.indicator_id != own.get(_place(other)):
                found.setdefault(_place(other), {})[other.indicator_id] = None
    names = {indicator.id: indicator.name.ko for indicator in catalogue.indicators}
    return {
        place: tuple(SharedWith(indicator_id=one, name=names[one]) for one in sorted(others))
        for place, others in found.items()
    }


def _place(finding: Finding) -> tuple[str, str]:
    return finding.document.document_id, finding.sentence.sentence_id


def tell_place(finding: Finding, shared: tuple[SharedWith, ...] = ()) -> PlaceTold:
    """One finding, in full."""
    opening, rule = finding.opening, finding.opening.rule
    return PlaceTold(
        document_id=finding.document.document_id,
        sentence=whole(finding.sentence),
        section=finding.sentence.section,
        cues=tuple(_cues(finding)),
        event=opening.event,
        status=_status(finding),
        subject=_subject(finding),
        value=_value(finding),
        needs=rule.needs.of if rule.needs is not None else (),
        needs_met=tuple(needs_met(opening)),
        strength=_strength(finding.strength),
        facts=tuple(map(tell_fact, finding.facts)),
        shows=tier_of(finding),
        doubts=tuple(doubts(finding)),
        shared_with=shared,
    )


def whole(sentence: Sentence) -> Characters:
    """A sentence as characters of its document."""
    return Characters(span=sentence.span, quote=sentence.text, page_no=sentence.page_no)


def characters(sentence: Sentence, span: CharSpan) -> Characters:
    """Some characters of a sentence."""
    offset = sentence.span[0]
    text = sentence.text[span.start - offset : span.end - offset]
    return Characters(span=span.as_tuple(), quote=text, page_no=sentence.page_no)


def _cues(finding: Finding) -> Iterator[CueTold]:
    opening = finding.opening
    event = opening.anchor if opening.signs.heading is not None else None
    strong: CueKind = "table" if opening.by_table else "strong"
    yield from tell_signs(opening.signs, opening.rule, finding.sentence, event=event, strong=strong)


def tell_signs(
    signs: Signs, rule: Rule, sentence: Sentence, *, event: Hit | None = None, strong: CueKind = "strong"
) -> Iterator[CueTold]:
    """The signs of a rule in a sentence, with the event under a heading that holds a cue."""
    if signs.heading is not None:
        yield CueTold(kind="heading", pattern=signs.heading)
    kinds: tuple[tuple[CueKind, Sequence[Hit]], ...] = (
        ("event", () if event is None else (event,)),
        (strong, signs.strong),
        ("weak", signs.weak),
        ("context", signs.context),
    )
    for kind, hits in kinds:
        for hit in hits:
            yield tell_cue(kind, hit, rule, sentence)
    labels = {cue.lex for cue in rule.cues.strong}
    for hit in signs.corrected:
        yield tell_cue("strong" if hit.label in labels else "weak", hit, rule, sentence)


def tell_cue(kind: CueKind, hit: Hit, rule: Rule, sentence: Sentence) -> CueTold:
    """A hit with what the rule asked for."""
    cue = next((one for one in cues_of(rule) if hit.label in {one.lex, one.regex}), None)
    return CueTold(
        kind=kind,
        pattern=hit.label,
        near=cue.near if cue is not None else None,
        characters=None if hit.span is None else characters(sentence, hit.span),
        alignment="corrected" if hit.is_corrected else "exact",
        derivation=correction(hit, sentence) if hit.is_corrected else None,
    )


def _status(finding: Finding) -> StatusTold:
    governed, assertion = finding.opening.governed, finding.opening.rule.assertion
    clause = governed.clause
    predicate = clause.predicate_span if clause is not None else None
    return StatusTold(
        status=governed.status,
        by=_status_by(finding),
        predicate=None if predicate is None else characters(finding.sentence, CharSpan(*predicate)),
        clause_status=clause.status if clause is not None else None,
        status_rule=clause.status_rule if clause is not None else None,
        preparation=governed.preparation,
        required=assertion.require,
        downgraded=dict(assertion.downgrade),
        rejected=assertion.reject,
    )


def _status_by(finding: Finding) -> StatusBy:
    governed = finding.opening.governed
    if governed.clause is None:
        return "table" if finding.opening.by_table else "nothing"
    if governed.preparation is not None:
        return "preparation"
    return "clause" if governed.status == governed.clause.status else "wanted"


def _subject(finding: Finding) -> SubjectTold:
    subject = finding.sentence.subject
    return SubjectTold(
        kind=subject.kind,
        name=subject.name,
        as_written=subject.as_written,
        basis=subject.basis,
        confidence=finding.strength.subject_confidence,
        least=finding.opening.rule.subject.min_confidence,
    )


def _value(finding: Finding) -> ValueTold:
    rule, found = finding.opening.rule.value, finding.found
    asked = {"measure": rule.measure, "clause": rule.clause, "also": rule.also}
    tests = [f"{name}: {', '.join(words)}" for name, words in asked.items() if words]
    tests += [name for name, is_asked in (("change", rule.change), ("required", rule.required)) if is_asked]
    tests += [f"aggregate: {rule.aggregate}"] if rule.aggregate != "nearest" else []
    wanted = {"wanted": rule.type, "unit_wanted": rule.unit, "tests": tuple(tests)}
    if found is None:
        return ValueTold.model_validate(wanted)
    taken = {
        "value": found.value,
        "unit": found.unit,
        "fact_id": found.fact.fact_id,
        "converted": found.converted,
        "is_difference": found.is_difference,
    }
    return ValueTold.model_validate(wanted | taken)


def _strength(strength: Strength) -> StrengthTold:
    return StrengthTold(
        bias=BIAS,
        terms=tuple(TermTold(name=one.name, count=one.count, weight=one.weight) for one in strength.terms),
        sum=round(sum_of(strength.terms), 4),
        score=strength.score,
        status_factor=strength.status_factor,
        subject_confidence=strength.subject_confidence,
        total=strength.total,
    )


def tell_fact(fact: Fact) -> FactTold:
    """A fact with its first proof."""
    proof = fact.evidence[0]
    return FactTold(
        fact_id=fact.fact_id,
        field=fact.field,
        rule_id=fact.rule_id,
        value=fact.value,
        unit=fact.unit,
        qualifier=fact.qualifier,
        status=fact.status,
        alignment=fact.alignment,
        derivation=fact.derivation,
        characters=Characters(span=proof.span, quote=proof.quote, page_no=proof.page_no),
    )


def _claim(claim: Claim, weighed: Weighed) -> ClaimTold:
    fact, told = claim.fact, tell_fact(claim.fact)
    name = fact.attributes.get("indicator_name")
    return ClaimTold(
        document_id=fact.document_id,
        fact_id=fact.fact_id,
        field=fact.field,
        claimed=fact.value,
        claimed_name=name if isinstance(name, str) else None,
        proof_page=claim.proof_page,
        bound_by=bound_by(fact, weighed.indicator, weighed.rule),
        characters=told.characters,
    )

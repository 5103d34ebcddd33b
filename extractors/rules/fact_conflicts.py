"""Facts of a run that contradict each other, within one document and across documents; mapping plays no part in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractors.rules.contradictions import AHEAD, dimension_of, disagree
from extractors.rules.literals import literal
from extractors.rules.mapped import MappedDocument
from extractors.rules.subjects import key_of
from extractors.rules.things import are_alike, is_general, titles_of
from extractors.rules.values import Found
from schemas.evidence import CharSpan
from schemas.fact import Fact, FieldName

# numbers of an announcement, one for each scheme, year and class
_ANNOUNCED: frozenset[FieldName] = frozenset(
    {"applicant_count", "certified_count", "indicator_count", "pass_ratio", "class_threshold"}
)
# a case has one of each, so short a word names them: "사업비", "총예산"
_OF_A_CASE = frozenset({"사업비", "총사업비", "예산", "총예산", "면적", "연장"})
_LEAST_MEASURE = (
    4  # so many characters name what is measured; fewer are a noun of the sentence ("면", "주민")
)
_NOBODY = frozenset({"document", "scheme"})
MOST_OF_A_MEASURE = 30
"""So many numbers under one name are a list of things; they are not held against each other."""


@dataclass(frozen=True, slots=True)
class FactConflict:
    """Two facts that cannot both be true, in the order of their documents and places."""

    one: Fact
    other: Fact


@dataclass(frozen=True, slots=True)
class _Stated:
    """A fact with what it is compared by: the title of its case, its sentence, the year of its document."""

    fact: Fact
    title: str
    sentence: str | None
    year: str | None


def fact_conflicts(documents: Sequence[MappedDocument]) -> tuple[FactConflict, ...]:
    """Return the pairs of facts with different values for one subject, thing, measure and time."""
    ordered = sorted(documents, key=lambda document: document.document_id)
    grouped: dict[tuple[object, ...], list[_Stated]] = {}
    for document in ordered:
        for stated in _stated(document):
            grouped.setdefault(_key(stated.fact), []).append(stated)
    found = [
        FactConflict(one.fact, other.fact)
        for group in grouped.values()
        if len(group) <= MOST_OF_A_MEASURE
        for one, other in combinations(group, 2)
        if _conflict(one, other)
    ]
    return tuple(sorted(found, key=lambda pair: (_place(pair.one), _place(pair.other))))


def _place(fact: Fact) -> tuple[str, tuple[int, int], str]:
    return fact.document_id, fact.evidence[0].span, fact.fact_id


def _stated(document: MappedDocument) -> Iterator[_Stated]:
    titles = titles_of(document)
    year = document.released_on[:4] if document.released_on else None
    kept = sorted((fact for fact in document.facts if _is_compared(fact)), key=_place)
    sentences = _sentences_of(document, kept)
    for fact in kept:
        title = titles.get(fact.case_id, f"{fact.document_id}#{fact.case_id}") if fact.case_id else ""
        yield _Stated(fact, title, sentences.get(fact.fact_id), year)


def _is_compared(fact: Fact) -> bool:
    """Whether a fact is a number of something named, of someone known, and at a known time where it lies ahead."""
    if isinstance(fact.value, str | bool) or fact.status == "negated":
        return False
    if fact.field != "quantity":
        return fact.field in _ANNOUNCED or fact.field == "indicator_claim"
    if fact.subject.kind in _NOBODY or (fact.status in AHEAD and fact.period is None):
        return False
    measure = literal(fact.measure or "")
    return len(measure) >= _LEAST_MEASURE or (measure in _OF_A_CASE and fact.case_id is not None)


def _sentences_of(document: MappedDocument, facts: Sequence[Fact]) -> Mapping[str, str]:
    """The sentence that each fact stands in."""
    found, at = {}, 0
    ordered = sorted(document.sentences, key=lambda sentence: sentence.span)
    for fact in facts:
        span = fact.evidence[0].char_span
        while at < len(ordered) and ordered[at].span[1] <= span.start:
            at += 1
        if at < len(ordered) and CharSpan(*ordered[at].span).overlaps(span):
            found[fact.fact_id] = ordered[at].sentence_id
    return found


def _key(fact: Fact) -> tuple[object, ...]:
    """What two facts must share to be of one measure."""
    if fact.field == "quantity":
        return fact.field, key_of(fact.subject), literal(fact.measure or ""), dimension_of(fact.unit)
    told = tuple(str(fact.attributes.get(name, "")) for name in ("scheme", "year", "class", "indicator"))
    return fact.field, key_of(fact.subject), told, dimension_of(fact.unit)


def _conflict(one: _Stated, other: _Stated) -> bool:
    is_of_one = one.fact.document_id == other.fact.document_id
    if is_of_one and one.sentence is not None and one.sentence == other.sentence:
        return False
    if not (one.fact.case_id == other.fact.case_id if is_of_one else _is_one_thing(one, other)):
        return False
    years = (None, None) if is_of_one else (one.year, other.year)
    return disagree(_found(one.fact), _found(other.fact), years=years)


def _is_one_thing(one: _Stated, other: _Stated) -> bool:
    """Whether the measure names the thing itself, or cases of two documents bear one title, or neither is of a case."""
    return not is_general(one.fact.measure) or one.title == other.title or are_alike(one.title, other.title)


def _found(fact: Fact) -> Found:
    return Found(
        value=fact.value,
        unit=fact.unit,
        qualifier=fact.qualifier,
        period=fact.period,
        measure=fact.measure,
        fact=fact,
    )

"""Who gets records: applicants, and who owns a case or a certificate; and which sentences are about whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.nlp.annex_marks import without_annex_mark
from extractors.nlp.firms import firm_of_headings, firm_on_top
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.places import find_places
from extractors.nlp.surroundings import municipality
from extractors.rules.literals import literal
from extractors.rules.mapped import MappedDocument
from extractors.rules.partner_city import is_of_firm, partner_city, tells_of_city
from schemas.catalogue import Catalogue
from schemas.fact import Basis, Fact, Subject, SubjectKind
from schemas.header import Scheme
from schemas.record import RecordSubject
from schemas.sentence import Sentence

CityClass = Literal["large", "small_medium"]
SubjectKey = tuple[SubjectKind, str]

KIND_OF: dict[Scheme, SubjectKind] = {"city": "municipality", "service": "service"}
_CLASSES: dict[str, CityClass] = {
    "large": "large",
    "대도시": "large",
    "small_medium": "small_medium",
    "중소도시": "small_medium",
}
_BASES_OF_FIRMS: frozenset[Basis] = frozenset({"document", "heading", "topic"})
# "자리톡(주차 안내)": what a service is, behind its name
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SHORTEST_SERVICE = 3
_BASES_OF_NEWS: frozenset[Basis] = frozenset({"topic", "heading", "row_label", "mention"})
_LEAST_TOLD = 3
_QUOTES = "\"'“”‘’「」『』"
_MOST_NAMES = 4096
"""So many names are remembered: every sentence is asked whose it is."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A subject of a catalogue and the documents in which it is one."""

    key: SubjectKey
    subject: RecordSubject
    documents: tuple[MappedDocument, ...]
    issues: tuple[str, ...] = ()
    partner_in: frozenset[str] = frozenset()
    """The documents on a service that is run in this city: there only what is sure is told of it."""


def key_of(subject: Subject) -> SubjectKey:
    """What makes two subjects one: kind and name, blanks, case and quotes aside.

    >>> key_of(Subject(kind="service", name="“스마트 파킹”"))
    ('service', '스마트파킹')
    """
    return subject.kind, _name_key(subject.name)


@lru_cache(maxsize=_MOST_NAMES)
def _name_key(name: str) -> str:
    return literal("".join(sign for sign in name if sign not in _QUOTES))


def mapped_subjects(catalogue: Catalogue, documents: Sequence[MappedDocument]) -> list[Mapped]:
    """The subjects of a catalogue over a run folder, by kind and name."""
    owners: dict[SubjectKey, list[tuple[MappedDocument, Subject]]] = {}
    for document in documents:
        for key, subject in subjects_of(catalogue, document).items():
            owners.setdefault(key, []).append((document, subject))
    is_of_cities = catalogue.scheme == "city"
    return [_mapped(key, owners[key], is_of_cities=is_of_cities) for key in sorted(owners)]


def subjects_of(catalogue: Catalogue, document: MappedDocument) -> dict[SubjectKey, Subject]:
    """The subjects that one document gives a catalogue."""
    partner = partner_city(document) if catalogue.scheme == "city" else None
    if partner is not None:
        return {key_of(partner): partner}
    applying = _applying(document)
    if applying:
        return {key_of(one): one for one in applying}
    kind = KIND_OF[catalogue.scheme]
    owners = [case.subject for case in document.cases]
    owners += [fact.subject for fact in document.facts if _is_certified_now(fact, document)]
    owned = {key_of(owner): owner for owner in reversed(owners) if owner.kind == kind}
    if catalogue.scheme == "city":
        return {**_of_paper(document), **owned}
    if not owned or is_of_firm(document):
        return {**_told_of(document), **owned}
    return {**_told_beside(document), **owned}


def _of_paper(document: MappedDocument) -> dict[SubjectKey, Subject]:
    """The city that gives a paper out, where it tells more than its cases, and those with a part of their own.

    A release may give each certified city such a part.
    """
    told = [sentence.subject for sentence in document.sentences if sentence.subject.kind == "municipality"]
    if _is_of_many(document, told):
        return {key_of(one): one for one in told if one.basis in _BASES_OF_NEWS}
    if document.kind != "press_release" and all(one.basis != "document" for one in told):
        return {}
    return {key_of(one): one for one in told if one.basis in ("document", "heading")}


def _is_of_many(document: MappedDocument, told: Sequence[Subject]) -> bool:
    """Whether a paper that nobody gives out for himself tells of one city after the other, as a digest of short news does."""
    if document.kind != "other" or any(
        one.subject.basis == "document" and one.subject.kind != "document" for one in document.sentences
    ):
        return False
    return len({key_of(one) for one in told if one.basis == "topic"}) >= _LEAST_TOLD


def _told_beside(document: MappedDocument) -> dict[SubjectKey, Subject]:
    """The services, or else the firms, that a release tells of outside of its cases, where it tells of one after the other."""
    told = [one.subject for one in document.sentences if one.case_id is None]
    services = {key_of(one): one for one in told if one.kind == "service" and one.basis in _BASES_OF_NEWS}
    firms = {
        key_of(one): one
        for one in told
        if one.kind == "organisation" and one.basis in _BASES_OF_NEWS | {"carried"}
    }
    several = services if len(services) >= _LEAST_TOLD else firms
    return several if document.kind == "press_release" and len(several) >= _LEAST_TOLD else {}


def _told_of(document: MappedDocument) -> dict[SubjectKey, Subject]:
    """Whom a paper on services tells of: the firm that it is of, firms and services of headings, a firm that is a topic."""
    told = [sentence.subject for sentence in document.sentences]
    firms = [one for one in told if one.kind == "organisation" and one.basis in _BASES_OF_FIRMS]
    services = [one for one in told if one.kind == "service" and one.basis == "heading"]
    return {key_of(one): one for one in (*firms, *services)}


def _applying(document: MappedDocument) -> list[Subject]:
    """Who applies: for a service the first that is told, for cities each city of those that apply together."""
    if document.kind not in {"city_application", "service_application"}:
        return []
    kind: SubjectKind = "municipality" if document.kind == "city_application" else "service"
    facts = [fact for fact in document.facts if fact.field == "applicant"]
    first = [_named(fact, kind) for fact in facts[:1]]
    return first if kind == "service" else [*first, *(one for fact in facts[1:] for one in _city(fact))]


def _city(fact: Fact) -> Iterator[Subject]:
    """The city that applies with another."""
    for place in find_places(str(fact.value), load_gazetteer(), as_of=None)[:1]:
        yield municipality(place, "applicant")


def _named(fact: Fact, kind: SubjectKind) -> Subject:
    is_named = fact.subject.kind in {"municipality", "service", "organisation"}
    return fact.subject if is_named else Subject(kind=kind, name=str(fact.value), basis="applicant")


def _is_certified_now(fact: Fact, document: MappedDocument) -> bool:
    """A winner of an earlier year is history, and gets no record."""
    if fact.field != "certified" or fact.value is False or fact.status == "negated":
        return False
    year = fact.attributes.get("year")
    return year is None or document.scheme_year is None or str(year) == str(document.scheme_year)


def _mapped(
    key: SubjectKey, owned: Sequence[tuple[MappedDocument, Subject]], *, is_of_cities: bool
) -> Mapped:
    documents = tuple(document for document, _ in owned)
    first = owned[0][1]
    stated = list(_stated_classes(key, documents))
    agreed = {city_class for city_class, _ in stated}
    is_clear = len(agreed) == 1
    return Mapped(
        key=key,
        subject=RecordSubject(
            kind=first.kind,
            name=first.name,
            code=next((subject.code for _, subject in owned if subject.code is not None), None),
            city_class=stated[0][0] if is_clear else None,
            city_class_quote=stated[0][1] if is_clear else None,
        ),
        documents=documents,
        issues=("city_class_conflicting",) if len(agreed) > 1 else (),
        partner_in=frozenset(
            document.document_id for document in documents if is_of_cities and _is_partner(key, document)
        ),
    )


def _is_partner(key: SubjectKey, document: MappedDocument) -> bool:
    """Whether a subject is the city that the service of a paper is run in."""
    partner = partner_city(document)
    return partner is not None and key_of(partner) == key


def _stated_classes(key: SubjectKey, documents: Iterable[MappedDocument]) -> Iterator[tuple[CityClass, str]]:
    """The classes that documents state for a subject, with the quote; never worked out from population."""
    for document in documents:
        for fact in document.facts:
            written = _class_words(key, fact, document)
            if written in _CLASSES:
                yield _CLASSES[written], _class_quote(fact)


def _class_words(key: SubjectKey, fact: Fact, document: MappedDocument) -> str:
    if fact.field == "certified" and key_of(fact.subject) == key:
        return str(fact.attributes.get("class") or "")
    if fact.field == "city_class" and key in map(key_of, _applying(document)):
        return str(fact.value)
    return ""


def _class_quote(fact: Fact) -> str:
    """The quote that states the class, else the first."""
    quotes = [evidence.quote for evidence in fact.evidence]
    return next((quote for quote in quotes if "도시" in quote), quotes[0])


def sentences_about(mapped: Mapped, document: MappedDocument) -> Callable[[Sentence], bool]:
    """Return the test whether a sentence of `document` is about the subject."""
    if document.document_id in mapped.partner_in:
        return tells_of_city
    if mapped.key in map(key_of, _applying(document)):
        return lambda sentence: (
            sentence.subject.basis == "applicant" or _is_not_about_another(sentence, mapped.key)
        )
    if _gives_out(document, mapped.key):
        return lambda sentence: _is_told_by(sentence, mapped.key)
    own_cases = frozenset(case.case_id for case in document.cases if key_of(case.subject) == mapped.key)
    return lambda sentence: _is_own(sentence, mapped.key, own_cases)


def _is_not_about_another(sentence: Sentence, key: SubjectKey) -> bool:
    """In an application everything is the applicant's, but what names another municipality as its subject."""
    return (
        sentence.subject.kind != "municipality" or key_of(sentence.subject) == key or key[0] != "municipality"
    )


def _is_service_of(sentence: Sentence, key: SubjectKey) -> bool:
    """Whether a sentence outside of cases tells of a service as a firm's: "㈜가온의 ‘자리톡’은 …"."""
    if key[0] != "organisation" or sentence.subject.kind != "service" or sentence.case_id is not None:
        return False
    firm = firm_on_top(sentence.text)
    return firm is not None and literal(firm) == key[1]


def _is_headed_by(sentence: Sentence, key: SubjectKey) -> bool:
    """Whether a firm's or a service's name stands in the heading above: there a city is told of as one that it serves."""
    if key[0] == "service":
        bare = _IN_BRACKETS.sub("", key[1])
        return len(bare) >= _SHORTEST_SERVICE and any(
            _names_alone(title, bare) for title in sentence.section[-2:]
        )
    firm = firm_of_headings(sentence.section) if key[0] == "organisation" else None
    return firm is not None and literal(firm) == key[1]


def _names_alone(heading: str, bare: str) -> bool:
    """Whether a heading begins with a name and goes on to who runs it: "붙임 2. 자리톡 — ㈜가온"; "자리톡·밤길 등 두 건" does not."""
    words = literal(without_annex_mark(heading)).lstrip(_QUOTES + "[<")
    rest = words.removeprefix(bare).lstrip(_QUOTES)
    return rest != words and (not rest or rest[0] in "-–—(:|]>")


def _gives_out(document: MappedDocument, key: SubjectKey) -> bool:
    """Whether a firm gives the document out."""
    if key[0] != "organisation":
        return False
    told = (sentence.subject for sentence in document.sentences)
    return any(one.basis == "document" and key_of(one) == key for one in told)


def _is_told_by(sentence: Sentence, key: SubjectKey) -> bool:
    """In a firm's paper everything is the firm's but what is told of another one, a service or the scheme."""
    is_of_another = sentence.subject.kind in ("organisation", "service", "scheme")
    return not is_of_another or key_of(sentence.subject) == key


def _is_own(sentence: Sentence, key: SubjectKey, own_cases: frozenset[str]) -> bool:
    if key_of(sentence.subject) == key or _is_headed_by(sentence, key) or _is_service_of(sentence, key):
        return True
    if sentence.case_id not in own_cases:
        return False
    return sentence.subject.kind != key[0]

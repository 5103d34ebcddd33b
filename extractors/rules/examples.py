"""The examples of a rule, read as a one-sentence document by the same code that reads real ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.places import find_places
from extractors.nlp.quantities import find_quantities
from extractors.nlp.status import clauses
from extractors.nlp.tokens import morphemes
from extractors.rules.mapped import MappedDocument
from schemas.evidence import CharSpan, Evidence
from schemas.fact import Fact, FieldName, Subject, Value, short_id
from schemas.header import Scheme
from schemas.sentence import Clause, Sentence

MANY_EXAMPLES = 1024
"""How many texts are kept as read: each is asked about several times, by its rule and by all others."""
DOCUMENT_ID = "sha256:example"


@lru_cache(maxsize=MANY_EXAMPLES)
def read_example(text: str, scheme: Scheme) -> MappedDocument:
    """Return a text as the document that mapping would be given of it.

    A city example is about the first place that it names, a service example
    about a nameless service.
    """
    about = _subject(text, scheme)
    morphs = morphemes(text)
    found = clauses(text, morphs, 0)
    sentence = Sentence(
        sentence_id="s1",
        document_id=DOCUMENT_ID,
        case_id="c1",
        span=(0, len(text)),
        text=text,
        page_no=1,
        region="body",
        section=(),
        subject=about,
        clauses=tuple(found),
        morphemes=morphs,
    )
    facts = (*_features(text, about, found), *_quantities(text, about))
    return MappedDocument(
        document_id=DOCUMENT_ID, kind="press_release", pages_read=(1,), facts=facts, sentences=(sentence,)
    )


def _subject(text: str, scheme: Scheme) -> Subject:
    if scheme == "service":
        return Subject(kind="service", name="예시 서비스", basis="document")
    places = find_places(text, load_gazetteer(), as_of=None)
    return Subject(kind="municipality", name=places[0].name if places else "예시시", basis="mention")


def _features(text: str, about: Subject, found: list[Clause]) -> Iterator[Fact]:
    for clause in found:
        span = CharSpan(*clause.span)
        fact = _fact("feature", span.slice(text), about, text, span)
        yield fact.model_copy(update={"status": clause.status})


def _quantities(text: str, about: Subject) -> Iterator[Fact]:
    for quantity in find_quantities(text):
        if quantity.role == "before":  # as in a document: one fact for both ends of a change
            continue
        measured = quantity.measure_span
        yield _fact("quantity", quantity.value, about, text, quantity.span).model_copy(
            update={
                "unit": quantity.unit,
                "qualifier": quantity.qualifier,
                "measure": measured.slice(text) if measured else None,
                "attributes": {}
                if quantity.before is None
                else {"before": quantity.before, "after": quantity.value},
            }
        )


def _fact(field: FieldName, value: Value, about: Subject, text: str, span: CharSpan) -> Fact:
    proof = Evidence(
        span=span.as_tuple(),
        quote=span.slice(text),
        page_no=1,
        bbox=None,
        boxes=(),
        region="body",
        origin="text",
    )
    return Fact(
        fact_id=short_id(field, value, span),
        document_id=DOCUMENT_ID,
        case_id="c1",
        field=field,
        subject=about,
        value=value,
        rule_id="example",
        evidence=(proof,),
    )

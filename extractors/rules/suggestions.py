"""Sentences that no rule took, beside the gaps that their words are most like: places for a person to look at.

They make no record and change none. A suggestion says "these words are alike", never "this is proof".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.rules.cues import Seen
from extractors.rules.findings import GROUND, seen_sentences
from extractors.rules.likeness import LEAST_ALIKE, Likeness
from extractors.rules.mapped import MappedDocument
from extractors.rules.mapping import fitting_documents
from extractors.rules.subjects import key_of, mapped_subjects, sentences_about
from schemas.catalogue import Catalogue
from schemas.fact import Subject, short_id
from schemas.record import Record, RecordSubject, Suggestion

MOST_FOR_A_SENTENCE = 3
"""In two of three gold sentences the right indicator is among the first three, in half of them the first."""
MOST_FOR_A_GAP = 3
MOST_CHARACTERS = 400
"""A longer sentence (a table read as prose) is like everything a little."""
_GAPS = frozenset({"absent", "not_searched"})
_TOLD = frozenset(GROUND) - {"case_title", "caption", "date"}
"""Fields of what is told; a caption is short and so like everything that holds its one word."""


def suggest(
    catalogue: Catalogue, documents: Sequence[MappedDocument], records: Sequence[Record]
) -> tuple[Suggestion, ...]:
    """Return what to look at for the gaps among the records, by subject, the most alike first."""
    own = [record for record in records if record.catalogue == catalogue.name]
    gaps: dict[object, set[str]] = {}
    for record in own:
        if record.state in _GAPS:
            gaps.setdefault(_key(record.subject), set()).add(record.indicator_id)
    likeness = cache(Likeness(catalogue).of)
    fitting = fitting_documents(catalogue, documents)
    free = {document.document_id: list(_untaken(document, own)) for document in fitting}
    found: list[Suggestion] = []
    for mapped in mapped_subjects(catalogue, fitting):
        wanted = gaps.get(_key(mapped.subject), set())
        alike: list[Suggestion] = []
        for document in mapped.documents:
            is_about = sentences_about(mapped, document)
            for seen in free[document.document_id]:
                if is_about(seen.sentence):
                    alike += [
                        _suggestion(catalogue, mapped.subject, indicator_id, similarity, seen)
                        for indicator_id, similarity in likeness(seen.sentence.text)[:MOST_FOR_A_SENTENCE]
                        if similarity >= LEAST_ALIKE and indicator_id in wanted
                    ]
        found += _most_alike(alike)
    return tuple(found)


def _key(subject: RecordSubject) -> object:
    return key_of(Subject(kind=subject.kind, name=subject.name))


def _untaken(document: MappedDocument, records: Sequence[Record]) -> Iterator[Seen]:
    """The sentences that say something, and on which no record rests."""
    about = {fact.fact_id for fact in document.facts}
    taken = bytearray(max((sentence.span[1] for sentence in document.sentences), default=0))
    for record in records:
        if not about.isdisjoint(record.fact_ids):
            for evidence in record.evidence:
                start, end = evidence.span
                taken[start:end] = b"\1" * len(taken[start:end])
    for seen in seen_sentences(document):
        if _says_something(seen) and taken.find(1, *seen.sentence.span) < 0:
            yield seen


def _says_something(seen: Seen) -> bool:
    """Whether a fact could carry it, it is no speaker's opinion, and it does not say that there is none."""
    sentence = seen.sentence
    if sentence.is_quotation or len(sentence.text) > MOST_CHARACTERS:
        return False
    is_denied = bool(sentence.clauses) and all(clause.status == "negated" for clause in sentence.clauses)
    return not is_denied and any(fact.field in _TOLD for fact in seen.facts)


def _most_alike(alike: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """The first few of each gap, the most alike first; text order where they are equally so."""
    counts: Counter[str] = Counter()
    for one in sorted(alike, key=lambda one: (-one.similarity, one.document_id, one.span)):
        counts[one.indicator_id] += 1
        if counts[one.indicator_id] <= MOST_FOR_A_GAP:
            yield one


def _suggestion(
    catalogue: Catalogue, subject: RecordSubject, indicator_id: str, similarity: float, seen: Seen
) -> Suggestion:
    sentence = seen.sentence
    return Suggestion(
        suggestion_id=short_id(
            catalogue.name, indicator_id, subject.kind, subject.name, sentence.document_id, sentence.span
        ),
        catalogue=catalogue.name,
        catalogue_status=catalogue.status,
        indicator_id=indicator_id,
        subject=subject,
        similarity=similarity,
        document_id=sentence.document_id,
        case_id=sentence.case_id,
        page_no=sentence.page_no,
        span=sentence.span,
        quote=sentence.text,
        section=sentence.section,
    )

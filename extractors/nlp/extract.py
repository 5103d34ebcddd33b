"""All facts and sentences of a document: each family of fields reads the passages in turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, compress

from extractors.nlp.extract_facts import Draft, to_facts
from extractors.nlp.extract_passages import Passage, applicant_of, city_of, read_passages
from extractors.nlp.extract_tables import is_number
from extractors.nlp.fields.amounts import dates, quantities
from extractors.nlp.fields.announcement_counts import announcement_counts, counts_of_before
from extractors.nlp.fields.announcement_names import certified_cities, certified_services, ranks
from extractors.nlp.fields.announcement_texts import (
    benefits,
    criteria,
    histories,
    scheme_asked_for,
    scheme_coverage,
    scheme_names,
)
from extractors.nlp.fields.application import (
    application_facts,
    listed_proof,
    tells_amounts,
)
from extractors.nlp.fields.case_titles import case_titles
from extractors.nlp.fields.coverages import coverages
from extractors.nlp.fields.document_facts import document_facts
from extractors.nlp.fields.effects import effects
from extractors.nlp.fields.features import features
from extractors.nlp.fields.histories import listed_histories
from extractors.nlp.fields.initiatives import initiative_statuses
from extractors.nlp.fields.labelled_values import labelled_values, stated_fields
from extractors.nlp.fields.mentions import legal_bases, linked_systems, technologies
from extractors.nlp.fields.misread_technologies import misread_technologies
from extractors.nlp.fields.own_certifications import own_certifications
from extractors.nlp.fields.parties import parties
from extractors.nlp.fields.partners import partners
from extractors.nlp.fields.standings import standings
from extractors.nlp.fields.table_amounts import table_amounts
from extractors.nlp.gazetteer import Gazetteer
from extractors.nlp.quantities import Quantity
from extractors.nlp.spread import Row, spread, stages_of_rows
from schemas.case_study import CaseStudy
from schemas.document import BlockKind, Document
from schemas.evidence import CharSpan
from schemas.fact import Fact, Status
from schemas.header import Header
from schemas.issue import Issue
from schemas.masking import MaskedSpan
from schemas.sentence import Sentence

_OF_CASES = (
    features,
    technologies,
    linked_systems,
    legal_bases,
    parties,
    partners,
    labelled_values,
    stated_fields,
    effects,
    coverages,
    standings,
    initiative_statuses,
)
_OF_WORDS = frozenset(
    {technologies, legal_bases, partners, effects, coverages, standings, initiative_statuses}
)
"""Families that find nothing where no word stands."""
# "1,204", "△2.6%": a cell of a table without a word
_FIGURE = re.compile(r"[\d\s.,%△▲▽▼+\-−]+")
# "진주시": a city tells of its own, and announces no certification
_OF_CITY = re.compile(r"(?:[가-힣]{2,7}\s)?[가-힣]{1,6}[시군구]")
_APPLICATIONS = ("city_application", "service_application")
_MAX_TITLE = 40
# "「가람시 교통 조례」", "｢스마트도시법｣": a law is named in such brackets or not at all, and most passages hold none
_LAW_SIGN = re.compile(r"[「｢『《]")
_HEAD_FIELDS = ("released_on", "embargo_until", "contact", "department", "title", "subtitle")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read from one document."""

    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    issues: tuple[Issue, ...] = ()


def extract(
    document: Document,
    header: Header,
    cases: Sequence[CaseStudy],
    gazetteer: Gazetteer,
    masked: Sequence[MaskedSpan],
) -> Extraction:
    """Return every fact of `document` with its proof, and its sentences, both in text order."""
    passages = read_passages(document, header, cases, gazetteer)
    as_of = date.fromisoformat(header.released_on[:10]) if header.released_on else None
    applicant = applicant_of(header, gazetteer, as_of)
    drafts = [
        *document_facts(header, applicant, city_of(header, gazetteer, as_of)),
        *case_titles(document, cases),
        *_of_passages(document, header, passages),
        *(application_facts(document, applicant) if applicant is not None else ()),
    ]
    facts = to_facts(drafts, document, masked)
    return Extraction(facts, tuple(_sentences(passages, facts, len(document.text))))


def _sentences(passages: Sequence[Passage], facts: Sequence[Fact], length: int) -> Iterator[Sentence]:
    """The sentences of all passages; parsed are those that a rule asked for and those in which a fact stands.

    Mapping reads morphemes and clauses only under a fact: a sentence without
    one opens no rule and suggests nothing.
    """
    under_facts = bytearray(length)
    for fact in facts:
        for evidence in fact.evidence:
            start, end = evidence.span
            under_facts[start:end] = b"\1" * (end - start)
    held = [under_facts.find(1, *passage.span.as_tuple()) >= 0 for passage in passages]
    _read_ahead(compress(passages, held))
    for passage, holds_fact in zip(passages, held, strict=True):
        yield passage.sentence if holds_fact else passage.sentence_as_needed


def _of_passages(document: Document, header: Header, passages: tuple[Passage, ...]) -> Iterator[Draft]:
    head = _head_blocks(document, header)
    readable = tuple(passage for passage in passages if passage.unit.block.block_id not in head)
    yield from listed_histories(readable)
    taken: dict[Passage, frozenset[CharSpan]] = {}
    if _announces(header):
        yield from scheme_names(readable, header)
        _read_ahead(passage for passage in passages if _may_announce(passage))
        parents = {block.block_id: block for block in document.blocks}
        for passage in passages:
            above = parents.get(passage.unit.block.parent_id or "")
            counted = _counted(passage, header)
            taken[passage] = frozenset(quantity.span for quantity, _ in counted) | counts_of_before(passage)
            yield from (draft for _, draft in counted)
            yield from _announced(passage, above.span.slice(document.text) if above else "", header)
    asked = [_asked(passage, header) for passage in _told(document, readable)]
    _read_ahead(one.passage for one in asked if _may_tell(one))
    if not _announces(header):
        yield from scheme_asked_for(passages, header)
        for one in asked:
            yield from own_certifications(one.passage)
    stages = stages_of_rows(readable)
    for one in asked:
        yield from _of_asked(one, taken.get(one.passage, frozenset()), stages)
    yield from misread_technologies(document, [one.passage for one in asked])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A passage that the families read, the proof that it lists, and whether its numbers are amounts."""

    passage: Passage
    proofs: tuple[Draft, ...]
    tells_amounts: bool


def _asked(passage: Passage, header: Header) -> _Asked:
    proofs = tuple(listed_proof(passage)) if header.kind in _APPLICATIONS else ()
    return _Asked(passage, proofs, not proofs and tells_amounts(passage))  # pages and points are no amounts


def _of_asked(asked: _Asked, taken: frozenset[CharSpan], stages: Mapping[Row, Status]) -> Iterator[Draft]:
    passage = asked.passage
    yield from spread(passage, _told_in(passage), stages)
    yield from asked.proofs
    if asked.tells_amounts:
        amounts = chain(table_amounts(passage), quantities(passage, taken), dates(passage))
        yield from spread(passage, amounts, stages)


def _told_in(passage: Passage) -> Iterator[Draft]:
    is_figure = _FIGURE.fullmatch(passage.text) is not None
    for family in _OF_CASES:
        if is_figure and family in _OF_WORDS:
            continue
        if family is not legal_bases or _LAW_SIGN.search(passage.text):
            yield from family(passage)


def _told(document: Document, readable: Sequence[Passage]) -> Iterator[Passage]:
    """Passages that tell something: no headings, no heads of columns, no titles of what is told below them."""
    topics = {block.parent_id for block in document.blocks if block.parent_id is not None}
    told = [
        passage
        for passage in readable
        if passage.unit.kind not in (BlockKind.HEADING, BlockKind.CAPTION) and not _is_header_cell(passage)
    ]
    may_be_titles = [one for one in told if one.unit.block.block_id in topics and _is_short(one)]
    _read_ahead(may_be_titles)
    titles = frozenset(filter(_is_nominal, may_be_titles))
    yield from (passage for passage in told if passage not in titles)


def _read_ahead(passages: Iterable[Passage]) -> None:
    """Find the morphemes of passages in one go: between other work the CPU's cache loses the language model."""
    for passage in tuple(passages):
        _ = passage.morphemes


def _may_tell(asked: _Asked) -> bool:
    """Whether a family will ask how the passage is governed; where it is wrong, the passage is only parsed later."""
    passage, cell = asked.passage, asked.passage.unit.cell
    if passage.is_content:
        return True
    if not asked.tells_amounts or (cell is not None and is_number(cell.text)):
        return False
    return bool(passage.quantities) or any(found.kind != "duration" for found in passage.dates)


def _may_announce(passage: Passage) -> bool:
    """The same for the families of an announcement."""
    return passage.subject.kind in ("scheme", "document") and not passage.unit.is_quotation


def _announced(passage: Passage, above: str, header: Header) -> Iterator[Draft]:
    yield from certified_cities(passage, header)
    yield from certified_services(passage, above, header)
    yield from ranks(passage, above, header)
    yield from criteria(passage)
    yield from benefits(passage)
    yield from histories(passage, header)
    yield from scheme_coverage(passage)


def _announces(header: Header) -> bool:
    """A release on a certification: one of the two schemes, or another that its title names."""
    is_on_it = bool(header.schemes) or "인증" in (header.first("title") or "")
    is_of_city = _OF_CITY.fullmatch(header.first("publisher") or "") is not None
    return header.kind == "press_release" and is_on_it and not is_of_city


def _counted(passage: Passage, header: Header) -> list[tuple[Quantity, Draft]]:
    return [] if passage.unit.is_quotation else list(announcement_counts(passage, header))


def _head_blocks(document: Document, header: Header) -> frozenset[str]:
    """The blocks that the head was read from; only the announcement's figures are read there again."""
    if header.kind != "press_release":
        return frozenset()
    spans: list[CharSpan] = [value.span for value in header.values if value.field in _HEAD_FIELDS]
    return frozenset(
        block.block_id for block in document.blocks if any(block.span.overlaps(span) for span in spans)
    )


def _is_short(passage: Passage) -> bool:
    """Whether a line over items of its own may be their title: '1. 김제시, 데이터 허브 가동'. Its items say it again."""
    return len(passage.text) <= _MAX_TITLE and not passage.quantities


def _is_nominal(passage: Passage) -> bool:
    return not any(token.tag in ("EF", "EC") for token in passage.morphemes)


def _is_header_cell(passage: Passage) -> bool:
    return passage.unit.cell is not None and passage.unit.cell.is_header

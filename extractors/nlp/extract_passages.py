"""Passages: each unit of the text with its case, subject, clauses, and what is mentioned in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from extractors.nlp.dates import DateMention, find_dates
from extractors.nlp.gazetteer import Gazetteer
from extractors.nlp.mentions import NameMention
from extractors.nlp.names import find_names
from extractors.nlp.organisations import find_organisations
from extractors.nlp.places import PlaceMention, find_places
from extractors.nlp.quantities import Quantity, find_quantities
from extractors.nlp.sentences import Unit, split_units
from extractors.nlp.status import clauses
from extractors.nlp.subjects import (
    Surroundings,
    find_subjects,
    municipality,
    scheme_of,
    split_by_topics,
)
from extractors.nlp.technologies import find_technologies
from extractors.nlp.tokens import load_nlp
from schemas.case_study import CaseStudy
from schemas.document import BlockKind, Document
from schemas.evidence import CharSpan
from schemas.fact import Subject, short_id
from schemas.header import Header
from schemas.sentence import Clause, Morpheme, Sentence

_SPANS = ("span", "number_span", "measure_span")
_Mention = TypeVar("_Mention", Quantity, DateMention, NameMention, PlaceMention)


@dataclass(frozen=True, slots=True)
class Passage:
    """One unit, read. All spans are of the document."""

    unit: Unit
    sentence: Sentence
    case: CaseStudy | None
    places: tuple[PlaceMention, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    names: tuple[NameMention, ...]
    organisations: tuple[NameMention, ...]
    technologies: tuple[NameMention, ...]
    scheme: Subject

    @property
    def span(self) -> CharSpan:
        return self.unit.span

    @property
    def is_content(self) -> bool:
        """Whether it tells of a city's or a service's doing: no quotation, no label cell of a table."""
        if self.subject.kind not in ("municipality", "service", "organisation") or self.unit.is_quotation:
            return False
        return self.unit.table is None or self._stands_in_case()

    def _stands_in_case(self) -> bool:
        return self.case is not None and any(part.overlaps(self.span) for part in self.case.spans)

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def subject(self) -> Subject:
        return self.sentence.subject

    @property
    def case_id(self) -> str | None:
        return None if self.case is None else self.case.case_id

    def slice(self, start: int, end: int) -> str:
        """The document's characters between two offsets inside the unit."""
        return self.text[start - self.span.start : end - self.span.start]

    def clause_at(self, position: int) -> Clause | None:
        """The clause that holds the character at `position`."""
        return next((c for c in self.sentence.clauses if c.span[0] <= position < c.span[1]), None)


def read_passages(
    document: Document, header: Header, cases: Sequence[CaseStudy], gazetteer: Gazetteer
) -> tuple[Passage, ...]:
    """Read every unit of body and table text."""
    whole = split_units(document, cases)
    as_of = date.fromisoformat(header.released_on[:10]) if header.released_on else None
    units = tuple(
        part
        for unit in whole
        for part in split_by_topics(unit, _places(document, unit, gazetteer, as_of), document.text)
    )
    places = [_places(document, unit, gazetteer, as_of) for unit in units]
    owned = {n: case for n, unit in enumerate(units) if (case := case_at(unit, cases)) is not None}
    around = Surroundings(document, header, applicant_of(header, gazetteer, as_of))
    subjects = find_subjects(units, owned, places, around)
    pages = PageIndex(document)
    return tuple(
        _passage(
            document,
            unit,
            case=owned.get(n),
            subject=subjects[n],
            scheme=scheme_of(unit, around),
            places=places[n],
            as_of=as_of,
            pages=pages,
        )
        for n, unit in enumerate(units)
    )


def case_at(unit: Unit, cases: Sequence[CaseStudy]) -> CaseStudy | None:
    """The case that holds the unit; for another cell of a table the only case of its row."""
    own = case_of(unit.span, cases)
    if own is not None or unit.table is None or unit.cell is None or unit.cell.is_header:
        return own
    in_row = [
        case
        for cell in unit.table.cells
        if cell.span is not None
        and cell.row < unit.cell.row + unit.cell.row_span
        and unit.cell.row < cell.row + cell.row_span
        for case in cases
        if any(span.overlaps(cell.span) for span in case.spans)
    ]
    return in_row[0] if len({case.case_id for case in in_row}) == 1 else None


def case_of(span: CharSpan, cases: Sequence[CaseStudy]) -> CaseStudy | None:
    """The case that holds `span`, also as one of its captions."""
    for case in cases:
        if any(part.overlaps(span) for part in (*case.spans, *case.caption_spans)):
            return case
    return None


def applicant_of(header: Header, gazetteer: Gazetteer, as_of: date | None) -> Subject | None:
    """Whom an application is from, resolved where it is a municipality."""
    written = header.first("applicant")
    if written is None or header.kind not in ("city_application", "service_application"):
        return None
    places = find_places(written, gazetteer, as_of=as_of)
    is_place = bool(places) and (
        header.kind == "city_application" or places[0].span == CharSpan(0, len(written))
    )
    if is_place:  # a service may be a city's own; a firm's name may hold a city's
        return municipality(places[0], "applicant").model_copy(update={"as_written": written})
    return Subject(kind="organisation", name=written, as_written=written, basis="applicant")


def _places(
    document: Document, unit: Unit, gazetteer: Gazetteer, as_of: date | None
) -> tuple[PlaceMention, ...]:
    found = find_places(unit.span.slice(document.text), gazetteer, as_of=as_of, context=unit.section[::-1])
    return _moved(found, unit.span.start)


def _moved(mentions: Iterable[_Mention], by: int) -> tuple[_Mention, ...]:
    """The mentions with every span moved into the document."""
    moved: Any = replace
    return tuple(moved(mention, **_moved_spans(mention, by)) for mention in mentions)


def _moved_spans(mention: object, by: int) -> dict[str, CharSpan]:
    spans = {name: getattr(mention, name, None) for name in _SPANS}
    return {name: span.shifted(by) for name, span in spans.items() if isinstance(span, CharSpan)}


def _passage(
    document: Document,
    unit: Unit,
    *,
    case: CaseStudy | None,
    subject: Subject,
    scheme: Subject,
    places: tuple[PlaceMention, ...],
    as_of: date | None,
    pages: PageIndex,
) -> Passage:
    text, start = unit.span.slice(document.text), unit.span.start
    return Passage(
        unit=unit,
        sentence=_sentence(document, unit, case, subject, pages),
        case=case,
        places=places,
        quantities=_moved(find_quantities(text), start),
        dates=_moved(find_dates(text, released_on=as_of), start),
        names=_moved(find_names(text), start),
        organisations=_moved(find_organisations(text), start),
        technologies=_moved(find_technologies(text), start),
        scheme=scheme,
    )


def _sentence(
    document: Document, unit: Unit, case: CaseStudy | None, subject: Subject, pages: PageIndex
) -> Sentence:
    text, start = unit.span.slice(document.text), unit.span.start
    morphemes = tuple(
        Morpheme(form=m.form, tag=m.tag, start=m.start + start, end=m.end + start)
        for m in load_nlp()(text)._.morphs
    )
    page_no, relative = pages.locate(start)
    is_label = unit.kind in (BlockKind.HEADING, BlockKind.CAPTION)
    return Sentence(
        sentence_id=short_id(document.document_id, page_no, relative, " ".join(text.split())),
        document_id=document.document_id,
        case_id=None if case is None else case.case_id,
        span=unit.span.as_tuple(),
        text=text,
        page_no=page_no,
        region=unit.region,
        section=unit.section,
        subject=subject,
        clauses=() if is_label else tuple(clauses(text, morphemes, start)),
        morphemes=morphemes,
        is_quotation=unit.is_quotation,
    )


class PageIndex:
    """Which page a position stands on, and how far from the page's first character."""

    def __init__(self, document: Document) -> None:
        firsts = {
            page.page_no: min((span.start for span in page.spans), default=0) for page in document.pages
        }
        parts = [
            (span.start, page.page_no, firsts[page.page_no]) for page in document.pages for span in page.spans
        ]
        self._parts = sorted(parts)
        self._starts = [start for start, _, _ in self._parts]

    def locate(self, position: int) -> tuple[int | None, int]:
        """(page, offset on it); without pages (None, offset in the text)."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return None, position
        _, page_no, first = self._parts[index]
        return page_no, position - first

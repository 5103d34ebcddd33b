"""Passages: each unit of the text with its case, subject, clauses, and what is mentioned in it.

What a passage mentions and how its clauses are governed is worked out when a
rule first asks for it: most units of a document are labels, figures and
headings that no rule looks into, and the language model is what costs most.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from extractors.kept import kept
from extractors.nlp.applicants import applying_subject
from extractors.nlp.beside_words import is_beside
from extractors.nlp.case_index import CaseIndex
from extractors.nlp.claim_tables import claim_columns, tells_of_things
from extractors.nlp.dates import DateMention, find_dates
from extractors.nlp.extract_tables import heads_of, last_head, row_labels, tells_stages
from extractors.nlp.firms import firms_in
from extractors.nlp.firms_told import organisation
from extractors.nlp.gazetteer import Gazetteer
from extractors.nlp.known_firms import bare_firms, with_known_firms
from extractors.nlp.mentions import NameMention
from extractors.nlp.names import find_names
from extractors.nlp.normalise import plain
from extractors.nlp.organisations import find_organisations
from extractors.nlp.paper_city import city_of_announcement, city_of_letter, city_of_paper, whose_paper
from extractors.nlp.paper_firm import firm_of_paper
from extractors.nlp.places import PlaceMention, find_places
from extractors.nlp.plan_labels import is_labelled_plan, is_labelled_undone
from extractors.nlp.quantities import Quantity, find_quantities
from extractors.nlp.sentences import Unit, split_units
from extractors.nlp.status import clauses
from extractors.nlp.status_ahead import is_plan, put_ahead
from extractors.nlp.status_things import EXISTING, as_told_of, governing
from extractors.nlp.subjects import (
    find_subjects,
    others_told_of,
    schemes_of,
    split_by_topics,
)
from extractors.nlp.surroundings import Surroundings, municipality
from extractors.nlp.technologies import find_technologies
from extractors.nlp.tokens import morphemes
from extractors.nlp.turned_tables import turned_label
from extractors.nlp.turns import NO_TURNS, Turns, turns_of
from schemas.case_study import CaseStudy
from schemas.document import BlockKind, Cell, Document, Table
from schemas.evidence import CharSpan
from schemas.fact import Status, Subject, short_id
from schemas.header import Header
from schemas.sentence import Clause, Morpheme, Sentence

# "국토교통부", "조달청": who announces what others do
# "심야 버스 ‘달빛’ 평가 요약"
_NAMED_SERVICE = re.compile(r"[‘'“\"「][가-힣A-Za-z0-9 ]{2,20}[’'”\"」]")
# "도시소식 편집실", "월간 나래 편집부": who puts a digest together is not whom it tells of
_EDITORS = re.compile(r"편집(?:실|부|국|팀|진|위원회?)")
_MINISTRY = re.compile(r"(?:부|처|청|위원회)$")
# "눈에 띄는 점", "주요 기능": the head of a column that tells what a service does
_OF_DOINGS = re.compile(r"특징|특이|눈에|내용|기능|성과|효과|하는\s?일|설명|개요|소개|장점|강점")
_WITH = re.compile(r"\s?[가-힣]{0,6}(?:와|과)(?:의|는)?\s")
_Mention = TypeVar("_Mention", Quantity, DateMention, NameMention, PlaceMention)


_PROSE = 15
"""So many characters in a cell tell something; fewer are a value."""


@dataclass(frozen=True, eq=False)
class Passage:
    """One unit, read; equal to no other. All spans are of the document. Relative dates are read as of `as_of`.

    `others` are told of the same as `subject`: 'A시와 B시는 …'; `turns` say where it turns to another.
    """

    unit: Unit
    text: str
    document_id: str
    place: tuple[int | None, int]
    case: CaseStudy | None
    subject: Subject
    scheme: Subject
    places: tuple[PlaceMention, ...]
    as_of: date | None
    others: tuple[Subject, ...] = ()
    turns: Turns = NO_TURNS
    firms: frozenset[str] = frozenset()
    is_of_plan: bool = False

    @kept
    def span(self) -> CharSpan:
        return self.unit.span

    @kept
    def morphemes(self) -> tuple[Morpheme, ...]:
        return morphemes(self.text, offset=self.span.start)

    @kept
    def sentence(self) -> Sentence:
        """The unit as mapping gets it, with morphemes and clauses."""
        is_label = self.unit.kind in (BlockKind.HEADING, BlockKind.CAPTION)
        if is_label:
            return self._sentence((), self.morphemes)
        return self._sentence(self._judged(self.span, self.morphemes), self.morphemes)

    def clauses_in(self, stretch: CharSpan) -> tuple[Clause, ...]:
        """The clauses of a stretch for itself, as of what stands in brackets."""
        inside = [token for token in self.morphemes if stretch.start <= token.start < stretch.end]
        return self._judged(stretch, inside) if inside else ()

    def _judged(self, stretch: CharSpan, tokens: Sequence[Morpheme]) -> tuple[Clause, ...]:
        text = self.slice(*stretch.as_tuple())
        return put_ahead(
            clauses(text, tokens, stretch.start),
            text,
            stretch.start,
            dates=self.dates if self.as_of is not None else (),
            as_of=self.as_of,
            section=self.unit.section,
            in_plan=self.is_of_plan,
            is_labelled=is_labelled_plan(self.text, self.unit.table, self.unit.cell),
            is_denied=is_labelled_undone(self.text),
        )

    @property
    def sentence_as_needed(self) -> Sentence:
        """The sentence where a rule asked for it; else one without morphemes and clauses, on which nothing rests."""
        return self.sentence if "sentence" in vars(self) else self._sentence((), ())

    def _sentence(self, found: tuple[Clause, ...], tokens: tuple[Morpheme, ...]) -> Sentence:
        page_no, relative = self.place
        return Sentence(
            sentence_id=short_id(self.document_id, page_no, relative, plain(self.text)),
            document_id=self.document_id,
            case_id=self.case_id,
            span=self.span.as_tuple(),
            text=self.text,
            page_no=page_no,
            region=self.unit.region,
            section=self.unit.section,
            subject=self.subject,
            clauses=found,
            morphemes=tokens,
            is_quotation=self.unit.is_quotation,
        )

    @kept
    def quantities(self) -> tuple[Quantity, ...]:
        return _moved(find_quantities(self.text), self.span.start)

    @kept
    def dates(self) -> tuple[DateMention, ...]:
        return _moved(find_dates(self.text, released_on=self.as_of), self.span.start)

    @kept
    def names(self) -> tuple[NameMention, ...]:
        return _moved(find_names(self.text), self.span.start)

    @kept
    def organisations(self) -> tuple[NameMention, ...]:
        return _moved(with_known_firms(find_organisations(self.text), self.text, self.firms), self.span.start)

    @kept
    def technologies(self) -> tuple[NameMention, ...]:
        return _moved(find_technologies(self.text), self.span.start)

    @kept
    def is_beside(self) -> bool:
        """Whether it is said beside what the paper tells: how a form is filled in, a riddle, a pledge."""
        return is_beside(self.text, self.unit.section)

    @kept
    def is_content(self) -> bool:
        """Whether it tells of a city's or a service's doing: no quotation, no label cell of a table, nothing said beside."""
        if self.subject.kind not in ("municipality", "service", "organisation") or self.unit.is_quotation:
            return False
        if self.is_beside:
            return False
        if self.unit.table is None:
            return True
        return not self._claims() and (self._stands_in_case() or self._stands_in_row() or self._is_told())

    def _claims(self) -> bool:
        """Whether it stands in a table of claims, where only what is told of them tells of the applicant."""
        table, cell = self.unit.table, self.unit.cell
        is_claimed = table is not None and cell is not None and claim_columns(table) is not None
        return is_claimed and table is not None and cell is not None and not tells_of_things(table, cell)

    def _is_told(self) -> bool:
        """Whether the table, outside of all cases, has a head row and tells what an applicant does, or who gives a paper out."""
        table, cell = self.unit.table, self.unit.cell
        is_given_out = self.subject.basis in ("applicant", "document")
        is_of_firm = self.subject.kind == "organisation" and self.subject.basis == "heading"
        if table is None or cell is None or not (is_given_out or is_of_firm):
            return table is not None and tells_stages(table)
        is_headed = bool(heads_of(table, cell)) or self._is_labelled_prose(table, cell)
        return is_headed and tells_of_things(table, cell)

    def _is_labelled_prose(self, table: Table, cell: Cell) -> bool:
        """Whether it is prose beside a short label, in a form that has no head row."""
        return len(cell.text or "") >= _PROSE and bool(row_labels(table, cell))

    def _stands_in_row(self) -> bool:
        """Whether the row is about a city that its first cell names."""
        is_of_city = self.subject.kind == "municipality" and self.subject.basis == "row_label"
        is_of_service = self.subject.kind == "service" and self.subject.basis == "row_label"
        return (is_of_city and not self.places) or (is_of_service and _tells_of_service(self.unit))

    def _stands_in_case(self) -> bool:
        return self.case is not None and any(part.overlaps(self.span) for part in self.case.spans)

    @property
    def case_id(self) -> str | None:
        return None if self.case is None else self.case.case_id

    def slice(self, start: int, end: int) -> str:
        """The document's characters between two offsets inside the unit."""
        return self.text[start - self.span.start : end - self.span.start]

    def status_of(self, thing: CharSpan) -> Status:
        """What became of a thing: as its clause says, but for what only goes before it ('감지기의 설치 허가를 받았다')."""
        clause = self.clause_at(thing.start)
        if clause is None or clause.status not in EXISTING:
            return "unstated" if clause is None else clause.status
        behind = self.slice(thing.end, self.span.end)
        if _WITH.match(behind):  # '4개 기관과 협약을 맺었다': who takes part is there
            return clause.status
        told = governing(self.sentence.clauses, thing.start, thing.end, behind)
        heard = None if told is None else as_told_of(told, thing.end)
        is_less = heard is not None and heard.status in ("planned", "in_progress", "negated")
        return heard.status if heard is not None and is_less else clause.status

    def clause_at(self, position: int) -> Clause | None:
        """The clause that holds the character at `position`."""
        return next((c for c in self.sentence.clauses if c.span[0] <= position < c.span[1]), None)


def _tells_of_service(unit: Unit) -> bool:
    """Whether a cell of a service's row stands under a head that says that it tells what the service does."""
    table, cell = unit.table, unit.cell
    if table is None or cell is None:
        return False
    return _OF_DOINGS.search(turned_label(table, cell) or last_head(table, cell)) is not None


def read_passages(
    document: Document, header: Header, cases: Sequence[CaseStudy], gazetteer: Gazetteer
) -> tuple[Passage, ...]:
    """Read every unit of body and table text."""
    as_of = date.fromisoformat(header.released_on[:10]) if header.released_on else None
    paper = whose_paper(header)
    placed = [
        part
        for unit in split_units(document, cases)
        for part in _parts(document, unit, gazetteer, as_of, paper)
    ]
    units, places = [unit for unit, _ in placed], [found for _, found in placed]
    index = CaseIndex(cases)
    owned = {n: case for n, unit in enumerate(units) if (case := index.of_unit(unit)) is not None}
    applicant = applicant_of(header, gazetteer, as_of)
    around = Surroundings(document, header, applicant, owner_of(document, header, gazetteer, as_of))
    schemes = schemes_of(units, around)
    subjects = find_subjects(units, owned, places, schemes, around)
    others = [others_told_of(unit, subjects[n], places[n], document.text) for n, unit in enumerate(units)]
    firms = bare_firms(document.text)
    turns = turns_of(units, places, subjects, others, document.text)
    pages, is_of_plan = PageIndex(document), is_plan(header.first("title") or "")
    return tuple(
        Passage(
            unit=unit,
            text=unit.span.slice(document.text),
            document_id=document.document_id,
            place=pages.locate(unit.span.start),
            case=owned.get(n),
            subject=subjects[n],
            scheme=schemes[n],
            places=places[n],
            as_of=as_of,
            others=others[n],
            turns=turns[n],
            firms=firms,
            is_of_plan=is_of_plan,
        )
        for n, unit in enumerate(units)
    )


def applicant_of(header: Header, gazetteer: Gazetteer, as_of: date | None) -> Subject | None:
    """Whom an application is from, resolved where it is a municipality."""
    written = header.first("applicant")
    if written is None or header.kind not in ("city_application", "service_application"):
        return None
    return applying_subject(written, header.kind, find_places(written, gazetteer, as_of=as_of))


def city_of(header: Header, gazetteer: Gazetteer, as_of: date | None) -> Subject | None:
    """The only city among those who apply for a service together."""
    if header.kind != "service_application":
        return None
    written = (value.value for value in header.values if value.field == "applicant")
    found = [place for name in written if (place := _place_alone(name, gazetteer, as_of)) is not None]
    return municipality(found[0], "applicant") if len({place.name for place in found}) == 1 else None


def _place_alone(name: str, gazetteer: Gazetteer, as_of: date | None) -> PlaceMention | None:
    """The place that a name is, if it is nothing else."""
    places = find_places(name, gazetteer, as_of=as_of)
    return places[0] if places and places[0].span == CharSpan(0, len(name)) else None


def _firm_beside(document: Document, header: Header) -> str | None:
    """The firm that gives a paper on a service that its title names out with a city: "발행: 나래시 교통과, ㈜가온"."""
    if header.kind != "other" or not _NAMED_SERVICE.search(header.first("title") or ""):
        return None
    end = next(value.span.end for value in header.values if value.field == "publisher")
    line = document.text[end:].partition("\n")[0]
    named = {name for name, _ in firms_in(line)}
    return named.pop() if len(named) == 1 else None


def owner_of(document: Document, header: Header, gazetteer: Gazetteer, as_of: date | None) -> Subject | None:
    """Who gives a paper out that is no announcement of a certification: a city, or another body by its name."""
    written = header.first("publisher")
    is_on_certification = bool(header.schemes) and (
        header.kind != "other" or "인증" in (header.first("title") or "")
    )
    place = _place_alone(written or "", gazetteer, as_of)
    if place is not None:  # of what it was certified for it tells too
        firm = _firm_beside(document, header)
        return municipality(place, "document") if firm is None else organisation(firm, "document")
    # a firm tells the press, or those who ask it, of itself, certified or not
    is_own_news = any(firms_in(written or ""))
    if not is_own_news and (is_on_certification or _MINISTRY.search(written or "")):
        city = city_of_announcement(document, header, gazetteer, as_of)
        city = city or city_of_letter(header, gazetteer, as_of)
        return None if city is None else municipality(city, "document")
    if written is None:
        city = city_of_paper(document, header, gazetteer, as_of)
        if city is not None:
            return municipality(city, "document")
        firm = firm_of_paper(document, header)
        return None if firm is None else organisation(firm, "document")
    if (header.kind != "other" and not is_own_news) or _EDITORS.search(written):
        return (
            None  # a release of an agency tells of what others do, or of rules; a digest of whatever is new
        )
    return organisation(written, "document")


def _parts(
    document: Document, unit: Unit, gazetteer: Gazetteer, as_of: date | None, paper: tuple[str, ...]
) -> list[tuple[Unit, tuple[PlaceMention, ...]]]:
    """The units that topics cut a unit into, each with its places; they are looked for again only where it is cut."""
    places = _places(document, unit, gazetteer, as_of, paper)
    parts = split_by_topics(unit, places, document.text)
    if len(parts) == 1 and parts[0].span == unit.span:
        return [(unit, places)]
    return [(part, _places(document, part, gazetteer, as_of, paper)) for part in parts]


def _places(
    document: Document, unit: Unit, gazetteer: Gazetteer, as_of: date | None, paper: tuple[str, ...]
) -> tuple[PlaceMention, ...]:
    words = unit.span.slice(document.text)
    found = find_places(words, gazetteer, as_of=as_of, context=(*unit.section[::-1], *paper))
    return _moved(found, unit.span.start)


def _moved(mentions: Iterable[_Mention], by: int) -> tuple[_Mention, ...]:
    """The mentions with every span moved into the document."""
    return tuple([mention.shifted(by) for mention in mentions])


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

"""The head of a document: its kind, and what labels, shapes and places say about who, when and what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.header_application import (
    find_application_values,
    find_day,
    lined_applicant,
    titled_applicant,
    told_city,
)
from extractors.header_colophon import colophon, issue_day
from extractors.header_contacts import find_applying_office, find_contacts, find_departments, has_number
from extractors.header_dates import read_timing
from extractors.header_firm import find_firm
from extractors.header_kind import announces_services, document_kind, find_scheme_year, find_schemes
from extractors.header_labels import Label, Row, head_blocks, rows_of
from extractors.header_masthead import masthead
from extractors.header_title import (
    find_publisher,
    find_subtitles,
    find_title,
    letterhead,
    publishing_office,
    stated_publisher,
)
from extractors.nlp.firms import firms_in
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.places import find_places
from schemas.document import Block, Document
from schemas.header import DocumentKind, Header, HeaderValue

_OPENING = 4000
_TOP = 120
# "한빛기술연구원", "가온대학교 산학협력단", "나래시설공단"
_BODY = re.compile(r"(?:연구원|연구소|대학교?|협력단|재단|협회|조합|진흥원|공사|공단|법인)$")
# "신청 기업: 주식회사 가온", "주관 기관 | 가온", "수 신  인증기관" below the title of a form are no subtitles
_LABELLED_LINE = re.compile(
    r"[가-힣·\s]{2,10}\s?(?:[:：]|\s[|｜])\s|(?:수\s?신|제\s?목|참\s?조|경\s?유|발\s?신)\s"
)


def read_header(document: Document) -> Header:
    """Return the kind of `document` and the values of its head, in text order."""
    head = head_blocks(document)
    rows = rows_of(document, head)
    kind = document_kind(document.text, [*rows, *_contact_rows(document, head)])
    if kind == "press_release":
        return _press_release(document, head, rows)
    if kind == "other":
        return _paper(document, head, rows)
    titled = [value for value in _title_values(document, head) if not _LABELLED_LINE.match(value.value)]
    form = rows_of(document, [block for block in document.blocks if block.span.start < _OPENING])
    values = [*titled, *find_application_values(document, form)]
    if all(value.field != "applicant" for value in values):
        told = _told_applicant(document, head, kind, titled)
        values += [told] if told is not None else []
    values += [*(find_applying_office(form) or find_departments(form)), *find_contacts(form)]
    return _header(document, Header(_kind_by(values, kind), tuple(values), find_day(document)))


def _told_applicant(
    document: Document, head: Sequence[Block], kind: DocumentKind, titled: Sequence[HeaderValue]
) -> HeaderValue | None:
    """Who applies where no label says so: the firm that tells of itself, or the city of the title or of a line of its own."""
    if kind == "service_application":
        return find_firm(document, "applicant")
    in_title = titled_applicant(titled[0]) if titled else None
    return in_title or lined_applicant(document, head) or told_city(document)


def _kind_by(values: Sequence[HeaderValue], kind: DocumentKind) -> DocumentKind:
    """Cities alone apply for the certification of cities: where firms or institutes do, it is for a service.

    So it is where a firm applies with a city and the title calls it a service.
    """
    applicants = [value.value for value in values if value.field == "applicant"]
    titles = [value.value for value in values if value.field == "title"]
    is_of_service = any("서비스" in title for title in titles) and any(
        any(firms_in(name)) for name in applicants
    )
    is_of_others = is_of_service or (
        bool(applicants) and all(any(firms_in(name)) or _BODY.search(name) for name in applicants)
    )
    return "service_application" if kind == "city_application" and is_of_others else kind


def _press_release(document: Document, head: Sequence[Block], rows: Sequence[Row]) -> Header:
    timing = read_timing(rows)
    contacts = [row for row in rows if has_number([row])] or _contact_rows(document, head)
    departments = (
        find_departments(rows)
        or find_departments(_contact_rows(document, head))
        or publishing_office(document, stated_publisher(document, head))
    )
    top = masthead(document, head)
    departments = departments or ([top.department] if top else [])
    values = [*timing.values, *_title_values(document, head), *departments, *find_contacts(contacts)]
    publisher = stated_publisher(document, head) or (top.publisher if top else None)
    publisher = publisher or find_publisher(document, head)
    if publisher:
        values.append(publisher)
    released = timing.released_on
    if released is None and top is not None and top.released_on is not None:
        values.append(top.released_on)
        released = top.released_on.value
    return _header(document, Header("press_release", tuple(values), released, issues=timing.issues))


def _paper(document: Document, head: Sequence[Block], rows: Sequence[Row]) -> Header:
    """The head of any other document: its title, and where it says so, by whom and when it was given out."""
    publisher, title = _publisher(document, head), _title_values(document, head)[:1]
    top = masthead(document, head) if publisher is None else None
    if top is not None:
        values = (*title, top.publisher, top.department, *([top.released_on] if top.released_on else []))
        dated = top.released_on.value if top.released_on else issue_day(document, head)
        return _header(document, Header("other", values, dated))
    if publisher is None:
        last = colophon(document)
        publisher, rows = stated_publisher(document, last), rows_of(document, last)
    publisher = publisher or _firm(document, title)
    if publisher is None:
        return _header(document, Header("other", tuple(title), issue_day(document, head)))
    timing = read_timing(rows)
    released = [value for value in timing.values if value.field == "released_on"]
    values = (*title, publisher, *released)
    dated = timing.released_on or issue_day(document, head)
    values = (*values, *publishing_office(document, publisher))
    return _header(document, Header("other", values, dated, issues=timing.issues))


def _firm(document: Document, title: Sequence[HeaderValue]) -> HeaderValue | None:
    """The firm that gives a paper out; where a city begins the title, only one that is named on top."""
    firm = find_firm(document, "publisher")
    is_of_city = any(_begins_with_place(value.value) for value in title)
    return None if firm is not None and is_of_city and firm.span.start > _TOP else firm


def _begins_with_place(words: str) -> bool:
    places = find_places(words, load_gazetteer(), as_of=None)
    return bool(places) and places[0].span.start == 0


def _publisher(document: Document, head: Sequence[Block]) -> HeaderValue | None:
    return stated_publisher(document, head) or letterhead(document, head)


def _title_values(document: Document, head: Sequence[Block]) -> list[HeaderValue]:
    found = find_title(document, head)
    if found is None:
        return []
    index, title = found
    return [title, *find_subtitles(document, document.blocks[index + 1 :])]


def _contact_rows(document: Document, head: Sequence[Block]) -> list[Row]:
    """The rows of the contact block at the end of a release: rows of labels with a number among them."""
    known = {block.block_id for block in head}
    found: list[Row] = []
    for block in document.blocks:
        if block.block_id in known:
            continue
        rows = rows_of(document, [block])
        labels = {slot.label for row in rows for slot in row}
        if labels & {Label.ROLE, Label.DEPARTMENT} and has_number(rows):
            found += rows
    return found


def _header(document: Document, header: Header) -> Header:
    """The header with its values in text order and the certification it is about."""
    opening = document.text[:_OPENING]
    schemes = find_schemes(opening) or find_schemes(document.text)
    if header.kind == "press_release" and schemes == ("city",) and announces_services(document.text):
        schemes = ("city", "service")
    if header.kind == "city_application":
        schemes = ("city",)
    elif header.kind == "service_application":
        schemes = ("service",)
    return Header(
        header.kind,
        tuple(_in_order(header.values)),
        header.released_on,
        schemes,
        find_scheme_year(opening, header.released_on) if schemes else None,
        header.issues,
    )


def _in_order(values: Iterable[HeaderValue]) -> list[HeaderValue]:
    unique = dict.fromkeys(values)
    return sorted(unique, key=lambda value: (value.span, value.field))

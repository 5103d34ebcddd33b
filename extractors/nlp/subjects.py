"""Whom a sentence is about.

A case tells its own subject; an application is about its applicant. Elsewhere:
a place or a named service that stands as the topic, then the only place
mentioned, then what the parent bullet was about, then the certification scheme.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from extractors.nlp.annex_marks import without_annex_mark
from extractors.nlp.firms import firms_in
from extractors.nlp.firms_told import FirmsTold
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.normalise import plain
from extractors.nlp.paper_city import whose_paper
from extractors.nlp.places import PlaceMention, find_places
from extractors.nlp.scheme_names import SCHEME_NAMES, named_schemes, scheme_subject
from extractors.nlp.sentences import Unit, stripped
from extractors.nlp.surroundings import DOCUMENT, Surroundings, municipality
from extractors.nlp.table_owners import OF_PARTIES, table_owners
from schemas.case_study import CaseStudy
from schemas.document import Block
from schemas.fact import Basis, Subject

_MAX_UP = 12
_LABEL_SHARE = 0.6
# "달서구가", "곳은 인천광역시로,", "강릉시의 경우": the place is what the sentence is about
_TOPIC = re.compile(
    r"(?:\s?\([^()\d]{2,10}\))?\s?(?:은|는|이|가|로,|으로,|의\s경우|에서는|에서|에는|도)(?=[\s,]|$)"
)
# "동구는 …": the particle that sets a topic
_SET_TOPIC = re.compile(r"(?:\s?\([^()\d]{2,10}\))?(?:은|는)(?=\s)")
# "군포시에는 540개를 설치했다"
_THERE = re.compile(r"(?:\s[가-힣\d,]{1,10}){0,2}?(?:에는|에서는)(?=\s)")
# "군포시 산업단지 21km²와 학교 34곳을 살핀다": a sentence that begins with a place in a city
_PLACE_IN_IT = re.compile(
    r"\s(?![가-힣]{0,8}(?:공무원|관계자|직원|주무관|담당자|시민|주민|입찰|요청|협조|[과팀](?:와|의)))[가-힣]{2,10}(?:\s[가-힣\dA-Za-z²,]{1,8}){0,2}?(?:의|을|를|와|과|에|에서)\s"
)
# "하남시와 순천시는", "A시·B시, C군이": what joins two topics of one statement
_AND = re.compile(r"(?:\s?\([^()\d]{2,10}\))?\s?(?:[,·ㆍ‧/]|와|과|및)\s?(?:및\s?)?")
# "‘바로버스’(나래시·㈜가온)", "“함께타요(나래시 협의체)”"
_WITH_APPLICANT = re.compile(
    r"[“\"‘'](?P<name>[^“”\"‘’'()\n]{2,30}?)\s?(?:[”\"’']\s?\([^()\n]{2,40}\)|\([^()\n]{2,40}\)\s?[”\"’'])"
)
_NEAR_START = 30
# "진흥원은 내년 4월 …", "국토부는": the sentence is about who announces, not about what was told before
_OF_ANNOUNCER = re.compile(
    r"[-□■○ㅇ·*\s]{0,4}(?:한편|또한|아울러)?[,\s]{0,2}"
    r"(?:국토부|정부|당국|진흥원|연구원|평가원|개발원|정보원|기술원|협회|협의회|위원회|공단|공사|재단|센터|학회|사무국)(?:은|는|에서는)\s"
)
# "스마트도시 인증은 2021년에 시작돼": about the certification itself, whatever city was told of before
_OF_SCHEME = re.compile(
    r"[-□■○ㅇ·*\s]{0,4}(?:한편|이번|올해)?[,\s]{0,2}스마트\s?(?:도시|시티)\s?(?:[·ㆍ및]\s?)?(?:스마트\s?도시\s?)?(?:서비스\s?)?인증(?:\s?제도|제)?(?:은|는)\s"
)
# "두루콜은 …", "○ 물길 지도가 …": what a sentence begins with
_OPENS_WITH = re.compile(
    r"[-□■○ㅇ·*\s]{0,4}[“\"‘']?(?P<name>[가-힣A-Za-z0-9][가-힣A-Za-z0-9 ]{0,28}?)[”\"’']?(?:은|는|이|가)\s"
)
_OPENING = 8
# "ㅇ 군 2곳", "대도시(3곳)": so many cities together
_OF_CLASS = re.compile(r"[-□■○ㅇ·*\s]{0,4}(?:대도시|중소도시|광역시|시|군|구|도)\s?\(?\d{1,3}\s?(?:곳|개)")
_MARK = 3
# "…하고 있으며, ", "…했고 ": a clause has ended before the next topic
_CLAUSE_BEFORE = re.compile(r"(?:고|며|으나|지만|는데|인데)[,\s]\s?$")
# "스마트 시티패스"로, / "…"는: a quoted name as the topic of its sentence
_QUOTED_TOPIC = re.compile(r"[“\"‘'](?P<name>[^“”\"‘’'\n]{2,40})[”\"’'](?:로,|으로,|은|는|이|가)(?=\s)")


def find_subjects(
    units: Sequence[Unit],
    cases: Mapping[int, CaseStudy],
    places: Sequence[Sequence[PlaceMention]],
    schemes: Sequence[Subject],
    around: Surroundings,
) -> tuple[Subject, ...]:
    """Return the subject of each unit; `cases`, `places` and `schemes` go by its number."""
    subjects: list[Subject] = []
    told: dict[str, Subject] = {}
    firms = FirmsTold(around.document.text, around.header.schemes, _OF_ANNOUNCER)
    tables = table_owners(units, places, around)
    services = _named_services(around, tables.services())
    parents = {block.block_id: block.parent_id for block in around.document.blocks}
    city_over = cache(
        lambda section: headed_city(section, around)
    )  # many units stand under the same headings
    for number, unit in enumerate(units):
        case = cases.get(number)
        carried = None if unit.table is not None else _carried(unit.block.block_id, told, parents)
        of_table = tables.of(unit) if case is None or around.is_of_firm else None
        told_of = _city_told_of(unit, places[number], around) if around.is_of_firm else None
        if of_table is not None or told_of is not None:
            subject = of_table or told_of or around.applicant or DOCUMENT
        elif case is not None:
            opening = _service_at_start(unit, services, around)
            subject = opening or _in_case(unit, case, places[number], around)
        elif around.applicant is not None:
            subject = around.applicant
        else:
            subject = _service_told_of(unit, services, around) or _in_prose(
                around, unit, places[number], carried, schemes[number]
            )
            headed = firms.told_of(unit)
            is_carried = subject.kind == "municipality" and not places[number] and unit.table is None
            if subject.kind in ("scheme", "document") or (
                is_carried and headed and headed.basis == "heading"
            ):
                subject = headed or subject
            if around.owner is None and _is_headed(unit, subject, around):
                subject = city_over(unit.section) or subject
            if around.owner is not None and _is_of_owner(unit, subject, places[number], around):
                subject = city_over(unit.section) or around.owner
        if unit.table is None and subject.kind in ("municipality", "service"):
            if subject.basis == "topic":  # what a paragraph goes on about
                told[unit.block.block_id] = subject
            told.setdefault(unit.block.block_id, subject)
        subjects.append(subject)
    return tuple(subjects)


def _is_headed(unit: Unit, subject: Subject, around: Surroundings) -> bool:
    """Whether a unit names nobody, no certification and no class of cities: then it is about the city that heads it."""
    words = unit.span.slice(around.document.text)
    is_nobodys = subject.kind in ("scheme", "document") and not named_schemes(words)
    return is_nobodys and not _OF_CLASS.match(words)


def _is_of_owner(unit: Unit, subject: Subject, places: Sequence[PlaceMention], around: Surroundings) -> bool:
    """Whether a unit of a paper is about its owner, as it is where another is only mentioned."""
    owner = around.owner
    if owner is None:
        return False
    if subject == DOCUMENT and not places:
        return True
    is_own = around.header.kind == "press_release" or any(firms_in(owner.name))
    if subject.kind == "scheme" and is_own and owner.kind == "organisation":
        # a firm's news on its certificate, its answers to those who give it
        return not named_schemes(unit.span.slice(around.document.text))
    if owner.kind == "organisation":
        return subject.basis in ("mention", "carried") and _only_mentions_cities(unit)
    is_others = subject.kind not in ("document", "scheme") and subject.basis != "mention"
    return owner.kind == "municipality" and not is_others


def headed_city(section: Sequence[str], around: Surroundings) -> Subject | None:
    """The city that the nearest heading with any names and says little else: "## 동구" in a paper of 대전광역시."""
    for written_heading in reversed(section):
        heading = without_annex_mark(written_heading)
        found = find_places(heading, load_gazetteer(), as_of=None, context=whose_paper(around.header))
        written = sum(len(place.as_written) for place in found)
        if found and written_heading != around.header.first("title"):
            is_label = len(found) == 1 and written >= _LABEL_SHARE * len("".join(heading.split()))
            return municipality(found[0], "heading") if is_label else None
    return None


def _only_mentions_cities(unit: Unit) -> bool:
    """Whether a unit of a firm's paper only mentions the cities in it: in prose, or among the parties of a table."""
    table = unit.table
    return table is None or any(OF_PARTIES.search(cell.text or "") for cell in table.cells if cell.row == 0)


def _city_told_of(unit: Unit, places: Sequence[PlaceMention], around: Surroundings) -> Subject | None:
    """The first of the cities that a sentence of a firm's application has for its topic."""
    text = around.document.text
    listed = listed_topics(unit, places, text)
    if listed or unit.table is not None:
        return municipality(listed[0], "topic") if listed else None
    there = [
        place
        for place in places
        if _THERE.match(text, place.span.end)
        or (place.span.start - unit.span.start <= _MARK and _PLACE_IN_IT.match(text, place.span.end))
    ]
    opens = bool(there) and there[0].span.start - unit.span.start <= _OPENING
    return municipality(there[0], "topic") if opens and len(places) == 1 else None


def _named_services(around: Surroundings, owners: Iterable[Subject]) -> dict[str, Subject]:
    """The services that an announcement names with who applied, in a line or in a row of their own."""
    if "service" not in around.header.schemes or around.applicant is not None:
        return {}
    names = {plain(found["name"]) for found in _WITH_APPLICANT.finditer(around.document.text)}
    names |= {plain(owner.name) for owner in owners}
    return {name: Subject(kind="service", name=name, as_written=name, basis="heading") for name in names}


def _service_told_of(unit: Unit, services: Mapping[str, Subject], around: Surroundings) -> Subject | None:
    """The announced service that a line consists of, or the only one that the nearest heading with any names."""
    if not services:
        return None
    own = services.get(plain(unit.span.slice(around.document.text)))
    if own is not None or unit.table is not None:
        return own
    opening = _service_at_start(unit, services, around)
    if opening is not None:
        return opening
    for heading in reversed(unit.section):
        if any(firms_in(heading)):
            return None
        named = [subject for name, subject in services.items() if name in plain(heading)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def _service_at_start(unit: Unit, services: Mapping[str, Subject], around: Surroundings) -> Subject | None:
    """The announced service that a sentence begins with: '두루콜은 …'."""
    if not services or unit.table is not None:
        return None
    topic = _OPENS_WITH.match(unit.span.slice(around.document.text))
    return services.get(plain(topic["name"])) if topic is not None else None


def listed_topics(unit: Unit, places: Sequence[PlaceMention], text: str) -> tuple[PlaceMention, ...]:
    """The cities that are together the topic of a unit: 'A시와 B시는 …' gives both."""
    if unit.table is not None:
        return ()
    ordered = sorted(places, key=lambda place: place.span)
    for at, place in enumerate(ordered):
        if _SET_TOPIC.match(text, place.span.end):
            return tuple(ordered[_first_of_list(ordered, at, text) : at + 1])
    return ()


def _first_of_list(ordered: Sequence[PlaceMention], at: int, text: str) -> int:
    """Where the list begins that a place closes."""
    while at and _AND.fullmatch(text, ordered[at - 1].span.end, ordered[at].span.start):
        at -= 1
    return at


def others_told_of(
    unit: Unit, subject: Subject, places: Sequence[PlaceMention], text: str
) -> tuple[Subject, ...]:
    """The other cities of the list that a unit has for its topic, where `subject` is one of it."""
    listed = {place.name: place for place in listed_topics(unit, places, text)}
    if subject.name not in listed:
        return ()
    return tuple(municipality(place, "list") for name, place in listed.items() if name != subject.name)


def _in_case(unit: Unit, case: CaseStudy, places: Sequence[PlaceMention], around: Surroundings) -> Subject:
    """The case's subject; prose that has another place for its topic, or speaks of the scheme, is about that."""
    if unit.table is not None or around.applicant is not None or case.subject.kind != "municipality":
        return case.subject
    text = unit.span.slice(around.document.text)
    topics = {place.name: place for place in places if _is_topic(text, place, unit)}
    if len(topics) == 1 and case.subject.name not in {place.name for place in places}:
        return municipality(next(iter(topics.values())), "topic")
    named = named_schemes(text)
    is_announced = bool(around.header.schemes) and around.owner is None
    if named and is_announced and case.subject.name not in {place.name for place in places}:
        return scheme_subject(named)
    return case.subject


def _carried(block_id: str, told: Mapping[str, Subject], parents: Mapping[str, str | None]) -> Subject | None:
    """What the block itself, or the nearest bullet above it, was about."""
    at: str | None = block_id
    for _ in range(_MAX_UP):
        if at is None:
            return None
        if at in told:
            subject = told[at]
            return subject if at == block_id else replace_basis(subject, "carried")
        at = parents.get(at)
    return None


def replace_basis(subject: Subject, basis: Basis) -> Subject:
    """The same subject, found another way."""
    return subject.model_copy(update={"basis": basis})


def _in_prose(
    around: Surroundings,
    unit: Unit,
    places: Sequence[PlaceMention],
    carried: Subject | None,
    scheme: Subject,
) -> Subject:
    around_text = around.document.text
    text = unit.span.slice(around_text)
    if _OF_ANNOUNCER.match(text) is not None and around.owner is None:
        return scheme
    about = _OF_SCHEME.match(text)
    if about is not None and around.header.schemes and around.owner is None:
        own = named_schemes(about.group())
        return scheme_subject(own) if own else scheme
    service = _QUOTED_TOPIC.search(text) if scheme.name == SCHEME_NAMES[("service",)] else None
    if service is not None and service.start() <= _NEAR_START:
        return Subject(kind="service", name=service["name"], as_written=service["name"], basis="topic")
    names = {place.name for place in places}
    topics = [place for place in places if _is_topic(text, place, unit)]
    if len(names) == 1 and topics:
        return municipality(topics[0], "topic")
    if carried is not None and (not names or (carried.kind == "service" and not topics)):
        return carried
    return _in_list(around, unit, places, carried, scheme)


def _in_list(
    around: Surroundings,
    unit: Unit,
    places: Sequence[PlaceMention],
    carried: Subject | None,
    scheme: Subject,
) -> Subject:
    """The first of the cities that are together the topic; else the only city, what is carried, or the scheme."""
    around_text, names = around.document.text, {place.name for place in places}
    listed = listed_topics(unit, places, around_text)
    opens = bool(listed) and listed[0].span.start - unit.span.start <= _OPENING
    if listed and (len(names) == len(listed) or opens):  # "하남시는 순천시와 함께 …" is about 하남시
        return municipality(listed[0], "topic")
    if len(names) == 1 and carried is None and scheme.kind == "document":
        return municipality(places[0], "mention")
    return carried if carried is not None and names <= {carried.name} else scheme


def split_by_topics(unit: Unit, places: Sequence[PlaceMention], text: str) -> list[Unit]:
    """Cut a sentence that tells of one city after the other: '동구는 …하고 있으며, 연수구는 …'."""
    if unit.table is not None or unit.is_quotation:
        return [unit]
    ordered = sorted(places, key=lambda place: place.span)
    topics = [
        (place.name, ordered[_first_of_list(ordered, at, text)].span.start)
        for at, place in enumerate(ordered)
        if _SET_TOPIC.match(text, place.span.end)
    ]
    cuts = [
        start
        for (before, _), (name, start) in pairwise(topics)
        if name != before and _CLAUSE_BEFORE.search(text[unit.span.start : start])
    ]
    starts = [unit.span.start, *cuts]
    ends = [*cuts, unit.span.end]
    spans = [stripped(text, start, end) for start, end in zip(starts, ends, strict=True)]
    return [replace(unit, span=span) for span in spans if span is not None]


def _is_topic(text: str, place: PlaceMention, unit: Unit) -> bool:
    end = place.span.end - unit.span.start
    return _TOPIC.match(text, end) is not None


def schemes_of(units: Sequence[Unit], around: Surroundings) -> tuple[Subject, ...]:
    """The certification that each unit speaks of: by its own words, else by those above it."""
    blocks = {block.block_id: block for block in around.document.blocks}
    above: dict[tuple[str | None, tuple[str, ...]], Subject] = {}
    found = []
    for unit in units:
        own, place = (
            named_schemes(unit.span.slice(around.document.text)),
            (unit.block.parent_id, unit.section),
        )
        if not own and place not in above:
            above[place] = _scheme_above(*place, blocks, around)
        found.append(scheme_subject(own) if own else above[place])
    return tuple(found)


def _scheme_above(
    parent_id: str | None, section: tuple[str, ...], blocks: Mapping[str, Block], around: Surroundings
) -> Subject:
    """By the words of the parents, of the headings; else the document."""
    text = around.document.text
    written = []
    block = blocks.get(parent_id or "")
    for _ in range(_MAX_UP):
        if block is None:
            break
        written.append(block.span.slice(text))
        block = blocks.get(block.parent_id or "")
    for words in (*written, *reversed(section)):
        named = named_schemes(words)
        if named:
            return scheme_subject(named)
    is_announced = bool(around.header.schemes) and around.owner is None
    return scheme_subject(around.header.schemes) if is_announced else DOCUMENT

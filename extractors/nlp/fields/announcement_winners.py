"""Who was certified, told in prose or as the rows of a table of results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_tables import last_head
from extractors.nlp.normalise import plain
from extractors.nlp.places import PlaceMention
from extractors.nlp.scheme_names import SCHEME_NAMES
from extractors.nlp.surroundings import municipality
from extractors.nlp.turned_tables import bare_name, is_turned, named_columns, turned_label
from schemas.document import Cell, Table
from schemas.evidence import CharSpan
from schemas.fact import Subject
from schemas.header import Header

CLASSES = {"대도시": "large", "중소도시": "small_medium"}
# "이번에 인증을 받은 도시는 …", "신규 인증 도시는 …", "올해 새로 인증받은 곳은"
_WINNERS_ARE = re.compile(
    r"인증(?:을|를)?\s?(?:새로\s|신규로?\s|최종\s)?(?:받은|획득한|취득한|된)?\s?(?:곳|도시|지자체|자치단체)(?:은|는|으로는|로는|로|으로|에는|에)\s(?:최종\s)?(?:(?:대도시|중소도시)(?:\s?(?:부문|분야|그룹))?(?:에서는|에서|의|은|는)?\s)?"
)
# "A와 B가 스마트도시 인증을 받았다", "A, B 등 4곳이 새로 인증을 획득했다"
_ARE_CERTIFIED = re.compile(
    r"^(?:\s?등)?(?:\s?(?:총\s)?\d+\s?(?:곳|개\s?(?:도시|지자체|시))|\s?[두세네]\s곳)?(?:이|가|은|는)\s[^.]{0,40}?(?:인증(?:을|를)?\s?(?:새로\s|최종\s)?(?:받았|받음|획득|취득|받으|됐|되었)|인증\s?(?:도시|지자체)(?:로|에)\s?[^.]{0,12}?(?:선정|뽑|이름|지정|확정))"
)
# "A시와 B시가 1등급, C시가 2등급을 받았다", "D시는 최우수 등급에 올랐다": a grade behind the cities that got it
_GRADED = re.compile(
    r"(?:이|가|은|는)\s(?:[^,.]{0,16}\s)?(?P<grade>(?:[1-5]|[가-라SABCD])\s?등급|(?:최우수|우수)\s?등급)(?:(?:을|를|에|으로)\s[가-힣]{1,8})?(?=을|를|에|으로|,|[\s.]|$)"
)
_GIVEN = re.compile(r"등급[^.]{0,40}?(?:받|올랐|오르|획득|얻|부여|매겨|선정|인증)")
_DENIED = re.compile(r"못|않|탈락|미인증|실패")
# between two names of a list in prose: "A시와 B시, 중소도시 부문에서 C구"
_GAP = re.compile(
    r"(?:\s?\(이상\s(?:대도시|중소도시)\))?[\s,·ㆍ、/]*(?:및|와|과|이며|이고|등(?:\s\d+곳)?)?[\s,]*(?:\(?(?:대도시|중소도시)\)?(?:\s?(?:부문|분야|그룹))?(?:에서는|에서|으로는|로는|은|는|의|에는)?\s?)?"
)
_CLASS_WORD = re.compile(r"중소도시|대도시")
# "A시·B시(이상 대도시), C군·D군(이상 중소도시)": the class that closes its list
_CLASS_BEHIND = re.compile(r"\(이상\s?(?P<name>중소도시|대도시)\)")
# heads of tables that list results, and heads that list what only asked for it
_RESULTS = re.compile(
    r"인증(?:을|\s)?\s?(?:받은)?.{0,12}(?:결과|현황|도시|서비스|기업|지자체|선정|목록|명단|내역|사례)|(?:도시|서비스)\s?인증\s?$"
)
_RATED = re.compile(r"(?:인증)?등급(?!기준|구간)|인증(?:유효)?기간|인증번호")
_NO_RESULTS = re.compile(
    r"신청(?!\s?(?:기관|기업|자|인|사|주체|도시|지자체)(?:$|[\s,·)]))|접수|응모|절차|기준|지표|개요|계획|일정"
)
_CITY_HEAD = re.compile(r"도시|지자체|자치단체|시·?군·?구|지역|구분|기관")
_APPLIED = re.compile(r"(?:인증\s?)?신청")
_SERVICE_HEAD = re.compile(r"서비스\s?(?:명|$)")
_LABEL_SHARE = 0.6


def attributes(header: Header, scheme: str, more: dict[str, object]) -> dict[str, object]:
    """Scheme and year of the announcement with `more`."""
    year = {} if header.scheme_year is None else {"year": header.scheme_year}
    return {"scheme": SCHEME_NAMES[("city",) if scheme == "city" else ("service",)], **year, **more}


def winners_in_prose(passage: Passage, header: Header) -> Iterator[Draft]:
    """Yield the cities of 'the certified cities are A, B and C' and 'A and B were certified'."""
    skips = passage.unit.table is not None or passage.unit.is_quotation or passage.case is not None
    if skips or "city" not in header.schemes or _DENIED.search(passage.text) or _is_earlier(passage, header):
        return
    listed = _winners(passage)
    for place in listed:
        before = passage.slice(passage.span.start, place.span.start)
        behind = _CLASS_BEHIND.search(passage.slice(place.span.end, passage.span.end))
        words = [behind["name"]] if behind else _CLASS_WORD.findall(before)
        more: dict[str, object] = {"class": CLASSES[words[-1]]} if words else {}
        yield _city(place, place.span, attributes(header, "city", more))


def graded_cities(passage: Passage, header: Header) -> Iterator[Draft]:
    """Yield certification and grade of 'A시와 B시가 1등급, C시가 2등급을 받았다'."""
    skips = passage.unit.table is not None or passage.unit.is_quotation or passage.case is not None
    if skips or "city" not in header.schemes or _is_earlier(passage, header):
        return
    if not _GIVEN.search(passage.text) or _DENIED.search(passage.text):
        return
    for run in _runs(passage):
        graded = _GRADED.match(passage.slice(run[-1].span.end, passage.span.end))
        if graded is None:
            continue
        words = _CLASS_WORD.findall(passage.slice(passage.span.start, run[0].span.start))
        more: dict[str, object] = {"class": CLASSES[words[-1]]} if words else {}
        quote = CharSpan(run[0].span.start, run[-1].span.end + graded.end())
        for place in run:
            yield _city(place, place.span, attributes(header, "city", more))
            yield Draft(
                field="rank", value=plain(graded["grade"]), span=fitted(quote, place.span),
                subject=municipality(place, "list"), rule_id="announcement.grade_told", status="done",
                attributes=attributes(header, "city", more), trust=0.9,
            )  # fmt: skip


def _is_earlier(passage: Passage, header: Header) -> bool:
    """The sentence is on the certification of a year before."""
    year = header.scheme_year
    return year is not None and any(
        found.value[:4].isdigit() and int(found.value[:4]) < year for found in passage.dates
    )


def _winners(passage: Passage) -> list[PlaceMention]:
    told = _WINNERS_ARE.search(passage.text)
    if told is not None:
        after = [place for place in passage.places if place.span.start >= passage.span.start + told.end()]
        return _run(passage, after)
    runs = _runs(passage)
    for run in runs:
        if _ARE_CERTIFIED.match(passage.slice(run[-1].span.end, passage.span.end)):
            return run
    return []


def _runs(passage: Passage) -> list[list[PlaceMention]]:
    """The places of the passage in lists: those with nothing but commas and classes between them."""
    runs: list[list[PlaceMention]] = []
    for place in passage.places:
        if runs and _GAP.fullmatch(passage.slice(runs[-1][-1].span.end, place.span.start)):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _run(passage: Passage, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The first list among `places`."""
    kept = list(places[:1])
    for before, place in pairwise(places):
        if not _GAP.fullmatch(passage.slice(before.span.end, place.span.start)):
            break
        kept.append(place)
    return kept


def winners_in_table(passage: Passage, header: Header) -> Iterator[Draft]:
    """Yield the city or service that labels a row of a table of results."""
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None or cell.span is None:
        return
    above = (table.caption or next(iter(passage.unit.section[::-1]), "")).rstrip(" >〉》)]")
    if _NO_RESULTS.search(above) or not (_RESULTS.search(above) or _is_rated(table)):
        return
    if cell.is_header:
        yield from _winner_over_column(passage, table, cell, header)
        return
    head = last_head(table, cell)
    if "city" in header.schemes and _CITY_HEAD.search(head) and len({p.name for p in passage.places}) == 1:
        place = passage.places[0]
        if len(place.as_written.replace(" ", "")) >= _LABEL_SHARE * len(passage.text.replace(" ", "")):
            yield _city(place, place.span, attributes(header, "city", _class_of_row(passage)))
    elif "service" in header.schemes and "서비스" in above and _SERVICE_HEAD.search(head):
        yield certified_service(plain(passage.text), passage.span, header)


def _winner_over_column(passage: Passage, table: Table, cell: Cell, header: Header) -> Iterator[Draft]:
    """The service, or the city, that heads a column of a table on its side."""
    if cell not in named_columns(table) or not is_turned(table):
        return
    if "service" in header.schemes and not passage.places:
        found = certified_service(bare_name(cell), passage.span, header)
        who = _applicant_of_column(table, cell)
        yield replace(found, attributes={**found.attributes, "applicant": who}) if who else found
    elif "city" in header.schemes and len({place.name for place in passage.places}) == 1:
        yield _city(passage.places[0], passage.places[0].span, attributes(header, "city", {}))


def _applicant_of_column(table: Table, head: Cell) -> str | None:
    """Who applied, by the row that says so."""
    for cell in table.cells:
        if cell.col == head.col and cell.text and _APPLIED.match(turned_label(table, cell) or ""):
            return plain(cell.text)
    return None


def _is_rated(table: Table) -> bool:
    """Whether a column tells what those who were certified got: "순위 | 지방자치단체 | 등급"."""
    on_its_side = is_turned(table)
    heads = (
        "".join((cell.text or "").split())
        for cell in table.cells
        if cell.is_header or (on_its_side and not cell.col)
    )
    return any(_RATED.match(head) for head in heads)


def _class_of_row(passage: Passage) -> dict[str, object]:
    table, own = passage.unit.table, passage.unit.cell
    if table is None or own is None:
        return {}
    beside = [
        cell.text.strip()
        for cell in table.cells
        if cell.text and cell.row <= own.row < cell.row + cell.row_span
    ]
    found = [CLASSES[text] for text in beside if text in CLASSES]
    return {"class": found[0]} if len(found) == 1 else {}


def _city(place: PlaceMention, span: CharSpan, more: dict[str, object]) -> Draft:
    return Draft(
        field="certified", value=True, span=fitted(span, place.span), subject=municipality(place, "list"),
        rule_id="announcement.certified_told", status="done", attributes=more, support="normalised",
        derivation="told among the certified cities", trust=0.9,
    )  # fmt: skip


def certified_service(name: str, span: CharSpan, header: Header) -> Draft:
    """A certified service by its name."""
    return Draft(
        field="certified", value=True, span=span,
        subject=Subject(kind="service", name=name, as_written=name, basis="list"),
        rule_id="announcement.certified_service", status="done",
        attributes=attributes(header, "service", {}), support="normalised",
        derivation="listed among the certified services", trust=0.93,
    )  # fmt: skip

"""Whom the cells of a table are about: a row by its first cell, a column by its head, a whole table by its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.nlp.extract_tables import bare_head, tells_stages
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.normalise import plain
from extractors.nlp.places import PlaceMention, find_places
from extractors.nlp.sentences import Unit
from extractors.nlp.surroundings import Surroundings, municipality
from extractors.nlp.turned_tables import bare_name, is_turned, named_columns
from schemas.document import Cell, Table
from schemas.fact import Subject

# a table that tells what parties do: its rows are about what they do it for
OF_PARTIES = re.compile(
    r"도운\s?(?:일|점|내용)|맡은\s?(?:몫|것)|해\s?준\s?일|역할|분담|협약|담당|맡은\s?일|협력|참여\s?내용|수행\s?내용|업무"
)
# the head of a column of services, in a table on what was certified
_OF_SERVICES = re.compile(r"(?:인증)?서비스(?:명|명칭|이름)?")
# the head of a column of cities: "부문 | 순위 | 지방자치단체 | 등급"
_OF_CITIES = re.compile(r"(?:인증)?(?:도시|지자체|지방자치단체|자치단체|시·?군·?구)(?:명|이름)?")
# the head of a column of those who carry a plan out: "시기 | 할 일 | 맡는 곳 | 현재 상태"
_OF_DOERS = re.compile(r"(?:맡는|맡을|맡은|하는|할)곳|(?:추진|시행|사업|수행|담당|주관)?(?:주체|기관|지자체)")
# "< 안양시의 연도별 변화 >", "표 3. 가온시 운영 실적": a title that begins with whom it is about
_TITLE_MARKS = re.compile(
    r"[\s<〈《\[【(■□○●▶※*\-–]*(?:표\s?\d+(?:[-.]\d+)?\s?[.:]?\s)?(?:\d{1,2}[.)]\s|[가-하][.)]\s)?"
)
_BEHIND = re.compile(r"의\s|에서의\s|\s(?!등|외|및|와|과)")
_LABEL_SHARE = 0.6
_LONGEST_SERVICE = 40
_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class TableOwners:
    """Whom rows, columns and whole tables of a document are about."""

    rows: Mapping[tuple[str, int], Subject]
    columns: Mapping[tuple[str, int], Subject]
    tables: Mapping[str, Subject]

    def of(self, unit: Unit) -> Subject | None:
        """Whom the cell of a unit is about, by its row first of all."""
        table, cell = unit.table, unit.cell
        if table is None or cell is None:
            return None
        return (
            self.rows.get((table.table_id, cell.row))
            or self.columns.get((table.table_id, cell.col))
            or self.tables.get(table.table_id)
        )

    def services(self) -> Iterator[Subject]:
        """The services that own a row or a column."""
        owners = (*self.rows.values(), *self.columns.values())
        yield from (owner for owner in owners if owner.kind == "service")


def table_owners(
    units: Sequence[Unit], places: Sequence[Sequence[PlaceMention]], around: Surroundings
) -> TableOwners:
    """Return whom the tables are about; `places` goes by the number of the unit."""
    rows = _row_owners(units, places, around)
    known = {owner.name: owner for owner in rows.values() if owner.kind == "service"}
    columns: dict[tuple[str, int], Subject] = {}
    tables: dict[str, Subject] = {}
    for table in around.document.tables:
        columns.update({(table.table_id, col): owner for col, owner in _column_owners(table, around, known)})
        titled = city_of_title(table.caption or "") if around.is_of_firm else None
        if titled is not None:
            tables[table.table_id] = titled
    return TableOwners(rows, columns, tables)


def city_of_title(title: str) -> Subject | None:
    """The city that a title begins with and that what stands below it is about.

    >>> city_of_title("< 안양시의 연도별 변화 >").name, city_of_title("안양시와 군포시의 역할")
    ('안양시', None)
    """
    marks = _TITLE_MARKS.match(title)
    start = marks.end() if marks else 0
    found = find_places(title, load_gazetteer(), as_of=None)
    if len({place.name for place in found}) != 1 or found[0].span.start != start:
        return None
    return municipality(found[0], "heading") if _BEHIND.match(title, found[0].span.end) else None


def _column_owners(
    table: Table, around: Surroundings, known: Mapping[str, Subject]
) -> Iterator[tuple[int, Subject]]:
    """The cities, or the services of a paper on services, that the head row names one by one; `known` own rows elsewhere."""
    heads = named_columns(table)
    if len(heads) < _LEAST_COLUMNS or not any(cell.is_header for cell in heads):
        return
    cities = [(cell, _only_city(cell)) for cell in heads]
    if all(city is not None for _, city in cities):
        for cell, city in cities:
            if city is not None:
                yield from ((col, city) for col in range(cell.col, cell.col + cell.col_span))
    elif known and all(bare_name(cell) in known for cell in heads):
        yield from ((cell.col, known[bare_name(cell)]) for cell in heads)
    elif "service" in around.header.schemes and around.applicant is None and is_turned(table):
        for cell in heads:
            name = bare_name(cell)
            yield cell.col, Subject(kind="service", name=name, as_written=name, basis="row_label")


def _only_city(cell: Cell) -> Subject | None:
    text = plain(cell.text or "")
    found = find_places(text, load_gazetteer(), as_of=None)
    return municipality(found[0], "row_label") if _is_label(found, text) else None


def _is_label(found: Sequence[PlaceMention], text: str) -> bool:
    """Whether a text names one place and says little else."""
    written = sum(place.span.end - place.span.start for place in found)
    return len({place.name for place in found}) == 1 and written >= _LABEL_SHARE * len(text)


def _row_owners(
    units: Sequence[Unit], places: Sequence[Sequence[PlaceMention]], around: Surroundings
) -> dict[tuple[str, int], Subject]:
    """The city, or the certified service, that the first cell of a row names and says little else, for each row."""
    owners: dict[tuple[str, int], Subject] = {}
    text = around.document.text
    for unit, found in zip(units, places, strict=True):
        table, cell = unit.table, unit.cell
        service = _service_of_row(unit, around)
        if service is not None and table is not None and cell is not None:
            owners.update({(table.table_id, cell.row + n): service for n in range(cell.row_span)})
            continue
        if table is None or cell is None or cell.is_header or not _is_label(found, unit.span.slice(text)):
            continue
        if not _may_own(table, cell):
            continue
        if not _carries_out(table, cell) and any(
            OF_PARTIES.search(head.text or "") for head in table.cells if head.is_header
        ):
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            owners.setdefault((table.table_id, row), municipality(found[0], "row_label"))
    return owners


def _may_own(table: Table, cell: Cell) -> bool:
    """Whether a cell may name whom its row is about: one of the first two, or one under a head that says so."""
    is_first = cell.col <= 1 or _OF_CITIES.fullmatch(bare_head(table, cell)) is not None
    return is_first or _carries_out(table, cell)


def _carries_out(table: Table, cell: Cell) -> bool:
    """Whether a cell of a plan with its stages says who carries the row out."""
    is_behind = cell.col > 0  # in front of what each does stand the parties of a table of roles
    return is_behind and tells_stages(table) and _OF_DOERS.fullmatch(bare_head(table, cell)) is not None


def _service_of_row(unit: Unit, around: Surroundings) -> Subject | None:
    """The service that a row of an announcement's table is about: one of its first cells stands under '서비스명'."""
    table, cell = unit.table, unit.cell
    if table is None or cell is None or cell.is_header or cell.col > 1 or around.applicant is not None:
        return None
    head = bare_head(table, cell)
    name = plain(unit.span.slice(around.document.text))
    if (
        "service" not in around.header.schemes
        or not _OF_SERVICES.fullmatch(head)
        or len(name) > _LONGEST_SERVICE
    ):
        return None
    return Subject(kind="service", name=name, as_written=name, basis="row_label")

"""The lines under the head of a table of indicators: one draft for each indicator, and what is wrong with a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from extractors.nlp.units import BY_SURFACE
from pipeline.catalogue_columns import Head
from pipeline.catalogue_sheets import SheetLine
from schemas.catalogue import UNITLESS, ValueSpec, ValueType
from schemas.fact import SERVICE_FIELDS, Unit

TOTALS = frozenset({"합계", "총계", "계", "총점", "총배점", "total"})
SUBTOTALS = frozenset({"소계", "부문계", "영역계", "subtotal"})
# "※ 배점은 …", "주) …", "* …": a note under the table
_NOTE = re.compile(r"\s*(?:※|\*|주\s*\)|비고)")
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
# "2,000", "37.5", "20점": digits, and what only says that they are points
_POINTS = re.compile(r"(?P<number>-?\d[\d,]*(?:\.\d+)?)\s*(?:점|points?)?")
# "53개 지표", "지표 53개", "53 indicators"
_COUNT = re.compile(r"(?P<count>\d{1,4})\s*(?:개|indicators?)")
_TYPES: dict[str, ValueType] = {
    "presence": "presence", "count": "count", "measure": "measure", "money": "money", "ratio": "ratio",
    "date": "date", "text": "text", "정성": "presence", "정성지표": "presence", "여부": "presence",
}  # fmt: skip
_QUANTITATIVE = frozenset({"정량", "정량지표", "quantitative"})
_NO_UNIT = frozenset({"", "-", "–", "없음", "여부", "정성", "등급", "none", "presence"})
_MONEY: tuple[Unit, ...] = ("KRW", "USD")
_RATIOS: tuple[Unit, ...] = ("percent", "percent_point")
_COUNTED: tuple[Unit, ...] = (
    "count", "place", "person", "household", "vehicle", "device", "case", "time", "company", "organisation",
    "kind", "item", "page",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line, or with the whole table where it has no line."""

    line: int | None
    ko: str
    en: str

    def __str__(self) -> str:
        if self.line is None:
            return f"{self.ko} / {self.en}"
        return f"{self.line}행: {self.ko} / row {self.line}: {self.en}"


@dataclass(frozen=True, slots=True)
class DraftIndicator:
    """One line that names an indicator; `points` is None where the table has no such column."""

    line: int
    id: str
    dimension: str
    item: str
    name: str
    name_en: str
    definition: str
    value: ValueSpec
    proof: str
    service_field: str | None
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A line of a total or subtotal: what it says, and how many drafts stand above it."""

    line: int
    is_total: bool
    points: Decimal | None
    count: int | None
    drafts_above: int


@dataclass
class Rows:
    """What the lines of one table came to."""

    drafts: list[DraftIndicator] = field(default_factory=list)
    sums: list[StatedSum] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_rows(head: Head, lines: Iterable[SheetLine]) -> Rows:
    """Return the indicators, sums and problems of the lines below the head, in their order."""
    rows, dimension, item = Rows(), "", ""
    for line in lines:
        if _NOTE.match(line.text) or line.cells == head.cells:  # a printed table repeats its head
            continue
        stated = _stated_sum(head, line, len(rows.drafts))
        if stated is not None:
            rows.sums.append(stated)
            continue
        # merged cells show their text in the first line only
        if head.cell(line, "dimension") and head.cell(line, "dimension") != dimension:
            dimension, item = head.cell(line, "dimension"), ""
        item = head.cell(line, "item") or item
        problems = list(_problems(head, line, dimension))
        rows.problems += problems
        if not problems:
            rows.drafts.append(_draft(head, line, dimension, item, number=len(rows.drafts) + 1))
    rows.problems += _repeated(rows.drafts)
    rows.problems.sort(key=lambda problem: problem.line or 0)
    return rows


def _stated_sum(head: Head, line: SheetLine, above: int) -> StatedSum | None:
    labels = {"".join(_COUNT.sub("", cell).split()).strip("()[] ").lower() for cell in line.cells if cell}
    is_total = bool(labels & TOTALS)
    if not is_total and not labels & SUBTOTALS:
        return None
    count = next((int(found["count"]) for cell in line.cells if (found := _COUNT.search(cell))), None)
    return StatedSum(line.number, is_total, _points(head.cell(line, "points")), count, above)


def _problems(head: Head, line: SheetLine, dimension: str) -> Iterator[Problem]:
    at = line.number
    if not head.cell(line, "name"):
        yield Problem(at, "지표 이름이 없습니다.", "the name of the indicator is missing.")
    if not dimension:
        yield Problem(at, "영역(부문)이 없습니다.", "the dimension is missing.")
    yield from _id_problems(at, head.cell(line, "id"))
    yield from _points_problems(head, line)
    yield from _value_problems(at, head.cell(line, "unit"), head.cell(line, "type"))
    service = head.cell(line, "service_field")
    if service and service not in SERVICE_FIELDS:
        fields = ", ".join(SERVICE_FIELDS)
        yield Problem(
            at,
            f"서비스 분야 {service!r} 은(는) 법령의 분야가 아닙니다({fields}).",
            f"{service!r} is no service field of the decree; they are {fields}.",
        )


def _id_problems(at: int, written: str) -> Iterator[Problem]:
    if written and _IDENTIFIER.fullmatch(written) is None:
        yield Problem(
            at,
            f"지표 번호 {written!r} 은(는) 쓸 수 없습니다. 영문자, 숫자, '.', '_', '-' 만 쓰세요.",
            f"the id {written!r} cannot be used; take Latin letters, digits, '.', '_' and '-'.",
        )


def _points_problems(head: Head, line: SheetLine) -> Iterator[Problem]:
    written, at = head.cell(line, "points"), line.number
    if "points" not in head.columns:
        return
    points = _points(written)
    if not written:
        yield Problem(at, "배점이 비어 있습니다.", "the points are missing.")
    elif points is None:
        yield Problem(
            at, f"배점 {written!r} 은(는) 숫자가 아닙니다.", f"the points {written!r} are no number."
        )
    elif points <= 0:
        yield Problem(
            at, f"배점 {written} 은(는) 0보다 커야 합니다.", f"points of {written} must be above 0."
        )


def _value_problems(at: int, unit: str, kind: str) -> Iterator[Problem]:
    known = kind.lower() in _TYPES or kind in _QUANTITATIVE or not kind
    if not known:
        kinds = ", ".join((*_TYPES, *sorted(_QUANTITATIVE)))
        yield Problem(
            at, f"유형 {kind!r} 을(를) 모릅니다({kinds}).", f"the type {kind!r} is unknown; {kinds}."
        )
    if unit_of(unit) is None and unit.lower() not in _NO_UNIT:
        yield Problem(
            at,
            f"단위 {unit!r} 을(를) 모릅니다. %, 건, 개소, 명, 원, 분, km 처럼 쓰세요.",
            f"the unit {unit!r} is unknown; write it like %, 건, 개소, 명, 원, 분, km.",
        )
    declared = _TYPES.get(kind.lower())
    if known and declared is not None and declared not in UNITLESS and unit_of(unit) is None:
        yield Problem(at, f"유형 {kind} 에는 단위가 있어야 합니다.", f"a value of type {kind} needs a unit.")


def unit_of(written: str) -> Unit | None:
    """The unit that a cell names, as documents write it or as this program does; None for none or an unknown one.

    >>> unit_of("백만원"), unit_of("건/년"), unit_of("percent"), unit_of("광년")
    ('KRW', 'case', 'percent', None)
    """
    whole = "".join(written.split())
    for part in (whole, whole.split("/")[0]):
        if part in BY_SURFACE:
            return BY_SURFACE[part].unit
        known = next((form.unit for form in BY_SURFACE.values() if form.unit == part), None)
        if known is not None:
            return known
    return None


def _draft(head: Head, line: SheetLine, dimension: str, item: str, *, number: int) -> DraftIndicator:
    name = head.cell(line, "name")
    return DraftIndicator(
        line=line.number,
        id=head.cell(line, "id") or f"N{number:02d}",
        dimension=dimension,
        item=item,
        name=name,
        name_en=head.cell(line, "name_en") or name,
        definition=head.cell(line, "definition") or name,
        value=_value(head.cell(line, "unit"), head.cell(line, "type")),
        proof=head.cell(line, "proof"),
        service_field=head.cell(line, "service_field") or None,
        points=_points(head.cell(line, "points")),
    )


def _value(written: str, kind: str) -> ValueSpec:
    """The kind of value: as declared; else by its unit, as 정량 with one; without a unit only presence is left."""
    unit, declared = unit_of(written), _TYPES.get(kind.lower())
    if declared is not None:
        return ValueSpec(type=declared, unit=None if declared in UNITLESS else unit)
    return ValueSpec(type="presence") if unit is None else ValueSpec(type=_type_of(unit), unit=unit)


def _type_of(unit: Unit) -> ValueType:
    if unit in _MONEY:
        return "money"
    if unit in _RATIOS:
        return "ratio"
    return "count" if unit in _COUNTED else "measure"


def _points(written: str) -> Decimal | None:
    """The points that a cell states.

    >>> _points("2,000점"), _points("37.5"), _points("스무 점")
    (Decimal('2000'), Decimal('37.5'), None)
    """
    match = _POINTS.fullmatch(written.strip())
    try:
        return Decimal(match["number"].replace(",", "")) if match else None
    except InvalidOperation:
        return None


def _repeated(drafts: Sequence[DraftIndicator]) -> Iterator[Problem]:
    ids: dict[str, int] = {}
    names: dict[str, int] = {}
    for draft in drafts:
        if draft.id in ids:
            yield Problem(
                draft.line,
                f"지표 번호 {draft.id} 이(가) {ids[draft.id]}행에도 있습니다. 1.1 과 1.10 이 섞였다면 열을 '텍스트'로 바꾸세요.",
                f"the id {draft.id} stands in row {ids[draft.id]} too; where 1.10 became 1.1, format the column as text.",
            )
        if draft.name in names:
            yield Problem(
                draft.line,
                f"지표 이름 {draft.name!r} 이(가) {names[draft.name]}행에도 있습니다.",
                f"the name {draft.name!r} stands in row {names[draft.name]} too.",
            )
        ids.setdefault(draft.id, draft.line)
        names.setdefault(draft.name, draft.line)

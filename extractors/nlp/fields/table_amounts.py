"""Bare numbers of tables: the head says what is counted or when, the row what of, a note the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.nlp.extract_facts import Draft, plain
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_tables import is_number, is_total, last_head, row_labels, unit_word
from extractors.nlp.quantities import find_quantities
from schemas.document import Cell, Table
from schemas.fact import Period, Qualifier, Unit

# "2019년", "'21년", "도입 후('21)", "2021"
_YEAR = re.compile(r"(?:(?P<full>(?:19|20)\d{2})|['’‘](?P<short>\d{2}))\s?(?:년도?|\))?")
_ONLY_TIME = re.compile(
    r"^(?:\s?(?:19|20)\d{2}\s?년?도?|['’‘]\d{2}\s?년?|(?:도입|시행|설치|구축|사업)?\s?(?:이전|이후|전|후)\s?(?:\(.*\))?)$"
)
_CHANGE = re.compile(r"증감|증가|감소|변화|차이|대비")
# heads of columns whose numbers count nothing
_NO_COUNT = re.compile(
    r"번호|연번|순번|^no\.?$|쪽|페이지|면수|증빙|발급|비고|구분$|배점|자체평가", re.IGNORECASE
)
_SIGN = re.compile(r"^(?P<sign>[△▲▽▼+\-−])\s?")
_FALLING = "△▽▼-−"


@dataclass(frozen=True, slots=True)
class _Number:
    """A number read from a cell with its unit."""

    value: int | float
    unit: Unit | None
    qualifier: Qualifier | None
    derivation: str


def table_amounts(passage: Passage) -> Iterator[Draft]:
    """Yield the number of a cell that holds nothing else."""
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None or cell.is_header or not is_number(cell.text):
        return
    head, labels = last_head(table, cell), row_labels(table, cell)
    if _NO_COUNT.search(head.replace(" ", "")) or (not head and not labels):
        return
    measure = _measure(passage, head, labels)
    number = _read(plain(cell.text or ""), unit_word(table, cell, measure, table.unit_note))
    if number is not None:
        yield _draft(passage, table, cell, number, measure)


def _measure(passage: Passage, head: str, labels: tuple[str, ...]) -> str:
    """What is counted: the row under a head of time or total, else the head, with the row where it is no subject."""
    row = [label for label in labels if not is_total(label)]
    if _ONLY_TIME.match(head) or is_total(head) or _YEAR.fullmatch(head):
        return " ".join(row) or head
    named = {passage.subject.name, *([passage.case.title] if passage.case else [])}
    kept = [label for label in row if label not in named and not any(name in label for name in named)]
    if _CHANGE.search(head) or not passage.case or passage.case.subject.kind == "municipality":
        return " ".join([*row, *([head] if head else [])]) if kept or not head else head
    return head


def _read(text: str, unit: str) -> _Number | None:
    sign = _SIGN.match(text)
    bare = _SIGN.sub("", text)
    has_unit = not bare[-1].isdigit()
    for written in (bare,) if has_unit else (f"{bare}{unit}", f"{bare}개"):
        found = find_quantities(written)
        if found and found[0].number_span.start == 0:
            value = -found[0].value if sign and sign["sign"] in _FALLING else found[0].value
            shown: Unit | None = found[0].unit if has_unit or written != f"{bare}개" else None
            told = (
                f"{text} (단위 {unit}) -> {value:g} {shown or ''}"
                if unit
                else f"{text} -> {value:g} {shown or ''}"
            )
            return _Number(value, shown, found[0].qualifier, told.strip())
    return None


def _draft(passage: Passage, table: Table, cell: Cell, number: _Number, measure: str) -> Draft:
    head = last_head(table, cell)
    year = _YEAR.search(head)
    on = (year["full"] or f"20{year['short']}") if year else None
    total: Qualifier | None = "total" if is_total(head) else None
    return Draft(
        field="quantity",
        value=number.value,
        span=passage.span,
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id="table.amount",
        measure=measure or None,
        unit=number.unit,
        qualifier=number.qualifier or total,
        period=Period.model_validate({"from": on, "to": on}) if on else None,
        status="unstated",
        derivation=number.derivation,
        support="unit_converted" if number.unit == "KRW" else "normalised",
        trust=0.85,
    )

"""Bare numbers of tables: the head says what is counted or when, the row what of, a note the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_tables import (
    heads_of,
    is_head,
    is_number,
    is_total,
    is_year,
    last_head,
    row_labels,
    unit_word,
)
from extractors.nlp.normalise import plain
from extractors.nlp.quantities import find_quantities
from schemas.document import Cell, Table
from schemas.fact import Period, Qualifier, Status, Unit

_ANY_YEAR = r"(?:(?P<full>(?:19|20)\d{2})|['’‘](?P<short>\d{2}))\s?(?:년도?|\.(?=\s?\d))?"
_PART_OF_YEAR = (
    r"(?:\s?(?:(?P<half>[상하])(?:반기)?|(?P<quarter>[1-4])\s?/?4?\s?분기|(?P<month>\d{1,2})\s?월))?"
)
# "2019년", "'21년", "도입 후('21)", "2021", "'23년 상반기", "2023. 6월"
_YEAR = re.compile(rf"{_ANY_YEAR}{_PART_OF_YEAR}")
_STAGE = r"(?:이전|이후|전|후|말|초|기준|현재|누계|누적|실적|계획|목표|예정|안|추정|예상|전망)"
# heads that say when or how sure, not what: "2022년 말", "교체 전", "목표", "2024년(계획)"
_ONLY_TIME = re.compile(
    rf"^\s?(?:{_ANY_YEAR}{_PART_OF_YEAR}\s?\(?\s?{_STAGE}?\s?\)?"
    rf"|(?:도입|시행|설치|구축|사업|교체|개선|적용|운영|전환|정비)?\s?{_STAGE}\s?(?:\(.*\))?"
    r"|실적치|목표치|계획치|실적값|목표값|현황|수치|값|내용|수량)$"
)
# "계획", "2024년(예정)", "목표치": what is not there yet
_PLANNED = re.compile(r"계획|목표|예정|전망|예상|추정|\(안\)")
# "미설치", "미연계 대수", "철거"
_MISSING = re.compile(
    r"^미(?:설치|구축|도입|연계|보급|운영|이행|개통|시행|보유|확보)|철거(?:대수|수량|개소)?$|폐지(?:대수|수량|개소)$"
)
_CHANGE = re.compile(r"증감|증가|감소|변화|차이|대비")
# "연도", "기준년도": the head of a column of years
_TIME_HEAD = re.compile(r"[연년]도|시기|기간|구분")
# heads of columns whose numbers count nothing
_NO_COUNT = re.compile(
    r"번호|연번|순번|^순$|^순서$|^차례$|^no\.?$|쪽|페이지|면수|증빙|발급|비고|구분$|배점|만점|자체평가",
    re.IGNORECASE,
)
# "사업비(백만원)": the unit is no part of what is counted
_UNIT_OF_LABEL = re.compile(r"\s?\((?:단위\s?[:：]?\s?)?[^()\d]{1,10}\)$")
_SIGN = re.compile(r"^(?P<sign>[△▲▽▼+\-−])\s?")
_MOST_LABELS = 1024
"""So many heads and labels are remembered with the time that they tell: every cell of a column and a row asks."""
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
    if is_year(cell.text) and (cell.col == 0 or _TIME_HEAD.search(head)):
        return
    if _NO_COUNT.search(head.replace(" ", "")) or (not head and not labels) or is_head(table, cell):
        return
    measure = _measure(passage, head, labels)
    number = _read(plain(cell.text or ""), unit_word(table, cell, measure, table.unit_note or table.caption))
    if number is not None:
        yield _draft(passage, table, cell, number, measure)


def _measure(passage: Passage, head: str, labels: tuple[str, ...]) -> str:
    """What is counted: the row under a head of time or total, else the head, with the row where it is no subject."""
    row = [
        _UNIT_OF_LABEL.sub("", label) for label in labels if not (is_total(label) or _ONLY_TIME.match(label))
    ]
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
    heads = heads_of(table, cell) or (last_head(table, cell),)
    times = [*reversed(heads), *row_labels(table, cell)]
    adds_up = any(is_total(words) for words in (last_head(table, cell), *row_labels(table, cell)))
    total: Qualifier | None = "total" if adds_up else None
    period = next((period for words in times if (period := _period(words))), None)
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
        period=period,
        status=_status(times, period, passage.as_of),
        derivation=number.derivation,
        support="unit_converted" if number.unit == "KRW" else "normalised",
        trust=0.85,
    )


def _status(times: Sequence[str], period: Period | None, as_of: date | None) -> Status:
    """What heads and labels say of a bare number: a goal, a year to come, what is missing."""
    if any(_PLANNED.search(words) for words in times):
        return "planned"
    if any(_MISSING.search("".join(words.split())) for words in times):
        return "negated"
    is_later = period is not None and as_of is not None and str(period.start)[:4] > str(as_of.year)
    return "planned" if is_later else "unstated"


@lru_cache(maxsize=_MOST_LABELS)
def _period(words: str) -> Period | None:
    """The year that a head or a row's label gives, or the part of it.

    >>> _period("'23년 상반기").start, _period("'23년 상반기").end, _period("2021년 말").start
    ('2023-01', '2023-06', '2021')
    """
    found = _YEAR.search(words)
    if found is None:
        return None
    year = found["full"] or f"20{found['short']}"
    first, last = year, year
    if found["half"]:
        first, last = (f"{year}-01", f"{year}-06") if found["half"] == "상" else (f"{year}-07", f"{year}-12")
    elif found["quarter"]:
        at = int(found["quarter"]) * 3
        first, last = f"{year}-{at - 2:02}", f"{year}-{at:02}"
    elif found["month"] and 1 <= int(found["month"]) <= 12:
        first = last = f"{year}-{int(found['month']):02}"
    return Period.model_validate({"from": first, "to": last})

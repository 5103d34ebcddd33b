"""What a table cell is about: the heads above it, the labels left of it, the unit that a note gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.nlp.extract_facts import plain
from extractors.proof import header_path
from schemas.document import Cell, Table

# "(단위: 명, 백만원)", "단위 : 점"
_UNIT_NOTE = re.compile(r"단위\s?[:：]?\s?(?P<units>[^()\n]{1,60})")
# "사업비(백만원)", "인원(단위: 명)"
_UNIT_IN_HEAD = re.compile(r"\((?:단위\s?[:：]?\s?)?(?P<unit>[^()\d]{1,10})\)\s*$")
_UNIT_COLUMN = re.compile(r"^단위$")
_NUMBER = re.compile(
    r"^[△▲▽▼+\-−]?\s?\d[\d,]*(?:\.\d+)?\s?(?!(?:년도?|월|일|분기)$)(?:%p?|[가-힣㎡㎢A-Za-z][가-힣㎡㎢A-Za-z0-9/]{0,7})?$"
)
_MONEY = re.compile(r"원$")
_MONEY_MEASURE = re.compile(
    r"비$|비용|예산|금액|사업비|국비|시비|도비|군비|구비|민자|액$|매출|단가|보조금|투자"
)
_TOTAL = re.compile(r"^(?:합\s?계|총\s?계|소\s?계|계|누\s?계)$")
MAX_LABEL = 30


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the texts of its heads, outermost first."""

    col: int
    heads: tuple[str, ...]

    @property
    def joined(self) -> str:
        """All heads in one string without blanks."""
        return "".join("".join(self.heads).split())


def columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table with their heads, left to right."""
    heads: dict[int, list[str]] = {}
    ordered = sorted((c for c in table.cells if c.is_header and c.text), key=lambda c: (c.row, c.col))
    last = max((c.row for c in ordered if c.row < _head_depth(table)), default=-1)
    for cell in ordered:
        if cell.row <= last:
            for col in range(cell.col, cell.col + cell.col_span):
                heads.setdefault(col, []).append(plain(cell.text or ""))
    return tuple(Column(col, tuple(texts)) for col, texts in sorted(heads.items()))


def _head_depth(table: Table) -> int:
    """How many rows from the top are heads all across; a head further down labels a row."""
    depth = 0
    for row in range(table.n_rows):
        cells = [c for c in table.cells if c.row <= row < c.row + c.row_span]
        if not cells or not all(c.is_header for c in cells):
            break
        depth = row + 1
    return depth


def find_column(table: Table, pattern: re.Pattern[str]) -> Column | None:
    """The first column whose innermost head fits, else one whose heads together do."""
    found = columns(table)
    inner = next((column for column in found if pattern.search("".join(column.heads[-1].split()))), None)
    return inner or next((column for column in found if pattern.search(column.joined)), None)


def cell_at(table: Table, row: int, col: int) -> Cell | None:
    """The cell that covers a place."""
    for cell in table.cells:
        if cell.row <= row < cell.row + cell.row_span and cell.col <= col < cell.col + cell.col_span:
            return cell
    return None


def body_rows(table: Table) -> Iterator[int]:
    """The rows below the heads."""
    yield from range(_head_depth(table), table.n_rows)


def is_number(text: str | None) -> bool:
    """Whether a cell holds one number, with a sign or a unit at most."""
    return bool(text) and _NUMBER.match(plain(text or "")) is not None


def row_labels(table: Table, cell: Cell) -> tuple[str, ...]:
    """The short texts left of a cell in its row that name what the row is about."""
    left = [
        other
        for other in table.cells
        if other.text
        and other.row <= cell.row < other.row + other.row_span
        and other.col + other.col_span <= cell.col
        and not is_number(other.text)
        and len(other.text) <= MAX_LABEL
        and not _UNIT_COLUMN.match(_last_head(table, other))
    ]
    return tuple(plain(other.text or "") for other in sorted(left, key=lambda c: c.col))


def _last_head(table: Table, cell: Cell) -> str:
    return "".join(last_head(table, cell).split())


def last_head(table: Table, cell: Cell) -> str:
    """The innermost head above a cell, without its unit; the first row's words where no head is marked."""
    heads = header_path(table, cell)
    if not heads and cell.row > 0 and not any(is_number(c.text) and c.row == 0 for c in table.cells):
        first = cell_at(table, 0, cell.col)
        heads = [first.text] if first is not None and first.text and first is not cell else []
    return plain(_UNIT_IN_HEAD.sub("", heads[-1])) if heads else ""


def is_total(text: str) -> bool:
    """Whether a label says that the line adds up the others."""
    return _TOTAL.match(plain(text)) is not None


def unit_word(table: Table, cell: Cell, measure: str, note: str | None) -> str:
    """The unit that counts for a bare number: its row's unit column, its head, or the note over the table."""
    column = find_column(table, _UNIT_COLUMN)
    beside = cell_at(table, cell.row, column.col) if column else None
    if beside is not None and beside.text and beside is not cell:
        return plain(beside.text)
    for head in reversed(header_path(table, cell)):
        inside = _UNIT_IN_HEAD.search(plain(head))
        if inside:
            return inside["unit"]
    listed = _UNIT_NOTE.search(note or "")
    units = [word.strip() for word in re.split(r"[,·/]", listed["units"])] if listed else []
    return _fitting(measure, [unit for unit in units if unit])


def _fitting(measure: str, units: Sequence[str]) -> str:
    """Of several units: money for money, else the one that the measure's name ends in, else the first of the rest.

    >>> _fitting("사업비 국비", ["대", "백만원"]), _fitting("설치 대수", ["대", "백만원"])
    ('백만원', '대')
    """
    if len(units) < 2:
        return units[0] if units else ""
    money = [unit for unit in units if _MONEY.search(unit)]
    if any(_MONEY_MEASURE.search(word) for word in measure.split()):
        return money[0] if money else ""
    rest = [unit for unit in units if unit not in money]
    named = [unit for unit in rest if measure.endswith((unit, f"{unit}수"))]
    return (named or rest or [""])[0]

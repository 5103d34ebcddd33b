"""Tables on their side: the head row names what is told of, the first column says what is told of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from extractors.nlp.extract_tables import is_number, is_total, is_year
from extractors.nlp.normalise import plain
from extractors.nlp.table_grid import MOST_TABLES, Grid, grid_of
from schemas.document import Cell, Table

# "신청인", "핵심 기술", "적용 지역", "등급": what may be told of a service or a city
_ASPECT: Final = re.compile(
    r"신청(?:인|자|기관|기업|사|주체)?$|(?:제공|운영|개발|제작|수행|협력|참여|주관|담당)(?:자|사|처|인|기관|기업|주체|부서|업체)$|분야$|등급$|점수$|기술$"
    r"|지역$|대상$|범위$|장소$|구간$|성과$|효과$|기능$|특징$|내용$|상태$|현황$|단계$|규모$|사업비$|예산$|비용$|기간$|시기$|개시일?$|도입일?$|시작일?$"
)
_NO_NAME: Final = re.compile(r"비고|합계|계|총계|평균|기준|단위|내용|구분|항목|현황|설명|목표|실적|전|후")
_LEAST_ASPECTS: Final = 2
_LONGEST_NAME: Final = 24
_MARKS: Final = "‘’“”'\"「」『』<>〈〉"


def is_turned(table: Table) -> bool:
    """Whether a table stands on its side."""
    return _is_turned(grid_of(table))


def turned_label(table: Table, cell: Cell) -> str | None:
    """What a cell of such a table tells of its column: the words at the start of its row; None for any other cell."""
    if cell.col == 0 or cell.row == 0 or not is_turned(table):
        return None
    first = next((other for other in grid_of(table).row(cell.row) if other.col == 0), None)
    return plain(first.text) if first is not None and first.text else None


def named_columns(table: Table) -> tuple[Cell, ...]:
    """The cells of the head row behind the first that name something: no year, total or remark."""
    heads = (cell for cell in table.cells if cell.row == 0 and cell.col and cell.text)
    return tuple(cell for cell in heads if not _NO_NAME.fullmatch("".join((cell.text or "").split())))


def bare_name(cell: Cell) -> str:
    """The name in a cell without quotation marks."""
    return plain(cell.text or "").strip(_MARKS)


@lru_cache(maxsize=MOST_TABLES)
def _is_turned(grid: Grid) -> bool:
    table = grid.table
    heads = named_columns(table)
    labels = ["".join(cell.text.split()) for cell in table.cells if cell.col == 0 and cell.row and cell.text]
    told = sum(_ASPECT.search(label) is not None for label in labels)
    if len(heads) < _LEAST_ASPECTS or told < _LEAST_ASPECTS or 2 * told < len(labels):
        return False
    return all(cell.row_span == 1 and cell.col_span == 1 and _may_be_named(cell) for cell in heads)


def _may_be_named(cell: Cell) -> bool:
    name = bare_name(cell)
    is_figure = is_number(name) or is_year(name) or is_total(name) or name[:1].isdigit()
    return not is_figure and len(name) <= _LONGEST_NAME and _ASPECT.search("".join(name.split())) is None

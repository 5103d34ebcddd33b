"""What a table cell is about: the heads above it, the labels left of it, the unit that a note gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.nlp.normalise import plain
from extractors.nlp.table_grid import Grid, grid_of
from extractors.nlp.units import BY_SURFACE
from extractors.proof import heads_above
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
# "증감률", "달성율", "비율": what is counted in percent whatever the row's unit is
_SHARE = re.compile(r"(?:증감|증가|감소|달성|집행|이행|진척|변화|절감|개선)\s?[률율]$|^비[율중]$")
# what measures of each unit are called
_PERSONS = ("명", "천명", "인")
_PERCENT = ("%", "퍼센트")
_CALLED_FOR: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (_PERCENT, re.compile(r"[률율]$|비중$|점유")),
    (_PERSONS, re.compile(r"(?:자|원|인원|인력|인구|객|생|주민|시민)\s?수?$")),
    (("점",), re.compile(r"만족도|점수|평점|지수$|^총점")),
    (("건", "천건"), re.compile(r"건수$|실적$|신고|민원|사고|범죄|접수")),
    (("회", "천회"), re.compile(r"횟수$|회수$|개최")),
    (("개소", "곳"), re.compile(r"개소|지점|지역|정류장|장소")),
    (("대",), re.compile(r"대수$|CCTV|차량|단말|버스|카메라|센서")),
)
# "응답자 수 증감": a change is counted in what it changes
_CHANGE = re.compile(r"\s(?:증감|증가|감소|변화|차이)$")
_NARROW = (_PERCENT, _PERSONS)
"""Units that only measures with such a name have."""
# "2019년", "'21", "2023. 6월", "2023년 상반기": a year as the head of a column
YEAR_HEAD = re.compile(r"^(?:(?:19|20)\d{2}|['’‘]\d{2})(?:\s?년도?)?(?!\s?[\d가-힣]*원)")
_TOTAL = re.compile(r"^(?:합\s?계|총\s?계|소\s?계|계|누\s?계)$")
# "상태", "추진 현황", "진행 단계": the head of a column of stages
_STAGE_HEAD = re.compile(
    r"어디까지|지금은?$|상태$|진행(?:상황|단계)|추진(?:상황|현황|단계|상태|여부)|이행(?:상황|현황|상태)|진척(?:도|상황|상태)?$|(?:현재|지금|현)(?:상황|단계|현황)$|^(?:단계|상황|진척)$"
    r"|(?:설치|도입|구축|운영|시행|완료|적용|개통|착수|반영)여부$"
)
MAX_LABEL = 30
_MOST_PLACES = 4096
"""So many places of tables are remembered with what heads and labels them; every field of a cell asks for it."""


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
    return _columns(grid_of(table))


@lru_cache(maxsize=64)
def _columns(grid: Grid) -> tuple[Column, ...]:
    heads: dict[int, list[str]] = {}
    table, depth = grid.table, _head_depth(grid)
    ordered = sorted((c for c in table.cells if c.row < depth and c.text), key=lambda c: (c.row, c.col))
    for cell in ordered:
        for col in range(cell.col, cell.col + cell.col_span):
            heads.setdefault(col, []).append(plain(cell.text or ""))
    return tuple(Column(col, tuple(texts)) for col, texts in sorted(heads.items()))


@lru_cache(maxsize=64)
def _head_depth(grid: Grid) -> int:
    """How many rows from the top are heads all across; a head further down labels a row.

    Where none is marked, the first row is one if it spans the rows below it or
    holds no number but years, and so are the rows that its cells reach into.
    """
    depth = 0
    for row in range(grid.table.n_rows):
        cells = grid.row(row)
        if not cells or not all(c.is_header for c in cells):
            break
        depth = row + 1
    return depth or _unmarked_depth(grid.table)


def _unmarked_depth(table: Table) -> int:
    first = [cell for cell in table.cells if cell.row == 0]
    depth = max((cell.row_span for cell in first), default=0)
    heads = [cell for cell in table.cells if cell.row < depth]
    is_narrow = any(cell.row_span == table.n_rows for cell in first)
    years = [cell for cell in heads if YEAR_HEAD.match(plain(cell.text or ""))]
    if is_narrow or not years or (all(cell.col == 0 for cell in years) and _dates_rows(table, depth)):
        return 0
    return 0 if any(is_number(c.text) and not is_year(c.text) for c in heads) else depth


def _dates_rows(table: Table, depth: int) -> bool:
    """Whether the first column goes on with years below the first row: they date rows, as in a history."""
    below = [cell for cell in table.cells if cell.col == 0 and cell.row >= depth and cell.text]
    return any(YEAR_HEAD.match(plain(cell.text or "")) for cell in below)


def find_column(
    table: Table,
    pattern: re.Pattern[str],
    *,
    but: Sequence[Column | None] = (),
    avoid: re.Pattern[str] | None = None,
) -> Column | None:
    """The first column whose innermost head fits, else one whose heads together do.

    Columns in `but` are taken already; those whose innermost head fits `avoid` are something else.
    """
    taken = tuple([column.col for column in but if column is not None])
    return _found_column(grid_of(table), pattern, taken, avoid)


@lru_cache(maxsize=1024)
def _found_column(
    grid: Grid, pattern: re.Pattern[str], taken: tuple[int, ...], avoid: re.Pattern[str] | None
) -> Column | None:
    found = [column for column in _columns(grid) if column.col not in taken]
    found = [column for column in found if avoid is None or not avoid.search(_inner(column))]
    inner = next((column for column in found if pattern.search(_inner(column))), None)
    return inner or next((column for column in found if pattern.search(column.joined)), None)


def _inner(column: Column) -> str:
    return "".join(column.heads[-1].split())


def cell_at(table: Table, row: int, col: int) -> Cell | None:
    """The cell that covers a place."""
    over = grid_of(table).row(row)
    return next((cell for cell in over if cell.col <= col < cell.col + cell.col_span), None)


def body_rows(table: Table) -> Iterator[int]:
    """The rows below the heads."""
    yield from range(_head_depth(grid_of(table)), table.n_rows)


@lru_cache(maxsize=_MOST_PLACES)
def is_number(text: str | None) -> bool:
    """Whether a cell holds one number, with a sign or a unit at most.

    >>> is_number("1,204"), is_number("△3.5%"), is_number("1,902㎡"), is_number("2021")
    (True, True, True, True)
    """
    return bool(text) and _NUMBER.match(plain(text or "")) is not None


@lru_cache(maxsize=_MOST_PLACES)
def is_year(text: str | None) -> bool:
    """Whether a cell holds a year and nothing else: the label of its row or column, not an amount.

    >>> is_year("2021"), is_year("2021년"), is_year("2,021"), is_year("120")
    (True, True, False, False)
    """
    return bool(text) and YEAR_HEAD.fullmatch(plain(text or "")) is not None


def is_head(table: Table, cell: Cell) -> bool:
    """Whether a cell stands in a row of heads, marked or not."""
    return cell.is_header or cell.row < _head_depth(grid_of(table))


def heads_of(table: Table, cell: Cell) -> tuple[str, ...]:
    """The texts of the heads above a cell, outermost first, also where layout marked none."""
    return _heads_over(grid_of(table), cell.row, cell.col, cell.col_span, is_header=cell.is_header)


# All of a cell that its heads depend on is given one by one: a cell itself is slow to compare.
@lru_cache(maxsize=_MOST_PLACES)
def _heads_over(grid: Grid, row: int, col: int, col_span: int, *, is_header: bool) -> tuple[str, ...]:
    end = col + col_span
    marked = [] if is_header else heads_above(grid.heads, row, col, end)
    if marked:
        return tuple(plain(text) for text in marked)
    depth = _head_depth(grid)
    above = [
        head
        for head in grid.table.cells
        if head.text and head.row < depth <= row and head.col < end and col < head.col + head.col_span
    ]
    return tuple(plain(head.text or "") for head in sorted(above, key=lambda head: (head.row, head.col)))


def row_labels(table: Table, cell: Cell) -> tuple[str, ...]:
    """The short texts left of a cell in its row that name what the row is about."""
    return _labels_before(grid_of(table), cell.row, cell.col)


@lru_cache(maxsize=_MOST_PLACES)
def _labels_before(grid: Grid, row: int, col: int) -> tuple[str, ...]:
    left = [
        other
        for other in grid.row(row)
        if other.text
        and other.col + other.col_span <= col
        and (not is_number(other.text) or is_year(other.text))
        and len(other.text) <= MAX_LABEL
        and not _UNIT_COLUMN.match(bare_head(grid.table, other))
    ]
    return tuple(plain(other.text or "") for other in sorted(left, key=lambda c: c.col))


def last_head(table: Table, cell: Cell) -> str:
    """The innermost head above a cell, without its unit; the first row's words where no head is marked."""
    return _innermost(grid_of(table), cell.row, cell.col, cell.col_span, is_header=cell.is_header)[0]


def bare_head(table: Table, cell: Cell) -> str:
    """The same without blanks, as patterns look for it."""
    return _innermost(grid_of(table), cell.row, cell.col, cell.col_span, is_header=cell.is_header)[1]


@lru_cache(maxsize=_MOST_PLACES)
def _innermost(grid: Grid, row: int, col: int, col_span: int, *, is_header: bool) -> tuple[str, str]:
    heads = _heads_over(grid, row, col, col_span, is_header=is_header)
    if not heads and row > 0 and not any(is_number(c.text) and c.row == 0 for c in grid.row(0)):
        first = cell_at(grid.table, 0, col)
        heads = (first.text,) if first is not None and first.text else ()
    words = _UNIT_IN_HEAD.sub("", heads[-1]).split() if heads else []
    return " ".join(words), "".join(words)


@lru_cache(maxsize=64)
def _tells_stages(grid: Grid) -> bool:
    return any(_STAGE_HEAD.search("".join(column.heads[-1].split())) for column in _columns(grid))


def tells_stages(table: Table) -> bool:
    """Whether a column of the table says how far each of its rows has come."""
    return _tells_stages(grid_of(table))


def is_of_stages(table: Table, cell: Cell) -> bool:
    """Whether a cell stands in a column that says how far its row has come."""
    return tells_stages(table) and _STAGE_HEAD.search(bare_head(table, cell)) is not None


@lru_cache(maxsize=_MOST_PLACES)
def is_total(text: str) -> bool:
    """Whether a label says that the line adds up the others."""
    return _TOTAL.match(plain(text)) is not None


def unit_word(table: Table, cell: Cell, measure: str, note: str | None) -> str:
    """The unit that counts for a bare number.

    Its head's own ("증감률(%)"), a share's, its row's unit column, the unit that
    a label of its row has in brackets, or the note over the table.
    """
    heads = [plain(head) for head in heads_of(table, cell)]
    inside = next((found["unit"] for head in reversed(heads) if (found := _UNIT_IN_HEAD.search(head))), None)
    if inside is not None and find_unit(inside):
        return inside
    column = find_column(table, _UNIT_COLUMN)
    beside = cell_at(table, cell.row, column.col) if column else None
    own = plain(beside.text) if beside is not None and beside.text and beside is not cell else ""
    if heads and _SHARE.search(_UNIT_IN_HEAD.sub("", heads[-1])):
        return "%p" if own == "%" and "률" not in heads[-1] and "율" not in heads[-1] else "%"
    if own:
        return own
    return _unit_of_row(table, cell) or _fitting(measure, _noted_units(note))


def find_unit(word: str) -> bool:
    """Whether a word is a unit that a number may have.

    >>> find_unit("백만원"), find_unit("천명"), find_unit("예정")
    (True, True, False)
    """
    bare = word.strip().lstrip("십백천만억조").strip()
    return word.strip() in BY_SURFACE or bare in BY_SURFACE or _MONEY.search(word) is not None


def _unit_of_row(table: Table, cell: Cell) -> str:
    """The unit in brackets at the end of a label left of the cell: "사업비(백만원)"."""
    for label in reversed(row_labels(table, cell)):
        inside = _UNIT_IN_HEAD.search(label)
        if inside is not None and find_unit(inside["unit"]):
            return inside["unit"]
    return ""


def _noted_units(note: str | None) -> list[str]:
    listed = _UNIT_NOTE.search(note or "")
    units = [word.strip(" ]>") for word in re.split(r"[,·/]", listed["units"])] if listed else []
    return [unit for unit in units if unit]


def _fitting(measure: str, units: Sequence[str]) -> str:
    """Of several units: the one that the measure's name calls for, else the first that is no money.

    >>> _fitting("사업비 국비", ["대", "백만원"]), _fitting("설치 대수", ["대", "백만원"])
    ('백만원', '대')
    >>> _fitting("응답자 수", ["점", "명"]), _fitting("보급률", ["개소", "%"])
    ('명', '%')
    >>> _fitting("응답자 수 증감", ["점", "명"])
    '명'
    """
    if len(units) < 2:
        return units[0] if units else ""
    measure = _CHANGE.sub("", measure)
    money = [unit for unit in units if _MONEY.search(unit)]
    if any(_MONEY_MEASURE.search(word) for word in measure.split()):
        return money[0] if money else ""
    rest = [unit for unit in units if unit not in money]
    named = [unit for unit in rest if measure.endswith((unit, f"{unit}수", f"{unit} 수"))]
    called = [unit for unit in rest if any(unit in own and of.search(measure) for own, of in _CALLED_FOR)]
    others = [unit for unit in rest if not any(unit in own for own, of in _CALLED_FOR if own in _NARROW)]
    return (named or called or others or rest or [""])[0]

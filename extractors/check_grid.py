"""A table as numbers under labels: its rows and columns as lines, and the number that each cell prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.check_lines import Line, is_sum_label
from extractors.nlp.extract_tables import body_rows, find_unit, is_number, is_year
from extractors.nlp.extract_tables import columns as columns_of
from extractors.nlp.normalise import plain
from schemas.document import Cell, Table

_DIGITS = re.compile(r"^(?P<sign>[△▲\-−]?)\s?(?P<number>\d[\d,]*(?:\.(?P<decimals>\d+))?)\s?(?P<unit>\D*)$")
_EMPTY = re.compile(r"^[-–—―.·]?$")
_NONE = re.compile(r"^(?:없음|해당\s?없음|미해당)$")
# "사업비(백만원)", "계(단위: 명)"
_UNIT = re.compile(r"\s?\((?:단위\s?[:：]?\s?)?[^()\d]{1,10}\)$")
_BARE = re.compile(r"^[\d.,\-]+$")
_SERIAL = re.compile(r"번호|연번|순번|^no\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as a cell prints it; `step` is one in its last printed digit."""

    cell: Cell
    value: Decimal
    step: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The body of a table: its lines, and its cells by the places that they cover."""

    table: Table
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: Mapping[tuple[int, int], Cell]
    left: int
    """How many columns hold labels."""

    @property
    def is_torn(self) -> bool:
        """Whether the first row goes on under a label of a page before, so that rows may be missing above it."""
        first = self.cells.get((self.rows[0].place, 0)) if self.rows else None
        return first is not None and not first.text and not self.rows[0].is_total

    def number(self, row: int, col: int) -> Printed | None:
        """The number of a cell of one line each way; None for all else, years too.

        A cell is as tall as its row, which may be merged as a whole.
        """
        cell = self.cells.get((row, col))
        if cell is None or (cell.row, cell.col_span) != (row, 1):
            return None
        return printed(cell) if cell.row_span == 1 or cell.row_span == self._height(row) else None

    def _height(self, row: int) -> int:
        """Over how many rows the innermost label of a row reaches, counted from there."""
        label = self.cells.get((row, self.left - 1))
        return label.row_span if label is not None and label.row == row else 1

    def goes_on(self, row: int, col: int) -> bool:
        """Whether a place is the rest of a row that is merged as a whole."""
        cell = self.cells.get((row, col))
        return cell is not None and cell.row < row and cell.row_span == self._height(cell.row)

    def is_empty(self, row: int, col: int) -> bool:
        """Whether the place holds nothing, or a dash, which may stand for nothing or for what is not known."""
        cell = self.cells.get((row, col))
        return cell is None or ((cell.row_span, cell.col_span) == (1, 1) and _says(_EMPTY, cell))

    def is_none(self, row: int, col: int) -> bool:
        """Whether the place says that there is none: "없음", "해당 없음"."""
        cell = self.cells.get((row, col))
        return cell is not None and _says(_NONE, cell)


def _says(pattern: re.Pattern[str], cell: Cell) -> bool:
    return pattern.match(plain(cell.text or "")) is not None


def printed(cell: Cell) -> Printed | None:
    """The number that a cell prints; None where it holds anything else, or a year."""
    if cell.span is None:
        return None
    text = plain(cell.text or "")
    match = _DIGITS.match(text) if is_number(text) and not is_year(text) else None
    if match is None:
        return None
    value = Decimal(match["number"].replace(",", ""))
    step = Decimal(1).scaleb(-len(match["decimals"] or ""))
    return Printed(cell, -value if match["sign"] else value, step, match["unit"])


def grid_of(table: Table) -> Grid:
    """The lines of a table: columns by their heads, rows by the labels at their left."""
    cells = {
        (row, col): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for col in range(cell.col, cell.col + cell.col_span)
    }
    body, heads = _body_and_heads(table, cells)
    left = _label_columns(table, cells, body, heads)
    right = range(left, table.n_cols)
    bare = Grid(table, (), (), cells, left)
    printing = {(row, col) for row in body for col in right if _prints(bare, row, col)}
    filled_cols = {col for _, col in printing}
    filled_rows = {row for row in body for col in filled_cols if _tells(bare, row, col)}
    labels = list(_row_labels(cells, body, left, heads))
    rows = tuple(_line(row, own, is_added=row in filled_rows) for row, own in zip(body, labels, strict=True))
    columns = tuple(_line(col, heads.get(col, ()), is_added=col in filled_cols) for col in right)
    return replace(bare, rows=rows, columns=columns)


def _prints(grid: Grid, row: int, col: int) -> bool:
    """Whether a place prints a number, its own or one that it shares with other lines."""
    cell = grid.cells.get((row, col))
    return cell is not None and printed(cell) is not None


def _tells(grid: Grid, row: int, col: int) -> bool:
    """Whether a place among numbers tells anything: a number with a note, or a dash, cannot be added, but counts."""
    cell = grid.cells.get((row, col))
    return cell is not None and bool(cell.text) and cell.col_span == 1 and not grid.goes_on(row, col)


def _line(place: int, labels: tuple[str, ...], *, is_added: bool) -> Line:
    path = tuple(_UNIT.sub("", label) or label for label in labels)
    return Line(place, path or ("",), " ".join(labels), is_added)


def _body_and_heads(
    table: Table, cells: Mapping[tuple[int, int], Cell]
) -> tuple[range, dict[int, tuple[str, ...]]]:
    """The rows below the heads, and the heads of each column; the first row's words where none is marked."""
    first = next(body_rows(table), table.n_rows)
    if first:
        return range(first, table.n_rows), {one.col: one.heads for one in columns_of(table)}
    top = [cell for (row, _), cell in cells.items() if row == 0]
    if not top or any(is_number(cell.text) and not is_year(cell.text) for cell in top):
        return range(table.n_rows), {}
    heads: dict[int, list[str]] = {}
    depth = min(max(cell.row_span for cell in top), table.n_rows)
    for (row, col), cell in sorted(cells.items()):
        if row < depth and row == cell.row and cell.text:
            heads.setdefault(col, []).append(plain(cell.text))
    return range(depth, table.n_rows), {col: tuple(texts) for col, texts in heads.items()}


def _label_columns(
    table: Table, cells: Mapping[tuple[int, int], Cell], body: range, heads: Mapping[int, tuple[str, ...]]
) -> int:
    """How many columns from the left hold labels: those without numbers, and what a total's label covers."""
    count = 0
    for col in range(table.n_cols):
        own = [cells[row, col] for row in body if (row, col) in cells]
        is_serial = any(_SERIAL.search(head) for head in heads.get(col, ()))
        if not is_serial and any(map(_is_amount, own)):
            break
        count = col + 1
    spans = [
        cell.col + cell.col_span
        for row in body
        if (cell := cells.get((row, 0))) is not None and cell.text and is_sum_label(cell.text)
    ]
    return max(1, min(max([count, *spans]), table.n_cols - 1))


def _row_labels(
    cells: Mapping[tuple[int, int], Cell], body: range, left: int, heads: Mapping[int, tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """The labels of each row; where a cell is empty, the label above goes on, but for a total over groups."""
    above: list[str] = []
    named = [col for col in range(left) if not any(_SERIAL.search(head) for head in heads.get(col, ()))]
    for row in body:
        own = [_label_at(cells, row, col) for col in named]
        told = [at for at, text in enumerate(own) if text]
        is_grand = any(is_sum_label(text) and "소" not in text for text in own)
        for at in range(min(told, default=0)):
            own[at] = "" if is_grand or at >= len(above) else above[at]
        above = own
        yield tuple(text for text in own if text)


def _label_at(cells: Mapping[tuple[int, int], Cell], row: int, col: int) -> str:
    """A label where it begins; nothing right of it in the columns that it covers too."""
    cell = cells.get((row, col))
    text = plain(cell.text or "") if cell is not None and cell.col == col else ""
    return "" if _BARE.match(text) and not is_year(text) else text


def _is_amount(cell: Cell) -> bool:
    """Whether a cell holds a number that counts something: "12대" does, "1권역" does not."""
    match = _DIGITS.match(plain(cell.text or "")) if is_number(cell.text) and not is_year(cell.text) else None
    return match is not None and (not match["unit"] or find_unit(match["unit"]))

"""Which rows of a table are its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractors.layout.drafts import DraftCell, DraftTable

_LONGEST: Final = 40  # characters of a head's cell
_MOST: Final = 3  # rows of a head
# Amounts, phone numbers, dates: what a head does not consist of. "2022년", "1분기" may stand in one.
_VALUE = re.compile(
    r"[△▲(]?\s?[-+]?\d[\d,.]*\s?[%)]?\)?|.*\d{2,4}-\d{3,4}-\d{4}.*|.*\d{4}\.\s?\d{1,2}\.\s?\d{1,2}.*"
)
# The labels of a press release's own header and contact boxes, which label rows, not columns.
_FORM_LABEL = re.compile(
    r"보\s{0,2}도\s{0,2}자\s{0,2}료|보\s?도\s?(?:일\s?시|시\s?점)|배\s?포\s?(?:일\s?시|일|시점)?|담\s?당\s?(?:부\s?서|자|과장)|책\s?임\s?자|자료\s?문의"
)
_MARKED = re.compile(r"[-*※○ㅇ□•·]\s")
_SENTENCE = re.compile(r"[.다]$")


def mark_head(table: DraftTable) -> DraftTable:
    """Return the table with `is_header` set on the cells of its head; a head known already stays."""
    if any(cell.is_header for cell in table.cells):
        return table
    count = _head_rows(table)
    cells = tuple(replace(cell, is_header=True) if cell.row < count else cell for cell in table.cells)
    return replace(table, cells=cells)


def has_head(table: DraftTable) -> bool:
    """True where the first rows of a table are its head."""
    return any(cell.is_header for cell in table.cells) or _head_rows(table) > 0


def looks_like_head(table: DraftTable) -> bool:
    """True where the first row of a table is a head by its looks alone."""
    return _head_rows(table) > 0 and all(line.is_bold for cell in _row(table.cells, 0) for line in cell.lines)


def _head_rows(table: DraftTable) -> int:
    if table.n_rows < 2 or table.n_cols < 2:
        return 0
    first = _row(table.cells, 0)
    title = len(first) == 1 and first[0].col_span == table.n_cols and table.n_rows > 2
    start = 1 if title and _is_head_row(_row(table.cells, 1), table) else 0
    if not _is_head_row(_row(table.cells, start), table):
        return 0
    depth = max(cell.row + cell.row_span for cell in table.cells if cell.row <= start)
    if depth == start + 1 and any(cell.col_span > 1 for cell in _row(table.cells, start)):
        depth += _is_head_row(_row(table.cells, depth), table, below=True)
    return depth if depth <= _MOST and depth < table.n_rows else start + 1


def _row(cells: Sequence[DraftCell], row: int) -> list[DraftCell]:
    return [cell for cell in cells if cell.row == row]


def _is_head_row(row: Sequence[DraftCell], table: DraftTable, *, below: bool = False) -> bool:
    """Short labels in nearly all cells, unlike the rows under them."""
    filled = [cell for cell in row if cell.lines]
    if not filled or (len(filled) < 2 and not below) or any(cell.drawn for cell in row):
        return False
    if len(filled) < len(row) - 1 or not all(_is_label(cell) for cell in filled):
        return False
    if any(_FORM_LABEL.fullmatch(cell.text.strip()) for cell in filled):
        return False
    return below or _differs(filled, table)


def _is_label(cell: DraftCell) -> bool:
    text = cell.text.strip()
    short = len(text) <= _LONGEST and len(cell.lines) <= 3
    return short and not (_VALUE.fullmatch(text) or _MARKED.match(text) or _SENTENCE.search(text))


def _differs(head: Sequence[DraftCell], table: DraftTable) -> bool:
    """The rows under a head hold values, longer text, or lighter type."""
    bottom = max(cell.row + cell.row_span for cell in head)
    body = [cell for cell in table.cells if cell.row >= bottom and cell.lines]
    if not body:
        return False
    bold = all(line.is_bold for cell in head for line in cell.lines)
    light = sum(not cell.lines[0].is_bold for cell in body) > 0.5 * len(body)
    values = sum(bool(_VALUE.fullmatch(cell.text.strip())) for cell in body) > 0.3 * len(body)
    longer = max(len(cell.text) for cell in body) > 1.5 * max(len(cell.text) for cell in head)
    centred = all(_is_centred(cell) for cell in head)
    return (bold and light) or values or (longer and centred)


def _is_centred(cell: DraftCell) -> bool:
    box, line = cell.places[0].box, cell.lines[0]
    return abs((line.box.x0 - box.x0) - (box.x1 - line.box.x1)) < max(2.2 * line.size, 0.15 * box.width)

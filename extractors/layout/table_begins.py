"""Whether the first row below a page break heads another table, by what stands in it and in its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractors.layout.drafts import DraftCell, DraftTable
from extractors.layout.table_heads import has_head

_MOST: Final = 0.6  # of a column's cells that make it one of values
_LEAST: Final = 2  # of its cells that must be filled to say so; of labels that must be those above
_LABELS: Final = 0.5  # of the first row's labels that must stand over such columns
_SAME: Final = 0.75  # of its labels that stand in the head above: OCR gave it other columns
_SHORT, _LONG = 10, 16  # characters of a label, and of text that is no label
# "집행액", "주관 기관", "효과 (예상)": words alone; what tells an amount or a date has digits.
_WORDS = re.compile(r"[^\d]*[가-힣][^\d]*[가-힣][^\d]*|계")
# "2024년", "2023년 상반기", "1분기", "2단계": heads and row labels alike, so they speak for neither.
_PERIOD = re.compile(
    r"(?:['’]?(?:19|20)?\d\d\s?년도?|['’]\d\d|(?:19|20)\d\d|\d{1,2}\s?(?:분기|차|단계|월|차년도))(?:\s?[상하]반기)?"
)
# "1,032건", "2025. 3. 4.", "△3.5%p", "3,218(주1)": digits, and no more words than a unit takes.
_VALUE = re.compile(r"[^가-힣]*\d[^가-힣]*(?:[가-힣]{1,3}[^가-힣]*)?")
# What heads columns and names no row of a form: at the left, and over the columns beside.
_FIRST_HEAD = re.compile(r"구분|연번|순번")
_NEXT_HEAD = re.compile(r"비고|세부내용|주요내용|추진내용|수량|단가|금액|산출근거")
_SENTENCE = re.compile(r"[.다함음임됨]$")


def begins_anew(above: DraftTable, below: DraftTable) -> bool:
    """True where the first row of `below` is a head of its own; both tables are counted along the same columns.

    A scan tells no bold type, so the words must: labels over columns that hold values or long text on
    either side of the break, and nothing beside them that is itself a value.
    """
    first = [cell for cell in below.cells if cell.row == 0 and cell.lines]
    if len(first) < 2 or below.n_rows < 2 or not all(_may_head(cell) for cell in first):
        return False
    labels = [cell for cell in first if not _PERIOD.fullmatch(_text(cell))]
    if _stand_above(labels, above):
        return False
    if any((_NEXT_HEAD if cell.col else _FIRST_HEAD).fullmatch(_squashed(cell)) for cell in labels):
        return True
    bodies = _body(above, has_head(above)), [cell for cell in below.cells if cell.row > 0]
    is_told = len(labels) > _LEAST and has_head(below)  # a label and its short answer are a row of a form
    over = sum(any(_is_unlike(cell, body, is_told) for body in bodies) for cell in labels)
    return over > 0 and over >= _LABELS * (len(labels) - 1)


def _stand_above(labels: Sequence[DraftCell], above: DraftTable) -> bool:
    """True where most labels are those of the head above."""
    head = {_squashed(cell) for cell in above.cells if cell.row == 0 or cell.is_header}
    same = sum(_squashed(cell) in head for cell in labels)
    return same >= max(_LEAST, _SAME * len(labels))


def _may_head(cell: DraftCell) -> bool:
    """True for a short label and for a year, which may head a column."""
    text = _text(cell)
    is_label = _WORDS.fullmatch(text) and len(text) <= 2 * _LONG and not _SENTENCE.search(text)
    return not cell.drawn and bool(is_label or _PERIOD.fullmatch(text))


def _is_unlike(cell: DraftCell, body: Sequence[DraftCell], is_told: bool) -> bool:
    """True where the columns under a label hold values; or long text alone, where the row looks like a head anyway."""
    own = [one for one in body if cell.col <= one.col and one.col + one.col_span <= cell.col + cell.col_span]
    texts = [_text(one) for one in own if one.lines]
    values = sum(bool(_VALUE.fullmatch(text)) for text in texts)
    if len(texts) >= _LEAST and values >= _MOST * len(texts):
        return True
    is_long = len(texts) > _LEAST and all(len(text) >= _LONG for text in texts)
    return is_told and is_long and len(_text(cell)) <= _SHORT


def _body(table: DraftTable, headed: bool) -> list[DraftCell]:
    marked = [cell.row for cell in table.cells if cell.is_header]
    first = max(marked) + 1 if marked else int(headed)
    return [cell for cell in table.cells if cell.row >= first]


def _text(cell: DraftCell) -> str:
    return cell.text.strip()


def _squashed(cell: DraftCell) -> str:
    return "".join(cell.text.split())

"""What a label says of the text it stands before: '협력 기관: …', '(대상 지역) …', a cell beside or below its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import members
from extractors.nlp.extract_tables import cell_at, heads_of, is_number
from extractors.nlp.normalise import plain
from extractors.nlp.turned_tables import turned_label
from schemas.document import Cell, Table
from schemas.evidence import CharSpan

# "협력 기관: …", "(대상 지역) …", "[적용 기술] …", "<효과> …"
_INLINE = re.compile(
    r"[*※\s]*(?:[(\[<〈【]\s?(?P<boxed>[가-힣A-Za-z·/ ]{2,16})\s?[)\]>〉】]\s?[:：]?"
    r"|(?P<bare>[가-힣A-Za-z·/ ]{2,16}?)\s?[:：])\s{0,3}(?=\S)"
)
# "가야산대학교(모형 연구)": a name and what it does
_WITH_ROLE = re.compile(r"(?P<name>[^()]{2,40}?)\s?\((?P<role>[^()\n]{2,40})\)(?:\s?[와과])?")
_FIGURES = re.compile(r"\d[\d,.]*\s?(?:명|개|곳|원|%|건|대)|^\d")
# the heads of a form of two columns
_ITEM = re.compile(r"항목|구분|항목명|사항|질문|문항|내용구분")
_TOLD = re.compile(r"(?:주요|세부|상세|기재|작성|신청|답변)?(?:내용|사항|답변)|설명|기재란|작성란")
_OF_FORM = 2
_DIGIT = re.compile(r"\d")
_LONGEST_LABEL = 14
_MOST_PASSAGES = 16
"""So many passages are remembered with their label: each family of fields asks for it, one after the other."""
_PAIRS, _SHORT_LABEL = 4, 10
_SEPARATORS = ",、;/"
_EMPTY = re.compile(r"^\(?(?:[-–—·./]|(?:아직\s)?없음|해당\s?없음|미정|추후\s?\S{2,4})\)?$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the text that it stands for."""

    label: str
    span: CharSpan


@dataclass(frozen=True, slots=True)
class Member:
    """One of a list: where it stands, and its role where one follows in brackets."""

    span: CharSpan
    role: str | None


@lru_cache(maxsize=_MOST_PASSAGES)
def labelled(passage: Passage) -> Labelled | None:
    """The label of a passage: its own words before a colon, the cell left of it, or the head of its column."""
    inline = inline_label(passage)
    if inline is not None:
        return inline
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None or cell.is_header:
        return None
    turned = turned_label(table, cell)
    if turned is not None:
        return Labelled(turned, passage.span)
    heads = heads_of(table, cell)
    is_form = not heads or _lists_items(table, cell, heads[-1]) or _alternates(table)
    label = label_beside(table, cell, is_form=is_form) or (heads[-1] if heads else "")
    return Labelled(label, passage.span) if label else None


def _lists_items(table: Table, cell: Cell, head: str) -> bool:
    """Whether the heads only say that a row is an item and what is told of it: '항목 | 내용'."""
    if table.n_cols != _OF_FORM or not cell.col or not _TOLD.fullmatch("".join(head.split())):
        return False
    first = cell_at(table, 0, 0)
    return first is not None and _ITEM.fullmatch("".join((first.text or "").split())) is not None


def _alternates(table: Table) -> bool:
    """Whether labels and values stand in turn, two pairs a row, and no row is a head: '회사 이름 | ㈜가온 | 세운 날 | 2020년'."""
    if table.n_cols != _PAIRS or any(cell.is_header for cell in table.cells):
        return False
    labels = [cell.text or "" for cell in table.cells if cell.col % 2 == 0]
    told = [cell.text or "" for cell in table.cells if cell.col % 2]
    is_short = all(len(text) <= _SHORT_LABEL and not _DIGIT.search(text) for text in labels)
    return is_short and any(_DIGIT.search(text) for text in told)


@lru_cache(maxsize=_MOST_PASSAGES)
def inline_label(passage: Passage) -> Labelled | None:
    """The label that the text itself begins with: '협력 기관: …', '(대상 지역) …'."""
    inline = _INLINE.match(passage.text)
    if inline is None:
        return None
    label = inline["boxed"] or inline["bare"]
    return Labelled(plain(label), CharSpan(passage.span.start + inline.end(), passage.span.end))


def label_beside(table: Table, cell: Cell, *, is_form: bool) -> str | None:
    """The label right before a cell: a head, or in a form, which has no head row, a few words without a figure."""
    before = cell_at(table, cell.row, cell.col - 1) if cell.col else None
    if before is None or not before.text or before.row > cell.row:
        return None
    is_label = is_form and len(before.text) <= _LONGEST_LABEL and not _DIGIT.search(before.text)
    return plain(before.text) if before.is_header or is_label else None


def listed(passage: Passage, within: CharSpan, *, also: str = "") -> Iterator[Member]:
    """The members of a list, without what only says that there is none; `also` divides too."""
    inner = CharSpan(within.start - passage.span.start, within.end - passage.span.start)
    for span in members(passage.text, inner, _SEPARATORS + also):
        text = span.slice(passage.text)
        if _EMPTY.match(text) or is_number(text):
            continue
        paired = _WITH_ROLE.fullmatch(text)
        if paired is None or _FIGURES.search(paired["role"]):
            yield Member(span.shifted(passage.span.start), None)
            continue
        start = passage.span.start + span.start
        yield Member(CharSpan(start, start + len(paired["name"].rstrip())), plain(paired["role"]))

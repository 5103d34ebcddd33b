"""The line at the top that tells office, department and day without a label: "시정 보도자료 | 가온시 첨단도시과 | 2026. 1. 22.(목)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from extractors.header_labels import rows_of
from extractors.nlp.dates import DateMention, find_dates
from schemas.document import Block, BlockKind, Document
from schemas.evidence import CharSpan
from schemas.fact import FieldName
from schemas.header import HeaderValue

# "가온시 첨단도시과", "한빛도시서비스평가원 사후평가실": a body and a part of it
_OFFICE: Final = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣A-Za-z·]{1,18}(?:시|군|구|도|시청|군청|구청|도청|원|공사|공단|재단|협회|협의회|진흥회|연구소|센터))\s"
    r"(?P<office>[가-힣A-Za-z0-9·]{1,13}(?:과|팀|실|국|처|단|본부|담당관|사무국|부|센터))(?=\s?(?:[|｜ㅣ,/()\n\t]|\d|$))"
)
_SHEET: Final = re.compile(r"보\s?도\s?(?:참\s?고\s?|설\s?명\s?)?자\s?료|브리핑|소식지?|뉴스")
_SENTENCE: Final = re.compile(r"(?:다|요)\.?$")
# "제출처: 가온시 기후에너지과 / 제출자: …": whom a paper is for, and labels that are read elsewhere
_LABELLED: Final = re.compile(r"[가-힣]\s?[:：]|제출|수신|귀중|귀하|참조")
_LONGEST: Final = 110
_FIRST_BLOCKS: Final = 8


@dataclass(frozen=True, slots=True)
class Masthead:
    """What such a line tells."""

    publisher: HeaderValue
    department: HeaderValue
    released_on: HeaderValue | None


def masthead(document: Document, head: Sequence[Block]) -> Masthead | None:
    """The first line of the head that names a body and its department, and besides a day or what kind of sheet it is."""
    for line in _lines(document, head[:_FIRST_BLOCKS]):
        words = line.slice(document.text)
        found = _OFFICE.search(words)
        day = _day(words)
        if found is None or (day is None and not _SHEET.search(words)):
            continue
        return Masthead(
            _value("publisher", found, "name", line),
            _value("department", found, "office", line),
            None if day is None else _released(day, line),
        )
    return None


def _lines(document: Document, head: Sequence[Block]) -> Iterator[CharSpan]:
    """Short lines without labels, rows of tables among them."""
    for block in head:
        if block.kind is BlockKind.HEADING:
            continue
        for row in rows_of(document, [block]):
            if not row or any(slot.label is not None for slot in row):
                continue
            line = CharSpan(row[0].span.start, row[-1].span.end)
            words = line.slice(document.text)
            if len(words) <= _LONGEST and not _SENTENCE.search(words) and not _LABELLED.search(words):
                yield line


def _day(words: str) -> DateMention | None:
    days = (found for found in find_dates(words, released_on=None) if found.kind in ("date", "datetime"))
    return next(days, None)


def _released(day: DateMention, line: CharSpan) -> HeaderValue:
    told = date.fromisoformat(day.value[:10]).isoformat()
    return HeaderValue("released_on", told, day.span.shifted(line.start))


def _value(field: FieldName, found: re.Match[str], group: str, line: CharSpan) -> HeaderValue:
    return HeaderValue(field, found[group], CharSpan(*found.span(group)).shifted(line.start))

"""Cases of an application: its numbered indicator sections, all about the applicant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.case_studies_drafts import Draft, unmarked
from extractors.case_studies_subjects import PlaceReader
from extractors.nlp.applicants import applying_subject
from extractors.nlp.fields.application import claimed_indicators
from schemas.document import Block, BlockKind, Document, Region
from schemas.evidence import CharSpan
from schemas.fact import Subject
from schemas.header import Header

# "1-2. 통합운영센터", "지표 3 시민 참여", "2.1 개방 데이터", "[지표 12] 조례", "Ⅱ-1. 관제", "지표 가-1 인력": a number and a name.
_NUMBERED = re.compile(
    r"^\s{0,2}(?P<open>[\[(<【])?\s?(?P<word>(?:세부|평가|정량|정성)?\s?(?:지표|항목)|문항)?\s?(?:[A-Z]{1,3}-)?"
    r"(?P<number>(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ](?=\s?[-.]\s?\d)|[가나다라마바사아자차](?=-\d)|\d{1,2})(?:\s?[-.]\s?\d{1,2}){0,3})(?![\d%])"
    r"\s?[\])>】]?\s?[.:：]?\s{0,3}(?P<title>[^\s\d.\-].{1,80})$"
)
_WRITTEN_NUMBER = re.compile(
    r"^\s{0,2}[\[(<【]?\s?(?:(?:세부|평가|정량|정성)?\s?(?:지표|항목)\s?)?(?P<number>(?:[A-Z]{1,3}|[ⅠⅡⅢⅣⅤ가-하]|\d{1,2})(?:\s?[-.]\s?\d{1,2}){0,3})"
)
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_LETTERS = "가나다라마바사아자차"
_PART_OF_NUMBER = re.compile(rf"\d+|[{_ROMAN}{_LETTERS}]")
# "추진 개요", "성과와 효과", "향후 계획": what every section is divided into.
_PART = re.compile(
    r"(?:추진|사업|주요|운영|구축|향후|앞으로의)?\s?(?:개요|배경|목적|필요성|내용|경과|현황|실적|성과|효과|기대\s?효과|계획|체계|방법|증빙)"
    r"(?:\s?(?:및|와|과|·)\s?\S{1,10})?"
)
_SENTENCE_END = re.compile(r"[다요음함임됨]\.?$")
_LONGEST_HEAD = 60
# "1. 신청 개요", "일반현황", "서약서", "조견표", "증빙자료 목록": parts of a form that claim nothing.
_FORM_PART = re.compile(
    r"개요$|일반\s?현황|서약|조견표|목록|총괄표|배점표|작성\s?(?:요령|방법)|유의\s?사항|제출\s?서류|신청인|신청\s?기관|담당자|목\s?차|붙임|서식"
)
# "<표 2> 설치 현황", "(단위: 대)": the title of a table is no caption of the case.
_TABLE_TITLE = re.compile(r"[<\[(〈]?\s?(?:표|그림|단위)\s?[\d:：-]")
_SHORTEST = 40
_LONGEST_FORM_PART = 15


def section_cases(document: Document, header: Header, places: PlaceReader) -> list[Draft]:
    """Return a draft for each innermost numbered section with a story in it."""
    subject = applicant(header, places)
    if subject is None:
        return []
    heads = list(_heads(document))
    found = []
    for position, head in enumerate(heads):
        following = heads[position + 1] if position + 1 < len(heads) else None
        if following is None or following.depth <= head.depth:
            draft = _draft(document, subject, head.index, _end(document, head, following))
            found += [(head, draft)] if draft else []
    claimed = claimed_indicators(document)
    of_indicators = [draft for head, draft in found if _written_number(document, head) in claimed]
    # A form that numbers its indicators in the headings has other sections too: the firm, the plan, the proofs.
    if 2 * len(of_indicators) >= len(claimed) > 1:
        return of_indicators
    return [draft for _, draft in found]


def _written_number(document: Document, head: _Head) -> str:
    """The number of a section as it is written: "A-1", "나-2", "1.1"."""
    match = _WRITTEN_NUMBER.match(document.blocks[head.index].span.slice(document.text))
    return "".join(match["number"].split()) if match else ""


def applicant(header: Header, places: PlaceReader) -> Subject | None:
    """Whom the application is from, resolved where it is a municipality."""
    written = header.first("applicant")
    if written is None:
        return None
    return applying_subject(written, header.kind, places.places(written))


@dataclass(frozen=True, slots=True)
class _Head:
    index: int
    number: tuple[int, ...]

    @property
    def depth(self) -> int:
        return len(self.number)


def _heads(document: Document) -> Iterator[_Head]:
    """The heads of numbered sections.

    A line that layout did not take for a heading is one if it calls itself an
    indicator in brackets ("[지표 3] …"), or if its number has two parts and
    follows the number before it ("1.4침수 예보" after "1.3 …", "Ⅱ-1" first of all).
    """
    last: tuple[int, ...] = ()
    for index, block in enumerate(document.blocks):
        found = _numbered(document, block)
        if found is None:
            continue
        number, is_named = _number(found), bool(found["open"] and found["word"])
        is_heading = block.kind is BlockKind.HEADING and _is_spaced(found)
        opens_roman = not last and found["number"][0] in _ROMAN and number[-1] == 1
        if is_heading or is_named or opens_roman or (len(number) > 1 and _follows(last, number)):
            yield _Head(index, number)
            last = number


def _follows(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number comes right after another: 1.4 after 1.3 or 1.3.2, 2.1 after 1.8, 1.1 after 1."""
    *above, own = number
    if own == 1:
        return last[: len(above)] == tuple(above) or last[: len(above)] == (*above[:-1], above[-1] - 1)
    return last[: len(number)] == (*above, own - 1)


def _numbered(document: Document, block: Block) -> re.Match[str] | None:
    """The number and name of a short line that is no sentence and no part of a section."""
    words = block.span.slice(document.text)
    if block.region is not Region.BODY or block.table_id is not None or len(words) > _LONGEST_HEAD:
        return None
    match = _NUMBERED.match(words)
    if match is None or _PART.fullmatch(match["title"].strip()) or _SENTENCE_END.search(words):
        return None
    return match


def _number(match: re.Match[str]) -> tuple[int, ...]:
    """The parts of a section's number: (2, 1) for "2-1" and "Ⅱ-1"."""
    parts = _PART_OF_NUMBER.findall(match["number"])
    return tuple(_value(part) for part in parts)


def _value(part: str) -> int:
    """What a part of a number counts: 2 for "2", "Ⅱ" and "나"."""
    order = next((letters for letters in (_ROMAN, _LETTERS) if part in letters), None)
    return order.index(part) + 1 if order else int(part)


def _is_spaced(match: re.Match[str]) -> bool:
    """Whether a blank or a closing bracket stands before the name."""
    return match.string[match.start("title") - 1] in " \t])>】"


def _end(document: Document, head: _Head, following: _Head | None) -> int:
    """The index after the section: the next numbered head, or an unnumbered heading of the same rank."""
    blocks = document.blocks
    last = following.index if following else len(blocks)
    level = blocks[head.index].level or 1
    for index in range(head.index + 1, last):
        words = blocks[index].span.slice(document.text)
        is_heading = blocks[index].kind is BlockKind.HEADING and (blocks[index].level or 1) <= level
        is_form_part = len(words) <= _LONGEST_FORM_PART and bool(_FORM_PART.search(words))
        if (is_heading and not _PART.fullmatch(unmarked(words))) or (
            is_form_part and _is_line(blocks[index])
        ):
            return index
    return last


def _is_line(block: Block) -> bool:
    return block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and block.region is Region.BODY


def _draft(document: Document, subject: Subject, head: int, end: int) -> Draft | None:
    heading = document.blocks[head].span.slice(document.text)
    members = [
        block for block in document.blocks[head + 1 : end] if block.region in {Region.BODY, Region.TABLE}
    ]
    captions = [block for block in members if block.kind is BlockKind.CAPTION]
    members = [block for block in members if block.kind is not BlockKind.CAPTION]
    words = " ".join(block.span.slice(document.text) for block in members)
    if _FORM_PART.search(heading) or len(words) < _SHORTEST:
        return None
    shown = [block.span for block in captions if not _TABLE_TITLE.match(block.span.slice(document.text))]
    return Draft(subject, tuple(block.span for block in members), tuple(shown), _name(document, head))


def _name(document: Document, head: int) -> CharSpan | None:
    """The words of the heading after its number."""
    span = document.blocks[head].span
    match = _NUMBERED.match(span.slice(document.text))
    if match is None:
        return None
    title = unmarked(match["title"])
    start = span.start + match.start("title") + match["title"].index(title)
    return CharSpan(start, start + len(title))

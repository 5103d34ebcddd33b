"""Cases of an application: its numbered indicator sections, all about the applicant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.case_studies_drafts import Draft, tells_initiative, unmarked
from extractors.case_studies_subjects import PlaceReader, municipality
from schemas.document import Block, BlockKind, Document, Region
from schemas.evidence import CharSpan
from schemas.fact import Subject
from schemas.header import Header

# "1-2. 통합운영센터", "지표 3 시민 참여", "2.1 개방 데이터", "가. 조례", "[1-1] …", "① …"
_NUMBERED = re.compile(
    r"^\s{0,2}[\[(<【]?\s?(?:(?:지표|항목|평가항목|세부지표)\s?)?(?P<number>[A-Z]{0,3}-?\d{1,3}(?:[-.]\d{1,2}){0,3}|[가-하]|[IVXⅠ-Ⅻ]{1,4}|[①-⑳])"
    r"\s?[\])>】]?\s?[.)]?\s?[:：]?\s?(?P<title>\S.{1,80})$"
)
# "1. 신청 개요", "일반현황", "서약서", "조견표", "증빙자료 목록": parts of a form that claim nothing.
_FORM_PART = re.compile(
    r"개요$|일반\s?현황|서약|조견표|목록|총괄표|배점표|작성\s?(?:요령|방법)|유의\s?사항|제출\s?서류|신청인|신청\s?기관|담당자|목\s?차|붙임|서식"
)
_SHORTEST = 40


def section_cases(document: Document, header: Header, places: PlaceReader) -> list[Draft]:
    """Return a draft for each innermost numbered section with a story in it."""
    subject = applicant(header, places)
    if subject is None:
        return []
    heads = [index for index, block in enumerate(document.blocks) if _is_section_head(document, block)]
    ends = _ends(document, heads)
    drafts = []
    for position, index in enumerate(heads):
        following = heads[position + 1] if position + 1 < len(heads) else len(document.blocks)
        if following < ends[position]:
            continue
        draft = _draft(document, subject, index, ends[position])
        if draft is not None:
            drafts.append(draft)
    return drafts


def applicant(header: Header, places: PlaceReader) -> Subject | None:
    """Whom the application is from, resolved where it is a municipality."""
    written = header.first("applicant")
    if written is None:
        return None
    found = places.places(written)
    if found and header.kind == "city_application":
        return municipality(found[0], "applicant").model_copy(update={"as_written": written})
    return Subject(kind="organisation", name=written, as_written=written, basis="applicant")


def _is_section_head(document: Document, block: Block) -> bool:
    if block.kind is not BlockKind.HEADING or block.region is not Region.BODY:
        return False
    return bool(_NUMBERED.match(block.span.slice(document.text)))


def _ends(document: Document, heads: Sequence[int]) -> list[int]:
    """For each head the index of the next heading that is not below it."""
    blocks = document.blocks
    ends = []
    for head in heads:
        level = blocks[head].level or 1
        later = (
            index
            for index in range(head + 1, len(blocks))
            if blocks[index].kind is BlockKind.HEADING and (blocks[index].level or 1) <= level
        )
        ends.append(next(later, len(blocks)))
    return ends


def _draft(document: Document, subject: Subject, head: int, end: int) -> Draft | None:
    heading = document.blocks[head].span.slice(document.text)
    members = [
        block for block in document.blocks[head + 1 : end] if block.region in {Region.BODY, Region.TABLE}
    ]
    members = [block for block in members if block.kind is not BlockKind.CAPTION]
    words = " ".join(block.span.slice(document.text) for block in members)
    if _FORM_PART.search(heading) or len(words) < _SHORTEST or not tells_initiative(words):
        return None
    captions = [block.span for block in document.blocks[head + 1 : end] if block.kind is BlockKind.CAPTION]
    return Draft(subject, tuple(block.span for block in members), tuple(captions), _name(document, head))


def _name(document: Document, head: int) -> CharSpan | None:
    """The words of the heading after its number."""
    span = document.blocks[head].span
    match = _NUMBERED.match(span.slice(document.text))
    if match is None:
        return None
    title = unmarked(match["title"])
    start = span.start + match.start("title") + match["title"].index(title)
    return CharSpan(start, start + len(title))

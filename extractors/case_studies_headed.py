"""Cases under headings of running text: '충주시, 수돗물 누수 감지망' and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.case_studies_drafts import Draft, section, tells_initiative
from extractors.case_studies_subjects import PlaceReader
from extractors.layout.marked_text_lines import find_marker
from extractors.nlp.surroundings import municipality
from schemas.document import Block, BlockKind, Document, Region
from schemas.evidence import CharSpan
from schemas.fact import Subject

# "충주시, ", "충주시: ", "충주시 - ", "[충주시] ", "(충주시) ", "충주시ㅣ": what parts a city from the name of its initiative
_AFTER_CITY = re.compile(r"\s?[)\]>】〉]\s{0,3}|\s?[,:：ㅣ|｜]\s{0,3}|\s[-–—·]\s")
_BEFORE_CITY = re.compile(r"\s{0,3}(?:[\[(<【〈]\s?)?")
_SHORTEST_NAME = 4
_LONGEST_NAME = 60
_LONGEST_HEAD = 80
# "인증 결과", "신청 현황", "문의처", "붙임": what a city gives out beside its initiatives
_NO_INITIATIVE = re.compile(
    r"문의|연락처|붙임|별첨|목차|신청\s?(?:방법|안내|현황)|인증\s?(?:결과|현황|개요)|일정\s?(?:안내)?$"
)
_SENTENCE_END = re.compile(r"[가-힣](?:다|요)\.?$")
_STORY = 30
_LINES = (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
_LONGEST_LINE = 45
_LONE = 15


@dataclass(frozen=True, slots=True)
class Headed:
    """The cases under headings, and the blocks that they use up, headings included."""

    drafts: tuple[Draft, ...]
    taken: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading that begins with a city, and the characters that name its initiative."""

    subject: Subject
    name: CharSpan


def headed_cases(document: Document, places: PlaceReader, taken: frozenset[str]) -> Headed:
    """Return a case for each heading or bullet of the form 'city, initiative' and all that stands below it.

    On a scan a heading in bold is a line of its own like any other.
    """
    heads = {
        index: head
        for index, block in enumerate(document.blocks)
        if block.block_id not in taken and (head := _head(document, block, places)) is not None
    }
    drafts: list[Draft] = []
    used: set[str] = set()
    for index, head in heads.items():
        if document.blocks[index].block_id in used:
            continue
        below = [at for at in _below(document, index, heads) if document.blocks[at].block_id not in taken]
        spans = tuple(document.blocks[at].span for at in below)
        told = " ".join(span.slice(document.text) for span in spans)
        if len(told) >= _STORY and tells_initiative(told):
            drafts.append(Draft(head.subject, spans, headline=head.name))
            used |= {document.blocks[at].block_id for at in (index, *below)}
    return Headed(tuple(drafts), frozenset(used))


def _below(document: Document, index: int, heads: Mapping[int, _Head]) -> list[int]:
    """What stands below a head; below a line of text all up to the next heading, head or lone word."""
    blocks = document.blocks
    if blocks[index].kind is not BlockKind.PARAGRAPH:
        return section(blocks, index)
    found: list[int] = []
    for at in range(index + 1, len(blocks)):
        if blocks[at].region in (Region.FURNITURE, Region.FIGURE):
            continue
        is_lone = (
            blocks[at].kind is BlockKind.PARAGRAPH and len(blocks[at].span.slice(document.text)) <= _LONE
        )
        if blocks[at].kind is BlockKind.HEADING or at in heads or is_lone or blocks[at].table_id is not None:
            break
        found.append(at)
    return found


def _head(document: Document, block: Block, places: PlaceReader) -> _Head | None:
    """The city and the initiative of a heading, or of a bullet that is no sentence."""
    words = block.span.slice(document.text)
    is_line = block.kind in _LINES and block.region is Region.BODY
    if not is_line or block.table_id is not None or len(words) > _LONGEST_HEAD:
        return None
    if block.kind is BlockKind.LIST_ITEM and _SENTENCE_END.search(words):
        return None
    if block.kind is BlockKind.PARAGRAPH and (len(words) > _LONGEST_LINE or words.endswith(".")):
        return None
    start = len(find_marker(words) or "")
    found = places.places(words)
    if len({place.name for place in found}) != 1 or not _BEFORE_CITY.fullmatch(
        words, start, found[0].span.start
    ):
        return None
    after = _AFTER_CITY.match(words, found[0].span.end)
    name = words[after.end() :].strip() if after else ""
    if after is None or not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or _NO_INITIATIVE.search(name):
        return None
    at = block.span.start + words.index(name, after.end())
    return _Head(municipality(found[0], "heading"), CharSpan(at, at + len(name)))

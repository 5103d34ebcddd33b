"""What each way of finding cases hands back, before titles, service fields and ids are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.layout.marked_text_lines import find_marker
from schemas.document import Block, BlockKind, Cell, Document, Region
from schemas.evidence import CharSpan
from schemas.fact import Subject


@dataclass(frozen=True, slots=True)
class Draft:
    """A case without title and id.

    `name_span` is a cell or heading that names it, where there is one; `headline`
    what a heading says of it, which is its name where nothing in it has one.
    """

    subject: Subject
    spans: tuple[CharSpan, ...]
    caption_spans: tuple[CharSpan, ...] = ()
    name_span: CharSpan | None = None
    headline: CharSpan | None = None


# What is done with a system or a service: "…을 구축", "…를 운영하고", "…에 도입하여", "…로 낮춤".
_INITIATIVE = re.compile(
    r"구\s?축|운\s?영|도\s?입|설\s?치|개\s?발|제\s?공|추\s?진|조\s?성|연\s?계|실\s?증|시\s?행|개\s?소|개\s?선|활용|적용|서비스|시스템|"
    r"플랫폼|출시|배치|운행|투입|분석|예측|단축|절감|감축|제정|보급|확대|연결|구현|고도화|수집|관리|관제|발굴|협력|체결|"
    r"연장|결합|지원|완화|전송|공개"
)
_TEXT_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
_BELOW = _TEXT_KINDS | {BlockKind.TABLE}
_BRACKETS = "[]<>()〈〉【】《》「」『』 \t"


def tells_initiative(text: str) -> bool:
    """Whether a text says that something is built, run, given or made better."""
    return bool(_INITIATIVE.search(text))


def bare(text: str) -> str:
    """A caption or label without its brackets and outer blanks.

    >>> bare("[인천 통합운영센터]"), bare("( 길터주기 체계 )")
    ('인천 통합운영센터', '길터주기 체계')
    """
    return text.strip(_BRACKETS)


def unmarked(text: str) -> str:
    """An item's text without its marker.

    >>> unmarked("- 센터를 운영"), unmarked("① 개요"), unmarked("스마트 가로등")
    ('센터를 운영', '개요', '스마트 가로등')
    """
    marker = find_marker(text)
    return text[len(marker) :].strip() if marker else text.strip()


def content_spans(cell: Cell) -> tuple[tuple[CharSpan, ...], tuple[CharSpan, ...]]:
    """The running text of a cell as few slices as can be, and the captions in it; figure text is left out."""
    if cell.span is None:
        return (), ()
    if not cell.items:
        return (cell.span,), ()
    text = [item.span for item in cell.items if item.kind in _TEXT_KINDS and item.region is not Region.FIGURE]
    captions = [item.span for item in cell.items if item.kind is BlockKind.CAPTION]
    return tuple(_merged(text)), tuple(captions)


def _merged(spans: Iterable[CharSpan]) -> Iterator[CharSpan]:
    """Neighbours (one blank between) as one span."""
    open_span: CharSpan | None = None
    for span in sorted(spans):
        if open_span is not None and span.start <= open_span.end + 1:
            open_span = CharSpan(open_span.start, span.end)
            continue
        if open_span is not None:
            yield open_span
        open_span = span
    if open_span is not None:
        yield open_span


def slices(document: Document, spans: Sequence[CharSpan]) -> list[str]:
    """The texts of the spans."""
    return [span.slice(document.text) for span in spans]


def subtree(blocks: Sequence[Block], root: int) -> list[int]:
    """The indexes of a block and of all that hang below it, in text order."""
    members = {blocks[root].block_id}
    found = [root]
    for index in range(root + 1, len(blocks)):
        parent = blocks[index].parent_id
        if parent in members:
            members.add(blocks[index].block_id)
            found.append(index)
        elif blocks[index].region is Region.BODY and blocks[index].kind is not BlockKind.CAPTION:
            break
    return found


def section(blocks: Sequence[Block], root: int) -> list[int]:
    """The indexes of the text and tables under a bullet, or under a heading up to the next one of its rank."""
    hung = subtree(blocks, root)[1:]
    if hung or blocks[root].kind is not BlockKind.HEADING:
        return hung
    rank = blocks[root].level or 1
    found = []
    for index in range(root + 1, len(blocks)):
        if blocks[index].kind is BlockKind.HEADING and (blocks[index].level or 1) <= rank:
            break
        if blocks[index].kind in _BELOW and blocks[index].region in (Region.BODY, Region.TABLE):
            found.append(index)
    return found

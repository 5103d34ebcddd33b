"""The text in units that one status and one subject can hold for: sentences, list items, items of cells.

Order of cutting: block, cell item, border of a case, inline bullet, full stop.
Only body and table text is read; furniture and figure text never is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.case_study import CaseStudy
from schemas.document import Block, BlockKind, Cell, Document, Region, Table
from schemas.evidence import CharSpan, RegionName

_UNREAD = (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.PAGE_NUMBER, BlockKind.FIGURE)
MAX_QUOTED = 600
"""A quotation mark whose partner stands further away is taken as a slip."""

# "…을 구축하고 - NHN과 …", "… ○ 추진 내용 …", "… * (단위) …", "… ※ 가나다 순": a bullet inside a line
_INLINE_BULLET = re.compile(r"(?<=\s)(?P<mark>[-–○ㅇ◦▪❍*※☞])\s+(?=[가-힣A-Za-z0-9(「『‘'“\"①-⑳])")
# "…하였다. 이어 …", "… 구축. 또한 …"; not 2022. 9. 29., 85.4, "가. 나."
_FULL_STOP = re.compile(r"(?<=[가-힣][가-힣)\]”\"’'])(?P<stop>[.!?])(?=\s+\S)")
# any sign of a bullet, a full stop or a quotation; labels and figures of tables have none
_DIVIDER = re.compile(r"[-–○ㅇ◦▪❍*※☞.!?“”\"]")
_BRACKET = re.compile(r"(?P<opens>[(\[「『])|[)\]」』]")
# “…확인할 수 있었다”며, "…하겠다"고
_QUOTED = re.compile(rf"[“\"](?P<said>[^“”\"\n]{{1,{MAX_QUOTED}}})[”\"]")
# ”라고 말했다, "며 … 밝혔다, ”고 강조했다
_SAID = re.compile(
    r"\s?(?:(?:이?라)?(?:고|며|면서|는))(?:[\s,].*)?(?:말|밝혔|밝힌|강조|전했|설명|덧붙|당부|언급|피력|소감|평했|약속|다짐)"
)
_MIN_SAID = 12
# the marker of a list item, a footnote or a heading, with the blank after it
_MARKER = re.compile(
    r"\s*(?:[□■ㅁ○ㅇ◦◯❍●▪▫◆◇▶►▷☞※*＊†\-–—·•]+|\(?\d{1,2}[.)]|[가-하][.)]|[①-⑳㉮-㉻]|\(\d{1,2}\))\s+"
)


# "문 2. 어떤 과정을 거쳐 왔습니까?", "Q1. …무엇인가요?", "질문 3) …적어 주십시오.": what a form asks heads its answer
_QUESTION = re.compile(
    r"(?:(?:문|질문|질의|문항|Q)\s?\d{0,2}\s?[.):]?\s.{2,80}?(?:까|까요|나요|가요|시오|세요)\s?[?.]?|.{4,60}(?:니까|까요|나요|가요)\s?\?)"
    r"(?:\s?\([^()]{2,60}\))?"
)
_BELOW_ALL = 9


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that is read as one: `span` without its marker. `section` are the headings above, outermost first."""

    span: CharSpan
    block: Block
    region: RegionName
    section: tuple[str, ...]
    kind: BlockKind
    table: Table | None = None
    cell: Cell | None = None
    marker: str | None = None
    is_quotation: bool = False


def split_units(document: Document, cases: Sequence[CaseStudy] = ()) -> tuple[Unit, ...]:
    """Return the units of `document` in text order; none crosses the border of a block, a cell or a case."""
    tables = {table.table_id: table for table in document.tables}
    borders = sorted({edge for case in cases for span in case.spans for edge in span.as_tuple()})
    units: list[Unit] = []
    headings: tuple[tuple[int, str], ...] = ()
    for block in document.blocks:
        if block.kind in _UNREAD or block.region in (Region.FIGURE, Region.FURNITURE):
            continue
        section = tuple(text for _, text in headings)
        for whole in _wholes(block, tables.get(block.table_id or ""), section, document.text):
            units += _cut(document.text, whole, borders)
        if block.kind is BlockKind.HEADING or _asks(block, document.text):
            headings = _below(headings, block, document.text)
    return tuple(units)


def _below(headings: tuple[tuple[int, str], ...], block: Block, text: str) -> tuple[tuple[int, str], ...]:
    level = (block.level or 1) if block.kind is BlockKind.HEADING else _BELOW_ALL
    written = " ".join(without_marker(text, block.span).slice(text).split())
    return (*(heading for heading in headings if heading[0] < level), (level, written))


def _asks(block: Block, text: str) -> bool:
    """Whether a line is the question of a form; what stands below it answers."""
    return (
        block.kind is BlockKind.PARAGRAPH and _QUESTION.fullmatch(block.span.slice(text).strip()) is not None
    )


def without_marker(text: str, span: CharSpan) -> CharSpan:
    """The span without its bullet and the blanks around; the span itself where nothing else is in it.

    >>> text = "○ 스마트 가로등 "
    >>> without_marker(text, CharSpan(0, len(text))).slice(text)
    '스마트 가로등'
    """
    marker = _MARKER.match(text, span.start, span.end)
    start = marker.end() if marker else span.start
    return stripped(text, start, span.end) or span


def stripped(text: str, start: int, end: int) -> CharSpan | None:
    """`text[start:end]` without blanks at its ends; None where only blanks are in it."""
    written = text[start:end]
    bare = written.strip()
    if not bare:
        return None
    if len(bare) == len(written):  # nearly always
        return CharSpan(start, end)
    return CharSpan(start + len(written) - len(written.lstrip()), end - len(written) + len(written.rstrip()))


def _span_of(cell: Cell) -> tuple[int, int]:
    return cell.span.as_tuple() if cell.span is not None else (0, 0)


def _wholes(block: Block, table: Table | None, section: tuple[str, ...], text: str) -> Iterator[Unit]:
    """The block, or each item of each cell of its table."""
    if table is None:
        yield Unit(block.span, block, block.region.value, section, block.kind, marker=block.marker)
        return
    for cell in sorted((c for c in table.cells if c.span is not None), key=_span_of):
        if not cell.items:
            yield Unit(cell.span or block.span, block, "table", section, BlockKind.TABLE, table, cell)
        opened: Unit | None = None
        for item in cell.items:
            if item.region not in (Region.BODY, Region.TABLE):
                continue
            unit = Unit(item.span, block, "table", section, item.kind, table, cell, item.marker)
            if opened is not None:  # "시범 운영 중(2026." goes on with "12.까지)", which begins no item
                unit = replace(opened, span=CharSpan(opened.span.start, unit.span.end))
            opened = unit if _is_open(text, unit.span) else None
            if opened is None:
                yield unit
        if opened is not None:
            yield opened


def _is_open(text: str, span: CharSpan) -> bool:
    """Whether a bracket is opened in a stretch and not closed."""
    return text.count("(", *span.as_tuple()) > text.count(")", *span.as_tuple())


def _cut(text: str, whole: Unit, borders: Sequence[int]) -> Iterator[Unit]:
    for part in _at_borders(whole.span, borders):
        unmarked = without_marker(text, part)
        if _DIVIDER.search(text, *unmarked.as_tuple()):
            for span in _divided(text, unmarked):
                yield _part(whole, span, is_quotation=is_quotation(span.slice(text)))
        else:
            only = stripped(text, *without_marker(text, unmarked).as_tuple())
            if only is not None:
                yield _part(whole, only, is_quotation=False)


def _divided(text: str, unmarked: CharSpan) -> Iterator[CharSpan]:
    for bullet in _at(_INLINE_BULLET, "mark", text, unmarked):
        yield from _sentences(text, without_marker(text, bullet))


def _part(whole: Unit, span: CharSpan, *, is_quotation: bool) -> Unit:
    """The unit cut down to `span`; written out, since every unit of a document is made here."""
    return Unit(
        span, whole.block, whole.region, whole.section, whole.kind, whole.table, whole.cell, whole.marker,
        is_quotation,
    )  # fmt: skip


def _at_borders(span: CharSpan, borders: Sequence[int]) -> Iterator[CharSpan]:
    start = span.start
    for edge in borders[bisect_left(borders, span.start + 1) :]:
        if edge >= span.end:
            break
        yield CharSpan(start, edge)
        start = edge
    yield CharSpan(start, span.end)


def _at(pattern: re.Pattern[str], group: str, text: str, span: CharSpan) -> Iterator[CharSpan]:
    """Cut before each match, but not inside brackets or quotation marks."""
    start = span.start
    cuts = [match.start(group) for match in pattern.finditer(text, span.start, span.end)]
    guarded = list(_guarded(text, span)) if cuts else []
    for at in cuts:
        if at > start and not any(first < at < last for first, last in guarded):
            yield CharSpan(start, at)
            start = at
    yield CharSpan(start, span.end)


def _guarded(text: str, span: CharSpan) -> Iterator[tuple[int, int]]:
    for match in _QUOTED.finditer(text, span.start, span.end):
        yield match.span()
    opened: list[int] = []
    for match in _BRACKET.finditer(text, span.start, span.end):
        if match["opens"]:
            opened.append(match.start())
        elif opened:
            yield opened.pop(), match.start()


def _sentences(text: str, span: CharSpan) -> Iterator[CharSpan]:
    start = span.start
    ends = [match.end("stop") for match in _FULL_STOP.finditer(text, span.start, span.end)]
    guarded = list(_guarded(text, span)) if ends else []
    for end in [*(e for e in ends if not any(first < e <= last for first, last in guarded)), span.end]:
        part = stripped(text, start, end)
        if part is not None:
            yield part
        start = end


def is_quotation(text: str) -> bool:
    """Whether `text` gives a speaker's opinion.

    >>> is_quotation('시장은 "앞으로도 시민을 위해 노력하겠다"고 말했다.')
    True
    >>> is_quotation('"스마트 주차"라는 앱을 운영한다.')
    False
    """
    return any(
        len(quoted["said"]) >= _MIN_SAID and _SAID.match(text, quoted.end())
        for quoted in _QUOTED.finditer(text)
    )

"""From lines to elements: wrapped lines joined, tables gathered, captions and annex titles told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.layout.marked_text_html import read_html_table
from extractors.layout.marked_text_lines import Line, LineKind
from extractors.layout.marked_text_pictures import Piece, is_noise
from extractors.layout.marked_text_tables import RawTable, build_table, rows_end
from extractors.layout.markers import BEFORE_UNIT, kind_of
from schemas.document import BlockKind
from schemas.evidence import CharSpan


@dataclass(frozen=True, slots=True)
class Element:
    """A block before it has its place in the text; a table's content is in `table`."""

    kind: BlockKind
    text: str
    source_span: CharSpan
    marker: str | None = None
    indent: int = 0
    depth: int = 0
    table: RawTable | None = None


# "[시민 안전 센터]", "< 연도별 현황 >": a line that is one bracket.
_SQUARE = re.compile(r"\[[^\[\]]{2,100}\]")
_ANGLE = re.compile(r"(?:<[^<>]{2,100}>|〈[^〈〉]{2,100}〉|【[^【】]{2,100}】)")
# "[사진 1] 정류장의 안내판", "<그림 2> 일하는 차례", "그림 3. 배치도": the title of a picture by its number.
_NUMBERED_PICTURE = re.compile(
    r"(?:[\[<〔【](?:사진|그림|도표|도면)\s?\d{1,3}(?:-\d{1,3})?[\]>〕】]|(?:사진|그림|도표|도면)\s?\d{1,3}(?:-\d{1,3})?[.:]\s)"
    r"\s?\S.{0,80}(?<![다요음함임됨]\.)"
)
# "<표 2> 연도별 실적 (단위: 점)", "[표 3-1] 현황", "표 4. 예산", "<표 가> 현황": the title of a table by its number.
_NUMBERED_TABLE = re.compile(
    r"(?:[<\[〈【(]?\s?표\s?\d{1,2}(?:[-.]\d{1,2})?\s?[>\]〉】).:]|[<\[〈【(]\s?표\s?[가-하A-ZⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ](?:[-.]\d{1,2})?\s?[>\]〉】)])\s?\S.{0,80}$"
)
# "참고 1", "[붙임 2] 추진 일정": the title of an annex; "붙임 2 계획서 1부. 끝." lists what is enclosed.
_ANNEX = re.compile(
    r"(?!.*(?:\d\s?부|끝\.)\W{0,4}(?:\(|끝|$))\[?\s?(?:참고|붙임|별첨|별지|부록)\s?(?:제?\s?\d{1,2}(?:호|-\d)?)?(?:\s|\]|:|$).{0,60}"
)
# "- 대도시 3곳 이름 올려 -": a subtitle between dashes, no item.
_SUBTITLE = re.compile(r"[-–—]\s.*\s[-–—]")
# "(단위: 백만원)", "(2024년, 단위: 건)"
_UNIT_NOTE = re.compile(rf"(?:[(\[<※]\s?(?:{BEFORE_UNIT})?)?단위\s?[:：].{{1,40}}")
# A sentence, an item of a list or a clause is over; the next line starts anew.
_CLOSED = re.compile(r"(?:[.!?。:]|다|요|음|함|임|됨)[\"'”’)\]]{0,3}$")
_SENTENCE_END = re.compile(r"[.!?。][\"'”’)\]]{0,3}$")
_SHORT = 0.6
_ANNEX_CELLS = 3


def read_elements(lines: Sequence[Line], source: str) -> list[Element]:
    """Return the elements of the file in order."""
    found = list(_elements(lines, source, _full_length(lines)))
    return [_placed(element, found[index + 1 : index + 3]) for index, element in enumerate(found)]


def _elements(lines: Sequence[Line], source: str, full: int) -> Iterator[Element]:
    index = 0
    while index < len(lines):
        line = lines[index]
        end = index + 1
        if line.kind is LineKind.HTML_TABLE and line.source_span:
            yield from _html_table(source, line.source_span)
        elif line.kind in {LineKind.ROW, LineKind.SEPARATOR} and line.source_span:
            end = rows_end(lines, index, source)
            yield from _table(lines[index:end], source)
        elif line.source_span and line.text:
            if line.kind in {LineKind.TEXT, LineKind.ITEM}:
                end = _wrapped_end(lines, index, full)
            yield _element(lines[index:end])
        index = end


def _table(lines: Sequence[Line], source: str) -> Iterator[Element]:
    """A table, then the page numbers that stood between its rows; a lone row "참고 1 | 제목" is a heading."""
    table = build_table(lines, source)
    if table is not None:
        texts = [
            " ".join(piece.text for piece in cell.pieces if isinstance(piece, Piece))
            for cell in table.rows[0]
        ]
        title = " ".join(filter(None, texts))
        is_title = len(table.rows) == 1 and len(texts) <= _ANNEX_CELLS and bool(_ANNEX.fullmatch(title))
        if is_title:
            yield Element(BlockKind.HEADING, title, table.source_span, depth=1)
        else:
            yield Element(BlockKind.TABLE, "", table.source_span, table=table)
    for line in lines:
        if line.kind is LineKind.PAGE_NUMBER and line.source_span:
            yield Element(BlockKind.PAGE_NUMBER, line.text, line.source_span)


def _html_table(source: str, span: CharSpan) -> Iterator[Element]:
    """A table with its caption before it."""
    table, caption = read_html_table(source, span)
    if caption is not None:
        yield Element(BlockKind.CAPTION, *caption)
    if table is not None:
        yield Element(BlockKind.TABLE, "", span, table=table)


def _element(lines: Sequence[Line]) -> Element:
    first = lines[0]
    spans = [line.source_span for line in lines if line.source_span]
    span = CharSpan(spans[0].start, spans[-1].end)
    text = " ".join(line.text for line in lines)
    kind = _kind(first, text)
    marker = None if kind is BlockKind.HEADING and _SUBTITLE.fullmatch(text) else first.marker
    return Element(kind, text, span, marker, first.indent, first.depth)


_KINDS = {
    LineKind.PAGE_NUMBER: BlockKind.PAGE_NUMBER,
    LineKind.FIGURE: BlockKind.FIGURE,
    LineKind.CODE: BlockKind.PARAGRAPH,
    LineKind.HEADING: BlockKind.HEADING,
}


def _kind(line: Line, text: str) -> BlockKind:
    if line.kind in {LineKind.HEADING, LineKind.TEXT} and is_noise(text):
        return BlockKind.FIGURE
    if line.kind in _KINDS:
        return _KINDS[line.kind]
    if line.kind is LineKind.ITEM:
        return kind_of(line.marker) if line.marker else BlockKind.LIST_ITEM
    if _ANNEX.fullmatch(text):
        return BlockKind.HEADING
    is_caption = _SQUARE.fullmatch(text) or _NUMBERED_PICTURE.fullmatch(text)
    return BlockKind.CAPTION if is_caption else BlockKind.PARAGRAPH


def _placed(element: Element, following: Sequence[Element]) -> Element:
    """Settle what a line in angle brackets is, the caption of a table that follows, else a heading; and a unit note."""
    if element.kind is BlockKind.PARAGRAPH and is_unit_note(element.text):
        is_above = bool(following) and following[0].kind is BlockKind.TABLE
        return replace(element, kind=BlockKind.CAPTION) if is_above else element
    is_angled = _ANGLE.fullmatch(element.text) is not None
    if element.kind is not BlockKind.PARAGRAPH or not (is_angled or _NUMBERED_TABLE.match(element.text)):
        return element
    rest = [other for other in following if not is_unit_note(other.text)]
    before_table = bool(rest) and rest[0].kind in {BlockKind.TABLE, BlockKind.FIGURE}
    if not is_angled and not before_table:
        return element
    return replace(element, kind=BlockKind.CAPTION if before_table else BlockKind.HEADING)


def is_unit_note(text: str) -> bool:
    """Whether a line says the unit of a table: "(단위: 백만원)"."""
    return bool(_UNIT_NOTE.fullmatch(text))


def _wrapped_end(lines: Sequence[Line], start: int, full: int) -> int:
    """The index after the last line that goes on with the paragraph or item of line `start`."""
    end = start + 1
    while (
        end < len(lines) and lines[end].kind is LineKind.TEXT and _goes_on(lines[end - 1], lines[end], full)
    ):
        end += 1
    return end


def _goes_on(line: Line, following: Line, full: int) -> bool:
    """Whether `following` is the rest of `line`: a full line, or one that an indented line continues."""
    brackets = (
        _SQUARE.fullmatch(following.text)
        or _ANGLE.fullmatch(following.text)
        or _ANNEX.fullmatch(following.text)
    )
    if brackets or _SQUARE.fullmatch(line.text) or _ANGLE.fullmatch(line.text) or _ANNEX.fullmatch(line.text):
        return False
    if following.indent > line.indent and line.kind is LineKind.ITEM:
        return not _SENTENCE_END.search(line.text)
    return len(line.text) >= full * _SHORT and not _CLOSED.search(line.text)


def _full_length(lines: Sequence[Line]) -> int:
    """How long a full line is: the ninth tenth of the lengths, at least twenty characters."""
    lengths = sorted(len(line.text) for line in lines if line.kind in {LineKind.TEXT, LineKind.ITEM})
    return max(lengths[len(lengths) * 9 // 10], 20) if lengths else 20

"""The lines of a plain-text or Markdown file, each by what it is: heading, item, table row, …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import Enum, auto

from extractors.layout import markers
from extractors.layout.marked_text_marks import render, settle, tidy
from extractors.layout.marked_text_tags import table_spans
from schemas.evidence import CharSpan


class LineKind(Enum):
    """What a line is by its marks alone."""

    BLANK = auto()
    RULE = auto()
    HEADING = auto()
    ITEM = auto()
    ROW = auto()
    SEPARATOR = auto()
    PAGE_NUMBER = auto()
    TEXT = auto()
    CODE = auto()
    FIGURE = auto()
    HTML_TABLE = auto()
    DIVIDER = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source. `text` is what it shows, with its marker.

    `cells` are spans of the source, and only rows have them; a separator has as
    many empty ones. `indent` counts leading blanks (a tab as four); `depth` is
    the number of `#`.
    """

    kind: LineKind
    source_span: CharSpan | None
    text: str = ""
    marker: str | None = None
    indent: int = 0
    depth: int = 0
    cells: tuple[CharSpan | None, ...] = ()


_LINE_END = re.compile("[\n\f\r\u2028]")
# "- 5 -", "— 12 —": the number of a page, left by a converter.
_PAGE_NUMBER = re.compile(r"[-–—]\s{0,3}\d{1,4}\s{0,3}[-–—]")
# "---", "***", "___", "===", "```": a drawn line or a fence.
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|={3,}|`{3,}\w{0,20}|~{3,})")
# "|---|:--:|": the line below a pipe table's head.
_SEPARATOR = re.compile(
    r"(?=[^|]*\|)\|?\s*(?::?-{2,}:?|:-:?|-:)\s*(?:\|\s*(?::?-{2,}:?|:-:?|-:)\s*){0,200}\|?"
)
# "<!-- -->": our Markdown divides two tables by it.
_DIVIDER = re.compile(r"<!--\s{0,3}-->")
# "> 알림", "> > 다시": a quotation.
_QUOTE = re.compile(r"(?:>[ \t]?){1,9}")
# "> **[그림]**": what follows in the quotation are the words of a picture, in our Markdown.
FIGURE_LABEL = "[그림]"
_FIGURE_LINE = re.compile(r"> ?\*\*\[그림\]\*\*")
# "```python", "~~~"; and what closes it.
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[^`]{0,100}")
_FENCE_END = re.compile(r"(?:`{3,}|~{3,})")
# "<h2>개요</h2>"
_HTML_HEADING = re.compile(r"<h(?P<depth>[1-6])(?:\s[^<>]{0,300})?>(?P<rest>.*)</h(?P=depth)>", re.IGNORECASE)
# "## 개요"
_HEADING = re.compile(r"(?P<hashes>#{1,6})(?:[ \t]+(?P<rest>.*))?$", re.DOTALL)
# Markdown's own list mark; "- □ …" is Markdown's mark before the writer's.
_LIST_MARK = re.compile(r"(?P<mark>[-*+])[ \t]+(?=\S)")
# What Korean officials put before an item: □ ○ ㅇ - * ※ 1. 1) (1) 가. 가) ①. A date ("9. 29.") is none.
_MARKER = re.compile(
    r"(?P<marker>"
    r"[□■◇◆❏❑▢○●◎◦ㅇ❍◯〇•·▪▫‣▶▷►☞➡⇒→✓✔√☐▲▴]"
    r"|[①-⑳㉠-㉭㉮-㉻❶-❿⓵-⓾]"
    r"|[oOο](?=\s{1,4}[가-힣‘'\"“「\[(<])"
    r"|[-–—‐‑−](?=\s)"
    r"|[*＊]{1,3}(?=\s|[가-힣(])"
    r"|※"
    r"|\d{1,2}\.(?=\s)(?!\s{0,3}\d{1,2}\s{0,2}\.)"
    r"|\d{1,2}\)(?=\s)"
    r"|\(\d{1,2}\)(?=\s)"
    r"|[가나다라마바사아자차카타파하][.)](?=\s)"
    r")\s{0,8}(?=\S)"
)
_MOST_CELLS = 60
_BULLETS = frozenset("□■◇◆❏❑▢○●◎◦ㅇ❍◯〇•▪▫‣▶▷►☞➡⇒✓✔☐※*＊oO")


def find_marker(text: str) -> str | None:
    """Return the item marker that `text` begins with, or None: one of the pages' markers, or a further one of texts.

    >>> find_marker("□ 인증 결과"), find_marker("가. 개요"), find_marker("✔ 확인"), find_marker("9. 29.(목) 배포")
    ('□', '가.', '✔', None)
    """
    match = _MARKER.match(text)
    return markers.find_marker(text) or (match["marker"] if match else None)


def read_lines(source: str) -> list[Line]:
    """Return the lines of `source` in order; rows come with the spans of their raw cells."""
    code = _code_starts(source)
    lines: list[Line] = []
    start = 0
    for span in table_spans(source):
        if source.rfind("\n", 0, span.start) + 1 not in code:
            lines += [*_plain_lines(source[start : span.start], start, code), Line(LineKind.HTML_TABLE, span)]
            start = span.end
    lines += _plain_lines(source[start:], start, code)
    return list(_without_lone_rows(lines, source))


def _plain_lines(source: str, start: int, code: Set[int]) -> Iterator[Line]:
    """The lines of a stretch without HTML tables that begins at `start`; `code` has where lines of code do."""
    is_figure = False
    for raw in _LINE_END.split(source):
        is_quoted = raw.lstrip().startswith(">")
        is_figure = is_quoted and (is_figure or bool(_FIGURE_LINE.fullmatch(raw.strip())))
        line = _code_line(raw, start) if start in code else _read_line(raw, start)
        yield _of_figure(line) if is_figure else line
        start += len(raw) + 1


def _code_starts(source: str) -> frozenset[int]:
    """Where the lines begin that stand between two fences of a kind; a fence without another is a drawn line."""
    inside: set[int] = set()
    waiting: list[int] = []
    opened, start = "", 0
    for raw in _LINE_END.split(source):
        body = raw.strip()
        if opened and body.startswith(opened) and _FENCE_END.fullmatch(body):
            inside.update(waiting)
            opened = ""
        elif opened:
            waiting.append(start)
        elif _FENCE.fullmatch(body):
            opened, waiting = body[:3], []
        start += len(raw) + 1
    return frozenset(inside)


def _code_line(raw: str, start: int) -> Line:
    """A line that shows what it is, marks and all."""
    body = raw.strip()
    if not body:
        return Line(LineKind.BLANK, None)
    begin = start + raw.index(body)
    return Line(LineKind.CODE, CharSpan(begin, begin + len(body)), tidy(settle(body)))


def _of_figure(line: Line) -> Line:
    """A line of a quotation that holds a picture's words; the label itself is no word of it."""
    is_label = line.text == FIGURE_LABEL
    if line.source_span is None or is_label:
        return Line(LineKind.BLANK, None)
    return Line(LineKind.FIGURE, line.source_span, line.text)


def _read_line(raw: str, start: int) -> Line:
    body = raw.strip(" \t\ufeff\u00a0")
    if not body:
        return Line(LineKind.BLANK, None)
    lead = len(raw) - len(raw.lstrip(" \t\ufeff\u00a0"))
    span = CharSpan(start + lead, start + lead + len(body))
    quote = _QUOTE.match(body)
    if quote:
        return _read_line(body[quote.end() :], span.start + quote.end())
    drawn = _drawn_line(body, span)
    if drawn is not None:
        return drawn
    if cells := _cells(raw, start):
        return Line(LineKind.ROW, span, cells=cells)
    return _text_line(body, span, len(raw[:lead].expandtabs(4)))


def _drawn_line(body: str, span: CharSpan) -> Line | None:
    """A line without words of the text: a page's number, a rule, what divides rows or tables."""
    if _PAGE_NUMBER.fullmatch(body):
        return Line(LineKind.PAGE_NUMBER, span, tidy(body))
    if _SEPARATOR.fullmatch(body):
        return Line(LineKind.SEPARATOR, span, cells=(None,) * len(body.strip("| ").split("|")))
    if _DIVIDER.fullmatch(body):
        return Line(LineKind.DIVIDER, span)
    return Line(LineKind.RULE, span) if _RULE.fullmatch(body) else None


def _text_line(body: str, span: CharSpan, indent: int) -> Line:
    heading = _HEADING.fullmatch(body)
    if heading:
        text = tidy(render(heading["rest"] or ""))
        kind = LineKind.HEADING if text else LineKind.RULE
        return Line(kind, span, text, find_marker(text), indent, len(heading["hashes"]))
    tagged = _HTML_HEADING.fullmatch(body)
    if tagged and (text := tidy(render(tagged["rest"]))):
        return Line(LineKind.HEADING, span, text, find_marker(text), indent, int(tagged["depth"]))
    own = _LIST_MARK.match(body)
    if own:
        rest = tidy(render(body[own.end() :]))
        if find_marker(rest):
            return Line(LineKind.ITEM, span, rest, find_marker(rest), indent)
        return Line(LineKind.ITEM, span, f"{own['mark']} {rest}", own["mark"], indent)
    text = tidy(render(body))
    marker = find_marker(text)
    if not text:
        return Line(LineKind.BLANK, None)
    return Line(LineKind.ITEM if marker else LineKind.TEXT, span, text, marker, indent)


def _cells(raw: str, start: int) -> tuple[CharSpan | None, ...]:
    """The spans of the cells of a row divided by tabs or framed by pipes; none where the line is no row."""
    body = raw.strip()
    if "\t" in raw.strip(" "):
        return tuple(_trimmed(raw, start, *piece) for piece in _pieces(raw, 0, len(raw), "\t"))
    if body.startswith("|") and body.endswith("|") and body.count("|") > 1:
        first, last = raw.index("|") + 1, raw.rindex("|")
        return tuple(_trimmed(raw, start, *piece) for piece in _pieces(raw, first, last, "|"))
    return ()


def _pieces(raw: str, first: int, last: int, divider: str) -> Iterator[tuple[int, int]]:
    """The stretches between the dividers; the last cell that is allowed holds all the rest."""
    for _ in range(_MOST_CELLS - 1):
        cut = raw.find(divider, first, last)
        while divider == "|" and cut > 0 and raw[cut - 1] == "\\":
            cut = raw.find(divider, cut + 1, last)
        if cut < 0:
            yield first, last
            return
        yield first, cut
        first = cut + 1
    yield first, last


def _trimmed(raw: str, start: int, first: int, last: int) -> CharSpan | None:
    piece = raw[first:last]
    lead = len(piece) - len(piece.lstrip())
    body = piece.strip()
    return CharSpan(start + first + lead, start + first + lead + len(body)) if body else None


def _without_lone_rows(lines: list[Line], source: str) -> Iterator[Line]:
    """A tab that only indents, or follows a marker ("1.⇥개요"), makes no row, unless rows stand around it."""
    for index, line in enumerate(lines):
        around = [*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2]]
        beside_row = any(other.kind in {LineKind.ROW, LineKind.SEPARATOR} for other in around)
        if line.kind is LineKind.ROW and line.source_span and not beside_row and _is_plain(line, source):
            yield _text_line(line.source_span.slice(source), line.source_span, 4)
        else:
            yield line


def _is_plain(line: Line, source: str) -> bool:
    filled = [cell.slice(source) for cell in line.cells if cell]
    return len(filled) < 2 or find_marker(filled[0] + " x") == filled[0]


def is_bullet(text: str) -> bool:
    """Whether the first character is a drawn bullet or a note's mark."""
    return text[:1] in _BULLETS

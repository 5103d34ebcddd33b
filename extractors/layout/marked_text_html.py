"""Tables as HTML inside a text: rows, merged cells, heads, and the items of a cell; places as a browser gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.layout.marked_text_marks import render_html
from extractors.layout.marked_text_pictures import Piece
from extractors.layout.marked_text_tables import RawCell, RawTable, lone_piece, split_items
from extractors.layout.marked_text_tags import TAG, table_spans
from schemas.document import BlockKind, Region
from schemas.evidence import CharSpan

# rowspan="2", colspan=3
_SPAN = re.compile(
    r"""\b(?P<name>rowspan|colspan)\s{0,3}=\s{0,3}["']?\s{0,3}(?P<count>\d{1,4})""", re.IGNORECASE
)
# Tags at which the words of a cell begin a new line.
_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table"})
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
# "<sub>관제 화면</sub>", "<strong>[관제 센터]</strong>": how our own tables say that words stand in a picture, or name it.
_WHOLE = re.compile(
    r"\s*(?:<!--[^>]{0,400}-->\s*)*<(?P<name>sub|strong)>(?P<words>.*)</(?P=name)>\s*", re.DOTALL
)
_MOST_COLUMNS = 200


@dataclass(slots=True)
class _Cell:
    """A cell while it is read: where its content begins, and what its tag says."""

    start: int
    is_header: bool
    row_span: int
    col_span: int
    end: int = -1


@dataclass(slots=True)
class _Rows:
    """The rows found so far; `open` is the cell whose end has not come yet."""

    rows: list[list[_Cell]] = field(default_factory=list)
    open: _Cell | None = None
    caption: list[int] = field(default_factory=list)
    in_head: bool = False
    depth: int = 0

    def close(self, at: int) -> None:
        if self.open is not None:
            self.open.end = at
            self.open = None


def read_html_table(
    source: str, span: CharSpan, *, is_inner: bool = False
) -> tuple[RawTable | None, tuple[str, CharSpan] | None]:
    """The table of that stretch, None where no cell holds text; and its caption.

    A table in a cell is one as well (`is_inner`); what stands in its own cells are words.
    """
    found = _Rows()
    for tag in TAG.finditer(source, span.start, span.end):
        if tag["name"]:
            _take(found, tag)
    placed, n_cols = _placed(found.rows, source, is_inner=is_inner)
    table = RawTable(placed, n_cols, span) if any(cell.pieces for row in placed for cell in row) else None
    return table, _caption(found.caption, source)


def _take(found: _Rows, tag: re.Match[str]) -> None:
    name, is_end = tag["name"].lower(), bool(tag["end"])
    is_inside = found.depth > 1 or (name == "table" and not is_end)
    if name == "table":
        found.depth += -1 if is_end else 1
    if is_inside:
        return
    if name in ("tr", "td", "th", "table") or name in _SECTIONS:
        found.close(tag.start())
    if is_end:
        found.caption += [tag.start()] if name == "caption" and len(found.caption) == 1 else []
        found.in_head = found.in_head and name != "thead"
    elif name in ("td", "th"):
        found.rows = found.rows or [[]]
        found.open = _opened(tag, is_header=name == "th" or found.in_head)
        found.rows[-1].append(found.open)
    elif name == "tr":
        found.rows.append([])
    elif name in _SECTIONS:
        found.in_head = name == "thead"
    elif name == "caption" and not found.caption:
        found.caption = [tag.end()]


def _opened(tag: re.Match[str], *, is_header: bool) -> _Cell:
    spans = {one["name"].lower(): int(one["count"]) for one in _SPAN.finditer(tag["attributes"])}
    return _Cell(tag.end(), is_header, spans.get("rowspan", 1), max(spans.get("colspan", 1), 1))


def _placed(
    rows: list[list[_Cell]], source: str, *, is_inner: bool
) -> tuple[tuple[tuple[RawCell, ...], ...], int]:
    """The cells at their columns: each takes the first place that no cell of a row above reaches down to."""
    reaching: dict[int, int] = {}  # rows that a cell above still covers, by column
    placed, n_cols = [], 0
    for number, row in enumerate(rows):
        below = len(rows) - number
        cells, column = [], 0
        started: dict[int, int] = {}
        for cell in row:
            while reaching.get(column):
                column += 1
            free = next((n for n in range(cell.col_span) if reaching.get(column + n)), cell.col_span)
            width = min(free, _MOST_COLUMNS - column)
            if width < 1:
                break
            height = min(cell.row_span or below, below)
            pieces = _lines(source[cell.start : cell.end]) if is_inner else _pieces(source, cell)
            cells.append(_raw_cell(cell, source, tuple(pieces), column=column, spans=(height, width)))
            started |= dict.fromkeys(range(column, column + width), height)
            column += width
        n_cols = max(n_cols, column, *(at + 1 for at, rest in reaching.items() if rest), 0)
        reaching = {at: rest - 1 for at, rest in (reaching | started).items() if rest > 1}
        placed.append(tuple(cells))
    return tuple(placed), n_cols


def _raw_cell(
    cell: _Cell, source: str, pieces: tuple[Piece | RawTable, ...], *, column: int, spans: tuple[int, int]
) -> RawCell:
    content = source[cell.start : cell.end]
    body = content.strip()
    start = cell.start + len(content) - len(content.lstrip())
    span = CharSpan(start, start + len(body)) if pieces else None
    return RawCell(pieces, span, cell.is_header, column, col_span=spans[1], row_span=spans[0])


def _pieces(source: str, cell: _Cell) -> Iterator[Piece | RawTable]:
    """What a cell holds: lines, and tables with their captions."""
    at = cell.start
    for span in table_spans(source, cell.start, cell.end):
        yield from _lines(source[at : span.start])
        table, caption = read_html_table(source, span, is_inner=True)
        if caption:
            yield Piece(caption[0], BlockKind.CAPTION, Region.TABLE)
        if table:
            yield table
        at = span.end
    yield from _lines(source[at : cell.end])


def _lines(content: str) -> Iterator[Piece]:
    """The lines of a cell; where tags divide them, they are its items, else markers may."""
    lines, at = [], 0
    for tag in TAG.finditer(content):
        if (tag["name"] or "").lower() in _BREAKS:
            lines.append(content[at : tag.start()])
            at = tag.end()
    filled = [line for line in (*lines, content[at:]) if render_html(line)]
    for line in filled:
        whole = _WHOLE.fullmatch(line)
        text = render_html(line)
        if whole:
            is_figure = whole["name"] == "sub"
            kind = BlockKind.FIGURE if is_figure else BlockKind.CAPTION
            yield Piece(text, kind, Region.FIGURE if is_figure else Region.TABLE)
        else:
            yield from [lone_piece(text)] if len(filled) > 1 else split_items(text)


def _caption(places: list[int], source: str) -> tuple[str, CharSpan] | None:
    if len(places) < 2:
        return None
    content = source[slice(*places)]
    text = render_html(content)
    start = places[0] + len(content) - len(content.lstrip())
    return (text, CharSpan(start, start + len(content.strip()))) if text else None

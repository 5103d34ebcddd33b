"""Case tables of an annex: which column names the subject, which holds the text, and whose each row is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.case_studies_drafts import content_spans, slices, tells_initiative, unmarked
from extractors.case_studies_subjects import PlaceReader
from schemas.document import BlockKind, Cell, CellItem, Document, Region, Table
from schemas.evidence import CharSpan

# "주요 내용", "우수사례", "서비스 개요": the column that tells.
_CONTENT_HEAD = re.compile(r"내용|사례|개요|특징|설명|성과")
# "서비스명", "사업명", "사례명": the column that names the initiative.
_NAME_HEAD = re.compile(r"(?:서비스|사업|시스템|플랫폼|솔루션|과제|사례|프로젝트)명|^서비스$|^사업$|^솔루션$")
_SERVICE_HEAD = re.compile(r"서비스(?:명|$)|솔루션")
# "ㅇ 대도시 4곳", "□ 중소도시(5)": a row that only says what class the next ones are of.
_CLASS_ROW = re.compile(r"(?:대도시|중소도시|특별시|광역시|시군구|도시|서비스|군|구)")
# "주요 부문", "사례", "핵심 사업": a column whose short cells name what the row tells.
_TITLE_HEAD = re.compile(r"부문|사례|제목|시스템|사업$|사업명|서비스|솔루션|과제|프로젝트")
# "(긴급차량 길터주기 체계)", "[안내로봇]"
_BRACKET = re.compile(r"\([^()]{4,80}\)|\[[^\[\]]{2,80}\]|<[^<>]{2,80}>")
# "[인공지능 돌봄콜", "수소트램 시범 구간)": one bracket of two, as OCR leaves them.
_HALF_BRACKET = re.compile(r"[\[(<〈][가-힣][^\[\]()<>]{3,60}|[가-힣][^\[\]()<>]{3,60}[\])>〉]")
# "(수소트램 환승 서비스) 환승 정보를 …", "[안내로봇] 공항에서 …": a caption that leads the text of its cell
_LEADING_CAPTION = re.compile(
    r"(?:[-–○ㅇ▪·•]\s{0,2})?(?P<caption>\((?P<round>[^()\d][^()]{3,38})\)|\[[^\[\]]{3,40}\]|[<〈][^<>〈〉]{3,40}[>〉])\s+(?=\S)"
)
# "(서울 노원구)", "(대도시)", "(주)": brackets that name whose it is, or a firm's form
_LABEL_BRACKET = re.compile(r"[가-힣](?:시|군|구|도)\s?[)\]>〉]|도시\s?[)\]>〉]")
_MAX_LABEL = 30
_SAME_HEAD = 70  # of 100
_LEAST_CONTENT = 12
_RUNNING = 25


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One content cell with what stands beside it.

    `label` is the text of the label cell over the row, "" for an empty one;
    `owner` is that cell's first row where drawn lines tie it to the row, and
    `may_carry` says that an empty or torn label can mean the one above.
    `group` counts the class rows above.
    """

    content: tuple[CharSpan, ...]
    captions: tuple[CharSpan, ...]
    label: str
    name: CharSpan | None = None
    group: int = 0
    owner: int | None = None
    may_carry: bool = True
    is_service: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a case table's columns."""

    content: int
    label: int | None
    name: int | None
    is_service: bool
    titles: frozenset[int] = frozenset()


def case_columns(
    document: Document, table: Table, reader: PlaceReader, *, labels_below: Sequence[str] = ()
) -> Columns | None:
    """Return the columns of a table of cases, or None where it is another kind of table.

    A table of cases labels its rows with places or services; `labels_below` are
    labels that a cut has torn off it.
    """
    heads = _heads(table)
    content = _content_column(document, table, heads)
    if content is None:
        return None
    label = next(
        (
            column
            for column in range(content)
            if any(reader.label(unmarked(t)) for t in _texts(table, column))
        ),
        None,
    )
    named = [
        column for column in range(table.n_cols) if column != content and _NAME_HEAD.search(heads[column])
    ]
    name = named[0] if named else None
    is_service = (
        name is not None and bool(_SERVICE_HEAD.search(heads[name])) and (label is None or name < label)
    )
    if label is None and labels_below and not is_service:
        label = 0
    if label is None and not is_service:
        return None
    titles = frozenset(column for column in range(table.n_cols) if _TITLE_HEAD.search(heads[column]))
    return Columns(content, None if is_service else label, name, is_service, titles)


def _heads(table: Table) -> list[str]:
    heads = [""] * table.n_cols
    for cell in table.cells:
        if cell.is_header and cell.text:
            for column in range(cell.col, min(cell.col + cell.col_span, table.n_cols)):
                heads[column] += "".join(cell.text.split())
    return heads


def _texts(table: Table, column: int) -> list[str]:
    return [cell.text for cell in table.cells if cell.col == column and cell.text and not cell.is_header]


def _content_column(document: Document, table: Table, heads: Sequence[str]) -> int | None:
    """The column whose head says so, else the one with most running text; its cells must tell initiatives."""
    lengths = {
        column: sum(
            len(part.slice(document.text))
            for cell in table.cells
            if cell.col == column and not cell.is_header and cell.col_span == 1
            for part in content_spans(cell)[0]
        )
        for column in range(1, table.n_cols)
    }
    headed = [column for column in lengths if _CONTENT_HEAD.search(heads[column])]
    best = max(headed or lengths, key=lambda column: (lengths[column], -column), default=None)
    if best is None:
        return None
    cells = [text for text in _texts(table, best) if len(text) >= _RUNNING]
    return best if any(tells_initiative(text) for text in cells) else None


def table_rows(document: Document, table: Table, columns: Columns) -> list[CaseRow]:
    """The content cells of a case table from top to bottom."""
    rows: list[CaseRow] = []
    heads = _heads(table)
    group, is_after_head = 0, False
    for number, cells in sorted(_over_rows(table).items()):
        own = [cell for cell in cells if cell.row == number]
        content = next((cell for cell in own if cell.col == columns.content and not cell.is_header), None)
        if _is_class_row(own):
            group += 1
        elif _repeats(content, heads[columns.content]):
            is_after_head = True
        elif content is not None and content.span is not None:
            row = _case_row(document, cells, columns, content, group)
            if is_after_head and rows and not row.label:
                row = replace(row, owner=rows[-1].owner, may_carry=True)
            _add(document, rows, row, content)
            is_after_head = False
    return rows


def _over_rows(table: Table) -> dict[int, list[Cell]]:
    """For each row the cells over it, left to right; an empty cell too."""
    found: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.col, cell.row)):
        for row in range(cell.row, min(cell.row + cell.row_span, table.n_rows)):
            found.setdefault(row, []).append(cell)
    return found


def _repeats(content: Cell | None, head: str) -> bool:
    """Whether a row is the head again, perhaps misread, after a page break: its text is the content's head."""
    text = "".join((content.text or "").split()) if content else ""
    return bool(head) and fuzz.ratio(text, head) >= _SAME_HEAD


def _add(document: Document, rows: list[CaseRow], row: CaseRow, content: Cell) -> None:
    """Append a row to `rows`, or join it to the one that it goes on with."""
    if rows and _goes_on(document, rows[-1], row):
        rows[-1] = _joined(rows[-1], row)
    elif row.content and len("".join(slices(document, row.content))) >= _LEAST_CONTENT:
        rows += _by_captions(document, row, content)


def _is_class_row(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if cell.text and not cell.is_header]
    if len(filled) != 1 or len(filled[0].text or "") > _MAX_LABEL:
        return False
    text = unmarked(filled[0].text or "")
    return filled[0].col == 0 and bool(_CLASS_ROW.search(text)) and (filled[0].col_span > 1 or len(cells) > 1)


def _case_row(
    document: Document, over: Sequence[Cell], columns: Columns, content: Cell, group: int
) -> CaseRow:
    spans, inner = content_spans(content)
    beside = [
        cell
        for cell in over
        if cell.col not in {columns.content, columns.label, columns.name} and not cell.is_header and cell.span
    ]
    captions = [item.span for cell in beside for item in cell.items if _is_caption(document, cell, item)]
    titled = [cell for cell in beside if cell.col in columns.titles and _is_title_cell(document, cell)]
    captions += [cell.span for cell in titled if cell.span and not captions]
    inner = inner or (() if captions else _leading_caption(document, spans))
    cell = _cell_at(over, columns.label)
    label = cell if cell and cell.span else None
    named = _cell_at(over, columns.name)
    return CaseRow(
        spans,
        tuple(sorted([*captions, *inner])),
        unmarked(label.text or "") if label else "",
        named.span if named else None,
        group,
        owner=cell.row if cell and document.pages else None,
        may_carry=not document.pages or cell is None or (label is None and _is_typed(document, content)),
        is_service=columns.is_service,
    )


def _leading_caption(document: Document, spans: Sequence[CharSpan]) -> tuple[CharSpan, ...]:
    """The bracket that begins a cell's text and names what it tells; a note on a place or law is none."""
    match = _LEADING_CAPTION.match(spans[0].slice(document.text)) if spans else None
    if match is None or _LABEL_BRACKET.search(match["caption"]):
        return ()
    return (CharSpan(*match.span("caption")).shifted(spans[0].start),)


def _is_caption(document: Document, cell: Cell, item: CellItem) -> bool:
    """A caption as layout saw it, or a bracket below a picture, of which OCR may have lost one end."""
    is_text = item.kind is BlockKind.PARAGRAPH and item.region is Region.TABLE
    words = item.span.slice(document.text)
    if (
        is_text
        and any(other.region is Region.FIGURE for other in cell.items)
        and _HALF_BRACKET.fullmatch(words)
    ):
        return True
    return item.kind is BlockKind.CAPTION or (is_text and bool(_BRACKET.fullmatch(words)))


def _is_title_cell(document: Document, cell: Cell) -> bool:
    """A short cell beside the text that names the initiative without brackets ("통합주차정보시스템")."""
    shown = [item for item in cell.items if item.region is not Region.FIGURE]
    text = cell.span.slice(document.text) if cell.span else ""
    letters = sum(1 for character in text if "가" <= character <= "힣")
    is_figure = bool(cell.items) and not shown
    return not is_figure and letters >= 4 and len(text) <= _MAX_LABEL and letters * 2 > len(text)


def _cell_at(over: Sequence[Cell], column: int | None) -> Cell | None:
    if column is None:
        return None
    found = (cell for cell in over if cell.col <= column < cell.col + cell.col_span and not cell.is_header)
    return next(found, None)


def _is_typed(document: Document, cell: Cell) -> bool:
    """Whether a cell stands on a page with a text layer: there an empty cell beside it is empty indeed."""
    at = cell.span.start if cell.span else 0
    return any(
        page.origin == "text" and any(span.start <= at < span.end for span in page.spans)
        for page in document.pages
    )


def _goes_on(document: Document, before: CaseRow, row: CaseRow) -> bool:
    """Whether a row is the rest of the one above, cut by a page: nothing beside it, no marker of its own."""
    if row.label or row.captions or row.name or not row.content or not before.content:
        return False
    first = row.content[0].slice(document.text)
    above = before.content[0].slice(document.text)
    return unmarked(first) == first.strip() and unmarked(above) != above.strip()


def _joined(before: CaseRow, row: CaseRow) -> CaseRow:
    return replace(before, content=(*before.content, *row.content))


def _by_captions(document: Document, row: CaseRow, content: Cell) -> list[CaseRow]:
    """A caption inside the running text starts a case of its own."""
    inner = [item.span for item in content.items if item.kind is BlockKind.CAPTION]
    cuts = [span.start for span in inner if any(part.start < span.start for part in row.content)]
    if not cuts:
        return [row]
    edges = [0, *cuts, len(document.text) + 1]
    parts = []
    for first, last in pairwise(edges):
        own = tuple(span for span in row.content if first <= span.start < last)
        captions = tuple(span for span in row.captions if first <= span.start < last)
        if own:
            parts.append(replace(row, content=own, captions=captions))
    return parts

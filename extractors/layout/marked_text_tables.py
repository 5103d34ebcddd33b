"""Rows divided by tabs or pipes as tables: header row, cells, and the items inside a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.marked_text_lines import Line, LineKind, find_marker, is_bullet
from extractors.layout.marked_text_marks import render, tidy
from extractors.layout.marked_text_pictures import Piece, picture_columns, read_picture
from schemas.document import BlockKind, Region
from schemas.evidence import CharSpan

# What a column is headed by: "구분", "주요 내용", "사업명", "배점", "증빙 쪽".
_HEADING_WORD = re.compile(
    r"구\s?분|분\s?야|부문|내\s?용|항\s?목|지\s?표|비\s?고|명칭|사업명|서비스명|시스템명|번호|연번|순번|기관|지자체|도시명|"
    r"시군구|일시|일정|금액|예산|단위|합\s?계|담당|현황|기간|대상|위치|배점|점수|등급|쪽|페이지|근거|증빙|목표|실적|성과|효과|"
    r"산출|자체평가|연도|수량|역할|성명|직위|연락처|특징|유형|개요|주요"
)
_MAX_HEADER_CELL = 20
_MOST_LISTED = 100_000  # cells; a larger table lists no empty cells at the end of its rows
# A dash that divides two items of a cell stands between blanks; so does a note's star.
_DASH_ITEM = re.compile(r"(?<=\s)(?=[-–—‐−]\s)")
_BULLET_ITEM = re.compile(r"(?<=\s)(?=[□■○●◦ㅇ▪※]\s?[^\s\d,.)])|(?<=[^\d\s]\s)(?=[*＊]\s?[가-힣(‘'\"“「])")
_NUMBER_ITEM = re.compile(r"(?<=\s)(?=[①-⑳])")
_DASHES = frozenset("-–—‐−")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell with its lines and inner tables in reading order; none for an empty cell. `col` counts from 0."""

    pieces: tuple[Piece | RawTable, ...]
    source_span: CharSpan | None
    is_header: bool
    col: int
    col_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class RawTable:
    """The rows of one table, all of the same width, repeated header rows left out."""

    rows: tuple[tuple[RawCell, ...], ...]
    n_cols: int
    source_span: CharSpan


def rows_end(lines: Sequence[Line], start: int, source: str) -> int:
    """Return the index after the last line of the table that begins at `start`.

    Blank lines, rules and page numbers do not end it where the header row is
    repeated after them.
    """
    head = _shown_row(lines[start], source)
    end = index = start + 1
    while index < len(lines):
        line = lines[index]
        if line.kind in {LineKind.ROW, LineKind.SEPARATOR}:
            if index > end and (not head or _shown_row(line, source) != head):
                break
            end = index = index + 1
        elif line.kind in {LineKind.BLANK, LineKind.RULE, LineKind.PAGE_NUMBER}:
            index += 1
        else:
            break
    return end


def build_table(lines: Sequence[Line], source: str) -> RawTable | None:
    """Return the table of the given lines, or None where no cell holds text.

    Below a separator, what pipes frame is taken as it stands: rows and columns
    without words as well.
    """
    rows = [line for line in lines if line.kind is LineKind.ROW]
    shown = [_shown_row(line, source) for line in rows]
    divided = max((len(line.cells) for line in lines if line.kind is LineKind.SEPARATOR), default=0)
    n_cols = max([divided, *map(len, shown)])
    if not any(shown):
        return None
    n_head = _header_rows(lines, shown)
    pictures = picture_columns(shown[n_head:])
    kept = _kept_rows(lines, shown, n_head=n_head, is_divided=divided > 0)
    is_huge = len(kept) * n_cols > _MOST_LISTED
    built = tuple(
        _row(
            rows[index],
            shown[index],
            n_cols=len(shown[index]) if is_huge else n_cols,
            is_header=index < n_head,
            pictures=pictures,
            may_span=not divided,
        )
        for index in kept
    )
    spans = [line.source_span for line in lines if line.source_span]
    return RawTable(built, n_cols, CharSpan(spans[0].start, spans[-1].end))


def _kept_rows(
    lines: Sequence[Line], shown: Sequence[tuple[str, ...]], *, n_head: int, is_divided: bool
) -> list[int]:
    """The rows without an empty head and without heads that are repeated; where tabs divide, without empty ones."""
    again = _rows_again(lines) if is_divided else frozenset(range(len(shown)))
    return [
        index
        for index, cells in enumerate(shown)
        if (any(cells) or (is_divided and index >= n_head))
        and (index < n_head or not n_head or cells != shown[0] or index not in again)
    ]


def _rows_again(lines: Sequence[Line]) -> frozenset[int]:
    """The rows, counted without other lines, at which a table with a separator may begin anew."""
    rows = [index for index, line in enumerate(lines) if line.kind is LineKind.ROW]
    kinds = [line.kind for line in lines] + [LineKind.BLANK]
    apart = {LineKind.BLANK, LineKind.RULE, LineKind.PAGE_NUMBER}
    return frozenset(
        number
        for number, index in enumerate(rows)
        if index and (kinds[index - 1] in apart or kinds[index + 1] is LineKind.SEPARATOR)
    )


def _shown_row(line: Line, source: str) -> tuple[str, ...]:
    """The cells' texts without empty ones at the end; runs of blanks stay, they divide a picture's words."""
    texts = [render(cell.slice(source)).strip() if cell else "" for cell in line.cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _header_rows(lines: Sequence[Line], shown: Sequence[tuple[str, ...]]) -> int:
    kinds = [line.kind for line in lines if line.kind in {LineKind.ROW, LineKind.SEPARATOR}]
    if LineKind.SEPARATOR in kinds:
        return kinds.index(LineKind.SEPARATOR)
    repeated = len(shown[0]) > 1 and shown[0] in shown[1:]
    return int(repeated or (len(shown) > 1 and _is_header(shown[0], max(map(len, shown)))))


def _is_header(cells: tuple[str, ...], n_cols: int) -> bool:
    headed = [cell for cell in cells if _HEADING_WORD.search(cell) and len(cell) <= _MAX_HEADER_CELL]
    short = all(len(cell) <= _MAX_HEADER_CELL and not is_bullet(cell) for cell in cells)
    full = len(cells) == n_cols > 1 and sum(map(bool, cells)) >= n_cols - 1
    return full and short and len(headed) * 2 > len(cells)


def _row(
    line: Line,
    shown: tuple[str, ...],
    *,
    n_cols: int,
    is_header: bool,
    pictures: frozenset[int],
    may_span: bool,
) -> tuple[RawCell, ...]:
    """The cells of a row; a bullet that stands alone in its row spans it ("ㅇ 대도시 4곳")."""
    if may_span and not is_header and len(shown) == 1 and is_bullet(shown[0]):
        return (RawCell(tuple(split_items(shown[0])), line.cells[0], is_header, 0, n_cols),)
    cells = []
    for column in range(n_cols):
        text = shown[column] if column < len(shown) else ""
        if text and column in pictures and not is_header:
            beside = " ".join(cell for index, cell in enumerate(shown) if index != column)
            pieces = read_picture(text, beside)
        else:
            pieces = split_items(text)
        cells.append(RawCell(tuple(pieces), line.cells[column] if text else None, is_header, column))
    return tuple(cells)


def split_items(text: str) -> list[Piece]:
    """Return the items of a cell: at line ends, and at markers inside a line.

    A dash divides only where the cell begins with one.

    >>> [piece.text for piece in split_items("- 정보 제공 * (5대) 교통, 환경 - 관제 체계")]
    ['- 정보 제공', '* (5대) 교통, 환경', '- 관제 체계']
    >>> [piece.text for piece in split_items("2020 - 2022 계획")]
    ['2020 - 2022 계획']
    """
    pieces = []
    for line in text.split("\n"):
        parts = [line]
        for pattern in _dividers(text):
            parts = [part for whole in parts for part in pattern.split(whole)]
        pieces += [lone_piece(tidy(part)) for part in parts if part.strip()]
    return pieces


def _dividers(text: str) -> list[re.Pattern[str]]:
    first = text[:1]
    patterns = [_BULLET_ITEM]
    if first in _DASHES:
        patterns.append(_DASH_ITEM)
    if first and first in "①②③":
        patterns.append(_NUMBER_ITEM)
    return patterns


def lone_piece(text: str) -> Piece:
    """A line of a cell as one item, by what it begins with."""
    marker = find_marker(text)
    if marker is None and text[:1] in "[<" and text[-1:] in "]>" and len(text) > 2:
        return Piece(text, BlockKind.CAPTION, Region.TABLE)
    if marker and marker[0] in "*＊※":
        return Piece(text, BlockKind.FOOTNOTE, Region.TABLE, marker)
    return Piece(text, BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH, Region.TABLE, marker)

"""The document model: one canonical text in reading order; everything else is a span of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from schemas.evidence import CharSpan, Origin
from schemas.geometry import Box
from schemas.issue import Issue
from schemas.page import MediaType, OcrPass


class BlockKind(StrEnum):
    """What a block is (contract section 3)."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    FIGURE = "figure"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"


class Region(StrEnum):
    """Where text stands. Furniture and figure text are kept and never matched by rules."""

    BODY = "body"
    TABLE = "table"
    FIGURE = "figure"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a block, table or cell that stands on one page. `span` is None for a part without text."""

    page_no: int
    box: Box
    span: CharSpan | None


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word's characters in the text, with its box. `line_no` counts the lines of the document."""

    span: CharSpan
    page_no: int
    box: Box
    line_no: int
    origin: Origin
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table, … with its place in the bullet tree.

    `level` counts from 1 at the outermost marker or heading; None where there
    is none. `source_span` is the stretch of the source file (text and Markdown).
    A table's block has the `table_id`; its cells are not blocks of their own.
    """

    block_id: str
    kind: BlockKind
    region: Region
    span: CharSpan
    parts: tuple[Part, ...] = ()
    level: int | None = None
    marker: str | None = None
    parent_id: str | None = None
    table_id: str | None = None
    source_span: CharSpan | None = None


@dataclass(frozen=True, slots=True)
class CellItem:
    """One paragraph inside a cell: `- …`, `* …`, a caption under a picture, or plain text.

    The span includes the marker. Items of a cell are joined by one blank in the
    text. Text that a picture holds has region FIGURE; a bracketed caption has
    kind CAPTION and keeps the cell's region.
    """

    span: CharSpan
    kind: BlockKind
    region: Region
    marker: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; an empty one has span and text None and no items.

    Covered cells of a merge are not listed. `text` is `Document.text` over `span`.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    is_header: bool
    span: CharSpan | None
    text: str | None = None
    parts: tuple[Part, ...] = ()
    items: tuple[CellItem, ...] = ()
    source_span: CharSpan | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, also over page breaks; `caption` is the bound caption's text, `unit_note` its (단위: …).

    A table inside a cell has the `parent_id` of the table that the cell belongs to, and its block; its
    cells' spans lie inside that cell's.
    """

    table_id: str
    block_id: str
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    parts: tuple[Part, ...] = ()
    caption: str | None = None
    unit_note: str | None = None
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The passport of a page, and the spans of the text that stand on it."""

    page_no: int
    width: float
    height: float
    origin: Origin
    origin_reason: str
    rotation: int
    skew_degrees: float
    dpi: int | None
    ocr: OcrPass | None
    spans: tuple[CharSpan, ...]
    figures: tuple[Box, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One content. `text` is NFC, in reading order; offsets count code points.

    Blocks are in text order and do not overlap. Each block and each table row
    ends with a line end; cells of a row are divided by a tab. `footnotes` binds
    a footnote's block_id to the span of the mark it explains.
    """

    document_id: str
    source_name: str
    media_type: MediaType
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    pages: tuple[Page, ...] = ()
    words: tuple[PlacedWord, ...] = ()
    footnotes: tuple[tuple[str, CharSpan], ...] = ()
    language: str = "ko"
    issues: tuple[Issue, ...] = ()

    @property
    def page_count(self) -> int | None:
        return len(self.pages) or None

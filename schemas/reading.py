"""The document model as `jipyo read --format json` prints it (contract section 3)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.document import BlockKind
from schemas.evidence import Origin, RegionName
from schemas.issue import Issue
from schemas.masking import MaskKind
from schemas.page import MediaType

Span = tuple[int, int]
Bbox = tuple[float, float, float, float]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReadPart(_Model):
    """The stretch on one page; `bbox` is x0, top, x1, bottom."""

    page_no: int
    bbox: Bbox
    span: Span | None


class ReadPage(_Model):
    """A page, and the spans of the text that stand on it."""

    page_no: int
    width: float
    height: float
    origin: Origin
    origin_reason: str
    rotation: int
    spans: tuple[Span, ...]


class ReadBlock(_Model):
    """A paragraph, heading, list item or table. `source_span` is the stretch of a text or Markdown file."""

    block_id: str
    kind: BlockKind
    level: int | None
    marker: str | None
    parent_id: str | None
    region: RegionName
    span: Span
    text: str
    parts: tuple[ReadPart, ...]
    table_id: str | None
    source_span: Span | None


class ReadItem(_Model):
    """One paragraph inside a cell."""

    kind: BlockKind
    marker: str | None
    region: RegionName
    span: Span
    text: str


class ReadCell(_Model):
    """A table cell; an empty one has span and text null."""

    row: int
    col: int
    row_span: int
    col_span: int
    is_header: bool
    span: Span | None
    text: str | None
    parts: tuple[ReadPart, ...]
    items: tuple[ReadItem, ...]


class ReadTable(_Model):
    """A table, also over page breaks; one inside a cell has the `parent_id` of the table around it."""

    table_id: str
    block_id: str
    parent_id: str | None = None
    caption: str | None
    unit_note: str | None
    parts: tuple[ReadPart, ...]
    n_rows: int
    n_cols: int
    cells: tuple[ReadCell, ...]


class ReadFootnote(_Model):
    """A footnote's block, and the span of the mark that it explains."""

    block_id: str
    mark: Span


class ReadMask(_Model):
    """Where personal data was replaced, and of which kind."""

    span: Span
    kind: MaskKind


class ReadDocument(_Model):
    """One document: `text[span]` is the text of everything that has a span."""

    schema_version: Literal["1.0"] = "1.0"
    document_id: str
    source_name: str
    media_type: MediaType
    language: str
    page_count: int | None
    text: str
    pages: tuple[ReadPage, ...]
    blocks: tuple[ReadBlock, ...]
    tables: tuple[ReadTable, ...]
    footnotes: tuple[ReadFootnote, ...]
    masked: tuple[ReadMask, ...]
    issues: tuple[Issue, ...]

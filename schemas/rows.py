"""The lines of documents, pages, cases and errors (contract section 2); Fact and Record are lines."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from schemas.errors import ErrorCode
from schemas.evidence import Evidence, Origin
from schemas.fact import Fact, Subject
from schemas.header import DocumentKind
from schemas.issue import Issue, Message
from schemas.page import MediaType
from schemas.record import Record, Suggestion

SCHEMA_VERSION = "1.0"
"""Of the exported tables and of `jipyo read`; a new first number breaks readers, a new second one adds."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EmbargoRow(_Row):
    """From when on one medium may publish: an ISO date or datetime; `medium` is null where none is named."""

    medium: str | None
    until: str


class HeaderRow(_Row):
    """The head of a document; null and empty where the document states nothing of the kind.

    `embargo_until` is when the last medium is free; `embargoes` tells them apart.
    A press release fills the first seven, an application the last four.
    """

    title: str | None = None
    subtitles: tuple[str, ...] = ()
    publisher: str | None = None
    released_on: str | None = None
    embargo_until: str | None = None
    embargoes: tuple[EmbargoRow, ...] = ()
    departments: tuple[str, ...] = ()
    applicant: str | None = None
    city_class: str | None = None
    period_covered: str | None = None
    department: str | None = None


class DocumentRow(_Row):
    """One content. A file that stands there twice is one document with two sources."""

    document_id: str
    sources: tuple[str, ...]
    readable: bool
    media_type: MediaType | None
    kind: DocumentKind | None
    language: str | None
    page_count: int | None
    header: HeaderRow | None
    catalogues: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


class OcrRow(_Row):
    """How a page was recognised; confidences of words in [0, 1].

    `psm` is Tesseract's, null for jipyo's own engine. `read_again` counts lines that the engine doubted and read in
    several views, `changed` those whose text that changed; `asked` lines on which a second engine was asked, `agreed` those
    that both read alike. `numbers_again` counts unsure numbers that were read once more from their own crop,
    `numbers_agreed` those read alike.
    """

    engine: str
    model: str
    psm: int | None
    mean_confidence: float | None
    p10_confidence: float | None
    model_sha256: str | None = None
    read_again: int = 0
    changed: int = 0
    asked: int = 0
    agreed: int = 0
    numbers_again: int = 0
    numbers_agreed: int = 0


class PageRow(_Row):
    """The passport of a page: where its text comes from, and why. Width and height in points."""

    document_id: str
    page_no: int
    width: float
    height: float
    origin: Origin
    origin_reason: str
    rotation: int
    skew_degrees: float
    dpi: int | None
    ocr: OcrRow | None
    issues: tuple[Issue, ...] = ()


class CaseRow(_Row):
    """One initiative of one subject. `text` is the slices of `spans`, joined by a line end.

    The first evidence proves the title; the others cover the spans, block by block.
    """

    case_id: str
    document_id: str
    subject: Subject
    title: str
    captions: tuple[str, ...]
    service_field: str
    spans: tuple[tuple[int, int], ...]
    text: str
    pages: tuple[int, ...]
    evidence: tuple[Evidence, ...]


class ErrorRow(_Row):
    """One failure: what is wrong, and what to do. No document id for a file that is not there."""

    document_id: str | None
    source: str
    page_no: int | None
    code: ErrorCode
    message: Message
    action: Message
    attempts: int = 1


ROW_MODELS: dict[str, type[BaseModel]] = {
    "documents": DocumentRow,
    "pages": PageRow,
    "cases": CaseRow,
    "facts": Fact,
    "records": Record,
    "suggestions": Suggestion,
    "errors": ErrorRow,
}
"""Every table of the output folder, in the order in which it is written."""

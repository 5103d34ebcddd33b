"""What goes to the tasks and what comes back: plain values, as JSON over a pipe.

A `path` is a token of pipeline.inputs: a file name need not be UTF-8.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.searchable.page_text import PageText
from schemas.case_study import CaseStudy
from schemas.document import Document
from schemas.fact import Fact
from schemas.geometry import Box
from schemas.header import Header
from schemas.issue import Issue
from schemas.masking import MaskedSpan
from schemas.page import MediaType, RawPage
from schemas.sentence import Sentence


@dataclass(frozen=True, slots=True)
class ProbeRequest:
    """Look at this file."""

    path: str


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Recognise this page. `page` is what the probe said of it."""

    path: str
    media_type: MediaType
    page: RawPage
    engine: str
    model: str
    psm: int
    dpi: int


@dataclass(frozen=True, slots=True)
class CropRequest:
    """Cut these boxes (points of the upright page) out of a page, with the masked ones painted over.

    `rotation` and the page's size are its passport's; `marked` boxes get an outline.
    """

    path: str
    media_type: MediaType
    page_no: int
    rotation: int
    width: float
    height: float
    cuts: tuple[tuple[str, Box], ...]
    masked: tuple[Box, ...]
    marked: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Crop:
    """A picture of a stretch of a page; `name` is the request's, `jpeg_base64` the file."""

    name: str
    page_no: int
    jpeg_base64: str


@dataclass(frozen=True, slots=True)
class LayerRequest:
    """Put these words behind the pages of a PDF."""

    path: str
    texts: tuple[PageText, ...]


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """Make an image of a PDF out of this frame of an image file."""

    path: str
    media_type: MediaType
    page_no: int


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """Is what these text layers say Korean?"""

    pages: tuple[RawPage, ...]


@dataclass(frozen=True, slots=True)
class UnderstandRequest:
    """One document as its readers saw it. `as_of` dates a document that states no date."""

    document_id: str
    source_name: str
    media_type: MediaType
    pages: tuple[RawPage, ...]
    source_text: str | None
    issues: tuple[Issue, ...]
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that a document says, as later stages and exports need it."""

    document: Document
    header: Header
    cases: tuple[CaseStudy, ...]
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    masked: tuple[MaskedSpan, ...]
    issues: tuple[Issue, ...]

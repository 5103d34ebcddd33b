"""All that a run found, before masking: what `export`, the report and the index start from."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.case_study import CaseStudy
from schemas.catalogue import Catalogue
from schemas.document import Document
from schemas.fact import Fact
from schemas.header import Header
from schemas.issue import Issue
from schemas.masking import MaskedSpan
from schemas.page import MediaType
from schemas.record import Record, Suggestion
from schemas.rows import ErrorRow
from schemas.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentResult:
    """One content, readable or not. `issues` are those that neither document nor header holds already.

    An unreadable document has an id, sources and perhaps a media type, and no more.
    """

    document_id: str
    sources: tuple[str, ...]
    readable: bool
    media_type: MediaType | None = None
    document: Document | None = None
    header: Header | None = None
    cases: tuple[CaseStudy, ...] = ()
    facts: tuple[Fact, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    masked: tuple[MaskedSpan, ...] = ()
    issues: tuple[Issue, ...] = ()
    catalogues: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.readable and (self.document is None or self.header is None):
            raise ValueError(f"{self.document_id} is readable and so needs its document and header")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResults:
    """Documents, records and errors of a run folder, in any order: `export` sorts."""

    documents: tuple[DocumentResult, ...] = ()
    records: tuple[Record, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    errors: tuple[ErrorRow, ...] = ()
    catalogues: tuple[Catalogue, ...] = ()  # those that records were made for

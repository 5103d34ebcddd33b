"""One initiative of one subject, as the document tells it (contract section 2)."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.evidence import CharSpan
from schemas.fact import Subject


@dataclass(frozen=True, slots=True)
class CaseStudy:
    """Slices of the text about one initiative. `spans` are in text order and overlap no other case's.

    `caption_spans` are the bracketed captions that belong to it, also when they
    stand in another cell. `title_span` proves the title.
    """

    case_id: str
    document_id: str
    subject: Subject
    title: str
    title_span: CharSpan
    service_field: str
    spans: tuple[CharSpan, ...]
    caption_spans: tuple[CharSpan, ...] = ()

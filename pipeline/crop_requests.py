"""Which stretches of which pages the report shows: each case, page by page."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.codec import encode
from pipeline.inputs import Input, path_token
from pipeline.requests import CropRequest, Understanding
from schemas.document import Document, Page
from schemas.evidence import CharSpan
from schemas.geometry import Box, enclosing

_PHRASES = frozenset({"feature", "effect", "coverage", "case_title", "caption"})
"""Fields whose quotes are whole clauses: outlines around them would cover the page."""


def cuts_of(found: Understanding, page_no: int) -> Iterator[tuple[str, Box]]:
    """Each case that stands on the page, with the box around its words there."""
    for case in found.cases:
        spans = (*case.caption_spans, *case.spans)
        boxes = [box for span in spans for box in _boxes(found.document, span, page_no)]
        if boxes:
            yield case.case_id, enclosing(boxes)


def crop_payload(
    found: Understanding, page: Page, document: Input, cuts: tuple[tuple[str, Box], ...], *, keep_pii: bool
) -> bytes:
    """The request for one page's pictures, as it goes to the child."""
    masked = () if keep_pii else found.masked
    request = CropRequest(
        path=path_token(document.path),
        media_type=found.document.media_type,
        page_no=page.page_no,
        rotation=page.rotation,
        width=page.width,
        height=page.height,
        cuts=cuts,
        masked=tuple(box for item in masked for box in _boxes(found.document, item.span, page.page_no)),
        marked=tuple(_marked(found, page.page_no)),
    )
    return encode(request, CropRequest)


def _boxes(document: Document, span: CharSpan, page_no: int) -> Iterator[Box]:
    for word in document.words:
        if word.page_no == page_no and word.span.overlaps(span):
            yield word.box


def _marked(found: Understanding, page_no: int) -> Iterator[Box]:
    for fact in found.facts:
        if fact.case_id is None or fact.field in _PHRASES:
            continue
        for evidence in fact.evidence:
            for box in evidence.boxes:
                if box.page_no == page_no:
                    yield Box(*box.bbox)

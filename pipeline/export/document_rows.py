"""Lines of documents.jsonl and pages.jsonl."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.export.results import DocumentResult
from schemas.header import Header
from schemas.issue import Issue
from schemas.page import OcrPass
from schemas.rows import DocumentRow, EmbargoRow, HeaderRow, OcrRow, PageRow


def document_row(result: DocumentResult) -> DocumentRow:
    """The line of one content; an unreadable one has null where nothing is known."""
    document, header = result.document, result.header
    return DocumentRow(
        document_id=result.document_id,
        sources=tuple(sorted(set(result.sources))),
        readable=result.readable,
        media_type=document.media_type if document else result.media_type,
        kind=header.kind if header else None,
        language=document.language if document else None,
        page_count=document.page_count if document else None,
        header=header_row(header) if header else None,
        catalogues=tuple(sorted(set(result.catalogues))),
        issues=_issues(result),
    )


def header_row(header: Header) -> HeaderRow:
    """The head as one row; several embargoes end with the latest."""
    embargoes = tuple(
        EmbargoRow(medium=dict(value.attributes).get("medium"), until=value.value)
        for value in header.values
        if value.field == "embargo_until"
    )
    departments = header.all("department")
    return HeaderRow(
        title=header.first("title"),
        subtitles=header.all("subtitle"),
        publisher=header.first("publisher"),
        released_on=header.released_on,
        embargo_until=max((embargo.until for embargo in embargoes), default=None),
        embargoes=embargoes,
        departments=departments,
        applicant=header.first("applicant"),
        city_class=header.first("city_class"),
        period_covered=header.first("period_covered"),
        department=departments[0] if departments else None,
    )


def page_rows(result: DocumentResult) -> Iterator[PageRow]:
    """One line a page; formats without pages have none."""
    for page in result.document.pages if result.document else ():
        yield PageRow(
            document_id=result.document_id,
            page_no=page.page_no,
            width=round(page.width, 2),
            height=round(page.height, 2),
            origin=page.origin,
            origin_reason=page.origin_reason,
            rotation=page.rotation,
            skew_degrees=round(page.skew_degrees, 3),
            dpi=page.dpi,
            ocr=_ocr_row(page.ocr) if page.ocr else None,
            issues=page.issues,
        )


def _ocr_row(ocr: OcrPass) -> OcrRow:
    return OcrRow(
        engine=ocr.engine,
        model=ocr.model,
        psm=ocr.psm,
        mean_confidence=ocr.mean_confidence,
        p10_confidence=ocr.p10_confidence,
        model_sha256=ocr.model_sha256,
        read_again=ocr.read_again,
        changed=ocr.changed,
        asked=ocr.asked,
        agreed=ocr.agreed,
        numbers_again=ocr.numbers_again,
        numbers_agreed=ocr.numbers_agreed,
    )


def _issues(result: DocumentResult) -> tuple[Issue, ...]:
    """Everything noticed about the document, once each, in the order of the line."""
    of_document = result.document.issues if result.document else ()
    of_header = result.header.issues if result.header else ()
    found = {issue.model_dump_json(): issue for issue in (*of_document, *of_header, *result.issues)}
    return tuple(found.values())

"""Case studies: rows of annex tables, bullet subtrees, indicator sections (contract section 2)."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.case_studies_bullets import bullet_cases
from extractors.case_studies_drafts import Draft, slices
from extractors.case_studies_headed import headed_cases
from extractors.case_studies_lists import Listed, read_lists
from extractors.case_studies_rows import RowReader, resolve_rows
from extractors.case_studies_sections import section_cases
from extractors.case_studies_subjects import PlaceReader, place_reader
from extractors.case_studies_tables import case_columns, table_rows
from extractors.case_studies_titles import find_title
from extractors.case_studies_torn import add_torn_rows, torn_blocks, torn_labels
from extractors.nlp.gazetteer import Gazetteer
from extractors.service_fields import service_field
from schemas.case_study import CaseStudy
from schemas.document import BlockKind, Document, Table
from schemas.evidence import CharSpan
from schemas.fact import short_id
from schemas.header import Header


def segment(document: Document, header: Header, places: Gazetteer) -> tuple[CaseStudy, ...]:
    """Return the cases of `document` in text order; none overlaps another."""
    reader = place_reader(header, places)
    if header.kind in {"city_application", "service_application"}:
        drafts = section_cases(document, header, reader)
    else:
        in_tables, taken = _table_cases(document, reader)
        headed = headed_cases(document, reader, taken | _head_of(document, header))
        in_text = bullet_cases(document, header, reader, taken | headed.taken)
        drafts = [*in_tables, *headed.drafts, *in_text]
    ordered = sorted(drafts, key=lambda draft: draft.spans[0])
    return tuple(_case(document, draft) for draft in _apart(ordered))


def _table_cases(document: Document, reader: PlaceReader) -> tuple[list[Draft], frozenset[str]]:
    """The cases of annex tables and of what is torn from them, and the blocks that they use up."""
    listed = read_lists(document, reader) if document.tables else Listed()
    drafts: list[Draft] = []
    taken: set[str] = set()
    for table in document.tables:
        torn = torn_blocks(document, table.block_id, reader)
        columns = case_columns(document, table, reader, labels_below=torn_labels(document, torn, reader))
        if columns is None:
            continue
        rows = add_torn_rows(document, table_rows(document, table, columns), torn, reader)
        around = RowReader(document, reader, _headings_above(document, table), listed)
        drafts += resolve_rows(rows, around)
        taken |= {table.block_id, *(block.block_id for block in torn)}
    return drafts, frozenset(taken)


def _head_of(document: Document, header: Header) -> frozenset[str]:
    """The blocks of title and subtitles: they name cities and begin no case."""
    spans = [value.span for value in header.values]
    return frozenset(
        block.block_id for block in document.blocks if any(block.span.overlaps(span) for span in spans)
    )


def _headings_above(document: Document, table: Table) -> tuple[str, ...]:
    """The texts of the headings above a table, nearest first, and its caption."""
    above = []
    for block in document.blocks:
        if block.block_id == table.block_id:
            break
        if block.kind is BlockKind.HEADING:
            above.append(block.span.slice(document.text))
    return (*([table.caption] if table.caption else []), *reversed(above[-3:]))


def _apart(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts without what an earlier one holds already."""
    kept: list[Draft] = []
    for draft in drafts:
        used = [span for other in kept for span in other.spans]
        if not any(span.overlaps(other) for span in draft.spans for other in used):
            kept.append(draft)
    return kept


def _case(document: Document, draft: Draft) -> CaseStudy:
    title = find_title(document, draft)
    spans = tuple(sorted(draft.spans))
    first = spans[0]
    page_no, page_start = _page_of(document, first)
    return CaseStudy(
        case_id=short_id(document.document_id, page_no, first.start - page_start, title.text),
        document_id=document.document_id,
        subject=draft.subject,
        title=title.text,
        title_span=title.span,
        service_field=service_field(title.text, slices(document, [*draft.caption_spans, *spans])),
        spans=spans,
        caption_spans=draft.caption_spans,
    )


def _page_of(document: Document, span: CharSpan) -> tuple[int | None, int]:
    """The page of a span and where that page's text begins, so that other pages do not move an id."""
    for page in document.pages:
        if any(part.start <= span.start < part.end for part in page.spans):
            return page.page_no, min(part.start for part in page.spans)
    return None, 0

"""Lines of cases.jsonl."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.proof import Prover
from pipeline.export.results import DocumentResult
from schemas.case_study import CaseStudy
from schemas.document import Block, Document, Table
from schemas.evidence import CharSpan, Evidence
from schemas.rows import CaseRow


def case_rows(result: DocumentResult) -> Iterator[CaseRow]:
    """One line a case, in the order of the text."""
    if result.document is None:
        return
    prover = Prover(result.document)
    for case in sorted(result.cases, key=lambda case: (case.spans[0], case.case_id)):
        yield _case_row(case, result.document, prover)


def _case_row(case: CaseStudy, document: Document, prover: Prover) -> CaseRow:
    evidence = tuple(_evidence(case, document, prover))
    return CaseRow(
        case_id=case.case_id,
        document_id=case.document_id,
        subject=case.subject,
        title=case.title,
        captions=tuple(span.slice(document.text) for span in case.caption_spans),
        service_field=case.service_field,
        spans=tuple(span.as_tuple() for span in case.spans),
        text="\n".join(span.slice(document.text) for span in case.spans),
        pages=tuple(sorted({box.page_no for one in evidence for box in one.boxes})),
        evidence=evidence,
    )


def _evidence(case: CaseStudy, document: Document, prover: Prover) -> Iterator[Evidence]:
    """The title's proof, then every stretch of the case that stays inside one block or cell."""
    for piece in _pieces(case.title_span, document):
        yield prover.prove(piece)
    for span in case.spans:
        for piece in _pieces(span, document):
            if piece != case.title_span:
                yield prover.prove(piece)


def _pieces(span: CharSpan, document: Document) -> Iterator[CharSpan]:
    """Cut `span` at the borders of blocks and cells; what is only blanks is left out."""
    tables = {table.table_id: table for table in document.tables}
    for border in _borders(document.blocks, tables, span):
        start, end = max(span.start, border.start), min(span.end, border.end)
        text = document.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        if start < end:
            yield CharSpan(start, end)


def _borders(blocks: tuple[Block, ...], tables: dict[str, Table], span: CharSpan) -> Iterator[CharSpan]:
    for block in blocks:
        if not block.span.overlaps(span):
            continue
        if block.table_id is None:
            yield block.span
        else:
            cells = (cell.span for cell in tables[block.table_id].cells if cell.span is not None)
            yield from sorted(cell for cell in cells if cell.overlaps(span))

"""One document as JSON: the model of contract section 3, masked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from pipeline.export.masking import masked_json, masks_for
from schemas.document import Block, Cell, CellItem, Document, Page, Part, Table
from schemas.evidence import CharSpan
from schemas.masking import MaskedSpan
from schemas.reading import (
    ReadBlock,
    ReadCell,
    ReadDocument,
    ReadFootnote,
    ReadItem,
    ReadMask,
    ReadPage,
    ReadPart,
    ReadTable,
)


def document_json(document: Document, masked: Sequence[MaskedSpan]) -> str:
    """The document with `text[span]` equal to the `text` of all that has a span; no line end at the end."""
    masks = masks_for(document.text, masked)
    shown = _read_document(document, masks.spans).model_dump(mode="json", by_alias=True)
    text = masks.quote(document.text, CharSpan(0, len(document.text))) if document.text else ""
    return json.dumps(
        {**masked_json(shown, masks), "text": text}, ensure_ascii=False, indent=1, allow_nan=False
    )


def _read_document(document: Document, masked: Iterable[MaskedSpan]) -> ReadDocument:
    text = document.text
    return ReadDocument(
        document_id=document.document_id,
        source_name=document.source_name,
        media_type=document.media_type,
        language=document.language,
        page_count=document.page_count,
        text=text,
        pages=tuple(_page(page) for page in document.pages),
        blocks=tuple(_block(block, text) for block in document.blocks),
        tables=tuple(_table(table, text) for table in document.tables),
        footnotes=tuple(
            ReadFootnote(block_id=block_id, mark=mark.as_tuple()) for block_id, mark in document.footnotes
        ),
        masked=tuple(ReadMask(span=one.span.as_tuple(), kind=one.kind) for one in masked),
        issues=document.issues,
    )


def _page(page: Page) -> ReadPage:
    return ReadPage(
        page_no=page.page_no,
        width=round(page.width, 2),
        height=round(page.height, 2),
        origin=page.origin,
        origin_reason=page.origin_reason,
        rotation=page.rotation,
        spans=tuple(span.as_tuple() for span in page.spans),
    )


def _block(block: Block, text: str) -> ReadBlock:
    return ReadBlock(
        block_id=block.block_id,
        kind=block.kind,
        level=block.level,
        marker=block.marker,
        parent_id=block.parent_id,
        region=block.region.value,
        span=block.span.as_tuple(),
        text=block.span.slice(text),
        parts=_parts(block.parts),
        table_id=block.table_id,
        source_span=_pair(block.source_span),
    )


def _table(table: Table, text: str) -> ReadTable:
    return ReadTable(
        table_id=table.table_id,
        block_id=table.block_id,
        parent_id=table.parent_id,
        caption=table.caption,
        unit_note=table.unit_note,
        parts=_parts(table.parts),
        n_rows=table.n_rows,
        n_cols=table.n_cols,
        cells=tuple(_cell(cell, text) for cell in table.cells),
    )


def _cell(cell: Cell, text: str) -> ReadCell:
    return ReadCell(
        row=cell.row,
        col=cell.col,
        row_span=cell.row_span,
        col_span=cell.col_span,
        is_header=cell.is_header,
        span=_pair(cell.span),
        text=cell.span.slice(text) if cell.span else None,
        parts=_parts(cell.parts),
        items=tuple(_item(item, text) for item in cell.items),
    )


def _item(item: CellItem, text: str) -> ReadItem:
    return ReadItem(
        kind=item.kind,
        marker=item.marker,
        region=item.region.value,
        span=item.span.as_tuple(),
        text=item.span.slice(text),
    )


def _parts(parts: Iterable[Part]) -> tuple[ReadPart, ...]:
    return tuple(
        ReadPart(
            page_no=part.page_no,
            bbox=(part.box.as_list()[0], part.box.as_list()[1], part.box.as_list()[2], part.box.as_list()[3]),
            span=_pair(part.span),
        )
        for part in parts
    )


def _pair(span: CharSpan | None) -> tuple[int, int] | None:
    return span.as_tuple() if span else None

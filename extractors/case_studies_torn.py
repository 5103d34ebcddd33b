"""What a table cut has torn off: blocks below a case table that are really its next cells.

A converter that loses the last page of a table leaves its cells as loose lines:
captions, the rest of a sentence, the city's name as a heading, often after its
own text. They are read as further rows, with a row for a label alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.case_studies_drafts import bare, unmarked
from extractors.case_studies_subjects import PlaceReader
from extractors.case_studies_tables import CaseRow
from schemas.document import Block, BlockKind, Document, Region
from schemas.evidence import CharSpan

_DASHES = frozenset("-–—‐−·•")
_MAX_LABEL = 20
_BLANK_LINES = 3  # line ends between two items of different cells
_ROW_ITEMS = frozenset({BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


def torn_blocks(document: Document, table_block: str, reader: PlaceReader) -> list[Block]:
    """The blocks right below a table that can be its cells; none where the text goes on otherwise."""
    index = next(i for i, block in enumerate(document.blocks) if block.block_id == table_block)
    found: list[Block] = []
    for block in document.blocks[index + 1 :]:
        if not _can_be_cell(document, block, reader, is_first=not found):
            break
        found.append(block)
    while found and found[-1].kind is BlockKind.PARAGRAPH and len(found) > 1:
        found.pop()
    shapes = {block.kind for block in found}
    is_torn = bool(shapes & {BlockKind.CAPTION, BlockKind.FIGURE, BlockKind.HEADING})
    return found if is_torn else []


def _can_be_cell(document: Document, block: Block, reader: PlaceReader, *, is_first: bool) -> bool:
    text = block.span.slice(document.text)
    if block.kind in {BlockKind.CAPTION, BlockKind.FIGURE, BlockKind.PAGE_NUMBER}:
        return True
    if block.kind is BlockKind.HEADING:
        return block.marker is None and is_label(text, reader)
    if block.kind in _ROW_ITEMS:
        return (block.marker or "")[:1] in _DASHES or (block.kind is BlockKind.FOOTNOTE and not is_first)
    return block.kind is BlockKind.PARAGRAPH and block.region is Region.BODY


def is_label(text: str, reader: PlaceReader) -> bool:
    """Whether a line is a city's label: its name and nothing else."""
    return len(text) <= _MAX_LABEL and reader.label(text) is not None


def torn_labels(document: Document, blocks: Sequence[Block], reader: PlaceReader) -> list[str]:
    """The labels among torn blocks."""
    texts = [block.span.slice(document.text) for block in blocks if block.kind is BlockKind.HEADING]
    return [text for text in texts if is_label(text, reader)]


def add_torn_rows(
    document: Document, rows: Sequence[CaseRow], blocks: Sequence[Block], reader: PlaceReader
) -> list[CaseRow]:
    """Return the rows of the table with those that its torn blocks make.

    A caption belongs to the cell that is still open when the rest of that
    cell's sentence follows it, else to the next cell.
    """
    found = list(rows)
    group = found[-1].group if found else 0
    pending: list[CharSpan] = []
    last: Block | None = None
    for block in blocks:
        text = block.span.slice(document.text)
        if block.kind is BlockKind.CAPTION:
            pending.append(block.span)
        elif block.kind in _ROW_ITEMS and found and not _is_new_cell(last, block, pending):
            target = _last_content(found)
            found[target] = replace(found[target], content=(*found[target].content, block.span))
        elif block.kind in _ROW_ITEMS:
            found.append(CaseRow((block.span,), tuple(pending), "", group=group))
            pending = []
        elif block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and is_label(text, reader):
            found.append(CaseRow((), (), bare(unmarked(text)), group=group))
        elif block.kind is BlockKind.PARAGRAPH and found:
            target = _last_content(found)
            captions = found[target].captions or tuple(pending)
            pending = [] if captions == tuple(pending) else pending
            found[target] = replace(
                found[target], content=(*found[target].content, block.span), captions=captions
            )
        last = block if block.kind is not BlockKind.PAGE_NUMBER else last
    return found


def _last_content(rows: Sequence[CaseRow]) -> int:
    return next((index for index in range(len(rows) - 1, -1, -1) if rows[index].content), len(rows) - 1)


def _is_new_cell(last: Block | None, block: Block, pending: Sequence[CharSpan]) -> bool:
    """A note, or an item right below an item, goes on with the cell; anything between begins another."""
    if last is None or pending or last.kind not in _ROW_ITEMS:
        return block.kind is not BlockKind.FOOTNOTE or last is None
    if block.kind is BlockKind.FOOTNOTE or last.source_span is None or block.source_span is None:
        return False
    return block.source_span.start - last.source_span.end >= _BLANK_LINES

"""From drafts to the document's blocks, tables and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.drafts import DraftBlock, DraftCell, DraftTable, Place
from extractors.layout.habits import Habits
from extractors.layout.written_text import WrittenText
from schemas.document import Block, BlockKind, Cell, CellItem, Part, PlacedWord, Region, Table
from schemas.evidence import CharSpan
from schemas.geometry import Box


@dataclass(frozen=True, slots=True)
class Written:
    """The text with its blocks, tables and words."""

    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    words: tuple[PlacedWord, ...]


def write_blocks(drafts: Sequence[DraftBlock], habits: Habits) -> Written:
    """Write all blocks in order; each ends with a line end that its span leaves out."""
    text = WrittenText(habits)
    blocks: list[Block] = []
    tables: list[Table] = []
    for index, draft in enumerate(drafts):
        block_id = f"b{index + 1}"
        if draft.table is not None:
            table = _write_table(draft.table, text, f"t{len(tables) + 1}", block_id)
            tables.append(table[0])
            blocks.append(table[1])
        elif draft.item is not None:
            span = text.put_lines(draft.item.lines)
            blocks.append(_block(draft, block_id, span, text.parts(span)))
        text.put("\n")
    return Written(text.text, tuple(blocks), tuple(tables), text.words)


def _block(draft: DraftBlock, block_id: str, span: CharSpan, parts: tuple[Part, ...]) -> Block:
    item = draft.item
    if item is None:
        raise ValueError("a block without an item is written as a table")
    parent = None if draft.parent is None else f"b{draft.parent + 1}"
    return Block(
        block_id=block_id,
        kind=item.kind,
        region=item.region,
        span=span,
        parts=parts,
        level=draft.level,
        marker=item.marker,
        parent_id=parent,
    )


def _write_table(table: DraftTable, text: WrittenText, table_id: str, block_id: str) -> tuple[Table, Block]:
    start = text.length
    cells: list[Cell] = []
    for row in range(table.n_rows):
        text.put("\n" if row else "")
        here = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.col)
        for number, cell in enumerate(here):
            text.put("\t" if number else "")
            cells.append(_write_cell(cell, text))
    span = CharSpan(start, text.length)
    parts = _table_parts(table.places, cells)
    written = Table(
        table_id=table_id,
        block_id=block_id,
        n_rows=table.n_rows,
        n_cols=table.n_cols,
        cells=tuple(cells),
        parts=parts,
        caption=table.caption,
        unit_note=table.unit_note,
    )
    return written, Block(block_id, BlockKind.TABLE, Region.TABLE, span, parts, table_id=table_id)


def _write_cell(cell: DraftCell, text: WrittenText) -> Cell:
    start = text.length
    items: list[CellItem] = []
    for number, item in enumerate(cell.items):
        text.put(" " if number else "")
        items.append(CellItem(text.put_lines(item.lines), item.kind, item.region, item.marker))
    span = CharSpan(start, text.length) if items else None
    return Cell(
        row=cell.row,
        col=cell.col,
        row_span=cell.row_span,
        col_span=cell.col_span,
        is_header=cell.is_header,
        span=span,
        text=text.since(start) if span else None,
        parts=_cell_parts(cell.places, text.parts(span) if span else ()),
        items=tuple(items),
    )


def _cell_parts(places: Sequence[Place], written: Sequence[Part]) -> tuple[Part, ...]:
    """The cell's box on each of its pages, with the stretch of its text that stands there."""
    by_page: dict[int, list[CharSpan]] = {}
    for part in written:
        if part.span is not None:
            by_page.setdefault(part.page_no, []).append(part.span)
    return tuple(Part(place.page_no, place.box, _hull(by_page.get(place.page_no, ()))) for place in places)


def _table_parts(places: Sequence[Place], cells: Sequence[Cell]) -> tuple[Part, ...]:
    found: dict[int, list[CharSpan]] = {}
    for cell in cells:
        for part in cell.parts:
            if part.span is not None:
                found.setdefault(part.page_no, []).append(part.span)
    boxes: dict[int, Box] = {}
    for place in places:
        boxes[place.page_no] = place.box.union(boxes.get(place.page_no, place.box))
    return tuple(Part(page_no, box, _hull(found.get(page_no, ()))) for page_no, box in boxes.items())


def _hull(spans: Sequence[CharSpan]) -> CharSpan | None:
    if not spans:
        return None
    return CharSpan(min(span.start for span in spans), max(span.end for span in spans))

"""From drafts to the document's blocks, tables and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.layout.drafts import DraftBlock, DraftCell, DraftTable, Item, Place
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
            outer = sum(table.parent_id is None for table in tables)
            start = text.length
            written = _write_table(draft.table, text, f"t{outer + 1}", block_id)
            tables += written
            blocks.append(_table_block(written[0], CharSpan(start, text.length)))
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


def _table_block(table: Table, span: CharSpan) -> Block:
    return Block(table.block_id, BlockKind.TABLE, Region.TABLE, span, table.parts, table_id=table.table_id)


def _write_table(table: DraftTable, text: WrittenText, table_id: str, block_id: str) -> list[Table]:
    """Write a table; the tables in its cells follow it in what is returned."""
    cells: list[Cell] = []
    inner: list[Table] = []
    for row in range(table.n_rows):
        text.put("\n" if row else "")
        here = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.col)
        for number, cell in enumerate(here):
            text.put("\t" if number else "")
            written, held = _write_cell(cell, text)
            cells.append(written)
            inner += held
    named = [
        replace(one, table_id=f"{table_id}.{number}", block_id=block_id, parent_id=table_id)
        for number, one in enumerate(inner, start=1)
    ]
    return [_table(table, cells, table_id, block_id), *named]


def _table(draft: DraftTable, cells: Sequence[Cell], table_id: str, block_id: str) -> Table:
    return Table(
        table_id=table_id,
        block_id=block_id,
        n_rows=draft.n_rows,
        n_cols=draft.n_cols,
        cells=tuple(cells),
        parts=_table_parts(draft.places, cells),
        caption=draft.caption,
        unit_note=draft.unit_note,
    )


def _write_cell(cell: DraftCell, text: WrittenText) -> tuple[Cell, list[Table]]:
    """Write a cell, its paragraphs and the tables in it; these come back too, without a name yet."""
    start = text.length
    items: list[CellItem] = []
    inner: list[Table] = []
    for piece in _in_order(cell):
        if isinstance(piece, Item):
            text.put(" " if text.length > start else "")
            items.append(CellItem(text.put_lines(piece.lines), piece.kind, piece.region, piece.marker))
        else:
            cells = _write_inner(piece, text, opens=text.length == start)
            items += [item for one in cells for item in one.items]
            inner.append(_table(piece, cells, "", ""))
    span = CharSpan(start, text.length) if items else None
    return _cell(cell, text, items, span), inner


def _write_inner(table: DraftTable, text: WrittenText, *, opens: bool) -> list[Cell]:
    """The cells of a table inside a cell, with a blank before each; `opens` says that nothing stands before."""
    start = text.length
    cells: list[Cell] = []
    for one in sorted(table.cells, key=lambda one: (one.row, one.col)):
        text.put("" if not one.items or (opens and text.length == start) else " ")
        cells.append(_write_cell(one, text)[0])
    return cells


def _cell(cell: DraftCell, text: WrittenText, items: Sequence[CellItem], span: CharSpan | None) -> Cell:
    return Cell(
        row=cell.row,
        col=cell.col,
        row_span=cell.row_span,
        col_span=cell.col_span,
        is_header=cell.is_header,
        span=span,
        text=text.since(span.start) if span else None,
        parts=_cell_parts(cell.places, text.parts(span) if span else ()),
        items=tuple(items),
    )


def _in_order(cell: DraftCell) -> list[Item | DraftTable]:
    """The paragraphs of a cell, and each table in it before the first paragraph below it."""
    pieces: list[Item | DraftTable] = list(cell.items)
    for table in cell.inner:
        place = (table.places[0].page_no, table.places[0].box.top)
        below = (
            index
            for index, piece in enumerate(pieces)
            if isinstance(piece, Item) and (piece.lines[0].page_no, piece.lines[0].box.top) > place
        )
        pieces.insert(next(below, len(pieces)), table)
    return pieces


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

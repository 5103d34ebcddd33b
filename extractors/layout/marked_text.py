"""Plain text and Markdown as a Document: marks rendered away, tables, bullet tree, footnotes, captions.

Made for what converters write as well: tabs or pipes for cells, `<sup>` marks,
lines torn by a table cut, text of pictures between the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractors.layout.marked_text_elements import Element, is_unit_note, read_elements
from extractors.layout.marked_text_lines import read_lines
from extractors.layout.marked_text_tables import RawCell, RawTable
from extractors.layout.marked_text_tree import Place, bind_footnotes, place_items
from schemas.document import Block, BlockKind, Cell, CellItem, Document, Region, Table
from schemas.evidence import CharSpan
from schemas.issue import Issue
from schemas.page import MediaType

_REGIONS = {
    BlockKind.TABLE: Region.TABLE,
    BlockKind.FIGURE: Region.FIGURE,
    BlockKind.PAGE_NUMBER: Region.FURNITURE,
}


def lay_out_text(
    source: str,
    *,
    document_id: str,
    source_name: str,
    media_type: MediaType,
    issues: Iterable[Issue] = (),
) -> Document:
    """Return the document that the text shows.

    >>> lay_out_text("- □ **총 3건** 접수", document_id="sha256:0", source_name="a.md",
    ...              media_type="text/markdown").text
    '□ 총 3건 접수\\n'
    """
    elements = read_elements(read_lines(source), source)
    writer = _Writer()
    for element, place in zip(elements, place_items(elements), strict=True):
        writer.write(element, place)
    text = "".join(writer.pieces)
    return Document(
        document_id=document_id,
        source_name=source_name,
        media_type=media_type,
        text=text,
        blocks=tuple(writer.blocks),
        tables=tuple(_captioned(table, writer.blocks, text) for table in writer.tables),
        footnotes=tuple(_footnotes(writer.blocks, text)),
        issues=tuple(issues),
    )


@dataclass(slots=True)
class _Writer:
    """Writes the canonical text piece by piece and notes the span of everything written."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def put(self, text: str) -> CharSpan:
        start = self.length
        self.glue(text)
        return CharSpan(start, self.length)

    def glue(self, text: str) -> None:
        """Write what stands between words; it may be nothing."""
        self.pieces.append(text)
        self.length += len(text)

    def write(self, element: Element, place: Place) -> None:
        block_id = f"b{len(self.blocks) + 1}"
        table_id = None
        if element.table is None:
            span = self.put(element.text)
            self.glue("\n")
        else:
            table_id = f"t{sum(table.parent_id is None for table in self.tables) + 1}"
            span = self._write_table(element.table, table_id, block_id)
        self.blocks.append(
            Block(
                block_id,
                element.kind,
                _REGIONS.get(element.kind, Region.BODY),
                span,
                level=place.level,
                marker=element.marker,
                parent_id=None if place.parent is None else f"b{place.parent + 1}",
                table_id=table_id,
                source_span=element.source_span,
            )
        )

    def _write_table(self, table: RawTable, table_id: str, block_id: str) -> CharSpan:
        """The rows, each with a line end; the tables in the cells follow the table in the list."""
        start, cells, inner = self.length, list[Cell](), list[Table]()
        for number, row in enumerate(table.rows):
            for index, raw in enumerate(row):
                self.glue("\t" if index else "")
                cell, held = self._write_cell(raw, number)
                cells.append(cell)
                inner += held
            self.glue("\n")
        self.tables.append(Table(table_id, block_id, len(table.rows), table.n_cols, tuple(cells)))
        self.tables += (
            replace(one, table_id=f"{table_id}.{number}", block_id=block_id, parent_id=table_id)
            for number, one in enumerate(inner, start=1)
        )
        return CharSpan(start, self.length - 1)

    def _write_cell(self, raw: RawCell, row: int) -> tuple[Cell, list[Table]]:
        """A cell with its items; the tables in it, without a name yet, whose words are items of the cell too."""
        start, items, inner = self.length, list[CellItem](), list[Table]()
        for piece in raw.pieces:
            if isinstance(piece, RawTable):
                cells = self._write_inner(piece, start)
                items += [item for cell in cells for item in cell.items]
                inner.append(Table("", "", len(piece.rows), piece.n_cols, tuple(cells)))
            else:
                self.glue(" " if self.length > start else "")
                items.append(CellItem(self.put(piece.text), piece.kind, piece.region, piece.marker))
        span = CharSpan(start, self.length) if items else None
        text = self._since(start) if span else None
        size = (raw.row_span, raw.col_span)
        return Cell(row, raw.col, *size, raw.is_header, span, text, (), tuple(items), raw.source_span), inner

    def _since(self, start: int) -> str:
        """What was written from `start` on, where a piece began."""
        tail, missing = list[str](), self.length - start
        for piece in reversed(self.pieces):
            if missing <= 0:
                break
            tail.append(piece)
            missing -= len(piece)
        return "".join(reversed(tail))

    def _write_inner(self, table: RawTable, start: int) -> list[Cell]:
        """The cells of a table in a cell that begins at `start`, with a blank before each that holds words."""
        cells: list[Cell] = []
        for number, row in enumerate(table.rows):
            for raw in row:
                self.glue(" " if raw.pieces and self.length > start else "")
                cells.append(self._write_cell(raw, number)[0])
        return cells


def _captioned(table: Table, blocks: Sequence[Block], text: str) -> Table:
    """Bind the caption and the unit note that stand right before the table."""
    index = int(table.block_id[1:]) - 1  # ids count the blocks from 1
    caption = unit_note = None
    for block in reversed(blocks[max(index - 2, 0) : index]):
        words = block.span.slice(text)
        if unit_note is None and is_unit_note(words):
            unit_note = words
        elif block.kind is BlockKind.CAPTION:
            caption = words
            break
        else:
            break
    return replace(table, caption=caption, unit_note=unit_note)


def _footnotes(blocks: Sequence[Block], text: str) -> list[tuple[str, CharSpan]]:
    texts = [
        (
            block.span.slice(text) if block.table_id is None else "",
            block.span if block.table_id is None else None,
        )
        for block in blocks
    ]
    notes = [index for index, block in enumerate(blocks) if block.kind is BlockKind.FOOTNOTE]
    return [(blocks[index].block_id, span) for index, span in bind_footnotes(texts, notes)]

"""Plain text and Markdown as a Document: marks rendered away, tables, bullet tree, footnotes, captions.

Made for what converters write as well: tabs or pipes for cells, `<sup>` marks,
lines torn by a table cut, text of pictures between the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractors.layout.marked_text_elements import Element, is_unit_note, read_elements
from extractors.layout.marked_text_lines import read_lines
from extractors.layout.marked_text_tables import RawCell
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
        self.pieces.append(text)
        self.length += len(text)
        return CharSpan(start, self.length)

    def write(self, element: Element, place: Place) -> None:
        block_id = f"b{len(self.blocks) + 1}"
        table_id = None
        if element.table is None:
            span = self.put(element.text)
            self.put("\n")
        else:
            table_id = f"t{len(self.tables) + 1}"
            start = self.length
            cells = [
                cell for number, row in enumerate(element.table.rows) for cell in self._write_row(row, number)
            ]
            span = CharSpan(start, self.length - 1)
            shape = (len(element.table.rows), element.table.n_cols)
            self.tables.append(Table(table_id, block_id, *shape, tuple(cells)))
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

    def _write_row(self, row: Sequence[RawCell], number: int) -> list[Cell]:
        cells = []
        for column, raw in enumerate(row):
            if column:
                self.put("\t")
            items = self._write_items(raw)
            span = CharSpan(items[0].span.start, items[-1].span.end) if items else None
            text = " ".join(piece.text for piece in raw.pieces) or None
            cells.append(
                Cell(number, column, 1, raw.col_span, raw.is_header, span, text, (), items, raw.source_span)
            )
        self.put("\n")
        return cells

    def _write_items(self, raw: RawCell) -> tuple[CellItem, ...]:
        items = []
        for number, piece in enumerate(raw.pieces):
            if number:
                self.put(" ")
            items.append(CellItem(self.put(piece.text), piece.kind, piece.region, piece.marker))
        return tuple(items)


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

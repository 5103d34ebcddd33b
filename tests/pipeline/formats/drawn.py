"""Small documents, set by hand: blocks of words, and tables of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from schemas.document import Block, BlockKind, Cell, CellItem, Document, Page, Part, Region, Table
from schemas.evidence import CharSpan
from schemas.geometry import Box

BOX = Box(0, 0, 10, 10)


@dataclass
class Draft:
    """A document in the making; each word of `page_no` is where the block stands."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def put(self, kind: BlockKind, *pieces: str, page_no: int = 1, **more: object) -> str:
        """Add a block; each piece stands on a page of its own. Returns its id."""
        start, parts = len(self.text), []
        for number, piece in enumerate(pieces):
            begin = len(self.text)
            self.text += piece
            span = CharSpan(begin + len(piece) - len(piece.lstrip()), len(self.text))
            parts.append(Part(page_no + number, BOX, span))
        block_id = f"b{len(self.blocks) + 1}"
        span = CharSpan(start, len(self.text))
        settled = {"region": Region.BODY, "parts": tuple(parts), **more}
        self.blocks.append(Block(block_id, kind, span=span, **settled))  # type: ignore[arg-type]
        self.text += "\n"
        return block_id

    def item(self, text: str, *, parent: str | None = None, **more: object) -> str:
        """Add an item; its marker is its first word."""
        level = 1 + next((block.level or 0 for block in self.blocks if block.block_id == parent), 0)
        marker = text.split(" ", maxsplit=1)[0]
        kind = BlockKind.FOOTNOTE if marker in "***" else BlockKind.LIST_ITEM
        return self.put(kind, text, marker=marker, level=level, parent_id=parent, **more)

    def table(self, rows: Sequence[Sequence[str]], *, heads: int = 0, **more: object) -> None:
        """Add a table; lines of a cell are its items."""
        start, cells = len(self.text), []
        for row, texts in enumerate(rows):
            for col, text in enumerate(texts):
                begin, lines = len(self.text), []
                for line in text.split("\n") if text else ():
                    self.text += " " if lines else ""
                    span = CharSpan(len(self.text), len(self.text) + len(line))
                    marker = line[0] if line[0] in "-□※" else None
                    kind = BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH
                    lines.append(CellItem(span, kind, Region.TABLE, marker))
                    self.text += line
                span = CharSpan(begin, len(self.text)) if text else None
                cells.append(Cell(row, col, 1, 1, row < heads, span, text or None, (), tuple(lines)))
                self.text += "\t" if col < len(texts) - 1 else "\n"
        number = len(self.blocks) + 1
        self.blocks.append(Block(f"b{number}", BlockKind.TABLE, Region.TABLE, CharSpan(start, len(self.text) - 1),
                                 (Part(1, BOX, None),), table_id=f"t{number}"))  # fmt: skip
        table = Table(f"t{number}", f"b{number}", len(rows), len(rows[0]), tuple(cells))
        self.tables.append(replace(table, **more))  # type: ignore[arg-type]

    def document(self) -> Document:
        numbers = sorted({part.page_no for block in self.blocks for part in block.parts})
        pages = tuple(Page(number, 595, 842, "text", "", 0, 0.0, None, None, ()) for number in numbers)
        blocks, tables = tuple(self.blocks), tuple(self.tables)
        return Document("sha256:0", "a.pdf", "application/pdf", self.text, blocks, tables, pages)

"""Small documents, set by hand: blocks of words, and tables of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from schemas.document import Block, BlockKind, Cell, CellItem, Document, Page, Part, Region, Table
from schemas.evidence import CharSpan
from schemas.geometry import Box

BOX = Box(0, 0, 10, 10)


@dataclass(frozen=True)
class Place:
    """A cell of a drawn table; lines of its text are items."""

    row: int
    col: int
    row_span: int
    col_span: int
    is_header: bool
    text: str


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
        return self.put(kind, text, marker=marker, level=level, parent_id=parent, **more)  # type: ignore[arg-type]

    def table(self, rows: Sequence[Sequence[str]], *, heads: int = 0, **more: object) -> None:
        """Add a table without merged cells; lines of a cell are its items."""
        cells = [
            Place(row, col, 1, 1, row < heads, text)
            for row, texts in enumerate(rows)
            for col, text in enumerate(texts)
        ]
        self.grid(cells, **more)

    def grid(self, places: Sequence[Place], **more: object) -> None:
        """Add a table of these cells."""
        start, cells = len(self.text), []
        n_rows = max(place.row + place.row_span for place in places)
        n_cols = max(place.col + place.col_span for place in places)
        for row in range(n_rows):
            for number, place in enumerate(place for place in places if place.row == row):
                self.text += "\t" if number else ""
                cells.append(self._cell(place))
            self.text += "\n"
        name = f"{len(self.blocks) + 1}"
        self.blocks.append(Block(f"b{name}", BlockKind.TABLE, Region.TABLE, CharSpan(start, len(self.text) - 1),
                                 (Part(1, BOX, None),), table_id=f"t{name}"))  # fmt: skip
        table = Table(f"t{name}", f"b{name}", n_rows, n_cols, tuple(cells))
        self.tables.append(replace(table, **more))  # type: ignore[arg-type]

    def _cell(self, place: Place) -> Cell:
        begin, lines = len(self.text), list[CellItem]()
        for line in place.text.split("\n") if place.text else ():
            self.text += " " if lines else ""
            words = CharSpan(len(self.text), len(self.text) + len(line))
            marker = line[0] if line[0] in "-□※" else None
            kind = BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH
            lines.append(CellItem(words, kind, Region.TABLE, marker))
            self.text += line
        span = CharSpan(begin, len(self.text)) if place.text else None
        size = place.row_span, place.col_span
        return Cell(place.row, place.col, *size, place.is_header, span, place.text or None, (), tuple(lines))

    def document(self) -> Document:
        numbers = sorted({part.page_no for block in self.blocks for part in block.parts})
        pages = tuple(Page(number, 595, 842, "text", "", 0, 0.0, None, None, ()) for number in numbers)
        blocks, tables = tuple(self.blocks), tuple(self.tables)
        return Document("sha256:0", "a.pdf", "application/pdf", self.text, blocks, tables, pages)

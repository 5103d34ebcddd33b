"""From a span of the text to the evidence a reader can check: quote, page, boxes, cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from schemas.document import Block, Cell, Document, PlacedWord, Region, Table
from schemas.evidence import CellAddress, CharSpan, Evidence, Origin, PageBox

_LINE_OF = attrgetter("page_no", "line_no")
_PLACE_OF = attrgetter("row", "col")


class Prover:
    """Finds the place of any span of one document.

    >>> from schemas.document import Block, BlockKind
    >>> block = Block("b1", BlockKind.PARAGRAPH, Region.BODY, CharSpan(0, 6))
    >>> document = Document("sha256:0", "a.txt", "text/plain", "9곳 인증\\n", (block,))
    >>> Prover(document).prove(CharSpan(0, 2)).quote
    '9곳'
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [block.span.start for block in document.blocks]
        self._tables = {table.table_id: table for table in document.tables}
        self._words = sorted(document.words, key=lambda word: word.span)
        self._word_starts = [word.span.start for word in self._words]
        self._word_ends = [word.span.end for word in self._words]
        self._heads: dict[str, tuple[Cell, ...]] = {}
        self._addresses: dict[tuple[str, int, int, int, bool], CellAddress] = {}

    def prove(self, span: CharSpan) -> Evidence:
        """Return the evidence for `span`; ValueError where it crosses the border of a block or cell."""
        block = self.block_at(span)
        found = self._cell_in(block, span)
        if block.table_id is not None and found is None:
            raise ValueError(f"{span} crosses the border of a cell of {block.table_id}")
        words = self._words_over(span)
        boxes = tuple(_line_boxes(words, span))
        confidences = [word.confidence for word in words if word.confidence is not None]
        return Evidence(
            span=span.as_tuple(),
            quote=span.slice(self._document.text),
            page_no=boxes[0].page_no if boxes else None,
            bbox=boxes[0].bbox if boxes else None,
            boxes=boxes,
            region=self._region(span, block, found).value,
            origin=_origin(words),
            ocr_confidence=round(min(confidences), 4) if confidences else None,
            cell=self._address(*found) if found else None,
        )

    def finds(self, evidence: Evidence) -> bool:
        """True where the quote stands in the text at its span, and the words at its place read the same."""
        span = CharSpan(*evidence.span)
        if span.slice(self._document.text) != evidence.quote:
            return False
        words = self._words_over(span)
        if not self._words:
            return True  # a text file has no places
        read = "".join(word.span.slice(self._document.text) for word in words)
        return _closed(evidence.quote) in _closed(read) and bool(evidence.boxes)

    def block_at(self, span: CharSpan) -> Block:
        """The block that holds `span`; ValueError where none does."""
        index = bisect_right(self._starts, span.start) - 1
        if index < 0 or not self._document.blocks[index].span.contains(span):
            raise ValueError(f"{span} crosses the border of a block")
        return self._document.blocks[index]

    def cell_at(self, span: CharSpan) -> tuple[Table, Cell] | None:
        """The table and cell that hold `span`, or None outside of tables."""
        return self._cell_in(self.block_at(span), span)

    def _cell_in(self, block: Block, span: CharSpan) -> tuple[Table, Cell] | None:
        table = self._tables.get(block.table_id or "")
        if table is None:
            return None
        start, end = span.start, span.end
        for cell in table.cells:
            if cell.span is not None and cell.span.start <= start and end <= cell.span.end:
                return table, cell
        return None

    def _address(self, table: Table, cell: Cell) -> CellAddress:
        """The address of a cell, worked out once: the head of a column is looked for among all cells."""
        place = table.table_id, cell.row, cell.col, cell.col_span, cell.is_header
        if place not in self._addresses:
            heads = () if cell.is_header else tuple(self._path(table, cell))
            self._addresses[place] = CellAddress(
                table_id=table.table_id, row=cell.row, col=cell.col, header_path=heads
            )
        return self._addresses[place]

    def _path(self, table: Table, cell: Cell) -> list[str]:
        if table.table_id not in self._heads:
            self._heads[table.table_id] = header_cells(table)
        return heads_above(self._heads[table.table_id], cell.row, cell.col, cell.col + cell.col_span)

    def _words_over(self, span: CharSpan) -> list[PlacedWord]:
        first = bisect_right(self._word_ends, span.start)
        return self._words[first : bisect_left(self._word_starts, span.end, lo=first)]

    @staticmethod
    def _region(span: CharSpan, block: Block, found: tuple[Table, Cell] | None) -> Region:
        if found is None:
            return block.region
        items = [item for item in found[1].items if item.span.overlaps(span)]
        return items[0].region if items else Region.TABLE


def _line_boxes(words: list[PlacedWord], span: CharSpan) -> list[PageBox]:
    """One box a line, cut to the characters of `span` by their share of the word."""
    boxes = []
    for (page_no, _), line in groupby(words, key=_LINE_OF):
        x0, top, x1, bottom = zip(*[_cut(word, span) for word in line], strict=True)
        bbox = round(min(x0), 2), round(min(top), 2), round(max(x1), 2), round(max(bottom), 2)
        boxes.append(PageBox(page_no=page_no, bbox=bbox))
    return boxes


def _cut(word: PlacedWord, span: CharSpan) -> tuple[float, float, float, float]:
    """The edges of the part of a word that `span` holds; no `Box`, since every word of every quote is cut."""
    first, last, box = word.span.start, word.span.end, word.box
    start, end = 0.0, 1.0
    if span.start > first or last > span.end:
        start = max(span.start - first, 0) / (last - first)
        end = min(span.end - first, last - first) / (last - first)
    width = box.x1 - box.x0
    return box.x0 + start * width, box.top, box.x0 + end * width, box.bottom


def _origin(words: list[PlacedWord]) -> Origin:
    origins = {word.origin for word in words}
    if not origins:
        return "text"
    return origins.pop() if len(origins) == 1 else "mixed"


def header_cells(table: Table) -> tuple[Cell, ...]:
    """The header cells of a table that say something, in the order of its cells."""
    return tuple([cell for cell in table.cells if cell.is_header and cell.text is not None])


def heads_above(heads: Sequence[Cell], row: int, col: int, end: int) -> list[str]:
    """The texts of those of some header cells that stand above columns `col` to `end` of a row, outermost first."""
    above = [head for head in heads if head.row < row and head.col < end and col < head.col + head.col_span]
    return [head.text or "" for head in sorted(above, key=_PLACE_OF)]


def _closed(text: str) -> str:
    """The text without its blanks."""
    return "".join(text.split())

"""What layout works on before the text is written: items of lines, cells, tables, blocks."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.layout.lines import Line
from schemas.document import BlockKind, Region
from schemas.geometry import Box


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that read as one paragraph."""

    kind: BlockKind
    region: Region
    lines: tuple[Line, ...]
    marker: str | None = None

    @property
    def first_text(self) -> str:
        return self.lines[0].text

    @property
    def text(self) -> str:
        """The lines joined by blanks: for looking at, not the text that is written."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page."""

    page_no: int
    box: Box


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell with its lines and the places it fills, one a page.

    `drawn` says that a picture stands in it, so that it is not empty though it
    may hold no words. The words of `inner`, tables that stand in it, are not in `lines`.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    is_header: bool = False
    drawn: bool = False
    items: tuple[Item, ...] = ()
    inner: tuple[DraftTable, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.drawn and not self.inner


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table of one page or more; `xs` are the column edges on its last page.

    `is_open` says that they were found between words, not drawn.
    """

    n_rows: int
    xs: tuple[float, ...]
    cells: tuple[DraftCell, ...]
    places: tuple[Place, ...]
    caption: str | None = None
    unit_note: str | None = None
    is_open: bool = False

    @property
    def n_cols(self) -> int:
        return len(self.xs) - 1


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block: an item, or a table with its cells; `parent` is the index of the parent block."""

    item: Item | None
    table: DraftTable | None = None
    level: int | None = None
    parent: int | None = None

    @property
    def first_page(self) -> int:
        return self.item.lines[0].page_no if self.item else self._places[0].page_no

    @property
    def last_page(self) -> int:
        return self.item.lines[-1].page_no if self.item else self._places[-1].page_no

    @property
    def _places(self) -> tuple[Place, ...]:
        return self.table.places if self.table else ()

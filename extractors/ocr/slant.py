"""Boxes between the straightened page, where lines are level, and the page that a viewer shows.

Layout needs level lines, so OCR's boxes are those of the straightened page.
A viewer shows the scan with its slant: there the boxes must lie on the ink.
"""

from __future__ import annotations

import math
from dataclasses import replace

from schemas.document import Block, Cell, Document, Page, Part, PlacedWord, Table
from schemas.geometry import Box


def slanted(box: Box, width: float, height: float, degrees: float) -> Box:
    """Where `box` of the straightened page lies on the scan that slants clockwise by `degrees`.

    >>> slanted(Box(0, 99, 10, 101), 200, 200, 0)
    Box(x0=0, top=99, x1=10, bottom=101)
    >>> moved = slanted(Box(190, 99, 200, 101), 200, 200, 2.0)
    >>> 101 < moved.top < moved.bottom < 105
    True
    """
    if not degrees:
        return box
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = [(x - width / 2, y - height / 2) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs = [x * cosine - y * sine + width / 2 for x, y in corners]
    ys = [x * sine + y * cosine + height / 2 for x, y in corners]
    x0, x1 = (min(max(edge, 0.0), width) for edge in (min(xs), max(xs)))
    top, bottom = (min(max(edge, 0.0), height) for edge in (min(ys), max(ys)))
    return Box(x0, top, x1, bottom)


def as_seen(document: Document) -> Document:
    """`document` with every box of a slanted page where a viewer of the scan sees it."""
    pages = {page.page_no: page for page in document.pages if page.skew_degrees}
    if not pages:
        return document
    return replace(
        document,
        blocks=tuple(replace(block, parts=_parts(block, pages)) for block in document.blocks),
        tables=tuple(_table(table, pages) for table in document.tables),
        pages=tuple(_page(page) for page in document.pages),
        words=tuple(_word(word, pages) for word in document.words),
    )


def _parts(item: Block | Cell | Table, pages: dict[int, Page]) -> tuple[Part, ...]:
    return tuple(replace(part, box=_box(part.box, pages.get(part.page_no))) for part in item.parts)


def _table(table: Table, pages: dict[int, Page]) -> Table:
    cells = tuple(replace(cell, parts=_parts(cell, pages)) for cell in table.cells)
    return replace(table, parts=_parts(table, pages), cells=cells)


def _page(page: Page) -> Page:
    return replace(page, figures=tuple(_box(box, page) for box in page.figures))


def _word(word: PlacedWord, pages: dict[int, Page]) -> PlacedWord:
    return replace(word, box=_box(word.box, pages.get(word.page_no)))


def _box(box: Box, page: Page | None) -> Box:
    return box if page is None else slanted(box, page.width, page.height, page.skew_degrees)

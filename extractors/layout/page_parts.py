"""A page taken apart: words in ruled tables, in boxes, in pictures, and on the open page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractors.layout.bars import bars
from extractors.layout.canonical import clean_words, on_page
from extractors.layout.charts import charts, holds_labels
from extractors.layout.drafts import DraftTable
from extractors.layout.grid import Grid, find_grids
from extractors.layout.nested_tables import is_part_of, nested_grids
from extractors.layout.open_tables import with_open_grids
from extractors.layout.read_sizes import with_even_sizes
from extractors.layout.table_cells import cell_of, fill_grid
from schemas.geometry import Box
from schemas.page import RawPage, Ruling, Word

_WHOLE_PAGE: Final = 0.6  # of the page's area: a picture this large is the paper, a box the page's border
_BORDER: Final = 0.8  # of the page: a grid around all of it
_SIGN_HIGH, _SIGN_WIDE = 2.0, 3.0  # font sizes: a larger picture is no bullet
_DIAGRAM: Final = 30.0  # points: lower boxes in a cell are marks and underlines
_TITLE: Final = 60.0  # points: higher boxes side by side are no title
_SIDE_GAP: Final = 24.0  # points between the two boxes of "참고 1 | 제목"


@dataclass(frozen=True, slots=True)
class Boxed:
    """A box of one cell: its words read as text of the page; `rows` of several boxes side by side as one."""

    box: Box
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the open page with the words in it."""

    box: Box
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class PageParts:
    """The parts of one page; `words` are those on the open page."""

    page: RawPage
    words: tuple[Word, ...]
    tables: tuple[DraftTable, ...]
    boxes: tuple[Boxed, ...]
    pictures: tuple[Picture, ...]


def take_apart(page: RawPage) -> PageParts:
    """Return the parts of `page`; each of its words is in exactly one."""
    words = with_even_sizes(clean_words(page))
    figures = [box for box in _pictures(page) if not _is_on_a_line(box, words)]
    rulings = _outside(page.rulings, figures)
    drawn = _within_page(find_grids(rulings), page)
    nested = nested_grids(drawn, words)
    diagrams = _diagrams([grid for grid in drawn if not is_part_of(grid, nested)], words)
    outer = _beside_joined([grid for grid in drawn if not _is_in_cell(grid, drawn)])
    # A box is taken after what it holds, so that the inner tables get their words first.
    grids = with_open_grids(outer, rulings, words, [on_page(box, page) for box in page.grounds])
    plots = charts(grids, rulings, words)
    grids = [grid for grid in grids if not any(box.overlap(grid.box) > 0.9 * grid.box.area for box in plots)]
    tables: list[DraftTable] = []
    single: list[Box] = []
    for grid in grids:
        inside, outside = _divided(words, grid.box)
        if _fill_two(inside, grid):
            tables.append(fill_grid(grid, inside, page, [*figures, *diagrams], nested))
            words = outside
        elif inside:
            single.append(grid.box)
    single += bars(page, words, [grid.box for grid in grids])
    pictures, boxes = [], []
    for figure in [*plots, *(box for box in figures if not any(plot.holds(box) for plot in plots))]:
        inside, words = _divided(words, figure)
        pictures.append(Picture(figure, inside))
    for box in single:
        inside, words = _divided(words, box)
        boxes.append(Boxed(box, inside))
    return PageParts(page, words, tuple(tables), tuple(boxes), tuple(pictures))


def _divided(words: Sequence[Word], box: Box) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words whose centre lies in `box`, and the others."""
    inside: list[Word] = []
    outside: list[Word] = []
    x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
    for word in words:
        x, y = word.box.centre
        (inside if x0 <= x <= x1 and top <= y <= bottom else outside).append(word)
    return tuple(inside), tuple(outside)


def _pictures(page: RawPage) -> list[Box]:
    """The pictures by place; one as large as the page is the scan or its background."""
    boxes = sorted({on_page(box, page) for box in page.figures})
    return [box for box in boxes if box.area < _WHOLE_PAGE * page.width * page.height]


def _is_on_a_line(box: Box, words: Sequence[Word]) -> bool:
    """True for a picture no larger than a sign, with text right behind it: a bullet that was placed as a picture."""
    return any(
        box.height < _SIGN_HIGH * word.size_pt
        and box.width < _SIGN_WIDE * word.size_pt
        and box.top - 1 <= word.box.centre[1] <= box.bottom + 1
        and box.x0 < word.box.x0 <= box.x1 + word.size_pt
        for word in words
        if not box.contains(*word.box.centre)
    )


def _outside(rulings: Iterable[Ruling], figures: Sequence[Box]) -> list[Ruling]:
    """The lines that are no part of a picture."""

    def in_picture(rule: Ruling) -> bool:
        middle = ((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2)
        return any(
            box.contains(*middle) and box.contains(rule.x0, rule.y0) and box.contains(rule.x1, rule.y1)
            for box in figures
        )

    return [rule for rule in rulings if not in_picture(rule)]


def _within_page(grids: Sequence[Grid], page: RawPage) -> list[Grid]:
    """The grids but for borders around the whole page, or around all that is written on it."""
    area = page.width * page.height
    return [
        grid for grid in grids if grid.box.area < (_WHOLE_PAGE if len(grid.cells) == 1 else _BORDER) * area
    ]


def _is_in_cell(grid: Grid, grids: Sequence[Grid]) -> bool:
    """True for what is drawn inside a table's cell; a box inside a single box is a box of its own."""
    return any(len(other.cells) > 1 and other.box.holds(grid.box) for other in grids)


def _diagrams(grids: Sequence[Grid], words: Sequence[Word]) -> list[Box]:
    """Boxes drawn inside table cells around short labels: pictures made of lines."""
    drawn = [grid.box for grid in grids if _is_in_cell(grid, grids) and grid.box.height > _DIAGRAM]
    outer = [box for box in drawn if not any(other.holds(box) for other in drawn)]
    return [box for box in sorted(outer) if holds_labels(_divided(words, box)[0])]


def _beside_joined(grids: Sequence[Grid]) -> list[Grid]:
    """Join single boxes that stand side by side at one height: "참고 1 | 제목" drawn as two boxes."""
    joined: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: (grid.box.area, grid.box)):
        left = next((one for one in joined if _are_beside(one.box, grid.box) and _is_row(one, grid)), None)
        if left is None:
            joined.append(grid)
        else:
            joined = [other for other in joined if other is not left]
            joined.append(_side_by_side(*sorted((left, grid), key=lambda grid: grid.box)))
    return joined


def _is_row(one: Grid, other: Grid) -> bool:
    """True for two low rows; the frames of two charts side by side are no title."""
    return len(one.ys) == len(other.ys) == 2 and min(one.box.height, other.box.height) < _TITLE


def _are_beside(one: Box, other: Box) -> bool:
    level = abs(one.top - other.top) < 4 and abs(one.bottom - other.bottom) < 4
    gap = max(one.x0, other.x0) - min(one.x1, other.x1)
    return level and -1 <= gap <= _SIDE_GAP


def _side_by_side(left: Grid, right: Grid) -> Grid:
    shift = len(left.xs) - 1
    xs = (*left.xs[:-1], (left.xs[-1] + right.xs[0]) / 2, *right.xs[1:])
    cells = (*left.cells, *(replace(cell, col=cell.col + shift) for cell in right.cells))
    return Grid(xs, left.ys, cells)


def _fill_two(words: Iterable[Word], grid: Grid) -> bool:
    """True where words stand in more than one cell."""
    cells = (cell for word in words if (cell := cell_of(grid, word)) is not None)
    first = next(cells, None)
    return any(cell is not first for cell in cells)

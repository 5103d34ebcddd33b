"""A page taken apart: words in ruled tables, in boxes, in pictures, and on the open page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractors.layout.canonical import clean_words, on_page
from extractors.layout.drafts import DraftCell, DraftTable, Place
from extractors.layout.grid import Grid, GridCell, find_grids, without_strips
from extractors.layout.lines import find_lines, group_rows
from extractors.layout.markers import find_marker
from schemas.geometry import Box
from schemas.page import RawPage, Ruling, Word

_WHOLE_PAGE: Final = 0.6  # of the page's area: a picture this large is the paper, a box the page's border
_PADDING: Final = 3.0  # points between a cell's border and its text
_DIAGRAM: Final = 30.0  # points: lower boxes in a cell are marks and underlines
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
    figures = _pictures(page)
    words = clean_words(page)
    drawn = _within_page(_drawn_outside(page, figures), page)
    diagrams = _diagrams(drawn, words)
    # A box is taken after what it holds, so that the inner tables get their words first.
    grids = _beside_joined([grid for grid in drawn if not _is_in_cell(grid, drawn)])
    tables: list[DraftTable] = []
    single: list[Box] = []
    for grid in grids:
        inside, outside = _divided(words, grid.box)
        if len(_filled(grid, inside)) >= 2:
            tables.append(_table(grid, inside, page, [*figures, *diagrams]))
            words = outside
        elif inside:
            single.append(grid.box)
    pictures, boxes = [], []
    for figure in figures:
        inside, words = _divided(words, figure)
        pictures.append(Picture(figure, inside))
    for box in single:
        inside, words = _divided(words, box)
        boxes.append(Boxed(box, inside))
    return PageParts(page, words, tuple(tables), tuple(boxes), tuple(pictures))


def _divided(words: Sequence[Word], box: Box) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words whose centre lies in `box`, and the others."""
    inside = tuple(word for word in words if box.contains(*word.box.centre))
    return inside, tuple(word for word in words if not box.contains(*word.box.centre))


def _pictures(page: RawPage) -> list[Box]:
    """The pictures by place; one as large as the page is the scan or its background."""
    boxes = sorted({on_page(box, page) for box in page.figures})
    return [box for box in boxes if box.area < _WHOLE_PAGE * page.width * page.height]


def _drawn_outside(page: RawPage, figures: Sequence[Box]) -> list[Grid]:
    """Grids of the lines that are no part of a picture."""

    def in_picture(rule: Ruling) -> bool:
        middle = ((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2)
        return any(
            box.contains(*middle) and box.contains(rule.x0, rule.y0) and box.contains(rule.x1, rule.y1)
            for box in figures
        )

    return find_grids(rule for rule in page.rulings if not in_picture(rule))


def _within_page(grids: Sequence[Grid], page: RawPage) -> list[Grid]:
    """The grids but for borders around the whole page."""
    return [grid for grid in grids if grid.box.area < 0.8 * page.width * page.height]


def _is_in_cell(grid: Grid, grids: Sequence[Grid]) -> bool:
    """True for what is drawn inside a table's cell; a box inside a single box is a box of its own."""
    return any(len(other.cells) > 1 and _holds(other.box, grid.box) for other in grids)


def _diagrams(grids: Sequence[Grid], words: Sequence[Word]) -> list[Box]:
    """Boxes drawn inside table cells around short labels: pictures made of lines."""
    drawn = [grid.box for grid in grids if _is_in_cell(grid, grids) and grid.box.height > _DIAGRAM]
    outer = [box for box in drawn if not any(_holds(other, box) for other in drawn)]
    return [box for box in sorted(outer) if _holds_labels(_divided(words, box)[0])]


def _holds_labels(words: Sequence[Word]) -> bool:
    rows = ["".join(word.text for word in row) for row in group_rows(words)]
    short = all(len(word.text) <= 14 and find_marker(word.text + " ") is None for word in words)
    return short and not any(row.endswith((".", "다")) for row in rows)


def _holds(outer: Box, inner: Box) -> bool:
    return outer.area > inner.area and outer.overlap(inner) >= 0.95 * inner.area


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
    return len(one.ys) == 2 and len(other.ys) == 2


def _are_beside(one: Box, other: Box) -> bool:
    level = abs(one.top - other.top) < 4 and abs(one.bottom - other.bottom) < 4
    gap = max(one.x0, other.x0) - min(one.x1, other.x1)
    return level and -1 <= gap <= _SIDE_GAP


def _side_by_side(left: Grid, right: Grid) -> Grid:
    shift = len(left.xs) - 1
    xs = (*left.xs[:-1], (left.xs[-1] + right.xs[0]) / 2, *right.xs[1:])
    cells = (*left.cells, *(replace(cell, col=cell.col + shift) for cell in right.cells))
    return Grid(xs, left.ys, cells)


def _filled(grid: Grid, words: Iterable[Word]) -> set[GridCell]:
    return {cell for word in words if (cell := _cell_of(grid, word)) is not None}


def _cell_of(grid: Grid, word: Word) -> GridCell | None:
    """The cell that holds the word's centre; on a border, the first of the two."""
    return next((cell for cell in grid.cells if cell.box.contains(*word.box.centre)), None)


def _table(grid: Grid, words: Sequence[Word], page: RawPage, figures: Sequence[Box]) -> DraftTable:
    grid = without_strips(grid, [word.box for word in words])
    inside: dict[GridCell, list[Word]] = {cell: [] for cell in grid.cells}
    for word in words:
        cell = _cell_of(grid, word) or min(grid.cells, key=lambda cell: _distance(cell.box, word.box))
        inside[cell].append(word)
    cells = tuple(_cell(cell, found, page, figures) for cell, found in inside.items())
    return DraftTable(len(grid.ys) - 1, grid.xs, cells, (Place(page.page_no, on_page(grid.box, page)),))


def _distance(cell: Box, word: Box) -> float:
    x, y = word.centre
    return max(cell.x0 - x, 0, x - cell.x1) + max(cell.top - y, 0, y - cell.bottom)


def _cell(cell: GridCell, words: Sequence[Word], page: RawPage, figures: Sequence[Box]) -> DraftCell:
    drawn = [clipped for box in figures if (clipped := _clipped(box, cell.box)) is not None]
    plain = [word for word in words if not any(box.contains(*word.box.centre) for box in drawn)]
    room = _room(cell.box, plain)
    lines = find_lines(plain, page, room)
    left = [word for word in words if word not in plain]
    for number, box in enumerate(drawn):
        held = [word for word in left if box.contains(*word.box.centre)]
        left = [word for word in left if not box.contains(*word.box.centre)]
        lines += find_lines(held, page, room, frame=f"picture{number}", is_figure=True)
    lines.sort(key=lambda line: (_top(line.frame, line.box, drawn), line.box.top, line.box.x0))
    place = Place(page.page_no, on_page(cell.box, page))
    span = (cell.row, cell.col, cell.row_span, cell.col_span)
    return DraftCell(*span, tuple(lines), (place,), drawn=bool(drawn))


def _clipped(figure: Box, cell: Box) -> Box | None:
    """The part of a picture in a cell: on a scan one box may take in pictures of two rows."""
    if figure.overlap(cell) < 0.3 * figure.area:
        return None
    x0, top = max(figure.x0, cell.x0), max(figure.top, cell.top)
    return Box(x0, top, min(figure.x1, cell.x1), min(figure.bottom, cell.bottom))


def _top(frame: str, box: Box, drawn: Sequence[Box]) -> float:
    """Words of one picture stay together, at the picture's place."""
    return drawn[int(frame.removeprefix("picture"))].top if frame else box.top


def _room(cell: Box, words: Sequence[Word]) -> tuple[float, float]:
    """The stretch that text can fill: as far from the right border as the nearest word is from a side."""
    if not words:
        return cell.x0, cell.x1
    nearest = min(min(word.box.x0 for word in words) - cell.x0, cell.x1 - max(word.box.x1 for word in words))
    padding = min(max(nearest, 0.0), _PADDING * 2) or _PADDING
    return cell.x0 + padding, cell.x1 - padding

"""The words of a table put into the cells of its grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractors.layout.canonical import on_page
from extractors.layout.drafts import DraftCell, DraftTable, Place
from extractors.layout.grid import Grid, GridCell, without_strips
from extractors.layout.lines import Line, find_lines
from schemas.geometry import Box
from schemas.page import RawPage, Word

_PADDING: Final = 3.0  # points between a cell's border and its text


def cell_of(grid: Grid, word: Word) -> GridCell | None:
    """Return the cell that holds the word's centre; on a border, the first of the two."""
    x, y = word.box.centre
    for cell in grid.cells:
        box = cell.box
        if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
            return cell
    return None


def fill_grid(
    grid: Grid, words: Sequence[Word], page: RawPage, figures: Sequence[Box], inner: Sequence[Grid] = ()
) -> DraftTable:
    """Return the table of a grid with its words in their cells; those of `figures` are pictures' words.

    `inner` are grids inside of cells, whose words stand in tables of their own.
    """
    grid = without_strips(grid, [word.box for word in words])
    inside: dict[tuple[int, int], list[Word]] = {(cell.row, cell.col): [] for cell in grid.cells}
    for word in words:
        cell = cell_of(grid, word) or min(grid.cells, key=lambda cell: _distance(cell.box, word.box))
        inside[cell.row, cell.col].append(word)
    cells = tuple(
        _with_inner(cell, inside[cell.row, cell.col], page, (figures, inner)) for cell in grid.cells
    )
    places = (Place(page.page_no, on_page(grid.box, page)),)
    return DraftTable(len(grid.ys) - 1, grid.xs, cells, places, is_open=grid.is_open)


def _with_inner(
    cell: GridCell, words: Sequence[Word], page: RawPage, held: tuple[Sequence[Box], Sequence[Grid]]
) -> DraftCell:
    """A cell with the tables in it; `held` are the pictures and the grids of the whole table."""
    figures, grids = held
    own = [grid for grid in grids if cell.box.contains(*grid.box.centre)]
    if not own:
        return _cell(cell, words, page, figures)
    around = [word for word in words if not any(grid.box.contains(*word.box.centre) for grid in own)]
    draft = _cell(cell, around, page, figures)
    tables = [
        fill_grid(grid, [word for word in words if grid.box.contains(*word.box.centre)], page, figures)
        for grid in own
    ]
    lines = tuple(replace(line, frame=line.frame or _between(line, own)) for line in draft.lines)
    return replace(draft, lines=lines, inner=tuple(tables))


def _between(line: Line, grids: Sequence[Grid]) -> str:
    """A frame for the lines below a table, so that they do not read on from those above it."""
    above = sum(grid.box.top < line.box.top for grid in grids)
    return f"below{above}" if above else ""


def _distance(cell: Box, word: Box) -> float:
    x, y = word.centre
    return max(cell.x0 - x, 0, x - cell.x1) + max(cell.top - y, 0, y - cell.bottom)


def _cell(cell: GridCell, words: Sequence[Word], page: RawPage, figures: Sequence[Box]) -> DraftCell:
    drawn = [clipped for box in figures if (clipped := _clipped(box, cell.box)) is not None]
    plain, left = words, []
    if drawn:
        in_picture = [any(box.contains(*word.box.centre) for box in drawn) for word in words]
        plain = [word for word, is_held in zip(words, in_picture, strict=True) if not is_held]
        left = [word for word, is_held in zip(words, in_picture, strict=True) if is_held]
    room = _room(cell.box, plain)
    lines = find_lines(plain, page, room)
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

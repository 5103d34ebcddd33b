"""From touching lines to the cells they frame: merged cells, open sides, missing corners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from extractors.kept import kept
from extractors.layout.rulings import NEAR, Frame, Stroke, frames_of
from schemas.geometry import Box
from schemas.page import Ruling

_MOST_CELLS: Final = 20_000  # on one grid; more is a hatched drawing
_COVERED: Final = 0.6  # of a cell's side must be drawn for the side to be closed
_OPEN_SIDE: Final = 8.0  # points that row lines run on beyond the outer column line of an open table
_THIN: Final = 9.0  # points: an empty strip this thin is a band of lines, no row
_NARROW: Final = 5.0  # points: strips between the lines of a double border


Border = Callable[[int, int], bool]
"""Whether the elementary cell of a row and column has a border on one side."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid by its first row and column and how many it spans."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: Box


@dataclass(frozen=True)
class Grid:
    """The cells of one table on one page; `xs` and `ys` are the column and row edges.

    `is_open` says that no rule shows the columns: their edges lie somewhere between the words.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    is_open: bool = False

    @kept
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_grids(rulings: Iterable[Ruling]) -> list[Grid]:
    """Return the grids of a page, from top to bottom; a single box is a grid of one cell."""
    grids = (_grid(frame) for frame in frames_of(rulings))
    return [grid for grid in grids if grid is not None]


def _grid(frame: Frame) -> Grid | None:
    xs, ys = _column_edges(frame), _row_edges(frame)
    n_rows, n_cols = len(ys) - 1, len(xs) - 1
    if n_rows < 1 or n_cols < 1 or n_rows * n_cols > _MOST_CELLS:
        return None
    walls, floors = [_at(frame.down, x) for x in xs], [_at(frame.across, y) for y in ys]
    cells = cells_within(
        xs,
        ys,
        has_wall=lambda row, col: _closed(walls[col + 1], ys[row], ys[row + 1]),
        has_floor=lambda row, col: _closed(floors[row + 1], xs[col], xs[col + 1]),
    )
    return Grid(tuple(xs), tuple(ys), cells)


def cells_within(
    xs: Sequence[float], ys: Sequence[float], *, has_wall: Border, has_floor: Border
) -> tuple[GridCell, ...]:
    """Return the cells between column edges and row edges, joined where a border is missing.

    `has_wall` asks for the border right of the elementary cell (row, column), `has_floor` for the one below.
    """
    groups = _joined(len(ys) - 1, len(xs) - 1, has_wall, has_floor)
    cells = [cell for group in groups for cell in _rectangles(group)]
    return tuple(_cell(rectangle, xs, ys) for rectangle in sorted(cells))


def _column_edges(frame: Frame) -> list[float]:
    """The places of the column lines, and the ends of the row lines where a side is open."""
    xs = _distinct(stroke.at for stroke in frame.down)
    left, right = min(s.start for s in frame.across), max(s.end for s in frame.across)
    if xs[0] - left > _OPEN_SIDE:
        xs = [left, *xs]
    if right - xs[-1] > _OPEN_SIDE:
        xs = [*xs, right]
    return xs


def _row_edges(frame: Frame) -> list[float]:
    ys = _distinct(stroke.at for stroke in frame.across)
    top, bottom = min(s.start for s in frame.down), max(s.end for s in frame.down)
    if ys[0] - top > _OPEN_SIDE:
        ys = [top, *ys]
    if bottom - ys[-1] > _OPEN_SIDE:
        ys = [*ys, bottom]
    return ys


def _distinct(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NARROW:
            found.append(place)
    return found


def _joined(n_rows: int, n_cols: int, has_wall: Border, has_floor: Border) -> list[list[tuple[int, int]]]:
    """Groups of elementary cells that no border divides."""
    parent = list(range(n_rows * n_cols))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row in range(n_rows):
        for col in range(n_cols):
            here = row * n_cols + col
            if col + 1 < n_cols and not has_wall(row, col):
                parent[root(here + 1)] = root(here)
            if row + 1 < n_rows and not has_floor(row, col):
                parent[root(here + n_cols)] = root(here)
    groups: dict[int, list[tuple[int, int]]] = {}
    for index in range(n_rows * n_cols):
        groups.setdefault(root(index), []).append(divmod(index, n_cols))
    return list(groups.values())


def _at(strokes: Iterable[Stroke], place: float) -> list[Stroke]:
    return [stroke for stroke in strokes if -NEAR < stroke.at - place <= _NARROW]


def _closed(strokes: Iterable[Stroke], start: float, end: float) -> bool:
    drawn = sum(max(min(stroke.end, end) - max(stroke.start, start), 0.0) for stroke in strokes)
    return drawn >= _COVERED * (end - start)


def _rectangles(slots: Sequence[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """(row, col, row_span, col_span) of rectangles that fill `slots`: one, unless a line is missing.

    >>> _rectangles([(0, 0), (0, 1), (1, 0)])
    [(0, 0, 1, 2), (1, 0, 1, 1)]
    """
    runs: list[tuple[int, int, int, int]] = []
    for row, start, end in _runs(sorted(slots)):
        above = next((i for i, run in enumerate(runs) if _continues(run, row, start, end)), None)
        if above is None:
            runs.append((row, start, 1, end - start))
        else:
            first, col, height, width = runs[above]
            runs[above] = (first, col, height + 1, width)
    return runs


def _runs(slots: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Stretches of neighbouring slots of one row: (row, first column, column after the last)."""
    runs: list[tuple[int, int, int]] = []
    for row, col in slots:
        if runs and runs[-1][0] == row and runs[-1][2] == col:
            runs[-1] = (row, runs[-1][1], col + 1)
        else:
            runs.append((row, col, col + 1))
    return runs


def _continues(run: tuple[int, int, int, int], row: int, start: int, end: int) -> bool:
    first, col, height, width = run
    return first + height == row and col == start and col + width == end


def _cell(rectangle: tuple[int, int, int, int], xs: Sequence[float], ys: Sequence[float]) -> GridCell:
    row, col, row_span, col_span = rectangle
    return GridCell(
        row, col, row_span, col_span, Box(xs[col], ys[row], xs[col + col_span], ys[row + row_span])
    )


def without_strips(grid: Grid, words: Sequence[Box]) -> Grid:
    """Return the grid without the thin rows and columns that hold no word: bands of double lines."""
    rows = _kept(grid.ys, [box.centre[1] for box in words])
    cols = _kept(grid.xs, [box.centre[0] for box in words])
    if len(rows) == len(grid.ys) and len(cols) == len(grid.xs):
        return grid
    cells = (_moved(cell, rows, cols) for cell in grid.cells)
    xs, ys = (tuple(edges[i] for i in kept) for edges, kept in ((grid.xs, cols), (grid.ys, rows)))
    return Grid(xs, ys, tuple(cell for cell in cells if cell is not None), grid.is_open)


def _kept(edges: Sequence[float], centres: Sequence[float]) -> list[int]:
    """The edges that stay: the lower one of an empty thin strip goes, at the far end the upper one."""
    kept = [0]
    for index in range(1, len(edges)):
        start, end = edges[index - 1], edges[index]
        is_strip = end - start < _THIN and not any(start <= centre < end for centre in centres)
        if not is_strip:
            kept.append(index)
        elif index == len(edges) - 1 and len(kept) > 1:
            kept[-1] = index
    return kept if len(kept) > 1 else list(range(len(edges)))


def _moved(cell: GridCell, rows: Sequence[int], cols: Sequence[int]) -> GridCell | None:
    first_row, end_row = _index(rows, cell.row), _index(rows, cell.row + cell.row_span)
    first_col, end_col = _index(cols, cell.col), _index(cols, cell.col + cell.col_span)
    if first_row == end_row or first_col == end_col:
        return None
    return GridCell(first_row, first_col, end_row - first_row, end_col - first_col, cell.box)


def _index(kept: Sequence[int], edge: int) -> int:
    """The place of an edge among those kept; a dropped one takes the place of the kept one before it."""
    return sum(one <= edge for one in kept) - 1 if kept[-1] > edge else len(kept) - 1

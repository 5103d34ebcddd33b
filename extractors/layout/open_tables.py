"""Tables of horizontal rules only: head rule, rules between rows, foot rule, with open sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from extractors.layout.aligned_grid import HEAD_RULE, Level, aligned_grid, ends_of, levels_of
from extractors.layout.aligned_spans import PERIOD
from extractors.layout.chunk_rows import chunk_rows, chunked
from extractors.layout.chunks import ChunkRow
from extractors.layout.columns import Columns, find_columns
from extractors.layout.grid import Grid
from extractors.layout.headed_tables import headed_grid, shaded_grids, walled_head
from extractors.layout.lines import group_rows
from extractors.layout.parted_frames import rejoined
from extractors.layout.row_bands import VALUE
from extractors.layout.rulings import Stroke, merge_strokes, stroke_of
from extractors.layout.table_evidence import announces_table, is_ruled_table
from extractors.layout.underlined_heads import grids_under_heads
from schemas.geometry import Box
from schemas.page import Ruling, Word

_SAME_END: Final = 5.0  # points by which the rules of one table may differ at their ends
_TRIMMED: Final = 2  # stretches at either end that may turn out to belong to the text around
_APART: Final = 0.5  # font sizes between what stands in two columns, be it on one line or not
_DOUBLE: Final = 8.0  # points between the lines of a double rule
_LOW: Final = 2.4  # font sizes: the height of a row of one line, with its white
_ALIKE: Final = 1.15  # times the lowest row of the table beside it
_TITLE: Final = 1.3  # times the usual size between two rules
_WIDE: Final = 0.7  # of the width between two rules: a closed table that stands for itself
_ACROSS: Final = 3  # rows across a table that may follow each other, and the next row
_WHITE, _REACH = (
    10.0,
    60.0,
)  # points between rules that part tables side by side; to the next rule above and below


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What stands between two rules over the whole width that follow each other."""

    top: Level
    bottom: Level
    lines: tuple[ChunkRow, ...]

    @property
    def is_tabular(self) -> bool:
        chunks = sorted((chunk.x0, chunk.x1) for line in self.lines for chunk in line.chunks)
        reach = chunks[0][1]
        for x0, x1 in chunks[1:]:
            if x0 - reach > _APART * self.lines[0].size:
                return not any(map(announces_table, self.lines))
            reach = max(reach, x1)
        return False

    @property
    def height(self) -> float:
        return self.bottom.at - self.top.at

    def may_span(self, least: float) -> bool:
        """One line with little white around, or no higher than `least`: a row across the table."""
        return len(self.lines) == 1 and self.height <= max(_LOW * self.lines[0].size, _ALIKE * least)


def with_open_grids(
    drawn: Sequence[Grid], rulings: Sequence[Ruling], words: Sequence[Word], grounds: Sequence[Box]
) -> list[Grid]:
    """The drawn grids, small ones first, with those of horizontal rules only, and heads joined to their rows."""
    across = merge_strokes(stroke_of(rule) for rule in rulings if rule.is_horizontal)
    closed = [_filled(grid, words) for grid in rejoined(drawn, words, across)]
    closed, strokes = _with_rows(closed, words, _free_strokes(rulings, closed))
    whole = [grid for grid in closed if len(grid.ys) != 2]
    free = [word for word in words if not any(grid.box.contains(*word.box.centre) for grid in whole)]
    shaded = [
        grid
        for head in shaded_grids(grounds, closed)
        if (grid := headed_grid(head, words, closed, strokes)) is not None
    ]
    opened = find_open_grids(strokes, free, [grid.box for grid in whole if len(grid.cells) > 1])
    opened = _apart([*opened, *_underlined_heads(strokes, free, [*closed, *opened])])
    opened = _apart(
        [*shaded, *(grid for grid in opened if not any(_overlaps(grid.box, s.box) for s in shaded))]
    )
    closed = [grid for grid in closed if not any(other.box.holds(grid.box) for other in opened)]
    return sorted([*closed, *opened], key=lambda grid: (grid.box.area, grid.box))


def _with_rows(
    grids: Sequence[Grid], words: Sequence[Word], strokes: Sequence[Stroke]
) -> tuple[list[Grid], list[Stroke]]:
    """The grids, heads with the rows below them, and the strokes that none of them holds."""
    grown = [
        headed_grid(grid, words, grids, strokes) if _may_be_head(grid, words) else None for grid in grids
    ]
    longer = [grid for grid in grown if grid is not None]
    free = [stroke for stroke in strokes if not any(_on(stroke, grid.box) for grid in longer)]
    return [new or old for new, old in zip(grown, grids, strict=True)], free


def _may_be_head(grid: Grid, words: Sequence[Word]) -> bool:
    """True for one row, and for more that hold nothing but labels."""
    if len(grid.ys) == 2:
        return True
    texts = [word.text for word in words if grid.box.contains(*word.box.centre)]
    return not any(VALUE.fullmatch(text) and not PERIOD.fullmatch(text) for text in texts)


def _filled(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with the columns that no rule shows."""
    inside = [word for word in words if grid.box.contains(*word.box.centre)]
    return walled_head(grid, inside) or framed_grid(grid, inside) or grid


def _free_strokes(rulings: Iterable[Ruling], grids: Sequence[Grid]) -> list[Stroke]:
    """Horizontal rules outside the grids; a grid of one row, which may be the head of more, gives its own."""
    strokes = merge_strokes(stroke_of(rule) for rule in rulings if rule.is_horizontal)
    whole = [grid.box for grid in grids if len(grid.ys) > 2 or len(grid.cells) < 2]
    return [stroke for stroke in strokes if not any(_on(stroke, box) for box in whole)]


def _on(stroke: Stroke, box: Box) -> bool:
    """True where a stroke lies in a box or on its border."""
    middle = (stroke.start + stroke.end) / 2
    return box.top - 3 <= stroke.at <= box.bottom + 3 and box.x0 - 3 <= middle <= box.x1 + 3


def find_open_grids(
    strokes: Iterable[Stroke], words: Sequence[Word], closed: Sequence[Box] = ()
) -> list[Grid]:
    """Return the grids of tables that horizontal `strokes` divide; the words decide the columns.

    No such table goes on over one of the `closed` ones, least of all over one as wide: rules under headings stand above and below those.
    """
    levels = levels_of(strokes)
    parted = [part for level in levels for part in _parted(level, levels)]
    grids: list[Grid] = []
    for left, right, whole in _families(parted):
        own = [level for level in parted if _lies_within(level, left, right)]
        inside = [word for word in words if left - 2 <= word.box.centre[0] <= right + 2]
        wide = [
            box for box in closed if box.x0 <= right and left <= box.x1 and box.width > _WIDE * (right - left)
        ]
        for run in _runs(_stretches(whole, inside, wide)):
            grid = _best(run, own)
            if grid is not None and not any(_overlaps(grid.box, box) for box in closed):
                grids.append(grid)
    return _apart(grids)


def _is_in(level: Level, grid: Grid) -> bool:
    return any(_on(stroke, grid.box) for stroke in level.strokes)


def _underlined_heads(
    strokes: Sequence[Stroke], words: Sequence[Word], others: Sequence[Grid]
) -> Iterator[Grid]:
    """Tables whose only rule stands under the head; a box's lower border is no such rule."""
    levels = [level for level in levels_of(strokes) if not any(_is_in(level, grid) for grid in others)]
    if not levels:
        return iter(())
    free = [word for word in words if not any(grid.box.contains(*word.box.centre) for grid in others)]
    return grids_under_heads(levels, free)


def _families(levels: Sequence[Level]) -> list[tuple[float, float, list[Level]]]:
    """Levels that begin and end alike, two at least: the rules over the whole width of one table or more."""
    families: list[tuple[float, float, list[Level]]] = []
    for level in levels:
        left, right = min(s.start for s in level.strokes), max(s.end for s in level.strokes)
        own = next(
            (f for f in families if abs(f[0] - left) <= _SAME_END and abs(f[1] - right) <= _SAME_END), None
        )
        if own is None:
            families.append((left, right, [level]))
        else:
            own[2].append(level)
    return sorted((f for f in families if len(f[2]) >= 2), key=lambda f: (f[0] - f[1], f[2][0].at))


def _parted(level: Level, levels: Sequence[Level]) -> list[Level]:
    """The level cut at its whites, but for those that longer rules above and below run over: there are short rules of a head."""
    strokes = sorted(level.strokes, key=lambda stroke: stroke.start)
    parts = [[strokes[0]]]
    for stroke in strokes[1:]:
        end = max(one.end for one in parts[-1])
        if stroke.start - end > _WHITE and not _is_run_over(level, (end, stroke.start), levels):
            parts.append([])
        parts[-1].append(stroke)
    return [Level(level.at, tuple(part)) for part in parts]


def _is_run_over(level: Level, white: tuple[float, float], levels: Sequence[Level]) -> bool:
    over = [
        other.at - level.at
        for other in levels
        if 0 < abs(other.at - level.at) <= _REACH
        and any(s.start < white[0] and s.end > white[1] for s in other.strokes)
    ]
    return any(away < 0 for away in over) and any(away > 0 for away in over)


def _lies_within(level: Level, left: float, right: float) -> bool:
    return all(left - _SAME_END <= s.start and s.end <= right + _SAME_END for s in level.strokes)


def _runs(stretches: Sequence[_Stretch]) -> Iterator[Sequence[_Stretch]]:
    """Neighbouring stretches with words in columns, and rows across the table between them."""
    start = 0
    for end in range(1, len(stretches) + 1):
        if end < len(stretches) and _goes_on(stretches, end):
            continue
        if stretches[start].is_tabular:
            yield stretches[start:end]
        start = end


def _goes_on(stretches: Sequence[_Stretch], index: int) -> bool:
    above, here = stretches[index - 1], stretches[index]
    touches = here.top.at - above.bottom.at <= _DOUBLE
    is_part = here.is_tabular or _is_between(stretches, index)
    return touches and is_part and (above.is_tabular or _is_between(stretches, index - 1))


def _is_between(stretches: Sequence[_Stretch], index: int) -> bool:
    """A row across the table stands between two of its rows, or beside another such row."""
    around = (_next_rows(stretches, index, -1), _next_rows(stretches, index, 1))
    if not all(around):
        return False
    rows = [row for side in around for row in side]
    least = min(row.height for row in rows if row.is_tabular)
    return all(row.may_span(least) for row in [stretches[index], *rows] if not row.is_tabular)


def _next_rows(stretches: Sequence[_Stretch], index: int, step: int) -> list[_Stretch]:
    """The stretches above or below as far as the next with words in columns; none where nothing leads there."""
    found: list[_Stretch] = []
    while 0 <= index + step < len(stretches) and len(found) < _ACROSS:
        upper, lower = sorted((index, index + step))
        if stretches[lower].top.at - stretches[upper].bottom.at > _DOUBLE:
            return []
        index += step
        found.append(stretches[index])
        if found[-1].is_tabular:
            return found
    return []


def _stretches(levels: Sequence[Level], words: Sequence[Word], closed: Sequence[Box]) -> list[_Stretch]:
    """What stands between neighbouring rules; nothing stands between those of a double rule; no title or closed table does.

    All rows are cut at once: those of other stretches tell of columns close to each other.
    """
    parts = [
        (top, bottom, inside)
        for top, bottom in pairwise(levels)
        if (inside := [word for word in words if top.at < word.box.centre[1] < bottom.at])
        and not any(top.at < box.centre[1] < bottom.at for box in closed)
    ]
    part_of = {id(word): number for number, (*_, inside) in enumerate(parts) for word in inside}
    lines: list[list[ChunkRow]] = [[] for _ in parts]
    for row in chunked(line for *_, inside in parts for line in group_rows(inside)):
        lines[part_of[id(row.words[0])]].append(row)
    return [
        _Stretch(top, bottom, tuple(own))
        for (top, bottom, _), own in zip(parts, lines, strict=True)
        if not _is_titled(own)
    ]


def _is_titled(rows: Sequence[ChunkRow]) -> bool:
    """Whether a title in larger print stands first: the rule above it is the page's, not a table's."""
    return len(rows[0].chunks) == 1 and rows[0].size >= _TITLE * median(row.size for row in rows)


def _best(stretches: Sequence[_Stretch], levels: Sequence[Level]) -> Grid | None:
    """The grid of the most stretches that stand in columns together."""
    cuts = sorted((a + b, a, b) for a in range(_TRIMMED + 1) for b in range(_TRIMMED + 1))
    for _, before, behind in cuts:
        part = stretches[before : len(stretches) - behind]
        if not part:
            continue
        inner = [level for level in levels if part[0].top.at <= level.at <= part[-1].bottom.at]
        grid = grid_between([line for stretch in part for line in stretch.lines], inner)
        if grid is not None:
            return grid
    return None


def grid_between(lines: Sequence[ChunkRow], levels: Sequence[Level]) -> Grid | None:
    """The grid of lines between horizontal rules; None where they do not stand in columns."""
    columns = _columns_under_heads(lines, levels) or find_columns(lines)
    if columns is None:
        return None
    grid = aligned_grid(lines, columns, levels)
    return grid if is_ruled_table(lines, columns, grid) else None


def _columns_under_heads(lines: Sequence[ChunkRow], levels: Sequence[Level]) -> Columns | None:
    """The columns below heads that short rules underline: each stands over several, across the gaps between them."""
    first = next((level for level in levels if lines and lines[0].bottom <= level.at + 1), None)
    if first is None or len(levels) < 2 or first.covers(*ends_of(levels), share=HEAD_RULE):
        return None
    below = [line for line in lines if line.bottom > first.at + 1]
    under, whole = find_columns(below) if len(below) > 1 else None, find_columns(lines)
    return under if under is not None and whole is not None and under.count == whole.count else None


def framed_grid(grid: Grid, words: Sequence[Word]) -> Grid | None:
    """The grid of a table that is framed and has rules between rows, but none between columns."""
    if len(grid.xs) != 2 or len(grid.ys) < 3:
        return None
    levels = [Level(y, (Stroke(y, grid.xs[0], grid.xs[1]),)) for y in grid.ys]
    return grid_between(chunk_rows(words), levels)


def _apart(grids: Sequence[Grid]) -> list[Grid]:
    """The grids that share no ground, the larger first."""
    kept: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: (-grid.box.area, grid.box)):
        if not any(_overlaps(grid.box, other.box) for other in kept):
            kept.append(grid)
    return kept


def _overlaps(one: Box, other: Box) -> bool:
    return one.overlap(other) > 0.05 * min(one.area, other.area)

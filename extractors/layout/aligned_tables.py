"""Tables without rules: runs of rows whose words stand in the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from extractors.layout.aligned_grid import aligned_grid
from extractors.layout.chunks import ChunkRow, chunk_rows
from extractors.layout.columns import Columns, find_columns
from extractors.layout.grid import Grid
from extractors.layout.table_evidence import announces_table, is_aligned_table
from schemas.page import Word

_BETWEEN: Final = 3  # lines of a long cell between two rows that fill several columns
_FAR: Final = 2.2  # font sizes between the rows of one table
_CLOSE: Final = 0.95  # font sizes between the lines of one cell
_DEPTH: Final = 2  # times that a run is cut in two
_PART: Final = 3  # rows of each part at least
_TRIMMED: Final = 2  # rows at either end that may turn out to belong to the text around


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table found among words: its grid and its words."""

    grid: Grid
    words: tuple[Word, ...]


def find_aligned(words: Iterable[Word]) -> list[Aligned | tuple[Word, ...]]:
    """Divide the words of a stretch of text into tables and the rest, from top to bottom."""
    words = tuple(words)
    rows = chunk_rows(words)
    tables = [table for first, end in _runs(rows) for table in _tables(rows, first, end)]
    found: list[Aligned | tuple[Word, ...]] = []
    done = 0
    for start, stop, grid in tables:
        found += [_words(rows[done:start])] if start > done else []
        found.append(Aligned(grid, _words(rows[start:stop])))
        done = stop
    if not found:
        return [words] if words else []
    return [*found, _words(rows[done:])] if done < len(rows) else found


def _tables(rows: Sequence[ChunkRow], first: int, end: int, depth: int = 0) -> list[tuple[int, int, Grid]]:
    """The table of a run, or those of its two parts above and below the widest gap."""
    if end - first < 2:
        return []
    table = _best(rows, first, end)
    if table is not None or depth == _DEPTH or end - first < 2 * _PART:
        return [table] if table is not None else []
    cut = max(range(first + 1, end), key=lambda i: rows[i].top - rows[i - 1].bottom)
    upper = _tables(rows, first, cut, depth + 1)
    return [*upper, *_tables(rows, upper[-1][1] if upper else cut, end, depth + 1)]


def _words(rows: Iterable[ChunkRow]) -> tuple[Word, ...]:
    return tuple(word for row in rows for word in row.words)


def _runs(rows: Sequence[ChunkRow]) -> list[tuple[int, int]]:
    """Stretches of rows, most of them with several chunks: first row, row after the last."""
    several = [i for i, row in enumerate(rows) if _may_be_row(row)]
    runs: list[tuple[int, int]] = []
    for index in several:
        if runs and _follows(rows, runs[-1][1] - 1, index):
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return [run for run in runs if run[1] - run[0] >= 2]


def _may_be_row(row: ChunkRow) -> bool:
    return len(row.chunks) >= 2 and not row.has_leader and not announces_table(row)


def _follows(rows: Sequence[ChunkRow], last: int, index: int) -> bool:
    """True where nothing but lines of cells stands between two rows."""
    if index - last - 1 > _BETWEEN or any(announces_table(row) for row in rows[last + 1 : index]):
        return False
    if rows[index].top - rows[index - 1].bottom > _FAR * rows[index].size:
        return False
    return all(_is_close(rows, i) for i in range(last + 1, index))


def _is_close(rows: Sequence[ChunkRow], index: int) -> bool:
    """True where a line stands as close to one of its neighbours as lines of a cell do."""
    above, row, below = rows[index - 1 : index + 2]
    return min(row.top - above.bottom, below.top - row.bottom) <= _CLOSE * row.size


def _best(rows: Sequence[ChunkRow], first: int, end: int) -> tuple[int, int, Grid] | None:
    """The longest table within a run: rows at its ends may be lines with a wide gap."""
    cuts = sorted((a + b, a, b) for a in range(_TRIMMED + 1) for b in range(_TRIMMED + 1))
    for _, before, behind in cuts:
        start, stop = first + before, end - behind
        if stop - start < 2:
            continue
        columns = find_columns(rows[start:stop])
        if columns is None:
            return None
        stop = _with_tail(rows, stop, columns)
        lines = rows[start:stop]
        grid = aligned_grid(lines, columns)
        announced = any(announces_table(row) for row in rows[max(start - 2, 0) : start])
        if is_aligned_table(lines, columns, grid, announced=announced):
            return start, stop, grid
    return None


def _with_tail(rows: Sequence[ChunkRow], stop: int, columns: Columns) -> int:
    """The row after the last line of the table's last cells: close below, inside a column but the first."""
    while stop < len(rows) and stop > 0:
        row, above = rows[stop], rows[stop - 1]
        reaches = [columns.reach(chunk) for chunk in row.chunks]
        inside = all(first == last > 0 for first, last in reaches)
        if not inside or row.top - above.bottom > _CLOSE * row.size or announces_table(row):
            break
        stop += 1
    return stop

"""Tables without rules: runs of rows whose words stand in the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from extractors.layout.aligned_grid import aligned_grid
from extractors.layout.chunk_rows import chunked
from extractors.layout.chunks import ChunkRow
from extractors.layout.columns import Columns, find_columns
from extractors.layout.grid import Grid
from extractors.layout.paired_texts import are_paired_texts
from extractors.layout.row_runs import find_blocks, find_cores, grown
from extractors.layout.table_evidence import announces_table, fill_table, prose_columns, stand_as_table
from schemas.page import Word

_CLOSE: Final = 0.95  # font sizes between the lines of one cell
_TRIMMED: Final = 2  # rows at either end that may turn out to belong to the text around


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table found among words: its grid and its words."""

    grid: Grid
    words: tuple[Word, ...]


def find_aligned(lines: Sequence[Sequence[Word]]) -> list[Aligned | tuple[Word, ...]]:
    """Divide the lines of a stretch of text into tables and the rest, from top to bottom."""
    words = tuple(word for line in lines for word in line)
    rows = chunked(lines)
    tables = [table for first, end in find_blocks(rows) for table in _tables(rows, first, end)]
    found: list[Aligned | tuple[Word, ...]] = []
    done = 0
    for start, stop, grid in tables:
        found += [_words(rows[done:start])] if start > done else []
        found.append(Aligned(grid, _words(rows[start:stop])))
        done = stop
    if not found:
        return [words] if words else []
    return [*found, _words(rows[done:])] if done < len(rows) else found


def _tables(rows: Sequence[ChunkRow], first: int, end: int) -> list[tuple[int, int, Grid]]:
    """The tables of a block: the surest, then those above and below it."""
    for core in find_cores(rows, first, end):
        start, stop = grown(rows, core, (first, end))
        table = _best(rows, start, stop)
        if table is not None:
            above, below = _tables(rows, first, table[0]), _tables(rows, table[1], end)
            return [*above, table, *below]
    return []


def _words(rows: Iterable[ChunkRow]) -> tuple[Word, ...]:
    return tuple(word for row in rows for word in row.words)


def _best(rows: Sequence[ChunkRow], first: int, end: int) -> tuple[int, int, Grid] | None:
    """The longest table within a run: rows at its ends may be lines with a wide gap."""
    whole = find_columns(rows[first:end])
    if whole is None:
        return None
    if prose_columns(rows[first:end], whole) > 1 and not are_paired_texts(rows[first:end], whole):
        return None
    cuts = sorted((a + b, a, b) for a in range(_TRIMMED + 1) for b in range(_TRIMMED + 1))
    for _, before, behind in cuts:
        start, stop = first + before, end - behind
        if stop - start < 2:
            continue
        columns = find_columns(rows[start:stop])
        if columns is None:
            return None
        stop = _with_tail(rows, start, stop, columns)
        lines = rows[start:stop]
        announced = any(announces_table(row) for row in rows[max(start - 2, 0) : start])
        if not stand_as_table(lines, columns, announced=announced):
            continue
        grid = aligned_grid(lines, columns)
        if fill_table(lines, columns, grid, announced=announced):
            return start, stop, grid
    return None


def _with_tail(rows: Sequence[ChunkRow], start: int, stop: int, columns: Columns) -> int:
    """The row after the last line of the table's last cells: close below, inside a column, in the first a label's or a text's."""
    is_paired = are_paired_texts(rows[start:stop], columns)
    while stop < len(rows) and stop > 0:
        row, above = rows[stop], rows[stop - 1]
        reaches = [columns.reach(chunk) for chunk in row.chunks]
        starts = {columns.reach(chunk) for chunk in above.chunks}
        inside = all(
            first == last and (first > 0 or is_paired or starts == {(0, 0)}) for first, last in reaches
        )
        if not inside or row.top - above.bottom > _CLOSE * row.size or announces_table(row):
            break
        stop += 1
    return stop

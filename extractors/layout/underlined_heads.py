"""Tables whose only rule stands under the head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extractors.kept import kept
from extractors.layout.aligned_grid import Level, aligned_grid
from extractors.layout.chunk_rows import chunk_rows
from extractors.layout.chunks import ChunkRow
from extractors.layout.columns import find_columns
from extractors.layout.grid import Grid
from extractors.layout.lines import group_rows
from extractors.layout.row_runs import Gap, LineBand, find_blocks, find_cores, grown, may_follow
from extractors.layout.table_evidence import is_aligned_table
from schemas.page import Word

_HEAD_ROWS: Final = 4  # lines of a head over the only rule of a table
_ABOUT: Final = 6.0  # font sizes from a rule


def grids_under_heads(levels: Iterable[Level], words: Sequence[Word]) -> Iterator[Grid]:
    """The grids of tables with one of the `levels` under their head; `words` stand in no other table."""
    strips: dict[Gap, _Strip] = {}
    for level in levels:
        ends = min(s.start for s in level.strokes), max(s.end for s in level.strokes)
        if ends not in strips:
            strips[ends] = _Strip.of(*ends, words)
        for rows, above in strips[ends].blocks_over(level):
            if 1 <= above <= _HEAD_ROWS and len(rows) - above >= 2:
                grid = _under_head(rows, above, level)
                if grid is not None:
                    yield grid


@dataclass(frozen=True)
class _Strip:
    """What stands over and under a rule: the words between its ends."""

    words: tuple[Word, ...]

    @classmethod
    def of(cls, left: float, right: float, words: Iterable[Word]) -> _Strip:
        return cls(tuple([word for word in words if left - 2 <= word.box.centre[0] <= right + 2]))

    @kept
    def rows(self) -> list[ChunkRow]:
        return chunk_rows(self.words)

    @kept
    def blocks(self) -> list[tuple[int, int]]:
        return find_blocks(self.rows)

    def blocks_over(self, level: Level) -> Iterator[tuple[Sequence[ChunkRow], int]]:
        """The blocks that may be one table with rows over a rule, and how many those are.

        Under most rules, as below a running title, no row can go on: what the lines are cut into need not be known.
        """
        foot = level.at + 1
        if not any(
            (one.bottom <= foot) != (other.bottom <= foot) and may_follow(one, other)
            for one, other in pairwise(self._bands_by(level))
        ):
            return
        for first, end in self.blocks:
            rows = self.rows[first:end]
            yield rows, sum(row.bottom <= foot for row in rows)

    def _bands_by(self, level: Level) -> list[LineBand]:
        """The lines about a rule, from top to bottom: many more than may follow each other over it."""
        reach = _ABOUT * max([max(word.size_pt, word.box.height) for word in self.words], default=0.0)
        near = [word for word in self.words if abs(word.box.centre[1] - level.at) <= reach]
        return sorted(map(LineBand.of, group_rows(near)))


def _under_head(rows: Sequence[ChunkRow], heads: int, level: Level) -> Grid | None:
    """The grid of the most rows below a head that stand in columns; the head itself must."""
    if max(len(row.chunks) for row in rows[:heads]) < 2:
        return None
    for core in find_cores(rows, 0, len(rows)):
        _, stop = grown(rows, core, (0, len(rows)))
        columns = find_columns(rows[:stop])
        if columns is None or stop - heads < 2:
            continue
        grid = aligned_grid(rows[:stop], columns, [level])
        if is_aligned_table(rows[:stop], columns, grid, announced=True):
            return grid
    return None

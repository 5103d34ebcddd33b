"""Questions beside their answers, and the like: two columns of text over several lines, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extractors.layout.chunks import ChunkRow
from extractors.layout.columns import Columns

_ROWS, _LONGER = 4, 2  # rows of such a table; of them with more than one line
_JUMP: Final = 0.2  # of the font size by which the white between rows passes that between lines
_CLOSE: Final = 0.95  # of the font size: lines of one cell stand no farther apart
_LEVEL: Final = 2  # texts that begin each row side by side


def are_paired_texts(lines: Sequence[ChunkRow], columns: Columns) -> bool:
    """True where wider white parts two columns of text at once into rows, and each row begins in both.

    Paragraphs of two columns of a page begin on levels of their own.
    """
    if columns.count != _LEVEL:
        return False
    rows = _rows(lines)
    longer = sum(len(row) > 1 for row in rows)
    if len(rows) < _ROWS or longer < _LONGER:
        return False
    return all({columns.reach(chunk) for chunk in row[0].chunks} == {(0, 0), (1, 1)} for row in rows)


def _rows(lines: Sequence[ChunkRow]) -> list[list[ChunkRow]]:
    """The lines by rows: the widest jump between whites tells which of them part rows."""
    whites = [(below.top - above.bottom) / max(above.size, 1.0) for above, below in pairwise(lines)]
    jumps = [
        (large - small, (small + large) / 2)
        for small, large in pairwise(sorted(whites))
        if large - small >= _JUMP and small <= _CLOSE
    ]
    if not jumps:
        return []
    limit = max(jumps)[1]
    rows = [[lines[0]]]
    for white, line in zip(whites, lines[1:], strict=True):
        if white > limit:
            rows.append([])
        rows[-1].append(line)
    return rows

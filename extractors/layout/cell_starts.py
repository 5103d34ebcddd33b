"""Cells of a scan between which little white is left: dust in a gutter, or a letter read too wide; the cells around tell them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from schemas.page import Word

_LEAST: Final = 0.45  # of the font size: white between two such cells
_AT: Final = 0.15  # of the font size: between starts that are one
_STARTS: Final = 3  # cells of rows around that start there


def parted_at_starts(
    words: Sequence[Word], rows: Sequence[Sequence[tuple[float, float]]]
) -> list[list[Word]]:
    """`words` that stand together, cut where several cells of the rows around start; a row is given by the ends of its cells."""
    starts = [start for row in rows for start, _ in row[1:]]
    parts: list[list[Word]] = [[words[0]]]
    for before, word in pairwise(words):
        end, start = before.box.x1, word.box.x0
        alike = sum(abs(other - start) <= _AT * word.size_pt for other in starts)
        is_over = any(x0 < end and x1 > start for row in rows for x0, x1 in row)
        if alike >= _STARTS and start - end >= _LEAST * word.size_pt and not is_over:
            parts.append([])
        parts[-1].append(word)
    return parts

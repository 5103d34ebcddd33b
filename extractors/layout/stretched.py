"""Lines of prose whose blanks were stretched to fill a narrow column: they look like cells side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from extractors.layout.aligned_tables import Aligned, find_aligned
from extractors.layout.lines import group_rows
from schemas.page import Word

_EVEN: Final = 1.25  # times the narrowest gap of a line: a stretched line has gaps of one width
_UNLIKE: Final = 1.3  # times the narrowest: the gaps of other lines
_MOST: Final = 0.6  # of the lines
_FEWEST: Final = 2
_HANGUL = re.compile("[가-힣]")


def tables_without_rules(words: Iterable[Word]) -> list[Aligned | tuple[Word, ...]]:
    """Divide words into tables without rules and the rest, from top to bottom; stretched prose is rest."""
    found: list[Aligned | tuple[Word, ...]] = []
    for piece in find_aligned(words):
        rest = piece.words if isinstance(piece, Aligned) and is_stretched(piece.words) else piece
        before = found[-1] if found else None
        if isinstance(rest, tuple) and isinstance(before, tuple):
            found[-1] = (*before, *rest)
        else:
            found.append(rest)
    return found


def is_stretched(words: Iterable[Word]) -> bool:
    """True where most lines have gaps of one width, each line of another: cells would give all lines the same."""
    spaced = [gaps for row in group_rows(words) if len(gaps := _gaps(row)) > 1 and _is_korean(row)]
    even = [min(gaps) for gaps in spaced if max(gaps) <= _EVEN * min(gaps)]
    if len(even) < max(_FEWEST, _MOST * len(spaced)):
        return False
    return max(even) >= _UNLIKE * min(even)


def _gaps(row: Sequence[Word]) -> list[float]:
    return [max(after.box.x0 - before.box.x1, 0.1) for before, after in pairwise(row)]


def _is_korean(row: Sequence[Word]) -> bool:
    return any(_HANGUL.search(word.text) for word in row)

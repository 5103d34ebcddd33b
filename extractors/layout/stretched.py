"""Lines of prose whose blanks were stretched to fill a narrow column: they look like cells side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median
from typing import Final

from extractors.layout.aligned_tables import Aligned, find_aligned
from schemas.page import Word

_EVEN: Final = 1.25  # times the narrowest gap of a line: a stretched line has gaps of one width
_UNLIKE: Final = 1.3  # times the narrowest: the gaps of other lines
_MOST: Final = 0.6  # of the lines
_FEWEST: Final = 2
_LEAST_GAPS: Final = 4  # of a line that is told by itself
_WIDE: Final = 1.0  # sizes between its words
_TORN, _ODD = 0.5, 0.15  # of the usual gap: narrower is inside a word; how much the others may differ from it
_ALIKE: Final = 0.8  # of the wide gaps
_AT: Final = 0.25  # sizes between places that are one
_BY_CHANCE: Final = 0.5  # of the lines: so many may stand over the next without columns
_HANGUL = re.compile("[가-힣]")

LinesOf = Callable[[Sequence[Word]], Sequence[Sequence[Word]]]


def tables_without_rules(
    words: Sequence[Word], lines_of: LinesOf, flags: Sequence[bool]
) -> list[Aligned | tuple[Word, ...]]:
    """Divide words into tables without rules and the rest, from top to bottom; stretched prose is rest.

    `lines_of` groups words; `flags` are what `stretched_rows` tells of their lines.
    """
    found: list[Aligned | tuple[Word, ...]] = []
    for piece in _pieces(words, lines_of, flags):
        is_prose = isinstance(piece, Aligned) and is_stretched(lines_of(piece.words))
        rest = piece.words if isinstance(piece, Aligned) and is_prose else piece
        before = found[-1] if found else None
        if isinstance(rest, tuple) and isinstance(before, tuple):
            found[-1] = (*before, *rest)
        else:
            found.append(rest)
    return found


def _pieces(
    words: Sequence[Word], lines_of: LinesOf, flags: Sequence[bool]
) -> Iterator[Aligned | tuple[Word, ...]]:
    """What stands between stretched lines, divided; those lines as they are."""
    rows = lines_of(words)
    if not any(flags):
        yield from find_aligned(rows)
        return
    for is_line, group in groupby(zip(flags, rows, strict=True), key=itemgetter(0)):
        inside = [word for _, row in group for word in row]
        yield from [tuple(inside)] if is_line else find_aligned(lines_of(inside))


def stretched_rows(rows: Sequence[Sequence[Word]]) -> list[bool]:
    """For each line whether it is prose drawn out over the page: many wide gaps of one width, over no columns.

    One such line alone may be the head of a table, or two lines of two columns: it takes two.
    """
    found = [False, *_drawn_out(rows), False]
    return [is_it and (found[at] or found[at + 2]) for at, is_it in enumerate(found[1:-1])]


def _drawn_out(rows: Sequence[Sequence[Word]]) -> list[bool]:
    even = [_is_drawn_out(row) for row in rows]
    if not any(even):
        return even
    beside = zip([(), *rows[:-1]], [*rows[1:], ()], strict=True)
    return [
        is_even and not any(_stands_over(row, other) for other in others)
        for is_even, row, others in zip(even, rows, beside, strict=True)
    ]


def _is_drawn_out(row: Sequence[Word]) -> bool:
    """True for gaps of one width, but for narrow ones in words that OCR tore and behind bullets."""
    if len(row) <= _LEAST_GAPS:
        return False
    gaps = _gaps(row)
    middle = median(gaps)
    if middle < _WIDE * median([word.size_pt for word in row]) or not _is_mostly_korean(row):
        return False
    wide = [gap for gap in gaps if gap > _TORN * middle]
    like = sum(abs(gap - middle) <= _ODD * middle for gap in wide)
    return like >= max(_LEAST_GAPS, _ALIKE * len(wide))


def _is_mostly_korean(row: Sequence[Word]) -> bool:
    return sum(_HANGUL.search(word.text) is not None for word in row) >= _MOST * len(row)


def _stands_over(row: Sequence[Word], other: Sequence[Word]) -> bool:
    """True where most words but the outer ones stand over those of the other line, all by their starts, middles or ends."""
    inner = row[1:-1]
    return any(
        2 * sum(any(abs(place(word) - place(one)) <= _AT * word.size_pt for one in other) for word in inner)
        > len(inner)
        for place in (_start, _middle, _end)
    )


def _start(word: Word) -> float:
    return word.box.x0


def _middle(word: Word) -> float:
    return word.box.centre[0]


def _end(word: Word) -> float:
    return word.box.x1


def is_stretched(lines: Sequence[Sequence[Word]]) -> bool:
    """True where most of the lines have gaps of one width, each line of another, and their words do not stand in columns.

    Cells in the middle of columns as wide as each other have such gaps too, but one stands over the other.
    """
    rows = [(row, gaps) for row in lines if len(gaps := _gaps(row)) > 1 and _is_korean(row)]
    even = [
        (row, min(gaps)) for row, gaps in rows if max(gaps) <= _EVEN * min(gaps) and _is_mostly_korean(row)
    ]
    if len(even) < max(_FEWEST, _MOST * len(rows)):
        return False
    over = sum(_stands_over(row, other) for (row, _), (other, _) in pairwise(even))
    if over > _BY_CHANCE * (len(even) - 1):
        return False
    return max(gap for _, gap in even) >= _UNLIKE * min(gap for _, gap in even)


def _gaps(row: Sequence[Word]) -> list[float]:
    return [max(after.box.x0 - before.box.x1, 0.1) for before, after in pairwise(row)]


def _is_korean(row: Sequence[Word]) -> bool:
    return any(_HANGUL.search(word.text) for word in row)

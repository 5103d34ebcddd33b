"""Alleys: white that goes down through the rows of a scan, little wider than its blanks, between columns close to each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extractors.layout.markers import is_marker
from extractors.layout.unwritten_blanks import cut_at, gap_of, shared_white
from schemas.page import Word

_LEAST: Final = 0.36  # of the font size: white between two columns
_BLANK, _WIDEST_BLANK = 0.4, 0.95  # of the font size: between words, where the rows show none; at most
_OVER: Final = 1.2  # times a blank that it is at least
_WIDER, _WIDE = 1.3, 0.55  # times a blank, and of the font size: white behind words of one width
_AT: Final = 0.15  # of the font size: between ends that are one
_SHARED: Final = 0.2  # of the font size that the white of two rows has in common
_TELLING, _MANY = (
    3,
    5,
)  # rows next above and below that have it; of them enough where it is no wider than a blank

# "12,400", "△3.5%", "07:00~22:00"
FIGURE = re.compile(r"(?:[△▲+-]?\d[\d,]*(?:\.\d+)?%?|\d{1,2}:\d\d(?:[~–-]\d{1,2}:\d\d)?)")
_BEHIND = re.compile(rf"{FIGURE.pattern}|.*[가-힣A-Za-z].*[가-힣A-Za-z].*")  # no unit of one letter
_AMOUNT = re.compile(r"\d[.,]\d")
_FIGURES: Final = 0.6  # of the rows that have numbers there

Rows = Sequence[Sequence[Word]]


def parted_at_alleys(
    words: Sequence[Word], above: Rows, below: Rows, *, opens: bool = True
) -> list[list[Word]]:
    """`words` that stand together, cut at white that the rows next `above` and `below` have too, ending or beginning alike.

    `opens` says that they begin the row: behind a bullet stands no column.
    Words of one width before it, as the years of dates, say no more than that the rows are alike: there it must be wider.
    """
    is_marked = opens and is_marker(words[0].text)
    if len(words) < 2 + is_marked or max(map(gap_of, pairwise(words))) < _LEAST:
        return [list(words)]
    blank = blank_of([words, *above, *below])

    def is_alley(pair: tuple[Word, Word]) -> bool:
        gap = gap_of(pair)
        if gap < _LEAST or pair[1].glued or (is_marked and pair[0] is words[0]):
            return False
        telling = [*_telling(pair, above), *_telling(pair, below)]
        is_figure = _are_figures([pair, *telling])
        if is_figure or gap < blank:
            return is_figure
        unlike = sum(not _is_alike(pair[0], other[0]) for other in telling)
        if unlike >= _MANY or (unlike >= _TELLING and gap >= _OVER * blank):
            return True
        return len(telling) >= _TELLING and gap >= max(_WIDE, _WIDER * blank)

    return cut_at(words, is_alley)


def blank_of(rows: Rows) -> float:
    """The gap between words by the narrower third of the gaps in these rows: white between columns may be among the others."""
    gaps = [gap_of(pair) for row in rows for pair in pairwise(row) if not pair[1].glued]
    narrow = sorted(gap for gap in gaps if gap <= _WIDEST_BLANK)
    return narrow[len(narrow) // 3] if len(narrow) > _TELLING else _BLANK


def _telling(pair: tuple[Word, Word], rows: Rows) -> list[tuple[Word, Word]]:
    """The words on both sides of the white in the first of the rows, up to one that is written over it."""
    start, end, size = pair[0].box.x1, pair[1].box.x0, pair[1].size_pt
    found: list[tuple[Word, Word]] = []
    for row in rows:
        beside = next(
            (both for both in pairwise(row) if shared_white(both, (start, end)) >= _SHARED * size), None
        )
        if beside is not None:
            is_own = not lies_in(pair, (beside[0].box.x1, beside[1].box.x0)) and _is_at(
                beside, start, end, _AT * size
            )
            found += [beside] if is_own else []
        elif row[0].box.x0 < end - _AT * size and row[-1].box.x1 > start + _AT * size:
            break
    return found


def _are_figures(pairs: Sequence[tuple[Word, Word]]) -> bool:
    """True for numbers before other numbers or before words that differ: what stands behind a number in a text is its unit.

    The head above them holds none.
    """
    told = [both for both in pairs if FIGURE.fullmatch(both[0].text) and _BEHIND.fullmatch(both[1].text)]
    near = sum(gap_of(both) <= _WIDEST_BLANK for both in pairs)  # wider white parts cells by itself
    fewest = _TELLING if any(_AMOUNT.search(both[0].text) for both in told) else _TELLING + 1
    is_figure = pairs[0] in told and len(told) >= max(fewest, _FIGURES * near)
    return is_figure and len({both[1].text for both in told}) > 1 and len({both[0].text for both in told}) > 1


def lies_in(pair: tuple[Word, Word], white: tuple[float, float]) -> bool:
    """True where one of the two words lies in the white whole: it stands in a wide gutter, at the edge of the column beside."""
    return pair[0].box.x0 >= white[0] or pair[1].box.x1 <= white[1]


def _is_at(pair: tuple[Word, Word], start: float, end: float, reach: float) -> bool:
    is_wide = gap_of(pair) >= _LEAST
    return is_wide and (abs(pair[0].box.x1 - start) <= reach or abs(pair[1].box.x0 - end) <= reach)


def _is_alike(one: Word, other: Word) -> bool:
    """True for words of one width at one place."""
    reach = _AT * one.size_pt
    return abs(one.box.x0 - other.box.x0) <= reach and abs(one.box.x1 - other.box.x1) <= reach

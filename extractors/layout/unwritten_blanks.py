"""Cells that stand about a blank apart: where the text layer writes blanks, a gap without one parts them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extractors.kept import kept
from extractors.layout.markers import is_marker
from schemas.page import Word

_LEAST: Final = 0.2  # of the font size: a gap that no letter-spacing makes
_MOST: Final = 0.9  # a wider one parts cells by itself
_FEW: Final = 3  # words of a row between which a wider one may still part cells
_REACH: Final = 0.05  # of the font size that words beside a gap may reach into it
_TELLING: Final = 2  # rows next above and below that part cells there
_SHARED: Final = 0.15  # of the font size that the gaps of two rows have in common
_EVEN, _JUSTIFIED = 0.06, 3  # font sizes by which the gaps of a justified line differ; of so many at least

Gap = tuple[float, float]


def gap_of(pair: tuple[Word, Word]) -> float:
    """The gap between two words, in font sizes."""
    before, word = pair
    size, own = before.size_pt, word.size_pt
    # As `max` does, in a third of the time: no gap is asked about once only.
    size = own if own > size else size
    return (word.box.x0 - before.box.x1) / (size if size > 1.0 else 1.0)


def is_unwritten(pair: tuple[Word, Word]) -> bool:
    """True for a gap as wide as a blank where the text layer writes none, but between two letters, which may be of a spaced word."""
    before, word = pair
    return is_bare(pair) and (not len(before.text) == len(word.text) == 1 or before.text.isdigit())


def is_bare(pair: tuple[Word, Word]) -> bool:
    """True for a gap as wide as a blank where the text layer writes none."""
    return pair[0].bare_after and not pair[1].glued and gap_of(pair) >= _LEAST


def _cell_gap_in(words: Sequence[Word]) -> Callable[[tuple[Word, Word]], bool]:
    """What tells a gap between cells: letters set apart without a blank, as in 구   분, may be one word."""
    is_spaced = all(len(word.text) == 1 for word in words) and not any(w.blank_after for w in words[:-1])
    return is_unwritten if is_spaced else is_bare


def cut_at(words: Sequence[Word], is_cut: Callable[[tuple[Word, Word]], bool]) -> list[list[Word]]:
    """`words` cut between those pairs."""
    parts: list[list[Word]] = [[words[0]]]
    for pair in pairwise(words):
        if is_cut(pair):
            parts.append([])
        parts[-1].append(pair[1])
    return parts


@dataclass(frozen=True)
class BareRow:
    """A row and what it tells of columns to those around it: many gaps of theirs are held against its own."""

    words: Sequence[Word]

    @kept
    def gaps(self) -> list[Gap]:
        """Where cells may be parted, as the text layer writes no blank there."""
        return [(a.box.x1, b.box.x0) for a, b in pairwise(self.words) if is_unwritten((a, b))]

    @kept
    def is_justified(self) -> bool:
        """True for a line whose gaps are no columns."""
        return is_justified(self.words)


def parted_at_unwritten(
    words: Sequence[Word],
    above: Sequence[BareRow],
    below: Sequence[BareRow],
    *,
    opens: bool = True,
) -> list[list[Word]]:
    """`words` that stand together, cut at gaps without a blank that the rows next `above` and `below` have too.

    `opens` says that they begin the row: behind a bullet stands no column.
    """
    is_marked = opens and is_marker(words[0].text)
    is_cell_gap = _cell_gap_in(words)

    def is_cut(pair: tuple[Word, Word]) -> bool:
        is_near = gap_of(pair) <= _MOST or len(words) <= _FEW
        is_bullet = is_marked and pair[0] is words[0]
        return is_near and not is_bullet and is_cell_gap(pair) and _told(pair, above, below)

    return cut_at(words, is_cut)


def is_justified(words: Sequence[Word]) -> bool:
    """True for words that all stand apart by one gap, without a blank: a justified line, its words set one by one."""
    gaps = [gap_of(pair) for pair in pairwise(words) if not pair[1].glued]
    is_set = len(gaps) >= _JUSTIFIED and not any(word.blank_after for word in words[:-1])
    return is_set and max(gaps) - min(gaps) <= _EVEN


def _told(pair: tuple[Word, Word], above: Sequence[BareRow], below: Sequence[BareRow]) -> bool:
    gap, size = (pair[0].box.x1, pair[1].box.x0), pair[1].size_pt
    return _telling(gap, size, above) + _telling(gap, size, below) >= _TELLING


def _telling(gap: Gap, size: float, rows: Sequence[BareRow]) -> int:
    """How many of the rows part cells in the gap, up to the first that is written over it."""
    start, end = gap
    least, reach = _SHARED * size, _REACH * size
    telling = 0
    for row in rows:
        if any(min(right, end) - max(left, start) >= least for left, right in row.gaps):
            telling += not row.is_justified
        elif row.words[0].box.x0 < end - reach and row.words[-1].box.x1 > start + reach:
            break
    return telling


def shared_white(pair: tuple[Word, Word], gap: Gap) -> float:
    """How much of a gap is white between two words too, in points; less than nothing where it is none of it."""
    return min(pair[1].box.x0, gap[1]) - max(pair[0].box.x1, gap[0])


def parted_in_gutters(words: Sequence[Word], gutters: Sequence[Gap]) -> list[list[Word]]:
    """`words` cut at the gaps without a blank that lie in one of the known `gutters`."""
    is_cell_gap = _cell_gap_in(words)
    return cut_at(
        words,
        lambda pair: (
            is_cell_gap(pair) and any(shared_white(pair, gap) >= _SHARED * pair[1].size_pt for gap in gutters)
        ),
    )

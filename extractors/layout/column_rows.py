"""Lines as columns are sought in them: cut at wide gaps, parted at a gutter, with what is asked of them again and again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final

from extractors.kept import kept
from extractors.layout.lines import dominant_size, group_rows
from extractors.layout.markers import find_marker, rank_of
from extractors.layout.table_evidence import announces, may_announce
from schemas.geometry import Box, enclosing
from schemas.page import Word

GUTTER: Final = 10.0  # points between two columns

_INK: Final = 0.6  # of the line that is no blank
_LETTERS, _CHARACTERS = 3, 9  # of Hangul and in all in a full line
_TALL: Final = 1.5  # times the highest word: more is two lines
_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True)
class HalfLine:
    """The words of a line on one side of a gutter, from left to right."""

    words: tuple[Word, ...]

    @kept
    def box(self) -> Box:
        """The box around its words."""
        return enclosing([word.box for word in self.words])

    @kept
    def is_marked(self) -> bool:
        """True where a bullet opens it."""
        text = " ".join([word.text for word in self.words[:3]])
        marker = find_marker(text)
        return marker is not None and len(text) > len(marker) + 2 and rank_of(marker) is not None

    @kept
    def is_written(self) -> bool:
        """True for words with blanks between them, and not for numbers far from each other."""
        ink = sum([word.box.width for word in self.words])
        text = "".join([word.text for word in self.words])
        is_text = len(text) >= _CHARACTERS and len(_HANGUL.findall(text)) >= _LETTERS
        return is_text and ink >= _INK * self.box.width

    @kept
    def announces(self) -> bool:
        """True for the title or the unit of a table."""
        first = self.words[0].text
        return may_announce(first) and announces(" ".join([word.text for word in self.words]))

    @kept
    def solids(self) -> list[tuple[float, float]]:
        """The stretches from left to right that no gap as wide as a gutter parts."""
        found: list[tuple[float, float]] = []
        for x0, x1 in sorted([(word.box.x0, word.box.x1) for word in self.words]):
            if found and x0 - found[-1][1] < GUTTER:
                found[-1] = found[-1][0], max(found[-1][1], x1)
            else:
                found.append((x0, x1))
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """A line across the whole room, with its box and the font size of most of it; a whole one is no two columns'."""

    words: tuple[Word, ...]
    box: Box
    size: float
    whole: bool
    segments: tuple[tuple[Word, ...], ...]  # between its wide gaps
    parts: tuple[Box, ...]  # their boxes
    middles: tuple[float, ...]  # of its words, in order
    starts: tuple[float, ...]  # of its words, in order
    reaches: tuple[float, ...]  # how far to the right the words up to each of them go
    _halves: dict[int, tuple[tuple[HalfLine, ...], tuple[HalfLine, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, line: Sequence[Word], *, whole: bool) -> Row:
        """The row of a line of words, in order."""
        boxes = [word.box for word in line]
        segments = tuple(tuple(part) for part in segments_of(line))
        return cls(
            words=tuple(line),
            box=enclosing(boxes),
            size=dominant_size(line),
            whole=whole,
            segments=segments,
            parts=tuple(enclosing([word.box for word in part]) for part in segments),
            middles=tuple(sorted([(box.x0 + box.x1) / 2 for box in boxes])),
            starts=tuple(box.x0 for box in boxes),
            reaches=tuple(accumulate((box.x1 for box in boxes), max)),
        )

    def is_written_in(self, start: float, end: float) -> bool:
        """True where a word reaches into a stretch."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.reaches[before - 1] > start

    def halves(self, middle: float) -> tuple[tuple[HalfLine, ...], tuple[HalfLine, ...]]:
        """What stands left of `middle`, in points from the left, and what stands right of it, each word by its own middle."""
        # How many words stand at the left tells which: many gutters part a line alike.
        left = bisect_left(self.middles, middle)
        found = self._halves.get(left)
        if found is None:
            found = self._halves[left] = halves_of(self.words, middle)
        return found


def halves_of(line: Iterable[Word], middle: float) -> tuple[tuple[HalfLine, ...], tuple[HalfLine, ...]]:
    """The same for a line of words."""
    parts: tuple[list[Word], list[Word]] = [], []
    for word in line:
        parts[(word.box.x0 + word.box.x1) / 2 >= middle].append(word)
    return _own_lines(parts[0]), _own_lines(parts[1])


def _own_lines(words: Sequence[Word]) -> tuple[HalfLine, ...]:
    """The lines of one side that a line of the other side, half a line lower, held together."""
    if not words:
        return ()
    line = HalfLine(tuple(words))
    if line.box.height <= _TALL * max([word.box.height for word in words]):
        return (line,)
    return tuple(HalfLine(tuple(own)) for own in lines_of(words))


def segments_of(line: Sequence[Word]) -> list[list[Word]]:
    """The line cut at its wide gaps, as there are between columns."""
    segments = [[line[0]]]
    for before, word in pairwise(line):
        if is_wide(before, word):
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments


def is_wide(a: Word, b: Word) -> bool:
    """True for a gap that may part two columns."""
    gap = b.box.x0 - a.box.x1
    return gap >= GUTTER and gap >= 1.1 * max(a.size_pt, b.size_pt)


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """The words by their lines."""
    return [row for row in group_rows(words) if row]

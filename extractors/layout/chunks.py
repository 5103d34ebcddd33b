"""Words of a row that stand close together: the text of one cell, as far as one row shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from extractors.kept import kept
from extractors.layout.unwritten_blanks import BareRow
from schemas.page import Word

_BLANK: Final = 0.3  # of the font size: a blank between words, where the row shows none
_TELLING: Final = 3  # syllables of a word that tell its size
_HANGUL = re.compile("[가-힣]")
# "합계", "소 계", "총  계"
_TOTAL = re.compile(r"(?:합|총|소|누)?\s*계|총\s*합\s*계")
# "1. 개요 ········ 3": the dots that lead to a page number
_LEADER = re.compile(r"[.·․‥…⋯ㆍ∙‧･]{4,}")


@dataclass(frozen=True)
class Chunk:
    """Words between two wide gaps of a row."""

    words: tuple[Word, ...]
    x0: float
    x1: float

    @kept
    def text(self) -> str:
        """The words with blanks between them: for looking at."""
        return text_of(self.words)

    @property
    def is_total(self) -> bool:
        """True for the label of a row of sums."""
        return _TOTAL.fullmatch(self.text) is not None

    @kept
    def size(self) -> float:
        """The size of its largest word."""
        return max(word.size_pt for word in self.words)


@dataclass(frozen=True)
class ChunkRow:
    """The chunks of one baseline, from left to right, with the band of its words."""

    chunks: tuple[Chunk, ...]
    top: float
    bottom: float

    @kept
    def size(self) -> float:
        """The middle font size."""
        return median(chunk.size for chunk in self.chunks)

    @kept
    def read_size(self) -> float | None:
        """The middle size of its Hangul words, where OCR measured it: numbers and single letters say little of it."""
        read = (word for word in self.words if word.confidence is not None)
        sizes = [word.size_pt for word in read if len(_HANGUL.findall(word.text)) >= _TELLING]
        return median(sizes) if sizes else None

    @kept
    def blank(self) -> float:
        """The gap between most of its words, in font sizes."""
        pairs = [pair for pair in pairwise(self.words) if not pair[1].glued]
        gaps = [(b.box.x0 - a.box.x1) / max(a.size_pt, b.size_pt, 1.0) for a, b in pairs]
        return sorted(gaps)[len(gaps) // 4] if len(gaps) > 2 else _BLANK

    @kept
    def words(self) -> tuple[Word, ...]:
        return tuple(word for chunk in self.chunks for word in chunk.words)

    @kept
    def bare(self) -> BareRow:
        """What its gaps without a blank tell of columns."""
        return BareRow(self.words)

    @kept
    def has_leader(self) -> bool:
        """True for a line of a table of contents."""
        return _LEADER.search("".join(chunk.text for chunk in self.chunks)) is not None


def shared_places(own: Sequence[float], others: Sequence[Sequence[float]], reach: float) -> int:
    """How many of the others stand where one does, by the place (an edge, the middle) that most of them share with it."""
    return max(sum(abs(place - other[way]) <= reach for other in others) for way, place in enumerate(own))


def with_even_rows(rows: Sequence[ChunkRow]) -> list[ChunkRow]:
    """The rows of one table, all as high as its letters are large, where OCR measured each for itself."""
    if any(word.confidence is None for row in rows for word in row.words):
        return list(rows)
    size = median(row.size for row in rows)
    return [_of_size(row, size) for row in rows]


def _of_size(row: ChunkRow, size: float) -> ChunkRow:
    middle = (row.top + row.bottom) / 2
    chunks = tuple(
        replace(chunk, words=tuple(replace(word, size_pt=size) for word in chunk.words))
        for chunk in row.chunks
    )
    return ChunkRow(chunks, middle - size / 2, middle + size / 2)


def chunk_of(words: Sequence[Word]) -> Chunk:
    """The chunk of words that stand side by side."""
    return Chunk(tuple(words), words[0].box.x0, max([word.box.x1 for word in words]))


def text_of(words: Iterable[Word]) -> str:
    """The words with blanks between them."""
    return " ".join([word.text for word in words])

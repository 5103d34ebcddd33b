"""Words of a row that stand close together: the text of one cell, as far as one row shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Final

from extractors.layout.alleys import parted_at_alleys
from extractors.layout.cell_starts import parted_at_starts
from extractors.layout.lines import group_rows
from extractors.layout.markers import find_marker, rank_of
from extractors.layout.unwritten_blanks import cut_at, is_unwritten, parted_at_unwritten
from schemas.page import Word

# Of the font size: a wider gap divides cells; blanks between words take a third of it.
_APART, _APART_OCR = 0.76, 0.9
_LEAST_APART, _TIMES_BLANK = 0.55, 2.2  # a narrower one does, where the row's blanks are narrower still
# Ink shows the white beside the letters too: blanks of half a font size measured up to 0.8, gaps between cells from 0.84 on.
_LEAST_APART_OCR: Final = 0.82
_BLANK: Final = 0.3  # of the font size: a blank between words, where the row shows none
_SPREAD: Final = 3.5  # of the font size between the syllables of "구   분"
_JUSTIFIED, _EVEN, _JUSTIFIED_WORDS = 1.8, 0.06, 3  # font sizes between words, and by which those gaps differ
_BEHIND_BULLET: Final = 2.0
_IN_BRACKETS: Final = 1.3  # font sizes between words where the first opens a bracket
_BESIDE, _NEAR = 3, 2.4  # rows above and below that tell of a gap; font sizes between them
_CELL: Final = 18  # characters of a cell among equal gaps, where prose in columns holds more
_BESIDE_UNWRITTEN: Final = 6  # the same, where no blank is written
_LABEL: Final = 8  # characters of what a gap parts, where the row alone shows none
_SHARED_GAP, _TELLING_ROWS = 0.5, 2  # font sizes that gaps of rows share; rows that part cells there
_NARROW: Final = 0.6  # font sizes of a narrow gutter
_TIMES_NARROW, _AT = 1.3, 0.1  # times a blank that it is; font sizes between starts that are one
_TELLING: Final = 3  # syllables of a word that tell its size
# "(단위:", "<표 2": brackets that are still to close
_OPENED = re.compile(r"[(\[<〈【][^)\]>〉】]*")
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

    @cached_property
    def text(self) -> str:
        """The words with blanks between them: for looking at."""
        return _text(self.words)

    @property
    def is_total(self) -> bool:
        """True for the label of a row of sums."""
        return _TOTAL.fullmatch(self.text) is not None

    @cached_property
    def size(self) -> float:
        """The size of its largest word."""
        return max(word.size_pt for word in self.words)


@dataclass(frozen=True)
class ChunkRow:
    """The chunks of one baseline, from left to right, with the band of its words."""

    chunks: tuple[Chunk, ...]
    top: float
    bottom: float

    @cached_property
    def size(self) -> float:
        """The middle font size."""
        return median(chunk.size for chunk in self.chunks)

    @cached_property
    def read_size(self) -> float | None:
        """The middle size of its Hangul words, where OCR measured it: numbers and single letters say little of it."""
        read = (word for word in self.words if word.confidence is not None)
        sizes = [word.size_pt for word in read if len(_HANGUL.findall(word.text)) >= _TELLING]
        return median(sizes) if sizes else None

    @cached_property
    def blank(self) -> float:
        """The gap between most of its words, in font sizes."""
        pairs = [pair for pair in pairwise(self.words) if not pair[1].glued]
        gaps = [(b.box.x0 - a.box.x1) / max(a.size_pt, b.size_pt, 1.0) for a, b in pairs]
        return sorted(gaps)[len(gaps) // 4] if len(gaps) > 2 else _BLANK

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for chunk in self.chunks for word in chunk.words)

    @property
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


def chunk_rows(words: Iterable[Word]) -> list[ChunkRow]:
    """Return the rows of `words` from top to bottom, each cut at its wide gaps."""
    return chunked(group_rows(words))


def chunked(lines: Iterable[Sequence[Word]]) -> list[ChunkRow]:
    """The same of words that stand in lines already."""
    rows = sorted(map(_row, lines), key=lambda row: (row.top + row.bottom, row.chunks[0].x0))
    rows = [_parted(rows, at) for at in range(len(rows))]
    return _at_close_columns(rows)


def _at_close_columns(rows: Sequence[ChunkRow]) -> list[ChunkRow]:
    """The rows cut where those around show columns about a blank apart: gaps without a blank, or white down through a scan."""
    found: list[ChunkRow] = []
    for at, row in enumerate(rows):
        is_read = row.words[0].confidence is not None
        is_bare = any(is_unwritten(pair) for chunk in row.chunks for pair in pairwise(chunk.words))
        if not is_read and not is_bare:
            found.append(row)
            continue
        around = [
            [one.words for one in _next_rows(rows[way])] for way in (slice(at, None, -1), slice(at, None))
        ]
        part = parted_at_alleys if is_read else parted_at_unwritten
        chunks = tuple(
            chunk_of(words)
            for chunk in row.chunks
            for words in part(chunk.words, *around, opens=chunk is row.chunks[0])
        )
        found.append(row if len(chunks) == len(row.chunks) else replace(row, chunks=chunks))
    return found


def _next_rows(rows: Sequence[ChunkRow]) -> list[ChunkRow]:
    """The rows behind the first, as many as may be of one table with it."""
    pairs = list(pairwise(rows[: _BESIDE_UNWRITTEN + 1]))
    near = next(
        (at for at, (one, other) in enumerate(pairs) if _white(one, other) > _NEAR * one.size), len(pairs)
    )
    return list(rows[1 : near + 1])


def _beside(rows: Sequence[ChunkRow], at: int) -> list[ChunkRow]:
    """The rows next above and below that may be of the same table.

    Those farther above tell too, where all between are cells side by side: the last row has none below it.
    """
    row, above = rows[at], rows[max(at - _BESIDE, 0) : at]
    first = len(above)
    while first and _white(above[first - 1], row) <= _NEAR * row.size:
        first -= 1
    while first and all(len(one.chunks) > 1 or _has_wide_gap(one.chunks[0]) for one in above[first - 1 :]):
        first -= 1
    below = rows[at + 1 : at + 1 + _BESIDE]
    return [*above[first:], *(other for other in below if _white(row, other) <= _NEAR * row.size)]


def _white(one: ChunkRow, other: ChunkRow) -> float:
    return max(other.top - one.bottom, one.top - other.bottom)


def _parted(rows: Sequence[ChunkRow], at: int) -> ChunkRow:
    """The row cut where those around it part cells: "나   다" are the letters of one word only where no columns stand."""
    row = rows[at]
    is_wide, is_narrow = any(map(_has_wide_gap, row.chunks)), any(map(_has_narrow_gap, row.chunks))
    is_read = any(word.confidence is not None for word in row.words[:1])
    if not is_wide and not is_narrow and not is_read:
        return row
    beside, chunks = _beside(rows, at), row.chunks
    if is_read:
        cells = [[(chunk.x0, chunk.x1) for chunk in other.chunks] for other in beside]
        chunks = tuple(chunk_of(part) for chunk in chunks for part in parted_at_starts(chunk.words, cells))
    if is_wide:
        chunks = tuple(part for chunk in chunks for part in _parts_of(chunk, beside))
    if is_narrow and (len(chunks) > 1 or len(beside) >= _TELLING_ROWS):
        close = [other for other in beside if _white(row, other) <= _NEAR * row.size]
        chunks = tuple(part for chunk in chunks for part in _at_narrow_gutters(chunk, row, close))
    return row if len(chunks) == len(row.chunks) else replace(row, chunks=chunks)


def _at_narrow_gutters(chunk: Chunk, row: ChunkRow, beside: Sequence[ChunkRow]) -> list[Chunk]:
    """The chunk cut where a gap a little wider than blanks stands over others, or over the starts of lines: "139 저녁 여덟 시"."""
    pairs = [pair for pair in pairwise(chunk.words) if _is_wider(pair, row)]
    if not pairs or chunk.words[0].confidence is not None:
        return [chunk]
    cuts = {id(pair[1]) for pair in pairs if _is_narrow_gutter(pair, beside)}
    parts: list[list[Word]] = [[]]
    for word in chunk.words:
        if id(word) in cuts and not _opens_line(parts[-1]):
            parts.append([])
        parts[-1].append(word)
    return [chunk_of(part) for part in parts] if len(parts) > 1 else [chunk]


def _opens_line(words: Sequence[Word]) -> bool:
    """True for a bullet or a number before its text."""
    text = _text(words)
    return find_marker(text + " 가") == text


def _has_narrow_gap(chunk: Chunk) -> bool:
    return chunk.words[0].confidence is None and any(map(_is_narrow, pairwise(chunk.words)))


def _is_narrow(pair: tuple[Word, Word]) -> bool:
    before, word = pair
    gap = word.box.x0 - before.box.x1
    return not word.glued and _NARROW <= gap / max(word.size_pt, before.size_pt, 1.0) <= _APART


def _is_wider(pair: tuple[Word, Word], row: ChunkRow) -> bool:
    """True for a narrow gap that is wider than the blanks of its row."""
    before, word = pair
    gap = word.box.x0 - before.box.x1
    return _is_narrow(pair) and gap / max(word.size_pt, before.size_pt, 1.0) >= _TIMES_NARROW * row.blank


def _is_narrow_gutter(pair: tuple[Word, Word], rows: Sequence[ChunkRow]) -> bool:
    """True where words of several rows start behind such a gap, or first of all, at one place, and none is written over the gap.

    One row is enough whose gap begins at the same place too: numbers end there.
    """
    start, end, reach = pair[0].box.x1, pair[1].box.x0, _AT * pair[1].size_pt
    told = 0
    for row in rows:
        if any(word.box.x0 < end - reach and word.box.x1 > start + reach for word in row.words):
            return False
        if abs(row.words[0].box.x0 - end) <= reach:
            told += 1
            continue
        gaps = [both for both in pairwise(row.words) if abs(both[1].box.x0 - end) <= reach]
        if gaps and gaps[0][0].text == pair[0].text:
            continue  # the same words again tell nothing
        if any(_is_wider(both, row) for both in gaps):
            told += 2 if abs(gaps[0][0].box.x1 - start) <= reach else 1
    return told >= _TELLING_ROWS


def _has_wide_gap(chunk: Chunk) -> bool:
    return any(map(_is_wide, pairwise(chunk.words)))


def _is_wide(pair: tuple[Word, Word]) -> bool:
    before, word = pair
    return not word.glued and word.box.x0 - before.box.x1 > _APART_OCR * word.size_pt


def _parts_of(chunk: Chunk, beside: Sequence[ChunkRow]) -> list[Chunk]:
    parts: list[list[Word]] = [[chunk.words[0]]]
    for before, word in pairwise(chunk.words):
        if _is_wide((before, word)) and _is_gutter(before.box.x1, word.box.x0, beside):
            parts.append([])
        parts[-1].append(word)
    is_short = all(len(_text(part)) <= _LABEL for part in parts)
    return [chunk_of(part) for part in parts] if len(parts) > 1 and is_short else [chunk]


def _is_gutter(start: float, end: float, rows: Sequence[ChunkRow]) -> bool:
    """True where several rows leave the gap free between two chunks of theirs, and none writes over it."""
    gaps = [(a.x1, b.x0) for row in rows for a, b in pairwise(row.chunks)]
    free = [min(end, x1) - max(start, x0) for x0, x1 in gaps]
    least = _SHARED_GAP * rows[0].size if rows else 0.0
    over = (chunk for row in rows for chunk in row.chunks if chunk.x0 < start and chunk.x1 > end)
    is_crossed = not all(map(_has_wide_gap, over))
    return sum(one >= least for one in free) >= _TELLING_ROWS and not is_crossed


def _row(row: Sequence[Word]) -> ChunkRow:
    limit = _cell_gap(row)
    parts: list[list[Word]] = []
    end = 0.0
    for word in row:
        if parts and _belongs(parts, end, word, limit):
            parts[-1].append(word)
            end = max(end, word.box.x1)
        else:
            parts.append([word])
            end = word.box.x1
    chunks = _without_justified([chunk_of(part) for part in parts])
    top, bottom = median(word.box.top for word in row), median(word.box.bottom for word in row)
    return ChunkRow(tuple(chunks), top, bottom)


def chunk_of(words: Sequence[Word]) -> Chunk:
    """The chunk of words that stand side by side."""
    return Chunk(tuple(words), words[0].box.x0, max([word.box.x1 for word in words]))


def _cell_gap(row: Sequence[Word]) -> float:
    """The gap that divides cells in this row, in font sizes: justified lines have wide blanks."""
    gaps = [(b.box.x0 - a.box.x1) / max(a.size_pt, b.size_pt, 1.0) for a, b in pairwise(row) if not b.glued]
    is_read = row[0].confidence is not None
    blank = _usual(gaps, is_read=is_read) if len(gaps) > 2 else _BLANK
    least, most = (_LEAST_APART_OCR, _APART_OCR) if is_read else (_LEAST_APART, _APART)
    return min(max(least, _TIMES_BLANK * blank), most)


def _usual(gaps: Sequence[float], *, is_read: bool) -> float:
    """The gap between words: the narrower ones of a row are it, but where OCR measured them."""
    return median(gaps) if is_read else sorted(gaps)[len(gaps) // 4]


def _without_justified(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Join words that stand apart by one and the same gap: a justified line of few words, no cells."""
    if len(chunks) < _JUSTIFIED_WORDS or _are_cells(chunks):
        return list(chunks)
    joined: list[Chunk] = []
    at = 0
    while at < len(chunks):
        end = at + 1
        while end < len(chunks) and _is_even(chunks[at : end + 1]):
            end += 1
        run = chunks[at:end] if _is_justified(chunks[at:end]) else chunks[at : at + 1]
        words = tuple(word for chunk in run for word in chunk.words)
        joined.append(run[0] if len(run) == 1 else Chunk(words, run[0].x0, run[-1].x1))
        at += len(run)
    return joined


def _are_cells(chunks: Sequence[Chunk]) -> bool:
    """True for short texts that the text layer writes no blank between."""
    ends = [(a.words[-1], b.words[0]) for a, b in pairwise(chunks)]
    pieces = cut_at([word for chunk in chunks for word in chunk.words], is_unwritten)
    return all(map(is_unwritten, ends)) and all(len(_text(piece)) <= _CELL for piece in pieces)


def _is_even(run: Sequence[Chunk]) -> bool:
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    return max(gaps) - min(gaps) <= _EVEN * run[0].size and max(gaps) <= _JUSTIFIED * run[0].size


def _is_justified(run: Sequence[Chunk]) -> bool:
    """True for words of different length; labels of one length stand over columns of one width."""
    widths = [chunk.x1 - chunk.x0 for chunk in run]
    if len(run) < _JUSTIFIED_WORDS or max(widths) - min(widths) <= _EVEN * run[0].size:
        return False
    return sum(_is_value(chunk) for chunk in run) <= 0.4 * len(run)


def _is_value(chunk: Chunk) -> bool:
    return not _HANGUL.search(chunk.text)


def _belongs(parts: Sequence[Sequence[Word]], end: float, word: Word, limit: float) -> bool:
    """Whether a word goes on with the last of the parts, which ends at `end`."""
    last = parts[-1]
    gap, size = word.box.x0 - end, max(last[-1].size_pt, word.size_pt)
    if word.glued or gap <= limit * size:
        return True
    if _is_syllable(last[-1]) and _is_syllable(word) and all(map(_is_syllable, last)):
        return gap <= _SPREAD * size
    if gap <= _IN_BRACKETS * size and _OPENED.fullmatch(_text(last)):
        return True
    return len(parts) == 1 and gap <= _BEHIND_BULLET * size and _is_bullet(_text(last))


def _text(words: Iterable[Word]) -> str:
    return " ".join([word.text for word in words])


def _is_syllable(word: Word) -> bool:
    return len(word.text) == 1 and "가" <= word.text <= "힣"


def _is_bullet(text: str) -> bool:
    marker = find_marker(text + " 가")
    return marker == text and (rank_of(marker) is not None or "①" <= marker <= "⑳")

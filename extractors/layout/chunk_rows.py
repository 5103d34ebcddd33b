"""Rows cut into cells: each by itself, then where those around it show columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from extractors.layout.alleys import parted_at_alleys
from extractors.layout.cell_starts import parted_at_starts
from extractors.layout.chunk_row import APART, APART_OCR, chunk_row
from extractors.layout.chunks import Chunk, ChunkRow, chunk_of, text_of
from extractors.layout.cut_columns import cuts_of, parted_like
from extractors.layout.lines import group_rows
from extractors.layout.markers import is_marker
from extractors.layout.unwritten_blanks import cut_at, gap_of, is_bare, parted_at_unwritten
from schemas.page import Word

_BESIDE, _NEAR = 3, 2.4  # rows above and below that tell of a gap; font sizes between them
_BESIDE_UNWRITTEN, _BESIDE_OCR = 15, 6  # the same where no blank is written, and of white in a scan
_OPENINGS: Final = frozenset("<[〈【(※")  # of titles and units of tables, and of notes
_NUMBERED_TABLE = re.compile(r"표(?:\s?\d|$)")
_LABEL: Final = 8  # characters of what a gap parts, where the row alone shows none
_SHARED_GAP, _TELLING_ROWS = 0.5, 2  # font sizes that gaps of rows share; rows that part cells there
_NARROW: Final = 0.6  # font sizes of a narrow gutter
_TIMES_NARROW, _AT = 1.3, 0.1  # times a blank that it is; font sizes between starts that are one


def chunk_rows(words: Iterable[Word]) -> list[ChunkRow]:
    """Return the rows of `words` from top to bottom, each cut at its wide gaps."""
    return chunked(group_rows(words))


def chunked(lines: Iterable[Sequence[Word]]) -> list[ChunkRow]:
    """The same of words that stand in lines already."""
    rows = sorted(map(chunk_row, lines), key=lambda row: (row.top + row.bottom, row.chunks[0].x0))
    rows = [_parted(rows, at) for at in range(len(rows))]
    return _at_cut_columns(_at_close_columns(rows))


def _at_cut_columns(rows: Sequence[ChunkRow]) -> list[ChunkRow]:
    """The rows of a scan cut where those around are cut already."""
    found: list[ChunkRow] = []
    for at, row in enumerate(rows):
        if row.words[0].confidence is None or _is_title(row):
            found.append(row)
            continue
        ways = (rows[max(at - _BESIDE_OCR, 0) : at + 1][::-1], rows[at : at + _BESIDE_OCR + 1])
        around = [[cuts_of(one) for one in _next_rows(way)] for way in ways]
        parts = [words for chunk in row.chunks for words in parted_like(chunk.words, *around)]
        found.append(
            row if len(parts) == len(row.chunks) else replace(row, chunks=tuple(map(chunk_of, parts)))
        )
    return found


def _at_close_columns(rows: Sequence[ChunkRow]) -> list[ChunkRow]:
    """The rows cut where those around show columns about a blank apart: gaps without a blank, or white down through a scan."""
    found: list[ChunkRow] = []
    for at, row in enumerate(rows):
        is_read = row.words[0].confidence is not None
        is_bare_row = any(is_bare(pair) for chunk in row.chunks for pair in pairwise(chunk.words))
        if _is_title(row) if is_read else not is_bare_row:
            found.append(row)
            continue
        most = _BESIDE_OCR if is_read else _BESIDE_UNWRITTEN
        ways = (rows[max(at - most, 0) : at + 1][::-1], rows[at : at + most + 1])
        part = _parted_at_alleys if is_read else _parted_at_unwritten
        chunks = tuple(
            chunk_of(words)
            for chunk in row.chunks
            for words in part(chunk, *map(_next_rows, ways), opens=chunk is row.chunks[0])
        )
        found.append(row if len(chunks) == len(row.chunks) else replace(row, chunks=chunks))
    return found


def _is_title(row: ChunkRow) -> bool:
    first = row.words[0].text
    return first[0] in _OPENINGS or _NUMBERED_TABLE.match(first) is not None


def _parted_at_alleys(
    chunk: Chunk, above: Sequence[ChunkRow], below: Sequence[ChunkRow], *, opens: bool
) -> list[list[Word]]:
    return parted_at_alleys(
        chunk.words, [row.words for row in above], [row.words for row in below], opens=opens
    )


def _parted_at_unwritten(
    chunk: Chunk, above: Sequence[ChunkRow], below: Sequence[ChunkRow], *, opens: bool
) -> list[list[Word]]:
    return parted_at_unwritten(
        chunk.words, [row.bare for row in above], [row.bare for row in below], opens=opens
    )


def _next_rows(rows: Sequence[ChunkRow]) -> list[ChunkRow]:
    """The rows behind the first, as many as may be of one table with it."""
    pairs = list(pairwise(rows))
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
        if id(word) in cuts and not is_marker(text_of(parts[-1])):
            parts.append([])
        parts[-1].append(word)
    return [chunk_of(part) for part in parts] if len(parts) > 1 else [chunk]


def _has_narrow_gap(chunk: Chunk) -> bool:
    return chunk.words[0].confidence is None and any(map(_is_narrow, pairwise(chunk.words)))


def _is_narrow(pair: tuple[Word, Word]) -> bool:
    before, word = pair
    return not word.glued and not before.blank_after and _NARROW <= gap_of(pair) <= APART


def _is_wider(pair: tuple[Word, Word], row: ChunkRow) -> bool:
    """True for a narrow gap that is wider than the blanks of its row."""
    return _is_narrow(pair) and gap_of(pair) >= _TIMES_NARROW * row.blank


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
    return not word.glued and word.box.x0 - before.box.x1 > APART_OCR * word.size_pt


def _parts_of(chunk: Chunk, beside: Sequence[ChunkRow]) -> list[Chunk]:
    parts = cut_at(
        chunk.words, lambda pair: _is_wide(pair) and _is_gutter(pair[0].box.x1, pair[1].box.x0, beside)
    )
    is_short = all(len(text_of(part)) <= _LABEL for part in parts)
    return [chunk_of(part) for part in parts] if len(parts) > 1 and is_short else [chunk]


def _is_gutter(start: float, end: float, rows: Sequence[ChunkRow]) -> bool:
    """True where several rows leave the gap free between two chunks of theirs, and none writes over it."""
    gaps = [(a.x1, b.x0) for row in rows for a, b in pairwise(row.chunks)]
    free = [min(end, x1) - max(start, x0) for x0, x1 in gaps]
    least = _SHARED_GAP * rows[0].size if rows else 0.0
    over = (chunk for row in rows for chunk in row.chunks if chunk.x0 < start and chunk.x1 > end)
    is_crossed = not all(map(_has_wide_gap, over))
    return sum(one >= least for one in free) >= _TELLING_ROWS and not is_crossed

"""One row cut into cells by itself: at gaps wider than its blanks, but for justified lines and letters drawn apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from extractors.layout.chunks import Chunk, ChunkRow, chunk_of, text_of
from extractors.layout.markers import find_marker, rank_of
from extractors.layout.unwritten_blanks import cut_at, gap_of, is_unwritten
from schemas.page import Word

# Of the font size: a wider gap divides cells; blanks between words take a third of it.
APART, APART_OCR = 0.76, 0.9
_LEAST_APART, _TIMES_BLANK = 0.55, 2.2  # a narrower one does, where the row's blanks are narrower still
# Ink shows the white beside the letters too: blanks of half a font size measured up to 0.8, gaps between cells from 0.84 on.
_LEAST_APART_OCR: Final = 0.82
_BLANK: Final = 0.3  # of the font size: a blank between words, where the row shows none
_SPREAD: Final = 3.5  # of the font size between the syllables of "구   분"
_JUSTIFIED, _EVEN, _JUSTIFIED_WORDS = 1.8, 0.06, 3  # font sizes between words, and by which those gaps differ
_STRETCHED: Final = 1.2  # times the usual blank of a line
_WORD: Final = 8  # characters of a word in such a line
_JUSTIFIED_WRITTEN: Final = 3.0  # font sizes between them where the text layer writes blanks
_BEHIND_BULLET: Final = 2.0
_IN_BRACKETS: Final = 1.3  # font sizes between words where the first opens a bracket
_CELL: Final = 18  # characters of a cell among equal gaps, where prose in columns holds more
# "(단위:", "<표 2": brackets that are still to close
_OPENED = re.compile(r"[(\[<〈【][^)\]>〉】]*")
_HANGUL = re.compile("[가-힣]")


def chunk_row(row: Sequence[Word]) -> ChunkRow:
    """The words of one baseline, cut at its wide gaps."""
    gaps = [gap_of(pair) for pair in pairwise(row)]
    limit = _cell_gap(row, gaps)
    within = max(limit, _blank_gap(row, gaps))
    parts = [[row[0]]]
    end = row[0].box.x1
    for word in row[1:]:
        if _belongs(parts, end, word, within if parts[-1][-1].blank_after else limit):
            parts[-1].append(word)
            end = max(end, word.box.x1)
        else:
            parts.append([word])
            end = word.box.x1
    chunks = _without_justified([chunk_of(part) for part in parts])
    top, bottom = median([word.box.top for word in row]), median([word.box.bottom for word in row])
    return ChunkRow(tuple(chunks), top, bottom)


def _cell_gap(row: Sequence[Word], gaps: Sequence[float]) -> float:
    """The gap that divides cells in this row, in font sizes: justified lines have wide blanks."""
    gaps = [gap for gap, word in zip(gaps, row[1:], strict=True) if not word.glued]
    is_read = row[0].confidence is not None
    blank = _usual(gaps, is_read=is_read) if len(gaps) > 2 else _BLANK
    least, most = (_LEAST_APART_OCR, APART_OCR) if is_read else (_LEAST_APART, APART)
    return min(max(least, _TIMES_BLANK * blank), most)


def _blank_gap(row: Sequence[Word], gaps: Sequence[float]) -> float:
    """The widest gap, in font sizes, that one written blank fills: in a justified line most are as wide."""
    gaps = [gap for gap, word in zip(gaps, row, strict=False) if word.blank_after]
    usual = median(gaps) if len(gaps) >= _JUSTIFIED_WORDS else 0.0
    return max(APART, min(_STRETCHED * usual, _JUSTIFIED))


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
    return all(map(is_unwritten, ends)) and all(len(text_of(piece)) <= _CELL for piece in pieces)


def _is_even(run: Sequence[Chunk]) -> bool:
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    # Lines of columns of the page may end with a blank too; they are longer than a word.
    is_written = all(chunk.words[-1].blank_after and len(chunk.text) <= _WORD for chunk in run[:-1])
    most = _JUSTIFIED_WRITTEN if is_written else _JUSTIFIED
    return max(gaps) - min(gaps) <= _EVEN * run[0].size and max(gaps) <= most * run[0].size


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
    if gap <= _IN_BRACKETS * size and _OPENED.fullmatch(text_of(last)):
        return True
    return len(parts) == 1 and gap <= _BEHIND_BULLET * size and _is_bullet(text_of(last))


def _is_syllable(word: Word) -> bool:
    return len(word.text) == 1 and "가" <= word.text <= "힣"


def _is_bullet(text: str) -> bool:
    marker = find_marker(text + " 가")
    return marker == text and (rank_of(marker) is not None or "①" <= marker <= "⑳")

"""Tesseract's TSV: one row a piece of a word, with its line, box and confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from schemas.geometry import Box

_WORD_LEVEL: Final = "5"


@dataclass(frozen=True, slots=True)
class Piece:
    """What Tesseract calls a word; for Hangul often a syllable or two of one."""

    text: str
    box: Box
    confidence: float
    line_key: tuple[int, int, int]


def pieces_from(table: str, scale: float) -> list[Piece]:
    """Return the pieces of a TSV output, boxes times `scale`.

    >>> row = "5\\t1\\t1\\t1\\t2\\t1\\t10\\t20\\t30\\t40\\t96.5\\t인증"
    >>> pieces_from(row, 0.5)[0].box
    Box(x0=5.0, top=10.0, x1=20.0, bottom=30.0)
    """
    pieces = []
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        block, paragraph, line = (int(cell) for cell in cells[2:5])
        left, top, width, height = (int(cell) * scale for cell in cells[6:10])
        confidence = min(max(float(cells[10]) / 100, 0.0), 1.0)
        box = Box(left, top, left + width, top + height)
        pieces.append(Piece(cells[11].strip(), box, confidence, (block, paragraph, line)))
    return pieces

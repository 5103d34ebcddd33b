"""Words of the full text, placed by Tesseract's pieces.

Tesseract's pieces are no words: it cuts 산업단지 into 산, 업, 단지. Its full text
has the right blanks. So the words come from the text, and each takes its box
and confidence from the pieces that hold its characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from statistics import median
from typing import Final

from extractors.ocr.tesseract_tsv import Piece
from schemas.geometry import Box, enclosing
from schemas.page import Word

_FULL_HEIGHT: Final = 0.92  # of the font size: the height of a Hangul syllable's ink


def words_from(text: str, pieces: Sequence[Piece]) -> tuple[Word, ...]:
    """Return the words of `text` in its order; a word that no piece holds is left out.

    >>> box = Box(0, 0, 10, 12)
    >>> parts = [Piece("산", box, 0.9, (1, 1, 1)), Piece("업", Box(10, 0, 20, 12), 0.7, (1, 1, 1))]
    >>> word, = words_from("산업\\n", parts)
    >>> word.text, word.confidence, word.box.x1
    ('산업', 0.7, 20.0)
    """
    spans = _piece_of_each_character(text, pieces)
    sizes = _line_sizes(pieces)
    words: list[Word] = []
    start = 0
    for token in text.split():
        held = spans[start : start + len(token)]
        start += len(token)
        words.extend(_words(token, held, pieces, sizes))
    return tuple(words)


def _piece_of_each_character(text: str, pieces: Sequence[Piece]) -> list[tuple[int, int] | None]:
    """For each character of `text` that is no blank: the piece that holds it, and its place in there."""
    wanted = "".join(text.split())
    places = [(index, at) for index, piece in enumerate(pieces) for at in range(len(_solid(piece.text)))]
    given = "".join(_solid(piece.text) for piece in pieces)
    if wanted == given:
        return list(places)
    # The two outputs of one call differ only where Tesseract rewrites a quote or drops a mark.
    found: list[tuple[int, int] | None] = [None] * len(wanted)
    for start, other, size in SequenceMatcher(None, wanted, given, autojunk=False).get_matching_blocks():
        found[start : start + size] = places[other : other + size]
    return found


def _solid(text: str) -> str:
    return "".join(text.split())


def _line_sizes(pieces: Sequence[Piece]) -> dict[tuple[int, int, int], float]:
    """The font size of each line: from its Hangul where it has some, else from all its ink."""
    sizes = {}
    for key, group in groupby(pieces, key=lambda piece: piece.line_key):
        line = list(group)
        hangul = [piece.box.height for piece in line if any("가" <= letter <= "힣" for letter in piece.text)]
        heights = hangul or [piece.box.height for piece in line]
        sizes[key] = round(median(heights) / _FULL_HEIGHT, 2)
    return sizes


def _words(
    token: str,
    held: Sequence[tuple[int, int] | None],
    pieces: Sequence[Piece],
    sizes: dict[tuple[int, int, int], float],
) -> Iterator[Word]:
    """The token as one word, or as several glued ones where it runs over two engine lines."""
    known = [(letter, place) for letter, place in zip(token, held, strict=True) if place is not None]
    lines = groupby(known, key=lambda pair: pieces[pair[1][0]].line_key)
    for number, (key, group) in enumerate(lines):
        run = list(group)
        taken = sorted({place for _, place in run})
        yield Word(
            text=unicodedata.normalize("NFC", "".join(letter for letter, _ in run)),
            box=_box(taken, pieces),
            size_pt=sizes[key],
            confidence=round(min(pieces[index].confidence for index, _ in taken), 4),
            line_key=key,
            glued=number > 0,
        )


def _box(taken: Sequence[tuple[int, int]], pieces: Sequence[Piece]) -> Box:
    """The union of the pieces' stretches that hold the characters."""
    boxes = []
    for index, group in groupby(taken, key=lambda place: place[0]):
        places = [at for _, at in group]
        length = len(_solid(pieces[index].text))
        boxes.append(pieces[index].box.part(places[0] / length, (places[-1] + 1) / length))
    return enclosing(boxes)

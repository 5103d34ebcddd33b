"""Font sizes that OCR measured, made even: numbers and single letters take the size of the Hangul beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median
from typing import Final

from schemas.geometry import Box, enclosing
from schemas.page import Word

_TELLING: Final = 2  # syllables that tell the size of a line
_LEVEL: Final = 0.5  # of the lower line's height that two share on one level
_BESIDE: Final = 12.0  # font sizes to the Hangul beside a number
_ABOVE: Final = 3.0  # font sizes to the Hangul above or below it
_NEAREST: Final = 3
_ALIKE: Final = (0.55, 1.6)  # times the size measured: beyond, it is other print
_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class _Line:
    """Words that OCR read as one line, and their size."""

    words: tuple[Word, ...]
    box: Box
    size: float
    tells: bool


def with_even_sizes(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words in their order; those of a text layer as they are."""
    if not words or any(word.confidence is None for word in words):
        return tuple(words)
    lines = [_line(tuple(group)) for _, group in groupby(words, key=lambda word: word.line_key)]
    telling = [line for line in lines if line.tells]
    return tuple(word for line in lines for word in (line.words if line.tells else _evened(line, telling)))


def _line(words: tuple[Word, ...]) -> _Line:
    syllables = sum(len(_HANGUL.findall(word.text)) for word in words)
    box = enclosing(word.box for word in words)
    return _Line(words, box, median(word.size_pt for word in words), syllables >= _TELLING)


def _evened(line: _Line, telling: Iterable[_Line]) -> Iterable[Word]:
    alike = [one for one in telling if _ALIKE[0] * line.size <= one.size <= _ALIKE[1] * line.size]
    near = sorted((away, one.size) for one in alike if (away := _away(line.box, one)) is not None)
    if not near:
        return line.words
    size = median(size for _, size in near[:_NEAREST])
    return (replace(word, size_pt=size) for word in line.words)


def _away(box: Box, other: _Line) -> float | None:
    """How far another line stands, in its font sizes: one on the same level before those above and below."""
    down = max(other.box.top - box.bottom, box.top - other.box.bottom, 0.0)
    along = max(other.box.x0 - box.x1, box.x0 - other.box.x1, 0.0)
    shared = min(box.bottom, other.box.bottom) - max(box.top, other.box.top)
    if shared >= _LEVEL * min(box.height, other.box.height):
        return along / other.size if along <= _BESIDE * other.size else None
    if along == 0.0 and down <= _ABOVE * other.size:
        return _BESIDE + down / other.size
    return None

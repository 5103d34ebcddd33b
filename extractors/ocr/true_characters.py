"""The characters of a layer that is true but lacks some, put into what OCR read over them.

The layer has '2017-608' where the page shows '제2017-608호에': OCR tells the syllables, the layer all else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import Indel

from schemas.geometry import Box
from schemas.page import Word

# '호에l제': lost syllables around characters that the layer holds and OCR misread
_AROUND: Final = re.compile(r"(?P<before>[가-힣]*)(?P<held>[^가-힣]+)(?P<after>[가-힣]*)")
_HANGUL: Final = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class Completed:
    """The words that OCR read with the characters of the layer, and what they have more than the layer."""

    words: tuple[Word, ...]
    gained: str


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character, about where it stands, the numbers of the word that it goes to and of the one that it comes from,
    and whether OCR alone has it.
    """

    text: str
    x: float
    word: int
    source: int
    is_gained: bool = False


def completed(read: Sequence[Word], held: Sequence[Word]) -> Completed:
    """`read` are words of one line by OCR, `held` those of the layer at the same place, both from left to right."""
    ours = [letter for at, word in enumerate(read) for letter in _letters(word, at)]
    theirs = [
        replace(letter, word=_nearest(letter.x, read))
        for at, word in enumerate(held)
        for letter in _letters(word, at)
    ]
    letters = list(_joined(ours, theirs))
    texts = [_text([one for one in letters if one.word == at]) for at in range(len(read))]
    return Completed(
        tuple(replace(word, text=text) for word, text in zip(read, texts, strict=True) if text),
        _text([one for one in letters if one.is_gained]),
    )


def _letters(word: Word, number: int) -> Iterator[_Letter]:
    step = word.box.width / max(len(word.text), 1)
    for place, text in enumerate(word.text):
        yield _Letter(text, word.box.x0 + (place + 0.5) * step, number, number)


def _nearest(x: float, words: Sequence[Word]) -> int:
    return min(range(len(words)), key=lambda at: _distance(x, words[at].box))


def _distance(x: float, box: Box) -> float:
    return max(box.x0 - x, x - box.x1, 0.0)


def _joined(ours: Sequence[_Letter], theirs: Sequence[_Letter]) -> Iterator[_Letter]:
    """What both have, and between such stretches what either has."""
    at = other = 0
    for block in Indel.opcodes(_text(ours), _text(theirs)).as_matching_blocks():
        between = _between(ours[at : block.a], theirs[other : block.b])
        if block.b != other or not _is_inside(theirs, other):
            yield from between
        else:
            yield from (one for one in between if _HANGUL.match(one.text))
        at, other = block.a + block.size, block.b + block.size
        yield from ours[block.a : at]


def _is_inside(letters: Sequence[_Letter], at: int) -> bool:
    """Whether two characters of one word of the layer meet there: no sign was lost between them."""
    return 0 < at < len(letters) and letters[at - 1].source == letters[at].source


def _between(ours: Sequence[_Letter], theirs: Sequence[_Letter]) -> list[_Letter]:
    """The layer's characters instead of those that OCR misread, the lost syllables around them."""
    gained = [replace(one, is_gained=True) for one in ours]
    if not ours or not theirs:
        return [*gained, *theirs]
    parts = _AROUND.fullmatch(_text(ours))
    if parts is None:
        return sorted([*theirs, *gained], key=lambda one: one.x)
    return [*gained[: parts.end("before")], *theirs, *gained[parts.start("after") :]]


def _text(letters: Sequence[_Letter]) -> str:
    return "".join(one.text for one in letters)

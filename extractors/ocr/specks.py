"""Specks, hatching and edges of pictures that the engine took for signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from schemas.page import Word

_POINTS: Final = frozenset(".,'`")
_CLOSING: Final = frozenset("’”")  # dust, where the engine doubts them and no word stands before
_DOUBTED: Final = 0.5
_MARGIN: Final = 2.0  # points between all text of a page and a mark that lies in its margin
_MARKS: Final = _POINTS | _CLOSING | frozenset("·‘“")
_SURE: Final = 0.9
_NEAR: Final = 1.5  # font sizes between a mark and a word of its line
_BEHIND: Final = 0.5  # font sizes between a word and the point behind it
_UNSURE: Final = 0.30  # of such words one in four is right; without Hangul or digits hardly any


def without_specks(words: Sequence[Word]) -> tuple[tuple[Word, ...], int]:
    """Return the words that may be text, and how many were dropped as noise.

    Dropped is only what the engine itself doubts and what holds neither Hangul nor a digit.
    """
    kept = tuple(word for word in words if not _is_speck(word))
    return kept, len(words) - len(kept)


def _is_speck(word: Word) -> bool:
    if word.confidence is None or word.confidence >= _UNSURE:
        return False
    return not any("가" <= letter <= "힣" or letter.isdigit() for letter in word.text)


def without_strays(words: Sequence[Word]) -> tuple[tuple[Word, ...], int]:
    """Return the words but for lone points, and how many those were: a point or a closing mark stands behind a word, else it is dust."""
    left, right = _edges(words)
    kept = tuple(
        word
        for word in words
        if not _is_stray(word, words)
        and not (_is_in_margin(word, left, right) and not _is_beside_any(word, words))
    )
    return kept, len(words) - len(kept)


def _edges(words: Sequence[Word]) -> tuple[float, float]:
    """Where text begins and ends on a page; two lines at least begin or end there, be it with a mark."""
    starts, ends = sorted(word.box.x0 for word in words), sorted(word.box.x1 for word in words)
    return (starts[1], ends[-2]) if len(words) > 1 else (-1.0, float("inf"))


def _is_in_margin(word: Word, left: float, right: float) -> bool:
    """True for a single mark beside all that is written: dust on the glass."""
    if word.confidence is None or word.text not in _MARKS:
        return False
    return word.box.x0 < left - _MARGIN or word.box.x1 > right + _MARGIN


def _is_beside_any(word: Word, words: Sequence[Word]) -> bool:
    """Whether a mark that the engine is sure of stands close to a word of its own line: a bullet, a quote, a full stop."""
    if word.confidence is None or word.confidence < _SURE:
        return False
    others = (other for other in words if other is not word and other.text not in _MARKS)
    return any(_are_level(other, word) and _gap(other, word) <= _NEAR * word.size_pt for other in others)


def _are_level(one: Word, other: Word) -> bool:
    return one.box.top < other.box.bottom and other.box.top < one.box.bottom


def _gap(one: Word, other: Word) -> float:
    return max(one.box.x0 - other.box.x1, other.box.x0 - one.box.x1)


def _is_stray(word: Word, words: Sequence[Word]) -> bool:
    if word.confidence is None:
        return False
    if word.text not in _POINTS and not (word.text in _CLOSING and word.confidence < _DOUBTED):
        return False
    return not any(_is_before(other, word) for other in words if other is not word)


def _is_before(other: Word, word: Word) -> bool:
    return _are_level(other, word) and -word.size_pt < word.box.x0 - other.box.x1 <= _BEHIND * word.size_pt

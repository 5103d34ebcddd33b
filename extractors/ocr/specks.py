"""Specks, hatching and edges of pictures that the engine took for signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from schemas.page import Word

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

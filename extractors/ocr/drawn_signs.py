"""Signs that read alike and are told by how they are drawn: ㎞ in one square and km in two letters, “ closed by ”."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from extractors.ocr.decoding import ReadCharacter

_SQUARE: Final = 1.1  # em: a sign that stands in the square of one syllable is no wider
_CLOSING: Final = {'"': ("“", "”"), "'": ("‘", "’")}


def as_drawn(characters: Sequence[ReadCharacter], widths: Sequence[float]) -> list[str]:
    """The text of each character; `widths` are those of their ink, in em.

    >>> def read(text): return [ReadCharacter(one, 0, 0, 1) for one in text]
    >>> "".join(as_drawn(read('“5㎞" 3㎞'), [0.3, 0.5, 1.4, 0.3, 0, 0.5, 0.9]))
    '“5km” 3㎞'
    """
    texts = [
        _letters(one.text) if width > _SQUARE else one.text
        for one, width in zip(characters, widths, strict=True)
    ]
    opened = ""
    for at, text in enumerate(texts):
        opening, closing = _CLOSING.get(text, ("", ""))
        if opened and opened == opening:
            texts[at], opened = closing, ""
        elif text in "“‘":
            opened = text
        elif text in "”’":
            opened = ""
    return texts


def is_square_unit(text: str) -> bool:
    """True for a unit of two letters in one square.

    >>> [is_square_unit(sign) for sign in "㎞㎡k㈜"]
    [True, False, False, False]
    """
    return _letters(text) != text


def _letters(text: str) -> str:
    """The letters of a square unit; any other text as it is."""
    letters = unicodedata.normalize("NFKC", text)
    return letters if len(text) == 1 < len(letters) and letters.isascii() and letters.isalpha() else text

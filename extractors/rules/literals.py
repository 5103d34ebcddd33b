"""How the words of rules are written where they are looked for: without blanks, and in lower case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from extractors.nlp.normalise import lowered, view


@lru_cache(maxsize=8192)
def literal(text: str) -> str:
    """A cue's text as it is looked for.

    >>> literal("통합 주차정보 (App)")
    '통합주차정보(app)'
    """
    return lowered(view(text).text)


def letter_grams(piece: str, sizes: Iterable[int]) -> Iterator[str]:
    """Every run of so many letters, those of the first size first.

    >>> list(letter_grams("감지기", (2, 3)))
    ['감지', '지기', '감지기']
    """
    for size in sizes:
        yield from (piece[start : start + size] for start in range(len(piece) - size + 1))

"""How the words of rules are written where they are looked for: without blanks, and in lower case."""

from __future__ import annotations

from functools import lru_cache

from extractors.nlp.normalise import lowered, view


@lru_cache(maxsize=8192)
def literal(text: str) -> str:
    """A cue's text as it is looked for.

    >>> literal("통합 주차정보 (App)")
    '통합주차정보(app)'
    """
    return lowered(view(text).text)

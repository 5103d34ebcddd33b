"""Which of many patterns can stand in a text at all: one pass over its characters instead of a search for each.

Of each pattern is taken, off the pattern itself, one step that a match cannot do without; where none of its words
stands in a text, the pattern does not match there. So no list of words has to be kept beside the patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import ahocorasick

from extractors.nlp.pattern_words import Words, steps_needed


class WordFilter:
    """Says which of many things may stand in a text, by their place.

    Each tells, in one or more ways, words of which one must stand there; None means that it may stand anywhere.
    """

    def __init__(self, needs: Iterable[Iterable[Words | None]]) -> None:
        always: set[int] = set()
        places: dict[str, set[int]] = {}
        for place, choices in enumerate(needs):
            for words in choices:
                if words is None:
                    always.add(place)
                for word in words or ():
                    places.setdefault(word, set()).add(place)
        self._always = frozenset(always)
        self._automaton: Any = ahocorasick.Automaton()
        for word, where in sorted(places.items()):
            self._automaton.add_word(word, frozenset(where))
        if places:
            self._automaton.make_automaton()

    def places_in(self, text: str) -> frozenset[int]:
        """The places of what a text may hold; none is left out that stands there."""
        if not len(self._automaton):
            return self._always
        return self._always.union(*(where for _, where in self._automaton.iter(text)))


class PatternFilter:
    """Says which of some patterns a text may hold, by their place; it never leaves out one that stands there.

    >>> PatternFilter(["하/XSV 었/EP", "(?:않|못하)/V", "."]).places_in("구축/NNG 하/XSV 지/EC 않/VX")
    [1, 2]
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._filter = WordFilter(
            [max(steps_needed(pattern), key=_tells, default=None)] for pattern in patterns
        )

    def places_in(self, text: str) -> list[int]:
        """The places of the patterns that may stand in a text, in order."""
        return sorted(self._filter.places_in(text))


def _tells(words: Words) -> tuple[int, int, int]:
    """How seldom a word of a step stands where the pattern does not: tags and signs are in every text of morphemes."""
    return min(map(_letters, words)), min(map(len, words)), -len(words)


def _letters(word: str) -> int:
    return sum(not letter.isascii() for letter in word)

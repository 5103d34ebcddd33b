"""Which rules a sentence can open at all: one pass over its characters instead of every pattern of every rule.

Of each pattern it is worked out which words a match cannot do without; a rule
is looked at only where such a word of one of its cues stands.
"""

from __future__ import annotations

import re._constants as sre  # type: ignore[import-not-found, unused-ignore]
import re._parser as sre_parse  # type: ignore[import-not-found, unused-ignore]
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import ahocorasick

from extractors.rules.cues import MAX_TITLE, literal, lowered
from extractors.rules.pack import Cue, Rule

Words = frozenset[str]
MOST_WORDS = 40
"""A pattern of more alternatives than these is not worth its entries: it is always tried."""


class Prefilter:
    """Says which rules may open, by their place in the list that was given; it never leaves out one that would."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._always: set[int] = set()
        places: dict[str, set[int]] = {}
        for place, rule in enumerate(rules):
            for cue in (*rule.cues.strong, *rule.cues.weak):
                words = needed_by(cue)
                if words is None:
                    self._always.add(place)
                for word in words or ():
                    places.setdefault(word, set()).add(place)
        self._automaton: Any = ahocorasick.Automaton()
        for word, where in sorted(places.items()):
            self._automaton.add_word(word, frozenset(where))
        if places:
            self._automaton.make_automaton()
        self._by_headings: dict[tuple[str, ...], frozenset[int]] = {}

    def candidates(self, folded: str, headings: tuple[str, ...]) -> list[int]:
        """The rules to try on a sentence (as `Seen.folded` has it) under its headings, in their order."""
        return sorted(self._always | self._in(folded) | self._under(headings))

    def _under(self, headings: tuple[str, ...]) -> frozenset[int]:
        if headings not in self._by_headings:
            short = [literal(heading) for heading in headings if len(heading) <= MAX_TITLE]
            self._by_headings[headings] = frozenset().union(*map(self._in, short))
        return self._by_headings[headings]

    def _in(self, text: str) -> frozenset[int]:
        if not len(self._automaton):
            return frozenset()
        return frozenset().union(*(where for _, where in self._automaton.iter(text)))


def needed_by(cue: Cue) -> Words | None:
    """Words of which one must stand where the cue does, or None where nothing can be said."""
    if cue.lex is not None:
        return frozenset((literal(cue.lex),))
    return needed_words(cue.regex) if cue.regex is not None else None


@lru_cache(maxsize=4096)
def needed_words(pattern: str) -> Words | None:
    """The words of which every match of a pattern holds at least one, in lower case.

    >>> sorted(needed_words("(스마트|무인)도서관") or [])
    ['도서관']
    >>> sorted(needed_words("(화재|연기).{0,4}(감지|탐지)") or [])
    ['연기', '화재']
    >>> needed_words("[가-힣]{2}") is None
    True
    """
    return _of_sequence(sre_parse.parse(pattern))


def needed_steps(pattern: str) -> list[Words]:
    """What each step of a pattern needs, in order; a step that needs no word is left out.

    >>> [sorted(words) for words in needed_steps("(스마트|무인).{0,4}도서관")]
    [['무인', '스마트'], ['도서관']]
    """
    return _steps(sre_parse.parse(pattern))


def _of_sequence(steps: Iterable[Any]) -> Words | None:
    """The best of what the steps of a sequence need: the longest words, and then the fewest."""
    return max(_steps(steps), key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _steps(steps: Iterable[Any]) -> list[Words]:
    found: list[Words] = []
    run = ""
    for operation, argument in steps:
        if operation is sre.LITERAL:
            run += chr(argument)
            continue
        found += [frozenset((lowered(run),))] if run else []
        run = ""
        needed = _of_step(operation, argument)
        found += [needed] if needed else []
    found += [frozenset((lowered(run),))] if run else []
    return found


def _of_step(operation: Any, argument: Any) -> Words | None:
    if operation is sre.SUBPATTERN:
        return _of_sequence(argument[-1])
    if operation is sre.MAX_REPEAT and argument[0] >= 1:
        return _of_sequence(argument[2])
    if operation is sre.BRANCH:
        branches = [_of_sequence(branch) for branch in argument[1]]
        if all(branches):
            words = frozenset().union(*(branch for branch in branches if branch))
            return words if len(words) <= MOST_WORDS else None
    return None

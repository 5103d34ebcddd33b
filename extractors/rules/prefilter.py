"""Which rules a sentence can open at all: one pass over its characters instead of every pattern of every rule.

Of each pattern it is worked out which words a match cannot do without; a rule
is looked at only where such a word of one of its cues stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ahocorasick

from extractors.rules.cues import MAX_TITLE, literal
from extractors.rules.needed_words import Words, needed_words
from extractors.rules.pack import Cue, Rule


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
        return sorted(self._in(folded) | self.under(headings))

    def under(self, headings: tuple[str, ...]) -> frozenset[int]:
        """The rules of which a cue may stand in the headings."""
        if headings not in self._by_headings:
            short = [literal(heading) for heading in headings if len(heading) <= MAX_TITLE]
            self._by_headings[headings] = frozenset(self._always).union(*map(self._in, short))
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

"""Which rules a sentence or table can open at all: one pass over its characters instead of every pattern of every rule.

Of each pattern it is worked out which words a match cannot do without; a rule
is looked at only where such a word of one of its cues stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.nlp.pattern_filter import WordFilter
from extractors.nlp.pattern_words import Words
from extractors.rules.cues import MAX_TITLE, Present, titles
from extractors.rules.literals import literal
from extractors.rules.needed_words import needed_words
from extractors.rules.pack import Cue, Rule


def filter_of(lists: Iterable[Iterable[Cue]]) -> WordFilter:
    """What says which of several lists of cues a folded text may hold, by their place."""
    return WordFilter(map(needed_by, cues) for cues in lists)


class Listing:
    """Says which of some rules have a `listed` cue in a head of a table; remembered, as all rows stand under the same."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._filter = filter_of(rule.cues.listed for rule in rules)
        self._by_heads: dict[frozenset[str], list[Rule]] = {}

    def under(self, heads: frozenset[str]) -> list[Rule]:
        """The rules that may list things under one of the heads, in their order."""
        if heads not in self._by_heads:
            places = self._filter.places_in("\n".join(sorted(map(literal, heads))))
            self._by_heads[heads] = [self._rules[place] for place in sorted(places)]
        return self._by_heads[heads]


class Prefilter:
    """Says which rules may open, by their place in the list that was given; it never leaves out one that would."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._by_cue: dict[str, set[int]] = {}
        self._always: set[int] = set()
        for place, rule in enumerate(rules):
            for cue in (*rule.cues.strong, *rule.cues.weak):
                (self._always if cue.sign is None else self._by_cue.setdefault(cue.sign, set())).add(place)
        self._strong = [(place, cue) for place, rule in enumerate(rules) for cue in rule.cues.strong]
        self._headed = filter_of([cue] for _, cue in self._strong)
        self._tabled = filter_of(rule.cues.table for rule in rules)
        self._by_headings: dict[tuple[str, ...], frozenset[int]] = {}

    def candidates(self, present: Present, headings: tuple[str, ...]) -> list[int]:
        """The rules to try on a sentence, by what stands in it and in its headings, in their order."""
        opened = (self._by_cue[sign] for sign in present.signs if sign in self._by_cue)
        return sorted(self.under(headings).union(self._always, *opened))

    def under(self, headings: tuple[str, ...]) -> frozenset[int]:
        """The rules of which a strong cue stands in the headings; remembered, as many sentences stand under the same."""
        if headings not in self._by_headings:
            short = "\n".join(literal(heading) for heading in headings if len(heading) <= MAX_TITLE)
            likely = (self._strong[number] for number in self._headed.places_in(short))
            self._by_headings[headings] = frozenset(
                place for place, cue in likely if titles((cue,), headings) is not None
            )
        return self._by_headings[headings]

    def tabled(self, words: Iterable[str]) -> list[int]:
        """The rules to try on a table, by all that names its figures, in their order."""
        return sorted(self._tabled.places_in("\n".join(map(literal, words))))


def needed_by(cue: Cue) -> Words | None:
    """Words of which one must stand where the cue does, or None where nothing can be said."""
    if cue.lex is not None:
        return frozenset((literal(cue.lex),))
    return needed_words(cue.regex) if cue.regex is not None else None

"""How alike a sentence is to the words of each indicator: a second opinion that knows no rule.

TF-IDF of character n-grams on despaced text, cosine. Characters, because Korean glues particles to words and
spells compounds with or without blanks. Sixty lines of plain Python do it (see DECISIONS.md).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from extractors.rules.literals import letter_grams, literal
from schemas.catalogue import Catalogue, Indicator

SHORTEST, LONGEST = 2, 4
LEAST_ALIKE = 0.1
"""Above it, nine of ten examples of the rules and half of the gold sentences are most like their own indicator."""
NAME_WEIGHT = 2
"""The name says more of the thing than a word of its definition."""
# Figures, marks and the tabs between cells: no n-gram goes across them
_BETWEEN = re.compile(r"[^a-z가-힣]+")


class Likeness:
    """The words of a catalogue's indicators, to hold sentences against.

    The weights come from the catalogue alone, so that what else a run reads changes nothing.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._ids = [indicator.id for indicator in catalogue.indicators]
        counts = [_counts_of(indicator) for indicator in catalogue.indicators]
        spread = Counter(gram for one in counts for gram in one)
        total = len(counts) + 1
        self._rarity = {gram: math.log(total / (1 + among)) + 1 for gram, among in spread.items()}
        self._unknown = math.log(total) + 1
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for place, one in enumerate(counts):
            weights = self._weights(one)
            length = math.sqrt(sum(weight * weight for weight in weights.values()))
            for gram, weight in weights.items():
                self._postings.setdefault(gram, []).append((place, weight / length))

    def of(self, text: str) -> list[tuple[str, float]]:
        """The indicators that share characters with a text, each with its cosine, the most alike first."""
        weights = self._weights(Counter(_grams(text)))
        shared: dict[int, float] = {}
        for gram, weight in weights.items():
            for place, other in self._postings.get(gram, ()):
                shared[place] = shared.get(place, 0.0) + weight * other
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        ordered = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(self._ids[place], round(product / length, 4)) for place, product in ordered]

    def _weights(self, counts: Counter[str]) -> dict[str, float]:
        """What no indicator says counts in the length of a text all the same: else one common word makes it alike."""
        return {
            gram: (1 + math.log(count)) * self._rarity.get(gram, self._unknown)
            for gram, count in counts.items()
        }


def _counts_of(indicator: Indicator) -> Counter[str]:
    counts = Counter(_grams(indicator.definition.ko))
    for gram in _grams(indicator.name.ko):
        counts[gram] += NAME_WEIGHT
    return counts


def _grams(text: str) -> Iterator[str]:
    for piece in _BETWEEN.split(literal(text)):
        yield from letter_grams(piece, range(SHORTEST, LONGEST + 1))

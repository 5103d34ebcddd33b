"""What judged passages teach: how much each pair or triple of letters speaks for an indicator.

A rule's weak cue proves nothing alone. Where the rest of the passage reads like
those that people judged to show the indicator, it is brought before a person.
The weights are a linear model over TF-IDF of letter n-grams, fitted by ridge
regression (`fixtures/lessons.py`); they ship as text in whole thousandths, and a
score is rounded to hundredths, so that the same passage scores the same everywhere.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from extractors.rules.literals import letter_grams
from schemas.header import Scheme

FOLDER: Final = Path(__file__).parent / "packs"
SIZES: Final = (2, 3)
ENOUGH: Final = {"city": 0.45, "service": 0.36}
"""By scheme: of the passages of papers that nobody trained on, some nine of ten that scored so much were right."""
SHOWN: Final = 3
SCALE: Final = 1000
"""Rarities and weights are whole thousandths."""
_DIGITS: Final = re.compile(r"\d(?:[\d,.]*\d)?")
# marks between words and the borders of cells: no n-gram goes across a mark, a number is one sign
_BETWEEN: Final = re.compile(r"[^a-z0가-힣]+")


def grams(folded: str) -> Iterator[str]:
    """The letter pairs and triples of a text without blanks, every number one 0.

    >>> list(grams("감지기40대,앱"))
    ['감지', '지기', '기0', '0대', '감지기', '지기0', '기0대']
    """
    for piece in _BETWEEN.split(_DIGITS.sub("0", folded)):
        yield from letter_grams(piece, SIZES)


def shares(folded: str, rarity: Mapping[str, int]) -> dict[str, float]:
    """The TF-IDF share of each n-gram that has a rarity; the squares of all make 1."""
    counts = Counter(gram for gram in grams(folded) if gram in rarity)
    weighed = {gram: (1 + math.log(count)) * rarity[gram] for gram, count in counts.items()}
    length = math.sqrt(sum(share * share for share in weighed.values()))
    return {gram: share / length for gram, share in weighed.items()}


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned for one indicator: its score for a passage, and the n-grams that gave most of it."""

    score: float
    words: tuple[str, ...]
    is_enough: bool


class Lessons:
    """The weights for the indicators of one catalogue.

    `rarity` is the inverse document frequency of each n-gram; `told` its weights as they are written ("SI.TR.01=40\tSI.TR.02=-7"),
    read when a passage holds it: most of what was learned is never asked for by one document.
    """

    def __init__(self, rarity: Mapping[str, int], told: Mapping[str, str], enough: float) -> None:
        self.rarity = rarity
        self.enough = enough
        self._told = told
        self._weights: dict[str, Mapping[str, int]] = {}

    def read(self, folded: str) -> Letters:
        """A passage without blanks made ready to be held against indicators."""
        return Letters(folded, self)

    def weights(self, gram: str) -> Mapping[str, int]:
        """The weights of an n-gram by indicator."""
        known = self._weights.get(gram)
        if known is None:
            pairs = (pair.split("=") for pair in self._told.get(gram, "").split("\t") if pair)
            known = self._weights[gram] = {indicator_id: int(weight) for indicator_id, weight in pairs}
        return known


@dataclass(frozen=True)
class Letters:
    """The letters of one passage, weighed for an indicator when it is asked."""

    folded: str
    lessons: Lessons

    @cached_property
    def _shares(self) -> dict[str, float]:
        return shares(self.folded, self.lessons.rarity)

    def lesson(self, indicator_id: str) -> Lesson:
        """How much it reads like the judged passages of an indicator."""
        weighed = ((gram, share, self.lessons.weights(gram)) for gram, share in self._shares.items())
        terms = [
            (share * known[indicator_id], gram) for gram, share, known in weighed if indicator_id in known
        ]
        most = sorted(terms, key=lambda term: (-term[0], term[1]))[:SHOWN]
        score = round(sum(term for term, _ in terms) / SCALE, 2)
        return Lesson(score, tuple(gram for _, gram in most), score >= self.lessons.enough)


@cache
def load_lessons(catalogue_name: str, scheme: Scheme) -> Lessons | None:
    """What was learned for a catalogue that comes with the program; None for any other."""
    path = FOLDER / f"lessons-{catalogue_name}.tsv"
    if not path.is_file():
        return None
    rarity: dict[str, int] = {}
    told: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        gram, rare, *pairs = line.split("\t", 2)
        rarity[gram] = int(rare)
        told[gram] = "".join(pairs)
    return Lessons(rarity, told, ENOUGH[scheme])

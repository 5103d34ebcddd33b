"""What judged passages teach: how much letters, pairs of letters and stems of words speak for an indicator.

A passage that reads like those that people judged to show an indicator is brought
before a person, whether a cue of the rule stands in it or not; it proves nothing by
itself. The weights are a linear model over TF-IDF, fitted by ridge regression
(`fixtures/lessons.py`); they ship as text in whole thousandths, and a score is
rounded to hundredths, so that the same passage scores the same everywhere.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.rules.literals import literal
from schemas.sentence import Morpheme

FOLDER: Final = Path(__file__).parent / "packs"
SHOWN: Final = 3
SCALE: Final = 1000
"""Rarities and weights are whole thousandths."""
_ROUNDED: Final = 0.01
"""No rounding lifts a score by so much."""
HEADINGS: Final = 2
"""How many headings are read above a passage, the nearest ones."""
_UNDER: Final = "^"
"""Before a pair of letters of a heading; no other sign holds it."""
# a number is one sign; what else is no letter ends a run of them
_LETTER: Final = re.compile(r"\d(?:[\d,.]*\d)?|[a-z가-힣]")
_NUMBER: Final = re.compile(r"\d(?:[\d,.]*\d)?")
_LETTERS: Final = re.compile(r"[0a-z가-힣]+")
_STEMS: Final = ("NN", "VV", "VA", "VX", "XR", "XP", "XS", "SL", "MA")
"""Kiwi's tags, by their first two letters, of what tells things and acts."""
ENOUGH: Final = 0.25
"""Of the passages of papers that nobody trained on, some half of those that just score so much are right."""
NEAR_BEST: Final = 0.7
"""The share of the best indicator's score that another one needs: below, few passages show it too."""
OWN: Final = 0.5
"""The share of a score that a passage's own words have to give: headings alone say nothing of it."""
FAR: Final = 0.45
"""Below this share of it a passage reads like one of another indicator."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One or two letters of a text without blanks, and where they stand in it."""

    name: str
    start: int
    end: int


def letter_signs(folded: str) -> Iterator[Sign]:
    """The letters of a text without blanks and their pairs, every number one 0.

    >>> [sign.name for sign in letter_signs("벽40대,앱")]
    ['벽', '0', '벽0', '대', '0대', '앱']
    """
    before: Sign | None = None
    for match in _LETTER.finditer(folded):
        name = "0" if match[0][0].isdigit() else match[0]
        letter = Sign(name, *match.span())
        yield letter
        if before is not None and before.end == letter.start:
            yield Sign(before.name + name, before.start, letter.end)
        before = letter


def letter_names(folded: str) -> list[str]:
    """The names alone of `letter_signs`, in the same order: every passage is counted by them.

    >>> letter_names("벽40대,앱")
    ['벽', '0', '벽0', '대', '0대', '앱']
    """
    names: list[str] = []
    for letters in _LETTERS.findall(_NUMBER.sub("0", folded)):
        names.append(letters[0])
        for before, letter in pairwise(letters):
            names += (letter, before + letter)
    return names


def word_signs(morphemes: Iterable[Morpheme]) -> Iterator[str]:
    """The stems of a text, numbers left out: "설치/NN"."""
    for morpheme in morphemes:
        if morpheme.tag.startswith(_STEMS):
            yield f"{morpheme.form.lower()}/{morpheme.tag[:2]}"


def heading_signs(section: Sequence[str]) -> Iterator[str]:
    """The pairs of letters of the nearest headings.

    >>> list(heading_signs(("Ⅱ. 성과",)))
    ['^성과']
    """
    for title in section[-HEADINGS:]:
        yield from _title_signs(title)


@lru_cache(maxsize=256)
def _title_signs(title: str) -> tuple[str, ...]:
    """Remembered, as many passages stand under the same heading."""
    return tuple(_UNDER + name for name in letter_names(literal(title)) if len(name) > 1)


def signs(folded: str, morphemes: Iterable[Morpheme], section: Sequence[str]) -> Counter[str]:
    """How often each sign of a passage comes."""
    return Counter([*letter_names(folded), *word_signs(morphemes), *heading_signs(section)])


def shares(counts: Mapping[str, int], rarity: Mapping[str, int]) -> dict[str, float]:
    """The TF-IDF share of each sign that has a rarity; the squares of all make 1."""
    weighed = {
        sign: (1 + math.log(count)) * rare
        for sign, count in counts.items()
        if (rare := rarity.get(sign)) is not None
    }
    length = math.sqrt(sum(share * share for share in weighed.values()))
    return {sign: share / length for sign, share in weighed.items()}


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned for one indicator: its score for a passage, and the signs that gave most of it."""

    score: float
    words: tuple[str, ...] = ()
    is_enough: bool = False
    is_otherwise: bool = False
    """Whether the passage reads like those of another indicator, and not like those of this one."""


class Lessons:
    """The weights for the indicators of one catalogue.

    `rarity` is the inverse document frequency of each sign; `told` its weights as they are written ("0=40\\t7=-7", by the
    place in `names`).
    """

    def __init__(self, names: Sequence[str], rarity: Mapping[str, int], told: Mapping[str, str]) -> None:
        self.names = names
        self.places = {name: place for place, name in enumerate(names)}
        self.rarity = rarity
        self._rows = {sign: row for row, sign in enumerate(rarity)}
        self._weights = _table([told.get(sign, "") for sign in rarity], len(names))

    def read(self, folded: str, morphemes: Iterable[Morpheme], section: Sequence[str] = ()) -> Passage:
        """A passage made ready to be held against indicators."""
        return Passage(folded, shares(signs(folded, morphemes, section), self.rarity), self)

    def weights(self, signs: Iterable[str]) -> NDArray[np.int32]:
        """A row for each sign: its weights for the indicators, by their place."""
        return self._weights[[self._rows[sign] for sign in signs]]


def _table(told: Sequence[str], width: int) -> NDArray[np.int32]:
    """The weights of all signs as they are written."""
    pairs = [
        (row, *map(int, pair.split("=")))
        for row, line in enumerate(told)
        for pair in line.split("\t")
        if pair
    ]
    rows, places, weights = np.array(pairs, np.int32).reshape(-1, 3).T
    table = np.zeros((len(told), width), np.int32)
    table[rows, places] = weights
    return table


@dataclass(frozen=True)
class Passage:
    """One passage, weighed for all indicators when it is first asked."""

    folded: str
    shares: Mapping[str, float]
    lessons: Lessons

    @cached_property
    def _totals(self) -> list[float]:
        """What all signs say for each indicator; added up sign by sign, so that no machine rounds otherwise."""
        shared = np.array(list(self.shares.values())).reshape(-1, 1)
        totals: list[float] = np.add.reduce(shared * self.lessons.weights(self.shares), axis=0).tolist()
        return totals

    @cached_property
    def _best(self) -> float:
        return _score(max(self._totals))

    @cached_property
    def _least(self) -> float:
        """The score from which it reads like the judged passages of an indicator."""
        return max(ENOUGH, NEAR_BEST * self._best)

    def alike(self) -> Iterator[str]:
        """The indicators whose judged passages it reads like without any cue."""
        if self._best < ENOUGH:
            return
        nearly = SCALE * (self._least - _ROUNDED)  # rounding costs more than all the rest
        for name, total in zip(self.lessons.names, self._totals, strict=True):
            if total >= nearly and _score(total) >= self._least:
                yield name

    def weigh(self, indicator_id: str) -> Lesson:
        """How much it reads like the judged passages of an indicator, whatever gives it."""
        place = self.lessons.places.get(indicator_id)
        score = 0.0 if place is None else _score(self._totals[place])
        return Lesson(score, is_otherwise=self._best >= ENOUGH > score and score < FAR * self._best)

    def lesson(self, indicator_id: str) -> Lesson:
        """The same, with the signs that give most of it, and whether that is enough."""
        weighed = self.weigh(indicator_id)
        score = weighed.score
        if score < self._least:
            return weighed
        said = self._said(indicator_id)
        words = sorted((sign for sign in said if len(sign) > 1), key=lambda sign: (-said[sign], sign))
        own = sum(weight for sign, weight in said.items() if not sign.startswith(_UNDER))
        return Lesson(score, tuple(words[:SHOWN]), is_enough=own >= OWN * score * SCALE)

    def telling(self, indicator_id: str) -> tuple[int, int]:
        """Where in `folded` the letters stand that speak most for an indicator: the stretch that says more than the rest."""
        said = self._said(indicator_id)
        letters = [0.0] * len(self.folded)
        for sign in letter_signs(self.folded):
            for place in range(sign.start, sign.end):
                letters[place] += said.get(sign.name, 0.0)
        return _fullest(letters)

    def _said(self, indicator_id: str) -> dict[str, float]:
        """What each sign of the passage says for an indicator, or against it."""
        place = self.lessons.places[indicator_id]
        weights: list[int] = self.lessons.weights(self.shares)[:, place].tolist()
        said = zip(self.shares.items(), weights, strict=True)
        return {sign: share * weight for (sign, share), weight in said if weight}


def _score(total: float) -> float:
    return round(total / SCALE, 2)


def _fullest(weights: Sequence[float]) -> tuple[int, int]:
    """The stretch with the greatest sum of what lies over the mean (Kadane's method).

    >>> _fullest([0.0, 3.0, 2.0, 0.0, 1.0, 0.0])
    (1, 3)
    """
    mean = sum(weights) / len(weights)
    best, where, total, first = -math.inf, (0, len(weights)), 0.0, 0
    for place, weight in enumerate(weights):
        if total <= 0:
            total, first = 0.0, place
        total += weight - mean
        if total > best:
            best, where = total, (first, place + 1)
    return where


@cache
def load_lessons(catalogue_name: str) -> Lessons | None:
    """What was learned for a catalogue that comes with the program; None for any other."""
    path = FOLDER / f"lessons-{catalogue_name}.tsv"
    if not path.is_file():
        return None
    lines = [line for line in path.read_text("utf-8").splitlines() if line[0] != "#"]
    names, *rows = (line.split("\t", 2) for line in lines)
    rarity = {row[0]: int(row[1]) for row in rows}
    told = {row[0]: row[2] for row in rows if len(row) > 2}
    return Lessons("\t".join(names).split("\t"), rarity, told)

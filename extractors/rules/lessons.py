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
from dataclasses import dataclass, field, fields, replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.kept import kept
from extractors.rules.literals import literal
from schemas.sentence import Morpheme

FOLDER: Final = Path(__file__).parent / "packs"
SHOWN: Final = 3
SCALE: Final = 1000
"""Rarities and weights are whole thousandths."""
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
LEAST: Final = 8
"""Hundredths that a passage scores at least, whatever stands around it."""
MOST: Final = 120
OWN: Final = 0.5
"""The share of a score that a passage's own words have to give: headings alone say nothing of it."""
SURE_ENOUGH: Final = 0.11
"""Of the pairs of papers that nobody trained on, one of four that are just so sure is right."""
SURE: Final = 0.4
"""Less sure, a cue states nothing and is looked at by a person."""
SURE_ENOUGH_OF_ROW: Final = 0.2
"""So sure a row of short cells has to be without a cue: below, one of five is right."""
BIAS: Final = -3.89
"""What a passage that was held against judged ones begins with; a cue is worth `OPENED` more."""
OPENED: Final = 3.23
WEIGHTS: Final = {
    "learned": 0.208,
    "best": -0.07,
    "elsewhere": -0.057,
    "rows": 0.059,
    "before": 0.042,
    "under": 0.054,
    "heads": 0.133,
}
"""Of one hundredth each; by logistic regression on papers whose writer taught nothing."""
Counts = NDArray[np.int64]


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
        sign: rare if count == 1 else (1 + math.log(count)) * rare
        for sign, count in counts.items()
        if (rare := rarity.get(sign)) is not None
    }
    length = math.sqrt(sum(share * share for share in weighed.values()))
    return {sign: share / length for sign, share in weighed.items()}


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a passage, in hundredths by the place of each indicator."""

    elsewhere: Counts
    """The best score of another passage of the document: what is said better there is seldom said twice."""
    rows: Counts
    """What the other rows of its table score in the mean."""
    before: Counts
    """The score of the passage before it."""
    under: Counts
    """What the heading above scores by itself."""
    heads: Counts
    """What the heads of its columns score by themselves."""


AROUND: Final = tuple(one.name for one in fields(Around))


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned for one indicator: its score for a passage, and the signs that gave most of it."""

    score: float
    words: tuple[str, ...] = ()
    is_enough: bool = False
    is_enough_for_row: bool = False
    marks: Mapping[str, int] = field(default_factory=dict)
    """The hundredths of `WEIGHTS`, by name."""


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
        """A passage held against all indicators."""
        return self._passage(folded, signs(folded, morphemes, section))

    @lru_cache(maxsize=1024)  # noqa: B019 - lessons are loaded once, and headings stand above many passages
    def hundredths(self, words: Sequence[str]) -> Counts:
        """What the letters of headings score by themselves; nothing where there are none."""
        folded = literal(" ".join(words))
        return self._passage(folded, Counter(letter_names(folded))).hundredths

    def _passage(self, folded: str, counts: Counter[str]) -> Passage:
        shared = shares(counts, self.rarity)
        # added up sign by sign, so that no machine rounds otherwise
        weights = np.array(list(shared.values())).reshape(-1, 1) * self.weights(shared)
        return Passage(folded, shared, self, np.add.reduce(weights, axis=0))

    def weights(self, signs: Iterable[str]) -> NDArray[np.int32]:
        """A row for each sign: its weights for the indicators, by their place."""
        return self._weights[[self._rows[sign] for sign in signs]]

    def weights_for(self, place: int, signs: Iterable[str]) -> NDArray[np.int32]:
        """Those for one indicator alone."""
        return self._weights[[self._rows[sign] for sign in signs], place]


def _table(told: Sequence[str], width: int) -> NDArray[np.int32]:
    """The weights of all signs as they are written; read in one go, for `why` waits for it."""
    counts = [line.count("=") for line in told]
    written = "\t".join(filter(None, told)).replace("=", "\t")
    table = np.zeros((len(told), width), np.int32)
    if not written:
        return table
    numbers = np.fromstring(written, np.int32, sep="\t").reshape(-1, 2)
    table[np.repeat(np.arange(len(told)), counts), numbers[:, 0]] = numbers[:, 1]
    return table


@dataclass(frozen=True)
class Passage:
    """One passage with what all its signs say for each indicator, and what stands around it, if that is known."""

    folded: str
    shares: Mapping[str, float]
    lessons: Lessons
    totals: NDArray[np.float64]
    around: Around | None = None

    @kept
    def hundredths(self) -> Counts:
        """The score for each indicator; what speaks against one scores nothing."""
        scores: Counts = np.clip(np.rint(self.totals / (SCALE / 100)), 0, MOST).astype(np.int64)
        return scores

    @kept
    def _marks(self) -> Mapping[str, Counts]:
        """What counts for each indicator, by the names of `WEIGHTS`."""
        scores = self.hundredths
        marks = {"learned": scores, "best": np.full_like(scores, scores.max(initial=0))}
        around = {} if self.around is None else {name: getattr(self.around, name) for name in AROUND}
        return {**marks, **around}

    @kept
    def _sums(self) -> NDArray[np.float64]:
        """How surely it shows each indicator without any cue, as the sum that a logistic function makes a share."""
        total = BIAS + sum(WEIGHTS[name] * counts for name, counts in self._marks.items())
        sums: NDArray[np.float64] = np.where(self.hundredths >= LEAST, total, -math.inf)
        return sums

    @kept
    def alike(self) -> tuple[str, ...]:
        """The indicators whose judged passages it reads like without any cue."""
        places = np.flatnonzero(self._sums >= _sum_of(SURE_ENOUGH)).tolist()
        return tuple(self.lessons.names[place] for place in places)

    def weigh(self, indicator_id: str) -> Lesson:
        """How much it reads like the judged passages of an indicator, whatever gives it."""
        place = self.lessons.places.get(indicator_id)
        if place is None:
            return Lesson(0.0, marks={"best": max(self.hundredths.tolist(), default=0)})
        marks = {name: int(counts[place]) for name, counts in self._marks.items()}
        return Lesson(_score(float(self.totals[place])), marks=marks)

    def lesson(self, indicator_id: str) -> Lesson:
        """The same, with the signs that give most of it, and whether that is enough."""
        weighed = self.weigh(indicator_id)
        if indicator_id not in self.alike:
            return weighed
        place = self.lessons.places[indicator_id]
        said = self._said(indicator_id)
        words = sorted((sign for sign in said if len(sign) > 1), key=lambda sign: (-said[sign], sign))
        own = sum(weight for sign, weight in said.items() if not sign.startswith(_UNDER))
        is_enough = own >= OWN * weighed.score * SCALE
        return replace(
            weighed,
            words=tuple(words[:SHOWN]),
            is_enough=is_enough,
            is_enough_for_row=is_enough and bool(self._sums[place] >= _sum_of(SURE_ENOUGH_OF_ROW)),
        )

    def telling(self, indicator_id: str) -> tuple[int, int]:
        """Where in `folded` the letters stand that speak most for an indicator: the stretch that says more than the rest."""
        said = self._said(indicator_id)
        letters = [0.0] * len(self.folded)
        for sign in letter_signs(self.folded):
            for place in range(sign.start, sign.end):
                letters[place] += said.get(sign.name, 0.0)
        return _fullest(letters)

    def _said(self, indicator_id: str) -> dict[str, float]:
        """What each sign of the passage says for an indicator, or against it; remembered, as words and stretch are told by it."""
        if indicator_id not in self._told:
            self._told[indicator_id] = self._worked_out(self.lessons.places[indicator_id])
        return self._told[indicator_id]

    @kept
    def _told(self) -> dict[str, dict[str, float]]:
        return {}

    def _worked_out(self, place: int) -> dict[str, float]:
        weights: list[int] = self.lessons.weights_for(place, self.shares).tolist()
        said = zip(self.shares.items(), weights, strict=True)
        return {sign: share * weight for (sign, share), weight in said if weight}


def _sum_of(share: float) -> float:
    """The sum that the logistic function makes a share."""
    return math.log(share / (1 - share))


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

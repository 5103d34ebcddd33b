"""How well a text was read: plain functions on a true text and a reading of it.

What does not count: the form of Unicode (NFC), invisible characters, and signs that print alike or for
which Korean documents use one or the other without a difference in meaning (`ALIKE`). Everything else
counts: ~ is not -, ○ is not ㅇ, ㎡ is not m2. Callers fold both sides first (`folded`), and say so where
they report. `squashed` and `spaced` are what the evaluator of landed work compares, which does not fold.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rapidfuzz.distance import Levenshtein

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
ALIKE: Final = {
    '"': "“”„‟″〃",
    "'": "‘’‚‛′`´",
    "·": "ㆍ・‧∙⋅",
    "~": "∼〜˜",
    "-": "–—―−‐‑",
    "<": "〈",
    ">": "〉",
    "《": "≪«",
    "》": "≫»",
    "ㅇ": "◦",
    "…": "⋯",
}
"""Each sign with those that are taken for it; the full-width forms of ASCII come on top."""
_FOLD: Final = {ord(sign): kept for kept, signs in ALIKE.items() for sign in signs} | {
    code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)
}
_FULL_WIDTH_BLANK: Final = {0x3000: " "}
# "1,250", "△3.7%", "2024.3.25", "09:30", "18.9㎡": sign, digits with separators, unit of one sign
# "보 도 자 료", "합  계": whether such blanks are blanks is a matter of taste
_LETTER_SPACED: Final = re.compile(r"(?:[가-힣]\s+)+[가-힣]")
_NUMBER: Final = re.compile(r"(?P<number>[△▲]?\d+(?:[.,:]\d+)*(?:%p|[%㎡㎢㎥℃])?)")
TESSERACT_HANGUL: Final = frozenset(
    (Path(__file__).parents[1] / "fixtures/ocr/tesseract_hangul.txt").read_text("utf-8").strip()
)
"""The 1,076 syllables in the unicharset of Debian's Hangul.traineddata (`combine_tessdata -u`)."""
CLASSES: Final = ("Hangul of Tesseract", "other Hangul", "digit", "Latin", "symbol")


def normal(text: str) -> str:
    """NFC without invisible characters."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE)


_LEADER: Final = re.compile(r"\s*(?:[·.…]\s?){6,}")


def folded(text: str) -> str:
    """`normal`, with signs that are taken for one another made one, and without the dots that lead to a page number.

    >>> folded("“２０２４년 ㆍ 〈표〉 3－4”")
    '"2024년 · <표> 3-4"'
    """
    return _LEADER.sub(" ", normal(text).translate(_FULL_WIDTH_BLANK).translate(_FOLD))


def squashed(text: str) -> str:
    """All blanks removed.

    >>> squashed("보  도 자료")
    '보도자료'
    """
    return "".join(normal(text).split())


def spaced(text: str) -> str:
    """Each run of blanks and line ends made one blank."""
    return " ".join(normal(text).split())


Pair = tuple[str, str]
"""A true text and how it was read."""


def error_rate(pairs: Iterable[Pair]) -> float:
    """Edits without blanks, over the characters of the truth.

    >>> error_rate([("총 1,250명", "총1250명")])
    0.14285714285714285
    >>> error_rate([])
    0.0
    """
    bare = [(squashed(truth), squashed(reading)) for truth, reading in pairs]
    return _rate(bare)


def error_rate_with_blanks(pairs: Iterable[Pair]) -> float:
    """The same with blanks; each run of them is one.

    >>> error_rate_with_blanks([("총 1,250명", "총1,250명")])
    0.125
    """
    return _rate([(spaced(truth), spaced(reading)) for truth, reading in pairs])


def _rate(pairs: list[Pair]) -> float:
    edits = sum(Levenshtein.distance(truth, reading) for truth, reading in pairs)
    return edits / max(1, sum(len(truth) for truth, _ in pairs))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which stretch of a reading each character of the truth was read as, by the fewest edits.

    Character k was read as `reading[begins[k]:ends[k]]`, which is empty where it was lost. What
    stands between two such stretches was read where nothing is.

    >>> found = align("1,250", "1250")
    >>> [found.reading[a:b] for a, b in zip(found.begins, found.ends)]
    ['1', '', '2', '5', '0']
    """

    truth: str
    reading: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]

    def is_right(self, at: int) -> bool:
        return self.reading[self.begins[at] : self.ends[at]] == self.truth[at]


def align(truth: str, reading: str) -> Alignment:
    """Align two texts as they are given: fold them first where that is wanted."""
    begins, ends = [], []
    for step in Levenshtein.opcodes(truth, reading):
        for offset in range(step.src_end - step.src_start):
            at = step.dest_start + (0 if step.tag == "delete" else offset)
            begins.append(at)
            ends.append(at + (step.tag != "delete"))
    return Alignment(truth, reading, tuple(begins), tuple(ends))


def class_of(char: str) -> str:
    """One of CLASSES.

    >>> [class_of(char) for char in "가앱7kㅇ㎡"]
    ['Hangul of Tesseract', 'other Hangul', 'digit', 'Latin', 'symbol', 'symbol']
    """
    if "가" <= char <= "힣":
        return CLASSES[0] if char in TESSERACT_HANGUL else CLASSES[1]
    if char in "0123456789":
        return CLASSES[2]
    return CLASSES[3] if char.isascii() and char.isalpha() else CLASSES[4]


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a total.

    >>> str(Share(2, 400)), str(Share(0, 0))
    ('0.50 % (2/400)', '- (0/0)')
    """

    count: int
    total: int

    @property
    def value(self) -> float:
        return self.count / self.total if self.total else 0.0

    def __str__(self) -> str:
        share = f"{100 * self.value:.2f} %" if self.total else "-"
        return f"{share} ({self.count}/{self.total})"


def lost_by_class(pairs: Iterable[Pair]) -> dict[str, Share]:
    """For each class the characters of the truth that were not read as what they are.

    >>> str(lost_by_class([("앱 12", "앰12")])["other Hangul"])
    '100.00 % (1/1)'
    """
    lost: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for truth, reading in pairs:
        found = align(squashed(truth), squashed(reading))
        for at, char in enumerate(found.truth):
            total[class_of(char)] += 1
            lost[class_of(char)] += not found.is_right(at)
    return {name: Share(lost[name], total[name]) for name in CLASSES}


def numbers_right(pairs: Iterable[Pair]) -> Share:
    """Numbers read exactly: sign, digits, separators and unit, and nothing beside them that is not there.

    >>> numbers_right([("총 1,250명(△3.7%)", "총 1250명(△3.7%)")])
    Share(count=1, total=2)
    >>> numbers_right([("411대", "41대"), ("41대", "411대")])
    Share(count=0, total=2)
    """
    right = total = 0
    for truth, reading in pairs:
        found = align(squashed(truth), squashed(reading))
        for number in _NUMBER.finditer(found.truth):
            first, last = number.span()
            begin = found.ends[first - 1] if first else 0
            end = found.begins[last] if last < len(found.truth) else len(found.reading)
            right += found.reading[begin:end] == number["number"]
            total += 1
    return Share(right, total)


@dataclass(frozen=True, slots=True)
class Blanks:
    """`missed` out of the blanks of the truth, `added` out of the places between characters without one.

    Only places whose two characters were read right and side by side are asked, and no line that is
    one letter-spaced word.
    """

    missed: Share
    added: Share


def blanks(pairs: Iterable[Pair]) -> Blanks:
    """Compare the blanks of readings with those of the truth.

    >>> blanks([("도시 서비스 인증", "도시서비스 인 증")])
    Blanks(missed=Share(count=1, total=2), added=Share(count=1, total=4))
    """
    counts: Counter[tuple[bool, bool]] = Counter()
    for truth, reading in pairs:
        if _LETTER_SPACED.fullmatch(truth.strip()):
            continue
        found = align(squashed(truth), squashed(reading))
        there, here = _gaps(truth), _gaps(reading)
        for at in range(1, len(found.truth)):
            beside = found.begins[at] == found.ends[at - 1]
            if beside and found.is_right(at - 1) and found.is_right(at):
                counts[at in there, found.begins[at] in here] += 1
    missed = Share(counts[True, False], counts[True, False] + counts[True, True])
    return Blanks(missed, Share(counts[False, True], counts[False, True] + counts[False, False]))


def _gaps(text: str) -> set[int]:
    """Offsets in the squashed text before which a blank stands."""
    out, at = set(), 0
    for word in normal(text).split():
        out.add(at)
        at += len(word)
    return out


def eojeol_f1(pairs: Iterable[Pair]) -> float:
    """F1 of the words between blanks, as a multiset over all pairs.

    >>> eojeol_f1([("도시 서비스 인증", "도시 서비 스 인증")])
    0.5714285714285714
    """
    truth: Counter[str] = Counter()
    reading: Counter[str] = Counter()
    for true, read in pairs:
        truth.update(normal(true).split())
        reading.update(normal(read).split())
    return 2 * (truth & reading).total() / max(1, truth.total() + reading.total())


@dataclass(frozen=True, slots=True)
class JudgedWord:
    """A word of a reading with its confidence in [0, 1], and whether it stands so in the truth."""

    confidence: float
    is_right: bool


def judged(truth: str, words: Sequence[tuple[str, float]]) -> list[JudgedWord]:
    """Judge the words of one line, given in order with their confidence.

    A word is right where each of its characters is, with none missing inside it or, within the same
    word of the truth, beside it.

    >>> [word.is_right for word in judged("버스 411대 운행", [("버스", 1), ("41대", 1), ("운행", 1)])]
    [True, False, True]
    """
    texts = [squashed(text) for text, _ in words]
    found = align(squashed(truth), "".join(texts))
    partner = {found.begins[at]: at for at in range(len(found.truth)) if found.is_right(at)}
    out, begin = [], 0
    for text, (_, confidence) in zip(texts, words, strict=True):
        at = [partner.get(place, -9) for place in range(begin, begin + len(text))]
        begin += len(text)
        if at:
            run = min(at) >= 0 and at == list(range(at[0], at[0] + len(at)))
            out.append(JudgedWord(confidence, run and not _is_cut(found, at[0], at[-1], _gaps(truth))))
    return out


def _is_cut(found: Alignment, first: int, last: int, gaps: set[int]) -> bool:
    """True where the truth's character before or behind was lost, and no blank stands between."""

    def lost(at: int) -> bool:
        return 0 <= at < len(found.truth) and found.begins[at] == found.ends[at]

    return (first not in gaps and lost(first - 1)) or (last + 1 not in gaps and lost(last + 1))


@dataclass(frozen=True, slots=True)
class Bin:
    """Words with a confidence of at least `low`, and below the next bin's: how many are right."""

    low: float
    right: Share


def calibration(words: Sequence[JudgedWord], lows: Sequence[float] = (0.9, 0.8, 0.6, 0.0)) -> list[Bin]:
    """Words by confidence; `lows` fall.

    >>> calibration([JudgedWord(0.95, True), JudgedWord(0.5, False)], (0.9, 0.0))
    [Bin(low=0.9, right=Share(count=1, total=1)), Bin(low=0.0, right=Share(count=0, total=1))]
    """
    out, high = [], float("inf")
    for low in lows:
        inside = [word.is_right for word in words if low <= word.confidence < high]
        out.append(Bin(low, Share(sum(inside), len(inside))))
        high = low
    return out

"""Two readings of one line held against each other: words that both read are sure, numbers that they read differently are not.

The other engine errs several times as often as ours and cannot write many signs (□ ① ㈜ △), so ours stands in any
case; what counts is where the other, able to tell, says something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from schemas.geometry import Box
from schemas.page import Word

CREDIBLE: Final = 0.5  # similarity of the whole line below which the other read nothing of use
AGREED: Final = 0.95  # two engines that err differently and read the same
CONTESTED: Final = 0.5  # no word whose number is in dispute is surer than this
# Number with its separators, in '예산 1,250백만원', and letters taken for digits, in '06:0Q'.
_NUMBER: Final = re.compile(r"\d(?:[.,:]?[\dOQIl])*")
_WORD: Final = re.compile(r"[0-9A-Za-z가-힣]")  # what both engines can write
# Signs that print alike: no dispute.
_FOLDED: Final = str.maketrans("“”‘’′″`–—−〈〉「」『』", "\"\"'''\"'---<>[][]")


@dataclass(frozen=True, slots=True)
class Opinion:
    """Our words with what the other's reading makes of their confidence.

    `agreed`: it reads every word of letters or digits the same. `contested`:
    where the words stand whose numbers it reads differently.
    """

    words: tuple[Word, ...]
    agreed: bool = False
    contested: tuple[Box, ...] = ()


def weigh(words: Sequence[Word], other: str) -> Opinion:
    """Hold the words of a line against the other engine's reading of it; no text is changed.

    >>> words = [Word("국비", Box(0, 0, 9, 9), 9.0, confidence=0.7), Word("1,250", Box(9, 0, 30, 9), 9.0, confidence=0.7)]
    >>> weigh(words, "국 비 1,250").agreed
    True
    >>> [(word.confirmed, word.confidence) for word in weigh(words, "국비 1,260").words]
    [(True, 0.95), (False, 0.5)]
    """
    ours = "".join(word.text for word in words).translate(_FOLDED)
    theirs = "".join(other.split()).translate(_FOLDED)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < CREDIBLE:
        return Opinion(tuple(words))
    same, disputed = _same(matcher, theirs), set(_disputed(matcher, ours, theirs))
    ends = accumulate(len(word.text) for word in words)
    places = [set(range(end - len(word.text), end)) for word, end in zip(words, ends, strict=True)]
    weighed = tuple(
        _weighed(word, confirmed=held <= same, contested=not held.isdisjoint(disputed))
        for word, held in zip(words, places, strict=True)
    )
    told = [word for word in weighed if _WORD.search(word.text)] or weighed
    return Opinion(
        weighed,
        agreed=not disputed and all(word.confirmed for word in told),
        contested=tuple(
            word.box for word, held in zip(words, places, strict=True) if not held.isdisjoint(disputed)
        ),
    )


def _weighed(word: Word, *, confirmed: bool, contested: bool) -> Word:
    confidence = word.confidence or 0.0
    if contested:
        return replace(word, confidence=min(confidence, CONTESTED))
    if confirmed:
        return replace(word, confirmed=True, confidence=max(confidence, AGREED))
    return word


def _same(matcher: SequenceMatcher[str], theirs: str) -> set[int]:
    """Places read alike, but for those beside which the other has a letter more: ours may have lost it."""
    same, lost = set[int](), set[int]()
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            same.update(range(start, end))
        elif kind == "insert" and _WORD.search(theirs, other_start, other_end):
            lost.update((start - 1, start))
    return same - lost


def _disputed(matcher: SequenceMatcher[str], ours: str, theirs: str) -> Iterator[int]:
    """Places in our text where the other has another digit or separator, one more, or one less."""
    our_numbers, their_numbers = _in_numbers(ours), _in_numbers(theirs)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        here = our_numbers.intersection(range(start, end))
        there = their_numbers.intersection(range(other_start, other_end))
        if kind == "delete" or (kind == "replace" and here and there):
            yield from here
        elif kind == "insert" and there:
            yield from our_numbers.intersection((start - 1, start))


def _in_numbers(text: str) -> set[int]:
    return {at for number in _NUMBER.finditer(text) for at in range(*number.span())}

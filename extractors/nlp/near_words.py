"""Words of a lexicon that stand in a text with a letter misread: 통합운엉센터 for 통합운영센터. For pages read by OCR only.

A misread jamo leaves a syllable in its place, so the word keeps its length and most of its syllables whole: a part
of it is looked for by one automaton, and only where such a part stands are letters counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import ahocorasick
from rapidfuzz.distance import Levenshtein

from extractors.nlp.normalise import View

SHORTEST: Final = 4
"""Syllables: among shorter words another word is too often one letter away (자전거, 자전가)."""
SURELY_READ: Final = 0.95
"""Confidence from which a word is what it says: two engines that read alike give it."""
_LONG: Final = 6  # syllables from which two letters may be misread
# Of 119,600 words one letter away from the 351 of our lexicons, those that a dictionary of Korean holds: no misreadings
_OTHERS: Final = frozenset(("스마트폰", "크라우드", "클라우스", "브루투스"))
# "통합운영센타를", "스마트도사에서": what may be glued to a word
_PARTICLE: Final = re.compile(r"(?:으로|에서|에게|은|는|이|가|을|를|의|에|와|과|도|로|만|및|등)")


@dataclass(frozen=True, slots=True, order=True)
class NearWord:
    """`text[start:end]` is not `word`, but `edits` letters away from it."""

    start: int
    end: int
    word: str
    edits: int


class NearWords:
    """Finds the words of a lexicon that are misread; the lexicon and the texts are folded alike, without blanks.

    >>> from extractors.nlp.normalise import view
    >>> words, seen = NearWords(["통합주차정보"]), view("통합 주자정보를 제공")
    >>> [(found.word, found.edits, seen.span(found.start, found.end)) for found in words.find(seen, seen.text)]
    [('통합주차정보', 1, CharSpan(start=0, end=7))]
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._parts: dict[str, list[tuple[int, str]]] = {}
        for word in sorted(word for word in set(words) if _syllables(word) >= SHORTEST):
            for start, end in pairwise(_cuts(word)):
                self._parts.setdefault(word[start:end], []).append((start, word))
        self._automaton: Any = ahocorasick.Automaton()
        for part in self._parts:
            self._automaton.add_word(part, part)
        if self._parts:
            self._automaton.make_automaton()

    def find(self, seen: View, folded: str) -> list[NearWord]:
        """The misread words in text order; whether one is found does not hang on the other words of the lexicon.

        `folded` is `seen.text`, in lower case where the lexicon is.
        """
        return sorted(one for one in set(self._candidates(folded)) if _is_whole(one, seen))

    def _candidates(self, text: str) -> Iterator[NearWord]:
        if not self._parts:
            return
        for last, part in self._automaton.iter(text):
            for offset, word in self._parts[part]:
                start = last + 1 - len(part) - offset
                end = start + len(word)
                edits = _edits(text[start:end], word) if start >= 0 and end <= len(text) else None
                if edits is not None and text[start:end] not in _OTHERS:
                    yield NearWord(start, end, word, edits)


def unambiguous(found: Iterable[NearWord]) -> Iterator[NearWord]:
    """Of words over one another the nearest, and of those the longest; none where two are as near and as long.

    >>> one, other = NearWord(0, 4, "주차정보", 1), NearWord(0, 4, "주가정보", 1)
    >>> list(unambiguous([one, other])), list(unambiguous([one, NearWord(2, 8, "정보통신망", 2)])) == [one]
    ([], True)
    """
    every = sorted(found)
    for one in every:
        others = [
            other for other in every if other != one and other.start < one.end and one.start < other.end
        ]
        if all(_rank(one) < _rank(other) for other in others):
            yield one


def _rank(found: NearWord) -> tuple[int, int]:
    return found.edits, found.start - found.end


def _is_whole(found: NearWord, seen: View) -> bool:
    """Where the first or last syllable is misread, a word must begin or end there.

    데이터센터 holds 데이터센, which is no misread 데이터셋, and 스마트도서관 no 스마트도시.
    """
    text, start, end = seen.text, found.start, found.end
    if text[start] != found.word[0] and not _is_border(seen, start):
        return False
    particle = _PARTICLE.match(text, end)
    ends = [end, particle.end()] if particle else [end]
    return text[end - 1] == found.word[-1] or any(_is_border(seen, at) for at in ends)


def _is_border(seen: View, at: int) -> bool:
    return seen.blank_before(at) or not (_is_syllable(seen.text[at - 1]) and _is_syllable(seen.text[at]))


def _cuts(word: str) -> list[int]:
    """Where a word is cut so that one part at least is whole however its letters are misread."""
    parts = _most_edits(word) + 1
    return [len(word) * at // parts for at in range(parts + 1)]


def _most_edits(word: str) -> int:
    return 1 if _syllables(word) < _LONG else 2


def _edits(seen: str, word: str) -> int | None:
    """Letters by which `seen` is misread, one a syllable at most; None where it is another word."""
    edits = [_letters_apart(*pair) for pair in zip(seen, word, strict=True) if pair[0] != pair[1]]
    return len(edits) if 0 < len(edits) <= _most_edits(word) and set(edits) == {1} else None


def _letters_apart(one: str, other: str) -> int:
    """Jamo by which two syllables differ; 9 where one is no syllable.

    >>> _letters_apart("차", "자"), _letters_apart("감", "가"), _letters_apart("가", "7")
    (1, 1, 9)
    """
    if not (_is_syllable(one) and _is_syllable(other)):
        return 9
    return Levenshtein.distance(unicodedata.normalize("NFD", one), unicodedata.normalize("NFD", other))


def _syllables(word: str) -> int:
    return sum(map(_is_syllable, word))


def _is_syllable(character: str) -> bool:
    return "가" <= character <= "힣"

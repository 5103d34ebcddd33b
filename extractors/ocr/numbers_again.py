"""Numbers of which the net is not sure, read once more: each from its own crop, at twice the size, with digits alone to choose from.

The first reading stands in any case. Of those that both read alike 108 of 109 were right on development scans, of those that they
read differently four of eight. A second reading that is empty, or like nothing of the first, says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

import cv2
import numpy as np

from extractors.ocr.decoding import ReadCharacter
from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.jipyo_engine import RecognisedLine
from extractors.ocr.line_image import stretched
from extractors.ocr.second_opinion import AGREED, CONTESTED, CREDIBLE
from schemas.geometry import Box
from schemas.page import Word

SIGNS: Final = "0123456789.,:"
"""What may be read on a crop."""
LARGER: Final = 2
"""Times the size of the page."""
_UNSURE: Final = 0.85  # calibrated confidence of a word: below, one number in seven was wrong
_MOST: Final = 24  # numbers a page, the least sure first
_NUMBER: Final = re.compile(r"\d(?:[.,:]?\d)*")
_LETTER: Final = re.compile(r"[A-Za-z가-힣]")
_INK: Final = 160  # grey level of a stretched crop below which a pixel is ink
Verdict = Literal["agrees", "differs", "silent"]


@dataclass(frozen=True, slots=True)
class DoubtedNumber:
    """A number as it was read first, its word by line and place on the line, and its crop at twice the size."""

    line: int
    word: int
    text: str
    confidence: float
    crop: GreyImage


@dataclass(frozen=True, slots=True)
class NumbersAgain:
    """The lines with what the second reading makes of their words; no text is changed.

    `asked` counts numbers, `agreed` those read alike. `contested` are words of
    which a number was read otherwise, `settled` words in dispute of which all were read alike.
    """

    lines: tuple[RecognisedLine, ...]
    asked: int = 0
    agreed: int = 0
    contested: tuple[Box, ...] = ()
    settled: tuple[Box, ...] = ()


def doubted_numbers(lines: Sequence[RecognisedLine]) -> list[DoubtedNumber]:
    """The numbers of unsure words that no second engine confirmed, in page order."""
    found = [number for at, line in enumerate(lines) for number in _on_line(at, line)]
    least = sorted(found, key=lambda number: number.confidence)[:_MOST]
    return sorted(least, key=lambda number: (number.line, number.word))


def settle(
    first: Sequence[RecognisedLine],
    weighed: Sequence[RecognisedLine],
    doubted: Sequence[DoubtedNumber],
    heard: Sequence[str],
) -> NumbersAgain:
    """Hold the second readings against the first; `first` are the lines before, `weighed` those after a second opinion."""
    verdicts = [compared(number.text, text) for number, text in zip(doubted, heard, strict=True)]
    by_word: dict[tuple[int, int], list[Verdict]] = {}
    for number, verdict in zip(doubted, verdicts, strict=True):
        by_word.setdefault((number.line, number.word), []).append(verdict)
    words = [list(line.words) for line in weighed]
    contested, settled = [], []
    for (line, at), told in by_word.items():
        before, word = first[line].words[at], words[line][at]
        words[line][at] = _weighed(before, word, told)
        if "differs" in told:
            contested.append(word.box)
        elif set(told) == {"agrees"}:
            settled.append(word.box)
    return NumbersAgain(
        lines=tuple(replace(line, words=tuple(own)) for line, own in zip(weighed, words, strict=True)),
        asked=len(doubted),
        agreed=verdicts.count("agrees"),
        contested=tuple(contested),
        settled=tuple(settled),
    )


def compared(first: str, second: str) -> Verdict:
    """What a second reading of a number says of the first.

    >>> compared("1,250", "1,250."), compared("84,00", "84,000"), compared("84,00", ""), compared("21", "4:")
    ('agrees', 'differs', 'silent', 'silent')
    """
    told = "".join(second.split()).strip(".,:")
    if told == first:
        return "agrees"
    likeness = SequenceMatcher(None, told, first, autojunk=False).ratio()
    return "differs" if likeness >= CREDIBLE else "silent"


def _weighed(before: Word, word: Word, told: Sequence[Verdict]) -> Word:
    """A dispute lowers, agreement lifts a dispute; a word that is all number, and read alike, is confirmed."""
    if "differs" in told:
        return replace(word, confidence=min(word.confidence or 0.0, CONTESTED))
    if set(told) != {"agrees"}:
        return word
    if _LETTER.search(word.text) is None:
        return replace(word, confirmed=True, confidence=max(before.confidence or 0.0, AGREED))
    return replace(word, confidence=max(before.confidence or 0.0, word.confidence or 0.0))


def _on_line(at: int, line: RecognisedLine) -> Iterator[DoubtedNumber]:
    unsure = [
        (place, word)
        for place, word in enumerate(line.words)
        if (word.confidence or 0.0) < _UNSURE and not word.confirmed and _NUMBER.search(word.text)
    ]
    if not unsure:
        return
    characters = line.read.characters
    stretches = _stretches(characters)
    ink: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.asarray(
        (stretched(line.line.crop) < _INK).any(axis=0)
    )
    for place, word in unsure:
        begin, end = stretches[place]
        if end - begin != len(word.text):  # letters that Unicode composes
            continue
        for number in _NUMBER.finditer(word.text):
            x0, x1 = _edges(ink, characters, begin + number.start(), begin + number.end() - 1)
            crop = _larger(line.line.crop[:, x0:x1])
            yield DoubtedNumber(at, place, number.group(), word.confidence or 0.0, crop)


def _stretches(characters: Sequence[ReadCharacter]) -> list[tuple[int, int]]:
    """The characters of each word of a line, half-open."""
    found = []
    for is_blank, group in groupby(range(len(characters)), key=lambda at: characters[at].text == " "):
        places = list(group)
        if not is_blank:
            found.append((places[0], places[-1] + 1))
    return found


def _edges(
    ink: np.ndarray[tuple[int], np.dtype[np.bool_]],
    characters: Sequence[ReadCharacter],
    first: int,
    last: int,
) -> tuple[int, int]:
    """Columns around some characters, each where no ink is, as near to their border as can be."""
    left = _middle(characters[first - 1]) if first else 0.0
    right = _middle(characters[last + 1]) if last + 1 < len(characters) else float(len(ink))
    x0 = _free(ink, left, _middle(characters[first]), characters[first].x0)
    x1 = _free(ink, _middle(characters[last]), right, characters[last].x1)
    return x0, max(x1, x0 + 2)


def _middle(character: ReadCharacter) -> float:
    return (character.x0 + character.x1) / 2


def _free(ink: np.ndarray[tuple[int], np.dtype[np.bool_]], start: float, stop: float, border: float) -> int:
    places = [at for at in range(int(start), min(int(stop), len(ink))) if not ink[at]]
    return min(places, key=lambda at: abs(at - border), default=int(border))


def _larger(crop: GreyImage) -> GreyImage:
    return grey(cv2.resize(crop, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_CUBIC))

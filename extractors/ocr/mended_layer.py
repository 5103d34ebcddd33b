"""A layer that is true in part and what OCR read of the page, made one: word by word, on the lines in question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractors.ocr.true_characters import Completed, completed
from schemas.geometry import Box, enclosing
from schemas.page import Word

_MARGIN: Final = 2.5  # points by which stretches of one line may lie apart
_HELD: Final = 0.3  # of a word's area inside of a place: the word is a part of it
_MET: Final = 0.3  # of the smaller one's area: two boxes show the same print
_LEVEL: Final = 0.5  # of the lower height, shared by print of one line
_LETTER: Final = 0.4  # of the height: a narrow letter
_CREDIBLE: Final = 0.5  # confidence of words that are taken where a layer says nothing
_DOUBTED: Final = 0.25  # of words of Hangul, and where the layer says something that is not believed
_WORD: Final = 2  # syllables of a word: so many must a line have more than the Hangul of the layer
_CERTAIN: Final = 0.85
_CONFIRMED: Final = 0.8  # of the characters read alike: the layer is right there
_DRIFT: Final = 40.0  # points that the glyphs of a letter-spaced line may stand beside their ink
_SAME_LINE: Final = 0.95  # of the characters of a whole line, read alike: none of it is lost
_LEAST: Final = 3  # letters or digits that make a place print, where no Hangul does

# '사업', '2024', 'IoT'
_WRITTEN: Final = re.compile(r"[^0-9A-Za-z가-힣]")
_HANGUL: Final = re.compile(r"[가-힣]")
# '1,026명' has four
_DIGIT: Final = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class MendedLayer:
    """The words of the layer that stand, those of OCR, and the number of places that these fill."""

    kept: tuple[Word, ...]
    taken: tuple[Word, ...]
    places: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch in question with the words of the layer there, which are not believed."""

    box: Box
    claimed: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Words of one line by OCR, and those that the layer has there: believed ones, and ones in question."""

    read: tuple[Word, ...]
    held: tuple[Word, ...]
    claimed: tuple[Word, ...]
    places: frozenset[int]
    whole: Completed  # what was read, with what is true of the layer

    @property
    def is_asked(self) -> bool:
        """Whether words of the layer are in question there, or ink beside them shows more than they say."""
        return bool(self.claimed) or (bool(self.places) and bool(self.news))

    @property
    def words(self) -> tuple[Word, ...]:
        """What OCR read there with what is true of the layer."""
        return tuple(_with_true_digits(word, self.claimed) for word in self.whole.words)

    @property
    def news(self) -> str:
        """What OCR read there that the believed words do not say."""
        return _WRITTEN.sub("", self.whole.gained)


def mended(words: Sequence[Word], unsure: Sequence[Box], read: Sequence[Word]) -> MendedLayer:
    """Put of `read`, the words of the whole page by OCR, what the layer's `words` lack into the places in question."""
    places, believed = _places(words, unsure)
    dropped: set[int] = set()
    taken: list[Word] = []
    filled: set[int] = set()
    for spots in _lines(read, believed, places):
        asked = [spot for spot in spots if spot.is_asked]
        if asked and not _is_held(spots, believed) and _is_print_of_its_own(asked, believed):
            taken += [word for spot in asked for word in spot.words]
            dropped |= {id(word) for spot in asked for word in spot.held}
            filled |= {at for spot in asked for at in spot.places}
    kept = [word for word in believed if id(word) not in dropped]
    kept += [word for at, place in enumerate(places) if at not in filled for word in place.claimed]
    return MendedLayer(tuple(kept), tuple(taken), len(filled))


def _places(words: Sequence[Word], unsure: Sequence[Box]) -> tuple[list[_Place], list[Word]]:
    """Stretches in question, each grown by the words that reach into it; and the words outside of all."""
    boxes = _joined(unsure)
    claimed: list[list[Word]] = [[] for _ in boxes]
    believed = []
    for word in words:
        shares = [box.overlap(word.box) for box in boxes]
        best = max(range(len(boxes)), key=lambda at: shares[at]) if boxes else 0
        if boxes and shares[best] > _HELD * max(word.box.area, 0.01):
            claimed[best].append(word)
            boxes[best] = boxes[best].union(word.box)
        else:
            believed.append(word)
    return [_Place(box, tuple(inside)) for box, inside in zip(boxes, claimed, strict=True)], believed


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that overlap in their height and touch are one line."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda one: (one.x0, one.top)):
        at = next((at for at, other in enumerate(joined) if _is_one_line(other, box)), None)
        if at is None:
            joined.append(box)
        else:
            joined[at] = joined[at].union(box)
    return sorted(joined, key=lambda one: (one.top, one.x0))


def _is_one_line(one: Box, other: Box, *, reach: float = _MARGIN) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    gap = max(other.x0 - one.x1, one.x0 - other.x1)
    return shared > 0.6 * min(one.height, other.height) and gap < reach


def _lines(read: Sequence[Word], believed: Sequence[Word], places: Sequence[_Place]) -> list[list[_Spot]]:
    """The lines that OCR read, each in spots."""
    lines: dict[object, list[Word]] = defaultdict(list)
    for word in read:
        lines[word.line_key].append(word)
    held = _by_line(believed, read)
    return [
        _spots(sorted(line, key=lambda word: word.box.x0), held.get(key, []), places)
        for key, line in lines.items()
    ]


def _by_line(words: Sequence[Word], read: Sequence[Word]) -> dict[object, list[Word]]:
    """The layer's words by the line of the word of OCR that shows most of each."""
    lines: dict[object, list[Word]] = defaultdict(list)
    for word in words:
        best = max(read, key=lambda one: one.box.overlap(word.box), default=None)
        if best is not None and _meets(best.box, word.box):
            lines[best.line_key].append(word)
    return lines


def _meets(one: Box, other: Box) -> bool:
    return one.overlap(other) > _MET * max(min(one.area, other.area), 0.01)


def _reaches(place: Box, word: Box) -> bool:
    """Whether a letter of the word, about as wide as it is high, lies in the place."""
    height = min(place.bottom, word.bottom) - max(place.top, word.top)
    width = min(place.x1, word.x1) - max(place.x0, word.x0)
    least = min(place.height, word.height)
    return height > _LEVEL * least and width > _LETTER * least


def _spots(line: Sequence[Word], believed: Sequence[Word], places: Sequence[_Place]) -> list[_Spot]:
    """Words of the line that share a word of the layer are one spot."""
    groups: list[tuple[list[Word], list[Word]]] = []
    for word in line:
        held = [one for one in believed if _meets(word.box, one.box)]
        if groups and any(one is other for one in held for other in groups[-1][1]):
            groups[-1][0].append(word)
            groups[-1][1].extend(one for one in held if all(one is not other for other in groups[-1][1]))
        else:
            groups.append(([word], held))
    return [_spot(read, held, places) for read, held in groups]


def _spot(read: Sequence[Word], held: Sequence[Word], places: Sequence[_Place]) -> _Spot:
    met = frozenset(at for at, place in enumerate(places) for word in read if _reaches(place.box, word.box))
    claimed = [
        word for at in met for word in places[at].claimed if any(_meets(one.box, word.box) for one in read)
    ]
    ordered = sorted(held, key=lambda word: word.box.x0)
    return _Spot(tuple(read), tuple(ordered), tuple(claimed), met, completed(read, ordered))


def _with_true_digits(word: Word, claimed: Sequence[Word]) -> Word:
    """`word` with the digits that the layer has there, where it has as many: its own Hangul alone was lost."""
    inside = [one for one in claimed if word.box.contains(*one.box.centre)]
    held = "".join(one.text for one in sorted(inside, key=lambda one: one.box.x0))
    true, read = _DIGIT.findall(held), _DIGIT.findall(word.text)
    if _HANGUL.search(held) or len(true) != len(read) or true == read:
        return word
    digits = iter(true)
    return replace(word, text=_DIGIT.sub(lambda _: next(digits), word.text))


def _is_print_of_its_own(spots: Sequence[_Spot], believed: Sequence[Word]) -> bool:
    """Whether OCR read print on a line that the layer does not hold."""
    read = [word for spot in spots for word in spot.read]
    claimed = [word for spot in spots for word in spot.claimed]
    if _is_echo(read, [*claimed, *believed]):
        return False
    news = "".join(spot.news for spot in spots)
    has_words = len(_HANGUL.findall(news)) >= _WORD
    least = _DOUBTED if claimed or has_words else _CREDIBLE
    if 2 * sum((word.confidence or 0.0) >= least for word in read) < len(read):
        return False
    if claimed:
        return _replaces(
            _written(read), _written([*claimed, *(word for spot in spots for word in spot.held)])
        )
    return has_words or len(news) >= _LEAST or (bool(news) and _is_certain(read))


def _replaces(ours: str, theirs: str) -> bool:
    """Whether a line says something else than the layer, of which a part is in question."""
    if not ours:
        return False
    # A line that lost a word is read anew, however well the rest of it agrees: '2023' is a part of '2023년'.
    held = len(_HANGUL.findall(theirs))
    has_more = len(_HANGUL.findall(ours)) >= held + (_WORD if held else 1)
    return has_more or Levenshtein.normalized_similarity(ours, theirs) < _CONFIRMED


def _is_held(spots: Sequence[_Spot], believed: Sequence[Word]) -> bool:
    """Whether the layer says the whole line as OCR does, though its letters stand beside their ink.

    Words in question may lie in one digit, which a mistake of OCR elsewhere on the line must not excuse.
    """
    if any(spot.claimed for spot in spots):
        return False
    read = [word for spot in spots for word in spot.read]
    ours, theirs = _written(read), _written(_beside(read, believed))
    return len(ours) <= len(theirs) and Levenshtein.normalized_similarity(ours, theirs) >= _SAME_LINE


def _is_certain(read: Sequence[Word]) -> bool:
    """Syllables that OCR is sure of: then one is enough."""
    return any(_HANGUL.search(word.text) and (word.confidence or 0.0) >= _CERTAIN for word in read)


def _is_echo(read: Sequence[Word], held: Iterable[Word]) -> bool:
    """Whether true words beside the place say the same: pdfminer draws spaced letters too far to the left."""
    return _written(read) in _written(_beside(read, held))


def _beside(read: Sequence[Word], held: Iterable[Word]) -> list[Word]:
    """Words of the layer on the line of `read`, as far as letters are drawn beside their ink."""
    line = enclosing(word.box for word in read)
    return [word for word in held if _is_one_line(word.box, line, reach=_DRIFT)]


def _written(words: Sequence[Word]) -> str:
    ordered = sorted(words, key=lambda word: word.box.x0)
    return _WRITTEN.sub("", "".join(word.text for word in ordered))

"""jipyo's own engine: page segmentation and the line recogniser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from extractors.ocr.cleaning import Evening, flat_light
from extractors.ocr.decoding import ReadLine
from extractors.ocr.engine_reading import EngineReading
from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.line_words import words_of
from extractors.ocr.lost_digits import WIDER, drawn_out, is_fuller, may_lack_digits, narrowed
from extractors.ocr.model_files import checked_model
from extractors.ocr.recogniser import Recogniser
from extractors.ocr.segmentation.find import find_lines, find_print
from extractors.ocr.segmentation.leaders import Leader
from extractors.ocr.segmentation.text_line import TextLine
from extractors.ocr.settings import OcrSettings
from extractors.readers.turning import upright_image
from schemas.geometry import Box
from schemas.page import Word

_POINTS_PER_INCH: Final = 72
_COUNTED: Final = 0.9  # confidence of a row of dots: they are counted, not read
_SPECK: Final = 0.55  # mean raw confidence of a line below which a few characters are taken for specks
_FEW: Final = 3
_TEXTURE: Final = 0.45  # the same for longer lines: a pattern or a shadow read as print
_DOUBTFUL: Final = 0.8  # raw confidence of a line's least sure character, below which it is read again
_MOST_AGAIN: Final = 24  # lines a page
_MOST_VIEWS: Final = 3  # of five
_WORD: Final = re.compile(r"[가-힣]|\d{2}")  # '과제', '41': what dust and texture do not look like
_TRIED: Final = 12  # lines that tell which way up a page lies
_SURER: Final = 0.1  # mean confidence by which another turn must win


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of print, what was read on it, and its words."""

    line: TextLine
    read: ReadLine
    words: tuple[Word, ...]

    @property
    def confidence(self) -> float:
        """The least sure word decides: one wrong digit makes a line wrong."""
        return min((word.confidence or 0.0 for word in self.words), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedPage:
    """The lines of a page and its leaders; how many lines were left out as specks, read again, and changed by that."""

    lines: tuple[RecognisedLine, ...]
    left_out: int
    read_again: int
    changed: int
    leaders: tuple[Word, ...] = ()


class Jipyo:
    """The engine; the model is loaded once a process, before workers fork."""

    @property
    def evening(self) -> Evening:
        """The net reads greys: a threshold would take them away."""
        return flat_light

    def require(self, settings: OcrSettings) -> None:  # noqa: ARG002  (the model has no settings)
        """Raise MissingProgramError where the model's file is missing or damaged."""
        recogniser()

    def turn(self, image: GreyImage, dpi: int, settings: OcrSettings) -> int | None:  # noqa: ARG002
        """The turn under which a few lines are read most surely; None where none is read well."""
        sure = {turn: _sureness(grey(upright_image(image, turn)), dpi) for turn in (0, 90, 180, 270)}
        best = max(sure, key=lambda turn: sure[turn])
        if sure[best] == 0.0:
            return None
        return best if sure[best] > sure[0] + _SURER else 0

    def recognise(self, image: GreyImage, dpi: int, settings: OcrSettings) -> EngineReading:  # noqa: ARG002
        """The words of all lines that are no specks."""
        return reading_of(recognised(image, dpi))


@cache
def recogniser() -> Recogniser:
    """The shipped model; `cache` keeps no failure, so a model that is put back is found."""
    return Recogniser(checked_model())


def recognised(image: GreyImage, dpi: int) -> RecognisedPage:
    """The lines of a page with their words, but for specks."""
    scale = dpi / _POINTS_PER_INCH
    found, leaders = find_print(image, dpi)
    crops = [line.crop for line in found]
    once, mended = _with_lost_digits(crops, recogniser().read(crops))
    # One view decides what is print: the mean of several is less sure of everything.
    specks = [at for at, line in enumerate(once) if _is_speck(line)]
    words = [at for at in specks if _WORD.search(once[at].text)][:_MOST_AGAIN]
    kept = {at for at in words if _is_read_alike(once[at], crops[at])}
    places = [at for at in range(len(once)) if at not in specks or at in kept]
    again = {at: recogniser().read_again(crops[at]) for at in _doubtful(once, places) if at not in mended}
    return RecognisedPage(
        lines=tuple(_with_words(found[at], again.get(at, once[at]), scale) for at in places),
        left_out=len(found) - len(places),
        read_again=len(again.keys() | mended),
        changed=len({at for at, line in again.items() if line.text != once[at].text} | mended),
        leaders=tuple(_word_of(leader, scale) for leader in leaders),
    )


def _word_of(leader: Leader, scale: float) -> Word:
    """The dots as one word, as sure as a count of what is plainly there."""
    edges = (edge / scale for edge in (leader.x0, leader.top, leader.x1, leader.bottom))
    return Word(
        text=leader.text,
        box=Box(*edges),
        size_pt=round(leader.before.em / scale, 2),
        confidence=_COUNTED,
        line_key=leader.before.key,
    )


def _with_lost_digits(
    crops: Sequence[GreyImage], once: Sequence[ReadLine]
) -> tuple[list[ReadLine], set[int]]:
    """The readings with digits that only a wider view shows, and the places of those lines."""
    tried = [at for at, line in enumerate(once) if may_lack_digits(line)]
    wider = recogniser().read([drawn_out(crops[at]) for at in tried])
    fuller = {at: line for at, line in zip(tried, wider, strict=True) if is_fuller(once[at], line)}
    lines = [narrowed(fuller[at], WIDER) if at in fuller else line for at, line in enumerate(once)]
    return lines, set(fuller)


def _with_words(line: TextLine, read: ReadLine, scale: float) -> RecognisedLine:
    return RecognisedLine(line, read, tuple(words_of(line, read, scale, recogniser().calibrated)))


def _doubtful(read: Sequence[ReadLine], places: Sequence[int]) -> list[int]:
    """Those of `places` whose lines have the least sure characters, in page order."""
    doubts = [(min(one.confidence for one in read[at].characters), at) for at in places]
    unsure = sorted((doubt, at) for doubt, at in doubts if doubt < _DOUBTFUL)
    return sorted(at for _, at in unsure[:_MOST_AGAIN])


def reading_of(page: RecognisedPage) -> EngineReading:
    """The words of the lines, under the model's name."""
    model = recogniser().model
    return EngineReading(
        words=(*(word for line in page.lines for word in line.words), *page.leaders),
        engine="jipyo",
        model=model.name,
        model_sha256=model.sha256,
        left_out=page.left_out,
        read_again=page.read_again,
        changed=page.changed,
    )


def _is_speck(read: ReadLine) -> bool:
    """Nothing, or characters that the net itself doubts, the fewer the sooner."""
    solid = [character for character in read.characters if character.text != " "]
    if not solid:
        return True
    mean = sum(character.confidence for character in solid) / len(solid)
    return mean < (_SPECK if len(solid) <= _FEW else _TEXTURE)


def _is_read_alike(read: ReadLine, crop: GreyImage) -> bool:
    """True where most views of a crop show the same text: a word of which the net is not sure."""
    return sum(line.text == read.text for line in recogniser().read_apart(crop)) >= _MOST_VIEWS


def _sureness(image: GreyImage, dpi: int) -> float:
    """Mean confidence over the longest lines, as many as tell; 0.0 where there are none."""
    lines = sorted(find_lines(image, dpi), key=lambda line: line.x0 - line.x1)[:_TRIED]
    read = recogniser().read([line.crop for line in lines])
    scores = [character.confidence for line in read for character in line.characters]
    return float(np.mean(scores)) if scores else 0.0

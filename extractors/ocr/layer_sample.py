"""A layer of words behind a scan, held against a sample of the page: a few lines that our own engine reads.

Programs that read scans leave such layers, and they are as good as those programs were: full of errors, moved
against the picture, of another page, or of a part of the page only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractors.ocr.cleaning import clean, flat_light
from extractors.ocr.deskew import skew, straighten
from extractors.ocr.image_figures import image_figures
from extractors.ocr.image_lines import image_rulings
from extractors.ocr.jipyo_engine import recogniser
from extractors.ocr.segmentation.find import find_lines
from extractors.ocr.segmentation.text_line import TextLine
from extractors.ocr.settings import OcrSettings
from extractors.readers.limits import Limits
from extractors.readers.pdfium import fitting_dpi
from extractors.readers.render import render
from schemas.geometry import Box
from schemas.page import MediaType, RawPage, Ruling, Word

_READ: Final = 14  # lines
_LONG: Final = 5.0  # letters: shorter lines are not read
_TOLD: Final = 3.0  # letters: of longer lines each must have words
_SURE: Final = 0.80  # mean confidence of a line below which it tells nothing
_LEVEL: Final = 0.7  # degrees of slant up to which words lie on their lines
_AGREED: Final = 0.965  # of the characters: what our own reading of a scan reaches
_COVERED: Final = 0.93  # of the lines
_PLACED: Final = 0.93  # of the words
_LEAST: Final = 20  # characters that a sample must have to speak for the layer

# What both write alike: '사업', '2024', 'IoT'; signs are left to neither.
_WRITTEN: Final = re.compile(r"[^0-9A-Za-z가-힣]")


@dataclass(frozen=True, slots=True)
class Sample:
    """What the sample says: shares of characters read alike, of lines with words, of words on lines.

    `rulings` and `figures` are those of the picture: a layer of words has none.
    """

    characters: int
    agreed: float
    covered: float
    placed: float
    slant: float = 0.0
    rulings: tuple[Ruling, ...] = ()
    figures: tuple[Box, ...] = ()

    @property
    def is_true(self) -> bool:
        """Whether the layer is as good as a reading of ours."""
        return (
            self.characters >= _LEAST
            and self.agreed >= _AGREED
            and self.covered >= _COVERED
            and self.placed >= _PLACED
            and abs(self.slant) <= _LEVEL
        )

    @property
    def told(self) -> str:
        """The figures, for the passport."""
        if abs(self.slant) > _LEVEL:
            return f"the page slants by {self.slant:.1f} degrees"
        return (
            f"{self.agreed:.0%} of {self.characters} characters agree with a sample read by OCR, "
            f"{self.covered:.0%} of the lines have words, {self.placed:.0%} of the words lie on lines"
        )


@dataclass(frozen=True, slots=True)
class _Line:
    box: Box
    em: float

    def holds(self, word: Word) -> bool:
        x, y = word.box.centre
        slack = 0.25 * self.box.height
        return (
            self.box.top - slack <= y <= self.box.bottom + slack
            and self.box.x0 - 0.5 * self.em <= x <= self.box.x1 + 0.5 * self.em
        )


def sample_layer(
    path: Path, media_type: MediaType, page: RawPage, settings: OcrSettings, limits: Limits
) -> Sample:
    """Hold the words of `page` against its picture. Raises DocumentError where it cannot be drawn,
    MissingProgramError where the model is missing.
    """
    asked = min(settings.dpi, page.dpi) if page.dpi else settings.dpi
    dpi = round(fitting_dpi(page.width, page.height, asked, limits))
    image = render(path, media_type, page.page_no, dpi, limits)
    cleaned = clean(image, dpi, is_scan=True, even=flat_light).image
    slant = skew(cleaned)
    if abs(slant) > _LEVEL:
        return Sample(0, 0.0, 0.0, 0.0, slant)
    straight, scale = straighten(cleaned, slant), dpi / 72
    found = find_lines(straight, dpi)
    lines = [_line(one, scale) for one in found]
    told = _summed(page.words, lines, _pairs(page.words, found, lines), slant)
    if not told.is_true:
        return told
    return replace(
        told, rulings=tuple(image_rulings(straight, scale)), figures=tuple(image_figures(straight, scale))
    )


def _line(found: TextLine, scale: float) -> _Line:
    box = Box(found.x0 / scale, found.top / scale, found.x1 / scale, found.bottom / scale)
    return _Line(box, max(found.em / scale, 1.0))


def _pairs(
    words: Sequence[Word], found: Sequence[TextLine], lines: Sequence[_Line]
) -> Iterator[tuple[str, str]]:
    """What we read on a few lines, where we are sure of it, and what the layer says there."""
    chosen = _spread([at for at, line in enumerate(lines) if line.box.width >= _LONG * line.em])
    read = recogniser().read([found[at].crop for at in chosen])
    for at, text in zip(chosen, read, strict=True):
        sure = [one.confidence for one in text.characters if one.text != " "]
        if sure and sum(sure) / len(sure) >= _SURE:
            yield _bare(text.text), _bare(_claimed(words, lines[at]))


def _spread(places: Sequence[int]) -> list[int]:
    """As many as are read, evenly from all."""
    if len(places) <= _READ:
        return list(places)
    return [places[round(step * (len(places) - 1) / (_READ - 1))] for step in range(_READ)]


def _claimed(words: Sequence[Word], line: _Line) -> str:
    return "".join(word.text for word in sorted(filter(line.holds, words), key=lambda word: word.box.x0))


def _bare(text: str) -> str:
    return _WRITTEN.sub("", text)


def _summed(
    words: Sequence[Word], lines: Sequence[_Line], read: Iterable[tuple[str, str]], slant: float
) -> Sample:
    pairs = list(read)
    total = sum(max(len(ours), len(theirs)) for ours, theirs in pairs)
    edits = sum(Levenshtein.distance(ours, theirs) for ours, theirs in pairs)
    long = [line for line in lines if line.box.width >= _TOLD * line.em]
    filled = sum(any(line.holds(word) for word in words) for line in long)
    placed = sum(any(line.holds(word) for line in lines) for word in words)
    return Sample(
        characters=total,
        agreed=1 - edits / total if total else 0.0,
        covered=filled / len(long) if long else 0.0,
        placed=placed / len(words) if words else 0.0,
        slant=slant,
    )

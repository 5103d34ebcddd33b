"""Words of a recognised line: parted at blanks, each boxed by its own ink."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

import numpy as np

from extractors.ocr.decoding import ReadCharacter, ReadLine
from extractors.ocr.drawn_signs import as_drawn, is_square_unit
from extractors.ocr.line_image import stretched
from extractors.ocr.segmentation.text_line import TextLine
from schemas.geometry import Box
from schemas.page import Word

Ink = np.ndarray[tuple[int], np.dtype[np.bool_]]

_DASHES: Final = ("–", "—")
_SYLLABLE: Final = 0.88  # em: the height of a full syllable
_INK: Final = 160  # grey level of a stretched crop below which a pixel is ink


def words_of(
    line: TextLine, read: ReadLine, scale: float, calibrated: Callable[[float], float]
) -> Iterator[Word]:
    """Yield the words; boxes in points of the page, `scale` is pixels a point.

    They are as high as a syllable at least: digits and dashes stand on one level with the letters beside them.
    """
    top, bottom = _levels(line)
    ink: Ink = np.asarray((stretched(line.crop) < _INK).any(axis=0))
    texts = as_drawn(read.characters, _widths(ink, read.characters, line.em))
    for first, last in _stretches(read.characters):
        characters = read.characters[first : last + 1]
        text = unicodedata.normalize("NFC", "".join(texts[first : last + 1]))
        x0, x1 = _edges(ink, read.characters, first, last)
        yield Word(
            text=_with_short_dash(text, heads=first == 0),
            box=Box((line.left + x0) / scale, top / scale, (line.left + x1) / scale, bottom / scale),
            size_pt=round(line.em / scale, 2),
            confidence=round(calibrated(min(one.confidence for one in characters)), 4),
            line_key=line.key,
        )


def _with_short_dash(text: str, *, heads: bool) -> str:
    """As "-", however long a face draws it: a dash that heads a list item, stands alone for no value, or makes a number negative."""
    if (heads and text in _DASHES) or (text[:1] in _DASHES and text[1:2].isdigit()):
        return f"-{text[1:]}"
    return text


def _levels(line: TextLine) -> tuple[float, float]:
    """Upper and lower edge of the ink, or of a full syllable where that is higher; it stands in the middle of the crop."""
    middle, half = line.upper + line.crop.shape[0] / 2, _SYLLABLE * line.em / 2
    return min(line.top, middle - half), max(line.bottom, middle + half)


def _widths(ink: Ink, characters: Sequence[ReadCharacter], em: float) -> list[float]:
    """The widths in em of the ink of square units; 0 for what needs no look."""
    edges = (
        _edges(ink, characters, at, at) if is_square_unit(one.text) else (0.0, 0.0)
        for at, one in enumerate(characters)
    )
    return [(x1 - x0) / em for x0, x1 in edges]


def _stretches(characters: Sequence[ReadCharacter]) -> Iterator[tuple[int, int]]:
    """First and last character of each word."""
    for is_blank, group in groupby(range(len(characters)), key=lambda at: characters[at].text == " "):
        if not is_blank:
            places = list(group)
            yield places[0], places[-1]


def _edges(ink: Ink, characters: Sequence[ReadCharacter], first: int, last: int) -> tuple[float, float]:
    """From the widest gap before the word to the widest behind it, then in to the ink."""
    left = 0 if first == 0 else _gap(ink, characters[first - 1], characters[first])[1]
    right = len(ink) if last + 1 == len(characters) else _gap(ink, characters[last], characters[last + 1])[0]
    inked = np.flatnonzero(ink[left:right])
    if inked.size:
        return left + float(inked[0]), left + float(inked[-1]) + 1
    return characters[first].x0, max(characters[last].x1, characters[first].x0 + 1)


def _gap(ink: Ink, before: ReadCharacter, after: ReadCharacter) -> tuple[int, int]:
    """The widest stretch without ink between a character and a blank, on either side of their border."""
    start = int((before.x0 + before.x1) / 2)
    stop = max(int((after.x0 + after.x1) / 2), start + 1)
    free = ~ink[start:stop]
    changes = np.flatnonzero(np.diff(np.concatenate(([False], free, [False]))))
    if not changes.size:
        border = int(before.x1)
        return border, border
    lengths = changes[1::2] - changes[::2]
    widest = int(lengths.argmax())
    return start + int(changes[2 * widest]), start + int(changes[2 * widest + 1])

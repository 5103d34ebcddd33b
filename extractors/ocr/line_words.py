"""Words of a recognised line: parted at blanks and wide white, each boxed by its own ink."""

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
Dots = np.ndarray[tuple[int, int], np.dtype[np.bool_]]

_DASHES: Final = ("–", "—")
_SYLLABLE: Final = 0.88  # em: the height of a full syllable
_INK: Final = 160  # grey level of a stretched crop below which a pixel is ink
_PARTED: Final = 1.5  # em of white inside of a word: it stands in two columns
_DUST, _DUST_APART = 0.2, 0.15  # em: the largest speck beside a line, and the white between them at least


def words_of(
    line: TextLine, read: ReadLine, scale: float, calibrated: Callable[[float], float]
) -> Iterator[Word]:
    """Yield the words; boxes in points of the page, `scale` is pixels a point.

    They are as high as a syllable at least: digits and dashes stand on one level with the letters beside them.
    """
    if not read.characters:
        return
    inked = stretched(line.crop) < _INK
    ink = _ink_of(inked, line, read)
    texts = as_drawn(read.characters, _widths(ink, read.characters, line.em))
    for part in _parts(ink, read.characters, line.em):
        top, bottom = _levels(line, inked, _edges(ink, read.characters, part.start, part.stop - 1))
        for first, last in _stretches(read.characters, part):
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


def _levels(line: TextLine, inked: Dots, part: tuple[float, float]) -> tuple[float, float]:
    """Upper and lower edge of the ink, or of a full syllable where that is higher; it stands in the middle of the crop.

    Lines of two columns that were taken for one have each its own edges.
    """
    rows = np.flatnonzero(inked[:, int(part[0]) : int(part[1])].any(axis=1))
    is_whole = part[1] - part[0] > line.x1 - line.x0 - _PARTED * line.em
    if is_whole or not rows.size:
        top, bottom, middle = line.top, line.bottom, line.upper + line.crop.shape[0] / 2
    else:
        top, bottom = line.upper + int(rows[0]), line.upper + int(rows[-1]) + 1
        middle = (top + bottom) / 2
    half = _SYLLABLE * line.em / 2
    return min(top, middle - half), max(bottom, middle + half)


def _widths(ink: Ink, characters: Sequence[ReadCharacter], em: float) -> list[float]:
    """The widths in em of the ink of square units; 0 for what needs no look."""
    edges = (
        _edges(ink, characters, at, at) if is_square_unit(one.text) else (0.0, 0.0)
        for at, one in enumerate(characters)
    )
    return [(x1 - x0) / em for x0, x1 in edges]


def _ink_of(inked: Dots, line: TextLine, read: ReadLine) -> Ink:
    """Where the columns of a crop have ink, but for specks beside a letter that opens or closes the line."""
    ink: Ink = np.asarray(inked.any(axis=0))
    ends = (read.characters[0].text, read.characters[-1].text) if read.characters else ("", "")
    for end, step in zip(ends, (1, -1), strict=True):
        if end.isalnum():
            ink[::step][: _speck(inked[:, ::step], line.em)] = False
    return ink


def _speck(inked: Dots, em: float) -> int:
    """How many columns a speck before the first letter takes; 0 where there is none."""
    found = np.flatnonzero(inked.any(axis=0))
    steps = np.flatnonzero(np.diff(found) > _DUST_APART * em)
    if not steps.size:
        return 0
    first, last = int(found[0]), int(found[steps[0]])
    rows = np.flatnonzero(inked[:, first : last + 1].any(axis=1))
    is_small = max(last - first, int(rows[-1] - rows[0])) < _DUST * em
    return last + 1 if is_small else 0


def _parts(ink: Ink, characters: Sequence[ReadCharacter], em: float) -> Iterator[range]:
    """The characters between wide whites that were read as no blank: the gutters between two columns."""
    start = 0
    for at in range(1, len(characters)):
        before, after = characters[at - 1], characters[at]
        if " " in (before.text, after.text):
            continue
        left, right = _gap(ink, before, after)
        if right - left > _PARTED * em:
            yield range(start, at)
            start = at
    yield range(start, len(characters))


def _stretches(characters: Sequence[ReadCharacter], part: range) -> Iterator[tuple[int, int]]:
    """First and last character of each word."""
    for is_blank, group in groupby(part, key=lambda at: characters[at].text == " "):
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

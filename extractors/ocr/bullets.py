"""Marks at line starts, recovered from the pixels.

Neither Debian model of Tesseract can write □ ○ ●: it reads 디, O, © or nothing.
Only the first glyph of a line is looked at, only where a gap follows it, and
only a glyph whose shape is clear is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.marks import mark_of
from schemas.geometry import Box
from schemas.page import Word

_LEFT_EM: Final = 2.4  # how far left of the line's text a dropped mark may stand
_RIGHT_EM: Final = 2.2
_GAP_EM: Final = 0.14  # between a mark and the text it heads
_CONFIDENCE: Final = 0.9  # of a mark told by its shape
# What Tesseract writes for a mark that it cannot write, alone or before the text.
_STAND_INS: Final = frozenset("디니미므마며口ㅁㅇ이으0OoDQCc©®@°□■○●◎•·.,:;*-–—~一ㅡ_=\"'`()[]{}<>67")


@dataclass(frozen=True, slots=True)
class _Found:
    """A mark and its box in points."""

    text: str
    box: Box


def with_bullets(words: Sequence[Word], image: GreyImage, scale: float) -> tuple[Word, ...]:
    """Return `words` with the marks that head their lines; `scale` is pixels of `image` a point."""
    boxes = [word.box for word in words]
    read: list[Word] = []
    for _, group in groupby(words, key=lambda word: word.line_key):
        line = list(group)
        found = _mark_before(line, image, scale, boxes)
        read.extend(_headed(line, found) if found else line)
    return tuple(read)


def _mark_before(
    line: Sequence[Word], image: GreyImage, scale: float, others: Sequence[Box]
) -> _Found | None:
    """The mark that begins the line, if its first glyph has a clear shape and stands apart."""
    first = min(line, key=lambda word: word.box.x0)
    size = max(first.size_pt, 5.0)
    top = min(word.box.top for word in line[:3]) - 0.25 * size
    bottom = max(word.box.bottom for word in line[:3]) + 0.25 * size
    window = Box(max(first.box.x0 - _LEFT_EM * size, 0), max(top, 0), first.box.x0 + _RIGHT_EM * size, bottom)
    glyphs = _glyphs(image, window, scale, size)
    taken = [box for box in others if box.overlap(window) > 0 and box.x1 < first.box.x0 + 0.2 * size]
    free = [item for item in glyphs if not any(_covers(box, item[0]) for box in taken)]
    if len(free) < 2 or free[1][0].x0 - free[0][0].x1 < _GAP_EM * size:
        return None
    box, ink = free[0]
    middle = (box.centre[1] - window.top) / window.height
    text = mark_of(ink, size * scale) if 0.25 < middle < 0.75 else ""
    return _Found(text, box) if text else None


def _covers(box: Box, glyph: Box) -> bool:
    return box.contains(*glyph.centre)


def _glyphs(image: GreyImage, window: Box, scale: float, size: float) -> list[tuple[Box, GreyImage]]:
    """The glyphs in the window from left to right, each with its own ink."""
    x0, top = int(window.x0 * scale), int(window.top * scale)
    part = image[top : int(window.bottom * scale) + 1, x0 : int(window.x1 * scale) + 1]
    if part.size == 0:
        return []
    level, _ = cv2.threshold(part, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    ink = (part <= min(max(level, 90), 200)).astype(np.uint8)
    _, found, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    labels = np.asarray(found, dtype=np.int32)
    least = (0.06 * size * scale) ** 2
    pieces = [
        (left, upper, left + width, upper + height, label)
        for label, (left, upper, width, height, area) in enumerate(stats.tolist())
        if label and area >= least and _is_inside(upper, height, width, part.shape, size * scale)
    ]
    return [_glyph(group, labels, (x0, top), scale) for group in _clusters(pieces)]


def _is_inside(upper: int, height: int, width: int, shape: tuple[int, int], em: float) -> bool:
    """False for what runs out of the window: rulings and the lines above and below."""
    return upper > 0 and upper + height < shape[0] and height < 1.5 * em and width < 1.6 * em


_Piece = tuple[int, int, int, int, int]


def _clusters(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """Pieces that stand above each other, such as the parts of 으, are one glyph."""
    groups: list[list[_Piece]] = []
    reach = -1
    for piece in sorted(pieces):
        if groups and piece[0] <= reach:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        reach = max(reach, piece[2])
    return groups


def _glyph(
    group: Sequence[_Piece],
    labels: np.ndarray[tuple[int, ...], np.dtype[np.int32]],
    corner: tuple[int, int],
    scale: float,
) -> tuple[Box, GreyImage]:
    left, upper = min(piece[0] for piece in group), min(piece[1] for piece in group)
    right, lower = max(piece[2] for piece in group), max(piece[3] for piece in group)
    ink = np.isin(labels[upper:lower, left:right], [piece[4] for piece in group])
    box = Box(
        (corner[0] + left) / scale,
        (corner[1] + upper) / scale,
        (corner[0] + right) / scale,
        (corner[1] + lower) / scale,
    )
    return box, grey(ink)


def _headed(line: Sequence[Word], found: _Found) -> list[Word]:
    """The line with the mark in place of what the engine wrote for it."""
    first = min(line, key=lambda word: word.box.x0)
    rest = [word for word in line if word is not first]
    mark = replace(
        first, text=found.text, box=found.box, confidence=_CONFIDENCE, glued=False, superscript=False
    )
    if found.box.x1 <= first.box.x0 + 0.1 * first.size_pt:
        return [mark, first, *rest]  # the engine wrote nothing for it
    if first.text == found.text:
        return list(line)
    if (
        all(letter in _STAND_INS for letter in first.text)
        and first.box.x1 < found.box.x1 + 0.9 * first.size_pt
    ):
        return [mark, *rest]
    if first.text[0] in _STAND_INS and len(first.text) > 1:
        text = first.text[1:]
        box = Box(min(found.box.x1, first.box.x1), first.box.top, first.box.x1, first.box.bottom)
        return [mark, replace(first, text=text, box=box), *rest]
    return list(line)

"""Ink of a rendered page: how much there is, and letter-sized signs that no glyph accounts for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from extractors.readers.pdfium import GreyImage
from schemas.geometry import Box
from schemas.page import Ruling

Centres = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Counts = np.ndarray[tuple[int, ...], np.dtype[np.int32]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]

_DARK: Final = 160  # grey level below which a pixel counts as ink of a letter
_MARKED: Final = 235  # below which a pixel is not bare paper
_SMALLEST, _LARGEST = 3.0, 40.0  # points: heights of letter-sized signs
_WORD_GAP: Final = 9.0  # points between signs of one line
_LINE: Final = (5.0, 34.0)  # points: heights of lines of print
_LEAST_LONG: Final = 2.0  # of its height: how long a line is that says that it is print
_LEAST_SIGNS: Final = 5  # in such a line
_FEWEST_SIGNS: Final = 2  # in a row, where lines have said so
_SHORT: Final = 0.5  # of its height: how long such a row is, a syllable
_LEVEL: Final = 0.6  # of the lower height, shared by signs of one row


@dataclass(frozen=True, slots=True)
class LooseLine:
    """Signs that stand as print does and belong to no glyph."""

    box: Box
    signs: int


@dataclass(frozen=True, slots=True)
class PageInk:
    """`share` of marked pixels; letter-sized signs outside of glyphs, and those inside of pictures.

    `lines` are loose signs that stand as print does; where there are any, `rows` are all rows with loose signs, the
    glyphs among them included.
    """

    share: float
    picture_share: float
    loose_signs: int
    loose_in_pictures: int
    lines: tuple[LooseLine, ...] = ()
    rows: tuple[LooseLine, ...] = ()

    @property
    def line_signs(self) -> int:
        return sum(line.signs for line in self.lines)


def page_ink(
    look: GreyImage, page: Box, *, glyphs: Sequence[Box], pictures: Sequence[Box], rulings: Sequence[Ruling]
) -> PageInk:
    """Measure the ink of `look`, a grey rendering of `page`."""
    scale = look.shape[1] / page.width if page.width else 1.0
    dark = (look < _DARK).astype(np.uint8)
    _clear(dark, glyphs, scale, margin_pt=1.5)
    _clear(dark, [Box(r.x0, r.y0, r.x1, r.y1) for r in rulings], scale, margin_pt=1.2)
    cover = np.zeros(look.shape, dtype=np.uint8)
    for picture in pictures:
        cover[_window(picture, scale, 0.0)] = 1
    labels, stats, centres = _pieces(dark)
    fits = _letter_sized(stats, scale)
    inside = _within(centres, pictures, scale)
    loose = fits & ~inside
    lines = _bands(labels, loose, scale, ()) if loose.sum() >= _LEAST_SIGNS else ()
    lines = tuple(line for line in lines if line.signs >= _LEAST_SIGNS and _is_long(line.box, _LEAST_LONG))
    return PageInk(
        share=float((look < _MARKED).mean()) if look.size else 0.0,
        picture_share=float(cover.mean()) if cover.size else 0.0,
        loose_signs=int(loose.sum()),
        loose_in_pictures=int((fits & inside).sum()),
        lines=lines,
        rows=_rows(_bands(labels, loose, scale, glyphs)) if lines else (),
    )


def _pieces(dark: GreyImage) -> tuple[Counts, Counts, Centres]:
    """Connected pieces of ink: their labels on the page, boxes and areas, centres. Only rows with ink are searched."""
    inked = np.flatnonzero(dark.any(axis=1))
    start, end = (int(inked[0]), int(inked[-1]) + 1) if len(inked) else (0, 0)
    labels = np.zeros(dark.shape, dtype=np.int32)
    if start == end:
        return labels, np.zeros((1, 5), dtype=np.int32), np.zeros((1, 2), dtype=np.float64)
    _, found, sizes, middles = cv2.connectedComponentsWithStats(dark[start:end], connectivity=8)
    labels[start:end] = found
    stats, centres = np.asarray(sizes, dtype=np.int32), np.asarray(middles, dtype=np.float64)
    stats[:, cv2.CC_STAT_TOP] += start
    centres[:, 1] += start
    return labels, stats, centres


def _window(box: Box, scale: float, margin_pt: float) -> tuple[slice, slice]:
    return (
        slice(max(int((box.top - margin_pt) * scale), 0), max(int((box.bottom + margin_pt) * scale) + 1, 0)),
        slice(max(int((box.x0 - margin_pt) * scale), 0), max(int((box.x1 + margin_pt) * scale) + 1, 0)),
    )


def _clear(dark: GreyImage, boxes: Sequence[Box], scale: float, *, margin_pt: float) -> None:
    for box in boxes:
        dark[_window(box, scale, margin_pt)] = 0


def _letter_sized(stats: Counts, scale: float) -> Flags:
    """Which connected pieces of ink are as large as letters."""
    widths, heights = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    fits = (
        (heights >= _SMALLEST * scale)
        & (heights <= _LARGEST * scale)
        & (widths <= 1.5 * _LARGEST * scale)
        & (widths >= 0.5 * _SMALLEST * scale)
        & (stats[:, cv2.CC_STAT_AREA] < 0.9 * widths * heights)
    )
    fits[0] = False  # the background
    return np.asarray(fits, dtype=np.bool_)


def _within(centres: Centres, pictures: Sequence[Box], scale: float) -> Flags:
    inside = np.zeros(len(centres), dtype=np.bool_)
    for picture in pictures:
        x, y = centres[:, 0] / scale, centres[:, 1] / scale
        inside |= (x >= picture.x0) & (x <= picture.x1) & (y >= picture.top) & (y <= picture.bottom)
    return inside


def _bands(labels: Counts, loose: Flags, scale: float, glyphs: Sequence[Box]) -> tuple[LooseLine, ...]:
    """Loose signs side by side, glyphs between them bridged, in bands no higher than a line of print."""
    ink = loose[labels].astype(np.uint8)
    joined = ink.copy()
    for box in glyphs:
        joined[_window(box, scale, 0.0)] = 1
    reach = max(int(_WORD_GAP * scale), 1)
    wide = cv2.morphologyEx(joined, cv2.MORPH_CLOSE, np.ones((1, reach), dtype=np.uint8))
    closed = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((max(int(1.5 * scale), 1), 1), dtype=np.uint8))
    _, bands, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    pairs = np.unique(np.stack((bands[ink > 0], labels[ink > 0])), axis=1)
    signs = np.bincount(pairs[0], minlength=len(stats))
    lines = []
    for at in np.flatnonzero(signs):
        x, y, width, height = (int(stats[at, column]) for column in range(4))
        if at and _LINE[0] * scale <= height <= _LINE[1] * scale:
            box = Box(x / scale, y / scale, (x + width) / scale, (y + height) / scale)
            lines.append(LooseLine(box, int(signs[at])))
    return tuple(lines)


def _rows(bands: Sequence[LooseLine]) -> tuple[LooseLine, ...]:
    """The bands that are print where some is lost: words of two signs, single ones level with such words."""
    short = [band for band in bands if _is_long(band.box, _SHORT)]
    sure = [band for band in short if band.signs >= _FEWEST_SIGNS]
    return tuple(band for band in short if band in sure or any(_is_level(band.box, one.box) for one in sure))


def _is_long(box: Box, least: float) -> bool:
    return box.width >= least * box.height


def _is_level(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _LEVEL * min(one.height, other.height)

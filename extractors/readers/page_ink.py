"""Ink of a rendered page: how much there is, and letter-sized signs that no glyph accounts for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from extractors.readers.pdfium import GreyImage
from extractors.readers.places import Numbers, places_of
from schemas.geometry import Box
from schemas.page import Ruling

Centres = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Counts = np.ndarray[tuple[int, ...], np.dtype[np.int32]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
Rows = np.ndarray[tuple[int, ...], np.dtype[np.intp]]

_DARK: Final = 160  # grey level below which a pixel counts as ink of a letter
_MARKED: Final = 235  # below which a pixel is not bare paper
_SMALLEST, _LARGEST = 3.0, 40.0  # points: heights of letter-sized signs
_STROKE: Final = 3.0  # points: no stroke of body text is thicker
_EDGE: Final = (1.5, _LARGEST)  # points: least height and length of the edge of a dark bar
_DEPTH: Final = 40  # grey levels by which a stroke is darker than the ground around it
_STACKED: Final = 1.5  # points between strokes of one syllable, one above the other
_WORD_GAP: Final = 9.0  # points between signs of one line
_LINE: Final = (5.0, 34.0)  # points: heights of lines of print
_LEAST_LONG: Final = 2.0  # of its height: how long a line is that says that it is print
_LEAST_SIGNS: Final = 5  # in such a line
_FEWEST_SIGNS: Final = 2  # in a row, where lines have said so
_SHORT: Final = 0.5  # of its height: how long such a row is, a syllable
_TWO: Final = 1.5  # of its height: how long two syllables are that touch
_LEADING: Final = 3.0  # of its height: how far below a line the next one begins at most
_LEVEL: Final = 0.6  # of the lower height, shared by signs of one row
_FURTHEST: Final = 1_000_000  # pixels: no look is as large


@dataclass(frozen=True, slots=True)
class LooseLine:
    """Signs that stand as print does and belong to no glyph."""

    box: Box
    signs: int


@dataclass(frozen=True, slots=True)
class PageInk:
    """`share` of marked pixels; letter-sized signs outside of glyphs, and those inside of pictures.

    `lines` are loose signs that stand as print does; where there are any, `rows` are all words of loose signs, those
    between glyphs included.
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
    look: GreyImage,
    page: Box,
    *,
    glyphs: Numbers,
    pictures: Sequence[Box],
    rulings: Sequence[Ruling],
) -> PageInk:
    """Measure the ink of `look`, a grey rendering of `page`."""
    scale = look.shape[1] / page.width if page.width else 1.0
    rules = [Box(r.x0, r.y0, r.x1, r.y1) for r in rulings]
    dark = _below(look, _DARK)
    _clear(dark, glyphs, scale, margin_pt=1.5)
    _clear(dark, places_of(rules), scale, margin_pt=1.2)
    pieces = _pieces(dark)
    fits = _letter_sized(pieces.stats, scale)
    inside = _within(pieces.centres, pictures, scale)
    loose = fits & ~inside
    lines = _bands(pieces.labels(), loose, scale, glyphs[:0]) if loose.sum() >= _LEAST_SIGNS else ()
    lines = tuple(line for line in lines if line.signs >= _LEAST_SIGNS and _is_long(line.box, _LEAST_LONG))
    return PageInk(
        share=cv2.countNonZero(_below(look, _MARKED)) / look.size if look.size else 0.0,
        picture_share=_share_covered(look, pictures, scale),
        loose_signs=int(loose.sum()),
        loose_in_pictures=int((fits & inside).sum()),
        lines=lines,
        rows=_words(_strokes(look, scale), scale, glyphs=glyphs, others=[*pictures, *rules]) if lines else (),
    )


def _below(look: GreyImage, level: int) -> GreyImage:
    """1 where the look is darker than a grey level, else 0."""
    return np.asarray(cv2.threshold(look, level - 1, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def _share_covered(look: GreyImage, pictures: Sequence[Box], scale: float) -> float:
    """The share of the page that lies under pictures."""
    if not pictures or not look.size:
        return 0.0
    cover = np.zeros(look.shape, dtype=np.uint8)
    for picture in pictures:
        cover[_window(picture, scale, 0.0)] = 1
    return np.count_nonzero(cover) / cover.size


def _strokes(look: GreyImage, scale: float) -> GreyImage:
    """Strokes darker than the ground around them, those of thin faces too; on dark bars those that are lighter."""
    around = np.ones((2 * max(round(_STROKE * scale), 1) + 1,) * 2, dtype=np.uint8)
    dark = cv2.morphologyEx(look, cv2.MORPH_BLACKHAT, around) > _DEPTH
    bare = cv2.morphologyEx(look, cv2.MORPH_OPEN, around)
    # A bar is dark all along above and below its print; between two rules paper shows.
    along = np.ones([max(round(side * scale), 1) for side in _EDGE], dtype=np.uint8)
    edges = cv2.morphologyEx(_below(look, _DARK), cv2.MORPH_OPEN, along)
    between = np.ones((round(_LARGEST * scale), 1), dtype=np.uint8)
    is_bar = (cv2.morphologyEx(edges, cv2.MORPH_CLOSE, between) > 0) & (bare < _DARK)
    return np.where(is_bar, look > bare.astype(np.int16) + _DEPTH, dark).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Connected pieces of ink: boxes and areas, centres, and their labels in the rows of pixels that were searched."""

    stats: Counts
    centres: Centres
    found: Counts
    rows: Rows
    shape: tuple[int, ...]

    def labels(self) -> Counts:
        """The label of each pixel of the page, 0 where there is no ink."""
        labels = np.zeros(self.shape, dtype=np.int32)
        labels[self.rows] = self.found
        return labels


def _pieces(dark: GreyImage) -> _Pieces:
    """The connected pieces of ink. Rows without ink are left out, but for one behind each stretch with ink: most pages have few."""
    searched = np.asarray(dark.view(np.bool_).any(axis=1), dtype=np.bool_)
    searched[1:] |= searched[:-1].copy()
    rows = np.flatnonzero(searched)
    if not len(rows):
        none = np.zeros((1, 5), dtype=np.int32)
        return _Pieces(none, np.zeros((1, 2), dtype=np.float64), none[:0], rows, dark.shape)
    _, found, sizes, middles = cv2.connectedComponentsWithStats(dark[rows], connectivity=8)
    stats, centres = np.array(sizes, dtype=np.int32), np.array(middles, dtype=np.float64)
    tops = stats[:, cv2.CC_STAT_TOP].copy()
    stats[:, cv2.CC_STAT_TOP] = rows[tops]
    centres[:, 1] += rows[tops] - tops
    return _Pieces(stats, centres, np.asarray(found, dtype=np.int32), rows, dark.shape)


def _window(box: Box, scale: float, margin_pt: float) -> tuple[slice, slice]:
    return (
        slice(max(int((box.top - margin_pt) * scale), 0), max(int((box.bottom + margin_pt) * scale) + 1, 0)),
        slice(max(int((box.x0 - margin_pt) * scale), 0), max(int((box.x1 + margin_pt) * scale) + 1, 0)),
    )


def _windows(places: Numbers, scale: float, margin_pt: float) -> Iterator[tuple[slice, slice]]:
    """The pixels of all boxes, those of glyphs that touch on one line as one: a page has thousands of them."""
    if not len(places):
        return
    first = ((places[:, :2] - margin_pt) * scale).clip(0, _FURTHEST).astype(np.int64)
    end = ((places[:, 2:] + margin_pt) * scale).clip(-1, _FURTHEST).astype(np.int64) + 1
    touches = (first[1:, 0] >= first[:-1, 0]) & (first[1:, 0] <= end[:-1, 0])
    goes_on = touches & (first[1:, 1] == first[:-1, 1]) & (end[1:, 1] == end[:-1, 1])
    starts = np.flatnonzero(np.concatenate(([True], ~goes_on)))
    rights = np.maximum.reduceat(end[:, 0], starts)
    lines = zip(first[starts].tolist(), end[starts, 1].tolist(), rights.tolist(), strict=True)
    for (left, top), bottom, right in lines:
        yield slice(top, bottom), slice(left, right)


def _clear(dark: GreyImage, places: Numbers, scale: float, *, margin_pt: float) -> None:
    for window in _windows(places, scale, margin_pt):
        dark[window] = 0


def _letter_sized(stats: Counts, scale: float) -> Flags:
    """Which connected pieces of ink are as large as letters, and are none of the solid shapes of charts."""
    widths, heights = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    is_letter = (widths <= 1.5 * _LARGEST * scale) & (stats[:, cv2.CC_STAT_AREA] < 0.9 * widths * heights)
    return _letter_high(stats, scale) & is_letter


def _letter_high(stats: Counts, scale: float) -> Flags:
    """Which are as high as letters: those that stand close run into one another."""
    widths, heights = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    fits = (
        (heights >= _SMALLEST * scale) & (heights <= _LARGEST * scale) & (widths >= 0.5 * _SMALLEST * scale)
    )
    fits[0] = False  # the background
    return np.asarray(fits, dtype=np.bool_)


def _within(centres: Centres, pictures: Sequence[Box], scale: float) -> Flags:
    inside = np.zeros(len(centres), dtype=np.bool_)
    for picture in pictures:
        x, y = centres[:, 0] / scale, centres[:, 1] / scale
        inside |= (x >= picture.x0) & (x <= picture.x1) & (y >= picture.top) & (y <= picture.bottom)
    return inside


def _bands(labels: Counts, loose: Flags, scale: float, glyphs: Numbers) -> tuple[LooseLine, ...]:
    """Loose signs side by side, glyphs between them bridged, in bands no higher than a line of print."""
    ink = loose[labels].astype(np.uint8)
    bands = _closed(_with_glyphs(ink, glyphs, scale), scale)
    return tuple(
        line for line in _counted(bands, ink, labels, scale) if _LINE[0] <= line.box.height <= _LINE[1]
    )


def _words(dark: GreyImage, scale: float, *, glyphs: Numbers, others: Sequence[Box]) -> tuple[LooseLine, ...]:
    """The words of loose ink in rows of print, glyphs between them left out."""
    _clear(dark, glyphs, scale, margin_pt=0.5)
    _clear(dark, places_of(others), scale, margin_pt=1.2)
    # The strokes of a syllable that lie one above the other are too low for letters each.
    stacked = np.ones((max(round(_STACKED * scale), 1) + 1, 1), dtype=np.uint8)
    pieces = _pieces(np.asarray(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, stacked), dtype=np.uint8))
    labels, loose = pieces.labels(), _letter_high(pieces.stats, scale)
    ink = loose[labels].astype(np.uint8)
    rows = np.zeros_like(ink)
    for row in _rows(_bands(labels, loose, scale, glyphs)):
        rows[_window(row.box, scale, 0.0)] = 1
    words = _closed(ink & rows, scale)
    _clear(words, glyphs, scale, margin_pt=0.0)
    return tuple(_counted(words, ink & rows, labels, scale))


def _with_glyphs(ink: GreyImage, glyphs: Numbers, scale: float) -> GreyImage:
    joined = ink.copy()
    for window in _windows(glyphs, scale, 0.0):
        joined[window] = 1
    return joined


def _closed(ink: GreyImage, scale: float) -> GreyImage:
    """Signs of a line made one."""
    reach = max(int(_WORD_GAP * scale), 1)
    wide = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, reach), dtype=np.uint8))
    high = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((max(int(1.5 * scale), 1), 1), dtype=np.uint8))
    return np.asarray(high, dtype=np.uint8)


def _counted(areas: GreyImage, ink: GreyImage, labels: Counts, scale: float) -> Iterator[LooseLine]:
    """The connected parts of `areas` with signs of `ink`, and how many each has."""
    _, parts, stats, _ = cv2.connectedComponentsWithStats(areas, connectivity=8)
    pairs = np.unique(np.stack((parts[ink > 0], labels[ink > 0])), axis=1)
    signs = np.bincount(pairs[0], minlength=len(stats))
    for at in np.flatnonzero(signs):
        x, y, width, height = (int(stats[at, column]) / scale for column in range(4))
        if at:
            yield LooseLine(Box(x, y, x + width, y + height), int(signs[at]))


def _rows(bands: Sequence[LooseLine]) -> tuple[LooseLine, ...]:
    """The bands that are print where some is lost: words of two signs, single ones level with such words or under them."""
    short = [band for band in bands if _is_long(band.box, _SHORT)]
    sure = [band for band in short if band.signs >= _FEWEST_SIGNS or _is_long(band.box, _TWO)]
    return tuple(band for band in short if band in sure or any(_is_by(band.box, one.box) for one in sure))


def _is_by(one: Box, word: Box) -> bool:
    """True for a sign level with a word, or under it as the last syllable of a paragraph stands."""
    is_under = 0 < one.top - word.top < _LEADING * word.height and one.overlap(
        Box(word.x0, one.top, word.x1, one.bottom)
    )
    return bool(is_under) or _is_level(one, word)


def _is_long(box: Box, least: float) -> bool:
    return box.width >= least * box.height


def _is_level(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _LEVEL * min(one.height, other.height)

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

Centres = np.ndarray[tuple[int, int], np.dtype[np.float64]]

_DARK: Final = 160  # grey level below which a pixel counts as ink of a letter
_MARKED: Final = 235  # below which a pixel is not bare paper
_SMALLEST, _LARGEST = 3.0, 40.0  # points: heights of letter-sized signs


@dataclass(frozen=True, slots=True)
class PageInk:
    """`share` of marked pixels; letter-sized signs outside of glyphs, and those inside of pictures."""

    share: float
    picture_share: float
    loose_signs: int
    loose_in_pictures: int


def page_ink(
    look: GreyImage, page: Box, *, glyphs: Sequence[Box], pictures: Sequence[Box], rulings: Sequence[Ruling]
) -> PageInk:
    """Measure the ink of `look`, a grey rendering of `page`."""
    scale = look.shape[1] / page.width if page.width else 1.0
    dark = (look < _DARK).astype(np.uint8)
    _clear(dark, glyphs, scale, margin_pt=1.5)
    _clear(dark, [Box(r.x0, r.y0, r.x1, r.y1) for r in rulings], scale, margin_pt=1.2)
    centres = _signs(dark, scale)
    inside = _within(centres, pictures, scale)
    cover = np.zeros(look.shape, dtype=np.uint8)
    for picture in pictures:
        cover[_window(picture, scale, 0.0)] = 1
    return PageInk(
        share=float((look < _MARKED).mean()) if look.size else 0.0,
        picture_share=float(cover.mean()) if cover.size else 0.0,
        loose_signs=int(len(centres) - inside.sum()),
        loose_in_pictures=int(inside.sum()),
    )


def _window(box: Box, scale: float, margin_pt: float) -> tuple[slice, slice]:
    return (
        slice(max(int((box.top - margin_pt) * scale), 0), max(int((box.bottom + margin_pt) * scale) + 1, 0)),
        slice(max(int((box.x0 - margin_pt) * scale), 0), max(int((box.x1 + margin_pt) * scale) + 1, 0)),
    )


def _clear(dark: GreyImage, boxes: Sequence[Box], scale: float, *, margin_pt: float) -> None:
    for box in boxes:
        dark[_window(box, scale, margin_pt)] = 0


def _signs(dark: GreyImage, scale: float) -> Centres:
    """The centres of the connected pieces of ink that are as large as letters."""
    _, _, stats, centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    widths, heights = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    fits = (
        (heights >= _SMALLEST * scale)
        & (heights <= _LARGEST * scale)
        & (widths <= 1.5 * _LARGEST * scale)
        & (widths >= 0.5 * _SMALLEST * scale)
        & (stats[:, cv2.CC_STAT_AREA] < 0.9 * widths * heights)
    )
    fits[0] = False  # the background
    return centres[fits].astype(np.float64)


def _within(
    centres: Centres, pictures: Sequence[Box], scale: float
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    inside = np.zeros(len(centres), dtype=np.bool_)
    for picture in pictures:
        x, y = centres[:, 0] / scale, centres[:, 1] / scale
        inside |= (x >= picture.x0) & (x <= picture.x1) & (y >= picture.top) & (y <= picture.bottom)
    return inside

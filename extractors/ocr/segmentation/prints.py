"""Which strips are print: specks, texture of photos and rests of drawings are not."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from extractors.ocr.segmentation.glyphs import Glyphs
from extractors.ocr.segmentation.rows import Row, row_of
from extractors.ocr.segmentation.rules import Rules
from extractors.ocr.segmentation.spans import Flags, Values
from extractors.ocr.segmentation.strips import Strip

_LOW: Final = 0.33  # of the usual letter
_SHORT: Final = 1.2  # of the usual letter: a speck is no longer
_TEXTURE: Final = (12, 0.2)  # so many pieces, half of them smaller than that share of the line's height
_SOLID: Final = 0.75  # share of ink in a blot
_DOT, _FLAT = 0.3, 1.5  # of the usual letter: the largest dot; width to height of a dash
_OUTLINE, _SQUARE = 0.36, 0.8  # share of ink in its box; of its sides
_SIGN: Final = (0.45, 1.1)  # of the usual letter
_BLOT: Final = 1.6  # of the usual letter
_GIANT: Final = 2.2  # of the usual letter: one piece alone that is as high is drawn
_AROUND: Final = 3  # pieces inside of another one: that is no letter but a frame
_HIGHER: Final = 1.15  # of the letters: a frame around them is higher, letters that touch are not
_STROKE: Final = 0.2  # of the usual letter: thinner than that and long is no text


def only_print(glyphs: Glyphs, strips: list[Strip], usual: float, rules: Rules) -> list[Strip]:
    """Return the strips that may be text; marks alone stay in a cell or beside other text."""
    simple = rules.is_simple()
    framed = [replace(strip, row=_without_frames(glyphs, strip.row)) for strip in strips]
    likely = [strip for strip in framed if not _is_drawing(glyphs, strip.row, usual)]
    outlines = [_is_outline(glyphs, strip.row) for strip in likely]
    marks = [outline or _is_low(strip.row, usual) for strip, outline in zip(likely, outlines, strict=True)]
    texts = [strip for strip, mark in zip(likely, marks, strict=True) if not mark]
    return [
        strip
        for strip, mark, outline in zip(likely, marks, outlines, strict=True)
        if not mark
        or _stands_alone(strip, texts, simple)
        or (
            (not outline or _is_sign(strip.row, usual))
            and not _is_dot(strip.row, usual)
            and _has_company(strip, texts)
        )
    ]


def _without_frames(glyphs: Glyphs, row: Row) -> Row:
    """A line without the edges of pictures and label boxes that reach around its letters."""
    members = row.members
    thin = glyphs.ink[members] < _OUTLINE * glyphs.width[members] * glyphs.height[members]
    x = (glyphs.x0[members] + glyphs.x1[members]) / 2
    y = (glyphs.top[members] + glyphs.bottom[members]) / 2
    tall = glyphs.height[members] > _HIGHER * row.height
    frames = [one for one in members[thin & tall].tolist() if _surrounds(glyphs, one, x, y)]
    rest = members[~np.isin(members, frames)]
    return row_of(glyphs, rest) if frames and len(rest) >= _AROUND else row


def _surrounds(glyphs: Glyphs, one: int, x: Values, y: Values) -> bool:
    """True where the box of a piece holds the middles of several others."""
    inside = (x > glyphs.x0[one]) & (x < glyphs.x1[one]) & (y > glyphs.top[one]) & (y < glyphs.bottom[one])
    return int(inside.sum()) - 1 > _AROUND


def _is_drawing(glyphs: Glyphs, row: Row, usual: float) -> bool:
    width, height = row.x1 - row.x0, row.bottom - row.top
    longer = np.maximum(glyphs.width[row.members], glyphs.height[row.members])
    if len(longer) >= _TEXTURE[0] and np.median(longer) < _TEXTURE[1] * height:
        return True
    if width > 3 * usual and height < _LOW * usual:
        return True
    if len(row.members) > 2:
        return False
    ink = int(glyphs.ink[row.members].sum())
    is_blot = min(width, height) > _BLOT * usual and ink > _SOLID * width * height
    return is_blot or height > _GIANT * usual


def _is_low(row: Row, usual: float) -> bool:
    height = row.bottom - row.top
    return height < _LOW * usual and (row.x1 - row.x0 < _SHORT * usual or height < _STROKE * usual)


def _is_dot(row: Row, usual: float) -> bool:
    """One small piece that is no dash, far from other print: dust, or a bullet that leads nothing."""
    width, height = row.x1 - row.x0, row.bottom - row.top
    return max(width, height) < _DOT * usual and width < _FLAT * height


def _is_outline(glyphs: Glyphs, row: Row) -> bool:
    """One piece as wide as high, of little ink: an arc, or the corner of a frame."""
    width, height = row.x1 - row.x0, row.bottom - row.top
    is_square = _SQUARE * max(width, height) <= min(width, height)
    return len(row.members) == 1 and is_square and int(glyphs.ink[row.members[0]]) < _OUTLINE * width * height


def _is_sign(row: Row, usual: float) -> bool:
    """An outline as large as a letter: ○ or △ in a table without rules."""
    return _SIGN[0] * usual <= row.bottom - row.top <= _SIGN[1] * usual


def _stands_alone(mark: Strip, texts: list[Strip], simple: Flags) -> bool:
    """A mark is all that its cell says."""
    return bool(simple[mark.area]) and all(text.area != mark.area for text in texts)


def _has_company(mark: Strip, texts: list[Strip]) -> bool:
    """A mark stands on one level with text."""
    middle = (mark.row.top + mark.row.bottom) / 2
    return any(text.row.top < middle < text.row.bottom for text in texts if text.area == mark.area)

"""Shown strings of a content stream, made into glyphs."""

from __future__ import annotations

import math
from functools import lru_cache

from extractors.readers.content_faces import Face
from extractors.readers.content_states import Place, State, bounds, moved, product
from extractors.readers.glyphs import Glyph, is_white, turn_of

_is_white = lru_cache(maxsize=256)(is_white)  # a page has few colours


class Look:
    """What the glyphs of one shown string share."""

    __slots__ = (
        "_bold", "_bottom", "_down", "_font", "_foot", "_high", "_is_level", "_low", "_matrix", "_mode",
        "_place", "_top", "_turn", "_white", "_y",
    )  # fmt: skip

    def __init__(self, place: Place, state: State, face: Face) -> None:
        self._place = place
        self._y = state.y
        self._matrix = matrix = product(state.matrix, state.ctm)
        self._bottom = face.descent * state.size + state.rise
        self._top = self._bottom + state.size
        self._turn = turn_of(matrix)
        self._white = _is_white(state.fill)
        self._font = face.name
        self._bold = face.bold
        self._mode = state.mode
        self._is_level = matrix[1] == 0 and matrix[2] == 0
        if self._is_level:
            self._set_level()

    def _set_level(self) -> None:
        """How high the string stands, in PDF space and on the page: on a level line all its glyphs stand alike."""
        _, _, _, d, _, f = self._matrix
        f = self._y * d + f
        place, scale = self._place, self._place.scale
        low, high = d * self._bottom + f, d * self._top + f
        self._low, self._high = min(low, high), max(low, high)
        top, above = place.down(self._high), place.shift[1]
        self._foot = (top + self._high - f - above) * scale
        self._down = (top - above) * scale, (place.down(self._low) - above) * scale

    def glyph(self, text: str, x: float, advance: float) -> Glyph | None:
        """The glyph set `x` from the origin of the line; None where it has no place."""
        if not self._is_level:
            return self._slanted(text, x, advance)
        a, _, c, _, e, _ = self._matrix
        place = self._place
        x0 = foot = x * a + self._y * c + e
        x1 = a * advance + foot
        if x1 < x0:
            x0, x1 = x1, x0
        if not math.isfinite(x0 + x1 + self._low + self._high):
            return None
        if place.left:
            x0, x1, foot = x0 + place.left, x1 + place.left, foot + place.left
        shift, scale = place.shift[0], place.scale
        top, bottom = self._down
        left, right = (x0 - shift) * scale, (x1 - shift) * scale
        at = ((foot - shift) * scale, self._foot)
        size = bottom - top
        return Glyph(
            text, left, top, right, bottom, size, self._bold, self._turn, self._white, self._font, at, self._mode
        )  # fmt: skip

    def _slanted(self, text: str, x: float, advance: float) -> Glyph | None:
        """The same for a line at any angle."""
        matrix = moved(self._matrix, x, self._y)
        x0, y0, x1, y1 = bounds(matrix, 0.0, self._bottom, advance, self._top)
        if not math.isfinite(x0 + x1 + y0 + y1):
            return None
        place = self._place
        (shift, down), scale = place.shift, place.scale
        high = place.down(y1)
        left, right = (place.across(x0) - shift) * scale, (place.across(x1) - shift) * scale
        top, bottom = (high - down) * scale, (place.down(y0) - down) * scale
        at = ((place.across(matrix[4]) - shift) * scale, (high + y1 - matrix[5] - down) * scale)
        size = right - left if self._turn in (90, 270) else bottom - top
        return Glyph(
            text, left, top, right, bottom, size, self._bold, self._turn, self._white, self._font, at, self._mode
        )  # fmt: skip

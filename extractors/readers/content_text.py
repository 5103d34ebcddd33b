"""Shown strings of a content stream, made into glyphs."""

from __future__ import annotations

import math

from extractors.readers.content_faces import Face
from extractors.readers.content_states import Place, State, bounds, moved, product
from extractors.readers.glyphs import Glyph, is_white, turn_of
from schemas.geometry import Box


class Look:
    """What the glyphs of one shown string share."""

    __slots__ = ("_bold", "_bottom", "_font", "_matrix", "_mode", "_place", "_top", "_turn", "_white")

    def __init__(self, place: Place, state: State, face: Face) -> None:
        self._place = place
        self._matrix = product(state.matrix, state.ctm)
        self._bottom = face.descent * state.size + state.rise
        self._top = self._bottom + state.size
        self._turn = turn_of(self._matrix)
        self._white = is_white(state.fill)
        self._font = face.name
        self._bold = face.bold
        self._mode = state.mode

    def glyph(self, text: str, x: float, y: float, advance: float) -> Glyph | None:
        """The glyph set at (x, y) of text space; None where it has no place."""
        matrix = moved(self._matrix, x, y)
        a, b, c, d, e, f = matrix
        if b == 0 and c == 0:
            x0, x1 = e, a * advance + e
            y0, y1 = d * self._bottom + f, d * self._top + f
            if x1 < x0:
                x0, x1 = x1, x0
            if y1 < y0:
                y0, y1 = y1, y0
        else:
            x0, y0, x1, y1 = bounds(matrix, 0.0, self._bottom, advance, self._top)
        place = self._place
        left, top = place.across(x0), place.down(y1)
        if not math.isfinite(x0 + x1 + y0 + y1):
            return None
        (right, down), scale = place.shift, place.scale
        box = Box(
            (left - right) * scale,
            (top - down) * scale,
            (place.across(x1) - right) * scale,
            (place.down(y0) - down) * scale,
        )
        foot = ((place.across(e) - right) * scale, (top + y1 - f - down) * scale)
        size = box.x1 - box.x0 if self._turn in (90, 270) else box.bottom - box.top
        return Glyph(text, box, size, self._bold, self._turn, self._white, self._font, foot, self._mode)

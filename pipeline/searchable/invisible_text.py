"""The words of a page as a content stream that paints nothing (text render mode 3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from pipeline.searchable.glyphless import Glyphless
from pipeline.searchable.page_text import InkLine, InkWord
from pipeline.searchable.placement import Affine
from schemas.geometry import Box

FONT_NAME: Final = "JipyoGlyphless"
_INVISIBLE: Final = 3
_LAST_BLANK: Final = 0.3  # of the line's height: the blank behind the last word of a line
_NARROW: Final = 0.2  # the same: a gap that is hardly one


def text_stream(lines: Iterable[InkLine], font: Glyphless, place: Affine) -> bytes:
    """The operators; they leave the graphics state as it was. Each word fills its box, blanks fill the gaps."""
    shown = [operator for line in lines for operator in _line(line, font, place)]
    if not shown:
        return b""
    return b"q BT %d Tr\n%b\nET Q\n" % (_INVISIBLE, b"\n".join(shown))


def _line(line: InkLine, font: Glyphless, place: Affine) -> Iterator[bytes]:
    for word, after in pairwise((*line, None)):
        if word is None or not word.text:
            continue
        if after is not None and after.glued:
            yield _shown(word.text, word.box, font, place)
            continue
        gap = _gap(word.box, after)
        # A very narrow blank of its own is dropped by PDFium; behind the word it may reach into the next one.
        is_narrow = gap < _NARROW * word.box.height
        yield _shown(word.text, word.box, font, place, tail=" " if is_narrow else "")
        if not is_narrow:
            blank = Box(word.box.x1, word.box.top, word.box.x1 + gap, word.box.bottom)
            yield _shown(" ", blank, font, place)


def _gap(box: Box, after: InkWord | None) -> float:
    """How far the next word on the line is; viewers tell words apart by the blank."""
    return after.box.x0 - box.x1 if after else _LAST_BLANK * box.height


def _shown(text: str, box: Box, font: Glyphless, place: Affine, *, tail: str = "") -> bytes:
    """Size, horizontal scale and matrix that make the text fill the box: its baseline is the box's lower edge."""
    along = math.hypot(place.a, place.b)  # PDF units a point
    size = max(box.height * along, 0.01)
    stretch = 100 * box.width * along / (font.natural_width(text) * size)
    x, y = place.point(box.x0, box.bottom)
    # The page's y points down, that of text up.
    matrix = (place.a / along, place.b / along, -place.c / along, -place.d / along, x, y)
    numbers = " ".join(_number(value, 6) for value in matrix[:4])
    place_at = " ".join(_number(value, 3) for value in matrix[4:])
    return (
        f"/{FONT_NAME} {_number(size, 3)} Tf {_number(stretch, 3)} Tz {numbers} {place_at} Tm ".encode()
        + font.coded(text + tail)
        + b" Tj"
    )


def _number(value: float, places: int) -> str:
    """As PDF writes numbers: no exponent, no minus before zero."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text

"""Which glyphs of a text layer a reader of the page can see."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

import cv2
import numpy as np

from extractors.readers.glyphs import Glyph
from extractors.readers.page_frame import PageFrame
from extractors.readers.pdfium import BOLDED, INVISIBLE, POINTS_PER_INCH, GreyImage, UnseenText
from extractors.readers.places import Numbers
from extractors.readers.text_layer import TextLayer
from schemas.geometry import Box

Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

_MIN_CONTRAST: Final = 14  # grey levels inside a glyph's box; a pale watermark has about 25
_MIN_LOOK_SIZE: Final = 3.0  # points: the look at low resolution smears smaller print away
_BESIDE: Final = 2.0  # points around an unseen text, whose bounds may be those of its ink
_ON_LINE: Final = 0.06  # of the size, and at least half a point: how far a glyph stands from its baseline
_LIKE: Final = 0.04  # of the size: what rounding makes of it
_ROWS: Final = 3  # pixels from one row that is looked at first to the next


@dataclass(frozen=True, slots=True)
class Seen:
    """Glyphs that are on the page, and those that nobody sees.

    `behind` are the invisible ones among the latter that lie on the page, over
    ink: what a program that reads scans leaves behind their picture. `marks` are the glyphs but blanks.
    """

    glyphs: tuple[Glyph, ...]
    hidden: int
    behind: tuple[Glyph, ...]
    marks: tuple[Glyph, ...]
    places: Numbers  # of the marks


@dataclass(frozen=True, slots=True)
class Unseen:
    """A text painted invisibly, on the page as a viewer shows it."""

    box: Box
    foot: tuple[float, float]
    ahead: tuple[float, float]
    size: float

    def holds(self, item: Glyph) -> bool:
        """True where the glyph stands in the box, on the baseline and in the size: other print may cross the box."""
        box = self.box
        x, y = item.centre
        away = max(box.x0 - x, x - box.x1, box.top - y, y - box.bottom)
        if item.foot is None or away > _BESIDE + 0.5 * item.size:
            return item.foot is None and box.contains(x, y)
        along = (self.ahead[0] - self.foot[0], self.ahead[1] - self.foot[1])
        length = math.hypot(*along)
        step = (item.foot[0] - self.foot[0], item.foot[1] - self.foot[1])
        across = abs(along[0] * step[1] - along[1] * step[0]) / length if length else 0.0
        return across <= max(_ON_LINE * item.size, 0.5) and abs(self.size - item.size) <= _LIKE * item.size


def placed_unseen(text: UnseenText, frame: PageFrame) -> Unseen:
    """Move an unseen text from PDF space to the page that a viewer shows."""
    foot, ahead = (frame.from_pdf((*point, *point)) for point in (text.foot, text.ahead))
    size = text.size * frame.scale
    return Unseen(frame.from_pdf(text.bounds), (foot.x0, foot.top), (ahead.x0, ahead.top), size)


def seen_glyphs(
    layer: TextLayer, look: GreyImage, page: Box, *, invisible: Sequence[Unseen], bolded: Sequence[Box]
) -> Seen:
    """Split off glyphs painted invisibly, off the page, or in the colour of their ground."""
    kept: list[Glyph] = []
    marks: list[Glyph] = []
    marked: list[int] = []
    behind: list[Glyph] = []
    hidden = 0
    unseen = _Rows([(text.box, text) for text in invisible])
    strong = _Rows([(box, box) for box in bolded])
    shown = _shows(layer.glyphs, layer.places, look, page)
    for at, (item, shows) in enumerate(zip(layer.glyphs, shown, strict=True)):
        is_unseen = item.mode in INVISIBLE or (
            bool(invisible) and any(text.holds(item) for text in unseen.near(item))
        )
        if item.text.isspace():
            (behind if is_unseen else kept).append(item)
        elif is_unseen or not shows:
            hidden += 1
            if is_unseen and page.contains(*item.centre):
                behind.append(item)
        else:
            is_bold = item.mode in BOLDED or (
                bool(bolded) and any(box.contains(*item.centre) for box in strong.near(item))
            )
            kept.append(replace(item, bold=True) if is_bold else item)
            marks.append(kept[-1])
            marked.append(at)
    return Seen(tuple(kept), hidden, tuple(behind), tuple(marks), layer.places[marked])


def _shows(glyphs: Sequence[Glyph], boxes: Numbers, look: GreyImage, page: Box) -> list[bool]:
    """Which glyphs leave a mark on their ground; of very small print, which looks smear away, those that are not white."""
    if not glyphs:
        return []
    scale = look.shape[1] / page.width if page.width else 1.0
    sizes = np.array([one.size for one in glyphs])
    looked_at = scale * POINTS_PER_INCH >= POINTS_PER_INCH / 2
    marked = _marked(boxes, sizes, look, scale)
    if not looked_at or sizes.min() < _MIN_LOOK_SIZE:
        white = np.array([one.white for one in glyphs])
        marked = np.where(looked_at & (sizes >= _MIN_LOOK_SIZE), marked, ~white)
    x, y = (boxes[:, :2] + boxes[:, 2:]).T / 2
    on_page = (page.x0 <= x) & (x <= page.x1) & (page.top <= y) & (y <= page.bottom)
    shows: list[bool] = (on_page & marked).tolist()
    return shows


def _marked(boxes: Numbers, sizes: Numbers, look: GreyImage, scale: float) -> Flags:
    """Which glyphs of these boxes and sizes have a contrast of `_MIN_CONTRAST` in and around their boxes.

    Nearly all have it between two neighbours of one row of pixels in three, which one summed table tells for all of them.
    """
    if not look.size:
        return np.zeros(len(boxes), dtype=np.bool_)
    rows = look[::_ROWS]
    _, steps = cv2.threshold(cv2.absdiff(rows[:, 1:], rows[:, :-1]), _MIN_CONTRAST - 1, 1, cv2.THRESH_BINARY)
    total = np.asarray(cv2.integral(steps), dtype=np.int32)
    margin = 0.08 * sizes  # glyphs of symbol fonts stand a little outside
    height, width = look.shape
    first = np.maximum(((boxes[:, :2] - margin[:, None]) * scale).astype(np.int64), 0)
    last = np.maximum(((boxes[:, 2:] + margin[:, None]) * scale).astype(np.int64) + 2, 0)
    (x0, y0), (x1, y1) = np.minimum(first, (width, height)).T, np.minimum(last, (width, height)).T
    right = np.clip(x1 - 1, np.minimum(x0, width - 1), None)
    left = np.minimum(x0, width - 1)
    top, bottom = -(-y0 // _ROWS), -(-y1 // _ROWS)
    found = total[bottom, right] - total[top, right] - total[bottom, left] + total[top, left]
    marked = np.asarray(found != 0, dtype=np.bool_)
    for at in np.flatnonzero(found == 0).tolist():
        marked[at] = _has_contrast(look[y0[at] : y1[at], x0[at] : x1[at]])
    return marked


def _has_contrast(patch: GreyImage) -> bool:
    return patch.size > 0 and int(patch.max()) - int(patch.min()) >= _MIN_CONTRAST


_Thing = TypeVar("_Thing")


class _Rows(Generic[_Thing]):
    """Things sorted into the rows that their boxes cover, so that a page of many text objects is searched in steps."""

    _ROW: Final = 20.0  # points

    def __init__(self, placed: Sequence[tuple[Box, _Thing]]) -> None:
        self._rows: dict[int, list[_Thing]] = {}
        for box, thing in placed:
            first, last = int(box.top // self._ROW) - 1, int(box.bottom // self._ROW) + 1
            for row in range(max(first, -1), min(last, 2_000) + 1):
                self._rows.setdefault(row, []).append(thing)

    def near(self, item: Glyph) -> Sequence[_Thing]:
        """Those whose box may hold the centre of the glyph, or nearly so."""
        return self._rows.get(int(item.centre[1] // self._ROW), ()) if self._rows else ()

"""Which glyphs of a text layer a reader of the page can see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractors.readers.glyphs import Glyph
from extractors.readers.pdfium import POINTS_PER_INCH, GreyImage
from schemas.geometry import Box

_MIN_CONTRAST: Final = 14  # grey levels inside a glyph's box; a pale watermark has about 25
_MIN_LOOK_SIZE: Final = 3.0  # points: the look at low resolution smears smaller print away


@dataclass(frozen=True, slots=True)
class Seen:
    """Glyphs that are on the page, and how many there are that nobody sees."""

    glyphs: tuple[Glyph, ...]
    hidden: int


def seen_glyphs(
    glyphs: Sequence[Glyph], look: GreyImage, page: Box, *, invisible: Sequence[Box], bolded: Sequence[Box]
) -> Seen:
    """Split off glyphs painted invisibly, off the page, or in the colour of their ground."""
    kept = []
    hidden = 0
    dark = _Boxes(invisible)
    strong = _Boxes(bolded)
    scale = look.shape[1] / page.width if page.width else 1.0
    for item in glyphs:
        if item.text.isspace():
            kept.append(item)
        elif dark.hold(item.box) or not _shows(item, look, page, scale):
            hidden += 1
        else:
            kept.append(replace(item, bold=True) if strong.hold(item.box) else item)
    return Seen(tuple(kept), hidden)


def _shows(item: Glyph, look: GreyImage, page: Box, scale: float) -> bool:
    if not page.contains(*item.box.centre):
        return False
    if item.size < _MIN_LOOK_SIZE or scale * POINTS_PER_INCH < POINTS_PER_INCH / 2:
        return not item.white
    margin = 0.08 * item.size  # glyphs of symbol fonts stand a little outside of their boxes
    rows = slice(max(int((item.box.top - margin) * scale), 0), int((item.box.bottom + margin) * scale) + 2)
    columns = slice(max(int((item.box.x0 - margin) * scale), 0), int((item.box.x1 + margin) * scale) + 2)
    patch = look[rows, columns]
    return patch.size > 0 and int(patch.max()) - int(patch.min()) >= _MIN_CONTRAST


class _Boxes:
    """Boxes sorted into rows, so that a page of many text objects is searched in steps."""

    _ROW: Final = 20.0  # points

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._rows: dict[int, list[Box]] = {}
        for box in boxes:
            first, last = int(box.top // self._ROW), int(box.bottom // self._ROW)
            for row in range(max(first, -1), min(last, 2_000) + 1):
                self._rows.setdefault(row, []).append(box)

    def hold(self, box: Box) -> bool:
        """True where a box holds the centre of `box`."""
        x, y = box.centre
        return any(one.contains(x, y) for one in self._rows.get(int(y // self._ROW), ()))

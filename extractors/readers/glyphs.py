"""Glyphs of a PDF page, upright and in the order the page draws them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from extractors.readers.places import Numbers
from extractors.readers.turning import upright_box
from schemas.geometry import Box

# Font names that say bold: MalgunGothicBold, HYHeadLine-Medium, NotoSansKR-Black, H2hdrM (Hancom headline), NanumSquareEB.
_BOLD_FONT: Final = re.compile(
    r"(?P<weight>bold|black|heavy|headline|extrab|h2hdrm|-B\b|(?-i:(?<=[a-z])E?B\b))", re.IGNORECASE
)
_SAME_PLACE: Final = 0.1  # of the size, between a glyph and its double
_CELL: Final = 4.0  # points: glyphs are looked up by the cell that they begin in
_MOST_BESIDE: Final = 64  # glyphs of one text that stand one below the other: of more, each is looked at
_MIN_TURN_SHARE: Final = 0.8  # of the glyphs that must be turned alike before the page is


@dataclass(slots=True)  # not frozen: a page has thousands, and a frozen one takes three times as long to make
class Glyph:
    """One drawn character. `turn` is its own clockwise turn on the upright page, None when it slants.

    `foot` is where the page as stored sets it: the left end of its baseline. `mode` is the text rendering
    mode (ISO 32000-1, 9.3.6), None where pdfminer read the page, which does not tell it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    turn: int | None
    white: bool
    font: str = ""
    foot: tuple[float, float] | None = None
    mode: int | None = None

    @property
    def box(self) -> Box:
        """Made where it is asked for: a box for each glyph costs as much as the glyph."""
        return Box(self.x0, self.top, self.x1, self.bottom)

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def glyph(char: Mapping[str, Any], shift: tuple[float, float], scale: float) -> Glyph | None:
    """Return the glyph of a pdfplumber char, moved to the crop box; None where it has no place."""
    edges = [float(char[edge]) for edge in ("x0", "top", "x1", "bottom")]
    if not all(math.isfinite(edge) for edge in edges):
        return None
    x0, x1 = sorted((edges[0], edges[2]))
    top, bottom = sorted((edges[1], edges[3]))
    left, right = ((x - shift[0]) * scale for x in (x0, x1))
    upper, lower = ((y - shift[1]) * scale for y in (top, bottom))
    turn = turn_of(char["matrix"])
    return Glyph(
        text=str(char["text"]),
        x0=left,
        top=upper,
        x1=right,
        bottom=lower,
        size=right - left if turn in (90, 270) else lower - upper,
        bold=is_bold_font(str(char["fontname"])),
        turn=turn,
        white=is_white(char.get("non_stroking_color")),
        font=face_of(str(char["fontname"])),
        foot=_foot(char, shift, scale),
    )


def is_bold_font(fontname: str) -> bool:
    """Whether the name says so."""
    return _BOLD_FONT.search(fontname) is not None


def face_of(fontname: str) -> str:
    """The face without the tag of its subset: a face of many signs comes in several, the rare ones in the last."""
    tag, plus, face = fontname.partition("+")
    return face if plus and len(tag) == 6 else fontname


def _foot(char: Mapping[str, Any], shift: tuple[float, float], scale: float) -> tuple[float, float]:
    """pdfminer counts upwards; `top + y1` of any glyph is the height of the page."""
    x, y = char["matrix"][4], float(char["top"]) + float(char["y1"]) - char["matrix"][5]
    return (x - shift[0]) * scale, (y - shift[1]) * scale


def turn_of(matrix: Sequence[float]) -> int | None:
    """The clockwise turn that a text matrix stands for; a slant of up to 3 degrees counts as none."""
    if matrix[1] == 0 and matrix[0] > 0:
        return 0
    angle = -math.degrees(math.atan2(matrix[1], matrix[0])) % 360
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= 3 else None


def is_white(colour: Any) -> bool:
    """True for the colour of paper, nearly."""
    if not isinstance(colour, tuple | list) or not all(isinstance(part, int | float) for part in colour):
        return False
    if len(colour) == 4:
        return bool(max(colour) < 0.04)
    return len(colour) > 0 and bool(min(colour) > 0.96)


def page_turn(glyphs: Iterable[Glyph]) -> int:
    """The turn that most glyphs share: a landscape page whose text was set sideways."""
    turns = Counter([item.turn for item in glyphs if not item.text.isspace()])
    if not turns:
        return 0
    turn, count = turns.most_common(1)[0]
    return turn if turn and count >= _MIN_TURN_SHARE * turns.total() else 0


def set_upright(item: Glyph, width: float, height: float, turn: int) -> Glyph:
    """`item` on the page after a clockwise turn of `turn` degrees was undone."""
    if not turn:
        return item
    own = None if item.turn is None else (item.turn - turn) % 360
    box = upright_box(item.box, width, height, turn)
    return replace(item, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, turn=own, foot=None)


def without_doubles(glyphs: Sequence[Glyph], places: Numbers) -> Sequence[Glyph]:
    """Drop a glyph drawn again almost in place: how some producers fake bold and shadows. `places` are those of all."""
    doubtful = _drawn_near(glyphs, places)
    if not doubtful:
        return glyphs
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept = []
    for item in glyphs:
        text = item.text
        if text in doubtful:
            cell = int(item.x0 // _CELL), int(item.top // _CELL)
            if any(_is_double(item, other) for other in _near(item, cell, seen)):
                continue
            seen.setdefault((text, *cell), []).append(item)
        kept.append(item)
    return kept


def _drawn_near(glyphs: Sequence[Glyph], places: Numbers) -> set[str]:
    """The texts but blanks of which two glyphs stand as near to each other as doubles do: most pages have none."""
    texts = list(dict.fromkeys([item.text for item in glyphs]))
    numbers = {text: number for number, text in enumerate(texts)}
    own = np.fromiter([numbers[item.text] for item in glyphs], dtype=np.int64)
    across, down = places[:, 0], places[:, 1]
    sizes = np.fromiter([item.size for item in glyphs], dtype=np.float64)
    order = np.lexsort((across, own))
    own, across, down, reach = own[order], across[order], down[order], _SAME_PLACE * sizes[order]
    found: set[int] = set()
    for step in range(1, len(glyphs)):
        # Of each text from left to right: what stands `step` places further on, as long as it is near.
        widest = np.maximum(reach[step:], reach[:-step])
        away = across[step:] - across[:-step]
        beside = (own[step:] == own[:-step]) & (away < reach.max())
        if not beside.any():
            break
        near = (away < widest) & (np.abs(down[step:] - down[:-step]) < widest)
        found.update(own[step:][beside & (near | (step == _MOST_BESIDE))].tolist())
        if step == _MOST_BESIDE:
            break
    return {texts[number] for number in found if not texts[number].isspace()}


def _near(
    item: Glyph, cell: tuple[int, int], seen: Mapping[tuple[str, int, int], Sequence[Glyph]]
) -> Sequence[Glyph]:
    """Those of the same text in the cells that a double could begin in: its own, and those whose edge is near."""
    text, x, y = item.text, item.x0, item.top
    column, row = cell
    reach = min(_SAME_PLACE * item.size, _CELL)
    rows = range(row - (y - reach < row * _CELL), row + 1 + (y + reach >= (row + 1) * _CELL))
    found: list[Glyph] = []
    for at in range(column - (x - reach < column * _CELL), column + 1 + (x + reach >= (column + 1) * _CELL)):
        for level in rows:
            if others := seen.get((text, at, level)):
                found += others
    return found


def _is_double(one: Glyph, other: Glyph) -> bool:
    reach = _SAME_PLACE * one.size
    return (
        abs(one.x0 - other.x0) < reach
        and abs(one.top - other.top) < reach
        and abs(one.size - other.size) < reach
    )

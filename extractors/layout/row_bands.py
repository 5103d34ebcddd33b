"""Which lines of a table are one row, where no rule tells: by the gaps between lines and by what they fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from extractors.layout.chunks import Chunk, ChunkRow
from extractors.layout.columns import Columns

_OVERLAP: Final = 0.15  # of a line's height that another may reach into it and still be another row
_APART_SHARE: Final = 0.25  # of the gaps in columns lie between rows, or they tell nothing
_MIDDLE: Final = 0.4  # of the font size by which the gaps above and below a label differ
_NO_ROW: Final = 0.6  # of the font size that is left above and below a line: too little for a row
_NEW_VALUES: Final = 2  # numbers under texts that open a row
_FEW: Final = 3  # gaps below a jump of which the narrowest, alone below another jump, may be measured wrong
_JUMP, _JUMP_OCR = 0.2, 0.18  # of the font size by which gaps between rows pass gaps inside cells
_CLOSE: Final = 0.95  # of the font size: lines of one cell stand no farther apart
# "1,250", "△3.7%", "12개", "2024.3.", "-": cells that never wrap
VALUE = re.compile(
    r"[△▲+~-]?\(?[△▲+-]?\d[\d,.:~/ -]*\)?\s?(?:%p?|[가-힣]{1,2}|[a-zA-Z㎡㎢㎥℃]{1,3})?\)?|[-–—·]"
)

# "가. 교통", "1) 시설", "(나) 설비", "□ 국비 사업", "[도심]", "<수도권>": the titles of rows below
TITLE = re.compile(
    r"(?:[(（]?(?:[가-하]|\d{1,2}|[ivxIVX]{1,4}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])[.)）]|[□■◇◆○●▶▷①-⑳]|[\[<〈【])\s?[가-힣A-Za-z]"
)


@dataclass(frozen=True, slots=True)
class Band:
    """The lines of one row."""

    lines: tuple[ChunkRow, ...]

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)

    def with_lines(self, other: Band) -> Band:
        """Both as one row."""
        return Band((*self.lines, *other.lines))


def filled(lines: Iterable[ChunkRow], columns: Columns) -> set[int]:
    """The columns that stand in `lines`."""
    reaches = (columns.reach(chunk) for line in lines for chunk in line.chunks)
    return {col for first, last in reaches for col in range(first, last + 1)}


def is_titled(band: Band) -> bool:
    """True for "가. 교통", "(1) 수도권", "[도심]": what a row across a table says of those below it."""
    return TITLE.match(band.lines[0].chunks[0].text) is not None


def parted_floats(lines: Sequence[ChunkRow], columns: Columns) -> tuple[list[ChunkRow], list[ChunkRow]]:
    """The lines of rows, and labels that stand between two rows because they hold for both."""
    filling = [(line, filled([line], columns)) for line in lines]
    floats = [_is_float(at, filling, columns) for at in range(len(lines))]
    told = list(zip(lines, floats, strict=True))
    return [line for line, is_float in told if not is_float], [line for line, is_float in told if is_float]


# Lines from top to bottom, each with the columns that it fills.
_Filling = Sequence[tuple[ChunkRow, set[int]]]


def _is_float(at: int, lines: _Filling, columns: Columns) -> bool:
    """True where lines above and below reach into this one, fill more columns, and leave its own free."""
    line, own = lines[at]
    if own == {0} and is_titled(Band((line,))):
        return False
    if _hangs_between(line, own, lines):
        return True
    apart = [
        (other, cols)
        for other, cols in lines
        if other is not line and not cols & (own | {0}) and _shared(line, other) > 0
    ]
    above = [(other, cols) for other, cols in apart if other.top < line.top]
    below = [(other, cols) for other, cols in apart if other.top > line.top]
    if not above or not below or _shared(above[-1][0], below[0][0]) > 0:
        return False
    around = above[-1][1] | below[0][1]
    is_head = len(above) == 1 and above[0][0] is lines[0][0] and len(around | own) == columns.count
    return len(around) > len(own) or is_head


def _hangs_between(line: ChunkRow, own: set[int], lines: _Filling) -> bool:
    """True for labels in the middle between two lines that leave their columns free and are rows of their own."""
    over = [one for one in lines if one[0].bottom <= line.top + 1]
    under = [one for one in lines if one[0].top >= line.bottom - 1]
    if not over or not under:
        return False
    above, its = max(over, key=lambda one: one[0].bottom)
    below, their = min(under, key=lambda one: one[0].top)
    around = its | their
    if around & own or len(around) < 2:
        return False
    white = line.top - above.bottom, below.top - line.bottom
    return abs(white[0] - white[1]) <= _MIDDLE * line.size or sum(white) < _NO_ROW * line.size


def _shared(one: ChunkRow, other: ChunkRow) -> float:
    """How much of the lower line's height both share."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared / max(min(one.bottom - one.top, other.bottom - other.top), 0.1)


def find_bands(lines: Sequence[ChunkRow], columns: Columns, *, is_ruled: bool) -> list[Band]:
    """Join lines, given from top to bottom, to rows; `is_ruled` says that a rule stands between most rows."""
    bands = _overlapping(lines)
    columnwise = None if is_ruled else _tight_gap_in_columns(bands, columns)
    linked = _linked(bands, columns, columnwise) if columnwise is not None else None
    if linked is not None:
        return linked
    limit = _CLOSE if is_ruled else _tight_gap(bands, columns)
    rows: list[Band] = bands[:1]
    for band in bands[1:]:
        if _goes_on(rows[-1], band, columns, limit, is_ruled=is_ruled):
            rows[-1] = rows[-1].with_lines(band)
        else:
            rows.append(band)
    return rows


def _overlapping(lines: Sequence[ChunkRow]) -> list[Band]:
    bands: list[Band] = []
    for line in lines:
        if bands and any(_shared(line, other) > _OVERLAP for other in bands[-1].lines):
            bands[-1] = Band((*bands[-1].lines, line))
        else:
            bands.append(Band((line,)))
    return bands


def _gap(above: Band, below: Band) -> float:
    """The white between two bands, in font sizes."""
    size = median(line.size for line in (*above.lines, *below.lines))
    return max(below.top - above.bottom, 0.0) / max(size, 1.0)


def _jump(bands: Sequence[Band]) -> float:
    return _JUMP_OCR if _is_read(bands) else _JUMP


def _is_read(bands: Sequence[Band]) -> bool:
    """True for lines of a scan: what is measured on them differs a little from line to line."""
    return bands[0].lines[0].words[0].confidence is not None


def _tight_gap(bands: Sequence[Band], columns: Columns) -> float | None:
    """The widest gap inside cells; None where all gaps are alike or most of the narrow ones part values, so that they tell nothing."""
    pairs = [(_gap(*pair), _parts_values(*pair, columns)) for pair in pairwise(bands)]
    gaps = sorted(gap for gap, _ in pairs)
    for small, large in pairwise(gaps):
        if large - small >= _jump(bands) and small <= _CLOSE:
            narrow = [parts for gap, parts in pairs if gap <= small]
            return (small + large) / 2 if sum(narrow) <= 0.5 * len(narrow) else None
    return None


def _parts_values(above: Band, below: Band, columns: Columns) -> bool:
    """True where a value stands below another: those are two rows."""
    upper, lower = _by_column(above, columns), _by_column(below, columns)
    return any(_is_value(upper[col][-1]) and _is_value(lower[col][0]) for col in upper.keys() & lower.keys())


def _tight_gap_in_columns(bands: Sequence[Band], columns: Columns) -> float | None:
    """The widest gap between lines of one cell, by what stands one below the other in each column.

    None where nothing tells: gaps between values are gaps between rows, and not all rows are one.
    """
    stacked = _stacked(bands, columns)
    values: dict[int, list[float]] = {}
    for pair in stacked:
        if pair.are_values:
            values.setdefault(pair.col, []).append(pair.gap)
    # A date may wrap, and then looks like two values: the column whose values stand widest tells.
    rows = max(map(min, values.values()), default=float("inf"))
    gaps = sorted(pair.gap for pair in stacked)
    jumps = [
        (large - small, number, small, large)
        for number, (small, large) in enumerate(pairwise(gaps), start=1)
        if large - small >= _jump(bands) and small <= _CLOSE
    ]
    if not jumps:
        return None
    is_chance = _is_read(bands) and len(jumps) > 1 and jumps[0][1] == 1 and jumps[1][1] <= _FEW
    _, number, small, large = jumps[is_chance]
    tells = small < rows and len(gaps) - number >= _APART_SHARE * len(gaps)
    return (small + min(large, rows)) / 2 if tells else None


@dataclass(frozen=True, slots=True)
class _Stacked:
    """Two chunks that follow each other in a column: their bands, the white between them in font sizes."""

    col: int
    above: int
    below: int
    gap: float
    are_values: bool


def _stacked(bands: Sequence[Band], columns: Columns) -> list[_Stacked]:
    found: list[_Stacked] = []
    lines_of: list[list[tuple[int, ChunkRow, Chunk]]] = [[] for _ in range(columns.count)]
    for number, band in enumerate(bands):
        for line in sorted(band.lines, key=lambda line: line.top):
            for chunk in line.chunks:
                first, last = columns.reach(chunk)
                if first == last:
                    lines_of[first].append((number, line, chunk))
    for col, lines in enumerate(lines_of):
        for (above, upper, one), (below, lower, other) in pairwise(lines):
            gap = max(lower.top - upper.bottom, 0.0) / max(other.size, 1.0)
            if lower.top > upper.top:
                found.append(_Stacked(col, above, below, gap, _is_value(one) and _is_value(other)))
    return found


def _linked(bands: Sequence[Band], columns: Columns, limit: float) -> list[Band] | None:
    """Rows of the bands that lines of one cell hold together; None where they would hold together values of two rows."""
    stacked = _stacked(bands, columns)
    ties = [(pair.above, pair.below) for pair in stacked if pair.gap <= limit]
    row_of: list[int] = []
    reach = -1
    for number in range(len(bands)):
        row_of.append(row_of[-1] if number <= reach else len(set(row_of)))
        reach = max([reach, *(below for above, below in ties if above == number)])
    if any(
        pair.are_values and pair.gap > limit and row_of[pair.above] == row_of[pair.below] for pair in stacked
    ):
        return None
    rows: list[Band] = []
    for number, band in zip(row_of, bands, strict=True):
        rows[number:] = [rows[number].with_lines(band) if number < len(rows) else band]
    return rows


def _goes_on(row: Band, band: Band, columns: Columns, limit: float | None, *, is_ruled: bool) -> bool:
    if _gap(row, band) > (_CLOSE if limit is None else limit):
        return False
    above, below = _by_column(row, columns), _by_column(band, columns)
    shared = sorted(above.keys() & below.keys())
    stacked = [col for col in shared if _is_value(above[col][-1]) and _is_value(below[col][0])]
    if is_ruled:
        return len(stacked) < 2
    wrapped = {col for col in shared if _is_wrapped(above[col][-1], below[col][0], columns.room(col))}
    lead = min(below)
    if stacked:
        return False
    if sum(_is_value(below[col][0]) for col in shared) >= _NEW_VALUES:
        return False  # no text goes on with numbers alone in two columns: what is above are their heads
    if limit is None:
        starts = lead in shared and lead not in wrapped and len(below) > 1
        return not starts and len(below) < len(above) and wrapped == set(below)
    return True


def _by_column(band: Band, columns: Columns) -> dict[int, list[Chunk]]:
    """The chunks of each column from top to bottom; one that spans columns stands in each."""
    found: dict[int, list[Chunk]] = {}
    for line in band.lines:
        for chunk in line.chunks:
            first, last = columns.reach(chunk)
            for col in range(first, last + 1):
                found.setdefault(col, []).append(chunk)
    return found


def _is_value(chunk: Chunk) -> bool:
    return VALUE.fullmatch(chunk.text) is not None


def _is_wrapped(above: Chunk, below: Chunk, room: tuple[float, float]) -> bool:
    """True where the line above had no room for the first word of the line below."""
    free = (room[1] - room[0]) - (above.x1 - above.x0) - _CLOSE * above.size
    return free < below.words[0].box.width + 0.4 * above.size

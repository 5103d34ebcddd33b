"""Stretches of rows that may be one table: no title, bullet or other size between them, and gutters in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from extractors.layout.aligned_spans import PERIOD
from extractors.layout.chunks import Chunk, ChunkRow, shared_places
from extractors.layout.columns import Columns, close_gutters, find_columns, is_close_gutter
from extractors.layout.markers import find_marker
from extractors.layout.row_bands import VALUE
from extractors.layout.table_evidence import announces_table
from extractors.layout.woven_rows import as_one, woven
from schemas.page import Word

_FAR: Final = 2.4  # font sizes between the rows of one table
_OTHER_SIZE: Final = 0.04  # of the larger size: text around a table is set larger or smaller
_OTHER_OCR_SIZE: Final = 0.3  # the same as OCR measures it
_SET_OFF: Final = 1.5  # times the white between the rows around
_SHORTEST: Final = 8  # characters of a heading whose size is surely told
_LARGER: Final = 1.15  # times the Hangul words of the rows around: a heading, as OCR measures it
_GUTTER: Final = 0.5  # of the font size that a gutter is wide at least
_KEPT: Final = 0.6  # of the gutters of one row that another of the same table leaves free
_HEAD_ROWS: Final = 2  # rows at the start of a run whose heads may stand over several columns
_AROUND, _INDENT = 4, 3.0  # rows around a bullet, font sizes that bullets of a list stand in
_ACROSS: Final = 5  # rows that may stand across the table one after the other
_FEWEST_STEPS, _EVEN_STEPS, _SAME_PITCH = (
    2,
    0.7,
    0.12,
)  # rows that tell a pitch, the share that keeps it; font sizes
_WOVEN: Final = 0.1  # font sizes that lines of two cells of a row reach into each other
_MOST_HEADS: Final = 3  # rows over the first one that keeps to the columns
_OUTSIDE: Final = 1.5  # font sizes left of the table: the text around it begins there
_LONG: Final = 20  # characters: longer text is no head

# "□ 추진 배경", "※ 잠정치": signs that begin a line of text; a cell may begin with "- " or "1."
_BULLET = re.compile(r"[□■◇◆○●◎◦ㅇ❍◯▶▷▣▪※*＊·]\s?\S|[-–]\s\S")
_HEADING_NUMBER = re.compile(r"\d{1,2}\.|[가-하]\.|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,2}\.")
_ANNEX = re.compile(r"(?:붙임|별첨|별지|첨부|참고)\s?\d{0,2}")
_NOTE = re.compile(r"(?:주\s?\d{0,2}\s?[).:]|\[주\]|자료\s?:|출처\s?:)")

Gap = tuple[float, float]


def find_blocks(rows: Sequence[ChunkRow]) -> list[tuple[int, int]]:
    """Return (first row, row after the last) of the stretches between lines that are certainly no part of a table."""
    blocks: list[tuple[int, int]] = []
    start: int | None = None
    for index, row in enumerate(rows):
        is_text = is_text_line(row) and not _stands_in_a_cell(rows, index)
        if is_text or _is_heading(rows, index) or _is_set_off(rows, index):
            start = None
        elif start is None or _parts(rows[index - 1], row):
            blocks.append((index, index + 1))
            start = index
        else:
            blocks[-1] = (blocks[-1][0], index + 1)
    return blocks


def _stands_in_a_cell(rows: Sequence[ChunkRow], index: int) -> bool:
    """True for a bullet far to the right of what stands around it: a line of a cell."""
    around = rows[max(index - _AROUND, 0) : index + _AROUND + 1]
    row = rows[index]
    left = min(other.chunks[0].x0 for other in around)
    return row.chunks[0].x0 > left + _INDENT * row.size and not announces_table(row)


def _is_heading(rows: Sequence[ChunkRow], index: int) -> bool:
    """True for one text that OCR measured larger than the rows of cells around."""
    row = rows[index]
    size = row.read_size
    if size is None or len(row.chunks) > 1 or len(row.chunks[0].text) < _SHORTEST:
        return False
    around = rows[max(index - _AROUND, 0) : index + _AROUND + 1]
    sizes = [row.read_size for row in around if len(row.chunks) > 1]
    told = [one for one in sizes if one is not None]
    return bool(told) and size > _LARGER * median(told)


def _is_set_off(rows: Sequence[ChunkRow], index: int) -> bool:
    """True for "2. 변경 이력" in a scan, which tells no bold type, with more white above and below than the rows around have."""
    row = rows[index]
    if not _is_numbered(row) or row.words[0].confidence is None:
        return False
    if not 0 < index < len(rows) - 1:
        return False
    around = [rows[max(index - _AROUND, 0) : index], rows[index + 1 : index + 1 + _AROUND]]
    white = [_white(*pair) for side in around for pair in pairwise(side)]
    own = min(_white(rows[index - 1], row), _white(row, rows[index + 1]))
    return bool(white) and own > _SET_OFF * max(median(white), 0.0)


def _is_numbered(row: ChunkRow) -> bool:
    """True for a heading's number before one text, and for the word before the title of an annex."""
    first = row.chunks[0].text
    if len(row.chunks) > 1:
        return len(row.chunks) == 2 and _ANNEX.fullmatch(first) is not None
    marker = find_marker(first)
    return marker is not None and _HEADING_NUMBER.fullmatch(marker) is not None and first != marker


def _white(above: ChunkRow, below: ChunkRow) -> float:
    return below.top - above.bottom


def is_text_line(row: ChunkRow) -> bool:
    """True for titles, unit lines, lines of contents, notes, and items that stand at the left of all."""
    if announces_table(row) or row.has_leader:
        return True
    first = row.chunks[0].text
    if _NOTE.match(first) is not None or any(chunk.text[:1] in ":：" for chunk in row.chunks[1:2]):
        return True
    marker = find_marker(first)
    return marker is not None and _BULLET.match(first) is not None and first != marker


def _parts(above: ChunkRow, below: ChunkRow) -> bool:
    """True where one row cannot follow the other in a table."""
    size = max(above.size, below.size)
    if below.top - above.bottom > _FAR * size:
        return True
    is_read = any(word.confidence is not None for word in (*above.words, *below.words))
    return abs(above.size - below.size) > (_OTHER_OCR_SIZE if is_read else _OTHER_SIZE) * size


@dataclass(frozen=True, slots=True, order=True)
class LineBand:
    """A line before it is cut into chunks: where its row will stand, and between what sizes its own lies; sorted as rows are."""

    middle: float
    left: float
    top: float
    bottom: float
    least: float
    most: float
    is_read: bool

    @classmethod
    def of(cls, line: Sequence[Word]) -> LineBand:
        """The band of a line of words, in order."""
        top, bottom = median(word.box.top for word in line), median(word.box.bottom for word in line)
        sizes = [word.size_pt for word in line]
        is_read = any(word.confidence is not None for word in line)
        return cls(top + bottom, line[0].box.x0, top, bottom, min(sizes), max(sizes), is_read)


def may_follow(above: LineBand, below: LineBand) -> bool:
    """False where one row certainly cannot follow the other in a table, however they are cut."""
    size = max(above.most, below.most)
    unlike = _OTHER_OCR_SIZE if above.is_read or below.is_read else _OTHER_SIZE
    is_near = below.top - above.bottom <= _FAR * size
    return is_near and max(above.least - below.most, below.least - above.most) <= unlike * size


def find_cores(rows: Sequence[ChunkRow], first: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of a block whose rows of several chunks leave the same gutters free, the surest first.

    Where no two lines do, labels may stand in the middle beside lines of text: those that are woven are one row.
    """
    lines = [(at, at + 1) for at in range(first, end)]
    rows_of = [(first + start, first + stop) for start, stop in woven(rows[first:end])]
    return _cores(rows, lines) or (_cores(rows, rows_of) if len(rows_of) < len(lines) else [])


def _cores(rows: Sequence[ChunkRow], parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    whole = [as_one(rows[start:stop]) for start, stop in parts]
    runs: list[list[int]] = []
    for index, row in enumerate(whole):
        if len(row.chunks) < 2:
            continue
        if runs and _fits([whole[i] for i in runs[-1]], row):
            runs[-1].append(index)
        else:
            runs.append([index])
    cores = [run for run in runs if len(run) > 1]
    cores.sort(key=lambda run: (-sum(len(whole[i].chunks) - 1 for i in run), run))
    return [(parts[run[0]][0], parts[run[-1]][1]) for run in cores]


def grown(rows: Sequence[ChunkRow], core: tuple[int, int], block: tuple[int, int]) -> tuple[int, int]:
    """The core with the rows of its block above and below that keep to its columns."""
    start, stop = core
    columns = find_columns(rows[start:stop])
    if columns is None:
        return core
    heads = 0
    while start > block[0] and heads < _MOST_HEADS and _may_be_above(rows[start - 1], rows[start], columns):
        start -= 1
        heads += not _keeps(rows[start], columns) or len(rows[start].chunks) == 1
    while stop < block[1]:
        is_next = _may_be_below(rows, stop, block[1], columns)
        below = stop + 1 if is_next else _end_of_woven(rows, stop, block[1], columns)
        if below == stop:
            break
        stop = below
    return _with_lone_labels(rows, (start, stop), block, columns)


def _with_lone_labels(
    rows: Sequence[ChunkRow], run: tuple[int, int], block: tuple[int, int], columns: Columns
) -> tuple[int, int]:
    """The run with labels above and below whose other cells are empty: they stand as the labels do, in the pitch of the rows."""
    start, stop = run
    pitch = _pitch(rows[start:stop])
    if pitch is None:
        return run
    labels = [_places(row.chunks[0]) for row in rows[start:stop] if columns.reach(row.chunks[0]) == (0, 0)]

    def is_next(at: int, beside: int) -> bool:
        is_even = abs(abs(rows[beside].top - rows[at].top) - pitch) <= _SAME_PITCH * rows[at].size
        return is_even and _is_lone_label(rows[at], labels, columns)

    first, end = start, stop
    while first > block[0] and is_next(first - 1, first):
        first -= 1
    while end < block[1] and is_next(end, end - 1):
        end += 1
    is_free = (_is_far(rows, first - 1, first, pitch), _is_far(rows, end - 1, end, pitch))
    return first if is_free[0] else start, end if is_free[1] else stop


def _pitch(rows: Sequence[ChunkRow]) -> float | None:
    """From row to row, where all but few stand as far from each other."""
    steps = [below.top - above.top for above, below in pairwise(rows)]
    if len(steps) < _FEWEST_STEPS:
        return None
    pitch = median(steps)
    even = sum(abs(step - pitch) <= _SAME_PITCH * rows[0].size for step in steps)
    return pitch if even >= _EVEN_STEPS * len(steps) else None


def _is_lone_label(row: ChunkRow, labels: Sequence[tuple[float, float]], columns: Columns) -> bool:
    if len(row.chunks) > 1 or columns.reach(row.chunks[0]) != (0, 0):
        return False
    alike = shared_places(_places(row.chunks[0]), labels, _SAME_PITCH * row.size)
    return alike >= _EVEN_STEPS * len(labels)


def _places(chunk: Chunk) -> tuple[float, float]:
    """The left edge and the middle of a label."""
    return chunk.x0, (chunk.x0 + chunk.x1) / 2


def _is_far(rows: Sequence[ChunkRow], above: int, below: int, pitch: float) -> bool:
    """True where what comes next stands farther away than the rows from each other."""
    if above < 0 or below >= len(rows):
        return True
    return rows[below].top - rows[above].top > pitch + _SAME_PITCH * rows[above].size


def _end_of_woven(rows: Sequence[ChunkRow], index: int, end: int, columns: Columns) -> int:
    """The end of one row of cells whose lines stand between each other's: a value beside two lines of a label."""
    below = index + 1
    while below < end and rows[below].top < rows[below - 1].bottom - _WOVEN * rows[below].size:
        below += 1
    woven = rows[index:below]
    reaches = {columns.reach(chunk) for row in woven for chunk in row.chunks}
    is_row = len(reaches) > 1 and all(_keeps(row, columns) and _apart(row, columns) for row in woven)
    return below if is_row else index


def _may_be_above(row: ChunkRow, below: ChunkRow, columns: Columns) -> bool:
    """True for a row of the table, and for one of its heads, which may stand over several columns or reach into the row below."""
    if not _apart(row, columns):
        return False
    if len(row.chunks) > 1:
        return _keeps(row, columns) or _is_head(row)
    chunk = row.chunks[0]
    if row.bottom > below.top + _WOVEN * row.size and _keeps(row, columns):
        return _is_head(row)
    width = columns.edges[-1] - columns.edges[0]
    return _is_head(row) and chunk.x0 > columns.edges[0] + row.size and chunk.x1 - chunk.x0 < 0.5 * width


def _may_be_below(rows: Sequence[ChunkRow], index: int, end: int, columns: Columns) -> bool:
    """True for a row that keeps to the columns, and for one across the table that others follow."""
    row = rows[index]
    if not _apart(row, columns):
        return False
    if row.chunks[0].is_total:
        return True
    if row.chunks[0].x0 < columns.edges[0] - _OUTSIDE * row.size:
        return False
    if _keeps(row, columns):
        inside = all(columns.reach(chunk)[0] > 0 for chunk in row.chunks)
        return len(row.chunks) > 1 or (inside and row.top - rows[index - 1].bottom <= row.size)
    follows = rows[index + 1 : min(index + 1 + _ACROSS, end)]
    return any(
        len(other.chunks) > 1 and _keeps(other, columns) and _apart(other, columns) for other in follows
    )


def _apart(row: ChunkRow, columns: Columns) -> bool:
    """True where no two chunks share a column."""
    reaches = [columns.reach(chunk) for chunk in row.chunks]
    taken = [col for first, last in reaches for col in range(first, last + 1)]
    return len(taken) == len(set(taken))


def _keeps(row: ChunkRow, columns: Columns) -> bool:
    """True where each chunk stands in one column."""
    return all(first == last for first, last in map(columns.reach, row.chunks))


def _fits(run: Sequence[ChunkRow], row: ChunkRow) -> bool:
    least = _GUTTER * median(one.size for one in (*run, row))
    before, own = _gaps(run, least), _gaps([row], least)
    after = _gaps([*run, row], least)
    if _share_kept(before, after) < _KEPT:
        return False
    may_be_heads = len(run) <= _HEAD_ROWS and all(map(_is_head, run))
    return may_be_heads or _share_kept(own, after) >= _KEPT


def _share_kept(gaps: Sequence[Gap], kept: Sequence[Gap]) -> float:
    """The share of gaps that hold one of those that are left."""
    if not gaps:
        return 0.0
    return sum(any(start <= a and b <= end for a, b in kept) for start, end in gaps) / len(gaps)


def _gaps(rows: Sequence[ChunkRow], least: float) -> list[Gap]:
    """The stretches between the outermost chunks that no row fills."""
    filled = sorted((chunk.x0, chunk.x1) for row in rows for chunk in row.chunks)
    close = close_gutters(rows)
    gaps: list[Gap] = []
    reach = filled[0][1]
    for x0, x1 in filled[1:]:
        if x0 - reach >= least or (x0 > reach and is_close_gutter((reach, x0), close)):
            gaps.append((reach, x0))
        reach = max(reach, x1)
    return gaps


def _is_head(row: ChunkRow) -> bool:
    return not any(map(_is_body, row.chunks))


def _is_body(chunk: Chunk) -> bool:
    is_value = VALUE.fullmatch(chunk.text) is not None and PERIOD.fullmatch(chunk.text.strip()) is None
    return is_value or len(chunk.text) > _LONG or chunk.text[:1] in ":："

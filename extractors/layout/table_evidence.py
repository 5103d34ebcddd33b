"""Whether words that stand in columns are a table: lists, prose in columns, contacts and contents are none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from extractors.layout.chunks import Chunk, ChunkRow
from extractors.layout.columns import Columns
from extractors.layout.grid import Grid
from extractors.layout.markers import BEFORE_UNIT, find_marker, rank_of
from extractors.layout.paired_texts import are_paired_texts
from extractors.layout.row_bands import VALUE
from extractors.layout.unwritten_blanks import is_unwritten

_ALIGNED: Final = 0.4  # of the font size: edges or middles of a column's cells that differ less are aligned
_MOST_ALIGNED: Final = 0.7  # of the cells of each column
_ALIGNED_COLUMNS: Final = 0.6  # of three columns and more
_FILLED, _RULED_FILLED = 0.6, 0.5  # of the cells
_CROSSING: Final = 0.25  # of the lines that may run over a gutter: heads and rows across the table
_FULL, _LONG, _FULL_LINES, _PROSE_LINES = 0.85, 12, 0.8, 5
_TORN: Final = 1.8  # font sizes between the words of a title of which a letter was lost
_PAIRS, _SHORT = 5, 14  # rows of two short texts, characters of one
_LABEL, _LABEL_GAP = 8, 1.5  # characters of a label, font sizes between it and its text
# "☎ 044-201-0000", "a@korea.kr": what contact lines give
_CONTACT = re.compile(r"\d{2,4}\s?[-)]\s?\d{3,4}\s?-\s?\d{4}|\S@\S|☎")
# "1", "제2조", "3호": what counts the items of a list
_COUNTED = re.compile(r"제?\d{1,3}[조항호장절]?[.)]?")
_COLON = re.compile(r"[:：]\s*$")
_LETTER = re.compile(r"[가-힣A-Za-z]")
_PAGE = re.compile(r"[-–~]?\s?\d{1,3}\s?[-–~]?")
# "(단위: 대)", "(2024년, 단위: 건)", "※ 단위: %"
_UNIT = re.compile(rf"[(\[]\s?(?:{BEFORE_UNIT})?단위\s?[:：].*[)\]]|※?\s?단위\s?[:：].*")
# "표 2. 설치 현황", "<표 가> 실적", "【표 Ⅱ-3】 …", "< 연도별 현황 >"
_TITLE = re.compile(
    r"[<\[〈【(]?\s?표\s?\d.*|[<\[〈【(]\s?표\s?(?:[가-하A-Z]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])(?:[-.]\d{1,2})?\s?[>\]〉】)].*|[<〈【].{2,80}[>〉】]"
)
_OPENINGS: Final = frozenset("<[〈【(표※단")


def announces_table(line: ChunkRow) -> bool:
    """True for "<표 2> 설치 현황", "< 연도별 현황 >", "(단위: 대)", alone or side by side, and where a scan shows a gap in one."""
    if not may_announce(line.words[0].text):
        return False
    if all(announces(chunk.text) for chunk in line.chunks):
        return True
    is_near = all(b.x0 - a.x1 <= _TORN * line.size for a, b in pairwise(line.chunks))
    return is_near and announces(" ".join(chunk.text for chunk in line.chunks))


def announces(text: str) -> bool:
    """True for the words of a table's title or unit.

    >>> announces("[단위: 천㎡]"), announces("[단위사업]")
    (True, False)
    """
    bare = text.strip()
    return may_announce(bare) and (_TITLE.fullmatch(bare) is not None or _UNIT.fullmatch(bare) is not None)


def may_announce(text: str) -> bool:
    """False where the first letter says already that no title or unit of a table begins here."""
    return text[:1] in _OPENINGS


def is_unit(text: str) -> bool:
    """True for the units of a table's values."""
    return _UNIT.fullmatch(text.strip()) is not None


def is_ruled_table(lines: Sequence[ChunkRow], columns: Columns, grid: Grid) -> bool:
    """True where the words between horizontal rules stand in columns."""
    if len(grid.ys) < 3 or _crosses_too_often(lines, columns) or _share_filled(lines, grid) < _RULED_FILLED:
        return False
    if any(line.has_leader for line in lines):
        return False
    return prose_columns(lines, columns) < 2


def is_aligned_table(lines: Sequence[ChunkRow], columns: Columns, grid: Grid, *, announced: bool) -> bool:
    """True where words without any rule stand as in a table; `announced` says that a caption stands above."""
    return stand_as_table(lines, columns, announced=announced) and fill_table(
        lines, columns, grid, announced=announced
    )


def fill_table(lines: Sequence[ChunkRow], columns: Columns, grid: Grid, *, announced: bool) -> bool:
    """True where a grid has rows enough, and words in most of its cells."""
    n_rows = len(grid.ys) - 1
    if n_rows < (2 if announced else 3) or (n_rows == 2 and columns.count < 3):
        return False
    return _share_filled(lines, grid) >= _FILLED


def stand_as_table(lines: Sequence[ChunkRow], columns: Columns, *, announced: bool) -> bool:
    """True where lines may be a table by what they say and where it stands: told before their grid is known."""
    if (
        _crosses_too_often(lines, columns)
        or any(line.has_leader for line in lines)
        or _is_list(lines, columns)
    ):
        return False
    cells = columns.cells(lines)
    if not _are_aligned(cells):
        return False
    if are_paired_texts(lines, columns):
        return True
    if prose_columns(lines, columns) > (len(cells) > 2):
        return False
    return announced or _stands_alone(lines, columns)


def prose_columns(lines: Sequence[ChunkRow], columns: Columns) -> int:
    """How many columns are running text: one of several may be, two are columns of the page."""
    return sum(map(_is_prose, columns.cells(lines)))


def _stands_alone(lines: Sequence[ChunkRow], columns: Columns) -> bool:
    """True for what is a table though no caption says so."""
    if _is_form(lines) or _is_contents(lines, columns):
        return False
    if columns.count >= 3 or _has_values_under_head(lines, columns) or _explains_labels(lines, columns):
        return True
    return _are_short_pairs(lines)


def _share_filled(lines: Iterable[ChunkRow], grid: Grid) -> float:
    """The share of cells that hold a word; a chart's labels leave most of them free."""
    words = sorted([word.box.centre[::-1] for line in lines for word in line.words])
    heights = [y for y, _ in words]
    held = 0
    for cell in grid.cells:
        box = cell.box
        level = words[bisect_left(heights, box.top) : bisect_right(heights, box.bottom)]
        held += any(box.x0 <= x <= box.x1 for _, x in level)
    return held / len(grid.cells)


def _crosses_too_often(lines: Sequence[ChunkRow], columns: Columns) -> bool:
    crossing = sum(any(_crosses(chunk, columns) for chunk in line.chunks) for line in lines)
    return crossing > max(1, _CROSSING * len(lines))


def _crosses(chunk: Chunk, columns: Columns) -> bool:
    first, last = columns.reach(chunk)
    return first != last


def _is_prose(chunks: Sequence[Chunk]) -> bool:
    """True for a column of running text: one long full line after the other."""
    if len(chunks) < _PROSE_LINES:
        return False
    left, right = min(chunk.x0 for chunk in chunks), max(chunk.x1 for chunk in chunks)
    full = [c for c in chunks if c.x1 - c.x0 >= _FULL * (right - left) and _is_long(c.text)]
    return len(full) >= _FULL_LINES * len(chunks)


def _is_long(text: str) -> bool:
    """True for many letters; dates and amounts are no text."""
    return len(text) >= _LONG and len(_LETTER.findall(text)) >= 0.5 * len("".join(text.split()))


def _is_list(lines: Sequence[ChunkRow], columns: Columns) -> bool:
    """True where the rows are items of a list: "○ 일시   2022. 9. 29.". Items in a column farther right are lines of cells."""
    marked = [_is_item(line.chunks[0].text) and columns.reach(line.chunks[0])[0] == 0 for line in lines]
    return sum(marked) >= 0.5 * len(lines)


def _is_item(text: str) -> bool:
    marker = find_marker(text)
    return (
        marker is not None and len(text) > len(marker) and (rank_of(marker) is not None or marker[0] >= "①")
    )


def _are_aligned(cells: Sequence[Sequence[Chunk]]) -> bool:
    """True where two columns are aligned, or most of more: a head may stand otherwise than what is below it."""
    aligned = sum(map(_is_aligned, cells))
    return aligned == len(cells) if len(cells) < 3 else aligned >= _ALIGNED_COLUMNS * len(cells)


def _is_aligned(chunks: Sequence[Chunk]) -> bool:
    """True where the cells of a column share their left or right edge or their middle."""
    if len(chunks) < 3:
        return bool(chunks)
    reach = _ALIGNED * max(chunk.size for chunk in chunks)
    edges = (
        [chunk.x0 for chunk in chunks],
        [chunk.x1 for chunk in chunks],
        [(chunk.x0 + chunk.x1) / 2 for chunk in chunks],
    )
    most = max(_most_alike(sorted(places), 2 * reach) for places in edges)
    return most >= min(_MOST_ALIGNED * len(chunks), len(chunks) - 1)


def _most_alike(places: Sequence[float], reach: float) -> int:
    """How many of the sorted places lie within one reach."""
    best = start = 0
    for end, place in enumerate(places):
        while place - places[start] > reach:
            start += 1
        best = max(best, end - start + 1)
    return best


def _is_form(lines: Sequence[ChunkRow]) -> bool:
    """True for lines of labels with colons, and for contact lines."""
    colons = sum(any(_COLON.search(c.text) or c.text[:1] in ":：" for c in line.chunks) for line in lines)
    contacts = sum(_CONTACT.search(" ".join(c.text for c in line.chunks)) is not None for line in lines)
    return colons >= 0.5 * len(lines) or contacts >= 0.4 * len(lines)


def _is_contents(lines: Sequence[ChunkRow], columns: Columns) -> bool:
    """True where the last column holds nothing but growing page numbers."""
    last = [chunk.text for chunk in columns.cells(lines)[-1]]
    if columns.count > 3 or not all(_PAGE.fullmatch(text) for text in last):
        return False
    numbers = [int(re.sub(r"\D", "", text)) for text in last]
    return all(one <= other for one, other in pairwise(numbers))


def _has_values_under_head(lines: Sequence[ChunkRow], columns: Columns) -> bool:
    """Two columns are a table where labels stand over a column of values."""
    labels, values = columns.cells(lines)[:2]
    if len(values) < 4 or VALUE.fullmatch(values[0].text) or len(labels) < 4:
        return False
    return sum(VALUE.fullmatch(chunk.text) is not None for chunk in values[1:]) >= 0.8 * (len(values) - 1)


def _explains_labels(lines: Sequence[ChunkRow], columns: Columns) -> bool:
    """Two columns are a table where short labels stand far from the text that explains them."""
    labels, texts = columns.cells(lines)[:2]
    size = max(chunk.size for chunk in labels)
    far = min(c.x0 for c in texts) - max(c.x1 for c in labels) >= _LABEL_GAP * size
    short = _are_short(labels) or (_are_short(texts) and len(texts) == len(labels) == len(lines))
    return far and short and len(labels) >= 4 and not any(find_marker(chunk.text) for chunk in labels)


def _are_short_pairs(lines: Sequence[ChunkRow]) -> bool:
    """Two columns are a table where the text layer shows each row as two short texts without a blank between them."""
    if len(lines) < _PAIRS or any(len(line.chunks) != 2 for line in lines):
        return False
    if sum(_COUNTED.fullmatch(line.chunks[0].text) is not None for line in lines) > 1:
        return False
    ends = [(line.chunks[0].words[-1], line.chunks[1].words[0]) for line in lines]
    texts = [chunk.text for line in lines for chunk in line.chunks]
    return all(map(is_unwritten, ends)) and all(
        len(text) <= _SHORT and find_marker(text + " 가") is None for text in texts
    )


def _are_short(chunks: Iterable[Chunk]) -> bool:
    return all(len("".join(chunk.text.split())) <= _LABEL for chunk in chunks)

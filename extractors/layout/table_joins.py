"""A table over a page break becomes one table: repeated heads once, cut rows and labels made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from extractors.layout.drafts import DraftCell, DraftTable
from extractors.layout.lines import Line
from extractors.layout.markers import find_marker
from extractors.layout.table_begins import begins_anew
from extractors.layout.table_heads import has_head, looks_like_head

_NEAR: Final = 5.0  # points that a column line may move from page to page
_MOVED: Final = 0.5  # of a column's width that its edge may move where only words show it
_MOST_HEADS: Final = 3
_LEAST_LEFT: Final = 2  # cells of a cut row that end above the break, beside the one that goes on
_LEAST_LABELS, _SAME_LABELS = 3, 0.6  # labels of a head read alike, and their share of it
# "배점", "증빙 쪽": a label; numbers and dashes may stand alike in any two rows.
_LABEL: Final = re.compile(r"(?P<label>[가-힣]{2})")
_ALIKE: Final = 0.75  # of a repeated head's characters, where OCR read one of the two
_SENTENCE_END = re.compile(r"(?:[.!?。]|[음함임됨])[\"'”’)\]]{0,3}$")
_SPECKS: Final = frozenset("·.,'`‘’:")
_NUMERIC = re.compile(r"[\d\s.,%()△▲+-]+")


@dataclass(frozen=True, slots=True)
class _Pair:
    """The last cell above the break and the first below it, of the same columns."""

    above: DraftCell
    below: DraftCell


def go_together(above: DraftTable, below: DraftTable) -> bool:
    """Return True where `below`, the first thing on its page, continues `above`, the last on the page before."""
    xs = _union(above, below)
    if below.places[0].page_no != above.places[-1].page_no + 1 or xs is None:
        return False
    if repeated_heads(above, below):
        return True
    return not looks_like_head(below) and not begins_anew(_on_edges(above, xs), _on_edges(below, xs))


def join_tables(above: DraftTable, below: DraftTable) -> DraftTable:
    """Return both as one table; every cell keeps the pages it stands on."""
    xs = _union(above, below) or above.xs
    above, below = _on_edges(above, xs), _on_edges(below, xs)
    heads = repeated_heads(above, below)
    above = _with_head_places(above, below, heads)
    rest = [replace(cell, row=cell.row - heads) for cell in below.cells if cell.row >= heads]
    pairs = _pairs(above, rest)
    is_cut = _row_is_cut(pairs)
    merged = pairs if is_cut else _continued_labels(pairs)
    offset = above.n_rows - is_cut
    grown = {id(pair.above): _grown(pair, offset) for pair in merged}
    absorbed = {id(pair.below) for pair in merged}
    cells = [grown.get(id(cell), cell) for cell in above.cells]
    cells += [replace(cell, row=cell.row + offset) for cell in rest if id(cell) not in absorbed]
    return replace(
        above,
        n_rows=offset + below.n_rows - heads,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
        places=(*above.places, *below.places),
    )


def _union(above: DraftTable, below: DraftTable) -> tuple[float, ...] | None:
    """The column edges of both; None where they differ too much for one table.

    Where rules show them, those of one are among those of the other, but for forms, whose rows are each
    divided in their own way. Where only words do, they lie between the same columns.
    """
    one, other = above.xs, below.xs
    if above.is_open or below.is_open:
        return one if _are_between_alike(one, other) or _share_gutters(above, below) else None
    more, fewer = (one, other) if len(one) >= len(other) else (other, one)
    if abs(one[0] - other[0]) > _NEAR or abs(one[-1] - other[-1]) > _NEAR:
        return None
    if all(any(abs(x - y) <= _NEAR for y in more) for x in fewer):
        return tuple(more)
    if has_head(above) or has_head(below):
        return None
    return tuple(sorted([*one, *(x for x in other if all(abs(x - y) > _NEAR for y in one))]))


def _are_between_alike(one: Sequence[float], other: Sequence[float]) -> bool:
    """True for as many columns, between which no edge has moved by much of a column's width.

    The outer edges say nothing: they lie at the ends of the text of one page, of the rules of another.
    """
    if len(one) != len(other):
        return False
    widths = [min(b - a, d - c) for (a, b), (c, d) in zip(pairwise(one), pairwise(other), strict=True)]
    reach = [max(_NEAR, _MOVED * min(pair)) for pair in pairwise(widths)]
    return all(abs(a - b) <= most for a, b, most in zip(one[1:-1], other[1:-1], reach, strict=True))


def _share_gutters(above: DraftTable, below: DraftTable) -> bool:
    """True where each column stands at one place on both pages, and the texts of both leave the gutters between them free."""
    if len(above.xs) != len(below.xs):
        return False
    one, other = _ends(above), _ends(below)
    if one is None or other is None or not all(map(_are_at_one_place, one, other)):
        return False
    both = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(one, other, strict=True)]
    return all(left[1] < right[0] for left, right in pairwise(both))


def _ends(table: DraftTable) -> list[tuple[float, float]] | None:
    """Where the texts of each column begin and end; None where one holds none."""
    lines: list[list[Line]] = [[] for _ in table.xs[1:]]
    for cell in table.cells:
        if cell.col_span == 1:
            lines[cell.col] += cell.lines
    if not all(lines):
        return None
    return [(min(line.box.x0 for line in own), max(line.box.x1 for line in own)) for own in lines]


def _are_at_one_place(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """True where texts begin, end, or stand in the middle alike."""
    places = ((*ends, sum(ends) / 2) for ends in (one, other))
    return any(abs(a - b) <= _NEAR for a, b in zip(*places, strict=True))


def _on_edges(table: DraftTable, xs: tuple[float, ...]) -> DraftTable:
    """The table with its columns counted along `xs`."""
    if len(xs) == len(table.xs):
        return replace(table, xs=xs)
    place = [min(range(len(xs)), key=lambda i, x=x: abs(xs[i] - x)) for x in table.xs]  # type: ignore[misc]
    cells = tuple(
        replace(cell, col=place[cell.col], col_span=place[cell.col + cell.col_span] - place[cell.col])
        for cell in table.cells
    )
    return replace(table, xs=xs, cells=cells)


def repeated_heads(above: DraftTable, below: DraftTable) -> int:
    """How many first rows of `below` repeat those of `above`."""
    for count in range(min(_MOST_HEADS, above.n_rows, below.n_rows), 0, -1):
        one, other = _rows(above, count), _rows(below, count)
        if _same_heads(one, other) and _ends_with(below, count):
            return count
    return 0


def _rows(table: DraftTable, count: int) -> list[DraftCell]:
    return [cell for cell in table.cells if cell.row < count]


def _ends_with(table: DraftTable, count: int) -> bool:
    """True where no cell crosses the lower border of the first `count` rows, and they hold words."""
    rows = _rows(table, count)
    return all(cell.row + cell.row_span <= count for cell in rows) and any(cell.lines for cell in rows)


def _same_heads(one: Sequence[DraftCell], other: Sequence[DraftCell]) -> bool:
    """True where the cells lie alike and read alike, taken together: OCR may garble one of them."""
    shapes = [[(cell.row, cell.row_span, cell.col) for cell in cells] for cells in (one, other)]
    lines = [[line for cell in cells for line in cell.lines] for cells in (one, other)]
    is_read = "ocr" in {line.origin for side in lines for line in side}
    if not all(lines) or (is_read and shapes[0] != shapes[1]):
        return False
    return _alike(*lines) or (is_read and _mostly_same(one, other))


def _mostly_same(one: Sequence[DraftCell], other: Sequence[DraftCell]) -> bool:
    """Labels that stand word for word in both heads outweigh the few that OCR made nothing of."""
    same = sum(a.text == b.text and bool(_LABEL.search(a.text)) for a, b in zip(one, other, strict=True))
    return same >= max(_LEAST_LABELS, _SAME_LABELS * len(one))


def _alike(one: Sequence[Line], other: Sequence[Line]) -> bool:
    a, b = ("".join("".join(line.text for line in lines).split())[:200] for lines in (one, other))
    if "ocr" not in {line.origin for line in (*one, *other)}:
        return a == b
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def _with_head_places(above: DraftTable, below: DraftTable, heads: int) -> DraftTable:
    """The head's cells stand on the next page too; their words there are not told again."""
    again = {(cell.row, cell.col): cell.places for cell in below.cells if cell.row < heads}
    cells = tuple(
        replace(cell, is_header=True, places=cell.places + again.get((cell.row, cell.col), ()))
        if cell.row < heads
        else cell
        for cell in above.cells
    )
    return replace(above, cells=cells)


def _pairs(above: DraftTable, rest: Sequence[DraftCell]) -> list[_Pair]:
    first = {(cell.col, cell.col_span): cell for cell in rest if cell.row == 0}
    last = [cell for cell in above.cells if cell.row + cell.row_span == above.n_rows and not cell.is_header]
    return [
        _Pair(cell, below)
        for cell in sorted(last, key=lambda cell: cell.col)
        if (below := first.get((cell.col, cell.col_span))) is not None
    ]


def _row_is_cut(pairs: Sequence[_Pair]) -> bool:
    """True where the break cut a row: a sentence goes on, or only a note is left over."""
    filled = [pair for pair in pairs if not _is_bare(pair.below)]
    if not filled or any(_repeats_label(pair) is False and pair.above.col == 0 for pair in filled):
        return False
    if _one_cell_goes_on(pairs, filled):
        return True
    open_ones = [pair for pair in filled if _sentence_goes_on(pair)]
    if any(_is_listed(pair.above) for pair in open_ones):
        return True
    content = [pair for pair in filled if not _repeats_label(pair)]
    if open_ones and len(open_ones) == len(content):
        return True
    return len(content) == 1 and len(pairs) > 1 and content[0].below.text.startswith(("*", "※"))


def _one_cell_goes_on(pairs: Sequence[_Pair], filled: Sequence[_Pair]) -> bool:
    """True where one cell alone has words below the break: no row of its own leaves all its labels and values out.

    Beside two cells that end above, the words must be items of the same list.
    """
    left = [pair for pair in pairs if pair.above.lines and _is_bare(pair.below)]
    only = filled[0]
    if len(filled) > 1 or len(left) < max(_LEAST_LEFT, len(pairs) - 1) or only.above.col == 0:
        return False
    marker = find_marker(only.below.text)
    if marker is not None:
        return marker in {find_marker(line.text) for line in only.above.lines}
    return len(left) > _LEAST_LEFT and bool(only.above.lines) and not _NUMERIC.fullmatch(only.below.text)


def _is_bare(cell: DraftCell) -> bool:
    """True for a cell without words, and for one that holds a speck which OCR took for a point."""
    is_speck = all(line.origin == "ocr" and line.text.strip() in _SPECKS for line in cell.lines)
    return cell.is_empty or (is_speck and not cell.drawn and not cell.inner)


def _sentence_goes_on(pair: _Pair) -> bool:
    if not pair.above.lines or not pair.below.lines:
        return False
    last, first = pair.above.lines[-1], pair.below.lines[0]
    is_full = last.right - last.box.x1 < 1.5 * last.size and len(last.text) >= 8
    is_open = not _SENTENCE_END.search(last.text) and not last.is_figure and not first.is_figure
    return is_full and is_open and find_marker(first.text) is None and not first.text.startswith(("[", "<"))


def _is_listed(cell: DraftCell) -> bool:
    return any(find_marker(line.text) for line in cell.lines)


def _repeats_label(pair: _Pair) -> bool:
    """True where the label of the row stands again on the next page."""
    same = bool(pair.below.lines) and _alike(pair.above.lines, pair.below.lines)
    return same and pair.above.col == 0 and not _NUMERIC.fullmatch(pair.above.text)


def _continued_labels(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The first columns' cells that go on below the break: empty there, or the same label again."""
    labels: list[_Pair] = []
    for pair in pairs:
        goes_on = (_is_bare(pair.below) and bool(pair.above.lines)) or _repeats_label(pair)
        if not goes_on or pair.above.col != sum(label.above.col_span for label in labels):
            break
        labels.append(pair)
    return labels if len(labels) < len(pairs) else []


def _grown(pair: _Pair, offset: int) -> DraftCell:
    above, below = pair.above, pair.below
    lines = above.lines if _repeats_label(pair) else (*above.lines, *below.lines)
    return replace(
        above,
        row_span=offset + below.row_span - above.row,
        lines=lines,
        places=(*above.places, *below.places),
        drawn=above.drawn or below.drawn,
        inner=(*above.inner, *below.inner),
    )

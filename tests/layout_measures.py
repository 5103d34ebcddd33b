"""How well pages were laid out: tables by their cells, text and order against a layout/1 truth.

A table over pages counts as one. Text of pictures, headers, footers and page numbers may be there or
not: each combination is tried, and the one that fits best is scored. What text is compared by stands in
`tests.measures`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any, Final

from rapidfuzz import fuzz

from schemas.document import Cell, Document, Region
from tests.measures import eojeol_f1, error_rate, error_rate_with_blanks, squashed

_OPTIONAL: Final = ("header", "footer", "page_number", "figure")
_LEAST: Final = 6  # characters of a block whose place is looked for; shorter ones stand in many places
_FOUND: Final = 75.0  # of 100: how alike a stretch of the reading is to the block that it is taken for


@dataclass(frozen=True, slots=True, order=True)
class CellShape:
    """A cell by its place, its spans and its text without blanks."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str

    @property
    def place(self) -> tuple[int, int, int, int]:
        """The cell without its text."""
        return self.row, self.col, self.row_span, self.col_span


Shapes = tuple[CellShape, ...]
"""The cells of one table."""


def drawn_tables(layout: dict[str, Any]) -> list[Shapes]:
    """The tables of a layout/1 truth; rows of one cell are titles and notices by the contract, no tables."""
    tables = (tuple(_drawn_cell(cell) for cell in table["cells"]) for table in layout["tables"])
    return [table for table in tables if _is_table(table)]


def _drawn_cell(cell: dict[str, Any]) -> CellShape:
    return CellShape(cell["row"], cell["col"], cell["rowspan"], cell["colspan"], squashed(cell["text"]))


def _is_table(table: Shapes) -> bool:
    return max(cell.row + cell.row_span for cell in table) > 1


def without_figures(document: Document) -> str:
    """The text that was read, but for what stands in figures."""
    spans = [block.span for block in document.blocks if block.region is Region.FIGURE]
    spans += [
        item.span
        for table in document.tables
        for cell in table.cells
        for item in cell.items
        if item.region is Region.FIGURE
    ]
    text, end = "", 0
    for span in sorted(spans, key=lambda one: one.start):
        text, end = text + document.text[end : span.start], max(end, span.end)
    return text + document.text[end:]


def read_tables(document: Document) -> list[Shapes]:
    """The tables that were read, without the words of pictures in their cells."""
    tables = (tuple(_read_cell(document, cell) for cell in table.cells) for table in document.tables)
    return [table for table in tables if _is_table(table)]


def _read_cell(document: Document, cell: Cell) -> CellShape:
    kept = (item.span.slice(document.text) for item in cell.items if item.region is not Region.FIGURE)
    return CellShape(cell.row, cell.col, cell.row_span, cell.col_span, squashed("".join(kept)))


@dataclass(frozen=True, slots=True)
class TableScores:
    """Cells drawn, read, and read exactly; `shaped` are those right in place and spans alone."""

    drawn: int
    read: int
    exact: int
    shaped: int

    @property
    def cell_f1(self) -> float:
        """F1 of exact cells; 1 where there was nothing to read and nothing was."""
        return _f1(self.exact, self.drawn + self.read)

    @property
    def structure_f1(self) -> float:
        """F1 of cells by place and spans."""
        return _f1(self.shaped, self.drawn + self.read)


def _f1(hits: int, total: int) -> float:
    return 2 * hits / total if total else 1.0


def table_scores(
    drawn: Sequence[Shapes], read: Sequence[Shapes], fold: Callable[[str], str] = str
) -> TableScores:
    """Score tables after pairing each with the one that is most like it; `fold` is applied to the texts.

    >>> one = (CellShape(0, 0, 1, 1, "구분"), CellShape(0, 1, 1, 1, "곳"))
    >>> other = (CellShape(0, 0, 1, 1, "구분"), CellShape(0, 1, 1, 1, "굿"))
    >>> scores = table_scores([one], [other])
    >>> scores.cell_f1, scores.structure_f1
    (0.5, 1.0)
    """
    pairs = paired(drawn, read)
    return TableScores(
        drawn=sum(map(len, drawn)),
        read=sum(map(len, read)),
        exact=sum(_shared(one, other, lambda cell: (cell.place, fold(cell.text))) for one, other in pairs),
        shaped=sum(_shared(one, other, lambda cell: cell.place) for one, other in pairs),
    )


def together(scores: Iterable[TableScores]) -> TableScores:
    """The scores of several documents as of one."""
    rows = list(scores)
    return TableScores(*(sum(getattr(row, name) for row in rows) for name in TableScores.__slots__))


def paired(drawn: Sequence[Shapes], read: Sequence[Shapes]) -> list[tuple[Shapes, Shapes]]:
    """Pairs of tables, the most alike first."""
    likeness = sorted(
        ((_likeness(one, other), -i, -j) for i, one in enumerate(drawn) for j, other in enumerate(read)),
        reverse=True,
    )
    pairs, taken = [], (set[int](), set[int]())
    for value, i, j in likeness:
        if value > 0 and i not in taken[0] and j not in taken[1]:
            pairs.append((drawn[-i], read[-j]))
            taken[0].add(i)
            taken[1].add(j)
    return pairs


def _likeness(one: Shapes, other: Shapes) -> float:
    texts = [Counter("".join(cell.text for cell in table)) for table in (one, other)]
    exact = _shared(one, other, lambda cell: (cell.place, cell.text))
    shared = _f1((texts[0] & texts[1]).total(), texts[0].total() + texts[1].total())
    return _f1(exact, len(one) + len(other)) + 0.5 * shared


def _shared(one: Shapes, other: Shapes, key: Callable[[CellShape], object]) -> int:
    return (Counter(map(key, one)) & Counter(map(key, other))).total()


@dataclass(frozen=True, slots=True)
class TextScores:
    """Error rates by character, F1 of the words between blanks, and order: each of a whole text."""

    error_rate: float
    error_rate_with_blanks: float
    eojeol_f1: float
    order: float


def text_scores(layout: dict[str, Any], *readings: str) -> TextScores:
    """Score a text in reading order against what was drawn: the best of several readings, with and without text of figures.

    What a chart says stands in no order that all would agree on, so a reading that holds it whole is no worse than one without.
    """
    kinds = sorted({kind for kind, _ in _pieces(layout)} & set(_OPTIONAL))
    dropped = [set(some) for count in range(len(kinds) + 1) for some in combinations(kinds, count)]
    candidates = [
        [text for kind, text in pieces if kind not in drop]
        for pieces in (_pieces(layout), _pieces(layout, by_page=True))
        for drop in dropped
    ]
    blocks, reading = min(
        ((texts, reading) for texts in candidates for reading in readings),
        key=lambda both: error_rate([("\n".join(both[0]), both[1])]),
    )
    pair = [("\n".join(blocks), reading)]
    return TextScores(
        error_rate(pair), error_rate_with_blanks(pair), eojeol_f1(pair), order_score(blocks, reading)
    )


def _pieces(layout: dict[str, Any], *, by_page: bool = False) -> list[tuple[str, str]]:
    """(kind, text) of blocks and cells in reading order; what runs over pages once whole, unless `by_page`."""
    tables = {table["id"]: table for table in layout["tables"]}
    pieces: list[tuple[str, str]] = []
    told: set[str] = set()
    for block in (block for page in layout["pages"] for block in page["blocks"]):
        if block["type"] != "table":
            is_rest = block.get("continued") and not by_page
            _put(pieces, block.get("role", block["type"]), block["text"], is_rest=is_rest)
        elif by_page:
            pieces += _cells_on_page(block)
        elif block["table_id"] not in told:
            told.add(block["table_id"])
            pieces += _cells(tables[block["table_id"]])
    return [(kind, text) for kind, text in pieces if text.strip()]


def _put(pieces: list[tuple[str, str]], kind: str, text: str, *, is_rest: bool) -> None:
    """Add a block, or what is left of it to the block of its kind that a page break cut."""
    last = max((i for i, piece in enumerate(pieces) if piece[0] == kind), default=-1) if is_rest else -1
    if last < 0:
        pieces.append((kind, text))
    else:
        pieces[last] = (kind, f"{pieces[last][1]} {text}")


def _cells(table: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for cell in sorted(table["cells"], key=lambda cell: (cell["row"], cell["col"])):
        figure = cell.get("figure", {"kind": "photo"})
        words = figure["words"] if figure["kind"] != "photo" else []  # a photo's words are pixels only
        yield from (("figure", "\n".join(words)), ("cell", cell["text"]))


def _cells_on_page(block: dict[str, Any]) -> Iterable[tuple[str, str]]:
    figures = [(figure.get("cell") or [0, 0], 0, "figure", figure["text"]) for figure in block["figures"]]
    lines = [(line["cell"], 1, "cell", line["text"]) for line in block["lines"]]
    ordered = sorted([*figures, *lines], key=lambda line: (line[0], line[1]))
    for (_, _, kind), group in groupby(ordered, key=lambda line: (line[0], line[1], line[2])):
        yield kind, "\n".join(line[3] for line in group)


def order_score(blocks: Sequence[str], reading: str) -> float:
    """Share of block starts found, times (Kendall's tau of their places + 1) / 2.

    Short blocks, and those that stand twice, are not looked for. One whose text was garbled is found by
    its most similar stretch.

    >>> blocks = ["첫째 문단이다.", "둘째 문단이다.", "셋째 문단이다."]
    >>> order_score(blocks, "첫째 문단이다. 둘째 문단이다. 셋째 문단이다.")
    1.0
    >>> round(order_score(blocks, "둘째 문단이다. 첫째 문단이다. 셋째 문단이다."), 2)
    0.67
    """
    bare, text = [squashed(block) for block in blocks], squashed(reading)
    whole = "".join(bare)  # "1.1" and "버스 운행" in two cells read like the heading "1.1 버스 운행"
    wanted = [block for block in bare if len(block) >= _LEAST and whole.count(block) == 1]
    places = [place for block in wanted if (place := _place(block, text)) >= 0]
    return len(places) / max(1, len(wanted)) * (_tau(places) + 1) / 2


def _place(block: str, text: str) -> int:
    at = text.find(block)
    if at >= 0 or not text:
        return at
    found = fuzz.partial_ratio_alignment(block[:60], text, score_cutoff=_FOUND)
    return found.dest_start if found else -1


def _tau(places: Sequence[int]) -> float:
    """Kendall's tau of places against their own order, in [-1, 1]."""
    pairs = list(combinations(places, 2))
    if not pairs:
        return 1.0
    return sum((b > a) - (b < a) for a, b in pairs) / len(pairs)

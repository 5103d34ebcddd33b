"""The parts of a page in reading order: lines, tables, text of boxes and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import Final

from extractors.layout.aligned_tables import Aligned
from extractors.layout.chunk_rows import chunked
from extractors.layout.chunks import ChunkRow
from extractors.layout.column_cut import Standing, find_cut
from extractors.layout.column_rows import lines_of
from extractors.layout.column_sides import Gap, Side
from extractors.layout.cuts import Cut, part_rooms
from extractors.layout.drafts import DraftTable
from extractors.layout.foot_rule import FOOT, above_and_below
from extractors.layout.known_columns import is_text_in_columns, lies_in_columns, parts_cells, parts_rows
from extractors.layout.lines import Line, find_lines
from extractors.layout.page_columns import find_gutters
from extractors.layout.page_lines import PageLines, Piece
from extractors.layout.page_parts import Boxed, PageParts, Picture
from extractors.layout.roles import may_name_picture, names_picture
from extractors.layout.rulings import Stroke, lone_strokes
from extractors.layout.table_cells import fill_grid
from extractors.layout.table_evidence import announces, may_announce
from extractors.layout.titles_beside import have_own_titles, titles_in
from schemas.geometry import Box, enclosing
from schemas.page import RawPage, Word

_PADDING: Final = 4.0  # points between a box's border and its text
_DEPTH: Final = 6  # times that a part of the page is cut
_TITLE_LINES: Final = 3  # lines above a table that may name it: title, unit, date

Flow = Line | DraftTable


@dataclass(frozen=True, slots=True)
class _Wall:
    """What crosses the page and is read where it stands."""

    box: Box
    content: Boxed | Picture | DraftTable
    name: str


# Walls by the name of the box they stand in, "" for the open page.
_Tree = Mapping[str, Sequence[_Wall]]
# Words between two walls: tables without rules and the rest, from top to bottom.
_Band = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class _Reader:
    """What all parts of the open page or of a box have in common."""

    tree: _Tree
    page: RawPage
    gutters: tuple[
        tuple[Gap, ...], ...
    ]  # between the columns that the document is set in, for each width of columns
    lines: PageLines
    rules: tuple[Stroke, ...] = ()  # those that stand upright and alone
    frame: str = ""


def read_pages(pages: Sequence[tuple[PageParts, Sequence[Word]]]) -> list[list[Flow]]:
    """Return what stands on each page in reading order; the words are the open page's without furniture."""
    trees = [_tree(_walls(parts)) for parts, _ in pages]
    rooms = [_room(parts.page, words, tree[""]) for (parts, words), tree in zip(pages, trees, strict=True)]
    lines = [PageLines() for _ in pages]
    standing = [
        (known.rows(words), [wall.box for wall in tree[""]])
        for (_, words), tree, known in zip(pages, trees, lines, strict=True)
    ]
    is_scan = any(parts.page.origin == "ocr" for parts, _ in pages)
    gutters = tuple(find_gutters(standing, scanned=is_scan))
    return [
        _read_page(words, _Reader(tree, parts.page, gutters, known), _as_usual(room, rooms))
        for (parts, words), tree, room, known in zip(pages, trees, rooms, lines, strict=True)
    ]


def _as_usual(room: tuple[float, float], rooms: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """A page of few short lines has the room of the other pages."""
    left, right = median(one[0] for one in rooms), median(one[1] for one in rooms)
    return min(room[0], left), max(room[1], right)


def _walls(parts: PageParts) -> list[_Wall]:
    no = parts.page.page_no
    walls = [_Wall(table.places[0].box, table, f"table{no}.{i}") for i, table in enumerate(parts.tables)]
    walls += [_Wall(boxed.box, boxed, f"box{no}.{i}") for i, boxed in enumerate(parts.boxes)]
    walls += [_Wall(p.box, p, f"picture{no}.{i}") for i, p in enumerate(parts.pictures)]
    return sorted(walls, key=lambda wall: (wall.box.top, wall.box.x0, wall.name))


def _tree(walls: Sequence[_Wall]) -> dict[str, list[_Wall]]:
    """Put each wall under the smallest box that holds it."""
    tree: dict[str, list[_Wall]] = {"": []}
    for wall in walls:
        around = [
            other for other in walls if isinstance(other.content, Boxed) and other.box.holds(wall.box, 0.9)
        ]
        parent = min(around, key=lambda other: (other.box.area, other.name)).name if around else ""
        tree.setdefault(parent, []).append(wall)
    return tree


def _room(page: RawPage, words: Iterable[Word], walls: Iterable[_Wall]) -> tuple[float, float]:
    """The stretch of the page that is written on."""
    boxes = [*(word.box for word in words), *(wall.box for wall in walls)]
    if not boxes:
        return 0.0, page.width
    around = enclosing(boxes)
    return around.x0, around.x1


def _read_page(words: Sequence[Word], reader: _Reader, room: Gap) -> list[Flow]:
    """The open page, then the notes at its foot."""
    page = reader.page
    across, down = lone_strokes(page.rulings)
    text, notes = above_and_below(words, across, page, room, [wall.box for wall in reader.tree[""]])
    return [
        *_read(text, replace(reader, rules=tuple(down)), room),
        *find_lines(notes, page, room, frame=FOOT),
    ]


def _read(words: Iterable[Word], reader: _Reader, room: tuple[float, float]) -> list[Flow]:
    """The words of the open page or of the box that the reader's frame names, with what stands in it."""
    return _read_part(tuple(words), reader.tree.get(reader.frame, ()), reader, room)


def _read_part(
    words: Sequence[Word], walls: Sequence[_Wall], reader: _Reader, room: tuple[float, float], depth: int = 0
) -> list[Flow]:
    """Columns one after the other, between what stands above and below them."""
    boxes = [wall.box for wall in walls]
    bands = [reader.lines.pieces(band) for band in _bands(words, boxes)]
    gutters = reader.gutters if not reader.frame else ()
    cut = None
    if depth < _DEPTH:
        standing = Standing(reader.lines.rows(words), boxes, reader.rules, gutters)
        cut = _cut(standing, bands, room, reader.lines)
    if cut is None:
        return _read_down(bands, walls, reader, room)
    flow: list[Flow] = []
    parts = [cut.part_of(*word.box.centre) for word in words]
    for part, its_room in part_rooms(cut, room):
        inside = [word for word, its in zip(words, parts, strict=True) if its is part]
        own = [wall for wall in walls if cut.part_of(*wall.box.centre) is part]
        named = (
            replace(reader, frame=f"{reader.frame}note{depth}.{cut.top:.1f}") if part is cut.note else reader
        )
        flow += _read_part(inside, own, named, its_room, depth + 1)
    return flow


def _cut(standing: Standing, bands: Sequence[_Band], room: Gap, lines: PageLines) -> Cut | None:
    """The highest columns; a table without rules is a box for them, but columns of running text may be what it was seen in."""
    pieces = [piece for band in bands for piece in _with_gutters(band, standing.gutters, room, lines)]
    tables = [piece for piece in pieces if isinstance(piece, Aligned)]
    if not tables:
        found = [find_cut(standing, room)]
    else:
        boxes = [enclosing(word.box for word in table.words) for table in tables]
        free = [word for piece in pieces if not isinstance(piece, Aligned) for word in piece]
        boxed = replace(standing, rows=lines.rows(free), walls=[*standing.walls, *boxes])
        over = find_cut(standing, room, only_text=True)
        if over is not None and _parts_tables(over[1], tables, standing.gutters):
            over = None
        found = [over] if over is not None and over[1].is_titled else [over, find_cut(boxed, room)]
    return max((one for one in found if one is not None), key=itemgetter(0), default=(0.0, None))[1]


def _parts_tables(cut: Cut, tables: Iterable[Aligned], gutters: Sequence[Sequence[Gap]]) -> bool:
    """True for a gap through the rows of a table, not between columns of running text."""
    gap = (cut.left, cut.right)
    return any(
        parts_rows(gap, _within(cut, table.words), gutters, table.grid.xs)
        or (len(table.grid.xs) > 3 and parts_cells(gap, _cells_rows(cut, table), gutters))
        for table in tables
    )


def _within(cut: Cut, words: Iterable[Word]) -> list[Word]:
    return [word for word in words if cut.top <= word.box.centre[1] <= cut.bottom]


def _cells_rows(cut: Cut, table: Aligned) -> list[list[Word]]:
    """The words of each row of a table that stand beside the cut."""
    words = _within(cut, table.words)
    rows = [[w for w in words if top <= w.box.centre[1] < bottom] for top, bottom in pairwise(table.grid.ys)]
    return [row for row in rows if row]


def _with_gutters(band: _Band, gutters: Sequence[Sequence[Gap]], room: Gap, lines: PageLines) -> _Band:
    """The pieces of a band; what was seen as one table over two columns is words."""
    return [
        piece.words
        if isinstance(piece, Aligned)
        and (_lies_over_columns(piece, gutters, lines) or _is_two(piece, above, room, lines))
        else piece
        for above, piece in pairwise([(), *band])
    ]


def _is_two(table: Aligned, above: Piece, room: Gap, lines: PageLines) -> bool:
    """True for what stands under titles side by side, each over columns of its own."""
    before = [] if isinstance(above, Aligned) else lines.lines(above)[-_TITLE_LINES:]
    top = table.grid.ys[1]  # the first line of what seems a table may be dates in the place of units
    told = [*before, *lines_of(word for word in table.words if word.box.centre[1] < top)[:1]]
    first = next((at for at, line in enumerate(told) if len(titles_in(line)) > 1), None)
    if first is None:
        return False
    below = [*before, *lines.lines(table.words)][first:]
    return any(have_own_titles(*Side.parted(below, (), x), room) for x in table.grid.xs[1:-1])


def _lies_over_columns(table: Aligned, gutters: Sequence[Sequence[Gap]], page: PageLines) -> bool:
    """True where words stand in columns, or a row holds the title of another table or of a picture beside cells."""
    lines = page.lines(table.words)
    if any(_may_be_title(word.text) for word in table.words) and _has_title_beside(chunked(lines)):
        return True
    if not gutters:
        return False
    around = enclosing(word.box for word in table.words)
    return any(
        lies_in_columns(lines, around, own) or is_text_in_columns(lines, around, own) for own in gutters
    )


def _may_be_title(text: str) -> bool:
    """False where the first word says already that this is the title of no table and no picture."""
    return may_announce(text) or may_name_picture(text)


def _has_title_beside(rows: Sequence[ChunkRow]) -> bool:
    told = ([_is_title(chunk.text) for chunk in row.chunks] for row in rows)
    return any(any(titles) and not all(titles) for titles in told) or _has_caption_beside(rows)


def _has_caption_beside(rows: Sequence[ChunkRow]) -> bool:
    """True where the caption of a picture stands under no text of another row."""
    chunks = [chunk for row in rows for chunk in row.chunks]
    captions = [chunk for chunk in chunks if names_picture(chunk.text)]
    return any(
        all(other.x1 <= one.x0 or one.x1 <= other.x0 for other in chunks if other is not one)
        for one in captions
    )


def _is_title(text: str) -> bool:
    return announces(text) or names_picture(text)


def _read_down(
    bands: Sequence[_Band], walls: Sequence[_Wall], reader: _Reader, room: tuple[float, float]
) -> list[Flow]:
    """What stands in one column, or has no columns with boxes in them: from box to box."""
    flow: list[Flow] = []
    for index, band in enumerate(bands):
        flow += _read_band(band, reader, room)
        if index < len(walls):
            flow += _content(walls[index], reader)
    return flow


def _read_band(band: _Band, reader: _Reader, room: tuple[float, float]) -> Iterable[Flow]:
    """What nothing drawn divides: tables without rules, and lines."""
    for piece in band:
        if isinstance(piece, Aligned):
            yield fill_grid(piece.grid, piece.words, reader.page, ())
        else:
            rows = reader.lines.lines(piece)
            yield from find_lines(piece, reader.page, room, frame=reader.frame, rows=rows)


def _bands(words: Iterable[Word], walls: Sequence[Box]) -> list[tuple[Word, ...]]:
    """Divide words by the boxes that cross the page: those above the first, between, below the last.

    `walls` are sorted from top to bottom; a word beside a box counts as above it.
    """
    if not walls:
        return [tuple(words)]
    divided: list[list[Word]] = [[] for _ in range(len(walls) + 1)]
    for word in words:
        middle = word.box.centre[1]
        divided[sum(middle > wall.bottom for wall in walls)].append(word)
    return [tuple(part) for part in divided]


def _content(wall: _Wall, reader: _Reader) -> list[Flow]:
    content = wall.content
    if isinstance(content, DraftTable):
        return [content]
    room = (wall.box.x0 + _PADDING, wall.box.x1 - _PADDING)
    if isinstance(content, Picture):
        return list(find_lines(content.words, reader.page, room, frame=wall.name, is_figure=True))
    return _read(content.words, replace(reader, frame=wall.name), room)

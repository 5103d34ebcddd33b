"""The parts of a page in reading order: lines, tables, text of boxes and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from statistics import median
from typing import Final

from extractors.layout.aligned_tables import Aligned
from extractors.layout.column_cut import Cut, Standing, find_cut, part_rooms
from extractors.layout.drafts import DraftTable
from extractors.layout.foot_rule import FOOT, above_and_below
from extractors.layout.lines import Line, find_lines
from extractors.layout.page_parts import Boxed, PageParts, Picture
from extractors.layout.reading_order import bands, read_columns
from extractors.layout.stretched import tables_without_rules
from extractors.layout.table_cells import fill_grid
from schemas.geometry import Box, enclosing
from schemas.page import RawPage, Ruling, Word

_PADDING: Final = 4.0  # points between a box's border and its text
_NEAR: Final = 3.0  # points between the ends of rules that meet
_DEPTH: Final = 6  # times that a part of the page is cut

Flow = Line | DraftTable


@dataclass(frozen=True, slots=True)
class _Wall:
    """What crosses the page and is read where it stands."""

    box: Box
    content: Boxed | Picture | DraftTable
    name: str


# Walls by the name of the box they stand in, "" for the open page.
_Tree = Mapping[str, Sequence[_Wall]]


@dataclass(frozen=True, slots=True)
class _Reader:
    """What all parts of the open page or of a box have in common."""

    tree: _Tree
    page: RawPage
    frame: str


def read_pages(pages: Sequence[tuple[PageParts, Sequence[Word]]]) -> list[list[Flow]]:
    """Return what stands on each page in reading order; the words are the open page's without furniture."""
    trees = [_tree(_walls(parts)) for parts, _ in pages]
    rooms = [_room(parts.page, words, tree[""]) for (parts, words), tree in zip(pages, trees, strict=True)]
    return [
        _read_page(words, tree, parts.page, _as_usual(room, rooms))
        for (parts, words), tree, room in zip(pages, trees, rooms, strict=True)
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
            other for other in walls if isinstance(other.content, Boxed) and _holds(other.box, wall.box)
        ]
        parent = min(around, key=lambda other: (other.box.area, other.name)).name if around else ""
        tree.setdefault(parent, []).append(wall)
    return tree


def _holds(outer: Box, inner: Box) -> bool:
    return outer.area > inner.area and outer.overlap(inner) >= 0.9 * inner.area


def _room(page: RawPage, words: Iterable[Word], walls: Iterable[_Wall]) -> tuple[float, float]:
    """The stretch of the page that is written on."""
    boxes = [*(word.box for word in words), *(wall.box for wall in walls)]
    if not boxes:
        return 0.0, page.width
    around = enclosing(boxes)
    return around.x0, around.x1


def _read_page(words: Sequence[Word], tree: _Tree, page: RawPage, room: tuple[float, float]) -> list[Flow]:
    """The open page, then the notes at its foot."""
    text, notes = above_and_below(words, page, room, [wall.box for wall in tree[""]])
    return [*_read(text, tree, page, room), *find_lines(notes, page, room, frame=FOOT)]


def _read(
    words: Iterable[Word], tree: _Tree, page: RawPage, room: tuple[float, float], frame: str = ""
) -> list[Flow]:
    """The words of the open page or of the box `frame`, with what stands in it."""
    return _read_part(tuple(words), tree.get(frame, ()), _Reader(tree, page, frame), room)


def _read_part(
    words: Sequence[Word], walls: Sequence[_Wall], reader: _Reader, room: tuple[float, float], depth: int = 0
) -> list[Flow]:
    """Columns one after the other, between what stands above and below them."""
    cut = _cut(words, walls, reader, room) if depth < _DEPTH else None
    if cut is None:
        return _read_down(words, walls, reader, room)
    flow: list[Flow] = []
    for part, its_room in part_rooms(cut, room):
        inside = [word for word in words if cut.part_of(*word.box.centre) is part]
        own = [wall for wall in walls if cut.part_of(*wall.box.centre) is part]
        named = (
            replace(reader, frame=f"{reader.frame}note{depth}.{cut.top:.1f}") if part is cut.note else reader
        )
        flow += _read_part(inside, own, named, its_room, depth + 1)
    return flow


def _cut(
    words: Sequence[Word], walls: Sequence[_Wall], reader: _Reader, room: tuple[float, float]
) -> Cut | None:
    """The highest columns; those of running text also where a table without rules is seen, which may be just them."""
    rules = _upright_rules(reader.page)
    bare = Standing(words, [wall.box for wall in walls], rules)
    found = (find_cut(bare, room, only_text=True), find_cut(_without_tables(bare), room))
    return max((one for one in found if one is not None), key=itemgetter(0), default=(0.0, None))[1]


def _upright_rules(page: RawPage) -> list[Box]:
    """The upright rules that no other rule touches: those are no part of a table or a box."""
    flat = [rule for rule in page.rulings if rule.is_horizontal]
    upright = [rule for rule in page.rulings if not rule.is_horizontal]
    return [
        Box(rule.x0, min(rule.y0, rule.y1), rule.x0, max(rule.y0, rule.y1))
        for rule in upright
        if not any(_touches(rule, other) for other in flat)
    ]


def _touches(upright: Ruling, flat: Ruling) -> bool:
    left, right = sorted((flat.x0, flat.x1))
    top, bottom = sorted((upright.y0, upright.y1))
    return left - _NEAR <= upright.x0 <= right + _NEAR and top - _NEAR <= flat.y0 <= bottom + _NEAR


def _without_tables(standing: Standing) -> Standing:
    """A table without rules is a box: its columns are no prose."""
    pieces = [piece for band in bands(standing.words, standing.walls) for piece in tables_without_rules(band)]
    free = [word for piece in pieces if not isinstance(piece, Aligned) for word in piece]
    tables = [enclosing(word.box for word in piece.words) for piece in pieces if isinstance(piece, Aligned)]
    return Standing(free, [*standing.walls, *tables], standing.rules)


def _read_down(
    words: Sequence[Word], walls: Sequence[_Wall], reader: _Reader, room: tuple[float, float]
) -> list[Flow]:
    """What stands in one column, or has no columns with boxes in them: from box to box."""
    flow: list[Flow] = []
    for index, band in enumerate(bands(words, [wall.box for wall in walls])):
        flow += _read_band(band, reader.page, room, reader.frame)
        if index < len(walls):
            flow += _content(walls[index], reader.tree, reader.page)
    return flow


def _read_band(words: Iterable[Word], page: RawPage, room: tuple[float, float], frame: str) -> Iterable[Flow]:
    """Words that nothing drawn divides: tables without rules, columns, tables within a column."""
    for piece in tables_without_rules(words):
        if isinstance(piece, Aligned):
            yield fill_grid(piece.grid, piece.words, page, ())
            continue
        stretches = read_columns(piece, *room)
        for stretch in stretches:
            inner = tables_without_rules(stretch.words) if len(stretches) > 1 else [stretch.words]
            for part in inner:
                if isinstance(part, Aligned):
                    yield fill_grid(part.grid, part.words, page, ())
                else:
                    yield from find_lines(part, page, (stretch.left, stretch.right), frame=frame)


def _content(wall: _Wall, tree: _Tree, page: RawPage) -> list[Flow]:
    content = wall.content
    if isinstance(content, DraftTable):
        return [content]
    room = (wall.box.x0 + _PADDING, wall.box.x1 - _PADDING)
    if isinstance(content, Picture):
        return list(find_lines(content.words, page, room, frame=wall.name, is_figure=True))
    return _read(content.words, tree, page, room, wall.name)

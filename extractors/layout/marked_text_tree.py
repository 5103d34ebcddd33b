"""The bullet tree of a text: level and parent of each item, and footnotes bound to their stars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.marked_text_elements import Element
from extractors.layout.markers import rank_of, style_of
from schemas.document import BlockKind
from schemas.evidence import CharSpan

# How far in further marks of texts stand, beside those of pages; numbers are placed by where they first appear.
_MORE = frozenset("√▲▴")
_MORE_RANK = 3
# A star glued to a word: "공유교통 서비스*를", "혁신제품**으로". A star before a blank or word opens a note.
_STAR = re.compile(r"(?<=[가-힣A-Za-z0-9)\]”\"’'])[*＊]{1,3}(?!\s?\d)")
_TREE_KINDS = frozenset({BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.HEADING})
_REACH = 6
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands in the tree; `parent` is the index of its parent element."""

    level: int | None
    parent: int | None


@dataclass(frozen=True, slots=True)
class _Open:
    index: int
    style: str
    rank: int | None
    indent: int


def place_items(elements: Sequence[Element]) -> list[Place]:
    """Return level and parent of each element.

    Indentation decides where lines differ in it; elsewhere a style that is open
    is a sibling, and a new one goes below what outranks it. A heading without
    a marker closes all.
    """
    places = []
    stack: list[_Open] = []
    for index, element in enumerate(elements):
        is_heading = element.kind is BlockKind.HEADING
        if element.kind not in _TREE_KINDS or (is_heading and element.marker is None):
            stack = [] if is_heading else stack
            places.append(Place(max(element.depth, 1) if is_heading else None, None))
            continue
        item = _Open(index, style_of(element.marker or " "), _rank(element.marker or ""), element.indent)
        stack = [] if is_heading else _ancestors(stack, item)
        level = max(element.depth, 1) if is_heading else len(stack) + 1
        places.append(Place(level, stack[-1].index if stack else None))
        stack = [*stack, item][-_MAX_DEPTH:]
    return places


def _ancestors(stack: list[_Open], item: _Open) -> list[_Open]:
    while stack and not _is_above(stack, item):
        stack = stack[:-1]
    return stack


def _is_above(stack: Sequence[_Open], item: _Open) -> bool:
    top = stack[-1]
    if item.indent != top.indent:
        return (item.indent > top.indent and item.style != top.style) or _nests(top, item)
    if any(open_item.style == item.style and open_item.indent == item.indent for open_item in stack):
        return False
    return top.rank is None or item.rank is None or item.rank > top.rank


def _nests(top: _Open, item: _Open) -> bool:
    """Markdown nests one dash below another by two blanks or more."""
    return item.indent >= top.indent + 2


def _rank(marker: str) -> int | None:
    return rank_of(marker) or (_MORE_RANK if marker[:1] in _MORE else None)


def bind_footnotes(
    texts: Sequence[tuple[str, CharSpan | None]], footnotes: Sequence[int]
) -> list[tuple[int, CharSpan]]:
    """Bind each footnote (an index of `texts`) to the nearest free star of the blocks above it.

    `texts` are the blocks' texts with their spans, tables without one. Several
    notes below one block take its stars in order.
    """
    bound: list[tuple[int, CharSpan]] = []
    taken: set[CharSpan] = set()
    for index in footnotes:
        mark = _stars_at_start(texts[index][0])
        free = [span for span in _stars_above(texts, index, mark) if span not in taken]
        if free:
            bound.append((index, free[0]))
            taken.add(free[0])
    return bound


def _stars_at_start(text: str) -> int:
    return len(text) - len(text.lstrip("*＊"))


def _stars_above(texts: Sequence[tuple[str, CharSpan | None]], index: int, count: int) -> list[CharSpan]:
    """The stars of the nearest block above that has any of the note's length, in text order."""
    for text, span in reversed(texts[max(index - _REACH, 0) : index]):
        if span is None:
            continue
        stars = [match for match in _STAR.finditer(text) if len(match[0]) == count]
        if stars and not text.startswith(("*", "＊")):
            return [CharSpan(span.start + star.start(), span.start + star.end()) for star in stars]
    return []

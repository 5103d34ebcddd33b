"""The bullet tree: level and parent of each item, from the shape of its marker and how far in it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractors.layout.drafts import DraftBlock
from extractors.layout.markers import rank_of, style_of
from schemas.document import BlockKind, Region

_FURTHER: Final = 2.5  # points: markers that stand this much farther in are one level down
_MOST_DEEP: Final = 12
_FINE: Final = frozenset({"①", "0)", "(0)", "가)", "(가)", "(i)"})


@dataclass(frozen=True, slots=True)
class _Open:
    index: int
    style: str
    rank: int | None
    x0: float


def place_in_tree(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Return the blocks with level and parent; headings without a marker close all open items."""
    placed: list[DraftBlock] = []
    stack: list[_Open] = []
    depths: dict[str, int] = {}
    for index, block in enumerate(blocks):
        item = block.item
        if item is None or item.region is not Region.BODY or (item.marker is None and block.level is None):
            placed.append(block)
            continue
        if item.kind is BlockKind.HEADING:
            is_numbered = item.marker is not None
            stack = [_opened(index, block)] if is_numbered else []
            depths = depths if item.text.startswith("<") else {}
            placed.append(block)
            continue
        current = _opened(index, block)
        while stack and not _is_above(stack, current):
            stack = stack[:-1]
        if current.rank is None and current.style in depths:
            stack = stack[: depths[current.style]]
        depths[current.style] = len(stack)
        parent = stack[-1].index if stack else None
        placed.append(replace(block, level=len(stack) + 1, parent=parent))
        stack = [*stack, current][-_MOST_DEEP:]
    return placed


def _opened(index: int, block: DraftBlock) -> _Open:
    marker = (block.item.marker if block.item else None) or ""
    x0 = block.item.lines[0].box.x0 if block.item else 0.0
    return _Open(index, style_of(marker), rank_of(marker), x0)


def _is_above(stack: Sequence[_Open], item: _Open) -> bool:
    """True where the last open item can hold `item`: an open sibling's style closes back to it."""
    top = stack[-1]
    if any(one.style == item.style for one in stack):
        return False
    if top.rank is not None and item.rank is not None:
        return item.rank > top.rank or (item.rank == top.rank and item.x0 > top.x0 + _FURTHER)
    if item.rank is None and top.rank is not None:
        return item.x0 > top.x0 - _FURTHER and top.rank < 4
    if item.rank == 1 and top.style in _FINE:
        return item.x0 > top.x0 + _FURTHER  # "① …" of a boxed summary does not hold the body's "□ …"
    return item.rank is not None or item.x0 > top.x0 - _FURTHER

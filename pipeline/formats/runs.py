"""Blocks as they are printed together: the items of one list, the words of one picture, or a block alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from schemas.document import Block, BlockKind, Region


class RunKind(Enum):
    """What the blocks of a run are together."""

    LIST = auto()
    FIGURE = auto()
    SINGLE = auto()


def runs(blocks: Sequence[Block]) -> Iterator[tuple[RunKind, list[Block]]]:
    """Yield the blocks in order, items that follow each other as one list.

    A note belongs to the list that holds what it explains.
    """
    kind, run, listed = RunKind.SINGLE, list[Block](), set[str]()
    for block in blocks:
        own = _kind(block, listed)
        if run and (own is RunKind.SINGLE or own is not kind):
            yield kind, run
            run = []
        kind = own
        listed = listed if run and kind is RunKind.LIST else set()
        run.append(block)
        listed.add(block.block_id)
    if run:
        yield kind, run


def _kind(block: Block, listed: set[str]) -> RunKind:
    if block.region is Region.FIGURE or block.kind is BlockKind.FIGURE:
        return RunKind.FIGURE
    is_note = block.kind is BlockKind.FOOTNOTE and block.parent_id in listed
    return RunKind.LIST if block.kind is BlockKind.LIST_ITEM or is_note else RunKind.SINGLE

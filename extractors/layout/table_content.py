"""What stands in a cell: its paragraphs, captions under pictures, and words of pictures."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.layout.drafts import DraftCell, DraftTable, Item
from extractors.layout.lines import Line
from extractors.layout.paragraphs import find_items
from extractors.layout.table_heads import mark_head
from schemas.document import BlockKind, Region

# "[시민 안전 센터]", "< 개념도 >", "(사용 모습)": a picture's caption, one bracket on its own.
_CAPTION = re.compile(r"(?:\[[^\[\]]{2,80}\]|<[^<>]{2,80}>|〈[^〈〉]{2,80}〉|\([^()]{2,60}\)|▲\s?[^▲]{2,60})")


_BRACKET = re.compile(r"\[[^\[\]]{4,80}\]|<[^<>]{4,80}>|\([^()\d]{6,60}\)")


def with_items(table: DraftTable) -> DraftTable:
    """Return the table with the paragraphs of its cells, and of the tables in them."""
    return replace(table, cells=tuple(_with_items(cell) for cell in table.cells))


def _with_items(cell: DraftCell) -> DraftCell:
    if not cell.lines and not cell.inner:
        return cell
    inner = tuple(with_items(mark_head(table)) for table in cell.inner)
    return replace(cell, items=cell_items(cell), inner=inner)


def cell_items(cell: DraftCell) -> tuple[Item, ...]:
    """Return the paragraphs of a cell in reading order."""
    items = find_items([_without_frame(line) for line in cell.lines], Region.TABLE)
    return tuple(_captioned(item, drawn=cell.drawn) for item in _joined_captions(items))


def _without_frame(line: Line) -> Line:
    """A bracketed line in a picture's box is its caption: on scans the box reaches too far."""
    return replace(line, frame="", is_figure=False) if _BRACKET.fullmatch(line.text) else line


def _joined_captions(items: list[Item]) -> list[Item]:
    """A bracket that wraps over two lines is one caption."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if (
            last
            and last.region is item.region is Region.TABLE
            and _is_open(last.text)
            and item.marker is None
        ):
            joined[-1] = replace(last, lines=(*last.lines, *item.lines))
        else:
            joined.append(item)
    return joined


def _is_open(text: str) -> bool:
    """A bracket at the start that has not closed.

    >>> _is_open("[국가 전략"), _is_open("[실증 사업]"), _is_open("전략")
    (True, False, False)
    """
    pairs = {"[": "]", "<": ">", "〈": "〉"}
    return text[:1] in pairs and pairs[text[0]] not in text and len(text) < 80


def _captioned(item: Item, *, drawn: bool) -> Item:
    text = item.text.strip()
    is_bracket = _CAPTION.fullmatch(text) is not None and (drawn or text[0] in "[<〈")
    if item.region is Region.TABLE and is_bracket:
        return Item(BlockKind.CAPTION, item.region, item.lines)
    return item

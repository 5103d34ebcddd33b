"""Which paragraphs are headings and captions, by size, weight, place and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from extractors.layout.drafts import DraftBlock, DraftTable, Item, Place
from schemas.document import BlockKind, Region

# "참고 1 …", "[붙임 2] 추진 일정", "별첨": the title of an annex.
_ANNEX = re.compile(
    r"[\[<【(]?\s?(?:참\s?고|붙\s?임|별\s?첨|별\s?지|부\s?록)\s?(?:제?\s?\d{1,2}(?:호|-\d)?)?\s?[\]>】)]?(?:\s.{0,80}|$)"
)
# "참고 1", "질문 2": the label in the first cell of a title box.
_BOX_LABEL = re.compile(
    r"(?:참\s?고|붙\s?임|별\s?첨|별\s?지|부\s?록|질\s?문|문|답|Q|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|\d{1,2})\s?[\d-]{0,4}\s?\.?"
)
# "<① 도시 인증>", "【붙임】", "< 연도별 현황(개) >"
_ANGLE = re.compile(r"(?:<[^<>]{1,100}>|〈[^〈〉]{1,100}〉|【[^【】]{1,100}】)")
_SQUARE = re.compile(r"\[[^\[\]]{2,100}\]|\([^()]{2,60}\)")
_TABLE_TITLE = re.compile(r"[<\[(]?\s?표\s?\d{1,3}(?:-\d{1,3})?\s?[>\])]?[.:]?\s.{1,80}")
# "(단위: 백만원)", "※ 단위 : %"
_UNIT = re.compile(r"(?P<note>[(\[]?\s?※?\s?단위\s?[:：]\s?[^()\[\]]{1,40}[)\]]?)")
_SUBTITLE = re.compile(r"[-–—]\s?\S.{1,90}\S\s?[-–—]")
_SENTENCE_END = re.compile(r"(?:다|요|오|까)?[.!?。][\"'”’)\]]{0,3}$|[,，]$")
_LONGEST: Final = 110
_NEAR: Final = 45.0  # points between a caption and its table or picture


def is_title_box(table: DraftTable) -> bool:
    """A row of boxes that starts with a label: "참고 1 | 우수 사례" is a heading, no table."""
    filled = [cell for cell in table.cells if cell.lines]
    if table.n_rows != 1 or not 1 < len(filled) <= 3 or len(table.cells) > 5:
        return False
    return (
        bool(_BOX_LABEL.fullmatch(filled[0].text.strip())) and sum(len(cell.text) for cell in filled) <= 160
    )


def title_item(table: DraftTable) -> Item:
    """The heading that a title box holds."""
    cells = sorted(table.cells, key=lambda cell: cell.col)
    lines = (replace(line, frame=f"title{cell.col}") for cell in cells for line in cell.lines)
    return Item(BlockKind.HEADING, Region.BODY, tuple(lines))


def body_size(blocks: Iterable[DraftBlock]) -> float:
    """The font size of most body text; 0 for a document without any."""
    counted: dict[float, int] = {}
    for block in blocks:
        if block.item is not None and block.item.region is Region.BODY:
            for line in block.item.lines:
                counted[line.size] = counted.get(line.size, 0) + len(line.text)
    return max(counted, key=lambda size: (counted[size], size), default=0.0)


def give_roles(blocks: Sequence[DraftBlock], pictures: Sequence[Place]) -> list[DraftBlock]:
    """Return the blocks with headings and captions named, and captions told to their tables."""
    size = body_size(blocks)
    given = list(blocks)
    for index, block in enumerate(given):
        if block.item is not None and block.item.region is Region.BODY:
            below = given[index + 1 : index + 3]
            given[index] = _role(block, block.item, below, pictures, size)
    return [_captioned(given, index) for index in range(len(given))]


def _role(
    block: DraftBlock, item: Item, below: Sequence[DraftBlock], pictures: Sequence[Place], size: float
) -> DraftBlock:
    is_annex = item.marker is None and _ANNEX.fullmatch(item.text.strip()) is not None
    if not is_annex and (_is_caption(item, below) or _is_under_picture(item, pictures)):
        return replace(block, item=replace(item, kind=BlockKind.CAPTION, marker=None))
    level = _heading_level(item, size)
    if level is None:
        return block
    marker = None if _SUBTITLE.fullmatch(item.text) else item.marker
    return replace(block, item=replace(item, kind=BlockKind.HEADING, marker=marker), level=level)


def _is_caption(item: Item, below: Sequence[DraftBlock]) -> bool:
    """A bracketed line or a unit note just above a table; a unit note may stand between."""
    text = item.text.strip()
    fits = any(p.fullmatch(text) for p in (_ANGLE, _SQUARE, _UNIT, _TABLE_TITLE))
    if not fits or item.marker is not None:
        return False
    for block in below:
        if block.table is not None:
            place = block.table.places[0]
            last = item.lines[-1]
            return place.page_no == last.page_no and -4 < place.box.top - last.box.bottom < _NEAR
        if block.item is None or not _UNIT.fullmatch(block.item.text.strip()):
            return False
    return False


def _is_under_picture(item: Item, pictures: Sequence[Place]) -> bool:
    line = item.lines[0]
    if len(item.lines) > 2 or not (_SQUARE.fullmatch(item.text) or _ANGLE.fullmatch(item.text)):
        return False
    return any(
        place.page_no == line.page_no
        and -4 < line.box.top - place.box.bottom < 0.6 * _NEAR
        and place.box.x0 - 10 < line.box.centre[0] < place.box.x1 + 10
        for place in pictures
    )


def _heading_level(item: Item, size: float) -> int | None:
    """1 for titles of the document and of annexes, 2 for those of sections, None for other text."""
    text, lines = item.text.strip(), item.lines
    if len(text) > _LONGEST or len(lines) > 3 or size == 0:
        return None
    if _SUBTITLE.fullmatch(text) and all(line.is_centred for line in lines):
        return 2
    if item.kind is BlockKind.HEADING:
        return 1
    if item.kind is BlockKind.FOOTNOTE or _SENTENCE_END.search(text) or _UNIT.fullmatch(text):
        return None
    if item.marker is None and _ANNEX.fullmatch(text):
        return 1
    if item.marker is None and _ANGLE.fullmatch(text):
        return 2
    return _by_looks(item, size)


def _by_looks(item: Item, size: float) -> int | None:
    ratio = max(line.size for line in item.lines) / size
    bold = all(line.is_bold for line in item.lines)
    centred = all(line.is_centred for line in item.lines)
    if item.lines[0].origin != "text":
        ratio = ratio if ratio > 1.3 else 1.0  # OCR heights spread by a quarter on one line
    if item.marker is not None:
        is_number = item.marker[0].isdigit() or item.marker[0] in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
        return 2 if is_number and len(item.text) <= 60 and (bold or ratio >= 1.12) else None
    if ratio >= 1.4:
        return 1
    if ratio >= 1.12 and (bold or centred or ratio >= 1.25):
        return 2
    return 2 if bold and len(item.text) <= 60 and len(item.lines) == 1 else None


def _captioned(blocks: Sequence[DraftBlock], index: int) -> DraftBlock:
    block = blocks[index]
    if block.table is None:
        return block
    caption = unit = None
    for above in reversed(blocks[max(index - 2, 0) : index]):
        if above.item is None or above.item.kind is not BlockKind.CAPTION:
            break
        text = above.item.text.strip()
        found = _UNIT.search(text)
        unit = unit or (found["note"].strip() if found else None)
        caption = caption if found and found.span() == (0, len(text)) else caption or text
    return replace(block, table=replace(block.table, caption=caption, unit_note=unit))

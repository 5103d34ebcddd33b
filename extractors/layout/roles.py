"""Which paragraphs are headings and captions, by size, weight, place and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from extractors.layout.drafts import DraftBlock, DraftTable, Item, Place
from extractors.layout.markers import BEFORE_UNIT
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
_SQUARE = re.compile(r"\[[^\[\]]{2,100}\]")
_ROUND = re.compile(r"\([^()]{2,60}\)")
# "1.1 버스 도착안내", "2.3.1 …": a section by its number alone, also where OCR tells no weight of type.
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")
# "표 2. 설치 현황", "<표 3-1> 실적", "<표 가> 실적", "[표 Ⅱ-3] …"
_TABLE_TITLE = re.compile(
    r"[<\[(〈【〔]?\s?표\s?\d{1,3}(?:-\d{1,3})?\s?[>\])〉】〕]?[.:]?\s.{1,80}"
    r"|[<\[(〈【〔]\s?표\s?[가-하A-ZⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ](?:[-.]\d{1,3})?\s?[>\])〉】〕]\s.{1,80}"
)
# "[사진 1] 정류장의 안내판", "그림 2. 일하는 차례", "〔그림 7-4〕 …": below a picture
_FIGURE_TITLE = re.compile(
    r"[\[<(〔【]?\s?(?:사진|그림|도표|도면)\s?\d{1,3}(?:-\d{1,3})?\s?[\]>)〕】]?[.:]?(?:\s.{1,80})?"
)
_FIGURE_OPENINGS: Final = ("[", "<", "(", "〔", "【", "사진", "그림", "도표", "도면")
# "[사진 1] 정류장", "그림 2. 일하는 차례": told by its mark, also where no picture was found above
_PICTURE_BY_MARK = re.compile(
    r"(?:[\[<(〔【]\s?(?:사진|그림|도표|도면)\s?\d{1,3}(?:-\d{1,3})?\s?[\]>)〕】]|(?:사진|그림|도표|도면)\s?\d{1,3}(?:-\d{1,3})?[.:])\s.{1,80}"
)
# "(단위: 백만원)", "(2024년, 단위: 건)", "※ 단위 : %"
_UNIT = re.compile(
    rf"(?P<note>[(\[]?\s?(?:(?<=[(\[]){BEFORE_UNIT})?※?\s?단위\s?[:：]\s?[^()\[\]]{{1,40}}[)\]]?)"
)
_SUBTITLE = re.compile(r"[-–—]\s?\S.{1,90}\S\s?[-–—]")
_SENTENCE_END = re.compile(r"(?:다|요|오|까)?[.!?。][\"'”’)\]]{0,3}$|[,，]$")
# "1.", "2.": a chapter
_CHAPTER = re.compile(r"\d{1,2}\.")
_LONGEST: Final = 110
_SHORT: Final = 60
_NEAR: Final = 45.0  # points between a caption and its table or picture


def names_picture(text: str) -> bool:
    """True for the caption of a picture, by its number.

    >>> names_picture("[그림 2] 일하는 차례"), names_picture("그림으로 보는 변화")
    (True, False)
    """
    bare = text.strip()
    return may_name_picture(bare) and _FIGURE_TITLE.fullmatch(bare) is not None


def may_name_picture(text: str) -> bool:
    """False where the first letters say already that no caption begins here."""
    return text.startswith(_FIGURE_OPENINGS)


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
    if not is_annex and (_is_caption(item, below) or _titles_picture(item, pictures)):
        return replace(block, item=replace(item, kind=BlockKind.CAPTION, marker=None))
    level = _heading_level(item, size) or _chapter_level(item, below)
    if level is None:
        return block
    marker = None if _SUBTITLE.fullmatch(item.text) else item.marker
    return replace(block, item=replace(item, kind=BlockKind.HEADING, marker=marker), level=level)


def _chapter_level(item: Item, below: Sequence[DraftBlock]) -> int | None:
    """ "1. 서비스와 기반시설" just above "1.1 …" is a heading, whatever its type."""
    follower = below[0].item if below else None
    opens = follower is not None and _SECTION.fullmatch(follower.marker or "") is not None
    is_chapter = item.marker is not None and _CHAPTER.fullmatch(item.marker) is not None
    return 1 if is_chapter and opens and len(item.text) <= _SHORT else None


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


def _titles_picture(item: Item, pictures: Sequence[Place]) -> bool:
    """The title of a picture: by its number, or where it stands."""
    line, text = item.lines[0], item.text.strip()
    if _PICTURE_BY_MARK.fullmatch(text) and not _SENTENCE_END.search(text):
        return len(item.lines) <= 2
    if len(item.lines) > 2 or not any(
        pattern.fullmatch(item.text) for pattern in (_SQUARE, _ROUND, _ANGLE, _FIGURE_TITLE)
    ):
        return False
    return any(
        place.page_no == line.page_no
        and -4 < line.box.top - place.box.bottom < 0.6 * _NEAR
        and place.box.x0 - 10 < line.box.centre[0] < place.box.x1 + 10
        for place in pictures
    )


def _heading_level(item: Item, size: float) -> int | None:
    """1 for titles of the document, of annexes and chapters, 2 for those of sections, None for other text."""
    text, lines = item.text.strip(), item.lines
    if len(text) > _LONGEST or len(lines) > 3 or size == 0:
        return None
    if item.kind is BlockKind.HEADING:
        return 1
    if _SUBTITLE.fullmatch(text) and all(line.is_centred for line in lines):
        return 2
    if item.kind is BlockKind.FOOTNOTE or _SENTENCE_END.search(text) or _UNIT.fullmatch(text):
        return None
    return _of_marked(item, item.marker, size) if item.marker else _of_unmarked(item, size)


def _of_marked(item: Item, marker: str, size: float) -> int | None:
    """Only numbers make headings: "1.1 …" by itself, "1. …" and "Ⅱ. …" by their type."""
    if len(item.text) > _SHORT:
        return None
    if _SECTION.fullmatch(marker):
        return len(marker.strip(".").split("."))
    is_number = marker[0].isdigit() or marker[0] in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
    bold = all(line.is_bold for line in item.lines)
    return 1 if is_number and (bold or _ratio(item, size) >= 1.12) else None


def _of_unmarked(item: Item, size: float) -> int | None:
    text, ratio = item.text.strip(), _ratio(item, size)
    bold = all(line.is_bold for line in item.lines)
    centred = all(line.is_centred for line in item.lines)
    if ratio >= 1.4 or _ANNEX.fullmatch(text):
        return 1
    large = ratio >= 1.12 and (bold or centred or ratio >= 1.25)
    weighty = bold and len(text) <= _SHORT and len(item.lines) == 1
    return 2 if large or weighty or _ANGLE.fullmatch(text) else None


def _ratio(item: Item, size: float) -> float:
    """How much larger than the body; on scans heights spread by a quarter, so only much larger counts."""
    ratio = max(line.size for line in item.lines) / size
    is_read = item.lines[0].origin != "text"
    return 1.0 if is_read and ratio <= 1.3 else ratio


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

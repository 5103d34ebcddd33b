"""A document as text that a person would paste into a mail.

Blocks are divided by a blank line, items stand below each other, indented by
level. Running headers, footers and page numbers are left out. A note that stands
in the bullet tree or under a table stays there; others close their page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.formats.columns import table_lines
from pipeline.formats.pages import printed_blocks, to_print
from pipeline.formats.table_shape import inner_tables
from schemas.document import Block, BlockKind, Document, Region, Table
from schemas.masking import MaskedSpan

_INDENT = "  "
_FIGURE = "[그림]"
_TABLE_LINES = frozenset({BlockKind.CAPTION, BlockKind.TABLE})
_LISTED = frozenset({BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


def document_text(document: Document, masked: Sequence[MaskedSpan]) -> str:
    """Return the text of `document` in reading order; what is masked is ●."""
    text = to_print(document, masked).text
    tables = {table.table_id: table for table in document.tables}
    pieces: list[str] = []
    before, was_late, noted = None, False, None
    for block, is_late in _with_notes_last(printed_blocks(document)):
        is_close = before is not None and is_late is was_late and _is_close(before, block, noted)
        pieces += ["" if before is None else "\n" if is_close else "\n\n", _shown(block, text, tables)]
        before, was_late = block, is_late
        noted = noted if block.kind is BlockKind.FOOTNOTE else block.kind
    return "".join(pieces) + "\n" if pieces else ""


def _is_close(above: Block, block: Block, noted: BlockKind | None) -> bool:
    """Whether `block` stands right below `above`: items of a list, a caption and its table, notes.

    `noted` is what the notes above it stand under: behind those of a table an item begins something new.
    """
    if Region.FIGURE in (above.region, block.region):
        return above.region is block.region
    if block.kind is BlockKind.FOOTNOTE:
        return above.kind is BlockKind.TABLE or above.kind in _LISTED
    if block.kind is BlockKind.LIST_ITEM:
        is_note = above.kind is BlockKind.FOOTNOTE and above.parent_id and noted is BlockKind.LIST_ITEM
        return above.kind is BlockKind.LIST_ITEM or bool(is_note)
    return above.kind is BlockKind.CAPTION and block.kind in _TABLE_LINES


def _shown(block: Block, text: str, tables: Mapping[str, Table]) -> str:
    if block.table_id is not None:
        table = tables[block.table_id]
        return "\n".join(table_lines(table, text, inner_tables(table, tables.values())))
    if block.region is Region.FIGURE:
        return f"{_FIGURE} {block.span.slice(text)}"
    indent = _INDENT * ((block.level or 1) - 1) if block.kind in _LISTED else ""
    return indent + block.span.slice(text)


def _with_notes_last(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """The blocks in order, but notes of a page that explain nothing right above them behind all else of it.

    With each block, whether it is such a note.
    """
    waiting: list[Block] = []
    above: Block | None = None
    for block in blocks:
        while waiting and _first_page(block) > _first_page(waiting[0]):
            yield waiting.pop(0), True
        if _waits(block, above):
            waiting.append(block)
            continue
        yield block, False
        above = block
    yield from ((note, True) for note in waiting)


def _waits(block: Block, above: Block | None) -> bool:
    """Whether a note belongs to its page and not to what stands above it."""
    if block.kind is not BlockKind.FOOTNOTE or not block.parts or block.parent_id is not None:
        return False
    return above is None or above.kind not in {BlockKind.TABLE, BlockKind.FIGURE, BlockKind.FOOTNOTE}


def _first_page(block: Block) -> int:
    return block.parts[0].page_no if block.parts else 0

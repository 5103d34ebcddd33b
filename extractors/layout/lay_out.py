"""From the words of pages to a document: read this first.

The same for a text layer and for OCR: tables, boxes and pictures are taken out
by their lines, the rest is read column by column; lines become paragraphs and
list items, also over page breaks; then the one text is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from extractors.collector import uncollected
from extractors.layout.bullet_tree import place_in_tree
from extractors.layout.drafts import DraftBlock, DraftTable, Item, Place
from extractors.layout.first_rows import with_first_rows
from extractors.layout.foot_rule import FOOT
from extractors.layout.furniture import EdgeLine, find_furniture
from extractors.layout.habits import Habits, learn_habits
from extractors.layout.last_rows import with_last_row
from extractors.layout.lines import Line
from extractors.layout.marked_text_tree import bind_footnotes
from extractors.layout.page_flow import Flow, read_pages
from extractors.layout.page_parts import PageParts, take_apart
from extractors.layout.paragraphs import find_items
from extractors.layout.roles import give_roles, is_title_box, title_item
from extractors.layout.table_content import with_items
from extractors.layout.table_heads import mark_head
from extractors.layout.table_joins import go_together, join_tables
from extractors.layout.write_blocks import Written, write_blocks
from extractors.layout.written_text import page_spans
from schemas.document import BlockKind, Document, Page, Region
from schemas.evidence import CharSpan
from schemas.issue import Issue
from schemas.page import MediaType, RawPage, Word


@uncollected()
def lay_out(
    pages: Sequence[RawPage],
    *,
    document_id: str,
    source_name: str,
    media_type: MediaType,
    issues: Iterable[Issue] = (),
) -> Document:
    """Return the document that `pages` hold.

    Every word stands in the text exactly once, but for the heads and row labels
    that a table repeats after a page break; those are kept once.
    """
    parts = [take_apart(page) for page in pages]
    furniture = find_furniture([(part.page, part.words) for part in parts])
    flows = read_pages([(part, _inner(part, edges)) for part, edges in zip(parts, furniture, strict=True)])
    flow = _join_over_pages(flows, [part.page for part in parts])
    pictures = [Place(part.page.page_no, picture.box) for part in parts for picture in part.pictures]
    blocks = give_roles(list(_blocks(flow)), pictures)
    drafts = place_in_tree(_with_furniture(blocks, furniture))
    written = write_blocks(drafts, _habits(drafts))
    spans = page_spans(written.words)
    return Document(
        document_id=document_id,
        source_name=source_name,
        media_type=media_type,
        text=written.text,
        blocks=written.blocks,
        tables=written.tables,
        pages=tuple(_passport(page, spans.get(page.page_no, ())) for page in pages),
        words=written.words,
        footnotes=_footnotes(written),
        issues=tuple(issues),
    )


def _inner(parts: PageParts, edges: Sequence[EdgeLine]) -> list[Word]:
    """The words of the open page that are no furniture."""
    at_edges = {id(word) for edge in edges for word in edge.line.words}
    return [word for word in parts.words if id(word) not in at_edges]


def _join_over_pages(flows: Sequence[list[Flow]], pages: Sequence[RawPage]) -> list[Flow]:
    """One flow of all pages; a table that goes on at the top of the next page is one."""
    joined: list[Flow] = []
    for found, page in zip(flows, pages, strict=True):
        flow = _with_first_rows(joined[-1] if joined else None, found, page)
        joined = _with_last_row(joined, flow[0] if flow else None)
        last, first = (joined[-1] if joined else None), (flow[0] if flow else None)
        if isinstance(last, DraftTable) and isinstance(first, DraftTable) and _is_one(last, first):
            joined = [*joined[:-1], join_tables(last, first), *flow[1:]]
        else:
            joined += flow
    return joined


def _with_first_rows(last: Flow | None, flow: list[Flow], page: RawPage) -> list[Flow]:
    """What stands on a page, with the rows on top that only the columns of the table before it show."""
    is_table = isinstance(last, DraftTable) and last.places[-1].page_no == page.page_no - 1
    return with_first_rows(last, flow, page) if is_table and isinstance(last, DraftTable) else flow


def _with_last_row(flow: list[Flow], first: Flow | None) -> list[Flow]:
    """What was read so far; its last line is the last row of the table before it where that goes on with `first`."""
    table, line = flow[-2:] if len(flow) > 1 else (None, None)
    if not (isinstance(table, DraftTable) and isinstance(line, Line) and isinstance(first, DraftTable)):
        return flow
    longer = None if is_title_box(table) or is_title_box(first) else with_last_row(table, line, first)
    return flow if longer is None else [*flow[:-2], longer]


def _is_one(last: DraftTable, first: DraftTable) -> bool:
    return not is_title_box(last) and not is_title_box(first) and go_together(last, first)


def _blocks(flow: Sequence[Flow]) -> Iterable[DraftBlock]:
    for is_table, group in groupby(flow, key=lambda piece: isinstance(piece, DraftTable)):
        if is_table:
            yield from (_table_block(piece) for piece in group if isinstance(piece, DraftTable))
        else:
            lines = [piece for piece in group if isinstance(piece, Line)]
            yield from (DraftBlock(item) for item in _items(lines))


def _items(lines: Sequence[Line]) -> list[Item]:
    """Paragraphs and list items; notes at the foot of a page come behind a paragraph that goes on overleaf."""
    items = find_items([line for line in lines if line.frame != FOOT], Region.BODY)
    for page_no, notes in groupby((line for line in lines if line.frame == FOOT), attrgetter("page_no")):
        behind = sum(item.lines[0].page_no <= page_no for item in items)
        items[behind:behind] = [
            replace(item, kind=BlockKind.FOOTNOTE) for item in find_items(list(notes), Region.BODY)
        ]
    return items


def _table_block(table: DraftTable) -> DraftBlock:
    if is_title_box(table):
        return DraftBlock(title_item(table), level=1)
    return DraftBlock(None, with_items(mark_head(table)))


def _with_furniture(
    blocks: Sequence[DraftBlock], furniture: Sequence[Sequence[EdgeLine]]
) -> list[DraftBlock]:
    """Put each page's furniture at its edges, but never inside a block that runs over the page."""
    edges = [edge for page in furniture for edge in page]
    placed: list[DraftBlock] = []
    for block in blocks:
        page_no = block.first_page
        due = [edge for edge in edges if edge.line.page_no < page_no or _opens(edge, page_no)]
        edges = [edge for edge in edges if edge not in due]
        placed += [_edge_block(edge) for edge in due]
        placed.append(block)
    return placed + [_edge_block(edge) for edge in edges]


def _opens(edge: EdgeLine, page_no: int) -> bool:
    return edge.line.page_no == page_no and edge.kind is BlockKind.HEADER


def _edge_block(edge: EdgeLine) -> DraftBlock:
    return DraftBlock(Item(edge.kind, Region.FURNITURE, (edge.line,)))


def _habits(drafts: Sequence[DraftBlock]) -> Habits:
    items = [draft.item for draft in drafts if draft.item is not None]
    items += [item for draft in drafts if draft.table for cell in draft.table.cells for item in cell.items]
    return learn_habits([item.lines for item in items])


def _passport(page: RawPage, spans: tuple[CharSpan, ...]) -> Page:
    return Page(
        page_no=page.page_no,
        width=page.width,
        height=page.height,
        origin=page.origin,
        origin_reason=page.origin_reason,
        rotation=page.rotation,
        skew_degrees=page.skew_degrees,
        dpi=page.dpi,
        ocr=page.ocr,
        spans=spans,
        figures=page.figures,
        issues=page.issues,
    )


def _footnotes(written: Written) -> tuple[tuple[str, CharSpan], ...]:
    """Each footnote that opens with stars, bound to the same stars in a block above it."""
    blocks = [block for block in written.blocks if block.region is not Region.FURNITURE]
    texts = [
        (block.span.slice(written.text), None if block.kind is BlockKind.TABLE else block.span)
        for block in blocks
    ]
    notes = [
        i for i, block in enumerate(blocks) if block.kind is BlockKind.FOOTNOTE and texts[i][0][:1] in "*＊"
    ]
    return tuple((blocks[index].block_id, span) for index, span in bind_footnotes(texts, notes))

"""A document as Markdown that a person would publish (CommonMark with GitHub's tables).

Furniture is left out; `<!-- page 3 -->` stands where a page begins. Captions are
bold lines; words of pictures are quoted behind a line that says 그림.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from extractors.layout.marked_text_lines import FIGURE_LABEL
from pipeline.formats.escapes import escape_heading, escape_inline, escape_line
from pipeline.formats.html_tables import html_table
from pipeline.formats.lists import list_lines
from pipeline.formats.pages import Printed, printed_blocks, to_print
from pipeline.formats.pipe_tables import fits_pipes, pipe_table
from pipeline.formats.runs import RunKind, runs
from pipeline.formats.table_shape import inner_tables, is_box
from schemas.document import Block, BlockKind, CellItem, Document, Table
from schemas.masking import MaskedSpan

FIGURE_LINE = f"**{FIGURE_LABEL}**"
_DIVIDER = "<!-- -->"  # between two tables, which a reader might take for one that goes on
_DEEPEST_HEADING = 6


def document_markdown(document: Document, masked: Sequence[MaskedSpan]) -> str:
    """Return the Markdown of `document`; what is masked is ●."""
    printed = to_print(document, masked)
    tables = {table.table_id: table for table in document.tables}
    sections: list[str] = []
    was_piped = False
    for kind, run in runs(printed_blocks(document)):
        is_piped = run[0].table_id is not None and _is_piped(tables[run[0].table_id], tables)
        sections += [_DIVIDER] if was_piped and is_piped else []
        sections += _sections(kind, run, printed, tables)
        was_piped = is_piped
    return "\n\n".join(section for section in sections if section) + "\n"


def _is_piped(table: Table, tables: Mapping[str, Table]) -> bool:
    return not is_box(table) and fits_pipes(table) and not inner_tables(table, tables.values())


def _sections(
    kind: RunKind, run: Sequence[Block], printed: Printed, tables: Mapping[str, Table]
) -> Iterator[str]:
    if kind is RunKind.LIST:
        yield "\n".join(list_lines(run, printed))
    elif kind is RunKind.FIGURE:
        yield from _figure(run, printed)
    elif run[0].table_id is not None:
        yield printed.opening(run[0].span)
        yield _table(tables[run[0].table_id], printed.after_opening(run[0].span), tables)
    else:
        yield printed.opening(run[0].span)
        yield _block(run[0], printed, units={table.unit_note for table in tables.values()})


def _table(table: Table, printed: Printed, tables: Mapping[str, Table]) -> str:
    if _is_piped(table, tables):
        return "\n".join(pipe_table(table, printed))
    inner = inner_tables(table, tables.values())
    if is_box(table) and not inner:
        return _quoted(table.cells[0].items, printed)
    return "\n".join(html_table(table, printed, inner))


def _quoted(items: Sequence[CellItem], printed: Printed) -> str:
    """A boxed notice: each of its lines a paragraph of one quotation."""
    texts = [printed.opening(item.span) + printed.shown(item.span, escape_line) for item in items]
    return "\n>\n".join(f"> {text}" for text in texts)


def _figure(run: Sequence[Block], printed: Printed) -> Iterator[str]:
    """A line that a figure stands here, and each of its texts as a paragraph of one quotation."""
    yield printed.opening(run[0].span)
    texts = [printed.shown(block.span, escape_line) for block in run]
    yield "\n>\n".join(f"> {text}" for text in (FIGURE_LINE, *texts))


def _block(block: Block, printed: Printed, *, units: Set[str | None]) -> str:
    if block.kind is BlockKind.HEADING:
        depth = min(block.level or 1, _DEEPEST_HEADING)
        return f"{'#' * depth} {printed.shown(block.span, escape_heading)}"
    if block.kind is BlockKind.CAPTION and block.span.slice(printed.text) not in units:
        return f"**{printed.shown(block.span, escape_inline)}**"
    return printed.shown(block.span, escape_line)

"""Where pages begin in the text that is printed: furniture left out, each page told once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.export.masking import masks_for
from schemas.document import Block, Document, Region
from schemas.evidence import CharSpan
from schemas.masking import MaskedSpan


@dataclass(frozen=True, slots=True)
class Printed:
    """A document's masked text, and at which of its offsets new pages begin.

    `starts` is sorted; `pages` has for each start the pages that begin there:
    several where pages before it hold nothing that is printed.
    """

    text: str
    starts: tuple[int, ...] = ()
    pages: tuple[tuple[int, ...], ...] = ()

    def opening(self, span: CharSpan) -> str:
        """The comments of the pages that begin where `span` does; empty where none does."""
        return self._comments(span.start)

    def after_opening(self, span: CharSpan) -> Printed:
        """The same without the pages that begin where `span` does: they are told already."""
        kept = [index for index, start in enumerate(self.starts) if start != span.start]
        return replace(
            self,
            starts=tuple(self.starts[index] for index in kept),
            pages=tuple(self.pages[index] for index in kept),
        )

    def shown(self, span: CharSpan, escape: Callable[[str], str]) -> str:
        """The words of `span`, escaped; a comment stands where a page begins inside of it."""
        cuts = self.starts[bisect_left(self.starts, span.start + 1) : bisect_left(self.starts, span.end)]
        edges = [span.start, *cuts, span.end]
        pieces = [self.text[start:end] for start, end in pairwise(edges)]
        comments = ["", *(self._comments(cut) for cut in cuts)]
        return "".join(comment + escape(piece) for comment, piece in zip(comments, pieces, strict=True))

    def _comments(self, start: int) -> str:
        index = bisect_left(self.starts, start)
        begins = index < len(self.starts) and self.starts[index] == start
        return "".join(map(page_comment, self.pages[index])) if begins else ""


def page_comment(page_no: int) -> str:
    """The mark of a page's beginning, which no renderer shows."""
    return f"<!-- page {page_no} -->"


def to_print(document: Document, masked: Sequence[MaskedSpan]) -> Printed:
    """The text of `document`, masked, with the places where its pages begin."""
    text = document.text
    shown = masks_for(text, masked).quote(text, CharSpan(0, len(text))) if text else ""
    found = list(_page_starts(document))
    return Printed(shown, tuple(start for start, _ in found), tuple(pages for _, pages in found))


def printed_blocks(document: Document) -> list[Block]:
    """The blocks without running headers, footers and page numbers."""
    return [block for block in document.blocks if block.region is not Region.FURNITURE]


def _page_starts(document: Document) -> Iterator[tuple[int, tuple[int, ...]]]:
    due = [page.page_no for page in document.pages]
    for start, page_no in _places(document):
        begun = tuple(page for page in due if page <= page_no)
        if begun:
            due = due[len(begun) :]
            yield start, begun


def _places(document: Document) -> Iterator[tuple[int, int]]:
    """Each stretch of printed text with its page, in text order; a table begins where its block does."""
    tables = {table.table_id: table for table in document.tables}
    for block in printed_blocks(document):
        holders = tables[block.table_id].cells if block.table_id else (block,)
        parts = [(part.span.start, part.page_no) for holder in holders for part in holder.parts if part.span]
        if parts:
            yield block.span.start, parts[0][1]
        yield from parts[1:]

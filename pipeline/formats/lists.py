"""Korean bullets as nested lists of Markdown.

`-`, `+` and running numbers are Markdown's own marks. Every other marker (□ ○ ㅇ
※ 가. ①) stays as a character behind a `-`, so that a list is a list and the marker
is still read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.layout.marked_text_lines import find_marker
from pipeline.formats.escapes import escape_line
from pipeline.formats.pages import Printed
from schemas.document import Block
from schemas.evidence import CharSpan

_NUMBER = re.compile(r"(?P<number>\d{1,9})(?P<end>[.)])")


@dataclass(frozen=True, slots=True)
class _Mark:
    """What opens an item in Markdown, and where its words begin in the text."""

    text: str
    start: int


@dataclass(slots=True)
class _Lists:
    """The items that are open, outermost first, each with the column of its words; and the last mark at a column."""

    open: list[tuple[str, int]] = field(default_factory=list)
    last: dict[int, str] = field(default_factory=dict)

    def close_to(self, parent_id: str | None) -> int:
        """Close what does not hold the next item; return the column where that begins."""
        while self.open and self.open[-1][0] != parent_id:
            self.open.pop()
        column = self.open[-1][1] if self.open else 0
        self.last = {at: mark for at, mark in self.last.items() if at <= column}
        return column

    def begin(self, block_id: str, column: int, mark: str) -> None:
        self.last[column] = mark
        self.open.append((block_id, column + len(mark) + 1))


def list_lines(items: Sequence[Block], printed: Printed) -> Iterator[str]:
    """The lines of one list; a page that begins between two items is told inside the first.

    An item whose parent stands in no list (a table came between) is outermost.
    """
    lists = _Lists()
    for item in items:
        opening = printed.opening(item.span)
        if opening:
            yield " " * (lists.open[-1][1] if lists.open else 0) + opening
        column = lists.close_to(item.parent_id)
        mark = _mark(item, printed.text, lists.last.get(column), is_first=not lists.last)
        lists.begin(item.block_id, column, mark.text)
        words = printed.shown(CharSpan(mark.start, item.span.end), escape_line)
        yield f"{' ' * column}{mark.text} {words}"


def _mark(item: Block, text: str, before: str | None, *, is_first: bool) -> _Mark:
    marker = item.marker or ""
    start = item.span.start + len(marker)
    words = item.span.slice(text)
    if not marker or not words.startswith(marker) or not words[len(marker) :].strip():
        return _Mark("-", item.span.start)
    start = item.span.end - len(words[len(marker) :].lstrip())
    if marker in ("-", "+") and find_marker(text[start : item.span.end]) is not None:
        return _Mark("-", item.span.start)  # "- ① 접수": whose mark Markdown's dash is would not be told
    if marker in ("-", "+") or _counts_on(marker, before, is_first=is_first):
        return _Mark(marker, start)
    return _Mark("-", item.span.start)


def _counts_on(marker: str, before: str | None, *, is_first: bool) -> bool:
    """Whether Markdown would show this number: a list counts by ones, and inside another it begins with 1.

    >>> _counts_on("2.", "1.", is_first=False), _counts_on("3.", "1.", is_first=False)
    (True, False)
    """
    own, last = _NUMBER.fullmatch(marker), _NUMBER.fullmatch(before or "")
    if own is None:
        return False
    if last and last["end"] == own["end"]:
        return int(own["number"]) == int(last["number"]) + 1
    return is_first or own["number"] == "1"

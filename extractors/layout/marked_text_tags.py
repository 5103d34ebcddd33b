"""Tags of HTML inside a text, and where its tables begin and end."""

from __future__ import annotations

import re

from schemas.evidence import CharSpan

# "<td rowspan="2">", "</TR>", "<br/>"; comments are passed over as a whole.
TAG = re.compile(
    r"<!--[^>]{0,400}-->|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,10})(?P<attributes>(?:\s[^<>]{0,1000})?)/?>"
)


def table_spans(source: str, first: int = 0, last: int | None = None) -> list[CharSpan]:
    """The stretches between two offsets that are tables with cells, outermost ones only, each to its closing tag.

    A table that is never closed is none, and hides none behind it.
    """
    open_at: list[tuple[int, int]] = []  # offset, and how many cells stood before
    closed: list[CharSpan] = []
    cells = 0
    for tag in TAG.finditer(source, first, len(source) if last is None else last):
        name = (tag["name"] or "").lower()
        cells += name in ("td", "th")
        is_escaped = not open_at and source[tag.start() - 1 : tag.start()] == "\\"
        if name != "table" or is_escaped:
            continue
        if not tag["end"]:
            open_at.append((tag.start(), cells))
        elif open_at:
            start, before = open_at.pop()
            if cells > before:
                while closed and closed[-1].start > start:
                    closed.pop()
                closed.append(CharSpan(start, tag.end()))
    return closed

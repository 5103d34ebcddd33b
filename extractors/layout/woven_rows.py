"""Lines of a row that reach into each other: a label between two lines of the text beside it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.chunks import Chunk, ChunkRow

_WOVEN, _MOST_WOVEN = 0.1, 5  # font sizes that lines of a row reach into each other; lines of one row


def woven(rows: Sequence[ChunkRow]) -> list[tuple[int, int]]:
    """First row and row after the last of those that reach into each other: a label between two lines of the text beside it."""
    parts: list[tuple[int, int]] = []
    low = float("-inf")
    for at, row in enumerate(rows):
        if parts and row.top < low - _WOVEN * row.size:
            parts[-1] = (parts[-1][0], at + 1)
            low = max(low, row.bottom)
        else:
            parts.append((at, at + 1))
            low = row.bottom
    return [part for whole in parts for part in _as_row(rows, whole)]


def _as_row(rows: Sequence[ChunkRow], part: tuple[int, int]) -> list[tuple[int, int]]:
    """The part, or row for row where it is more than one row of a table: columns of text, a label that holds for two rows."""
    first, end = part
    several = sum(len(row.chunks) > 1 for row in rows[first:end])
    is_row = end - first <= _MOST_WOVEN and several <= 1
    return [part] if is_row else [(at, at + 1) for at in range(first, end)]


def as_one(rows: Sequence[ChunkRow]) -> ChunkRow:
    """Rows that are woven as one, with what stands one below the other in one chunk."""
    if len(rows) == 1:
        return rows[0]
    chunks: list[Chunk] = []
    for found in sorted((chunk for row in rows for chunk in row.chunks), key=lambda one: one.x0):
        chunk = found
        if chunks and found.x0 < chunks[-1].x1:
            last = chunks.pop()
            chunk = Chunk((*last.words, *found.words), last.x0, max(last.x1, found.x1))
        chunks.append(chunk)
    return ChunkRow(tuple(chunks), min(row.top for row in rows), max(row.bottom for row in rows))

"""The words of a page by their lines: the parts of a page are looked at several times, each set of words is grouped once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.layout.aligned_tables import Aligned
from extractors.layout.column_rows import Row
from extractors.layout.lines import group_rows
from extractors.layout.stretched import stretched_rows, tables_without_rules
from schemas.page import Word

Piece = Aligned | tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class PageLines:
    """What was found among words of a page. Lines keep their words, so that no other word gets the id of one of them."""

    _lines: dict[frozenset[int], list[list[Word]]] = field(default_factory=dict)
    _stretched: dict[frozenset[int], list[bool]] = field(default_factory=dict)
    _pieces: dict[frozenset[int], list[Piece]] = field(default_factory=dict)
    _rows: dict[tuple[bool, tuple[int, ...]], Row] = field(default_factory=dict)

    def lines(self, words: Sequence[Word]) -> list[list[Word]]:
        """What `group_rows` gives; not to be changed."""
        key = frozenset(map(id, words))
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = group_rows(words)
        return found

    def pieces(self, words: Sequence[Word]) -> list[Piece]:
        """Tables without rules and the rest, from top to bottom; not to be changed."""
        key = frozenset(map(id, words))
        found = self._pieces.get(key)
        if found is None:
            found = self._pieces[key] = tables_without_rules(words, self.lines, self._flags(words))
        return found

    def rows(self, words: Sequence[Word]) -> list[Row]:
        """The lines as columns are sought in them."""
        told = zip(self.lines(words), self._flags(words), strict=True)
        return [self._row(line, whole=is_whole) for line, is_whole in told]

    def _flags(self, words: Sequence[Word]) -> list[bool]:
        """For each line whether it is prose drawn out over the page."""
        key = frozenset(map(id, words))
        found = self._stretched.get(key)
        if found is None:
            found = self._stretched[key] = stretched_rows(self.lines(words))
        return found

    def _row(self, line: Sequence[Word], *, whole: bool) -> Row:
        key = whole, tuple(map(id, line))
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = Row.of(line, whole=whole)
        return found

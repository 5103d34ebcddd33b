"""The passages of a document held against judged ones, and what stands around each of them.

A row whose neighbours show an indicator is likelier to show it, a passage is likelier to show what the one before it shows,
and less likely what another one says much better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from extractors.rules.cues import Seen
from extractors.rules.lessons import Around, Counts, Lessons, Passage
from extractors.rules.rows import Row, short_cells
from schemas.evidence import CellAddress

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Unit:
    """One passage: a sentence that stands alone, or a row with all of its short cells."""

    seen: Seen
    row: Row | None = None

    @property
    def place(self) -> tuple[int, int, bool]:
        """In text order; a row before a long cell of its own that begins it."""
        return *self.seen.sentence.span, self.row is None

    def read_by(self, lessons: Lessons) -> Passage:
        """The passage by itself; without a fact it need not have been parsed, and its letters alone count."""
        sentence = self.seen.sentence
        stems = sentence.morphemes if self.seen.facts else ()
        return lessons.read(self.seen.folded, stems, sentence.section)


class Readings:
    """What passages of one document read like; each is asked for by its sentence, its cell or its row."""

    def __init__(self, lessons: Lessons, sentences: Iterable[Seen], rows: Sequence[Row]) -> None:
        units = _units(sentences, rows)
        alone = [one.read_by(lessons) for one in units]
        passages = [
            replace(one, around=around)
            for one, around in zip(alone, _around(lessons, units, alone), strict=True)
        ]
        self._of: dict[Span, Passage] = {}
        self._of_rows: dict[Span, Passage] = {}
        for unit, passage in zip(units, passages, strict=True):
            if unit.row is None:
                self._of[unit.seen.sentence.span] = passage
        for unit, passage in zip(units, passages, strict=True):
            if unit.row is not None:
                self._of_rows[unit.seen.sentence.span] = passage
                self._of |= {cell.sentence.span: passage for cell in short_cells(unit.row)}

    def of(self, seen: Seen) -> Passage:
        """The passage that a sentence is, or the row that a short cell stands in."""
        return self._of[seen.sentence.span]

    def of_row(self, row: Row) -> Passage:
        """The passage that a row is, with all of its cells."""
        return self._of_rows[row.read.sentence.span]


def _units(sentences: Iterable[Seen], rows: Iterable[Row]) -> list[_Unit]:
    told = [_Unit(row.read, row) for row in rows]
    in_rows = {cell.sentence.span for one in told if one.row for cell in short_cells(one.row)}
    told += [_Unit(seen) for seen in sentences if seen.sentence.span not in in_rows]
    return sorted(told, key=lambda unit: unit.place)


def _around(lessons: Lessons, units: Sequence[_Unit], passages: Sequence[Passage]) -> Iterator[Around]:
    """What stands around each passage, for every indicator, in hundredths."""
    if not units:
        return
    scores = np.array([passage.hundredths for passage in passages])
    before = np.vstack([np.zeros_like(scores[:1]), scores[:-1]])
    elsewhere = _best_of_others(scores)
    of_rows = _mean_of_others(scores, [_table_of(one) for one in units])
    for place, unit in enumerate(units):
        yield Around(
            elsewhere=elsewhere[place],
            rows=of_rows[place],
            before=before[place],
            under=lessons.hundredths(unit.seen.sentence.section[-1:]),
            heads=lessons.hundredths(_heads_of(unit)),
        )


def _best_of_others(scores: Counts) -> Counts:
    """For each passage the best score of another one."""
    if len(scores) == 1:
        return np.zeros_like(scores)
    second, first = np.sort(scores, axis=0)[-2:]
    best: Counts = np.where(scores >= first, second, first)
    return best


def _mean_of_others(scores: Counts, tables: Sequence[str | None]) -> Counts:
    """For each passage what the others of its table score in the mean."""
    mean = np.zeros_like(scores)
    for table in dict.fromkeys(filter(None, tables)):
        places = [place for place, other in enumerate(tables) if other == table]
        if len(places) > 1:
            own = scores[places]
            mean[places] = (own.sum(axis=0) - own) // (len(places) - 1)
    return mean


def _table_of(unit: _Unit) -> str | None:
    return next((cell.table_id for cell in _cells_of(unit)), None)


def _heads_of(unit: _Unit) -> tuple[str, ...]:
    """The heads of the columns in which its facts stand."""
    return tuple(dict.fromkeys(chain.from_iterable(cell.header_path for cell in _cells_of(unit))))


def _cells_of(unit: _Unit) -> Iterator[CellAddress]:
    cells = (fact.evidence[0].cell for fact in unit.seen.facts)
    return (cell for cell in cells if cell is not None)

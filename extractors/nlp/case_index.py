"""Which case a stretch of a document belongs to, asked of every unit of it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.nlp.sentences import Unit
from extractors.nlp.table_grid import Grid, grid_of
from schemas.case_study import CaseStudy
from schemas.evidence import CharSpan


class CaseIndex:
    """The cases of one document by their characters and by the rows of tables."""

    def __init__(self, cases: Sequence[CaseStudy]) -> None:
        self._cases = cases
        self._parts = [
            (part.start, part.end, case) for case in cases for part in (*case.spans, *case.caption_spans)
        ]
        self._of_rows: dict[tuple[Grid, int, int], CaseStudy | None] = {}

    def holding(self, span: CharSpan) -> CaseStudy | None:
        """The first case that holds some of `span`, also in one of its captions."""
        first, last = span.as_tuple()
        for start, end, case in self._parts:
            if start < last and first < end:
                return case
        return None

    def of_unit(self, unit: Unit) -> CaseStudy | None:
        """The case that holds the unit; for another cell of a table the only case of its rows."""
        own = self.holding(unit.span)
        if own is not None or unit.table is None or unit.cell is None or unit.cell.is_header:
            return own
        rows = (grid_of(unit.table), unit.cell.row, unit.cell.row_span)
        if rows not in self._of_rows:
            self._of_rows[rows] = self._only_one_of(*rows)
        return self._of_rows[rows]

    def _only_one_of(self, grid: Grid, first: int, count: int) -> CaseStudy | None:
        spans = [cell.span for row in range(first, first + count) for cell in grid.row(row) if cell.span]
        found = {
            case.case_id: case
            for case in self._cases
            if any(part.overlaps(span) for span in spans for part in case.spans)
        }
        return next(iter(found.values())) if len(found) == 1 else None

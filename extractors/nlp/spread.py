"""What a passage says of more than itself: of each city of a list, and of a table's row by the row's stage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_tables import bare_head, is_of_stages
from schemas.document import Cell, Table
from schemas.fact import Status

Row = tuple[str, int]
"""A table and the number of one of its rows."""
# "2028", "2028년", "’27~’29": a cell of years
_YEARS = re.compile(
    r"(?:20|['’‘])(?P<first>\d{2})\s?(?:년도?)?(?:\s?[~∼～-]\s?(?:20|['’‘])?\d{2}\s?(?:년도?)?)?"
)
_OF_TIMES = re.compile(r"시기|연도|년도|연차|기간|일정")
_NOT_THERE = ("planned", "negated", "in_progress")
_WITH_STAGE = ("quantity", "feature", "coverage", "initiative_status", "technology")


def stages_of_rows(passages: Iterable[Passage]) -> dict[Row, Status]:
    """How far each row of a table has come that has a column for it, or for its year, where its thing is not there yet."""
    found: dict[Row, Status] = {}
    for passage in passages:
        table, cell, row = passage.unit.table, passage.unit.cell, _row(passage)
        if row is None or table is None or cell is None:
            continue
        if is_of_stages(table, cell):
            clauses = passage.sentence.clauses
            if clauses and clauses[-1].status in _NOT_THERE:
                found[row] = clauses[-1].status
        elif _is_to_come(passage, table, cell):
            found.setdefault(row, "planned")
    return found


def _is_to_come(passage: Passage, table: Table, cell: Cell) -> bool:
    """Whether a cell names nothing but a year, or years, after the paper's own, as what its row is for."""
    year = _YEARS.fullmatch(passage.text.strip())
    if year is None or passage.as_of is None or int(year["first"]) + 2000 <= passage.as_of.year:
        return False
    return cell.col <= 1 or _OF_TIMES.search(bare_head(table, cell)) is not None


def spread(passage: Passage, drafts: Iterable[Draft], stages: Mapping[Row, Status]) -> Iterator[Draft]:
    """The drafts, at the stage of their row, and once more for each other city that is told of the same."""
    row = _row(passage)
    stage = stages.get(row) if row is not None else None
    for draft in drafts:
        settled = _at_stage(draft, stage)
        yield settled
        if draft.subject == passage.subject:
            yield from (replace(settled, subject=other) for other in passage.others)


def _at_stage(draft: Draft, stage: Status | None) -> Draft:
    """A draft whose own words tell no tense has the stage of its row."""
    is_open = draft.status in ("nominal", "unstated") and (
        draft.field in _WITH_STAGE or (draft.field == "date" and stage == "planned")
    )
    return replace(draft, status=stage) if stage is not None and is_open else draft


def _row(passage: Passage) -> Row | None:
    table, cell = passage.unit.table, passage.unit.cell
    return None if table is None or cell is None or cell.is_header else (table.table_id, cell.row)

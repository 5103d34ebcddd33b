"""Columns of case tables that say who works with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.mentions import NameMention
from extractors.nlp.normalise import plain
from extractors.nlp.places import PlaceMention
from extractors.nlp.table_grid import MOST_TABLES, Grid, grid_of
from schemas.document import Cell

_OWNER_COLUMN = re.compile(
    r"신청\s?기관|신청\s?기업|개발\s?(?:기관|사|업체|기업)|참여\s?(?:기관|기업)|컨소시엄|협력\s?(?:기관|기업)|수행\s?(?:기관|기업)|주관\s?(?:기관|기업)|공급\s?(?:기관|기업|사)"
)


def column_of(passage: Passage) -> str | None:
    """The head of the column that a passage stands in, where it says who works with whom."""
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None or cell.is_header:
        return None
    over = (
        head.text
        for head in _owner_heads(grid_of(table))
        if head.row < cell.row and head.col <= cell.col < head.col + head.col_span
    )
    return next(over, None)


@lru_cache(maxsize=MOST_TABLES)
def _owner_heads(grid: Grid) -> tuple[Cell, ...]:
    """The heads of columns that say who works with whom; most tables have none."""
    return tuple(
        cell for cell in grid.table.cells if cell.is_header and cell.text and _OWNER_COLUMN.search(cell.text)
    )


def in_column(passage: Passage, column: str) -> Iterator[Draft]:
    """Yield the bodies and cities of a cell under such a head."""
    found: list[NameMention | PlaceMention] = [
        *(m for m in passage.organisations if m.kind == "organisation"),
        *(p for p in passage.places if p.name != passage.subject.name),
    ]
    for mention in sorted(found, key=lambda m: m.span):
        yield Draft(
            field="partner", value=plain(passage.slice(*mention.span.as_tuple())), span=mention.span,
            subject=passage.subject, case_id=passage.case_id, rule_id="partner.column", attributes={"role": plain(column)}, trust=0.9,
        )  # fmt: skip

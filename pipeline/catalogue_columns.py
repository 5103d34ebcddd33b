"""Which column of a table of indicators holds what, by the words of its head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.catalogue_sheets import SheetLine

Role = Literal[
    "id", "dimension", "item", "name", "name_en", "definition", "points", "unit", "type", "proof",
    "service_field", "scheme", "year",
]  # fmt: skip
HEADS: dict[Role, tuple[str, ...]] = {
    "id": ("지표번호", "지표코드", "번호", "코드", "연번", "순번", "id", "no", "no.", "code", "indicator_id"),
    "dimension": ("영역", "평가영역", "부문", "평가부문", "대분류", "dimension", "area"),
    "item": ("항목", "평가항목", "중분류", "item"),
    "name": (
        "지표", "지표명", "평가지표", "세부지표", "세부지표명", "세부평가지표", "인증지표", "평가지표명", "세부항목", "소분류",
        "indicator", "name",
    ),
    "name_en": ("영문명", "영문지표명", "name_en", "englishname"),
    "definition": (
        "정의", "지표정의", "내용", "평가내용", "설명", "산식", "산출방법", "산출식", "측정방법", "평가기준", "definition", "description",
    ),
    "points": ("배점", "점수", "만점", "points", "score", "weight"),
    "unit": ("단위", "측정단위", "unit"),
    "type": ("유형", "지표유형", "값유형", "평가유형", "type"),
    "proof": ("증빙", "증빙자료", "증빙서류", "근거자료", "제출자료", "근거", "proof", "evidence"),
    "service_field": ("서비스분야", "분야", "service_field", "field"),
    "scheme": ("제도", "인증종류", "scheme"),
    "year": ("연도", "인증연도", "year"),
}  # fmt: skip
"""Without blanks, brackets and case."""
HEAD_WITHIN = 30
"""The head stands among the first lines; what is above it is title and notes."""
# "배점(점)", "단위 (예: 건)": what stands in brackets explains the head
_ASIDE = re.compile(r"[(\[〔].*?[)\]〕]")


@dataclass(frozen=True, slots=True)
class Head:
    """The line of the head (its place in the sheet, from 0), its cells, and the column of each role."""

    at: int
    cells: tuple[str, ...]
    columns: Mapping[Role, int]

    def cell(self, line: SheetLine, role: Role) -> str:
        """What a line says for a role; '' where the table has no such column."""
        column = self.columns.get(role)
        return "" if column is None or column >= len(line.cells) else line.cells[column]


def find_head(lines: Sequence[SheetLine]) -> Head | None:
    """Return the first line that names the indicator and its dimension or points, or None."""
    for at, line in enumerate(lines[:HEAD_WITHIN]):
        columns = _roles(line)
        if "name" in columns and ("dimension" in columns or "points" in columns):
            return Head(at, line.cells, columns)
    return None


def _roles(line: SheetLine) -> dict[Role, int]:
    columns: dict[Role, int] = {}
    for column, cell in enumerate(line.cells):
        role = role_of(cell)
        if role is not None:
            columns.setdefault(role, column)
    return columns


def role_of(head: str) -> Role | None:
    """The role that the head of a column names, or None.

    >>> role_of("배 점(점)"), role_of("세부 지표명"), role_of("비고")
    ('points', 'name', None)
    """
    word = "".join(_ASIDE.sub("", head).split()).lower()
    return next((role for role, heads in HEADS.items() if word in heads), None)

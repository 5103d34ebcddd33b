"""Labels that say of what stands behind, beside or below them that it is to come: '(향후 계획) …', a column '2026년 계획'."""

from __future__ import annotations

import re
from typing import Final

from extractors.nlp.extract_tables import last_head, row_labels
from schemas.document import Cell, Table

# "향후 계획", "추진 계획(안)", "2026년(예정)", "로드맵"; a 기본계획 or 도시계획 is a document
_LABEL: Final = re.compile(
    r"^(?:향후|앞으로|추후)|(?<!기본)(?<!종합)(?<!도시)(?<!실시)계획(?:\(?안\)?)?\)?$|예정\)?$|로드맵$"
)
# "(향후 계획) 감지기 40대 추가 설치"
_BRACKETED: Final = re.compile(r"[*※\s]*[(\[<〈【]\s?(?P<label>[가-힣0-9 ]{2,14})\s?[)\]>〉】]")


def is_labelled_plan(text: str, table: Table | None, cell: Cell | None) -> bool:
    """Whether such a label stands before a text, at the head of its column or at the start of its row."""
    opening = _BRACKETED.match(text)
    if opening is not None and _is_plan(opening["label"]):
        return True
    if table is None or cell is None or cell.is_header:
        return False
    beside = row_labels(table, cell)[:1]
    return any(map(_is_plan, (last_head(table, cell), *beside)))


def _is_plan(label: str) -> bool:
    return _LABEL.search("".join(label.split())) is not None

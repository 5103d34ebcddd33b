"""Labels that say of what stands behind, beside or below them that it is to come: '(향후 계획) …', a column '2026년 계획'."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from extractors.nlp.extract_tables import last_head, row_labels
from extractors.nlp.status_ahead import denies
from schemas.document import Cell, Table

# "향후 계획", "추진 계획(안)", "2026년(예정)", "로드맵", "2027년 목표", "기대 효과"; a 기본계획 or 도시계획 is a document
_LABEL: Final = re.compile(
    r"^(?:향후|앞으로|추후)|(?<!기본)(?<!종합)(?<!도시)(?<!실시)계획(?:\(?안\)?)?\)?$|예정\)?$|로드맵$"
    r"|목표치?(?:\((?:20|['’‘])\d{2}년?\))?\)?$|(?:기대|예상)효과$|(?:남은|향후|개선)과제$"
)
_MOST_TEXTS: Final = 16
"""So many texts are remembered with their labels: both questions are asked one after the other."""
_MOST_LABELS: Final = 1024
"""So many labels are remembered: every cell of a column is asked about the same head."""
# "(향후 계획) 감지기 40대 추가 설치"
_BRACKETED: Final = re.compile(r"[*※\s]*[(\[<〈【]\s?(?P<label>[가-힣0-9 ]{2,14})\s?[)\]>〉】]")
# "- 2단계(예정): 감지기 40대 설치", "목표 : 이용자 2만 명"
_BEFORE_COLON: Final = re.compile(
    r"[-○ㅇ·*※\s]{0,4}(?P<label>[가-힣0-9]{1,8}(?:[ ()가-힣0-9]{0,12}))\s?[:：]\s?(?!\d)"
)


def is_labelled_plan(text: str, table: Table | None, cell: Cell | None) -> bool:
    """Whether such a label stands before a text, at the head of its column or at the start of its row."""
    if any(map(_is_plan, _opening_labels(text))):
        return True
    if table is None or cell is None or cell.is_header:
        return False
    beside = row_labels(table, cell)[:1]
    return any(map(_is_plan, (last_head(table, cell), *beside)))


def is_labelled_undone(text: str) -> bool:
    """Whether a label before a text says that nothing came of it: '미완료: 감지기 40대 설치'."""
    return any(map(denies, _opening_labels(text)))


@lru_cache(maxsize=_MOST_TEXTS)
def _opening_labels(text: str) -> tuple[str, ...]:
    found = (_BRACKETED.match(text), _BEFORE_COLON.match(text))
    return tuple(opening["label"].strip() for opening in found if opening is not None)


@lru_cache(maxsize=_MOST_LABELS)
def _is_plan(label: str) -> bool:
    return _LABEL.search("".join(label.split())) is not None

"""What lies ahead by the document's own time: a day after its own, or a heading that says that it tells of what is to come.

'6월에 공사를 시작해 10월에 끝낸다' in a paper of April is a plan, and so is a row under '다음 달에는'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from extractors.nlp.dates import DateMention
from extractors.nlp.status_things import unmarked
from schemas.fact import Status
from schemas.sentence import Clause

_BY_DATE: Final[tuple[Status, ...]] = ("ongoing", "nominal", "unstated")
_BY_HEADING: Final[tuple[Status, ...]] = ("nominal", "unstated")
_PRESENT: Final = "ongoing.present"
_NOTED_AS_DONE: Final = "done.completed"
# "앞으로의 투자 계획", "향후 일정", "다음 달에는", "확대 계획(2025~2027)", "7. 넓혀 갈 계획": 스마트도시 계획 is a document
_AHEAD: Final = re.compile(
    r"향후|앞으로|다음\s?(?:달|분기|해)|내년도?|추후"
    r"|(?:확대|확산|발전|투자|추진|개선|보급|구축|도입|보완|고도화|할|갈)\s?(?:계획|예정|일정)\s?(?:\(|$)"
)
# "12월까지 …", "2027년까지": the end of what holds already
_UNTIL: Final = re.compile(r"\s?까지")


def put_ahead(
    clauses: Sequence[Clause],
    text: str,
    offset: int,
    *,
    dates: Sequence[DateMention],
    as_of: date | None,
    section: Sequence[str],
) -> tuple[Clause, ...]:
    """The clauses of a text that begins at `offset`, those that lie ahead as plans."""
    later = [found for found in dates if as_of is not None and _is_later(found, as_of)]
    starts = [found.span.start for found in later if not _UNTIL.match(text, found.span.end - offset)]
    is_headed = bool(section) and _AHEAD.search(section[-1]) is not None
    return tuple(_put(clause, starts, is_headed=is_headed) for clause in clauses)


def _put(clause: Clause, starts: Sequence[int], *, is_headed: bool) -> Clause:
    is_dated = any(clause.span[0] <= start < clause.span[1] for start in starts)
    rule = unmarked(clause.status_rule)
    if is_dated and (clause.status in _BY_DATE or rule == _NOTED_AS_DONE):
        return clause.model_copy(update={"status": "planned", "status_rule": "planned.later_than_document"})
    if is_headed and (clause.status in _BY_HEADING or rule == _PRESENT):
        return clause.model_copy(update={"status": "planned", "status_rule": "planned.heading"})
    return clause


def _is_later(found: DateMention, as_of: date) -> bool:
    """Whether a day, month or year begins after the document's own."""
    if found.kind == "duration":
        return False
    begin = found.value.partition("/")[0][:10]
    return begin > as_of.isoformat()[: len(begin)]

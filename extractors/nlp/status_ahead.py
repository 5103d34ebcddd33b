"""What lies ahead by the document's own time: a day after its own, or a heading or title that says that it tells of what is to come.

'6월에 공사를 시작해 10월에 끝낸다' in a paper of April is a plan, and so is a row under '다음 달에는'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from extractors.nlp.dates import DateMention
from extractors.nlp.status_things import unmarked
from extractors.nlp.status_words import COMPLETED
from schemas.fact import Status
from schemas.sentence import Clause

_MOST_SECTIONS: Final = 256
"""So many headings are remembered: all clauses under one are asked about it."""
_BY_DATE: Final[tuple[Status, ...]] = ("ongoing", "nominal", "unstated")
_BY_HEADING: Final[tuple[Status, ...]] = ("nominal", "unstated")
_PRESENT: Final = "ongoing.present"
_NOTED_AS_DONE: Final = "done.completed"
_PURSUED: Final = "in_progress.pursued"
# "앞으로의 투자 계획", "향후 일정", "다음 달에는", "확대 계획(2025~2027)", "7. 넓혀 갈 계획": 스마트도시 계획 is a document
_AHEAD: Final = re.compile(
    r"향후|앞으로|다음\s?(?:달|분기|해)|내년도?|추후|로드맵$|(?:확산|확대|발전|성장|사업화)\s?(?:전략|방안|방향)$"
    r"|(?:확대|확산|발전|투자|추진|개선|보급|구축|도입|보완|고도화|할|갈)\s?(?:계획|예정|일정)\s?(?:\(|$)"
    r"|(?:남은|개선)\s?과제$|(?:20\d{2}|['’‘]\d{2})년?(?:\s?[가-힣]{2,4})?\s?목표$|(?:기대|예상)\s?(?:되는\s?)?효과$"
)
# "하늘길 배송 사업 수행계획서", "동부권 성장계획(2027~2031) 초안": the title of a plan
_PLAN: Final = re.compile(r"계획서?\s?(?:\(안\)|안)?\s?$|계획(?:\(안\)|안)?\s?(?:\(20\d\d|초안)")
# "인증 신청 계획서": what applies or reports tells of what is there, however it is called
_APPLIES: Final = re.compile(r"신청|인증|평가|보고")
# "2. 지금의 모습", "추진 현황", "그간의 성과": parts of a plan that tell of what is there
_SO_FAR: Final = re.compile(r"현황|지금|현재|그간|그동안|실적|성과|여건|갖춘|경과|연혁")
# "미추진 사업", "3. 중단된 과제"
_NOT_DONE: Final = re.compile(
    r"^(?:\d{1,2}[.)]\s?)?(?:미(?:추진|이행|완료|설치|도입|구축|시행|착공)|중단|폐지|철회|취소|보류|무산)(?:된|한)?\s?(?:사업|과제|서비스|시설|구간|항목)?$"
)
_ENDS: Final = ("마치", "마친", "마침", "끝내", "끝낸", "끝냄", "매듭")
# "12월까지 …", "2027년까지": the end of what holds already
_UNTIL: Final = re.compile(r"\s?까지")


@lru_cache(maxsize=_MOST_SECTIONS)
def denies(label: str) -> bool:
    """Whether a label or heading says that nothing came of what it heads.

    >>> denies("미추진 사업"), denies("중단된 과제"), denies("추진 사업")
    (True, True, False)
    """
    return _NOT_DONE.search(label) is not None


def is_plan(title: str) -> bool:
    """Whether a paper calls itself a plan: what it tells without saying when is ahead.

    >>> is_plan("하늘길 배송 사업 수행계획서"), is_plan("동부권 성장계획(2027~2031) 초안"), is_plan("인증 신청 계획서")
    (True, True, False)
    """
    return _PLAN.search(title) is not None and _APPLIES.search(title) is None


def put_ahead(
    clauses: Sequence[Clause],
    text: str,
    offset: int,
    *,
    dates: Sequence[DateMention],
    as_of: date | None,
    section: Sequence[str],
    in_plan: bool = False,
    is_labelled: bool = False,
    is_denied: bool = False,
) -> tuple[Clause, ...]:
    """The clauses of a text that begins at `offset`, those that lie ahead as plans.

    `in_plan` where the whole paper is one, `is_labelled` where a label says so; `is_denied` where one says that nothing
    came of it: '미추진 사업'.
    """
    later = [found for found in dates if as_of is not None and _is_later(found, as_of)]
    ends = {found.span.start for found in later if _UNTIL.match(text, found.span.end - offset)}
    starts = [found.span.start for found in later]
    is_headed = is_labelled or _is_under_plan(tuple(section))
    is_headed |= in_plan and not any(map(_SO_FAR.search, section[1:]))
    is_denied = is_denied or any(map(denies, section[-1:]))
    told = (
        [start for start in starts if start not in ends or _comes_to_an_end(clause)] for clause in clauses
    )
    put = (_put(clause, begin, is_headed=is_headed) for clause, begin in zip(clauses, told, strict=True))
    return tuple(map(_denied, put) if is_denied else put)


def _denied(clause: Clause) -> Clause:
    """A bare act under '미추진 사업', behind '미완료:'."""
    if clause.status != "nominal" or clause.predicate is None:
        return clause
    return clause.model_copy(update={"status": "negated", "status_rule": "negated.heading"})


@lru_cache(maxsize=_MOST_SECTIONS)
def _is_under_plan(section: tuple[str, ...]) -> bool:
    """Whether the nearest heading says so, or one over it that is no title, with none between on what is there: '추진 계획 > 2차 연도'."""
    for number, heading in enumerate(reversed(section)):
        if number and (number == len(section) - 1 or _SO_FAR.search(section[-number])):
            return False
        if _AHEAD.search(heading):
            return True
    return False


def _comes_to_an_end(clause: Clause) -> bool:
    """'12월까지 마침', '2027년까지 전 구간에 설치': what is over by then lies ahead; '12월까지 운영' holds already."""
    words = (clause.predicate or "").split()
    return bool(words) and (words[0] in COMPLETED or words[-1].startswith(_ENDS))


def _put(clause: Clause, starts: Sequence[int], *, is_headed: bool) -> Clause:
    is_dated = any(clause.span[0] <= start < clause.span[1] for start in starts)
    rule = unmarked(clause.status_rule)
    if is_dated and (clause.status in _BY_DATE or rule in (_NOTED_AS_DONE, _PURSUED)):
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

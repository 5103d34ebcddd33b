"""Cells that say how far the thing of their row is, and nothing else: '미구축', '해당 없음', '2027년 설치 예정', '현재 ×'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.nlp.status_tails import any_of
from extractors.nlp.status_words import ACTIONS, BUILDING, CEASED
from schemas.fact import Status

_MOST_CELLS = 1024
"""So many cells are remembered: the same few words stand in every row of a column."""
_NEVER = frozenset(
    {"고장", "방치", "함구", "사장", "단수", "도산", "부도", "백지", "공실", "단절", "마비", "미정"}
)
"""Words of an end that are also the whole name of something, or befall what is there."""
_END = r"(?:됨|함|된상태|상태|조치|결정|통보|처리|확정|의결)?"
_DAY = r"(?:[(（]?['’]?\d[\d.년월일~]*[)）]?)?"
# "보류", "운영 중단(2023.5.)", "미구축", "해당 없음", "없음(계획 없음)", "×", "☐ 예 ☑ 아니오", "0개소"
_DENIED = re.compile(
    rf"{_DAY}(?:(?:{any_of(ACTIONS)}|사업|서비스|전면|잠정){{0,2}}{any_of(CEASED - _NEVER)}{_END}"
    rf"|(?:운영|서비스|사업|제공|운행|판매|지원|계약)?종료{_END}|미{any_of(ACTIONS)}|미보유|미해당"
    rf"|(?:해당)?(?:사항|실적|계획|보유|이력)?(?:없음|무|전무)|(?:현재)?[×✕✗xX]|아니[오요]|[☐□]예[☑■✔☒][^☐□]*아니[오요]"
    r"|.{0,8}[☑■✔☒●](?:없음|아니[오요]|해당없음|미해당)(?:[☐□○].{0,6})?"
    rf"|(?<!\d)0(?:개소|건|대|기|곳|명|개|종|%)|N/?A){_DAY}[.]?",
    re.IGNORECASE,
)
# "2027년 설치 예정", "추후 제공", "예산 확보 후", "검토 필요", "미정", "사업 후 ○", "0% → 85%(2028년)", "개통 시 12분 단축"
_AHEAD = re.compile(
    rf".{{0,14}}(?:예정|계획|목표|전망|설계중|발주(?:중)?|착공전|협의중|검토중?|공모중|준비중?|미정)(?:임|이다)?{_DAY}"
    rf"|(?:추후|향후|차년도|내년|내후년|연내)(?:에)?(?:{any_of(ACTIONS)}){{0,2}}"
    rf"|.{{0,14}}(?:확보|승인|확정|협의|통과|완공|준공|개정|선정|심의|허가)(?:후|시)(?:에)?(?:{any_of(ACTIONS)})?"
    rf"|(?:사업|구축|도입|설치|개선|완공|준공)후[○◯●oO]|0(?:%|개소|건|대|곳|기)→\d.*|.{{0,10}}필요|(?:예산|승인|허가)대기|(?:기본|실시)?설계|타당성조사|용역|공모|기획|구상|예산미반영"
    rf"|(?:개통|준공|완공|개소|도입|구축|설치)(?:시|후).{{0,16}}(?:단축|절감|감소|증가|향상|개선|기대|가능)"
)
# "시공 중", "제작 중(60%)", "공정률 45%", "2차(시공)", "부적합 3건 조치 중", "시험 운전", "70%"
_GOING = re.compile(
    rf".{{0,14}}(?:{any_of(BUILDING)}|공사|시험|검증|학습|보완|조치|납품|협상|심의|심사|추진|진행|시운전|시공|검수|착수){_END}중{_DAY}(?:[(（].{{1,8}}[)）])?"
    r"|(?:공정률?|진척률?|진도율?|이행률?)?(?!0%|100%)\d{1,2}(?:[.]\d)?%(?:진행|완료)?|(?:시공|공사|착공|진행|추진)"
    r"|.{0,10}\d차[(（]?완료[)）]?.{0,14}(?:미착수|시공|예정|추진).{0,4}"
)
_ASSESSES = re.compile(r"(?:배점|가점|가중치|평가항목|심사항목|심사기준|평가기준|측정산식)\d*점?$")
"""Rows of what is asked for, and how it is weighed."""
_STAGES: tuple[tuple[Status, re.Pattern[str]], ...] = (
    ("negated", _DENIED),
    ("planned", _AHEAD),
    ("in_progress", _GOING),
)
_LABELLED = re.compile(r"^(?:검토|심사|심의|조치|처리|추진|판정)(?:결과|상태|의견|현황|단계)[:：]")
_LONGEST = 32
_OF_LABEL = re.compile(r"없음|무$|전무|[×✕✗xX0]|아니|N/?A|해당", re.IGNORECASE)
"""What answers the label before it."""


@lru_cache(maxsize=_MOST_CELLS)
def stage_of_cell(text: str) -> Status | None:
    """How far a cell says that its row's thing is: denied, ahead or under way; None where it says something else, or more.

    >>> [stage_of_cell(cell) for cell in ("미구축", "해당 없음", "2027년 설치 예정", "시공 중", "감지기 12대")]
    ['negated', 'negated', 'planned', 'in_progress', None]
    """
    bare = "".join(text.split()).strip("-–·:")
    bare = _LABELLED.sub("", bare)  # '검토 결과: 부적정'
    if not bare or len(bare) > _LONGEST:
        return None
    return next((status for status, words in _STAGES if words.fullmatch(bare)), None)


def stage_of_row(before: Sequence[str], behind: Sequence[str]) -> Status | None:
    """The stage that the cells beside a thing's own tell: '현재 ×' and then '사업 후 ○' is ahead.

    Before it stand labels: only an end says something there ('보류 | 공유 창고'), '장애 이력 | 없음' is of the label.
    """
    if any(_ASSESSES.match("".join(cell.split())) for cell in (*before, *behind)):
        return "unstated"
    told = [stage for cell in behind if (stage := stage_of_cell(cell)) is not None]
    if told == ["negated", "planned"]:
        return "planned"
    ended = any(_is_end(cell) for cell in before)
    return next(iter(told), "negated" if ended else None)


def _is_end(cell: str) -> bool:
    return stage_of_cell(cell) == "negated" and _OF_LABEL.search("".join(cell.split())) is None

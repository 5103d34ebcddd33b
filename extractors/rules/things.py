"""Whether two facts speak of one thing: by what is measured, and by the titles of their cases."""

from __future__ import annotations

import re

from extractors.rules.literals import literal
from extractors.rules.mapped import MappedDocument

# what anything may be measured by; a measure of such words alone means something only within its case
_GENERAL = re.compile(
    r"설치|구축|운영|도입|보급|이용|사용|방문|참여|신청|접수|처리|발생|대기|이동|소요|평균|전체|연간|하루|대수|개소|건수|횟수|회수"
    r"|인원|시민|주민|시간|기간|면적|연장|길이|규모|비용|사업|예산|금액|집행|국비|도비|시비|군비|구비|민자|목표|실적|계획|만족도"
    r"|비율|시설|기기|장비|단말기|센서|카메라|차량|버스|서비스|시스템|지역|장소|지점|정보|데이터|감소|증가|단축|절감"
)
_LEAST_NAME = 2
_LEAST_TITLE = 4  # so many characters of a case's title name it wherever it stands


def is_general(measure: str | None) -> bool:
    """Whether a measure names no thing, so that it means something only within its case.

    >>> is_general("이용 건수"), is_general("국비"), is_general("수요응답형 버스 이용 건수"), is_general(None)
    (True, True, False, True)
    """
    return len(_GENERAL.sub("", literal(measure or ""))) < _LEAST_NAME


def titles_of(document: MappedDocument) -> dict[str, str]:
    """The titles of a document's cases, as they are compared."""
    titled = (fact for fact in document.facts if fact.field == "case_title" and fact.case_id is not None)
    return {fact.case_id: literal(str(fact.value)) for fact in titled if fact.case_id}


def are_alike(one: str, other: str) -> bool:
    """Whether one title holds the other, which is long enough to name a thing.

    >>> are_alike("수요응답형버스도입", "수요응답형버스"), are_alike("버스도입", "버스")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_TITLE and short in long

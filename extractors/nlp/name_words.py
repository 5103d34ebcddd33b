"""The words that names of systems, services and projects are made of, and those that no name runs over."""

from __future__ import annotations

import re

from extractors.nlp.mentions import MentionKind

_B = r"[ \u00a0\u3000]?"


def _heads(*words: str) -> str:
    """Head nouns, longest first, with a blank allowed between any two syllables, for scans put one there.

    >>> re.fullmatch(_heads("플랫폼"), "플랫 폼") is not None
    True
    """
    return "|".join(
        _B.join(map(re.escape, word)) for word in sorted(words, key=lambda word: (-len(word), word))
    )


PHYSICAL = frozenset(
    {
        "주차장",
        "교차로",
        "횡단보도",
        "가로등",
        "지도",
        "정류장",
        "쉼터",
        "센터",
        "버스",
        "택시",
        "카드",
        "교육장",
    }
)
"""Heads that are things of every city: they name an initiative only with a word of SMART before them."""

_SYSTEM = _heads(
    "시스템", "플랫폼", "통합플랫폼", "모바일플랫폼", "통합운영센터", "도시통합운영센터", "관제센터", "통합관제센터",
    "운영센터", "정보센터", "데이터센터", "연구센터", "R&D센터", "지원센터", "상황실", "데이터허브", "허브", "정보망", "통신망",
    "포털", "대시보드", "홈페이지", "누리집", "지도", "체험관", "교육장", "상황판", "관제망", "디지털트윈", "디지털 트윈", "센터",
)  # fmt: skip
_SERVICE = _heads(
    "서비스", "앱", "애플리케이션", "어플리케이션", "카드", "패스", "버스", "택시", "셔틀", "정류장", "쉼터", "쉘터", "챗봇",
    "횡단보도", "교차로", "가로등", "주차장", "우선신호",
)  # fmt: skip
_PROJECT = _heads(
    "사업", "프로젝트", "챌린지", "리빙랩", "아카데미", "공모전", "해커톤", "실증단지", "시범도시", "시범단지", "국가시범도시",
)  # fmt: skip
KINDS: tuple[MentionKind, ...] = ("system", "service", "project")
_ANY_HEAD = f"(?:(?P<system>{_SYSTEM})|(?P<service>{_SERVICE})|(?P<project>{_PROJECT}))"
# "스마트 관광 플랫폼", "수요응답형 버스", "시민참여 리빙랩"
HEAD = re.compile(_ANY_HEAD)
# "'한눈에 가람' 통합 플랫폼": at most two words between the quote and the head.
QUOTED_HEAD = re.compile(rf"{_B}(?:[가-힣A-Za-z]{{2,8}} ){{0,2}}{_ANY_HEAD}")
SMART = re.compile(
    r"스마트|지능형|공유|인공지능|AI|I[oO]T|l[oO]T|디지털|태양광|자율|무인|첨단|수요응답|합승|통합|운영센터|관제|데이터|시민카드|시티|"
    r"모빌리티|교통카드|패스|온열|클린|안심|미세먼지|감응|바닥신호|실시간|원격|모바일|[A-Za-z]|R&D|복지카드|시민"
)
# Phrases that name nothing in particular; without blanks.
GENERIC = re.compile(
    r"(?:이|그|본|동|각|해당|관련|유관|기존|신규|주요|각종|다양한|전체|일부|타|여러|공공|대민|시민편의|편의|교통수단|후속|"
    r"시범|공모|지원|보조|국비|국고|건설|정비|추진|조성|구축|개선|확산|실증|연계|세부|단위|인증|우수|선정|대상|상용화|"
    r"연구개발|민간|정부|국가|지역|도시|스마트|디지털|인프라|정보|결제|이용|온라인|모바일|전용|자체|행정|상담|민원|대표)*"
    r"(?:서비스|시스템|플랫폼|센터|사업|프로젝트|앱|카드|버스|택시|지도|포털|허브|교차로|정류장|주차장|쉼터|홈페이지|누리집|패스|"
    r"정보망|통신망)"
)
# "국내 스마트 서비스": words that lead a phrase and are no part of a name.
LEADING = re.compile(
    r"(?:(?:국내외?|주요|기존|전국|다양한|각종|우수|신규|해당|관련|유관|일부|전체|향후|현재|최근|기반|지난) )+"
)
# Words that no name runs over: verb forms, nouns with a particle, words that point at a name or count things.
STOP = re.compile(
    r"(?:하고|하여|하며|하는|하던|했던|했으며|되는|되던|된|되어|되고|한|할|될|하기|위한|위해|위하여|통해|통한|통하여|따라|"
    r"따른|대한|대해|관한|있는|있던|없는|인한|같은|높은|낮은|많은|적은|주는|받은|맞은|갖춘|갖추고|"
    r"을|를|의|에|에서|에게|에는|에서는|으로|로부터|와의|과의|까지|부터|은|는|의|이라는|라는|며|면|던|음|됨|함|임|"
    r"이내|이상|이하|미만|초과|등|및|또는|이를|특히|또한|그리고|한편|아울러|이와|함께|기반으로|들여|높여|줄여|갖춰|거쳐|맞춰|나서|담아|모아|이어|바꿔|넓혀|늘려|더해)$"
    r"|(?<=[가-힣])(?<![재침피공방이오동서남가저올])해$"
    r"|^(?:[상하]반기|이|그|본|동|각|고|과|와|가|도|로|만|총|약|최대|매년|올해|지난해|내년|모든|여러|기타|하나의)$"
    r"|[가-힣]{2}(?:와|과)$|[가-힣]{3}(?:이|가)$"
)
# "10건의", "60여개", "2022년": a count or a date, not a part of the name.
COUNT = re.compile(r"\d[\d,.]*여?(?:개|곳|건|명|대|종|년|월|일|회|차|가지|개소|분|시간|m|㎞|㎡|%)?의?")
# Nouns that end as if a particle stood there.
NOUN_LIKE_PARTICLE = re.compile(
    r"(?:효과|결과|성과|학과|평가|국가|회의|협의|편의|마을|가을|초과|통과|사과|의과|내과|외과|어린이|전문가|증가|인가|허가|물가|"
    r"여가|개인|무인|공인|노인|장애인|시민참여|높이|길이|와이파이|문의|합의|주의|건의|한의|심의|강의|제의|발의|논의|한지|첨단|"
    r"기한|제한|권한|무제한|역할|분할|화면|도면|주차면|노면|측면|평면|보관함|수거함|우편함|모임|게임|책임|위임|소음|마음)$"
)

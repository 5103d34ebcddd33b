"""Rules for indicators that nobody wrote rules for: the words of their own name.

They point to places. Only the whole name in a sentence counts as found; single
words of it need a reader, and where nothing is found, nothing is called absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.rules.literals import literal
from extractors.rules.pack import MIN_MATCHES, MIN_NO_MATCHES, Rule
from extractors.rules.pattern_safety import MAX_REPEATS
from schemas.catalogue import Catalogue, Indicator

SHORTEST_NAME = 4
"""Syllables: a shorter word is too common to stand for an indicator by itself."""
LONG_WORD = 5
"""A compound of so many syllables (통합운영센터) stands for the indicator as its whole name does."""
GAP = "[^,.]{0,12}"
"""What may stand between the words of a name: 스마트도시 (조성 및 운영) 조례."""
LONGEST_CUE, LONGEST_WORD, MOST_WORDS = 120, 40, 10
EVENTS = (
    "구축",
    "운영",
    "도입",
    "설치",
    "제정",
    "제공",
    "개방",
    "시행",
    "수립",
    "개최",
    "보급",
    "연계",
    "운행",
)
_BREAK = re.compile(r"[\s,/()\[\]·:~-]+|및|또는|등의")
# "개소수", "이용률", "보급율": what is measured of the thing, not the thing
_MEASURED = re.compile(
    r"(?:건수|횟수|개소수|가구수|이용자수|설치수|보급률|이용률|비율|실적|규모|현황|여부|수준|정도)$"
)
_COMMON = """
설치 구축 운영 활용 도입 제공 추진 확보 마련 수립 시행 개선 확대 강화 조성 보급 이용 사용 관리 지원 평가 노력 관련 분야 전체 주요
개소 개수 건수 횟수 비율 비중 비용 실적 현황 여부 정도 수준 규모 수치 지표 항목 기준 결과 방안 체계 기반 기능 기술 사업 과제 업무
도시 스마트 스마트도시 스마트시티 서비스 시스템 시설 시민 주민 인구 지역 지자체 기관 해당 대상 당해 연도 연간 전년 대비 위한 통한
제정 개정 구간 연계 개최 배치 개설 이상 이내 이하 체결 참여 실시 적용 확산 노선 면적 길이 인원 금액 예산액
"""
GENERIC = frozenset(_COMMON.split())
"""Words that every certification paper holds; none of them tells one indicator from another."""
_NEUTRAL = ("봄맞이 꽃 심기를 마쳤다.", "체육대회를 열었다.")


def own_rules(catalogue: Catalogue, written: Iterable[Rule]) -> tuple[Rule, ...]:
    """A rule of own words for each indicator without a written one; none for a proxy, whose words are this project's."""
    if catalogue.status == "proxy":
        return ()
    covered = {rule.indicator for rule in written}
    made = (rule_of_words(one) for one in catalogue.indicators if one.id not in covered)
    return tuple(rule for rule in made if rule is not None)


def rule_of_words(indicator: Indicator) -> Rule | None:
    """The rule that the words of an indicator's name make, or None where all of them are generic."""
    words = list(_words(indicator.name.ko))[:MOST_WORDS]
    while (
        words and words[-1] in GENERIC
    ):  # 조례 제정, 와이파이 설치: what is done with the thing closes the name
        words.pop()
    telling = [word for word in words if word not in GENERIC]
    strong = [_whole(words)] if telling and len(literal("".join(words))) >= SHORTEST_NAME else []
    strong += [{"lex": word} for word in telling if len(word) >= LONG_WORD and len(words) > 1]
    weak = [{"lex": word} for word in telling if len(word) < LONG_WORD and len(telling) > 1]
    if not strong and not weak:
        return None
    return Rule.model_validate(
        {
            "indicator": indicator.id,
            "cues": {"strong": strong, "weak": weak, "context": [{"event": EVENTS}]},
            # a number is the indicator's only where a word of its name is what the number measures
            "value": {"type": indicator.value.type, "unit": indicator.value.unit, "measure": telling},
            "basis": "own_words",
            "tests": _examples(" ".join(words)),
        }
    )


def _words(name: str) -> Iterator[str]:
    """The words of a name, in order, each once, without what is measured of them."""
    seen: set[str] = set()
    for written in _BREAK.split(name):
        word = _MEASURED.sub("", written.strip())
        if len(word) >= 2 and word not in seen:
            seen.add(word)
            yield word[:LONGEST_WORD]


def _whole(words: Sequence[str]) -> dict[str, str]:
    """The name as one cue: its words in order, with little between them; of a long name the first ones."""
    first = [re.escape(literal(word)) for word in words[: MAX_REPEATS + 1]]
    while len(first) > 1 and len(GAP.join(first)) > LONGEST_CUE:
        first.pop()
    return {"lex": words[0]} if len(first) == 1 else {"regex": GAP.join(first)}


def _examples(name: str) -> dict[str, list[dict[str, str]]]:
    """Sentences that hold for any name: a rule is never without examples."""
    told = (f"{name} 사업을 완료했다.", f"{name} 서비스를 운영하고 있다.", f"{name} 확대를 추진할 계획이다.")
    return {
        "match": [{"text": text} for text in told[:MIN_MATCHES]],
        "no_match": [{"text": text, "why": "another matter"} for text in _NEUTRAL[:MIN_NO_MATCHES]],
    }

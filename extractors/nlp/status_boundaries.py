"""Where a clause ends: connective endings, past relative clauses, purposes, means, listed acts."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.nlp.status_predicates import act_at
from extractors.nlp.status_words import ACTIONS, CEASED, EVENTS, FUNCTION_VERBS, OUTCOMES, PLANS, words
from schemas.sentence import Morpheme

_REPORTED = ("다는", "ᆫ다는", "는다는", "다고", "ᆫ다고", "는다고", "라고", "라는")
_MEDIAL = words(
    "고 며 으며 어 아 여 어서 아서 여서 면서 으면서 거나 나 으나 ᆫ데 은데 는데 지만 도록 면 으면 고자 려고 으려고 "
    "므로 으므로 니 으니 자 던데 으로써 게끔"
)
_CARRIERS = words("바 것 수 중 적 후 뒤 때 경우 예정 계획 방침 전망 필요 상태 시 등")
"""Nouns after a relative clause that carry its modality instead of being what it describes."""


def without_asides(morphemes: Sequence[Morpheme]) -> list[Morpheme]:
    """Leave out what stands in round or square brackets: it governs nothing outside."""
    kept: list[Morpheme] = []
    depth = 0
    for token in morphemes:
        opens, closes = token.form in "([（［", token.form in ")]）］"
        depth += opens
        if not depth and not closes:
            kept.append(token)
        depth = max(depth - closes, 0)
    return kept if kept else [token for token in morphemes if token.form not in "()[]（）［］"]


def split_clauses(tokens: Sequence[Morpheme]) -> list[tuple[Morpheme, ...]]:
    """Return the groups of morphemes, each up to the ending that closes a clause."""
    groups, start = [], 0
    for index in range(len(tokens) - 1):
        if _ends_clause(tokens, index):
            groups.append(tuple(tokens[start : index + 1]))
            start = index + 1
    if start < len(tokens):
        groups.append(tuple(tokens[start:]))
    return _signs_joined(groups)


def _signs_joined(groups: Sequence[tuple[Morpheme, ...]]) -> list[tuple[Morpheme, ...]]:
    """Join what begins with a comma or full stop to the clause before it."""
    joined: list[tuple[Morpheme, ...]] = []
    for group in groups:
        cut = next(
            (n for n, token in enumerate(group) if token.tag not in ("SP", "SF", "SSC", "JX")), len(group)
        )
        if joined and cut:
            joined[-1] += group[:cut]
        rest = group[cut:] if joined else group
        if rest:
            joined.append(rest)
    return joined


def _ends_clause(tokens: Sequence[Morpheme], index: int) -> bool:
    token = tokens[index]
    if token.tag == "EF":
        return tokens[index + 1].tag not in ("EC", "EP", "VX")
    if token.tag == "EC":
        return _connects(tokens, index)
    if token.tag == "ETM":
        return _relative_ends(tokens, index)
    if token.tag == "JKB":
        return _means_ends(tokens, index)
    if token.tag == "SP" and token.form == ",":
        return _listed_acts_end(tokens, index)
    return token.tag == "SF" and token.form in "!?"


def _connects(tokens: Sequence[Morpheme], index: int) -> bool:
    """Is the ending a clause connective: not an auxiliary's (구축하고 있다) nor a particle verb's (통하여)?"""
    token, following = tokens[index], tokens[index + 1]
    after = tokens[index + 2] if following.tag == "JX" and index + 2 < len(tokens) else following
    if after.tag == "VX" or (after.form in ("있", "않", "못하", "되", "하") and after.tag in ("VA", "VV")):
        return False
    verb = tokens[index - 1] if index else token
    if verb.form in FUNCTION_VERBS:
        return _noun_of_means(tokens, index - 1)
    return token.form in _MEDIAL or token.form in _REPORTED


def _noun_of_means(tokens: Sequence[Morpheme], verb: int) -> bool:
    """구축을 통해, 운영에 따라: the particle verb closes a clause only where it follows an act."""
    return tokens[verb].form == "통하" and verb >= 2 and act_at(tokens, verb - 2) is not None


def _relative_ends(tokens: Sequence[Morpheme], index: int) -> bool:
    """위한 (purpose), …다는 (reported), 구축한 + thing, 확산한 성과 close a clause; 제공하는 does not."""
    token, verb, following = tokens[index], tokens[max(index - 1, 0)], tokens[index + 1]
    if verb.form == "위하" or token.form in _REPORTED:
        return following.form not in PLANS
    if verb.form == "통하" and token.form == "ᆫ":
        return _noun_of_means(tokens, index - 1)
    if following.form in OUTCOMES and token.form in ("ᆫ", "은", "던"):
        return True
    if following.form in _CARRIERS or index < 2:
        return False
    tells = token.form == "ᆫ" and verb.form in ("하", "되", "시키") and tokens[index - 2].form in EVENTS
    return tells or _denies_or_plans(tokens, index)


def _denies_or_plans(tokens: Sequence[Morpheme], index: int) -> bool:
    """'설치되지 않은 지역', '구축 예정인 센터', '보류된 구간', '도입할 버스': not there, or not yet."""
    token, verb, before = tokens[index], tokens[index - 1], tokens[index - 2]
    if verb.form in ("않", "못하"):
        return True
    if verb.tag == "VCP":
        return before.form in PLANS
    if token.form == "ᆯ":
        return verb.tag == "XSV" and before.form in ACTIONS
    return verb.tag == "XSV" and before.form in CEASED


def _means_ends(tokens: Sequence[Morpheme], index: int) -> bool:
    """데이터 연계로 …, 관제센터 운영으로 …; 구축함으로써."""
    before = tokens[index - 1] if index else tokens[index]
    if tokens[index].form in ("으로써", "로써"):
        return True
    if (before.form == "것" or before.form in PLANS) and index > 1:
        return tokens[index - 2].tag in ("ETM", "JKO") or act_at(tokens, index - 2) is not None
    return tokens[index].form in ("으로", "로") and act_at(tokens, index - 1) is not None and index > 1


def _listed_acts_end(tokens: Sequence[Morpheme], index: int) -> bool:
    """'플랫폼 구축, 서비스 제공' are two clauses; '수집, 분석, 제공하고' is one."""
    if index < 2 or act_at(tokens, index - 1) is None:
        return False
    return act_at(tokens, index + 1) is None and any(t.form in ACTIONS for t in tokens[index + 2 :])

"""The governing word of a clause: acts, verbs, light verbs, and what only carries them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.nlp.status_words import (
    ACTIONS,
    CEASED,
    ENDING_VERBS,
    ENTERING_VERBS,
    FUNCTION_VERBS,
    LIGHT,
    PLANS,
    PREPARATION,
)
from schemas.sentence import Morpheme

_NOUN = ("NNG", "NNP", "SL", "XR", "SH")


def act_at(tokens: Sequence[Morpheme], index: int) -> int | None:
    """The index where the act that ends at `index` begins, or None where no act stands there."""
    if index < 0:
        return None
    token = tokens[index]
    if token.tag == "XSN" and index and tokens[index - 1].form + token.form in ACTIONS:
        return index - 1
    if token.form in ACTIONS or token.form in CEASED:
        return index
    bare = token.form.removesuffix("함").removesuffix("됨").removeprefix("미")
    return index if token.tag.startswith("NN") and bare != token.form and bare in ACTIONS else None


def tail_of(tokens: Sequence[Morpheme], first: int) -> str:
    """Write the morphemes from two before the predicate to the end of the clause, for the rules of status."""
    while first + 2 < len(tokens) and joins(tokens[first + 1]):
        first += 2
    written = [f"{token.form}/{token.tag.split('-')[0]}" for token in tokens]
    return " ".join([*written[max(first - 2, 0) : first], f"@{written[first]}", *written[first + 1 :]])


def find_predicate(tokens: Sequence[Morpheme]) -> tuple[int, int] | None:
    """The governing word, as a range of token indexes: walk back from the end over endings and carriers."""
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.tag in ("XSV", "XSA", "VV", "VX") and index and tokens[index - 1].form == "못":
            continue
        if token.tag in ("XSV", "XSA") and index:
            first = _noun_start(tokens, index - 1)
            return first, index - 1
        if token.tag.split("-")[0] in ("VV", "VA"):
            if _is_carrier_verb(tokens, index):
                continue
            return _verb_start(tokens, index), index
        if token.tag in _NOUN or token.tag == "XSN":
            if token.form in PLANS and index and _something_before(tokens, index):
                continue
            return _nominal(tokens, index)
    return None


def _something_before(tokens: Sequence[Morpheme], index: int) -> bool:
    """Does a verb or an act stand right before the plan noun (구축할 계획, 도입 예정)?"""
    return tokens[index - 1].tag in ("ETM", "JKO") or act_at(tokens, index - 1) is not None


def _is_carrier_verb(tokens: Sequence[Morpheme], index: int) -> bool:
    """있다 of '한 바 있다', '할 수 있도록'; 위하다, 통하다; 하다 of '하기로 하다', '하도록 하다'."""
    verb, before = tokens[index].form, tokens[index - 1] if index else None
    if before is None:
        return False
    if verb in ("위하", *FUNCTION_VERBS):
        return True
    if verb in ("있", "없") and before.form in ("바", "수", "고"):
        return True
    return verb in ("하", "되") and before.tag in ("JKB", "EC", "JX")


def _verb_start(tokens: Sequence[Morpheme], index: int) -> int:
    """'평가받다': the noun that is written together with its verb belongs to it."""
    before = tokens[index - 1] if index else None
    glued = before is not None and before.tag == "NNG" and before.end == tokens[index].start
    return index - 1 if glued else index


def _noun_start(tokens: Sequence[Morpheme], index: int) -> int:
    """The first token of the act noun: 고도 + 화, and every member of '구축·운영', '구축 및 운영'."""
    first = index - 1 if tokens[index].tag == "XSN" and index else index
    if first and tokens[first - 1].form == "미":
        first -= 1
    while first >= 2 and joins(tokens[first - 1]) and tokens[first - 2].form in ACTIONS:
        first -= 2
    return first


def joins(token: Morpheme) -> bool:
    """Whether a sign or word joins two acts under one predicate: 구축·운영, 구축 및 운영."""
    return token.form in ("·", "‧", "ㆍ", "・", "･", "및", "/")


def _nominal(tokens: Sequence[Morpheme], index: int) -> tuple[int, int] | None:
    """A clause that closes with a bare act, or with '…하는 서비스이다'."""
    first = act_at(tokens, index)
    if first is not None:
        return _noun_start(tokens, index), index
    copula = index + 1 < len(tokens) and tokens[index + 1].tag == "VCP"
    for back in range(index - 1, 1, -1) if copula else ():
        if tokens[back].tag == "ETM":
            return find_predicate(tokens[: back + 1])
    return (index, index) if copula else None


def with_light_verb(tokens: Sequence[Morpheme], first: int, last: int) -> tuple[int, int]:
    """'설계를 완료', '유치를 추진', '구축 중단': the act before a light verb belongs to the predicate."""
    verb = tokens[last].form
    at = first - 1
    if verb in ENTERING_VERBS:
        is_entered = at > 0 and tokens[at].tag == "JKB" and tokens[at].form == "에"
        entered = act_at(tokens, at - 1) if is_entered else None
        return (first, last) if entered is None else (_noun_start(tokens, at - 1), at - 1)
    if at >= 0 and tokens[at].tag in ("JKO", "JKS", "JX"):
        at -= 1
    act = at if at >= 0 and tokens[at].form in PREPARATION else act_at(tokens, at)
    if act is None:
        return first, last
    prepares = tokens[at].form in PREPARATION and verb in ("수립", "체결", "발주", "완료", "실시")
    if verb in LIGHT or verb in CEASED or verb in ENDING_VERBS or prepares:
        return _noun_start(tokens, act) if act == at else act, last
    return first, last

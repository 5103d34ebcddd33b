"""Clauses of a sentence: who governs, and whether it is done, planned, denied or only claimed.

Korean decides at the end: a clause closes with its predicate, and a clause in
the middle (-하고, -하여) takes the modality of the one that closes the chain,
unless it says past or plan itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.nlp.status_rules import Verdict, judge
from extractors.nlp.status_words import (
    ACTIONS,
    CEASED,
    COMPLETED,
    ENDING_VERBS,
    EVENTS,
    FUNCTION_VERBS,
    FUTURE,
    LIGHT,
    OUTCOMES,
    PLANS,
    PREPARATION,
    SETTLED,
)
from schemas.fact import Status
from schemas.sentence import Clause, Morpheme

_NOUN = ("NNG", "NNP", "SL", "XR", "SH")
_REPORTED = ("다는", "ᆫ다는", "는다는", "다고", "ᆫ다고", "는다고", "라고", "라는")
_MEDIAL = ("고", "며", "으며", "어", "아", "여", "어서", "아서", "여서", "면서", "으면서", "거나", "나", "으나", "ᆫ데", "은데", "는데",
           "지만", "도록", "면", "으면", "고자", "려고", "으려고", "므로", "으므로", "니", "으니", "자", "던데", "으로써", "게끔")  # fmt: skip
_TIMELESS = ("ongoing.present", "nominal.form", "nominal.noun")
_CARRIERS = (
    "바",
    "것",
    "수",
    "중",
    "적",
    "후",
    "뒤",
    "때",
    "경우",
    "예정",
    "계획",
    "방침",
    "전망",
    "필요",
    "상태",
    "시",
    "등",
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A clause before its status is final: tokens, predicate range in them, verdict."""

    tokens: tuple[Morpheme, ...]
    first: int | None
    last: int | None
    rule_id: str
    verdict: Verdict


def clauses(text: str, morphemes: Sequence[Morpheme], offset: int) -> list[Clause]:
    """Return the clauses of `text`, which begins at `offset` of the document; they follow each other and cover it.

    The morphemes carry offsets of the document.
    """
    groups = _split(_without_asides(morphemes))
    stretches = _resolved([_judged(group) for group in groups])
    starts = [offset if n == 0 else stretch.tokens[0].start for n, stretch in enumerate(stretches)]
    ends = [*starts[1:], offset + len(text)][: len(starts)]  # a text of brackets alone has no clause
    return [
        _clause(text, offset, stretch, (start, end))
        for stretch, start, end in zip(stretches, starts, ends, strict=True)
    ]


def _without_asides(morphemes: Sequence[Morpheme]) -> list[Morpheme]:
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


def _split(tokens: Sequence[Morpheme]) -> list[tuple[Morpheme, ...]]:
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
        return not (tokens[index + 1].tag in ("EC", "EP", "VX"))
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
    return tokens[verb].form == "통하" and verb >= 2 and _act_at(tokens, verb - 2) is not None


def _relative_ends(tokens: Sequence[Morpheme], index: int) -> bool:
    """위한 (purpose), …다는 (reported), 구축한 + thing, 확산한 성과 close a clause; 제공하는 does not."""
    token, verb, following = tokens[index], tokens[max(index - 1, 0)], tokens[index + 1]
    if verb.form == "위하" or token.form in _REPORTED:
        return True
    if verb.form == "통하" and token.form == "ᆫ":
        return _noun_of_means(tokens, index - 1)
    if following.form in OUTCOMES and token.form in ("ᆫ", "은", "던"):
        return True
    if following.form in _CARRIERS or index < 2:
        return False
    if _denies_or_plans(tokens, index):
        return True
    if token.form != "ᆫ" or verb.form not in ("하", "되", "시키"):
        return False
    return tokens[index - 2].form in EVENTS


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
    if before.form in ("것", "목표") and index > 1:
        return tokens[index - 2].tag in ("ETM", "JKO")
    return tokens[index].form in ("으로", "로") and _act_at(tokens, index - 1) is not None and index > 1


def _listed_acts_end(tokens: Sequence[Morpheme], index: int) -> bool:
    """'플랫폼 구축, 서비스 제공' are two clauses; '수집, 분석, 제공하고' is one."""
    if index < 2 or _act_at(tokens, index - 1) is None:
        return False
    return _act_at(tokens, index + 1) is None and any(t.form in ACTIONS for t in tokens[index + 2 :])


def _act_at(tokens: Sequence[Morpheme], index: int) -> int | None:
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


def _judged(tokens: tuple[Morpheme, ...]) -> _Stretch:
    found = _predicate(tokens)
    if found is None:
        if any(token.form == "위하" for token in tokens):
            return _Stretch(tokens, None, None, "purpose.for", "purpose")
        return _Stretch(tokens, None, None, "unstated.no_predicate", "unstated")
    first, last = _with_light_verb(tokens, *found)
    rule_id, verdict = judge(_tail(tokens, first))
    if rule_id in _TIMELESS and any(token.form in FUTURE for token in tokens):
        rule_id, verdict = "planned.future_word", "planned"
    return _Stretch(tokens, first, last, rule_id, verdict)


def _tail(tokens: Sequence[Morpheme], first: int) -> str:
    while first + 2 < len(tokens) and _joins(tokens[first + 1]):
        first += 2
    written = [f"{token.form}/{token.tag.split('-')[0]}" for token in tokens]
    return " ".join([*written[max(first - 2, 0) : first], f"@{written[first]}", *written[first + 1 :]])


def _predicate(tokens: Sequence[Morpheme]) -> tuple[int, int] | None:
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
    return tokens[index - 1].tag in ("ETM", "JKO") or _act_at(tokens, index - 1) is not None


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
    while first >= 2 and _joins(tokens[first - 1]) and tokens[first - 2].form in ACTIONS:
        first -= 2
    return first


def _joins(token: Morpheme) -> bool:
    return token.form in ("·", "‧", "ㆍ", "・", "･", "및", "/")


def _nominal(tokens: Sequence[Morpheme], index: int) -> tuple[int, int] | None:
    """A clause that closes with a bare act, or with '…하는 서비스이다'."""
    first = _act_at(tokens, index)
    if first is not None:
        return _noun_start(tokens, index), index
    copula = any(token.tag == "VCP" for token in tokens[index + 1 :])
    for back in range(index - 1, 1, -1) if copula else ():
        if tokens[back].tag == "ETM" and tokens[back - 1].tag == "XSV":
            return _noun_start(tokens, back - 2), back - 2
    return (index, index) if copula else None


def _with_light_verb(tokens: Sequence[Morpheme], first: int, last: int) -> tuple[int, int]:
    """'설계를 완료', '유치를 추진', '구축 중단': the act before a light verb belongs to the predicate."""
    verb = tokens[last].form
    at = first - 1
    if at >= 0 and tokens[at].tag in ("JKO", "JKS", "JX"):
        at -= 1
    act = at if at >= 0 and tokens[at].form in PREPARATION else _act_at(tokens, at)
    if act is None:
        return first, last
    prepares = tokens[at].form in PREPARATION and verb in ("수립", "체결", "발주", "완료", "실시")
    if verb in LIGHT or verb in CEASED or verb in ENDING_VERBS or prepares:
        return _noun_start(tokens, act) if act == at else act, last
    return first, last


def _resolved(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Give each medial clause the modality of the clause that closes its chain."""
    resolved: list[_Stretch] = []
    closing: _Stretch | None = None
    for stretch in reversed(stretches):
        settled = _closed_by(stretch, closing) if stretch.verdict == "medial" else stretch
        if stretch.verdict != "medial" and _is_closing(stretch):
            closing = stretch
        resolved.append(settled)
    return resolved[::-1]


def _is_closing(stretch: _Stretch) -> bool:
    """Means, conditions and relative clauses close no chain; a statement does."""
    passing = ("nominal.means", "done.relative", "unstated.", "pseudo.")
    return not stretch.rule_id.startswith(passing) or stretch.rule_id == "unstated.no_predicate"


def _closed_by(stretch: _Stretch, closing: _Stretch | None) -> _Stretch:
    end: Verdict = closing.verdict if closing is not None else "nominal"
    act = stretch.tokens[stretch.last].form if stretch.last is not None else ""
    status = _medial_status(act, end, is_or=stretch.tokens[-1].form == "거나")
    return replace(stretch, verdict=status, rule_id=f"{status}.medial")


def _medial_status(act: str, end: Verdict, *, is_or: bool) -> Status:
    if end == "planned":
        return "planned"
    if end == "purpose":
        return "purpose"
    if end == "negated":
        return "negated" if is_or else "unstated"
    if end == "in_progress":
        return "done" if act in SETTLED else "in_progress"
    if act in COMPLETED:
        return "done"
    return "ongoing" if end == "ongoing" else ("done" if end == "done" else "nominal")


def _clause(text: str, offset: int, stretch: _Stretch, bounds: tuple[int, int]) -> Clause:
    start, end = bounds
    written = text[start - offset : end - offset]
    start += len(written) - len(written.lstrip())
    end = max(start + len(written.strip()), start + 1)
    verdict: Status = "unstated" if stretch.verdict == "medial" else stretch.verdict
    if stretch.first is None or stretch.last is None:
        return Clause(
            span=(start, end),
            predicate=None,
            predicate_span=None,
            status=verdict,
            status_rule=stretch.rule_id,
        )
    words = stretch.tokens[stretch.first : stretch.last + 1]
    return Clause(
        span=(start, end),
        predicate=_written(text, offset, words),
        predicate_span=(words[0].start, words[-1].end),
        status=verdict,
        status_rule=stretch.rule_id,
    )


def _written(text: str, offset: int, words: Sequence[Morpheme]) -> str:
    """The predicate without the particle inside it: '설계 완료' of '설계를 완료'."""
    bare = [word for word in words if word.tag not in ("JKO", "JKS", "JX")]
    parts = [text[bare[0].start - offset : bare[0].end - offset]]
    for before, word in pairwise(bare):
        gap = " " if word.start > before.end else ""
        parts.append(gap + text[word.start - offset : word.end - offset])
    return "".join(parts)

"""What the clause behind makes of a clause: what is only assumed, written down, obliged, or was planned and did not come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.nlp.status_on_paper import shows
from extractors.nlp.status_predicates import bare_ending
from extractors.nlp.status_tails import Verdict
from extractors.nlp.status_things import BEFORE_IT, EXISTING
from extractors.nlp.status_time import Judged
from extractors.nlp.status_verbs import PRELIMINARIES
from extractors.nlp.status_words import BUILDING, OPENINGS, words
from schemas.sentence import Morpheme


class Told(NamedTuple):
    """A clause as far as another asks it."""

    rule_id: str
    verdict: Verdict
    tokens: Sequence[Morpheme]


_ASSUMING = words("가정 전제 상정 상상 간주 추정 착각 오해 치 여기 믿 우기 주장 잘못")
_SAID = ("다고", "ᆫ다고", "는다고", "라고", "이라고", "었다고")
_WRITING = ("적히", "적", "쓰이", "쓰여", "명시", "기재", "실리", "담기", "나오", "되")
_WRITTEN = ("planned.vision", "planned.on_paper")
LAWS = words("법 법령 법률 조례 규정 규칙 지침 고시 시행령 시행규칙 훈령 기준 법규 조항 강행규정 제도 편람")
_OBLIGING = words("하 규정 정하 명시 의무화 요구 못박 박 강제 권고 적히 명령 지시 두")
_HYPOTHETICAL = ("ᆫ다면", "는다면", "다면", "라면", "이라면", "더라면")
_BUT = ("으나", "나", "지만", "는데", "ᆫ데", "은데", "으되", "다가")
_YES_OR_NO = ("답", "아니요", "아니오", "답변")


def told_by(clause: Told, following: Told) -> Judged | None:
    """The judgement that a clause gets from the one behind it; None where it keeps its own."""
    if bare_ending(clause.tokens) in _SAID and clause.verdict in EXISTING:
        return _reported(clause.tokens, following)
    if (
        clause.tokens[-1].form in ("뿐", "채") and following.verdict == "negated"
    ):  # '시연만 했을 뿐 들여오지는 않았다'
        return following.rule_id, "negated"
    if bare_ending(clause.tokens) == "고자" and clause.verdict == "purpose" and _prepares(following):
        return "planned.intended", "planned"
    if clause.rule_id == "unstated.question" and following.verdict == "negated":
        is_answered = following.tokens[0].form in _YES_OR_NO
        return ("negated.answered", "negated") if is_answered else None
    if clause.verdict == "planned" and following.verdict == "negated" and _came_otherwise(clause.tokens):
        return "negated.came_otherwise", "negated"
    return None


def hangs_on_a_wish(condition: Told, following: Told) -> bool:
    """'도입된다면 … 꼽혔다': whatever is told of what would be is not there."""
    is_wish = bare_ending(condition.tokens) in _HYPOTHETICAL and following.verdict in EXISTING
    return is_wish and any(token.form in BUILDING | OPENINGS for token in condition.tokens)


def obliges(tokens: Sequence[Morpheme]) -> bool:
    """'법령은 교량에 계측기를 달도록', '조례는 발전기를 두게 하고 있다': what has to be says nothing of what is."""
    law = next(
        (
            n
            for n, (a, b) in enumerate(pairwise(tokens))
            if a.form in LAWS and b.form in ("은", "는", "이", "가", "에서")
        ),
        None,
    )
    return law is not None and any(
        (a.form in ("도록", "게") and a.tag == "EC") or a.form in ("의무화", "규정", "명시", "못박")
        for a in tokens[law + 1 :]
    )


def _reported(tokens: Sequence[Morpheme], following: Told) -> Judged | None:
    if following.tokens[0].form in _WRITING and shows(tokens):  # '초안에는 함께 쓴다고 적혀 있다'
        return "planned.vision", "planned"
    if any(token.form in _ASSUMING for token in following.tokens):
        return "unstated.assumed", "unstated"
    return (following.rule_id, following.verdict) if following.rule_id in _WRITTEN else None


def _prepares(following: Told) -> bool:
    """'빌리고자 견적을 받았다': what is done for it goes before it."""
    is_before = following.rule_id.endswith(BEFORE_IT) or any(
        token.form in PRELIMINARIES for token in following.tokens
    )
    return following.verdict in EXISTING and is_before


def _came_otherwise(tokens: Sequence[Morpheme]) -> bool:
    """'들일 예정이었으나 … 접었다', '등록을 기대했으나 거절됐다'."""
    return bare_ending(tokens) in _BUT and any(token.form == "었" and token.tag == "EP" for token in tokens)

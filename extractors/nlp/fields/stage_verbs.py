"""Native verbs that say how far an initiative has come, as 구축하다 and 운영하다 do in the language of offices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.nlp.status_things import unmarked
from extractors.nlp.status_words import CEASING_VERBS, DELAYING_VERBS, STARTING_IDIOMS, words
from schemas.sentence import Clause, Morpheme

NATIVE_STAGES = words(
    "열 세우 짓 놓 달 깔 들이 들여오 들여놓 들어서 꾸리 꾸미 갖추 만들 마치 끝내 매듭짓 마무리짓 선보이 내놓 띄우 맺 넓히 늘리 "
    "바꾸 합치 묶 엮 옮기 고치 뜯어고치 손보 다듬 심 얹 묻 뚫 닦 쌓 갈 갈아끼우 뽑 두 맡기 짜 펼치 펴 벌이 돌리 굴리 붙이 "
    "내걸 매달 씌우 박 앉히 사들이 펴내 이어가 이어오 나누 나눠주 되살리 늦추 접 거두 미루 쓰이 멈추 그만두"
)
"""Verbs of bringing about, fitting out, running, changing and ending, by their stems."""
_RUNNING = words("돌리 굴리 펴 펼치 벌이 이어가")
"""Those whose plain present says that something runs: '24시간 돌린다'."""
_GROWING = words("늘리 늦추 거두")
# "이용객을 늘렸다", "출동 시간을 앞당겼다": a figure that changes is an effect
_MEASURES = re.compile(
    r"(?:객|자 수|인원|시간|비용|매출|소득|율|률|량|수|건수|비율|거리|횟수|면적|부담|속도)$"
)
# "인증을 받았다": what a body grants; praise and prizes are none
_GRANTED = re.compile(r"(?:인증|승인|지정|허가|인가|면허|특허|적합 판정|검증|특례|보안성 검토)$")
_SETTLED_IDIOMS = (
    ("자리", "잡"),
    ("궤도", "오르"),
    ("본궤도", "오르"),
    ("첫선", "보이"),
    ("손", "맞잡"),
    ("손", "잡"),
)
_OPEN_PRESENT = ("ongoing.present", "ongoing.medial", "nominal.able")
_PLACING = words("놓 세우 깔 짓 심 들이 들여오 갖추 꾸리 만들")
"""What is done once, also on the way to what goes on: '바닥 신호등을 놓고 문자를 보낸다'."""
OF_MINDS = ("마음", "눈", "귀", "머리", "말", "뜻", "힘", "책임", "기대", "손", "발", "한숨", "입")
"""What idioms of minds take, in which nothing is put anywhere: '마음을 놓았다', '책임을 묻다'."""
_UNTOLD = ("unstated", "purpose")
# "축전지를 갖추고 설비를 돌려": how the next thing is done
_ON_THE_WAY = "nominal.medial"
_MEANS = ("어", "아", "어서", "아서")


def is_native_stage(clause: Clause, inside: Sequence[Morpheme]) -> bool:
    """Whether the clause is governed by such a verb, or by an idiom or a grant that says the same; `inside` are its morphemes."""
    at = _verb_at(clause, inside)
    is_told = clause.status not in _UNTOLD and unmarked(clause.status_rule) != _ON_THE_WAY
    if (
        at is None
        or not is_told
        or _passes(inside)
        or _is_described(clause, inside[at:])
        or _asked(inside[at], clause)
    ):
        return False
    return _is_stage(inside[at].form, _object(inside, at), clause)


def _asked(verb: Morpheme, clause: Clause) -> bool:
    """'주민에게 물었다': 묻다 that turns to 물어 asks, and buries no cable; '안부를 묻고 있다' is a service."""
    return (verb.form, verb.tag) == ("묻", "VV-I") and clause.status == "done"


def _is_stage(verb: str, object_: str, clause: Clause) -> bool:
    """Whether a native verb and what it takes tell a stage."""
    if (object_, verb) in (*STARTING_IDIOMS, *_SETTLED_IDIOMS):
        return True
    if verb == "받":
        return _GRANTED.search(object_) is not None
    if object_ in OF_MINDS or (verb in _GROWING and _MEASURES.search(object_)):
        return False
    rule = unmarked(clause.status_rule)
    if rule in _OPEN_PRESENT:
        return verb in _RUNNING or (rule == "ongoing.medial" and verb in _PLACING)
    return verb in NATIVE_STAGES or (
        clause.status == "in_progress" and verb in CEASING_VERBS | DELAYING_VERBS
    )


def _verb_at(clause: Clause, inside: Sequence[Morpheme]) -> int | None:
    if clause.predicate_span is None:
        return None
    end = clause.predicate_span[1]
    return next(
        (n for n, token in enumerate(inside) if token.end == end and token.tag.startswith("VV")), None
    )


def _object(inside: Sequence[Morpheme], at: int) -> str:
    """The noun that the verb takes: before the particle of objects, else the nearest one before the verb."""
    first = next((n - 1 for n in range(at - 1, 0, -1) if inside[n].tag == "JKO"), at - 1)
    while first > 0 and (inside[first].tag[0] == "J" or inside[first].tag == "MAG"):
        first -= 1
    return inside[first].form if first >= 0 else ""


def _is_described(clause: Clause, behind: Sequence[Morpheme]) -> bool:
    """'새로 지어낸 이야기이며': the verb only describes the noun behind it."""
    return clause.status in ("done", "ongoing", "nominal") and any(
        token.tag == "ETM" and n + 1 < len(behind) and behind[n + 1].form not in ("중", "바", "것")
        for n, token in enumerate(behind)
    )


def _passes(inside: Sequence[Morpheme]) -> bool:
    """'자료를 합쳐 …', '…를 묶은 것': how something is done, or what is told in passing."""
    bare = [token for token in inside if token.tag[0] != "S"]
    is_copula = len(bare) > 1 and bare[-2].tag == "VCP"  # '착륙장을 짓는 중이어서'
    closes = bool(bare) and bare[-1].tag == "EC" and bare[-1].form in _MEANS and not is_copula
    return bool(bare) and (bare[-1].tag == "ETM" or closes)

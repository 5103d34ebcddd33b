"""The governing word of a clause: acts, verbs, light verbs, and what only carries them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.nlp.status_words import (
    ACTIONS,
    AIMS,
    BUILDING,
    CEASED,
    ENDING_VERBS,
    ENTERING_VERBS,
    FUNCTION_VERBS,
    LIGHT,
    PLANS,
    PREPARATION,
    SETTLING,
    STAGES,
)
from schemas.sentence import Morpheme

_NOUN = ("NNG", "NNP", "SL", "XR", "SH")


def act_at(tokens: Sequence[Morpheme], index: int) -> int | None:
    """The index where the act that ends at `index` begins, or None where no act stands there."""
    if index < 0:
        return None
    token = tokens[index]
    if (
        token.tag == "XSN"
        and index
        and (token.form == "화" or tokens[index - 1].form + token.form in ACTIONS)
    ):
        return index - 1
    if token.form in ACTIONS or token.form in CEASED:
        return index
    bare = token.form.removesuffix("함").removesuffix("됨").removeprefix("미").removeprefix("기")
    return index if token.tag.startswith("NN") and bare != token.form and bare in ACTIONS else None


def tail_of(tokens: Sequence[Morpheme], first: int) -> str:
    """Write the morphemes from two before the predicate to the end of the clause, for the rules of status."""
    while first + 2 < len(tokens) and joins(tokens[first + 1]):
        first += 2
    written = [f"{token.form}/{token.tag.split('-')[0]}" for token in tokens]
    return " ".join([*written[max(first - 2, 0) : first], f"@{written[first]}", *written[first + 1 :]])


def find_predicate(tokens: Sequence[Morpheme]) -> tuple[int, int] | None:
    """The governing word, as a range of token indexes: walk back from the end over endings and carriers."""
    decided = _decided_at(tokens)
    decided = _leaning_at(tokens) if decided is None else decided
    for index in range((len(tokens) if decided is None else decided) - 1, -1, -1):
        token = tokens[index]
        if _carries_act(tokens, index):
            continue
        if token.tag in ("XSV", "XSA", "VV", "VX") and index and tokens[index - 1].form == "못":
            continue
        carries = token.tag in ("XSV", "XSA") and index > 1 and _carries_act(tokens, index - 1)
        if carries and (tokens[index - 2].tag != "JKO" or act_at(tokens, index - 3) is not None):
            continue
        if token.tag in ("XSV", "XSA") and index:
            first = _noun_start(tokens, index - 1)
            return first, index - 1
        bare_auxiliary = token.tag == "VX" and index > 0 and not _follows_verb(tokens, index)
        if token.tag.split("-")[0] in ("VV", "VA") or bare_auxiliary:
            if _is_carrier_verb(tokens, index):
                continue
            return _verb_start(tokens, index), index
        if token.tag in _NOUN or token.tag == "XSN":
            return _nominal(tokens, index)
    return None


def _follows_verb(tokens: Sequence[Morpheme], index: int) -> bool:
    """Whether an auxiliary stands behind its verb, also over a particle: '들여놓지는 않았다'; in '제도를 만드는' it is the verb."""
    before = index - 1
    if tokens[before].tag == "JX" and before:
        before -= 1
    return tokens[before].tag in ("EC", "IC", "MAG")


def _decided_at(tokens: Sequence[Morpheme]) -> int | None:
    """Where '…하기로' ends, whatever verb of settling comes behind it: 바꾸기로 의결했다, 놓기로 뜻을 모았다."""
    for index in range(len(tokens) - 1, 0, -1):
        if tokens[index].form == "로" and tokens[index - 1].tag == "ETN" and tokens[index - 1].form == "기":
            is_fame = any(token.form in ("유명", "이름나", "소문나", "알려지") for token in tokens[index:])
            return None if is_fame else index - 1
    return None


def _leaning_at(tokens: Sequence[Morpheme]) -> int | None:
    """Where '포기하는' of '포기하는 쪽으로 돌아섰다', '도입하는 것으로 정리됐다' ends: the verb says only which way it goes."""
    for index in range(len(tokens) - 3, 0, -1):
        if is_leaning(tokens, index):
            return index
    return None


def is_leaning(tokens: Sequence[Morpheme], index: int) -> bool:
    """Whether the relative ending at `index` closes what is leant to or settled: '…하는 쪽으로', '…하는 것으로 결론'."""
    if tokens[index].tag != "ETM" or len(tokens) <= index + 3 or tokens[index + 2].tag != "JKB":
        return False
    leans = {"쪽": _LEANING, "방향": _LEANING, "것": SETTLING}.get(tokens[index + 1].form, ())
    return any(token.form in leans for token in tokens[index + 3 :])


_LEANING = (
    "돌아서",
    "기울",
    "가닥",
    "선회",
    "방향",
    "틀",
    "정하",
    "추진",
    "잡",
    "쏠리",
    "굳히",
    "굳",
    "결정",
    "검토",
    "논의",
)


def _carries_act(tokens: Sequence[Morpheme], index: int) -> bool:
    """A noun that only carries the act or the verb before it: 구축할 계획, 예방 목적으로, 설치한 뒤, 교체 작업 중, 확인 가능."""
    form = tokens[index].form
    if not index or not tokens[index].tag.startswith("NN"):
        return False
    if form in PLANS:
        return _something_before(tokens, index)
    if form == "단계":
        return tokens[index - 1].tag == "ETM"
    if form == "가능":
        return act_at(tokens, index - 1) is not None or (index > 1 and act_at(tokens, index - 2) is not None)
    if form in ("작업", "공사", "절차", "과정"):
        return (
            act_at(tokens, index - 1) is not None
            and index + 1 < len(tokens)
            and tokens[index + 1].form == "중"
        )
    return is_aim(tokens, index) or divides_time(tokens, index)


def is_aim(tokens: Sequence[Morpheme], index: int) -> bool:
    """'예방 목적으로', '확보 차원에서': the noun says what for, what stands before it is wanted."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if index < 1 or tokens[index].form not in AIMS or following is None or tokens[index - 1].tag == "SN":
        return False
    return following.tag == "JKB" and (tokens[index].form != "차원" or following.form == "에서")


def divides_time(tokens: Sequence[Morpheme], index: int) -> bool:
    """'설치한 뒤', '문을 연 후', '그만둔 지', '도입할 경우': the noun says when what comes next comes."""
    if index < 2 or tokens[index - 1].tag != "ETM":
        return False
    endings = ("ᆯ", "을") if tokens[index].form in ("경우", "때", "시", "뿐") else ("ᆫ", "은")
    return (
        tokens[index].form in ("뒤", "후", "다음", "지", "경우", "때", "시", "뿐")
        and tokens[index - 1].form in endings
    )


def is_year_ahead(tokens: Sequence[Morpheme], index: int) -> bool:
    """'2028년이면', '3월이면': a day that is to come."""
    return (
        index > 2
        and (tokens[index].form, tokens[index - 1].tag) == ("면", "VCP")
        and tokens[index - 2].form in ("년", "월", "년도", "분기")
        and tokens[index - 3].tag == "SN"
    )


REASONS = ("어", "아", "여", "어서", "아서", "여서")


def bare_ending(tokens: Sequence[Morpheme]) -> str:
    """The connective ending that closes a clause, signs left out; empty where none does."""
    bare = [token for token in tokens if not token.tag.startswith("S")]
    return bare[-1].form if bare and bare[-1].tag == "EC" else ""


def is_reason(tokens: Sequence[Morpheme]) -> bool:
    """'예산이 부족하여', '이용자가 적어': a quality as reason, no act that a thing could have; 없다 denies one."""
    if bare_ending(tokens) not in REASONS:
        return False
    bare = [token for token in tokens if not token.tag.startswith("S")]
    return (
        len(bare) > 1
        and bare[-2].form != "머지않"
        and bare[-2].tag.split("-")[0] in ("VA", "XSA")
        and bare[-2].form != "없"
    )


def _something_before(tokens: Sequence[Morpheme], index: int) -> bool:
    """Does a verb or an act stand right before the plan noun (구축할 계획, 도입 예정)?"""
    before = tokens[index - 1]
    return (
        before.tag in ("ETM", "JKO") or act_at(tokens, index - 1) is not None or before.form in _BEFORE_PLANS
    )


_BEFORE_PLANS = ("마무리", "추가")
"""Acts where a plan follows them: '10월 마무리 예정', '카메라 추가 예정'."""


def _is_carrier_verb(tokens: Sequence[Morpheme], index: int) -> bool:
    """있다 of '한 바 있다', '할 수 있도록'; 위하다, 통하다; 하다 of '하기로 하다', '하도록 하다'."""
    verb, before = tokens[index].form, tokens[index - 1] if index else None
    if before is None:
        return False
    if verb == "위하" or verb in FUNCTION_VERBS:
        return tokens[min(index + 1, len(tokens) - 1)].form != "게"
    if verb in ("있", "없") and before.form in ("바", "수", "고"):
        return True
    if verb == "있" and before.form == "에":  # '신축 중에 있다', '구축하는 단계에 있다'
        return tokens[max(index - 2, 0)].form in ("중", "단계", "과정")
    if verb in ("어렵", "힘들"):  # '돌리기 어렵다' denies 돌리다
        return "기" in (before.form, tokens[max(index - 2, 0)].form)
    return verb in ("하", "되") and before.tag in ("JKB", "EC", "JX") and before.form not in ("에서", "에")


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


def _is_before_done(tokens: Sequence[Morpheme], index: int) -> bool:
    """'협약 체결 단계', '서비스 개시 전': the note says that the act is not over; '운영 단계' says that it is."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    is_at_it = (
        following is not None and following.form == "에" and "있" in (t.form for t in tokens[index + 2 :])
    )
    if following is not None and not is_at_it and not following.tag.startswith(("S", "VCP")):
        return False
    act = tokens[index - 1].form
    if tokens[index].form == "단계" and act in STAGES:
        return True
    return act_at(tokens, index - 1) is not None and act not in SETTLED_STAGES


SETTLED_STAGES = frozenset({"운영", "정착", "확산", "제공", "활용", "서비스", "확대", "상용화", "안정화"})
_RULINGS = ("판정", "통보", "결정", "처분", "조치", "처리", "방침", "의결", "확정")
"""What a body says of an end: '운영 중단 결정'."""
TRIALS = ("운영", "가동", "운행", "시운전", "실증", "서비스", "시범", "시범운영", "시험운영", "제작", "개발")
"""Acts that a thing passes through on its way: '시범 운영을 거쳐'."""
_TRIALS = ("시험", "시범", "정식", "유료", "무료", "상용", "본격")
"""'시험 서비스' says that something runs."""
_DATED = ("년", "월", "일", "상반기", "하반기", "말", "초", "중", "내", "연내", "분기", "연말", "년도")
_TIMES = (
    "기간",
    "연",
    "주",
    "상반기",
    "하반기",
    "올해",
    "금년",
    "회기",
    "임기",
    "오전",
    "오후",
    "하루",
    "일과",
)
"""What 중 divides: '기간 중' is no doing."""


def _nominal(tokens: Sequence[Morpheme], index: int) -> tuple[int, int] | None:
    """A clause that closes with a bare act, or with '…하는 서비스이다'."""
    first = act_at(tokens, index)
    following = tokens[index + 1].form if index + 1 < len(tokens) else ""
    if following == "중" and tokens[index].tag == "NNG" and tokens[index].form not in _TIMES:
        return (index, index) if first is None else (_noun_start(tokens, index), index)
    is_ruling = (
        tokens[index].form in _RULINGS and index and tokens[index - 1].form in CEASED
    )  # '적용 불가 판정'
    if not is_ruling and first is not None:
        return _noun_start(tokens, index), index
    if is_ruling or (tokens[index].form in ("단계", "전") and _is_before_done(tokens, index)):
        return index - 1, index - 1
    ends = tokens[index].form in LIGHT and (following in PLANS or act_at(tokens, index - 1) is not None)
    is_due = tokens[index].form in ("예정", "목표") and (not index or tokens[index - 1].form in _DATED)
    if (
        ends or is_due or (tokens[index].form == "추가" and following in PLANS)
    ):  # '개편 마무리', '10월 마무리 예정', '2027년 목표'
        return index, index
    return _works_or_trial(tokens, index) or _described(tokens, index)


def _described(tokens: Sequence[Morpheme], index: int) -> tuple[int, int] | None:
    """'…하는 서비스이다': what the relative clause before a noun with the copula says."""
    copula = index + 1 < len(tokens) and tokens[index + 1].tag == "VCP"
    for back in range(index - 1, 1, -1) if copula else ():
        if tokens[back].tag == "ETM":
            return find_predicate(tokens[: back + 1])
    return (index, index) if copula else None


def _works_or_trial(tokens: Sequence[Morpheme], index: int) -> tuple[int, int] | None:
    """'감지기 설치 공사', '시험 서비스': nouns that say what is done or runs."""
    before = tokens[index - 1].form if index else ""
    if tokens[index].form in ("공사", "사업", "작업") and before in BUILDING:
        return index - 1, index
    is_trial = tokens[index].form == "서비스" and before in _TRIALS and index + 1 == len(tokens)
    return (index, index) if is_trial else None


def counted_noun(tokens: Sequence[Morpheme], first: int) -> int | None:
    """The noun that the verb at `first` takes, over its particle and what counts it: 설계비 of '설계비 12억 원을 확보'."""
    at = first - 1
    while at >= 0 and (
        tokens[at].tag in ("JKO", "JKS", "JX", "MAG", "SP") or tokens[at].form in ("다", "모두")
    ):
        at -= 1
    while at > 0 and (
        tokens[at].tag in ("SN", "NR", "NNB", "MM", "SSC", "SSO") or tokens[at - 1].tag in ("SN", "NR", "MM")
    ):
        at -= 1
    if (
        at >= 0
        and tokens[at].tag in ("NNG", "NNP", "XSN")
        and (
            tokens[at + 1].tag != "JX" or tokens[at + 1].form == "만"  # '위치만 정했다'
        )
    ):
        return at
    for back in range(first - 1 if tokens[first].form == "하" else 0, 0, -1):  # '설계를 처음부터 다시 한다'
        if tokens[back].tag in ("EC", "ETM"):
            return None
        if tokens[back].tag == "JKO":
            return back - 1
    return None


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
    prepares = tokens[at].form in PREPARATION and verb in (
        "수립", "체결", "발주", "완료", "실시", "세우", "짜", "맺", "마련"
    )  # fmt: skip
    if verb == "거치" and tokens[at].form in TRIALS:  # '시험 가동을 거쳐 정식 운영'
        return _noun_start(tokens, act), act
    if verb in LIGHT or verb in CEASED or verb in ENDING_VERBS or prepares:
        return _noun_start(tokens, act) if act == at else act, last
    return first, last

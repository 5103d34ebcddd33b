"""Where a clause ends: connective endings, past relative clauses, purposes, means, listed acts."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.nlp.status_on_paper import DASHES, names_a_thing
from extractors.nlp.status_predicates import act_at, divides_time, is_aim, is_leaning, is_year_ahead
from extractors.nlp.status_words import (
    ACTIONS,
    BUILDING,
    CEASED,
    CEASING_VERBS,
    DECIDING,
    DELAYING_VERBS,
    ENDING_IDIOMS,
    EVENTS,
    FORMALITIES,
    FOUNDING,
    FUNCTION_VERBS,
    INTENTIONS,
    LIGHT,
    OPENINGS,
    OUTCOMES,
    PLACED,
    PLANS,
    UNCEASING,
    UNDER_WAY,
    words,
)
from schemas.sentence import Morpheme

_REPORTED = (
    "다는",
    "ᆫ다는",
    "는다는",
    "다고",
    "ᆫ다고",
    "는다고",
    "라고",
    "라는",
    "다며",
    "ᆫ다며",
    "는다며",
    "라며",
    "다면서",
    "ᆫ다면서",
    "는다면서",
    "라면서",
    "자는",
    "자고",
    "으라는",
    "으라고",
)
_MEDIAL = words(
    "고 며 으며 어 아 여 어서 아서 여서 면서 으면서 거나 나 으나 ᆫ데 은데 는데 지만 도록 면 으면 고자 려고 으려고 "
    "므로 으므로 니 으니 자 던데 려다 으려다 려다가 으려다가 으로써 게끔 더라도 ᆯ지라도 을지라도 ᆫ다면 는다면 다면 라면 더라면 려면 으려면 "
    "ᆯ수록 을수록 ᆫ지 은지 는지 ᆯ지 을지"
)

_CARRIERS = words("바 것 수 중 쪽 방향 적 후 뒤 때 경우 예정 계획 방침 전망 필요 상태 시 등")
"""Nouns after a relative clause that carry its modality instead of being what it describes."""
_CARRYING = _CARRIERS | PLANS | INTENTIONS
_MADE = FOUNDING | PLACED
_AT_WORK = BUILDING | UNDER_WAY | FOUNDING | DELAYING_VERBS | {"지연", "연기"}
_ACTS = ACTIONS | LIGHT


def without_asides(morphemes: Sequence[Morpheme]) -> list[Morpheme]:
    """Leave out what stands in round or square brackets: it governs nothing outside."""
    kept: list[Morpheme] = []
    depth = 0
    for token in morphemes:
        opens, closes = token.form in "([（［", token.form in ")]）］"
        depth += opens
        if not depth and not closes:
            kept.append(token)
        if closes and depth:
            depth -= 1
    return kept if kept else [token for token in morphemes if token.form not in "()[]（）［］"]


BEFORE_ALL = -1
"""Where what stands in brackets before anything else is kept."""


def asides(morphemes: Sequence[Morpheme]) -> dict[int, tuple[Morpheme, ...]]:
    """What stands in brackets, by the start of the morpheme that it stands behind: '제작 (2026년 예정)'; before all, '[보류] …'."""
    found: dict[int, tuple[Morpheme, ...]] = {}
    outside: Morpheme | None = None
    inside: list[Morpheme] | None = None
    for token in morphemes:
        if token.form in "([（［" and inside is None:
            inside = []
        elif token.form in ")]）］" and inside is not None:
            if inside:
                found[BEFORE_ALL if outside is None else outside.start] = tuple(inside)
            inside = None
        elif inside is not None:
            inside.append(token)
        else:
            outside = token
    return found


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
    is_before = divides_time(tokens, index) and not tokens[index + 1].tag.startswith("J")
    is_before |= token.tag == "JX" and told_before(tokens[: index + 1]) is not None
    is_before |= token.form in DASHES and index > 0 and names_a_thing(tokens[index + 1 :])
    return is_before or (token.tag == "SF" and token.form in "!?")


def told_before(tokens: Sequence[Morpheme]) -> int | None:
    """The act of '플랫폼 도입 전에는', '구축하기 이전에는': how things were before it, which says nothing of the act itself."""
    if len(tokens) < 4 or [token.form for token in tokens[-2:]] != ["에", "는"]:
        return None
    if tokens[-3].form not in ("전", "이전"):
        return None
    at = len(tokens) - 4
    if tokens[at].tag == "ETN":
        at -= 2 if at > 1 and tokens[at - 1].tag == "XSV" else 1
        return at if at >= 0 else None
    return at if act_at(tokens, at) is not None else None


def _connects(tokens: Sequence[Morpheme], index: int) -> bool:
    """Is the ending a clause connective: not an auxiliary's (구축하고 있다) nor a particle verb's (통하여)?"""
    token, following = tokens[index], tokens[index + 1]
    after = tokens[index + 2] if following.tag == "JX" and index + 2 < len(tokens) else following
    if after.tag == "VX" or (after.form in ("있", "않", "못하", "되", "하") and after.tag in ("VA", "VV")):
        return False
    verb = tokens[index - 1] if index else token
    if token.form in ("어", "아", "여") and following.tag.startswith("VV") and verb.tag.startswith("VV"):
        return False  # '걸어 잠갔다', '내려 보냈다': two verbs of one act
    if verb.form in FUNCTION_VERBS:
        return _noun_of_means(tokens, index - 1)
    if _tells_how(tokens, index):
        return False
    return token.form in _MEDIAL or token.form in _REPORTED


def _tells_how(tokens: Sequence[Morpheme], index: int) -> bool:
    """'쉬지 않고', '이르면': a manner or a date, no clause of its own."""
    token, verb = tokens[index], tokens[index - 1]
    if token.form == "고" and verb.form == "않" and index > 2:
        return tokens[index - 3].form in UNCEASING
    if _leaves_out(tokens, index) or is_year_ahead(tokens, index):
        return True
    return verb.form == "머지않" or (token.form == "면" and verb.form in ("이르", "빠르"))


def _leaves_out(tokens: Sequence[Morpheme], index: int) -> bool:
    """'섬 지역을 제외하고 전 가구에', '일부를 뺀 전 구간에': what is left out, not what becomes of the rest."""
    if index < 2 or tokens[index].form not in ("고", "ᆫ", "면"):
        return False
    verb = index - 2 if tokens[index - 1].tag == "XSV" else index - 1
    return verb > 0 and tokens[verb].form in ("제외", "빼") and tokens[verb - 1].tag in ("JKO", "JX")


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
    if following.form in _CARRYING or index < 1 or _leaves_out(tokens, index):
        return False
    tells = (
        token.form == "ᆫ" and verb.form in ("하", "되", "시키") and tokens[max(index - 2, 0)].form in EVENTS
    )
    return tells or _denies_or_plans(tokens, index)


def _denies_or_plans(tokens: Sequence[Morpheme], index: int) -> bool:
    """'설치되지 않은 지역', '구축 예정인 센터', '보류된 구간', '도입할 버스', '개통되는 노선': not there, or not yet."""
    token, verb, before = tokens[index], tokens[index - 1], tokens[max(index - 2, 0)]
    if verb.form in ("않", "못하", "앞두"):
        return True
    if verb.tag == "VCP":
        return before.form in PLANS or before.form == "중"
    if token.form in ("ᆯ", "을"):
        return _is_to_be(tokens, index)
    if _lacks_or_waits(tokens, index) or (token.form in ("ᆫ", "은") and _came_to_an_end(tokens, index)):
        return True
    return verb.tag == "XSV" and (
        before.form in CEASED
        or (token.form == "는" and before.form in OPENINGS)
        or (before.form in DECIDING and act_at(tokens, index - 4) is not None)
    )


def _is_to_be(tokens: Sequence[Morpheme], index: int) -> bool:
    """'도입할 버스', '놓일 선로'; '나무 심을 곳' is a place."""
    verb, before = tokens[index - 1], tokens[max(index - 2, 0)]
    if tokens[index + 1].form in _PLACES:
        return False
    return (verb.tag == "XSV" and before.form in ACTIONS) or (
        verb.tag.startswith("VV") and verb.form in _MADE
    )


def _lacks_or_waits(tokens: Sequence[Morpheme], index: int) -> bool:
    """'인력이 한 명도 없는 군', '완공을 석 달 남긴 센터', '세우려다 만 벤치', '설치가 지연되고 있는 충전소'."""
    verb, before = tokens[index - 1], tokens[max(index - 2, 0)]
    if verb.form == "없":
        return before.form == "수" or before.tag in ("JKS", "JX")
    if verb.form == "남기":
        return before.form in _STRETCHES
    if verb.form == "말":
        return before.form in ("려다", "으려다", "려다가", "으려다가")
    if verb.form == "두" and verb.tag == "VX" and index > 4:  # '연동 시험만 남겨 둔'
        return (tokens[index - 4].form, tokens[index - 3].form) == ("만", "남기")
    is_kept = verb.form == "있" and before.form == "고" and index > 3
    return is_kept and _goes_on_before(tokens, index)


def _goes_on_before(tokens: Sequence[Morpheme], index: int) -> bool:
    """'설치하고 있는 충전소', '시험해 보고 있는 알림', '심사를 받고 있는 규칙': what goes on before the thing is there."""
    if tokens[index - 3].form == "보" and tokens[index - 3].tag == "VX":
        return tokens[max(index - 6, 0)].form in _TRYING
    if tokens[index - 3].form == "받":
        return tokens[max(index - 5, 0)].form in FORMALITIES
    act = tokens[index - 4 if tokens[index - 3].tag == "XSV" else index - 3].form
    return act in _AT_WORK


def _came_to_an_end(tokens: Sequence[Morpheme], index: int) -> bool:
    """'문을 닫은 안내소', '끊긴 노선', '뜯어낸 신호등', '준공이 늦춰진 센터'."""
    verb, root = tokens[index - 1], tokens[max(index - 3, 0)].form
    if (root, verb.form) in ENDING_IDIOMS:
        return True
    if verb.tag == "VX":
        if verb.form == "지":
            return root in DELAYING_VERBS or root in CEASING_VERBS
        return verb.form in ("내", "가") and root in ("뜯", "걷", "떼", "들", "쓸리", "떠내리")
    return verb.form in CEASING_VERBS


_TRYING = ("시험", "실험", "검증", "시연", "시범")
_NEAR = 8
_PLACES = ("곳", "데", "자리", "때", "정도", "만큼")
_STRETCHES = ("달", "일", "년", "개월", "주", "주일", "날")


def _means_ends(tokens: Sequence[Morpheme], index: int) -> bool:
    """데이터 연계로 …, 관제센터 운영으로 …; 구축함으로써; 예방 목적으로; 설치한 뒤에."""
    before = tokens[index - 1] if index else tokens[index]
    if tokens[index].form in ("으로써", "로써"):
        return True
    if index and (is_aim(tokens, index - 1) or divides_time(tokens, index - 1)):
        return True
    if before.form == "중" and index > 1 and tokens[index].form == "으로":  # '공사 중으로 9월 준공 예정'
        done = tokens[index - 2]
        return done.tag == "ETM" or act_at(tokens, index - 2) is not None or done.form in ("공사", "작업")
    if (before.form == "것" or before.form in PLANS) and index > 1:
        tells = tokens[index - 2].tag in ("ETM", "JKO") or act_at(tokens, index - 2) is not None
        return tells and not is_leaning(tokens, index - 2)
    after = tokens[index + 2 if tokens[index + 1].tag == "JX" and index + 2 < len(tokens) else index + 1]
    is_seen = [token.form for token in tokens[index + 1 : index + 4]] == [
        "보",
        "고",
        "있",
    ]  # '겨울 투입으로 보고 있다'
    if is_seen or after.form in (
        "이어지",
        "바뀌",
        "바꾸",
        "옮기",
        "전환",
        "대체",
        "나아가",
        "번지",
        "밝혀지",
        "드러나",
        "돌아가",
    ):  # '수출로는 이어지지 못했다': what it leads to
        return False
    return tokens[index].form in ("으로", "로") and act_at(tokens, index - 1) is not None and index > 1


def _listed_acts_end(tokens: Sequence[Morpheme], index: int) -> bool:
    """'플랫폼 구축, 서비스 제공', '센터 구축 중, 버스 도입 예정' and '시간 단축, 이용객 2만 명' are two; '수집, 분석, 제공하고' is one."""
    last = index - 1
    is_closed = last > 1 and (tokens[last].form in PLANS or tokens[last].form in ("중", "완료"))
    last -= is_closed
    if last < 1 or act_at(tokens, last) is None:
        return False
    acts = (
        t.form in _ACTS or t.form == "공사" or t.tag == "SN" or (is_closed and t.tag.startswith("VV"))
        for t in tokens[index + 2 :]
    )
    is_list = not is_closed and act_at(tokens, index + 1) is not None and not _has_object(tokens, last, index)
    return not is_list and any(acts)


def _has_object(tokens: Sequence[Morpheme], last: int, comma: int) -> bool:
    """'체계를 3월 개통, 경보 발령 시간을 …': what has an object of its own lists no acts, where an act begins another's name."""
    near = tokens[max(last - _NEAR, 0) : last]
    following = tokens[comma + 2] if comma + 2 < len(tokens) else None
    is_name = following is not None and following.tag.startswith("NN") and following.form not in _ACTS
    is_counted = last > 0 and tokens[last - 1].tag in ("NNB", "SN", "NR")  # '버스 8대 도입, 이용 요금 …'
    return is_name and (is_counted or any(token.tag == "JKO" for token in near))

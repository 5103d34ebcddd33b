"""What the words of time make of a clause: a custom, a plan, what has to wait, what a goal is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.nlp.status_predicates import is_year_ahead
from extractors.nlp.status_tails import Verdict
from extractors.nlp.status_words import (
    ACTIONS,
    APPEARING,
    BUILDING,
    COMPLETED,
    FOUNDING,
    FUTURE,
    GATES,
    HABITS,
    LATER,
    PERIODS,
    WIDENING,
    words,
)
from schemas.sentence import Morpheme

Judged = tuple[str, Verdict]
"""(rule id, verdict)."""
_TIMELESS = ("ongoing.present", "nominal.able", "nominal.form", "nominal.noun", "in_progress.pursued")
_HEADLINES = ("planned.headline", "planned.appearing", "in_progress.founding", "in_progress.thinks_over")
DAYS = words("월 년 분기 상반기 하반기 연말 말 초 중순 봄 여름 가을 겨울 학기 주")
_NEEDED = (
    GATES
    | BUILDING
    | {"통과", "검사", "확정", "고치", "고쳐지", "법", "살아남", "협의", "풀리", "해결", "갖추", "갖춰지"}
)
_PUTTING = (
    "잡", "정하", "미루", "늦추", "옮기", "연기", "순연", "이월", "넘기", "넘어가", "밀리", "돌리",
    "잡히", "정해지", "미뤄지",
)  # fmt: skip
_TIMES_TO_COME = FUTURE | LATER | DAYS
_OF_A_TIME = ("연도", "년도", "해", "사업", "과업", "예산", "회계", "과제", "이후", "공모")
_AFTER = ("이후", "뒤", "후", "다음")
_GOALS = words("그림 목표 꿈 구상 포부 바람 계획 복안 숙원 비전 청사진 지향점 목표치")
_OVER_ONE_DAY = FOUNDING | WIDENING | APPEARING | COMPLETED | {"채우", "넣", "마치", "끝내", "매듭짓", "매듭"}
_LONG = ("더", "년", "개월", "달", "길", "한참", "아직", "절차", "단계")
_WORKS = ("추진", "착수", "시행", "도입", "설치", "구축", "확대", "반영", "편성", "착공", "발주", "공사")
_WHENEVER = words("발생 감지 초과 접근 진입 신고 접수 요청 호출 인식 화재 비상 이상 미달")
"""What 시 stands behind where it tells of any time that this comes: 장애 발생 시."""
_AHEAD = frozenset(
    {
        ("앞", "으로"), ("이달", "중"), ("이달", "말"), ("다음", "달"), ("다음", "주"), ("다음", "해"),
        ("다음", "분기"), ("다음", "학기"), ("차", "년도"), ("상반기", "중"), ("하반기", "중"), ("상반기", "에"),
        ("하반기", "에"), ("연말", "에"), ("차", "연도"), ("최종", "단계"), ("완성", "단계"), ("마지막", "해"), ("마지막", "단계"),
        ("최종", "연도"), ("최종", "년도"),
    }
)  # fmt: skip
_ON_A_DAY = frozenset({("일", "에"), ("월", "에"), ("주말", "에"), ("말", "에")})


def in_time(tokens: Sequence[Morpheme], last: int, judged: Judged) -> Judged:
    """'매달 공개한다' is a custom, '내년에 시범 운영한다' a plan."""
    if judged[0] in _HEADLINES and is_custom(tokens) and not _in_future(tokens, judges_present=False):
        return "ongoing.custom", "ongoing"
    ahead = _lies_ahead(tokens, last, judged)
    return judged if ahead is None else (ahead, "planned")


def _lies_ahead(tokens: Sequence[Morpheme], last: int, judged: Judged) -> str | None:
    """The rule by which the words of time make a plan of a clause; None where they do not."""
    is_present = judged[0] == "ongoing.present"
    said = (
        (
            "planned.put_off",
            tokens[last].form in _PUTTING and any(_is_to_a_time(tokens, n) for n in range(len(tokens))),
        ),
        ("planned.only_if", judged[0] in (*_TIMELESS, "unstated.no_rule") and _has_to_wait(tokens, last)),
        ("planned.goal", judged[1] != "negated" and _is_goal(tokens, last)),
        ("planned.by_then", is_present and _is_over_by_then(tokens, last)),
        ("planned.until", tokens[last].form in ("남", "남기") and _takes_until(tokens, last)),
        ("planned.future_word", judged[0] in _TIMELESS and _in_future(tokens, judges_present=is_present)),
    )
    return next((rule_id for rule_id, is_so in said if is_so), None)


def _is_goal(tokens: Sequence[Morpheme], last: int) -> bool:
    """'최종 그림은 …로 만드는 것이다', '목표치는 3초 이내이다': what a goal is, is not reached."""
    if not any(token.tag == "VCP" for token in tokens[last + 1 :]):
        return False
    return any(
        b.tag == "JX" and b.form in ("은", "는") and (a.form in _GOALS or a.form == "치")
        for a, b in pairwise(tokens[: last + 1])
    ) and any(token.form in _GOALS for token in tokens[:last])


def _is_over_by_then(tokens: Sequence[Morpheme], last: int) -> bool:
    """'2027년까지 채워 넣는다', '3월까지 바꾼다': what has an end, and the day of it; 운영한다 may hold until then."""
    is_until = any(a.form in ("년", "월", "일", "분기") and b.form == "까지" for a, b in pairwise(tokens))
    is_until |= any(
        (a.tag, b.form, c.form) == ("SN", "년", "에")
        for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )  # '2031년에 서른 곳을 채운다'
    return is_until and tokens[last].form in _OVER_ONE_DAY and not is_custom(tokens)


def _is_to_a_time(tokens: Sequence[Morpheme], index: int) -> bool:
    """'내년으로 넘겼다', '차기 연도 사업으로 돌렸다': the particle of where something is put, behind a time to come."""
    at = index - 1
    while at > 0 and tokens[at].form in _OF_A_TIME and tokens[at].form not in LATER:
        at -= 1
    return (
        at >= 0
        and (tokens[index].form, tokens[index].tag) in (("로", "JKB"), ("으로", "JKB"))
        and tokens[at].form in _TIMES_TO_COME
    )


def _hangs(before: Sequence[Morpheme]) -> bool:
    """'검사를 통과해야 문을 열 수 있다', '법이 고쳐져야 가능하다': not before that."""
    at = next(
        (n for n, token in enumerate(before) if token.form in ("어야", "아야", "여야") and token.tag == "EC"),
        0,
    )
    return any(token.form in _NEEDED for token in before[:at])


def is_only_after(tokens: Sequence[Morpheme]) -> bool:
    """'규정이 정비된 이후에나', '심의가 끝난 뒤에야': not before that, and that has not come."""
    forms = [token.form for token in tokens]
    triples = zip(forms, forms[1:], forms[2:], strict=False)
    return any(a in _AFTER and b == "에" and c in ("나", "야", "이나") for a, b, c in triples)


def _has_to_wait(tokens: Sequence[Morpheme], last: int) -> bool:
    """Whether what is told has to wait for something: consent, money, works, another day."""
    before = tokens[:last]
    return (
        _hangs(before)
        or _comes_after(before, tokens[last].form)
        or is_only_after(before)
        or _takes_until(tokens, last)
    )


def _takes_until(tokens: Sequence[Morpheme], last: int) -> bool:
    """'개통까지는 2년이 더 걸린다', '전면 시행까지 갈 길이 멀다': what is not reached yet."""
    if tokens[last].form not in ("걸리", "멀", "남") or not any(
        token.form in _LONG for token in tokens[:last]
    ):
        return False  # '신고부터 출동까지 5분이 걸린다' is how long it takes
    if any(token.form in ("에서", "부터") for token in tokens[:last]):
        return False  # '구상에서 개통까지 18개월이 걸린 앱'
    return any(
        token.form == "까지" and n and (tokens[n - 1].form in ACTIONS or tokens[n - 1].tag == "ETN")
        for n, token in enumerate(tokens[:last])
    )


def _comes_after(before: Sequence[Morpheme], predicate: str) -> bool:
    """'허가가 나는 대로 달린다', '예산이 서는 대로 놓는다', '국비 확보 시 추진': what has to come first has not come."""
    is_of_works = predicate in _WORKS  # '승인 시 안내를 제공' is how it runs
    if is_of_works and any(
        b.form == "시" and b.tag == "NNB" and a.form in _NEEDED for a, b in pairwise(before)
    ):
        return True
    at = next(
        (n for n, token in enumerate(before) if n and token.form == "대로" and before[n - 1].form == "는"), 0
    )
    return any(token.form in _NEEDED for token in before[:at])


def is_year_come(tokens: Sequence[Morpheme]) -> bool:
    """'2030년이 되면', '2단계 사업이 끝나면'."""
    forms = {token.form for token in tokens}
    is_over = bool({"사업", "공사", "단계", "공정"} & forms) and bool(
        {"끝나", "마무리", "완료", "마치"} & forms
    )
    return is_over or ("되" in forms and any(a.tag == "SN" and b.form == "년" for a, b in pairwise(tokens)))


def is_custom(tokens: Sequence[Morpheme]) -> bool:
    """'매달', '분기마다', '하루 두 번'."""
    if any(token.form in HABITS for token in tokens):
        return True
    return any(_is_of_custom(a.form, b.form) for a, b in pairwise(tokens))


def _is_of_custom(word: str, following: str) -> bool:
    """'분기마다', '실시간으로', '장애 발생 시', '자동 전환된다': how a thing works whenever it does."""
    if following == "마다":
        return word in PERIODS or word == "때"
    if word == "때":
        return following == "만"
    if following in ("으로", "로"):
        return word in ("자동", "실시간")
    if word in ("분", "초"):  # '요청하면 5분 안에 배정된다'
        return following in ("안", "이내", "만", "내")
    return (word == "자동" and following in ACTIONS) or (word in _WHENEVER and following == "시")


def is_of_later(tokens: Sequence[Morpheme]) -> bool:
    """Whether a clause says that what it tells is to come: '내년에 …', '상반기 중 …', and is no custom."""
    return _in_future(tokens, judges_present=False) and not is_custom(tokens)


def _in_future(tokens: Sequence[Morpheme], *, judges_present: bool) -> bool:
    """'향후 …', '앞으로 …', '올해 말까지 …한다', '오는 9월 …', '5월 3일에 연다': the time makes a plan of a present."""
    forms = [token.form for token in tokens]
    pairs = set(pairwise(forms))
    by_then = _is_at_earliest(tokens) or any(
        a in ("말", "상반기", "하반기", "연말") and b == "까지" for a, b in pairs
    )
    comes = any(
        (a, b) == ("오", "는") and c.tag == "SN"
        for a, b, c in zip(forms, forms[1:], tokens[2:], strict=False)
    )
    is_noted = "하반기" in forms[-4:] and tokens[-1].tag[0] != "E" and "년" not in forms
    ahead = any(is_year_ahead(tokens, index) for index in range(len(tokens)))
    if not FUTURE.isdisjoint(forms) or ahead or pairs & _AHEAD or by_then or comes or is_noted:
        return True
    if is_custom(tokens):
        return False
    begins = any(a in ("월", "학기", "상반기", "하반기", "주") and b == "부터" for a, b in pairs)
    is_dated = judges_present and bool(pairs & _ON_A_DAY)
    return is_dated or (begins and not {"년", "까지"} & set(forms))


def _is_at_earliest(tokens: Sequence[Morpheme]) -> bool:
    """'이르면 12월에', '빠르면 다음 분기에': said of a day to come; '이르면 3분 만에' of how long it takes."""
    for index in range(1, len(tokens) - 1):
        if tokens[index].form == "면" and tokens[index - 1].form in ("이르", "빠르"):
            return any(token.form in _TIMES_TO_COME for token in tokens[index + 1 : index + 4])
    return False

"""What beside its ending turns the status of a clause: plans that are told, acts that are asked for, time, custom, progress."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.nlp.status_predicates import SETTLED_STAGES, act_at, find_predicate, is_year_ahead
from extractors.nlp.status_rules import Verdict
from extractors.nlp.status_words import (
    ACTIONS,
    ASKING,
    BUILDING,
    CEASED,
    COMPLETED,
    DECIDING,
    DOCUMENTS,
    FUTURE,
    GATES,
    HABITS,
    INTENTIONS,
    LATER,
    NUISANCES,
    OPINIONS,
    PERIODS,
    PLANS,
    PROPOSAL,
    STAGES,
    STALLED,
    TELLING,
    UNDER_WAY,
    WEIGHING,
    words,
)
from schemas.sentence import Morpheme

Judged = tuple[str, Verdict]
"""(rule id, verdict)."""
_TIMELESS = ("ongoing.present", "nominal.able", "nominal.form", "nominal.noun", "in_progress.pursued")
_HEADLINES = ("planned.headline", "planned.appearing", "in_progress.founding", "in_progress.thinks_over")
_OPEN: tuple[Verdict, ...] = ("done", "ongoing", "nominal", "in_progress", "unstated")
_QUESTIONS = ("ᆫ가", "는가", "은가", "ᆯ까", "을까", "나", "니", "습니까", "ᆸ니까", "ᆫ지", "는지", "ᆯ지", "을지")
_DEFINING = ("말", "뜻", "뜻하", "의미", "가리키", "일컫", "이르")
_OVER = ("완료", "준공", "완공", "개통", "개소", "마침")
"""What closes brackets that tell an end: 쉼터 6개소(’24년 설치 완료)."""
_ENTERING = ("담", "담기", "넣", "올리", "오르", "싣", "실리", "반영", "포함", "편성", "수록", "명시")
_LISTS = (
    "계획", "예산", "예산안", "계획안", "과제", "로드맵", "공약", "청사진", "구상", "본예산", "추경", "추경안",
    "추경예산", "추가경정예산", "세부과제", "중점과제", "공약집", "업무보고", "업무계획", "업무계획안", "수정예산안",
    "국정과제", "시정과제", "건의안", "요구안", "중기재정계획", "후보", "후보군", "물망", "요구서", "계획서",
    "제안서", "신청서", "건의서",
)  # fmt: skip
_DAYS = (
    "월",
    "년",
    "분기",
    "상반기",
    "하반기",
    "연말",
    "말",
    "초",
    "중순",
    "봄",
    "여름",
    "가을",
    "겨울",
    "학기",
    "주",
)
_NEEDED = (
    GATES
    | BUILDING
    | {"통과", "검사", "확정", "고치", "고쳐지", "법", "살아남", "협의", "풀리", "해결", "갖추", "갖춰지"}
)
_PUTTING = (
    "잡", "정하", "미루", "늦추", "옮기", "연기", "순연", "이월", "넘기", "넘어가", "밀리", "돌리",
    "잡히", "정해지", "미뤄지",
)  # fmt: skip
_TIMES_TO_COME = FUTURE | LATER | set(_DAYS)
_AHEAD_OF = PLANS | INTENTIONS
_STAGED = STAGES | {"는"} | (ACTIONS - SETTLED_STAGES)
_WHEN = FUTURE | set(_DAYS) | words("일 상순 하순 이후 경 쯤 께 올 오 는 부터 예정 목표 중 내")
_AFTER = ("이후", "뒤", "후", "다음")
_STEPWISE = ("차례", "차례차례", "순차", "단계")


def told_plan(tokens: Sequence[Morpheme], first: int) -> tuple[int, int] | None:
    """What a plan is for, where the predicate at `first` only tells the plan: '늘린다는 계획을 세웠다', '건립 계획을 발표했다'.

    A plan that is made is a document: '건립 계획을 수립했다' has its plan, not its
    building.
    """
    if tokens[first].form not in TELLING:
        return None
    noun = _before_particle(tokens, first)
    if noun < 1 or tokens[noun].form not in _AHEAD_OF:
        return None
    if tokens[noun - 1].tag == "ETM":
        return find_predicate(tokens[:noun])
    is_document = (
        tokens[first].form in ("수립", "확정", "마련", "세우", "짜") or tokens[noun - 1].form in DOCUMENTS
    )
    if is_document or tokens[noun - 1].end == tokens[noun].start or not tokens[noun - 1].tag.startswith("NN"):
        return None
    act = act_at(tokens, noun - 1)
    return (noun - 1 if act is None else act), noun - 1


def _before_particle(tokens: Sequence[Morpheme], index: int) -> int:
    """The token before `index`, over one particle, words that tell how and phrases that tell to whom: '도입을 정부에 건의'."""
    at = index - 1
    while at > 1 and (tokens[at].tag == "MAG" or tokens[at].form in ("에", "에게", "께")):
        at -= 1 if tokens[at].tag == "MAG" else 2
    return at - 1 if at > 0 and tokens[at].tag in ("JKO", "JKS", "JX") else at


def turned(tokens: Sequence[Morpheme], first: int, last: int, judged: Judged) -> Judged:
    """The status after the words around the predicate were heard."""
    if _asks_or_defines(tokens, last):
        return "unstated.question", "unstated"
    if judged[1] == "medial":
        return judged
    if judged[1] in _OPEN:
        judged = _of_proposal(tokens[:first], _of_object(tokens, last, judged))
        at = _before_particle(tokens, first) if first else 0
        if 0 < at < first - 1 and tokens[at].form == "여부":  # '도입 여부를 저울질한다'
            judged = ("in_progress.weighed", "in_progress")
    judged = _of_nuisance(tokens[:first], judged)
    return _under_way(tokens, last, _in_time(tokens, last, judged))


def _of_nuisance(before: Sequence[Morpheme], judged: Judged) -> Judged:
    """'불편을 없앴다': what is gone was none too good."""
    at = _before_particle(before, len(before)) if judged[0] == "negated.ceasing" and before else -1
    while at > 0 and before[at].form not in NUISANCES and before[at].tag.startswith(("NN", "XS")):
        at -= 1
    is_rid = at >= 0 and before[at].form in NUISANCES
    return ("done.rid_of", "done") if is_rid else judged


def _in_time(tokens: Sequence[Morpheme], last: int, judged: Judged) -> Judged:
    """'매달 공개한다' is a custom, '내년에 시범 운영한다' a plan."""
    if judged[0] in _HEADLINES and is_custom(tokens):
        return "ongoing.custom", "ongoing"
    is_put = tokens[last].form in _PUTTING
    if is_put and any(a.form in _TIMES_TO_COME and b.form in ("로", "으로") for a, b in pairwise(tokens)):
        return "planned.put_off", "planned"
    if judged[0] in (*_TIMELESS, "unstated.no_rule") and _has_to_wait(tokens, last):
        return "planned.only_if", "planned"
    if judged[0] in _TIMELESS and _in_future(tokens, judges_present=judged[0] == "ongoing.present"):
        return "planned.future_word", "planned"
    return judged


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


_LONG = ("더", "년", "개월", "달", "길", "한참", "아직", "절차", "단계")
_WORKS = ("추진", "착수", "시행", "도입", "설치", "구축", "확대", "반영", "편성", "착공", "발주", "공사")


def _takes_until(tokens: Sequence[Morpheme], last: int) -> bool:
    """'개통까지는 2년이 더 걸린다', '전면 시행까지 갈 길이 멀다': what is not reached yet."""
    if tokens[last].form not in ("걸리", "멀", "남") or not any(
        token.form in _LONG for token in tokens[:last]
    ):
        return False  # '신고부터 출동까지 5분이 걸린다' is how long it takes
    return any(
        token.form == "까지" and n and tokens[n - 1].form in ACTIONS for n, token in enumerate(tokens[:last])
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


def _asks_or_defines(tokens: Sequence[Morpheme], last: int) -> bool:
    """'과연 필요한가?', '감응신호란 …을 말한다'."""
    ends = [token for token in tokens[last:] if token.tag in ("EF", "EC")]
    if tokens[-1].form == "?" or (ends and ends[-1].form in _QUESTIONS):
        return True
    defines = any(token.form in ("란", "이란") and token.tag in ("JX", "ETM") for token in tokens)
    return defines and tokens[last].form in _DEFINING


def _of_proposal(before: Sequence[Morpheme], judged: Judged) -> Judged:
    """'설치안이 내년 예산에 담겼다' tells of a proposal; '없던 일이 되었다' of nothing ('없던 노선을 놓았다' is another thing)."""
    for one, other, third in zip(before, before[1:], before[2:], strict=False):
        if (one.form, other.form) == ("없", "던") and third.form in ("일", "얘기", "이야기", "말"):
            return "negated.unmade", "negated"
        is_act = one.form in COMPLETED and one.end == other.start
        if is_act and other.form == PROPOSAL and third.tag in ("JKO", "JKS", "JX"):
            return "planned.proposal", "planned"
    return judged


def _of_object(tokens: Sequence[Morpheme], last: int, judged: Judged) -> Judged:
    """'도입을 결정했다', '지정을 요청했다', '유치를 검토했다': the act before is ahead, asked for, or weighed."""
    word = tokens[last].form
    is_act = act_at(tokens, _before_particle(tokens, last)) is not None
    if word in ASKING and (is_act or tokens[last - 1].form in ("에", "에게", "께")):
        return "unstated.asked", "unstated"
    if _is_entered(tokens, last):
        return "planned.entered", "planned"
    if not is_act:
        return judged
    if word in DECIDING:
        return "planned.decided", "planned"
    is_weighed = tokens[max(last - 1, 0)].form in WEIGHING and word in ("마련", "수립", "작성")
    if is_weighed or (word in WEIGHING and judged[1] == "done"):
        return "in_progress.weighed", "in_progress"
    return judged


def act_on_a_day(tokens: Sequence[Morpheme]) -> int | None:
    """The act that a clause says nothing of but when: '정식 개통은 2026년 상반기', '시민 개방은 내년 이후다'."""
    topics = [n for n, token in enumerate(tokens) if token.tag == "JX" and token.form in ("은", "는")]
    if len(topics) != 1 or act_at(tokens, topics[0] - 1) is None:
        return None
    rest = tokens[topics[0] + 1 :]
    is_when = all(token.form in _WHEN or token.tag[0] == "S" or token.tag in ("VCP", "EF") for token in rest)
    return topics[0] - 1 if is_when and any(token.form in _WHEN for token in rest) else None


def _is_entered(tokens: Sequence[Morpheme], last: int) -> bool:
    """'구축을 내년도 업무계획에 담았다': the act stands in a plan; an opinion that a plan takes up is heard."""
    if tokens[last].form not in _ENTERING:
        return False
    at = next(
        (n for n in range(last - 1, 0, -1) if tokens[n].tag == "JKB" and tokens[n - 1].form in _LISTS), None
    )
    if at is None or tokens[at].form not in ("에", "로", "으로"):
        return False
    if at < last - 1 and tokens[last - 1].tag in ("JKO", "JKS", "JX"):
        return tokens[last - 2].form not in OPINIONS
    objects = [n for n in range(1, at) if tokens[n].tag in ("JKO", "JKS", "JX")]
    return bool(objects) and tokens[objects[-1] - 1].form not in OPINIONS


def by_aside(aside: Sequence[Morpheme], judged: Judged) -> Judged:
    """'소음 지도 제작 (2026년 예정)', '셔틀 운행(중단)': brackets say what a bare claim leaves open."""
    last, before = aside[-1].form, aside[max(len(aside) - 2, 0)].form
    goes_on = last == "계속" or (last == "중" and before in (*UNDER_WAY, *BUILDING, "공사"))
    said: tuple[tuple[bool, Verdict], ...] = (
        (last in PLANS, "planned"),
        (last in CEASED, "negated"),
        (last in _OVER, "done"),
        (goes_on, "in_progress"),
    )
    verdict = next((verdict for is_said, verdict in said if is_said), None)
    if verdict is None or judged[1] not in ("nominal", "unstated"):
        return judged
    return f"{verdict}.aside", verdict


def is_custom(tokens: Sequence[Morpheme]) -> bool:
    """'매달', '분기마다', '하루 두 번'."""
    if any(token.form in HABITS for token in tokens):
        return True
    return any(a.form in PERIODS and b.form == "마다" for a, b in pairwise(tokens))


def _in_future(tokens: Sequence[Morpheme], *, judges_present: bool) -> bool:
    """'향후 …', '앞으로 …', '올해 말까지 …한다', '오는 9월 …', '5월 3일에 연다': the time makes a plan of a present."""
    forms = [token.form for token in tokens]
    pairs = set(pairwise(forms))
    by_then = any(a in ("말", "상반기", "하반기", "연말") and b == "까지" for a, b in pairs)
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


_AHEAD = frozenset(
    {
        ("앞", "으로"), ("이달", "중"), ("이달", "말"), ("다음", "달"), ("다음", "주"), ("다음", "해"), ("차", "년도"), ("상반기", "에"),
        ("하반기", "에"), ("연말", "에"),
    }
)  # fmt: skip
_ON_A_DAY = frozenset({("일", "에"), ("월", "에"), ("주말", "에"), ("말", "에")})


def is_at_work(tokens: Sequence[Morpheme]) -> bool:
    """'공사가 한창이다', '공정률 62%', '막바지 작업'."""
    forms = [token.form for token in tokens]
    rate = any(a == "공정" and b in ("률", "율") for a, b in pairwise(forms)) or "공정률" in forms
    return "한창" in forms or "막바지" in forms or (rate and "100" not in forms)


def _stage_in(forms: Sequence[str]) -> str | None:
    """What stands before the first '… 단계에', '… 단계이다'."""
    if "단계" not in forms:
        return None
    triples = zip(forms, forms[1:], forms[2:], strict=False)
    return next((a for a, b, c in triples if a in _STAGED and b == "단계" and c in ("에", "이")), None)


def _under_way(tokens: Sequence[Morpheme], last: int, judged: Judged) -> Judged:
    """'공사가 한창이다', '공정률 62%', '차례로 설치하고 있다'."""
    rule_id, verdict = judged
    if verdict in ("planned", "purpose", "negated"):
        return judged
    forms = [token.form for token in tokens]
    staged = _stage_in(forms)
    if staged in ("구상", "계획"):
        return "planned.stage", "planned"
    if staged is not None or not STALLED.isdisjoint(forms):
        return "in_progress.stage", "in_progress"
    rate = "%" in forms and tokens[last].form in ("진행", "진척")
    if is_at_work(tokens) or (rate and "100" not in forms):
        return "in_progress.at_work", "in_progress"
    stepwise = any(form in _STEPWISE for form in forms) and tokens[last].form in COMPLETED
    return ("in_progress.stepwise", "in_progress") if rule_id == "ongoing.keeps" and stepwise else judged

"""What beside its ending turns the status of a clause: plans that are told, acts that are asked for, time, custom, progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.nlp.status_predicates import SETTLED_STAGES, act_at, find_predicate
from extractors.nlp.status_tails import Verdict
from extractors.nlp.status_time import DAYS, Judged, in_time
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
    INTENTIONS,
    LIGHT,
    NUISANCES,
    OPINIONS,
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

_OPEN: tuple[Verdict, ...] = ("done", "ongoing", "nominal", "in_progress", "unstated")
_QUESTIONS = ("ᆫ가", "는가", "은가", "ᆯ까", "을까", "나", "니", "습니까", "ᆸ니까", "ᆫ지", "는지", "ᆯ지", "을지")
_DEFINING = ("말", "뜻", "뜻하", "의미", "가리키", "일컫", "이르")
_OVER = ("완료", "준공", "완공", "개통", "개소", "마침")
"""What closes brackets that tell an end: 쉼터 6개소(’24년 설치 완료)."""
_SERVING = words(
    "서비스 운영 운행 지원 대여 방송 상담 제공 판매 앱 포털 누리집 노선 버스 셔틀 택시 열차 로봇 시스템 플랫폼 센터 쉼터 "
    "배송 배달 공급 지급 이용 안내 예약 결제 연계 창구 콜센터 채널 혜택 할인 보조"
)
"""What is there no more when it is over."""
_WEIGHED = ("검토", "추진", "협의", "준비", "논의", "심의")
"""What alone in brackets says that nothing is settled: '(검토) 무정차 정산'."""
_ENTERING = (
    "들어가",
    "들",
    "담",
    "담기",
    "넣",
    "올리",
    "오르",
    "싣",
    "실리",
    "반영",
    "포함",
    "편성",
    "수록",
    "명시",
)
_LISTS = (
    "계획", "예산", "예산안", "계획안", "과제", "로드맵", "공약", "청사진", "구상", "본예산", "추경", "추경안",
    "추경예산", "추가경정예산", "세부과제", "중점과제", "공약집", "업무보고", "업무계획", "업무계획안", "수정예산안",
    "국정과제", "시정과제", "건의안", "요구안", "중기재정계획", "후보", "후보군", "물망", "요구서", "계획서",
    "제안서", "신청서", "건의서",
)  # fmt: skip
_AHEAD_OF = PLANS | INTENTIONS
_STAGED = STAGES | {"는"} | (ACTIONS - SETTLED_STAGES)
_WHEN = FUTURE | DAYS | words("일 상순 하순 이후 경 쯤 께 올 오 는 부터 예정 목표 중 내")
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
        if tokens[last].form in _TALKING and _is_talk(tokens[:last]):
            judged = ("in_progress.talked", "in_progress")
        at = _before_particle(tokens, first) if first else 0
        if 0 < at < first - 1 and tokens[at].form == "여부":  # '도입 여부를 저울질한다'
            judged = ("in_progress.weighed", "in_progress")
    judged = _of_nuisance(tokens[:first], judged)
    return _under_way(tokens, last, in_time(tokens, last, _of_service(tokens[:first], tokens[last], judged)))


def _is_talk(before: Sequence[Morpheme]) -> bool:
    """'키우는 안이 실무선에서 오가고 있다', '도와 협의를 벌이고 있다', '줄다리기가 길어지고 있다'."""
    return any(a.form in _TALK and b.tag in ("JKS", "JX", "JKO") for a, b in pairwise(before))


_TALK = words("안 초안 방안 의견 이야기 얘기 말 제안 논의 협의 협상 소문 줄다리기 실랑이 공방 신경전 저울질")
_TALKING = ("오가", "나돌", "벌이", "길")


def _of_service(before: Sequence[Morpheme], act: Morpheme, judged: Judged) -> Judged:
    """'예약 서비스는 작년에 종료되었다': what served is no more; works and trials that are over are done."""
    if act.form != "종료" or judged[1] != "done":
        return judged
    told = [
        n
        for n in range(1, len(before))
        if before[n].tag in ("JX", "JKS", "JKO") and before[n].form not in ("까지", "만")
    ]
    is_service = any(before[n - 1].form in _SERVING for n in told)
    return ("negated.ended_service", "negated") if is_service else judged


def _of_nuisance(before: Sequence[Morpheme], judged: Judged) -> Judged:
    """'불편을 없앴다': what is gone was none too good."""
    at = _before_particle(before, len(before)) if judged[0] == "negated.ceasing" and before else -1
    while at > 0 and before[at].form not in NUISANCES and before[at].tag.startswith(("NN", "XS")):
        at -= 1
    is_rid = at >= 0 and before[at].form in NUISANCES
    return ("done.rid_of", "done") if is_rid else judged


def _asks_or_defines(tokens: Sequence[Morpheme], last: int) -> bool:
    """'과연 필요한가?', '감응신호란 …을 말한다'."""
    ends = [token for token in tokens[last:] if token.tag in ("EF", "EC")]
    but = (
        bool(ends)
        and (ends[-1].form, ends[-1].tag) == ("나", "EC")
        and tokens[max(tokens.index(ends[-1]) - 1, 0)].tag == "VCP"
    )
    if tokens[-1].form == "?" or (ends and ends[-1].form in _QUESTIONS and not but):  # '예정이나'
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
        (n for n in range(last - 1, 0, -1) if tokens[n].tag == "JKB" and _names_list(tokens, n - 1)), None
    )
    if at is None or tokens[at].form not in ("에", "로", "으로"):
        return False
    if at < last - 1 and tokens[last - 1].tag in ("JKO", "JKS", "JX"):
        return tokens[last - 2].form not in OPINIONS
    objects = [n for n in range(1, at) if tokens[n].tag in ("JKO", "JKS", "JX")]
    return bool(objects) and tokens[objects[-1] - 1].form not in OPINIONS


def _names_list(tokens: Sequence[Morpheme], at: int) -> bool:
    """'로드맵', and a part of it: '로드맵의 2단계', '기본계획 과제 목록'."""
    if tokens[at].form in _LISTS:
        return True
    return tokens[at].form in _PARTS and any(token.form in _LISTS for token in tokens[max(at - 4, 0) : at])


_PARTS = ("단계", "목록", "항목", "장", "절", "부분", "편", "순위", "과제", "사업", "명단", "연도", "차")


def by_aside(aside: Sequence[Morpheme], judged: Judged) -> Judged:
    """'소음 지도 제작 (2026년 예정)', '셔틀 운행(중단)': brackets say what a bare claim leaves open."""
    last, before = aside[-1].form, aside[max(len(aside) - 2, 0)].form
    goes_on = last == "계속" or (last == "중" and before in (*UNDER_WAY, *BUILDING, "공사"))
    goes_on |= len(aside) == 1 and last in _WEIGHED
    said: tuple[tuple[bool, Verdict], ...] = (
        (last in PLANS or last in ("이월", "순연") or _is_after_all(aside), "planned"),
        (last in CEASED or before + last in CEASED or (before, last) == ("없", "음"), "negated"),
        (last in _OVER, "done"),
        (goes_on, "in_progress"),
    )
    verdict = next((verdict for is_said, verdict in said if is_said), None)
    if verdict is None or judged[1] not in ("nominal", "unstated"):
        return judged
    return f"{verdict}.aside", verdict


def _is_after_all(aside: Sequence[Morpheme]) -> bool:
    """'(설치 시기: 추경 확정 후)', '(국비 확보 시)': once that has come."""
    return aside[-1].form in ("후", "뒤", "이후", "시") and any(
        token.form in GATES | COMPLETED for token in aside
    )


def is_draft(
    tokens: Sequence[Morpheme], last: int | None, beside: Mapping[int, tuple[Morpheme, ...]]
) -> bool:
    """'순찰 상설화(안) 마련', '운영 지침(안) 작성': a draft is no more than proposed."""
    if last is None or tokens[last].form not in _DRAFTING:
        return False
    return any([one.form for one in beside.get(token.start, ())] == ["안"] for token in tokens[:last])


_DRAFTING = ("마련", "수립", "작성", "제출", "상정", "공개", "발표", "보고", "심의", "도출", "제시")


def is_told_on(rule_id: str, act: Sequence[Morpheme], after: Sequence[Morpheme], first: int | None) -> bool:
    """'안내판 교체, 연말까지 마무리하겠습니다': a bare act, and behind the comma no more than when and how far."""
    is_bare = rule_id == "nominal.noun" and act[-1].form == ","
    if not is_bare or first is None or after[first].form not in LIGHT:
        return False
    return all(
        token.form in _WHEN or token.form == "까지" or token.tag in ("SN", "JKB", "MAG")
        for token in after[:first]
    )


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

"""What words around the predicate tell that the predicate does not: a thing on paper alone, a refusal, what never ceased, a vision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.nlp.status_time import Judged
from extractors.nlp.status_words import ACTIONS, CEASED, CEASING_VERBS, words
from schemas.sentence import Morpheme

_PAPERS = words(
    "도면 설계 설계도 설계안 조감도 노선도 배치도 구상도 개념도 밑그림 청사진 그림 계획 계획서 계획안 기획안 제안서 보고서 서류 문서 "
    "공고 공모 입찰 제안 구상 구상안 이름 명칭 말 구호 논의 협의 검토 부지 후보지 예산 예산안 "
    "설계비 용역비 조사비 업체 사업자 용역 시안 초안 방침 "
    "요청서 신청서 품의서 견적서 발주 협약 양해각서 약속 공약 선언 기대 소문 방향 원칙 윤곽 얼개 규격 사양 위치"
)
"""What there is before a thing: '아직 노선도만 있다', '공고까지만 나왔다', '도면으로만 존재했다'."""
_SAMPLES = words("터 시제품 시작품 견본 모형 시험판 시연판 시험본 골조 뼈대 기초 터파기 기둥")
"""What there is while a thing is made."""
_REACHING = ("까지", "으로", "로", "에", "에서", "뿐")
_ANSWERS = words("결정 통지 통보 판정 처분 회신 답변 의견 판단 결과 공문 의결 통고")
_ANSWERING = (
    "받", "통지받", "통보받", "내리", "내려지", "나오", "듣", "통지", "통보", "돌아오", "회신", "떨어지", "날아오", "보내오", "내", "전하",
)  # fmt: skip
_VISIONS = words(
    "비전 청사진 미래상 구상 로드맵 그림 목표상 조감도 계획 계획서 기본계획 종합계획 마스터플랜 상상도 "
    "협약서 초안 제안서 과업지시서 시방서 의향서 요청서 공약집 업무협약 합의서 각서"
)
_DRAWING = words("그리 담 내다보 꿈꾸 제시 지향 상정 설정 포함 명시 싣 내걸 예고 약속 두")
_CRITERIA = words("기준 항목 지표 평가표 심사표 점검표 체크리스트 요건 조건 배점표 설문 문항 감사 평가 심사")
_NEVER = ("적", "일", "예", "사례", "기억", "날")


def beside(tokens: Sequence[Morpheme], first: int, last: int, judged: Judged) -> Judged:
    """The status after words that turn it were heard; what a relative clause or another rule settled stays."""
    if judged[0] == "negated.no_such":
        return ("ongoing.never_ceased", "ongoing") if _never_ceased(tokens, last) else judged
    if judged[0] == "negated.not" and _goes_on(tokens, last):
        return "ongoing.unceasing", "ongoing"
    if judged[1] not in ("done", "ongoing", "nominal", "unstated", "in_progress"):
        return judged
    if _is_refused(tokens, last):
        judged = "negated.refused", "negated"
    elif _is_vision(tokens, last):
        judged = "planned.vision", "planned"
    elif _is_half_done(tokens, last):
        judged = "in_progress.half_done", "in_progress"
    elif _is_candidate(tokens, last):
        judged = "planned.candidate", "planned"
    elif judged[0] == "in_progress.weighed" and _asks_for(tokens[:first]):
        judged = "unstated.criterion", "unstated"
    elif judged[1] != "in_progress":
        judged = _only(tokens, first, judged)
    return judged


def _goes_on(tokens: Sequence[Morpheme], last: int) -> bool:
    """'쉬지 않는 수상 택시', '계약이 끝나지 않은 로봇'; '인증이 끝나지 않아' is of what has not come."""
    if tokens[-1].tag != "ETM":
        return False
    is_kept = tokens[last].form == "끝나" and any(
        token.form in ("계약", "임기", "기간") for token in tokens[:last]
    )
    return is_kept or tokens[last].form in _ENDLESS or tokens[last].form in CEASED


_ENDLESS = words("쉬 멈추 끊이 끊기 마르 꺼지")


def _is_half_done(tokens: Sequence[Morpheme], last: int) -> bool:
    """'자료 이관이 절반을 넘긴 체계': of an act, not of a number of users."""
    if tokens[last].form not in ("넘", "넘기", "넘어서", "채우", "지나") or not any(
        t.form == "절반" for t in tokens[:last]
    ):
        return False
    return any(
        a.form in ACTIONS | {"공사", "작업"} and b.tag in ("JKS", "JX") for a, b in pairwise(tokens[:last])
    )


def _is_candidate(tokens: Sequence[Morpheme], last: int) -> bool:
    """'도입 후보로는 방범 카트가 첫손에 꼽힌다'."""
    named = tokens[last].form in ("꼽히", "거론", "떠오르", "오르", "들", "꼽")
    return named and any(token.form in ("후보", "후보군", "물망", "대안") for token in tokens[:last])


def _only(tokens: Sequence[Morpheme], first: int, judged: Judged) -> Judged:
    """'노선도만 있다', '공고까지만 나왔다', '시제품만 나왔을 뿐': nothing but what comes before a thing."""
    at = first - 1
    while at > 0 and tokens[at].tag in ("MAG", "SN", "NR", "MM", "NNB"):
        at -= 1
    if at < 1 or tokens[at].form not in ("만", "뿐"):
        return judged
    at -= 1
    if at > 0 and tokens[at].form in _REACHING and tokens[at].tag[0] == "J":
        at -= 1
    if tokens[at].form in _SAMPLES:
        return "in_progress.only_sample", "in_progress"
    return ("planned.on_paper", "planned") if tokens[at].form in _PAPERS else judged


def _is_refused(tokens: Sequence[Morpheme], last: int) -> bool:
    """'거절 결정을 통지받았다', '불가 회신을 받았다', '반려 통보가 왔다'."""
    if tokens[last].form not in _ANSWERING and "통보" not in tokens[last].form:
        return False
    return any(a.form in CEASED and b.form in _ANSWERS for a, b in pairwise(tokens[:last]))


def _is_vision(tokens: Sequence[Morpheme], last: int) -> bool:
    """'2040 비전은 … 도시를 그리고 있다', '청사진에는 … 담겨 있다': what a vision shows is not there."""
    if tokens[last].form not in _DRAWING and tokens[last].form not in (
        "담기",
        "실리",
        "나오",
        "들",
        "적히",
        "쓰이",
        "기재",
        "되",
    ):
        return False
    return shows(tokens[:last])


def shows(tokens: Sequence[Morpheme]) -> bool:
    """Whether a plan, a draft or a contract is what shows something: '비전은 …', '협약서 초안에는 …'."""
    topics = (
        a.form
        for a, b in pairwise(tokens)
        if b.tag in ("JX", "JKS", "JKB", "SN") and (b.form in _TOPICS or b.tag == "SN")
    )
    return any(form in _VISIONS for form in topics)


_TOPICS = ("은", "는", "이", "가", "에", "에는")


def _asks_for(before: Sequence[Morpheme]) -> bool:
    """'심사 기준은 연계 여부를 따진다': what is asked about everybody's."""
    return any(
        a.form in _CRITERIA and b.form in ("은", "는", "이", "가", "에서") for a, b in pairwise(before)
    )


def _never_ceased(tokens: Sequence[Morpheme], last: int) -> bool:
    """'한 번도 멈춘 적이 없다', '중단된 일이 없다'."""
    at = last - 1
    while at > 2 and tokens[at].tag in ("JKS", "JX", "MAG"):
        at -= 1
    if at < 2 or tokens[at].form not in _NEVER:
        return False
    act = next((n for n in range(at - 1, max(at - 4, -1), -1) if tokens[n].tag[:2] in ("VV", "NN")), at)
    return tokens[act].form in CEASED | CEASING_VERBS | _TROUBLES


_TROUBLES = words("쉬 끊기 고장 지연 결행 거르 빠뜨리 빠지 밀리 늦")


_GOAL = re.compile(
    r"^[○◦ㅇ·\-*※▪■□▶\s]*[^:：–]{0,12}(?:목표|비전|미래상?|모습|청사진|미래도시|To-?Be)\s?(?:\(?\d{4}년?\)?)?\s*[:：–](?!.*(?:실적|달성|현재))",
    re.IGNORECASE,
)


def shows_a_goal(text: str) -> bool:
    """Whether a line is labelled as what is to be: '목표 모습(2028): …', '2030년 모습: …', '미래상 – …'.

    >>> shows_a_goal("○ 목표 모습(2028): 지갑을 쓰고 있음"), shows_a_goal("목표를 넘겨 얹었다")
    (True, False)
    """
    return _GOAL.match(text) is not None


DASHES = ("–", "—", "―", "−")


def names_a_thing(tokens: Sequence[Morpheme]) -> bool:
    """Whether what stands behind a dash is a name alone: '서비스 종료 – 장보기 앱', not '예약기 설치 – 납품 지연'."""
    if not tokens or any(not token.tag.startswith((*_OF_NOUNS, "VV", "ETN")) for token in tokens):
        return False
    return tokens[-1].tag[0] == "N" and tokens[-1].form not in ACTIONS | CEASED | {
        "대기",
        "중",
        "용역",
        "설계",
    }


def noun_begins(tokens: Sequence[Morpheme]) -> int | None:
    """Where the noun begins that a clause is all about: '골조가 올라가는 | 로봇 센터'; None where it ends otherwise."""
    at = next((n for n in range(len(tokens) - 1, -1, -1) if tokens[n].tag == "ETM"), None)
    if at is None or at + 1 == len(tokens):
        return None
    rest = tokens[at + 1 :]
    is_noun = all(token.tag.startswith(_OF_NOUNS) for token in rest) and rest[0].tag.startswith(
        ("NNG", "NNP", "SL", "XPN", "MM")
    )
    return at + 1 if is_noun else None


_OF_NOUNS = ("NN", "NR", "XSN", "XPN", "SL", "SN", "SH", "SW", "SS", "SP", "SF", "MM", "JKG", "JC")
MADE = ACTIONS - words(
    "설계 발주 계약 상정 편성 접수 제출 착공 매입 검토 논의 협의 기획 계획 연구 조사 심사 공모 추진 준비 예고 신청 모집 의뢰 타진 "
    "모색 조율 협상 교섭 물색 강구 입찰 공고 공표 발표 설명 강조 제시 제안 발의 자문 토론 숙의 방문 견학 답사 관람 참석 평가 인정 "
    "고시 공포 투자 배정 결정 판단 도전 출원 출고 진행 시작 착수 개시 지연 연기 이월 순연"
)
"""Acts that make what they describe be there: 설치한 감지기, 운영하는 센터; 검토한 센터 is none."""

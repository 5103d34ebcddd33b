"""Which clauses say how far an initiative has come: acts of building, running, agreeing; not changes, not functions."""

from __future__ import annotations

import re

from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import tokens_of
from extractors.nlp.fields.stage_verbs import OF_MINDS, is_native_stage
from extractors.nlp.status_things import unmarked
from extractors.nlp.status_words import ACTIONS, words
from schemas.sentence import Clause, Morpheme

STAGES = words(
    "구축 설치 운영 도입 제공 개발 제정 개정 체결 개소 개통 개관 개장 개설 개원 출시 출범 배치 적용 공개 구성 편성 "
    "구현 마련 운행 설계 완료 추진 착수 보류 중단 무산 취소 폐지 조성 시행 실시 개최 선정 지정 수립 신설 설립 창설 "
    "확대 확장 확충 보급 개편 전환 교체 가동 개방 투입 준공 착공 완공 완성 상용화 고도화 유치 시작 개시 진행 제작 증설 "
    "매입 배포 연장 론칭 발족 의결 공포 인증 수상 정비 협의 검토 발주 확정 위촉 획득 취득 승인 연기 철회 재개 실증 "
    "시운전 계약 구매 위탁 출자 공사 도급 확보 서비스 지원 발송 연계 공급 대여 배송 연동 통합 이관 전송 배부 미설치 미도입 미추진"
)
"""Acts that say how far a thing has come, also as bare nouns."""
_CHANGES = words(
    "감축 절감 단축 감소 증가 완화 해소 개선 향상 강화 제고 기록 도달 달성 절약 예방 방지 창출 확산 활성화 최소화 극대화 효율화 "
    "만족 회수 배출 돌파 상승 하락 개량 초과 미달"
)
"""Results: they stand in effects and amounts."""
_SAYS = words(
    "설명 강조 발표 평가 선언 심사 조사 비교 집계 산정 산출 신청 접수 문의 답변 기대 전망 예상 예측 판단 제출 신고 인식 판별"
)
"""What people say, rate and ask for."""
# "타당성 조사 중", "구상 단계", "의견을 듣는 중"
_ON_THE_WAY = ("in_progress.preparation", "in_progress.stage_note", "in_progress.seeks", "planned.stage")
_AT_WORK = ("한창", "막바지")
_BY_HEADING = "planned.heading"
_TALKED_OVER = "in_progress.weighs_on"
"""'방안을 놓고 이야기한다': nothing is put anywhere."""
# native verbs of change, of getting there, of being: what is told of a measure or of no act at all
_NO_ACT = re.compile(
    r"^(?:늘|줄|높|낮|길|짧|빨|빠르|앞당|덜|막|모자|남|넘|이르|이른|달하|오르|올|내리|내려|떨어|커|작|많|적|좋|나쁘|되|하|했|이루|이뤄|있|같|다르|걸리|"
    r"걸렸|나타|보이|보였|알려지|꼽|받|아끼|아꼈|얻|거두|거뒀|잡|찾|살(?!피)|사는|타|탔|쓰이|쓰였|들|들었|겪|느끼|바라|비롯|따르|맞|밝|건너|지나|돋보|답|찍|인정|평가|만족|들이|들여|피[하했]|갔|나[오온왔]|보냈|댔|내$|이어[지졌]|그[치쳤]|머무|도전|호소|화제|주목|이야기|대화|오갔|오가|안정|앞섰|앞서|미치|미쳤|내[렸리]|잃|밀렸|밀리"
    r"|컸|크|알(?=$|려|았|고)|묻|물$|물었|고르|골랐|모이|모였|배우|배웠|담$|담았|떨|떤|밝혀|드러)|[가-힣]{1,3}워[하했]|(?:좋|싫)아[하했]"
)
# "알 수 없다", "묻지 않는다", "넘기지 않습니다": what is denied or meant of minds and measures is no stage
_OF_MIND = re.compile(r"알$|알려|모르|묻|물$|좋|싫|고르|배우|그렇|느끼|생각|믿|바라|넘기|꺼리")
# "해당 없음", "값 없음", "특이사항 없음": what a form says of a blank; "이름을 적지 않는다": what a paper leaves out
_BLANK = re.compile(
    r"(?:해당(?:\s?사항)?|값|특이\s?사항|이상|자료|내용|의견|비고|변화|차이|문제|영향|관계|상관)(?:이|은|가|는)?\s?없"
)
_OF_PAPER = re.compile(r"^(?:적|쓰|밝히|싣|다루|여기|치|세|묻|따지)$")
_HARM = re.compile(r"피해|사고|사망|불편|민원|고장|오류|유출|위반")
_NEGATIONS = ("planned", "negated")
# "하루 평균 240여 명이 이용한다": how much it is used
_BY_PEOPLE = re.compile(r"\d\s?[천만]?\s?여?\s?(?:명|가구|세대|대|건|회)\s?(?:이상)?[이가]?\s")
_MEANS = ("어", "아", "어서", "아서")
_PROGRESS = re.compile(r"고\s(?:있|있는|있다)")


def tells_stage(passage: Passage, clause: Clause) -> bool:
    """Whether the governing word of a clause is an act of the initiative.

    A noun of acting counts where it is told as a verb, a stage also as a bare
    noun or before what it made; a native verb counts where it is past, planned,
    denied or under way: its plain present tells what the thing does.
    """
    written = (clause.predicate or "").replace("·", " ").replace("및", " ").split()
    if not written or clause.status_rule == _TALKED_OVER:
        return False
    if written[-1].removeprefix("미") in STAGES or written[0] in STAGES or written[-1] in _AT_WORK:
        return True
    inside = tokens_of(passage, *clause.span)
    if clause.status_rule.startswith(_ON_THE_WAY) or is_native_stage(clause, inside):
        return True
    if _is_relative(inside) or clause.status_rule.startswith("nominal."):
        return False
    if written[-1] in ACTIONS:
        is_use = unmarked(clause.status_rule) == "ongoing.present" and _BY_PEOPLE.search(
            passage.slice(*clause.span)
        )
        # '해외 인증은 신청하지 않았다', '9월에 다시 신청할 계획', '조례안은 심사 중'
        says = _SAYS if clause.status not in (*_NEGATIONS, "in_progress") else frozenset()
        return written[-1] not in _CHANGES | says and not is_use and not _is_means(inside)
    return _is_native_act(passage, clause, inside)


def _is_native_act(passage: Passage, clause: Clause, inside: list[Morpheme]) -> bool:
    verb = clause.predicate or ""
    if _is_means(inside) or (verb.startswith("손잡") and clause is not passage.sentence.clauses[-1]):
        return False
    if _BLANK.search(passage.slice(*clause.span)) or (clause.status == "negated" and _OF_PAPER.match(verb)):
        return False
    if clause.status in _NEGATIONS and not (clause.status_rule == _BY_HEADING and _NO_ACT.match(verb)):
        return (
            not _is_copula(clause, inside)
            and (verb != "이" or _joins(clause, inside))
            and not verb.startswith(("하", "되", "있", "이르", "미치", "잃", "그치"))
            and not _OF_MIND.match(verb)
            and (not verb.startswith("받") or _is_grant_denied(passage, clause))
            and not _denies_harm(passage, clause)
        )
    if _NO_ACT.match(verb) or _is_copula(clause, inside) or _is_of_mind(passage, clause):
        return False
    is_past = any(token.tag == "EP" and token.form in ("었", "았", "였") for token in inside[-4:])
    return is_past or _PROGRESS.search(passage.slice(*clause.span)) is not None


def _is_of_mind(passage: Passage, clause: Clause) -> bool:
    """'마음을 놓았다', '눈을 떴다': idioms in which nothing is put anywhere."""
    start = (clause.predicate_span or clause.span)[0]
    return _MIND.search(passage.slice(clause.span[0], start)) is not None


_MIND = re.compile(rf"(?<![가-힣])(?:{'|'.join(OF_MINDS)})[을를이가도]?\s$")


def _is_copula(clause: Clause, inside: list[Morpheme]) -> bool:
    """'점이었다', '첫 번째이다': a noun with the copula; '2곳을 더 이을 예정' is no copula."""
    end = (clause.predicate_span or clause.span)[1]
    last = next((token for token in inside if token.end == end), None)
    behind = next((token for token in inside if token.start >= end), None)
    is_noun = last is not None and last.tag.startswith(("NN", "XSN")) and behind is not None
    return (last is not None and last.tag == "VCP") or (
        is_noun and behind is not None and behind.tag == "VCP"
    )


def _joins(clause: Clause, inside: list[Morpheme]) -> bool:
    """'주차장 2곳을 더 이을 예정': 잇다, and not the copula."""
    start = (clause.predicate_span or clause.span)[0]
    return any(token.start == start and token.form == "잇" for token in inside)


def _is_grant_denied(passage: Passage, clause: Clause) -> bool:
    """'인증을 신청했으나 받지 못했다': what a body did not grant, named before in the sentence."""
    return (
        clause.status == "negated"
        and _GRANT.search(passage.slice(passage.span.start, clause.span[1])) is not None
    )


_GRANT = re.compile(r"인증|승인|지정|허가|인가|면허|특허|검정")


def _is_means(inside: list[Morpheme]) -> bool:
    """'자료를 합쳐 …', '신청해서 …': how, before what is done."""
    endings = [token for token in inside[-2:] if token.tag == "EC"]
    return bool(endings) and endings[-1].form in _MEANS


def _is_relative(inside: list[Morpheme]) -> bool:
    """'…하는 서비스', '…를 결합한 것으로': what is told of a thing in passing."""
    return any(
        token.tag == "ETM" and (n + 1 == len(inside) or inside[n + 1].form in ("것", "뒤", "후", "다음"))
        for n, token in enumerate(inside)
    )


def _denies_harm(passage: Passage, clause: Clause) -> bool:
    """'인명 피해는 없었다': an effect, and no initiative that is missing."""
    return clause.predicate == "없" and _HARM.search(passage.slice(*clause.span)) is not None

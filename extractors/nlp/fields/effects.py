"""What an initiative brought about, and where or for whom it works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.claim_tables import claim_columns
from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import clause_text
from extractors.nlp.fields.labelled import inline_label
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan
from schemas.fact import Status
from schemas.sentence import Clause

# governing words that tell a change for the better: 절감, 완화, 단축하고, 줄인, 앞당겼다, 높임
_CHANGE = re.compile(
    r"절감|저감|경감|감소|단축|완화|개선|향상|해소|증가|증대|예방|최소화|개편|제고|기여|강화|해결|창출|감축|억제|방지|절약|발견|달성|활성화|효율화"
    r"|높|급감|줄|낮|빨|빠르|짧|앞당|당겨|당기|당긴|당김|아끼|아낀|아껴|아꼈|늘|덜|막(?![히혀힌])|모[았음은]|끌어올"
)
# "이용객이 늘 전망이다": an effect that is hoped for; "500곳으로 늘릴 계획" is none
_EXPECTED = re.compile(r"기대|전망|예상|것으로|내다[보본봤]")
# "비용 17억원을 아낄 것으로 내다본다"
_WILL = re.compile(
    r"(?:아낄|줄일|줄어들|늘어날|늘릴|높일|높아질|낮출|낮아질|덜|절감할|감소할|증가할|개선될|향상될|단축될)\s것으로\s"
)
_TIME = re.compile(r"(?:부터|까지|에는?|까지는)?\s")
# "위급 상황 117건을 찾아냈고", "페트병 412만 개 회수", "유수율은 84%에서 91%로 올랐다": what was reached, with its figure
_REACHED = re.compile(
    r"찾아|찾았|붙잡|인계|발견|검거|구조|구했|구해|회수|수거|적발|처리|돌파|달성|유치|오르|올(?=$|[라랐])|상승|하락|떨어|넘어|거둬|벌어|확보|도왔|살렸|건졌|면했|면하|내려[가갔간]|피했|피신|대피|막아|막았|되찾|걸러"
)
# "이상 징후 37건을 찾아 보건소에 알렸다"
_FOUND = re.compile(
    r"(?:찾아|알아채|잡아|걸러)\S{0,2}\s(?:\S+\s){0,3}?(?:알렸|알려|넘겼|넘겨|전했|막았|도왔|구했|보냈|신고)"
)
_HELPED = re.compile(r"도왔|살렸|막았|찾았|구했")
# "스스로 멈춘 일이 87회 있었다", "먼저 고친 등은 2,860기였다": how often, or how many that were mended
_COUNTED = re.compile(
    r"\s(?:일|경우|사례|것)(?:이|은|가)\s[^,.]{0,24}\d[\d,]*\s?(?:회|번|차례|건|명)\s?(?:있|나왔|생겼|이[었다]|였)"
    r"|(?:고친|아낀|막은|구한|찾은|찾아낸|줄인|살린|잡은|덜어낸|되찾은|모은|거둔)\s[^,.]{1,30}?(?:은|는|이|가)\s[^,.]{0,24}?"
    r"\d[\d,억만천 ]{0,12}\s?(?:기|건|명|대|곳|회|원|톤|채|마리|㎏|kg)(?:이|였|입|$)"
)
_SAVED = re.compile(r"\d[\d,]*\s?여?\s?명이?\s[^.]{0,40}?(?:몸을\s피|피신|대피[했하])")

# "범죄가 줄었다는 주장은": what is only said
_ONLY_SAID = re.compile(
    r"^\S{0,4}다는\s(?:주장|말|지적|의견|소문|기대|이야기|얘기)|^\S{0,4}다고\s(?:주장|기대)"
)
# "민원이 42% 줄어드는 효과를 거뒀다"
_REAPED = re.compile(r"(?:효과|성과)(?:를|도)?\s?(?:거[두뒀둬]|올[리렸]|얻)")
# "91%가 운전이 수월해졌다고 답하였다", "보행자 사고가 0건을 기록했다": what those who were asked say, and what came to nothing
_ANSWERED = re.compile(
    r"\d[\d.]*\s?(?:%|퍼센트|명)(?:가|이|는|은)\s[^.]{2,40}?(?:졌다|줄었다|좋다|쉽다|만족한다|만족스럽다|도움이\s?된다|도움이\s?됐다|안심된다|편하다)고\s(?:답|응답|말)"
)
_TO_NOTHING = re.compile(
    r"(?:사고|피해|사망|고독사|재해|고장|침수|화재|정전|범죄)\S{0,3}\s(?:0|영)\s?(?:건|명|회)"
)
_WON = (_COUNTED, _SAVED, _ANSWERED, _TO_NOTHING)
# "대기 21분 → 9분": what was, and what is now; no plan
_ARROW = re.compile(r"[가-힣][^→⇒➔➡\n]{0,40}\d[^→⇒➔➡\n]{0,12}(?:→|⇒|➔|➡|->)\s?[^\d\n]{0,14}\d")
_ARROW_SIGN = re.compile(r"[→⇒➔➡]|->")
_AIM = re.compile(r"목표|계획|예정|전망|추진")
_OF_EFFECTS = re.compile(r"효과|성과")
_LONGEST_LINE = 120
_PAIR = 2
# "비용 84억원 절감 효과", "이용객 두 배 증가(기대)"
_SAVES = re.compile(
    r"\d[^,]{0,12}(?:절감|저감|경감|감소|단축|증가|향상|절약|개선|확보|창출|급감)\s?(?:의\s)?(?:효과|성과|기대|예상|전망)?\s?(?:\([가-힣]{2,6}\))?[.\s]*$"
    r"|(?:누수|손실|사고|오류|고장|연체|민원|실패|오차|이탈|폐업|공실|결석|미납)\S{0,4}\s[^,]{0,30}\d[^,]{0,12}하락[.\s]*$"
)
_CLOSING = ("효과", "성과", "기대", "예상", "전망")
# "안전사고가 1건도 나지 않음", "인명 피해가 없었다", "밤 작업이 사라져"
_SPARED = re.compile(
    r"(?:사고|피해|사망|고독사|재해|민원|고장|침수|화재|정전|누수|분실)(?:자|는|은|가|이|도|를|을)?\s(?:지금까지\s)?(?:(?:한|단\s한|1|0)\s?(?:건|명|차례|번)도\s)?"
    r"(?:발생하지\s않|나지\s않|일어나지\s않|없[었어음])|사라[졌져진짐]|(?:헛걸음|불편|대기|줄|정체|혼잡|걱정)\S{0,2}\s(?:\S+\s)?없어[졌지]"
)
# "인건비도 3억 원 덜 들었다", "새 가게가 들어섰고": less spent, or new life, in native words
_BETTER = re.compile(
    r"(?:[가-힣]비|비용|건수|민원|사고|시간|률|율|피해|신고|소비|사용량|배출량)\S{0,3}\s[^\n]{0,80}\d[^\n]{0,12}\s내[렸려린]|\d[\d,]*\s?여?\s?(?:명|마리)을\s(?:\S+\s){0,3}?(?:돌려보|찾았|구했|살렸|도왔)|(?:률|율|만족도|이용객|매출|소득|가입자|점수|참여)\S{0,3}\s(?:\S+\s){0,2}?(?:올랐|뛰었|뛰어올|치솟|높아)|\d\S{0,12}\s?(?:%|퍼센트|원|건|명)?\s?(?:나\s)?내려[갔가간감]|(?:부담|불편|걱정|피로|수고)\S{0,2}\s(?:\S+\s){0,2}?(?:가벼워|줄|덜)|덜\s(?:들|나[오온왔]|버[려렸]|새|샜|다쳤|걸리|걸렸|내|냈|쓰|썼|붐비)|새\s?(?:가게|점포|상점|식당|기업|일자리|청년|이웃|주민|공방)\S*\s(?:\d\S*\s)?(?:들어[섰서와왔]|문을\s열|생[겼기])"
)
# "연구비 8억 원을 확보", "전국 2위에 올라", "무료 와이파이를 27곳 늘려": a place among others, and more of the same
_NO_EFFECT = re.compile(
    r"(?:비|예산|기금|자금|재원|투자금?)(?:를|을)?\s(?:약\s)?[\d,]+\s?[^,.]{0,10}원\S*\s확보|\d\s?위에?\s(?:오[르른]|올)|(?:을|를)\s(?:약\s)?\d[\d,]*\s?(?:곳|개소|대|기|면|본)\S*\s(?:더\s)?늘[리렸려]"
)
# "침수 신고가 12% 늘어": more of what nobody wants is no effect; "민원 만족도가 상승" is one
_WORSE = re.compile(
    r"(?:신고|사고|민원|침수|범죄|불편|피해|고장|누수|정체|혼잡|오류|적자|비용|부담|지연|대기\s?시간|사망자|환자)"
    r"(?!\s?(?:[가-힣]{1,4}\s)?[가-힣]{0,4}(?:만족도|처리율|해결률|해소율|감지율|검지율|탐지율|정확도|적중률|대응률|응답률|검거율|예방률|자립률))(?:가|이|은|는|도)?\s(?:[^,.]{0,16}\s)?"
    r"(?:늘[었어고며]|상승|증가(?![^,.]{0,12}(?:막|방지|억제))|높아졌|길어졌|커졌|악화)"
)
# "추진 배경: …", under "문제점": what was wrong is no effect
_BEFORE_IT = re.compile(r"배경|목적|필요성|문제점|목표|계획|근거|기존|도입\s?전")


def effects(passage: Passage) -> Iterator[Draft]:
    """Yield the clauses that tell a change."""
    if not passage.is_content or _tells_why(passage):
        return
    told = list(_told(passage))
    yield from told
    for said in (_moved(passage), _counted(passage)):
        if said is not None and not any(draft.span.overlaps(said) for draft in told):
            yield _draft(passage, "nominal", said)


def _tells_why(passage: Passage) -> bool:
    """Whether the label of a line says that it tells why or what for, or what is planned."""
    label = inline_label(passage)
    return label is not None and _BEFORE_IT.search(label.label) is not None


def _told(passage: Passage) -> Iterator[Draft]:
    for clause in passage.sentence.clauses:
        if clause.status == "purpose" or (clause.status == "unstated" and not passage.quantities):
            continue
        said = _undated(passage, _unlabelled(passage, clause_text(passage, clause)))
        bare = passage.slice(*clause.span)
        if said is not None and not clause.predicate and _SAVES.search(bare) and not _WORSE.search(bare):
            yield _draft(passage, "nominal", said)
        if said is None or not clause.predicate:
            continue
        written = passage.slice(*clause.span)
        if clause.status == "planned" and not _EXPECTED.search(written):
            continue
        if (
            (clause.status == "negated" and not _SPARED.search(written))  # '더 늘리지 않는다'
            or _NO_EFFECT.search(written)
            or _WORSE.search(written)
            or _ONLY_SAID.match(passage.slice(said.end, passage.span.end))
            or _names_indicator(passage)
            or _gathers_no_count(passage, clause)
        ):
            continue
        if (
            _CHANGE.match(_last_word(clause))
            or _reaches(passage, clause)
            or _BETTER.search(written)
            or _WILL.search(written)
            or _SPARED.search(written)
            or _REAPED.search(written)
        ):
            yield _draft(passage, clause.status, said)


def _names_indicator(passage: Passage) -> bool:
    """'이송 시간 개선' in a table of claims names what is rated."""
    table = passage.unit.table
    return table is not None and claim_columns(table) is not None and not passage.quantities


def _gathers_no_count(passage: Passage, clause: Clause) -> bool:
    """'그 일은 2.5절에 따로 모았다': without a figure nothing is won."""
    is_gathered = _last_word(clause).startswith("모")
    return is_gathered and not any(
        clause.span[0] <= one.span.start < clause.span[1] for one in passage.quantities
    )


def _moved(passage: Passage) -> CharSpan | None:
    """A line that tells what a figure was and what it is: '응급 이송 건수: 2021년 312건 → 2023년 227건'."""
    if len(passage.text) > _LONGEST_LINE or _ARROW_SIGN.search(passage.text) is None:
        return None
    if not _ARROW.search(passage.text) or _AIM.search(passage.text) or len(passage.quantities) < _PAIR:
        return None
    label = inline_label(passage)
    is_title = label is not None and _OF_EFFECTS.search(label.label) is not None
    return label.span if label is not None and is_title else passage.span


def _counted(passage: Passage) -> CharSpan | None:
    """How often something good was done, or to how many: '스스로 멈춘 일이 87회 있었다', '주민 90명이 몸을 피했다'."""
    found = next((found for pattern in _WON if (found := pattern.search(passage.text)) is not None), None)
    last = passage.sentence.clauses[-1] if passage.sentence.clauses else None
    if found is None or last is None or last.status in ("planned", "negated", "purpose"):
        return None
    end = passage.span.start + len(passage.text.rstrip(" .다니습"))
    return _undated(passage, CharSpan(passage.span.start, end))


def _unlabelled(passage: Passage, said: CharSpan | None) -> CharSpan | None:
    """Without the label that a line begins with: '기대 효과: …'."""
    label = inline_label(passage)
    if said is None or label is None or not said.start < label.span.start < said.end:
        return said
    return CharSpan(label.span.start, said.end)


def _undated(passage: Passage, said: CharSpan | None) -> CharSpan | None:
    """Without the time that a clause begins with: '2022년 5월부터 올해 9월까지 …'."""
    if said is None:
        return None
    start = said.start
    for found in passage.dates:
        gap = _TIME.match(passage.text, found.span.end - passage.span.start)
        after = passage.span.start + gap.end() if gap else said.end
        if found.kind != "duration" and found.span.start == start and after < said.end - 2:
            start = after
    return CharSpan(start, said.end)


def _reaches(passage: Passage, clause: Clause) -> bool:
    """Whether a clause tells a result with its figure."""
    start, end = (clause.predicate_span or clause.span)[0], clause.span[1]
    written = passage.slice(start, end)
    told = (
        _REACHED.match(_last_word(clause))
        or _HELPED.match(written)
        or _FOUND.match(passage.slice(start, passage.span.end))
    )
    if clause.status not in ("done", "nominal") or not told:
        return False
    return any(clause.span[0] <= quantity.span.start < clause.span[1] for quantity in passage.quantities)


def _last_word(clause: Clause) -> str:
    """The governing word, before '효과' and the like: '절감' of '절감 효과'."""
    words = (clause.predicate or "").split()
    while len(words) > 1 and words[-1] in _CLOSING:
        words.pop()
    return words[-1].split("·")[-1]


def _draft(passage: Passage, status: Status, said: CharSpan) -> Draft:
    return Draft(
        field="effect",
        value=plain(passage.slice(*said.as_tuple())),
        span=fitted(said, CharSpan(said.end - 1, said.end)),
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id="effect.change",
        status=status,
        trust=0.8,
    )

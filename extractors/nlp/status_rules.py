"""Status of a predicate from the morphemes that close its clause: ordered rules, the first that fits decides.

A tail is written `구축/NNG 하/XSV 었/EP 다/EF`: it begins two morphemes before
the predicate and ends with the clause. `@` stands before the predicate itself.
`MEDIAL` asks the closing clause.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from extractors.nlp.status_words import (
    ACTIONS,
    APPEARING,
    BUILDING,
    CEASED,
    CEASING_VERBS,
    COMPLETED,
    DELAYING_VERBS,
    EFFORT_IDIOMS,
    ENDING_IDIOMS,
    FORMALITIES,
    FOUNDING,
    INTENTIONS,
    MUSING_IDIOMS,
    OPENINGS,
    PLANS,
    PREPARATION,
    RELUCTANT,
    STARTING,
    STARTING_IDIOMS,
    UNCEASING,
    UNDER_WAY,
    WIDENING,
)
from schemas.fact import Status

Verdict = Status | Literal["medial"]


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


_ACT = r"@\S+/\S+(?: \S+/XSN)? (?:하/XSV ᆷ/E\w )?"  # the predicate noun and a suffix (고도/NNG 화/XSN)
_DO = r"(?<!\S)(?:하|되|시키|받|당하|이루어지)/\S+ "  # 하다, 되다 and kin after it
_PAST = r"(?:었|았|였|했|엇)/EP"
_PRESENT = r"(?:ᆫ다|는다|ᆸ니다|습니다|ᆫ다고|는다고|ᆫ다며|는다며|ᆫ다는|는다는)/E"
_BEGUN = (
    r"(?:시작|개시|착수|시행|실시|진행|확대|재개|돌입)"  # '운영 개시', '확대 시행': a bare noun after the act
)
_END = r"(?:$| (?:\S+/SF|\S+/SP|\S+/SS\S*|\S+/JX))"  # the clause ends here, but for signs


def _idioms(pairs: Iterable[tuple[str, str]]) -> str:
    """Noun and verb, the verb being the predicate."""
    return "(?:" + "|".join(rf"{noun}/NN\w (?:\S+/J\w+ )?@{verb}/VV" for noun, verb in pairs) + r")\S*"


WRITTEN: tuple[tuple[str, Verdict, str], ...] = (
    # idioms that deny nothing: 지원을 아끼지 않겠다, 교통에 그치지 않고
    ("pseudo.spare_no", "planned", r"@아끼/VV 지/EC 않/VX 겠/EP"),
    ("pseudo.not_only", "medial", r"@(?:그치|머무르|국한/NNG 되|한정/NNG 되)/\S+ 지/EC 않/VX 고/EC"),
    # purpose: 구축을 위한, 구축하기 위해, 이용할 수 있도록, 높이고자
    ("purpose.for", "purpose", r"위하/VV (?:ᆫ|어|어서|은|여)/E"),
    ("purpose.so_that", "purpose", r"(?:도록|게끔)/EC(?! (?:하|되)/V)"),
    ("purpose.intend", "purpose", r"(?:고자|려고|으려고)/EC(?: 하/VX (?:ᆫ|는|여|어)/E\S*)?$"),
    (
        "purpose.aim",
        "purpose",
        r"@\S+/NNG (?:목적|취지)/NNG|(?:목적|취지|명목)/NNG (?:으로|로|에서)/JKB|차원/NNG 에서/JKB",
    ),
    # condition: 구축하면, 도입할 경우, 설치 시
    (
        "unstated.condition",
        "unstated",
        r"(?:면|으면|거든|어야|더라도|ᆯ지라도|을지라도|다면|라면|더라면|려면|으려면|ᆯ수록|을수록)/EC",
    ),
    ("unstated.case", "unstated", r"ᆯ/ETM (?:경우|때|시)/NN\w"),
    # stopped being done is denied, not stopping is not: '운영을 종료', '중단하지 않고'
    (
        "negated.ended",
        "negated",
        r"(?:운영|제공|운행|판매|지급|시행|서비스|지원|상담|대여|방송|공급|영업|이용)/NNG (?:\S+/J\w+ )?@?종료/NNG(?! 하/XSV ᆯ)",
    ),
    ("pseudo.not_ceased", "medial", rf"@{_any(CEASED)}/NNG (?:하|되)/XSV 지/EC (?:는/JX )?않/VX"),
    ("pseudo.unceasing", "medial", rf"@{_any(UNCEASING)}/VV\S* 지/EC (?:는/JX |도/JX )?않/VX 고/EC"),
    ("negated.decided", "negated", r"지/EC 않/VX 기/ETN 로/JKB"),
    ("negated.unable", "negated", r"(?:ᆯ|을)/ETM 수/NNB (?:는/JX |가/JKS |도/JX )?없/V"),
    # plans before denial: '중단할 계획' is a plan, '추진 예정' too
    (
        "planned.noun",
        "planned",
        rf"{_any(PLANS)}/NNG(?: (?:이/VCP|이/JKS|으로/JKB|로/JKB|하/XSV|이/MAG|있/V\w|중/NNB|\S+/E\w+|\S+/S\w+|\S+/JX))*$",
    ),
    ("planned.scheduled", "planned", r"@(?:\S+ )*?(?:예정|계획|전망|구상)/NNG (?:되|하)/XSV (?!지/EC)"),
    ("planned.become", "planned", r"게/EC 되/V\w+ (?:ᆫ다|ᆸ니다|ᆯ|며|고)/E"),
    (
        "negated.frustrated",
        "negated",
        r"(?:려|으려|려고|으려고|고자)/EC 하/V\w+ 었/EP (?:으나|지만|는데|던|다가)/E",
    ),
    (
        "negated.taken_back",
        "negated",
        r"(?:신청|요청|제안|계획|방침|의사|뜻|안|공모|신청서|제안서)/NNG (?:을|를)/JKO @(?:거두|거둬들이|접|물리|무르)/VV",
    ),
    (
        "negated.words_only",
        "negated",
        r"(?:선언|구호|계획|논의|검토|구상|시늉|말|발표|약속|공약|요식|탁상공론)/NNG (?:\S+/J\w+ )?@그치/VV(?!\S* 지)",
    ),
    ("unstated.urged", "unstated", r"(?:자는|자고|으라는|으라고)/E|달/VX (?:라는|라고)/E"),
    ("negated.nearly", "negated", r"(?:려다|으려다|려다가|으려다가)/EC|ᆯ/ETM 뻔/NNB"),
    ("negated.reluctant", "negated", rf"@{_any(RELUCTANT)}/(?:NNG|VV|XR)(?! \S+ 지/EC)"),
    (
        "planned.remaining",
        "planned",
        rf"(?:{_any(ACTIONS)}|일|절차|과정|단계|승인|문제|과제|공사|시운전|숙제)/NN\w (?:은|는|이|가|만|도)/J\w+ @남/VV",
    ),
    ("unstated.like", "unstated", r"@같/VA"),
    ("planned.decided", "planned", r"기/ETN 로/JKB"),
    ("planned.left", "planned", r"과제/NNG 로/JKB @?(?:남기|남|미루|넘기|올리|오르|삼|두|정하|돌리)/"),
    ("planned.carried_over", "planned", r"@(?:\S+ )*?(?:이월|순연)/NNG"),
    ("planned.hoped", "planned", r"@(?:기대|희망|고대|소망|염원|기약)/NNG (?:하|되)/XSV (?!지/EC)"),
    (
        "planned.mused",
        "planned",
        rf"{_idioms(MUSING_IDIOMS)} (?:고/EC (?:는/JX )?있|었/EP|ᆫ다/E|는다/E|는/ETM|기/ETN)",
    ),
    ("planned.hoped.native", "planned", r"@바라보/VV 고/EC (?:는/JX )?있/VX"),
    ("negated.leans", "negated", rf"@{_any(CEASED)}/NNG \S+ 는/ETM (?:쪽|방향)/NN"),
    ("planned.leans_to", "planned", r"@\S+ (?:\S+/XS\w )?는/ETM (?:쪽|방향)/NN\w (?:으로|에)/JKB"),
    (
        "planned.agenda",
        "planned",
        r"(?:과제|시책|사업|공약|목표|숙원|후보)/NNG (?:으로|로)/JKB @?(?:내걸|삼|꼽|발굴|제시|올리|내세우|떠오르|거론|검토|구상)/",
    ),
    (
        "negated.fell",
        "negated",
        r"(?:시험|심사|평가|공모|경쟁|입찰|심의|예선|본선)/NNG (?:에서|에)/JKB @(?:떨어지|미끄러지|밀리)/VV",
    ),
    (
        "planned.to_do",
        "planned",
        r"(?:관건|과제|숙제|급선무|공약|숙원|바람|꿈|포부|복안|변수|몫|차례|수순)/NNG 이/VCP"
        r"|(?:검토|논의|협의|추진|보완)/NNG @(?:사항|대상)/NNG 이/VCP",
    ),
    (
        "planned.leans",
        "planned",
        r"(?:쪽|방향)/NN\w (?:으로|에)/JKB @?(?:기울|무게|가닥|잡|틀|정하|결정|선회|추진|검토|논의|모이|쏠리)/",
    ),
    ("planned.due", "planned", rf"@(?:예정|목표)/NNG{_END}"),
    (
        "planned.budgeted",
        "planned",
        r"예산/NNG (?:안/NNG )?에/JKB @?(?:반영|편성|담|담기|올리|오르|포함)/(?!.*지/EC (?:\S+/JX )?(?:않|못하)/V)",
    ),
    ("planned.about_to", "planned", r"(?:려던|으려던)/ETM"),
    ("planned.will", "planned", r"(?:ᆯ|을)/ETM 것/NNB"),
    (
        "planned.need",
        "planned",
        rf"(?:ᆯ|을)/ETM (?:필요|예정|계획|방침|전망|수요|준비|{_any(INTENTIONS)})/NN\w",
    ),
    ("planned.ahead", "planned", r"앞두/VV"),
    ("planned.aim", "planned", r"목표/NNG (?:으로|로)/JKB"),
    ("planned.intent", "planned", r"겠/EP"),
    ("planned.wants", "planned", r"(?:고자|려고|으려고|려|으려|ᆯ까|을까)/EC 하/V"),
    (
        "planned.go_on",
        "planned",
        r"나가/VX (?:ᆯ/ETM|ᆫ다/EF|기/ETN|자/EF)"
        rf"|@(?!꾸리/){_any(APPEARING | FOUNDING | WIDENING)}/VV\S* 어/EC 가/VX (?:ᆯ/ETM|ᆫ다/E|ᆸ니다/E)",
    ),
    (
        "planned.foreseen",
        "planned",
        r"@(?:점치|내다보|꼽)/VV\S* 어/EC 지/VX ᆫ다/E|@(?:예상|예견|관측|거론|전망)/NNG 되/XSV ᆫ다/E",
    ),
    # what can be done is there: 결제할 수 있는, 활용할 수 있으며
    (
        "nominal.able",
        "nominal",
        r"@\S+/NNG (?:이/JKS |가/JKS )?가능/NNG|(?:ᆯ|을)/ETM 수/NNB (?:는/JX |가/JKS |도/JX )?있/V\w(?! 었/EP)",
    ),
    (
        "planned.future",
        "planned",
        r"@\S+/\S+(?: \S+/XSN)?(?: 하/XSV| 되/XSV)? (?:ᆯ|을)/ETM(?! (?:정도|만큼|뿐|무렵|즈음|듯)/)",
    ),
    ("planned.opening", "planned", rf"@{_any(OPENINGS)}/NNG (?:하|되)/XSV 는/ETM$"),
    # denial: 구축하지 않았다, 도입하지 못함, 실적 없음, 미구축, 운영 중단
    ("negated.not", "negated", r"지/EC (?:는/JX |도/JX )?(?:(?:않|못하|아니하)/V|(?:못|아니)/\w+ 하/)"),
    ("negated.failed", "negated", r"@\S+ (?:\S+/XSN )?(?:\S+/J\w+ )?못/MAG (?:하|되)/"),
    ("negated.not_before", "negated", r"(?:^| )(?:안|못)/MAG @"),
    (
        "negated.no_such",
        "negated",
        r"(?<!/ETM 수/NNB )(?:없|아니)/V\w+ (?!이/E|이/MAG|는/ETM \S+/NNG 이/JKS)",
    ),
    ("negated.none", "negated", r"없/VA(?: (?:음|ᆷ|다|었)/E\w)"),
    (
        "negated.prefix",
        "negated",
        rf"(?<!\S)@?미/\w+ @?{_any(ACTIONS)}/NNG|(?<!\S)@?미(?:보유|{_any(ACTIONS)})/NN",
    ),
    (
        "negated.not_yet",
        "negated",
        rf"(?:기/ETN |@\S+/NNG (?:착수/NNG |개시/NNG |시작/NNG )?)전/NNG(?: 이/VCP|{_END})",
    ),
    ("negated.hardly", "negated", r"기/ETN (?:\S+/J\w+ )?(?:어렵|힘들)/VA"),
    (
        "negated.left_out",
        "negated",
        r"(?<!에/JKB )@빠지/VV|(?:에서|서)/JKB (?:\S+/JX )?@(?:빼|빠지|떼|들어내|밀어내|지우)/VV|@빼/VV 고/EC",
    ),
    (
        "negated.idiom",
        "negated",
        rf"{_idioms(ENDING_IDIOMS)}|(?:물거품|수포|허사|무위)/NNG|전액/\w+ @?삭감/NNG",
    ),
    ("negated.ceasing", "negated", rf"(?<!\S)@?{_any(CEASING_VERBS)}/VV|@(?:뜯|걷|떼|들)/VV\S* 어/EC 내/VX"),
    (
        "negated.taken_off",
        "negated",
        r"@(?:떼|뜯|걷|헐|치우|지우|없애|쓸리|휩쓸리)/VV\S* 어/EC (?:지|나가|버리)/VX",
    ),
    (
        "ongoing.slows",
        "ongoing",
        rf"(?:속도|유속|걸음|박자|밝기|온도|소리)/NNG (?:\S+/J\w+ )?@늦추/VV\S* {_PRESENT}",
    ),
    ("in_progress.put_off", "in_progress", rf"(?<!\S)@?{_any(DELAYING_VERBS)}/VV"),
    ("negated.ceased", "negated", rf"@(?:\S+/\S+ )*?{_any(CEASED)}/NNG(?! (?:없이|없/))"),
    ("negated.rests", "negated", rf"{_any(ACTIONS)}/NNG (?:을|를)/JKO @쉬/VV"),
    (
        "in_progress.left",
        "in_progress",
        r"(?:달|일|년|개월|주|분기|주일|날)/NN\w (?:\S+/J\w+ )?@남기/VV ᆫ/ETM",
    ),
    (
        "in_progress.awaits",
        "in_progress",
        r"@(?:기다리|벼르|손꼽)/VV\S* (?:고/EC (?:는/JX )?있|는/ETM 중)|@고대/NNG 하/XSV 고/EC 있",
    ),
    (
        "in_progress.thinks_over",
        "in_progress",
        r"@(?:따지|재|두드리|뜯어보|견주|들여다보|곱씹|생각|고려|고심|고민|연구|저울질|검토)/\w+\S* "
        r"(?:하/XSV )?(?:어/EC 보/VX )?고/EC (?:는/JX )?있|"
        r"@(?:따지|견주|곱씹|저울질|타진)/\w+\S* (?:하/XSV )?어/EC 보/VX",
    ),
    (
        "in_progress.weighs_on",
        "in_progress",
        r"(?:방안|계획|안|문제|여부|사안|안건)/NN\w (?:\S+/J\w+ )?@(?:놓|두)/VV\S* 고/EC",
    ),
    (
        "in_progress.seeks",
        "in_progress",
        r"(?:자리|부지|곳|장소|터|업체|사업자|인력|강사|재원|예산|비용|돈|투자자|후보지)/NN\w (?:\S+/J\w+ )?"
        r"@(?:찾|구하|알아보|고르|모으)/VV\S* 고/EC (?:는/JX )?있/VX"
        r"|(?:의견|여론|목소리)/NN\w (?:\S+/J\w+ )?@(?:듣|모으|묻)/VV\S* (?:고/EC (?:는/JX )?있/VX|는/ETM 중/NNB)"
        r"|(?:이야기|얘기|의견)/NN\w (?:\S+/J\w+ )?@(?:나누|주고받|오가)/VV\S* (?:고/EC (?:는/JX )?있/VX|는/ETM 중/NNB)"
        r"|@(?:오|들어오|실려오)/VV 는/ETM 중/NNB",
    ),
    ("in_progress.effort", "in_progress", rf"{_idioms(EFFORT_IDIOMS)} 고/EC (?:는/JX )?있/VX"),
    ("in_progress.ending", "in_progress", r"(?:마무리|착공)/NNG (?:하|되)/XSV 고/EC (?:는/JX )?있/VX"),
    ("in_progress.delayed", "in_progress", r"@(?:\S+ )*?(?:지연|연기)/NNG"),
    (
        "in_progress.waiting",
        "in_progress",
        rf"@\S+/NN\w (?:\S+/XSN )?(?:대기|준비)/NNG(?: 중/NNB(?: (?:이/VCP|에/JKB|있/V\w+) \S+)*| 하/XSV \S+)?{_END}",
    ),
    (
        "in_progress.hurried",
        "in_progress",
        rf"{_any(ACTIONS)}/NNG (?:을|를)/JKO @(?:서두르|다듬|손보|벼르)/VV\S* 고/EC 있",
    ),
    ("in_progress.stage_note", "in_progress", rf"@\S+/\w+ (?:\S+/\w+ )?단계/NNG(?: 이/VCP \S+)?{_END}"),
    (
        "in_progress.formality",
        "in_progress",
        rf"@(?:\S+ )*?{_any(FORMALITIES)}/NNG (?:하/XSV 는/ETM )?중/NNB",
    ),
    # under way: 추진 중, 구축 중이다, 유치를 추진
    (
        "in_progress.preparation",
        "in_progress",
        rf"@{_any(PREPARATION)}/NNG(?: 을/JKO| 를/JKO)? (?:수립/NNG |완료/NNG )?"
        r"(?:(?:착수|진행|추진|실시|시행|수행|발주)/NNG|중/NNB|하/XSV 고/EC 있)",
    ),
    (
        "in_progress.preparing",
        "in_progress",
        rf"@(?:\S+ )*?{_any(UNDER_WAY)}/NNG(?: 하/XSV| 되/XSV)? (?:고/EC 있/VX|중/NNB)",
    ),
    (
        "in_progress.building",
        "in_progress",
        rf"@{_any(BUILDING)}/NNG(?: 하/XSV 는/ETM)? (?:(?:공사|작업|사업)/NNG )?중/NNB"
        rf"|@{_any(BUILDING)}/NNG (?:하|되)/XSV 고/EC 있/VX",
    ),
    ("in_progress.doing", "in_progress", rf"@{_any(COMPLETED)}/NNG (?:하|되)/XSV 는/ETM 중/NNB"),
    (
        "in_progress.step_by_step",
        "in_progress",
        rf"@{_any(COMPLETED)}/NNG 하/XSV 어/EC (?:나가|가|오)/VX 고/EC 있",
    ),
    (
        "in_progress.founding",
        "in_progress",
        rf"@{_any(FOUNDING)}/V[VX]\S* (?:(?:어|아)/EC (?:가|나가)/VX )?(?:고/EC (?:는/JX )?있/VX|는/ETM 중/NNB)"
        rf"|@{_any(WIDENING)}/VV\S* (?:는/ETM 중/NNB|어/EC (?:가|나가)/VX 고/EC 있)",
    ),
    (
        "in_progress.works",
        "in_progress",
        r"(?:공사|작업)/NNG (?:\S+/J\w+ )?(?:\S+/NNG )?(?:@\S+ )?(?:\S+/XSV )?(?:고/EC 있|는/ETM 중/NNB|중/NNB)",
    ),
    ("ongoing.middle", "ongoing", r"@(?:\S+ )*?(?:하/XSV 는/ETM )?중/NNB"),
    ("ongoing.keeps", "ongoing", r"고/EC (?:는/JX )?있/VX|(?:어/EC|아/EC|여/EC) (?:오/VX|나가/VX 고/EC)"),
    # told as past: 구축했다, 개소하였으며, 도입한 바 있다, 구축 완료, 기설치
    ("done.already", "done", rf"@기{_any(ACTIONS)}/NNG(?:{_END}| (?:하|되)/XSV ᆷ?)"),
    (
        "done.preparation",
        "done",
        rf"@{_any(PREPARATION)}/NNG (?:을/JKO |를/JKO )?(?:완료|마무리|수립|체결|마련)/NNG"
        rf"|{_any(PREPARATION)}/NNG (?:을/JKO |를/JKO )?@(?:수립|체결|확정|마련)/NNG",
    ),
    (
        "done.preparation.native",
        "done",
        rf"@{_any(PREPARATION)}/NNG (?:\S+/J\w+ )?(?:마치|끝내|끝나|세우|짜|맺)/VV\S* (?:{_PAST}|(?:고|며|어|아)/EC)",
    ),
    ("done.since", "done", r"(?:ᆫ|은)/ETM 지/NNB"),
    ("done.followed", "done", r"ᆫ/ETM 데/NNB (?:에/JKB )?(?:이어|잇)/"),
    ("done.became", "done", r"게/EC 되/V\w+ 었/EP"),
    (
        "in_progress.started",
        "in_progress",
        rf"{_idioms(STARTING_IDIOMS)} 었/EP|@{_any(BUILDING)}/NNG 에/JKB (?:들어가|나서|들어서|돌입)/"
        rf"|{_any(BUILDING)}/NNG (?:에/JKB |을/JKO |를/JKO )?@(?:착수|돌입)/NNG|@{_any(BUILDING)}/NNG (?:착수|돌입)/NNG{_END}",
    ),
    ("done.past", "done", rf"{_PAST}"),
    ("done.experience", "done", r"ᆫ/ETM 바/NNB 있/V"),
    (
        "done.completed",
        "done",
        r"(?:완료|마무리|완공|준공|완비)/NNG(?! (?:하|되)/XSV (?:ᆫ다|ᆸ니다|는|고/EC 있))",
    ),
    ("medial.after", "medial", r"(?:ᆫ|은)/ETM (?:뒤|후|다음)/NN\w"),
    ("done.relative", "done", rf"{_ACT}{_DO}ᆫ/ETM"),
    ("done.result", "done", rf"{_DO}(?:ᆫ|은)/ETM"),
    (
        "in_progress.pursued",
        "in_progress",
        rf"@(?:\S+ )*?{_any(UNDER_WAY)}/NNG(?: \S+/XSV \S+/E\w| 하/XSV ᆷ/E\w)?{_END}",
    ),
    # present: 제공한다, 도입한다 (headline plan)
    ("planned.puts_to_use", "planned", rf"(?:시행|실행|실천|행동)/NNG 에/JKB @옮기/VV\S* {_PRESENT}"),
    ("planned.tries", "planned", rf"@(?:도전|응모|출사표)/NNG 하/XSV {_PRESENT}"),
    (
        "planned.headline",
        "planned",
        rf"@{_any(COMPLETED | STARTING)}/NNG (?:하|되)/XSV {_PRESENT}|@본격/NNG 화/XSN (?:하|되)/XSV {_PRESENT}",
    ),
    (
        "planned.appearing",
        "planned",
        rf"@{_any(APPEARING)}/VV\S* {_PRESENT}|{_idioms(STARTING_IDIOMS)} {_PRESENT}|에/JKB (?:들어가|나서|들어서)/VV\S* {_PRESENT}",
    ),
    ("ongoing.present", "ongoing", _PRESENT),
    ("ongoing.copula", "ongoing", r"는/ETM (?:\S+ ){0,3}?\S+/(?:NN\w|XSN) 이/VCP"),
    ("ongoing.relative", "ongoing", r"하/XSV 는/ETM|되/XSV 는/ETM"),
    # on the way to something else, whose clause tells: 시범 운영을 거쳐
    ("medial.through", "medial", r"거치/VV 어/EC"),
    # claimed without tense: …을 구축, …을 제공함, 운영으로, 연계를 통해
    ("nominal.means", "nominal", rf"{_ACT}(?:으로|로|을|를)/JK\w(?: 통하/VV (?:어|ᆫ)/E\w)?"),
    ("done.native_result", "done", r"@\S+/VV\S* (?:ᆫ|은)/ETM$"),
    ("nominal.native", "nominal", rf"@\S+/VV\S* (?:ᆷ|음)/E\w+{_END}"),
    ("nominal.form", "nominal", rf"{_DO}(?:ᆷ|음|기)/E\w+{_END}"),
    # 구축하고, 개소하여: the end of the sentence tells
    ("nominal.state", "nominal", r"/V\S* (?:어|아|여)/EC (?:는/JX )?있/VX"),
    (
        "medial.connective",
        "medial",
        r"(?:고|며|으며|어|아|여|어서|아서|면서|으면서|거나|나|으나|ᆫ데|는데|지만)/EC",
    ),
    ("medial.thereby", "medial", r"(?:ᆷ|음)/ETN (?:으로써|로써|으로|과|에)/JKB"),
    ("nominal.works", "nominal", rf"@{_any(BUILDING)}/NNG (?:공사|사업|작업)/NNG(?: (?:등|외)/NNB)?{_END}"),
    ("nominal.noun", "nominal", rf"@\S+/NN\w(?: \S+/XSN)?(?: {_BEGUN}/NN\w)?(?: (?:등|외)/NNB)?{_END}"),
)

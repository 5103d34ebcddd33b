"""Rules of status for purposes, conditions, wishes and plans: they are asked before what is told as it is."""

from __future__ import annotations

from extractors.nlp.status_tails import END, PRESENT, Verdict, any_of, idioms
from extractors.nlp.status_words import (
    ACTIONS,
    APPEARING,
    CEASED,
    FOUNDING,
    INTENTIONS,
    MUSING_IDIOMS,
    OPENINGS,
    PLANS,
    RELUCTANT,
    SETTLING,
    UNCEASING,
    WIDENING,
)

AHEAD: tuple[tuple[str, Verdict, str], ...] = (
    # idioms that deny nothing: 지원을 아끼지 않겠다, 교통에 그치지 않고
    ("pseudo.spare_no", "planned", r"@아끼/VV 지/EC 않/VX 겠/EP"),
    ("pseudo.not_only", "medial", r"@(?:그치|머무르|국한/NNG 되|한정/NNG 되)/\S+ 지/EC 않/VX 고/EC"),
    # purpose: 구축을 위한, 구축하기 위해, 이용할 수 있도록, 높이고자
    ("purpose.for", "purpose", r"위하/VV (?:ᆫ|어|어서|은|여)/E"),
    ("purpose.for", "purpose", r"@(?:겨냥|지향)/NNG 하/XSV (?:어|ᆫ)/E"),
    ("purpose.held", "purpose", r"(?:목적|취지|방점)/NNG (?:을|를|이)/JK\w @(?:두|있)/V"),
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
    ("pseudo.not_ceased", "medial", rf"@{any_of(CEASED)}/NNG (?:하|되)/XSV 지/EC (?:는/JX )?않/VX"),
    ("pseudo.unceasing", "medial", rf"@{any_of(UNCEASING)}/VV\S* 지/EC (?:는/JX |도/JX )?않/VX 고/EC"),
    ("negated.decided", "negated", r"지/EC 않/VX 기/ETN 로/JKB"),
    ("negated.unable", "negated", r"(?:ᆯ|을)/ETM 수/NNB (?:는/JX |가/JKS |도/JX )?없/V"),
    # plans before denial: '중단할 계획' is a plan, '추진 예정' too
    (
        "planned.noun",
        "planned",
        rf"{any_of(PLANS)}/NNG(?: (?:이/VCP|이/JKS|으로/JKB|로/JKB|하/XSV|이/MAG|있/V\w|중/NNB|\S+/E\w+|\S+/S\w+|\S+/JX))*$",
    ),
    ("planned.promised", "planned", r"@(?:약속|공약|예고|공언|장담|호언|기약)/NNG (?:하|되)/XSV (?!지/EC)"),
    ("planned.likely", "planned", r"@(?:유력|유력시|확실시|임박|요원|묘연)/\w+ (?:하|되)/"),
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
        r"(?:신청|요청|제안|계획|방침|의사|뜻|안|공모|신청서|제안서|사업|자체)/NNG (?:을|를)/JKO @(?:거두|거둬들이|접|물리|무르)/VV",
    ),
    (
        "negated.words_only",
        "negated",
        r"(?:선언|구호|계획|논의|검토|구상|시늉|말|발표|약속|공약|요식|탁상공론)/NNG (?:\S+/J\w+ )?@그치/VV(?!\S* 지)",
    ),
    ("unstated.urged", "unstated", r"(?:자는|자고|으라는|으라고)/E|달/VX (?:라는|라고|라며|라면서)/E"),
    ("negated.nearly", "negated", r"(?:려다|으려다|려다가|으려다가)/EC|ᆯ/ETM 뻔/NNB"),
    ("negated.reluctant", "negated", rf"@{any_of(RELUCTANT)}/(?:NNG|VV|XR)(?! \S+ 지/EC)"),
    (
        "planned.remaining",
        "planned",
        rf"(?:{any_of(ACTIONS)}|일|절차|과정|단계|승인|문제|과제|공사|시운전|숙제)/NN\w (?:은|는|이|가|만|도)/J\w+ @남/VV(?! 어/EC$)"
        r"|(?<!간판/NNG )(?<!흔적/NNG )(?<!이름/NNG )(?<!자리/NNG )(?<!터/NNG )만/JX @남/VV(?! 어/EC$)",
    ),
    ("unstated.like", "unstated", r"@같/VA"),
    ("planned.decided", "planned", r"기/ETN 로/JKB"),
    (
        "planned.left",
        "planned",
        r"(?:과제|숙제|몫)/NNG (?:로|으로)/JKB @?(?:남기|남|미루|넘기|올리|오르|삼|두|정하|돌리)/",
    ),
    ("planned.carried_over", "planned", r"@(?:\S+ )*?(?:이월|순연)/NNG"),
    ("planned.hoped", "planned", r"@(?:기대|희망|고대|소망|염원|기약)/NNG (?:하|되)/XSV (?!지/EC)"),
    (
        "planned.mused",
        "planned",
        rf"{idioms(MUSING_IDIOMS)} (?:고/EC (?:는/JX )?있|었/EP|ᆫ다/E|는다/E|는/ETM|기/ETN)",
    ),
    (
        "planned.hoped.native",
        "planned",
        rf"(?:{any_of(ACTIONS)}|시대|흑자|고지|돌파|명|원|건|위|%)/\w+ (?:을|를)/JKO @바라보/VV 고/EC (?:는/JX )?있/VX",
    ),
    ("negated.leans", "negated", rf"@{any_of(CEASED)}/NNG \S+ 는/ETM (?:쪽|방향)/NN"),
    (
        "planned.leans_to",
        "planned",
        r"@\S+ (?:\S+/XS\w )?는/ETM (?:쪽|방향)/NN\w (?:으로|에)/JKB"
        rf"|는/ETM 것/NNB (?:으로|로)/JKB (?:(?:\S+ )*?{any_of(SETTLING)}/|되/VV 어/EC 있)",
    ),
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
    ("planned.due", "planned", rf"@(?:예정|목표)/NNG{END}"),
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
        rf"(?:ᆯ|을)/ETM (?:필요|예정|계획|방침|전망|수요|준비|{any_of(INTENTIONS)})/NN\w",
    ),
    ("planned.ahead", "planned", r"앞두/VV"),
    ("planned.aim", "planned", r"목표/NNG (?:으로|로)/JKB"),
    ("planned.intent", "planned", r"겠/EP"),
    ("planned.wants", "planned", r"(?:고자|려고|으려고|려|으려|ᆯ까|을까)/EC 하/V"),
    (
        "planned.go_on",
        "planned",
        r"나가/VX (?:ᆯ/ETM|ᆫ다/EF|기/ETN|자/EF)"
        rf"|@(?!꾸리/){any_of(APPEARING | FOUNDING | WIDENING)}/VV\S* 어/EC 가/VX (?:ᆯ/ETM|ᆫ다/E|ᆸ니다/E)",
    ),
    (
        "planned.foreseen",
        "planned",
        r"@(?:점치|내다보|꼽)/VV\S* 어/EC 지/VX ᆫ다/E|@(?:예상|예견|관측|거론|전망)/NNG 되/XSV ᆫ다/E"
        rf"|(?:으로|로)/JKB @내다보/VV\S* {PRESENT}"
        rf"|(?:{any_of(ACTIONS)}|시점|월|년|분기|상반기|하반기|말|초|중|가을|봄|겨울|여름)/NN\w "
        r"(?:으로|로)/JKB @(?:보|잡)/VV 고/EC (?:는/JX )?있",
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
    ("planned.opening", "planned", rf"@{any_of(OPENINGS)}/NNG (?:하|되)/XSV 는/ETM$"),
)

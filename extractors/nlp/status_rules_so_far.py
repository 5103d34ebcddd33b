"""Rules of status for what is told as it is: denied or ended, under way, running, done, or claimed without tense."""

from __future__ import annotations

from extractors.nlp.status_tails import ACT, BEGUN, DO, END, PAST, PRESENT, Verdict, any_of, idioms
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
    MIDWAY_IDIOMS,
    PREPARATION,
    STARTING,
    STARTING_IDIOMS,
    UNDER_WAY,
    UNFINISHED,
    WIDENING,
)

SO_FAR: tuple[tuple[str, Verdict, str], ...] = (
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
        rf"(?<!\S)@?미/\w+ @?{any_of(ACTIONS)}/NNG|(?<!\S)@?미(?:보유|{any_of(ACTIONS)})/NN",
    ),
    (
        "negated.not_yet",
        "negated",
        rf"(?:기/ETN |@\S+/NNG (?:착수/NNG |개시/NNG |시작/NNG )?)전/NNG(?: 이/VCP|{END})",
    ),
    ("negated.hardly", "negated", r"기/ETN (?:\S+/J\w+ )?(?:어렵|힘들)/VA"),
    (
        "negated.left_out",
        "negated",
        r"(?<!에/JKB )@빠지/V[VX]|(?:에서|서)/JKB (?:\S+/JX )?@(?:빼|빠지|떼|들어내|밀어내|지우|덜|덜어내|제하)/VV|@빼/VV 고/EC",
    ),
    (
        "negated.idiom",
        "negated",
        rf"{idioms(ENDING_IDIOMS)}|(?:물거품|수포|허사|무위)/NNG|전액/\w+ @?삭감/NNG",
    ),
    (
        "negated.ceasing",
        "negated",
        rf"(?<!\S)@?{any_of(CEASING_VERBS)}/VV|@(?:뜯|걷|떼|들)/VV\S* 어/EC 내/VX",
    ),
    (
        "negated.taken_off",
        "negated",
        r"^@거두/VV 었/EP|@(?:떼|뜯|걷|헐|치우|지우|없애|쓸리|휩쓸리)/VV\S* 어/EC (?:지|나가|버리|가)/VX"
        r"|@(?:막|끄|닫|잠그)/VV\S* 어/EC (?:두|놓)/VX (?:었|고/EC 있)",
    ),
    (
        "ongoing.slows",
        "ongoing",
        rf"(?:속도|유속|걸음|박자|밝기|온도|소리)/NNG (?:\S+/J\w+ )?@늦추/VV\S* {PRESENT}",
    ),
    (
        "planned.put_off",
        "planned",
        rf"(?:{any_of(ACTIONS - UNFINISHED)}|도입|시기|일정|출범|개시|시점|달|년|개월|주)/NN\w (?:\S+/J\w+ )?@(?:미루|늦추)/VV 어/EC 지/VX",
    ),
    (
        "in_progress.put_off",
        "in_progress",
        rf"(?<!\S)@?{any_of(DELAYING_VERBS)}/VV|(?:째/XSN|(?!예약|신청|주문|접수|상담){any_of(ACTIONS)}/NNG (?:이|가)/JKS) @밀리/VV",
    ),
    ("negated.ceased", "negated", rf"@(?:\S+/\S+ )*?{any_of(CEASED)}/NNG(?! (?:없이|없/))"),
    (
        "negated.only_name",
        "negated",
        r"(?:간판|흔적|이름|자리|터|껍데기|허울|빈터|받침대)/NNG 만/JX (?:\S+/MAG )?@남/VV",
    ),
    (
        "negated.withdrew",
        "negated",
        r"(?:계약|사업|협약|협의체|컨소시엄|약정|동맹)/NNG 에서/JKB @(?:빠져나오|빠지|물러나|탈퇴)/",
    ),
    ("planned.on_paper", "planned", r"(?:위|속|안)/NNG 의/JKG @(?:그림|이야기|글자|숫자)/NNG 이/VCP"),
    (
        "negated.vain",
        "negated",
        r"그림/NNG 의/JKG @떡/NNG|@(?:공염불|빈말|신기루|언감생심|공수표|무용지물|빈껍데기|하세월|물거품)/NNG 이/VCP",
    ),
    (
        "negated.service_over",
        "negated",
        r"@?(?:판매|서비스|지급|대여|방송|영업|제공|발급|상담)/NNG (?:이|가|을|를)/JK\w @?(?:끝나|끝내)/VV 었/EP",
    ),
    ("negated.rests", "negated", rf"{any_of(ACTIONS)}/NNG (?:을|를)/JKO @쉬/VV"),
    (
        "in_progress.left",
        "in_progress",
        r"(?:달|일|년|개월|주|분기|주일|날)/NN\w (?:\S+/J\w+ )?@남기/VV ᆫ/ETM"
        r"|@남기/VV 어/EC (?:두|놓)/VX (?:고/EC 있|었/EP|ᆫ/ETM)",
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
        r"(?:자리|부지|곳|장소|터|업체|기업|농가|학교|단지|점포|기관|참여자|참가자|회원|위원|"
        r"사업자|인력|강사|재원|예산|비용|돈|투자자|후보지)/NN\w (?:\S+/J\w+ )?"
        r"@(?:찾|구하|알아보|고르|모으)/VV\S* (?:고/EC (?:는/JX )?있/VX|는/ETM 중/NNB)"
        r"|(?:의견|여론|목소리)/NN\w (?:\S+/J\w+ )?@(?:듣|모으|묻)/VV\S* (?:고/EC (?:는/JX )?있/VX|는/ETM 중/NNB)"
        r"|(?:이야기|얘기|의견)/NN\w (?:\S+/J\w+ )?@(?:나누|주고받|오가)/VV\S* (?:고/EC (?:는/JX )?있/VX|는/ETM 중/NNB)"
        r"|@(?:오|들어오|실려오)/VV 는/ETM 중/NNB"
        r"|(?:밑자료|기초자료)/NNG (?:을|를)/JKO @(?:모으|찾|챙기|다듬)/VV\S* (?:고/EC (?:는/JX )?있/VX|는/ETM 중/NNB)"
        r"|@(?:시험|실험|검증|시연)/NNG 하/XSV 어/EC 보/VX (?:고/EC (?:는/JX )?있/VX|는/ETM 중/NNB)",
    ),
    (
        "in_progress.stays",
        "in_progress",
        r"(?:수준|단계|초기|구상|논의|계획|검토|실험실|서류|시제품|논문)/NNG 에/JKB @머무르/VV(?! \S+ 않)",
    ),
    (
        "in_progress.on_trial",
        "in_progress",
        r"@?(?:시험|시운전|검증|테스트|리허설)/NNG 에/JKB @?(?:들어가|돌입)/V\S* (?:었/EP|ᆫ/ETM)",
    ),
    (
        "in_progress.reached",
        "in_progress",
        r"(?:단계|절반|고비|문턱|%|퍼센트|막바지)/\S+ (?:까지/JX|에/JKB|쯤/XSN|가량/XSN|정도/NNG) @(?:오|이르|다다르|진행)/",
    ),
    (
        "in_progress.slow",
        "in_progress",
        rf"(?:{any_of(ACTIONS)}|공사|작업|진척|진도)/NN\w (?:이|가|은|는)/J\w+ @(?:더디|지지부진)/",
    ),
    (
        "in_progress.works_on",
        "in_progress",
        r"(?:공사|작업|시공|공정)/NNG (?:은|는|이|가|도)/J\w+ @(?:계속|이어지|진행|이어가|속개|재개)/",
    ),
    (
        "in_progress.on_its_way",
        "in_progress",
        r"@(?:통과|통관|선적|하역|운송|반입|출하)/NNG (?:하|되)/XSV 는/ETM 중",
    ),
    ("in_progress.midway", "in_progress", idioms(MIDWAY_IDIOMS)),
    ("in_progress.effort", "in_progress", rf"{idioms(EFFORT_IDIOMS)} 고/EC (?:는/JX )?있/VX"),
    ("in_progress.ending", "in_progress", r"(?:마무리|착공)/NNG (?:하|되)/XSV 고/EC (?:는/JX )?있/VX"),
    ("in_progress.delayed", "in_progress", r"@(?:\S+ )*?(?:지연|연기)/NNG"),
    (
        "in_progress.waiting",
        "in_progress",
        rf"@\S+/NN\w (?:\S+/XSN )?(?:대기|준비)/NNG(?: 중/NNB(?: (?:이/VCP|에/JKB|있/V\w+) \S+)*| 하/XSV \S+)?{END}",
    ),
    (
        "in_progress.hurried",
        "in_progress",
        rf"{any_of(ACTIONS)}/NNG (?:을|를)/JKO @(?:서두르|다듬|손보|벼르)/VV\S* 고/EC 있",
    ),
    ("in_progress.stage_note", "in_progress", rf"@\S+/\w+ (?:\S+/\w+ )?단계/NNG(?: 이/VCP \S+)?{END}"),
    (
        "in_progress.formality",
        "in_progress",
        rf"@(?:\S+ )*?{any_of(FORMALITIES)}/NNG (?:하/XSV 는/ETM )?중/NNB"
        r"|(?:대상|참여|희망|신청)/NNG (?:\S+/NN\w )?@접수/NNG 중/NNB|@모집/NNG 중/NNB"
        r"|(?:시험|심사|감리|검증|\w+영향평가|타당성조사)/NN\w (?:을|를)/JKO @받/VV\S* (?:고/EC 있|는/ETM 중)",
    ),
    # under way: 추진 중, 구축 중이다, 유치를 추진
    (
        "in_progress.preparation",
        "in_progress",
        rf"@{any_of(PREPARATION)}/NNG(?: 을/JKO| 를/JKO)? (?:수립/NNG |완료/NNG )?"
        r"(?:(?:착수|진행|추진|실시|시행|수행|발주)/NNG|중/NNB|하/XSV 고/EC 있)",
    ),
    (
        "in_progress.preparing",
        "in_progress",
        rf"@(?:\S+ )*?{any_of(UNDER_WAY)}/NNG(?: 하/XSV| 되/XSV)? (?:고/EC 있/VX|중/NNB)",
    ),
    (
        "in_progress.building",
        "in_progress",
        rf"@{any_of(BUILDING)}/NNG(?: 하/XSV 는/ETM)? (?:(?:공사|작업|사업)/NNG )?중/NNB"
        rf"|@{any_of(BUILDING)}/NNG (?:하|되)/XSV 고/EC 있/VX",
    ),
    ("in_progress.doing", "in_progress", rf"@{any_of(COMPLETED)}/NNG (?:하|되)/XSV 는/ETM 중/NNB"),
    (
        "in_progress.step_by_step",
        "in_progress",
        rf"@{any_of(COMPLETED)}/NNG 하/XSV 어/EC (?:나가|가|오)/VX 고/EC 있",
    ),
    (
        "in_progress.founding",
        "in_progress",
        rf"@{any_of(FOUNDING)}/V[VX]\S* (?:(?:어|아)/EC (?:가|나가)/VX )?(?:고/EC (?:는/JX )?있/VX|는/ETM (?:중|참|길)/NN\w)"
        rf"|@{any_of(WIDENING)}/VV\S* (?:는/ETM 중/NNB|어/EC (?:가|나가)/VX 고/EC 있)",
    ),
    (
        "in_progress.works",
        "in_progress",
        r"(?:공사|작업)/NNG (?:\S+/J\w+ )?(?:\S+/NNG )?(?:@\S+ )?(?:\S+/XSV )?(?:고/EC 있|는/ETM 중/NNB|중/NNB)",
    ),
    ("ongoing.middle", "ongoing", r"@(?:\S+ )*?(?:하/XSV 는/ETM )?중/NNB"),
    ("ongoing.keeps", "ongoing", r"고/EC (?:는/JX )?있/VX|(?:어/EC|아/EC|여/EC) (?:오/VX|나가/VX 고/EC)"),
    # told as past: 구축했다, 개소하였으며, 도입한 바 있다, 구축 완료, 기설치
    ("done.already", "done", rf"@기{any_of(ACTIONS)}/NNG(?:{END}| (?:하|되)/XSV ᆷ?)"),
    (
        "done.preparation",
        "done",
        rf"@{any_of(PREPARATION)}/NNG (?:을/JKO |를/JKO )?(?:완료|마무리|수립|체결|마련)/NNG"
        rf"|{any_of(PREPARATION)}/NNG (?:을/JKO |를/JKO )?@(?:수립|체결|확정|마련)/NNG",
    ),
    (
        "done.preparation.native",
        "done",
        rf"@{any_of(PREPARATION)}/NNG (?:\S+/J\w+ )?(?:마치|끝내|끝나|세우|짜|맺)/VV\S* (?:{PAST}|(?:고|며|어|아)/EC)",
    ),
    ("done.since", "done", r"(?:ᆫ|은)/ETM 지/NNB"),
    ("done.followed", "done", r"ᆫ/ETM 데/NNB (?:에/JKB )?(?:이어|잇)/"),
    ("done.became", "done", r"게/EC 되/V\w+ 었/EP"),
    (
        "in_progress.started",
        "in_progress",
        rf"{idioms(STARTING_IDIOMS)} (?:었/EP|ᆫ/ETM|은/ETM)|터파기/NNG (?:을|를)/JKO @(?:시작|착수)/"
        rf"|@{any_of(BUILDING)}/NNG 에/JKB (?:들어가|나서|들어서|돌입)/(?!\S+(?: \S+/XSV)? {PRESENT})"
        rf"|{any_of(BUILDING)}/NNG (?:에/JKB |을/JKO |를/JKO )?@(?:착수|돌입)/NNG(?! \S+/XSV {PRESENT})"
        rf"|@{any_of(BUILDING)}/NNG (?:착수|돌입)/NNG{END}",
    ),
    ("done.past", "done", rf"{PAST}"),
    ("done.experience", "done", r"ᆫ/ETM 바/NNB 있/V"),
    (
        "done.completed",
        "done",
        r"(?:완료|마무리|완공|준공|완비)/NNG(?! (?:하|되)/XSV (?:ᆫ다|ᆸ니다|는|고/EC 있))",
    ),
    ("medial.after", "medial", r"(?:ᆫ|은)/ETM (?:뒤|후|다음)/NN\w"),
    ("done.relative", "done", rf"{ACT}{DO}ᆫ/ETM"),
    ("done.result", "done", rf"{DO}(?:ᆫ|은)/ETM"),
    (
        "in_progress.pursued",
        "in_progress",
        rf"@(?:\S+ )*?{any_of(UNDER_WAY)}/NNG(?: \S+/XSV \S+/E\w| 하/XSV ᆷ/E\w)?{END}",
    ),
    # present: 제공한다, 도입한다 (headline plan)
    ("planned.puts_to_use", "planned", rf"(?:시행|실행|실천|행동)/NNG 에/JKB @옮기/VV\S* {PRESENT}"),
    ("planned.tries", "planned", rf"@(?:도전|응모|출사표)/NNG 하/XSV {PRESENT}"),
    (
        "planned.headline",
        "planned",
        rf"@{any_of(COMPLETED | STARTING)}/NNG (?:하|되)/XSV {PRESENT}|@본격/NNG 화/XSN (?:하|되)/XSV {PRESENT}",
    ),
    (
        "planned.appearing",
        "planned",
        rf"@{any_of(APPEARING)}/VV\S* {PRESENT}|{idioms(STARTING_IDIOMS)} {PRESENT}|에/JKB (?:들어가|나서|들어서)/VV\S* {PRESENT}",
    ),
    ("ongoing.present", "ongoing", PRESENT),
    ("ongoing.copula", "ongoing", r"는/ETM (?:\S+ ){0,3}?\S+/(?:NN\w|XSN) 이/VCP"),
    ("ongoing.relative", "ongoing", r"하/XSV 는/ETM|되/XSV 는/ETM"),
    # on the way to something else, whose clause tells: 시범 운영을 거쳐
    ("medial.through", "medial", r"거치/VV 어/EC"),
    # claimed without tense: …을 구축, …을 제공함, 운영으로, 연계를 통해
    (
        "nominal.means",
        "nominal",
        rf"{ACT}(?:으로|로|을|를)/JK\w(?! (?:마치|끝내|끝나|마무리|매듭)\S*)(?: 통하/VV (?:어|ᆫ)/E\w)?",
    ),
    ("done.native_result", "done", r"@\S+/VV\S* (?:ᆫ|은)/ETM$"),
    ("nominal.native", "nominal", rf"@\S+/VV\S* (?:ᆷ|음)/E\w+{END}"),
    ("nominal.form", "nominal", rf"{DO}(?:ᆷ|음|기)/E\w+{END}"),
    # 구축하고, 개소하여: the end of the sentence tells
    ("nominal.state", "nominal", r"/V\S* (?:어|아|여)/EC (?:(?:는/JX )?있/VX|지/VX ᆫ/ETM 상태/NNG)"),
    (
        "medial.connective",
        "medial",
        r"(?:고|며|으며|어|아|여|어서|아서|면서|으면서|거나|나|으나|ᆫ데|는데|지만)/EC",
    ),
    ("medial.thereby", "medial", r"(?:ᆷ|음)/ETN (?:으로써|로써|으로|과|에)/JKB"),
    ("nominal.works", "nominal", rf"@{any_of(BUILDING)}/NNG (?:공사|사업|작업)/NNG(?: (?:등|외)/NNB)?{END}"),
    ("nominal.noun", "nominal", rf"@\S+/NN\w(?: \S+/XSN)?(?: {BEGUN}/NN\w)?(?: (?:등|외)/NNB)?{END}"),
)

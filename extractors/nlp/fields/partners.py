"""Who works with whom: partners and developers of an initiative."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import phrase_ending, tokens_of
from extractors.nlp.fields.partner_columns import column_of, in_column
from extractors.nlp.fields.party_names import parties_of
from extractors.nlp.mentions import NameMention
from extractors.nlp.normalise import plain
from extractors.nlp.places import PlaceMention
from schemas.evidence import CharSpan
from schemas.fact import FieldName
from schemas.sentence import Clause

# words of working together: what stands before them, joined by 와/과 or as their subject, is a partner
_TOGETHER = re.compile(
    r"함께|공동|협력|협업|협약|컨소시엄|공조|파트너|제휴|협의체|손잡|합동|산학|민관|공유|맞손|위탁|업무\s?분담|(?:자료|정보|영상|데이터)(?:를|을)\s(?:나[누눈눠]|주고받)"
)
# joint work follows 와/과 ("한국수자원공사·강원대와 모형을 개발하여"), but for what only ties things together
_LINKS = re.compile(r"연계|연결|연동|결합|비교|통합|접목|융합|다르|달리|같|구분")
# ties to these are ties to who answers there, not to a system
_SERVES = re.compile(
    r"(?:경찰서|소방서|소방본부|병원|의료원|보건소|교육지원청|교육청|상황실|세무서|우체국|자원봉사센터|복지관|재단|공단|공사|협회|교육원)$"
)
# what may stand between an organisation and the particle that joins it: "등 55개 기관", "(주)", "·강원대"
_JOIN = re.compile(
    r"^\s?(?:(?:등|외)\s?)?(?:\d+여?\s?개?\s?(?:기관|기업|대학|업체|단체|지자체|사|개사|곳)\s?)?(?:(?<=등\s)[가-힣]{2,6}\s\d+여?\s?(?:곳|개소|개))?(?P<particle>과|와|이|가|은|는|도|의|에서|및|\s?간)?(?:는|도)?(?=[\s·,/]|$|함께)"
)
_LISTED_NEXT = re.compile(r"^\s?[·,/]\s?|^\s?(?:및|와|과)\s?")
_PUBLIC = re.compile(r"(?:부|처|청|원|공사|공단|시|군|구|도|대|대학교|학교|센터|회|단|관|소|실|국|과|팀)$")
# '상인회와 함께', '지역 대학과 협력하여': a group without a name of its own
_GROUP = re.compile(
    r"(?:회|기관|기업|대학|대학교|병원|업체|단체|학교|연구진|조합|상인|농가|협의체|통신사|사업자|군|경|청|소방|공단|공사|센터|경찰서|소방서|재단|연구원|연구소"
    r"|[가-힣A-Za-z]{2,}(?:운수|모빌리티|소프트|테크|테크놀로지|솔루션|솔루션즈|엔지니어링|로보틱스|물류|상사|해운|항공|건설|전자|은행|보험|카드))$"
)
_WITH = re.compile(r"(?:과|와)\s")
_DEVELOPS = re.compile(r"개발|제작|만들|만든")
# "㈜새물정보가 장비를 납품했다", "전력공사가 사용 기록을 제공하고": what another party does for an initiative
_CONTRIBUTES = re.compile(
    r"납품|공급|제공|자문|감리|시공|설치|구축|설계|분석|검증|유지\s?관리|유지\s?보수|점검|교육|출자|투자|후원|부담|수행|조사|관리|운영|지원"
    r"|생산|제조|빌려|대여|임대|기부|기증|보[태탰탠]|돕|도왔|도와|내주|내줬|내놓|댔|^[대댄]$|보내|보냈|고르|골라|빌려주|맞[추췄]|판독|파견|상담|진료|배송|수거|모집|발굴|안내|관제|출동"
)
# "○○공단에 위탁했다", "○○원 등에 맡겨", "경찰서에 전송한다": what is given to another party
_GIVEN_TO = re.compile(r"위탁|맡[겨겼기긴길김]|의뢰|전송|공유|연계|이관")
_TO = re.compile(r"^\s?(?:(?:등|외)\s?)?(?:\d+여?\s?개?\s?(?:기관|기업|대학|업체|단체|곳)\s?)?(?:에게?|로)\s")
# "○○원의 기술 지원을 받아", "○○공사의 도움으로"
_HELPED = re.compile(
    r"^(?:(?:\s[가-힣]{2,4})?\s(?:교수|박사|연구)(?:팀|진)?)?의\s(?:[가-힣]{1,8}\s)?(?:지원|협조|자문|도움|참여|후원)(?:을|를|으로)?"
)
# "㈜가온에서 납품받았고", "나래원으로부터 기술을 이전받아"
_FROM = re.compile(
    r"^(?:에서|으?로부터|에게서)\s[^,.]{0,20}?(?:(?:납품|공급|제공|지원|자문|기증|후원|투자|이전|전수|협조)(?:을|를)?\s?받|구매|구입|빌려|임차|사\s?[오온옵]|들여오|들여온)"
)
# "거제시·고성군과 공동으로": a city beside others of a list
_OTHER_CITIES = re.compile(r"(?:\s?[·,]\s?[가-힣]{2,6}(?:시|군|구|도))*")
_CITY_WITH = re.compile(r"(?:과|와)(?:는)?\s[^.]{0,30}?(?:함께|공동|협력|협약|손잡|협업|연합|공유)")
# "가온시와 나래시가 도면과 점검 이력을 내준다": what cities give to a service
_CITY_GIVES = re.compile(
    r"(?:자료|데이터|이력|정보|도면|부지|공간|인력|예산|재원|비용|전기|전봇대|장비|시설|값|절반|차량|건물|땅|설비|회선)\S*\s[^,.]{0,12}?(?:내[주준줬]|제공|빌려|지원|보[태탠냈]|공급|대[고었며]|댔|부담)"
)
# "한빛연구소는 측정값이 맞는지 확인해 준다": what another body does for a service
_DOES_FOR = re.compile(
    r"^(?:은|는|이|가)\s[^.]{0,50}?(?:확인|점검|검증|자문|분석|측정|관리|교육|지원|제공|공급|보수|상담|검토|평가)\S{0,2}\s(?:준다|줍니다|주[고며었]|줬)"
)
# "군포시 환경과가": an office of the city that acts
_OFFICE_ACTS = re.compile(r"^\s[가-힣]{2,10}(?:과|실|국|담당관|본부|보건소|사업소|센터)(?=[이가]\s)")
# "우리 회사가 만들었고", "당사에서 직접 개발": the applicant made it
_OWN_MAKE = re.compile(
    r"(?P<who>우리\s?(?:회사|기업)|당사|자사|저희(?:\s?회사)?|본사|신청\s?(?:기업|회사|인))(?:[가는]|에서|이)\s(?:직접\s|스스로\s|처음부터\s)?(?:만[들든]|개발|제작|설계해)"
)
_CITY_ACTS = re.compile(r"(?:이|가|와|과)(?:는|도)?\s")
# "한탄센터에 위탁하였다", "전문기관에 맡겨": a party that only its ending and what it is given tell
_ENTRUSTED = re.compile(
    r"(?<=[가-힣])(?=에(?:게)?\s(?:[가-힣]{1,8}(?:을|를)?\s)?(?:위탁|맡[겨겼기긴길김]|의뢰))"
)
_ENTRUSTS = re.compile(r"(?:센터|회|원|소|단|사|조합|업체|기관|대학|대학교|법인|공단|공사)$")
# "㈜가온의 배차 기술에 나래공사의 운행 노하우를 더했고"
_LENT = re.compile(
    r"^의\s(?:[가-힣]{1,8}\s)?(?:기술|노하우|자료|데이터|경험|설비|인력|재원|망|회선|서버|부지|건물|차량)(?:력)?(?:을|를|에|과|와)\s(?:[^,.]{0,30}?)(?:더하|더했|더해|활용|접목|결합|바탕|합[쳐치했하]|이용|빌[려린리])"
)
# "한빛재단 지원을 받아", "한빛협회 도움으로"; a ministry's money makes it no partner
_HELPED_BY = re.compile(
    r"^\s(?:[가-힣]{1,6}\s)?(?:지원|도움|협조|자문|후원)을\s(?:받|얻)|^\s(?:지원|도움|협조|자문|후원)으로\s"
)
_MINISTRY = re.compile(r"(?:부|처|청)$")
# "수요 기관은 ", "참여 기업은 ": what the name behind it is
_ROLE_IS = re.compile(
    r"(?:^|[\s,(])(?P<role>(?:수요|참여|주관|협력|공동|실증|위탁|후원|운영)\s?(?:기관|기업|지자체|업체|사))(?:은|는)\s$"
)
_IS_IT = re.compile(r"^(?:이?다|이며|이고|입니다|으로|로|,|와|과|·|\s및)")
# "A사가 개발을 맡았으며", "B원이 검증을, C사가 구축을 각각 담당했다"
_TAKES_ON = re.compile(r"맡[았는은을아고기]|담당[하했한]|전담[하했한]|주관[하했한]")
_TAKES_ON_NOUN = re.compile(r"(?:담당|전담|수행|맡음)(?:함|한다|하며)?[.\s]*$")
# "운영 지원은 ", "비행은 ": what the party behind it has to do
_ROLE_BEFORE = re.compile(r"(?:^|[,.(]\s?|\s)(?P<role>[가-힣·]{2,8}(?:\s[가-힣·]{1,8})?)(?:은|는)\s$")
_ENDS_PART = re.compile(r"\s?(?:[이가][\s,]|,|$)")
_BUILDS = re.compile(r"개발|제작|구축")
# "○○원이 들어선 자리에": where a party is, not what it does
_STANDS = re.compile(r"^[이가]\s(?:들어선|있는|있던|자리한|자리\s잡은|위치한|입주한)")
_JOINS_IN = re.compile(r"참여|참가|합류|동참|가입|맡[았는아고기]|보[태탰탠]|돕")
# "가온고등학교 학생 36명이 참여하는": who of a body takes part
_ITS_PEOPLE = re.compile(
    r"\s(?:학생|회원|직원|대원|조합원|교수진?|연구진|의료진|봉사자|주민)(?:들|\s?\d[\d,]*여?\s?명)?(?:이|가|도|과|와)\s[^.]{0,30}?(?:참여|함께|참가|나서|나섰|맡)"
)
_VERBS = ("VV", "XSV", "VA", "XSA")
_BEFORE_ENDING = ("EP", "EC", "VX")
# "한전이 제공한 자료를": what a party gives it gives also where it is said in passing
_GIVES = re.compile(r"제공|공급|지원|납품|기증|빌려|대여|후원|투자")
_TAKES_PART = re.compile(rf"참여|참가|합류|동참|가입|{_TAKES_ON.pattern}")
# "■ 기업 단독 □ 지자체와 협의체": what may be ticked
_TICKS = re.compile(r"[■☑☒▣✔√].*[□☐]|[□☐].*[■☑☒▣✔√]")
# "(기업·지방자치단체 공동 신청용)": what kind of form it is
_KIND_OF_FORM = re.compile(r"(?:공동|단독)\s?신청\s?(?:용|형|유형|구분)")
# "설비 청소는 ○○이 하고", "버스 도착 자료는 ○○에서 받는다"
_DOES_OR_GIVES = re.compile(
    r"^(?:이|가)\s(?:하[고며]|한다|했|합니다|해\s|보[내냈]|파견|댔|댄다|대고)|^에서\s(?:받|얻|가져)"
)


def partners(passage: Passage) -> Iterator[Draft]:
    """Yield partners and developers named in a passage about a city or a service."""
    column = column_of(passage)
    if column is not None and passage.case is not None:
        yield from in_column(passage, column)
        return
    if not passage.is_content or _TICKS.search(passage.text) or _KIND_OF_FORM.search(passage.text):
        return
    for clause in passage.sentence.clauses:
        if clause.status == "negated":  # '나래시와는 협약을 맺으려 했으나'
            continue
        mentions = [m for m in parties_of(passage) if clause.span[0] <= m.span.start < clause.span[1]]
        assigned = list(_assigned(passage, clause))
        told = {draft.span for draft in assigned}  # what they do is known, so no guess from the clause
        for mention in mentions:
            if mention.span not in told and _is_partner(passage, clause, mention):
                yield _draft(passage, clause, mention.span, "partner.clause")
        yield from assigned
        yield from _partner_places(passage, clause)
        yield from _partner_groups(passage, clause)
        yield from _own_makes(passage, clause)
    yield from _roles_told(passage)


def _is_partner(passage: Passage, clause: Clause, mention: NameMention) -> bool:
    after = passage.slice(mention.span.end, clause.span[1])
    joined = _JOIN.match(_rest_of_list(passage, mention.span.end, clause.span[1]))
    if _TOGETHER.search(after) and joined is not None and not _is_told_of(passage, mention, joined):
        return True
    particle = joined["particle"] if joined is not None else None
    if _acts(passage, clause, mention, particle, after):
        return True
    if mention.kind == "organisation" and _helps(passage, clause, mention, after, joined):
        return True
    if mention.kind != "organisation" or joined is None:
        return False
    if joined["particle"] in ("과", "와") and clause.predicate:
        return not _LINKS.search(clause.predicate) or _SERVES.search(mention.name) is not None
    return after.startswith("의") and not _PUBLIC.search(mention.name)


def _is_told_of(passage: Passage, mention: NameMention, joined: re.Match[str]) -> bool:
    """Whether the sentence is about it, and whom it works with stands elsewhere: "㈜가온은 나래시와 협약을"."""
    return joined["particle"] in ("은", "는") and _is_subject(passage, mention)


def _acts(passage: Passage, clause: Clause, mention: NameMention, particle: str | None, after: str) -> bool:
    """Whether it takes part or makes something: 'A원이 참여하고', 'B협회도 합류했다'."""
    if particle in ("이", "가"):
        return (
            _TAKES_PART.search(after) is not None
            or _makes(passage, clause)
            or _DEVELOPS.search(_said_in_passing(passage, clause, mention.span)) is not None
        )
    joins = particle in ("도", "은", "는") and _JOINS_IN.search(after) is not None
    if particle in ("은", "는") and passage.subject.kind != "municipality" and mention.kind == "organisation":
        joins |= _CONTRIBUTES.search(clause.predicate or "") is not None
    return (joins or _ITS_PEOPLE.match(after) is not None) and not _is_subject(passage, mention)


def _helps(
    passage: Passage, clause: Clause, mention: NameMention, after: str, joined: re.Match[str] | None
) -> bool:
    """Whether another party does something for the initiative, or is given something of it to do."""
    if _is_subject(passage, mention):
        return False
    if _STANDS.match(after):
        return False
    predicate = clause.predicate or ""
    acts = joined is not None and joined["particle"] in ("이", "가") and _CONTRIBUTES.search(predicate)
    in_passing = _said_in_passing(passage, clause, mention.span)
    if acts and (not in_passing or _GIVES.search(in_passing)):
        return True
    rest = _rest_of_list(passage, mention.span.end, clause.span[1])
    if _TO.match(rest) and _GIVEN_TO.search(passage.slice(mention.span.end, clause.span[1])):
        return True
    if passage.subject.kind != "municipality" and _DOES_FOR.match(
        passage.slice(mention.span.end, passage.span.end)
    ):
        return True
    is_backed = _HELPED_BY.match(after) is not None and not _MINISTRY.search(mention.name)
    return (
        is_backed
        or _HELPED.match(after) is not None
        or _LENT.match(after) is not None
        or _FROM.match(rest) is not None
    )


def _said_in_passing(passage: Passage, clause: Clause, party: CharSpan) -> str:
    """What only a relative clause says that a party does: "이 관리하는" of "공단이 관리하는 터널에"; else nothing."""
    tokens = tokens_of(passage, party.end, clause.span[1])
    verb = next((n for n, token in enumerate(tokens) if token.tag.startswith(_VERBS)), None)
    if verb is None:
        return ""
    ending = next((token for token in tokens[verb + 1 :] if token.tag not in _BEFORE_ENDING), None)
    is_relative = ending is not None and ending.tag == "ETM"
    return passage.slice(party.end, tokens[verb].end) if is_relative else ""


def _is_subject(passage: Passage, mention: NameMention) -> bool:
    return passage.subject.name in (mention.name, plain(passage.slice(*mention.span.as_tuple())))


def _makes(passage: Passage, clause: Clause) -> bool:
    """Whether the clause tells who developed: '…가 개발하여', '개발은 …가 맡았다'."""
    written = passage.slice(*clause.span)
    takes_on = _TAKES_ON.search(written) is not None and _DEVELOPS.search(written) is not None
    return takes_on or _DEVELOPS.search(clause.predicate or "") is not None


def _rest_of_list(passage: Passage, start: int, end: int) -> str:
    """The text after the list that the organisation stands in: '·강원대와 …' gives '와 …'."""
    listed = sorted(
        (m.span for m in parties_of(passage) if m.span.start >= start), key=lambda span: span.start
    )
    at = start
    for span in listed:
        gap = _LISTED_NEXT.match(passage.slice(at, end)) if at < end else None
        if gap is None or at + gap.end() != span.start:
            break
        at = span.end
    return passage.slice(at, end)


def _assigned(passage: Passage, clause: Clause) -> Iterator[Draft]:
    """'개발은 ㈜소리결, 운영 지원은 진흥센터가 담당': parties after what each has to do."""
    written = passage.slice(*clause.span) if clause.predicate else passage.text
    takes_on = _TAKES_ON.search(written) or _TAKES_ON_NOUN.search(passage.text)
    for mention in parties_of(passage):
        if mention.kind != "organisation" or not clause.span[0] <= mention.span.start < clause.span[1]:
            continue
        role = _ROLE_BEFORE.search(passage.slice(passage.span.start, mention.span.start))
        after = passage.slice(mention.span.end, passage.span.end)
        is_assigned = _ENDS_PART.match(after) if takes_on else _DOES_OR_GIVES.match(after)
        if role is None or not is_assigned or _is_subject(passage, mention):
            continue
        field: FieldName = "developer" if _BUILDS.search(role["role"]) else "partner"
        yield Draft(
            field=field, value=plain(passage.slice(*mention.span.as_tuple())), span=mention.span,
            subject=passage.subject, case_id=passage.case_id, rule_id=f"{field}.assigned", status=clause.status,
            attributes={"role": plain(role["role"])}, trust=0.85,
        )  # fmt: skip


def _partner_places(passage: Passage, clause: Clause) -> Iterator[Draft]:
    """A city that a service was made or is used with, or that another city works with: '부천시가 공동 개발한'."""
    for place in passage.places:
        is_inside = clause.span[0] <= place.span.start < clause.span[1]
        if not is_inside or place.name == passage.subject.name or _names_body(passage, place):
            continue
        after = passage.slice(place.span.end, clause.span[1])
        listed = _OTHER_CITIES.match(after)
        rest = _OFFICE_ACTS.sub("", after[listed.end() :] if listed else after)
        if passage.subject.kind == "municipality":
            is_partner = _CITY_WITH.match(rest) is not None
        else:
            is_partner = _CITY_ACTS.match(rest) is not None and bool(
                _TOGETHER.search(rest) or _JOINS_IN.search(rest) or _CITY_GIVES.search(rest)
            )
        if is_partner:
            yield _draft(passage, clause, place.span, "partner.city")


def _names_body(passage: Passage, place: PlaceMention) -> bool:
    """Whether the place is a part of a body's name: "가온시 보건소"."""
    return any(mention.span.contains(place.span) for mention in parties_of(passage))


def _roles_told(passage: Passage) -> Iterator[Draft]:
    """'수요 기관은 제천시다': a city or body that a sentence gives a role."""
    named: list[NameMention | PlaceMention] = [*passage.places, *parties_of(passage)]
    for name in named:
        role = _ROLE_IS.search(passage.slice(passage.span.start, name.span.start))
        is_told = role is not None and _IS_IT.match(passage.slice(name.span.end, passage.span.end))
        if role is None or not is_told or name.name == passage.subject.name:
            continue
        if isinstance(name, PlaceMention) and _names_body(passage, name):
            continue
        yield Draft(
            field="partner", value=plain(passage.slice(*name.span.as_tuple())), span=name.span,
            subject=passage.subject, case_id=passage.case_id, rule_id="partner.role",
            attributes={"role": plain(role["role"])}, trust=0.85,
        )  # fmt: skip


def _own_makes(passage: Passage, clause: Clause) -> Iterator[Draft]:
    """'우리 회사가 만들었고': the one who applies is who developed it."""
    if passage.subject.kind != "organisation" or clause.status in ("planned", "negated"):
        return
    for found in _OWN_MAKE.finditer(passage.slice(*clause.span)):
        yield Draft(
            field="developer", value=passage.subject.name, span=CharSpan(*found.span("who")).shifted(clause.span[0]),
            subject=passage.subject, case_id=passage.case_id, rule_id="developer.own", status=clause.status,
            alignment="inferred", support="inferred", derivation=f"{found['who']} -> {passage.subject.name}", trust=0.8,
        )  # fmt: skip


def _partner_groups(passage: Passage, clause: Clause) -> Iterator[Draft]:
    text = passage.slice(*clause.span)
    for match in _WITH.finditer(text):
        if not _TOGETHER.search(text[match.end() - 1 :]):
            continue
        at = clause.span[0] + match.start()
        tokens = tokens_of(passage, clause.span[0], at)
        phrase = phrase_ending(tokens, len(tokens)) if tokens and tokens[-1].end == at else None
        if phrase is None or not _GROUP.search(passage.slice(*phrase.as_tuple())):
            continue
        is_city = any(place.span.end == phrase.end for place in passage.places)  # told of by itself
        if not is_city and not any(mention.span.overlaps(phrase) for mention in passage.organisations):
            yield _draft(passage, clause, phrase, "partner.group")
    for match in _ENTRUSTED.finditer(text):
        at = clause.span[0] + match.start()
        tokens = tokens_of(passage, clause.span[0], at)
        phrase = phrase_ending(tokens, len(tokens)) if tokens and tokens[-1].end == at else None
        if phrase is None or not _ENTRUSTS.search(passage.slice(*phrase.as_tuple())):
            continue
        if not any(mention.span.overlaps(phrase) for mention in passage.organisations):
            yield _draft(passage, clause, phrase, "partner.group")


def _draft(passage: Passage, clause: Clause, span: CharSpan, rule_id: str) -> Draft:
    is_place = rule_id == "partner.city"
    joined = _JOIN.match(_rest_of_list(passage, span.end, clause.span[1]))
    acts = joined is not None and joined["particle"] in ("이", "가")
    made = _DEVELOPS.search(_said_in_passing(passage, clause, span)) is not None
    makes = (
        (_makes(passage, clause) or made)
        and not is_place
        and (acts or passage.subject.kind in ("service", "organisation"))
    )
    field: FieldName = "developer" if makes else "partner"
    etc = re.match(r"\s?등", passage.slice(span.end, clause.span[1]))
    return Draft(
        field=field,
        value=plain(passage.slice(*span.as_tuple())),
        span=span,
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id=rule_id,
        status=clause.status,
        qualifier="etc" if etc else None,
        trust=0.85,
    )

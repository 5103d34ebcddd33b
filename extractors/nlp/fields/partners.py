"""Who works with whom: partners and developers of an initiative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import phrase_ending, tokens_of
from extractors.nlp.mentions import NameMention
from extractors.nlp.normalise import plain
from extractors.nlp.places import PlaceMention
from schemas.document import Table
from schemas.evidence import CharSpan
from schemas.fact import FieldName
from schemas.sentence import Clause

# words of working together: what stands before them, joined by 와/과 or as their subject, is a partner
_TOGETHER = re.compile(
    r"함께|공동|협력|협업|협약|컨소시엄|공조|파트너|제휴|협의체|손잡|합동|산학|민관|공유|맞손|위탁|업무\s?분담"
)
# joint work follows 와/과 ("한국수자원공사·강원대와 모형을 개발하여"), but for what only ties things together
_LINKS = re.compile(r"연계|연결|연동|결합|비교|통합|접목|융합|다르|달리|같|구분")
# what may stand between an organisation and the particle that joins it: "등 55개 기관", "(주)", "·강원대"
_JOIN = re.compile(
    r"^\s?(?:(?:등|외)\s?)?(?:\d+여?\s?개?\s?(?:기관|기업|대학|업체|단체|지자체|사|개사|곳)\s?)?(?P<particle>과|와|이|가|은|는|의|에서|및|\s?간)?(?:는|도)?(?=[\s·,/]|$|함께)"
)
_LISTED_NEXT = re.compile(r"^\s?[·,/]\s?|^\s?(?:및|와|과)\s?")
_PUBLIC = re.compile(r"(?:부|처|청|원|공사|공단|시|군|구|도|대|대학교|학교|센터|회|단|관|소|실|국|과|팀)$")
# '상인회와 함께', '지역 대학과 협력하여': a group without a name of its own
_GROUP = re.compile(
    r"(?:회|기관|기업|대학|대학교|병원|업체|단체|학교|연구진|조합|상인|농가|협의체|통신사|사업자|군|경|청|소방|공단|공사|센터|경찰서|소방서|재단|연구원|연구소)$"
)
_WITH = re.compile(r"(?:과|와)\s")
_DEVELOPS = re.compile(r"개발|제작|만들|만든")
# "㈜새물정보가 장비를 납품했다", "전력공사가 사용 기록을 제공하고": what another party does for an initiative
_CONTRIBUTES = re.compile(
    r"납품|공급|제공|자문|감리|시공|설치|구축|설계|분석|검증|유지\s?관리|유지\s?보수|점검|교육|출자|투자|후원|부담|수행|조사|관리|운영|지원"
)
# "○○공단에 위탁했다", "○○원 등에 맡겨", "경찰서에 전송한다": what is given to another party
_GIVEN_TO = re.compile(r"위탁|맡[겨기긴길]|의뢰|전송|공유|연계|이관")
_TO = re.compile(r"^\s?(?:(?:등|외)\s?)?(?:\d+여?\s?개?\s?(?:기관|기업|대학|업체|단체|곳)\s?)?(?:에게?|로)\s")
# "○○원의 기술 지원을 받아", "○○공사의 도움으로"
_HELPED = re.compile(r"^의\s(?:[가-힣]{1,8}\s)?(?:지원|협조|자문|도움|참여|후원)(?:을|를|으로)?")
# "A사가 개발을 맡았으며", "B원이 검증을, C사가 구축을 각각 담당했다"
_TAKES_ON = re.compile(r"맡[았는은을아고기]|담당[하했한]|전담[하했한]|주관[하했한]")
_TAKES_ON_NOUN = re.compile(r"(?:담당|전담|수행|맡음)(?:함|한다|하며)?[.\s]*$")
# "운영 지원은 ", "비행은 ": what the party behind it has to do
_ROLE_BEFORE = re.compile(r"(?:^|[,.(]\s?|\s)(?P<role>[가-힣·]{2,8}(?:\s[가-힣·]{1,8})?)(?:은|는)\s$")
_ENDS_PART = re.compile(r"\s?(?:[이가]\s|,|$)")
_BUILDS = re.compile(r"개발|제작|구축")
# "○○원이 들어선 자리에": where a party is, not what it does
_STANDS = re.compile(r"^[이가]\s(?:들어선|있는|있던|자리한|자리\s잡은|위치한|입주한)")
_TAKES_PART = re.compile(rf"참여|참가|합류|동참|가입|{_TAKES_ON.pattern}")
_UNIONS = ("컨소시엄", "협의체", "협력체", "협력체계", "공동체")
_OWNER_COLUMN = re.compile(
    r"신청\s?기관|신청\s?기업|개발\s?(?:기관|사|업체|기업)|참여\s?(?:기관|기업)|컨소시엄|협력\s?(?:기관|기업)|수행\s?(?:기관|기업)|주관\s?(?:기관|기업)|공급\s?(?:기관|기업|사)"
)


def partners(passage: Passage) -> Iterator[Draft]:
    """Yield partners and developers named in a passage about a city or a service."""
    column = _column(passage)
    if column is not None and passage.case is not None:
        yield from _in_column(passage, column)
        return
    if not passage.is_content:
        return
    for clause in passage.sentence.clauses:
        mentions = [m for m in _parties(passage) if clause.span[0] <= m.span.start < clause.span[1]]
        assigned = list(_assigned(passage, clause))
        told = {draft.span for draft in assigned}  # what they do is known, so no guess from the clause
        for mention in mentions:
            if mention.span not in told and _is_partner(passage, clause, mention):
                yield _draft(passage, clause, mention.span, "partner.clause")
        yield from assigned
        yield from _partner_places(passage, clause)
        yield from _partner_groups(passage, clause)


def _parties(passage: Passage) -> list[NameMention]:
    """Organisations and groups; 컨소시엄 and 협의체 are what partners form, not partners."""
    found = [_bare(passage, mention) for mention in passage.organisations if mention.name not in _UNIONS]
    whole: list[NameMention] = []
    for mention in sorted(found, key=lambda one: one.span):
        before = whole[-1] if whole else None
        if (
            before is not None
            and before.kind == mention.kind
            and passage.slice(before.span.end, mention.span.start) == " "
        ):
            span = CharSpan(before.span.start, mention.span.end)  # "한길대학교 교통연구소"
            whole[-1] = replace(before, span=span, name=plain(passage.slice(*span.as_tuple())))
        else:
            whole.append(mention)
    return whole


def _bare(passage: Passage, mention: NameMention) -> NameMention:
    """The mention without a subject particle that was read into an unknown firm's name."""
    for token in passage.sentence.morphemes:
        if token.end == mention.span.end and token.tag == "JKS" and token.start > mention.span.start + 1:
            return replace(mention, span=CharSpan(mention.span.start, token.start), name=mention.name[:-1])
    return mention


def _is_partner(passage: Passage, clause: Clause, mention: NameMention) -> bool:
    after = passage.slice(mention.span.end, clause.span[1])
    joined = _JOIN.match(_rest_of_list(passage, mention.span.end, clause.span[1]))
    if _TOGETHER.search(after) and joined is not None:
        return True
    if (
        joined is not None
        and joined["particle"] in ("이", "가")
        and (_TAKES_PART.search(after) or _makes(passage, clause))
    ):
        return True
    if mention.kind == "organisation" and _helps(passage, clause, mention, after, joined):
        return True
    if mention.kind != "organisation" or joined is None:
        return False
    if joined["particle"] in ("과", "와") and clause.predicate and not _LINKS.search(clause.predicate):
        return True
    return after.startswith("의") and not _PUBLIC.search(mention.name)


def _helps(
    passage: Passage, clause: Clause, mention: NameMention, after: str, joined: re.Match[str] | None
) -> bool:
    """Whether another party does something for the initiative, or is given something of it to do."""
    if passage.subject.name in (mention.name, plain(passage.slice(*mention.span.as_tuple()))):
        return False
    if _STANDS.match(after):
        return False
    predicate = clause.predicate or ""
    if joined is not None and joined["particle"] in ("이", "가") and _CONTRIBUTES.search(predicate):
        return True
    rest = _rest_of_list(passage, mention.span.end, clause.span[1])
    if _TO.match(rest) and _GIVEN_TO.search(passage.slice(mention.span.end, clause.span[1])):
        return True
    return _HELPED.match(after) is not None


def _makes(passage: Passage, clause: Clause) -> bool:
    """Whether the clause tells who developed: '…가 개발하여', '개발은 …가 맡았다'."""
    written = passage.slice(*clause.span)
    takes_on = _TAKES_ON.search(written) is not None and _DEVELOPS.search(written) is not None
    return takes_on or _DEVELOPS.search(clause.predicate or "") is not None


def _rest_of_list(passage: Passage, start: int, end: int) -> str:
    """The text after the list that the organisation stands in: '·강원대와 …' gives '와 …'."""
    listed = sorted((m.span for m in _parties(passage) if m.span.start >= start), key=lambda span: span.start)
    at = start
    for span in listed:
        gap = _LISTED_NEXT.match(passage.slice(at, end)) if at < end else None
        if gap is None or at + gap.end() != span.start:
            break
        at = span.end
    return passage.slice(at, end)


def _assigned(passage: Passage, clause: Clause) -> Iterator[Draft]:
    """'개발은 ㈜소리결, 운영 지원은 진흥센터가 담당': parties after what each has to do."""
    if not _TAKES_ON.search(passage.text) and not _TAKES_ON_NOUN.search(passage.text):
        return
    for mention in _parties(passage):
        if mention.kind != "organisation" or not clause.span[0] <= mention.span.start < clause.span[1]:
            continue
        role = _ROLE_BEFORE.search(passage.slice(passage.span.start, mention.span.start))
        if role is None or not _ENDS_PART.match(passage.text, mention.span.end - passage.span.start):
            continue
        field: FieldName = "developer" if _BUILDS.search(role["role"]) else "partner"
        yield Draft(
            field=field, value=plain(passage.slice(*mention.span.as_tuple())), span=mention.span,
            subject=passage.subject, case_id=passage.case_id, rule_id=f"{field}.assigned", status=clause.status,
            attributes={"role": plain(role["role"])}, trust=0.85,
        )  # fmt: skip


def _partner_places(passage: Passage, clause: Clause) -> Iterator[Draft]:
    """A city that a service was made with: '4개 기업과 부천시가 공동 개발한'."""
    if passage.subject.kind != "service":
        return
    for place in passage.places:
        if not clause.span[0] <= place.span.start < clause.span[1]:
            continue
        after = passage.slice(place.span.end, clause.span[1])
        if re.match(r"(?:가|이|와|과)\s", after) and _TOGETHER.search(after):
            yield _draft(passage, clause, place.span, "partner.city")


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
        if not any(mention.span.overlaps(phrase) for mention in passage.organisations):
            yield _draft(passage, clause, phrase, "partner.group")


def _draft(passage: Passage, clause: Clause, span: CharSpan, rule_id: str) -> Draft:
    is_place = rule_id == "partner.city"
    joined = _JOIN.match(_rest_of_list(passage, span.end, clause.span[1]))
    acts = joined is not None and joined["particle"] in ("이", "가")
    makes = (
        _makes(passage, clause)
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


def _column(passage: Passage) -> str | None:
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None or cell.is_header:
        return None
    heads = _heads(table, cell.col, cell.row)
    return next((head for head in heads if _OWNER_COLUMN.search(head)), None)


def _heads(table: Table, col: int, row: int) -> list[str]:
    return [
        head.text or ""
        for head in table.cells
        if head.is_header and head.text and head.row < row and head.col <= col < head.col + head.col_span
    ]


def _in_column(passage: Passage, column: str) -> Iterator[Draft]:
    found: list[NameMention | PlaceMention] = [
        *(m for m in passage.organisations if m.kind == "organisation"),
        *(p for p in passage.places if p.name != passage.subject.name),
    ]
    for mention in sorted(found, key=lambda m: m.span):
        yield Draft(
            field="partner", value=plain(passage.slice(*mention.span.as_tuple())), span=mention.span,
            subject=passage.subject, case_id=passage.case_id, rule_id="partner.column", attributes={"role": plain(column)}, trust=0.9,
        )  # fmt: skip

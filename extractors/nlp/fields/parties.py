"""Partners and developers that a table or a list names with what each does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_tables import Column, cell_at, find_column, is_total
from extractors.nlp.fields.labelled import Member, labelled, listed
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan
from schemas.fact import FieldName

_WHO = r"(?:기관|기업|업체|단체|대학|지자체|사업자|법인|회사|파트너|연구진)"
# "협력 기관", "참여기업", "협약 단체", "컨소시엄 구성", "공동 수행 기관"
_OF_PARTNERS = re.compile(
    rf"(?:협력|참여|협약|협업|공동|유관|연계|수행|주관|지원|후원|위탁|수탁|운영|검증|실증){_WHO}(?:명|\(.*)?$"
    rf"|^(?:맡은|담당|운영하는|시행하는)곳$|^(?:운영|기술|연구|행정|현장|데이터|자료|민관|지역|학술|사업)?(?:협력|참여|협약|협업|제휴|공동수행)$|^(?:누구와|함께|(?:함께|같이|더불어)(?:한|하는|일한|일하는|만든)(?:곳|이|{_WHO})|(?:도움준|도와준|도운|협력한|협약한|손잡은|참여한|힘을?보탠|힘을?보태는)(?:곳|이|{_WHO}))들?$|(?:협력|참여)지자체|(?:추진|수행|참여|운영|시행)주체$|컨소시엄(?:구성)?(?:원|사)?$|파트너(?:사|기업|기관)?$|협력사$|참여사$"
)
_OF_DEVELOPERS = re.compile(rf"^만든(?:곳|이|회사|기관|기업)$|(?:개발|제작|제조|구현)(?:사|자|처|{_WHO})?$")
# the head of the column of names, beside a column of roles
_NAMES = re.compile(
    rf"^(?:{_WHO}명?|(?:구성|참여|협력|협약|공동)\S{{0,6}}|주체|구분|조직|이름|명칭|상호|누가|어디|(?:함께하는|돕는|참여하는)(?:곳|이))$"
)
_ROLES = re.compile(
    r"도운(?:일|점|내용)|맡은(?:몫|것|일)|해준일|내준것|역할|담당|분담|맡은일|협력내용|협약내용|참여내용|협력분야|수행내용|협력사항|업무"
)
_MAKES = re.compile(r"개발|제작|제조|구축|설계(?!\s?검토)")
_RESEARCHES = re.compile(r"공동\s?연구|유지\s?[관보]|운영|자문|감리|검토|심의|지원|교육|홍보")
# "가온대학교 도시공학과": a part of another body
_OF_UNIVERSITY = re.compile(r"대학교?\s")
# "서비스기획실", "도시정책과", "자체 개발": a part of the applicant is no partner
_OWN = re.compile(
    r"^(?:우리|당사|자사|자체|본사|신청\s?기업|신청\s?기관|주관\s?부서)|(?:과|팀|실|국|담당관|부서)$"
)
# "㈜온새길, 한길대학교 공동 개발", "한길대학교가": what follows a name in a cell
_DOES = re.compile(
    r"\s?(?:공동|자체|위탁|직접)?\s?(?:개발|제작|구축|제조|구현|연구|운영|수행)(?:함|중)?$|[이가]$"
)
_FORM = re.compile(r"㈜|\(주\)|주식회사|\(유\)|유한회사|\s")
_DOTS = "·ㆍ‧・"
_MAKERS = re.compile(r"(?:기업|회사|업체|법인)명?|(?:제공|운영|공급)사")
# "5개 기관": how many, and no name
_COUNT = re.compile(rf"\d[\d,]*\s?여?\s?개?\s?(?:{_WHO}|곳|개?사)")
_INNER_LABEL = re.compile(r"(?P<label>[가-힣]{2,6}\s?(?:기관|기업|업체|대학|지자체|사))\s?[:：]\s?(?=\S)")
_LONGEST = 30
# "나래시(공동): 부지와 자료 제공", "한길대 산학협력단(참여기관) : 효과 측정": a line on one of those who apply together
_ONE_OF_SEVERAL = re.compile(
    rf"(?:[-–·ㅇ○•▪◦*]\s?)?(?P<name>[가-힣A-Za-z㈜][^()\n:：]{{1,30}}?)\s?\((?:공동|참여|협력|수요|실증|위탁|지원)(?:{_WHO}|사)?\)\s?[:：]\s?(?P<role>\S.*)"
)


def parties(passage: Passage) -> Iterator[Draft]:
    """Yield the partners and developers of a labelled list, of a column, or of a table of roles."""
    if passage.subject.kind not in ("municipality", "service", "organisation") or passage.unit.is_quotation:
        return
    by_role = _in_role_table(passage)
    if by_role is not None:
        yield from by_role
        return
    one = _ONE_OF_SEVERAL.match(passage.text) if passage.unit.table is None else None
    if one is not None:
        member = Member(CharSpan(*one.span("name")).shifted(passage.span.start), plain(one["role"]))
        yield from _party(passage, member, "partner", member.role)
        return
    found = labelled(passage)
    label = "".join(found.label.split()) if found else ""
    is_maker = _OF_DEVELOPERS.search(label) is not None or _makes_service(passage, label)
    if found is None or not (is_maker or _OF_PARTNERS.search(label)):
        return
    field: FieldName = "developer" if is_maker else "partner"
    for member in listed(passage, found.span, also=_DOTS):
        role = member.role or (plain(found.label) if field == "partner" else _made(passage))
        yield from _party(passage, member, field if member.role is None else _field(member.role), role)


def _makes_service(passage: Passage, label: str) -> bool:
    """Whether a table of services says in a column whose each is: '서비스 | 기업 | 쓰는 도시'."""
    is_of_service = passage.subject.kind == "service" and passage.subject.basis == "row_label"
    return is_of_service and _MAKERS.fullmatch(label) is not None


def _in_role_table(passage: Passage) -> list[Draft] | None:
    """The names of a table that has a column of names and one of roles; None for any other passage."""
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None or cell.is_header:
        return None
    roles = find_column(table, _ROLES)
    names = _name_column(passage, roles) if roles is not None else None
    if roles is None or names is None or cell.col != names.col:
        return None
    beside = cell_at(table, cell.row, roles.col)
    role = plain(beside.text) if beside is not None and beside.text else None
    found: list[Draft] = []
    for member in listed(passage, passage.span, also=_DOTS):
        found += _party(passage, member, _field(member.role or role or ""), member.role or role)
    return found


def _name_column(passage: Passage, roles: Column) -> Column | None:
    """The first column called after organisations, else the one of groups; it stands left of the roles."""
    table = passage.unit.table
    if table is None:
        return None
    found = find_column(table, re.compile(rf"{_WHO}명?$"), but=(roles,)) or find_column(
        table, _NAMES, but=(roles,)
    )
    return found if found is not None and found.col < roles.col else None


def _field(role: str) -> FieldName:
    parts = re.split(r"[,/;·]|\s및\s", role)
    makes = any(_MAKES.search(part) and not _RESEARCHES.search(part) for part in parts)
    return "developer" if makes else "partner"


def _made(passage: Passage) -> str | None:
    """What the developer of a row made: the row's first cell."""
    table, cell = passage.unit.table, passage.unit.cell
    first = cell_at(table, cell.row, 0) if table is not None and cell is not None and cell.col else None
    return plain(first.text) if first is not None and first.text else None


def _party(passage: Passage, member: Member, field: FieldName, role: str | None) -> Iterator[Draft]:
    inner = _INNER_LABEL.match(passage.slice(*member.span.as_tuple()))
    if inner is not None:  # "주관기관: 가온연구원, 참여기관: ㈜나래"
        member = Member(CharSpan(member.span.start + inner.end(), member.span.end), member.role)
        role = plain(inner["label"])
    written = passage.slice(*member.span.as_tuple())
    name = _DOES.sub("", written)
    if (
        not name.strip()
        or is_total(name)
        or len(name) > _LONGEST
        or _is_own(plain(name))
        or _COUNT.fullmatch(plain(name))
    ):
        return
    span = CharSpan(member.span.start, member.span.start + len(name))
    if field == "partner" and _is_subject(passage, name):
        return
    yield Draft(
        field=field,
        value=plain(name),
        span=span,
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id=f"{field}.labelled",
        attributes={"role": role} if role else {},
        trust=0.9,
    )


def _is_own(name: str) -> bool:
    """Whether it is a part of the applicant: an office; the department of a university is none."""
    return _OWN.search(name) is not None and _OF_UNIVERSITY.search(name) is None


def _is_subject(passage: Passage, name: str) -> bool:
    written = (passage.subject.name, passage.subject.as_written or "")
    known = {_FORM.sub("", one) for name in written for one in (name, name.split(" ")[-1])}
    return _FORM.sub("", name) in known

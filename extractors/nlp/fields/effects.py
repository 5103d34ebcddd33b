"""What an initiative brought about, and where or for whom it works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft, fitted, plain
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import clause_text, members
from schemas.evidence import CharSpan
from schemas.sentence import Clause

# governing words that tell a change for the better: 절감, 완화, 단축하고, 줄인, 앞당겼다, 높임
_CHANGE = re.compile(
    r"절감|감소|단축|완화|개선|향상|해소|증가|증대|예방|최소화|개편|제고|기여|강화|해결|창출|감축|억제|방지|절약|발견|향상|달성|활성화|효율화"
    r"|높|줄|낮|앞당|아끼|아낀|아껴|늘|덜|막|모[았음은]|끌어올"
)
# "대중교통 취약지구에", "지역 산업단지에", "송도에", "수원시 전역에", "전국 17개 지자체가"
_AREA = (
    r"지역|지구|단지|구간|전역|일대|관내|산업단지|산단|마을|권역|거점|주차장|교차로|공원|학교|역사|정류장|골목상권|상권|하천|터널|도로|"
    r"교량|해안|호수|시장|경로당|어린이집|도서관|아파트|주택|세대|가구|시설|구역|지자체|시민|주민|어르신|관광지|농가|공공시설|분야"
)
_PLACE = re.compile(
    rf"(?P<where>(?:(?:지역의?|관내|전국|모든|전체|전|도심|원도심|외곽|주요|대중교통이?|교통|안전|취약|공영|민영|공공|노후|농촌|도시|스마트|친환경|시내|구도심|석유화학|[가-힣·]{{2,8}})\s?){{0,3}}"
    rf"(?:\d[\d,]*\s?여?(?:개|곳|대)?\s?(?:[가-힣]{{1,3}}\s)?)?(?:{_AREA})(?:\s?\d[\d,]*\s?여?(?:개소|개|곳|세대|가구|명))?)"
    rf"(?P<particle>에서|에|의|을\s대상|를\s대상|에\s한|까지|내)(?=[\s,]|으로|$)"
)
# "5개 분야 연구과제(환경/에너지/생활복지)": the fields in brackets
_FIELDS = re.compile(r"분야[가-힣\s]{0,8}\((?P<list>[^()\n]{3,80})\)")
_ONLY_PARTICLE = ("의",)


def effects(passage: Passage) -> Iterator[Draft]:
    """Yield the clauses that tell a change."""
    if not passage.is_content:
        return
    for clause in passage.sentence.clauses:
        if clause.status in ("purpose", "unstated") and not passage.quantities:
            continue
        said = clause_text(passage, clause)
        if said is not None and clause.predicate and _CHANGE.match(_last_word(clause)):
            yield _draft(passage, clause, said)


def _last_word(clause: Clause) -> str:
    return (clause.predicate or "").split()[-1].split("·")[-1]


def _draft(passage: Passage, clause: Clause, said: CharSpan) -> Draft:
    return Draft(
        field="effect",
        value=plain(passage.slice(*said.as_tuple())),
        span=fitted(said, CharSpan(said.end - 1, said.end)),
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id="effect.change",
        status=clause.status,
        trust=0.8,
    )


def coverages(passage: Passage) -> Iterator[Draft]:
    """Yield where and for whom: an area before 에, 에서, 의; the fields in brackets."""
    if not passage.is_content:
        return
    for match in _PLACE.finditer(passage.text):
        yield _coverage(passage, CharSpan(*match.span("where")), "coverage.area")
    for match in _FIELDS.finditer(passage.text):
        for member in members(passage.text, CharSpan(*match.span("list")), ",/"):
            yield _coverage(passage, member, "coverage.field")


def _coverage(passage: Passage, inside: CharSpan, rule_id: str) -> Draft:
    span = inside.shifted(passage.span.start)
    clause = passage.clause_at(span.start)
    return Draft(
        field="coverage",
        value=plain(passage.slice(*span.as_tuple())),
        span=span,
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id=rule_id,
        status=clause.status if clause else "unstated",
        trust=0.75,
    )

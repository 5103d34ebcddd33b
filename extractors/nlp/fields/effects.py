"""What an initiative brought about, and where or for whom it works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import clause_text, members, phrase_ending
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan
from schemas.sentence import Clause, Morpheme

# governing words that tell a change for the better: 절감, 완화, 단축하고, 줄인, 앞당겼다, 높임
_CHANGE = re.compile(
    r"절감|감소|단축|완화|개선|향상|해소|증가|증대|예방|최소화|개편|제고|기여|강화|해결|창출|감축|억제|방지|절약|발견|향상|달성|활성화|효율화"
    r"|높|줄|낮|빨|빠르|짧|앞당|아끼|아낀|아껴|늘|덜|막|모[았음은]|끌어올"
)
# "민원이 42% 줄어드는 효과를 거뒀다"
_REAPED = re.compile(r"(?:효과|성과)(?:를|도)?\s?(?:거[두뒀둬]|올[리렸]|얻)")
# the noun that closes the name of an area or of those served: "산업단지", "공공주차장", "어르신", with or without a number
_AREA = re.compile(
    r"(?:지역|지구|단지|구간|전역|일대|관내|산단|마을|권역|거점|주차장|교차로|공원|학교|역사|정류장|정류소|상권|하천|터널|도로|교량|해안|호수|시장"
    r"|경로당|어린이집|도서관|아파트|주택|세대|가구|시설|구역|지자체|시·군|주민|어르신|관광지|농가|지점|하수관|보호구역|읍면동|[동면읍리])"
    r"(?:\s?\d[\d,]*\s?여?(?:개소|개|곳|세대|가구|명|대))?$"
)
# "8월 22일 운양동에": the day is no part of the area
_DATED = re.compile(r"(?:\d{4}년\s?)?\d{1,2}월\s?(?:\d{1,2}일\s?)?(?=\S)")
_COUNTED = re.compile(r"\d")
# "지역의 모든 공공주차장", "전국 17개 지자체": words before the noun phrase that widen it
_WIDENED = re.compile(r"(?:(?:지역|관내|시내|도심|전국)의?\s)?(?:모든|전체|전|각|주요)\s$")
# '중소도시에', '서비스에': places of no initiative
_NO_AREA = re.compile(r"^(?:\d[\d,]*\s?)?(?:지역|시설|주민|구간|지점|동|면|리|읍|가구|세대)$")
# "5개 분야 연구과제(환경/에너지/생활복지)": the fields in brackets
_FIELDS = re.compile(r"분야[가-힣\s]{0,8}\((?P<list>[^()\n]{3,80})\)")


def effects(passage: Passage) -> Iterator[Draft]:
    """Yield the clauses that tell a change."""
    if not passage.is_content:
        return
    for clause in passage.sentence.clauses:
        if clause.status in ("purpose", "unstated") and not passage.quantities:
            continue
        said = clause_text(passage, clause)
        if said is None or not clause.predicate:
            continue
        if _CHANGE.match(_last_word(clause)) or _REAPED.search(passage.slice(*clause.span)):
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
    tokens = passage.sentence.morphemes
    for stop in range(1, len(tokens)):
        span = _area(passage, tokens, stop)
        if span is not None:
            yield _coverage(passage, span, "coverage.area")
    for match in _FIELDS.finditer(passage.text):
        for member in members(passage.text, CharSpan(*match.span("list")), ",/"):
            yield _coverage(passage, member.shifted(passage.span.start), "coverage.field")


def _area(passage: Passage, tokens: Sequence[Morpheme], stop: int) -> CharSpan | None:
    """The area before 에, 에서, 의 or 을 대상으로; before 이/가 only where it is counted."""
    particle, following = tokens[stop], tokens[stop + 1].form if stop + 1 < len(tokens) else ""
    is_place = (particle.tag == "JKB" and particle.form in ("에", "에서")) or particle.tag == "JKG"
    is_target = particle.tag == "JKO" and following in ("대상", "중심", "잇")
    phrase = phrase_ending(tokens, stop) if is_place or is_target or particle.tag == "JKS" else None
    if phrase is None:
        return None
    dated = _DATED.match(passage.slice(*phrase.as_tuple()))
    phrase = CharSpan(phrase.start + dated.end(), phrase.end) if dated else phrase
    text = passage.slice(*phrase.as_tuple())
    if (
        not _AREA.search(text)
        or _NO_AREA.match(text)
        or (particle.tag == "JKS" and not _COUNTED.search(text))
    ):
        return None
    wider = _WIDENED.search(passage.slice(max(passage.span.start, phrase.start - 12), phrase.start))
    return CharSpan(phrase.start - len(wider.group()), phrase.end) if wider else phrase


def _coverage(passage: Passage, span: CharSpan, rule_id: str) -> Draft:
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

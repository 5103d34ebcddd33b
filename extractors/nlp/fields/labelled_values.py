"""Coverage, technology, effect and service field that a label announces: '적용 범위 | …', '적용 기술: …'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.fields.labelled import Labelled, labelled, listed
from extractors.nlp.normalise import plain, view
from schemas.evidence import CharSpan
from schemas.fact import SERVICE_FIELDS, FieldName

_WHAT = (
    r"(?:적용|사업|서비스|설치|지원|운영|추진|이용|제공|구축|도입|수혜|주요|핵심|활용|사용|보유|기반|요소|기대"
    r"|정량적?|정성적?|시민|신청|인증|해당|관련|소관|공모|응모|참가|실증|보급|운행|이동|주된?)"
)
# labels without blanks: '적용범위', '대상지역', '핵심기술', '기대효과', '서비스분야'
_LABELS: Final[tuple[tuple[FieldName, re.Pattern[str]], ...]] = (
    (
        "coverage",
        re.compile(
            rf"^{_WHAT}?(?:대상(?:지|지역|자|시설|구간)?|범위|지역|구간|권역|대상지|장소|위치)$|^(?:어디에?서?|어느곳|쓰는곳|쓰이는곳|쓰인곳|운영지|서비스지)$"
            r"|^(?:쓰는|쓰이는|운영|적용|이용|도입|보급|실증)(?:도시|지자체|시군|지역)$"
        ),
    ),
    ("technology", re.compile(rf"^(?:{_WHAT}|쓴|쓰는|쓰인|쓸)?(?:기술(?:명|요소)?|기법)$")),
    ("effect", re.compile(rf"^{_WHAT}?(?:효과|성과)$|^(?:달라진|나아진|좋아진|바뀐|기대되는)점$")),
    ("service_field", re.compile(rf"^{_WHAT}?분야(?:명|구분)?$|^서비스(?:분류|유형|구분|부문)$")),
)
_OUTSIDE = ("technology", "service_field")
"""Fields that a table tells of the applicant outside of its cases too."""
# "□ 교통  ☑ 환경·에너지·수자원": of boxes only what is ticked
_BOX = re.compile(r"[□☐☑☒■✔✓√▣]")
_EMPTY_BOXES = frozenset("□☐")
_TICKS = re.compile(r"[☑☒■✔✓√▣●◉vV]")
# "환경·에너지·수자원 분야에 해당하며", "교통 분야 서비스로 신청", "서비스 분야 교통"
_STATED = re.compile(
    r"(?<![가-힣·])(?P<field>[가-힣·ㆍ]{2,10}(?:\s관리)?)\s?분야(?:에\s(?:해당|속)|(?:의\s|\s)?서비스(?:로|에\s해당|이다|입니다)|로\s신청)"
)
_BY_VIEW = frozenset(view(name).text for name in SERVICE_FIELDS[:-1])
# "서비스 대상 | …", "적용 지역 | …" in a form say it of the service; "위치 | …" may be anything's
_OF_SERVICE = re.compile(
    r"쓰는곳|쓰이는곳|쓰인곳|(?:쓰는|쓰이는|운영|적용|이용|도입|보급|실증)(?:도시|지자체|시군)|(?:적용|서비스|이용|지원|운영|설치|사업)(?:대상|지역|범위|구간|구역)"
)
_SENTENCE = re.compile(r"[다요]\.?$")
_LONGEST = 60


def labelled_values(passage: Passage) -> Iterator[Draft]:
    """Yield what stands behind a label of coverage, technology, effect or service field."""
    if passage.subject.kind not in ("municipality", "service", "organisation") or passage.unit.is_quotation:
        return
    found = labelled(passage)
    field = field_of(found.label) if found is not None else None
    if found is None or field is None:
        return
    is_named = field == "coverage" and _OF_SERVICE.match("".join(found.label.split())) is not None
    if not (passage.is_content or field in _OUTSIDE or is_named):
        return
    spans = _fields_of_decree(passage, found) if field == "service_field" else _values(passage, found)
    for span in spans:
        yield _draft(passage, field, span)


def field_of(label: str) -> FieldName | None:
    """The field that a label announces.

    >>> field_of("적용 범위"), field_of("핵심 기술"), field_of("기술 수준"), field_of("대상 기간")
    ('coverage', 'technology', None, None)
    """
    bare = "".join(label.split())
    return next((field for field, pattern in _LABELS if pattern.search(bare)), None)


def _values(passage: Passage, found: Labelled) -> Iterator[CharSpan]:
    for member in listed(passage, found.span):
        text = passage.slice(*member.span.as_tuple())
        if 2 <= len(text) <= _LONGEST and not _SENTENCE.search(text):
            yield member.span


def _fields_of_decree(passage: Passage, found: Labelled) -> Iterator[CharSpan]:
    """Where the text names fields of the decree's list, each as written."""
    start = found.span.start
    written = passage.slice(*found.span.as_tuple())
    text, is_form = view(written), _BOX.search(written) is not None
    marker = passage.unit.marker or "" if start == passage.span.start else ""
    is_form = is_form or marker in _EMPTY_BOXES
    has_tick = _TICKS.search(written) is not None  # else the font lacks it, and only the empty ones tell
    for name in SERVICE_FIELDS[:-1]:  # the last one is what fits none of them
        at = text.text.find(view(name).text)
        if at < 0:
            continue
        span = text.span(at, at + len(view(name).text))
        before = written[: span.start].rstrip()[-1:] or marker
        is_ticked = before not in _EMPTY_BOXES if before and not has_tick else _TICKS.search(before)
        if not is_form or is_ticked:
            yield span.shifted(start)


def stated_fields(passage: Passage) -> Iterator[Draft]:
    """Yield the field that a sentence of an application gives its service: '교통 분야에 해당한다', '교육 분야 서비스로 신청'."""
    if passage.subject.basis != "applicant" or passage.unit.is_quotation:
        return
    for found in _STATED.finditer(passage.text):
        span = CharSpan(*found.span("field")).shifted(passage.span.start)
        if view(found["field"]).text in _BY_VIEW:
            yield _draft(passage, "service_field", span)


def _draft(passage: Passage, field: FieldName, span: CharSpan) -> Draft:
    written = plain(passage.slice(*span.as_tuple()))
    clause = passage.clause_at(span.start)
    status = clause.status if clause is not None and field in ("coverage", "effect") else "unstated"
    return Draft(
        field=field,
        value=_official(written) if field == "service_field" else written,
        span=span,
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id=f"labelled.{field}",
        status=status,
        trust=0.9,
    )


def _official(written: str) -> str:
    bare = view(written).text
    return next(name for name in SERVICE_FIELDS if view(name).text == bare)

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
    r"|정량적?|정성적?|시민|신청|인증)"
)
# labels without blanks: '적용범위', '대상지역', '핵심기술', '기대효과', '서비스분야'
_LABELS: Final[tuple[tuple[FieldName, re.Pattern[str]], ...]] = (
    ("coverage", re.compile(rf"^{_WHAT}?(?:대상(?:지|지역|자|시설)?|범위|지역|구간|권역|대상지)$")),
    ("technology", re.compile(rf"^{_WHAT}?(?:기술(?:명|요소)?|기법)$")),
    ("effect", re.compile(rf"^{_WHAT}?(?:효과|성과)$")),
    ("service_field", re.compile(rf"^{_WHAT}?분야$")),
)
_OUTSIDE = ("technology", "service_field")
"""Fields that a table tells of the applicant outside of its cases too."""
_SENTENCE = re.compile(r"[다요]\.?$")
_LONGEST = 60


def labelled_values(passage: Passage) -> Iterator[Draft]:
    """Yield what stands behind a label of coverage, technology, effect or service field."""
    if passage.subject.kind not in ("municipality", "service", "organisation") or passage.unit.is_quotation:
        return
    found = labelled(passage)
    field = field_of(found.label) if found is not None else None
    if found is None or field is None or not (passage.is_content or field in _OUTSIDE):
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
    text = view(passage.slice(*found.span.as_tuple()))
    for name in SERVICE_FIELDS[:-1]:  # the last one is what fits none of them
        at = text.text.find(view(name).text)
        if at >= 0:
            yield text.span(at, at + len(view(name).text)).shifted(start)


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

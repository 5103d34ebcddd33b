"""Which firm or consortium a paper or an application is from, where no labelled cell says so: by a word before it, or as the only one."""

from __future__ import annotations

import re
from collections import Counter

from extractors.nlp.firms import firms_in, without_form
from schemas.document import Document
from schemas.evidence import CharSpan
from schemas.fact import FieldName
from schemas.header import HeaderValue

# "제출: ㈜가온", "신청인은 ㈜가온", "작성 / ㈜가온", "신청인은 나래시와 ㈜가온"; whom it is handed in to (제출처) gives nothing out
_GIVEN_BY = re.compile(
    r"(?:제출(?:자|인|\s?기관|\s?기업)?|작성(?:자|\s?기관)?|신청(?:인|자|사|\s?기업|\s?기관|\s?법인)|제안(?:사|자|\s?기업)|(?:엮은|펴낸|보낸)\s?(?:이|곳)"
    r"|수급(?:인|자|사|\s?업체)?|수탁(?:인|자|사|\s?기관|\s?업체)?|계약\s?상대자|(?:유지\s?(?:관리|보수)|용역)\s?(?:사|업체|수행사|수행자)"
    r"|수행(?:사|\s?기관|\s?기업)|운영(?:사|\s?기관|\s?기업)|사업자|(?:대표|주관)\s?(?:기업|기관|사))"
    r"\s?(?:은|는|[:：/|])?\s{0,3}(?:(?:[가-힣]{2,8}\s)?[가-힣]{1,5}(?:시|군|구)\s?(?:와|과|및|[,·])\s?)?$|컨소시엄\s?(?:구성)?\s?[:：][^\n]{0,16}$"
)
# "제출: 하늘길 협의체", "작성 : 물길 공동 사업단 (대표 ㈜가온)": a body that is no firm, behind such a word and a colon
_BODY_BY = re.compile(
    r"(?:^(?:운영|수행|주관|제공)\s?기관[ ]{1,4}"
    r"|(?:제출(?:자|인|\s?기관)?|작성(?:자|\s?기관)?|신청(?:인|자|\s?기관)|제안(?:사|자)|(?:엮은|펴낸|보낸)\s?(?:이|곳)"
    r"|(?:수행|운영|주관|대표|제공)\s?기관|(?:컨소시엄|협의체|사업단|공동체|연합체)\s?(?:이름|명칭?))\s?[:：]\s?)"
    r"(?P<name>[가-힣A-Za-z0-9·㈜ ]{2,30}?"
    r"(?:컨소시엄|협의체|사업단|공동체|연합체?|조합|재단|공사|공단|법인|사무국|병원|의료원|대학교|협력단|연구원|진흥원))(?=\s?[(,/|\n]|\s?$)",
    re.MULTILINE,
)
# "‘하늘배달 컨소시엄’", "나래 드론 컨소시엄은": who applies together, by its own name
_CONSORTIUM = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣A-Za-z0-9·]{2,14}(?: [가-힣A-Za-z0-9·]{2,10})? ?컨소시엄)"
)
# "㈜가온(대표 기업)", "㈜가온 (주관)": who leads those that apply together; "㈜가온(이하 “을”)": whose work an agreement is on
_IN_LEAD = re.compile(
    r"\s?\(\s?(?:대표|주관|총괄|이하\s?[“\"‘'「]?(?:을|수급인|운영사|수행사)[”\"’'」]?\s?[),])"
)
# "저희는 시장을 잇는 회사 ㈜가온입니다", "㈜가온이라고 합니다": who presents itself
_OF_SELF = re.compile(r"(?:이라고|라고)\s(?:합니다|한다)|입니다")
_REACH = 24
_OPENING = 900
_LEAST = 3
"""So often a paper speaks of the firm it is from."""


def find_firm(document: Document, field: FieldName) -> HeaderValue | None:
    """The firm or body of several that gives a paper out: the opening says so, or the paper speaks of one far more than of others."""
    opening = document.text[:_OPENING]
    named = list(firms_in(opening))
    for name, span in named:
        before, behind = opening[max(span.start - _REACH, 0) : span.start], opening[span.end :]
        if _GIVEN_BY.search(before) or _IN_LEAD.match(behind) or _OF_SELF.match(behind):
            return HeaderValue(field, name, span)
    body = _BODY_BY.search(opening) or _CONSORTIUM.search(opening)
    if body is not None:
        return HeaderValue(field, body["name"], CharSpan(*body.span("name")))
    return _most_told_of(document, field)


def _most_told_of(document: Document, field: FieldName) -> HeaderValue | None:
    """The firm that a paper names time and again, and no other half as often."""
    places: dict[str, tuple[str, CharSpan]] = {}
    for name, span in firms_in(document.text):
        places.setdefault(without_form(name), (name, span))
    counts = Counter({bare: document.text.count(bare) for bare in places}).most_common(2)
    if not counts or counts[0][1] < _LEAST or any(2 * count > counts[0][1] for _, count in counts[1:]):
        return None
    return HeaderValue(field, *places[counts[0][0]])

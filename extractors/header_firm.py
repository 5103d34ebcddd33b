"""Which firm a paper or an application is from, where no labelled cell says so: by a word before it, or as the only one."""

from __future__ import annotations

import re

from extractors.nlp.firms import firms_in, without_form
from schemas.document import Document
from schemas.evidence import CharSpan
from schemas.fact import FieldName
from schemas.header import HeaderValue

# "제출: ㈜가온", "신청인은 ㈜가온", "작성 / ㈜가온"; whom it is handed in to (제출처) gives nothing out
_GIVEN_BY = re.compile(
    r"(?:제출(?:자|인|\s?기관|\s?기업)?|작성(?:자|\s?기관)?|신청(?:인|자|사|\s?기업|\s?기관|\s?법인)|제안(?:사|자|\s?기업)|(?:엮은|펴낸|보낸)\s?(?:이|곳)"
    r"|수행(?:사|\s?기관|\s?기업)|운영(?:사|\s?기관|\s?기업)|사업자|(?:대표|주관)\s?(?:기업|기관|사))"
    r"\s?(?:은|는|[:：/|])?\s{0,3}$"
)
# "제출: 하늘길 협의체", "작성 : 물길 공동 사업단 (대표 ㈜가온)": a body that is no firm, behind such a word and a colon
_BODY_BY = re.compile(
    r"(?:제출(?:자|인|\s?기관)?|작성(?:자|\s?기관)?|신청(?:인|자|\s?기관)|제안(?:사|자)|(?:엮은|펴낸|보낸)\s?(?:이|곳)"
    r"|(?:수행|운영|주관|대표)\s?기관)\s?[:：]\s?"
    r"(?P<name>[가-힣A-Za-z0-9·㈜ ]{2,30}?"
    r"(?:컨소시엄|협의체|사업단|공동체|연합체?|조합|재단|공사|공단|법인|사무국))(?=\s?[(,/|\n]|\s?$)",
    re.MULTILINE,
)
# "‘하늘배달 컨소시엄’", "나래 드론 컨소시엄은": who applies together, by its own name
_CONSORTIUM = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣A-Za-z0-9·]{2,14}(?: [가-힣A-Za-z0-9·]{2,10})?\s?컨소시엄)"
)
_REACH = 24
_OPENING = 900
_LEAST = 3
"""So often a paper speaks of the firm it is from."""


def find_firm(document: Document, field: FieldName) -> HeaderValue | None:
    """The firm that gives a paper out: the opening says so, or names no other and the paper speaks of it time and again."""
    opening = document.text[:_OPENING]
    named = list(firms_in(opening))
    for name, span in named:
        if _GIVEN_BY.search(opening[max(span.start - _REACH, 0) : span.start]):
            return HeaderValue(field, name, span)
    body = _BODY_BY.search(opening) or (None if named else _CONSORTIUM.search(opening))
    if body is not None:
        return HeaderValue(field, body["name"], CharSpan(*body.span("name")))
    if len({without_form(name) for name, _ in named}) != 1:
        return None
    name, span = named[0]
    is_spoken_of = document.text.count(without_form(name)) >= _LEAST
    return HeaderValue(field, name, span) if is_spoken_of else None

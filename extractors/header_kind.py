"""What kind of document it is, and which certification of which year it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from extractors.header_labels import Label, Row, Slot, heads_a_list
from schemas.header import DocumentKind, Scheme

# "보도자료", "보 도 참 고 자 료", "보도설명자료"
_PRESS_SHEET = re.compile(
    r"보\s{0,3}도\s{0,3}(?:참\s{0,3}고\s{0,3}|설\s{0,3}명\s{0,3}|해\s{0,3}명\s{0,3})?자\s{0,3}료"
)
# "조간부터 보도하여 주시기 바랍니다", "방송·인터넷은 … 이후 보도 가능": what only a release asks for.
_PRESS_REQUEST = re.compile(
    r"보도\s?(?:하여|해)\s?주시|이후\s?보도|보도\s?가능|조간\s?(?:부터|\()|배포\s?즉시"
)
# "…(장관 ○○○)는 … 밝혔다"
_ANNOUNCES = re.compile(r"(?:밝혔다|밝혔습니다|전했다|발표했다|발표하였다|밝히고\s있다)")
# "인증 신청서", "정량지표 평가제안서", "자체평가표", "조견표", "[별지 제1호서식]", "<서식 2>";
# "37곳이 신청서를 냈다", "기록부의 서식은" are no form
_FORM = re.compile(
    r"(?:신\s{0,3}청\s{0,3}(?:제안|설명|계획|요약|소개)?\s{0,3}서|평가\s?제안서|인증\s?제안서|자체\s?평가(?:표|서|보고서)|조\s?견\s?표)(?![를을가는와과의에로])"
    r"|별지\s?제?\s?\d{1,3}\s?호|제\s?\d{1,3}\s?호(?:의\s?\d)?\s?서\s?식|[\[<【(]\s?(?:별지\s?)?서\s?식|서식\s?제?\s?\d|^[\s■□○※]{0,4}서\s?식\s",
    re.MULTILINE,
)
# "인증 신청 설명서", "인증 공동 신청 제안서": what else the title of a form may be called
_TITLED_FORM = re.compile(
    r"인\s?증\s?(?:을\s?위한\s?)?(?:공동|통합|갱신|신규|재)?\s?신\s?청\s?(?:서류|자료|설명|계획|제안|요약|소개|보고|실적|문답|답변|질의|기술|소명|현황|조사)\s?(?:서|집|표|지|장)?(?![를을가는와과의에로])"
    r"|인\s?증\s?제\s?안\s?(?:자료|설명|요약|발표)\s?(?:서|집|자료)?(?![를을가는와과의에로])"
)
# "제목 스마트도시서비스 인증 신청", "위와 같이 인증을 신청합니다": what a letter says that applies; "스마트도시 인증 신청" alone
_APPLIES = re.compile(
    r"^[#\s□■○]{0,4}스마트\s?(?:도시|시티)\s?(?:서비스\s?)?인\s?증\s?(?:갱신\s?|공동\s?)?신\s?청\s*$|제\s{0,3}목\s?[:：]?\s[^\n]{0,40}인\s?증\s?(?:갱신\s?|공동\s?)?신청\s*$|인\s?증을?\s?신청(?:합니다|하고자|함|드립)",
    re.MULTILINE,
)
# "스마트도시 서비스 신청서": a form that does not say what for is one where a firm fills it in
_FORM_OF_SERVICE = re.compile(
    r"스마트\s?(?:도시|시티)\s?서비스\s?(?:공동\s?)?신\s?청\s?(?:제안|설명|계획|요약|소개)?\s?서(?![를을가는와과의에로])"
)
# "서비스 이름", "신청 서비스명": a label that only a form for a service has
_NAME_OF_SERVICE = re.compile(r"(?:신청|대상|제안)?서비스(?:의)?(?:이름|명|명칭)")
# "서비스 인증 신청서": one of a service, in whatever words the certification is named
_SERVICE_APPLIES = re.compile(r"서비스\s?(?:재|갱신\s?)?인증\s?(?:갱신\s?)?(?:공동\s?)?신\s?청")
_OF_FIRM = re.compile(r"(?:신청|대표|주관)?(?:기업|업체|회사|법인)명?(?:칭|\(상호\))?|상호명?")
_CERTIFICATION = re.compile(r"인\s?증")
# "스마트도시서비스 인증", "스마트 서비스 재인증", "스마트도시 서비스(교통) 인증"
_SERVICE = re.compile(r"스마트\s?(?:도시|시티)?\s?서비스\s?(?:\([^()]{1,20}\)\s?)?(?:재|갱신\s?)?인증")
# "스마트도시 인증", "스마트 도시인증", "스마트시티 인증"
_CITY = re.compile(r"스마트\s?(?:도시|시티)\s?(?:재|갱신\s?)?인증")
# "스마트 도시·서비스 인증", "스마트도시 및 스마트도시서비스 인증"
_BOTH = re.compile(
    r"스마트\s?(?:도시|시티)\s?(?:[·․‧ㆍ∙,/]|및|와)\s?(?:스마트\s?(?:도시|시티)?\s?)?서비스\s?(?:등\s?)?인증"
)
# "서비스 부문", "서비스 인증은", "인증 서비스 3건", "서비스 3건을 인증": 서비스 분야 is a part of what cities are judged by
_SERVICES_TOO = re.compile(
    r"서비스\s?부문|서비스\s인증|인증(?:\s?(?:받은|된)\s서비스|\s?서비스\s?(?:\d|[두세네]\s))|서비스\s?(?:\d+|[두세네]|다섯|여섯)\s?(?:건|개)[^.]{0,12}인증"
)
# "2022년 스마트도시 인증", "’23년도 스마트 도시·서비스 인증 공모", "스마트도시 인증(2024)"
_YEAR_BEFORE = re.compile(
    r"(?:(?P<year>20\d{2})|['’‘](?P<short>\d{2}))[ ]?년?도?[ ]?(?:제?\s?\d차\s)?[「\"“]?스마트\s?(?:도시|시티|서비스)"
)
_YEAR_AFTER = re.compile(
    r"스마트\s?(?:도시|시티)[^.\n]{0,25}인증(?:\s?(?:공모|심사|평가|결과))?\s?[(\[]\s?(?P<year>20\d{2})\s?년?"
)
_OPENING = 1500
_TITLE_REACH = 400
_LATE = 1
"""A result is given out in the year of the call or the next; earlier years are history."""


def document_kind(text: str, rows: Sequence[Row]) -> DocumentKind:
    """Return the kind of document; a release outranks the forms that it may tell of.

    >>> document_kind("보 도 자 료\\n도시 소식", ()), document_kind("스마트도시 인증 신청서", ())
    ('press_release', 'city_application')
    >>> document_kind("스마트도시서비스 인증 신청서", ()), document_kind("회의 자료", ())
    ('service_application', 'other')
    """
    opening = text[:_OPENING]
    labels = {slot.label for row in rows for slot in row}
    has_dates = Label.REPORT in labels or any(map(_is_release_day, chain.from_iterable(rows)))
    if (
        _PRESS_SHEET.search(opening)
        or _PRESS_REQUEST.search(opening)
        or (has_dates and not _is_called_form(opening))
    ):
        return "press_release"
    if _is_form(opening, rows):
        return _application_kind(opening, rows)
    if {Label.ROLE, Label.DEPARTMENT} <= labels and _ANNOUNCES.search(text):
        return "press_release"
    return "other"


def _is_release_day(slot: Slot) -> bool:
    """Whether a slot says when a paper was given out; when it was written, any report says."""
    return slot.label is Label.RELEASE and not slot.text.lstrip().startswith("작성")


def _is_form(opening: str, rows: Sequence[Row]) -> bool:
    """Whether it asks for a certification: called a form, or with a label for who applies among the first lines."""
    if not _CERTIFICATION.search(opening):
        return _FORM_OF_SERVICE.search(opening[:_TITLE_REACH]) is not None and any(
            slot.label is Label.APPLICANT or _OF_FIRM.fullmatch("".join(slot.text.split()))
            for slot in chain.from_iterable(rows)
        )
    if _is_called_form(opening):
        return True
    return any(
        slot.label is Label.APPLICANT and "신청" in slot.text
        for row in rows
        if not heads_a_list(row)
        for slot in row
    )


def _is_called_form(opening: str) -> bool:
    return bool(
        _FORM.search(opening) or _TITLED_FORM.search(opening[:_TITLE_REACH]) or _APPLIES.search(opening)
    )


def _application_kind(opening: str, rows: Sequence[Row]) -> DocumentKind:
    """City or service, by which of the two certifications is named more often, first of all in the title."""
    for reach in (_TITLE_REACH, _OPENING):
        services = len(_SERVICE.findall(opening[:reach]))
        cities = len(_CITY.findall(opening[:reach]))
        if services != cities:
            return "service_application" if services > cities else "city_application"
    return "service_application" if _is_of_service(opening, rows) else "city_application"


def _is_of_service(opening: str, rows: Sequence[Row]) -> bool:
    """Whether a form that names neither certification more often says that it is of a service: in its title, or by a label."""
    top = opening[:_TITLE_REACH]
    if _FORM_OF_SERVICE.search(top) or _SERVICE_APPLIES.search(top):
        return True
    return any(_NAME_OF_SERVICE.fullmatch("".join(slot.text.split())) for slot in chain.from_iterable(rows))


def find_schemes(text: str) -> tuple[Scheme, ...]:
    """Return the certifications that a text names.

    >>> find_schemes("2022년 스마트 도시·서비스 인증 공모"), find_schemes("스마트도시서비스 인증")
    (('city', 'service'), ('service',))
    """
    both = bool(_BOTH.search(text))
    schemes: list[Scheme] = []
    if both or _CITY.search(text):
        schemes.append("city")
    if both or _SERVICE.search(text):
        schemes.append("service")
    return tuple(schemes)


def announces_services(text: str) -> bool:
    """Whether a release on certified cities tells of certified services too, in a part of its own.

    >>> announces_services("서비스 부문에서는 세 건이 인증을 받았다"), announces_services("서비스·기반시설 분야를 평가했다")
    (True, False)
    """
    return _SERVICES_TOO.search(text) is not None


def find_scheme_year(text: str, released_on: str | None) -> int | None:
    """Return the year written beside the certification's name, else the year of the document's date.

    >>> find_scheme_year("’23년 스마트도시 인증 공모", None), find_scheme_year("인증 결과", "2022-09-29")
    (2023, 2022)
    """
    stated = [year for match in _YEAR_BEFORE.finditer(text) if (year := _year(match)) is not None]
    stated += [int(match["year"]) for match in _YEAR_AFTER.finditer(text)]
    if released_on is None:
        return stated[0] if stated else None
    released = int(released_on[:4])
    near = [year for year in stated if released - _LATE <= year <= released + 1]
    return min(near, key=lambda year: abs(released - year)) if near else released


def _year(match: re.Match[str]) -> int | None:
    return 2000 + int(match["short"]) if match["short"] else int(match["year"])

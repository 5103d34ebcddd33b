"""The head of an application form: applicant, class, period, number of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from extractors.header_labels import Label, Row, Slot, heads_a_list, label_of
from extractors.nlp.dates import find_dates
from extractors.nlp.firms import firms_in
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.places import find_places
from schemas.document import Block, Document
from schemas.evidence import CharSpan
from schemas.fact import FieldName
from schemas.header import HeaderValue

_FIELDS: tuple[tuple[Label, FieldName], ...] = (
    (Label.APPLICANT, "applicant"),
    (Label.CITY_CLASS, "city_class"),
    (Label.PERIOD, "period_covered"),
)
# "[별지 제1호서식]", "【별지 제3호의2 서식】", "<서식 2>", "[시행규칙 서식 제3호]"; "서식 4" on a line of its own
_FORM_NUMBER = re.compile(
    r"[\[<【]\s?(?P<bracketed>[^\[\]<>【】()\n]{0,20}(?:서\s?식|별\s?지|양\s?식)[^\[\]<>【】()\n]{0,6}\d{1,3}[^\[\]<>【】()\n]{0,12})\s?[\]>】]"
    r"|(?P<bare>별\s?지\s?제?\s?\d{1,3}\s?호(?:의\s?\d{1,2})?\s?(?:서\s?식)?)"
    r"|^[ \t■□○※]{0,4}(?P<line>(?:[가-힣]{2,4} )?(?:서\s?식|양\s?식)"
    r"\s?제?\s?(?:[가-하A-Z]\s?[-–]\s?)?\d{1,3}(?:[-–]\d{1,2})?\s?호?(?:의\s?\d{1,2})?)[ \t]{0,4}(?=$|\()",
    re.MULTILINE,
)
# "☑ 대도시 □ 중소도시", "[√] 중소도시", "대도시( ) 중소도시(○)": the class that is ticked.
_TICKED = re.compile(
    r"(?:[☑☒■▣✔✓√◉●]|[\[(]\s?[√vV✓✔○OXx■]\s?[\])])\s?(?P<before>중소도시|대도시)|(?P<after>중소도시|대도시)\s?[\[(]\s?[√vV✓✔○Oo●■]\s?[\])]"
)
_CLASS = re.compile(r"(?<![가-힣])(?P<name>중소도시|대도시)")
# "쁘 중소도시 ㅁ 대도시": a scanned form, where a black box is misread and an empty one is not.
_BOXED = re.compile(r"(?<!\S)(?P<box>\S)\s?(?P<name>중소도시|대도시)(?![가-힣])")
_EMPTY_BOXES = frozenset("□☐ㅁ口ロ")
# "가온시장 (직인)", "나래군수 귀하" is no applicant; "가온시장 (인)" is.
_SEALED = re.compile(
    r"(?P<name>[가-힣]{1,10}(?:시|군|구|도))(?P<office>장|수|청장|지사)\s{0,10}[(\[]?\s?(?:직\s?인|인|서명)\s?[)\]]"
)
# "2022년 8월 19일" on a line of its own, or before who signs ("가온시장 (직인)"): the day of the application.
_LONE_DAY = re.compile(
    r"^\s{0,9}(?P<day>20\d{2}\s?[년.]\s{0,3}\d{1,2}\s?[월.]\s{0,3}\d{1,2}\s?[일.]?)"
    r"(?:\s{0,9}$|\s{1,9}[가-힣]{2,12}(?:장|수|지사)\s{0,9}[(\[]?\s?(?:직\s?인|인|서명|귀\s?하))",
    re.MULTILINE,
)
# "1. 신청도시: 가온시", "○ 평가기간 : 2021년", "가. 도시유형 - 대도시": a label and its value in one line.
_LABELLED = re.compile(
    r"^\s{0,9}(?:(?:[□■○●ㅇ◦▪※*·\-]|\d{1,2}[.)]|[가-하][.)])\s{0,3})?(?P<label>[가-힣·\s]{2,16}?)\s{0,5}[:：]\s{0,5}(?P<value>\S.*)$"
)
# What forms for firms and services call the applicant and the time that is claimed.
_MORE_LABELS = {
    **dict.fromkeys(
        [
            "기업명",
            "법인명",
            "회사명",
            "상호",
            "상호명",
            "업체명",
            "기업체명",
            "단체명",
            "법인명상호",
            "신청기업명",
            "신청업체",
            "신청컨소시엄",
            "컨소시엄구성",
            "공동신청인",
            "공동신청기관",
            "공동기관",
            "참여기관",
            "신청법인",
            "법인",
            "회사",
            "주관기관",
            "주관기업",
            "대표기관",
            "대표기업",
        ],
        Label.APPLICANT,
    ),
    **dict.fromkeys(
        ["서비스기간", "서비스제공기간", "서비스운영기간", "실적인정기간", "평가대상년도"], Label.PERIOD
    ),
}
_WHO = r"(?:인|자|기관|기업|사|법인|업체|단체|주체|도시|지자체|(?:지방)?자치단체|지방정부|시군구?|사업자|컨소시엄|회사|곳)"
# "대표 신청인", "주관 제안사", "신청 회사 이름", "공동 신청": who applies, in whatever words
_APPLIES = re.compile(
    rf"(?:대표|주관|총괄|주된|공동)?(?:신청|제출|제안|응모|지원)(?:하는|한)?{_WHO}(?:명|명칭|이름)?"
    r"|(?:회사|기업|법인|업체|단체)(?:이름|명칭)|공동(?:신청|제출|제안|응모)"
)
# "성과 측정 기간", "자료 집계 기간": the time that results are told of
_PERIOD = re.compile(
    r"(?:성과|실적|평가|측정|산정|집계|자료|증빙|결과)+(?:대상|측정|산정|인정|집계|수집|기준)?기간"
)
_HANDED_IN = re.compile(r"(?:신청|제출|제안|응모)(?:한|하는)?(?:곳|이)?|낸(?:곳|이)")
_JOINT_LABEL = re.compile(rf"공동(?:신청|제출|제안|참여|수행)?{_WHO}?")
# "나래시", "㈜가온", "가온대학교 산학협력단": what applies; "특장차 18대 제공" beside "공동" is what one does
_APPLICANT = re.compile(
    r"㈜|\(주\)|주식회사|(?:시|군|구|도|대학교|대학|원|공사|공단|재단|협회|조합|사|센터|단|회|컨소시엄|소프트|랩)$"
)
_OF_FORM = frozenset({Label.APPLICANT, Label.CITY_CLASS, Label.PERIOD})
# "스마트도시 인증 신청서(중소도시)", "【대도시 부문】": the class in the form's own name.
_CLASS_OF_FORM = re.compile(r"[(\[<【]\s?(?P<name>중소도시|대도시)\s?(?:부문|유형|그룹|군|용)?\s?[)\]>】]")
# "㈜가온(대표 기업), 나래시(참여 지자체)", "나래시·㈜가온 컨소시엄", "가온시 + ㈜나래": who apply together
_JOINT = re.compile(
    r"(?P<name>[^,、+/·&()\n]{2,30}?)\s?(?:\((?P<role>[^()\n]{2,20})\))?(?:\s?(?:컨소시엄|협의체))?"
    r"(?:\s?[,、+/·&]\s?|\s및\s|$)"
)
# "㈜가온(대표이사 ○○○)": who heads it is no part of its name
_CHIEF = re.compile(
    r"\s?\((?:대표(?:이사|자)?|이사장|원장|사장|회장|총장|시장|군수|구청장)\s?[:：]?\s?[가-힣●]{2,4}\)$"
)
_ROLE_OF_APPLICANT = re.compile(
    r"(?:대표|주관|참여|공동|총괄|수행|주관사|참여사)(?:\s?(?:기관|기업|지자체|사|신청인?|대학))?"
)
# "② 신청 법인": the number of a field
_COUNTED = re.compile(r"^[①-⑳]")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# "스마트도시 인증 신청서 — 충청북도 가온시", "가온시 스마트도시 인증 신청서": a title may be the one place that names who applies
_IN_TITLE = re.compile(
    r"(?:^|[—–:|(-]\s?)(?P<name>(?:[가-힣]{2,6}(?:특별시|광역시|도)\s)?(?!스마트|중소도시|대도시|도시)[가-힣]{1,5}(?:시|군|구))(?=\s?(?:[—–:|)-]|스마트|인증|신청서|제안서|$))"
)
# "나래시청" as a line of its own; "나래시장" may be whom a letter is for
_OFFICE = re.compile(r"(?<=[시군구도])\s?청$")
_BEHIND_NAME = re.compile(r"\||\s[·ㆍ/—–-]\s(?=[^|\n]{0,30}(?:신청서|제안서|보고서|자료|인증)\s*$)")
_LONGEST_NAME = 20
# "가온시는 …", "나래군의 경우": who applies where neither label nor title says so
_TOPIC = re.compile(r"(?:는|은|의\s경우)(?=\s)")
_TITLE_REACH = 400
_FORM_REACH = 1500  # further down "별지 1" is an enclosure
_OPENING = 6000


def find_application_values(document: Document, rows: Sequence[Row]) -> list[HeaderValue]:
    """Return applicant, class, period and form number, each the first that the form states."""
    found: list[HeaderValue] = []
    labelled = [tuple(part for slot in row for part in _parted(slot)) for row in rows]
    for label, field in _FIELDS:
        candidates = [value for slot in _after(labelled, label) if (value := _value(field, slot))]
        if field == "applicant" and candidates:
            found += [*_applicants(candidates[0]), *_firms_beside(labelled, candidates[0])]
        else:
            found += candidates[:1]
    found += [
        one
        for slot in _after_joint(labelled)
        for one in _applicants(HeaderValue("applicant", slot.text, slot.span))
        if _APPLICANT.search(one.value) and not any(one.span == told.span for told in found)
    ]
    if not any(value.field == "city_class" for value in found):
        found += _class_of_form(document)
    if not any(value.field == "applicant" for value in found):
        found += list(_handed_in_by(labelled)) or list(_sealed_applicant(document))
    number = _FORM_NUMBER.search(document.text[:_FORM_REACH])
    if number:
        group = number.lastgroup or "bare"
        found.append(HeaderValue("form_number", number[group].strip(), _span(number, group)))
    return found


def told_city(document: Document) -> HeaderValue | None:
    """The one city that an application has for the topic of its first sentences: "가온시는 …"."""
    opening = document.text[:_OPENING]
    topics = [
        place
        for place in find_places(opening, load_gazetteer(), as_of=None)
        if _TOPIC.match(opening, place.span.end)
    ]
    if len({place.name for place in topics}) != 1:
        return None
    return HeaderValue("applicant", topics[0].as_written, topics[0].span)


def lined_applicant(document: Document, head: Sequence[Block]) -> HeaderValue | None:
    """The city that a line of the head names and nothing else, but for a day or whom it is for behind a bar, or what it hands in.

    On a cover "가 온 광 역 시", above a letter "나래시"; "가온시 | 2026. 5. 2. | 진흥원 제출", "나래시 · 스마트도시 인증 신청서".
    """
    for block in head:
        words = _BEHIND_NAME.split(document.text[block.span.start : block.span.end], maxsplit=1)[0].rstrip()
        name = _OFFICE.sub("", words)
        places = find_places(name, load_gazetteer(), as_of=None) if len(name) <= _LONGEST_NAME else []
        if len(places) == 1 and places[0].span == CharSpan(0, len(name)):
            return HeaderValue("applicant", name, CharSpan(block.span.start, block.span.start + len(name)))
    return None


def titled_applicant(title: HeaderValue) -> HeaderValue | None:
    """The city that the title of an application names.

    >>> titled_applicant(HeaderValue("title", "스마트도시 인증 신청서 — 가온시", CharSpan(0, 18))).value
    '가온시'
    """
    match = _IN_TITLE.search(title.value)
    if match is None:
        return None
    span = CharSpan(*match.span("name")).shifted(title.span.start)
    return HeaderValue("applicant", match["name"], span)


def _firms_beside(rows: Sequence[Row], first: HeaderValue) -> Iterator[HeaderValue]:
    """The other firms of its row: "상호 | ㈜가온 | ㈜나래", a column for each of those who apply together."""
    for row in rows:
        places = [slot.span for slot in row]
        if first.span not in places or not any(firms_in(first.value)):
            continue
        for slot in row[places.index(first.span) + 1 :]:
            if slot.label is not None or not any(firms_in(slot.text)):
                break
            yield HeaderValue("applicant", slot.text, slot.span)


def _handed_in_by(rows: Sequence[Row]) -> Iterator[HeaderValue]:
    """Who stands behind a bare "신청", "제출" or "낸 곳", where a firm is among them."""
    for row in rows:
        for label, slot in pairwise(row):
            is_asked = _HANDED_IN.fullmatch("".join(label.text.split())) is not None
            if is_asked and slot.label is None and any(firms_in(slot.text)):
                yield from _applicants(HeaderValue("applicant", slot.text, slot.span))
                return


def _after_joint(rows: Sequence[Row]) -> Iterator[Slot]:
    """Who applies with the first: right of "공동 기관", "공동 신청인"."""
    for row in rows:
        for label, slot in pairwise(row):
            if slot.label is None and _JOINT_LABEL.fullmatch("".join(label.text.split())):
                yield slot


def _applicants(value: HeaderValue) -> list[HeaderValue]:
    """Each of those who apply together, without what it does there; a single one stays as it is written.

    >>> [one.value for one in _applicants(HeaderValue("applicant", "㈜가온(대표), 나래시(참여)", CharSpan(0, 17)))]
    ['㈜가온', '나래시']
    >>> [one.value for one in _applicants(HeaderValue("applicant", "가온시(스마트도시과)", CharSpan(0, 11)))]
    ['가온시(스마트도시과)']
    """
    chief = _CHIEF.search(value.value)
    if chief is not None:
        short = value.value[: chief.start()]
        return [HeaderValue(value.field, short, CharSpan(value.span.start, value.span.start + len(short)))]
    parts = list(_JOINT.finditer(value.value))
    if not parts or "".join(part.group() for part in parts) != value.value:
        return [value]
    if len(parts) == 1 and not _ROLE_OF_APPLICANT.fullmatch(parts[0]["role"] or ""):
        return [value]
    return [
        HeaderValue(value.field, part["name"], CharSpan(*part.span("name")).shifted(value.span.start))
        for part in parts
    ]


def _parted(slot: Slot) -> Iterator[Slot]:
    """A slot as it is; with labels that only applications know, and "신청도시: 가온시" as label and value."""
    own = _own_label(slot.text) if slot.label is None else None
    match = _LABELLED.match(slot.text) if slot.label is None and own is None else None
    label = _label(match["label"]) if match else None
    if match is None or label not in _OF_FORM:
        yield replace(slot, label=own) if own else slot
        return
    yield Slot(_span(match, "label").shifted(slot.span.start), match["label"], label)
    yield Slot(_span(match, "value").shifted(slot.span.start), match["value"].strip(), None)


def _label(words: str) -> Label | None:
    return _own_label(words) or label_of(words)


def _own_label(words: str) -> Label | None:
    """A label that only applications know: "기업명", "상호(법인명)".

    >>> _own_label("상 호 (법인명)").name, _own_label("구분")
    ('APPLICANT', None)
    """
    letters = _COUNTED.sub("", "".join(words.split()))
    bare = _IN_BRACKETS.sub("", letters)
    known = _MORE_LABELS.get(letters) or _MORE_LABELS.get(bare)
    if known is not None:
        return known
    if _APPLIES.fullmatch(bare):
        return Label.APPLICANT
    return Label.PERIOD if _PERIOD.fullmatch(bare) else None


def find_day(document: Document) -> str | None:
    """Return the day of the application: a date on a line of its own."""
    for match in _LONE_DAY.finditer(document.text[:_OPENING]):
        found = find_dates(match["day"], released_on=None)
        if found and found[0].kind == "date":
            return date.fromisoformat(found[0].value).isoformat()
    return None


def _span(match: re.Match[str], group: str) -> CharSpan:
    written = match[group]
    start = match.start(group) + len(written) - len(written.lstrip())
    return CharSpan(start, start + len(written.strip()))


def _after(rows: Sequence[Row], wanted: Label) -> Iterator[Slot]:
    """The values right of a label in its row, or below it where the label heads a column."""
    for index, row in enumerate(rows):
        if heads_a_list(row):
            continue
        for position, slot in enumerate(row):
            if slot.label is not wanted:
                continue
            right = row[position + 1 : position + 2]
            if right and right[0].label is None:
                yield right[0]
            elif right and right[0].label is wanted:  # "신청자 | 기업명 | …": the inner label has the value
                continue
            elif index + 1 < len(rows) and position < len(rows[index + 1]):
                below = rows[index + 1][position]
                if below.label is None:
                    yield below


def _value(field: FieldName, slot: Slot) -> HeaderValue | None:
    if field == "city_class":
        return _city_class(slot)
    if field == "period_covered" and not find_dates(slot.text, released_on=None):
        return None
    return HeaderValue(field, slot.text, slot.span)


def _city_class(slot: Slot) -> HeaderValue | None:
    """The class that is ticked, the only one that is named, or the only one whose box is not empty."""
    ticked = _TICKED.search(slot.text)
    named = list(_CLASS.finditer(slot.text))
    if ticked:
        group = "before" if ticked["before"] else "after"
        return HeaderValue("city_class", ticked[group], _span(ticked, group).shifted(slot.span.start))
    boxed = list(_BOXED.finditer(slot.text))
    full = [match for match in boxed if match["box"] not in _EMPTY_BOXES]
    empty = {match.start("name") for match in boxed if match["box"] in _EMPTY_BOXES}
    if empty:  # an empty box beside it tells a box from any other sign, or from a tick that the font lacks
        named = full or [match for match in named if match.start("name") not in empty]
    if len(named) == 1:
        return HeaderValue("city_class", named[0]["name"], _span(named[0], "name").shifted(slot.span.start))
    return None


def _class_of_form(document: Document) -> Iterator[HeaderValue]:
    """The class that the form's name has in brackets."""
    match = _CLASS_OF_FORM.search(document.text[:_TITLE_REACH])
    if match:
        yield HeaderValue("city_class", match["name"], CharSpan(*match.span("name")))


def _sealed_applicant(document: Document) -> Iterator[HeaderValue]:
    """Who signed: "가온시장 (직인)" is the application of 가온시."""
    match = _SEALED.search(document.text[:_OPENING])
    if match:
        yield HeaderValue("applicant", match["name"], CharSpan(*match.span("name")))

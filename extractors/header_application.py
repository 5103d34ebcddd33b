"""The head of an application form: applicant, class, period, number of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from extractors.header_labels import Label, Row, Slot
from extractors.nlp.dates import find_dates
from schemas.document import Document
from schemas.evidence import CharSpan
from schemas.fact import FieldName
from schemas.header import HeaderValue

_FIELDS: tuple[tuple[Label, FieldName], ...] = (
    (Label.APPLICANT, "applicant"),
    (Label.CITY_CLASS, "city_class"),
    (Label.PERIOD, "period_covered"),
)
# "[별지 제1호서식]", "【별지 제3호의2 서식】", "<서식 2>", "[시행규칙 서식 제3호]"
_FORM_NUMBER = re.compile(
    r"[\[<【(]\s?(?P<bracketed>[^\[\]<>【】()\n]{0,20}(?:서\s?식|별\s?지)[^\[\]<>【】()\n]{0,6}\d{1,3}[^\[\]<>【】()\n]{0,12})\s?[\]>】)]"
    r"|(?P<bare>별\s?지\s?제?\s?\d{1,3}\s?호(?:의\s?\d{1,2})?\s?(?:서\s?식)?)"
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
_OPENING = 6000


def find_application_values(document: Document, rows: Sequence[Row]) -> list[HeaderValue]:
    """Return applicant, class, period and form number, each the first that the form states."""
    found = []
    for label, field in _FIELDS:
        candidates = [value for slot in _after(rows, label) if (value := _value(field, slot))]
        found += candidates[:1]
    if not any(value.field == "applicant" for value in found):
        found += _sealed_applicant(document)
    number = _FORM_NUMBER.search(document.text[:_OPENING])
    if number:
        group = "bracketed" if number["bracketed"] else "bare"
        found.append(HeaderValue("form_number", number[group].strip(), _span(number, group)))
    return found


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
        for position, slot in enumerate(row):
            if slot.label is not wanted:
                continue
            right = row[position + 1 : position + 2]
            if right and right[0].label is None:
                yield right[0]
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
    if len(boxed) > len(full):  # an empty box beside it tells a box from any other sign
        named = full
    if len(named) == 1:
        return HeaderValue("city_class", named[0]["name"], _span(named[0], "name").shifted(slot.span.start))
    return None


def _sealed_applicant(document: Document) -> Iterator[HeaderValue]:
    """Who signed: "가온시장 (직인)" is the application of 가온시."""
    match = _SEALED.search(document.text[:_OPENING])
    if match:
        yield HeaderValue("applicant", match["name"], CharSpan(*match.span("name")))

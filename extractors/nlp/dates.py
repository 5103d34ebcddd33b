"""Dates, times, periods and durations, as Korean offices write them; relative years against the release date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.nlp.normalise import View, folded
from schemas.evidence import CharSpan

DateKind = Literal["date", "month", "year", "period", "datetime", "duration"]
FIRST_YEAR, LAST_YEAR = 1900, 2099
_WEEKDAYS = "월화수목금토일"
_RELATIVE_YEARS = {
    "올해": 0, "금년": 0, "올": 0, "당해연도": 0, "지난해": -1, "작년": -1, "전년도": -1,
    "재작년": -2, "내년": 1, "차년도": 1, "내후년": 2,
}  # fmt: skip
_QUARTERS = {"1": ("01", "03"), "2": ("04", "06"), "3": ("07", "09"), "4": ("10", "12")}
_HALVES = {"상": ("01", "06"), "하": ("07", "12")}
_DURATIONS = {"년": "Y", "개년": "Y", "개월": "M", "달": "M", "주": "W", "주간": "W", "일": "D", "일간": "D"}

# Blanks that OCR puts anywhere inside a date; never a line end or a tab.
_B = r"[ \u00a0\u3000]{0,2}"
_YEAR = rf"(?:(?P<year>(?:19|20)\d{{2}})(?!\d)|'{_B}(?P<short>\d{{2}})(?!\d))"
_WEEKDAY = rf"(?:{_B}\({_B}(?P<weekday>[월화수목금토일]){_B}(?:요일)?{_B}\))?"
_CLOCK = (
    rf"(?:{_B}(?:(?P<half>오전|오후){_B})?(?P<hour>[01]?\d|2[0-4])"
    rf"(?:{_B}:{_B}(?P<minute>[0-5]\d)(?!\d)|{_B}시(?!간)(?:{_B}(?P<minute2>[0-5]?\d){_B}분)?))?"
)
_MONTH, _DAY = r"(?P<month>1[0-2]|0?[1-9])(?!\d)", r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
_NOT_INSIDE = r"(?<![\d.,:A-Za-z])"

# "2022. 9. 29.(목)", "2022년 9월 30일(금)", "’22. 4. 1.", "2022-09-29", "2022.9.29. 11:00"
_FULL = re.compile(
    rf"{_NOT_INSIDE}{_YEAR}{_B}(?:(?P<sep>[.\-/])|년){_B}{_MONTH}{_B}(?:[.\-/]|월){_B}{_DAY}{_B}(?:일|\.)?{_WEEKDAY}{_CLOCK}"
)
# "9. 29.(목) 11:00", "9월 30일(금)", "10월 5일": the year comes from the text before, or from the release.
_DAY_ONLY = re.compile(
    rf"{_NOT_INSIDE}(?:{_MONTH}{_B}월{_B}{_DAY}{_B}일{_WEEKDAY}{_CLOCK}"
    rf"|(?P<dotted>(?P<month2>1[0-2]|0?[1-9])\.{_B}(?P<day2>3[01]|[12]\d|0?[1-9])(?!\d){_B}\.?"
    rf"{_B}\({_B}(?P<weekday2>[월화수목금토일]){_B}\)(?:{_B}(?P<hour2>[01]?\d|2[0-4]):(?P<minute3>[0-5]\d)(?!\d))?))"
)
# "'13~'15", "2021~2023년", "2021년부터 2023년까지", "'21년 ~ '23년", "2020-2022년"
_YEAR_RANGE = re.compile(
    rf"{_NOT_INSIDE}(?:(?P<from>(?:19|20)\d{{2}})(?!\d)|'{_B}(?P<from2>\d{{2}})(?!\d)){_B}년?{_B}(?:[~\-]|부터)"
    rf"{_B}(?:(?P<to>(?:19|20)\d{{2}})(?!\d)|'{_B}(?P<to2>\d{{2}})(?!\d)|(?P<to3>\d{{2}})(?={_B}년))(?P<tail>{_B}년(?!간)(?:{_B}까지)?)?(?!{_B}[.\-/]\d|\d)"
)
# "2021. 3. ~ 2022. 2.", "'21.3~'22.2월", "2021년 3월 ~ 2022년 2월", "2022년 3월~5월"
_MONTH_RANGE = re.compile(
    rf"{_NOT_INSIDE}{_YEAR}{_B}(?:\.|년){_B}{_MONTH}{_B}(?:\.|월)?{_B}(?:~|-|부터){_B}"
    rf"(?:(?:(?P<year_to>(?:19|20)\d{{2}})|'{_B}(?P<short_to>\d{{2}})){_B}(?:\.|년){_B})?"
    rf"(?P<month_to>1[0-2]|0?[1-9])(?!\d){_B}(?P<tail>\.(?!\d)|월)?(?!{_B}\d)(?:{_B}까지)?"
)
# "2021. 3. 2. ~ 2022. 2. 28.", "2022. 6. 28.(화) ~ 8. 19.(금)", "6월 28일부터 8월 19일까지" are joined from two dates.
_JOIN = re.compile(rf"{_B}(?:~|-|부터){_B}")
# "2022년 4월", "’22. 4월", "2022. 4."
_MONTH_ONLY = re.compile(
    rf"{_NOT_INSIDE}{_YEAR}{_B}(?:년{_B}{_MONTH}{_B}월|\.{_B}(?P<month2>1[0-2]|0?[1-9])(?!\d){_B}(?:월|\.(?!{_B}\d)))(?!{_B}\d)"
)
# "2022년 3분기", "'22년 상반기", "올해 하반기", "2022. 4/4분기"
_PART = re.compile(
    rf"(?:{_NOT_INSIDE}{_YEAR}{_B}(?:년도?|\.)?|(?P<relative>올해|금년|지난해|작년|내년)){_B}"
    rf"(?:(?P<quarter>[1-4])(?:/4)?{_B}분기|(?P<half_year>[상하])반기)"
)
# "2022년", "'21년부터", "('20)", "2022년도": a bare 92년 is no year, a bare 2022 neither.
_YEAR_ONLY = re.compile(
    rf"{_NOT_INSIDE}(?:(?P<year>(?:19|20)\d{{2}}){_B}년(?:도)?|'{_B}(?P<short>\d{{2}})(?![\d'])(?:{_B}년(?:도)?)?)(?!{_B}간)"
)
# "올해 첫 시행", "지난해보다", "내년까지"
_RELATIVE = re.compile(r"(?<![가-힣])(?P<relative>재작년|내후년|올해|금년|지난해|작년|내년|전년도)(?:도(?=[ 에의까부]))?")
# "10년", "3개월", "2주간", "5개년": how long, not when.
_DURATION = re.compile(
    rf"(?<![\d.,:A-Za-z'\-~])(?P<number>\d{{1,3}}){_B}(?P<unit>개년|개{_B}월|년|주간|주(?=[간 ,.)]|$)|일간|일(?={_B}(?:이내|동안|이상|간)))(?!차|도|생|대|산|식|형)"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text.

    `value` is ISO: 'YYYY', 'YYYY-MM', 'YYYY-MM-DD', 'YYYY-MM-DDTHH:MM', 'a/b'
    for a period, 'P3M' for a duration. `weekday_ok` is False where a weekday
    was written that the date does not have, None where none was written.
    """

    span: CharSpan
    value: str
    kind: DateKind
    derivation: str
    weekday_ok: bool | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """A date in the folded text before it becomes a mention."""

    start: int
    end: int
    value: str
    kind: DateKind
    weekday_ok: bool | None = None


def find_dates(text: str, *, released_on: date | None) -> list[DateMention]:
    """Return the dates of a text, in text order, none over another.

    >>> [(found.value, found.kind) for found in find_dates("'21년부터 올해 9. 29.(목) 11:00까지", released_on=date(2022, 9, 29))]
    [('2021', 'year'), ('2022', 'year'), ('2022-09-29T11:00', 'datetime')]
    >>> find_dates("전화 044-201-4845, 85.4점, 제2022호", released_on=None)
    []
    """
    if not any(character.isdigit() for character in text) and "년" not in text and "해" not in text:
        return []
    seen = folded(text)
    taken: list[_Read] = []
    for read in _READERS:
        free = [item for item in read(seen.text, released_on, tuple(taken)) if not _overlaps(item, taken)]
        taken.extend(free)
    joined = _join(sorted(taken, key=lambda item: item.start), seen.text)
    return [_mention(item, seen, text) for item in joined]


def _mention(item: _Read, seen: View, text: str) -> DateMention:
    span = seen.span(item.start, item.end)
    return DateMention(span, item.value, item.kind, f"{span.slice(text)} -> {item.value}", item.weekday_ok)


def _overlaps(item: _Read, taken: list[_Read]) -> bool:
    return any(item.start < other.end and other.start < item.end for other in taken)


def _year(full: str | None, short: str | None) -> int | None:
    """The year; two digits with an apostrophe are of this century up to 69.

    >>> _year("2022", None), _year(None, "21"), _year(None, "98")
    (2022, 2021, 1998)
    """
    if full:
        return int(full)
    if short:
        return int(short) + (2000 if int(short) < 70 else 1900)
    return None


def _iso_day(year: int, month: int, day: int) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR or day > calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _with_clock(day: str, hour: str | None, minute: str | None, half: str | None = None) -> tuple[str, DateKind]:
    """Add the hour, read by 오전 and 오후; an hour of 24 stays a plain date.

    >>> _with_clock("2022-09-29", "2", "30", "오후"), _with_clock("2022-09-29", None, None)
    (('2022-09-29T14:30', 'datetime'), ('2022-09-29', 'date'))
    """
    if hour is None:
        return day, "date"
    number = int(hour) + (12 if half == "오후" and int(hour) < 12 else 0)
    return (day, "date") if number > 23 else (f"{day}T{number:02d}:{int(minute or 0):02d}", "datetime")


def _weekday_ok(day: str, weekday: str | None) -> bool | None:
    return None if weekday is None else _WEEKDAYS[date.fromisoformat(day).weekday()] == weekday


def _end(match: re.Match[str]) -> int:
    """The match without blanks at its end."""
    return match.start() + len(match.group().rstrip())


def _full_dates(text: str, _released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in _FULL.finditer(text):
        year = _year(match["year"], match["short"])
        day = _iso_day(year or 0, int(match["month"]), int(match["day"]))
        if day is not None:
            value, kind = _with_clock(day, match["hour"], match["minute"] or match["minute2"], match["half"])
            yield _Read(match.start(), _end(match), value, kind, _weekday_ok(day, match["weekday"]))


def _days_without_year(text: str, released: date | None, taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in _DAY_ONLY.finditer(text):
        year = _inherited_year(match.start(), released, taken)
        if year is None:
            continue
        day = _iso_day(year, int(match["month"] or match["month2"]), int(match["day"] or match["day2"]))
        if day is not None:
            value, kind = _with_clock(
                day, match["hour"] or match["hour2"], match["minute"] or match["minute2"] or match["minute3"], match["half"]
            )
            weekday = match["weekday"] or match["weekday2"]
            yield _Read(match.start(), _end(match), value, kind, _weekday_ok(day, weekday))


def _inherited_year(start: int, released: date | None, taken: tuple[_Read, ...]) -> int | None:
    """The year of the full date before it, else of the release."""
    before = [item for item in taken if item.end <= start and item.kind in ("date", "datetime")]
    if before:
        return int(max(before, key=lambda item: item.end).value[:4])
    return released.year if released else None


def _month_ranges(text: str, _released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in _MONTH_RANGE.finditer(text):
        year = _year(match["year"], match["short"])
        last = _year(match["year_to"], match["short_to"]) or year
        if year is None or last is None or not (match["tail"] or match["year_to"] or match["short_to"]):
            continue
        start, end = f"{year:04d}-{int(match['month']):02d}", f"{last:04d}-{int(match['month_to']):02d}"
        if start <= end:
            yield _Read(match.start(), _end(match), f"{start}/{end}", "period")


def _year_ranges(text: str, _released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in _YEAR_RANGE.finditer(text):
        start, end = _year(match["from"], match["from2"]), _year(match["to"], match["to2"] or match["to3"])
        marked = match["tail"] or match["from2"] or "년" in match.group()
        if start is not None and end is not None and start < end and marked:
            yield _Read(match.start(), _end(match), f"{start:04d}/{end:04d}", "period")


def _parts_of_year(text: str, released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in _PART.finditer(text):
        year = _year(match["year"], match["short"])
        if year is None and match["relative"] and released:
            year = released.year + _RELATIVE_YEARS[match["relative"]]
        if year is not None:
            first, last = _QUARTERS[match["quarter"]] if match["quarter"] else _HALVES[match["half_year"]]
            yield _Read(match.start(), _end(match), f"{year:04d}-{first}/{year:04d}-{last}", "period")


def _months(text: str, _released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in _MONTH_ONLY.finditer(text):
        year = _year(match["year"], match["short"])
        month = int(match["month"] or match["month2"])
        yield _Read(match.start(), _end(match), f"{year:04d}-{month:02d}", "month")


def _years(text: str, _released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in _YEAR_ONLY.finditer(text):
        year = _year(match["year"], match["short"])
        yield _Read(match.start(), _end(match), f"{year:04d}", "year")


def _relative_years(text: str, released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    if released is None:
        return
    for match in _RELATIVE.finditer(text):
        year = released.year + _RELATIVE_YEARS[match["relative"]]
        yield _Read(match.start(), match.start() + len(match["relative"]), f"{year:04d}", "year")


def _durations(text: str, _released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in _DURATION.finditer(text):
        unit = "".join(match["unit"].split())
        yield _Read(match.start(), _end(match), f"P{int(match['number'])}{_DURATIONS[unit]}", "duration")


_READERS: tuple[Callable[[str, date | None, tuple[_Read, ...]], Iterator[_Read]], ...] = (
    _full_dates, _month_ranges, _year_ranges, _days_without_year, _parts_of_year, _months, _years,
    _relative_years, _durations,
)  # fmt: skip
"""From the longest form to the shortest; what one has taken, a later one leaves."""


def _join(items: list[_Read], text: str) -> list[_Read]:
    """Make a period of two days or months with ~ or 부터 between them."""
    joined: list[_Read] = []
    for item in items:
        last = joined[-1] if joined else None
        if last is not None and _is_joined(last, item, text):
            joined[-1] = _Read(last.start, item.end, f"{last.value}/{item.value}", "period", _both(last, item))
        else:
            joined.append(item)
    return joined


def _is_joined(last: _Read, item: _Read, text: str) -> bool:
    kinds = ("date", "datetime", "month", "year")
    return (
        last.kind in kinds
        and item.kind in kinds
        and last.value <= item.value
        and _JOIN.fullmatch(text, last.end, item.start) is not None
    )


def _both(one: _Read, other: _Read) -> bool | None:
    checks = [check for check in (one.weekday_ok, other.weekday_ok) if check is not None]
    return all(checks) if checks else None

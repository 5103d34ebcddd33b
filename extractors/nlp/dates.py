"""Dates, times, periods and durations, as Korean offices write them; relative years against the release date."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.nlp import date_patterns as patterns
from extractors.nlp.normalise import View, folded
from schemas.evidence import CharSpan

DateKind = Literal["date", "month", "year", "period", "datetime", "duration"]
FIRST_YEAR, LAST_YEAR = 1900, 2099
_WEEKDAYS = "월화수목금토일"
_RELATIVE_YEARS = {
    "올": 0, "올해": 0, "금년": 0, "지난해": -1, "작년": -1, "전년도": -1, "재작년": -2, "내년": 1, "내후년": 2,
}  # fmt: skip
_QUARTERS = {"1": ("01", "03"), "2": ("04", "06"), "3": ("07", "09"), "4": ("10", "12")}
_HALVES = {"상": ("01", "06"), "하": ("07", "12")}
_DURATIONS = {"년": "Y", "개년": "Y", "개월": "M", "달": "M", "주": "W", "주간": "W", "일": "D", "일간": "D"}

# No date is without a digit or one of "올해", "지난해", "작년", "전년도"; the letters are syllables not yet composed.
_MAY_DATE = re.compile(r"[\d년해\u1100-\u11ff]|반기")
_DAYS = ("date", "datetime")
_NEAR_DAYS = 92
"""A day without its year is looked for this far over New Year."""
_LONGEST_BARE_YEARS = 19
"""A bare number up to this before 년 is a length of time; above it may be a year ("92년")."""


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

    def shifted(self, by: int) -> DateMention:
        """The same date, so many characters further on."""
        return DateMention(self.span.shifted(by), self.value, self.kind, self.derivation, self.weekday_ok)


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

    >>> text = "'21년부터 시행, 올해 9. 29.(목) 11:00까지 3개월간"
    >>> [(found.value, found.kind) for found in find_dates(text, released_on=date(2022, 9, 29))]
    [('2021', 'year'), ('2022', 'year'), ('2022-09-29T11:00', 'datetime'), ('P3M', 'duration')]
    >>> find_dates("전화 044-201-4845, 85.4점, 제2022호", released_on=None)
    []
    """
    if not _MAY_DATE.search(text):
        return []
    seen = folded(text)
    held = set(seen.text)
    if held.isdisjoint(_SIGNS):
        return []
    taken: list[_Read] = []
    covered = bytearray(len(seen.text))
    for needed, read in _READERS:
        if held.isdisjoint(needed):
            continue
        for item in list(read(seen.text, released_on, tuple(taken))):
            if not any(covered[item.start : item.end]):
                covered[item.start : item.end] = b"\1" * (item.end - item.start)
                taken.append(item)
    joined = _join(sorted(taken, key=lambda item: item.start), seen.text)
    return [_mention(item, seen, text) for item in joined]


def _mention(item: _Read, seen: View, text: str) -> DateMention:
    span = seen.span(item.start, item.end)
    return DateMention(span, item.value, item.kind, f"{span.slice(text)} -> {item.value}", item.weekday_ok)


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


def _with_clock(
    day: str, hour: str | None, minute: str | None, half: str | None = None
) -> tuple[str, DateKind]:
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
    for match in patterns.FULL.finditer(text):
        item = _day(match, _year(match["year"], match["short"]))
        if item is not None:
            yield item


def _days_without_year(text: str, released: date | None, taken: tuple[_Read, ...]) -> Iterator[_Read]:
    dated = sorted((item for item in taken if item.kind in _DAYS), key=lambda item: item.end)
    found = [*patterns.DAY_IN_WORDS.finditer(text), *patterns.DAY_IN_POINTS.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        relative = match.groupdict().get("relative")
        year = (
            _relative_year(relative, released)
            if relative
            else _inherited_year(match.start(), released, dated)
        )
        item = _day(match, year)
        if item is not None and item.weekday_ok is False and released and not relative:
            item = _over_new_year(match, released) or item
        if item is not None:
            yield item


def _day_ranges(text: str, released: date | None, taken: tuple[_Read, ...]) -> Iterator[_Read]:
    """ "5월 11일부터 22일까지": two days of one month; without a year that of the date before, else of the release."""
    dated = sorted((item for item in taken if item.kind in _DAYS), key=lambda item: item.end)
    for match in patterns.DAY_RANGE.finditer(text):
        stated = _year(match["year"], match["short"]) if match["year"] or match["short"] else None
        year = stated or _inherited_year(match.start(), released, dated)
        month = int(match["month"])
        first = _iso_day(year, month, int(match["day"])) if year else None
        last = _iso_day(year, month, int(match["day_to"])) if year else None
        if first is not None and last is not None and first < last:
            yield _Read(match.start(), match.end(), f"{first}/{last}", "period")


def _days_alone(text: str, released: date | None, taken: tuple[_Read, ...]) -> Iterator[_Read]:
    """Days in brackets or cells of their own, and periods of them; the year is that of the date before, else of the release."""
    dated = sorted((item for item in taken if item.kind in _DAYS), key=lambda item: item.end)
    for match in patterns.DAY_ALONE.finditer(text):
        year = _inherited_year(match.start(), released, dated)
        first = _iso_day(year, int(match["month"]), int(match["day"])) if year else None
        if year is None or first is None:
            continue
        start = match.start("month")
        if not match["range"]:
            yield _Read(start, match.end(), first, "date")
            continue
        last = _iso_day(year, int(match["month_to"] or match["month"]), int(match["day_to"]))
        if last is not None and first < last:
            yield _Read(start, match.end(), f"{first}/{last}", "period")


def _over_new_year(match: re.Match[str], released: date) -> _Read | None:
    """The day in the year before or after the release, where its weekday fits and it is near: "1. 5.(목)" in December."""
    for year in (released.year + 1, released.year - 1):
        item = _day(match, year)
        if item is not None and item.weekday_ok:
            days = (date.fromisoformat(item.value[:10]) - released).days
            if abs(days) <= _NEAR_DAYS:
                return item
    return None


def _day(match: re.Match[str], year: int | None) -> _Read | None:
    """The date of a match that holds month, day and perhaps weekday and clock."""
    day = _iso_day(year, int(match["month"]), int(match["day"])) if year else None
    if day is None:
        return None
    value, kind = _with_clock(day, match["hour"], match["minute"] or match["minute2"], match["half"])
    return _Read(match.start(), _end(match), value, kind, _weekday_ok(day, match["weekday"]))


def _inherited_year(start: int, released: date | None, before: Sequence[_Read]) -> int | None:
    """The year of the full date before it, else of the release; `before` is in text order."""
    index = bisect_right(before, start, key=lambda item: item.end) - 1
    if index >= 0:
        return int(before[index].value[:4])
    return released.year if released else None


def _relative_year(word: str, released: date | None) -> int | None:
    return released.year + _RELATIVE_YEARS[word] if released else None


def _month_ranges(text: str, _released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in patterns.MONTH_RANGE.finditer(text):
        year = _year(match["year"], match["short"])
        last = _year(match["year_to"], match["short_to"]) or year
        is_marked = bool(match["tail"] or match["year_to"] or match["short_to"]) and _is_closed(match)
        if year is None or last is None or not is_marked:
            continue
        start, end = f"{year:04d}-{int(match['month']):02d}", f"{last:04d}-{int(match['month_to']):02d}"
        if start <= end:
            yield _Read(match.start(), _end(match), f"{start}/{end}", "period")


def _is_closed(match: re.Match[str]) -> bool:
    """Whether 부터 has its 까지; without it, what follows is another date."""
    return not match["since"] or bool(match["until"])


def _year_ranges(text: str, _released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in patterns.YEAR_RANGE.finditer(text):
        start, end = _year(match["from"], match["from2"]), _year(match["to"], match["to2"] or match["to3"])
        is_marked = bool(match["tail"] or match["from2"] or "년" in match.group()) and _is_closed(match)
        if start is not None and end is not None and start < end and is_marked:
            yield _Read(match.start(), _end(match), f"{start:04d}/{end:04d}", "period")


def _parts_of_year(text: str, released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in patterns.PART_OF_YEAR.finditer(text):
        year = _year(match["year"], match["short"])
        if match["relative"]:
            year = _relative_year(match["relative"], released)
        if year is not None:
            first, last = _QUARTERS[match["quarter"]] if match["quarter"] else _HALVES[match["half_year"]]
            yield _Read(match.start(), _end(match), f"{year:04d}-{first}/{year:04d}-{last}", "period")


def _months(text: str, released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in patterns.MONTH_ONLY.finditer(text):
        year = _year(match["year"], match["short"])
        month = int(match["month"] or match["month2"])
        yield _Read(match.start(), _end(match), f"{year:04d}-{month:02d}", "month")
    for match in patterns.RELATIVE_MONTH.finditer(text):
        if released is not None:
            month = int(match["month"])
            year = _year_of_month(match, month, released)
            yield _Read(match.start(), _end(match), f"{year:04d}-{month:02d}", "month")


def _same_years(text: str, _released: date | None, taken: tuple[_Read, ...]) -> Iterator[_Read]:
    """ "같은 해 7월" is of the year of the date before it; without one it says nothing."""
    dated = sorted((item for item in taken if item.kind != "duration"), key=lambda item: item.end)
    for match in patterns.SAME_YEAR.finditer(text):
        index = bisect_right(dated, match.start(), key=lambda item: item.end) - 1
        if index < 0:
            continue
        year = int(dated[index].value[:4]) + (1 if match["next"] else 0)
        month = f"{year:04d}-{int(match['month']):02d}"
        day = _iso_day(year, int(match["month"]), int(match["day"])) if match["day"] else None
        yield _Read(match.start(), match.end(), day or month, "date" if day else "month")


def _bare_halves(text: str, released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in patterns.BARE_HALF.finditer(text):
        if released is not None:
            first, last = _HALVES[match["half_year"]]
            yield _Read(
                match.start(),
                match.end(),
                f"{released.year:04d}-{first}/{released.year:04d}-{last}",
                "period",
            )


def _bare_months(text: str, released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    if released is None:
        return
    alone = patterns.MONTH_ALONE.fullmatch(text)
    for match in (alone,) if alone else patterns.BARE_MONTH.finditer(text):
        yield _Read(match.start(), _end(match), f"{released.year:04d}-{int(match['month']):02d}", "month")


def _year_of_month(match: re.Match[str], month: int, released: date) -> int:
    """The year of "지난해 12월", "지난 11월" (the last one) or "오는 3월" (the next one)."""
    if match["relative"]:
        return released.year + _RELATIVE_YEARS[match["relative"]]
    if match["side"] == "지난":
        return released.year - (1 if month > released.month else 0)
    return released.year + (1 if month < released.month else 0)


def _years(text: str, _released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in patterns.YEAR_ONLY.finditer(text):
        year = _year(match["year"], match["short"])
        yield _Read(match.start(), _end(match), f"{year:04d}", "year")


def _relative_years(text: str, released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in patterns.RELATIVE_YEAR.finditer(text):
        year = _relative_year(match["relative"], released)
        if year is not None:
            yield _Read(match.start(), match.end(), f"{year:04d}", "year")


def _durations(text: str, _released: date | None, _taken: tuple[_Read, ...]) -> Iterator[_Read]:
    for match in patterns.DURATION.finditer(text):
        unit = "".join(match["unit"].split())
        if unit == "년" and int(match["number"]) > _LONGEST_BARE_YEARS and not match["tail"]:
            continue
        end = match.end("unit")
        yield _Read(match.start(), end, f"P{int(match['number'])}{_DURATIONS[unit]}", "duration")


_READERS: tuple[tuple[str, Callable[[str, date | None, tuple[_Read, ...]], Iterator[_Read]]], ...] = (
    ("월", _day_ranges),
    (".-/년", _full_dates), ("~-부", _month_ranges), ("~-부", _year_ranges), ("월(", _days_without_year), (".", _days_alone),
    ("기", _parts_of_year), (".년월", _months), ("'년", _years), ("해동", _same_years),
    ("기", _bare_halves),
    ("월", _bare_months), ("해년", _relative_years), ("년월주일", _durations),
)  # fmt: skip
"""From the longest form to the shortest; what one has taken, a later one leaves.

Before each stand the characters, folded, of which every date of its form holds at least one.
"""
_SIGNS = frozenset().union(*(needed for needed, _ in _READERS))


def _join(items: list[_Read], text: str) -> list[_Read]:
    """Make a period of two days or months with ~ or 부터 … 까지 around them."""
    joined: list[_Read] = []
    for item in items:
        last = joined[-1] if joined else None
        if last is not None and _is_joined(last, item, text):
            joined[-1] = _Read(
                last.start, item.end, f"{last.value}/{item.value}", "period", _both(last, item)
            )
        else:
            joined.append(item)
    return joined


def _is_joined(last: _Read, item: _Read, text: str) -> bool:
    kinds = ("date", "datetime", "month", "year")
    gap = patterns.JOIN.fullmatch(text, last.end, item.start)
    if gap is None or last.kind not in kinds or item.kind not in kinds or last.value > item.value:
        return False
    return not gap["since"] or patterns.UNTIL.match(text, item.end) is not None


def _both(one: _Read, other: _Read) -> bool | None:
    checks = [check for check in (one.weekday_ok, other.weekday_ok) if check is not None]
    return all(checks) if checks else None

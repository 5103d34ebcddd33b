"""When a press release was given out, and until when which medium has to wait."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.header_labels import Label, Row, Slot
from extractors.nlp.dates import DateMention, find_dates
from schemas.evidence import CharSpan
from schemas.header import HeaderValue
from schemas.issue import Issue, issue

# "조간", "석간", "지면": the paper; "인터넷", "온라인": the web; "방송", "통신": the air and the wire.
_MEDIUM = re.compile(
    r"(?P<print>조\s?간|석\s?간|지\s?면|신문|인쇄)|(?P<online>온라인|인터넷|누리집|포털)|(?P<broadcast>방\s?송|통\s?신)"
)
# "9. 30.(금) 조간", "9. 30.(금) (조간)"
_PAPER_AFTER = re.compile(
    r"\s{0,2}[(\[]?\s{0,2}(?P<paper>조\s?간|석\s?간)(?!\s{0,2}[)\]]?\s{0,2}[:：]?\s{0,2}\d)"
)
_AFTERWARDS = re.compile(r"\s{0,2}(?:이후|부터|엠바고)")
# "통신·방송·인터넷은": several media in one list.
_MEDIA_LIST = re.compile(r"(?:(?:통신|방송|인터넷|온라인|신문|지면)[·,、ㆍ‧․:.\-/\s]{0,3}){1,5}$")
# "조간부터 보도하여 주시기 바랍니다", "이후 보도 가능": what only a report date's line says.
_REPORTING = re.compile(r"조\s?간|석\s?간|보도\s?(?:하여|해|가능|바랍|요청)|이후|엠바고|부터\s?보도")
# "9. 3. 12:00", "9.3.", "27일(수) 12:00": a day without its year, inside the line of a report date.
_BARE_DAY = re.compile(
    r"(?<![\d.])(?:(?P<month>1[0-2]|0?[1-9])\.\s{0,2}(?P<day>3[01]|[12]\d|0?[1-9])\.?|(?P<day_only>3[01]|[12]\d|0?[1-9])일(?:\s?\([월화수목금토일]\))?)"
    r"(?:\s{0,2}(?P<clock>[0-2]?\d:[0-5]\d))?(?![\d.])"
)


@dataclass(frozen=True, slots=True)
class Timing:
    """The dates of the head, as values, and what is wrong with them."""

    released_on: str | None
    values: tuple[HeaderValue, ...]
    issues: tuple[Issue, ...]


def read_timing(rows: Sequence[Row]) -> Timing:
    """Read release and embargo dates from the rows of the head.

    A slot after its label counts first; without a readable label the shape
    decides: a lone date is the release, a date with 조간, 이후 or 보도 an embargo.
    A report date alone dates the text, but is no value for the release.
    """
    slots = [(slot, label) for row in rows for slot, label in _labelled(row)]
    release = _first_release(slots)
    released = release[1] if release else None
    is_stated = release is not None and not _reports(release[0], slots)
    values = [_release_value(*release)] if release and is_stated else []
    issues = [*_weekday_issues(release[0], [release[2]])] if release else []
    for slot, label in slots:
        if _announces_report(slot, label, release):
            found = _dates(slot, released)
            values += _embargoes(slot, found)
            issues += _weekday_issues(slot, found)
    return Timing(released.isoformat() if released else None, tuple(values), tuple(issues))


def _labelled(row: Row) -> Iterator[tuple[Slot, Label | None]]:
    """Each slot that holds a value, with the label before it in its row."""
    label = None
    for slot in row:
        if slot.label is None:
            yield slot, label
        else:
            label = slot.label


def _first_release(slots: Sequence[tuple[Slot, Label | None]]) -> tuple[Slot, date, DateMention] | None:
    wanted = [slot for slot, label in slots if label in (Label.RELEASE, Label.ISSUE)]
    lone = [slot for slot, label in slots if label is None and not _REPORTING.search(slot.text)]
    reports = [slot for slot, label in slots if label is Label.REPORT]
    for slot in [*wanted, *(slot for slot in lone if _is_lone_date(slot)), *reports]:
        for mention in _dates(slot, None):
            if mention.kind in {"date", "datetime"}:
                return slot, date.fromisoformat(mention.value[:10]), mention
    return None


def _reports(slot: Slot, slots: Sequence[tuple[Slot, Label | None]]) -> bool:
    """Whether the day is only when the news may be reported: it dates the text, but states no release."""
    return (slot, Label.REPORT) in slots


def _is_lone_date(slot: Slot) -> bool:
    found = [mention for mention in _dates(slot, None) if mention.kind in {"date", "datetime"}]
    covered = sum(mention.span.end - mention.span.start for mention in found)
    return bool(found) and len(slot.text) - covered <= len("배포일: .")


def _release_value(slot: Slot, day: date, mention: DateMention) -> HeaderValue:
    return HeaderValue("released_on", day.isoformat(), mention.span.shifted(slot.span.start))


def _announces_report(
    slot: Slot, label: Label | None, release: tuple[Slot, date, DateMention] | None
) -> bool:
    if release is not None and slot == release[0] and label is not Label.REPORT:
        return False
    return label is Label.REPORT or bool(_REPORTING.search(slot.text) and label is not Label.RELEASE)


def _dates(slot: Slot, released: date | None) -> list[DateMention]:
    found = find_dates(slot.text, released_on=released)
    points = [mention for mention in found if mention.kind in {"date", "datetime"}]
    if released is None and not points:
        return []
    around = released or date.fromisoformat(points[0].value[:10])
    return sorted([*points, *_bare_days(slot.text, points, around)], key=lambda mention: mention.span)


def _bare_days(text: str, known: Sequence[DateMention], around: date) -> Iterator[DateMention]:
    for match in _BARE_DAY.finditer(text):
        span = CharSpan(*match.span())
        if any(span.overlaps(mention.span) for mention in known) or not match["clock"]:
            continue
        try:
            month = int(match["month"]) if match["month"] else around.month
            day = date(around.year, month, int(match["day"] or match["day_only"]))
            if (
                match["day_only"] and day < around
            ):  # "1일(일) 12:00" after the 30th: reports follow the release
                day = date(around.year + around.month // 12, around.month % 12 + 1, day.day)
        except ValueError:
            continue
        value = f"{day.isoformat()}T{match['clock']:0>5}"
        yield DateMention(span, value, "datetime", f"{match[0]} -> {value}")


def _embargoes(slot: Slot, found: Sequence[DateMention]) -> Iterator[HeaderValue]:
    start = 0
    for mention in found:
        paper = _PAPER_AFTER.match(slot.text, mention.span.end)
        later = _AFTERWARDS.match(slot.text, mention.span.end)
        end = paper.end() if paper else later.end() if later else mention.span.end
        media = ("print",) if paper else _media(slot.text[start : mention.span.start])
        value = mention.value[:10] if paper else mention.value
        for number, medium in enumerate(media or (None,)):
            # Equal values need spans of their own, or their facts would be one.
            last = end if number == 0 else mention.span.end
            span = CharSpan(mention.span.start, last).shifted(slot.span.start)
            yield HeaderValue("embargo_until", value, span, (("medium", medium),) if medium else ())
        start = end


def _media(before: str) -> tuple[str, ...]:
    """The media that the list nearest before a date names; a wire counts as broadcast.

    >>> _media("※ 통신·방송·인터넷은 "), _media("조간(온라인 "), _media("보도시점 ")
    (('online', 'broadcast'), ('online',), ())
    """
    named = list(_MEDIUM.finditer(before))
    if not named:
        return ()
    listed = _MEDIA_LIST.search(before, 0, named[-1].end())
    first = listed.start() if listed else named[-1].start()
    found = {match.lastgroup for match in named if match.start() >= first}
    return tuple(medium for medium in ("print", "online", "broadcast") if medium in found)


def _weekday_issues(slot: Slot, found: Sequence[DateMention]) -> Iterator[Issue]:
    for mention in found:
        if mention.weekday_ok is False:
            written = mention.span.slice(slot.text)
            yield issue(
                "weekday_mismatch",
                f"'{written}'의 요일이 날짜와 맞지 않습니다. 원문의 날짜를 확인하십시오.",
                f"the weekday in '{written}' is not the one of that date; check the date in the original",
                span=mention.span.shifted(slot.span.start).as_tuple(),
            )

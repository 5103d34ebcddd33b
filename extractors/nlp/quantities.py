"""Quantities: a number, its unit, its qualifier, and the noun it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from extractors.nlp import quantity_patterns as patterns
from extractors.nlp.amounts import DIGITS, Number, parse_amount, scaled
from extractors.nlp.boundary import ends_noun, starts_word
from extractors.nlp.dates import find_dates
from extractors.nlp.normalise import View, view
from extractors.nlp.phrases import noun_phrase_after, noun_phrase_before
from extractors.nlp.sure_counts import LEAST_TIMES, SURE_ONLY, left_noun
from extractors.nlp.units import (
    BY_SURFACE,
    NATIVE_COUNTERS,
    NATIVE_NUMBERS,
    VEHICLES,
    UnitForm,
)
from schemas.evidence import CharSpan
from schemas.fact import Qualifier, Unit

_ANY_YEAR = date(2000, 1, 1)
"""Dates are looked for only to keep their numbers out; which year they get does not matter."""
# No quantity is without a digit or a syllable of "두", "세", …, "열", "스물", …; the letters are syllables not yet composed.
_MAY_COUNT = re.compile(r"[\d두세네섯곱덟홉열물무른흔쉰순든\u1100-\u11ff]")
# "1,204", "3.5", "-0.2": a cell of a table; no unit is written with these signs
_BARE_FIGURE = re.compile(r"[\d\s,.()~+\-]*")
_DIGITS = re.compile(DIGITS)
_WITH_BLANK = ("세대", "인", "점")
"""Units that make another word with what follows after a blank too: 5세대 이동통신, 1인 가구, 100점 만점."""
_LONGEST_BARE_YEARS = 19
"""A bare number above this before 년 may be a year ("92년")."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured or counted amount.

    `span` holds qualifier and unit, `number_span` the digits and number words.
    `value` is in `unit`; `range_end` is the upper end of "10~20명". `before` is
    set on the second amount of a change ("12분에서 8분으로": 8, before 12).
    """

    span: CharSpan
    number_span: CharSpan
    value: Number
    unit: Unit | None
    qualifier: Qualifier | None
    derivation: str | None
    measure_span: CharSpan | None
    range_end: Number | None = None
    before: Number | None = None
    role: Literal["before", "after"] | None = None

    def shifted(self, by: int) -> Quantity:
        """The same amount, so many characters further on."""
        measure = None if self.measure_span is None else self.measure_span.shifted(by)
        return Quantity(
            self.span.shifted(by), self.number_span.shifted(by), self.value, self.unit, self.qualifier,
            self.derivation, measure, self.range_end, self.before, self.role,
        )  # fmt: skip


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text, in text order, none over another or over a date.

    >>> text = "대 기시간 최대 70분 절감, 60여개 구정지표, 사업비 18억 9,600만원, 5대 서비스"
    >>> [(found.value, found.unit, found.qualifier) for found in find_quantities(text)]
    [(70, 'min', 'max'), (60, 'count', 'over'), (1896000000, 'KRW', None)]
    """
    if not _MAY_COUNT.search(text) or _BARE_FIGURE.fullmatch(text):
        return []
    candidates = sorted(_candidates(view(text), text), key=lambda item: (item.span.start, -item.span.end))
    if not candidates:
        return []
    taken = _dated(text)
    found: list[Quantity] = []
    for item in candidates:
        if found and found[-1].span.overlaps(item.span):
            continue
        if not any(taken[item.number_span.start : item.number_span.end]):
            found.append(item)
    return _with_changes(_with_parts(found, text), text)


def _dated(text: str) -> bytearray:
    """One for each character of a date, so that no number of a date is read as a quantity."""
    taken = bytearray(len(text))
    for mention in find_dates(text, released_on=_ANY_YEAR):
        if mention.kind != "duration":
            start, end = mention.span.as_tuple()
            taken[start:end] = b"\1" * (end - start)
    return taken


def _candidates(seen: View, text: str) -> Iterator[Quantity]:
    position = 0
    while digit := patterns.DIGIT.search(seen.text, position):
        match = patterns.QUANTITY.search(seen.text, max(position, digit.start() - patterns.LONGEST_BEFORE))
        if match is None:
            break
        item = _read(match, seen, text)
        if item is not None:
            yield item
        position = match.end() if item is not None else match.end("number")
    if "인구" in seen.text:
        for match in patterns.POPULATION.finditer(seen.text):
            yield _implied(match, seen, text, unit="person")
    if "억" in seen.text or "조" in seen.text:
        for match in patterns.BUDGET.finditer(seen.text):
            yield _implied(match, seen, text, unit="KRW")
    for match in patterns.NATIVE.finditer(seen.text):
        item = _native(match, seen, text)
        if item is not None:
            yield item


def _read(match: re.Match[str], seen: View, text: str) -> Quantity | None:
    """The quantity of a match, or None where its surroundings say that it is none."""
    form = BY_SURFACE[match["unit"]]
    if not _starts_number(match.start("number"), seen, text):
        return None
    if not _is_whole(match, seen) or not _may_follow(form, match, seen, text):
        return None
    if form.surface in SURE_ONLY and not SURE_ONLY[form.surface](match, seen, text):
        return None
    start = _qualified_start(match, seen, text)
    return _build(match, seen, text, form, start)


def _starts_number(index: int, seen: View, text: str) -> bool:
    """Whether the digits at `index` begin a number: no letter, 제 or part of another number stands before."""
    at = seen.starts[index]
    before = text[max(at - 2, 0) : at]
    if before and ((before[-1].isascii() and before[-1].isalnum()) or before[-1] in "'’‘_#"):
        return False
    if len(before) == 2 and before[-1] in ".,:/-–" and before[0].isdigit():
        return False
    if any(broken.end() == at for broken in patterns.BROKEN.finditer(text, max(at - 8, 0), at + 4)):
        return False
    ordinal = index > 0 and seen.text[index - 1] == "제"
    return not (ordinal and starts_word(text, seen.starts[index - 1]))


def _is_whole(match: re.Match[str], seen: View) -> bool:
    """Whether no blank stands inside a run of digits, commas and points: '1, 234' is not read."""
    for group in ("number", "range"):
        if match[group]:
            for run in _DIGITS.finditer(match[group]):
                start = match.start(group) + run.start()
                if not seen.is_glued(start, start + len(run.group())):
                    return False
    return True


def _may_follow(form: UnitForm, match: re.Match[str], seen: View, text: str) -> bool:
    after = match.end("unit")
    rest = seen.text[after : after + 12]
    if _is_other_word(form, match, seen):
        return False
    if form.tail == "duration":
        return _is_duration(match, form, rest)
    if form.surface[-1].isascii() and form.surface[-1].isalpha():
        return not (rest[:1].isascii() and rest[:1].isalnum())
    return form.tail == "any" or bool(match["after"]) or _ends_unit(text, seen.ends[after - 1])


def _is_other_word(form: UnitForm, match: re.Match[str], seen: View) -> bool:
    """Whether the unit is part of another word ("5세대 이동통신"), a time of day ("10시 30분") or a scale ("4점/5점")."""
    after, start = match.end("unit"), match.start("number")
    is_glued = not seen.blank_before(after)
    if is_glued or form.surface in _WITH_BLANK:
        rest = seen.text[after : after + 12]
        if any(rest.startswith(word) for word in form.not_before):
            return True
    before = seen.text[max(start - 3, 0) : start]
    if form.surface == "점" and before.endswith("점/"):
        return True
    return form.surface == "분" and patterns.CLOCK_BEFORE.search(before) is not None


def _ends_unit(text: str, end: int) -> bool:
    """Whether a strict unit ends here: as a noun does, or with a word of sharing (명당, 대씩)."""
    return ends_noun(text, end) or patterns.UNIT_END.match(text, end) is not None


def _is_duration(match: re.Match[str], form: UnitForm, rest: str) -> bool:
    value = parse_amount(match["number"])
    if match["before"] or match["after"] or match["over"] or patterns.DURATION_TAIL.match(rest):
        return value < 1000 or form.surface != "년"
    if form.surface == "년":
        return value <= _LONGEST_BARE_YEARS and not patterns.NO_DURATION.match(rest)
    return form.surface == "일" and value > 31


def _qualified_start(match: re.Match[str], seen: View, text: str) -> int:
    """Where the quantity begins: at its qualifier where that is a word of its own, else at the number."""
    if match["before"] and starts_word(text, seen.starts[match.start("before")]):
        return match.start("before")
    return match.start("sign") if _is_negative(match, seen, text) else match.start("number")


def _is_negative(match: re.Match[str], seen: View, text: str) -> bool:
    """△ and - before a number mean less, ▲ only before rates and money; with a blank they mark a list."""
    sign = match["sign"]
    if not sign or not seen.is_glued(match.start("sign"), match.start("number") + 1):
        return False
    rate = BY_SURFACE[match["unit"]].unit in ("percent", "percent_point", "KRW", "celsius", "tCO2", "score")
    before = text[max(seen.starts[match.start("sign")] - 1, 0) : seen.starts[match.start("sign")]]
    return (sign == "△" or rate) and not before.isalnum()


def _build(match: re.Match[str], seen: View, text: str, form: UnitForm, start: int) -> Quantity:
    sign = -1 if _is_negative(match, seen, text) else 1
    value = scaled(match["number"], form.factor, sign=sign)
    range_end = scaled(match["range"], form.factor, sign=sign) if match["range"] else None
    span = seen.span(start, match.end())
    words = (match["before"] if start == match.start("before") else None, match["after"], match["over"])
    unit = _unit_of(form, text, span)
    return Quantity(
        span=span,
        number_span=seen.span(
            match.start("number"), match.end("range") if match["range"] else match.end("number")
        ),
        value=value,
        unit=unit,
        qualifier=_qualifier(words),
        derivation=_derivation(span.slice(text), value, unit),
        measure_span=_measure(form, span, seen.ends[match.end("unit") - 1], text),
        range_end=range_end,
    )


def _unit_of(form: UnitForm, text: str, span: CharSpan) -> Unit:
    if form.surface != "대":
        return form.unit
    left = left_noun(text, span.start)
    if left is not None and patterns.DEVICE_NOUN.search(left.slice(text)):
        return "device"
    around = text[max(span.start - 15, 0) : span.start] + text[span.end : span.end + 10]
    return "vehicle" if any(word in around.replace(" ", "") for word in VEHICLES) else "device"


def _qualifier(words: tuple[str | None, ...]) -> Qualifier | None:
    said = [word for word in words if word]
    if not said:
        return None
    return next((name for name, marks in patterns.QUALIFIERS if any(word in marks for word in said)), None)


def _derivation(written: str, value: Number, unit: Unit | None) -> str:
    return f"{written} -> {value} {unit}" if unit else f"{written} -> {value}"


def _measure(form: UnitForm, span: CharSpan, unit_end: int, text: str) -> CharSpan | None:
    """The noun that is measured: counters look right first ("60여개 지표"), measures left ("면적 12㎡")."""
    behind = max(span.end, unit_end)
    if form.is_counter:
        return noun_phrase_after(text, behind) or left_noun(text, span.start)
    return left_noun(text, span.start) or noun_phrase_after(text, behind)


def _implied(match: re.Match[str], seen: View, text: str, *, unit: Unit) -> Quantity:
    span = seen.span(match.start("before") if match["before"] else match.start("number"), match.end())
    value = parse_amount(match["number"])
    return Quantity(
        span=span,
        number_span=seen.span(match.start("number"), match.end("number")),
        value=value,
        unit=unit,
        qualifier=_qualifier((match["before"], match["after"], match["over"])),
        derivation=f"{span.slice(text)} -> {value} {unit} (unit understood)",
        measure_span=noun_phrase_before(text, span.start),
    )


def _native(match: re.Match[str], seen: View, text: str) -> Quantity | None:
    span = seen.span(match.start(), match.end())
    is_torn = span.end - span.start > match.end() - match.start() + 1
    if is_torn or not starts_word(text, span.start) or not ends_noun(text, span.end):
        return None
    value, unit = NATIVE_NUMBERS[match["number"]], NATIVE_COUNTERS[match["unit"]]
    if match["unit"] == "번" and value < LEAST_TIMES:  # "두 번 눌러": how it is done
        return None
    number_span = seen.span(match.start("number"), match.end("number"))
    measure = noun_phrase_after(text, span.end) or noun_phrase_before(text, span.start)
    return Quantity(span, number_span, value, unit, None, _derivation(span.slice(text), value, unit), measure)


def _with_parts(found: list[Quantity], text: str) -> list[Quantity]:
    """Join the parts of one length of time: "1시간 30분" is 90 min."""
    joined: list[Quantity] = []
    for item in found:
        last = joined[-1] if joined else None
        size = patterns.TIME_PARTS.get((last.unit, item.unit)) if last is not None else None
        if last is None or size is None or text[last.span.end : item.span.start].strip(" "):
            joined.append(item)
            continue
        joined[-1] = _one_time(last, item, size, text)
    return joined


def _one_time(first: Quantity, second: Quantity, size: int, text: str) -> Quantity:
    span = CharSpan(first.span.start, second.span.end)
    value = first.value * size + second.value
    return replace(
        first,
        span=span,
        number_span=CharSpan(first.number_span.start, second.number_span.end),
        value=value,
        unit=second.unit,
        qualifier=second.qualifier or first.qualifier,
        derivation=_derivation(span.slice(text), value, second.unit),
    )


def _in_one_unit(first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """The first amount in the parts of the second: "9분에서 6분 30초로" is a change of seconds."""
    size = patterns.TIME_PARTS.get((first.unit, second.unit))
    if size is None or first.role is not None:
        return first, second
    return replace(first, value=first.value * size, unit=second.unit), second


def _with_changes(found: list[Quantity], text: str) -> list[Quantity]:
    """Mark the two amounts of a change: "12분에서 8분으로", "12분(’20) → 8분"."""
    marked = list(found)
    for index in range(1, len(marked)):
        first, second = _in_one_unit(marked[index - 1], marked[index])
        if first.unit == second.unit and patterns.ARROW.fullmatch(text, first.span.end, second.span.start):
            measure = first.measure_span or second.measure_span
            marked[index - 1] = replace(first, role="before", measure_span=measure)
            marked[index] = replace(
                second,
                role="after",
                before=first.value,
                measure_span=measure,
                qualifier=second.qualifier or (first.qualifier if first.qualifier == "mean" else None),
            )
        elif (
            first.role == "after" and second.measure_span is None and second.span.start - first.span.end <= 4
        ):
            marked[index] = replace(second, measure_span=first.measure_span)
    return marked

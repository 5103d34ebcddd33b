"""Quantities: a number, its unit, its qualifier, and the noun it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from extractors.nlp.boundary import ends_noun, starts_word
from extractors.nlp.dates import find_dates
from extractors.nlp.normalise import View, view
from extractors.nlp.phrases import noun_phrase_after, noun_phrase_before
from extractors.nlp.units import (
    BY_SURFACE,
    DEVICES,
    MAGNITUDES,
    NATIVE_COUNTERS,
    NATIVE_NUMBERS,
    VEHICLES,
    UnitForm,
)
from schemas.evidence import CharSpan
from schemas.fact import Qualifier, Unit

Number = int | float
MAX_DIGITS = 18
_ANY_YEAR = date(2000, 1, 1)
"""Dates are looked for only to keep their numbers out; which year they get does not matter."""

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AMOUNT = rf"{_DIGITS}(?:[십백천만억조]{{1,2}}(?:{_DIGITS})?)*"
_UNITS = "|".join(re.escape(surface) for surface in sorted(BY_SURFACE, key=lambda form: (-len(form), form)))
_BEFORE = r"(?:(?P<before>최대|최고|최장|최소|최저|최단|대략|약|총|모두|도합|합계|누적|일평균|월평균|연평균|하루평균|평균|무려|전체)(?:인|의)?)?"
_AFTER = (
    r"(?P<after>(?:의)?이상(?!징후|행동|현상|기후|고온|음원|상황|신호|감지|탐지|동기|거래)|이하|초과(?!근무)|미만|이내|"
    r"내외|가량|정도|안팎|여(?![가-힣])|등(?![가-힣급록]))?"
)
# "최대 70분", "60여개", "18억 9,600만원", "10~20명", "△3.5%p", "총 배점의 70% 이상"; on the text without blanks.
_QUANTITY = re.compile(
    rf"{_BEFORE}(?P<sign>[△▲\-]?)(?P<number>{_AMOUNT})"
    rf"(?:(?P<unit0>{_UNITS})?(?:~|-|내지)(?P<range>{_AMOUNT}))?(?P<over>여)?(?P<unit>{_UNITS}){_AFTER}"
)
# "인구 50만 기준", "인구는 약 31만": the unit is understood.
_POPULATION = re.compile(
    rf"인구(?:수)?(?:는|가|은)?{_BEFORE}(?P<number>{_DIGITS}[십백천]?만)(?P<over>여)?(?!명|인|원|[십백천만억조\d]){_AFTER}"
)
# "두 곳", "세 차례", "다섯 가지": native numbers, with safe counters only.
_NATIVE = re.compile(rf"(?P<number>{'|'.join(NATIVE_NUMBERS)})(?P<unit>{'|'.join(NATIVE_COUNTERS)})")
_PIECE = re.compile(rf"(?P<digits>{_DIGITS})|(?P<magnitude>[십백천만억조])")
# What must follow 일, 년, 주 so that they are a length of time and no date: "7일 이내", "10년간".
_DURATION_TAIL = re.compile(
    r"이내|이상|이하|미만|초과|동안|간|만에|여|정도|내외|씩|마다|째|에서|→|까지|짜리|걸리|소요|로단축"
)
# "5대 서비스", "10대 과제": a list with a name, not a number of things.
_NAMED_LIST = re.compile(
    r"(?:[가-힣]{0,6})(?:서비스|분야|과제|전략|목표|부문|사업|축|원칙|방향|중점|정책|산업|기술|권역|도시|광역|특구|범죄|안전|지표|영역|요소|가치|"
    r"비전|국정|프로젝트|시책|공약|뉴스|성과|거점|핵심|공공|미래|혁신|대표|기본|주요|종합|생활|불법|질환|암|항만|그룹|은행|기업)"
)
_MOST_LISTED = 100
"""A number above this names no list, whatever noun follows."""
# "30대 남성", "20·30대 청년": how old people are.
_AGE_GROUP = re.compile(
    r"(?:이상|이하)?(?:남성|여성|남녀|청년|주민|시민|이용자|어르신|노인|청소년|직장인|인구|환자|층|초반|중반|후반)"
)
# Actions that follow a number of devices: "CCTV 30대 설치", "버스 12대를".
_DEVICE_ACTION = re.compile(
    r"도입|설치|구축|운영|보급|교체|확대|증차|감차|운행|배치|추가|지원|구매|규모|투입|연계|확충|제공|신규|늘|증가|감소|줄|수용|주차|가동|구입|"
    r"확보|대상"
)
_OPENED = re.compile(r"[(:]\s{0,2}$")
# "12분에서 8분으로", "12분 → 8분", "12분(’20년) ⇒ 8분"
_ARROW = re.compile(
    r"\s{0,2}(?:\([^()\n]{1,15}\))?\s{0,2}(?:→|에서|⇒|->|➔|▶)\s{0,2}(?:\([^()\n]{1,15}\))?\s{0,2}"
)
_PARTS: dict[tuple[Unit | None, Unit | None], int] = {("h", "min"): 60, ("min", "s"): 60}
_RANKED: tuple[tuple[Qualifier, tuple[str, ...]], ...] = (
    ("at_least", ("이상", "의이상")), ("at_most", ("이하", "이내")), ("more_than", ("초과",)), ("less_than", ("미만",)),
    ("max", ("최대", "최고", "최장")), ("min", ("최소", "최저", "최단")), ("over", ("여",)),
    ("mean", ("평균", "일평균", "월평균", "연평균", "하루평균")),
    ("about", ("약", "대략", "내외", "가량", "정도", "안팎")), ("total", ("총", "모두", "도합", "합계", "누적", "전체")),
    ("etc", ("등",)),
)  # fmt: skip
"""Where a number has two qualifiers, the first of this list is kept."""


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


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text, in text order, none over another or over a date.

    >>> text = "대 기시간 최대 70분 절감, 60여개 구정지표, 사업비 18억 9,600만원, 5대 서비스"
    >>> [(found.value, found.unit, found.qualifier) for found in find_quantities(text)]
    [(70, 'min', 'max'), (60, 'count', 'over'), (1896000000, 'KRW', None)]
    """
    if not text or not (any(map(str.isdigit, text)) or _NATIVE.search(view(text).text)):
        return []
    seen = view(text)
    dated = [
        mention.span for mention in find_dates(text, released_on=_ANY_YEAR) if mention.kind != "duration"
    ]
    found: list[Quantity] = []
    for item in sorted(_candidates(seen, text), key=lambda item: (item.span.start, -item.span.end)):
        if found and found[-1].span.overlaps(item.span):
            continue
        if not any(span.overlaps(item.number_span) for span in dated):
            found.append(item)
    return _with_changes(_with_parts(found, text), text)


def parse_amount(written: str) -> Number:
    """Return the number that digits and Korean number words write; ValueError for anything else.

    >>> parse_amount("18억9,600만"), parse_amount("3만5천"), parse_amount("1,234.5"), parse_amount("5백만")
    (1896000000, 35000, 1234.5, 5000000)
    """
    total, group, current = Decimal(0), Decimal(0), None
    position = 0
    for piece in _PIECE.finditer(written):
        if piece.start() != position:
            raise ValueError(f"no amount in {written!r}")
        position = piece.end()
        if piece["digits"]:
            current = Decimal(piece["digits"].replace(",", ""))
            continue
        size = MAGNITUDES[piece["magnitude"]]
        if size < MAGNITUDES["만"]:
            group, current = group + (1 if current is None else current) * size, None
        else:
            total, group, current = total + (group + (current or 0) or 1) * size, Decimal(0), None
    if not written or position != len(written):
        raise ValueError(f"no amount in {written!r}")
    return _number(total + group + (current or 0))


def _number(amount: Decimal) -> Number:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _candidates(seen: View, text: str) -> Iterator[Quantity]:
    position = 0
    while match := _QUANTITY.search(seen.text, position):
        item = _read(match, seen, text)
        if item is not None:
            yield item
        position = match.end() if item is not None else _after_number(match)
    for match in _POPULATION.finditer(seen.text):
        yield _implied(match, seen, text, unit="person")
    for match in _NATIVE.finditer(seen.text):
        item = _native(match, seen, text)
        if item is not None:
            yield item


def _after_number(match: re.Match[str]) -> int:
    return match.end("number")


def _read(match: re.Match[str], seen: View, text: str) -> Quantity | None:
    """The quantity of a match, or None where its surroundings say that it is none."""
    form = BY_SURFACE[match["unit"]]
    if len(match["number"]) > MAX_DIGITS or not _starts_number(match.start("number"), seen, text):
        return None
    if not _is_whole(match, seen) or not _may_follow(form, match, seen, text):
        return None
    if form.surface == "대" and not _counts_devices(match, seen, text):
        return None
    start = _qualified_start(match, seen, text)
    return _build(match, seen, text, form, start)


def _starts_number(index: int, seen: View, text: str) -> bool:
    """Whether the digits at `index` begin a number: no letter, 제 or part of another number stands before."""
    at = seen.starts[index]
    before = text[max(at - 2, 0) : at]
    if before and (before[-1].isascii() and before[-1].isalnum() or before[-1] in "'’‘_#"):
        return False
    if len(before) == 2 and before[-1] in ".,:/-–" and before[0].isdigit():
        return False
    if re.search(r"\d,\s+$", text[max(at - 6, 0) : at]) and re.match(r"\d{3}(?!\d)", text[at:]):
        return False
    ordinal = index > 0 and seen.text[index - 1] == "제"
    return not (ordinal and starts_word(text, seen.starts[index - 1]))


def _is_whole(match: re.Match[str], seen: View) -> bool:
    """Whether no blank stands inside a run of digits, commas and points: '1, 234' is not read."""
    for group in ("number", "range"):
        if match[group]:
            for run in re.finditer(_DIGITS, match[group]):
                start = match.start(group) + run.start()
                if not seen.is_glued(start, start + len(run.group())):
                    return False
    return True


def _may_follow(form: UnitForm, match: re.Match[str], seen: View, text: str) -> bool:
    after = match.end("unit")
    rest = seen.text[after : after + 12]
    if any(rest.startswith(word) and not seen.blank_before(after) for word in form.not_before):
        return False
    if form.surface in ("세대", "인", "점") and any(rest.startswith(word) for word in form.not_before):
        return False
    if form.tail == "duration":
        return _is_duration(match, form, rest)
    if form.surface[-1].isascii() and form.surface[-1].isalpha():
        return not (rest[:1].isascii() and rest[:1].isalnum())
    if form.tail == "any":
        return True
    return bool(match["after"]) or _ends_unit(text, seen.ends[after - 1])


def _ends_unit(text: str, end: int) -> bool:
    """Whether a strict unit ends here: as a noun does, or with a word of sharing (명당, 대씩)."""
    return (
        ends_noun(text, end)
        or re.match(r"씩|당|마다|짜리|간|째|만에|만으로|이상|이하|규모|급", text[end:]) is not None
    )


def _is_duration(match: re.Match[str], form: UnitForm, rest: str) -> bool:
    value = parse_amount(match["number"])
    if match["before"] or match["after"] or match["over"] or _DURATION_TAIL.match(rest):
        return value < 1000 or form.surface != "년"
    if form.surface == "년":
        return value < 20 and not re.match(r"차|도|생|대|산|식|형", rest)
    return form.surface == "일" and value > 31


def _counts_devices(match: re.Match[str], seen: View, text: str) -> bool:
    """Whether N대 counts vehicles or devices, and does not name a list ("5대 서비스")."""
    rest = seen.text[match.end("unit") : match.end("unit") + 16]
    if _AGE_GROUP.match(rest):
        return False
    if match["after"] or match["over"] or match["range"] or match["before"]:
        return not _NAMED_LIST.match(rest)
    left = noun_phrase_before(text, seen.starts[match.start()])
    if left is not None and left.slice(text).endswith((*VEHICLES, *DEVICES)):
        return True
    is_particle = not seen.blank_before(match.end("unit"))
    if not rest or not rest[0].isalnum() or is_particle:
        return True
    return _DEVICE_ACTION.match(rest) is not None or (
        not _NAMED_LIST.match(rest) and parse_amount(match["number"]) > _MOST_LISTED
    )


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
    value = _scaled(match["number"], form.factor, sign)
    range_end = _scaled(match["range"], form.factor, sign) if match["range"] else None
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


def _scaled(written: str, factor: Number, sign: int) -> Number:
    return _number(Decimal(str(parse_amount(written))) * Decimal(str(factor)) * sign)


def _unit_of(form: UnitForm, text: str, span: CharSpan) -> Unit:
    if form.surface != "대":
        return form.unit
    around = text[max(span.start - 15, 0) : span.start] + text[span.end : span.end + 10]
    return "vehicle" if any(word in around.replace(" ", "") for word in VEHICLES) else "device"


def _qualifier(words: tuple[str | None, ...]) -> Qualifier | None:
    return next((name for name, marks in _RANKED if any(word in marks for word in words if word)), None)


def _derivation(written: str, value: Number, unit: Unit | None) -> str:
    return f"{written} -> {value} {unit}" if unit else f"{written} -> {value}"


def _measure(form: UnitForm, span: CharSpan, unit_end: int, text: str) -> CharSpan | None:
    """The noun that is measured: counters look right first ("60여개 구정지표"), measures left ("면적 12㎡")."""
    left = _left_noun(text, span.start)
    right = noun_phrase_after(text, max(span.end, unit_end))
    if form.is_counter:
        return right or left
    return left or right


def _left_noun(text: str, start: int) -> CharSpan | None:
    """The noun before a quantity, also before the bracket or colon that opens it: "CCTV(1,200대)"."""
    left = noun_phrase_before(text, start)
    opened = _OPENED.search(text, max(start - 3, 0), start)
    return noun_phrase_before(text, opened.start()) if left is None and opened else left


def _implied(match: re.Match[str], seen: View, text: str, *, unit: Unit) -> Quantity:
    span = seen.span(match.start("before") if match["before"] else match.start("number"), match.end())
    value = parse_amount(match["number"])
    return Quantity(
        span=span,
        number_span=seen.span(match.start("number"), match.end("number")),
        value=value,
        unit=unit,
        qualifier=_qualifier((match["before"], match["after"], match["over"])),
        derivation=f"{span.slice(text)} -> {value} {unit} (unit understood from 인구)",
        measure_span=seen.span(match.start(), match.start() + 2),
    )


def _native(match: re.Match[str], seen: View, text: str) -> Quantity | None:
    span = seen.span(match.start(), match.end())
    is_torn = span.end - span.start > match.end() - match.start() + 1
    if is_torn or not starts_word(text, span.start) or not ends_noun(text, span.end):
        return None
    value, unit = NATIVE_NUMBERS[match["number"]], NATIVE_COUNTERS[match["unit"]]
    number_span = seen.span(match.start("number"), match.end("number"))
    measure = noun_phrase_after(text, span.end) or noun_phrase_before(text, span.start)
    return Quantity(span, number_span, value, unit, None, _derivation(span.slice(text), value, unit), measure)


def _with_parts(found: list[Quantity], text: str) -> list[Quantity]:
    """Join the parts of one length of time: "1시간 30분" is 90 min."""
    joined: list[Quantity] = []
    for item in found:
        last = joined[-1] if joined else None
        size = _PARTS.get((last.unit, item.unit)) if last is not None else None
        if last is None or size is None or text[last.span.end : item.span.start].strip(" "):
            joined.append(item)
            continue
        span = CharSpan(last.span.start, item.span.end)
        value = last.value * size + item.value
        joined[-1] = replace(
            last, span=span, number_span=CharSpan(last.number_span.start, item.number_span.end), value=value, unit=item.unit,
            qualifier=item.qualifier or last.qualifier, derivation=_derivation(span.slice(text), value, item.unit),
        )  # fmt: skip
    return joined


def _with_changes(found: list[Quantity], text: str) -> list[Quantity]:
    """Mark the two amounts of a change: "12분에서 8분으로", "12분(’20) → 8분"."""
    marked = list(found)
    for index in range(1, len(marked)):
        first, second = marked[index - 1], marked[index]
        if first.unit == second.unit and _ARROW.fullmatch(text, first.span.end, second.span.start):
            measure = first.measure_span or second.measure_span
            marked[index - 1] = replace(first, role="before", measure_span=measure)
            marked[index] = replace(second, role="after", before=first.value, measure_span=measure)
        elif (
            first.role == "after" and second.measure_span is None and second.span.start - first.span.end <= 4
        ):
            marked[index] = replace(second, measure_span=first.measure_span)
    return marked

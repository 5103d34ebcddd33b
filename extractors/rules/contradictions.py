"""When two stated values contradict each other: of one measure, time and kind, and with no number that both allow."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.rules.literals import literal
from extractors.rules.values import Found
from schemas.fact import Fact, Period, Qualifier, Status, Unit

_INFINITE = Decimal("Infinity")
_ABOUT = Decimal("0.1")  # "약 100" may be 90 or 110
_MYRIADS = (Decimal(10**12), Decimal(10**8), Decimal(10**4))  # 조, 억, 만
# what one of each unit is in the first unit of its dimension
_DIMENSIONS: tuple[tuple[tuple[Unit, str], ...], ...] = (
    (("s", "1"), ("min", "60"), ("h", "3600"), ("day", "86400"), ("week", "604800")),
    (("month", "1"), ("year", "12")),
    (("m", "1"), ("km", "1e3")),
    (("m2", "1"), ("ha", "1e4"), ("km2", "1e6")),
    (("l", "1"), ("m3", "1e3")),
    (("kg", "1"), ("t", "1e3")),
    (("kW", "1"), ("MW", "1e3")),
    (("kWh", "1"), ("MWh", "1e3"), ("GWh", "1e6")),
    (("Mbps", "1"), ("Gbps", "1e3")),
    (("GB", "1"), ("TB", "1e3")),
    (("device", "1"), ("vehicle", "1")),
)
_BASE: dict[Unit, tuple[Unit, Decimal]] = {
    unit: (dimension[0][0], Decimal(factor)) for dimension in _DIMENSIONS for unit, factor in dimension
}
AHEAD: frozenset[Status] = frozenset({"planned", "purpose", "in_progress"})
"""What is not there yet."""
_OF_THE_VALUE: frozenset[Qualifier | None] = frozenset(
    {None, "about", "over", "etc", "at_least", "at_most", "more_than", "less_than"}
)
"""Qualifiers of one and the same number; a maximum, a minimum, a mean and a total are numbers of their own."""
# heads and measures that say when: "도입 전('18)", "기존", "전년"
_BEFORE = re.compile(
    r"이전|기존|종전|당초|전년|작년|(?:도입|시행|설치|구축|개선|교체|사업|적용|운영|전환|정비)\s?전(?![가-힣])|^전$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers that a statement allows, both ends included, and what it is printed to; in one unit."""

    low: Decimal
    high: Decimal
    printed_to: Decimal

    def meets(self, other: Span) -> bool:
        """Whether some number fits both; the one that is printed less exactly may have been rounded."""
        exact = self.printed_to == other.printed_to
        slack = Decimal(0) if exact else max(self.printed_to, other.printed_to) / 2
        return self.low <= other.high + slack and other.low <= self.high + slack


def disagree(one: Found, other: Found, *, years: tuple[str | None, str | None] = (None, None)) -> bool:
    """Whether two values contradict each other: of the same measure, dimension, time and kind, with nothing in common.

    A total and a yearly figure, a maximum and a mean, before and after, what is planned and what is done do not;
    nor do "약 100" and 98, or 90 minutes and 1.5 hours. `years` are those in which the documents were written: what
    is stated without a time is stated of them.
    """
    return (
        _is_number(one)
        and _is_number(other)
        and _same_measure(one.measure, other.measure)
        and dimension_of(one.unit) == dimension_of(other.unit)
        and _same_kind(one.qualifier, other.qualifier)
        and _same_time(one, other, years)
        and not _are_of_one_place(one.fact, other.fact)
        and not _tells_of(one, other)
        and not _tells_of(other, one)
        and not allowed_by(one).meets(allowed_by(other))
    )


def _is_number(found: Found) -> bool:
    return isinstance(found.value, int | float) and not isinstance(found.value, bool)


def _same_measure(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    first, second = literal(one), literal(other)
    return first in second or second in first


def dimension_of(unit: Unit | None) -> Unit | None:
    """What a unit measures, named by the first unit of its kind.

    >>> dimension_of("h"), dimension_of("place"), dimension_of(None)
    ('s', 'place', None)
    """
    return _BASE[unit][0] if unit in _BASE else unit


def _same_kind(one: Qualifier | None, other: Qualifier | None) -> bool:
    return one == other or (one in _OF_THE_VALUE and other in _OF_THE_VALUE)


def _same_time(one: Found, other: Found, years: tuple[str | None, str | None]) -> bool:
    """Equal periods, or none in documents of one year (or of unknown ones); both ahead or neither, both before or neither."""
    if (one.fact.status in AHEAD) != (other.fact.status in AHEAD) or is_before(one.fact) != is_before(
        other.fact
    ):
        return False
    if one.period is None and other.period is None:
        return None in years or years[0] == years[1]
    return one.period is not None and other.period is not None and _days(one.period) == _days(other.period)


def _days(period: Period) -> tuple[str, str]:
    """The first and the last day of a period.

    >>> _days(Period(start="2021")) == _days(Period(start="2021-01", end="2021-12"))
    True
    """
    start, end = period.start or "", period.end or period.start or ""
    return start + "-01-01"[len(start) - len("2021") :], _last_day(end)


def _last_day(date: str) -> str:
    if len(date) == len("2021"):
        return f"{date}-12-31"
    if len(date) == len("2021-02"):
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]}"
    return date


def is_before(fact: Fact) -> bool:
    """Whether heads or measure say that the value is of the time before a change."""
    heads = [head for proof in fact.evidence if proof.cell is not None for head in proof.cell.header_path]
    return any(_BEFORE.search(words) for words in (*heads, fact.measure or ""))


def _are_of_one_place(one: Fact, other: Fact) -> bool:
    """Whether both stand in one table, whose rows and columns tell things apart, or on the same characters."""
    if one.document_id != other.document_id:
        return False
    tables = [{proof.cell.table_id for proof in fact.evidence if proof.cell} for fact in (one, other)]
    places = [{proof.span for proof in fact.evidence} for fact in (one, other)]
    return bool(tables[0] & tables[1]) or bool(places[0] & places[1])


def _tells_of(one: Found, other: Found) -> bool:
    """Whether a statement of a change holds the other's number: as its before, its after or the change itself."""
    told = [one.fact.attributes.get(name) for name in ("before", "after", "change")]
    numbers = [Decimal(str(number)) for number in told if isinstance(number, int | float)]
    return any(number in (_number(other), Decimal(str(other.fact.value))) for number in numbers)


def _number(found: Found) -> Decimal:
    return Decimal(str(found.value))


def allowed_by(found: Found) -> Span:
    """The numbers that a value with its qualifier allows, in the base unit."""
    value = _number(found)
    low, high = value, value
    if found.qualifier == "about":
        low, high = value - abs(value) * _ABOUT, value + abs(value) * _ABOUT
    elif found.qualifier == "over":  # "100여 곳"
        high = value + _last_place(value)
    elif found.qualifier in ("at_least", "more_than", "etc"):
        high = _INFINITE
    elif found.qualifier in ("at_most", "less_than"):
        low = -_INFINITE
    return Span(low * _factor(found), high * _factor(found), _printed_to(value) * _factor(found))


def _factor(found: Found) -> Decimal:
    return _BASE[found.unit][1] if found.unit in _BASE else Decimal(1)


def _printed_to(value: Decimal) -> Decimal:
    """What a number is printed to: its last decimal, or one, or 만, 억, 조 where it is whole in these.

    >>> _printed_to(Decimal("8.2")), _printed_to(Decimal(100)), _printed_to(Decimal(214000000))
    (Decimal('0.1'), Decimal('1'), Decimal('10000'))
    """
    if value != value.to_integral_value():
        return _last_place(value)
    return next((one for one in _MYRIADS if value and value % one == 0), Decimal(1))


def _last_place(value: Decimal) -> Decimal:
    """One in the last digit that is no zero.

    >>> _last_place(Decimal(1200)), _last_place(Decimal("8.2"))
    (Decimal('1E+2'), Decimal('0.1'))
    """
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)

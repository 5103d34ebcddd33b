"""The value a record takes from the facts under a cue: the right kind of quantity, nearest to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.rules.engine import Opening
from extractors.rules.literals import literal
from extractors.rules.pack import ValueRule
from schemas.evidence import CharSpan
from schemas.fact import Fact, Period, Qualifier, Unit, Value

# what one of the left unit is in the right one
CONVERSIONS: dict[tuple[Unit, Unit], Decimal] = {
    ("h", "min"): Decimal(60),
    ("s", "min"): Decimal(1) / Decimal(60),
    ("min", "h"): Decimal(1) / Decimal(60),
    ("min", "s"): Decimal(60),
    ("h", "s"): Decimal(3600),
    ("day", "min"): Decimal(1440),
    ("km", "m"): Decimal(1000),
    ("m", "km"): Decimal("0.001"),
    ("MWh", "kWh"): Decimal(1000),
    ("GWh", "MWh"): Decimal(1000),
    ("kWh", "MWh"): Decimal("0.001"),
    ("TB", "GB"): Decimal(1000),
    ("year", "month"): Decimal(12),
    ("day", "h"): Decimal(24),
    ("km2", "m2"): Decimal(1_000_000),
    ("m2", "km2"): Decimal("0.000001"),
    ("ha", "km2"): Decimal("0.01"),
    ("MW", "kW"): Decimal(1000),
    ("kg", "t"): Decimal("0.001"),
}
# counters that Korean prose uses for one and the same thing
ALIKE: tuple[frozenset[Unit], ...] = (
    frozenset({"count", "kind", "item", "case", "device", "place"}),
    frozenset({"device", "vehicle"}),
    frozenset({"time", "count"}),
    frozenset({"organisation", "company", "place", "count"}),
)
# what must stand in a quote for its number to count this: "12회", not "5개 동"
_COUNTERS: dict[Unit, tuple[str, ...]] = {"time": ("회", "차례", "번")}
# "5대 공공서비스", "3대 핵심 전략": a set of named things, not a count of devices
_ENUMERATION = re.compile(
    r"(?P<number>\d{1,2})\s?대\s?(?:[가-힣·]{1,8}\s?)?(?P<of>서비스|분야|전략|과제|목표|부문|영역|핵심|중점|거점|사업)"
)
_MEASURE_REACH = 25
# "40곳에 안내기를 설치": what is counted by its places stands behind the number
_PLACED = re.compile(r"에\s?(?P<what>[^,.]{1,20})")
# "정류장 90곳 가운데 40곳", "전체 300대 중 120대": the number before is the whole, not what is told of it
_WHOLE = re.compile(r"\s?(?:가운데|중에?서?)(?=[\s\d])")
# "23분으로 단축", "6시간으로 줄었다": what was reached, not by how much it changed
_REACHED = re.compile(r"\s?(?:으로|로|까지)\s?(?:대폭|크게|더)?\s?(?:단축|줄|감소|절감|낮|앞당)")


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the fact that proves it."""

    value: Value
    unit: Unit | None
    qualifier: Qualifier | None
    period: Period | None
    measure: str | None
    fact: Fact
    converted: bool = False
    is_difference: bool = False
    """Whether the value is worked out of a before and an after that the quote states."""


def find_value(opening: Opening, facts: Sequence[Fact]) -> Found | None:
    """The value for an opened rule, or None where its sentence states none of that kind."""
    rule = opening.rule.value
    if rule.type == "presence":
        return None
    if rule.type in {"date", "text"}:
        return _worded(rule, opening, facts)
    fitting = [found for fact in facts if (found := _quantity(rule, opening, fact)) is not None]
    return _aggregate(rule, opening, fitting)


def _worded(rule: ValueRule, opening: Opening, facts: Sequence[Fact]) -> Found | None:
    field = rule.field or ("date" if rule.type == "date" else "feature")
    fitting = [_found(fact) for fact in facts if fact.field == field]
    return min(fitting, key=lambda found: distance(opening, found.fact), default=None)


def _quantity(rule: ValueRule, opening: Opening, fact: Fact) -> Found | None:
    if fact.field != "quantity" or isinstance(fact.value, (str, bool)):
        return None
    if _is_enumeration(opening, fact) or not _is_asked(rule, opening, fact):
        return None
    if not rule.change:
        return in_unit(rule, fact)
    return None if _is_reached(opening, fact) else _changed(rule, fact, fact.value)


def _is_reached(opening: Opening, fact: Fact) -> bool:
    after = opening.sentence.text[_span_in(opening, fact).end - opening.sentence.span[0] :]
    return "before" not in fact.attributes and _REACHED.match(after) is not None


def _changed(rule: ValueRule, fact: Fact, value: int | float) -> Found | None:
    """By how much: the difference where a fact states a before and an after, else the amount itself."""
    before = fact.attributes.get("before")
    if not isinstance(before, (int, float)) or isinstance(before, bool):
        return in_unit(rule, fact)
    by = as_number(abs(Decimal(str(before)) - Decimal(str(value))))
    found = in_unit(rule, fact.model_copy(update={"value": by}))
    return None if found is None else replace(found, fact=fact, is_difference=True)


def in_unit(rule: ValueRule, fact: Fact) -> Found | None:
    """A quantity in the unit a rule asks for, or None where it is of another kind."""
    if isinstance(fact.value, (str, bool)):
        return None
    if rule.unit is None or fact.unit is None or fact.unit == rule.unit:
        return _found(fact) if fact.unit == rule.unit else None
    if fact.unit in rule.also:
        return _found(fact, unit=rule.unit)
    return _converted(rule.unit, fact, fact.value)


def _converted(unit: Unit, fact: Fact, value: int | float) -> Found | None:
    factor = CONVERSIONS.get((fact.unit, unit)) if fact.unit is not None else None
    if factor is not None:
        return _found(fact, value=as_number(Decimal(str(value)) * factor), unit=unit, converted=True)
    if any(fact.unit in alike and unit in alike for alike in ALIKE) and _has_counter(unit, fact):
        return _found(fact, unit=unit)
    return None


def _has_counter(unit: Unit, fact: Fact) -> bool:
    counters = _COUNTERS.get(unit, ("",))
    return any(counter in evidence.quote for evidence in fact.evidence for counter in counters)


def _found(
    fact: Fact, *, value: Value | None = None, unit: Unit | None = None, converted: bool = False
) -> Found:
    return Found(
        value=fact.value if value is None else value,
        unit=unit or fact.unit,
        qualifier=fact.qualifier,
        period=fact.period,
        measure=fact.measure,
        fact=fact,
        converted=converted,
    )


def as_number(value: Decimal) -> int | float:
    """An int where the value is whole, else a float of at most 6 decimals.

    >>> as_number(Decimal("90.0")), as_number(Decimal("1.5"))
    (90, 1.5)
    """
    return int(value) if value == value.to_integral_value() else round(float(value), 6)


def _is_enumeration(opening: Opening, fact: Fact) -> bool:
    """Whether the number counts a fixed set (5대 서비스) rather than things."""
    span, sentence = _span_in(opening, fact), opening.sentence
    sets = (match.span() for match in _ENUMERATION.finditer(sentence.text))
    return any(CharSpan(*one).shifted(sentence.span[0]).overlaps(span) for one in sets)


def _is_asked(rule: ValueRule, opening: Opening, fact: Fact) -> bool:
    """Whether it is the quantity that the rule asks for: by its clause where words of one are given."""
    if not rule.clause:
        return _measures(rule, opening, fact)
    span, offset = _span_in(opening, fact), opening.sentence.span[0]
    inside = [
        opening.sentence.text[clause.span[0] - offset : clause.span[1] - offset]
        for clause in opening.sentence.clauses
        if CharSpan(*clause.span).overlaps(span)
    ]
    said = literal(" ".join(inside or [opening.sentence.text]))
    return any(literal(word) in said for word in rule.clause)


def _measures(rule: ValueRule, opening: Opening, fact: Fact) -> bool:
    """Whether the quantity measures what the rule asks: by its own measure, else by the words close before it."""
    if not rule.measure:
        return True
    span, offset = _span_in(opening, fact), opening.sentence.span[0]
    before = opening.sentence.text[max(span.start - offset - _MEASURE_REACH, 0) : span.end - offset]
    near = before if fact.measure is None else fact.measure + fact.evidence[0].quote
    placed = _PLACED.match(opening.sentence.text[span.end - offset :][:_MEASURE_REACH])
    said = literal(near + (placed["what"] if placed else ""))
    return any(literal(word) in said for word in rule.measure)


def _span_in(opening: Opening, fact: Fact) -> CharSpan:
    whole = CharSpan(*opening.sentence.span)
    return next(
        (e.char_span for e in fact.evidence if e.char_span.overlaps(whole)), fact.evidence[0].char_span
    )


def distance(opening: Opening, fact: Fact) -> tuple[int, int, str]:
    """How far a fact stands from the cue: its own clause first, then the characters between."""
    span, anchor = _span_in(opening, fact), opening.anchor_span
    clause = opening.governed.clause
    outside = int(clause is None or not span.overlaps(CharSpan(*clause.span)))
    return outside, max(span.start - anchor.end, anchor.start - span.end, 0), fact.fact_id


def _aggregate(rule: ValueRule, opening: Opening, fitting: Sequence[Found]) -> Found | None:
    parts = [found for found in fitting if not _is_whole(opening, found.fact)]
    ordered = sorted(parts or fitting, key=lambda found: distance(opening, found.fact))
    if not ordered:
        return None
    if rule.aggregate == "max":
        return max(ordered, key=lambda found: number_of(found.value))
    if rule.aggregate == "min":
        return min(ordered, key=lambda found: number_of(found.value))
    if rule.aggregate == "latest":
        return max(ordered, key=lambda found: _period_end(found.period))
    return ordered[0]


def _is_whole(opening: Opening, fact: Fact) -> bool:
    after = opening.sentence.text[_span_in(opening, fact).end - opening.sentence.span[0] :]
    return _WHOLE.match(after) is not None


def number_of(value: Value) -> float:
    """A value as a number to compare; text counts as 0."""
    return 0.0 if isinstance(value, str) else float(value)


def _period_end(period: Period | None) -> str:
    return (period.end or period.start or "") if period is not None else ""

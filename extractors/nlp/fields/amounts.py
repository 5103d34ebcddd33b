"""Quantities and dates with what they measure, and the status of the clause they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.dates import DateMention
from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_tables import is_number
from extractors.nlp.fields.stage_asides import status_behind
from extractors.nlp.normalise import plain
from extractors.nlp.quantities import Quantity
from schemas.evidence import CharSpan
from schemas.fact import Period, Status
from schemas.sentence import Clause

_COUNTS = ("count", "device", "vehicle", "place")
# "올해", "지난해": in the prose of an announcement they only point
# "2021년 1,204건", "’22년 38건": the year of an amount right before it
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:(?P<full>(?:19|20)\d{2})|['’‘](?P<short>\d{2}))\s?년도?\s{1,2}$")
# "영상 제공 건수: ": what a line of figures is about
_LABEL = re.compile(
    r"^[-○ㅇ·*\s]{0,4}(?P<label>[가-힣A-Za-z][가-힣A-Za-z·\s]{1,24}[가-힣A-Za-z])\s?[:：]\s?(?=\S{0,8}\d)"
)
# "운행 1km당 비용": what another amount is counted by
_PER = re.compile(r"\s?당(?![가-힣]{2})")
# "40대(계획 60대)", "목표치 90%", "계획 물량 60대 중": what is aimed at, where no verb says that it was reached
_AIMED_AT = re.compile(
    r"(?<![가-힣])(?:당초\s?|설치\s?|사업\s?)?(?:계획|목표)(?:치|값|량)?(?:\s?물량)?(?:은|는|인)?\s?[:：]?\s?$"
)
_RELATIVE = re.compile(r"(?:올해|금년|지난해|작년|내년|전년)(?:도)?$")
# up to two words before the amount, and the rest of its own word and one more after it; no comma between
_WORDS_BEFORE = re.compile(r"(?P<words>(?:[^\s\d,.:;()]{1,15}\s){0,2}[^\s\d,.:;()]{0,15}\s?)$")
_WORD_AFTER = re.compile(r"(?P<words>[^\s,;:()]{0,12}(?:\s[^\s\d,;:()]{1,12}(?=[\s,.;:()]|$))?)")


def quantities(passage: Passage, taken: frozenset[CharSpan]) -> Iterator[Draft]:
    """Yield every amount that no rule of the announcement took; of a speaker's words only plans."""
    if passage.unit.cell is not None and is_number(passage.unit.cell.text):
        return
    for quantity in passage.quantities:
        clause = passage.clause_at(quantity.number_span.start)
        if (
            quantity.unit == "rank"
            or quantity.span in taken
            or quantity.role == "before"
            or _PER.match(passage.text, quantity.span.end - passage.span.start)
            or not _may_say(passage, clause)
        ):
            continue
        yield _draft(passage, quantity, clause)


def _may_say(passage: Passage, clause: Clause | None) -> bool:
    return not passage.unit.is_quotation or (clause is not None and clause.status == "planned")


def _draft(passage: Passage, quantity: Quantity, clause: Clause | None) -> Draft:
    measure = quantity.measure_span or _label(passage)
    written = passage.slice(*measure.as_tuple()) if measure else ""
    year = _YEAR_BEFORE.search(passage.slice(passage.span.start, quantity.span.start))
    attributes: dict[str, object] = {}
    if quantity.before is not None:
        attributes = {"before": quantity.before, "after": quantity.value}
    if quantity.range_end is not None:
        attributes["range_end"] = quantity.range_end
    return Draft(
        field="quantity",
        value=quantity.value,
        span=fitted(quote_around(passage, quantity, clause), quantity.span),
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id="amount.quantity",
        measure=plain(written) or None,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        period=_year_of(year) if year else None,
        status=status_behind(passage, quantity.span.end, _status(passage, quantity, clause)),
        attributes=attributes,
        derivation=quantity.derivation,
        trust=0.95 if measure else 0.9,
    )


def _label(passage: Passage) -> CharSpan | None:
    """What a line of figures names first: "영상 제공 건수: 2021년 1,204건, 2022년 1,986건"."""
    found = _LABEL.match(passage.text)
    return None if found is None else CharSpan(*found.span("label")).shifted(passage.span.start)


def _year_of(found: re.Match[str]) -> Period:
    year = found["full"] or f"20{found['short']}"
    return Period.model_validate({"from": year, "to": year})


def quote_around(passage: Passage, quantity: Quantity, clause: Clause | None) -> CharSpan:
    """The amount with the words around it: what is measured before, and the word after ('가입자 8만 명을 모음')."""
    first, last = clause.span if clause is not None else passage.span.as_tuple()
    start, end = quantity.span.as_tuple()
    if quantity.measure_span is not None:
        start, end = min(start, quantity.measure_span.start), max(end, quantity.measure_span.end)
    before = _WORDS_BEFORE.search(passage.slice(min(first, start), start))
    after = _WORD_AFTER.match(passage.slice(end, max(last, end)))
    return CharSpan(
        start - (len(before["words"]) if before else 0),
        end + (len(after["words"].rstrip(" ,.")) if after else 0),
    )


def _status(passage: Passage, quantity: Quantity, clause: Clause | None) -> Status:
    """Of things that are counted, what became of them; of money and measures, what the clause says."""
    is_open = clause is None or clause.status in ("nominal", "unstated")
    if is_open and _AIMED_AT.search(passage.slice(passage.span.start, quantity.span.start)):
        return "planned"
    if clause is not None and quantity.unit in _COUNTS and quantity.role is None:
        return passage.status_of(quantity.span)
    return clause.status if clause is not None else "unstated"


def dates(passage: Passage) -> Iterator[Draft]:
    """Yield dates, months, years and periods; a duration is a quantity."""
    for found in passage.dates:
        clause = passage.clause_at(found.span.start)
        written = passage.slice(*found.span.as_tuple())
        if found.kind == "duration" or not _may_say(passage, clause):
            continue
        if _RELATIVE.match(written) and not passage.is_content:
            continue
        yield _date(passage, found, clause)


def _date(passage: Passage, found: DateMention, clause: Clause | None) -> Draft:
    event = clause.predicate if clause is not None else None
    start, end = found.value.split("/") if found.kind == "period" else (None, None)
    return Draft(
        field="date",
        value=found.value,
        span=found.span,
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id=f"amount.{found.kind}",
        measure=event,
        period=Period.model_validate({"from": start, "to": end}) if start else None,
        status=clause.status if clause is not None else "unstated",
        attributes={"event": event} if event else {},
        derivation=found.derivation,
        support="normalised",
        trust=0.7 if found.weekday_ok is False else 0.95,
    )

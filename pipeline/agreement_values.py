"""When two values are the same: numbers over units, dates by their parts, texts by their words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from rapidfuzz import fuzz

FREE_TEXT = frozenset({"feature", "effect", "benefit", "criterion", "coverage", "history"})
DATE_UNITS = frozenset({"date", "datetime", "year", "month", "year_range", "month_range", "date_range"})
_FREE_RATIO, _FREE_PART_RATIO = 70.0, 85.0  # of two wordings of one statement
_NAME_RATIO = 90.0
_OCR_SLACK = 10.0
_FOLD = str.maketrans(
    dict.fromkeys("‘’′`", "'")
    | dict.fromkeys("“”", '"')
    | dict.fromkeys("ㆍ・‧∙•", "·")
    | dict.fromkeys("–—−‐‑", "-")
    | dict.fromkeys("∼〜～", "~")
)
_MARKUP = re.compile(r"</?sup>|\*\*|\\(?=\*)|^#+\s*")
_FORMS = re.compile(r"\(주\)|주식회사|\(유\)|[「」『』\[\]<>《》〈〉'\".,…]")
# what measures one dimension, with how many of its first unit each is
_DIMENSIONS: tuple[tuple[tuple[str, Decimal], ...], ...] = tuple(
    tuple((name, Decimal(factor)) for name, factor in units)
    for units in (
        (("KRW", "1"), ("krw", "1"), ("원", "1"), ("천원", "1e3"), ("만원", "1e4"), ("백만원", "1e6"), ("억원", "1e8")),
        (("s", "1"), ("초", "1"), ("min", "60"), ("분", "60"), ("h", "3600"), ("시간", "3600"), ("day", "86400"),
         ("일", "86400"), ("week", "604800"), ("주", "604800")),
        (("month", "1"), ("개월", "1"), ("year", "12"), ("년", "12")),
        (("m", "1"), ("km", "1e3")),
        (("m2", "1"), ("ha", "1e4"), ("km2", "1e6")),
        (("kWh", "1"), ("MWh", "1e3"), ("GWh", "1e6")),
        (("kW", "1"), ("MW", "1e3")),
        (("percent", "1"), ("%", "1")), (("percent_point", "1"), ("%p", "1")), (("score", "1"), ("점", "1")),
        (("person", "1"), ("명", "1"), ("인", "1")), (("place", "1"), ("곳", "1"), ("개소", "1"), ("site", "1")),
        (("case", "1"), ("건", "1")), (("time", "1"), ("회", "1")),
        (("device", "1"), ("vehicle", "1"), ("대", "1")), (("company", "1"), ("개사", "1")),
        (("count", "1"), ("개", "1"), ("item", "1")), (("page", "1"), ("쪽", "1")),
        (("household", "1"), ("가구", "1"), ("세대", "1")), (("kind", "1"), ("종", "1")),
    )
)  # fmt: skip
_UNITS = {name: (row[0][0], factor) for row in _DIMENSIONS for name, factor in row}
_COUNTERS = frozenset(
    {"person", "place", "case", "time", "device", "company", "count", "page", "household", "kind"}
)
# "2022", "2022-09", "2022-09-29", "2022-09-29T11:00"
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?)?)?"
_DATES = re.compile(rf"(?P<first>{_DAY})(?:/(?P<last>{_DAY}))?")
_FIRST_DAYS = ("", "-01", "-01-01")


def characters(text: object) -> str:
    """A text without blanks and markup, with one sign of each kind, in small letters; NFKC."""
    written = _MARKUP.sub("", unicodedata.normalize("NFC", str(text)))
    plain = unicodedata.normalize("NFKC", written.translate(_FOLD)).translate(_FOLD)
    return "".join(plain.split()).casefold()


def folded(value: object) -> str:
    """A name as compared: its characters without company forms, brackets and quotes.

    >>> folded("㈜가나 소프트") == folded("가나소프트(주)")
    True
    """
    return _FORMS.sub("", characters(value))


def number_of(value: object) -> Decimal | None:
    """The number that a value is, also as '1,840'; None for other texts, and for true and false."""
    if isinstance(value, bool):
        return None
    try:
        return Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None


def dimension_of(unit: str | None) -> tuple[str, Decimal] | None:
    """(dimension, factor) of a unit, also of 'kWh/년'; of one that is not known itself; None of none."""
    if not unit:
        return None
    return _UNITS.get(unit) or _UNITS.get(unit.split("/", maxsplit=1)[0]) or (unit, Decimal(1))


def same_number(wanted: Decimal, unit: str | None, found: Decimal, found_unit: str | None) -> bool:
    """Equal in one dimension; as they stand where a unit is missing or is another.

    >>> same_number(Decimal(2), "h", Decimal(120), "min")
    True
    """
    one, other = dimension_of(unit), dimension_of(found_unit)
    if one and other and one[0] == other[0]:
        return wanted * one[1] == found * other[1]
    return wanted == found


def same_unit(wanted: str | None, accepted: Sequence[str | None], found: str | None) -> bool:
    """The same dimension; a plain count fits every counter; dates have no unit to compare."""
    if wanted in DATE_UNITS:
        return True
    one, other = dimension_of(wanted), dimension_of(found)
    if other is None:
        return one is None or None in accepted
    if one is None:
        return None in accepted or other[0] == "count"
    is_counted = one[0] in _COUNTERS or one[0] not in _UNITS
    if one[0] == other[0] or (other[0] == "count" and is_counted):
        return True
    return any((info := dimension_of(unit)) is not None and info[0] == other[0] for unit in accepted)


def same_date(wanted: object, found: object) -> bool:
    """Equal dates; the years of a range may be written as their first and last days.

    >>> same_date("2013/2015", {"from": "2013-01-01", "to": "2015-12-31"}), same_date("2022-09-29", "2022-09-28")
    (True, False)
    """
    one, other = _dates_of(wanted), _dates_of(found)
    if one is None or other is None:
        return False
    if one == other:
        return True
    if one[1] and other[1]:
        return other[0] in {one[0] + rest for rest in _FIRST_DAYS} and other[1].startswith(one[1])
    return one[1] == other[1] and "T" in one[0] + other[0] and one[0][:16] == other[0][:16]


def _dates_of(value: object) -> tuple[str, str] | None:
    if isinstance(value, Mapping):
        value = "/".join(str(value[end]) for end in ("from", "to") if value.get(end))
    match = _DATES.fullmatch(str(value).strip())
    return (match["first"], match["last"] or "") if match else None


def same_text(wanted: object, found: object, field: str, *, ocr: bool) -> bool:
    """The same words; a statement may be worded a little otherwise, a name hardly."""
    one, other = folded(wanted), folded(found)
    if not one or not other:
        return False
    slack = _OCR_SLACK if ocr else 0.0
    share = min(len(one), len(other)) / max(len(one), len(other))
    inside, ratio = one in other or other in one, fuzz.ratio(one, other)
    if field in FREE_TEXT:
        partly = share >= 0.5 and fuzz.partial_ratio(one, other) >= _FREE_PART_RATIO - slack
        return ratio >= _FREE_RATIO - slack or (inside and share >= 0.4) or partly
    return ratio >= _NAME_RATIO - slack or (inside and share >= 0.8)


def parts_of(value: object) -> Iterator[object]:
    """The value, or each of several that it is made of."""
    if isinstance(value, Mapping):
        yield from value.values()
    else:
        yield value

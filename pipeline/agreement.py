"""When a fact says what a gold fact says: field and value, evidence, subject, and the finer points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from rapidfuzz import fuzz

from pipeline.gold import Gold, GoldFact
from schemas.masking import MASK

FREE_TEXT = frozenset({"feature", "effect", "benefit", "criterion", "coverage", "history"})
_FREE_RATIO = 70.0  # of two wordings of one statement; a name needs _NAME_RATIO
_NAME_RATIO = 90.0
_OCR_RATIO = 80.0
_LONGEST_QUOTE = 400  # a longer quote proves nothing in particular
_FOLD = str.maketrans(
    dict.fromkeys("‘’′`", "'")
    | dict.fromkeys("“”", '"')
    | dict.fromkeys("ㆍ・‧∙•", "·")
    | dict.fromkeys("–—−", "-")
)
_MARKS = re.compile(r"</?sup>|\*\*|\\(?=\*)|\s+|㈜|\(주\)|주식회사|[「」『』\[\]<>《》〈〉'\",…]")
_UNITS = {
    "곳": "place", "개소": "place", "%": "percent", "%p": "percent_point", "명": "person", "인": "person",
    "개": "count", "대": "vehicle", "원": "KRW", "분": "min", "시간": "h", "일": "day", "년": "year",
    "가구": "household", "세대": "household", "건": "case", "회": "time", "점": "score",
}  # fmt: skip
_COUNTERS = frozenset(
    {"count", "place", "person", "household", "vehicle", "device", "case", "time", "company"}
    | {"organisation", "kind", "item", "page"}
)
_SIDO = re.compile(
    r"^(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청?[남북]|전라?[남북]|경상?[남북]|제주)"
    r"(?:특별자치시|특별자치도|특별시|광역시|시|도)?(?=.+[시군구]$)"
)


def folded(value: object) -> str:
    """A text without blanks, marks and company forms, so that only its words count."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", str(value)).translate(_FOLD))
    return _MARKS.sub("", text.translate(_FOLD)).casefold()


def same_value(gold: GoldFact, fact: Mapping[str, Any], *, ocr: bool) -> bool:
    """Whether the fact states the gold value or an accepted one."""
    wanted = (gold.value, *gold.accept_values)
    if gold.field == "certified":
        return fact["value"] is True
    if gold.field == "initiative_status" and fact.get("status") in wanted:
        return True
    return any(_equal(value, fact["value"], gold.field, ocr=ocr) for value in wanted)


def _equal(gold: object, found: object, field: str, *, ocr: bool) -> bool:
    if MASK in str(gold) or MASK in str(found):
        return len(str(gold)) == len(str(found)) or folded(gold).replace(MASK, "") in folded(found)
    first, second = _number(gold), _number(found)
    if first is not None and second is not None:
        return first == second
    left, right = folded(gold), folded(found)
    if not left or not right:
        return False
    slack = 10.0 if ocr else 0.0
    share = min(len(left), len(right)) / max(len(left), len(right))
    inside = left in right or right in left
    if field in FREE_TEXT:
        return fuzz.ratio(left, right) >= _FREE_RATIO - slack or (inside and share >= 0.4)
    return fuzz.ratio(left, right) >= _NAME_RATIO - slack or (inside and share >= 0.8)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        return Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None


def same_evidence(gold: GoldFact, fact: Mapping[str, Any], *, ocr: bool) -> bool:
    """Whether some quote of the fact overlaps some quote of the gold, on the same page."""
    for wanted in gold.evidence:
        for found in fact["evidence"]:
            pages = (wanted.page_no, found["page_no"])
            if None not in pages and pages[0] != pages[1]:
                continue
            if _overlap(wanted.quote, found["quote"], ocr=ocr or found["origin"] == "ocr"):
                return True
    return False


def _overlap(gold: str, found: str, *, ocr: bool) -> bool:
    left, right = folded(gold).replace(MASK, ""), folded(found).replace(MASK, "")
    if not left or not right or (len(right) > _LONGEST_QUOTE and len(left) < len(right) / 2):
        return False
    return left in right or right in left or (ocr and fuzz.partial_ratio(left, right) >= _OCR_RATIO)


def same_subject(gold: Gold, wanted: GoldFact, fact: Mapping[str, Any]) -> bool:
    """Whether the fact is about the gold's subject, under any of its names."""
    names = [name for subject in (wanted.subject, *wanted.accept_subjects) for name in gold.names_of(subject)]
    subject = fact["subject"]
    if "document" in names and subject["kind"] in {"document", "scheme"}:
        return True
    found = [name for name in (subject["name"], subject.get("as_written")) if name]
    return any(_same_place(folded(left), folded(right)) for left in names for right in found)


def _same_place(left: str, right: str) -> bool:
    """Equal, or equal but for a province that only one of the two names."""
    if left == right:
        return True
    bare = _SIDO.sub("", left), _SIDO.sub("", right)
    return bare[0] == bare[1] and (bare[0] == left or bare[1] == right)


def same_details(gold: GoldFact, fact: Mapping[str, Any]) -> dict[str, bool]:
    """Status, qualifier and unit, each apart; what the gold leaves open agrees with all."""
    return {
        "status": gold.status is None or fact["status"] in (gold.status, *gold.accept_status),
        "qualifier": fact["qualifier"] in (gold.qualifier, *gold.accept_qualifiers)
        or (_number(gold.value) is None and fact["qualifier"] in (None, "etc")),
        "unit": _same_unit((gold.unit, *gold.accept_units), fact["unit"]),
    }


def _same_unit(wanted: Sequence[str | None], found: str | None) -> bool:
    units = {_UNITS.get(unit, unit) if unit else None for unit in wanted}
    if units & {"date", "datetime"} or found in units or None in units:
        return True
    return bool(units & _COUNTERS) and found in _COUNTERS and "count" in {found, *units}

"""When a fact says what a gold fact says: field and value, evidence, subject, and the finer points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from rapidfuzz import fuzz

from pipeline.agreement_values import (
    DATE_UNITS,
    characters,
    folded,
    number_of,
    parts_of,
    same_date,
    same_number,
    same_text,
    same_unit,
)
from pipeline.gold import Gold, GoldFact
from schemas.masking import MASK

Row = Mapping[str, Any]

_LONGEST_QUOTE = 400  # a longer quote proves nothing in particular
_OCR_RATIO, _OCR_SHORTEST = 80.0, 4
_MASKED_RATIO = 60.0
_SHARED = 6  # characters in a row that two quotes share, and 0.6 of the shorter one
_LETTERS = re.compile(r"[^0-9a-z가-힣]")
_PHONE_PART = re.compile(r"\d{3,4}")
_SIDO: Mapping[str, str] = {
    form: name
    for name, forms in {
        "서울": "서울특별시 서울시", "부산": "부산광역시 부산시", "대구": "대구광역시 대구시", "인천": "인천광역시 인천시",
        "광주": "광주광역시", "대전": "대전광역시 대전시", "울산": "울산광역시 울산시", "세종": "세종특별자치시 세종시",
        "경기": "경기도", "강원": "강원도 강원특별자치도", "충북": "충청북도", "충남": "충청남도",
        "전북": "전라북도 전북특별자치도", "전남": "전라남도", "경북": "경상북도", "경남": "경상남도",
        "제주": "제주도 제주특별자치도",
    }.items()
    for form in (name, *forms.split())
}  # fmt: skip
_WITH_SIDO = re.compile(
    rf"(?P<sido>{'|'.join(sorted(_SIDO, key=lambda form: (-len(form), form)))})(?P<rest>.+[시군구])?"
)
_SIDO_BEHIND = re.compile(r"(?P<rest>.+?[시군구])\((?P<sido>.+?)\)")


def same_value(gold: GoldFact, fact: Row, *, ocr: bool) -> bool:
    """Whether the fact states the gold value or an accepted one."""
    wanted = (gold.value, *gold.accept_values)
    if isinstance(gold.value, str) and MASK in gold.value:
        return True
    if gold.field == "certified":
        return fact["value"] is True
    if gold.field == "initiative_status":
        return _same_initiative(wanted, gold.status, fact)
    if gold.unit in DATE_UNITS:
        return any(same_date(value, fact["value"]) for value in wanted)
    return any(
        _equal(value, part, gold, fact.get("unit"), ocr=ocr)
        for value in wanted
        for part in parts_of(fact["value"])
    )


def _same_initiative(wanted: tuple[object, ...], status: str | None, fact: Row) -> bool:
    """The governing word, as written or as the status that it has; '구축 완료' holds '구축'."""
    said = [folded(word) for word in (fact["value"], fact.get("status")) if isinstance(word, str)]
    right = {folded(word) for word in (*wanted, status) if word}
    words = [word for word in right if len(word) > 1 and not word.isascii()]
    return any(one in right or any(word in one or one in word for word in words) for one in said)


def _equal(wanted: object, found: object, gold: GoldFact, unit: str | None, *, ocr: bool) -> bool:
    if isinstance(wanted, bool):
        return found is wanted
    one, other = number_of(wanted), number_of(found)
    if one is not None and other is not None:
        signs = abs if gold.sign_free else lambda number: number
        return same_number(signs(one), gold.unit, signs(other), unit)
    both_texts = isinstance(wanted, str) and isinstance(found, str)
    return both_texts and same_text(wanted, found, gold.field, ocr=ocr)


def same_evidence(gold: GoldFact, fact: Row, *, ocr: bool) -> bool:
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
    left, right = characters(gold), characters(found)
    if MASK in left or MASK in right:
        return _overlap_masked(left, right)
    if not left or not right or (len(right) > _LONGEST_QUOTE and len(left) < len(right) / 2):
        return False
    (short, _), (long, written) = sorted(((left, gold), (right, found)), key=lambda pair: len(pair[0]))
    if left == right or _holds(long, short, written):
        return True
    shared = SequenceMatcher(None, left, right, autojunk=False).find_longest_match().size
    if shared >= max(_SHARED, 0.6 * len(short)):
        return True
    return ocr and len(short) >= _OCR_SHORTEST and fuzz.partial_ratio(left, right) >= _OCR_RATIO


def _overlap_masked(gold: str, found: str) -> bool:
    core = _LETTERS.sub("", gold.replace(MASK, ""))
    other = _LETTERS.sub("", _PHONE_PART.sub("", found.replace(MASK, "")))
    if not core or core in other or (other and other in core):
        return True
    return fuzz.partial_ratio(core, other) >= _MASKED_RATIO


def _holds(long: str, short: str, written: str) -> bool:
    """Whether `short` stands in `long` without cutting a number in two; a blank as written ends a number."""
    ends: set[int] = set()
    at = 0
    for word in written.split():
        ends.add(at)
        at += len(characters(word))
    start = long.find(short)
    while start >= 0:
        end = start + len(short)
        if not (_cuts(long, start, ends) or _cuts(long, end, ends)):
            return True
        start = long.find(short, start + 1)
    return False


def _cuts(text: str, at: int, ends: set[int]) -> bool:
    """Whether a number goes on over a place: 1,2|50, 4|2."""
    if at in ends or not 0 < at < len(text):
        return False
    before, after = text[max(at - 2, 0) : at], text[at : at + 2]
    goes_on = before[-1].isdigit() or (before[-1] in ",." and before[0].isdigit() and len(before) > 1)
    comes_on = after[0].isdigit() or (after[0] in ",." and after[-1].isdigit() and len(after) > 1)
    return goes_on and comes_on


def same_subject(gold: Gold, wanted: GoldFact, fact: Row) -> bool:
    """Whether the fact is about the gold's subject, under any of its names."""
    names = [name for subject in (wanted.subject, *wanted.accept_subjects) for name in gold.names_of(subject)]
    subject = fact["subject"]
    if "document" in names and subject["kind"] in {"document", "scheme"}:
        return True
    found = [name for name in (subject["name"], subject.get("as_written")) if name]
    return any(_same_place(left, right) for left in names for right in found)


def _same_place(left: str, right: str) -> bool:
    """Equal, or equal but for a province that only one of the two names."""
    one, other = _parted(left), _parted(right)
    same_province = one[0] == other[0] or (bool(one[1]) and None in (one[0], other[0]))
    return one[1] == other[1] and same_province


def _parted(name: str) -> tuple[str | None, str]:
    """(province, rest) of a place: '경상남도 양산시', '양산시(경남)'; (None, name) where none is named."""
    plain = folded(name)
    match = _SIDO_BEHIND.fullmatch(plain)
    if match and match["sido"] in _SIDO:
        return _SIDO[match["sido"]], match["rest"]
    match = _WITH_SIDO.fullmatch(plain)
    return (_SIDO[match["sido"]], match["rest"] or "") if match else (None, plain)


def same_details(gold: GoldFact, fact: Row) -> dict[str, bool]:
    """Status, qualifier and unit, each apart; what the gold leaves open agrees with all."""
    qualifiers = {gold.qualifier, *gold.accept_qualifiers}
    if number_of(gold.value) is None:  # a text may end in 등, or in nothing
        qualifiers.add("etc" if gold.qualifier is None else None)
    return {
        "status": gold.status is None or fact["status"] in (gold.status, *gold.accept_status),
        "qualifier": fact["qualifier"] in qualifiers,
        "unit": same_unit(gold.unit, gold.accept_units, fact["unit"]),
    }

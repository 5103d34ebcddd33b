"""Departments and contacts of the head: who answers for the document, with office, rank and number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.header_labels import Label, Row, Slot
from schemas.evidence import CharSpan
from schemas.header import HeaderValue

# "044-201-0000", "(02)123-4567", "031.123.4567"
_PHONE = re.compile(r"\(?\s?0\d{1,2}\s?[-).·]\s?\d{3,4}\s?[-.·]\s?\d{4}\s?\)?")
_EMAIL = re.compile(r"\(?[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,100}\.[A-Za-z]{2,10}\)?")
_RANK_WORDS = (
    "과장 국장 실장 팀장 단장 부장 차장 계장 소장 원장 본부장 센터장 처장 이사 대표 사무국장 파트장 그룹장 "
    "정책관 담당관 심의관 기획관 사무관 서기관 서기 주무관 주사 주사보 연구관 연구사 연구원 선임연구원 "
    "책임연구원 연구위원 전문위원 전문관 행정관 조사관 전문경력관 대리 주임 사원 수석 책임 선임"
)
_RANKS = tuple(sorted(_RANK_WORDS.split(), key=lambda rank: (-len(rank), rank)))
_RANK = re.compile("(?P<rank>" + "|".join(r"\s?".join(rank) for rank in _RANKS) + ")")
# "900101-1000000"
_REGISTRATION = re.compile(r"\(?\s?\d{6}\s?-\s?\d{7}\s?\)?")
# "국토도시실", "도시경제과", "스마트도시담당관", "미래전략본부": names of offices end like this.
_OFFICE = re.compile(
    r"(?<![가-힣])(?P<office>[가-힣][가-힣A-Za-z0-9·ㆍ&]{1,24}(?:실|국|과|관|단|팀|본부|센터|부|처|사업소|추진단|위원회))"
    r"(?=$|[\s,/<>()\]]|장\b)"
)
# "홍 길 동", "홍길동": two to four syllables, set apart or not.
_NAME = re.compile(r"(?:[가-힣]\s{0,3}){2,4}")
_NUMBERS = (_PHONE, _EMAIL, _REGISTRATION)
# "…가온시입니다. 문의는 홍보팀(044-000-0000)으로 …": what ends before a contact in prose
_SENTENCE_END = re.compile(r"(?<=[가-힣])[.!?]\s|\n")
_MINISTRY = re.compile(r"[가-힣]{2,}(?:부|처|청)$")
_NOT_OFFICES = frozenset(
    {"책임자", "담당자", "담당부", "과", "국", "실", "단", "팀", "부", "관", "배포부", *_RANKS}
)


@dataclass(frozen=True, slots=True)
class _Who:
    """What the row has said so far about the next contact."""

    role: str | None = None
    rank: str | None = None


def has_number(rows: Sequence[Row]) -> bool:
    """Whether any slot holds a telephone or registration number or an e-mail address."""
    return any(number.search(slot.text) for row in rows for slot in row for number in _NUMBERS)


def find_applying_office(rows: Sequence[Row]) -> list[HeaderValue]:
    """Return the office behind the department label of a form, with the team as it is written."""
    for row in rows:
        for label, slot in pairwise(row):
            if label.label is Label.DEPARTMENT and slot.label is None and _OFFICE.search(slot.text):
                return [HeaderValue("department", slot.text, slot.span)]
    return []


def find_departments(rows: Sequence[Row]) -> list[HeaderValue]:
    """Return the offices in rows with a department label, in rows that go on with it, or beside a contact."""
    found: list[HeaderValue] = []
    is_open = False
    for row in rows:
        labels = {slot.label for slot in row} - {None}
        if Label.DEPARTMENT in labels:
            is_open = True
        elif not has_number([row]):
            is_open = False
        if is_open or (Label.ROLE in labels and has_number([row])):
            found += [value for slot in _office_slots(row) for value in _offices(slot)]
    return list(dict.fromkeys(found))


def _office_slots(row: Row) -> Iterator[Slot]:
    """The slots before a role label: what follows it is a person."""
    for slot in row:
        if slot.label is Label.ROLE:
            return
        if slot.label is None and not has_number([(slot,)]):
            yield slot


def _offices(slot: Slot) -> Iterator[HeaderValue]:
    found = list(_OFFICE.finditer(slot.text))
    for n, match in enumerate(found):
        name = match["office"]
        if n + 1 < len(found) and _MINISTRY.search(name):  # "국토교통부 도시경제과" is one office of it
            continue
        if name.replace(" ", "") not in _NOT_OFFICES:
            yield HeaderValue("department", name, CharSpan(*match.span("office")).shifted(slot.span.start))


def find_contacts(rows: Sequence[Row]) -> list[HeaderValue]:
    """Return persons and numbers of the contact rows, each within its own slot."""
    found: list[HeaderValue] = []
    for row in rows:
        labels = {slot.label for slot in row}
        if labels & {Label.ROLE, Label.DEPARTMENT, Label.PHONE} or has_number([row]):
            found += _row_contacts(row)
    return found


def _row_contacts(row: Row) -> Iterator[HeaderValue]:
    who = _Who()
    for slot in row:
        if slot.label is Label.ROLE:
            who = _Who(role="".join(slot.text.split()).strip(":：/|()<>"))
            continue
        if slot.label is not None:
            continue
        alone = _RANK.fullmatch(slot.text.strip())
        if alone:
            who = _Who(who.role, "".join(alone["rank"].split()))
            continue
        yield from _slot_contacts(slot, who)


def _slot_contacts(slot: Slot, who: _Who) -> Iterator[HeaderValue]:
    """One contact a number; a slot without a number is one where role or rank announce a name."""
    numbers = sorted(
        (match for number in _NUMBERS for match in number.finditer(slot.text)),
        key=lambda match: match.start(),
    )
    if not numbers:
        rest = _RANK.sub("", slot.text).strip()
        if (who.role or who.rank) and _NAME.fullmatch(rest + " " if len(rest) == 1 else rest):
            yield _contact(slot, 0, len(slot.text), who)
        return
    start = 0
    for index, number in enumerate(numbers):
        end = number.end() if index + 1 < len(numbers) else len(slot.text)
        yield _contact(slot, start, end, who)
        start = end


def _phrase(words: str) -> str:
    """The sentence with the number in it, where a contact stands in prose.

    >>> _phrase("신청인은 가온시입니다. 문의는 홍보팀(044-000-0000)으로 주십시오. 고맙습니다.")
    '문의는 홍보팀(044-000-0000)으로 주십시오.'
    """
    ends = [match.start() + 1 for match in _SENTENCE_END.finditer(words)]
    number = max((match.start() for kind in _NUMBERS for match in kind.finditer(words)), default=0)
    start = max((end for end in ends if end <= number), default=0)
    return words[start : min((end for end in ends if end > number), default=len(words))].strip()


def _contact(slot: Slot, start: int, end: int, who: _Who) -> HeaderValue:
    piece = _phrase(slot.text[start:end])
    body = piece.strip(" ,/·")
    first = slot.text.index(body, start)
    rank = _RANK.match(body) or _RANK.search(body)
    written = "".join(rank["rank"].split()) if rank else who.rank
    attributes = [("role", who.role), ("rank", written)]
    span = CharSpan(first, first + len(body)).shifted(slot.span.start)
    return HeaderValue("contact", body, span, tuple((key, value) for key, value in attributes if value))

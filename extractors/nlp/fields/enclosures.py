"""Proofs that a form numbers or encloses: '[증빙 1] 협약서 사본(p.12)', '별첨 1. 결과 보고서 1부.'"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.dates import find_dates
from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan

_KIND = r"(?:증빙|별첨|붙임|첨부|증거)\s?(?:자료|서류|문서)?"
_NUMBER = (
    r"(?:제\s?)?(?:\d{1,2}(?:[-.]\d{1,2})?|[가나다라마바사아자차카타파하](?![가-힣])|[①-⑳])\s?(?:호|번)?"
)
# "[증빙 1] …", "(붙임 2) …", "별첨 1. …", "첨부자료 3: …", "붙임: ① … (2쪽) ② …"
_MARK = re.compile(
    rf"(?:(?<![가-힣])(?:[\[(<【〔]\s?{_KIND}\s?{_NUMBER}\s?[\])>】〕]\s?[.:]?|{_KIND}\s?[:：]?\s?{_NUMBER}\s?[.:)]?)(?=\s{{1,3}}[가-힣A-Za-z0-9「『‘'])|(?<=\)\s)[②-⑳](?=\s))\s{{1,3}}"
)
_KIND_SAID = re.compile(_KIND)
# "협약서 사본 1부.  끝.": an enclosure, whatever stands before it
_COPIES = re.compile(r"[\s,]*(?:각\s?)?\d{1,2}\s?부\.?(?:\s{0,4}끝\.?)?\s*$")
_END = re.compile(r"[\s.,;]*(?:끝\.?)?\s*$")
# "(1~4쪽)", "(p.5~22)", " 12쪽", "(2022. 3. 14. 발급)", "(12~14쪽, 2024. 3. 5.)": where it is and of when
_TAIL = re.compile(
    r"\s?\((?P<inner>[^()]{1,40})\)\s*$|[\s,]+(?P<bare>(?:pp?\.?\s?)?\d{1,4}(?:\s?[~∼\-–]\s?\d{1,4})?\s?(?:쪽|면|페이지)|pp?\.?\s?\d{1,4}(?:\s?[~∼\-–]\s?\d{1,4})?)\s*$"
)
_PAGES = re.compile(
    r"(?:pp?\.?|쪽|제)?\s?(?P<pages>\d{1,4}(?:\s?[~∼\-–,]\s?\d{1,4})*)\s?(?:쪽|면|페이지)|pp?\.?\s?(?P<signed>\d{1,4}(?:\s?[~∼\-–]\s?(?:pp?\.?\s?)?\d{1,4})?)"
)
_SHORTEST, _LONGEST = 2, 60


def enclosed_proofs(passage: Passage) -> Iterator[Draft]:
    """Yield each paper that a line numbers as proof or enclosure, with its pages and its date where they follow it."""
    if passage.unit.table is not None or passage.unit.is_quotation:
        return
    marks = list(_MARK.finditer(passage.text))
    if marks and _KIND_SAID.search(marks[0].group()) is None:  # '① 교통(3건) ② 안전(2건)'
        return
    if not marks and _COPIES.search(passage.text):
        yield from _paper(passage, 0, len(passage.text))
    for number, mark in enumerate(marks):
        last = number + 1 == len(marks)
        yield from _paper(passage, mark.end(), len(passage.text) if last else marks[number + 1].start())


def _paper(passage: Passage, start: int, end: int) -> Iterator[Draft]:
    written = passage.text[start:end]
    written = _END.sub("", _COPIES.sub("", written))
    attributes: dict[str, object] = {}
    tail = _TAIL.search(written)
    if tail is not None:
        told = _told(tail["inner"] or tail["bare"])
        written = written[: tail.start()] if told else written
        attributes |= told
    title = written.strip(" ,·:")
    if not _SHORTEST <= len(title) <= _LONGEST or title.endswith(("다", "요")):
        return
    at = passage.span.start + start + written.index(title)
    yield Draft(
        field="proof_document", value=plain(title), span=CharSpan(at, at + len(title)), subject=passage.subject,
        case_id=passage.case_id, rule_id="enclosure.proof", attributes=attributes, trust=0.9,
    )  # fmt: skip


def _told(words: str) -> dict[str, object]:
    """The pages and the day in brackets; nothing where they say something else.

    >>> _told("5~22쪽"), _told("p.23"), _told("2022. 3. 14. 발급"), _told("가온시")
    ({'pages': '5~22'}, {'pages': '23'}, {'issued_on': '2022-03-14'}, {})
    """
    told: dict[str, object] = {}
    days = [found for found in find_dates(words, released_on=None) if found.kind in ("date", "month")]
    rest = words if not days else words[: days[0].span.start] + words[days[0].span.end :]
    pages = _PAGES.search(rest)
    if pages is not None:
        told["pages"] = "".join((pages["pages"] or pages["signed"]).split())
    if days:
        told["issued_on"] = days[0].value
    return told

"""Arithmetic that a document states and that can be done again: what does not come out is an issue, never a correction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.check_issues import reading_doubt, sum_issue
from extractors.check_sums import sums_of
from extractors.proof import Prover
from schemas.document import Block, Document, Region
from schemas.evidence import CharSpan
from schemas.issue import Issue, Message, issue

_LEAST_NAMES = 2
_WHOLE = 100
_NUMBER = r"\d{1,3}(?:,\d{3}){0,4}(?:\.\d{1,3})?|\d{1,9}(?:\.\d{1,3})?"
# "12분에서 8분으로 33 % 단축"
_CHANGE = re.compile(
    rf"(?<![\d.,])(?P<before>{_NUMBER})\s?(?P<unit>[가-힣㎡㎍/A-Za-z]{{1,5}})에서\s(?P<after>{_NUMBER})\s?(?P=unit)(?:으로|로)"
    rf"[\s,(]{{1,3}}(?P<change>{_NUMBER})\s?%(?!\s?[pP포])\s?(?:단축|감소|증가|절감|향상|상승|하락|줄|늘|개선|낮|높|↓|↑)"
)
# "9곳(가, 나, …)"
_LISTED = re.compile(
    r"(?<![\d.,~∼])(?P<count>\d{1,2})\s?(?:곳|개소|개사|개\s?(?:시|군|구|시군|기관|기업|지역|도시|분야|부서|대학))\s?\((?P<names>[^()\d]{3,300})\)"
)
_OPEN_END = re.compile(r"(?:^|\s|[가-힣])(?:등|외|포함|제외|이상|예정)(?:\s|,|$)|…|[:：]")


def check_arithmetic(document: Document) -> tuple[Issue, ...]:
    """Sums of tables, changes in percent and counts of names that do not come out, in text order.

    Where OCR read the numbers the issue says so, and names those that it was not sure of: a misread digit is no
    error of the document.
    """
    prover = Prover(document)
    found = [sum_issue(one, prover) for table in document.tables for one in sums_of(table) if one.is_told]
    for block in document.blocks:
        if block.region is Region.BODY:
            found += _told_of(block, document, prover)
    return tuple(sorted(found, key=lambda told: (told.span or (0, 0), told.message.ko)))


def _told_of(block: Block, document: Document, prover: Prover) -> Iterator[Issue]:
    page_no = block.parts[0].page_no if block.parts else None
    for told in check_text(block.span.slice(document.text)):
        start, end = told.span or (0, 1)
        span = CharSpan(start, end).shifted(block.span.start)
        doubt = reading_doubt([prover.prove(span)])
        message = Message(ko=told.message.ko + doubt[0], en=told.message.en + doubt[1])
        yield told.model_copy(update={"page_no": page_no, "span": span.as_tuple(), "message": message})


def check_text(text: str) -> Iterator[Issue]:
    """Changes and counted names of one block that do not come out.

    >>> [told.code for told in check_text("대기시간을 12분에서 8분으로 50% 단축")]
    ['change_mismatch']
    >>> list(check_text("12분에서 8분으로 33% 단축, 3곳(가평, 나주, 다산)에 설치"))
    []
    """
    for match in _CHANGE.finditer(text):
        before, after, change = (
            Decimal(match[name].replace(",", "")) for name in ("before", "after", "change")
        )
        real = abs(after - before) / before * _WHOLE if before else change
        if abs(real - change) > _rounding(before, after, match["change"]):
            yield issue(
                "change_mismatch",
                f"'{match.group()}': 적힌 변화는 {change} %, 계산하면 {real:.1f} % 입니다.",
                f"'{match.group()}': the change is stated as {change} %, and comes to {real:.1f} %.",
                span=match.span(),
            )
    for match in _LISTED.finditer(text):
        names = match["names"]
        # "가·나" may be one name or two
        counts = {
            len(re.split(signs, names)) for signs in (r",", r"[,·ㆍ]", r"[·ㆍ]", r",|·|ㆍ|/|\s(?:및|과|와)\s")
        }
        if max(counts) >= _LEAST_NAMES and int(match["count"]) not in counts and not _OPEN_END.search(names):
            listed = max(counts)
            yield issue(
                "count_mismatch",
                f"'{match.group()}': 적힌 수는 {match['count']}, 열거한 이름은 {listed}개입니다.",
                f"'{match.group()}': {match['count']} are stated, {listed} are named.",
                span=match.span(),
            )


def _rounding(before: Decimal, after: Decimal, change: str) -> Decimal:
    """How far a stated change may be off: one in its last digit (cut off or rounded), and what rounded amounts do."""
    step = Decimal(1).scaleb(-len(change.partition(".")[2]))
    loose = sum(Decimal(1).scaleb(min(int(one.as_tuple().exponent), 0)) / 2 for one in (before, after))
    is_rounded = any(int(one.as_tuple().exponent) < 0 for one in (before, after))
    return step + (loose / before * _WHOLE if is_rounded and before else 0)

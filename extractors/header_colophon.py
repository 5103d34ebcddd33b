"""Where papers that are no releases say by whom and of when they are: the lines at their end, and the name of the issue."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from schemas.document import Block, BlockKind, Document

# "2024년 10월호", "2025. 3월호", "2025년 봄", "2024년 상반기호", "2024년 4분기": the name of an issue
_ISSUE = re.compile(
    r"(?P<year>20\d{2})\s?(?:년도?|\.)\s{0,2}(?:(?P<month>1[0-2]|0?[1-9])\s?월\s?호?(?!\s?\d)|(?P<season>봄|여름|가을|겨울)\s?호?"
    r"|(?P<pointed>1[0-2]|0?[1-9])\.(?!\s?\d)|(?P<half>[상하])반기|(?P<quarter>[1-4])(?:\s?/\s?4)?\s?분기)(?=[\s|｜ㅣ,()·]|$)"
)
_SEASONS = {"봄": 5, "여름": 8, "가을": 11, "겨울": 12}
_LAST_LINES = 4
_NO_TEXT = (BlockKind.PAGE_NUMBER, BlockKind.FIGURE)
# "발행처 가온시", "발행인: 가온시장", "펴낸곳 …": with these words a paper's last lines are a colophon
_OPENS = re.compile(r"발행|발간|펴낸|엮은|만든|낸\s?곳|배포|편집|제작")
_LONGEST = 160


def colophon(document: Document) -> tuple[Block, ...]:
    """The short lines at the end that tell who gave the paper out."""
    told = [block for block in document.blocks if block.kind not in _NO_TEXT][-_LAST_LINES:]
    return tuple(
        block
        for block in told
        if block.span.end - block.span.start <= _LONGEST and _OPENS.search(block.span.slice(document.text))
    )


def issue_day(document: Document, head: Sequence[Block]) -> str | None:
    """The last day of the month, season or half year that names the issue; days without a year are read as of it.

    >>> _last_day(_ISSUE.search("스마트 소식 2024년 10월호")), _last_day(_ISSUE.search("제3호 | 2025년 봄"))
    ('2024-10-31', '2025-05-31')
    """
    for block in head:
        found = _ISSUE.search(block.span.slice(document.text))
        if found:
            return _last_day(found)
    return None


def _last_day(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    if found["month"] or found["pointed"]:
        month = int(found["month"] or found["pointed"])
    elif found["season"]:
        month = _SEASONS[found["season"]]
    elif found["half"]:
        month = 6 if found["half"] == "상" else 12
    else:
        month = 3 * int(found["quarter"])
    year = int(found["year"])
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"

"""The mark of an annex or of a case before what it is called: "붙임 2. 나래시", "<사례 1: 나래시>" are headed by the city."""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = re.compile(
    r"\s*[<〈\[【(]?\s?(?:붙\s?임|참\s?고(?:\s?자료)?|별\s?첨|첨\s?부|별\s?지|부\s?록)\s?\d{0,2}(?:\s?-\s?\d{1,2})?\s?[>〉\]】)]?\s?[.:：]?\s+"
)
# "< 사례 1 : 나래시 >", "[우수사례 2] 나래시"
_CASE: Final = re.compile(
    r"\s*[<〈\[【(]?\s?(?:우수|주요|도입|인증)?\s?(?:사례|도시|지자체)\s?\d{1,2}\s?(?P<closed>[>〉\]】)])?\s?[.:：]?\s*"
)
_CLOSING: Final = re.compile(r"\s*[>〉\]】)]\s*$")


def without_annex_mark(heading: str) -> str:
    """What a heading says behind the mark of its annex, or behind the number of its case.

    >>> without_annex_mark("붙임 2. 경상남도 나래시"), without_annex_mark("[참고 3] 가온시"), without_annex_mark("가온시")
    ('경상남도 나래시', '가온시', '가온시')
    >>> without_annex_mark("< 사례 1 : 나래시 >"), without_annex_mark("[우수사례 2] 가온시")
    ('나래시', '가온시')
    """
    mark, case = _MARK.match(heading), _CASE.match(heading)
    if case is not None:
        rest = heading[case.end() :]
        return rest if case["closed"] else _CLOSING.sub("", rest)
    return heading[mark.end() :] if mark else heading

"""The mark of an annex before what it is called: "붙임 2. 나래시" is headed by the city."""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = re.compile(
    r"\s*[<〈\[【(]?\s?(?:붙\s?임|참\s?고(?:\s?자료)?|별\s?첨|첨\s?부|별\s?지|부\s?록)\s?\d{0,2}(?:\s?-\s?\d{1,2})?\s?[>〉\]】)]?\s?[.:：]?\s+"
)


def without_annex_mark(heading: str) -> str:
    """What a heading says behind the mark of its annex.

    >>> without_annex_mark("붙임 2. 경상남도 나래시"), without_annex_mark("[참고 3] 가온시"), without_annex_mark("가온시")
    ('경상남도 나래시', '가온시', '가온시')
    """
    mark = _MARK.match(heading)
    return heading[mark.end() :] if mark else heading

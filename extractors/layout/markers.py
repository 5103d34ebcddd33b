"""The marks that list items, notes and captions of Korean official documents begin with."""

from __future__ import annotations

import re
from typing import Final

from schemas.document import BlockKind

BEFORE_UNIT: Final = r"[^()\[\]:：]{2,20}[,，]\s?"
"""What may stand between a bracket and the word for a unit, as a pattern: "(2024년, 단위: 건)"."""

# "□ 국토교통부는 …", "ㅇ 올해 …", "▶ 문의": bullets that stand with or without a blank behind them.
_BULLET = re.compile(r"(?P<sign>[□■◇◆❏❑▢○●◎◦ㅇ❍◯〇•▪▫‣▶▷►➡⇒→✓✔☐☞❶-❿①-⑳㉠-㉭ⓐ-ⓩ])(?=\s|[^\s.,)])")
# "- 관광서비스를 …", "* 전동킥보드 …", "** 2022년 기준": signs that are also used inside words.
_SIGN = re.compile(
    r"(?P<sign>[-–—‐‑−·ㆍ+o]|[*＊]{1,3}|※)(?=\s|(?<=[*＊※])[^\s*＊\d)]|(?<=[-–])[가-힣\"“'‘「『(\[])"
)
# "1. 개요", "가. 추진 배경", "1) 대상", "(1) 대상", "나)", "(i) 요건", "Ⅱ. 계획"; not the dates "6. 21." or "1.5배".
_NUMBER = re.compile(
    r"(?P<sign>\d{1,2}(?:\.\d{1,2}){1,3}(?=\s[가-힣A-Z]{2})(?!\s(?:이상|이하|미만|초과|퍼센트|포인트|만원|억원|천원))|\d{1,2}\.(?:\d{1,2}\.)+|\d{1,2}-\d{1,2}\.|\d{1,2}\.|[가나다라마바사아자차카타파하][.)]|\(?\d{1,2}\)"
    r"|\([가나다라마바사아자차카타파하]\)|\([ivx]{1,4}\)|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,2}\.)(?=\s*[^\s\d.,)~:]|\s+\d{4}년|\s+\d+[가-힣])"
)
# "주1) 인구는 …", "주: 시범사업 기준", "주)": a note under a table.
_NOTE = re.compile(r"(?P<sign>주\s?\d{0,2}\s?[).:]|\[주\]|자료\s?:|출처\s?:)\s?")
# What Tesseract makes of □ and ○ at the start of a line; see knowledge of its character set.
_OCR_SQUARES: Final = frozenset({"디", "ㅁ", "口", "ロ", "D", "OD", "[]", "L]", "[J", "니", "[1"})
_OCR_CIRCLES: Final = frozenset({"O", "o", "0", "©", "Q", "(>", "°", "º", "ο", "Ο", "이", "ㅇ", "『"})
_OCR_UNSURE: Final = {
    "7": "□",
    "더": "□",
    "드": "□",
    "므": "□",
    "이": "○",
    "1": "□",
    "[0]": "□",
    "=": "-",
    "—": "-",
    "~": "-",
    "_": "-",
    "ㅡ": "-",
    "一": "-",
}

_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[가-하](?=[.)])")
_ROMAN = re.compile(r"[ivx]+|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+")
_RANKS: Final = (
    (1, frozenset("□■◇◆❏❑▢☐")),
    (2, frozenset("○●◎◦ㅇ❍◯〇o")),
    (3, frozenset("-–—‐‑−·ㆍ+•▪▫‣▶▷►➡⇒→✓✔☞")),
    (4, frozenset("*＊※")),
)


def is_marker(text: str) -> bool:
    """True for a bullet or a number as it stands before a text: that, and nothing else."""
    return find_marker(text + " 가") == text


def find_marker(text: str) -> str | None:
    """Return the mark that `text` begins with, or None.

    >>> [find_marker(text) for text in ("□ 심사 결과", "ㅇ대도시", "- 관제", "** 2022년", "1. 개요", "가. 배경")]
    ['□', 'ㅇ', '-', '**', '1.', '가.']
    >>> [find_marker(text) for text in ("6. 21.(금)", "1.5배", "-5.2도", "9곳 인증", "(서울) 강동")]
    [None, None, None, None, None]
    """
    for pattern in (_BULLET, _SIGN, _NUMBER, _NOTE):
        found = pattern.match(text)
        if found:
            return found["sign"]
    return None


def find_ocr_marker(first: str, confidence: float | None, *, hangs: bool) -> str | None:
    """Return the bullet that an OCR engine read as the word `first`, or None.

    `hangs` says that the line's next word stands where the following lines
    begin; only then are digits and dashes taken for bullets, and only where the
    engine itself doubted them.

    >>> find_ocr_marker("디", 0.4, hangs=False), find_ocr_marker("7", 0.9, hangs=True)
    ('□', None)
    """
    doubted = confidence is not None and confidence < 0.8
    if first in _OCR_SQUARES and (hangs or doubted):
        return "□"
    if first in _OCR_CIRCLES and (hangs or doubted):
        return "○"
    return _OCR_UNSURE.get(first) if hangs and doubted else None


def kind_of(marker: str) -> BlockKind:
    """Stars and ※ open notes under what they explain; all else are items.

    >>> kind_of("*").value, kind_of("주1)").value, kind_of("①").value
    ('footnote', 'footnote', 'list_item')
    """
    is_note = marker[0] in "*＊※주자출[" and not marker.startswith("[]")
    return BlockKind.FOOTNOTE if is_note else BlockKind.LIST_ITEM


def rank_of(marker: str) -> int | None:
    """How far in a bullet usually stands, from 1; None for numbers and letters, which have no fixed place."""
    return next((rank for rank, signs in _RANKS if marker[:1] in signs), None)


def style_of(marker: str) -> str:
    """The shape of a marker: "1." and "2." are one style, so are ① and ②.

    >>> style_of("3."), style_of("나)"), style_of("②"), style_of("ㅇ") == style_of("○")
    ('0.', '가)', '①', True)
    """
    rank = rank_of(marker)
    if rank is not None:
        return f"rank{rank}" if rank != 3 else marker
    if "①" <= marker[0] <= "⑳":
        return "①"
    return _LETTER.sub("가", _ROMAN.sub("i", _DIGITS.sub("0", marker)))

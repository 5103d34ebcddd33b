"""What the canonical text is made of: NFC words, and what stands between two of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from schemas.geometry import Box
from schemas.page import RawPage, Word


def clean_words(page: RawPage) -> tuple[Word, ...]:
    """The words of a page in NFC, without blanks inside, boxes on the page; empty ones are dropped."""
    return tuple(_clean(page, page.words))


def _clean(page: RawPage, words: Iterable[Word]) -> Iterable[Word]:
    for word in words:
        text = "".join(unicodedata.normalize("NFC", word.text).split())
        box = on_page(word.box, page)
        if text:
            yield word if text == word.text and box is word.box else replace(word, text=text, box=box)


def on_page(box: Box, page: RawPage) -> Box:
    """The box moved inside the page's edges."""
    if box.x0 >= 0 and box.top >= 0 and box.x1 <= page.width and box.bottom <= page.height:
        return box
    x0, x1 = (min(max(x, 0.0), page.width) for x in (box.x0, box.x1))
    top, bottom = (min(max(y, 0.0), page.height) for y in (box.top, box.bottom))
    return Box(x0, top, x1, bottom)


def glue(before: Word | None, word: Word) -> str:
    """What stands between two words of a line: nothing or one blank."""
    if before is None:
        return ""
    return "" if word.glued and keeps_nfc(before.text, word.text) else " "


def keeps_nfc(before: str, after: str) -> bool:
    """True where the two can touch without composing into other characters.

    >>> keeps_nfc("가", "나"), keeps_nfc("가", "\\u11a8")
    (True, False)
    """
    return unicodedata.is_normalized("NFC", before + after)

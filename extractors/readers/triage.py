"""Is a text layer true: does it hold the Hangul that the page shows? Each verdict gives its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractors.readers.characters import PRIVATE_USE, is_private
from extractors.readers.glyphs import Glyph
from extractors.readers.page_ink import PageInk

_BLANK_INK: Final = 0.0002  # share of the pixels: specks, not text
_MIN_GLYPHS: Final = 8  # fewer say nothing about the layer of a page
_UNDECODED_SHARE: Final = 0.10
_SCAN_COVER: Final = 0.60  # of the page under one picture
_SCAN_GLYPHS: Final = 60  # a stamp or page number over a scan
_FEW_LETTERS: Final = 0.25  # share of letters among the glyphs of a layer without its Hangul
_LOOSE_SIGNS: Final = 20  # letter-sized ink outside of all glyphs; true layers leave none or one
_MANY_LOOSE: Final = 100  # as many as there are glyphs: half of the page's text is not in the layer
_MIN_SYLLABLES: Final = 60
_OPEN_SHARE: Final = 0.15  # of syllables without a final consonant; natural Korean has about half
_RARE_FINALS: Final = 0.25  # share of rare finals; natural Korean has under 0.06
_STRANGE_SHARE: Final = 0.12  # of Hangul outside KS X 1001's 2,350; natural Korean has under 0.01
_WIDE_LATIN: Final = 0.5  # of Latin letters that stand in the square of a Hangul syllable

_COMMON_FINALS: Final = frozenset({0, 1, 4, 8, 16, 17, 19, 20, 21})  # none ㄱ ㄴ ㄹ ㅁ ㅂ ㅅ ㅆ ㅇ
_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
# Letters of the scripts that these documents are written in: '자', 'IoT', '市'; 'ㅇ' alone is a list mark.
_LETTER: Final = re.compile(r"(?P<letter>[가-힣A-Za-z\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether OCR must read the page, and why, in one short English phrase."""

    needs_ocr: bool
    reason: str


def judge(glyphs: Sequence[Glyph], ink: PageInk, *, hidden: int, unparsed: bool) -> Verdict:
    """Judge the layer of one page by its visible glyphs and by the ink of the rendered page."""
    marks = [item for item in glyphs if not item.text.isspace()]
    if not marks:
        return _without_layer(ink, hidden=hidden, unparsed=unparsed)
    faults = (
        _undecoded(marks),
        _scan(marks, ink),
        _lacking_hangul(marks, ink),
        _strange_hangul(marks),
        _unlikely_finals(marks),
        _wide_latin(marks),
    )
    fault = next((reason for reason in faults if reason), "")
    return Verdict(True, fault) if fault else Verdict(False, _good(marks))


def _without_layer(ink: PageInk, *, hidden: int, unparsed: bool) -> Verdict:
    if ink.share < _BLANK_INK:
        return Verdict(False, "blank page")
    if unparsed:
        return Verdict(True, f"text layer cannot be parsed, ink on {ink.share:.1%} of the page")
    if hidden:
        return Verdict(
            True, f"text layer is invisible ({hidden} characters), ink on {ink.share:.1%} of the page"
        )
    return Verdict(True, f"no text layer, ink on {ink.share:.1%} of the page")


def _good(marks: Sequence[Glyph]) -> str:
    hangul = sum(_is_hangul(item.text) for item in marks)
    return f"text layer holds {len(marks)} characters, {hangul} of them Hangul"


def _undecoded(marks: Sequence[Glyph]) -> str:
    if len(marks) < _MIN_GLYPHS:
        return ""
    unknown = sum(_is_undecoded(item.text) for item in marks)
    share = unknown / len(marks)
    return (
        f"text layer is undecodable ({share:.0%} of {len(marks)} characters)"
        if share > _UNDECODED_SHARE
        else ""
    )


def _is_undecoded(text: str) -> bool:
    if text.startswith("(cid:") or "\ufffd" in text:
        return True
    first = text[:1]
    if not first:
        return True
    return ord(first) < 32 or (is_private(first) and ord(first) not in PRIVATE_USE)


def _scan(marks: Sequence[Glyph], ink: PageInk) -> str:
    if ink.picture_share < _SCAN_COVER or len(marks) > _SCAN_GLYPHS or ink.loose_in_pictures < _LOOSE_SIGNS:
        return ""
    cover = f"scan: an image covers {ink.picture_share:.0%} of the page"
    return f"{cover}, the text layer holds {len(marks)} characters"


def _lacking_hangul(marks: Sequence[Glyph], ink: PageInk) -> str:
    """Hangul drawn as outlines: digits and punctuation are in the layer, the syllables are not."""
    letters = sum(_LETTER.match(item.text) is not None for item in marks)
    lacks_all = letters <= _FEW_LETTERS * len(marks) and ink.loose_signs >= max(_LOOSE_SIGNS, len(marks) / 2)
    if not lacks_all and ink.loose_signs < max(_MANY_LOOSE, len(marks)):
        return ""
    return (
        f"text layer lacks the Hangul that the page shows ({letters} letters among {len(marks)} characters, "
        f"{ink.loose_signs} letter-sized signs outside of them)"
    )


def _is_hangul(text: str) -> bool:
    return "가" <= text[:1] <= "힣"


def _syllables(marks: Sequence[Glyph]) -> list[str]:
    return [text for item in marks for text in item.text if "가" <= text <= "힣"]


def _strange_hangul(marks: Sequence[Glyph]) -> str:
    """A wrong ToUnicode map gives syllables that nobody writes."""
    syllables = _syllables(marks)
    if len(syllables) < _MIN_SYLLABLES:
        return ""
    share = sum(not _in_standard_set(item) for item in syllables) / len(syllables)
    return (
        f"text layer is garbled ({share:.0%} of its syllables are unused in Korean)"
        if share > _STRANGE_SHARE
        else ""
    )


def _in_standard_set(syllable: str) -> bool:
    # Python's codec spells the other syllables out in eight bytes; those of the set take two.
    return len(syllable.encode("euc_kr", errors="replace")) == 2


def _unlikely_finals(marks: Sequence[Glyph]) -> str:
    syllables = _syllables(marks)
    if len(syllables) < _MIN_SYLLABLES:
        return ""
    finals = [(ord(item) - _FIRST) % _FINALS for item in syllables]
    open_share = finals.count(0) / len(finals)
    rare = sum(final not in _COMMON_FINALS for final in finals) / len(finals)
    if open_share >= _OPEN_SHARE or rare < _RARE_FINALS:
        return ""
    return f"text layer is garbled ({open_share:.0%} open syllables, {rare:.0%} rare final consonants)"


def _wide_latin(marks: Sequence[Glyph]) -> str:
    """Syllables that a wrong map calls Latin letters keep their square boxes."""
    latin = [item for item in marks if item.text[:1].isascii() and item.text[:1].isalpha()]
    if len(latin) < _MIN_SYLLABLES or any(_is_hangul(item.text) for item in marks):
        return ""
    wide = sum(item.box.width > 0.85 * item.size for item in latin) / len(latin)
    return (
        f"text layer is garbled ({wide:.0%} of its Latin letters are as wide as syllables)"
        if wide > _WIDE_LATIN
        else ""
    )

"""Characters that are not what they show: private-use code points, controls, undecodable glyphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from schemas.issue import Issue, issue

UNREADABLE: Final = "\ufffd"

# Fonts of the Wingdings family put their glyphs at U+F000 plus the byte of the font.
_WINGDINGS: Final = {
    0x46: "☞", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒",
    0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA1: "○",
    0xA4: "◉", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
# Hancom fonts put circled numbers and a pointing hand into plane 15.
_HANCOM: Final = {0xF02B1 + step: chr(ord("①") + step) for step in range(9)} | {0xF007E: "☞"}

PRIVATE_USE: Final[dict[int, str]] = (
    _HANCOM
    | {0xF000 + code: shown for code, shown in _WINGDINGS.items()}
    | {0xF081 + step: chr(ord("①") + step) for step in range(10)}
    | {0xF08C + step: chr(ord("❶") + step) for step in range(10)}
)

# Control characters but tab and line end; zero-width marks and soft hyphens, which show nothing.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
)
# What pdfminer writes for a glyph without a Unicode value, such as (cid:1234).
_GLYPH_NUMBER: Final = re.compile(r"\(cid:(?P<number>\d+)\)")


def is_private(character: str) -> bool:
    """True for a private-use code point.

    >>> is_private(chr(0xF02B1)), is_private("가")
    (True, False)
    """
    code = ord(character)
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def shown(raw: str) -> str:
    """What `raw` shows: mapped private-use characters, no controls, U+FFFD for what nobody knows.

    >>> shown(chr(0xF02B2) + "항" + chr(0x7))
    '②항'
    >>> shown("(cid:77)")
    '\ufffd'
    """
    # No control, no mark without width and no private-use character is printable: most text is told at once.
    return raw if raw.isprintable() and "(cid:" not in raw else _shown(raw)


@lru_cache(maxsize=20_000)  # of single characters, mostly: a page has some hundred different ones
def _shown(raw: str) -> str:
    text = _UNSEEN.sub("", _GLYPH_NUMBER.sub(UNREADABLE, raw))
    if not any(is_private(character) for character in text):
        return text
    return "".join(
        PRIVATE_USE.get(ord(character), UNREADABLE) if is_private(character) else character
        for character in text
    )


def clean_text(raw: str) -> tuple[str, tuple[Issue, ...]]:
    """Return what `raw` shows, with the issues that tell what was changed.

    >>> text, notes = clean_text("가" + chr(0xF02B1))
    >>> text, [note.code for note in notes]
    ('가①', ['private_use_mapped'])
    """
    return shown(raw), tuple(character_issues(raw, page_no=None))


def character_issues(raw: Iterable[str], *, page_no: int | None) -> list[Issue]:
    """Tell which private-use characters were mapped and how many were not, in the order of their codes."""
    found: Counter[str] = Counter()
    for piece, times in Counter(raw).items():
        for character in piece:
            if is_private(character):
                found[character] += times
    known = sorted(character for character in found if ord(character) in PRIVATE_USE)
    unknown = sum(count for character, count in found.items() if ord(character) not in PRIVATE_USE)
    notes = []
    if known:
        listed = ", ".join(f"U+{ord(item):04X} → {PRIVATE_USE[ord(item)]}" for item in known)
        notes.append(
            issue(
                "private_use_mapped",
                f"한컴 전용 글자를 보이는 글자로 바꾸었습니다: {listed}",
                f"Private-use characters became what they show: {listed}",
                page_no=page_no,
            )
        )
    if unknown:
        notes.append(
            issue(
                "private_use_unknown",
                f"뜻을 모르는 전용 글자 {unknown}개를 {UNREADABLE}로 두었습니다.",
                f"{unknown} private-use characters of unknown meaning stand as {UNREADABLE}.",
                page_no=page_no,
            )
        )
    return notes

"""Views of a text that are easier to match on, each with the way back to the original characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from schemas.evidence import CharSpan

# What a text layer or OCR writes for one and the same sign; one character each, so that offsets stay.
_SIGNS = {
    '"': "“”„‟″〝〞＂",
    "'": "‘’‚‛′`´＇",
    "-": "‐‑‒–—―−－",
    "~": "〜～∼˜",
    "·": "‧․ㆍ･•∙⋅・",
    "「": "｢",
    "」": "｣",
    "△": "▵",
}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD = _FULL_WIDTH | {ord(sign): usual for usual, signs in _SIGNS.items() for sign in signs}
_FOLDING = re.compile(f"[{''.join(map(re.escape, map(chr, _FOLD)))}]")
_MOST_VIEWS = 2048
"""So many texts are remembered closed up: each catalogue, and what is suggested, goes through the sentences again."""
_BLANKS = frozenset(
    " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_WRITTEN = re.compile(f"[^{''.join(sorted(_BLANKS | _INVISIBLE))}]+")
# A character and what Unicode composes with it: conjoining jamo (macOS file text) and combining marks.
_CLUSTER = re.compile(
    r"[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|.[\u0300-\u036f\u3099\u309a]*", re.DOTALL
)


def plain(text: str) -> str:
    """One blank for every run of blanks, none at the ends.

    >>> plain(" 빅  데이터\\t활용 ")
    '빅 데이터 활용'
    """
    return " ".join(text.split())


def lowered(text: str) -> str:
    """Lower case, one character for one.

    >>> lowered("IoT İ")
    'iot İ'
    """
    whole = text.lower()
    if (
        len(whole) == len(text) and "Σ" not in text
    ):  # the small sigma has a form of its own at the end of a word
        return whole
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


@dataclass(frozen=True, slots=True)
class View:
    """A changed text; `starts[i]` and `ends[i]` bound the original characters of `text[i]`.

    >>> seen = view("인천 광역시")
    >>> seen.text, seen.span(0, 5)
    ('인천광역시', CharSpan(start=0, end=6))
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> CharSpan:
        """The original characters of `text[start:end]`, without blanks at either end."""
        return CharSpan(self.starts[start], self.ends[end - 1])

    def is_glued(self, start: int, end: int) -> bool:
        """Whether no blank was taken out inside `text[start:end]`."""
        return self.ends[end - 1] - self.starts[start] == end - start

    def blank_before(self, index: int) -> bool:
        """Whether the original has a blank, or nothing, before `text[index]`."""
        if index <= 0 or index >= len(self.text):
            return True
        return self.starts[index] > self.ends[index - 1] or self.text[index - 1].isspace()


@lru_cache(maxsize=64)
def folded(text: str) -> View:
    """Fold widths, quotes, dashes and middle dots; blanks stay.

    >>> folded("“ＡＩ”‧빅데이터").text
    '"AI"·빅데이터'
    """
    if unicodedata.is_normalized("NFC", text):
        plain = text.translate(_FOLD) if _FOLDING.search(text) else text
        return View(plain, range(len(plain)), range(1, len(plain) + 1))
    return _of(list(_composed(text)))


@lru_cache(maxsize=_MOST_VIEWS)
def view(text: str) -> View:
    """Fold as `folded` does, and take out the blanks.

    Line ends and tabs stay: nothing is matched across blocks or cells. So does
    one blank between Latin letters or digits, where it divides two words.

    >>> view("이동·대 기시간  최대 70분\\t5 G").text
    '이동·대기시간최대70분\\t5 G'
    """
    whole = folded(text)
    runs = list(_WRITTEN.finditer(whole.text))
    if len(runs) == 1 and len(runs[0].group()) == len(whole.text):
        return whole
    return _closed_up(whole, runs)


def _of(characters: list[tuple[str, int, int]]) -> View:
    return View(
        "".join(character for character, _, _ in characters),
        tuple(start for _, start, _ in characters),
        tuple(end for _, _, end in characters),
    )


def _composed(text: str) -> Iterator[tuple[str, int, int]]:
    for cluster in _CLUSTER.finditer(text):
        for character in unicodedata.normalize("NFC", cluster.group()).translate(_FOLD):
            yield character, cluster.start(), cluster.end()


def _closed_up(whole: View, runs: Sequence[re.Match[str]]) -> View:
    """The runs of written characters, one behind the other."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    behind = 0
    for run in runs:
        if parts and is_latin(parts[-1][-1]) and is_latin(run.group()[0]):
            gap = range(run.start() - 1, behind - 1, -1)
            blank = next((index for index in gap if whole.text[index] in _BLANKS), None)
            if blank is not None:
                parts.append(" ")
                starts.append(whole.starts[blank])
                ends.append(whole.ends[blank])
        behind = run.end()
        parts.append(run.group())
        starts += whole.starts[run.start() : behind]
        ends += whole.ends[run.start() : behind]
    return View("".join(parts), tuple(starts), tuple(ends))


def is_latin(character: str) -> bool:
    """Whether a character is a Latin letter or a digit: two words of such meet only at a blank."""
    return character.isascii() and character.isalnum()

"""Whether a wrapped line goes on inside a word: Korean lines break anywhere."""

from __future__ import annotations

import re
from typing import Final

from extractors.layout.habits import Habits, cores, is_tail, stem_of

_OPENING: Final = "([{<「『“‘《〈【"
_CLOSING: Final = ")]}>」』”’》〉】,.:;!?%·ㆍ‧~"
_LINKING: Final = "·ㆍ‧/~-"
# "56|개 지표", "2022|년", "70|분": what counts things stands against its number.
_COUNTER = re.compile(
    r"(?:개|곳|건|명|년|월|일|분|시|대|종|점|회|차|위|배|호|조|항|억|만|천|원|여|㎡|km|m|ha|GB|kWh|%|세|인|가구|단계|주년|주|층|동|면|기)"
)
# Ends of whole words: particles, endings, and modifiers that a blank follows.
_WHOLE = re.compile(
    r"[가-힣A-Za-z0-9)\]”’]+(?:[은는을를의에와과며고도서게로]|에서|으로|까지|부터|하여|위한|위해|대한|통해|따라|있는|없는|하는|되는|"
    r"된|한|할|될|및|등|하지|되지|지만|하기|되어|하도록)"
)
# "있는", "않는다", "위한": words that stand behind a blank.
_BEHIND_BLANK = re.compile(
    r"(?:있|없|않|못|위한|위해|위하여|대한|대해|관한|따라|따른|통해|통한|의한|및$|등$|등[을의이에]|것|수$|때|중$)"
)
# Words of one syllable; any other syllable alone at a line end is a piece of a word.
_ALONE: Final = frozenset(
    "및등수것약총각이그더또중후전간내외시때위곳점건한두세네첫새매본타당동현왜단할된큰될여말꼭"
)


def joins_without_blank(before: str, after: str, *, is_full: bool, habits: Habits) -> bool:
    """Return True where the line end between two words cut a word.

    `before` is the last word of a line and `after` the first of the next;
    `is_full` says that not even one more character had room on the line.

    >>> habits = Habits(keeps_blanks=False, cuts_words=True, words={"서비스": 3, "공공": 2})
    >>> joins_without_blank("서비", "스를", is_full=True, habits=habits)
    True
    >>> joins_without_blank("공공", "서비스를", is_full=True, habits=habits)
    False
    >>> joins_without_blank("서비", "스를", is_full=False, habits=habits)
    False
    """
    if not is_full:
        return False
    verdict = _by_signs(before, after)
    if verdict is not None:
        return verdict
    return _by_words(_last(before), _first(after), habits)


def _last(word: str) -> str:
    return (cores(word) or [word])[-1]


def _first(word: str) -> str:
    return (cores(word) or [word])[0]


def _by_signs(before: str, after: str) -> bool | None:
    """What the two characters at the line end tell; None for two letters of one script."""
    end, start = before[-1], after[0]
    if end in _OPENING or start in _CLOSING or end in _LINKING[:4] or _is_tail(after):
        return True
    if start == "(":
        return end.isalnum()
    if end.isdigit() and not start.isdigit():
        return bool(_COUNTER.match(after)) or None
    if not end.isalnum() or not start.isalnum():
        return False
    return None if _is_hangul(end) and _is_hangul(start) else False


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def _is_tail(after: str) -> bool:
    core = _first(after)
    return after.startswith(core) and is_tail(core)


def _by_words(head: str, tail: str, habits: Habits) -> bool:
    """Two pieces of Hangul: the document's own words decide, then the shape of the pieces."""
    joined = head + tail
    if habits.knows(joined) or (stem_of(joined) != joined and habits.knows(stem_of(joined))):
        return not (habits.knows(head) and habits.knows(tail))
    if len(head) == 1:
        return head not in _ALONE
    if _BEHIND_BLANK.match(tail):
        return False
    if len(tail) == 1 and habits.cuts_words:
        return tail not in _ALONE
    is_word = habits.knows(tail) or (len(stem_of(tail)) > 1 and habits.knows(stem_of(tail)))
    return habits.cuts_words and not (is_word or _WHOLE.fullmatch(head) or habits.knows(head))

"""The words that a match of a rule's pattern cannot do without, in lower case, as the text is that it is looked for in."""

from __future__ import annotations

from functools import lru_cache

from extractors.nlp.normalise import lowered
from extractors.nlp.pattern_words import Words, best_of, parsed, steps_needed

MOST_WORDS = 40
"""A pattern of more alternatives than these is not worth its entries: it is always tried."""
_TELLING = 2


@lru_cache(maxsize=4096)
def needed_words(pattern: str) -> Words | None:
    """The words of which every match of a pattern holds at least one, in lower case.

    >>> sorted(needed_words("(스마트|무인)도서관") or [])
    ['도서관']
    >>> sorted(needed_words("(화재|연기).{0,4}(감지|탐지)") or [])
    ['연기', '화재']
    >>> needed_words("[가-힣]{2}") is None
    True
    """
    return best_of(needed_steps(pattern))


def needed_steps(pattern: str) -> list[Words]:
    """What each step of a pattern needs, in order; a step that needs no word is left out.

    >>> [sorted(words) for words in needed_steps("(스마트|무인).{0,4}도서관")]
    [['무인', '스마트'], ['도서관']]
    """
    return [frozenset(map(lowered, words)) for words in steps_needed(pattern, most=MOST_WORDS)]


@lru_cache(maxsize=4096)
def further_words(pattern: str) -> tuple[Words, ...]:
    """What a match needs beside `needed_words`: one of each of these; letters that stand alone are left out.

    >>> [sorted(words) for words in further_words("(화재|연기).{0,4}((자동|즉시)통보|감지)")]
    [['감지', '통보']]
    """
    best = needed_words(pattern)
    steps = (words for words in needed_steps(pattern) if words != best)
    return tuple(words for words in steps if min(map(len, words)) >= _TELLING)


def surely_holds_one(pattern: str) -> bool:
    """Whether every match holds a character at least; re.error where the pattern cannot be read.

    What stands behind is looked at only when it is compiled, so nothing is sure of such a pattern.

    >>> surely_holds_one("가.{0,3}"), surely_holds_one("가?"), surely_holds_one("(?<!나)가")
    (True, False, False)
    """
    return bool("(?<" not in pattern and parsed(pattern).getwidth()[0])

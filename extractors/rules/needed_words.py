"""The words that a match of a pattern cannot do without, read off the pattern itself."""

from __future__ import annotations

import re._constants as sre  # type: ignore[import-not-found, unused-ignore]
import re._parser as sre_parse  # type: ignore[import-not-found, unused-ignore]
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from extractors.nlp.normalise import lowered

Words = frozenset[str]
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
    return _of_sequence(parsed(pattern))


def needed_steps(pattern: str) -> list[Words]:
    """What each step of a pattern needs, in order; a step that needs no word is left out.

    >>> [sorted(words) for words in needed_steps("(스마트|무인).{0,4}도서관")]
    [['무인', '스마트'], ['도서관']]
    """
    return _steps(parsed(pattern))


@lru_cache(maxsize=4096)
def further_words(pattern: str) -> tuple[Words, ...]:
    """What a match needs beside `needed_words`: one of each of these; letters that stand alone are left out.

    >>> [sorted(words) for words in further_words("(화재|연기).{0,4}((자동|즉시)통보|감지)")]
    [['감지', '통보']]
    """
    best = needed_words(pattern)
    steps = (words for words in needed_steps(pattern) if words != best)
    return tuple(words for words in steps if min(map(len, words)) >= _TELLING)


@lru_cache(maxsize=4096)
def parsed(pattern: str) -> Any:
    """The steps of a pattern; re.error where it cannot be read."""
    return sre_parse.parse(pattern)


def surely_holds_one(pattern: str) -> bool:
    """Whether every match holds a character at least; re.error where the pattern cannot be read.

    What stands behind is looked at only when it is compiled, so nothing is sure of such a pattern.

    >>> surely_holds_one("가.{0,3}"), surely_holds_one("가?"), surely_holds_one("(?<!나)가")
    (True, False, False)
    """
    return bool("(?<" not in pattern and parsed(pattern).getwidth()[0])


def _of_sequence(steps: Iterable[Any]) -> Words | None:
    """The best of what the steps of a sequence need: the longest words, and then the fewest."""
    return max(_steps(steps), key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _steps(steps: Iterable[Any]) -> list[Words]:
    found: list[Words] = []
    run = ""
    for operation, argument in steps:
        if operation is sre.LITERAL:
            run += chr(argument)
            continue
        found += [frozenset((lowered(run),))] if run else []
        run = ""
        needed = _of_step(operation, argument)
        found += [needed] if needed else []
    found += [frozenset((lowered(run),))] if run else []
    return found


def _of_step(operation: Any, argument: Any) -> Words | None:
    if operation is sre.SUBPATTERN:
        return _of_sequence(argument[-1])
    if operation is sre.MAX_REPEAT and argument[0] >= 1:
        return _of_sequence(argument[2])
    if operation is sre.BRANCH:
        branches = [_of_sequence(branch) for branch in argument[1]]
        if all(branches):
            words = frozenset().union(*(branch for branch in branches if branch))
            return words if len(words) <= MOST_WORDS else None
    return None

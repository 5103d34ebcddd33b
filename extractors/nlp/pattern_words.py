"""The words that a match of a pattern cannot do without, read off the pattern itself, as it writes them."""

from __future__ import annotations

import re._constants as sre  # type: ignore[import-not-found, unused-ignore]
import re._parser as sre_parse  # type: ignore[import-not-found, unused-ignore]
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

Words = frozenset[str]


@lru_cache(maxsize=4096)
def parsed(pattern: str) -> Any:
    """The steps of a pattern; re.error where it cannot be read."""
    return sre_parse.parse(pattern)


def steps_needed(pattern: str, *, most: int | None = None) -> list[Words]:
    """What each step of a pattern needs, one word of each set; a step that needs none, or one of more than `most`, is left out.

    >>> [sorted(words) for words in steps_needed("(스마트|무인).{0,4}도서관")]
    [['무인', '스마트'], ['도서관']]
    """
    return _steps(parsed(pattern), most)


def best_of(steps: Iterable[Words]) -> Words | None:
    """The longest words of several steps, and then the fewest; None where no step needs a word."""
    return max(steps, key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _steps(steps: Iterable[Any], most: int | None) -> list[Words]:
    found: list[Words] = []
    run = ""
    for operation, argument in steps:
        if operation is sre.LITERAL:
            run += chr(argument)
            continue
        found += [frozenset((run,))] if run else []
        run = ""
        needed = _of_step(operation, argument, most)
        found += [needed] if needed else []
    found += [frozenset((run,))] if run else []
    return found


def _of_step(operation: Any, argument: Any, most: int | None) -> Words | None:
    if operation is sre.SUBPATTERN:
        return best_of(_steps(argument[-1], most))
    if operation is sre.MAX_REPEAT and argument[0] >= 1:
        return best_of(_steps(argument[2], most))
    if operation is sre.BRANCH:
        branches = [best_of(_steps(branch, most)) for branch in argument[1]]
        if all(branches):
            words = frozenset().union(*(branch for branch in branches if branch))
            return words if most is None or len(words) <= most else None
    return None

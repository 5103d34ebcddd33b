"""Which regular expressions a rule pack may hold: those that cannot run away on hostile text."""

from __future__ import annotations

import re

from extractors.rules.needed_words import surely_holds_one

MAX_LENGTH = 300
MAX_REPEAT = 30
MAX_REPEATS = 3

# "[^)]": a class is one unit, whatever stands in it
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ESCAPED = re.compile(r"\\.")
# "{0,12}", "{3}": a repeat with both bounds
_BOUNDED = re.compile(r"\{(?:\d{1,3},)?(?P<most>\d{1,3})\}")
# "*", "+", "{2,}": a repeat without an upper bound
_OPEN_ENDED = re.compile(r"[*+]|\{\d*,\}")
# "(…){2}": a repeat of a group, inside which another repeat may stand
_GROUP_REPEAT = re.compile(r"\)\{")
_BACKREFERENCE = re.compile(r"\\[1-9]|\(\?P=")


def problem_of(pattern: str) -> str | None:
    """Say why a pattern may not stand in a pack, or None where it may.

    >>> problem_of("수요.{0,4}응답") is None
    True
    >>> problem_of("(가+)+")
    "an open repeat ('+') can run away on long text; write bounds such as {0,20}"
    """
    if len(pattern) > MAX_LENGTH:
        return f"longer than {MAX_LENGTH} characters"
    if _BACKREFERENCE.search(pattern):
        return "holds a back reference, which can run away on long text"
    bare = _CLASS.sub("C", _ESCAPED.sub("E", pattern))
    unbounded = _OPEN_ENDED.search(bare)
    if unbounded:
        return (
            f"an open repeat ({unbounded.group()!r}) can run away on long text; write bounds such as {{0,20}}"
        )
    if _GROUP_REPEAT.search(bare):
        return "repeats a group; write the group out instead"
    return _too_many(bare) or _not_readable(pattern)


def _too_many(bare: str) -> str | None:
    most = [int(found["most"]) for found in _BOUNDED.finditer(bare)]
    if len(most) > MAX_REPEATS or any(count > MAX_REPEAT for count in most):
        return f"holds more than {MAX_REPEATS} repeats, or one of more than {MAX_REPEAT}"
    return None


def _not_readable(pattern: str) -> str | None:
    """Compiling takes longer than parsing, and a pack has hundreds of patterns of which a run uses a part."""
    try:
        if surely_holds_one(pattern):
            return None
        compiled = re.compile(pattern)
    except re.error as error:
        return f"is no regular expression: {error}"
    return "matches the empty text" if compiled.match("") else None

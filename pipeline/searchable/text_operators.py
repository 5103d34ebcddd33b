"""Operators that show text, found in a content stream without changing any other byte of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_INVISIBLE: Final = b"3"
# One token of a content stream. Strings that hold strings, '(a (b) c)', and inline images are followed by hand.
_TOKEN: Final = re.compile(
    rb"(?P<blank>[\x00\t\n\f\r ]+|%[^\r\n]*)|(?P<string>\()|(?P<hex><[0-9A-Fa-f\x00\t\n\f\r ]*>)|(?P<bracket><<|>>|[\[\]{}])"
    rb"|(?P<name>/[^\x00\t\n\f\r ()<>\[\]{}/%]*)|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?![^\x00\t\n\f\r ()<>\[\]{}/%]))"
    rb"|(?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]+)|(?P<other>.)",
    re.DOTALL,
)
_PARENTHESIS: Final = re.compile(rb"\\.|[()]", re.DOTALL)
# The end of an inline image's data: 'EI' between blanks, with what looks like an operator or the end behind it.
_IMAGE_END: Final = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]+[\x09\x0a\x0d\x20-\x7e]{0,8}|$)")
_OPENING: Final = frozenset({b"<<", b"[", b"{"})
_SHOW: Final = frozenset({b"Tj", b"TJ", b"'", b'"'})
_MARKED: Final = frozenset({b"BDC", b"DP"})
ACTUAL_TEXT: Final = "ActualText"
"""What a viewer copies in place of the text that stands between two marks."""


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator with the operands before it; `start` and `end` are offsets in the stream."""

    name: bytes
    operands: tuple[tuple[int, int], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stripped:
    """A content stream without the text that it painted invisibly; how much that was, how much is left."""

    content: bytes
    dropped: int
    shown: int


def without_invisible_text(content: bytes) -> Stripped:
    """Leave out what is shown in render mode 3, and what marks say in its place; all else stays byte by byte.

    >>> without_invisible_text(b"BT 3 Tr (a) Tj 0 Tr (b) Tj ET")
    Stripped(content=b'BT 3 Tr  0 Tr (b) Tj ET', dropped=1, shown=1)
    """
    kept: list[bytes] = []
    mode, saved = b"0", list[bytes]()
    done = dropped = shown = 0
    for operator in operators(content):
        if operator.name == b"q":
            saved.append(mode)
        elif operator.name == b"Q" and saved:
            mode = saved.pop()
        elif operator.name == b"Tr" and operator.operands:
            mode = content[slice(*operator.operands[-1])]
        elif operator.name in _SHOW and mode == _INVISIBLE:
            kept += [content[done : operator.start], _without_show(operator, content)]
            done, dropped = operator.end, dropped + 1
        elif operator.name in _SHOW:
            shown += 1
        elif operator.name in _MARKED and (place := _actual_text(content, operator)):
            kept += [content[done : place[0]]]
            done, dropped = place[1], dropped + 1
    return Stripped(b"".join(kept) + content[done:], dropped, shown)


def _without_show(operator: Operator, content: bytes) -> bytes:
    """What an operator does besides showing: two of them begin a new line, one sets the spacing."""
    if operator.name == b"'":
        return b"T*"
    if operator.name == b'"' and len(operator.operands) >= 3:
        word, letter = (content[slice(*place)] for place in operator.operands[-3:-1])
        return b"%b Tw %b Tc T*" % (word, letter)
    return b""


def _actual_text(content: bytes, operator: Operator) -> tuple[int, int] | None:
    """Where the operand "<</ActualText (…)>>" of a mark has its entry."""
    at, start = operator.start, None
    while at < operator.end and (match := _TOKEN.match(content, at)) is not None:
        end = _string_end(content, match.end()) if match.lastgroup == "string" else match.end()
        if start is not None and match.lastgroup != "blank":
            return start, end
        if match.lastgroup == "name" and match[0] == b"/" + ACTUAL_TEXT.encode():
            start = at
        at = end
    return None


def operators(content: bytes) -> Iterator[Operator]:
    """Yield the operators in order. Broken syntax ends up as operators that nobody knows."""
    operands: list[tuple[int, int]] = []
    start: int | None = None
    depth = at = 0
    while (match := _TOKEN.match(content, at)) is not None:
        kind, at = match.lastgroup, match.end()
        if kind == "blank":
            continue
        start = match.start() if start is None else start
        if kind == "string":
            at = _string_end(content, at)
        if kind == "bracket":
            depth = max(depth + (1 if match[0] in _OPENING else -1), 0)
        elif kind == "word" and (not depth or match[0] in _SHOW):
            yield Operator(match[0], tuple(operands), start, at)
            operands, start, depth = [], None, 0
            at = _image_end(content, at) if match[0] == b"ID" else at
        elif not depth:
            operands.append((match.start(), at))


def _string_end(content: bytes, at: int) -> int:
    """Behind the parenthesis that closes the string whose content begins at `at`."""
    depth = 1
    for match in _PARENTHESIS.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return len(content)


def _image_end(content: bytes, at: int) -> int:
    """Behind the inline image whose data begins at `at`."""
    found = _IMAGE_END.search(content, at)
    return found.end() if found else len(content)

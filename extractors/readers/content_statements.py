"""The statements of a PDF content stream: operands, then an operator (ISO 32000-1, 7.8.2).

pdfminer takes a stream apart token by token, which is most of what reading a page costs. Here one pattern takes a
whole statement as programs write it. What they do not write is no statement for it: NotPlainError, and pdfminer reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

Operand = float | str | bytes | list[float | bytes]


class NotPlainError(ValueError):
    """The content is not written as programs write it: pdfminer, which forgives more, reads the page."""


_BLANK: Final = rb"[\s\x00]*+"
_END: Final = rb"(?=[\s\x00\[\]()<>/]|\Z)"
_NUMBER: Final = rb"[-+]?(?:\d++(?:\.\d*+)?|\.\d++)"
_STRING: Final = (
    rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"  # nested twice at most
)
_HEX: Final = rb"<[0-9A-Fa-f\s]*+>"
_DICTIONARY: Final = rb"<<(?:[^<>()]++|" + _HEX + rb"|" + _STRING + rb")*+>>"

# '1 0 0 1 72 700 Tm', 'f*', 'T*'; '<0A1B> Tj'; '[(ab) -20 <0C>] TJ'; '(ab) Tj'; '/F1 12 Tf', '0.2 0.4 /P1 scn';
# '/P <</MCID 3>> BDC', '/Span /MC0 BDC'; '[3 2] 0 d'.
_STATEMENT: Final = re.compile(
    _BLANK
    + rb"(?:(?P<numbers>[-+\d.\s]*+)(?P<operator>[A-Za-z][A-Za-z0-9]*+\*?|')" + _END
    + rb"|(?P<hex><[0-9A-Fa-f\s]*+>)" + _BLANK + rb"(?P<shown_hex>Tj|')" + _END
    + rb"|\[(?P<array>(?:[-+\d.\s]++|" + _HEX + rb"|" + _STRING + rb")*+)\]" + _BLANK + rb"TJ" + _END
    + rb"|(?P<string>" + _STRING + rb")" + _BLANK + rb"(?P<shown>Tj|')" + _END
    + rb"|(?P<before>(?:" + _NUMBER + rb"[\s\x00]++)*+)/(?P<name>[^#/%\[\]()<>{}\s\x00]++)"
    + rb"(?P<size>[-+\d.\s]*+)(?P<named>Tf|Do|gs|cs|CS|scn|SCN|sh|ri|BMC|MP)" + _END
    + rb"|/[^#/%\[\]()<>{}\s\x00]++" + _BLANK + rb"(?:" + _DICTIONARY + rb"|/[^#/%\[\]()<>{}\s\x00]++)"
    + _BLANK + rb"(?P<marked>BDC|DP)" + _END
    + rb"|\[[-+\d.\s]*+\]" + _BLANK + _NUMBER + _BLANK + rb"(?P<dash>d)" + _END
    + rb"|(?P<end>\Z)|(?P<odd>.))",  # so that each match begins where the last ended: no search, linear time
    re.DOTALL,
)  # fmt: skip
_ARRAY_ITEM: Final = re.compile(
    rb"(?P<number>" + _NUMBER + rb")|(?P<hex>" + _HEX + rb")|(?P<string>" + _STRING + rb")", re.DOTALL
)
_SHORT: Final = 20  # bytes: 'BT', '0 g' and '/F1 9 Tf' come again and again
_ESCAPE: Final = re.compile(rb"\\(?P<what>[0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED: Final = {
    b"b": b"\b",
    b"t": b"\t",
    b"n": b"\n",
    b"f": b"\f",
    b"r": b"\r",
    b"\r\n": b"",
    b"\r": b"",
    b"\n": b"",
}


def statements(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Yield (operator, operands); NotPlainError where something else stands between two statements.

    Names come as str, strings as bytes, an array of TJ as a list. Marked content and dashes, which
    place nothing, come without their operands. What is written again comes as the same value: nobody changes it.

    >>> list(statements(b"q 1 0 0 1 72 700 cm BT /F1 9 Tf [(a\\\\)b) -20 <0C>] TJ ET"))[1:4]
    [(b'cm', [1.0, 0.0, 0.0, 1.0, 72.0, 700.0]), (b'BT', []), (b'Tf', ['F1', 9.0])]
    >>> list(statements(b"[(a\\\\)b) -20 <0C>] TJ"))
    [(b'TJ', [[b'a)b', -20.0, b'\\x0c']])]
    """
    known: dict[bytes, tuple[bytes, list[Operand]]] = {}
    for found in _STATEMENT.finditer(data):
        written = found[0]
        if (statement := known.get(written)) is None:
            kind = found.lastgroup
            if kind == "end":
                return
            if kind == "odd":
                raise NotPlainError(f"at byte {found.start()}")
            statement = _statement(found)
            if len(written) <= _SHORT:
                known[written] = statement
        yield statement


def _statement(found: re.Match[bytes]) -> tuple[bytes, list[Operand]]:
    if found.lastgroup == "operator":
        return found["operator"], _numbers(found["numbers"])
    return _of_text(found)


def _numbers(written: bytes) -> list[Operand]:
    """ValueError, of which NotPlainError is one, for what is none: '1-2'."""
    return list(map(float, written.split())) if written else []


def _of_text(found: re.Match[bytes]) -> tuple[bytes, list[Operand]]:
    kind = found.lastgroup
    if kind == "shown_hex":
        return found["shown_hex"], [_from_hex(found["hex"])]
    if kind == "array":
        return b"TJ", [_array(found["array"])]
    if kind == "shown":
        return found["shown"], [_from_string(found["string"])]
    if kind == "named":
        name = found["name"].decode("utf-8", errors="strict")
        return found["named"], [*_numbers(found["before"]), name, *_numbers(found["size"])]
    return found[kind or 0], []


def _array(written: bytes) -> list[float | bytes]:
    items: list[float | bytes] = []
    for item in _ARRAY_ITEM.finditer(written):
        kind = item.lastgroup
        if kind == "number":
            items.append(float(item[0]))
        else:
            items.append(_from_hex(item[0]) if kind == "hex" else _from_string(item[0]))
    return items


def _from_hex(written: bytes) -> bytes:
    digits = b"".join(written[1:-1].split())
    if len(digits) % 2:
        raise NotPlainError("half a byte")
    return bytes.fromhex(digits.decode("ascii"))


def _from_string(written: bytes) -> bytes:
    inner = written[1:-1]
    return _ESCAPE.sub(_unescaped, inner) if b"\\" in inner else inner


def _unescaped(found: re.Match[bytes]) -> bytes:
    return _meant(found[1])


@lru_cache(maxsize=1024)  # subsets of fonts write most of their codes so
def _meant(what: bytes) -> bytes:
    """What stands behind a backslash, as a byte."""
    if what[:1].isdigit() and what[:1] < b"8":
        return bytes((int(what, 8) & 0xFF,))
    return _ESCAPED.get(what, what)

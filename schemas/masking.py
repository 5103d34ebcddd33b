"""Personal data found in a text: where it stands and of which kind; never what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from schemas.evidence import CharSpan

MASK = "●"
MaskKind = Literal["name", "phone", "rrn", "email"]


@dataclass(frozen=True, slots=True, order=True)
class MaskedSpan:
    """A stretch of `Document.text` that no export may show."""

    span: CharSpan
    kind: MaskKind


def mask(text: str, spans: Iterable[MaskedSpan], *, offset: int = 0) -> str:
    """Return `text` with every masked character replaced, so that lengths and spans stay true.

    `offset` is where `text` begins in the document.

    >>> mask("과장 홍길동 (02)", [MaskedSpan(CharSpan(3, 6), "name")])
    '과장 ●●● (02)'
    >>> mask("홍길동은 말했다", [MaskedSpan(CharSpan(3, 6), "name")], offset=3)
    '●●●은 말했다'
    >>> mask("다른 곳", [MaskedSpan(CharSpan(1, 3), "name")], offset=4)
    '다른 곳'
    """
    characters = list(text)
    for masked in spans:
        start = max(masked.span.start - offset, 0)
        end = min(masked.span.end - offset, len(characters))
        if start < end:
            characters[start:end] = MASK * (end - start)
    return "".join(characters)

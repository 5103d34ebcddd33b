"""How the words of a quote bear a value out: as printed, normalised by a step that is told, or only inferred."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from extractors.nlp.normalise import plain
from schemas.fact import Support, Value

# "1,234.5", "18"; the commas of thousands are no digits
_PRINTED: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def support_of(value: Value, quote: str, derivation: str | None) -> Support:
    """`literal` where the quote holds the value's own characters; without them, what a told step makes of the quote.

    >>> support_of(1234, "감지기 1,234대", None), support_of(70, "감지기 12대", None)
    ('literal', 'inferred')
    >>> support_of("가람시", "가람 시청", None)
    'normalised'
    """
    if isinstance(value, str):
        return "literal" if plain(value) in plain(quote) else "normalised"
    if derivation is not None:
        return "normalised"
    return "literal" if not isinstance(value, bool) and is_printed(value, quote) else "inferred"


def is_printed(value: float, quote: str) -> bool:
    """True where the digits of a number stand in the quote; its sign may be a word or a triangle there."""
    printed = {Decimal(found.replace(",", "")) for found in _PRINTED.findall(quote)}
    return abs(Decimal(str(value))) in printed

"""Numbers with Korean number words: 3만 5천, 18억 9,600만."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.nlp.units import MAGNITUDES

Number = int | float
# "1,234.5", "70": bounded, so that a page of digits costs no more than it should.
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?!\d)(?:\.\d{1,8}(?!\d))?"
# "18억9,600만", "3만5천", "5백만"
AMOUNT = rf"{DIGITS}(?:[십백천만억조]{{1,2}}(?:{DIGITS})?){{0,6}}"
_PIECE = re.compile(rf"(?P<digits>{DIGITS})|(?P<magnitude>[십백천만억조])")


def parse_amount(written: str) -> Number:
    """Return the number that digits and Korean number words write; ValueError for anything else.

    >>> parse_amount("18억9,600만"), parse_amount("3만5천"), parse_amount("1,234.5"), parse_amount("5백만")
    (1896000000, 35000, 1234.5, 5000000)
    """
    total, group, current = Decimal(0), Decimal(0), None
    position = 0
    for piece in _PIECE.finditer(written):
        if piece.start() != position:
            raise ValueError(f"no amount in {written!r}")
        position = piece.end()
        if piece["digits"]:
            current = Decimal(piece["digits"].replace(",", ""))
            continue
        size = MAGNITUDES[piece["magnitude"]]
        if size < MAGNITUDES["만"]:
            group, current = group + (1 if current is None else current) * size, None
        else:
            total, group, current = total + (group + (current or 0) or 1) * size, Decimal(0), None
    if not written or position != len(written):
        raise ValueError(f"no amount in {written!r}")
    return _number(total + group + (current or 0))


def scaled(written: str, factor: Number, *, sign: int = 1) -> Number:
    """The amount times a unit's factor, exactly.

    >>> scaled("1.5", 10_000), scaled("0.1", 3)
    (15000, 0.3)
    """
    return _number(Decimal(str(parse_amount(written))) * Decimal(str(factor)) * sign)


def _number(amount: Decimal) -> Number:
    return int(amount) if amount == amount.to_integral_value() else float(amount)

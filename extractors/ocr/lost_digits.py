"""Numbers read a second time, drawn out: a net that tells letters apart by their frames loses one of two equal digits.

'84,000' is read '84,00' with full confidence where the digits are narrow; a fifth more width parts them. The second
reading stands only where it holds the first one and digits or separators besides, as surely.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import cv2

from extractors.ocr.decoding import ReadLine
from extractors.ocr.image_types import GreyImage, grey

WIDER: Final = 1.2  # times the width of the crop
_LONGEST: Final = 24  # characters of a line that is read twice: a cell, not a line of body text
_SURE: Final = 0.9  # raw confidence of the least sure character of the second reading
_LESS: Final = 0.02  # by which it may be less sure than the first
# A number of three digits at least, in '84,000원 × 64가구'
_NUMBER: Final = re.compile(r"\d[.,:]?\d[.,:]?\d")
_LOST: Final = frozenset("0123456789.,")


def may_lack_digits(read: ReadLine) -> bool:
    """True for short lines with a number in which one of several equal digits could be lost."""
    return len(read.characters) <= _LONGEST and _NUMBER.search(read.text) is not None


def drawn_out(crop: GreyImage) -> GreyImage:
    """The crop, wider."""
    return grey(cv2.resize(crop, None, fx=WIDER, fy=1, interpolation=cv2.INTER_LINEAR))


def narrowed(read: ReadLine, times: float) -> ReadLine:
    """The reading of a crop that was drawn out, with the places of its characters in the crop itself."""
    return ReadLine(tuple(replace(one, x0=one.x0 / times, x1=one.x1 / times) for one in read.characters))


def is_fuller(first: ReadLine, second: ReadLine) -> bool:
    """True where `second` is `first` with digits or separators more, and as sure."""
    if not 0 < len(second.characters) - len(first.characters) <= 2:
        return False
    least = min(character.confidence for character in second.characters)
    if least < max(_SURE, min(character.confidence for character in first.characters) - _LESS):
        return False
    gained = _gained(first.text, second.text)
    return gained is not None and set(gained) <= _LOST


def _gained(first: str, second: str) -> str | None:
    """What `second` has more than `first`; None where it lacks something of it.

    >>> _gained("84,00원", "84,000원")
    '0'
    >>> _gained("84,00원", "84,08원") is None
    True
    """
    gained, at = "", 0
    for character in second:
        if at < len(first) and character == first[at]:
            at += 1
        else:
            gained += character
    return gained if at == len(first) else None

"""Ruling lines that the engine took for letters, such as | at a cell border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from schemas.geometry import Box
from schemas.page import Ruling, Word

_UPRIGHT: Final = "|ㅣ｜[]Il1!¦"
_BARS: Final = "|｜¦ㅣ"  # no Korean word begins or ends with a bare ㅣ
_REACH: Final = 0.7  # of the font size, from the end of a word to the border read into it
_FLAT: Final = "—–-_=~ㅡ一"
_NEAR_PT: Final = 1.2


def without_rule_marks(words: Sequence[Word], rulings: Sequence[Ruling]) -> tuple[Word, ...]:
    """Drop words that are a ruling, and marks of one at the ends of a word."""
    kept = []
    for word in words:
        trimmed = _trimmed(word, rulings)
        if trimmed is not None:
            kept.append(trimmed)
    return tuple(kept)


def _trimmed(word: Word, rulings: Sequence[Ruling]) -> Word | None:
    if all(letter in _UPRIGHT + "{}()" for letter in word.text) and _is_upright_rule(word.box, rulings):
        return None
    if all(letter in _FLAT for letter in word.text) and _is_flat_rule(word.box, rulings):
        return None
    return _without_tail(_without_head(word, rulings), rulings)


def _without_head(word: Word, rulings: Sequence[Ruling]) -> Word:
    """'ㅣ시민' at the left border of its cell is 시민."""
    text, box = word.text.lstrip(_BARS), word.box
    if not text or text == word.text:
        return word
    borders = [rule.x0 for rule in _upright_at(box, rulings) if rule.x0 <= box.x0 + _REACH * word.size_pt]
    if not borders:
        return word
    start = min(max(box.x0, *borders), box.x1 - 1)
    return replace(word, text=text, box=Box(start, box.top, box.x1, box.bottom))


def _without_tail(word: Word, rulings: Sequence[Ruling]) -> Word:
    text, box = word.text.rstrip(_BARS), word.box
    if not text or text == word.text:
        return word
    borders = [rule.x0 for rule in _upright_at(box, rulings) if rule.x0 >= box.x1 - _REACH * word.size_pt]
    if not borders:
        return word
    end = max(min(box.x1, *borders), box.x0 + 1)
    return replace(word, text=text, box=Box(box.x0, box.top, end, box.bottom))


def _upright_at(box: Box, rulings: Sequence[Ruling]) -> list[Ruling]:
    return [
        rule
        for rule in rulings
        if not rule.is_horizontal and box.x0 - 3 <= rule.x0 <= box.x1 + 3 and _meets(box, rule)
    ]


def _is_upright_rule(box: Box, rulings: Sequence[Ruling]) -> bool:
    return box.width < box.height and any(
        box.x0 - _NEAR_PT <= rule.x0 <= box.x1 + _NEAR_PT and _meets(box, rule)
        for rule in rulings
        if not rule.is_horizontal
    )


def _meets(box: Box, rule: Ruling) -> bool:
    return rule.y0 <= box.centre[1] <= rule.y1


def _is_flat_rule(box: Box, rulings: Sequence[Ruling]) -> bool:
    return any(
        box.top - _NEAR_PT <= rule.y0 <= box.bottom + _NEAR_PT
        and rule.x0 - _NEAR_PT <= box.x0
        and box.x1 <= rule.x1 + _NEAR_PT
        for rule in rulings
        if rule.is_horizontal
    )

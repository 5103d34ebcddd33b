"""Ruling lines that the engine took for letters, such as | at a cell border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from schemas.geometry import Box
from schemas.page import Ruling, Word

_UPRIGHT: Final = "|ㅣ｜[]Il1!¦"
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
    text, box = word.text, word.box
    share = 1 / len(text)
    if len(text) > 1 and text[0] in "|｜¦" and _has_rule_at(box.x0, box, rulings):
        text, box = text[1:], box.part(share, 1)
    if len(text) > 1 and text[-1] in "|｜¦" and _has_rule_at(box.x1, box, rulings):
        text, box = text[:-1], box.part(0, 1 - share)
    return word if text == word.text else replace(word, text=text, box=box)


def _is_upright_rule(box: Box, rulings: Sequence[Ruling]) -> bool:
    return box.width < box.height and any(
        box.x0 - _NEAR_PT <= rule.x0 <= box.x1 + _NEAR_PT and _meets(box, rule)
        for rule in rulings
        if not rule.is_horizontal
    )


def _has_rule_at(x: float, box: Box, rulings: Sequence[Ruling]) -> bool:
    return any(
        abs(rule.x0 - x) <= 2 * _NEAR_PT and _meets(box, rule) for rule in rulings if not rule.is_horizontal
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

"""Firms that a paper names with their legal form once and goes on to call by the bare name: ㈜가온소프트, then 가온소프트."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from extractors.nlp.boundary import ends_noun, starts_word
from extractors.nlp.firms import firms_in, without_form
from extractors.nlp.mentions import NameMention
from schemas.evidence import CharSpan

# "공동기관 주식회사 가온": what the name before a form may be instead
_KIND: Final = re.compile(r"(?:기관|기업|업체|회사|대표|법인|신청인|사업자)$")
_FORM_BEFORE: Final = re.compile(r"(?:㈜|\(주\)|주식회사)\s?$")
_SHORTEST: Final = 3
"""A bare name of two syllables may be any word."""


def bare_firms(text: str) -> frozenset[str]:
    """The bare names of the firms that a text names with their form.

    >>> sorted(bare_firms("㈜가온소프트와 나래테크㈜, ㈜다솜"))
    ['가온소프트', '나래테크']
    """
    bare = (without_form(name).strip() for name, _ in firms_in(text))
    return frozenset(name for name in bare if len(name) >= _SHORTEST and not _KIND.search(name))


def with_known_firms(found: Sequence[NameMention], text: str, names: Collection[str]) -> list[NameMention]:
    """The organisations of a text with the firms known by bare name, in text order."""
    more: list[NameMention] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            span = CharSpan(at, at + len(name))
            is_word = (
                starts_word(text, at) and ends_noun(text, span.end) and not _FORM_BEFORE.search(text[:at])
            )
            if is_word and not any(one.span.overlaps(span) for one in (*found, *more)):
                more.append(NameMention(span=span, name=name, kind="organisation"))
            at = text.find(name, span.end)
    return sorted((*found, *more), key=lambda one: one.span) if more else list(found)

"""Technologies in a text, by a lexicon: blank-tolerant, longest first, with the bracketed abbreviation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import ahocorasick
import yaml

from extractors.nlp.mentions import NameMention, longest
from extractors.nlp.normalise import View, is_latin, view

LEXICON = Path(__file__).parent / "lexicon" / "technologies.yaml"
# "인공지능(AI)", "AI(인공지능)", "가상현실 (VR)": one technology written twice.
_BRACKET = re.compile(r"\((?P<inner>[^()\n]{1,20})\)")
# What must not stand right before a Korean form: it would be the end of another word ("드론" in "안드론").
_HANGUL = re.compile(r"[가-힣]")
_SHORTEST_INSIDE = 4
"""A Hangul form this long is found inside a compound too ("지역빅데이터센터")."""


@dataclass(frozen=True, slots=True, eq=False)
class _Lexicon:
    """Folded forms with the technology they write, and the automaton over them."""

    names: dict[str, str]
    automaton: ahocorasick.Automaton


def find_technologies(text: str) -> list[NameMention]:
    """Return the technologies that a text names, in text order, none over another.

    >>> [(found.canonical, found.name) for found in find_technologies("인공지능(AI)과 loT, 빅 데이터")]
    [('인공지능', '인공지능(AI)'), ('사물인터넷', 'loT'), ('빅데이터', '빅 데이터')]
    >>> find_technologies("MAIN 화면, DAIRY")
    []
    """
    if not text:
        return []
    seen = view(text)
    lower = seen.text.lower()
    if len(lower) != len(seen.text):
        return []
    lexicon = _lexicon()
    found = []
    for last, form in lexicon.automaton.iter(lower):
        start, end = last + 1 - len(form), last + 1
        if _is_word(seen, start, end):
            end = _with_bracket(lexicon, lower, end, lexicon.names[form])
            span = seen.span(start, end)
            found.append(
                NameMention(span, " ".join(span.slice(text).split()), "technology", lexicon.names[form])
            )
    return longest(found)


def _is_word(seen: View, start: int, end: int) -> bool:
    """Latin forms stand between Latin boundaries; short Hangul forms do not follow Hangul."""
    first, last = seen.text[start], seen.text[end - 1]
    before = seen.text[start - 1] if start else " "
    after = seen.text[end] if end < len(seen.text) else " "
    if is_latin(first) and (is_latin(before) or before == "-"):
        return False
    if is_latin(last) and (is_latin(after) or (after == "-" and seen.text[end + 1 : end + 2].isalpha())):
        return False
    if _HANGUL.match(first) and end - start < _SHORTEST_INSIDE:
        return seen.blank_before(start) or not _HANGUL.match(before)
    return True


def _with_bracket(lexicon: _Lexicon, lower: str, end: int, name: str) -> int:
    bracket = _BRACKET.match(lower, end)
    if bracket is None:
        return end
    return bracket.end() if lexicon.names.get(bracket["inner"]) == name else end


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    entries: list[dict[str, Any]] = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    for entry in entries:
        for form in (entry["name"], *entry["forms"]):
            names.setdefault(view(form).text.lower(), entry["name"])
    automaton = ahocorasick.Automaton()
    for form in names:
        automaton.add_word(form, form)
    automaton.make_automaton()
    return _Lexicon(names, automaton)

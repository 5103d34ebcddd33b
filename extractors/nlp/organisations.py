"""Organisations in a text: firms by their form, public bodies and universities by name or ending, parties by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import ahocorasick
import yaml

from extractors.nlp.boundary import ends_noun, starts_word
from extractors.nlp.mentions import MentionKind, NameMention, longest
from extractors.nlp.normalise import View, folded, view
from schemas.evidence import CharSpan

LEXICON = Path(__file__).parent / "lexicon" / "organisations.yaml"
_KINDS: dict[str, MentionKind] = {"bodies": "organisation", "firms": "organisation", "parties": "party"}

_B = r"[ \u00a0\u3000]?"
_FORM = rf"(?:㈜|\({_B}주{_B}\)|\({_B}유{_B}\)|주식회사{_B}|유한회사{_B})"
_FIRM_NAME = r"[가-힣A-Za-z0-9&]{2,20}"
# "㈜가온정보", "(주)가온", "주식회사 가온", and OCR's "주)가온" or "(<sup>주)</sup>가온" that was rendered "(주)가온".
_FORM_FIRST = re.compile(rf"(?:{_FORM}|(?<![가-힣A-Za-z0-9])주\)){_B}(?P<name>{_FIRM_NAME})")
# "가온정보㈜", "NHN(주)", "가온 주식회사"
_FORM_LAST = re.compile(rf"(?<![가-힣A-Za-z0-9&])(?P<name>{_FIRM_NAME}){_B}(?P<form>㈜|\({_B}주{_B}\)|\({_B}유{_B}\)|주식회사)")
# "한국○○공사", "가람시설관리공단", "○○연구원", "○○경찰청", "○○대학교", "서울대": a name that ends with a kind of body.
_ENDINGS = (
    r"공사|공단|연구원|연구소|진흥원|평가원|개발원|정보원|안전원|기술원|재단|협회|학회|연합회|조합|상공회의소|은행|대학교|교육청|교육지원청|"
    r"경찰청|경찰서|소방본부|소방서|소방안전본부|시설공단|도시공사|교통공사|관광공사|테크노파크|산업진흥원|디지털재단|복지재단|문화재단|경제진흥원|"
    r"위원회|박물관|도서관|의료원|보건소|세무서|우체국|사업소|체육회|시의회|군의회|구의회|도의회|협의회|전력공사|항만공사"
)
_BODY = re.compile(rf"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣A-Za-z0-9·]{{2,14}}?(?:{_ENDINGS}))")
# "서울대", "부산대", "한밭대": two or three syllables and 대, as a whole word.
_UNIVERSITY = re.compile(r"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣]{2,3}대)(?![가-힣]{0,2}도시)")
_NOT_UNIVERSITY = re.compile(
    r"(?:.*(?:확|증|시|기|현|무|상|침|군|세|지|거|초|최|절|반|고|휴|연|시간|일|성|우|잔|책|수|각|사다리|십|광|중|원|과|후|박|적|접|부|조|설)대|"
    r"\d+대)$"
)
# "환경부", "국가보훈처": ministries beyond the list are not guessed.
# The particle that a lazy suffix match must leave: "도시공사가" ends there, "공사비" does not.


def find_organisations(text: str) -> list[NameMention]:
    """Return organisations and parties, in text order, the longest of overlapping ones.

    >>> [(found.name, found.kind) for found in find_organisations("㈜가온정보와 KT, 서울대 등 공공기관이")]
    [('가온정보', 'organisation'), ('KT', 'organisation'), ('서울대', 'organisation'), ('공공기관', 'party')]
    """
    if not text:
        return []
    plain = folded(text)
    return longest([*_firms(plain, text), *_bodies(plain, text), *_universities(plain, text), *_listed(text)])


def _firms(plain: View, text: str) -> Iterator[NameMention]:
    for pattern in (_FORM_FIRST, _FORM_LAST):
        for match in pattern.finditer(plain.text):
            start, end = match.span()
            name = match["name"]
            if pattern is _FORM_FIRST:
                name = _without_particle(name)
                end = match.start("name") + len(name)
            if len(name) >= 2:
                yield NameMention(plain.span(start, end), name, "organisation")


# Particles that a firm's name is written with: the shortest rest that is still a name.
_PARTICLES = re.compile(r"(?:에서는|에서|으로|에게|까지|부터|와의|과의|와|과|은|는|을|를|의|에)$")


def _without_particle(name: str) -> str:
    shorter = _PARTICLES.sub("", name)
    return shorter if len(shorter) >= 2 else name


def _bodies(plain: View, text: str) -> Iterator[NameMention]:
    for match in _BODY.finditer(plain.text):
        span = plain.span(*match.span("name"))
        if ends_noun(text, span.end):
            yield NameMention(span, match["name"], "organisation")


def _universities(plain: View, text: str) -> Iterator[NameMention]:
    for match in _UNIVERSITY.finditer(plain.text):
        span = plain.span(*match.span("name"))
        if ends_noun(text, span.end) and not _NOT_UNIVERSITY.match(match["name"]):
            yield NameMention(span, match["name"], "organisation")


def _listed(text: str) -> Iterator[NameMention]:
    seen = view(text)
    for last, (surface, name, kind) in _automaton().iter(seen.text):
        start = last + 1 - len(surface)
        span: CharSpan = seen.span(start, last + 1)
        if starts_word(text, span.start) and _ends_name(text, span.end):
            yield NameMention(span, name, kind)


def _ends_name(text: str, end: int) -> bool:
    """A listed name ends a word; a firm's name ends before a Latin or Hangul product name too, with a blank."""
    return ends_noun(text, end)


@lru_cache(maxsize=1)
def _automaton() -> ahocorasick.Automaton:
    listed: dict[str, list[str]] = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
    automaton = ahocorasick.Automaton()
    for group, names in listed.items():
        for name in names:
            surface = view(name).text
            automaton.add_word(surface, (surface, name, _KINDS[group]))
    automaton.make_automaton()
    return automaton

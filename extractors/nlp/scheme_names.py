"""The certifications that words name, and each of them as a subject."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import is_normalized

from extractors.nlp.normalise import view
from schemas.fact import Subject
from schemas.header import Scheme

SCHEME_NAMES: dict[tuple[Scheme, ...], str] = {
    ("city",): "스마트 도시 인증",
    ("service",): "스마트 서비스 인증",
    ("city", "service"): "스마트 도시·서비스 인증",
}
_NAMED_BY = "증"
"""No certification is named without this syllable (인증, with a stray blank in it or none); most texts hold none."""

# despaced: "스마트도시·서비스인증", "도시와서비스인증"
_BOTH = re.compile(r"도시(?:·|및|와|/)(?:스마트)?서비스인증|서비스(?:·|및|와|/)(?:스마트)?도시인증")
# despaced: "스마트서비스인증은", "스마트도시서비스인증심사는"
_SERVICE = re.compile(r"(?:스마트)?(?:도시)?서비스인증|인증(?:받은|된)?서비스|서비스(?:에|를)인증")
# despaced: "스마트도시인증", "인증도시는", "도시에인증을부여"
_CITY = re.compile(r"(?:스마트)?도시인증|인증(?:받은|된)?(?:도시|지자체)|도시에인증")


def named_schemes(words: str) -> tuple[Scheme, ...]:
    """The certifications that `words` name; where two are named apart, the first.

    >>> named_schemes("스마트 서비스인증은 도시인증과 마찬가지로"), named_schemes("도시·서비스 인증 공모")
    (('service',), ('city', 'service'))
    """
    if _NAMED_BY not in words and is_normalized("NFC", words):
        return ()
    return _named_schemes(words)


@lru_cache(maxsize=512)
def _named_schemes(words: str) -> tuple[Scheme, ...]:
    plain = view(words).text
    if _BOTH.search(plain):
        return ("city", "service")
    service, city = _SERVICE.search(plain), _CITY.search(plain)
    if service is None and city is None:
        return ()
    if service is None or (city is not None and city.start() < service.start()):
        return ("city",)
    return ("service",)


@lru_cache(maxsize=16)
def scheme_subject(schemes: tuple[Scheme, ...]) -> Subject:
    """The certification itself as a subject."""
    ordered: tuple[Scheme, ...] = tuple(sorted(schemes))
    return Subject(kind="scheme", name=SCHEME_NAMES[ordered], basis="heading")

"""Whose paper a document without a stated publisher is: the one municipality of its title, or that it speaks of nearly alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from extractors.nlp.gazetteer import Gazetteer
from extractors.nlp.places import PlaceMention, find_places
from schemas.document import Document
from schemas.fact import FieldName
from schemas.header import Header

# "㈜가온", "(주)나래", "주식회사 다솜": a firm's paper names the cities that it serves
_FIRM: Final = re.compile(r"㈜|\(주\)|주식회사|\(유\)|컨소시엄")
# "가온시의회 제12회 정례회 시장 답변": the council of a city, which is no place itself
_COUNCIL: Final = re.compile(r"(?<=[시군구도])의회")
# "시는 이 분야에 …", "군에서는 …": a paper that calls one city by its rank alone
_BY_RANK: Final = re.compile(r"(?<![가-힣])(?P<rank>[시군구도])(?:는|가|에서는|에서)\s")
_LEAST_BY_RANK: Final = 2
_OF_HEAD: Final[tuple[FieldName, ...]] = ("publisher", "title")
_OPENING: Final = 900
_LEAST_MENTIONS: Final = 3
_MAIN_SHARE: Final = 0.7  # of the mentions of municipalities


def city_of_paper(
    document: Document, header: Header, gazetteer: Gazetteer, as_of: date | None
) -> PlaceMention | None:
    """The city; None for a release, an application, a paper on services, and where a firm stands in the opening."""
    if header.kind != "other" or header.first("publisher") is not None or "service" in header.schemes:
        return None
    if _FIRM.search(document.text, 0, _OPENING):
        return None
    title = _COUNCIL.sub(" ", header.first("title") or "")
    titled = find_places(title, gazetteer, as_of=as_of)
    named = find_places(document.text, gazetteer, as_of=as_of)
    return _only(titled) or _main(named) or _by_rank(document.text, named)


def _only(found: Sequence[PlaceMention]) -> PlaceMention | None:
    return found[0] if len({place.name for place in found}) == 1 else None


def _main(found: Sequence[PlaceMention]) -> PlaceMention | None:
    """The one with nearly all of the mentions."""
    counted = Counter(place.name for place in found).most_common(1)
    if not counted or counted[0][1] < max(_LEAST_MENTIONS, _MAIN_SHARE * len(found)):
        return None
    return next(place for place in found if place.name == counted[0][0])


def _by_rank(text: str, found: Sequence[PlaceMention]) -> PlaceMention | None:
    """The one in the opening that the paper goes on about as "시는 …", where it names no other of that rank as often."""
    ranks = Counter(match["rank"] for match in _BY_RANK.finditer(text)).most_common(1)
    if not ranks or ranks[0][1] < _LEAST_BY_RANK:
        return None
    like = [place for place in found if place.name.endswith(ranks[0][0])]
    counted = Counter(place.name for place in like).most_common(2)
    if not like or like[0].span.start >= _OPENING or like[0].name != counted[0][0]:
        return None
    is_alone = len(counted) == 1 or counted[0][1] > counted[1][1]
    return like[0] if is_alone else None


def whose_paper(header: Header) -> tuple[str, ...]:
    """The words of the head that name the parent of a district: who gives the paper out, and its title."""
    return tuple(words for field in _OF_HEAD if (words := header.first(field)) is not None)

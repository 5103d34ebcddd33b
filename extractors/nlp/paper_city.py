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
# "감사 대상: 가온시 …", "처분 대상 기관 | 나래군", "발주: 가온시", "기관명: 나래군"
_OBJECT: Final = re.compile(
    r"(?:(?:감사|점검|실사|처분|진단|심사|평가|방문|조사)\s?대상(?:\s?(?:기관|도시|지자체|자치단체))?"
    r"|발주(?:\s?(?:기관|처|청|자))?|(?:제출|참가|응모|추천|시행|추진)\s?(?:기관|도시|지자체|자치단체)"
    r"|(?<![가-힣])(?:기관|도시|지자체|자치단체|시군구?)(?:\s?명(?:칭)?)?)\s?[:：|]\s?"
)
# "수신 가온시장", "장소: 나래시청", "…을 점검했다."
_NO_LINE: Final = re.compile(r"[:：]|수신|귀중|귀하|다\.$")
# "가온 등 아홉 곳", "가온시 외 3곳", "네 도시에 인증"
_WITH_OTHERS: Final = re.compile(
    r"(?<=\s)등\s|[\s)]외\s|(?:\d+|[두세네]|다섯|여섯|일곱|여덟|아홉|열)\s?(?:곳|개\s?(?:도시|시|군|지자체)|도시)"
)
# "스마트도시 인증 자체점검표 제출(가온시)"
_LAST_BRACKETS: Final = re.compile(r"\((?P<inner>[가-힣 ]{2,20})\)\s*$")
_TOP: Final = 8
_SHORT: Final = 40
_LEAST_BY_RANK: Final = 2
_OF_HEAD: Final[tuple[FieldName, ...]] = ("publisher", "title")
_OPENING: Final = 900
_HEAD: Final = 120
_LEAST_MENTIONS: Final = 3
_MAIN_SHARE: Final = 0.7  # of the mentions of municipalities


def city_of_paper(
    document: Document, header: Header, gazetteer: Gazetteer, as_of: date | None
) -> PlaceMention | None:
    """The city; None for a release, an application, a paper on services, and where a firm stands in the opening."""
    if header.kind != "other" or header.first("publisher") is not None or "service" in header.schemes:
        return None
    title = header.first("title") or ""
    titled = _only(_places_of(title, gazetteer, as_of))
    if titled is not None and not _FIRM.search(title) and not _FIRM.search(document.text, 0, _HEAD):
        return titled
    named = find_places(document.text, gazetteer, as_of=as_of)
    looked_into = _looked_into(document.text, named)
    if looked_into is not None or _FIRM.search(document.text, 0, _OPENING):
        return looked_into
    return (
        _main(named)
        or _by_rank(document.text, named)
        or _only(_places_of(_lines_on_top(document), gazetteer, as_of))
    )


def city_of_announcement(
    document: Document, header: Header, gazetteer: Gazetteer, as_of: date | None
) -> PlaceMention | None:
    """The city that an agency's release on a certification is about alone: its title names one, and nearly all of it is on that."""
    title = header.first("title") or ""
    titled = _only(find_places(title, gazetteer, as_of=as_of))
    if header.kind != "press_release" or titled is None or _WITH_OTHERS.search(title):
        return None
    named = find_places(document.text, gazetteer, as_of=as_of)
    own = [place for place in named if place.name == titled.name or place.name.startswith(f"{titled.name} ")]
    return titled if len(own) >= max(_LEAST_MENTIONS, _MAIN_SHARE * len(named)) else None


def city_of_letter(header: Header, gazetteer: Gazetteer, as_of: date | None) -> PlaceMention | None:
    """The city that the title of a paper on its certification, no release, names in brackets at its end: "자체점검표 제출(가온시)"."""
    words = _LAST_BRACKETS.search(header.first("title") or "")
    if header.kind != "other" or words is None:
        return None
    found = find_places(words["inner"], gazetteer, as_of=as_of)
    is_alone = len(found) == 1 and found[0].span.as_tuple() == (0, len(words["inner"]))
    return found[0] if is_alone else None


def _places_of(words: str, gazetteer: Gazetteer, as_of: date | None) -> Sequence[PlaceMention]:
    return find_places(_COUNCIL.sub(" ", words), gazetteer, as_of=as_of)


def _looked_into(text: str, found: Sequence[PlaceMention]) -> PlaceMention | None:
    """The one that a label of the opening calls the object of an audit or a visit: "감사 대상: 가온시 교통과"."""
    ends = {match.end() for match in _OBJECT.finditer(text, 0, _OPENING)}
    return _only([place for place in found if place.span.start in ends])


def _lines_on_top(document: Document) -> str:
    """The short lines of the top without a label or a sentence's end: who holds the meeting, who answers."""
    lines = [block.span.slice(document.text) for block in document.blocks[:_TOP] if block.table_id is None]
    return "\n".join(line for line in lines if len(line) <= _SHORT and not _NO_LINE.search(line))


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

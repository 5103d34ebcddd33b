"""The city that a service is run in: what a paper on the service tells of the city itself is told of that city.

A consortium's application says that its city has a department of its own, an ordinance or a budget beside what the service does.
"""

from __future__ import annotations

import re
from collections import Counter

from extractors.nlp.firms import firms_in
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.places import PlaceMention, find_places
from extractors.nlp.surroundings import municipality
from extractors.rules.mapped import MappedDocument
from schemas.fact import Subject
from schemas.sentence import Sentence

_LEAST = 3
"""So often a paper names its city, and more often than any other."""
# "시는 …", "나래군이 …", "갑은 …" at the start; "시 본예산에 …", "군 자체 …", "구 조례", "시민 …" anywhere
_OF_CITY = re.compile(
    r"^\W{0,4}(?:[가-힣]{1,4}(?:시|군|구)|시|군|구|갑)(?:는|은|가|이|에서는|에서|의|에는|에)?\s"
    r"|(?<![가-힣])[시군구](?:의|가|는|에서)?\s(?:본?예산|조례|자체|전역|직원|정보화|스마트|온라인)"
    r"|(?<![가-힣])(?:시민|군민|구민)"
)
# "표 3. 시의 밑바탕", "Ⅴ. 우리 군 여건"
_HEADS_CITY = re.compile(r"(?<![가-힣])[시군구]의\s|우리\s[시군구](?![가-힣])|지자체|지방자치단체")


def is_of_firm(document: MappedDocument) -> bool:
    """Whether a firm gives the paper out."""
    told = (sentence.subject for sentence in document.sentences)
    return any(one.basis == "document" and any(firms_in(one.name)) for one in told)


def partner_city(document: MappedDocument) -> Subject | None:
    """The city that an application for a service, or a firm's paper, names more often than any other."""
    if document.kind != "service_application" and not (document.kind == "other" and is_of_firm(document)):
        return None
    places: dict[str, PlaceMention] = {}
    counts: Counter[str] = Counter()
    for sentence in document.sentences:
        for place in find_places(sentence.text, load_gazetteer(), as_of=None):
            places.setdefault(place.name, place)
            counts[place.name] += 1
    first, second = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    is_clear = first[1] >= _LEAST and first[1] > second[1]
    return municipality(places[first[0]], "mention") if is_clear else None


def tells_of_city(sentence: Sentence) -> bool:
    """Whether a sentence of such a paper is about the city itself, by its words or by the heading above."""
    headed = any(_HEADS_CITY.search(heading) for heading in sentence.section[-1:])
    return headed or _OF_CITY.search(sentence.text) is not None

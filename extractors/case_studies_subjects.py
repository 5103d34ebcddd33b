"""Whom a case is about: municipalities and services that its words name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.nlp.gazetteer import Gazetteer
from extractors.nlp.paper_city import whose_paper
from extractors.nlp.places import PlaceMention, find_places
from schemas.fact import Basis, Subject
from schemas.header import Header

# "인천광역시로,", "달서구가", "강릉시의 경우", "춘천시는": the place that a sentence is about.
_TOPIC = re.compile(r"\s?(?:은|는|이|가|로,|으로,|의\s경우|에서는)(?=[\s,]|$)")
# "(김해시) …", "[강릉시] …", "가온시: …", "< 수원시 >": a place set before what is told of it.
_LEAD_END = re.compile(r"\s?[)\]>:：】]")
_LEAD_START = re.compile(r"^\s{0,2}[(\[<【]?\s?$")
# "스마트 시티패스"로, “함께타요”는: a quoted name that a sentence is about.
_QUOTED_TOPIC = re.compile(r"[“\"‘'](?P<name>[^“”\"‘’'\n]{2,40})[”\"’'](?:로,|으로,|은|는|이|가)(?=[\s,])")
# 「가온시 빅데이터 활용 조례」
_ORDINANCE = re.compile(r"[「｢『](?P<name>[^「」｢｣『』\n]{2,60})[」｣』]")
_LABEL_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class PlaceReader:
    """Finds places as of the document's date; `context` is what stands above the text, nearest first.

    `paper` is what the head says of whose paper it is: "동구" in one of 대전광역시 is its district.
    """

    gazetteer: Gazetteer
    as_of: date | None
    paper: tuple[str, ...] = ()

    def places(self, text: str, context: Sequence[str] = ()) -> list[PlaceMention]:
        """Every municipality named in `text`."""
        return find_places(text, self.gazetteer, as_of=self.as_of, context=(*context, *self.paper))

    def label(self, text: str, context: Sequence[str] = ()) -> PlaceMention | None:
        """The place that a label names and says little else."""
        found = self.places(text, context)
        if len({place.name for place in found}) != 1:
            return None
        written = sum(len("".join(place.as_written.split())) for place in found)
        return found[0] if written >= _LABEL_SHARE * len("".join(text.split())) else None

    def only(
        self, texts: Iterable[str], known: frozenset[str], context: Sequence[str] = ()
    ) -> PlaceMention | None:
        """The one place that the texts name, or the one among them that is `known`."""
        found = [place for text in texts for place in self.places(text, context)]
        for wanted in (found, [place for place in found if place.name in known]):
            if len({place.name for place in wanted}) == 1:
                return wanted[0]
        return None

    def topic(self, sentence: str, context: Sequence[str] = ()) -> PlaceMention | None:
        """The one place that a sentence is about."""
        found = self.places(sentence, context)
        leads = [place for place in found[:1] if _is_lead(sentence, place)]
        topics = [place for place in found if _TOPIC.match(sentence, place.span.end)]
        for wanted in (leads, topics):
            if len({place.name for place in wanted}) == 1:
                return wanted[0]
        return None


def place_reader(header: Header, gazetteer: Gazetteer) -> PlaceReader:
    """The reader of places as of the day of the document."""
    as_of = date.fromisoformat(header.released_on[:10]) if header.released_on else None
    return PlaceReader(gazetteer, as_of, whose_paper(header))


def _is_lead(sentence: str, place: PlaceMention) -> bool:
    before, after = sentence[: place.span.start], place.span.end
    return bool(_LEAD_START.match(before) and _LEAD_END.match(sentence, after))


def ordinances(texts: Iterable[str]) -> list[str]:
    """The names in corner brackets: ordinances carry the name of who gave them."""
    return [match["name"] for text in texts for match in _ORDINANCE.finditer(text)]


def quoted_topic(sentence: str) -> re.Match[str] | None:
    """The quoted name that a sentence is about, as the group `name`."""
    return _QUOTED_TOPIC.search(sentence)


def service(name: str, basis: Basis) -> Subject:
    """A certified or announced service as a subject."""
    return Subject(kind="service", name=name, as_written=name, basis=basis)

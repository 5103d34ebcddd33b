"""What the document lists elsewhere: its municipalities in order, its services by name.

A label that OCR could not read is settled by the list that fits all the labels
that it could.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.case_studies_subjects import PlaceReader
from extractors.nlp.places import PlaceMention
from schemas.document import BlockKind, Document, Region

# What stands between two members of a list: "김해시, 수원시", "강릉시·오산시", "인천광역시 및 부산광역시".
_BETWEEN = re.compile(r"\)?\s{0,2}(?:[,·ㆍ‧․:/]|및|와|과)\s{0,2}")
# “모두의 패스”, "열린 주차": names that the text sets in quotation marks.
_QUOTED = re.compile(r"[“\"](?P<name>[^“”\"\n]{2,30})[”\"]")
_MARK = re.compile(r"^[*＊]{1,3}\s?")
_NOT_HANGUL = re.compile(r"[^가-힣]")
_SHORTEST_NAME, _LONGEST_NAME = 2, 30
_NEAR = 70  # of 100, on Hangul only: 하께타요 is 함께타요


@dataclass(frozen=True, slots=True)
class Listed:
    """`places` in text order; `rows_of_places` are lists of two or more; `services` are names of services."""

    places: tuple[PlaceMention, ...] = ()
    lists: tuple[tuple[PlaceMention, ...], ...] = ()
    services: tuple[str, ...] = ()

    def service_like(self, name: str) -> str | None:
        """The listed service that a misread name means."""
        letters = _NOT_HANGUL.sub("", name)
        scored = [(fuzz.ratio(letters, _NOT_HANGUL.sub("", known)), known) for known in self.services]
        best = max(scored, key=lambda entry: entry[0], default=None)
        return best[1] if best and best[0] >= _NEAR else None

    def fitting(self, names: Sequence[str | None]) -> tuple[PlaceMention, ...] | None:
        """The one list that has a place for each of `names` and agrees with all that are known."""
        fits: dict[tuple[str, ...], tuple[PlaceMention, ...]] = {}
        for places in self.lists:
            pairs = list(zip(names, places, strict=False))
            agree = all(name is None or name == place.name for name, place in pairs)
            if len(places) == len(names) and agree and any(names):
                fits[tuple(place.name for place in places)] = places
        return next(iter(fits.values())) if len(fits) == 1 else None


def read_lists(document: Document, reader: PlaceReader) -> Listed:
    """Return what the running text of a document lists."""
    texts = [
        (block.kind, block.span.slice(document.text))
        for block in document.blocks
        if block.region is Region.BODY and block.table_id is None
    ]
    found = [(text, reader.places(text)) for _, text in texts]
    return Listed(
        tuple(place for _, places in found for place in places),
        tuple(members for text, places in found for members in _lists(text, places)),
        tuple(dict.fromkeys(name for kind, text in texts for name in _services(kind, text))),
    )


def _lists(text: str, places: Sequence[PlaceMention]) -> Iterator[tuple[PlaceMention, ...]]:
    members: list[PlaceMention] = []
    for place in places:
        if members and not _BETWEEN.fullmatch(text, members[-1].span.end, place.span.start):
            if len(members) > 1:
                yield tuple(members)
            members = []
        members.append(place)
    if len(members) > 1:
        yield tuple(members)


def _services(kind: BlockKind, text: str) -> Iterator[str]:
    """Quoted names, and the members of a note that is nothing but a list."""
    yield from (match["name"].strip() for match in _QUOTED.finditer(text))
    if kind is BlockKind.FOOTNOTE:
        parts = [part.split("<")[0].strip() for part in _MARK.sub("", text).split(",")]
        if len(parts) > 1 and all(_SHORTEST_NAME <= len(part) <= _LONGEST_NAME for part in parts):
            yield from parts

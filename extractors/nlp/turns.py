"""Where a sentence turns from one subject to the next, and to whom its amounts are dealt out.

'A시는 버스 9대를, B군은 자전거 250대를 운영하고 있다' tells of B군 from its second topic on, and its verb of both;
'이용자는 각각 610명과 430명이다' deals its amounts out in the order in which the two were told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extractors.nlp.places import PlaceMention
from extractors.nlp.sentences import Unit
from extractors.nlp.surroundings import municipality
from schemas.fact import Subject

_SET_TOPIC: Final = re.compile(r"(?:\s?\([^()\d]{2,10}\))?(?:은|는|에는|에서는)(?=\s)")
# "…셔틀 9대를, ": an object whose verb stands at the end of the sentence
_GAPPED: Final = re.compile(r"(?:을|를|에|로)\s?,\s?$")
# "…협의하고 있으며, ": a clause has ended
_CLAUSE: Final = re.compile(r"(?:고|며|으나|지만|는데|인데)[,\s]\s?$")
EACH: Final = "각각"
_TOLD: Final = ("municipality", "service", "organisation")


@dataclass(frozen=True, slots=True)
class Turn:
    """From `start` on a sentence tells of `subject`; where it is gapped, its last verb tells of the one before too."""

    start: int
    subject: Subject
    is_gapped: bool


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a sentence, and those to whom its amounts are dealt out in their order."""

    turns: tuple[Turn, ...] = ()
    dealt: tuple[Subject, ...] = ()

    def at(self, position: int) -> Turn | None:
        """The last turn before a position."""
        return next((turn for turn in reversed(self.turns) if turn.start <= position), None)


NO_TURNS: Final = Turns()


def turns_of(
    units: Sequence[Unit],
    places: Sequence[Sequence[PlaceMention]],
    subjects: Sequence[Subject],
    others: Sequence[Sequence[Subject]],
    text: str,
) -> tuple[Turns, ...]:
    """The turns of each unit; `others` are told of beside its subject."""
    services = {subject.name: subject for subject in subjects if subject.kind == "service"}
    found: list[Turns] = []
    told: dict[str, list[Subject]] = {}
    for unit, mentioned, subject, beside in zip(units, places, subjects, others, strict=True):
        if unit.table is not None or subject.kind not in _TOLD:
            found.append(NO_TURNS)
            continue
        turns = tuple(_turns(unit, mentioned, subject, services, text))
        before = told.setdefault(unit.block.block_id, [])
        for one in (subject, *beside, *(turn.subject for turn in turns)):
            is_headed = one.kind == "organisation" and one.basis == "heading"
            if not is_headed and one.name not in {other.name for other in before}:
                before.append(one)
        dealt = tuple(before) if EACH in unit.span.slice(text) and len(before) > 1 else ()
        found.append(Turns(turns, dealt) if turns or dealt else NO_TURNS)
    return tuple(found)


def _turns(
    unit: Unit,
    places: Sequence[PlaceMention],
    subject: Subject,
    services: Mapping[str, Subject],
    text: str,
) -> Iterator[Turn]:
    last = subject.name
    for start, told in sorted(_topics(unit, places, services, text), key=lambda topic: topic[0]):
        before = text[unit.span.start : start]
        is_gapped = _GAPPED.search(before) is not None
        if told.name != last and (is_gapped or _CLAUSE.search(before)):
            yield Turn(start, told, is_gapped)
        last = told.name


def _topics(
    unit: Unit, places: Sequence[PlaceMention], services: Mapping[str, Subject], text: str
) -> Iterator[tuple[int, Subject]]:
    """The cities and known services that stand as topics in a unit."""
    for place in places:
        if _SET_TOPIC.match(text, place.span.end):
            yield place.span.start, municipality(place, "topic")
    for name, service in services.items():
        at = text.find(name, *unit.span.as_tuple())
        if at >= 0 and _SET_TOPIC.match(text, at + len(name)):
            yield at, service

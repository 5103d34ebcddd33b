"""Korea's 시도 and 시군구 with codes, the time in which they held, and the names people use for them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import ahocorasick

import schemas

DATA_FOLDER = Path(schemas.__file__).parent / "gazetteer"
PLACE_COLUMNS = ("code", "full_name", "name", "level", "parent", "valid_from", "valid_to", "source")
ALIAS_COLUMNS = ("alias", "place", "strength", "valid_from", "valid_to")

Level = Literal[
    "metropolitan", "province", "city", "county", "district", "city_district", "administrative_city"
]
Strength = Literal["full", "strong", "weak", "bound"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in one stretch of its life: a new code, name or parent begins a new one.

    `valid_to` is the first day on which it was no more. `code` is the 법정동
    prefix (two digits for 시도, five for 시군구), None where it is not known.
    """

    code: str | None
    full_name: str
    name: str
    level: Level
    parent: str
    valid_from: date
    valid_to: date | None
    display: str

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Naming:
    """That a surface can mean a place, how surely, and when it was used so."""

    surface: str
    place: str
    strength: Strength
    valid_from: date | None
    valid_to: date | None

    def holds(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All places by full name, all names by surface (without blanks), and the automaton over the names."""

    places: Mapping[str, tuple[Place, ...]]
    namings: Mapping[str, tuple[Naming, ...]]
    automaton: ahocorasick.Automaton

    def place(self, full_name: str, day: date | None) -> Place | None:
        """The place of that name as it was on `day`, else in its nearest time; None where it never was.

        Without a day the last known row counts, and its code only where all rows agree.

        >>> load_gazetteer().place("강원특별자치도 강릉시", date(2024, 5, 1)).code
        '51150'
        """
        rows = self.places.get(full_name)
        if not rows:
            return None
        if day is None:
            return rows[-1]
        return next((row for row in rows if row.holds(day)), _nearest(rows, day))

    def ancestors(self, full_name: str) -> tuple[str, ...]:
        """The full names above a place, nearest first.

        >>> load_gazetteer().ancestors("경기도 수원시 장안구")
        ('경기도 수원시', '경기도')
        """
        parts = full_name.split(" ")
        return tuple(" ".join(parts[:size]) for size in range(len(parts) - 1, 0, -1))


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Read the tables of `schemas/gazetteer`.

    >>> sorted({place.full_name for place in load_gazetteer().places["대구광역시 달서구"]})
    ['대구광역시 달서구']
    """
    rows = _read("places.csv")
    ambiguous = _ambiguous_names(rows)
    places: dict[str, tuple[Place, ...]] = {}
    for row in rows:
        place = _place(row, ambiguous)
        places[place.full_name] = (*places.get(place.full_name, ()), place)
    namings = _namings(places, _read("aliases.csv"))
    return Gazetteer(places, namings, _automaton(namings))


def _read(name: str) -> list[dict[str, str]]:
    with (DATA_FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _place(row: dict[str, str], ambiguous: frozenset[str]) -> Place:
    return Place(
        code=row["code"] or None,
        full_name=row["full_name"],
        name=row["name"],
        level=row["level"],  # type: ignore[arg-type]
        parent=row["parent"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        display=display_name(row["full_name"], row["level"], is_ambiguous=row["name"] in ambiguous),
    )


def display_name(full_name: str, level: str, *, is_ambiguous: bool) -> str:
    """The name a place goes by: 시 and 군 of a 도 by their own, districts with their city.

    >>> display_name("경기도 수원시", "city", is_ambiguous=False)
    '수원시'
    >>> display_name("강원도 고성군", "county", is_ambiguous=True)
    '강원도 고성군'
    >>> display_name("대구광역시 달서구", "district", is_ambiguous=False)
    '대구광역시 달서구'
    >>> display_name("경기도 수원시 장안구", "city_district", is_ambiguous=False)
    '수원시 장안구'
    """
    parts = full_name.split(" ")
    if level == "city_district":
        return " ".join(parts[1:])
    in_province = parts[0].endswith("도")
    if level in ("city", "county", "administrative_city") and in_province and not is_ambiguous:
        return parts[-1]
    return full_name


def _ambiguous_names(rows: Iterable[dict[str, str]]) -> frozenset[str]:
    """Names of 시 and 군 that two provinces have at one time, and 광주시, which 광주광역시 is called too."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        if row["level"] in ("city", "county"):
            found.setdefault(row["name"], []).append(row)
    return frozenset({"광주시"} | {name for name, same in found.items() if _overlap(same)})


def _overlap(rows: list[dict[str, str]]) -> bool:
    return any(
        one["parent"] != other["parent"]
        and one["valid_from"] < (other["valid_to"] or "9999")
        and other["valid_from"] < (one["valid_to"] or "9999")
        for index, one in enumerate(rows)
        for other in rows[index + 1 :]
    )


def _namings(
    places: Mapping[str, tuple[Place, ...]], aliases: Iterable[dict[str, str]]
) -> dict[str, tuple[Naming, ...]]:
    found: dict[str, list[Naming]] = {}
    for full_name, rows in places.items():
        found.setdefault(rows[0].name, []).append(Naming(rows[0].name, full_name, "full", None, None))
    for row in aliases:
        surface = row["alias"].replace(" ", "")
        strength: Strength = row["strength"]  # type: ignore[assignment]
        naming = Naming(surface, row["place"], strength, _day(row["valid_from"]), _day(row["valid_to"]))
        found.setdefault(surface, []).append(naming)
    return {surface: tuple(namings) for surface, namings in found.items()}


def _automaton(surfaces: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for surface in surfaces:
        automaton.add_word(surface, surface)
    automaton.make_automaton()
    return automaton


def _nearest(rows: Iterable[Place], day: date) -> Place:
    def distance(place: Place) -> int:
        end = place.valid_to or place.valid_from
        return min(abs((place.valid_from - day).days), abs((end - day).days))

    return min(rows, key=distance)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

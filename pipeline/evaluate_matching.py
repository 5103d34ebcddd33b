"""Facts against the gold of one document: who fits whom, one to one, and on what they agree.

A fact is held against four standards, each asking more than the one before:
its place (field and evidence), its value, its subject, and the whole of it
(status, qualifier and unit too). `value`, `subject` and `full` are what
acceptance calls levels a, b and c.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, get_args

from pipeline.agreement import same_details, same_evidence, same_subject, same_value
from pipeline.gold import Gold, GoldFact

Row = Mapping[str, Any]
Level = Literal["evidence", "value", "subject", "full"]
LEVELS: tuple[Level, ...] = get_args(Level)
_Fits = Callable[[GoldFact, Row], Level | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold fact that is asked for; `matched` are the facts that stand for it, by level."""

    gold: GoldFact
    matched: Mapping[Level, Row]

    @property
    def details(self) -> dict[str, bool]:
        """Whether status, qualifier and unit agree, of a fact right in value and subject; empty of others."""
        return same_details(self.gold, self.matched["subject"]) if "subject" in self.matched else {}


@dataclass(frozen=True, slots=True)
class Surplus:
    """A fact that fits no gold fact at `levels`; it counts where the gold is exhaustive for its field."""

    fact: Row
    levels: frozenset[Level]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document's facts beside its gold."""

    judged: tuple[Judged, ...]
    surplus: tuple[Surplus, ...]


def compare(gold: Gold, facts: Sequence[Row], *, ocr: bool) -> Comparison:
    """Match the required facts of the gold, as many as can be at every level; note what fits none."""
    rows = _apart(facts)
    fits = partial(_reach, gold, ocr=ocr)
    required = [fact for fact in gold.facts if fact.score == "required"]
    optional = [fact for fact in gold.facts if fact.score == "optional"]
    reach = [[fits(fact, row) for row in rows] for fact in required]
    pairs = _matchings(reach)
    judged = tuple(
        Judged(fact, {level: rows[found[n]] for level, found in pairs.items() if n in found})
        for n, fact in enumerate(required)
    )
    return Comparison(judged, tuple(_surplus(rows, reach, optional, fits)))


def _apart(facts: Iterable[Row]) -> list[Row]:
    """The facts without those that say the same of the same place once more."""
    kept: dict[str, Row] = {}
    for fact in facts:
        places = sorted([str(e["quote"]), str(e["page_no"]), str(e.get("cell"))] for e in fact["evidence"])
        names = ("field", "value", "unit", "measure", "period", "status", "qualifier")
        said = [fact["subject"]["name"], *(fact.get(name) for name in names), places]
        kept.setdefault(json.dumps(said, sort_keys=True, default=str), fact)
    return list(kept.values())


def _reach(gold: Gold, wanted: GoldFact, row: Row, *, ocr: bool) -> Level | None:
    """The highest level at which a fact fits; None where not even its place does."""
    if row["field"] not in (wanted.field, *wanted.accept_fields):
        return None
    if not same_evidence(wanted, row, ocr=ocr):
        return None
    if not same_value(wanted, row, ocr=ocr):
        return "evidence"
    if not same_subject(gold, wanted, row):
        return "value"
    return "full" if all(same_details(wanted, row).values()) else "subject"


def _matchings(reach: Sequence[Sequence[Level | None]]) -> dict[Level, dict[int, int]]:
    """For each level a largest matching {row: column}; the strictest first, so that what fits best stays together."""
    owner: dict[int, int] = {}
    found: dict[Level, dict[int, int]] = {}
    for level in reversed(LEVELS):
        allowed = LEVELS[LEVELS.index(level) :]
        edges = [
            sorted(
                (column for column, one in enumerate(row) if one in allowed),
                key=lambda column: -allowed.index(row[column]),
            )
            for row in reach
        ]
        _grow(owner, edges)
        found[level] = {row: column for column, row in owner.items()}
    return found


def _grow(owner: dict[int, int], edges: Sequence[Sequence[int]]) -> None:
    """Add to a matching {column: row} along augmenting paths (Kuhn) until it is a largest one."""

    def place(row: int, seen: set[int]) -> bool:
        for column in edges[row]:
            if column in seen:
                continue
            seen.add(column)
            if column not in owner or place(owner[column], seen):
                owner[column] = row
                return True
        return False

    placed = set(owner.values())
    for row in range(len(edges)):
        if row not in placed:
            place(row, set())


def _surplus(
    rows: Sequence[Row], reach: Sequence[Sequence[Level | None]], optional: Sequence[GoldFact], fits: _Fits
) -> Iterable[Surplus]:
    """What fits an optional fact in place and value is no surplus; nor is a second find of a required one."""
    for column, row in enumerate(rows):
        best = max((_rank(line[column]) for line in reach), default=-1)
        if best == len(LEVELS) - 1:
            continue
        spared = max((_rank(fits(fact, row)) for fact in optional), default=-1)
        missing = [
            level
            for rank, level in enumerate(LEVELS)
            if best < rank and spared < min(rank, LEVELS.index("value"))
        ]
        if missing:
            yield Surplus(row, frozenset(missing))


def _rank(level: Level | None) -> int:
    return -1 if level is None else LEVELS.index(level)

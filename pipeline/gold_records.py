"""Gold of records: what an assessor says a document shows on each indicator (schema gold-records/1)."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.gold import GoldInput, checked_gold, gold_object
from schemas.fact import Value
from schemas.record import State

SCHEMA = "gold-records/1"
SUFFIX = ".records.yaml"
UNFOUND: frozenset[State] = frozenset({"absent", "not_searched"})
"""States that rest on no passage."""
ACCEPTED = "accepted"
"""The decision of a person who found a record right; any other ("corrected", "rejected") says that it was not."""


class _Model(BaseModel):
    # Unlike gold of facts, these files are ours alone, so a misspelt key is a slip.
    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordGoldDocument(_Model):
    """Which document it is: a born-digital one and its scans share one gold."""

    doc: str
    inputs: tuple[GoldInput, ...]


class GoldRecord(_Model):
    """One judgement. Where `absent` is accepted, a record is neither asked for nor held against a run."""

    indicator: str
    subject: str
    state: State
    accept_states: tuple[State, ...] = ()
    value: Value | None = None
    accept_values: tuple[Value, ...] = ()
    unit: str | None = None
    accept_units: tuple[str | None, ...] = ()
    quote: str

    @property
    def states(self) -> tuple[State, ...]:
        """The state judged, and those that are as good."""
        return (self.state, *self.accept_states)

    @property
    def optional(self) -> bool:
        return self.state not in UNFOUND and "absent" in self.accept_states

    @property
    def required(self) -> bool:
        return self.state not in UNFOUND and "absent" not in self.accept_states


class RecordGold(_Model):
    """A gold file. What it does not list about an exhaustive subject is absent."""

    schema_name: str = Field(alias="schema")
    document: RecordGoldDocument
    catalogue: str
    note: str = ""
    exhaustive_subjects: tuple[str, ...] = ()
    records: tuple[GoldRecord, ...]

    @model_validator(mode="after")
    def _judged_once(self) -> Self:
        seen = [(record.subject, record.indicator) for record in self.records]
        twice = sorted({pair for pair in seen if seen.count(pair) > 1})
        if twice:
            raise ValueError(f"judged twice: {twice}")
        return self


def load_record_gold(path: Path) -> tuple[RecordGold, ...]:
    """The gold of records in a folder, in a file, or beside a file of facts (NAME.yaml, NAME.*records.yaml)."""
    golds = (_load(file) for file in _files(path))
    return tuple(gold for gold in golds if gold is not None)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.glob("*.yaml"))
    if path.name.endswith(SUFFIX):
        return [path]
    beside = path.parent.glob(f"*{SUFFIX}")
    return [path, *sorted(file for file in beside if file.name.startswith(f"{path.stem}."))]


def _load(path: Path) -> RecordGold | None:
    data = gold_object(path)
    return checked_gold(RecordGold, data, path) if data.get("schema") == SCHEMA else None

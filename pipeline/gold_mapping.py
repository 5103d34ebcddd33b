"""Gold of the mapping: which passages of a document speak for which indicators (schema gold-mapping/1)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.gold import checked_gold, gold_object
from schemas.fact import Status

SCHEMA = "gold-mapping/1"
Coarse = Literal["present", "needs_review"]
"""What an annotator says who does not tell done from ongoing."""


class _Model(BaseModel):
    # These files are ours alone, so a misspelt key is a slip.
    model_config = ConfigDict(frozen=True, extra="forbid")


class MappingDocument(_Model):
    """Which document it is: the name of its file without the ending, which scans share."""

    doc: str


class MappingEntry(_Model):
    """One passage; `indicators` are asked for, `accept` are neither asked for nor held against a run."""

    quote: str = Field(min_length=1)
    subject: str
    catalogue: str
    indicators: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    status: Status | Coarse | None = None
    accept_status: tuple[Status | Coarse, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.indicators and not self.accept:
            raise ValueError(f"no indicator for {self.quote!r}")
        return self


class MappingGold(_Model):
    """A gold file. What an `exhaustive` one does not list speaks for nothing."""

    schema_name: str = Field(alias="schema")
    document: MappingDocument
    exhaustive: bool = False
    note: str = ""
    annotation: Any = None
    judged_by: Any = Field(default=None, alias="catalogues")
    entries: tuple[MappingEntry, ...]

    @property
    def catalogues(self) -> tuple[str, ...]:
        """The catalogues that it judges by."""
        return tuple(sorted({entry.catalogue for entry in self.entries}))


def load_mapping_gold(path: Path) -> tuple[MappingGold, ...]:
    """The gold of mapping in a file, or in all files of a folder; none where there is none."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return tuple(gold for file in files if (gold := _load(file)) is not None)


def _load(path: Path) -> MappingGold | None:
    data = gold_object(path)
    return checked_gold(MappingGold, data, path) if data.get("schema") == SCHEMA else None

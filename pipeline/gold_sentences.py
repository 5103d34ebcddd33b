"""Sets of sentences, each judged by itself: the status of a thing, or the places named (status-sentences/1, place-sentences/1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, field_validator

from pipeline.gold import checked_gold, gold_yaml
from schemas.fact import Status

STATUS_SCHEMA, PLACE_SCHEMA = "status-sentences/1", "place-sentences/1"
_STEMS = {"status_sentences": STATUS_SCHEMA, "place_sentences": PLACE_SCHEMA}
_Set = TypeVar("_Set", bound=BaseModel)


class _Model(BaseModel):
    # As in gold of facts, notes for people may stand beside what is measured.
    model_config = ConfigDict(frozen=True, extra="ignore")


class StatusSentence(_Model):
    """A sentence, a thing that it tells of in its own words, and what became of the thing."""

    sentence: str = Field(validation_alias=AliasChoices("sentence", "text"))
    thing: str
    status: Status
    accept_status: tuple[Status, ...] = ()


class PlaceSentence(_Model):
    """A sentence with the municipalities that it names beyond doubt, as of a day, under headings (nearest first).

    What is `optional` is neither asked for nor held against a run.
    """

    sentence: str = Field(validation_alias=AliasChoices("sentence", "text"))
    places: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    as_of: date | None = Field(default=None, validation_alias=AliasChoices("as_of", "date", "released_on"))
    context: tuple[str, ...] = ()

    @field_validator("places", "optional", "context", mode="before")
    @classmethod
    def _names(cls, value: Any) -> Any:
        """A list of names, or of places with their names; one name may stand alone."""
        items = [value] if isinstance(value, str | dict) else value or ()
        return tuple(item["name"] if isinstance(item, dict) and "name" in item else item for item in items)


class StatusSet(_Model):
    """A file of sentences judged for status."""

    sentences: tuple[StatusSentence, ...]


class PlaceSet(_Model):
    """A file of sentences judged for places."""

    sentences: tuple[PlaceSentence, ...]


@dataclass(frozen=True, slots=True)
class SentenceSets:
    """The sets of a folder or file, by file name."""

    statuses: tuple[tuple[str, StatusSet], ...]
    places: tuple[tuple[str, PlaceSet], ...]


def load_sentence_sets(path: Path) -> SentenceSets:
    """The sets in a file or folder; a file is known by its schema, else by its name (status_sentences.yaml)."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    contents = [(file, _content(file)) for file in files]
    return SentenceSets(
        tuple(_of_kind(StatusSet, STATUS_SCHEMA, contents)), tuple(_of_kind(PlaceSet, PLACE_SCHEMA, contents))
    )


def _content(file: Path) -> dict[str, Any]:
    data = gold_yaml(file)
    return data if isinstance(data, dict) else {"sentences": data}


def _of_kind(
    model: type[_Set], schema: str, contents: Sequence[tuple[Path, dict[str, Any]]]
) -> Iterator[tuple[str, _Set]]:
    for file, content in contents:
        if (content.get("schema") or _STEMS.get(file.stem)) == schema:
            yield file.name, checked_gold(model, content, file)

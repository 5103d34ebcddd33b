"""Gold: what a person says is right about one document (schema gold/1)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.errors import UsageError

Model = TypeVar("Model", bound=BaseModel)


class _Model(BaseModel):
    # Gold files carry notes for people (hazards, line numbers) that no measure needs.
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldInput(_Model):
    """A file that the gold speaks of: a born-digital document and its scans share one gold."""

    name: str
    sha256: str


class GoldDocument(_Model):
    """Which document it is."""

    doc: str
    kind: str
    inputs: tuple[GoldInput, ...]


class GoldSubject(_Model):
    """A subject with its other names."""

    name: str
    aliases: tuple[str, ...] = ()


class GoldEvidence(_Model):
    """Characters that prove a gold fact; any one of several is enough."""

    quote: str
    page_no: int | None = None


class GoldFact(_Model):
    """One fact; `optional` ones are neither asked for nor held against a run."""

    id: str
    field: str
    score: Literal["required", "optional", "none"] = "required"
    subject: str
    accept_subjects: tuple[str, ...] = ()
    accept_fields: tuple[str, ...] = ()
    value: Any
    accept_values: tuple[Any, ...] = ()
    sign_free: bool = False
    unit: str | None = None
    accept_units: tuple[str | None, ...] = ()
    qualifier: str | None = None
    accept_qualifiers: tuple[str | None, ...] = ()
    status: str | None = None
    accept_status: tuple[str | None, ...] = ()
    evidence: tuple[GoldEvidence, ...]


class Gold(_Model):
    """A gold file. Precision counts only over `exhaustive_fields`."""

    document: GoldDocument
    exhaustive_fields: tuple[str, ...] = ()
    subjects: tuple[GoldSubject, ...] = ()
    facts: tuple[GoldFact, ...] = Field(default=())

    def names_of(self, subject: str) -> Iterable[str]:
        """A subject's name and its aliases."""
        yield subject
        for known in self.subjects:
            if known.name == subject:
                yield from known.aliases


def load_gold(path: Path) -> tuple[Gold, ...]:
    """Read a gold file, or all of a folder; UsageError names the file and place that is wrong."""
    golds = find_gold(path)
    if not golds:
        raise UsageError(f"{path} 에 정답(gold/1)이 없습니다 / {path} holds no gold file (schema gold/1).")
    return golds


def find_gold(path: Path) -> tuple[Gold, ...]:
    """Like `load_gold`, but a path without any is no error: it may hold gold of records alone."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return tuple(gold for file in files if (gold := _load(file)) is not None)


def _load(path: Path) -> Gold | None:
    data = gold_object(path)
    return checked_gold(Gold, data, path) if data.get("schema") == "gold/1" else None


def gold_object(path: Path) -> dict[str, Any]:
    """The object of a YAML file; empty for other content, as a folder of gold may hold layouts beside."""
    data = gold_yaml(path)
    return data if isinstance(data, dict) else {}


def gold_yaml(path: Path) -> Any:
    """What a YAML file holds; UsageError where it cannot be read."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{path} 을(를) 읽을 수 없습니다 / cannot read {path}: {error}") from error


def checked_gold(model: type[Model], data: dict[str, Any], path: Path) -> Model:
    """The object as a model; UsageError names the first place that is wrong."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"{path}: {place} 이(가) 잘못되었습니다 / {place} is wrong: {first['msg']}"
        ) from error

"""A rubric: how many points an indicator gives, and what it takes to give them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractors.rules.strict_yaml import load_model
from schemas.fact import Status, Unit


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Criterion(_Model):
    """The points of one indicator, for evidence with a status in `accept` and a value from `min_value` up."""

    points: Annotated[Decimal, Field(ge=0)]
    accept: Annotated[tuple[Status, ...], Field(min_length=1)] = ("done", "ongoing", "nominal")
    min_value: Decimal | None = None
    unit: Unit | None = None

    @model_validator(mode="after")
    def _unit_needs_a_minimum(self) -> Self:
        if self.unit is not None and self.min_value is None:
            raise ValueError("unit says in what min_value is counted; give min_value too, or neither")
        return self


class Rubric(_Model):
    """Points for the indicators of one catalogue, and the share of all points that is needed."""

    catalogue: str
    threshold_share: Annotated[Decimal, Field(gt=0, le=1)] = Decimal("0.70")
    indicators: Annotated[dict[str, Criterion], Field(min_length=1)]


def load_rubric(path: Path) -> Rubric:
    """Read a rubric file; UsageError names line and place of what is wrong."""
    return load_model(path, Rubric)

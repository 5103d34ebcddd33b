"""An indicator catalogue: the dimensions of a certification scheme and the indicators under them.

The official names and points are not published. A catalogue says of itself what it is: `official`
(imported by the user), `user`, or `proxy`, this project's own working indicators.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from schemas.fact import SERVICE_FIELDS, Unit
from schemas.header import Scheme
from schemas.record import CatalogueStatus

PROXY_NOTICE = "시험 산정(비공식)"
"""What every view of a proxy catalogue says."""

ValueType = Literal["presence", "count", "measure", "money", "ratio", "date", "text"]
UNITLESS: tuple[ValueType, ...] = ("presence", "date", "text")
"""Value types that have no unit; the others need one."""

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
KpiNumber = Annotated[str, Field(pattern=r"^(EC|EN|SC): [A-Z]{1,3}: [A-Z]{1,3}: \d{1,2}[CA]$")]
Filled = Annotated[str, Field(min_length=1, max_length=2000)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Wording(_Model):
    """One text in Korean and English."""

    ko: Filled
    en: Filled


class MidLevelItem(_Model):
    """An evaluation item between dimension and indicator, as far as it was published."""

    id: Identifier
    name: Wording


class Dimension(_Model):
    """A published dimension; `source` says where its name was published, `items` what stands under it."""

    id: Identifier
    name: Wording
    source: Filled
    items: tuple[MidLevelItem, ...] = ()


class ValueSpec(_Model):
    """What an indicator's value is.

    >>> ValueSpec(type="measure", unit="min").unit
    'min'
    """

    type: ValueType
    unit: Unit | None = None

    @model_validator(mode="after")
    def _unit_fits_type(self) -> Self:
        if (self.type in UNITLESS) != (self.unit is None):
            need = "takes no unit" if self.type in UNITLESS else "needs a unit"
            raise ValueError(f"a value of type {self.type} {need}")
        return self


class Indicator(_Model):
    """One thing that an assessor looks for.

    `proof` is what counts as proof. `dimension` and `item` name the published
    levels it stands under, `service_field` the decree's field (null where it
    serves all of them). `points` are shares of the whole; equal when not known.
    `u4ssc` are the numbers of the KPIs that the United for Smart Sustainable Cities
    initiative publishes and that measure the same thing: a pointer, none of its text.
    """

    id: Identifier
    name: Wording
    definition: Wording
    value: ValueSpec
    proof: Filled
    dimension: Identifier
    item: Identifier | None = None
    service_field: str | None = None
    points: Annotated[float, Field(gt=0)] = 1.0
    u4ssc: tuple[KpiNumber, ...] = ()

    @field_validator("service_field")
    @classmethod
    def _field_of_the_decree(cls, field: str | None) -> str | None:
        if field is not None and field not in SERVICE_FIELDS:
            raise ValueError(
                f"{field!r} is no service field of the decree; they are {', '.join(SERVICE_FIELDS)}"
            )
        return field


class Catalogue(_Model):
    """The indicators of one scheme and year.

    `pass_share` is the share of all points that a subject needs. `notice` is
    what every view of the catalogue says beside its name.
    """

    name: Identifier
    scheme: Scheme
    year: Annotated[int, Field(ge=2000, le=2100)]
    status: CatalogueStatus
    pass_share: Annotated[float, Field(gt=0, le=1)] = 0.70
    notice: str | None = None
    source: Filled
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _names_are_used_once(self) -> Self:
        _refuse_repeated("dimension", (dimension.id for dimension in self.dimensions))
        _refuse_repeated("item", (item.id for dimension in self.dimensions for item in dimension.items))
        _refuse_repeated("indicator", (indicator.id for indicator in self.indicators))
        _refuse_repeated("indicator name", (indicator.name.ko for indicator in self.indicators))
        return self

    @model_validator(mode="after")
    def _indicators_stand_under_known_dimensions(self) -> Self:
        items = {dimension.id: [item.id for item in dimension.items] for dimension in self.dimensions}
        for indicator in self.indicators:
            if indicator.dimension not in items:
                raise ValueError(f"{indicator.id} stands under the unknown dimension {indicator.dimension}")
            if indicator.item is not None and indicator.item not in items[indicator.dimension]:
                raise ValueError(f"{indicator.id}: {indicator.dimension} has no item {indicator.item}")
        return self

    @model_validator(mode="after")
    def _proxy_says_so(self) -> Self:
        is_named_proxy = self.name.startswith("proxy-")
        if is_named_proxy != (self.status == "proxy"):
            raise ValueError("a proxy catalogue, and no other, is named proxy-…")
        if self.status == "proxy" and PROXY_NOTICE not in (self.notice or ""):
            raise ValueError(f"a proxy catalogue has the notice {PROXY_NOTICE}")
        return self

    def indicator(self, indicator_id: str) -> Indicator | None:
        """The indicator of that id, or None."""
        return next((one for one in self.indicators if one.id == indicator_id), None)


def _refuse_repeated(what: str, names: Iterable[str]) -> None:
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        raise ValueError(f"{what} {repeated[0]} is listed more than once")

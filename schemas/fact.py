"""A fact: one value, the characters that prove it, and whom it is about (contract section 4)."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.evidence import Evidence

FieldName = Literal[
    "title", "subtitle", "publisher", "department", "released_on", "embargo_until", "contact",
    "scheme", "applicant_count", "certified_count", "indicator_count", "certified", "rank",
    "pass_ratio", "class_threshold", "criterion", "benefit", "history",
    "case_title", "caption", "feature", "technology", "coverage", "effect", "legal_basis",
    "partner", "developer", "initiative_status", "quantity", "date", "service_field",
    "applicant", "city_class", "form_number", "period_covered",
    "indicator_claim", "proof_document",
]  # fmt: skip
SubjectKind = Literal["municipality", "service", "organisation", "scheme", "document"]
Status = Literal["done", "ongoing", "nominal", "in_progress", "planned", "purpose", "negated", "unstated"]
Qualifier = Literal[
    "max", "min", "about", "total", "at_least", "at_most", "more_than", "less_than", "over",
    "mean", "etc",
]  # fmt: skip
Alignment = Literal["exact", "despaced", "corrected", "inferred"]
Support = Literal["literal", "normalised", "unit_converted", "inferred"]
Basis = Literal[
    "mention", "topic", "row_label", "caption", "heading", "name", "carried", "applicant",
    "list", "document",
]  # fmt: skip
Unit = Literal[
    "s", "min", "h", "day", "week", "month", "year", "KRW", "USD", "percent", "percent_point", "count",
    "place", "person", "household", "vehicle", "device", "case", "time", "company", "organisation",
    "kind", "item", "page", "m", "km", "m2", "km2", "ha", "m3", "l", "t", "kg", "kW", "MW",
    "kWh", "MWh", "GWh", "tCO2", "ppm", "ug_m3", "Mbps", "Gbps", "GB", "TB", "celsius", "dB",
    "score", "rank", "age", "fold",
]  # fmt: skip
SERVICE_FIELDS = (
    "행정", "교통", "보건·의료·복지", "환경·에너지·수자원", "방범·방재", "시설물 관리",
    "교육", "문화·관광·스포츠", "물류", "근로·고용", "주거", "기타",
)  # fmt: skip
"""The decree's service fields (Smart City Act, Enforcement Decree Art. 2)."""

Value = bool | int | float | str


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Subject(_Model):
    """Whom a fact is about. `code` is the 법정동 prefix of a resolved place; `basis` says how it was found."""

    kind: SubjectKind
    name: str
    as_written: str | None = None
    code: str | None = None
    basis: Basis = "document"


class Period(_Model):
    """A stretch of time; ISO dates, months or years."""

    start: str | None = Field(default=None, alias="from")
    end: str | None = Field(default=None, alias="to")
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class FactConfidence(_Model):
    """Trust in [0, 1], split by step: reading, place on the page, subject and reference, value."""

    read: float = 1.0
    locate: float = 1.0
    resolve: float = 1.0
    extract: float = 1.0


class Fact(_Model):
    """One value with its proof. Cannot be built without evidence.

    `attributes` are the field's own (contract section 4). `derivation` tells how
    the value came from the quote, such as "최대 70분 -> 70 min".
    """

    fact_id: str
    document_id: str
    case_id: str | None
    field: FieldName
    subject: Subject
    measure: str | None = None
    value: Value
    unit: Unit | None = None
    qualifier: Qualifier | None = None
    period: Period | None = None
    status: Status = "unstated"
    attributes: dict[str, Any] = Field(default_factory=dict)
    rule_id: str
    alignment: Alignment = "exact"
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    evidence_found: bool = True
    value_supported: Support = "literal"
    derivation: str | None = None
    confidence: FactConfidence = FactConfidence()


def short_id(*parts: object) -> str:
    """Return the first 16 hex digits of a sha256 over the parts.

    >>> short_id("a", 1, None) == short_id("a", 1, None) != short_id("a1", None)
    True
    """
    joined = "\x1f".join(["" if part is None else str(part) for part in parts])
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]

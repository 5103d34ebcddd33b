"""A record: what one document set says on one indicator about one subject (contract section 5)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from schemas.evidence import Evidence
from schemas.fact import Qualifier, Status, SubjectKind, Unit, Value

State = Literal["present", "planned_only", "conflicting", "needs_review", "absent", "not_searched"]
CatalogueStatus = Literal["official", "user", "proxy"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordSubject(_Model):
    """Whom the record is about; the class is what a document states, with its quote."""

    kind: SubjectKind
    name: str
    code: str | None = None
    city_class: Literal["large", "small_medium"] | None = None
    city_class_quote: str | None = None


class RecordConfidence(_Model):
    """Trust in [0, 1], split by step."""

    read: float
    locate: float
    resolve: float
    map: float


class Searched(_Model):
    """A document whose pages the indicator's rules ran over; no pages for text and Markdown."""

    document_id: str
    pages: tuple[int, ...] = ()


class Review(_Model):
    """A person's decision, kept through later runs."""

    decision: str
    reason: str | None = None


class Record(_Model):
    """One line of records.jsonl; see the contract for the meaning of each state."""

    record_id: str
    catalogue: str
    catalogue_status: CatalogueStatus
    indicator_id: str
    subject: RecordSubject
    state: State
    value: Value | None = None
    unit: Unit | None = None
    qualifier: Qualifier | None = None
    status: Status | None = None
    strength: float = 0.0
    confidence: RecordConfidence | None = None
    reasons: tuple[str, ...] = ()
    fact_ids: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    corroborated_by: int = 0
    conflicts: tuple[dict[str, Any], ...] = ()
    searched: tuple[Searched, ...] = ()
    issues: tuple[str, ...] = ()
    reviewed: Review | None = None
    masked_fields: tuple[str, ...] = ()


class Suggestion(_Model):
    """One line of suggestions.jsonl: a sentence that no rule took, beside the gap that its words are most like.

    It is no record and proves nothing: a person has to look. `similarity` is the cosine in [0, 1] of the
    sentence's character n-grams with those of the indicator's name and definition.
    """

    suggestion_id: str
    catalogue: str
    catalogue_status: CatalogueStatus
    indicator_id: str
    subject: RecordSubject
    state: Literal["needs_review"] = "needs_review"
    similarity: float
    document_id: str
    case_id: str | None
    page_no: int | None
    span: tuple[int, int]
    quote: str
    section: tuple[str, ...] = ()

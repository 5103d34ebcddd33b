"""What kind of document it is, and what its head says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.evidence import CharSpan
from schemas.fact import FieldName
from schemas.issue import Issue

DocumentKind = Literal["press_release", "city_application", "service_application", "other"]
Scheme = Literal["city", "service"]


@dataclass(frozen=True, slots=True)
class HeaderValue:
    """One value of the head with the characters that prove it.

    `value` is text or an ISO date or datetime; `attributes` are the field's own
    (contract section 4), such as (("medium", "online"),).
    """

    field: FieldName
    value: str
    span: CharSpan
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a document.

    `values` are in text order. `released_on` (ISO date) is what relative dates
    ("올해", "'21년") are read against; None where nothing states it. `schemes`
    says which certifications the document is about, `scheme_year` of which year.
    """

    kind: DocumentKind
    values: tuple[HeaderValue, ...] = ()
    released_on: str | None = None
    schemes: tuple[Scheme, ...] = ()
    scheme_year: int | None = None
    issues: tuple[Issue, ...] = ()

    def first(self, field: FieldName) -> str | None:
        """The first value of a field, or None."""
        return next((item.value for item in self.values if item.field == field), None)

    def all(self, field: FieldName) -> tuple[str, ...]:
        return tuple(item.value for item in self.values if item.field == field)

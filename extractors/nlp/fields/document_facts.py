"""Facts of the head: what the document is, from whom, of when."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft
from extractors.nlp.surroundings import DOCUMENT
from schemas.fact import Subject
from schemas.header import Header, HeaderValue

_OF_APPLICANT = ("applicant", "city_class", "period_covered")


def document_facts(header: Header, applicant: Subject | None, city: Subject | None = None) -> Iterator[Draft]:
    """Yield one draft for each value of the head; its class is that of the `city` that applies with a firm."""
    for value in header.values:
        subject = applicant if applicant is not None and value.field in _OF_APPLICANT else DOCUMENT
        if value.field == "city_class" and city is not None:
            subject = city
        yield Draft(
            field=value.field,
            value=value.value,
            span=value.span,
            subject=subject,
            rule_id=f"header.{value.field}",
            attributes=dict(value.attributes),
            derivation=_derivation(value),
            support="normalised" if value.field in ("released_on", "embargo_until") else None,
            trust=0.97,
        )


def _derivation(value: HeaderValue) -> str | None:
    return f"head -> {value.value}" if value.field in ("released_on", "embargo_until") else None

"""Whom an application is from: a municipality where the applicant's name is one, else a body by its name."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.nlp.firms import without_asides
from extractors.nlp.places import PlaceMention
from extractors.nlp.surroundings import municipality
from schemas.evidence import CharSpan
from schemas.fact import Subject
from schemas.header import DocumentKind


def applying_subject(written: str, kind: DocumentKind, places: Sequence[PlaceMention]) -> Subject:
    """The applicant of a form of some kind; `places` are those found in what is `written`."""
    name = without_asides(written)
    alone = (CharSpan(0, len(name)), CharSpan(0, len(written)))  # "고성군(경남)": the aside may say which
    if places and (kind == "city_application" or places[0].span in alone):
        # a service may be a city's own; a firm's name may hold a city's
        return municipality(places[0], "applicant").model_copy(update={"as_written": written})
    return Subject(kind="organisation", name=name, as_written=written, basis="applicant")

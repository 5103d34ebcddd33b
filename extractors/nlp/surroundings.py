"""What a whole document says about subjects, and a municipality as a subject."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.nlp.places import PlaceMention
from schemas.document import Document
from schemas.fact import Basis, Subject
from schemas.header import Header

DOCUMENT = Subject(kind="document", name="document", basis="document")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole document says about subjects; `owner` gives it out and is whom it tells of where it names nobody."""

    document: Document
    header: Header
    applicant: Subject | None
    owner: Subject | None = None

    @property
    def is_of_firm(self) -> bool:
        """Whether a firm applies: its service runs in cities, and what a city did is told of the city."""
        return self.applicant is not None and self.applicant.kind == "organisation"


def municipality(place: PlaceMention, basis: Basis) -> Subject:
    """The subject that a place mention names."""
    return Subject(
        kind="municipality", name=place.name, as_written=place.as_written, code=place.code, basis=basis
    )

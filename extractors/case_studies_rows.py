"""Whose each row of a case table is: its label, what it names itself, or the rows around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.case_studies_drafts import Draft, bare, slices
from extractors.case_studies_lists import Listed
from extractors.case_studies_subjects import PlaceReader, ordinances, service
from extractors.case_studies_tables import CaseRow
from extractors.nlp.places import PlaceMention
from extractors.nlp.surroundings import municipality
from schemas.document import Document
from schemas.fact import Basis, Subject

# "영주경찰서", "강동구보건소": offices of one municipality, which the names of others do not hold
_OFFICE = re.compile(
    r"(?<![가-힣])(?P<root>[가-힣]{2,4}?)(?:시|군|구)?\s?"
    r"(?:경찰서|소방서|보건소|교육지원청|시설관리공단|도시공사|의료원|세무서|청)(?![가-힣]{2})"
)
_NEAR = 70  # of 100: 울산광멱시 is 울산광역시, 강동구 is not 강남구
_SHORTEST = 3
NOBODY = Subject(kind="document", name="document", basis="document")


@dataclass(frozen=True, slots=True)
class RowReader:
    """What the rows are read against.

    `context` are the headings above the table; `listed` is what the document
    lists elsewhere, which a misread label may mean.
    """

    document: Document
    places: PlaceReader
    context: tuple[str, ...]
    listed: Listed


def resolve_rows(rows: Sequence[CaseRow], reader: RowReader) -> list[Draft]:
    """Return a draft for each row.

    Its subject is, in order: the service that it names, its label, a place in
    its caption or ordinance, a labelled place in its text, the subject of the
    rows around it in its group, any one place in its text. Where its label is
    lost, nobody is made up: the subject is the document.
    """
    labels = _by_lists(rows, [_label(row, reader) for row in rows], reader)
    known = frozenset(place.name for place in labels if place)
    subjects = [_own(row, place, known, reader) for row, place in zip(rows, labels, strict=True)]
    filled = [
        subject
        or _neighbour(rows, subjects, labels, index)
        or _mentioned(rows[index], None, reader)
        or NOBODY
        for index, subject in enumerate(subjects)
    ]
    return [
        Draft(subject, row.content, row.captions, row.name)
        for row, subject in zip(rows, filled, strict=True)
        if row.content
    ]


def _by_lists(
    rows: Sequence[CaseRow], labels: Sequence[PlaceMention | None], reader: RowReader
) -> list[PlaceMention | None]:
    """The labels with the lost ones filled in from the list that fits all the others of their group."""
    filled = list(labels)
    for group in sorted({row.group for row in rows}):
        members = [index for index, row in enumerate(rows) if row.group == group and row.owner is not None]
        owners = list(dict.fromkeys(rows[index].owner for index in members))
        first = {rows[index].owner: labels[index] for index in reversed(members)}
        names = [place.name if (place := first[owner]) else None for owner in owners]
        places = reader.listed.fitting(names) if None in names else None
        if places:
            meant = dict(zip(owners, places, strict=True))
            for index in members:
                filled[index] = labels[index] or meant[rows[index].owner]
    return filled


def _label(row: CaseRow, reader: RowReader) -> PlaceMention | None:
    """The place of the row's label; where none is written, the listed place that looks like it."""
    if not row.label:
        return None
    found = reader.places.label(row.label, reader.context)
    letters = "".join(row.label.split())
    if found or len(letters) < _SHORTEST:
        return found
    scored = [
        (fuzz.ratio(letters, "".join(place.as_written.split())), place) for place in reader.listed.places
    ]
    best = max(scored, key=lambda entry: entry[0], default=None)
    return best[1] if best and best[0] >= _NEAR else None


def _own(
    row: CaseRow, label: PlaceMention | None, known: frozenset[str], reader: RowReader
) -> Subject | None:
    if row.is_service and row.name:
        written = bare(row.name.slice(reader.document.text))
        meant = reader.listed.service_like(written) or written
        return service(meant, "row_label").model_copy(update={"as_written": written})
    if label:
        return municipality(label, "row_label" if row.label else "list")
    content = slices(reader.document, row.content)
    sources: tuple[tuple[Basis, Iterable[str]], ...] = (
        ("caption", slices(reader.document, row.captions)),
        ("name", ordinances(content)),
    )
    for basis, texts in sources:
        place = reader.places.only(texts, known, reader.context)
        if place:
            return municipality(place, basis)
    return _by_office(content, reader) or _mentioned(row, known, reader)


def _by_office(texts: Sequence[str], reader: RowReader) -> Subject | None:
    """The one listed place whose police, health centre or the like the row names."""
    offices = {match["root"] for text in texts for match in _OFFICE.finditer(text)}
    if not offices:
        return None
    named = {place.name: place for place in reader.listed.places if place.name.split()[-1][:-1] in offices}
    return municipality(next(iter(named.values())), "name") if len(named) == 1 else None


def _mentioned(row: CaseRow, known: frozenset[str] | None, reader: RowReader) -> Subject | None:
    """The one place in the row's text; with `known`, only one of these, for partners are named there too."""
    texts = slices(reader.document, row.content)
    place = reader.places.only(texts, known or frozenset(), reader.context)
    if place is None or (known is not None and place.name not in known):
        return None
    return municipality(place, "mention")


def _neighbour(
    rows: Sequence[CaseRow],
    subjects: Sequence[Subject | None],
    labels: Sequence[PlaceMention | None],
    index: int,
) -> Subject | None:
    """The subject of the row above in the same group, else below, unless the row has a label cell of its own.

    A label that nobody can read begins a new subject where the next row has a label.
    """
    if not rows[index].may_carry:
        return None
    group = rows[index].group
    above = [subjects[i] for i in range(index - 1, -1, -1) if rows[i].group == group and subjects[i]]
    below = [subjects[i] for i in range(index + 1, len(rows)) if rows[i].group == group and subjects[i]]
    is_new = bool(rows[index].label) and index + 1 < len(rows) and labels[index + 1] is not None
    ordered = [*below[:1], *above[:1]] if is_new else [*above[:1], *below[:1]]
    found = next((subject for subject in ordered if subject), None)
    return found.model_copy(update={"basis": "carried"}) if found else None

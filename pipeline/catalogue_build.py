"""The catalogue that a table of indicators comes to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pipeline.catalogue_rows import DraftIndicator
from schemas.catalogue import Catalogue, Dimension, Indicator, MidLevelItem, Wording
from schemas.header import Scheme

TableStatus = Literal["official", "user"]
NO_PROOF = "목록에 적혀 있지 않음 / not stated in the table"


@dataclass(frozen=True, slots=True)
class Title:
    """What a catalogue is of, and how it is called."""

    name: str
    scheme: Scheme
    year: int
    status: TableStatus


def build_catalogue(path: Path, drafts: Sequence[DraftIndicator], title: Title, share: Decimal) -> Catalogue:
    """Return the catalogue of the drafts of one table; `path` is the file they stand in."""
    dimensions = list(dict.fromkeys(draft.dimension for draft in drafts))
    items = {
        dimension: list(
            dict.fromkeys(draft.item for draft in drafts if draft.item and draft.dimension == dimension)
        )
        for dimension in dimensions
    }
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    source = f"{path.name} (sha256 {digest[:16]}…)"
    return Catalogue(
        name=title.name,
        scheme=title.scheme,
        year=title.year,
        status=title.status,
        pass_share=float(share),
        source=f"Imported from {source}",
        dimensions=tuple(_dimension(n, text, items[text], source) for n, text in enumerate(dimensions, 1)),
        indicators=tuple(_indicator(draft, dimensions, items[draft.dimension]) for draft in drafts),
    )


def _dimension(number: int, text: str, items: Sequence[str], source: str) -> Dimension:
    below = tuple(MidLevelItem(id=f"D{number}.{n}", name=_words(item)) for n, item in enumerate(items, 1))
    return Dimension(id=f"D{number}", name=_words(text), source=source, items=below)


def _indicator(draft: DraftIndicator, dimensions: Sequence[str], items: Sequence[str]) -> Indicator:
    number = dimensions.index(draft.dimension) + 1
    return Indicator(
        id=draft.id,
        name=Wording(ko=draft.name, en=draft.name_en),
        definition=_words(draft.definition),
        value=draft.value,
        proof=draft.proof or NO_PROOF,
        dimension=f"D{number}",
        item=f"D{number}.{items.index(draft.item) + 1}" if draft.item else None,
        service_field=draft.service_field,
        points=float(draft.points) if draft.points is not None else 1.0,
    )


def _words(text: str) -> Wording:
    """A table is in one language; what it says stands for both."""
    return Wording(ko=text, en=text)

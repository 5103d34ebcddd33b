"""What a run read, for eval: where each page's text came from, and whether a quote of the gold stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.agreement_values import folded
from pipeline.collect import collect, recall_inputs
from pipeline.gold import GoldFact
from pipeline.json_lines import lines_of
from pipeline.shelf import shelf_of
from pipeline.store.store import open_existing
from schemas.document import Document
from schemas.errors import JipyoError
from schemas.masking import MASK

Origin = Literal["text", "ocr"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as read: `origins` by page, `texts` by page and, under None, whole; empty where it is not stored."""

    origins: Mapping[int, Origin] = field(default_factory=dict)
    texts: Mapping[int | None, str] = field(default_factory=dict)

    @property
    def origin(self) -> Origin:
        """That of most pages."""
        return main_origin(self.origins)

    def origin_at(self, page_no: int | None) -> Origin:
        """The origin of a page; where no page is told, that of the document."""
        return self.origin if page_no is None else self.origins.get(page_no, self.origin)

    def read_right(self, fact: GoldFact) -> bool | None:
        """Whether some quote of the gold stands on its page, but for blanks and signs; None where nothing is stored."""
        if not self.texts:
            return None
        return any(
            part in self.texts.get(evidence.page_no, self.texts[None])
            for evidence in fact.evidence
            if (part := _longest_part(evidence.quote))
        )


def _longest_part(quote: str) -> str:
    """The quote as compared; of one with masked characters the longest stretch without."""
    return max((folded(part) for part in quote.split(MASK)), key=len)


def readings(folder: Path) -> dict[str, Reading]:
    """How each document of a run was read, by id."""
    origins, texts = page_origins(folder), _texts(folder)
    return {name: Reading(origins.get(name, {}), texts.get(name, {})) for name in {*origins, *texts}}


def page_origins(folder: Path) -> dict[str, dict[int, Origin]]:
    """For each document with pages where their text came from; what is OCR in part counts as OCR."""
    origins: dict[str, dict[int, Origin]] = {}
    pages = folder / "pages.jsonl"
    for page in lines_of(pages) if pages.exists() else ():
        kind: Origin = "text" if page["origin"] == "text" else "ocr"
        origins.setdefault(page["document_id"], {})[page["page_no"]] = kind
    return origins


def main_origin(origins: Mapping[int, Origin]) -> Origin:
    """OCR where most pages are."""
    return "ocr" if 2 * list(origins.values()).count("ocr") > len(origins) else "text"


def _texts(folder: Path) -> dict[str, dict[int | None, str]]:
    """The texts in the folder's store; none of a folder that came without it, or that another version wrote."""
    try:
        with open_existing(folder) as store:
            gathered, config = recall_inputs(store)
            results = collect(shelf_of(store, config), gathered)
    except JipyoError:
        return {}
    return {one.document_id: _by_page(one.document) for one in results.documents if one.document is not None}


def _by_page(document: Document) -> dict[int | None, str]:
    pages: dict[int | None, str] = {
        page.page_no: folded("\n".join(span.slice(document.text) for span in page.spans))
        for page in document.pages
    }
    return pages | {None: folded(document.text)}

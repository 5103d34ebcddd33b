"""What mapping needs of the documents of a finished run, taken from the store without their blocks and tables.

`collect` decodes whole documents; a command that answers about one record cannot wait for that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from extractors.rules.mapped import CaseOwner, MappedDocument
from pipeline.codec import decode
from pipeline.collect import all_unread, recall_inputs
from pipeline.export.masking import Masks, masks_for, together
from pipeline.inputs import Input
from pipeline.mapping import mapped_parts
from pipeline.shelf import Shelf, shelf_of
from pipeline.store.store import open_existing
from schemas.errors import UsageError
from schemas.fact import Fact
from schemas.header import Header
from schemas.issue import Issue
from schemas.masking import MaskedSpan
from schemas.sentence import Sentence


@dataclass(frozen=True, slots=True)
class _Page:
    page_no: int
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    pages: tuple[_Page, ...]


@dataclass(frozen=True, slots=True)
class _Understood:
    """The part of an `Understanding` that is needed; what is not named here is passed over."""

    document: _Text
    header: Header
    cases: tuple[CaseOwner, ...]
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    masked: tuple[MaskedSpan, ...]


@dataclass(frozen=True, slots=True)
class StoredDocuments:
    """Documents of a run by id: as mapping takes them, what to mask of each, and what the files were called.

    `texts` are unmasked. `rule_hashes` are those of the rules that the records were made with, by catalogue and indicator.
    """

    documents: dict[str, MappedDocument]
    masks: dict[str, Masks]
    sources: dict[str, str]
    rule_hashes: dict[str, dict[str, str]]
    catalogue_hashes: dict[str, str]
    texts: dict[str, str]
    asked: tuple[str, ...]
    """The catalogues that the run was told to map onto, if any; names or paths."""


def load_stored(folder: Path, wanted: Collection[str] | None = None) -> StoredDocuments:
    """The `wanted` documents of a run folder, or all; UsageError where they were stored by another version."""
    with open_existing(folder) as store:
        gathered, config = recall_inputs(store)
        shelf = shelf_of(store, config)
        inputs = [one for name, one in gathered.documents().items() if wanted is None or name in wanted]
        understood = {one.document_id: _understood(shelf, one) for one in inputs}
        rule_hashes, catalogue_hashes = store.recall("rule_hashes"), store.recall("catalogue_hashes")
    read = {name: one for name, one in understood.items() if one is not None}
    masks = {name: Masks() if config.keep_pii else _masks(one) for name, one in read.items()}
    anyone = together(masks.values())
    return StoredDocuments(
        documents={name: _mapped(name, one) for name, one in read.items()},
        masks=masks,
        sources={one.document_id: anyone.text(one.source) for one in inputs},
        rule_hashes=rule_hashes or {},
        catalogue_hashes=catalogue_hashes or {},
        texts={name: one.document.text for name, one in read.items()},
        asked=config.catalogues,
    )


def _understood(shelf: Shelf, document: Input) -> _Understood | None:
    """None for a document that could not be read."""
    probe = shelf.readable(document)
    if probe is None and shelf.probe(document) is not None:
        return None
    found = shelf.find(document, "understand", shelf.understand_key(document, probe)) if probe else None
    if found is None:
        raise UsageError(
            f"{document.source}: 저장된 결과가 없거나 다른 버전의 것입니다. 'jipyo run' 을 다시 실행하세요 / "
            f"{document.source} has no stored result of this version; run 'jipyo run' again."
        )
    if found.status == "failed":
        return None
    understood = decode(found.payload, _Understood)
    return None if all_unread(understood.document.pages) else understood


def _masks(understood: _Understood) -> Masks:
    return masks_for(understood.document.text, understood.masked) if understood.masked else Masks()


def _mapped(document_id: str, understood: _Understood) -> MappedDocument:
    return mapped_parts(
        document_id,
        understood.header,
        understood.document.pages,
        facts=understood.facts,
        sentences=understood.sentences,
        cases=understood.cases,
    )

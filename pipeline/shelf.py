"""Where each finished step stands in the store: the keys, and what is found under them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.answers import Failure
from pipeline.codec import decode
from pipeline.config import RunConfig
from pipeline.inputs import Input
from pipeline.layers import bare_layer, doubted, unjudged_note, without_doubtful, without_layer
from pipeline.page_settings import Chosen, recall_settings, settings_note
from pipeline.requests import Crop, Understanding
from pipeline.store.store import Finished, Step, StepStatus, Store
from pipeline.versions import code_hash, libraries_hash, ocr_tools
from schemas.issue import Issue, issue
from schemas.page import LayerDoubt, Probe, RawPage


@dataclass(frozen=True, slots=True)
class Shelf:
    """Finished work under one configuration.

    `only_pages` is what `read --pages` asks for; None is all. `chosen` are
    pages that are read in a way of their own (`redo`).
    """

    store: Store
    config: RunConfig
    only_pages: frozenset[int] | None = None
    chosen: Chosen = field(default_factory=dict)

    def probe(self, document: Input) -> Probe | Failure | None:
        """What the first look gave; None where it has not been taken."""
        found = self.find(document, "probe", probe_key(document))
        if found is None:
            return None
        if found.status == "failed":
            return decode(found.payload, Failure)
        return decode(found.payload, Probe)

    def find(self, document: Input, step: Step, key: str, *, page_no: int = 0) -> Finished | None:
        """The stored end of a step, unless it failed under limits that were changed since."""
        return self._found(document.document_id, step, key, page_no=page_no)

    def _found(
        self, document_id: str, step: Step, key: str, *, page_no: int = 0, status: StepStatus | None = None
    ) -> Finished | None:
        found = self.store.find(document_id, step, key, page_no=page_no, status=status)
        if found is not None and found.status == "failed":
            limits = decode(found.payload, Failure).limits
            if limits is not None and limits != self.config.limits:
                return None
        return found

    def readable(self, document: Input) -> Probe | None:
        """The probe of a document that could be opened."""
        probe = self.probe(document)
        return probe if isinstance(probe, Probe) else None

    def understanding(self, document: Input) -> Understanding | Failure | None:
        """What the document says; None where it was not opened, or not understood yet."""
        probe = self.readable(document)
        if probe is None:
            return None
        found = self.find(document, "understand", self.understand_key(document, probe))
        if found is None:
            return None
        if found.status == "failed":
            return decode(found.payload, Failure)
        return decode(found.payload, Understanding)

    def pages(self, probe: Probe) -> tuple[RawPage, ...]:
        """The pages that were asked for, as the probe saw them."""
        judged = self.judgement(probe)
        doubts = {} if isinstance(judged, Failure) else {doubt.page_no: doubt for doubt in judged or ()}
        return tuple(doubted(page, doubts.get(page.page_no)) for page in self._wanted(probe))

    def _wanted(self, probe: Probe) -> Iterator[RawPage]:
        wanted = self.only_pages
        return (page for page in probe.pages if wanted is None or page.page_no in wanted)

    def believed_layers(self, probe: Probe) -> tuple[RawPage, ...]:
        """The pages, words only, whose text layer the reader believes, in part at least."""
        return tuple(page for page in map(bare_layer, self._wanted(probe)) if page.words)

    def judgement(self, probe: Probe) -> tuple[LayerDoubt, ...] | Failure | None:
        """What the language model says against the text layers; None where it was not asked."""
        found = self._found(probe.document_id, "judge", self.judge_key(probe))
        if found is None:
            return None
        if found.status == "failed":
            return decode(found.payload, Failure)
        return decode(found.payload, tuple[LayerDoubt, ...])

    def unjudged(self, probe: Probe) -> Failure | None:
        """Why the language model could not be asked about the text layers; None where it was, or need not be."""
        judged = None if self.config.ocr == "always" else self.judgement(probe)
        return judged if isinstance(judged, Failure) else None

    def judge_key(self, probe: Probe) -> str:
        """What the judgement of the layers depends on: the layers, and what scores them."""
        code = code_hash("schemas", "extractors/readers", "extractors/nlp") + libraries_hash()
        wanted = "all" if self.only_pages is None else sorted(self.only_pages)
        return step_key("judge", code, probe.document_id, probe.media_type, wanted)

    def as_asked(self, document: Input, page: RawPage) -> RawPage:
        """The page as OCR gets it: without its layer where the whole of it is to be read."""
        whole = self.config.ocr == "always" or (document.document_id, page.page_no) in self.chosen
        return without_layer(page) if whole else page

    def page_config(self, document: Input, page: RawPage) -> RunConfig:
        """How this page is read: as the run says, unless a person chose otherwise."""
        settings = self.chosen.get((document.document_id, page.page_no))
        return settings.over(self.config) if settings else self.config

    def needs_ocr(self, document: Input, page: RawPage) -> bool:
        """Whether a page goes to OCR under these settings; there also one that cannot be read says why."""
        if _is_unread(page) or (document.document_id, page.page_no) in self.chosen:
            return True
        return self.config.ocr == "always" or (self.config.ocr == "auto" and page.needs_ocr)

    def read_pages(self, document: Input, probe: Probe) -> Iterator[RawPage]:
        """The pages as they were read; one whose reading failed has no words, and an issue that says so."""
        unjudged = self._unjudged_pages(probe)
        for page in self.pages(probe):
            read = self._read_page(document, page)
            yield _with_note(read, unjudged_note(page.page_no)) if page.page_no in unjudged else read

    def _read_page(self, document: Input, page: RawPage) -> RawPage:
        if not self.needs_ocr(document, page):
            return _skipped(without_doubtful(page)) if page.needs_ocr else page
        found = self._recognised(document, page)
        read = found is not None and found.status == "done"
        return self._noted(document, decode(found.payload, RawPage) if found and read else _unread(page))

    def _recognised(self, document: Input, page: RawPage) -> Finished | None:
        """The stored end of a page's recognition."""
        return self.find(document, "page", self.page_key(document, page), page_no=page.page_no)

    def _unjudged_pages(self, probe: Probe) -> frozenset[int]:
        """The pages whose layer is believed though the language model could not be asked about it."""
        if self.unjudged(probe) is None:
            return frozenset()
        layers = frozenset(page.page_no for page in self.believed_layers(probe))
        return layers - {page_no for document_id, page_no in self.chosen if document_id == probe.document_id}

    def _noted(self, document: Input, page: RawPage) -> RawPage:
        settings = self.chosen.get((document.document_id, page.page_no))
        return _with_note(page, settings_note(settings, page.page_no)) if settings else page

    def failed_pages(self, document: Input, probe: Probe) -> Iterator[Failure]:
        """Why pages of the document could not be read."""
        for page in self.pages(probe):
            if self.needs_ocr(document, page):
                found = self._recognised(document, page)
                if found is not None and found.status == "failed":
                    yield decode(found.payload, Failure)

    def crops(self, document: Input) -> Iterator[Crop]:
        """The pictures of a document's cases, by page."""
        probe = self.readable(document)
        for page in self.pages(probe) if probe else ():
            key = self.crop_key(document, probe) if probe else ""
            found = self.find(document, "crop", key, page_no=page.page_no)
            if found is not None and found.status == "done":
                yield from decode(found.payload, tuple[Crop, ...])

    def page_key(self, document: Input, page: RawPage) -> str:
        """What the recognition of a page depends on."""
        config = self.page_config(document, page)
        tools = ocr_tools(config.ocr_engine, config.ocr_model)
        code = code_hash("schemas", "extractors/readers", "extractors/ocr") + libraries_hash()
        unsure = self.as_asked(document, page).unsure
        settings = (config.ocr_engine, config.ocr_model, config.ocr_psm, config.ocr_dpi, tools, unsure)
        return step_key("page", code, document.document_id, page.page_no, *settings)

    def understand_key(self, document: Input, probe: Probe) -> str:
        """What the understanding depends on: the pages as read, our code, the date to assume."""
        pages = [self._page_part(document, page) for page in self.pages(probe)]
        pages += [f"unjudged:{page_no}" for page_no in sorted(self._unjudged_pages(probe))]
        code = code_hash("schemas", "extractors") + libraries_hash()
        config = self.config
        return step_key(
            "understand", code, probe_key(document), *pages, config.as_of, document.source, config.ocr
        )

    def _page_part(self, document: Input, page: RawPage) -> str:
        if not self.needs_ocr(document, page):
            return f"{page.page_no}:layer"
        key = self.page_key(document, page)
        settings = self.chosen.get((document.document_id, page.page_no))
        part = f"{page.page_no}:{key}" + (f":{settings.words}" if settings else "")
        # What was understood without a page is understood again once it was read, under raised limits say.
        unread = self._found(document.document_id, "page", key, page_no=page.page_no, status="failed")
        return part if unread is None else f"{part}:unread"

    def crop_key(self, document: Input, probe: Probe) -> str:
        return step_key("crop", self.understand_key(document, probe), self.config.keep_pii)


def _skipped(page: RawPage) -> RawPage:
    skipped = issue(
        "ocr_skipped",
        "문자 인식이 필요하지만 설정에 따라 하지 않았습니다.",
        "This page needs OCR, which the settings turn off.",
        page_no=page.page_no,
    )
    return _with_note(page, skipped)


def _with_note(page: RawPage, note: Issue) -> RawPage:
    return replace(page, issues=(*page.issues, note))


def probe_key(document: Input) -> str:
    """What the first look at a file depends on. Its name counts: it must fit the content."""
    suffix = document.path.suffix.lower()
    return step_key(
        "probe", code_hash("schemas", "extractors/readers"), libraries_hash(), document.document_id, suffix
    )


def step_key(*parts: object) -> str:
    """The key of a step's result: equal parts, equal result."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()


def _is_unread(page: RawPage) -> bool:
    return any(note.code == "page_unread" for note in page.issues)


def _unread(page: RawPage) -> RawPage:
    if _is_unread(page):
        return page
    unread = issue(
        "page_unread",
        "이 쪽은 읽지 못했습니다. errors.jsonl 을 보세요.",
        "This page could not be read; see errors.jsonl.",
        page_no=page.page_no,
    )
    return _with_note(replace(page, words=(), rulings=()), unread)


def shelf_of(store: Store, config: RunConfig) -> Shelf:
    """The shelf of an output folder, with what was chosen there for single pages."""
    return Shelf(store, config, chosen=recall_settings(store))

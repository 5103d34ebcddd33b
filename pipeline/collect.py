"""From the store to all that a run found: what `map` begins from, and what is exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.answers import Failure
from pipeline.config import RunConfig
from pipeline.export.results import DocumentResult, RunResults
from pipeline.inputs import Gathered, Input, InputFailure, path_token, token_path
from pipeline.requests import Understanding
from pipeline.shelf import Shelf
from pipeline.store.store import Store
from schemas.errors import UsageError
from schemas.issue import Issue
from schemas.rows import ErrorRow

_UNREAD = frozenset({"page_unread", "ocr_skipped"})


def remember_inputs(store: Store, gathered: Gathered, config: RunConfig) -> None:
    """Keep what the latest run was asked to do."""
    inputs = [[path_token(item.path), item.source, item.document_id, item.size] for item in gathered.inputs]
    failures = [[item.source, item.failure.model_dump(mode="json")] for item in gathered.failures]
    store.remember("state", "running")
    store.remember("config", config.model_dump(mode="json"))
    store.remember("inputs", inputs)
    store.remember("failures", failures)


def recall_inputs(store: Store) -> tuple[Gathered, RunConfig]:
    """What the latest run was asked to do; UsageError where there was none."""
    config, inputs = store.recall("config"), store.recall("inputs")
    if config is None or inputs is None:
        raise UsageError(
            "끝난 실행이 없습니다. 먼저 'jipyo run' / no finished run here; start with 'jipyo run'."
        )
    failures = tuple(
        InputFailure(source, Failure.model_validate(failure)) for source, failure in store.recall("failures")
    )
    found = tuple(
        Input(token_path(path), source, document_id, size) for path, source, document_id, size in inputs
    )
    return Gathered(found, failures), RunConfig.model_validate(config)


def collect(shelf: Shelf, gathered: Gathered) -> RunResults:
    """All documents of the run with what they say, and every failure; no records yet."""
    documents = []
    errors = [_error_row(None, item.source, item.failure) for item in gathered.failures]
    for document in gathered.documents().values():
        sources = tuple(item.source for item in gathered.inputs if item.document_id == document.document_id)
        documents.append(_result(shelf, document, sources))
        errors.extend(
            _error_row(document.document_id, sources[0], failure) for failure in _failures(shelf, document)
        )
    return RunResults(documents=tuple(documents), errors=tuple(errors))


def _result(shelf: Shelf, document: Input, sources: tuple[str, ...]) -> DocumentResult:
    found, probe = shelf.understanding(document), shelf.readable(document)
    media_type = probe.media_type if probe else None
    if not isinstance(found, Understanding) or all_unread(found.document.pages):
        return DocumentResult(
            document_id=document.document_id, sources=sources, readable=False, media_type=media_type
        )
    return DocumentResult(
        document_id=document.document_id,
        sources=sources,
        readable=True,
        media_type=media_type,
        document=found.document,
        header=found.header,
        cases=found.cases,
        facts=found.facts,
        sentences=found.sentences,
        masked=found.masked,
        issues=found.issues,
    )


def all_unread(pages: Sequence[NotedPage]) -> bool:
    """Whether every page of a document with pages failed: then nothing of it was read."""
    return bool(pages) and all(any(one.code == "page_unread" for one in page.issues) for page in pages)


def _failures(shelf: Shelf, document: Input) -> Iterator[Failure]:
    probe = shelf.probe(document)
    if isinstance(probe, Failure):
        yield probe
    elif probe is not None:
        if (unjudged := shelf.unjudged(probe)) is not None:
            yield unjudged
        yield from shelf.failed_pages(document, probe)
        found = shelf.understanding(document)
        if isinstance(found, Failure):
            yield found


def _error_row(document_id: str | None, source: str, failure: Failure) -> ErrorRow:
    return ErrorRow(
        document_id=document_id,
        source=source,
        page_no=failure.page_no,
        code=failure.code,
        message=failure.message,
        action=failure.action,
        attempts=failure.attempts,
    )


class NotedPage(Protocol):
    """A page with what was noticed on it."""

    @property
    def page_no(self) -> int: ...

    @property
    def issues(self) -> tuple[Issue, ...]: ...


def unread_pages(pages: Iterable[NotedPage]) -> tuple[int, ...]:
    """The pages of a readable document that could not be read."""
    return tuple(page.page_no for page in pages if any(one.code in _UNREAD for one in page.issues))

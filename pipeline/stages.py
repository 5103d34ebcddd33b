"""The stages up to facts, over all documents of a run: skip what is stored, do the rest, store each end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from pipeline.answers import Failure, open_answer
from pipeline.codec import decode, encode
from pipeline.config import RunConfig
from pipeline.engines.contract import Engine, Outcome, Role, Task
from pipeline.failures import outcome_failure
from pipeline.inputs import Input
from pipeline.progress import Progress
from pipeline.requests import PageRequest, ProbeRequest, UnderstandRequest
from pipeline.sandbox import TaskLimits
from pipeline.store.store import Finished, Step, Store
from pipeline.versions import code_hash, tesseract
from schemas.issue import issue
from schemas.page import MediaType, Probe, RawPage

_MIB = 1 << 20
_WALL_FACTOR = 10  # wall time only catches a child that sleeps; a busy machine must not change a result


@dataclass(frozen=True, slots=True)
class Job:
    """One step to do. `build` makes its payload only when a worker is about to take it."""

    document_id: str
    step: Step
    page_no: int
    key: str
    limits: TaskLimits
    build: Callable[[], bytes]

    @property
    def task_id(self) -> str:
        return f"{self.document_id}#{self.page_no}"

    def task(self) -> Task:
        role: Role = "understand" if self.step == "understand" else "read"
        return Task(self.task_id, role, self.step, self.build(), self.limits)


@dataclass(frozen=True, slots=True)
class Line:
    """What every stage needs."""

    store: Store
    engine: Engine
    config: RunConfig
    progress: Progress


def probe_documents(line: Line, documents: Sequence[Input]) -> None:
    """First look at each file: type, pages, text layers and whether to believe them."""
    _carry_out(line, "probe", list(_probe_jobs(line, documents)))


def recognise_pages(line: Line, documents: Sequence[Input]) -> None:
    """OCR for each page that needs it."""
    _carry_out(line, "ocr", list(_page_jobs(line, documents)))


def understand_documents(line: Line, documents: Sequence[Input]) -> None:
    """Layout, cases and facts of each document that could be read."""
    _carry_out(line, "understand", list(_understand_jobs(line, documents)))


def stored_probe(line: Line, document: Input) -> Probe | Failure | None:
    """What the first look gave; None where it has not been taken."""
    found = line.store.find(document.document_id, "probe", probe_key(document))
    if found is None:
        return None
    return decode(found.payload, Probe) if found.status == "done" else decode(found.payload, Failure)


def probe_key(document: Input) -> str:
    return _key("probe", code_hash("schemas", "extractors/readers"), document.document_id)


def needs_ocr(page: RawPage, config: RunConfig) -> bool:
    """Whether a page goes to OCR under these settings."""
    return config.ocr == "always" or (config.ocr == "auto" and page.needs_ocr)


def _probe_jobs(line: Line, documents: Sequence[Input]) -> Iterator[Job]:
    for document in documents:
        key = probe_key(document)
        if line.store.find(document.document_id, "probe", key) is None:
            # A page costs a fraction of a second; a small hostile file gets no more than the base.
            limits = _limits(line.config, line.config.page_cpu_s + document.size // 10_000)
            build = partial(encode, ProbeRequest(str(document.path)), ProbeRequest)
            yield Job(document.document_id, "probe", 0, key, limits, build)


def _page_jobs(line: Line, documents: Sequence[Input]) -> Iterator[Job]:
    for document in documents:
        probe = stored_probe(line, document)
        if not isinstance(probe, Probe):
            continue
        for page in probe.pages:
            key = page_key(line.config, document, page) if needs_ocr(page, line.config) else None
            if key is None or line.store.find(document.document_id, "page", key, page_no=page.page_no):
                continue
            limits = _limits(line.config, line.config.page_cpu_s)
            build = partial(_page_payload, line.config, document, probe.media_type, page)
            yield Job(document.document_id, "page", page.page_no, key, limits, build)


def _page_payload(config: RunConfig, document: Input, media_type: MediaType, page: RawPage) -> bytes:
    request = PageRequest(
        str(document.path), media_type, page, config.ocr_model, config.ocr_psm, config.ocr_dpi
    )
    return encode(request, PageRequest)


def page_key(config: RunConfig, document: Input, page: RawPage) -> str:
    """What the recognition of a page depends on."""
    tool = tesseract(config.ocr_model)
    code = code_hash("schemas", "extractors/readers", "extractors/ocr")
    settings = (config.ocr_model, config.ocr_psm, config.ocr_dpi, tool["version"], tool["model_sha256"])
    return _key("page", code, document.document_id, page.page_no, *settings)


def _understand_jobs(line: Line, documents: Sequence[Input]) -> Iterator[Job]:
    for document in documents:
        probe = stored_probe(line, document)
        if not isinstance(probe, Probe):
            continue
        key = understand_key(line, document, probe)
        if line.store.find(document.document_id, "understand", key) is None:
            cpu_s = line.config.document_cpu_s + 2 * len(probe.pages)
            limits = replace(_limits(line.config, cpu_s), memory_bytes=4 * line.config.memory_mb * _MIB)
            build = partial(_understand_payload, line, document)
            yield Job(document.document_id, "understand", 0, key, limits, build)


def _understand_payload(line: Line, document: Input) -> bytes:
    probe = stored_probe(line, document)
    if not isinstance(probe, Probe):
        raise TypeError(f"{document.document_id} has no stored probe")
    request = UnderstandRequest(
        document_id=document.document_id,
        source_name=document.source.rsplit("/", 1)[-1],
        media_type=probe.media_type,
        pages=tuple(read_pages(line, document, probe)),
        source_text=probe.source_text,
        issues=probe.issues,
        as_of=line.config.as_of.isoformat() if line.config.as_of else None,
    )
    return encode(request, UnderstandRequest)


def understand_key(line: Line, document: Input, probe: Probe) -> str:
    """What the understanding of a document depends on: its pages as read, our code, the date to assume."""
    pages = [
        page_key(line.config, document, page) if needs_ocr(page, line.config) else "layer"
        for page in probe.pages
    ]
    code = code_hash("schemas", "extractors", "pipeline")
    as_of = line.config.as_of
    return _key("understand", code, probe_key(document), *pages, as_of, document.source, line.config.ocr)


def read_pages(line: Line, document: Input, probe: Probe) -> Iterator[RawPage]:
    """The pages as they were read; one whose reading failed has no words, and an issue that says so."""
    for page in probe.pages:
        if not needs_ocr(page, line.config):
            yield page
            continue
        key = page_key(line.config, document, page)
        found = line.store.find(document.document_id, "page", key, page_no=page.page_no)
        if found is not None and found.status == "done":
            yield decode(found.payload, RawPage)
        else:
            yield _unread(page)


def _unread(page: RawPage) -> RawPage:
    unread = issue(
        "page_unread",
        "이 쪽은 읽지 못했습니다. errors.jsonl 을 보세요.",
        "This page could not be read; see errors.jsonl.",
        page_no=page.page_no,
    )
    return replace(page, words=(), rulings=(), issues=(*page.issues, unread))


def _carry_out(line: Line, stage: str, jobs: Sequence[Job]) -> None:
    """Run the jobs and store each end as it comes."""
    line.progress.stage(stage, len(jobs))
    by_id = {job.task_id: job for job in jobs}
    for outcome in line.engine.run(job.task() for job in jobs):
        job = by_id[outcome.task_id]
        status, payload = _end(outcome, job)
        line.store.finish(Finished(job.document_id, job.step, job.page_no, job.key, status, payload))
        line.progress.step(stage, outcome.task_id, outcome.status)


def _end(outcome: Outcome, job: Job) -> tuple[Literal["done", "failed"], bytes]:
    answer = open_answer(outcome.answer) if outcome.status == "ok" else outcome_failure(outcome)
    if isinstance(answer, Failure):
        placed = answer.model_copy(
            update={"page_no": job.page_no or answer.page_no, "attempts": outcome.attempts}
        )
        return "failed", encode(placed, Failure)
    return "done", answer


def _limits(config: RunConfig, cpu_s: int) -> TaskLimits:
    return TaskLimits(
        cpu_s=cpu_s,
        wall_s=cpu_s * _WALL_FACTOR,
        memory_bytes=config.memory_mb * _MIB,
        output_bytes=config.output_mb * _MIB,
    )


def _key(*parts: object) -> str:
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()

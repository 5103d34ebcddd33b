"""The stages up to facts, over all documents of a run: skip what is stored, do the rest, store each end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.answers import Failure, open_answer
from pipeline.codec import encode
from pipeline.config import RunConfig
from pipeline.crop_requests import crop_payload, cuts_of
from pipeline.engines.contract import Engine, Outcome, Role, Task
from pipeline.failures import outcome_failure
from pipeline.inputs import Input, path_token
from pipeline.progress import Progress
from pipeline.requests import JudgeRequest, PageRequest, ProbeRequest, Understanding, UnderstandRequest
from pipeline.sandbox import TaskLimits
from pipeline.shelf import Shelf, probe_key
from pipeline.store.store import Finished, Step, StepStatus
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
        role: Role = "understand" if self.step in ("judge", "understand") else "read"
        return Task(self.task_id, role, self.step, self.build(), self.limits)


@dataclass(frozen=True, slots=True)
class Line:
    """What every stage needs: finished work, hands, and someone to tell."""

    shelf: Shelf
    engine: Engine
    progress: Progress

    @property
    def config(self) -> RunConfig:
        return self.shelf.config


def probe_documents(line: Line, documents: Sequence[Input]) -> None:
    """First look at each file: type, pages, text layers and whether to believe them."""
    jobs = list(_probe_jobs(line, documents))
    if jobs:
        line.engine.prepare("understand")  # the language model loads while files are looked at
    _carry_out(line, "probe", jobs)
    _carry_out(line, "judge", _judge_jobs(line, documents))


def recognise_pages(line: Line, documents: Sequence[Input]) -> None:
    """OCR for each page that needs it."""
    _carry_out(line, "ocr", _page_jobs(line, documents))


def understand_documents(line: Line, documents: Sequence[Input]) -> None:
    """Layout, cases and facts of each document that could be read."""
    _carry_out(line, "understand", _understand_jobs(line, documents))


def cut_crops(line: Line, documents: Sequence[Input]) -> None:
    """Pictures of every case for the report; a page that cannot be rendered costs its pictures only."""
    _carry_out(line, "crop", _crop_jobs(line, documents))


def _probe_jobs(line: Line, documents: Sequence[Input]) -> Iterator[Job]:
    for document in documents:
        if line.shelf.probe(document) is None:
            # A page costs a fraction of a second; a small hostile file gets no more than the base.
            limits = limits_of(line.config, line.config.page_cpu_s + document.size // 10_000)
            build = partial(encode, ProbeRequest(path_token(document.path)), ProbeRequest)
            yield Job(document.document_id, "probe", 0, probe_key(document), limits, build)


def _judge_jobs(line: Line, documents: Sequence[Input]) -> Iterator[Job]:
    """The language model's say on text layers that the reader believes; it may ask for OCR."""
    for document in documents:
        probe = line.shelf.readable(document)
        pages = line.shelf.believed_layers(probe) if probe and line.config.ocr != "always" else ()
        if probe is None or not pages or line.shelf.judgement(probe) is not None:
            continue
        limits = limits_of(line.config, line.config.document_cpu_s + len(pages))
        roomy = replace(limits, memory_bytes=2 * limits.memory_bytes)  # the language model is mapped in
        build = partial(encode, JudgeRequest(pages), JudgeRequest)
        yield Job(document.document_id, "judge", 0, line.shelf.judge_key(probe), roomy, build)


def _page_jobs(line: Line, documents: Sequence[Input]) -> Iterator[Job]:
    limits = limits_of(line.config, line.config.page_cpu_s)
    for document in documents:
        probe = line.shelf.readable(document)
        for page in line.shelf.pages(probe) if probe else ():
            if probe is None or not line.shelf.needs_ocr(document, page):
                continue
            key = line.shelf.page_key(document, page)
            if line.shelf.find(document, "page", key, page_no=page.page_no) is None:
                config = line.shelf.page_config(document, page)
                asked = line.shelf.as_asked(document, page)
                build = partial(_page_payload, config, document, probe.media_type, asked)
                yield Job(document.document_id, "page", page.page_no, key, limits, build)


def _page_payload(config: RunConfig, document: Input, media_type: MediaType, page: RawPage) -> bytes:
    request = PageRequest(
        path=path_token(document.path),
        media_type=media_type,
        page=page,
        engine=config.ocr_engine,
        model=config.ocr_model,
        psm=config.ocr_psm,
        dpi=config.ocr_dpi,
    )
    return encode(request, PageRequest)


def _understand_jobs(line: Line, documents: Sequence[Input]) -> Iterator[Job]:
    for document in documents:
        probe = line.shelf.readable(document)
        if probe is None or line.shelf.understanding(document) is not None:
            continue
        cpu_s = line.config.document_cpu_s + 2 * len(probe.pages)
        limits = limits_of(line.config, cpu_s)
        roomy = replace(limits, memory_bytes=2 * limits.memory_bytes)  # the language model is mapped in
        build = partial(_understand_payload, line.shelf, document, probe)
        key = line.shelf.understand_key(document, probe)
        yield Job(document.document_id, "understand", 0, key, roomy, build)


def _understand_payload(shelf: Shelf, document: Input, probe: Probe) -> bytes:
    as_of = shelf.config.as_of
    request = UnderstandRequest(
        document_id=document.document_id,
        source_name=document.source.rsplit("/", 1)[-1],
        media_type=probe.media_type,
        pages=tuple(shelf.read_pages(document, probe)),
        source_text=probe.source_text,
        issues=probe.issues,
        as_of=as_of.isoformat() if as_of else None,
    )
    return encode(request, UnderstandRequest)


def _crop_jobs(line: Line, documents: Sequence[Input]) -> Iterator[Job]:
    limits = limits_of(line.config, line.config.page_cpu_s)
    for document in documents:
        probe, found = line.shelf.readable(document), line.shelf.understanding(document)
        if probe is None or not isinstance(found, Understanding):
            continue
        key = line.shelf.crop_key(document, probe)
        for page in found.document.pages:
            cuts = tuple(cuts_of(found, page.page_no))
            stored = line.shelf.find(document, "crop", key, page_no=page.page_no)
            if cuts and stored is None:
                payload = crop_payload(found, page, document, cuts, keep_pii=line.config.keep_pii)
                yield Job(document.document_id, "crop", page.page_no, key, limits, partial(bytes, payload))


def _carry_out(line: Line, stage: str, found: Iterable[Job]) -> None:
    """Run the jobs and store each end as it comes."""
    jobs = {job.task_id: job for job in found}
    line.progress.stage(stage, len(jobs))
    for outcome in line.engine.run(job.task() for job in jobs.values()):
        job = jobs[outcome.task_id]
        status, payload = _end(outcome, job, line.config)
        end = Finished(job.document_id, job.step, job.page_no, job.key, status, payload)
        line.shelf.store.finish(end)
        line.progress.step(stage, outcome.task_id, outcome.status, outcome.cpu_s)


def _end(outcome: Outcome, job: Job, config: RunConfig) -> tuple[StepStatus, bytes]:
    answer = open_answer(outcome.answer) if outcome.status == "ok" else outcome_failure(outcome, job.step)
    if isinstance(answer, Failure):
        page_no = job.page_no or answer.page_no
        # Also where the reader itself gave up: some libraries call it damage when they run out of memory.
        placed = answer.model_copy(
            update={"page_no": page_no, "attempts": outcome.attempts, "limits": config.limits}
        )
        return "failed", encode(placed, Failure)
    return "done", answer


def limits_of(config: RunConfig, cpu_s: int) -> TaskLimits:
    """What a task may use that takes so many CPU seconds at most."""
    return TaskLimits(
        cpu_s=cpu_s,
        wall_s=cpu_s * _WALL_FACTOR,
        memory_bytes=config.memory_mb * _MIB,
        output_bytes=config.output_mb * _MIB,
    )

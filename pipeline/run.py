"""The main job, from files to a folder of records. Read this page first.

    file -> read -> lay out -> segment -> extract -> map -> export

Reading and understanding happen in children (pipeline/engines); only this
process writes the store and the folder. Whatever is stored under the same key
is not done again, so a killed run goes on where it was.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractors.collector import uncollected
from extractors.rules.catalogues import load_catalogue
from extractors.rules.mapping import rule_hashes
from pipeline.collect import collect, remember_inputs
from pipeline.config import RunConfig
from pipeline.engines.contract import Engine
from pipeline.engines.table import ENGINES
from pipeline.export.export import export
from pipeline.inputs import Gathered, Input, gather
from pipeline.lock import locked
from pipeline.manifest import catalogue_hash, write_manifest
from pipeline.mapping import map_results
from pipeline.page_settings import forget_settings
from pipeline.progress import Progress
from pipeline.report.report import write_report
from pipeline.sandbox import sandbox_level
from pipeline.shelf import Shelf, shelf_of
from pipeline.stages import Line, cut_crops, probe_documents, recognise_pages, understand_documents
from pipeline.store.store import open_store
from schemas.errors import ExitCode, UsageError

LOG_NAME = ".worker.log"


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run came to, for the command's last words."""

    exit_code: ExitCode
    documents_done: int
    errors: int
    records: int
    out: Path


def run(
    named: Sequence[Path], out: Path, config: RunConfig, progress: Progress, *, fresh: bool = False
) -> RunSummary:
    """Read every file, find cases and facts, map them, write `out`; see contract section 2."""
    _check(config)
    started = time.time()
    gathered = gather(named, out=out)
    with locked(out), open_store(out) as store:
        if fresh:
            store.discard_work()
            forget_settings(store)
        remember_inputs(store, gathered, config)
        shelf = shelf_of(store, config)
        with running_engine(config, out) as engine:
            read_documents(Line(shelf, engine, progress), tuple(gathered.documents().values()))
        summary = finish(shelf, gathered, out)
        write_manifest(out, store, config, started=started)
    return summary


def finish(shelf: Shelf, gathered: Gathered, out: Path) -> RunSummary:
    """Map what is stored and write the folder; reads no document (`jipyo map` begins here)."""
    config = shelf.config
    shelf.store.remember("state", "running")
    (out / "run.json").unlink(missing_ok=True)  # it tells of files that are about to change
    with uncollected():
        results = map_results(collect(shelf, gathered), config.catalogues)
        written = export(results, out, keep_pii=config.keep_pii)
    crops = [crop for document in gathered.documents().values() for crop in shelf.crops(document)]
    write_report(out, crops, results.catalogues)
    shelf.store.remember("masks", written.masks)
    shelf.store.remember("catalogue_hashes", {one.name: catalogue_hash(one) for one in results.catalogues})
    shelf.store.remember("rule_hashes", {one.name: rule_hashes(one) for one in results.catalogues})
    shelf.store.remember("state", "done")
    done = sum(document.readable for document in results.documents)
    errors = len(results.errors)
    return RunSummary(_exit_code(done, errors), done, errors, len(results.records), out)


def read_documents(line: Line, documents: Sequence[Input]) -> None:
    """Every stage up to the facts; whatever is stored is not done again."""
    probe_documents(line, documents)
    recognise_pages(line, documents)
    understand_documents(line, documents)
    cut_crops(line, documents)


def _exit_code(done: int, errors: int) -> ExitCode:
    if not done:
        return ExitCode.NOTHING_DONE
    return ExitCode.PARTLY_DONE if errors else ExitCode.DONE


def _check(config: RunConfig) -> None:
    """Refuse what cannot be done before hours of work are put into it."""
    for name in config.catalogues:
        load_catalogue(name)
    if config.require_sandbox and sandbox_level() != "bwrap":
        raise UsageError(
            "bubblewrap 이 동작하지 않아 중단합니다 (require_sandbox). 설치하거나 설정을 끄세요 / "
            "bubblewrap does not work here and require_sandbox is set; install it or unset it."
        )


@contextmanager
def running_engine(config: RunConfig, out: Path) -> Iterator[Engine]:
    """The engine of a run, with its log in `out`; closed at the end of the block."""
    engine = ENGINES["local"](config.workers, out / LOG_NAME)
    try:
        yield engine
    finally:
        engine.close()

"""`jipyo map`: the facts of a finished run on another catalogue; no document is read."""

from __future__ import annotations

import time
from pathlib import Path

from extractors.rules.catalogues import load_catalogue
from pipeline.collect import recall_inputs
from pipeline.inputs import Gathered
from pipeline.lock import locked
from pipeline.manifest import write_manifest
from pipeline.run import RunSummary, finish
from pipeline.shelf import Shelf, shelf_of
from pipeline.store.store import open_existing
from schemas.errors import UsageError


def remap(folder: Path, catalogues: tuple[str, ...]) -> RunSummary:
    """Write the folder anew, as a run with these catalogues would have."""
    started = time.time()
    with open_existing(folder) as store, locked(folder):
        gathered, config = recall_inputs(store)
        shelf = shelf_of(store, config)
        refuse_stale(shelf, gathered)
        for name in catalogues:
            load_catalogue(name)
        mapped = config.model_copy(update={"catalogues": catalogues})
        store.remember("config", mapped.model_dump(mode="json"))
        summary = finish(shelf_of(store, mapped), gathered, folder)
        write_manifest(folder, store, mapped, started=started)
    return summary


def refuse_stale(shelf: Shelf, gathered: Gathered) -> None:
    """Results of another version are not found under today's keys; an empty folder would be a lie."""
    for document in gathered.documents().values():
        unread = shelf.probe(document) is None
        if unread or (shelf.readable(document) is not None and shelf.understanding(document) is None):
            raise UsageError(
                f"{document.source}: 저장된 결과가 없거나 다른 버전의 것입니다. 'jipyo run' 을 다시 실행하세요 / "
                f"{document.source} has no stored result of this version; run 'jipyo run' again."
            )

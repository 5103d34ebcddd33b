"""`jipyo map`: the facts of a finished run on another catalogue; no document is read."""

from __future__ import annotations

import time
from pathlib import Path

from pipeline.collect import recall_inputs
from pipeline.lock import locked
from pipeline.manifest import write_manifest
from pipeline.run import RunSummary, finish
from pipeline.shelf import Shelf
from pipeline.store.store import open_existing


def remap(folder: Path, catalogues: tuple[str, ...]) -> RunSummary:
    """Write the folder anew, as a run with these catalogues would have."""
    started = time.time()
    with open_existing(folder) as store, locked(folder):
        gathered, config = recall_inputs(store)
        mapped = config.model_copy(update={"catalogues": catalogues})
        store.remember("config", mapped.model_dump(mode="json"))
        summary = finish(Shelf(store, mapped), gathered, folder)
        write_manifest(folder, store, mapped, started=started)
    return summary

"""`jipyo status`: what is done, what failed, what waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.answers import Failure
from pipeline.collect import collect, recall_inputs
from pipeline.inputs import Input
from pipeline.shelf import Shelf, shelf_of
from pipeline.store.store import open_existing

_STATES = {
    "running": "실행 중이거나 중단됨 / running, or cut off: the same run command goes on from here",
    "done": "완료 / done",
}


def status_lines(folder: Path) -> Iterator[str]:
    """One line for the run, then one for each document, then the failures."""
    with open_existing(folder) as store:
        gathered, config = recall_inputs(store)
        shelf = shelf_of(store, config)
        yield f"{folder}: {_STATES[store.recall('state')]}"
        for document in gathered.documents().values():
            sources = [item.source for item in gathered.inputs if item.document_id == document.document_id]
            yield f"  {_state(shelf, document):8s} {', '.join(sources)}"
        for error in collect(shelf, gathered).errors:
            page = f" p.{error.page_no}" if error.page_no else ""
            yield f"  failed   {error.source}{page}: {error.code}: {error.message.ko} / {error.message.en}"


def _state(shelf: Shelf, document: Input) -> str:
    ends = shelf.probe(document), shelf.understanding(document)
    if any(isinstance(end, Failure) for end in ends):
        return "failed"
    return "waiting" if None in ends else "done"

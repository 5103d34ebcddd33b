"""`jipyo redo`: pages of a finished run read again with other settings, and the folder written anew."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.answers import Failure
from pipeline.collect import recall_inputs
from pipeline.config import RunConfig
from pipeline.inputs import Gathered, Input, gather
from pipeline.lock import locked
from pipeline.manifest import write_manifest
from pipeline.page_settings import PageSettings, remember_settings
from pipeline.progress import Progress
from pipeline.run import RunSummary, finish, read_documents, running_engine
from pipeline.shelf import shelf_of
from pipeline.stages import Line, probe_documents
from pipeline.store.store import open_existing
from pipeline.versions import ocr_tools
from schemas.errors import UsageError

# Tesseract's modes that give no words: orientation alone, and one that was never built.
_WORDLESS = frozenset({0, 2})
_MOST_TOLD = 8  # documents in a message


@dataclass(frozen=True, slots=True)
class Wish:
    """Which pages of which document, and how. Without settings they are read as the run reads."""

    document: str  # an id, or the beginning of one
    pages: frozenset[int]
    settings: PageSettings | None


def wish_of(
    document: str, pages: frozenset[int], *, engine: str | None, psm: int | None, dpi: int | None
) -> Wish:
    """Check what was asked; `--psm` is Tesseract's, so it names the engine where nothing else does."""
    if psm is not None and engine not in (None, "tesseract"):
        raise UsageError(
            f"--psm 은 Tesseract 의 설정이며 --engine {engine} 은(는) 쓰지 않습니다. 둘 중 하나를 빼세요 / "
            f"--psm is Tesseract's and --engine {engine} does not use it; leave one of them out."
        )
    if psm in _WORDLESS:
        raise UsageError(
            f"--psm {psm} 은(는) 글자를 읽지 않는 방식입니다. 4, 6, 11 등을 쓰세요 / "
            f"--psm {psm} reads no text; use 4, 6 or 11, for example."
        )
    chosen = "tesseract" if psm is not None else engine
    settings = PageSettings.model_validate({"engine": chosen, "psm": psm, "dpi": dpi})
    return Wish(document, pages, settings if settings.words else None)


def redo(folder: Path, wish: Wish, progress: Progress) -> RunSummary:
    """Read the pages again; the folder is then as a run with these settings for them would have written it.

    The settings stay with the folder: later runs keep them, `--fresh` forgets
    them. UsageError where document or pages are not there, before anything
    is changed; MissingProgramError where the engine is not installed.
    """
    started = time.time()
    with open_existing(folder) as store, locked(folder):
        gathered, config = recall_inputs(store)
        document = _named(gathered, wish.document)
        _require_tools(config, wish.settings)
        with running_engine(config, folder) as engine:
            line = Line(shelf_of(store, config), engine, progress)
            probe_documents(line, [document])
            _require_pages(line, document, wish.pages)
            _require_unchanged(document)
            store.remember("state", "running")
            remember_settings(store, document.document_id, sorted(wish.pages), wish.settings)
            store.discard_pages(document.document_id, wish.pages)
            shelf = shelf_of(store, config)
            read_documents(Line(shelf, engine, progress), tuple(gathered.documents().values()))
        summary = finish(shelf, gathered, folder)
        write_manifest(folder, store, config, started=started)
    return summary


def _named(gathered: Gathered, prefix: str) -> Input:
    """The one document whose id begins so; with or without the "sha256:" before it."""
    digits = prefix.removeprefix("sha256:").lower()
    documents = gathered.documents()
    found = [one for name, one in documents.items() if name.removeprefix("sha256:").startswith(digits)]
    if len(found) == 1 and digits:
        return found[0]
    shown = (found if digits else None) or list(documents.values())
    listed = "".join(f"\n  {one.document_id[:19]}  {one.source}" for one in shown[:_MOST_TOLD])
    ko, en = ("여럿입니다", "several documents") if digits and found else ("없습니다", "no document")
    raise UsageError(
        f"'{prefix}' 로 시작하는 문서가 {ko}. documents.jsonl 의 document_id 를 쓰세요 / "
        f"{en} with an id that begins with '{prefix}'; use a document_id of documents.jsonl, such as:{listed}"
    )


def _require_tools(config: RunConfig, settings: PageSettings | None) -> None:
    """Refuse values out of range, and an engine that is not there, before anything is changed."""
    try:
        asked = (settings or PageSettings()).over(config)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).removeprefix("ocr_")
        raise UsageError(
            f"--{name} 의 값이 잘못되었습니다 / the value of --{name} is wrong: {first['msg']}."
        ) from error
    ocr_tools(asked.ocr_engine, asked.ocr_model)


def _require_pages(line: Line, document: Input, pages: frozenset[int]) -> None:
    probe = line.shelf.probe(document)
    if isinstance(probe, Failure) or probe is None:
        told = f"{probe.message.ko} / {probe.message.en}" if probe else ""
        raise UsageError(
            f"{document.source}: 열지 못한 문서입니다 / the document could not be opened: {told}"
        )
    if not probe.pages:
        raise UsageError(
            f"{document.source}: 쪽이 없는 글 문서({probe.media_type})라 다시 읽을 쪽이 없습니다 / "
            f"{document.source} is text ({probe.media_type}) and has no pages to read again."
        )
    missing = sorted(pages - {page.page_no for page in probe.pages})
    if missing:
        listed = ", ".join(map(str, missing[:_MOST_TOLD])) + (", …" if len(missing) > _MOST_TOLD else "")
        raise UsageError(
            f"{document.source}: {listed} 쪽이 없습니다. 이 문서는 {len(probe.pages)}쪽입니다 / "
            f"{document.source} has no page {listed}; it has {len(probe.pages)} pages."
        )


def _require_unchanged(document: Input) -> None:
    """The pages are read from the file itself: it must still be there, with the content that was read."""
    found = gather([document.path]).inputs
    if [one.document_id for one in found] != [document.document_id]:
        raise UsageError(
            f"{document.path} 이(가) 없거나 내용이 바뀌었습니다. 원본을 제자리에 두거나 'jipyo run' 을 다시 실행하세요 / "
            f"{document.path} is gone or has changed; put the original back, or run 'jipyo run' again."
        )

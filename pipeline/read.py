"""`jipyo read`: one document through the same line as a run, printed and not kept."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.answers import Failure
from pipeline.config import RunConfig
from pipeline.engines.table import ENGINES
from pipeline.inputs import Input, gather
from pipeline.progress import QuietProgress
from pipeline.requests import Understanding
from pipeline.shelf import Shelf
from pipeline.stages import Line, probe_documents, recognise_pages, understand_documents
from pipeline.store.store import open_store
from schemas.errors import DocumentError, ExitCode, UsageError
from schemas.page import Probe

ReadFormat = Literal["json", "text", "markdown"]
# "1-3,7"
_RANGE = re.compile(r"(?P<first>[1-9]\d{0,4})(?:-(?P<last>[1-9]\d{0,4}))?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document says, the pages of it that could not be read, and why layers were not judged, if so."""

    understanding: Understanding
    failed_pages: tuple[Failure, ...]
    unjudged: Failure | None = None


class UnreadableError(DocumentError):
    """The one document that was asked for cannot be read: nothing was done."""

    exit_code = ExitCode.NOTHING_DONE


def parse_pages(text: str | None) -> frozenset[int] | None:
    """Return the page numbers of a list like "1-3,7"; None for all.

    >>> sorted(parse_pages("1-3,7") or ())
    [1, 2, 3, 7]
    """
    if text is None:
        return None
    chosen: set[int] = set()
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        named = range(int(match["first"]), int(match["last"] or match["first"]) + 1) if match else ()
        if not named:
            raise UsageError(
                f"쪽 번호 '{part}' 을(를) 알 수 없습니다. 예: 1-3,7 / cannot read the pages '{part}'; such as 1-3,7"
            )
        chosen.update(named)
    return frozenset(chosen)


def read_document(path: Path, config: RunConfig, pages: frozenset[int] | None) -> Reading:
    """Read `path`; UnreadableError says why it cannot be."""
    document = one_input(path)
    with tempfile.TemporaryDirectory(prefix="jipyo-") as scratch:
        return _read_in(Path(scratch), document, config, pages)


def one_input(path: Path) -> Input:
    """The file that a command for one document was given; UsageError for a folder, UnreadableError for no file."""
    if path.is_dir():
        raise UsageError(
            f"{path} 은(는) 폴더입니다. 이 명령은 파일 하나를 받으니 파일을 지정하세요. 폴더는 'jipyo run' 이 읽습니다 / "
            f"{path} is a folder; this command takes one file. Name a file, or read folders with 'jipyo run'."
        )
    gathered = gather([path])
    if gathered.failures:
        raise unreadable(gathered.failures[0].failure)
    return gathered.inputs[0]


def _read_in(folder: Path, document: Input, config: RunConfig, pages: frozenset[int] | None) -> Reading:
    with open_store(folder) as store:
        shelf = Shelf(store, config, pages)
        engine = ENGINES["local"](config.workers, folder / "log")
        try:
            return read_through(Line(shelf, engine, QuietProgress()), document)
        finally:
            engine.close()


def read_through(line: Line, document: Input) -> Reading:
    """One document through every stage up to its facts; UnreadableError says why it cannot be read."""
    probe_documents(line, [document])
    recognise_pages(line, [document])
    _refuse_missing_pages(line.shelf, document)
    understand_documents(line, [document])
    return _found(line.shelf, document)


def _refuse_missing_pages(shelf: Shelf, document: Input) -> None:
    probe = shelf.readable(document)
    if probe is not None and shelf.only_pages is not None and not shelf.pages(probe):
        raise UsageError(
            f"그런 쪽이 없습니다. 이 문서는 {probe.page_count or 0}쪽입니다 / there is no such page; "
            f"the document has {probe.page_count or 'no'} pages."
        )


def _found(shelf: Shelf, document: Input) -> Reading:
    probe, found = shelf.probe(document), shelf.understanding(document)
    for end in (probe, found):
        if isinstance(end, Failure):
            raise unreadable(end)
    if not isinstance(probe, Probe) or not isinstance(found, Understanding):
        raise LookupError(f"{document.source} was not read")
    return Reading(found, tuple(shelf.failed_pages(document, probe)), shelf.unjudged(probe))


def unreadable(failure: Failure) -> UnreadableError:
    """The error of a command for one document that could not be read."""
    return UnreadableError(failure.code, failure.message, failure.action, page_no=failure.page_no)


def printed(found: Understanding, output: ReadFormat, *, keep_pii: bool) -> str:
    """The document as the command prints it: the model as JSON, the text, or Markdown."""
    from pipeline.export.documents import document_json
    from pipeline.formats.markdown import document_markdown
    from pipeline.formats.plain_text import document_text

    masked = () if keep_pii else found.masked
    if output == "json":
        return document_json(found.document, masked)
    if output == "text":
        return document_text(found.document, masked)
    return document_markdown(found.document, masked)

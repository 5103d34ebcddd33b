"""`jipyo searchable`: a document through the line up to its text, and a copy of it with that text behind the print."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.answers import Failure
from pipeline.config import RunConfig
from pipeline.engines.table import ENGINES
from pipeline.inputs import Input
from pipeline.progress import Progress
from pipeline.read import one_input, read_through, unreadable
from pipeline.searchable.copies import copy_images, copy_pdf
from pipeline.searchable.page_text import PageText
from pipeline.searchable.reading_order import page_texts
from pipeline.shelf import Shelf
from pipeline.stages import Line
from pipeline.store.store import open_store
from pipeline.whole_file import require_writable, whole_file
from schemas.errors import UsageError
from schemas.masking import MASK
from schemas.page import Probe


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of the pages: `layered` got our words, `failed` could not be read; the others are as they were."""

    pages: int
    layered: tuple[int, ...]
    is_masked: bool
    failed: tuple[Failure, ...]


def write_searchable(path: Path, out: Path, config: RunConfig, progress: Progress) -> Copied:
    """Write the copy; `out` is whole or as it was before. UnreadableError says why there is none."""
    document = one_input(path)
    _require_place(document, out)
    with tempfile.TemporaryDirectory(prefix="jipyo-") as scratch:
        return _write_in(Path(scratch), document, out, config, progress)


def _require_place(document: Input, out: Path) -> None:
    if out.suffix.lower() != ".pdf":
        raise UsageError(
            f"--out {out}: 사본은 PDF 입니다. 이름이 .pdf 로 끝나야 합니다 / the copy is a PDF; its name must end with .pdf."
        )
    if out.exists() and out.samefile(document.path):
        raise UsageError(
            f"--out {out} 은(는) 원본입니다. 다른 이름을 지정하세요 / {out} is the original; name another file."
        )
    if out.is_dir() or not out.absolute().parent.is_dir():
        raise UsageError(
            f"--out {out} 에 쓸 수 없습니다. 폴더가 있는 파일 이름을 지정하세요 / "
            f"cannot write {out}; name a file in a folder that exists."
        )
    require_writable(out)


def _write_in(folder: Path, document: Input, out: Path, config: RunConfig, progress: Progress) -> Copied:
    with open_store(folder) as store:
        shelf = Shelf(store, config)
        engine = ENGINES["local"](config.workers, folder / "log")
        try:
            return _write(Line(shelf, engine, progress), document, out)
        finally:
            engine.close()


def _write(line: Line, document: Input, out: Path) -> Copied:
    reading = read_through(line, document)
    probe = line.shelf.readable(document)
    if probe is None or not probe.pages:
        raise UsageError(
            f"{document.source}: 쪽이 없는 글 문서라 사본이 필요 없습니다. PDF·TIFF·JPEG·PNG 를 지정하세요 / "
            f"{document.source} is text and needs no copy; name a PDF, TIFF, JPEG or PNG."
        )
    if len(reading.failed_pages) == len(probe.pages):
        raise unreadable(reading.failed_pages[0])
    keep_pii = line.config.keep_pii
    pages = line.shelf.read_pages(document, probe)
    texts = tuple(page_texts(pages, reading.understanding, keep_pii=keep_pii))
    unread = {failure.page_no for failure in reading.failed_pages}
    unshown = [one for one in _copied(line, document, probe, texts, out) if one.page_no not in unread]
    return Copied(
        pages=len(probe.pages),
        layered=tuple(text.page_no for text in texts if text.lines),
        is_masked=any(MASK in text.characters for text in texts),
        failed=(*reading.failed_pages, *unshown),
    )


def _copied(line: Line, document: Input, probe: Probe, texts: Sequence[PageText], out: Path) -> list[Failure]:
    """Write `out`; the failures are those of single frames."""
    with whole_file(out) as file:
        if probe.media_type != "application/pdf":
            return list(copy_images(file, line, document, probe.media_type, _every_page(probe, texts)))
        failure = copy_pdf(file, line, document, [text for text in texts if text.lines])
        if failure is not None:
            raise unreadable(failure)
    return []


def _every_page(probe: Probe, texts: Sequence[PageText]) -> list[PageText]:
    """The texts of all frames, none for those that could not be read."""
    known = {text.page_no: text for text in texts}
    return [
        known.get(page.page_no) or PageText(page.page_no, page.width, page.height, 0, 0.0, ())
        for page in probe.pages
    ]

"""Reads a page of ours under a scan condition, as the program does, and holds it against its truth."""

from __future__ import annotations

import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL import Image

from extractors.ocr.page import read_page
from extractors.ocr.settings import OcrSettings
from extractors.readers.limits import Limits
from extractors.readers.probe import probe
from fixtures.ocr_documents import OcrDocument
from fixtures.scan_conditions import CONDITIONS, scanned_page
from schemas.page import RawPage
from tests.page_measures import PageReading, held_against, page_truth

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class TimedReading:
    """A page held against its truth, and the CPU seconds that reading it took, programs called included."""

    reading: PageReading
    cpu_s: float


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What `work` gives, and the CPU seconds of this process and its ended children for it."""
    before = _cpu_seconds()
    result = work()
    return result, _cpu_seconds() - before


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def read_scan(document: OcrDocument, page_no: int, condition: str, engine: str, folder: Path) -> TimedReading:
    """Scan a page of a document under a condition, read it with an engine, and judge what was read."""
    path = folder / f"{document.name}.{page_no}.{condition}.png"
    if not path.exists():
        save_scan(scanned_page(document.pdf, page_no, condition), CONDITIONS[condition].dpi, path)
    page, cpu_s = timed(lambda: read_image(path, engine))
    return TimedReading(held_against(page.words, page_truth(document.truth, page_no)), cpu_s)


def save_scan(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], dpi: int, path: Path) -> None:
    """Write an image that knows its resolution."""
    Image.fromarray(pixels).save(path, dpi=(dpi, dpi))


def read_image(path: Path, engine: str) -> RawPage:
    """The one page of an image file, read by an engine with the settings of the program."""
    found = probe(path, Limits())
    return read_page(path, found.media_type, found.pages[0], OcrSettings(engine=engine), Limits())

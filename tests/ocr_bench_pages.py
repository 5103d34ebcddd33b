"""Pages of our documents under scan conditions, read by each engine in the same run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fixtures.ocr_documents import OcrDocument
from tests.measures import JudgedWord, Pair, squashed
from tests.ocr_reading import TimedReading, read_scan
from tests.page_measures import page_truth

_DENSE: Final = 300  # characters; a page with fewer says more about its margins than about reading


@dataclass(frozen=True, slots=True)
class PageRun:
    """One page under one condition, read by one engine."""

    document: OcrDocument
    page_no: int
    condition: str
    engine: str
    result: TimedReading


def dense_pages(document: OcrDocument, most: int) -> list[int]:
    """The first pages of a document with enough print on them, at most `most`."""
    numbers = range(1, len(document.truth["pages"]) + 1)
    return [number for number in numbers if _characters(document, number) >= _DENSE][:most]


def _characters(document: OcrDocument, page_no: int) -> int:
    return sum(len(squashed(line.text)) for line in page_truth(document.truth, page_no).lines)


def page_runs(
    documents: Sequence[OcrDocument],
    conditions: Sequence[str],
    engines: Sequence[str],
    *,
    most: int,
    folder: Path,
) -> Iterator[PageRun]:
    """Read the dense pages of the documents; the first reading of each engine is not counted, for it loads models."""
    for engine in engines:
        read_scan(documents[0], 1, conditions[0], engine, folder)
    for document in documents:
        for page_no in dense_pages(document, most):
            for condition in conditions:
                for engine in engines:
                    result = read_scan(document, page_no, condition, engine, folder)
                    yield PageRun(document, page_no, condition, engine, result)


def pairs_in(runs: Sequence[PageRun]) -> list[Pair]:
    """All lines of the runs."""
    return [pair for run in runs for pair in run.result.reading.pairs]


def words_in(runs: Sequence[PageRun]) -> list[JudgedWord]:
    """All words of the runs."""
    return [word for run in runs for word in run.result.reading.words]

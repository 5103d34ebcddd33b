"""Reads documents of the simulator as the program does, and counts what was noticed of their lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.nlp.layer_language import doubted_pages
from extractors.ocr.settings import OcrSettings
from extractors.ocr.unsure_page import read_unsure_page
from extractors.readers.limits import Limits
from extractors.readers.pdf import read_pdf
from fixtures.broken_layers import BrokenDocument, make
from fixtures.clean_pages import CleanPage, draw_pages
from fixtures.ocr_documents import OcrDocument
from pipeline.layers import bare_layer, doubted
from schemas.page import RawPage, Word
from tests.measures import Pair, error_rate
from tests.page_measures import PageTruth, TruthLine, held_against, page_truth


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page of the simulator: whether its layer lies, as it was judged, and what was read on each line."""

    name: str
    is_lying: bool
    asked: bool
    page: RawPage
    pairs: tuple[Pair, ...]

    @property
    def is_noticed(self) -> bool:
        """Whether words of OCR stand on the page in the end."""
        return self.page.origin != "text"


def judged_layers(pdf: Path) -> list[RawPage]:
    """The pages as the first look and the language model judge them; nothing is recognised yet."""
    pages = read_pdf(pdf, "sha256:0", Limits()).pages
    doubts = {doubt.page_no: doubt for doubt in doubted_pages([bare_layer(page) for page in pages])}
    return [doubted(page, doubts.get(page.page_no)) for page in pages]


def read_layers(pdf: Path, *, engine: str = "jipyo") -> Iterator[tuple[RawPage, RawPage]]:
    """Each page as it was judged and as it was read."""
    for page in judged_layers(pdf):
        read = page
        if page.needs_ocr:
            settings = OcrSettings(engine=engine)
            read = read_unsure_page(pdf, "application/pdf", page, settings, Limits())
        yield page, read


def simulated(
    kind: str, documents: Iterable[OcrDocument], folder: Path, *, seed: int = 0
) -> Iterator[JudgedPage]:
    """The pages of the documents with layers of one kind, read and held against their truth.

    Pages with a lie too short to count are left out: they need not be noticed, and it is right if they are.
    """
    for document in documents:
        broken: BrokenDocument = make(kind, document.pdf, folder, seed)
        for page, read in read_layers(broken.pdf):
            if page.page_no in broken.lies.hardly:
                continue
            truth = page_truth(document.truth, page.page_no)
            yield JudgedPage(
                f"{document.name}/{page.page_no}",
                page.page_no in broken.lying,
                page.needs_ocr,
                read,
                held_against(read.words, truth).pairs,
            )


def drawn(kind: str, pages: Sequence[CleanPage], folder: Path, *, seed: int = 0) -> Iterator[JudgedPage]:
    """Pages of fixtures/clean_pages.py with layers of one kind, held against the words of the true layer."""
    clean = folder / f"drawn.{pages[0].name}.pdf"
    draw_pages(list(pages), clean)
    truths = [_layer_truth(page.words) for page in read_pdf(clean, "sha256:0", Limits()).pages]
    broken = make(kind, clean, folder, seed)
    for one, truth, (page, read) in zip(pages, truths, read_layers(broken.pdf), strict=True):
        if page.page_no in broken.lies.hardly:
            continue
        is_lying = page.page_no in broken.lying
        yield JudgedPage(one.name, is_lying, page.needs_ocr, read, held_against(read.words, truth).pairs)


def _layer_truth(words: Sequence[Word]) -> PageTruth:
    """Each word is a line of its own: columns and cells are not joined."""
    return PageTruth(tuple(TruthLine(word.text, word.box) for word in words), ())


def error_rate_of(pages: Sequence[JudgedPage]) -> float:
    """Of the characters without blanks, signs that print alike folded."""
    return error_rate([pair for page in pages for pair in page.pairs])

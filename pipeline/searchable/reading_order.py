"""From a document that was read to the words behind its pages: in the order of its text, and masked as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from extractors.layout.canonical import clean_words
from extractors.ocr.slant import slanted
from pipeline.export.masking import Masks, masks_for
from pipeline.requests import Understanding
from pipeline.searchable.page_text import InkWord, PageText
from schemas.document import Document, PlacedWord
from schemas.geometry import Box
from schemas.page import RawPage, Word

_Places = Mapping[tuple[int, Box], PlacedWord]


@dataclass(frozen=True, slots=True)
class _Ordered:
    """A word with its place in the text, and what tells its line from the others."""

    order: tuple[int, int]
    line: tuple[object, ...]
    word: InkWord


def page_texts(pages: Iterable[RawPage], found: Understanding, *, keep_pii: bool) -> Iterator[PageText]:
    """The words of every page that OCR read, or whose layer it mended: there also those that the layer had right.

    A text layer that was believed stays as it is, so its pages are not among them.
    """
    document = found.document
    masks = Masks() if keep_pii else masks_for(document.text, found.masked)
    places = {(one.page_no, one.box): one for one in document.words}
    for page in pages:
        if page.origin != "text":
            ordered = sorted(_ordered(page, document, places, masks), key=lambda one: one.order)
            lines = (
                tuple(one.word for one in line) for _, line in groupby(ordered, key=lambda one: one.line)
            )
            yield PageText(
                page_no=page.page_no,
                width=page.width,
                height=page.height,
                rotation=page.rotation,
                skew_degrees=page.skew_degrees,
                lines=tuple(lines),
            )


def _ordered(page: RawPage, document: Document, places: _Places, masks: Masks) -> Iterator[_Ordered]:
    """Words that the text leaves out, such as the head that a table repeats, follow the word before them."""
    last = -1
    for number, word in enumerate(clean_words(page)):
        placed = places.get((page.page_no, slanted(word.box, page.width, page.height, page.skew_degrees)))
        if placed is None:
            line: tuple[object, ...] = ("left out", word.line_key or number)
            yield _Ordered((last, number), line, _ink(word, masks.text(word.text)))
        else:
            last = placed.span.start
            text = masks.quote(placed.span.slice(document.text), placed.span)
            yield _Ordered((last, 0), ("line", placed.line_no), _ink(word, text))


def _ink(word: Word, text: str) -> InkWord:
    return InkWord(text, word.box, word.glued)

"""A page as a reader saw it, before layout: words, ruling lines, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.evidence import Origin
from schemas.geometry import Box
from schemas.issue import Issue

MediaType = Literal["application/pdf", "image/tiff", "image/jpeg", "image/png", "text/plain", "text/markdown"]


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a blank between them, as one box.

    `confidence` is the engine's, in [0, 1]; None for a text layer. `size_pt` is
    the font size (for OCR: the height of the word's line). `line_key` keeps
    words of one engine line together: (block, paragraph, line) of Tesseract;
    None where layout has to find the lines. `glued` says that no blank stands
    between this word and the one before it on the line. `blank_after` says that
    the text layer holds a blank behind it: Hancom keeps the blank that hangs at
    a line end, so where lines end with and without one, those without cut a word.
    `bare_after` says that it holds none there, though it writes blanks: on the line, or on
    the page where the line is short or holds few letters.
    `confirmed` says that a second OCR engine read the same.
    """

    text: str
    box: Box
    size_pt: float
    bold: bool = False
    superscript: bool = False
    confidence: float | None = None
    line_key: tuple[int, int, int] | None = None
    glued: bool = False
    blank_after: bool = False
    bare_after: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight drawn line in points; horizontal when y0 == y1, vertical when x0 == x1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_horizontal(self) -> bool:
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class OcrPass:
    """How a page was recognised; confidences in [0, 1].

    `psm` is Tesseract's. `read_again` counts lines that the engine doubted and
    read in several views, `changed` those whose text that changed; `asked` lines
    about which a second engine was asked, `agreed` those that both read alike;
    `numbers_again` unsure numbers that were read once more from their own crop,
    `numbers_agreed` those read alike.
    """

    engine: str
    model: str
    psm: int | None
    mean_confidence: float | None
    p10_confidence: float | None
    model_sha256: str | None = None
    read_again: int = 0
    changed: int = 0
    asked: int = 0
    agreed: int = 0
    numbers_again: int = 0
    numbers_agreed: int = 0


@dataclass(frozen=True, slots=True)
class RawPage:
    """One upright page, width and height in points. `page_no` counts from 1.

    `rotation` is the clockwise turn in degrees (0, 90, 180, 270) that was
    undone to make the page upright; `skew_degrees` the deskew that was undone.
    `figures` are the boxes of pictures; text inside them is `region: figure`.
    `grounds` are filled rectangles that something may be written on.
    `needs_ocr` is the reader's verdict on the text layer; `origin_reason` says
    why in one short English phrase, such as "text layer holds no Hangul".
    `unsure` are the places of a page that needs OCR where its words are not
    believed yet, the whole page for words hidden behind a scan; the words
    outside of them are true.
    """

    page_no: int
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...] = ()
    figures: tuple[Box, ...] = ()
    grounds: tuple[Box, ...] = ()
    origin: Origin = "text"
    origin_reason: str = ""
    needs_ocr: bool = False
    rotation: int = 0
    skew_degrees: float = 0.0
    dpi: int | None = None
    ocr: OcrPass | None = None
    issues: tuple[Issue, ...] = ()
    unsure: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerDoubt:
    """Why the text layer of a page is not believed though it reads as Hangul; no `places` stand for the whole page."""

    page_no: int
    reason: str
    places: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Probe:
    """What the first look at a file gave.

    PDF and images carry `pages`; an image's pages have no words and
    `needs_ocr`. Text and Markdown carry `source_text` (decoded, with `\\n` line
    ends, marks still in) and no pages.
    """

    document_id: str
    media_type: MediaType
    page_count: int | None
    pages: tuple[RawPage, ...] = ()
    source_text: str | None = None
    issues: tuple[Issue, ...] = ()

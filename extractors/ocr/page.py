"""One page read by OCR: render, set upright, clean, straighten, recognise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from extractors.ocr.bullets import with_bullets
from extractors.ocr.cleaning import Cleaned, clean
from extractors.ocr.deskew import skew, straighten
from extractors.ocr.engine_reading import EngineReading
from extractors.ocr.engines import ENGINES, Engine
from extractors.ocr.image_figures import image_figures
from extractors.ocr.image_lines import image_rulings
from extractors.ocr.image_types import ColourImage, GreyImage
from extractors.ocr.orientation import is_plausible, lines_run_down
from extractors.ocr.page_notes import engine_notes, image_notes, reading_notes
from extractors.ocr.passport import ocr_pass
from extractors.ocr.rule_marks import without_rule_marks
from extractors.ocr.settings import OcrSettings
from extractors.ocr.specks import without_specks, without_strays
from extractors.readers.limits import Limits
from extractors.readers.pdf import require_page
from extractors.readers.pdfium import fitting_dpi
from extractors.readers.render import render
from extractors.readers.turning import upright_image, upright_size
from schemas.errors import UsageError
from schemas.geometry import Box
from schemas.issue import Issue, issue
from schemas.page import MediaType, RawPage, Ruling, Word


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page image in one orientation, cleaned and straight, with what the engine read on it."""

    turn: int
    cleaned: Cleaned
    straight: GreyImage
    slant: float
    reading: EngineReading

    @property
    def words(self) -> tuple[Word, ...]:
        return self.reading.words

    @property
    def is_mostly_left_out(self) -> bool:
        """True where the engine took most lines for texture: print that runs down looks like that."""
        return self.reading.left_out > len({word.line_key for word in self.words})

    @property
    def confidence(self) -> float:
        scores = [word.confidence or 0.0 for word in self.words]
        return float(np.mean(scores)) if scores else 0.0


def read_page(
    path: Path, media_type: MediaType, page: RawPage, settings: OcrSettings, limits: Limits
) -> RawPage:
    """Return `page` with the words that OCR finds on it, set upright and straightened.

    Boxes are those of the straightened page; extractors.ocr.slant moves them
    onto the ink of the scan. Raises DocumentError where the page cannot be
    drawn or read in time, MissingProgramError where the engine is missing.
    """
    if any(note.code == "page_unread" for note in page.issues):
        require_page(path, page.page_no, limits)
    engine = _engine(settings)
    engine.require(settings)
    asked = min(settings.dpi, page.dpi) if page.dpi else settings.dpi
    dpi = round(fitting_dpi(page.width, page.height, asked, limits))
    image = render(path, media_type, page.page_no, dpi, limits)
    is_scan = media_type != "application/pdf" or page.dpi is not None
    sheet = _read_upright(image, dpi, engine, settings, is_scan=is_scan)
    return _filled(page, sheet, dpi, settings, is_scan=is_scan)


def _engine(settings: OcrSettings) -> Engine:
    if settings.engine not in ENGINES:
        raise UsageError(f"There is no OCR engine {settings.engine!r}. Choose one of: {', '.join(ENGINES)}.")
    return ENGINES[settings.engine]


def _read_upright(
    image: ColourImage, dpi: int, engine: Engine, settings: OcrSettings, *, is_scan: bool
) -> _Sheet:
    """Read the page as it lies; where that makes no sense, ask the engine for the turn and read again."""
    if lines_run_down(image, dpi):
        turn = engine.turn(clean(image, dpi, is_scan=is_scan, even=engine.evening).image, dpi, settings)
        return _read_turned(image, turn or 0, dpi, engine, settings, is_scan=is_scan)
    first = _read_turned(image, 0, dpi, engine, settings, is_scan=is_scan)
    if is_plausible(first.words, first.reading.engine) and not first.is_mostly_left_out:
        return first
    turn = engine.turn(first.cleaned.image, dpi, settings)
    if not turn:
        return first
    second = _read_turned(image, turn, dpi, engine, settings, is_scan=is_scan)
    return second if second.confidence > first.confidence else first


def _read_turned(
    image: ColourImage, turn: int, dpi: int, engine: Engine, settings: OcrSettings, *, is_scan: bool
) -> _Sheet:
    cleaned = clean(_turned(image, turn), dpi, is_scan=is_scan, even=engine.evening)
    slant = skew(cleaned.image) if is_scan else 0.0
    straight = straighten(cleaned.image, slant)
    return _Sheet(turn, cleaned, straight, slant, engine.recognise(straight, dpi, settings))


def _turned(image: ColourImage, turn: int) -> ColourImage:
    upright = upright_image(image, turn)
    return upright.reshape(upright.shape[0], upright.shape[1], 3)


def _filled(page: RawPage, sheet: _Sheet, dpi: int, settings: OcrSettings, *, is_scan: bool) -> RawPage:
    scale = dpi / 72
    width, height = upright_size(page.width, page.height, sheet.turn)
    frame = Box(0.0, 0.0, width, height)
    found = image_rulings(sheet.straight, scale)
    rulings = tuple(rule for rule in (_within(rule, frame) for rule in found) if rule is not None)
    words, specks = _without_habits(sheet, rulings, scale)
    words = tuple(replace(word, box=word.box.within(frame)) for word in words if word.box.overlap(frame) > 0)
    figures = _figures(page, sheet, scale, is_scan=is_scan)
    return replace(
        page,
        width=width,
        height=height,
        words=words,
        rulings=rulings,
        figures=tuple(box.within(frame) for box in figures if box.overlap(frame) > 0),
        origin="ocr",
        needs_ocr=False,
        rotation=sheet.turn,
        skew_degrees=sheet.slant,
        dpi=dpi,
        ocr=ocr_pass(words, sheet.reading),
        issues=(*page.issues, *_notes(page, sheet, words, specks=specks, dpi=dpi, settings=settings)),
    )


def _without_habits(sheet: _Sheet, rulings: tuple[Ruling, ...], scale: float) -> tuple[tuple[Word, ...], int]:
    """The words, and how many marks were left out as specks.

    Only Tesseract cannot write the marks of list items, and reads ruling lines
    and specks as signs; our engine takes them out before it reads.
    """
    if sheet.reading.engine != "tesseract":
        words, specks = sheet.words, sheet.reading.left_out
    else:
        marked = with_bullets(sheet.words, sheet.straight, scale)
        words, specks = without_specks(without_rule_marks(marked, rulings))
    words, strays = without_strays(words)
    return words, specks + strays


def _within(rule: Ruling, frame: Box) -> Ruling | None:
    x0, x1 = max(rule.x0, frame.x0), min(rule.x1, frame.x1)
    y0, y1 = max(rule.y0, frame.top), min(rule.y1, frame.bottom)
    return Ruling(x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def _figures(page: RawPage, sheet: _Sheet, scale: float, *, is_scan: bool) -> tuple[Box, ...]:
    """A drawn page keeps the pictures that the PDF names; a scan is searched for halftone."""
    if not is_scan and sheet.turn == 0:
        return page.figures
    if sheet.cleaned.evened and sheet.reading.engine == "tesseract":
        return ()  # a threshold leaves no greys
    return image_figures(straighten(sheet.cleaned.image, sheet.slant), scale)


def _notes(
    page: RawPage, sheet: _Sheet, words: tuple[Word, ...], *, specks: int, dpi: int, settings: OcrSettings
) -> list[Issue]:
    told = (
        *reading_notes(words, settings.min_confidence, specks),
        *engine_notes(sheet.reading),
        *image_notes(sheet.cleaned.seals, dpi),
    )
    return [issue(code, ko, en, page_no=page.page_no) for code, ko, en in told]

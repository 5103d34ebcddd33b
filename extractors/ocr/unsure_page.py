"""A page whose text layer is believed in part or not yet: OCR is asked, and what is true is kept.

Where a layer lacks or garbles a part of the page, that part is read and put among the true words: such a page is
`mixed`, and its words of OCR are those with a confidence. A layer behind a scan is kept where a sample agrees.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractors.ocr.cleaning import clean
from extractors.ocr.engine_reading import EngineReading
from extractors.ocr.engines import ENGINES
from extractors.ocr.layer_sample import Sample, sample_layer
from extractors.ocr.mended_layer import MendedLayer, mended
from extractors.ocr.page import read_page
from extractors.ocr.page_notes import engine_notes
from extractors.ocr.passport import ocr_pass
from extractors.ocr.settings import OcrSettings
from extractors.readers.limits import Limits
from extractors.readers.pdfium import fitting_dpi
from extractors.readers.render import render
from schemas.errors import MissingProgramError
from schemas.geometry import Box
from schemas.issue import Issue, issue
from schemas.page import MediaType, RawPage


def read_unsure_page(
    path: Path, media_type: MediaType, page: RawPage, settings: OcrSettings, limits: Limits
) -> RawPage:
    """Read what is unsure about `page`, all of it where nothing is believed; raises what `read_page` raises."""
    if not page.unsure:
        return read_page(path, media_type, page, settings, limits)
    if not _is_whole(page):
        return _mended(path, media_type, page, settings, limits)
    sample = _sample(path, media_type, page, settings, limits)
    if sample is not None and sample.is_true:
        reason = f"hidden text layer of {len(page.words)} words is true: {sample.told}"
        drawn = replace(page, rulings=sample.rulings, figures=sample.figures)
        return replace(drawn, origin_reason=reason, needs_ocr=False, unsure=())
    bare = replace(page, words=(), unsure=())
    told = f"{page.origin_reason}; {sample.told}" if sample else page.origin_reason
    return replace(read_page(path, media_type, bare, settings, limits), origin_reason=told)


def _is_whole(page: RawPage) -> bool:
    return page.unsure[0] == Box(0.0, 0.0, page.width, page.height)


def _sample(
    path: Path, media_type: MediaType, page: RawPage, settings: OcrSettings, limits: Limits
) -> Sample | None:
    """None where our own engine is not to be asked: then the page is read like any scan."""
    if settings.engine == "tesseract":
        return None
    try:
        return sample_layer(path, media_type, page, settings, limits)
    except MissingProgramError:
        return None


def _mended(
    path: Path, media_type: MediaType, page: RawPage, settings: OcrSettings, limits: Limits
) -> RawPage:
    engine = ENGINES[settings.engine]
    engine.require(settings)
    dpi = round(fitting_dpi(page.width, page.height, settings.dpi, limits))
    image = render(path, media_type, page.page_no, dpi, limits)
    cleaned = clean(image, dpi, is_scan=False, even=engine.evening).image
    return _merged(page, engine.recognise(cleaned, dpi, settings))


def _merged(page: RawPage, reading: EngineReading) -> RawPage:
    frame = Box(0.0, 0.0, page.width, page.height)
    read = [
        replace(word, box=word.box.within(frame)) for word in reading.words if word.box.overlap(frame) > 0
    ]
    unsure = [box.within(frame) for box in page.unsure if box.overlap(frame) > 0]
    layer = mended(page.words, unsure, read)
    done = replace(page, words=(*layer.kept, *layer.taken), needs_ocr=False, unsure=())
    if not layer.taken:
        return replace(done, origin_reason=f"{page.origin_reason}; OCR finds nothing else there")
    told = f"{len(layer.taken)} words in {layer.places} places were read by OCR"
    return replace(
        done,
        origin="mixed",
        origin_reason=f"{page.origin_reason}; {told}",
        ocr=ocr_pass(layer.taken, reading),
        issues=(*page.issues, *_notes(page, layer, reading)),
    )


def _notes(page: RawPage, layer: MendedLayer, reading: EngineReading) -> list[Issue]:
    read, kept, places = len(layer.taken), len(layer.kept), layer.places
    told = issue(
        "layer_mended",
        f"글자 층이 일부만 맞아 {places}곳의 낱말 {read}개를 문자 인식으로 읽고, 맞는 낱말 {kept}개는 그대로 두었습니다.",
        f"The text layer is true in part: {read} words in {places} places were read by OCR, {kept} true words stand.",
        page_no=page.page_no,
    )
    return [told, *(issue(code, ko, en, page_no=page.page_no) for code, ko, en in engine_notes(reading))]

"""A page whose text layer is believed in part or not yet: OCR is asked, and what is true is kept.

Where a layer lacks or garbles a part of the page, that part is read and put among the true words: such a page is
`mixed`, and its words of OCR are those with a confidence. A layer behind a scan is kept where a sample agrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from extractors.ocr.cleaning import clean
from extractors.ocr.engine_reading import EngineReading
from extractors.ocr.engines import ENGINES
from extractors.ocr.image_types import GreyImage
from extractors.ocr.layer_sample import Sample, sample_layer
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
from schemas.page import MediaType, RawPage, Word

_MARGIN: Final = 2.5  # points around a place that is read
_HELD: Final = 0.3  # of a word's area inside of a place: the word is a part of it
_CREDIBLE: Final = 0.5  # confidence of words that are taken where a layer says nothing
_WORD: Final = 2  # syllables of a word: so many must a line have more than the Hangul of the layer
_CERTAIN: Final = 0.85
_DOUBTED: Final = 0.25  # where it says something that is not believed
_CONFIRMED: Final = 0.8  # of the characters read alike: the layer is right there
_DRIFT: Final = 40.0  # points that the glyphs of a letter-spaced line may stand beside their ink
_LEAST: Final = 3  # letters or digits that make a place print, where no Hangul does

# '사업', '2024', 'IoT'
_WRITTEN: Final = re.compile(r"[^0-9A-Za-z가-힣]")
_HANGUL: Final = re.compile(r"[가-힣]")
# '1,026명' has four
_DIGIT: Final = re.compile(r"[0-9]")


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


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch in question with what the layer says there."""

    box: Box
    claimed: tuple[Word, ...]


def _mended(
    path: Path, media_type: MediaType, page: RawPage, settings: OcrSettings, limits: Limits
) -> RawPage:
    engine = ENGINES[settings.engine]
    engine.require(settings)
    dpi = round(fitting_dpi(page.width, page.height, settings.dpi, limits))
    image = render(path, media_type, page.page_no, dpi, limits)
    places, believed = _places(page)
    cleaned = clean(image, dpi, is_scan=False, even=engine.evening).image
    reading = engine.recognise(_only(cleaned, places, believed, dpi / 72), dpi, settings)
    return _merged(page, places, believed, reading)


def _places(page: RawPage) -> tuple[list[_Place], list[Word]]:
    """Lines in question, each grown by the words that reach into it; and the words outside of all."""
    boxes = _joined([box.within(frame) for frame in [Box(0, 0, page.width, page.height)]
                     for box in page.unsure if box.overlap(frame) > 0])  # fmt: skip
    claimed: list[list[Word]] = [[] for _ in boxes]
    believed = []
    for word in page.words:
        shares = [box.overlap(word.box) for box in boxes]
        best = max(range(len(boxes)), key=lambda at: shares[at]) if boxes else 0
        if boxes and shares[best] > _HELD * max(word.box.area, 0.01):
            claimed[best].append(word)
            boxes[best] = boxes[best].union(word.box)
        else:
            believed.append(word)
    return [_Place(box, tuple(words)) for box, words in zip(boxes, claimed, strict=True)], believed


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that overlap in their height and touch are one line."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda one: (one.x0, one.top)):
        at = next((at for at, other in enumerate(joined) if _is_one_line(other, box)), None)
        if at is None:
            joined.append(box)
        else:
            joined[at] = joined[at].union(box)
    return sorted(joined, key=lambda one: (one.top, one.x0))


def _is_one_line(one: Box, other: Box, *, reach: float = _MARGIN) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    gap = max(other.x0 - one.x1, one.x0 - other.x1)
    return shared > 0.6 * min(one.height, other.height) and gap < reach


def _only(image: GreyImage, places: Sequence[_Place], believed: Sequence[Word], scale: float) -> GreyImage:
    """The page with nothing on it but the places, and none of the words that are believed."""
    shown = np.full_like(image, 255)
    for place in places:
        window = _window(place.box, scale, _MARGIN)
        shown[window] = image[window]
    for word in believed:
        shown[_window(word.box, scale, 0.3)] = 255
    return shown


def _window(box: Box, scale: float, margin: float) -> tuple[slice, slice]:
    return (
        slice(max(int((box.top - margin) * scale), 0), max(int((box.bottom + margin) * scale) + 1, 0)),
        slice(max(int((box.x0 - margin) * scale), 0), max(int((box.x1 + margin) * scale) + 1, 0)),
    )


def _merged(
    page: RawPage, places: Sequence[_Place], believed: Sequence[Word], reading: EngineReading
) -> RawPage:
    frame = Box(0.0, 0.0, page.width, page.height)
    read = [
        replace(word, box=word.box.within(frame)) for word in reading.words if word.box.overlap(frame) > 0
    ]
    kept, taken, mended = list(believed), list[Word](), 0
    for place in places:
        own = [word for word in read if _is_in(place.box, word)]
        if _replaces(own, place.claimed) and not _is_echo(place, own, believed):
            taken += [_with_true_digits(word, place.claimed) for word in own]
            mended += 1
        else:
            kept += place.claimed
    if not taken:
        told = f"{page.origin_reason}; OCR finds nothing else there"
        return replace(page, words=tuple(kept), origin_reason=told, needs_ocr=False, unsure=())
    told = f"{page.origin_reason}; {len(taken)} words in {mended} places were read by OCR"
    return replace(
        page,
        words=(*kept, *taken),
        origin="mixed",
        origin_reason=told,
        needs_ocr=False,
        unsure=(),
        ocr=ocr_pass(taken, reading),
        issues=(*page.issues, *_notes(page, len(taken), len(kept), mended, reading)),
    )


def _with_true_digits(word: Word, claimed: Sequence[Word]) -> Word:
    """`word` with the digits that the layer has there, where it has as many: its own Hangul alone was lost."""
    inside = [one for one in claimed if word.box.contains(*one.box.centre)]
    held = "".join(one.text for one in sorted(inside, key=lambda one: one.box.x0))
    true, read = _DIGIT.findall(held), _DIGIT.findall(word.text)
    if _HANGUL.search(held) or len(true) != len(read) or true == read:
        return word
    digits = iter(true)
    return replace(word, text=_DIGIT.sub(lambda _: next(digits), word.text))


def _is_in(place: Box, word: Word) -> bool:
    x, y = word.box.centre
    return Box(place.x0 - _MARGIN, place.top - _MARGIN, place.x1 + _MARGIN, place.bottom + _MARGIN).contains(
        x, y
    )


def _replaces(read: Sequence[Word], claimed: Sequence[Word]) -> bool:
    """Whether OCR read print there that the layer does not hold."""
    ours, theirs = _written(read), _written(claimed)
    sure = sum((word.confidence or 0.0) >= (_DOUBTED if claimed else _CREDIBLE) for word in read)
    if 2 * sure < len(read) or not _is_print(read, ours, claimed):
        return False
    # A line that lost a word is read anew, however well the rest of it agrees: '2023' is a part of '2023년'.
    held = len(_HANGUL.findall(theirs))
    has_more = len(_HANGUL.findall(ours)) >= held + (_WORD if held else 1)
    return has_more or Levenshtein.normalized_similarity(ours, theirs) < _CONFIRMED


def _is_print(read: Sequence[Word], written: str, claimed: Sequence[Word]) -> bool:
    """A letter where the layer claims some; else three of them, a word of Hangul, or a syllable beyond doubt."""
    if claimed or len(written) >= _LEAST:
        return bool(written)
    return len(_HANGUL.findall(written)) >= _WORD or _is_certain(read)


def _is_certain(read: Sequence[Word]) -> bool:
    """Syllables that OCR is sure of: then one is enough."""
    return any(_HANGUL.search(word.text) and (word.confidence or 0.0) >= _CERTAIN for word in read)


def _is_echo(place: _Place, read: Sequence[Word], believed: Sequence[Word]) -> bool:
    """Whether true words beside the place say the same: pdfminer draws spaced letters too far to the left."""
    beside = [word for word in believed if _is_one_line(word.box, place.box, reach=_DRIFT)]
    return _written(read) in _written([*place.claimed, *beside])


def _written(words: Sequence[Word]) -> str:
    ordered = sorted(words, key=lambda word: (word.line_key or (0, 0, 0), word.box.x0))
    return _WRITTEN.sub("", "".join(word.text for word in ordered))


def _notes(page: RawPage, read: int, kept: int, places: int, reading: EngineReading) -> list[Issue]:
    told = issue(
        "layer_mended",
        f"글자 층이 일부만 맞아 {places}곳의 낱말 {read}개를 문자 인식으로 읽고, 맞는 낱말 {kept}개는 그대로 두었습니다.",
        f"The text layer is true in part: {read} words in {places} places were read by OCR, {kept} true words stand.",
        page_no=page.page_no,
    )
    return [told, *(issue(code, ko, en, page_no=page.page_no) for code, ko, en in engine_notes(reading))]

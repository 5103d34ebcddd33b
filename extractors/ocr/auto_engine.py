"""Both engines: ours reads, Tesseract is asked about lines of which ours is not sure, and about the way a page lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from extractors.ocr.cleaning import Evening
from extractors.ocr.engine_reading import EngineReading
from extractors.ocr.image_types import GreyImage
from extractors.ocr.jipyo_engine import Jipyo, RecognisedLine, RecognisedPage, reading_of, recognised
from extractors.ocr.model_files import described_model
from extractors.ocr.numbers_again import LARGER, SIGNS, NumbersAgain, doubted_numbers, settle
from extractors.ocr.second_opinion import Opinion, weigh
from extractors.ocr.settings import OcrSettings
from extractors.ocr.tesseract import Tesseract
from schemas.errors import DocumentError, MissingProgramError

# Calibrated confidence of a line's least sure word, below which a second opinion is worth its cost.
_UNSURE: Final = 0.85
_MOST: Final = 16  # lines a page that are asked about, the least sure first


class Auto:
    """Falls back on the one that is there; the reading says what was lacking."""

    @property
    def evening(self) -> Evening | None:
        return Jipyo().evening if described_model() else Tesseract().evening

    def require(self, settings: OcrSettings) -> None:
        """Raise MissingProgramError where neither engine can run."""
        if described_model() is None:
            Tesseract().require(settings)
        else:
            Jipyo().require(settings)

    def turn(self, image: GreyImage, dpi: int, settings: OcrSettings) -> int | None:
        """Tesseract's verdict, for it was made for this; ours where it cannot tell."""
        if described_model() is None:
            return Tesseract().turn(image, dpi, settings)
        told = _turn_by_tesseract(image, dpi, settings) if _has_tesseract(settings) else None
        return Jipyo().turn(image, dpi, settings) if told is None else told

    def recognise(self, image: GreyImage, dpi: int, settings: OcrSettings) -> EngineReading:
        """Our reading, with the other's opinion on doubtful lines; the other's reading where our model is missing."""
        if described_model() is None:
            return replace(Tesseract().recognise(image, dpi, settings), lack="ocr_model_missing")
        page = recognised(image, dpi)
        lines, doubtful = page.lines, _doubtful(page.lines)
        if not doubtful:
            return reading_of(page)
        if not _has_tesseract(settings):
            return replace(reading_of(page), lack="ocr_no_second_engine")
        try:
            heard = Tesseract().read_lines([lines[at].line.crop for at in doubtful], dpi, settings)
            opinions = {at: weigh(lines[at].words, text) for at, text in zip(doubtful, heard, strict=True)}
            again = _numbers_again(lines, opinions, dpi, settings)
        except DocumentError:  # what we have read stands without it
            return replace(reading_of(page), lack="ocr_second_engine_failed")
        return _with_opinions(page, opinions, again)


def _numbers_again(
    lines: Sequence[RecognisedLine], opinions: Mapping[int, Opinion], dpi: int, settings: OcrSettings
) -> NumbersAgain:
    """What Tesseract makes of the numbers that are in doubt after its opinion on whole lines."""
    weighed = tuple(
        replace(line, words=opinions[at].words) if at in opinions else line for at, line in enumerate(lines)
    )
    doubted = doubted_numbers(weighed)
    crops = [number.crop for number in doubted]
    heard = Tesseract().read_lines(crops, LARGER * dpi, settings, signs=SIGNS)
    return settle(lines, weighed, doubted, heard)


def _with_opinions(
    page: RecognisedPage, opinions: Mapping[int, Opinion], again: NumbersAgain
) -> EngineReading:
    disputed = [box for one in opinions.values() for box in one.contested if box not in again.settled]
    return replace(
        reading_of(replace(page, lines=again.lines)),
        asked=len(opinions),
        agreed=sum(one.agreed for one in opinions.values()),
        contested=tuple(dict.fromkeys((*disputed, *again.contested))),
        numbers_again=again.asked,
        numbers_agreed=again.agreed,
    )


def _turn_by_tesseract(image: GreyImage, dpi: int, settings: OcrSettings) -> int | None:
    try:
        return Tesseract().turn(image, dpi, settings)
    except DocumentError:
        return None


def _has_tesseract(settings: OcrSettings) -> bool:
    try:
        Tesseract().require(settings)
    except MissingProgramError:
        return False
    return True


def _doubtful(lines: Sequence[RecognisedLine]) -> list[int]:
    """Places of the least sure lines, in page order."""
    unsure = [at for at, line in enumerate(lines) if line.confidence < _UNSURE]
    return sorted(sorted(unsure, key=lambda at: lines[at].confidence)[:_MOST])

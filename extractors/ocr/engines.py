"""The OCR engines. To add one: a class with these methods, and a line in ENGINES."""

from __future__ import annotations

from typing import Final, Protocol

from extractors.ocr.auto_engine import Auto
from extractors.ocr.cleaning import Evening
from extractors.ocr.engine_reading import EngineReading
from extractors.ocr.image_types import GreyImage
from extractors.ocr.jipyo_engine import Jipyo
from extractors.ocr.settings import OcrSettings
from extractors.ocr.tesseract import Tesseract


class Engine(Protocol):
    """Reads one cleaned, straight page.

    An engine keeps no state between calls and gives equal words for equal
    images. It raises MissingProgramError where something is not installed, and
    DocumentError with `timeout` or `crashed` where the page cannot be read.
    """

    @property
    def evening(self) -> Evening | None:
        """What takes shadows off a page for this engine; None for a threshold."""

    def require(self, settings: OcrSettings) -> None:
        """Raise MissingProgramError, with the line that installs it, where the engine cannot run."""

    def turn(self, image: GreyImage, dpi: int, settings: OcrSettings) -> int | None:
        """The clockwise turn of the page: 0, 90, 180 or 270; None where the engine cannot tell."""

    def recognise(self, image: GreyImage, dpi: int, settings: OcrSettings) -> EngineReading:
        """The words in reading order, boxes in points of `image`, each with confidence and line_key."""


ENGINES: Final[dict[str, Engine]] = {"auto": Auto(), "jipyo": Jipyo(), "tesseract": Tesseract()}

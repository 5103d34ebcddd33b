"""What an engine gives back for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.geometry import Box
from schemas.page import Word

Lack = Literal["ocr_model_missing", "ocr_no_second_engine", "ocr_second_engine_failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineReading:
    """Words in reading order, and who read them.

    `left_out` counts lines that the engine takes for specks, `read_again` those
    that it doubted and read in several views, `changed` those of them whose text
    that changed. `asked` counts lines about which a second engine was asked, `agreed` those that both read
    alike; `contested` are words whose numbers they read differently. `numbers_again`
    counts unsure numbers that were read once more, each from its own crop,
    `numbers_agreed` those read alike. `lack` is the code of an issue where an
    engine that should have read did not.
    """

    words: tuple[Word, ...]
    engine: str
    model: str
    model_sha256: str | None = None
    psm: int | None = None
    left_out: int = 0
    read_again: int = 0
    changed: int = 0
    asked: int = 0
    agreed: int = 0
    contested: tuple[Box, ...] = ()
    numbers_again: int = 0
    numbers_agreed: int = 0
    lack: Lack | None = None

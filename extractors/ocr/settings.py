"""How pages are recognised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrSettings:
    """Defaults are the ones that measured best on simulated scans of Korean press releases."""

    engine: str = "auto"  # a name in ENGINES
    model: str = "Hangul"  # Tesseract's script model; kor has no Latin letters and makes twice the errors
    dpi: int = (
        200  # read at most at this: 200 makes a fifth to a third fewer errors than 300, at 70 % of its CPU
    )
    psm: int = 4  # one column of text of varying sizes: loses the fewest lines of tables
    min_confidence: float = 0.80  # words below are kept, and counted in an issue
    cpu_seconds: int = 60  # for one call of the engine: a busy machine does not change the result
    wall_seconds: int = 600  # backstop for one call

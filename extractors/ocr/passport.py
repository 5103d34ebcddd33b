"""What a page's passport says of how it was recognised."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.ocr.engine_reading import EngineReading
from schemas.page import OcrPass, Word


def ocr_pass(words: Sequence[Word], reading: EngineReading) -> OcrPass:
    """Engine, model, and how sure the words are that were kept of its reading."""
    scores = [word.confidence for word in words if word.confidence is not None]
    return OcrPass(
        engine=reading.engine,
        model=reading.model,
        model_sha256=reading.model_sha256,
        psm=reading.psm,
        mean_confidence=round(float(np.mean(scores)), 4) if scores else None,
        p10_confidence=round(float(np.percentile(scores, 10)), 4) if scores else None,
        read_again=reading.read_again,
        changed=reading.changed,
        asked=reading.asked,
        agreed=reading.agreed,
        numbers_again=reading.numbers_again,
        numbers_agreed=reading.numbers_agreed,
    )

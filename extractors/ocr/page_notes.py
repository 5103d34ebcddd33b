"""What a reader of the result should know about a page that was read by OCR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extractors.ocr.engine_reading import EngineReading, Lack
from schemas.geometry import Box
from schemas.page import Word

Note = tuple[str, str, str]
"""Code, Korean, English."""

_MM: Final = 25.4 / 72  # of a point
_PLACES: Final = 8  # told in one issue
_LACKS: Final[dict[Lack, tuple[str, str]]] = {
    "ocr_model_missing": (
        "jipyo의 한글 인식 모델 파일이 없어 Tesseract로 읽었습니다. jipyo를 다시 설치해 주세요.",
        "The recogniser's model file is missing, so Tesseract read the page. Install jipyo again.",
    ),
    "ocr_no_second_engine": (
        "Tesseract가 없어 불확실한 줄을 다시 확인하지 못했습니다. tesseract-ocr-script-hang을 설치해 주세요.",
        "Tesseract is not installed, so unsure lines got no second opinion. Install tesseract-ocr-script-hang.",
    ),
    "ocr_second_engine_failed": (
        "Tesseract가 멈추어 불확실한 줄을 다시 확인하지 못했습니다. 낮은 신뢰도의 낱말은 원본과 맞춰 보아 주세요.",
        "Tesseract failed, so unsure lines got no second opinion. Compare words of low confidence with the page.",
    ),
}
_LOWEST_DPI: Final = 100  # images below say so in an issue; 150 reads as well as 300


def reading_notes(words: Sequence[Word], min_confidence: float, specks: int) -> Iterator[Note]:
    """No text, unsure words, marks left out."""
    low = sum((word.confidence or 0.0) < min_confidence for word in words)
    if not words:
        yield "ocr_no_text", "글자 인식에서 글자를 찾지 못했습니다.", "OCR found no text on the page."
    elif low:
        yield (
            "ocr_low_confidence",
            f"인식 신뢰도가 {min_confidence:.0%}에 못 미치는 낱말이 {len(words)}개 중 {low}개입니다.",
            f"{low} of {len(words)} words were read with a confidence below {min_confidence:.0%}.",
        )
    if specks:
        yield (
            "ocr_noise_left_out",
            f"글자로 보기 어려운 얼룩 {specks}개를 뺐습니다.",
            f"{specks} marks that the engine itself doubted were left out.",
        )


def engine_notes(reading: EngineReading) -> Iterator[Note]:
    """Numbers in dispute between two engines, an engine that did not read."""
    if reading.contested:
        count, places = len(reading.contested), _places(reading.contested)
        yield (
            "ocr_numbers_differ",
            f"두 인식기가 숫자를 다르게 읽은 곳이 {count}곳입니다. 원본과 맞춰 보아 주세요"
            f"(쪽 왼쪽·위에서 mm: {places}).",
            f"The two engines read different numbers in {count} places. Compare them with the page"
            f" (mm from its left and top: {places}).",
        )
    if reading.lack:
        yield reading.lack, *_LACKS[reading.lack]


def _places(boxes: Sequence[Box]) -> str:
    """Where the words stand on the straight page; what they say is left to the exports, which mask it."""
    told = [f"{box.x0 * _MM:.0f}·{box.top * _MM:.0f}" for box in boxes[:_PLACES]]
    return ", ".join(told) + (", …" if len(boxes) > _PLACES else "")


def image_notes(seals: int, dpi: int) -> Iterator[Note]:
    """Seals that were lightened, a resolution too low to read well."""
    if seals:
        yield (
            "red_seal_lightened",
            f"붉은 도장 {seals}곳을 지우고 읽었습니다. 도장 안의 글자는 읽지 않습니다.",
            f"{seals} red seals were lightened before reading; what they say is not read.",
        )
    if dpi < _LOWEST_DPI:
        yield (
            "low_resolution",
            f"해상도가 낮아({dpi}dpi) 잘못 읽은 글자가 많을 수 있습니다.",
            f"The resolution is low ({dpi} dpi); many characters may be wrong.",
        )

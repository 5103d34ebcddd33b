"""The line recogniser: crops of lines in, characters with places and confidences out; onnxruntime, one thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import onnxruntime

from extractors.ocr.decoding import ReadLine, decode
from extractors.ocr.image_types import GreyImage
from extractors.ocr.line_image import HEIGHT, STRIDE, column_scale, to_input
from extractors.ocr.model_files import ModelFiles, checked_model
from extractors.ocr.views import views

_STEP: Final = 32  # widths are filled up to a multiple of this, so that lines of like width go together
_COLUMNS: Final = 8_192  # input columns a batch: more takes memory and saves no time


class Recogniser:
    """A loaded model. It keeps nothing between calls and uses one thread, so it can be forked and gives equal results."""

    def __init__(self, model: ModelFiles | None = None) -> None:
        self.model = model or checked_model()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # memory goes back after a long page
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            self.model.net.read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def read(self, crops: Sequence[GreyImage]) -> tuple[ReadLine, ...]:
        """Read the crops (dark on white, see segmentation.text_line); lines are batched only with those of equal width."""
        inputs = [to_input(crop) for crop in crops]
        found: dict[int, ReadLine] = {}
        for chosen in _batches([_filled_width(image) for image in inputs]):
            width = _filled_width(inputs[chosen[0]])
            images = np.stack([_filled(inputs[at], width) for at in chosen])
            (scores,) = self._session.run(None, {"lines": images})
            for at, row in zip(chosen, scores, strict=True):
                frames = inputs[at].shape[1] // STRIDE
                frame_px = STRIDE * column_scale(crops[at])
                found[at] = decode(np.exp(row[:frames]), self.model.charset, frame_px)
        return tuple(found[at] for at in range(len(crops)))

    def read_again(self, crop: GreyImage) -> ReadLine:
        """Read a doubtful crop in several views and decide by their mean: what one of them misreads the others outvote."""
        return decode(self._seen(crop).mean(axis=0), self.model.charset, STRIDE * column_scale(crop))

    def read_apart(self, crop: GreyImage) -> tuple[ReadLine, ...]:
        """What each view of a crop shows, one by one: print reads the same in most, texture does not."""
        frame_px = STRIDE * column_scale(crop)
        return tuple(decode(chances, self.model.charset, frame_px) for chances in self._seen(crop))

    def _seen(self, crop: GreyImage) -> np.ndarray[tuple[int, int, int], np.dtype[np.float32]]:
        """Probabilities of the views, [views, frames, classes]."""
        inputs = views(crop)
        width = _filled_width(inputs[0])
        images = np.stack([_filled(image, width) for image in inputs])
        (scores,) = self._session.run(None, {"lines": images})
        chances: np.ndarray[tuple[int, int, int], np.dtype[np.float32]] = np.exp(
            scores[:, : inputs[0].shape[1] // STRIDE]
        )
        return chances

    def calibrated(self, confidence: float) -> float:
        """What a raw confidence was worth on development scans: the share of words that were right."""
        raw, right = zip(*self.model.calibration, strict=True)
        return float(np.interp(confidence, raw, right))


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Places of equal width together, in a fixed order."""
    by_width: dict[int, list[int]] = {}
    for at, width in enumerate(widths):
        by_width.setdefault(width, []).append(at)
    for width in sorted(by_width):
        size = max(_COLUMNS // width, 1)
        places = by_width[width]
        yield from (places[start : start + size] for start in range(0, len(places), size))


def _filled_width(image: GreyImage) -> int:
    return -(-image.shape[1] // _STEP) * _STEP


def _filled(image: GreyImage, width: int) -> GreyImage:
    filled = np.full((HEIGHT, width), 255, dtype=np.uint8)
    filled[:, : image.shape[1]] = image
    return filled

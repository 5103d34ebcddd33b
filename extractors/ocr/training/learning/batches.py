"""Batches of lines of similar width, with what each frame should say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from extractors.ocr.line_image import HEIGHT, STRIDE
from extractors.ocr.training.shards import Sample, read_shard
from extractors.ocr.training.wear import Floats

IGNORED: Final = -1
_COLUMNS: Final = 12_800  # input columns a batch
_WIDTHS: Final = (160, 256, 352, 448, 576, 736, 960)
_CORE: Final = 0.22  # of a glyph's width on each side of its middle: frames that must name it
_PIECE: Final = 8  # shards read at a time, so that batches mix their lines


@dataclass(frozen=True, slots=True)
class Batch:
    """Images [N, 40, W] of uint8, labels end to end, and for each frame its class or IGNORED."""

    images: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
    labels: np.ndarray[tuple[int], np.dtype[np.int64]]
    lengths: np.ndarray[tuple[int], np.dtype[np.int64]]
    frames: np.ndarray[tuple[int], np.dtype[np.int64]]
    frame_labels: np.ndarray[tuple[int, int], np.dtype[np.int64]]


def batches(paths: Sequence[Path], seed: int, part: tuple[int, int] = (0, 1)) -> Iterator[Batch]:
    """One pass over the shards in a random order that `seed` fixes; of each batch the k-th of n parts."""
    rng = np.random.default_rng(seed)
    variation = np.random.default_rng((seed, part[0]))
    order = rng.permutation(len(paths))
    for start in range(0, len(paths), _PIECE):
        samples = [one for at in order[start : start + _PIECE] for one in read_shard(paths[at])]
        groups = list(_groups(samples, rng))
        for at in rng.permutation(len(groups)):
            own = groups[at][part[0] :: part[1]]
            if len(groups[at]) >= part[1]:
                yield batch_of([samples[index] for index in own], variation)


def _groups(
    samples: Sequence[Sample], rng: np.random.Generator
) -> Iterator[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    widths = np.asarray([one.image.shape[1] for one in samples])
    for low, high in zip((0, *_WIDTHS), _WIDTHS, strict=False):
        found = rng.permutation(np.flatnonzero((widths > low) & (widths <= high)))
        size = _COLUMNS // high
        yield from (found[at : at + size] for at in range(0, len(found), size))


def batch_of(samples: Sequence[Sample], rng: np.random.Generator | None) -> Batch:
    """`samples` padded to the widest; with `rng`, shifted and lit a little differently each time."""
    width = max(one.image.shape[1] for one in samples)
    images = np.full((len(samples), HEIGHT, width), 255, dtype=np.uint8)
    labels = np.full((len(samples), width // STRIDE), IGNORED, dtype=np.int64)
    for row, one in enumerate(samples):
        images[row, :, : one.image.shape[1]] = one.image if rng is None else _varied(one.image, rng)
        own = frame_labels(one)
        labels[row, : len(own)] = own
    return Batch(
        images,
        np.concatenate([one.labels for one in samples]).astype(np.int64),
        np.asarray([len(one.labels) for one in samples], dtype=np.int64),
        np.asarray([one.image.shape[1] // STRIDE for one in samples], dtype=np.int64),
        labels,
    )


def _varied(image: np.ndarray[tuple[int, int], np.dtype[np.uint8]], rng: np.random.Generator) -> Floats:
    shift = int(rng.integers(-2, 3))
    moved = np.roll(image, shift, axis=0)
    if shift > 0:
        moved[:shift] = 255
    elif shift < 0:
        moved[shift:] = 255
    values: Floats = moved.astype(np.float32)
    if rng.random() < 0.5:
        values = np.asarray(255 * (values / 255) ** rng.uniform(0.7, 1.4), dtype=np.float32)
    if rng.random() < 0.3:
        values = np.asarray(values + rng.normal(0, rng.uniform(2, 10), values.shape), dtype=np.float32)
    return np.asarray(np.clip(values, 0, 255), dtype=np.float32)


def frame_labels(one: Sample) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The class at the middle of each glyph, CTC's blank between two glyphs, IGNORED where either may stand."""
    count = one.image.shape[1] // STRIDE
    found = np.full(count, IGNORED, dtype=np.int64)
    edges = one.spans
    # Between two glyphs, before the first and behind the last: nothing.
    gaps = [0.0, *((edges[:-1, 1] + edges[1:, 0]) / 2), float(one.image.shape[1])]
    for gap in gaps[1:-1]:
        found[_frame(gap, count)] = 0
    found[: max(int(edges[0, 0] / STRIDE) - 1, 0)] = 0
    found[int(edges[-1, 1] / STRIDE) + 2 :] = 0
    for label, (left, right) in zip(one.labels.tolist(), edges.tolist(), strict=True):
        middle, reach = (left + right) / 2, (right - left) * _CORE
        found[_frame(middle - reach, count) : _frame(middle + reach, count) + 1] = label
    return found


def _frame(x: float, count: int) -> int:
    return int(min(max(x / STRIDE, 0), count - 1))

"""Shards of rendered lines: what the net is trained on, each made from its own seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.line_image import HEIGHT, to_input
from extractors.ocr.training.charset import charset
from extractors.ocr.training.faces import Face
from extractors.ocr.training.sentences import line_of_text
from extractors.ocr.training.typeset import draw_setting, set_line, trained_faces
from extractors.ocr.training.wear import Floats, wear

LINES_A_SHARD: Final = 2_000
_WIDEST: Final = 960  # input columns: longer lines are cut when they are made


@dataclass(frozen=True, slots=True)
class Sample:
    """An input of the net, the classes of its characters, and their edges in input columns."""

    image: GreyImage
    labels: np.ndarray[tuple[int], np.dtype[np.int16]]
    spans: Floats


def sample(rng: Random, chosen: Sequence[Face]) -> Sample:
    """One random line in one of the faces."""
    while True:
        setting = draw_setting(rng, chosen)
        try:
            line = set_line(line_of_text(rng), setting, rng)
        except LookupError:
            continue  # a sign that none of the installed faces draws
        worn = wear(line, setting.stretch, rng)
        image = to_input(worn.crop)
        if image.shape[1] <= _WIDEST:
            spans = worn.spans * (image.shape[1] / worn.crop.shape[1])
            labels = np.asarray([_CLASSES[letter] for letter in worn.text], dtype=np.int16)
            return Sample(image, labels, spans.astype(np.float32))


_CLASSES: Final = {letter: at for at, letter in enumerate(charset(), start=1)}


def write_shard(
    folder: Path, number: int, chosen: Sequence[Face] | None = None, lines: int = LINES_A_SHARD
) -> Path:
    """Write shard `number`, the same bytes for the same fonts and libraries."""
    cv2.setNumThreads(1)
    path = folder / f"lines-{number:05}.npz"
    if not path.exists():
        rng = Random(f"jipyo line shard {number}")
        made = [sample(rng, chosen or trained_faces()) for _ in range(lines)]
        partial = path.with_suffix(".partial.npz")
        np.savez(
            partial,
            columns=np.concatenate([one.image for one in made], axis=1),
            widths=np.asarray([one.image.shape[1] for one in made], dtype=np.int32),
            lengths=np.asarray([len(one.labels) for one in made], dtype=np.int32),
            labels=np.concatenate([one.labels for one in made]),
            spans=np.concatenate([one.spans for one in made]),
        )
        partial.replace(path)
    return path


def read_shard(path: Path) -> Iterator[Sample]:
    """The samples of a shard in their order."""
    with np.load(path) as held:
        columns, widths, lengths = held["columns"], held["widths"], held["lengths"]
        labels, spans = held["labels"], held["spans"]
    assert_rows(columns, path)
    x = at = 0
    for width, length in zip(widths.tolist(), lengths.tolist(), strict=True):
        yield Sample(grey(columns[:, x : x + width]), labels[at : at + length], spans[at : at + length])
        x, at = x + width, at + length


def assert_rows(columns: GreyImage, path: Path) -> None:
    """Raise ValueError where a shard was made for another height."""
    if columns.shape[0] != HEIGHT:
        raise ValueError(
            f"{path} holds lines of {columns.shape[0]} rows, not {HEIGHT}. Remove it and run again."
        )

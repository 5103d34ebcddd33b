"""Line crops read by an engine: ours, or Tesseract's psm 7 in one call for all."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cv2

from fixtures.line_crops import LineCrop
from tests.measures import Pair, folded

_MARGIN: Final = 10  # pixels of paper that Tesseract wants around a line


def pairs_of(crops: Sequence[LineCrop], readings: Sequence[str]) -> list[Pair]:
    """Folded truth and folded reading of each crop."""
    return [(folded(crop.setting.text), folded(text)) for crop, text in zip(crops, readings, strict=True)]


def read_by_recogniser(crops: Sequence[LineCrop]) -> list[str]:
    """The texts that our recogniser gives."""
    from extractors.ocr.recogniser import Recogniser

    lines = Recogniser().read([crop.image for crop in crops])
    return ["".join(character.text for character in line.characters) for line in lines]


def read_by_tesseract(crops: Sequence[LineCrop]) -> list[str]:
    """The texts that Tesseract's Hangul model gives for the same crops."""
    with tempfile.TemporaryDirectory(prefix="jipyo-bench-") as folder:
        paths = [str(Path(folder) / f"{number:05}.pgm") for number in range(len(crops))]
        for path, crop in zip(paths, crops, strict=True):
            cv2.imwrite(path, cv2.copyMakeBorder(crop.image, *(_MARGIN,) * 4, cv2.BORDER_REPLICATE))
        listed = Path(folder) / "list.txt"
        listed.write_text("\n".join(paths) + "\n", "utf-8")
        settings = ("-c", "preserve_interword_spaces=1")
        done = subprocess.run(
            ["tesseract", str(listed), "-", "-l", "Hangul", "--psm", "7", "--dpi", "200", *settings],
            capture_output=True,
            check=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    # a form feed ends each image, also one without text
    return [" ".join(text.split()) for text in done.stdout.decode("utf-8").split("\f")[: len(crops)]]

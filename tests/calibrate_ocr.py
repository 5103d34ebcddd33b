"""`python -m tests.calibrate_ocr`: what a confidence of the recogniser is worth, measured on development scans.

Words of our development documents under the development conditions are read with raw confidences; the share of right
words, made to rise with the raw confidence (pool adjacent violators: Ayer and others, 1955), is written beside the
model as points of a line. Kept-out documents, fonts and conditions are not looked at.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import cv2

from fixtures.layout_documents import layouts_in_seen_faces
from fixtures.ocr_documents import development_documents
from fixtures.scan_conditions import CONDITIONS, KEPT_OUT_CONDITIONS
from tests.measures import JudgedWord
from tests.ocr_bench_pages import page_runs, words_in

DESCRIPTION: Final = Path(__file__).parents[1] / "extractors/ocr/model/jipyo-ko-2.json"
RAW: Final = [[0.0, 0.0], [1.0, 1.0]]
PAGES: Final = 3  # dense pages of each document
_BIN: Final = 60  # words: fewer say nothing about a share near one


def main() -> None:
    """Measure with raw confidences, then write the line."""
    cv2.setNumThreads(1)
    told: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    _write(told | {"calibration": RAW})
    conditions = [name for name in CONDITIONS if name not in KEPT_OUT_CONDITIONS]
    with tempfile.TemporaryDirectory(prefix="jipyo-calibrate-") as folder:
        documents = [*development_documents(), *layouts_in_seen_faces(Path(folder))]
        runs = page_runs(documents, conditions, ["jipyo"], most=PAGES, folder=Path(folder))
        words = words_in(list(runs))
    points = line_of(words)
    _write(told | {"calibration": points})
    sys.stdout.write(f"{len(words)} words; raw and calibrated confidence:\n")
    sys.stdout.writelines(f"  {raw:.4f}  {right:.4f}\n" for raw, right in points)


def _write(told: dict[str, Any]) -> None:
    DESCRIPTION.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def line_of(words: Sequence[JudgedWord]) -> list[list[float]]:
    """Points from (0, 0) to (1, share right of the surest), both coordinates rising.

    >>> sure = [JudgedWord(0.9 + n / 1000, True) for n in range(60)]
    >>> line_of([JudgedWord(n / 1000, n % 2 == 0) for n in range(60)] + sure)
    [[0.0, 0.0], [0.0295, 0.5], [0.9295, 0.9839], [1.0, 0.9839]]
    """
    ordered = sorted(words, key=lambda word: word.confidence)
    groups = [ordered[at : at + _BIN] for at in range(0, len(ordered), _BIN)]
    pools: list[list[JudgedWord]] = []
    for group in groups:
        pools.append(list(group))
        while len(pools) > 1 and _share(pools[-2]) >= _share(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    points = [[_middle(pool), _share(pool)] for pool in pools]
    return [[0.0, 0.0], *points, [1.0, points[-1][1]]]


def _share(pool: Sequence[JudgedWord]) -> float:
    """Share of right words, with one more of each kind, so that no pool is wholly sure."""
    return round((sum(word.is_right for word in pool) + 1) / (len(pool) + 2), 4)


def _middle(pool: Sequence[JudgedWord]) -> float:
    return round(sum(word.confidence for word in pool) / len(pool), 6)


if __name__ == "__main__":
    main()

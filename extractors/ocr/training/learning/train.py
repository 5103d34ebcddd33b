"""`make train`: lines, training, measures, export. Goes on where it was stopped; `--help` tells the options.

Everything is made in `--folder`; the model, its description and the learning curve are written to extractors/ocr/model.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Final

from extractors.ocr.image_types import GreyImage
from extractors.ocr.line_image import HEIGHT, STRIDE
from extractors.ocr.model_files import MODEL_FOLDER
from extractors.ocr.training.charset import WRITTEN, charset
from extractors.ocr.training.learning.export import export, halve, quantise
from extractors.ocr.training.learning.fit import Course, Plan, fit, mean_net
from extractors.ocr.training.learning.measure import measure
from extractors.ocr.training.shards import Sample, read_shard, write_shard
from extractors.ocr.training.typeset import kept_out_faces, trained_faces

NAME: Final = "jipyo-ko-2"
_HELD: Final = {
    "trained faces": 90_000,
    "kept-out faces": 90_001,
}  # shard numbers that are measured, never trained
_HELD_LINES: Final = 500
_RANGES: Final = 400  # lines that set the ranges of the eight-bit model
# The last product decides between look-alikes: it stays in 32 bits.
_KEPT: Final = ("class_sums",)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make what is missing, train to the end, write the model."""
    given = _parser().parse_args(arguments)
    folder: Path = given.folder
    (folder / "shards").mkdir(parents=True, exist_ok=True)
    shards = _shards(folder / "shards", given.shards, given.processes)
    held = {name: _held(folder, number) for name, number in _HELD.items()}
    plan = _plan(given)
    for course in fit(shards, folder, plan):
        _measure(folder, course, held)
    ship(folder, course, given.model)


def _plan(given: argparse.Namespace) -> Plan:
    """A net that is taken up again can already read: whole lines count from the start, and it moves in smaller steps."""
    plan = Plan(
        steps=given.steps, seed=given.seed, processes=given.processes, measure_every=given.measure_every
    )
    if given.begin_with is None:
        return plan
    return replace(plan, begin_with=given.begin_with, ctc_from=0.0, rate=plan.rate / 2)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make train", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("build/train"), help="shards, checkpoint, curve")
    parser.add_argument(
        "--model", type=Path, default=MODEL_FOLDER, help="where the finished model is written"
    )
    parser.add_argument("--steps", type=int, default=12_500, help="batches of about 35 lines")
    parser.add_argument("--shards", type=int, default=150, help="files of 2,000 lines to learn from")
    parser.add_argument("--processes", type=int, default=2, help="processes that draw lines and learn")
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--begin-with", type=Path, help="a shipped model to learn on from, not fresh weights")
    parser.add_argument(
        "--measure-every", type=int, default=1_000, help="batches between two lines of the curve"
    )
    return parser


def _shards(folder: Path, wanted: int, processes: int) -> list[Path]:
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(partial(write_shard, folder), range(wanted)))


def _held(folder: Path, number: int) -> list[Sample]:
    chosen = trained_faces() if number == _HELD["trained faces"] else kept_out_faces()
    return list(read_shard(write_shard(folder, number, chosen, _HELD_LINES)))


def _measure(folder: Path, course: Course, held: dict[str, list[Sample]]) -> None:
    """One line of the learning curve for each set."""
    net = mean_net(course.mean)
    with (folder / "curve.csv").open("a", encoding="utf-8", newline="") as file:
        for name, samples in held.items():
            found = measure(net, samples)
            rates = (found.error_rate, found.blanks_missed, found.blanks_added)
            row = (course.step, course.lines, round(course.seconds), name, *(f"{rate:.4f}" for rate in rates))
            csv.writer(file).writerow(row)


def ship(folder: Path, course: Course, model: Path) -> None:
    """Export in 32, 16 and 8 bits, and write the eight-bit model with its description and the learning curve."""
    net = mean_net(course.mean)
    whole, half, small = (folder / f"{NAME}.{bits}.onnx" for bits in (32, 16, 8))
    export(net, whole)
    halve(whole, half)
    quantise(whole, small, _range_lines(folder), keep=_KEPT)
    model.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(small, model / f"{NAME}.onnx")
    shutil.copyfile(folder / "curve.csv", model / "learning-curve.csv")
    _describe(model / f"{NAME}.json", small, course)


def _range_lines(folder: Path) -> list[GreyImage]:
    """Lines of all widths and kinds of wear."""
    samples = list(read_shard(write_shard(folder / "shards", 0)))
    chosen = Random(1).sample(samples, _RANGES)
    return [one.image for one in chosen]


def _describe(path: Path, small: Path, course: Course) -> None:
    """Keep a calibration only where it was made for these very weights: a new model starts uncalibrated."""
    told = {
        "name": NAME,
        "sha256": hashlib.sha256(small.read_bytes()).hexdigest(),
        "height": HEIGHT,
        "stride": STRIDE,
        "steps": course.step,
        "lines": course.lines,
        "training_seconds": round(course.seconds),
        "calibration": [[0.0, 0.0], [1.0, 1.0]],
        "charset": "".join(WRITTEN.get(letter, letter) for letter in charset()),
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

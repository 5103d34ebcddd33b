"""`python -m tests.bench_ocr`: how well and at what cost the engines read, on line crops and on scanned pages.

Both engines read the same images in the same run; CPU seconds count this process and the programs it
calls. Fonts, layouts and scan conditions kept out of development are reported apart (marked with *).
`--real FOLDER` adds PDFs of the caller's, see tests/ocr_bench_real.py.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import cv2

from fixtures.layout_documents import layouts_in_seen_faces
from fixtures.line_crops import LineCrop, committed_crops, made_crops
from fixtures.ocr_documents import development_documents, kept_out_documents
from fixtures.scan_conditions import CONDITIONS, KEPT_OUT_CONDITIONS
from tests import measures
from tests.ocr_bench_lines import pairs_of, read_by_recogniser, read_by_tesseract
from tests.ocr_bench_pages import PageRun, page_runs, pairs_in, words_in
from tests.ocr_bench_real import (
    hangul_found,
    has_broken_layer,
    read_against_own_text,
    source_text,
    text_laid_out,
    text_read,
)
from tests.ocr_reading import timed
from tests.page_measures import stray_share

LINE_READERS: Final[dict[str, Callable[[Sequence[LineCrop]], list[str]]]] = {
    "jipyo": read_by_recogniser,
    "tesseract": read_by_tesseract,
}
MADE: Final = 1000


def tell(text: str = "") -> None:
    """Print a line at once: a run is long."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def tell_text_measures(pairs: Sequence[measures.Pair], indent: str = "    ") -> None:
    """Characters, classes, numbers and blanks of one set of lines."""
    tell(
        f"{indent}character error rate {measures.error_rate(pairs):.4f} without blanks,"
        f" {measures.error_rate_with_blanks(pairs):.4f} with; words F1 {measures.eojeol_f1(pairs):.4f}"
    )
    lost = "; ".join(f"{name} {share}" for name, share in measures.lost_by_class(pairs).items())
    tell(f"{indent}lost: {lost}")
    blanks = measures.blanks(pairs)
    tell(
        f"{indent}numbers exactly right {measures.numbers_right(pairs)};"
        f" blanks missed {blanks.missed}, added {blanks.added}"
    )


def tell_words(words: Sequence[measures.JudgedWord], indent: str = "    ") -> None:
    """Words by confidence."""
    for found in measures.calibration(words):
        share = measures.Share(found.right.total, len(words))
        tell(f"{indent}words of confidence {found.low} and more: right {found.right}, share of words {share}")


def bench_lines(engines: Sequence[str], made: int) -> None:
    """The committed crops and as many made ones as asked."""
    for title, crops in (
        ("committed line crops", committed_crops()),
        ("made line crops", tuple(made_crops(made, "bench"))),
    ):
        tell(f"\n{title}")
        for engine in engines:
            readings, cpu_s = timed(lambda engine=engine, crops=crops: LINE_READERS[engine](crops))  # type: ignore[misc]
            pairs = pairs_of(crops, readings)
            tell(f"  {engine}: {1000 * cpu_s / max(1, len(crops)):.1f} CPU ms a line")
            for kept_out, name in ((False, "trained families"), (True, "kept-out families*")):
                part = [
                    pair for crop, pair in zip(crops, pairs, strict=True) if crop.setting.kept_out is kept_out
                ]
                tell(f"   {name}, {len(part)} lines")
                tell_text_measures(part)


def bench_pages(engines: Sequence[str], conditions: Sequence[str], most: int, folder: Path) -> None:
    """Development documents, then kept-out ones, by condition."""
    for title, documents in (
        (
            "pages of development layouts and fonts",
            [*development_documents(), *layouts_in_seen_faces(folder)],
        ),
        ("pages of kept-out layouts and fonts*", kept_out_documents(folder)),
    ):
        tell(f"\n{title}")
        runs = list(page_runs(documents, conditions, engines, most=most, folder=folder))
        for condition in conditions:
            tell_condition([run for run in runs if run.condition == condition], condition, engines)
        for engine in engines:
            for kept_out, name in ((False, "development conditions"), (True, "kept-out conditions*")):
                own = [
                    run
                    for run in runs
                    if run.engine == engine and (run.condition in KEPT_OUT_CONDITIONS) is kept_out
                ]
                if own:
                    tell(f"  {engine}, {name}")
                    tell_text_measures(pairs_in(own))
                    tell_words(words_in(own))


def tell_condition(runs: Sequence[PageRun], condition: str, engines: Sequence[str]) -> None:
    """One condition: a line for each engine, and the ratio of their costs."""
    mark = "*" if condition in KEPT_OUT_CONDITIONS else ""
    costs = {}
    for engine in engines:
        own = [run for run in runs if run.engine == engine]
        pairs = pairs_in(own)
        costs[engine] = sum(run.result.cpu_s for run in own) / max(1, len(own))
        sure = measures.calibration(words_in(own))[0].right
        tell(
            f"  {condition + mark:14} {engine:10} error {measures.error_rate(pairs):.4f},"
            f" with blanks {measures.error_rate_with_blanks(pairs):.4f},"
            f" stray {stray_share(run.result.reading for run in own)},"
            f" numbers {measures.numbers_right(pairs)}, sure words right {sure},"
            f" {costs[engine]:.2f} CPU s/page"
        )
    if len(engines) == 2:
        tell(f"  {'':14} ratio of CPU seconds {costs[engines[0]] / costs[engines[1]]:.2f}")


def bench_real(engines: Sequence[str], real: Path, folder: Path) -> None:
    """The caller's PDFs, as they are and as scans."""
    tell("\nreal documents by their text layers")
    for pdf in sorted(real.glob("*.pdf")):
        reference = None if has_broken_layer(pdf) else source_text(pdf)
        if reference is not None:
            anywhere, in_order = hangul_found(reference, text_laid_out(pdf))
            tell(f"  {pdf.name}: Hangul of the source file found: {anywhere}; in its order: {in_order}")
    tell("\nreal documents as typical scans")
    for pdf in sorted(real.glob("*.pdf")):
        for engine in engines:
            tell(f"  {pdf.name}, {engine}")
            if has_broken_layer(pdf):
                tell_found(pdf, engine, folder)
                continue
            results = read_against_own_text(pdf, engine, folder)
            pairs = [pair for result in results for pair in result.reading.pairs]
            cpu_s = sum(result.cpu_s for result in results) / max(1, len(results))
            tell(f"    {cpu_s:.2f} CPU s/page; stray {stray_share(result.reading for result in results)}")
            tell_text_measures(pairs)
            tell_words([word for result in results for word in result.reading.words])


def tell_found(pdf: Path, engine: str, folder: Path) -> None:
    """How much of the source file's Hangul was read."""
    reference = source_text(pdf)
    if reference is None:
        tell("    no reference: there is no HWPX or HWP beside it")
        return
    anywhere, in_order = hangul_found(reference, text_read(pdf, engine, folder))
    tell(f"    Hangul of the source file found: {anywhere}; in its order: {in_order}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engines", nargs="+", default=list(LINE_READERS), choices=list(LINE_READERS))
    parser.add_argument(
        "--lines", type=int, default=MADE, help="line crops to make; 0 leaves out all line crops"
    )
    parser.add_argument(
        "--pages", type=int, default=2, help="dense pages of each document; 0 leaves them out"
    )
    parser.add_argument("--conditions", nargs="+", default=list(CONDITIONS), choices=list(CONDITIONS))
    parser.add_argument("--real", type=Path, help="a folder of PDFs")
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory(prefix="jipyo-bench-") as name:
        if options.lines:
            bench_lines(options.engines, options.lines)
        if options.pages:
            bench_pages(options.engines, options.conditions, options.pages, Path(name))
        if options.real:
            bench_real(options.engines, options.real, Path(name))


if __name__ == "__main__":
    main()

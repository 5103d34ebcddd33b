"""`python -m tests.bench_layers`: how well lying text layers are noticed, and what is read on their pages.

Precision and recall over the simulator (fixtures/broken_layers.py) by kind, false alarms on clean pages
(fixtures/clean_pages.py), the character error rate after reading beside that of the same pages as scans.
Layouts and fonts kept out of development are reported apart (marked with *).
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from fixtures.broken_layers import KINDS, TRUE_KINDS
from fixtures.clean_pages import LAYOUTS, PAGE_FACES, CleanPage, clean_pages, draw_pages
from fixtures.ocr_documents import OcrDocument, development_documents, kept_out_documents
from tests.layer_reading import JudgedPage, drawn, error_rate_of, read_layers, simulated
from tests.measures import Share, error_rate
from tests.ocr_reading import read_scan, timed
from tests.page_measures import page_truth

_BATCH = 95  # clean pages in one file


def tell(text: str = "") -> None:
    """Print a line at once: a run is long."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def bench_kinds(kinds: Sequence[str], pages_of: Callable[[str], Iterable[JudgedPage]]) -> None:
    """One line a kind with precision and recall, then both over all."""
    tell(
        f"{'kind':18} {'lying':>6} {'noticed':>8} {'true':>6} {'false alarms':>13} {'asked':>6}"
        f" {'recall':>7} {'precision':>9} {'CER':>8} {'s/page':>7}"
    )
    every: list[JudgedPage] = []
    for kind in kinds:
        pages, cpu_s = timed(lambda kind=kind: list(pages_of(kind)))  # type: ignore[misc]
        tell(_row(kind, pages, cpu_s))
        every += pages
    lying = [page for page in every if page.is_lying]
    noticed = [page for page in every if page.is_noticed]
    tell(f"  recall {Share(sum(page.is_noticed for page in lying), len(lying))}")
    tell(f"  precision {Share(sum(page.is_lying for page in noticed), len(noticed))}")
    tell(f"  character error rate of lying pages after reading {error_rate_of(lying):.4f}")


def _row(kind: str, pages: Sequence[JudgedPage], cpu_s: float) -> str:
    lying = [page for page in pages if page.is_lying]
    true = [page for page in pages if not page.is_lying]
    noticed, alarms = sum(page.is_noticed for page in lying), sum(page.is_noticed for page in true)
    asked = sum(page.asked for page in true)
    measured = lying if kind not in TRUE_KINDS else true
    return (
        f"{kind:18} {len(lying):6} {noticed:8} {len(true):6} {alarms:13} {asked:6}"
        f" {_share(noticed, len(lying)):>7} {_share(noticed, noticed + alarms):>9} {error_rate_of(measured):8.4f}"
        f" {cpu_s / max(1, len(pages)):7.2f}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def of_documents(
    documents: Sequence[OcrDocument], seeds: int, folder: Path
) -> Callable[[str], Iterable[JudgedPage]]:
    """The pages of `documents` with layers of a kind, `seeds` layers each."""
    return lambda kind: (
        page for seed in range(seeds) for page in simulated(kind, documents, folder, seed=seed)
    )


def of_random_pages(count: int, seed: int, folder: Path) -> Callable[[str], Iterable[JudgedPage]]:
    """`count` clean pages of every layout with layers of a kind; other seeds give other pages."""
    rng = random.Random(seed)
    faces = sorted(PAGE_FACES)
    pages = [
        CleanPage(layout, rng.choice(faces), 10_000 + seed)
        for layout in itertools.islice(itertools.cycle(LAYOUTS), count)
    ]
    return lambda kind: drawn(kind, pages, folder, seed=seed)


def bench_scans(documents: Sequence[OcrDocument], folder: Path) -> None:
    """The same pages as scans at 200 dpi, by our engine: what lying pages may cost."""
    pairs = [
        pair
        for document in documents
        for page_no in range(1, len(document.truth["pages"]) + 1)
        if page_truth(document.truth, page_no).lines
        for pair in read_scan(document, page_no, "s200", "jipyo", folder).reading.pairs
    ]
    tell(f"  the same pages as scans (200 dpi): character error rate {error_rate(pairs):.4f}")


def bench_clean(count: int, folder: Path) -> None:
    """Clean pages on which OCR was asked, and those on which words of OCR stand: the false alarms."""
    pages = list(clean_pages(count))
    asked = alarms = 0
    for start in range(0, count, _BATCH):
        batch = pages[start : start + _BATCH]
        path = folder / f"clean.{start}.pdf"
        draw_pages(batch, path)
        for one, (judged, read) in zip(batch, read_layers(path), strict=True):
            asked += judged.needs_ocr
            if read.origin != "text":
                alarms += 1
                tell(f"  false alarm: {one.name}: {read.origin_reason}")
    tell(f"clean pages: {count}, OCR asked on {asked}, false alarms {alarms}")


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kinds", nargs="+", default=list(KINDS), choices=list(KINDS))
    parser.add_argument("--seeds", type=int, default=1, help="layers of each kind for each document")
    parser.add_argument("--clean", type=int, default=190, help="clean pages; `make soak` reads 900")
    sets = ["development", "kept_out", "random"]
    parser.add_argument("--on", nargs="+", default=sets, choices=sets, help="which pages")
    parser.add_argument("--random", type=int, default=len(LAYOUTS), help="random pages of each kind")
    parser.add_argument("--random-seed", type=int, default=1, help="other seeds give other pages and layers")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jipyo_layers_") as scratch:
        folder = Path(scratch)
        for name, title, documents_of in (
            ("development", "development layouts and fonts", development_documents),
            ("kept_out", "kept-out layouts and fonts*", partial(kept_out_documents, folder)),
        ):
            if name not in asked.on:
                continue
            documents = documents_of()
            tell(f"\n{title}")
            bench_kinds(asked.kinds, of_documents(documents, asked.seeds, folder))
            bench_scans(documents, folder)
        if "random" in asked.on:
            tell("\nrandom pages of every layout, a lying layer each")
            bench_kinds(asked.kinds, of_random_pages(asked.random, asked.random_seed, folder))
        tell()
        bench_clean(asked.clean, folder)


if __name__ == "__main__":
    main()

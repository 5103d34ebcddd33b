"""`python -m tests.layout_finding --count 20`: text and order of random born-digital documents, the worst first."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from extractors.layout.lay_out import lay_out
from extractors.readers.limits import Limits
from extractors.readers.probe import probe
from fixtures.drawn_layouts import drawn_layout
from schemas.document import Document
from tests.layout_measures import TextScores, text_scores


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each of the worst documents, and the means."""
    parser = argparse.ArgumentParser(prog="python -m tests.layout_finding", description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--keep", type=Path, help="a folder to leave the documents in")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="jipyo-drawn-") as name:
        folder = given.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        seeds = range(given.first, given.first + given.count)
        told = {seed: scores_of(seed, folder) for seed in seeds}
    for seed, scores in sorted(told.items(), key=lambda item: -item[1].error_rate)[:15]:
        sys.stdout.write(f"  {seed:5} error {scores.error_rate:.4f}, order {scores.order:.3f}\n")
    sys.stdout.write(
        f"mean error {fmean(one.error_rate for one in told.values()):.4f},"
        f" order {fmean(one.order for one in told.values()):.4f}\n"
    )


def scores_of(seed: int, folder: Path) -> TextScores:
    """How document `seed` is read."""
    document = drawn_layout(seed, folder)
    return text_scores(document.truth, read(document.pdf).text)


def read(pdf: Path) -> Document:
    """A PDF by its text layer."""
    found = probe(pdf, Limits())
    return lay_out(found.pages, document_id="sha256:0", source_name="document", media_type=found.media_type)


if __name__ == "__main__":
    main()

"""`python -m tests.layout_finding --count 20`: text and order of random born-digital documents, the worst first."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from fixtures.drawn_layouts import drawn_layout
from fixtures.text_layer import read_text_layer
from tests.layout_measures import TextScores, text_scores, without_figures
from tests.random_reading import folder_of, with_count_and_folder


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each of the worst documents, and the means."""
    parser = argparse.ArgumentParser(prog="python -m tests.layout_finding", description=__doc__)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    given = with_count_and_folder(parser).parse_args(arguments)
    with folder_of(given.keep) as folder:
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
    read = read_text_layer(document.pdf)
    return text_scores(document.truth, read.text, without_figures(read))


if __name__ == "__main__":
    main()

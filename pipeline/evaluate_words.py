"""Statistics in words, for the pages of eval."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.evaluate_statistics import Interval, Point


def interval_shown(found: Interval | None) -> str:
    """An interval with the number of documents behind it."""
    return "–" if found is None else f"{found.low:.3f}–{found.high:.3f} ({found.documents} documents)"


def coverage_shown(points: Sequence[Point]) -> str:
    """A risk-coverage line in words."""
    shown = (
        f"{one.kept} of {one.of} (from {one.least:.2f}): {one.wrong} wrong, {one.wrong / one.kept:.1%}"
        for one in points
    )
    return "; ".join(shown) or "–"

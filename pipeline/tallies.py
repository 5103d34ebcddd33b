"""Right, extra and missed, and the measures that follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one field or indicator: found and right, found and not in the gold, in the gold and not found.

    >>> Score(right=2, extra=2).plus(Score(missed=1))
    Score(right=2, extra=2, missed=1)
    >>> Score(right=2, extra=2, missed=1).precision
    0.5
    """

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.extra) if self.right + self.extra else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """2·right / (2·right + extra + missed); None where there is nothing to count."""
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else None

    def plus(self, other: Score) -> Score:
        return Score(self.right + other.right, self.extra + other.extra, self.missed + other.missed)


def total_of(scores: Iterable[Score]) -> Score:
    """The sum of counts.

    >>> total_of([Score(right=1), Score(right=2, missed=1)])
    Score(right=3, extra=0, missed=1)
    """
    total = Score()
    for score in scores:
        total = total.plus(score)
    return total


def sums_of(scores: Iterable[tuple[str, Score]]) -> dict[str, Score]:
    """The sum of counts for each name, by name.

    >>> sums_of([("b", Score(right=1)), ("a", Score()), ("b", Score(missed=1))])["b"]
    Score(right=1, extra=0, missed=1)
    """
    sums: dict[str, Score] = {}
    for name, score in scores:
        sums[name] = sums.get(name, Score()).plus(score)
    return dict(sorted(sums.items()))


def table_head(label: str) -> str:
    """The column names over the lines of `table_line`."""
    return f"  {label:18s} {'right':>6s} {'extra':>6s} {'missed':>6s} {'P':>6s} {'R':>6s} {'F1':>6s}"


def table_line(name: str, score: Score, *, has_precision: bool = True) -> str:
    """One line of a table; without precision, what the gold does not list is no slip and is not shown."""
    figures = (score.precision if has_precision else None, score.recall, score.f1 if has_precision else None)
    shown = " ".join("     -" if figure is None else f"{figure:6.3f}" for figure in figures)
    return f"  {name:18s} {score.right:6d} {score.extra if has_precision else 0:6d} {score.missed:6d} {shown}"


def share_shown(share: tuple[int, int]) -> str:
    """A share with its counts.

    >>> share_shown((3, 4)), share_shown((0, 0))
    ('3 of 4 (.750)', '0 of 0')
    """
    right, of = share
    return f"{right} of {of}" + (f" ({right / of:.3f})".replace("(0.", "(.") if of else "")

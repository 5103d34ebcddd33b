"""Shares of one whole: they make 100, as exactly as the digits that are printed let them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.check_added import HUNDRED, Sum, half_steps
from extractors.check_grid import Grid, Printed
from extractors.check_lines import Line, is_aside, is_sum_label, make_a_whole

# "구성비(%)", "비중", "비율", "점유율": parts of a whole; "집행률" and "달성비율" are of each line's own
_SHARE = re.compile(r"구성\s?비율?|(?<![가-힣])(?:비\s?중|비\s?율)|점유\s?율|분포|배분율|분담률")
_COMPOSED = re.compile(r"구성\s?비율?|분포")
# several answers, or some of the lines only
_OPEN = re.compile(r"복수|중복|상위|일부|발췌|주요")
_LEAST_SHARES = 3
_MOST_OVER = Decimal(110)  # of shares without a total; beyond that they are of several wholes
_LEAST_UNDER = Decimal(90)
MOST_OF_SHARES = Decimal(200)
"""Percents that come to so much are no shares of one whole, whatever their total says."""


def is_share(words: str) -> bool:
    """Whether a head or label says that its numbers are parts of a whole.

    >>> is_share("구성비(%)"), is_share("비율"), is_share("달성비율"), is_share("집행률")
    (True, True, False, False)
    """
    return _SHARE.search(words) is not None


def shares_total(stated: Printed, parts: Sequence[Printed]) -> Sum | None:
    """A total of 100 over percents; None where they are no shares of one whole."""
    numbers = [*parts, stated]
    if stated.value != HUNDRED or any(not 0 <= number.value <= HUNDRED for number in numbers):
        return None
    found = Sum("shares", stated, tuple(parts), half_steps(parts))  # the whole is exact
    return found if found.added < MOST_OF_SHARES else None


def untotalled_shares(grid: Grid) -> Iterator[Sum]:
    """Lines of shares without a total, that name what makes a whole or come near to one."""
    if not _OPEN.search(f"{grid.table.caption or ''} {grid.table.unit_note or ''}"):
        yield from _of_lines(grid.columns, grid.rows, lambda line, crossing: grid.number(crossing, line))
        yield from _of_lines(grid.rows, grid.columns, grid.number)


def _of_lines(
    lines: Sequence[Line], crossing: Sequence[Line], number: Callable[[int, int], Printed | None]
) -> Iterator[Sum]:
    if any(is_sum_label(label) for one in crossing for label in one.path):
        return
    kept = [one for one in crossing if one.is_added and not is_aside(one.path[-1])]
    closed = make_a_whole([one.path[-1] for one in kept])
    for line in lines:
        if not is_share(line.words):
            continue
        parts = [found for one in kept if (found := number(line.place, one.place)) is not None]
        if len(parts) == len(kept) >= (2 if closed else _LEAST_SHARES):
            shares = Sum("shares", None, tuple(parts), half_steps(parts))
            is_whole = closed or _COMPOSED.search(line.words) is not None
            yield replace(shares, is_told=is_whole and _is_near(shares, closed=closed))


def _is_near(found: Sum, *, closed: bool) -> bool:
    """Whether shares that do not make a whole were meant to: a list that is not closed may leave some out."""
    if found.comes_out or any(not 0 <= part.value <= HUNDRED for part in found.parts):
        return False
    return (_LEAST_UNDER if closed else HUNDRED) <= found.added <= _MOST_OVER

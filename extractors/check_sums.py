"""The sums that a table states, each added up again; which of those that do not come out are to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.check_added import LEAST_PARTS, Sum, half_steps
from extractors.check_grid import Grid, Printed, grid_of
from extractors.check_lines import Line, Lines, Total, totals_of
from extractors.check_shares import is_share, shares_total, untotalled_shares
from extractors.nlp.extract_tables import unit_word
from schemas.document import Table

_COUNTED = frozenset(
    (
        "명", "인", "건", "대", "개", "개소", "곳", "회", "점", "원", "채", "종", "호", "동", "식", "매", "권", "가구",
        "세대", "개사", "개교", "마리", "필지", "면", "석", "실", "기", "본",
    )
)  # fmt: skip
"""Units that are printed whole: their sums have no rounding."""
_FEW = 2  # so many wrong sums of one line are errors; with more of them it is no sum of these
_PERCENT = frozenset({"%", "%p", "퍼센트"})


@dataclass(frozen=True, slots=True)
class _Across:
    """One stated number under each way in which its line may be a sum, and under each breakdown.

    A way has the sums that it comes to, those that come out first; none where a part is not known.
    """

    ways: tuple[tuple[Sum, ...], ...]
    breakdowns: tuple[Sum, ...]

    def comes_out(self, way: int) -> bool:
        return any(one.comes_out for one in self.ways[way][:1])


def sums_of(table: Table) -> list[Sum]:
    """Every sum that a table states and that can be added up again, by columns, by rows, and of shares.

    A number that may be read as several sums is the one that comes out; else the one that the other numbers
    of its line speak for, or that it is nearest to.
    """
    grid = grid_of(table)
    found: list[Sum] = []
    for total in totals_of(grid.rows, are_alike=True):
        sure = replace(total, is_sure=total.is_sure and not grid.is_torn)
        crossing = [line for line in grid.columns if line.words]
        found += _sums_along(grid, sure, crossing, "column")
    for total in totals_of(grid.columns, are_alike=False):
        found += _sums_along(grid, total, grid.rows, "row")
    added_up = {_crossing(one) for one in found if one.comes_out}
    kept = (
        replace(one, is_told=False) if _crossing(one) not in added_up and _is_mean(one, table) else one
        for one in found
    )
    return [*kept, *untotalled_shares(grid)]


def _crossing(found: Sum) -> tuple[str, int]:
    """The column whose numbers a sum adds up, or the row."""
    cell = found.parts[0].cell
    return found.kind, cell.row if found.kind == "row" else cell.col


def _sums_along(
    grid: Grid, total: Total, crossing: Sequence[Line], kind: Literal["column", "row"]
) -> Iterator[Sum]:
    """The sums of one total's line, one for each line that crosses it."""
    number = _reader(grid, kind)
    found = [one for line in crossing if (one := _across(grid, total, line, number, kind)) is not None]
    speaking = Counter(
        way
        for across in found
        for way, sums in enumerate(across.ways)
        if across.comes_out(way) and _shows_something(sums[0])
    )
    meant = min(range(len(total.ways)), key=lambda way: (-speaking[way], way))
    wrong = sum(bool(one.ways[meant]) and not one.comes_out(meant) for one in found)
    is_sure = speaking[meant] >= max(wrong, 1) or (total.is_sure and meant == 0 and wrong <= _FEW)
    for across in found:
        yield from _judged(across, meant, is_sure=is_sure, is_shown=speaking[meant] > 1)


def _judged(across: _Across, meant: int, *, is_sure: bool, is_shown: bool) -> Iterator[Sum]:
    """The sum in the way that is meant; as another where it comes out so, unless the line has shown which is meant."""
    ways = [meant] if is_shown and across.ways[meant] else [meant, *range(len(across.ways))]
    right = next((across.ways[way][0] for way in ways if across.comes_out(way)), None)
    if right is not None:
        yield right
    elif any(one.comes_out for one in across.breakdowns):
        yield from (replace(one, is_told=not one.comes_out) for one in across.breakdowns)
    elif across.ways[meant]:
        found = across.ways[meant][0]
        yield replace(found, is_told=is_sure)


def _shows_something(found: Sum) -> bool:
    """Whether a sum that comes out could have come out otherwise: nothing and one number always do."""
    return sum(part.value != 0 for part in found.parts) >= LEAST_PARTS


def _is_mean(found: Sum, table: Table) -> bool:
    """Whether a stated number lies among its parts and may be their mean, where no other number shows a sum."""
    values = [part.value for part in found.parts]
    return (
        found.kind != "shares"
        and min(values) <= found.wanted <= max(values)
        and not _is_counted(found, table)
    )


Read = Printed | Literal["gap", "none"] | None
"""A number, a place that is left open, one that says there is none, or (None) something else."""
Reader = Callable[[int, int], Read]
"""What stands where a line (its place) is crossed by another."""


def _reader(grid: Grid, kind: Literal["column", "row"]) -> Reader:
    def read(line: int, crossing: int) -> Read:
        row, col = (line, crossing) if kind == "column" else (crossing, line)
        if (found := grid.number(row, col)) is not None:
            return found
        return "none" if grid.is_none(row, col) else "gap" if grid.is_empty(row, col) else None

    return read


def _across(
    grid: Grid, total: Total, line: Line, number: Reader, kind: Literal["column", "row"]
) -> _Across | None:
    """A stated number with all its readings; None where nothing is stated or no reading is known."""
    stated = number(total.line.place, line.place)
    if not isinstance(stated, Printed):
        return None

    def added(readings: Sequence[Lines]) -> tuple[Sum, ...]:
        read = [[number(one.place, line.place) for one in lines] for lines in readings]
        sums = [one for parts in read if (one := _added(grid.table, stated, parts, line, kind)) is not None]
        return tuple(sorted(sums, key=lambda one: not one.comes_out))

    across = _Across(tuple(map(added, total.ways)), added(total.breakdowns))
    return across if any(across.ways) or across.breakdowns else None


def _added(
    table: Table,
    stated: Printed,
    read: Sequence[Read],
    line: Line,
    kind: Literal["column", "row"],
) -> Sum | None:
    """A total with its parts; None where one is worded, of another unit, or left out and missed, or nothing adds up."""
    parts = [one for one in read if isinstance(one, Printed)]
    if None in read or len(parts) < LEAST_PARTS or {one.unit for one in parts} != {stated.unit}:
        return None
    if line.counts_no_amount or stated.unit in _PERCENT:
        found = shares_total(stated, parts) if is_share(line.words) or not line.counts_no_amount else None
    else:
        found = _amount(table, Sum(kind, stated, tuple(parts), half_steps([*parts, stated])))
    return found if found is None or "gap" not in read or _shows_in_spite_of_gaps(found) else None


def _shows_in_spite_of_gaps(found: Sum) -> bool:
    """Whether a sum comes out without what is left open, or is too great already."""
    return found.comes_out or (found.added > found.wanted and all(part.value >= 0 for part in found.parts))


def _amount(table: Table, found: Sum) -> Sum | None:
    """The sum with its rounding taken back where things are counted one by one; percents are looked at as shares."""
    if found.is_off_by == 0 or found.stated is None:
        return found
    if _unit(found.stated, table) in _PERCENT:
        return shares_total(found.stated, found.parts)
    return replace(found, allowed=found.allowed * 0) if _is_counted(found, table) else found


def _is_counted(found: Sum, table: Table) -> bool:
    return found.stated is not None and _unit(found.stated, table) in _COUNTED


def _unit(stated: Printed, table: Table) -> str:
    return stated.unit or unit_word(table, stated.cell, "", table.unit_note or table.caption)

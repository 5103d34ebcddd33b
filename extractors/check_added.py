"""One sum done again: what was stated, what the parts come to, and how far rounding may move that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractors.check_grid import Printed

Kind = Literal["column", "row", "shares"]
HUNDRED = Decimal(100)
LEAST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Sum:
    """A total (None for shares that must make 100 without saying so), its parts, and what they come to.

    `allowed` follows from the digits that are printed. `is_told` says that the sum does not come out, and that
    nothing speaks against its being the sum of these parts.
    """

    kind: Kind
    stated: Printed | None
    parts: tuple[Printed, ...]
    allowed: Decimal
    is_told: bool = False

    @property
    def wanted(self) -> Decimal:
        return HUNDRED if self.stated is None else self.stated.value

    @property
    def added(self) -> Decimal:
        return sum((part.value for part in self.parts), start=Decimal(0))

    @property
    def is_off_by(self) -> Decimal:
        return abs(self.added - self.wanted)

    @property
    def comes_out(self) -> bool:
        return self.is_off_by <= self.allowed


def half_steps(numbers: Sequence[Printed]) -> Decimal:
    """How far the sum of rounded numbers may be off: half of one in the last printed digit of each."""
    return sum((number.step for number in numbers), start=Decimal(0)) / 2

"""A cut of a part of the page: what stands above it, in its two columns, and below."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from extractors.layout.column_sides import Gap


class Part(Enum):
    """Where something stands beside a cut."""

    ABOVE = auto()
    LEFT = auto()
    RIGHT = auto()
    BELOW = auto()


@dataclass(frozen=True, slots=True)
class Cut:
    """Two columns between `top` and `bottom`, parted by the gap from `left` to `right`, in points."""

    top: float
    bottom: float
    left: float
    right: float
    note: Part | None = None  # the side that is a note beside the text, read after it
    is_titled: bool = False  # tables stand in the columns, each under a title of its own

    @property
    def x(self) -> float:
        """The middle of the gap."""
        return (self.left + self.right) / 2

    def part_of(self, x: float, y: float) -> Part:
        """The part that a point lies in."""
        if y < self.top:
            return Part.ABOVE
        if y > self.bottom:
            return Part.BELOW
        return Part.LEFT if x < self.x else Part.RIGHT


def part_rooms(cut: Cut, room: Gap) -> list[tuple[Part, Gap]]:
    """The parts in reading order, each with the stretch from left to right that it may fill."""
    columns = [(Part.LEFT, (room[0], cut.left)), (Part.RIGHT, (cut.right, room[1]))]
    columns = columns[::-1] if cut.note is Part.LEFT else columns
    return [(Part.ABOVE, room), *columns, (Part.BELOW, room)]

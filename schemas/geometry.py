"""Places on a page: PDF points, the origin at the top left of the upright page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Placed(Protocol):
    """What has a place on a page, in points: a box, a glyph."""

    @property
    def x0(self) -> float: ...

    @property
    def top(self) -> float: ...

    @property
    def x1(self) -> float: ...

    @property
    def bottom(self) -> float: ...


@dataclass(frozen=True, slots=True, order=True, init=False)
class Box:
    """An upright rectangle in points.

    >>> Box(0, 0, 10, 10).union(Box(5, 5, 20, 8))
    Box(x0=0, top=0, x1=20, bottom=10)
    >>> Box(0, 0, 10, 10).overlap(Box(5, 5, 20, 8))
    15
    """

    x0: float
    top: float
    x1: float
    bottom: float

    def __init__(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Written out: nothing is made as often, and the generated one takes twice as long."""
        _put_x0(self, x0)
        _put_top(self, top)
        _put_x1(self, x1)
        _put_bottom(self, bottom)
        if x0 > x1 or top > bottom:
            self.__post_init__()

    def __post_init__(self) -> None:
        if self.x0 > self.x1 or self.top > self.bottom:
            raise ValueError(f"box must satisfy x0 <= x1 and top <= bottom, got {self}")

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )

    def overlap(self, other: Box) -> float:
        """The shared area in square points; 0 where the boxes do not meet."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        if width <= 0:
            return 0
        return width * max(min(self.bottom, other.bottom) - max(self.top, other.top), 0)

    def contains(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def holds(self, other: Box, share: float = 0.95) -> bool:
        """True where a smaller box lies in this one, all of it or the given share of its area."""
        return self.area > other.area and self.overlap(other) >= share * other.area

    def within(self, frame: Box) -> Box:
        """The part of this box that lies inside `frame`; ValueError where there is none.

        >>> Box(-3, 5, 10, 20).within(Box(0, 0, 8, 90))
        Box(x0=0, top=5, x1=8, bottom=20)
        """
        if (
            self.x0 >= frame.x0
            and self.top >= frame.top
            and self.x1 <= frame.x1
            and self.bottom <= frame.bottom
        ):
            return self
        return Box(
            max(self.x0, frame.x0),
            max(self.top, frame.top),
            min(self.x1, frame.x1),
            min(self.bottom, frame.bottom),
        )

    def part(self, start: float, end: float) -> Box:
        """The stretch between two shares of the width: part(0, 0.5) is the left half."""
        return Box(self.x0 + start * self.width, self.top, self.x0 + end * self.width, self.bottom)

    def as_list(self) -> list[float]:
        """Rounded to hundredths of a point, as the exports show it."""
        return [round(edge, 2) for edge in (self.x0, self.top, self.x1, self.bottom)]


# What stores a field of a frozen box: `object.__setattr__` would look each name up anew.
_put_x0, _put_top, _put_x1, _put_bottom = (vars(Box)[name].__set__ for name in ("x0", "top", "x1", "bottom"))


def enclosing(boxes: Iterable[Placed]) -> Box:
    """Return the smallest box around `boxes`; ValueError when there are none."""
    around = iter(boxes)
    first = next(around, None)
    if first is None:
        raise ValueError("no box to enclose")
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    for box in around:
        # As `min` and `max` do, in a third of the time.
        if box.x0 < x0:  # noqa: PLR1730
            x0 = box.x0
        if box.top < top:  # noqa: PLR1730
            top = box.top
        if box.x1 > x1:  # noqa: PLR1730
            x1 = box.x1
        if box.bottom > bottom:  # noqa: PLR1730
            bottom = box.bottom
    return Box(x0, top, x1, bottom)

"""Turns between a page as it is stored and the page set upright."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np

Turn = Literal[0, 90, 180, 270]

_Pixel = TypeVar("_Pixel", bound="np.generic")


def upright_size(width: float, height: float, turn: int) -> tuple[float, float]:
    """The size of a page after a clockwise turn of `turn` degrees was undone.

    >>> upright_size(595.0, 842.0, 90)
    (842.0, 595.0)
    """
    return (height, width) if turn in (90, 270) else (width, height)


def upright_box(box: Box, width: float, height: float, turn: int) -> Box:
    """Where `box` of a page of `width` x `height` lies once the turn is undone.

    >>> upright_box(Box(80, 10, 90, 40), 100, 200, 90)
    Box(x0=10, top=10, x1=40, bottom=20)
    >>> upright_box(Box(80, 10, 90, 40), 100, 200, 180)
    Box(x0=10, top=160, x1=20, bottom=190)
    >>> upright_box(Box(80, 10, 90, 40), 100, 200, 270)
    Box(x0=160, top=80, x1=190, bottom=90)
    """
    if turn == 90:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    if turn == 180:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if turn == 270:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    return box


def upright_image(
    image: np.ndarray[tuple[int, ...], np.dtype[_Pixel]], turn: int
) -> np.ndarray[tuple[int, ...], np.dtype[_Pixel]]:
    """`image` with a clockwise turn of `turn` degrees undone."""
    import numpy as np  # sizes and boxes are asked for by commands that see no image

    return np.ascontiguousarray(np.rot90(image, k=turn // 90))

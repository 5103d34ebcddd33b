"""What the operators of a content stream set: the graphics state with its text part, and how paths are gathered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extractors.readers.content_faces import Face

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[float, ...]  # grey, RGB or CMYK; empty where the numbers do not say what is seen

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class State:
    """The graphics state as far as words and drawings depend on it; ISO 32000-1, 8.4 and 9.3.

    `matrix` is that of the text line, `x` and `y` are how far text has run from its origin. Colours have
    the number of components of their space, None where its numbers do not say what is seen.
    """

    ctm: Matrix = IDENTITY
    face: Face | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scaling: float = 100.0
    leading: float = 0.0
    mode: int = 0
    rise: float = 0.0
    matrix: Matrix = IDENTITY
    x: float = 0.0
    y: float = 0.0
    stroke: Colour = ()
    fill: Colour = ()
    stroke_parts: int | None = 1
    fill_parts: int | None = 1

    def copy(self) -> State:
        """What `q` keeps for `Q`."""
        return State(
            self.ctm, self.face, self.size, self.char_space, self.word_space, self.scaling, self.leading,
            self.mode, self.rise, self.matrix, self.x, self.y, self.stroke, self.fill, self.stroke_parts,
            self.fill_parts,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """From the space that the page's matrix leads to, counted upwards, to the page that a viewer shows.

    `left` and `top` are where pdfplumber lets the media box begin, `height` is its height; `shift` and
    `scale` move on to the crop box.
    """

    left: float
    top: float
    height: float
    shift: tuple[float, float]
    scale: float

    def across(self, x: float) -> float:
        """pdfplumber's x."""
        return x + self.left if self.left else x

    def down(self, y: float) -> float:
        """pdfplumber's distance from the top."""
        return (self.height - y) + self.top


def product(first: Matrix, then: Matrix) -> Matrix:
    """`first` applied, then `then`; in pdfminer's order of operations, so that the last digit agrees.

    >>> product((1, 0, 0, 1, 5, 7), (2, 0, 0, 3, 0, 0))
    (2, 0, 0, 3, 10, 21)
    """
    a1, b1, c1, d1, e1, f1 = first
    a0, b0, c0, d0, e0, f0 = then
    return (
        a0 * a1 + c0 * b1,
        b0 * a1 + d0 * b1,
        a0 * c1 + c0 * d1,
        b0 * c1 + d0 * d1,
        a0 * e1 + c0 * f1 + e0,
        b0 * e1 + d0 * f1 + f0,
    )


def moved(matrix: Matrix, x: float, y: float) -> Matrix:
    """`matrix` with its origin at (x, y) of its own space."""
    a, b, c, d, e, f = matrix
    return a, b, c, d, x * a + y * c + e, x * b + y * d + f


def bounds(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """The upright rectangle around a transformed one.

    >>> bounds((0, 1, -1, 0, 0, 0), 0, 0, 10, 4)
    (-4, 0, 0, 10)
    """
    a, b, c, d, e, f = matrix
    across = (a * x0 + c * y0 + e, a * x1 + c * y0 + e, a * x1 + c * y1 + e, a * x0 + c * y1 + e)
    up = (b * x0 + d * y0 + f, b * x1 + d * y0 + f, b * x1 + d * y1 + f, b * x0 + d * y1 + f)
    return min(across), min(up), max(across), max(up)

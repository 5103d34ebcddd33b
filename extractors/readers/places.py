"""The places of many glyphs as one table of numbers: a page has thousands of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import Final

import numpy as np

from schemas.geometry import Placed

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_EDGES: Final = attrgetter("x0", "top", "x1", "bottom")


def places_of(boxes: Sequence[Placed]) -> Numbers:
    """A row (x0, top, x1, bottom) for each box.

    >>> from schemas.geometry import Box
    >>> places_of([Box(0, 1, 2, 3), Box(4, 5, 6, 7)]).tolist()
    [[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0]]
    """
    edges = chain.from_iterable(map(_EDGES, boxes))
    return np.fromiter(edges, dtype=np.float64, count=4 * len(boxes)).reshape(-1, 4)

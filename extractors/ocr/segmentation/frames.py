"""Frames of dots or dashes: boxes that no ruling closes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from extractors.ocr.segmentation.glyphs import Glyphs, dotted_chains
from extractors.ocr.segmentation.shapes import Box

_END_PT: Final = 10.0  # between the ends of the upper and the lower edge: a dash and its gap
_LEAST_PT: Final = 10.0  # from the upper to the lower edge: a line of small print
_SIDE_PT: Final = 2.5  # around the ends of the edges: where the dashes of the sides stand
_THIN_PT: Final = 2.2


@dataclass(frozen=True, slots=True)
class _Edge:
    """A chain of dots that lies flat."""

    x0: int
    x1: int
    y: int


def dotted_frames(glyphs: Glyphs, scale: float) -> list[Box]:
    """Boxes with a chain of dots above and below and at least a dot on either side; leaders in tables of contents have none."""
    edges = sorted(
        (_edge(glyphs, chain) for chain in dotted_chains(glyphs, scale, upright=False)),
        key=lambda edge: edge.y,
    )
    boxes = []
    for number, above in enumerate(edges):
        below = next((edge for edge in edges[number + 1 :] if _are_pair(above, edge, scale)), None)
        if below and _has_sides(glyphs, above, below, scale):
            x0, x1 = min(above.x0, below.x0), max(above.x1, below.x1)
            boxes.append((x0, above.y, x1, below.y))
    return boxes


def _edge(glyphs: Glyphs, chain: np.ndarray[tuple[int], np.dtype[np.int32]]) -> _Edge:
    level = int(np.median(glyphs.top[chain] + glyphs.bottom[chain])) // 2
    return _Edge(int(glyphs.x0[chain].min()), int(glyphs.x1[chain].max()), level)


def _are_pair(above: _Edge, below: _Edge, scale: float) -> bool:
    ends = max(abs(above.x0 - below.x0), abs(above.x1 - below.x1))
    return ends <= _END_PT * scale and below.y - above.y >= _LEAST_PT * scale


def _has_sides(glyphs: Glyphs, above: _Edge, below: _Edge, scale: float) -> bool:
    thin = glyphs.width <= _THIN_PT * scale
    between = (glyphs.top > above.y) & (glyphs.bottom < below.y) & thin
    middle, near = (glyphs.x0 + glyphs.x1) / 2, _SIDE_PT * scale
    left, right = min(above.x0, below.x0), max(above.x1, below.x1)
    return all(
        bool((between & (middle >= end - near - reach) & (middle <= end + near + further)).any())
        for end, reach, further in ((left, _END_PT * scale, 0.0), (right, 0.0, _END_PT * scale))
    )

"""The drawn lines and pictures of a PDF page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from extractors.readers.ruling_lines import merge, straight
from schemas.geometry import Box
from schemas.page import Ruling

_THIN: Final = 2.2  # points: a filled rectangle no thicker than this is a line
_MIN_GROUND: Final = 8.0  # points on the shorter side: nothing is written on less
MOST_POINTS: Final = 8  # of a cell border's path: more are a glyph or a chart
_MIN_PICTURE: Final = 12.0  # points on the shorter side: smaller images are bullets and dots


def drawn_rulings(page: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[Ruling, ...]:
    """Return the straight lines of pdfplumber's lines, rects and curves, merged."""
    return merge([*_from_lines(page["line"]), *_from_rects(page["rect"]), *_from_curves(page["curve"])])


def _from_lines(lines: Iterable[Mapping[str, Any]]) -> Iterator[Ruling]:
    for line in lines:
        if line.get("stroke", True) and not _pale(line.get("stroking_color")):
            yield from _present(straight(line["x0"], line["top"], line["x1"], line["bottom"]))


def _from_rects(rects: Iterable[Mapping[str, Any]]) -> Iterator[Ruling]:
    for rect in rects:
        x0, top, x1, bottom = rect["x0"], rect["top"], rect["x1"], rect["bottom"]
        filled = rect.get("fill") and not _pale(rect.get("non_stroking_color"))
        if min(x1 - x0, bottom - top) <= _THIN and (filled or rect.get("stroke")):
            yield from _present(_spine(x0, top, x1, bottom))
        elif rect.get("stroke") and not _pale(rect.get("stroking_color")):
            yield from _outline([(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)])


def grounds(rects: Iterable[Mapping[str, Any]]) -> tuple[Box, ...]:
    """The filled rectangles that words may stand on, but for white ones."""
    return tuple(sorted({box for rect in rects if (box := _ground(rect)) is not None}))


def _ground(rect: Mapping[str, Any]) -> Box | None:
    edges = [float(rect[edge]) for edge in ("x0", "top", "x1", "bottom")]
    if not rect.get("fill") or _pale(rect.get("non_stroking_color")) or not all(map(math.isfinite, edges)):
        return None
    x0, top, x1, bottom = edges
    return Box(x0, top, x1, bottom) if min(x1 - x0, bottom - top) >= _MIN_GROUND else None


def _spine(x0: float, top: float, x1: float, bottom: float) -> Ruling | None:
    """The middle line of a thin rectangle."""
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return straight(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return straight(middle, top, middle, bottom)


def _from_curves(curves: Iterable[Mapping[str, Any]]) -> Iterator[Ruling]:
    for curve in curves:
        points = curve.get("pts") or ()
        if curve.get("stroke") and not _pale(curve.get("stroking_color")) and len(points) <= MOST_POINTS:
            yield from _outline(points)


def _outline(points: Sequence[tuple[float, float]]) -> Iterator[Ruling]:
    for (x0, y0), (x1, y1) in pairwise(points):
        yield from _present(straight(x0, y0, x1, y1))


def _present(rule: Ruling | None) -> Iterator[Ruling]:
    if rule is not None and all(math.isfinite(edge) for edge in (rule.x0, rule.y0, rule.x1, rule.y1)):
        yield rule


def _pale(colour: Any) -> bool:
    """True for white: lines that hide what lies below and show nothing themselves."""
    if not isinstance(colour, tuple | list) or not all(isinstance(part, int | float) for part in colour):
        return False
    if len(colour) == 4:
        return bool(max(colour) < 0.02)
    return len(colour) > 0 and bool(min(colour) > 0.98)


def pictures(images: Iterable[Mapping[str, Any]], page: Box) -> tuple[Box, ...]:
    """The boxes of the images that a reader of the page takes for pictures, cut to the page."""
    boxes = []
    for image in images:
        edges = [float(image[edge]) for edge in ("x0", "top", "x1", "bottom")]
        if not all(math.isfinite(edge) for edge in edges):
            continue
        x0, x1 = max(min(edges[0], edges[2]), page.x0), min(max(edges[0], edges[2]), page.x1)
        top, bottom = max(min(edges[1], edges[3]), page.top), min(max(edges[1], edges[3]), page.bottom)
        if min(x1 - x0, bottom - top) >= _MIN_PICTURE:
            boxes.append(Box(x0, top, x1, bottom))
    return tuple(sorted(set(boxes)))

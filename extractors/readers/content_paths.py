"""Paths of a content stream, made into the lines, rectangles and curves that pdfplumber tells of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.readers.content_states import Place, State
from extractors.readers.drawings import MOST_POINTS

_Step = tuple[float, ...]
_Point = tuple[float, float]
_LINES = ("mlh", "ml")
_QUADRANGLES = ("mlllh", "mllll")


class Path:
    """The path under construction: 'm', 'l', 'c' or 'h' for each step, and the point that it reaches."""

    __slots__ = ("_points", "_shape")

    def __init__(self) -> None:
        self._shape: list[str] = []
        self._points: list[_Point] = []

    def add(self, letter: str, x: float, y: float) -> None:
        """A step to a point; of a curve only its end counts."""
        self._shape.append(letter)
        self._points.append((x, y))

    def close(self) -> None:
        """Back to where the part began, which is found when the path is painted."""
        self._shape.append("h")
        self._points.append((0.0, 0.0))

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """As its four sides."""
        self._shape.extend("mlllh")
        self._points.extend(((x, y), (x + width, y), (x + width, y + height), (x, y + height), (0.0, 0.0)))

    def parts(self) -> Iterator[tuple[str, list[_Point]]]:
        """Each part from one 'm' to the next; a path that begins otherwise has none."""
        shape = "".join(self._shape)
        if not shape.startswith("m"):
            return
        start = 0
        while start >= 0:
            following = shape.find("m", start + 1)
            end = following if following >= 0 else len(shape)
            if end - start > 1:
                yield shape[start:end], self._points[start:end]
            start = following


def drawings_of(
    path: Path, state: State, place: Place, *, stroke: bool, fill: bool
) -> Iterator[tuple[str, Any]]:
    """(kind, drawing) of each part, by pdfplumber's names; None for one of too many points for a border."""
    for shape, points in path.parts():
        if len(shape) > MOST_POINTS + 1:
            yield "curve", None
            continue
        kind, placed = _kind(shape, _transformed(shape, points, state))
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        drawing: dict[str, Any] = {
            "x0": place.across(min(xs)),
            "x1": place.across(max(xs)),
            "top": place.down(max(ys)),
            "bottom": place.down(min(ys)),
            "stroke": stroke,
            "fill": fill,
            "stroking_color": state.stroke,
            "non_stroking_color": state.fill,
        }
        if kind == "curve":
            drawing["pts"] = [(place.left + x, place.top + place.height - y) for x, y in placed]
        yield kind, drawing


def _transformed(shape: str, points: list[_Point], state: State) -> list[_Point]:
    a, b, c, d, e, f = state.ctm
    begin = points[0]
    reached = (begin if letter == "h" else point for letter, point in zip(shape, points, strict=True))
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in reached]


def _kind(shape: str, points: list[_Point]) -> tuple[str, list[_Point]]:
    if len(shape) > 3 and shape.endswith("lh") and points[-2] == points[0]:
        shape, points = f"{shape[:-2]}h", points[:-1]
    if shape in _LINES:
        return "line", points[:2]
    if shape in _QUADRANGLES and _is_rectangle(points):
        return "rect", [points[0], points[2]]
    return "curve", points


def _is_rectangle(points: list[_Point]) -> bool:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3), last = points
    return (x0, y0) == last and (
        (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)
    )

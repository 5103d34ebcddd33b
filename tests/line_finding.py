"""Lines that page segmentation found, held against those that were drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.ocr.segmentation.text_line import TextLine
from fixtures.drawn_pages import Box, DrawnLine
from tests.measures import Share

_COVERED = 0.9  # of a line's width by what was found on it
_WORN = 2.0  # pixels
_SHARED = 0.3  # of the lower height of two boxes: they stand on one level
VERDICTS = ("right", "parted", "beside", "over", "cut", "lost")


def verdicts(drawn: Sequence[DrawnLine], found: Sequence[TextLine]) -> list[str]:
    """For each drawn line one of VERDICTS.

    Found alone, in pieces, with a line beside it, with a line above or below it, in part, not at all.

    Lines that stand in each other's way (a label in a frame) are judged as any other.
    """
    boxes = [(line.x0, line.top, line.x1, line.bottom) for line in found]
    return [_verdict(one, [box for box in boxes if _is_on(box, one.box)], drawn) for one in drawn]


def _verdict(one: DrawnLine, here: Sequence[Box], drawn: Sequence[DrawnLine]) -> str:
    if not here:
        return "lost"
    others = [
        other.box for other in drawn if other is not one and any(_is_on(box, other.box) for box in here)
    ]
    if any(not _is_level(one.box, other) for other in others):
        return "over"
    if others:
        return "beside"
    if _covered(one.box, here) < _COVERED:
        return "cut"
    return "right" if len(here) == 1 else "parted"


def _is_on(box: Box, line: Box) -> bool:
    """True where they share a level and some width: two pixels of a neighbour are no line."""
    down = min(box[3], line[3]) - max(box[1], line[1])
    along = min(box[2], line[2]) - max(box[0], line[0])
    return down > _SHARED * min(box[3] - box[1], line[3] - line[1]) and along > min(
        4.0, (line[2] - line[0]) / 2
    )


def _is_level(one: Box, other: Box) -> bool:
    return min(one[3], other[3]) - max(one[1], other[1]) > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _covered(line: Box, pieces: Iterable[Box]) -> float:
    """The share of its width; scans take a pixel or two from the ends of ink."""
    line = (line[0] + _WORN, line[1], max(line[2] - _WORN, line[0] + _WORN + 1), line[3])
    reach, total = line[0], 0.0
    for x0, _, x1, _ in sorted(pieces):
        total += max(0.0, min(x1, line[2]) - max(x0, reach))
        reach = max(reach, x1)
    return total / (line[2] - line[0])


def by_kind(pages: Iterable[tuple[Sequence[DrawnLine], Sequence[str]]]) -> dict[str, Counter[str]]:
    """Verdicts counted for each kind of line."""
    out: dict[str, Counter[str]] = {}
    for drawn, judged in pages:
        for line, verdict in zip(drawn, judged, strict=True):
            out.setdefault(line.kind, Counter())[verdict] += 1
    return out


def share_of(counts: Iterable[Counter[str]], verdicts_wanted: Sequence[str]) -> Share:
    """Lines with one of the verdicts, out of all."""
    total: Counter[str] = sum(counts, Counter())
    return Share(sum(total[verdict] for verdict in verdicts_wanted), total.total())

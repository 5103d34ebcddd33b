"""A page read, held against its layout truth by geometry, so that reading order does not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.geometry import Box
from schemas.page import Word
from tests.measures import JudgedWord, Pair, Share, folded, judged, squashed


@dataclass(frozen=True, slots=True)
class TruthLine:
    """A printed line and where it stands, in points of the upright page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageTruth:
    """The lines of a page, and its pictures: what is read inside those is not scored."""

    lines: tuple[TruthLine, ...]
    figures: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class PageReading:
    """Each truth line with what was read on it, the characters read on no line, the words with their merit.

    All texts are folded. A line that was not found is read as nothing.
    """

    pairs: tuple[Pair, ...]
    stray: str
    words: tuple[JudgedWord, ...]


def page_truth(layout: dict[str, Any], page_no: int) -> PageTruth:
    """Lines and pictures of a page of a layout/1 file, with the header rows that are repeated on it."""
    blocks = layout["pages"][page_no - 1]["blocks"]
    lines = [_line(line["text"], line["bbox"]) for b in blocks for line in b["lines"] if "bbox" in line]
    cells = [cell for table in layout["tables"] for cell in table["cells"]]
    parts = [part for cell in cells for part in cell["parts"] if part["page"] == page_no]
    lines += [line for part in parts if part["repeat"] for line in _repeated(part)]
    figures = [cell["figure"] for cell in cells if cell.get("figure", {}).get("page") == page_no]
    figures += [block for block in blocks if block["type"] == "figure"]
    return PageTruth(tuple(lines), tuple(Box(*map(float, figure["bbox"])) for figure in figures))


def _line(text: str, box: Sequence[float]) -> TruthLine:
    return TruthLine(text, Box(*map(float, box)))


def _repeated(part: dict[str, Any]) -> Iterator[TruthLine]:
    """A header row that is drawn again is told without line boxes: its lines share the cell evenly."""
    x0, top, x1, bottom = part["bbox"]
    step = (bottom - top) / max(1, len(part["lines"]))
    for number, line in enumerate(part["lines"]):
        yield _line(line["text"], (x0 + 2, top + number * step, x1 - 2, top + (number + 1) * step))


def stray_share(pages: Iterable[PageReading]) -> Share:
    """Characters read where no line is, out of the characters of the truth; it may pass 1."""
    whole = list(pages)
    return Share(
        sum(len(page.stray) for page in whole),
        sum(len(squashed(truth)) for page in whole for truth, _ in page.pairs),
    )


def held_against(words: Iterable[Word], truth: PageTruth) -> PageReading:
    """Give each word to the line that it lies on; one that runs over two cells of a row is parted."""
    found: list[list[Word]] = [[] for _ in truth.lines]
    stray = ""
    for word in words:
        row = _row(word.box, truth.lines)
        if row:
            for number, piece in _parted(word, row, truth.lines):
                found[number].append(piece)
        elif not any(figure.contains(*word.box.centre) for figure in truth.figures):
            stray += squashed(folded(word.text))
    pairs, merits = [], []
    for line, pieces in zip(truth.lines, found, strict=True):
        pieces.sort(key=lambda piece: piece.box.x0)
        text = folded(line.text)
        pairs.append((text, _joined(pieces)))
        merits += judged(text, [(folded(piece.text), piece.confidence or 0.0) for piece in pieces])
    return PageReading(tuple(pairs), stray, tuple(merits))


def _joined(words: Sequence[Word]) -> str:
    return "".join(("" if word.glued else " ") + folded(word.text) for word in words).strip()


def _row(box: Box, lines: Sequence[TruthLine]) -> list[int]:
    """The lines beside one another that the box lies on, by its middle height; a third of a line is forgiven."""
    _, y = box.centre
    near = {}
    for number, line in enumerate(lines):
        height = line.box.height
        if box.x1 > line.box.x0 - height / 2 and box.x0 < line.box.x1 + height / 2:
            away = abs(y - line.box.centre[1]) / height
            if away < 0.5 + 1 / 3:
                near[number] = away
    nearest = min(near.values(), default=0.0)
    return [number for number, away in near.items() if away < nearest + 0.2]


def _parted(word: Word, row: Sequence[int], lines: Sequence[TruthLine]) -> Iterator[tuple[int, Word]]:
    """The word for the line that holds most of it; its characters one by one where it runs well past that."""

    def shared(number: int) -> float:
        return min(word.box.x1, lines[number].box.x1) - max(word.box.x0, lines[number].box.x0)

    best = max(row, key=shared)
    others = [number for number in row if number != best and shared(number) > 0.1 * word.box.width]
    if not others:
        yield best, word
        return
    runs: dict[int, list[int]] = {}
    for at in range(len(word.text)):
        x = word.box.x0 + (at + 0.5) * word.box.width / len(word.text)
        nearest = min(row, key=lambda number: _distance(x, lines[number].box))
        runs.setdefault(nearest, []).append(at)
    for number, places in runs.items():
        yield number, _cut(word, places[0], places[-1] + 1)


def _distance(x: float, box: Box) -> float:
    return max(box.x0 - x, x - box.x1, 0.0)


def _cut(word: Word, first: int, last: int) -> Word:
    step = word.box.width / len(word.text)
    box = Box(word.box.x0 + first * step, word.box.top, word.box.x0 + last * step, word.box.bottom)
    return Word(
        word.text[first:last], box, word.size_pt, confidence=word.confidence, glued=word.glued and not first
    )

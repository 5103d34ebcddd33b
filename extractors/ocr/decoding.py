"""From the net's probabilities to characters with their place: the best class of each frame, repeats and blanks taken out.

Greedy decoding of connectionist temporal classification: A. Graves and others, ICML 2006.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

Probabilities = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_LEAST_APART: Final = 2.0  # frames between the middles of two glyphs that are no ASCII
NOTHING: Final = 0  # the class of frames on which no character is read


@dataclass(frozen=True, slots=True)
class ReadCharacter:
    """A character, its edges in pixels of the crop, and how sure the net is, in [0, 1] and not calibrated."""

    text: str
    x0: float
    x1: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """The characters of a line from left to right; a blank between words is one of them."""

    characters: tuple[ReadCharacter, ...]

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)


@dataclass(frozen=True, slots=True)
class _Run:
    """Frames `first` to `last` that all read one class."""

    label: int
    first: int
    last: int

    @property
    def middle(self) -> float:
        return (self.first + self.last + 1) / 2


def decode(chances: Probabilities, charset: str, frame_px: float) -> ReadLine:
    """Return the characters of one line; `chances` are [frames, classes], `frame_px` is the width of a frame.

    >>> certain = np.eye(3, dtype=np.float32)[[0, 1, 1, 0, 2, 0]]
    >>> [(found.text, found.x0, found.x1) for found in decode(certain, "가1", 10.0).characters]
    [('가', 7.5, 32.5), ('1', 32.5, 57.5)]
    """
    runs = _parted(list(_runs(chances.argmax(axis=1))), chances, charset)
    edges = _edges(runs, len(chances))
    doubts = [
        _gap_trust(chances, before, after) for before, after in zip([None, *runs], [*runs, None], strict=True)
    ]
    characters = []
    for at, run in enumerate(runs):
        own = float(chances[run.first : run.last + 1, run.label].max())
        sure = min(own, doubts[at], doubts[at + 1])
        characters.append(
            ReadCharacter(charset[run.label - 1], edges[at] * frame_px, edges[at + 1] * frame_px, sure)
        )
    return ReadLine(tuple(characters))


def _runs(best: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Iterator[_Run]:
    starts = np.flatnonzero(np.diff(best, prepend=-1)).tolist()
    for first, end in zip(starts, [*starts[1:], len(best)], strict=True):
        if best[first] != NOTHING:
            yield _Run(int(best[first]), first, end - 1)


def _parted(runs: list[_Run], chances: Probabilities, charset: str) -> list[_Run]:
    """Of wide glyphs that stand on one another, the likelier: the net wavers between 산 and 삳, ㎡ and ㎥ over one.

    Measured on real pages in condensed faces: two glyphs are at least two frames apart, a quarter of an em.
    """
    kept: list[_Run] = []
    for run in runs:
        if kept and _is_one_glyph(kept[-1], run, charset):
            first, last = kept[-1].first, run.last
            weights = chances[first : last + 1][:, [kept[-1].label, run.label]].sum(axis=0)
            label = kept[-1].label if weights[0] >= weights[1] else run.label
            kept[-1] = _Run(label, first, last)
        else:
            kept.append(run)
    return kept


def _is_one_glyph(before: _Run, after: _Run, charset: str) -> bool:
    both = (charset[before.label - 1], charset[after.label - 1])
    touching = after.first == before.last + 1 and after.middle - before.middle < _LEAST_APART
    return touching and not any(letter.isascii() for letter in both)


def _edges(runs: list[_Run], frames: int) -> list[float]:
    """Borders half-way between neighbours; the outer ones as far out as the inner ones, inside the line."""
    if not runs:
        return []
    middles = [run.middle for run in runs]
    inner = [(before + after) / 2 for before, after in pairwise(middles)]
    left = middles[0] - (inner[0] - middles[0] if inner else 2.0)
    right = middles[-1] + (middles[-1] - inner[-1] if inner else 2.0)
    return [max(left, 0.0), *inner, min(right, float(frames))]


def _gap_trust(chances: Probabilities, before: _Run | None, after: _Run | None) -> float:
    """How sure it is that nothing stands between two characters: the frame that most likely holds another one decides."""
    first = before.first if before else 0
    last = after.last if after else len(chances) - 1
    part = chances[first : last + 1]
    if not len(part):
        return 1.0
    known = [NOTHING, *(run.label for run in (before, after) if run)]
    return float(min(part[:, sorted(set(known))].sum(axis=1).min(), 1.0))

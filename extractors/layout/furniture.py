"""Running headers, footers and page numbers: what a page repeats at its edges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from extractors.layout.lines import Line, dominant_size, find_lines
from extractors.layout.markers import find_marker
from schemas.document import BlockKind
from schemas.geometry import Box, enclosing
from schemas.page import RawPage, Word

_EDGE: Final = 0.11  # of the page's height, at the top and at the bottom
_LEVEL: Final = 10.0  # points that a running line may move from page to page
_ALIKE: Final = 0.85
_FAR: Final = 3.0  # sizes of type between a running title and the page number on its line
_WINDOW: Final = 2  # pages before and after that a line is compared with: running lines may alternate
_SHARE: Final = 0.4  # of those pages have a running line
_APART: Final = 0.8  # sizes of type of white between a running line that opens with a bullet and the text
_SMALL: Final = 0.96  # of the text's size: a running line is smaller
_WIDE: Final = 0.9  # of the text's width: the rule under a running line
_BULLETS: Final = frozenset("□■◇◆○●ㅇ")
# "- 3 -", "— 3 —", "3 / 12", "3쪽", "Page 3", "(4쪽 중 제3쪽)": the number of the page, alone on its line.
_PAGE_NUMBER = re.compile(
    r"(?:[-–—~=<\[(]\s*)?(?:총?\s?\d{1,4}\s?쪽\s?(?:중|가운데)\s?)?(?:page\s*|제\s?(?=\d+\s?쪽))?(?P<number>\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?\s*쪽?(?:\s*[-–—~=>\])])?",
    re.I,
)
# "- j -", "~ 2 =": the same as OCR reads it.
_READ_NUMBER = re.compile(r"[-–—~=_]\s*\S{1,3}\s*[-–—~=_]")
_DUST: Final = "·.,'`‘’ "  # what specks beside a number are read as
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line at a page's edge that is no part of the text."""

    kind: BlockKind
    line: Line


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: RawPage
    line: Line
    at_top: bool
    is_outermost: bool


def find_furniture(pages: Sequence[tuple[RawPage, Sequence[Word]]]) -> list[list[EdgeLine]]:
    """Return the furniture of each page, from top to bottom; the words are those on the open page."""
    candidates = [_candidates(page, words) for page, words in pages]
    found: list[list[EdgeLine]] = []
    for index, own in enumerate(candidates):
        near = [*candidates[max(index - _WINDOW, 0) : index], *candidates[index + 1 : index + 1 + _WINDOW]]
        found.append([edge for one in own for edge in _edges(one, near)])
    return found


def _edges(one: _Candidate, near: Sequence[Sequence[_Candidate]]) -> list[EdgeLine]:
    """The line if it is furniture; a page number at the end of a running line is a line of its own."""
    kind = _kind(one, near)
    if kind is None or kind is BlockKind.PAGE_NUMBER:
        return [EdgeLine(kind, one.line)] if kind else []
    for number, rest in _ends_apart(one.line):
        if _is_page_number(replace(one, line=number), near):
            parts = [EdgeLine(BlockKind.PAGE_NUMBER, number), EdgeLine(kind, rest)]
            return sorted(parts, key=lambda edge: edge.line.box.x0)
    return [EdgeLine(kind, one.line)]


def _ends_apart(line: Line) -> list[tuple[Line, Line]]:
    """What stands far from the rest at the right or the left end of a line, and the rest."""
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(line.words)]
    far = [at for at, gap in enumerate(gaps, start=1) if gap >= _FAR * line.size]
    if not far:
        return []
    right, left = far[-1], far[0]
    return [
        (_part(line, line.words[right:]), _part(line, line.words[:right])),
        (_part(line, line.words[:left]), _part(line, line.words[left:])),
    ]


def _part(line: Line, words: tuple[Word, ...]) -> Line:
    return replace(line, words=words, box=enclosing(word.box for word in words))


def _candidates(page: RawPage, words: Sequence[Word]) -> list[_Candidate]:
    top, bottom = _EDGE * page.height, (1 - _EDGE) * page.height
    upper = find_lines((w for w in words if w.box.bottom <= top), page, (0, page.width))
    lower = find_lines((w for w in words if w.box.top >= bottom), page, (0, page.width))
    return [
        *(_Candidate(page, line, at_top=True, is_outermost=line is upper[0]) for line in upper),
        *(_Candidate(page, line, at_top=False, is_outermost=line is lower[-1]) for line in lower),
    ]


def _kind(one: _Candidate, near: Sequence[Sequence[_Candidate]]) -> BlockKind | None:
    if _is_page_number(one, near):
        return BlockKind.PAGE_NUMBER
    if _runs_on(one, near):
        return BlockKind.HEADER if one.at_top else BlockKind.FOOTER
    return None


def _is_page_number(one: _Candidate, near: Sequence[Sequence[_Candidate]]) -> bool:
    """A number between dashes, or a bare one that is the page's own or that other pages have too."""
    text = _clean(one.line)
    if one.line.origin != "text" and _READ_NUMBER.fullmatch(text):
        return True
    found = _PAGE_NUMBER.fullmatch(text)
    if found is None or not text.isdigit():
        return found is not None
    return one.is_outermost and (int(text) == one.page.page_no or _runs_on(one, near))


def _runs_on(one: _Candidate, near: Sequence[Sequence[_Candidate]]) -> bool:
    """True where the pages around have the line too; an item of a list that returns is no header."""
    if find_marker(one.line.text) in _BULLETS and not _stands_apart(one):
        return False
    pages = [page for page in near if any(_repeats(one, other) for other in page)]
    return len(pages) >= max(1, _SHARE * len(near))


def _stands_apart(one: _Candidate) -> bool:
    """True for "■ 운영 지침 [별지 제3호서식]" at the very edge: away from the text, in smaller type or parted from it by a rule."""
    line, box = one.line, one.line.box
    others = [word for word in one.page.words if not box.contains(*word.box.centre)]
    if not one.is_outermost or not others:
        return False
    white = min(_white(box, word.box, at_top=one.at_top) for word in others)
    is_small = line.size < _SMALL * dominant_size(others)
    return white > _APART * line.size and (is_small or _is_ruled_off(one, white))


def _white(box: Box, other: Box, *, at_top: bool) -> float:
    return other.top - box.bottom if at_top else box.top - other.bottom


def _is_ruled_off(one: _Candidate, white: float) -> bool:
    """True where a rule as wide as the text stands between the line and the text."""
    box, words = one.line.box, one.page.words
    width = max(word.box.x1 for word in words) - min(word.box.x0 for word in words)
    reach = (box.bottom, box.bottom + white) if one.at_top else (box.top - white, box.top)
    return any(
        rule.is_horizontal and reach[0] <= rule.y0 <= reach[1] and abs(rule.x1 - rule.x0) >= _WIDE * width
        for rule in one.page.rulings
    )


def _repeats(one: _Candidate, other: _Candidate) -> bool:
    if one.at_top != other.at_top or abs(one.line.box.top - other.line.box.top) > _LEVEL:
        return False
    key, its = _key(_clean(one.line)), _key(_clean(other.line))
    if "ocr" not in (one.line.origin, other.line.origin):
        return key == its
    return SequenceMatcher(None, key, its, autojunk=False).ratio() >= _ALIKE


def _clean(line: Line) -> str:
    """The line without the points that dust leaves beside a number on a scan."""
    text = line.text.strip()
    bare = text.strip(_DUST)
    return bare if line.origin != "text" and bare.isdigit() else text


def _key(text: str) -> str:
    return _DIGITS.sub("0", "".join(text.split()))[:120]

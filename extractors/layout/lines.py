"""From words to lines: words that share a baseline, left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from statistics import median
from typing import Final

from extractors.kept import kept
from extractors.layout.canonical import glue
from schemas.evidence import Origin
from schemas.geometry import Box, enclosing
from schemas.page import RawPage, Word

_SHARED: Final = 0.5  # of the lower height: words that overlap this much stand on one line
_NEIGHBOURS: Final = 64  # words of a row that a new one is compared with
_RECENT: Final = 8  # lines still open while words are taken from top to bottom

_Place = tuple[float, float, float, float, str]


@dataclass(frozen=True)
class Line:
    """Words of one line with the room they stood in, from `left` to `right`.

    `frame` names the box or picture that the line stands in ("" for the open
    page): lines of two frames never read as one paragraph.
    """

    page_no: int
    origin: Origin
    words: tuple[Word, ...]
    box: Box
    left: float
    right: float
    frame: str = ""
    is_figure: bool = False

    @kept
    def text(self) -> str:
        """The words with the blanks between them."""
        return "".join(glue(before, word) + word.text for before, word in _pairs(self.words))

    @kept
    def size(self) -> float:
        """The font size of most characters."""
        return dominant_size(self.words)

    @kept
    def is_bold(self) -> bool:
        """True where most characters are bold."""
        return 2 * sum(len(word.text) for word in self.words if word.bold) > sum(
            len(w.text) for w in self.words
        )

    @kept
    def baseline(self) -> float:
        """The lower edge of most words: raised marks and commas do not move it."""
        return median(word.box.bottom for word in self.words)

    @property
    def is_centred(self) -> bool:
        """True where the free room lies on both sides alike."""
        before, after = self.box.x0 - self.left, self.right - self.box.x1
        return min(before, after) > 0.8 * self.size and abs(before - after) < 1.5 * self.size

    @property
    def free(self) -> float:
        """The room that the line leaves unused: on both sides where it is centred, else on the right."""
        before, after = self.box.x0 - self.left, self.right - self.box.x1
        return before + after if self.is_centred else after


def _pairs(words: Sequence[Word]) -> Iterable[tuple[Word | None, Word]]:
    return zip([None, *words[:-1]], words, strict=True)


def dominant_size(words: Iterable[Word]) -> float:
    """The font size that most characters have; the larger one where two tie."""
    stated: dict[float, int] = {}
    for word in words:
        stated[word.size_pt] = stated.get(word.size_pt, 0) + len(word.text)
    counted: dict[float, int] = {}
    for exact, characters in stated.items():
        size = round(exact, 1)
        counted[size] = counted.get(size, 0) + characters
    return max(counted, key=lambda size: (counted[size], size))


def find_lines(
    words: Iterable[Word],
    page: RawPage,
    room: tuple[float, float],
    *,
    frame: str = "",
    is_figure: bool = False,
    rows: Sequence[Sequence[Word]] | None = None,
) -> list[Line]:
    """Return the lines of one column, from top to bottom; the order of `words` does not matter.

    `rows` are the words by their lines, where that is known.
    """
    lines = []
    for found in group_rows(words) if rows is None else rows:
        row = list(found)
        box = enclosing(word.box for word in row)
        if _is_spread(row, page):
            row[1:] = [replace(word, glued=True) for word in row[1:]]
        left, right = min(room[0], box.x0), max(room[1], box.x1)
        lines.append(Line(page.page_no, page.origin, tuple(row), box, left, right, frame, is_figure))
    return sorted(lines, key=lambda line: (round(line.box.centre[1], 3), line.box.x0, line.text))


def _is_spread(row: Sequence[Word], page: RawPage) -> bool:
    """True for one word set letter by letter over its cell: "제 조 업" without the blanks that the page writes elsewhere."""
    if len(row) < 2 or not all(len(word.text) == 1 and "가" <= word.text <= "힣" for word in row):
        return False
    return not any(word.blank_after for word in row[:-1]) and any(word.blank_after for word in page.words)


# Words that are known to stand on one line: twice the middle of their band, the place of the first, the number by which
# those at one place are told apart; top, bottom, left and right of the band; the words. A plain tuple, as many are made
# as there are words, and sorted.
_Atom = tuple[float, _Place, int, float, float, float, float, tuple[Word, ...]]
_PLACE: Final = itemgetter(1)


@dataclass(slots=True)
class _Row:
    """A line in the making: its atoms, the band of the tallest of the last ones, and how far all reach."""

    atoms: list[_Atom]
    top: float
    bottom: float
    x0: float
    x1: float

    def add(self, atom: _Atom) -> None:
        self.atoms.append(atom)
        _, _, _, top, bottom, x0, x1, _ = atom
        if len(self.atoms) > _NEIGHBOURS:
            _, _, _, self.top, self.bottom, *_ = max(self.atoms[-_NEIGHBOURS:], key=_height)
        elif bottom - top > self.bottom - self.top:
            self.top, self.bottom = top, bottom
        # As `min` and `max` do, in a third of the time.
        if x0 < self.x0:  # noqa: PLR1730
            self.x0 = x0
        if x1 > self.x1:  # noqa: PLR1730
            self.x1 = x1


def group_rows(words: Iterable[Word]) -> list[list[Word]]:
    """Group words by baseline; each row is sorted from left to right.

    A row takes the band of its tallest words, so that a superscript or a
    hyphen joins the row it overlaps and does not drag it up or down.
    """
    words = list(words)
    if len(words) == 1:
        return [words]
    open_rows: list[_Row] = []
    done: list[_Row] = []
    for atom in _atoms(words):
        for row in reversed(open_rows):
            if _joins(row, atom):
                row.add(atom)
                break
        else:
            open_rows.append(_Row([atom], *atom[3:7]))
            if len(open_rows) > _RECENT:
                done.append(open_rows.pop(0))
    return [_sorted_words(row.atoms) for row in [*done, *open_rows]]


def _atoms(words: Sequence[Word]) -> list[_Atom]:
    """Engine lines stay together; a word of a text layer is an atom of its own."""
    atoms: list[_Atom] = []
    keyed: list[Word] = []
    for number, word in enumerate(words):
        if word.line_key:
            keyed.append(word)
            continue
        box = word.box
        x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
        place = (x0, top, x1, bottom, word.text)
        atoms.append((top + bottom, place, number, top, bottom, x0, x1, (word,)))
    keyed.sort(key=lambda word: (word.line_key or (0, 0, 0), _place(word)))
    for _, group in groupby(keyed, key=lambda word: word.line_key):
        atoms.append(_atom(tuple(group), len(words) + len(atoms)))
    return sorted(atoms)


def _place(word: Word) -> _Place:
    box = word.box
    return box.x0, box.top, box.x1, box.bottom, word.text


def _atom(words: tuple[Word, ...], number: int) -> _Atom:
    """The band is the middle one of the words: one tall stray mark does not stretch it."""
    top, bottom = (median(edges) for edges in zip(*((w.box.top, w.box.bottom) for w in words), strict=True))
    x0, x1 = min(w.box.x0 for w in words), max(w.box.x1 for w in words)
    return top + bottom, _place(words[0]), number, top, bottom, x0, x1, words


def _height(atom: _Atom) -> float:
    return atom[4] - atom[3]


def _joins(row: _Row, atom: _Atom) -> bool:
    _, _, _, top, bottom, x0, x1, _ = atom
    its_top, its_bottom = row.top, row.bottom
    shared = (its_bottom if its_bottom < bottom else bottom) - (its_top if its_top > top else top)
    if shared <= 0:
        return False
    height, own = its_bottom - its_top, bottom - top
    if shared < _SHARED * (height if height < own else own):
        return False
    if x0 >= row.x1 or x1 <= row.x0:
        return True  # nothing of the row stands above or below it
    return not any(_covers(atom, other) for other in row.atoms[-_NEIGHBOURS:])


def _covers(one: _Atom, other: _Atom) -> bool:
    """Two small lines beside one tall word must not become one: they would stand on each other."""
    _, _, _, top, bottom, x0, x1, _ = one
    _, _, _, its_top, its_bottom, its_x0, its_x1, _ = other
    if x0 >= its_x1 or its_x0 >= x1:
        return False
    shared = min(x1, its_x1) - max(x0, its_x0)
    narrow = min(x1 - x0, its_x1 - its_x0)
    if shared <= 0.6 * narrow:
        return False
    overlap = min(bottom, its_bottom) - max(top, its_top)
    return overlap < 0.5 * max(bottom - top, its_bottom - its_top)


def _sorted_words(row: Sequence[_Atom]) -> list[Word]:
    if all(len(words) == 1 for *_, words in row):
        return [words[0] for *_, words in sorted(row, key=_PLACE)]
    return sorted((word for *_, words in row for word in words), key=_place)

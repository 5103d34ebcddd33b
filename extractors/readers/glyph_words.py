"""From glyphs to words, with the blanks that the text layer holds.

Korean lines are often justified or letter-spaced, so a gap alone is no blank:
where the page's text layer writes blanks, they divide the words, and a gap does
so only when it crosses a ruling or is much wider than those of its line are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from extractors.readers.characters import shown
from extractors.readers.glyphs import Glyph
from schemas.geometry import Box, Placed, enclosing
from schemas.page import Ruling, Word

_COLUMN_GAP: Final = 0.75  # of the size: wider than any letter-spacing inside a word
_BLANK_GAP: Final = 0.18  # of the size, in text layers that write no blanks
_LOST_BLANK: Final = (
    0.3  # of the size beyond the gaps of the line: Hancom drops some blanks where the face changes
)
_LEAST_GAPS: Final = 3  # gaps that tell how far apart the letters of a line stand
_LEAST_BLANKS, _BARE_GAP = (
    2,
    0.36,
)  # blanks of a line that show it is not letter-spaced; of the size, a gap without one there
_GLUED_GAP: Final = 0.12  # of the size: neighbours that touch
_TOUCHING, _LEAST_SIZE = 0.02, 0.1  # of the size: no gap; points
_BACKSTEP: Final = 0.6  # of the size: tight tracking draws letters over each other by up to 0.4
_SIZE_CHANGE: Final = 1.15  # ratio of sizes that begins a word of its own, as '(1~3월)' after '1분기'
_MIN_BLANK_SHARE: Final = 0.02  # of the glyphs: below, the layer is taken to write no blanks
_LONG_LINE: Final = 24  # glyphs: a line this long consists of several words
_MANY_LETTERS: Final = 20  # of such a line: prose, where a row of cells may hold numbers and no blank
_SMALL: Final = 0.8  # of the neighbour's size, for a raised mark
_RAISED: Final = 0.22  # of the neighbour's size, between the two lower edges


@dataclass(frozen=True, slots=True)
class _Run:
    """Glyphs of one word, whether the text layer holds a blank before it and behind it, and whether it writes blanks on such a line."""

    glyphs: tuple[Glyph, ...]
    after_blank: bool
    blank_after: bool
    writes_blanks: bool


def words_from(glyphs: Sequence[Glyph], rulings: Sequence[Ruling], page: Box) -> list[Word]:
    """Return the words of a page in drawing order; boxes lie inside `page`."""
    borders = sorted((rule.x0, rule.y0, rule.y1) for rule in rulings if not rule.is_horizontal)
    runs = _runs(glyphs, borders, _line_gaps(glyphs))
    words: list[Word] = []
    for run in runs:
        word = _word(run, page, words[-1] if words else None)
        if word is not None:
            words.append(word)
    return _with_raised(words)


@dataclass(frozen=True, slots=True)
class _LineGaps:
    """Of a line: the widest gap inside a word, in sizes (None where the word itself must tell), and whether blanks would be written."""

    widest: float | None
    writes_blanks: bool


_NO_BLANKS: Final = _LineGaps(None, writes_blanks=False)


def _line_gaps(glyphs: Sequence[Glyph]) -> list[_LineGaps]:
    """For each glyph those of its line.

    Layers that write blanks have lines without any, where the program placed each
    word by itself: there the gaps must do it. A row of numbers holds none either, and they part its cells.
    """
    blanks = sum(item.text.isspace() for item in glyphs)
    if blanks < max(1, _MIN_BLANK_SHARE * len(glyphs)):
        return [_NO_BLANKS] * len(glyphs)
    found: list[_LineGaps] = []
    for line in _drawn_lines(glyphs):
        found.extend([_gaps_of(line)] * len(line))
    return found


def _gaps_of(line: Sequence[Glyph]) -> _LineGaps:
    if len(line) < _LONG_LINE or any(item.text.isspace() for item in line[1:-1]):
        return _LineGaps(_widest_gap(line), writes_blanks=True)
    letters = sum(item.text.isalpha() for item in line)
    return _LineGaps(None, writes_blanks=letters < _MANY_LETTERS)


def _widest_gap(line: Sequence[Glyph]) -> float:
    between = (
        (item.x0 - last.x1) / max(last.size, item.size, 0.1)
        for last, item in pairwise(line)
        if not (last.text.isspace() or item.text.isspace())
    )
    gaps = [gap for gap in between if gap <= _COLUMN_GAP]
    if len(gaps) < _LEAST_GAPS:
        blanks = sum(item.text.isspace() for item in line[1:-1])
        return _COLUMN_GAP if blanks < _LEAST_BLANKS else _BARE_GAP
    return min(max(_LOST_BLANK + median(gaps), _BLANK_GAP), _COLUMN_GAP)


def _drawn_lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Stretches of glyphs drawn one behind the other on one line."""
    lines: list[list[Glyph]] = []
    for item in glyphs:
        last = lines[-1][-1] if lines else None
        if last is not None and last.turn == item.turn and _same_line(last, item):
            lines[-1].append(item)
        else:
            lines.append([item])
    return lines


def _runs(
    glyphs: Sequence[Glyph], borders: Sequence[tuple[float, float, float]], lines: Sequence[_LineGaps]
) -> list[_Run]:
    runs: list[_Run] = []
    current: list[Glyph] = []
    after_blank = run_after_blank = True
    writes_blanks = False
    empty = {text for text in {item.text for item in glyphs} if not shown(text).strip()}
    for item, line in zip(glyphs, lines, strict=True):
        if item.text in empty:
            after_blank = after_blank or item.text.isspace()
            continue
        if current and (after_blank or _breaks(current, item, borders, line.widest)):
            runs.append(_Run(tuple(current), run_after_blank, after_blank, writes_blanks))
            current, run_after_blank = [], after_blank
        elif not current:
            run_after_blank = after_blank
        current.append(item)
        after_blank, writes_blanks = False, line.writes_blanks
    return [*runs, _Run(tuple(current), run_after_blank, after_blank, writes_blanks)] if current else runs


def _breaks(
    word: Sequence[Glyph], item: Glyph, borders: Sequence[tuple[float, float, float]], most: float | None
) -> bool:
    """True where `item` cannot belong to the word it was drawn after."""
    last = word[-1]
    if _adjoins(last, item):
        return False
    if last.turn != item.turn or item.turn not in (0, None):
        return last.turn != item.turn or not _follows_turned(last, item)
    if not _same_line(last, item) or not 1 / _SIZE_CHANGE < item.size / max(last.size, 0.1) < _SIZE_CHANGE:
        return True
    size = max(last.size, item.size)
    gap = item.x0 - last.x1
    if gap < -_BACKSTEP * size or item.x1 < last.x0:
        return True
    if gap > _TOUCHING * size and _crosses(borders, last, item):
        return True
    return gap > (_BLANK_GAP + _tracking(word) if most is None else most) * size


def _adjoins(last: Glyph, item: Glyph) -> bool:
    """True for a glyph of the same size that touches the last one on a level line: most do, and need not be looked at further."""
    size = item.size
    return (
        last.size == size >= _LEAST_SIZE
        and item.turn == last.turn == 0
        and abs(item.x0 - last.x1) <= _TOUCHING * size
        and item.x1 >= last.x0
        and last.top == item.top < item.bottom == last.bottom
    )


def _tracking(word: Sequence[Glyph]) -> float:
    """The usual gap inside the word so far, as a share of the size: letter-spaced Hangul."""
    if len(word) < 3 or not all("가" <= item.text[:1] <= "힣" for item in word):
        return 0.0
    gaps = [(b.x0 - a.x1) / max(a.size, 0.1) for a, b in pairwise(word)]
    return min(max(median(gaps), 0.0), 0.3)


def _same_line(one: Placed, other: Placed) -> bool:
    top, bottom, its_top, its_bottom = one.top, one.bottom, other.top, other.bottom
    if top == its_top and bottom == its_bottom:
        return bottom > top
    shared = min(bottom, its_bottom) - max(top, its_top)
    return shared > 0.5 * min(bottom - top, its_bottom - its_top)


def _follows_turned(last: Glyph, item: Glyph) -> bool:
    """Sideways text in an upright page, such as a label along a chart's axis."""
    gap = item.top - last.bottom if item.turn == 90 else last.top - item.bottom
    beside = min(last.x1, item.x1) - max(last.x0, item.x0)
    return beside > 0 and abs(gap) < _COLUMN_GAP * max(last.size, item.size)


def _crosses(borders: Sequence[tuple[float, float, float]], left: Glyph, right: Glyph) -> bool:
    middle = (max(left.top, right.top) + min(left.bottom, right.bottom)) / 2
    start, end = left.x1 - 0.2 * (left.x1 - left.x0), right.x0 + 0.2 * (right.x1 - right.x0)
    return any(start <= x <= end and y0 <= middle <= y1 for x, y0, y1 in borders)


def _word(run: _Run, page: Box, last: Word | None) -> Word | None:
    """The word of a run, glued to the `last` one where no blank stands between them."""
    glyphs = run.glyphs
    text = unicodedata.normalize("NFC", shown("".join([item.text for item in glyphs]))).strip()
    box = enclosing(glyphs)
    if not text or box.overlap(page) <= 0:
        return None
    inside = box.within(page)
    bold = sum([item.bold for item in glyphs]) * 2 > len(glyphs)
    sizes = {item.size for item in glyphs}
    size = round(sizes.pop() if len(sizes) == 1 else median([item.size for item in glyphs]), 2)
    glued = last is not None and not run.after_blank and _touches(last, inside, size)
    bare = run.writes_blanks and not run.blank_after
    return Word(
        text=text,
        box=inside,
        size_pt=size,
        bold=bold,
        glued=glued,
        blank_after=run.blank_after,
        bare_after=bare,
    )


def _touches(last: Word, box: Box, size: float) -> bool:
    size = max(size, last.size_pt)
    return _same_line(last.box, box) and -_BACKSTEP * size < box.x0 - last.box.x1 < _GLUED_GAP * size


def _with_raised(words: Sequence[Word]) -> list[Word]:
    """Mark small raised words, such as the star of a footnote, beside a neighbour of full size."""
    marked = []
    for before, word, after in zip([None, *words], words, [*words[1:], None], strict=False):
        raised = any(other is not None and _is_raised(word, other) for other in (before, after))
        marked.append(replace(word, superscript=True) if raised else word)
    return marked


def _is_raised(word: Word, other: Word) -> bool:
    if word.size_pt >= _SMALL * other.size_pt:
        return False
    near = -other.size_pt < word.box.x0 - other.box.x1 < other.size_pt / 2
    before = -other.size_pt < other.box.x0 - word.box.x1 < other.size_pt / 2
    return (
        (near or before)
        and _same_line(word.box, other.box)
        and other.box.bottom - word.box.bottom > _RAISED * other.size_pt
    )

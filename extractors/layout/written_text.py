"""The canonical text as it is written: words with their places, lines counted, spans known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from extractors.layout.canonical import glue, keeps_nfc
from extractors.layout.habits import Habits
from extractors.layout.joins import joins_without_blank
from extractors.layout.lines import Line
from schemas.document import Part, PlacedWord
from schemas.evidence import CharSpan
from schemas.geometry import enclosing


class WrittenText:
    """Text that only grows. Spans of what was written stay true.

    >>> text = WrittenText(Habits(keeps_blanks=False, cuts_words=False, words={}))
    >>> text.put("가")
    >>> text.put("\\n")
    >>> text.text, text.length
    ('가\\n', 2)
    """

    def __init__(self, habits: Habits) -> None:
        self._habits = habits
        self._pieces: list[str] = []
        self._words: list[PlacedWord] = []
        self._line_no = 0
        self.length = 0

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def words(self) -> tuple[PlacedWord, ...]:
        return tuple(self._words)

    def since(self, start: int) -> str:
        """What was written from `start` on; `start` is where a piece began."""
        tail: list[str] = []
        missing = self.length - start
        for piece in reversed(self._pieces):
            if missing <= 0:
                break
            tail.append(piece)
            missing -= len(piece)
        return "".join(reversed(tail))

    def put(self, characters: str) -> None:
        """Write characters that no word holds: blanks, tabs, line ends."""
        self._pieces.append(characters)
        self.length += len(characters)

    def put_lines(self, lines: Sequence[Line]) -> CharSpan:
        """Write the lines as one paragraph and return its span."""
        start = self.length
        for index, line in enumerate(lines):
            if index:
                self.put(line_joint(lines[index - 1], line, self._habits))
            self._put_line(line)
        return CharSpan(start, self.length)

    def _put_line(self, line: Line) -> None:
        page_no, origin, line_no = line.page_no, line.origin, self._line_no
        before = None
        for word in line.words:
            self.put(glue(before, word) + word.text)
            span = CharSpan(self.length - len(word.text), self.length)
            self._words.append(PlacedWord(span, page_no, word.box, line_no, origin, word.confidence))
            before = word
        self._line_no += 1

    def parts(self, span: CharSpan) -> tuple[Part, ...]:
        """The stretches of `span` by page, in text order, each with the box around its words."""
        words = [word for word in reversed_until(self._words, span.start) if word.span.end <= span.end]
        return tuple(
            _part(page_no, list(group)) for page_no, group in groupby(words, key=lambda word: word.page_no)
        )


def reversed_until(words: Sequence[PlacedWord], start: int) -> list[PlacedWord]:
    """The last words that begin at `start` or later, in text order."""
    found: list[PlacedWord] = []
    for word in reversed(words):
        if word.span.start < start:
            break
        found.append(word)
    return found[::-1]


def _part(page_no: int, words: Sequence[PlacedWord]) -> Part:
    span = CharSpan(words[0].span.start, words[-1].span.end)
    return Part(page_no, enclosing(word.box for word in words), span)


def line_joint(before: Line, after: Line, habits: Habits) -> str:
    """What stands between two lines of a paragraph: one blank, or nothing where a word was cut.

    A text layer that keeps the blanks at line ends is believed, line by line;
    elsewhere the words decide.
    """
    last, first = before.words[-1], after.words[0]
    is_full = before.free < 1.2 * before.size
    if before.frame != after.frame or not keeps_nfc(last.text, first.text):
        return " "
    inner = before.words[:-1]
    writes_blanks = sum(word.blank_after for word in inner) >= 0.6 * len(inner)
    if habits.keeps_blanks and writes_blanks:
        return "" if is_full and not last.blank_after else " "
    joined = joins_without_blank(last.text, first.text, is_full=is_full, habits=habits)
    return "" if joined else " "


def page_spans(words: Iterable[PlacedWord]) -> dict[int, tuple[CharSpan, ...]]:
    """The stretches of the text that stand on each page, in text order."""
    spans: dict[int, tuple[CharSpan, ...]] = {}
    for page_no, group in groupby(words, key=lambda word: word.page_no):
        run = list(group)
        found = CharSpan(run[0].span.start, run[-1].span.end)
        spans[page_no] = (*spans.get(page_no, ()), found)
    return spans

"""From lines to paragraphs and list items: which line goes on with the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from extractors.layout.drafts import Item
from extractors.layout.lines import Line
from extractors.layout.markers import find_marker, find_ocr_marker, kind_of
from schemas.document import BlockKind, Region

# "…밝혔다.", "…입니까?”", "…등)." : a sentence is over.
_SENTENCE_END = re.compile(r"[.!?。][\"'”’)\]]{0,3}$")
# "<① 도시 인증>", "[통합운영센터]", "(단위: 개)", "- 4개 서비스 인증 -": a line that stands for itself.
_ALONE = re.compile(
    r"(?:<[^<>]{1,100}>|〈[^〈〉]{1,100}〉|【[^【】]{1,100}】|\[[^\[\]]{2,100}\]|\(\s?단위\s?[:：][^()]{1,40}\)|[-–—]\s.{2,80}\s[-–—])"
)
# "1. 개요 ······ 3": a line of a table of contents, which nothing goes on with
_CONTENTS = re.compile(r".{1,80}?\s?(?:[·.…‥‧]\s?){5,}[-–]?\s?\d{0,4}\s?[-–]?")
_DOUBLE_S: Final = 20  # of the 28 ways in which a syllable of Unicode's Hangul block closes
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_LOOSE: Final = 1.35  # of the usual distance between lines of one size: more begins a paragraph
_WIDER: Final = 1.15  # times the width of the column that a paragraph goes on in
_EDGE, _STRETCHED = 0.15, 1.12  # of the font size; times the blanks of the other line
_FAR: Final = 2.7  # of the font size: lines farther apart never belong together


@dataclass(frozen=True, slots=True)
class _Open:
    """The lines of the item so far; `hang` is where its text begins behind the marker."""

    lines: tuple[Line, ...]
    marker: str | None
    hang: float

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def width_used(self) -> float:
        return max(line.box.x1 for line in self.lines)


def find_items(lines: Sequence[Line], region: Region) -> list[Item]:
    """Join lines, given in reading order, to paragraphs and list items."""
    pitches = _usual_pitches(lines)
    return [_item(group, region) for group in _groups(lines, pitches)]


def _groups(lines: Sequence[Line], pitches: Mapping[float, float]) -> Iterator[_Open]:
    current: _Open | None = None
    for index, line in enumerate(lines):
        follower = lines[index + 1] if index + 1 < len(lines) else None
        marker = marker_of(line, follower)
        if current is not None and _continues(current, line, marker, pitches):
            current = _Open((*current.lines, line), current.marker, current.hang)
            continue
        if current is not None:
            yield current
        current = _Open((line,), marker, _hang(line, marker))
    if current is not None:
        yield current


def _item(group: _Open, region: Region) -> Item:
    figure = group.lines[0].is_figure
    kind = kind_of(group.marker) if group.marker else BlockKind.PARAGRAPH
    if figure:
        return Item(BlockKind.FIGURE, Region.FIGURE, group.lines)
    return Item(kind, region, group.lines, group.marker)


def marker_of(line: Line, follower: Line | None) -> str | None:
    """The marker that a line begins with, also where OCR read a bullet as a letter."""
    if line.is_figure or _ALONE.fullmatch(line.text):
        return None
    marker = find_marker(line.text)
    if line.origin == "text" or len(line.words) < 2:
        return marker
    if marker is None:
        first = line.words[0]
        return find_ocr_marker(first.text, first.confidence, hangs=_hangs_over(line, follower))
    # A speck of dirt at the start of a wrapped line reads as a middle dot.
    return marker if marker not in "·ㆍo" or _hangs_over(line, follower) else None


def _hangs_over(line: Line, follower: Line | None) -> bool:
    """True where the next line begins below this line's second word, as behind a bullet."""
    if follower is None:
        return False
    first, second = line.words[:2]
    below = abs(follower.box.x0 - second.box.x0) < 0.7 * line.size
    return below and follower.box.x0 - first.box.x0 > 0.5 * line.size


def _hang(line: Line, marker: str | None) -> float:
    """Where the text behind the marker begins; the line's start without one."""
    if marker is None:
        return line.box.x0
    read = 0
    for word in line.words:
        if read >= len(marker.replace(" ", "")):
            return word.box.x0
        read += len(word.text)
    last = line.words[0]
    return last.box.x0 + last.box.width * min(len(marker) / len(last.text), 1)


def _usual_pitches(lines: Sequence[Line]) -> dict[float, float]:
    """The middle distance between neighbouring lines, by font size."""
    found: dict[float, list[float]] = {}
    for before, after in pairwise(lines):
        pitch = after.baseline - before.baseline
        if _same_run(before, after) and 0 < pitch < _FAR * before.size:
            found.setdefault(_step(before.size), []).append(pitch)
    return {size: median(pitches) for size, pitches in found.items()}


def _step(size: float) -> float:
    return round(size * 2) / 2


def _same_run(before: Line, after: Line) -> bool:
    return before.page_no == after.page_no and before.frame == after.frame and _same_size(before, after)


def _same_size(before: Line, after: Line) -> bool:
    """True where a fifth of both lines, or most of it, is of one size: "제조업(40.5억 달러)" mixes two."""
    low, high = sorted((before.size, after.size))
    spread = 1.35 if "ocr" in (before.origin, after.origin) else 1.16
    return high <= spread * low or bool(_sizes(before) & _sizes(after))


def _sizes(line: Line) -> set[float]:
    total = len(line.text)
    steps = {_step(word.size_pt) for word in line.words}
    return {s for s in steps if sum(len(w.text) for w in line.words if _step(w.size_pt) == s) >= 0.2 * total}


def _continues(current: _Open, line: Line, marker: str | None, pitches: Mapping[float, float]) -> bool:
    last = current.last
    if line.frame != last.frame or line.is_figure != last.is_figure:
        return False
    if line.is_figure:
        return True
    starts_anew = marker is not None and not _is_inline(marker, current, line)
    stands_alone = any(map(_ALONE.fullmatch, (line.text, last.text))) or _CONTENTS.fullmatch(last.text)
    if starts_anew or stands_alone or not _same_size(last, line):
        return False
    if line.page_no != last.page_no or line.box.bottom < last.box.top:
        return _goes_over(current, line)
    pitch = line.baseline - last.baseline
    usual = pitches.get(_step(last.size), pitch)
    if pitch > min(_LOOSE * usual, _FAR * last.size):
        return False
    return _is_wrapped_title(last, line) or _reads_on(current, line)


def _is_inline(marker: str, current: _Open, line: Line) -> bool:
    """What looks like a marker but goes on with the sentence above.

    "① 임원 파견, ② …" wraps so that a line begins with ③; "(SP26|3) 검사" wraps
    inside its brackets; "…줄였 / 다. 또한 …" where lines break inside words.
    """
    if marker == "다.":
        return current.last.free < 1.5 * line.size and _has_double_s(current.last.text[-1])
    if marker.endswith(")") and not marker.startswith("("):
        text = "".join(word.text for own in current.lines for word in own.words)
        return text.count("(") > text.count(")") and current.last.free < 1.5 * line.size
    if marker not in _CIRCLED or marker == "①" or (current.marker or "-") in _CIRCLED:
        return False
    before = _CIRCLED[_CIRCLED.index(marker) - 1]
    return (
        any(before in word.text for own in current.lines for word in own.words)
        and line.box.x0 >= current.hang - 3
    )


def _has_double_s(syllable: str) -> bool:
    """Whether a syllable closes with ㅆ, as the stem of a past tense does before its last syllable.

    >>> _has_double_s("였"), _has_double_s("여"), _has_double_s(".")
    (True, False, False)
    """
    return "가" <= syllable <= "힣" and (ord(syllable) - ord("가")) % 28 == _DOUBLE_S


def _goes_over(current: _Open, line: Line) -> bool:
    """A paragraph goes on in the next column or page, as wide: its last line is full and its sentence open."""
    last = current.last
    if last.page_no == line.page_no and not _as_wide(last, line):
        return False
    full = last.right - last.box.x1 < 1.5 * last.size
    return full and not _SENTENCE_END.search(last.text) and not line.is_centred


def _as_wide(one: Line, other: Line) -> bool:
    widths = one.right - one.left, other.right - other.left
    return max(widths) <= _WIDER * min(widths)


def _is_justified(last: Line, line: Line) -> bool:
    """True where both lines end at one edge though their blanks differ: they were stretched to fill their column."""
    if abs(last.box.x1 - line.box.x1) > _EDGE * last.size:
        return False
    one, other = _blank(last), _blank(line)
    return min(one, other) > 0 and max(one, other) > _STRETCHED * min(one, other)


def _blank(line: Line) -> float:
    """The mean blank between the words of a line, in points."""
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(line.words) if not after.glued]
    return sum(gaps) / len(gaps) if gaps else 0.0


def _is_wrapped_title(last: Line, line: Line) -> bool:
    """A centred title that had no room for its next word."""
    alike = last.is_centred and line.is_centred and last.is_bold == line.is_bold
    return alike and last.free < line.words[0].box.width + 2 * last.size


def _reads_on(current: _Open, line: Line) -> bool:
    last, size = current.last, current.last.size
    closed = bool(_SENTENCE_END.search(last.text))
    room = 0.0 if _is_justified(last, line) else last.right - last.box.x1
    hangs = current.marker is not None and abs(line.box.x0 - current.hang) < 0.8 * size
    if room > line.words[0].box.width + 0.8 * size:
        return hangs and not closed
    if current.marker is not None and line.box.x0 < current.lines[0].box.x0 - 0.5 * size:
        return not closed
    indented = line.box.x0 > min(own.box.x0 for own in current.lines) + 0.6 * size
    if closed and current.marker is None and indented:
        return False
    return not (
        closed and current.marker is not None and not hangs and len(current.lines) == 1 and not indented
    )

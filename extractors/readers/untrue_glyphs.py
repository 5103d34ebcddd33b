"""Glyphs that do not say what they show: by themselves, or by the font whose map is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractors.readers.characters import PRIVATE_USE, is_private, shown
from extractors.readers.glyphs import Glyph
from extractors.readers.syllables import garbled, is_hangul
from schemas.geometry import Box, enclosing

_MIN_GLYPHS: Final = 8  # of a font: fewer say nothing about its map
_UNDECODED_SHARE: Final = 0.10  # of a font's glyphs: the others are as false
_MIN_WIDE: Final = 6  # letters or digits of one font that stand in the square of a syllable
_WIDE: Final = 0.78  # of the size: Hangul narrowed to 88 % still is
_SLIM: Final = 0.65  # of the size: a digit or narrow letter of a usual face
_NARROW: Final = frozenset("ijltfrI")  # never as wide as a syllable, however a face is stretched
_MIN_NARROW: Final = 3
_STRETCH: Final = (
    3  # undecodable glyphs side by side in a face that is right: a lone unknown bullet is no lost text
)
_NEAR: Final = 1.5  # of the size, between glyphs of one stretch


@dataclass(frozen=True, slots=True)
class Untrue:
    """The visible marks of a layer that are believed, the stretches that are not, and why.

    `stretches` are parts of lines; `count` glyphs stand in them, `sure` of which
    are false beyond doubt. `reasons` are short phrases with their figures, the
    gravest first.
    """

    believed: tuple[Glyph, ...]
    stretches: tuple[Box, ...] = ()
    count: int = 0
    sure: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why glyphs of a font are not believed."""

    reason: str
    places: frozenset[int]
    is_sure: bool = True
    of_face: bool = True


def untrue(marks: Sequence[Glyph]) -> Untrue:
    """Judge the visible marks of a page glyph by glyph and font by font."""
    by_font: dict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(marks):
        by_font[item.font].append(at)
    lying = _undecoded(marks)
    faults = [_font_fault(marks, places, [at for at in places if lying[at]]) for places in by_font.values()]
    return _told(marks, [fault for fault in faults if fault.places])


def _told(marks: Sequence[Glyph], faults: Sequence[_Fault]) -> Untrue:
    false = {at for fault in faults for at in fault.places}
    lying = {at for fault in faults if fault.of_face for at in fault.places}
    runs = [run for run in _runs(marks, false) if len(run) >= _STRETCH or not lying.isdisjoint(run)]
    lost = {at for run in runs for at in run}
    if not lost:
        return Untrue(tuple(marks))
    told = sorted((fault for fault in faults if fault.places & lost), key=lambda fault: -len(fault.places))
    return Untrue(
        believed=tuple(item for at, item in enumerate(marks) if at not in lost),
        stretches=tuple(enclosing(marks[at].box for at in run) for run in runs),
        count=len(lost),
        sure=sum(len(fault.places & lost) for fault in faults if fault.is_sure),
        reasons=tuple(dict.fromkeys(fault.reason for fault in told)),
    )


def _undecoded(marks: Sequence[Glyph]) -> list[bool]:
    known = {text: is_undecoded(text) for text in {item.text for item in marks}}
    return [known[item.text] for item in marks]


def is_undecoded(text: str) -> bool:
    """True for what no reader can make a character of: no map, U+FFFD, controls, unknown private use.

    >>> is_undecoded("(cid:7)"), is_undecoded(chr(0xE000)), is_undecoded(chr(0xF02B1)), is_undecoded("가")
    (True, True, False, False)
    """
    if text.startswith("(cid:") or "\ufffd" in text:
        return True
    first = text[:1]
    if not first or ord(first) < 32:
        return True
    if is_private(first):
        return ord(first) not in PRIVATE_USE
    return first != "\u00ad" and not shown(first)


def _font_fault(marks: Sequence[Glyph], places: list[int], own: list[int]) -> _Fault:
    """Why a font is not believed, and which of its glyphs; the undecodable ones (`own`) in any case."""
    count = len(places)
    if count >= _MIN_GLYPHS and len(own) >= max(_STRETCH, _UNDECODED_SHARE * count):
        return _Fault(f"undecodable ({len(own) / count:.0%} of {count} characters)", frozenset(places))
    syllables = [letter for at in places for letter in marks[at].text if "가" <= letter <= "힣"]
    if told := garbled(syllables):
        false = {at for at in places if is_hangul(marks[at].text)}
        return _Fault(f"garbled ({told})", frozenset(false.union(own)))
    wide, is_sure = ([], False) if syllables else _wide(marks, places)
    if wide:
        told = f"garbled ({len(wide) / count:.0%} of its letters and digits are as wide as syllables)"
        return _Fault(told, frozenset([*wide, *own]), is_sure=is_sure)
    return _Fault("undecodable", frozenset(own), of_face=False)


def _wide(marks: Sequence[Glyph], places: list[int]) -> tuple[list[int], bool]:
    """Syllables that a wrong map calls letters or digits keep their square boxes; whether that is beyond doubt.

    A face that is stretched has narrow letters beside its wide ones, and digits of one width.
    """
    written = [at for at in places if _is_latin(marks[at].text)]
    wide = [at for at in written if (marks[at].x1 - marks[at].x0) > _WIDE * marks[at].size]
    narrow = sum(marks[at].text in _NARROW for at in wide)
    if len(wide) < _MIN_WIDE:
        return [], False
    if narrow:
        return wide, narrow >= _MIN_NARROW
    slim = {marks[at].text for at in written if (marks[at].x1 - marks[at].x0) < _SLIM * marks[at].size}
    wide_digits = [at for at in wide if marks[at].text.isdigit()]
    has_letters = len(wide_digits) < len(wide) or any(letter.isalpha() for letter in slim)
    both = any(marks[at].text in slim for at in wide_digits)
    return (wide, False) if len(wide_digits) >= _MIN_WIDE and (both or not has_letters) else ([], False)


def _is_latin(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text.isalnum()


def _runs(marks: Sequence[Glyph], false: set[int]) -> list[list[int]]:
    """Neighbours in drawing order that stand side by side."""
    runs: list[list[int]] = []
    for at in sorted(false):
        last = runs[-1][-1] if runs else -2
        if last == at - 1 and _beside(marks[last], marks[at]):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _beside(one: Glyph, other: Glyph) -> bool:
    reach = _NEAR * max(one.size, other.size)
    across = min(one.bottom, other.bottom) - max(one.top, other.top)
    down = min(one.x1, other.x1) - max(one.x0, other.x0)
    gap = max(other.x0 - one.x1, one.x0 - other.x1)
    fall = max(other.top - one.bottom, one.top - other.bottom)
    return (across > 0 and gap < reach) or (down > 0 and fall < reach)

"""Is a text layer true: does it hold what the page shows? Each verdict gives its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractors.readers.glyphs import Glyph
from extractors.readers.page_ink import PageInk
from extractors.readers.syllables import is_hangul
from extractors.readers.untrue_glyphs import Untrue
from schemas.geometry import Box

_BLANK_INK: Final = 0.0002  # share of the pixels: specks, not text
_SCAN_COVER: Final = 0.60  # of the page under one picture
_SCAN_GLYPHS: Final = 60  # a stamp or page number over a scan
_FEW_LETTERS: Final = 0.25  # share of letters among the glyphs of a layer without its Hangul
_LOOSE_SIGNS: Final = 20  # letter-sized ink outside of all glyphs; true layers leave none or one
_MANY_LOOSE: Final = 100  # as many as there are glyphs: half of the page's text is not in the layer
_LOST_SIGNS: Final = 10  # in lines of print: four or five syllables that the layer does not hold
_WHOLE: Final = 0.5  # of the layer's characters false: nothing is worth keeping
_MIN_BEHIND: Final = 8  # invisible characters behind a scan that are worth checking

# Letters of the scripts that these documents are written in: '자', 'IoT', '市'; 'ㅇ' alone is a list mark.
_LETTER: Final = re.compile(r"(?P<letter>[가-힣A-Za-z\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether OCR must look at the page, and why, in one short English phrase.

    `unsure` are the places in question where the rest of the layer is believed:
    OCR reads those only. `is_behind`: the layer is invisible and lies over a
    scan; it is held against a sample of the page before it is believed.
    """

    needs_ocr: bool
    reason: str
    unsure: tuple[Box, ...] = ()
    is_behind: bool = False


def judge(layer: Untrue, ink: PageInk, *, hidden: int, behind: int, unparsed: bool) -> Verdict:
    """Judge the layer of one page by its visible marks and by the ink that the believed ones leave over.

    `hidden` glyphs are not seen, `behind` of them are invisible ones over the page.
    """
    count = len(layer.believed) + layer.count
    if not count:
        return _without_layer(ink, hidden=hidden, behind=behind, unparsed=unparsed)
    if layer.sure > _WHOLE * count:
        return Verdict(True, f"text layer is {layer.reasons[0]}")
    if reason := _scan(count, ink):
        return _scanned(reason, behind)
    if reason := _lacking_hangul(layer.believed, ink):
        # Where a font lies too, nothing tells its true digits from those that stand for syllables.
        lost = () if layer.count else tuple(row.box for row in ink.rows)
        return Verdict(True, reason, unsure=lost)
    return _partly(layer, ink) or Verdict(False, _good(layer.believed))


def _without_layer(ink: PageInk, *, hidden: int, behind: int, unparsed: bool) -> Verdict:
    if ink.share < _BLANK_INK:
        return Verdict(False, "blank page")
    inked = f"ink on {ink.share:.1%} of the page"
    if unparsed:
        return Verdict(True, f"text layer cannot be parsed, {inked}")
    if hidden:
        return _scanned(f"text layer is invisible ({hidden} characters), {inked}", behind)
    return Verdict(True, f"no text layer, {inked}")


def _scanned(reason: str, behind: int) -> Verdict:
    return Verdict(True, reason, is_behind=behind >= _MIN_BEHIND)


def _good(marks: Sequence[Glyph]) -> str:
    hangul = sum(times for text, times in Counter(item.text for item in marks).items() if is_hangul(text))
    return f"text layer holds {len(marks)} characters, {hangul} of them Hangul"


def _scan(count: int, ink: PageInk) -> str:
    if ink.picture_share < _SCAN_COVER or count > _SCAN_GLYPHS or ink.loose_in_pictures < _LOOSE_SIGNS:
        return ""
    cover = f"scan: an image covers {ink.picture_share:.0%} of the page"
    return f"{cover}, the text layer holds {count} characters"


def _lacking_hangul(marks: Sequence[Glyph], ink: PageInk) -> str:
    """Hangul drawn as outlines: digits and punctuation are in the layer, the syllables are not."""
    texts = Counter(item.text for item in marks)
    letters = sum(times for text, times in texts.items() if _LETTER.match(text))
    lacks_all = letters <= _FEW_LETTERS * len(marks) and ink.line_signs >= max(_LOOSE_SIGNS, len(marks) / 2)
    if not lacks_all and ink.line_signs < max(_MANY_LOOSE, len(marks)):
        return ""
    return (
        f"text layer lacks the Hangul that the page shows ({letters} letters among {len(marks)} characters, "
        f"{ink.loose_signs} letter-sized signs outside of them)"
    )


def _partly(layer: Untrue, ink: PageInk) -> Verdict | None:
    """A layer that holds a part of the page: what it lacks, and what it says wrongly, is asked of OCR."""
    told = []
    if layer.count:
        told.append(f"{layer.count} characters are {layer.reasons[0]}")
    bare = [line for line in ink.lines if not any(line.box.overlap(one) for one in layer.stretches)]
    signs = sum(line.signs for line in bare)
    if signs >= _LOST_SIGNS:
        told.append(f"{signs} letter-sized signs in {len(bare)} lines are not in it")
    if not told:
        return None
    # Ink beside a stretch that is not believed belongs to it: a glyph may be drawn outside of its box.
    asked = ink.rows if signs >= _LOST_SIGNS else ink.lines
    unsure = (*layer.stretches, *(line.box for line in asked))
    return Verdict(True, f"text layer is true in part: {'; '.join(told)}", unsure=unsure)

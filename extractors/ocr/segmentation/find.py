"""Page segmentation: the lines of print on a straight page, each cut out alone, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from extractors.ocr.image_types import GreyImage
from extractors.ocr.segmentation.crops import crop_of, em_of, window_of
from extractors.ocr.segmentation.frames import dotted_frames
from extractors.ocr.segmentation.glyphs import Glyphs, find_glyphs, in_areas, without_borders
from extractors.ocr.segmentation.ground import levelled
from extractors.ocr.segmentation.leaders import Leader, find_leaders
from extractors.ocr.segmentation.letter_size import sizes
from extractors.ocr.segmentation.marks import parted, with_marks
from extractors.ocr.segmentation.order import in_order
from extractors.ocr.segmentation.pictures import find_pictures
from extractors.ocr.segmentation.prints import only_print
from extractors.ocr.segmentation.rules import Rules, find_rules, with_frames
from extractors.ocr.segmentation.shapes import Box
from extractors.ocr.segmentation.strips import find_strips
from extractors.ocr.segmentation.text_line import TextLine

_POINTS_PER_INCH: Final = 72
_LETTERS_PT: Final = (4.0, 32.0)  # heights among which the usual letter of a page is looked for


def find_lines(image: GreyImage, dpi: float) -> tuple[TextLine, ...]:
    """Return the lines of print on a cleaned, straight page, without the leaders between them."""
    return find_print(image, dpi)[0]


def find_print(image: GreyImage, dpi: float) -> tuple[tuple[TextLine, ...], tuple[Leader, ...]]:
    """Return the lines of print on a cleaned, straight page, and the rows of dots that lead from one to another.

    A line stays inside its column, box or table cell. Rules, specks and
    pictures are no lines, and no crop shows any.
    """
    scale = dpi / _POINTS_PER_INCH
    ground = levelled(image, scale)
    page = ground.page
    rules, pieces = _rules_and_pieces(page, find_pictures(ground, scale), scale)
    glyphs = without_borders(pieces, rules, scale)
    usual = _usual_height(glyphs, scale)
    letters, small = parted(glyphs, usual)
    strips = with_marks(glyphs, find_strips(glyphs, letters, rules, usual), small, usual, rules)
    blocks = in_order(only_print(glyphs, strips, usual, rules), rules)
    keyed = [
        (strip.row, (block, 0, line))
        for block, lines in enumerate(blocks)
        for line, strip in enumerate(lines)
    ]
    rows = [row for row, _ in keyed]
    lines = []
    for (row, key), size in zip(keyed, sizes(glyphs, rows, usual), strict=True):
        window = window_of(row, size)
        crop = crop_of(page, rules.ink, glyphs, row, window)
        lines.append(
            TextLine(row.x0, row.top, row.x1, row.bottom, em_of(size), window[0], window[1], crop, key)
        )
    return tuple(lines), find_leaders(pieces, lines)


def _rules_and_pieces(page: GreyImage, pictures: Sequence[Box], scale: float) -> tuple[Rules, Glyphs]:
    """What parts the page, and the pieces of print between."""
    rules = find_rules(page, scale, pictures)
    pieces = find_glyphs(page, rules, scale)
    frames = dotted_frames(pieces, scale)
    if frames:
        rules = with_frames(rules, frames, scale)
        pieces = in_areas(pieces, rules)
    return rules, pieces


def _usual_height(glyphs: Glyphs, scale: float) -> float:
    """The height of most letters: strokes such as that of ㅣ are nearly as tall as the whole."""
    heights = glyphs.height[
        (glyphs.height >= _LETTERS_PT[0] * scale) & (glyphs.height <= _LETTERS_PT[1] * scale)
    ]
    return float(np.percentile(heights, 90)) if heights.size else 9.0 * scale

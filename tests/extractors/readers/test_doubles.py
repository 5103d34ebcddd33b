"""Glyphs drawn twice: told from glyphs of one text that stand near each other."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.readers.glyphs import Glyph, without_doubles
from extractors.readers.places import places_of


def glyph(text: str, x: float, top: float, size: float = 10.0) -> Glyph:
    return Glyph(text, x, top, x + size, top + size, size, False, 0, False)


def kept(glyphs: Sequence[Glyph]) -> list[int]:
    left = {id(item) for item in without_doubles(glyphs, places_of(glyphs))}
    return [at for at, item in enumerate(glyphs) if id(item) in left]


def test_of_a_glyph_drawn_twice_the_first_is_kept() -> None:
    assert kept([glyph("가", 50, 100), glyph("나", 50, 100), glyph("가", 50.4, 100.4)]) == [0, 1]


def test_letters_one_below_the_other_are_no_doubles() -> None:
    assert kept([glyph("가", 50, 100 + 12 * row) for row in range(5)]) == [0, 1, 2, 3, 4]


def test_a_double_is_found_among_many_letters_at_one_place_from_the_left() -> None:
    column = [glyph("가", 50, 12 * row) for row in range(120)]
    assert kept([*column, glyph("가", 50.2, 12 * 119)]) == list(range(120))


def test_blanks_and_no_glyphs_at_all_have_no_doubles() -> None:
    assert kept([glyph(" ", 50, 100), glyph(" ", 50, 100)]) == [0, 1]
    assert kept([]) == []

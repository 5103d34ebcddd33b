"""Ink that no glyph accounts for: which bands of it are rows of print."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.readers.page_ink import PageInk, page_ink
from extractors.readers.pdfium import GreyImage
from extractors.readers.places import places_of
from schemas.geometry import Box

PAGE = Box(0, 0, 400, 200)


def drawn(*rows: tuple[int, list[int]], ink: int = 0, paper: int = 255) -> GreyImage:
    """Letters as rings of 10 points, each row by its top and where its letters begin; a pixel is a point."""
    look = np.full((200, 400), paper, dtype=np.uint8)
    for top, lefts in rows:
        for left in lefts:
            look[top : top + 10, left : left + 10] = ink
            look[top + 2 : top + 8, left + 2 : left + 8] = paper
    return look


def ink_of(*rows: tuple[int, list[int]], glyphs: Sequence[Box] = ()) -> PageInk:
    return page_ink(drawn(*rows), PAGE, glyphs=places_of(glyphs), pictures=(), rulings=())


def lefts(ink: PageInk) -> list[int]:
    return sorted(round(row.box.x0) for row in ink.rows)


LINE = [20 + 12 * at for at in range(10)]


def test_a_lost_syllable_is_a_row_where_it_stands_level_with_lost_words() -> None:
    ink = ink_of((50, [*LINE, 200, 300, 312]))
    assert [(round(row.box.x0), row.signs) for row in sorted(ink.rows, key=lambda row: row.box.x0)] == [
        (20, 10), (200, 1), (300, 2),
    ]  # fmt: skip


def test_a_lone_sign_away_from_lost_words_is_no_row() -> None:
    assert [row.signs for row in ink_of((50, LINE), (120, [200])).rows] == [10]


def test_short_words_alone_do_not_say_that_print_is_lost() -> None:
    ink = ink_of((50, [20, 32]), (80, [20, 60, 100]))
    assert (ink.lines, ink.rows) == ((), ())


def test_the_last_syllable_of_a_paragraph_is_a_row_under_its_words() -> None:
    assert [row.signs for row in ink_of((50, LINE), (66, [20])).rows] == [10, 1]


def test_a_glyph_between_lost_syllables_is_no_part_of_their_rows() -> None:
    ink = ink_of((50, LINE), (80, [20, 32, 44, 56, 68]), glyphs=[Box(43, 79, 55, 91)])
    assert [(round(row.box.x0), round(row.box.x1)) for row in ink.rows][1:] == [(20, 42), (56, 78)]


def test_strokes_too_thin_for_letters_each_are_a_row_beside_lost_words() -> None:
    look = drawn((50, LINE))
    for left in (200, 212):
        for top in (50, 54, 58):
            look[top : top + 2, left : left + 9] = 190
    assert lefts(page_ink(look, PAGE, glyphs=places_of(()), pictures=(), rulings=())) == [20, 200]


def test_light_print_on_a_dark_bar_is_a_row() -> None:
    look = drawn((50, LINE))
    look[80:110] = drawn((90, LINE), ink=255, paper=60)[80:110]
    assert [
        row.signs for row in page_ink(look, PAGE, glyphs=places_of(()), pictures=(), rulings=()).rows
    ] == [10, 10]

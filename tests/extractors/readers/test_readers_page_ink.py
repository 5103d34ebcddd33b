"""Ink that no glyph accounts for: which bands of it are rows of print."""

from __future__ import annotations

import numpy as np

from extractors.readers.page_ink import PageInk, page_ink
from schemas.geometry import Box

PAGE = Box(0, 0, 400, 200)


def ink_of(*rows: tuple[int, list[int]]) -> PageInk:
    """Letters as rings of 10 points, each row by its top and where its letters begin; a pixel is a point."""
    look = np.full((200, 400), 255, dtype=np.uint8)
    for top, lefts in rows:
        for left in lefts:
            look[top : top + 10, left : left + 10] = 0
            look[top + 2 : top + 8, left + 2 : left + 8] = 255
    return page_ink(look, PAGE, glyphs=(), pictures=(), rulings=())


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

"""Columns about a blank apart: the text layer writes a blank between words and none between cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import pytest

from extractors.layout.chunk_rows import chunk_rows
from extractors.layout.unwritten_blanks import is_justified, is_unwritten
from fixtures.drawn_close_tables import drawn_close_tables
from fixtures.text_layer import read_text_layer
from schemas.geometry import Box
from schemas.page import Word
from tests.layout_measures import drawn_tables, read_tables, table_scores

_CLOSE = 4.0  # points between two cells, and between two words, of letters ten points wide


def words_at(x: float, top: float, text: str) -> list[Word]:
    """The words of a cell; none has a blank behind it at the cell's end."""
    pieces = text.split()
    starts = accumulate(pieces[:-1], lambda at, piece: at + 10 * len(piece) + _CLOSE, initial=x)
    return [
        Word(
            piece,
            Box(start, top, start + 10 * len(piece), top + 10),
            10,
            blank_after=piece is not pieces[-1],
            bare_after=piece is pieces[-1],
        )
        for piece, start in zip(pieces, starts, strict=True)
    ]


def close_rows(rows: Sequence[tuple[str, str, str]], top: float = 100) -> list[list[Word]]:
    """A label at 60, a number that ends at 250, a text that begins four points behind it."""
    return [
        [
            *words_at(60, top + 18 * number, label),
            *words_at(250 - 10 * len(count), top + 18 * number, count),
            *words_at(250 + _CLOSE, top + 18 * number, text),
        ]
        for number, (label, count, text) in enumerate(rows)
    ]


ROWS = [
    ("마을", "나무", "가꾼 이"),
    ("강가 마을", "162", "강둑 모임"),
    ("섬마을", "71", "뱃사람 모임"),
    ("들녘 마을", "9", "여럿"),
]


def texts_of(words: Sequence[Sequence[Word]]) -> list[list[str]]:
    return [[chunk.text for chunk in row.chunks] for row in chunk_rows(word for row in words for word in row)]


def test_a_gap_without_a_blank_that_other_rows_have_too_parts_cells() -> None:
    assert texts_of(close_rows(ROWS)) == [list(row) for row in ROWS]


def test_such_a_gap_alone_parts_nothing() -> None:
    [alone] = texts_of(close_rows(ROWS[1:2]))
    assert alone == ["강가 마을", "162 강둑 모임"]


def test_a_line_written_over_the_gap_ends_the_rows_that_tell_of_it() -> None:
    over = words_at(60, 118, "여기까지는 강가에서 센 나무이고 아래는 섬과 들에서 센 나무")
    first, lower = close_rows(ROWS[1:2]), close_rows(ROWS[2:], top=136)
    assert texts_of([*first, over, *lower])[0] == ["강가 마을", "162 강둑 모임"]


def test_letters_of_a_spaced_word_and_bullets_stand_apart_without_being_cells() -> None:
    letter, digit = words_at(60, 100, "구")[0], words_at(60, 100, "3")[0]
    assert not is_unwritten((letter, words_at(74, 100, "분")[0]))
    assert is_unwritten((digit, words_at(74, 100, "분")[0]))
    bullets = [
        [*words_at(60, 100 + 18 * at, "-"), *words_at(74, 100 + 18 * at, text)]
        for at, text in enumerate(("다리를 새로 놓음", "나무를 심음", "샘을 지킴"))
    ]
    assert texts_of(bullets) == [["- 다리를 새로 놓음"], ["- 나무를 심음"], ["- 샘을 지킴"]]


def test_a_justified_line_whose_words_were_set_one_by_one_tells_of_no_column() -> None:
    line = [words_at(60 + 60 * at, 100, "다섯글자네")[0] for at in range(4)]
    assert is_justified(line)
    assert not is_justified(close_rows(ROWS)[1])


@pytest.mark.parametrize("seed", [1, 3])
def test_drawn_tables_whose_columns_nearly_touch_are_read_cell_by_cell(seed: int, tmp_path: Path) -> None:
    drawn = drawn_close_tables(seed, tmp_path).document
    scores = table_scores(drawn_tables(drawn.truth), read_tables(read_text_layer(drawn.pdf)))
    assert scores.exact >= 0.98 * scores.drawn


def test_one_seed_of_close_tables_gives_the_same_document(tmp_path: Path) -> None:
    first, second = (drawn_close_tables(2, tmp_path) for _ in range(2))
    assert first.document.truth == second.document.truth
    assert first.traits == second.traits


def test_a_line_whose_blanks_are_written_far_apart_is_no_row_of_cells() -> None:
    line = [
        Word(text, Box(60 + 29 * at, 100, 80 + 29 * at, 110), 10, blank_after=True)
        for at, text in enumerate(("길을", "닦고", "샘을", "파고", "탑을", "쌓음"))
    ]
    assert texts_of([line]) == [["길을 닦고 샘을 파고 탑을 쌓음"]]

"""Columns of a scan that stand little farther apart than its words do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.chunk_rows import chunk_rows
from schemas.geometry import Box
from schemas.page import Word

_BLANK = 3.5  # points between words whose letters are ten points wide


def read_row(top: float, *cells: tuple[float, str]) -> list[Word]:
    """Words as an engine would have found them, each cell at its place."""
    words: list[Word] = []
    for left, text in cells:
        x = left
        for piece in text.split():
            words.append(Word(piece, Box(x, top, x + 10 * len(piece), top + 10), 10, confidence=0.9))
            x += 10 * len(piece) + _BLANK
    return words


def texts_of(rows: Sequence[Sequence[Word]]) -> list[list[str]]:
    return [[chunk.text for chunk in row.chunks] for row in chunk_rows(word for row in rows for word in row)]


def counts(gap: float) -> list[list[Word]]:
    """Numbers that end at 200, each with a text that begins `gap` points behind."""
    rows = (
        ("강가 마을", "162", "둑 모임"),
        ("섬마을", "71", "뱃사람"),
        ("들녘 마을", "9", "여럿이 함께"),
        ("윗마을", "1204", "모임"),
        ("샘터", "35", "두 사람"),
    )
    return [
        read_row(100 + 18 * at, (60, label), (200 - 10 * len(count), count), (200 + gap, text))
        for at, (label, count, text) in enumerate(rows)
    ]


def test_white_behind_numbers_of_unlike_length_parts_columns_little_wider_than_a_blank() -> None:
    assert [row[-2:] for row in texts_of(counts(4.8))] == [
        ["162", "둑 모임"],
        ["71", "뱃사람"],
        ["9", "여럿이 함께"],
        ["1204", "모임"],
        ["35", "두 사람"],
    ]


def test_white_no_wider_than_a_blank_parts_nothing() -> None:
    assert next(row[-1] for row in texts_of(counts(_BLANK))) == "162 둑 모임"


def test_years_of_one_width_before_their_months_are_one_text() -> None:
    dates = [
        read_row(100 + 18 * at, (60, f"202{at}년"), (60 + 54.8, f"{at + 1}월 {place}"))
        for at, place in enumerate(("강가", "섬과 들", "샘", "윗마을", "고개"))
    ]
    assert all(len(row) == 1 for row in texts_of(dates))


def test_numbers_of_one_width_stand_in_a_column_where_the_white_is_wide() -> None:
    numbered = [
        read_row(100 + 18 * at, (60, str(at + 1)), (76.5, f"{text} 길"))
        for at, text in enumerate(("강가", "섬", "들녘", "샘터", "윗마을"))
    ]
    assert texts_of(numbered)[2] == ["3", "들녘 길"]


def test_a_bullet_stands_with_its_text_but_a_dash_in_a_later_column_is_a_cell() -> None:
    bullets = [
        read_row(100 + 18 * at, (60, "-"), (76.5, text))
        for at, text in enumerate(("강가", "섬", "들녘", "샘터"))
    ]
    assert texts_of(bullets)[1] == ["- 섬"]
    rows = counts(8.5)
    rows[2] = read_row(136, (60, "들녘 마을"), (190, "-"), (208.5, "여럿이 함께"))
    assert texts_of(rows)[2] == ["들녘 마을", "-", "여럿이 함께"]


def test_a_word_inside_a_wide_gutter_of_the_rows_below_stays_with_its_neighbour() -> None:
    rows = [read_row(100 + 18 * at, (60, "마을"), (400, str(1200 + at))) for at in range(1, 5)]
    head = read_row(100, (60, "마을"), (355, "한"), (370, "시간에"))
    assert texts_of([head, *rows])[0] == ["마을", "한 시간에"]


def test_what_a_text_layer_holds_is_not_measured_by_white_alone() -> None:
    rows = [[replace(word, confidence=None) for word in row] for row in counts(4.8)]
    assert texts_of(rows)[1][-1] == "71 뱃사람"


def test_row_numbers_and_amounts_are_told_from_the_words_behind_them_though_the_white_is_a_blank() -> None:
    numbered = [
        read_row(100 + 18 * at, (60, str(at + 1)), (74, f"{text} 길"))
        for at, text in enumerate(("강가", "섬", "들녘", "샘터", "윗마을"))
    ]
    assert texts_of(numbered)[2] == ["3", "들녘 길"]


def test_a_number_before_its_unit_is_one_text() -> None:
    months = [read_row(100 + 18 * at, (60, str(at + 1)), (74, "월")) for at in range(5)]
    assert all(len(row) == 1 for row in texts_of(months))


def test_a_head_is_cut_where_the_rows_below_it_are() -> None:
    rows = [
        read_row(100 + 18 * at, (60, str(at + 1)), (74, f"{text} 길"), (160, "넓음"))
        for at, text in enumerate(("강가", "섬", "들녘", "샘터", "윗마을"))
    ]
    head = read_row(82, (50, "번호"), (74, "이름"), (160, "너비"))
    assert texts_of([head, *rows])[0] == ["번호", "이름", "너비"]


def test_the_title_of_a_table_is_not_cut_with_its_rows() -> None:
    rows = [
        read_row(100 + 18 * at, (60, str(at + 1)), (74, f"{text} 길"), (160, "넓음"))
        for at, text in enumerate(("강가", "섬", "들녘", "샘터", "윗마을"))
    ]
    title = read_row(82, (50, "<길"), (74, "열둘>"))
    assert texts_of([title, *rows])[0] == ["<길 열둘>"]

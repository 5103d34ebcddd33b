"""Tables without rules as OCR gives them: wide blanks between words, sizes that are measured line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from extractors.layout.read_sizes import with_even_sizes
from schemas.document import Document
from schemas.geometry import Box
from schemas.page import Word

Lay = Callable[..., Document]
ROWS = (("동네", "대수", "억원"), ("북마을", "41", "30"), ("남마을", "985", "64"), ("강마을", "12", "107"))


def put_rows(sheet: Any, rows: Sequence[Sequence[str]], top: float) -> None:
    for number, row in enumerate(rows):
        sheet.put(60, top + number * 20, row[0], confidence=0.9)
        for right, text in zip((250, 350), row[1:], strict=True):
            sheet.put(right - 10 * len(text), top + number * 20, text, confidence=0.9)


def rows_of(document: Document) -> list[list[list[str | None]]]:
    return [
        [[cell.text for cell in table.cells if cell.row == row] for row in range(table.n_rows)]
        for table in document.tables
    ]


def test_words_with_a_blank_of_three_quarters_of_their_size_are_one_cell(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, ROWS, 120)
    for y, words in ((200, ("마을", "버스")), (220, ("작은", "쉼터"))):
        sheet.put(60, y, words[0], confidence=0.9)
        sheet.put(87.5, y, words[1], confidence=0.9)
        sheet.put(230, y, "31", confidence=0.9)
        sheet.put(330, y, "19", confidence=0.9)
    [rows] = rows_of(laid(sheet))
    assert rows == [*map(list, ROWS), ["마을 버스", "31", "19"], ["작은 쉼터", "31", "19"]]


def test_a_heading_in_larger_print_is_no_row_between_two_tables(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, ROWS, 120)
    sheet.put(60, 205, "골목마다 놓은 쉼터와 그늘막", size=12.5, confidence=0.9)
    put_rows(sheet, ROWS, 228)
    assert rows_of(laid(sheet)) == [[list(row) for row in ROWS]] * 2


def test_a_short_heading_by_its_number_is_no_row_between_two_tables(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, ROWS, 120)
    sheet.put(60, 212, "2. 쉼터", confidence=0.9)
    put_rows(sheet, ROWS, 240)
    assert rows_of(laid(sheet)) == [[list(row) for row in ROWS]] * 2


def test_the_numbered_title_of_rows_in_their_pitch_stays_in_the_table(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, ROWS, 120)
    sheet.put(60, 200, "2. 쉼터", confidence=0.9)
    put_rows(sheet, ROWS[1:], 220)
    [rows] = rows_of(laid(sheet))
    assert len(rows) == 8


def test_the_word_for_an_annex_and_its_title_are_no_row(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, ROWS, 120)
    sheet.put(60, 216, "붙임", confidence=0.9)
    sheet.put(120, 216, "쉼터를 놓은 곳", confidence=0.9)
    put_rows(sheet, ROWS, 242)
    assert rows_of(laid(sheet)) == [[list(row) for row in ROWS]] * 2


def test_a_unit_with_the_year_before_it_is_no_row(sheet: Any, laid: Lay) -> None:
    sheet.put(190, 98, "(2024년, 단위: 대, 억원)", confidence=0.9)
    put_rows(sheet, ROWS, 120)
    document = laid(sheet)
    assert rows_of(document) == [[list(row) for row in ROWS]]
    assert document.tables[0].unit_note == "(2024년, 단위: 대, 억원)"


def test_a_title_of_which_a_letter_was_lost_is_no_row_of_its_table(sheet: Any, laid: Lay) -> None:
    sheet.put(160, 96, "<표 3> 그늘막 연도", confidence=0.9)
    sheet.put(275, 96, "실적", confidence=0.9)
    put_rows(sheet, ROWS, 120)
    document = laid(sheet)
    assert rows_of(document) == [[list(row) for row in ROWS]]
    assert document.tables[0].caption == "<표 3> 그늘막 연도 실적"


def test_one_gap_measured_too_narrow_does_not_part_the_lines_of_a_cell(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, ROWS, 120)
    for y, label in (
        (200, "골목마다"),
        (215.5, "놓은 쉼터"),
        (228, "관리"),
        (248, "동마을"),
        (268, "서마을"),
    ):
        sheet.put(60, y, label, confidence=0.9)
    for y, first, second in ((215.5, "31", "19"), (248, "27", "15"), (268, "8", "44")):
        sheet.put(230, y, first, confidence=0.9)
        sheet.put(330, y, second, confidence=0.9)
    [rows] = rows_of(laid(sheet))
    assert rows[4:] == [
        ["골목마다 놓은 쉼터 관리", "31", "19"],
        ["동마을", "27", "15"],
        ["서마을", "8", "44"],
    ]


def word(text: str, x: float, y: float, size: float, line: int) -> Word:
    box = Box(x, y, x + size * len(text), y + size)
    return Word(text, box, size, confidence=0.9, line_key=(0, 0, line))


def test_a_number_takes_the_size_of_the_label_on_its_level() -> None:
    words = (word("북마을", 60, 100, 10, 0), word("41", 120, 101, 7, 1), word("남마을", 60, 120, 12, 2))
    assert [one.size_pt for one in with_even_sizes(words)] == [10, 10, 12]


def test_a_number_in_much_larger_print_keeps_its_size() -> None:
    words = (word("북마을", 60, 100, 10, 0), word("41", 120, 95, 22, 1))
    assert [one.size_pt for one in with_even_sizes(words)] == [10, 22]


def test_sizes_of_a_text_layer_stay() -> None:
    words = (Word("북마을", Box(60, 100, 90, 110), 10), Word("41", Box(120, 101, 134, 108), 7))
    assert with_even_sizes(words) == words


def test_a_cell_that_dust_brings_close_to_the_next_is_parted_where_other_cells_start(
    sheet: Any, laid: Lay
) -> None:
    rows = (
        ("동네", "한 일"),
        ("북마을", "쉼터"),
        ("남마을이야기들의", "그늘막"),
        ("강마을", "의자"),
        ("산마을", "등"),
    )
    for number, (label, text) in enumerate(rows):
        sheet.put(60, 120 + number * 20, label, confidence=0.9)
        sheet.put(146, 120 + number * 20, text, confidence=0.9)
        sheet.put(300, 120 + number * 20, f"{31 + number}" if number else "대수", confidence=0.9)
    [found] = rows_of(laid(sheet))
    assert found[2] == ["남마을이야기들의", "그늘막", "33"]

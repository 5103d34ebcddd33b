"""Small tables that nothing but their columns shows, and text that only looks like one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from extractors.layout.aligned_tables import Aligned, find_aligned
from extractors.layout.lines import group_rows
from fixtures.drawn_open_tables import drawn_open_tables
from schemas.document import Document

Lay = Callable[..., Document]


def put_centred(
    sheet: Any, middles: Sequence[float], rows: Sequence[Sequence[str]], top: float = 120
) -> None:
    """Cells in the middle of their columns, each letter ten points wide."""
    for number, row in enumerate(rows):
        for middle, text in zip(middles, row, strict=True):
            sheet.put(middle - 5 * len(text), top + 18 * number, text)


def rows_of(document: Document) -> list[list[str]]:
    [table] = document.tables
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text or "")
    return [rows[number] for number in sorted(rows)]


def test_single_syllables_under_each_other_are_cells_of_their_own(sheet: Any, laid: Lay) -> None:
    """나 and 다 alone might be the letters of one word drawn apart, as in 구   분."""
    rows = [
        ["윗마을", "좋음", "있음"],
        ["강", "나", "다"],
        ["섬마을", "나쁨", "없음"],
        ["아랫마을", "보통", "있음"],
    ]
    put_centred(sheet, (100, 140, 180), rows)
    assert rows_of(laid(sheet)) == rows


def test_cells_in_the_middle_of_even_columns_are_no_stretched_prose(sheet: Any, laid: Lay) -> None:
    rows = [
        ["마을", "다리", "나무"],
        ["강가마을", "돌다리", "느티나무"],
        ["섬", "배", "솔"],
        ["들마을", "섶다리", "버드나무"],
    ]
    put_centred(sheet, (100, 200, 300), rows)
    assert rows_of(laid(sheet)) == rows


def test_prose_stretched_over_a_narrow_column_is_no_table(sheet: Any, laid: Lay) -> None:
    for number, (line, gap) in enumerate(
        (("저녁 바람이 분다", 16), ("숲길에는 새가 운다", 11), ("물 위로 달이", 36), ("고요한 밤이 깊다", 14))
    ):
        x = 60.0
        for word in line.split():
            sheet.put(x, 120 + 16 * number, word)
            x += 10 * len(word) + gap
    assert laid(sheet).tables == ()


def test_one_seed_of_open_tables_gives_the_same_document(tmp_path: Path) -> None:
    first, second = (drawn_open_tables(3, tmp_path) for _ in range(2))
    assert first.document.truth == second.document.truth
    assert first.traits == second.traits


def test_a_column_of_text_over_two_lines_is_read_row_by_row(sheet: Any, laid: Lay) -> None:
    """Its cells end before the edge: text in a column of the page would go on."""
    rows = [
        ("강마을", "자주", ("다리를 새로 놓고 강둑을", "높인다")),
        ("숲마을", "가끔", ("나무를 심고 오솔길을 내", "어 둔다")),
        ("섬마을", "자주", ("배가 닿는 자리를 고쳐서", "쓴다")),
        ("들마을", "가끔", ("물길을 내어 논에 물을 대", "게 한다")),
        ("윗마을", "자주", ("샘을 파고 둘레에 울타리", "를 친다")),
    ]
    for number, (label, often, lines) in enumerate(rows):
        y = 120 + 44 * number
        sheet.put(60, y + 8, label)
        sheet.put(130, y + 8, often)
        sheet.lines(200, y, lines)
    found = rows_of(laid(sheet))
    assert [row[:2] for row in found] == [[label, often] for label, often, _ in rows]


def test_labels_between_two_lines_of_text_make_a_table_of_two_columns(sheet: Any) -> None:
    rows = [
        ("나루", ("배가 닿고 떠나는 자리를", "고친다")),
        ("숲길", ("나무를 심고 오솔길을 내", "어 둔다")),
        ("샘터", ("샘을 파고 둘레에 울타리", "를 친다")),
        ("들길", ("물길을 내어 논에 물을 대", "게 한다")),
    ]
    for number, (label, lines) in enumerate(rows):
        sheet.put(60, 120 + 44 * number + 7, label)
        sheet.lines(130, 120 + 44 * number, lines, pitch=14)
    [table] = find_aligned(group_rows(sheet.words))
    assert isinstance(table, Aligned)
    assert (len(table.grid.ys) - 1, len(table.grid.xs) - 1) == (len(rows), 2)


def test_a_gap_little_wider_than_blanks_parts_cells_where_lines_start_behind_it(
    sheet: Any, laid: Lay
) -> None:
    """Seven points between number and text, five between words: the lines below begin at the same place."""
    rows = [
        ("까닭", "답", ("덧붙인 말",)),
        ("너무 멂", "162", ("버스가 드물고 짐을 둘 자", "리가 없음")),
        ("늦게 엶", "71", ("저녁에도 열면 오겠다는", "사람이 많음")),
        ("몰랐음", "9", ("게시판에 알려 주기를 바", "람")),
    ]
    for number, (label, count, lines) in enumerate(rows):
        y = 120 + 33 * number
        sheet.put(60, y, label)
        sheet.put(193 - 10 * len(count), y, count)
        sheet.lines(200, y, lines, pitch=14)
    assert [row[:2] for row in rows_of(laid(sheet))] == [[label, count] for label, count, _ in rows]


def test_the_gap_behind_bullets_parts_no_cells(sheet: Any, laid: Lay) -> None:
    for number, text in enumerate(
        ("다리를 새로 놓음", "나무를 심고 가꿈", "샘을 파고 지킴", "물길을 내고 막음")
    ):
        sheet.put(60, 120 + 16 * number, "-")
        sheet.put(77, 120 + 16 * number, text)
    assert laid(sheet).tables == ()


def test_labels_without_values_at_both_ends_are_rows_in_the_pitch_of_the_others(
    sheet: Any, laid: Lay
) -> None:
    rows = [
        ("강마을", ""),
        ("섬마을", "12"),
        ("들마을", "3"),
        ("윗마을", "45"),
        ("뒷마을", "6"),
        ("앞마을", ""),
    ]
    for number, (label, value) in enumerate(rows):
        sheet.put(60, 120 + 18 * number, label)
        if value:
            sheet.put(200 - 10 * len(value), 120 + 18 * number, value)
    sheet.put(60, 96, "(단위: 채)")
    sheet.put(60, 250, "다음 글은 표에서 더 멀리 떨어져 있다.")
    assert rows_of(laid(sheet)) == [list(row) for row in rows]


def test_a_short_line_farther_below_than_the_rows_is_no_label(sheet: Any, laid: Lay) -> None:
    rows = [("마을", "집"), ("섬마을", "12"), ("들마을", "3"), ("윗마을", "45"), ("뒷마을", "6")]
    for number, (label, value) in enumerate(rows):
        sheet.put(60, 120 + 18 * number, label)
        sheet.put(200 - 10 * len(value), 120 + 18 * number, value)
    sheet.put(60, 216, "맺음말")
    assert rows_of(laid(sheet)) == [list(row) for row in rows]


def test_short_answers_far_from_long_labels_are_a_table_of_two_columns(sheet: Any, laid: Lay) -> None:
    rows = [
        ("윗마을과 아랫마을 사이 다리 고치기", "보류"),
        ("섬마을 선착장에 등불 달기", "완료"),
        ("뒷산 오솔길 넓히기와 나무 심기", "예정"),
        ("들마을 샘터 둘레 울타리 치기", "완료"),
    ]
    for number, (label, state) in enumerate(rows):
        sheet.put(60, 120 + 18 * number, label)
        sheet.put(320, 120 + 18 * number, state)
    assert rows_of(laid(sheet)) == [list(row) for row in rows]


def test_the_last_row_of_single_syllables_is_parted_by_the_rows_above_it(sheet: Any, laid: Lay) -> None:
    rows = [["연도", "등급"], ["상", "완료"], ["갑", "나"], ["병", "미흡"], ["갑", "나"]]
    put_centred(sheet, (80, 120), rows)
    sheet.put(60, 90, "(단위: 곳)")
    assert rows_of(laid(sheet)) == rows


def test_values_beside_the_first_line_of_each_label_tell_rows_where_all_lines_are_as_near(
    sheet: Any, laid: Lay
) -> None:
    rows = [
        ("나루와 섬 사이 뱃길", "고치기", "31"),
        ("뒷산 오솔길 나무", "심기", "1,293"),
        ("들마을 샘터 둘레", "막기", "59"),
    ]
    sheet.put(60, 96, "<표 3> 마을에서 한 일")
    for number, (first, second, value) in enumerate(rows):
        sheet.put(60, 120 + 26 * number, first)
        sheet.put(60, 133 + 26 * number, second)
        sheet.put(215 - 10 * len(value), 120 + 26 * number, value)
    [table] = laid(sheet).tables
    assert table.n_rows == len(rows)


def test_bullets_in_a_column_at_the_right_are_lines_of_cells_and_no_list(sheet: Any, laid: Lay) -> None:
    """Labels stand in the middle of their lines, so that most lines open with a bullet."""
    rows = [
        ("가람", "3월", ("○ 다리를 새로 놓고 길을 넓힘", "○ 강둑을 높이고 나무를 심음", "○ 배를 고침")),
        ("나래", "5월", ("○ 샘터 둘레에 울타리를 침", "○ 논둑을 고쳐 쌓고 물을 댐", "○ 길을 닦음")),
        ("다온", "9월", ("○ 오솔길에 등불을 달아 밝힘", "○ 쉼터를 짓고 지붕을 이음", "○ 담을 쌓음")),
    ]
    for number, (place, month, lines) in enumerate(rows):
        top = 120 + 60 * number
        sheet.put(60, top + 21, place)
        sheet.put(130, top + 21, month)
        sheet.lines(220, top, lines, pitch=14)
    found = rows_of(laid(sheet))
    assert [row[:2] for row in found] == [[place, month] for place, month, _ in rows]

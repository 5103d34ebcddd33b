"""Rows of tables without rules: titles across them, sums, labels that hold for several, heads over columns, cells between lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from schemas.document import Document, Table

Lay = Callable[..., Document]
LEFT, MIDDLE, RIGHTS = 60, 170, (350, 450)


def put_row(sheet: Any, y: float, first: str, second: str, *values: str) -> None:
    """Two columns of labels from the left, and values that end at the right."""
    for x, text in ((LEFT, first), (MIDDLE, second)):
        if text:
            sheet.put(x, y, text)
    for right, value in zip(RIGHTS, values, strict=False):
        if value:
            sheet.put(right - 10 * len(value), y, value)


def put_rows(sheet: Any, rows: Sequence[Sequence[str]], *, top: float = 120, pitch: float = 22) -> None:
    for number, row in enumerate(rows):
        put_row(sheet, top + number * pitch, *row)


def the_table(document: Document) -> Table:
    [table] = document.tables
    return table


def places(document: Document) -> dict[str, tuple[int, int, int, int]]:
    """Row, column, rows and columns of each text."""
    cells = the_table(document).cells
    return {cell.text: (cell.row, cell.col, cell.row_span, cell.col_span) for cell in cells if cell.text}


HEAD = ("동네", "하는 일", "대수", "억원")


def test_a_marked_title_in_the_first_column_stands_across_the_table(sheet: Any, laid: Lay) -> None:
    rows = (
        HEAD,
        ("가. 교통", ""),
        ("북마을", "버스", "12", "31"),
        ("나. 환경", ""),
        ("남마을", "먼지", "40", "7"),
    )
    put_rows(sheet, rows)
    found = places(laid(sheet))
    assert found["가. 교통"] == (1, 0, 1, 4)
    assert found["나. 환경"] == (3, 0, 1, 4)
    assert found["남마을"] == (4, 0, 1, 1)


def test_a_label_without_values_leaves_its_cells_empty(sheet: Any, laid: Lay) -> None:
    rows = (
        HEAD,
        ("북마을", "버스", "12", "31"),
        ("새마을", ""),
        ("남마을", "먼지", "40", "7"),
        ("윗마을", "물", "5", "9"),
    )
    put_rows(sheet, rows)
    document = laid(sheet)
    assert places(document)["새마을"] == (2, 0, 1, 1)
    assert sum(cell.row == 2 for cell in the_table(document).cells) == 4


def test_the_label_of_sums_stands_over_both_label_columns(sheet: Any, laid: Lay) -> None:
    put_rows(
        sheet,
        (HEAD, ("북마을", "버스", "12", "31"), ("남마을", "먼지", "40", "7"), ("윗마을", "물", "5", "9")),
    )
    sheet.put(125, 208, "총")
    sheet.put(140, 208, "계")
    put_row(sheet, 208, "", "", "57", "47")
    found = places(laid(sheet))
    assert {found["57"][0], found["47"][0]} == {4}
    assert next(place for text, place in found.items() if text.replace(" ", "") == "총계") == (4, 0, 1, 2)


def test_a_label_in_the_middle_of_rows_of_different_height_holds_for_them(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, (HEAD, ("", "버스", "12", "31")))
    sheet.put(MIDDLE, 164, "길과 다리를")
    put_row(sheet, 171, "", "", "40", "7")
    sheet.put(MIDDLE, 178, "고치는 일")
    sheet.put(LEFT, 160, "북마을")  # the rows reach from 132 to 178
    put_rows(sheet, (("남마을", "먼지", "5", "9"), ("윗마을", "물", "8", "3")), top=200)
    found = places(laid(sheet))
    assert found["북마을"] == (1, 0, 2, 1)
    assert found["남마을"] == (3, 0, 1, 1)


def test_labels_level_with_rows_open_runs_where_that_is_more_even(sheet: Any, laid: Lay) -> None:
    rows = [HEAD]
    for label in ("북마을", "", "", "남마을", "", ""):
        rows.append((label, f"일{len(rows)}", f"{len(rows)}2", f"{len(rows)}7"))
    put_rows(sheet, rows)
    found = places(laid(sheet))
    assert (found["북마을"], found["남마을"]) == ((1, 0, 3, 1), (4, 0, 3, 1))


def test_a_head_over_two_narrow_columns_parts_them_still(sheet: Any, laid: Lay) -> None:
    sheet.put(LEFT, 120, "동네")
    sheet.put(340, 120, "여러 해를 모아서")  # over both columns and the gap between them
    put_row(sheet, 142, "", "", "대수", "억원")
    put_rows(sheet, [(f"마을{n}", "", f"{n}1,204", f"{n}4.7") for n in range(1, 5)], top=164)
    found = places(laid(sheet))
    assert (found["11,204"][1], found["14.7"][1]) == (1, 2)
    assert found["여러 해를 모아서"][1:] == (1, 1, 2)


def test_the_last_row_may_have_its_value_between_the_lines_of_its_label(sheet: Any, laid: Lay) -> None:
    put_rows(sheet, [("동네", "", "대수"), ("북마을", "", "12"), ("남마을", "", "40"), ("윗마을", "", "7")])
    sheet.put(LEFT, 208, "아랫마을과")
    sheet.put(310, 214.5, "1,906")
    sheet.put(LEFT, 221, "건넛마을")
    found = places(laid(sheet))
    assert found["아랫마을과 건넛마을"] == (4, 0, 1, 1)
    assert found["1,906"] == (4, 1, 1, 1)


def test_numbers_in_evenly_spaced_columns_are_no_drawn_out_prose(sheet: Any, laid: Lay) -> None:
    # The two gaps of a row are alike, and unlike those of other rows, as in lines that are drawn out.
    rows = (
        ("동네", "작년", "올"),
        ("북", "11", "50"),
        ("남마을", "4,912", "166,798"),
        ("윗마을", "85,922", "97,5994"),
    )
    for number, (label, *values) in enumerate(rows):
        sheet.put(LEFT, 120 + number * 22, label)
        for right, value in zip((200, 330), values, strict=True):
            sheet.put(right - 10 * len(value), 120 + number * 22, value)
    found = places(laid(sheet))
    assert (found["4,912"][:2], found["97,5994"][:2]) == ((2, 1), (3, 2))


def test_a_long_text_at_the_edge_of_its_column_stands_over_no_label(sheet: Any, laid: Lay) -> None:
    """Its middle is that of both columns, but it begins where the others of its column do."""
    rows = [
        ("갈래", "드러난 일", "값"),
        ("운영", "알림을 받는 이가 하나뿐이어서 밤에는 끊긴다", "31"),
        ("", "책을 제때 바꾸지 않음을 적음", "27"),
        ("안전", "불이 났을 때 문이 저절로 열리지 않아 고친다", "45"),
        ("", "불끄개를 뒤에 두어 꺼내기 늦음", "18"),
    ]
    for number, (label, text, value) in enumerate(rows):
        for x, piece in ((60, label), (120, text), (520, value)):
            if piece:
                sheet.put(x, 120 + 22 * number, piece, size=8)
    found = places(laid(sheet))
    assert found["책을 제때 바꾸지 않음을 적음"] == (2, 1, 1, 1)
    assert found["운영"] == (1, 0, 2, 1)


def test_a_head_of_two_columns_does_not_narrow_the_gap_between_their_own_heads(sheet: Any, laid: Lay) -> None:
    """The group's head ends right of where the second of its columns begins."""
    head = [(140, "2025년"), (198, "2026년")]
    sheet.put(60, 104, "쓴 곳")
    sheet.put(150, 104, "실제로 쓴 돈", size=8)
    for x, text in head:
        sheet.put(x, 120, text, size=8)
    for number, row in enumerate((("품삯", "486", "512"), ("부품", "93", "121"), ("전기", "27", "31"))):
        sheet.put(60, 142 + 22 * number, row[0])
        for right, value in zip((172, 230), row[1:], strict=True):
            sheet.put(right - 8 * len(value), 142 + 22 * number, value, size=8)
    found = places(laid(sheet))
    assert (found["2025년"][1], found["2026년"][1]) == (1, 2)

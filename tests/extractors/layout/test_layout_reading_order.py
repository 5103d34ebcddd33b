"""Two columns are read one after the other; lists of labels and values are not columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from schemas.document import Document

Lay = Callable[..., Document]
FULL = "가나다라 마바사아 자차카타 파하거너"  # 19 characters with blanks: 180 points at size 10


def test_two_columns_of_prose_are_read_left_then_right(sheet: Any, laid: Lay) -> None:
    sheet.put(60, 80, "전국의 도시 열두 곳이 스마트도시 인증을 새로 받았다고 오늘 밝혔다", size=12)
    sheet.lines(60, 120, [f"왼{n} {FULL}" for n in range(6)])
    sheet.lines(320, 120, [f"오{n} {FULL}" for n in range(6)])
    sheet.put(60, 260, "아래에 이어지는 문단은 다시 전체 너비로 쓰인 것이므로 마지막에 온다", size=12)
    text = laid(sheet).text
    places = [text.index(mark) for mark in ("전국의", "왼0", "왼5", "오0", "오5", "아래에")]
    assert places == sorted(places)


def test_labels_with_values_beside_them_are_read_row_by_row(sheet: Any, laid: Lay) -> None:
    for row in range(6):
        sheet.put(60, 100 + 20 * row, f"이름{row}")
        sheet.put(330, 100 + 20 * row, f"값{row}")
    text = laid(sheet).text
    assert text.index("값0") < text.index("이름1")


def test_a_table_stands_between_the_text_above_and_below_it(sheet: Any, laid: Lay, shown: Any) -> None:
    sheet.put(60, 100, "앞에 오는 글이다.")
    sheet.grid([60, 200, 400], [120, 150, 180])
    for row, y in enumerate((140, 170)):
        sheet.put(70, y, f"왼쪽{row}")
        sheet.put(210, y, f"오른쪽{row}")
    sheet.put(60, 220, "뒤에 오는 글이다.")
    kinds = [kind for kind, _ in shown(laid(sheet))]
    assert kinds == ["paragraph", "table", "paragraph"]


def test_text_of_a_box_is_read_in_its_place_and_is_no_table(sheet: Any, laid: Lay, shown: Any) -> None:
    sheet.put(60, 100, "앞에 오는 글이다.")
    sheet.grid([60, 400], [120, 190])
    sheet.put(70, 145, "- 알림 상자의 첫째 줄이다.")
    sheet.put(70, 170, "- 알림 상자의 둘째 줄이다.")
    sheet.put(60, 230, "뒤에 오는 글이다.")
    document = laid(sheet)
    assert document.tables == ()
    assert [kind for kind, _ in shown(document)] == ["paragraph", "list_item", "list_item", "paragraph"]


def test_a_table_inside_a_box_comes_between_the_lines_of_the_box(sheet: Any, laid: Lay) -> None:
    sheet.grid([50, 500], [80, 300])
    sheet.put(70, 110, "상자의 첫 줄이다.")
    sheet.grid([100, 200, 300], [130, 160, 190])
    for row, y in enumerate((150, 180)):
        sheet.put(110, y, f"칸{row}")
        sheet.put(210, y, f"값{row}")
    sheet.put(70, 250, "상자의 끝 줄이다.")
    document = laid(sheet)
    assert document.text == "상자의 첫 줄이다.\n칸0\t값0\n칸1\t값1\n상자의 끝 줄이다.\n"

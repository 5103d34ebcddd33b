"""What tables with columns close to each other need beside the cuts: few rows that fill a column, heads, page breaks, questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from extractors.layout.chunk_rows import chunk_rows
from extractors.layout.columns import find_columns
from extractors.layout.paired_texts import are_paired_texts
from schemas.document import Document
from schemas.geometry import Box
from schemas.page import Word

Lay = Callable[..., Document]
Sheets = Callable[[int], list[Any]]


def cell(x: float, top: float, text: str) -> list[Word]:
    """Words ten points a letter, blanks of three points written between them and none behind."""
    words: list[Word] = []
    pieces = text.split()
    for number, piece in enumerate(pieces):
        is_last = number == len(pieces) - 1
        box = Box(x, top, x + 10 * len(piece), top + 10)
        words.append(Word(piece, box, 10, blank_after=not is_last, bare_after=is_last))
        x = box.x1 + 3
    return words


def rows_of(document: Document) -> list[list[list[str]]]:
    tables = []
    for table in document.tables:
        rows: dict[int, list[str]] = {}
        for one in table.cells:
            rows.setdefault(one.row, []).append(one.text or "")
        tables.append([rows[number] for number in sorted(rows)])
    return tables


def set_rows(sheet: Any, rows: Sequence[Sequence[str]], lefts: Sequence[float], top: float = 100) -> None:
    for number, row in enumerate(rows):
        for left, text in zip(lefts, row, strict=True):
            sheet.words += cell(left, top + 18 * number, text) if text else []


def test_a_column_that_few_rows_fill_is_one_though_the_others_end_in_its_gutter() -> None:
    words = [
        word
        for number, (group, label) in enumerate(
            (
                ("윗마을", "다리"),
                ("", "나무 심기"),
                ("", "샘"),
                ("섬마을", "길"),
                ("", "배 대는 곳"),
                ("", "탑"),
                ("들마을", "우물"),
                ("", "정자"),
            )
        )
        for word in [
            *(cell(60, 100 + 18 * number, group) if group else []),
            *cell(94, 100 + 18 * number, label),
            *cell(200, 100 + 18 * number, "12"),
            *cell(240, 100 + 18 * number, "34"),
        ]
    ]
    columns = find_columns(chunk_rows(words))
    assert columns is not None
    assert columns.count == 4


def test_close_heads_are_cut_where_the_rows_below_show_the_gutter(sheet: Any, laid: Lay) -> None:
    """Right-aligned numbers stand far apart, the letters of their heads four points."""
    sheet.words += [*cell(60, 100, "마을"), *cell(130, 100, "가장 큰 차"), *cell(180, 100, "쓴 날 수")]
    for number, (label, one, other) in enumerate(
        (("강마을", "19", "211"), ("섬마을", "7", "358"), ("들마을", "4", "362"), ("윗말", "31", "90"))
    ):
        top = 118 + 18 * number
        sheet.words += [*cell(60, top, label), *cell(176 - 10 * len(one), top, one)]
        sheet.words += cell(226 - 10 * len(other), top, other)
    [rows] = rows_of(laid(sheet))
    assert rows[0] == ["마을", "가장 큰 차", "쓴 날 수"]


def test_a_table_goes_on_over_the_page_where_only_the_gutters_of_both_pages_agree(
    sheets: Sheets, laid: Lay
) -> None:
    """The middle of a gutter lies elsewhere on either page: the longest text of one page is short on the other."""
    first, second = sheets(2)
    heads = ["마을", "한 일", "번", "맡은 이"]
    lefts = (60, 120, 240, 274)
    set_rows(
        first,
        [heads, ["강", "길", "12", "여럿"], ["섬", "탑", "7", "셋"], ["들", "샘", "9", "둘"]],
        lefts,
        700,
    )
    set_rows(
        second,
        [
            ["윗말", "나무를 심고 가꾸어", "31", "넷"],
            ["고개", "다리를 놓아 두고", "15", "둘"],
            ["못", "돌담을 쌓음", "8", "셋"],
        ],
        lefts,
        60,
    )
    [rows] = rows_of(laid(first, second))
    assert len(rows) == 7


def test_a_row_number_stands_for_its_own_row_alone(sheet: Any, laid: Lay) -> None:
    rows = [
        ["번호", "한 일", "돈"],
        ["1", "길 닦기", "120"],
        ["2", "샘 파기", "70"],
        ["3", "탑 쌓기", "90"],
        ["", "합계", "280"],
    ]
    set_rows(sheet, rows, (60, 100, 200))
    [read] = rows_of(laid(sheet))
    assert read[-1] == ["", "합계", "280"]


QUESTIONS = (
    (("다른 마을에 사는데", "빌릴 수 있나요?"), ("이 고을에서 일하거나 배우는", "이는 누구나 됩니다.")),
    (("책을 잃으면?",), ("같은 책을 사서 내면",)),
    (("아이는 누가", "데려오나요?"), ("보호자가 함께 와서 만들며", "종이 한 장이 있어야 합니다.")),
    (("밤에도 여나요?",), ("아홉 시까지 엽니다.",)),
)


def set_questions(sheet: Any, pitch: float) -> None:
    top = 100.0
    for question, answer in QUESTIONS:
        for left, lines in ((60, question), (210, answer)):
            for number, line in enumerate(lines):
                sheet.words += cell(left, top + 14 * number, line)
        top += 14 * max(len(question), len(answer)) + pitch


def test_questions_beside_answers_are_rows_where_wider_white_parts_both(sheet: Any, laid: Lay) -> None:
    set_questions(sheet, 6)
    [rows] = rows_of(laid(sheet))
    assert ["".join(text.split()) for text in rows[0]] == [
        "다른마을에사는데빌릴수있나요?",
        "이고을에서일하거나배우는이는누구나됩니다.",
    ]
    assert len(rows) == len(QUESTIONS)


def test_lines_of_two_columns_in_one_pitch_are_no_questions(sheet: Any) -> None:
    set_questions(sheet, 0)
    rows = chunk_rows(sheet.words)
    columns = find_columns(rows)
    assert columns is not None
    assert not are_paired_texts(rows, columns)


def test_numbers_of_groups_hold_for_all_of_their_rows(sheet: Any, laid: Lay) -> None:
    """연번 and 시도 are written on the first of three rows each."""
    rows = [["연번", "시도", "시군", "인구"]]
    for number, (province, towns) in enumerate(
        (
            ("경기", ("수원", "용인", "화성")),
            ("강원", ("춘천", "원주", "강릉")),
            ("충북", ("청주", "충주", "제천")),
        ),
        1,
    ):
        for at, town in enumerate(towns):
            rows.append(["" if at else str(number), "" if at else province, town, f"1,{number}{at}4"])
    set_rows(sheet, rows, (60, 120, 200, 280))
    [table] = laid(sheet).tables
    spans = {(cell.row, cell.col): cell.row_span for cell in table.cells}
    assert (spans[1, 0], spans[1, 1], spans[1, 2]) == (3, 3, 1)


def test_letters_of_a_spaced_head_stay_one_word_over_close_columns(sheet: Any, laid: Lay) -> None:
    sheet.words += [
        *cell(68, 100, "구"),
        *cell(84, 100, "분"),
        *cell(160, 100, "계획"),
        *cell(220, 100, "실적"),
    ]
    towns = (("서울", "강남구"), ("부산", "남구"), ("대구", "북구"), ("인천", "중구"))
    for number, (city, town) in enumerate(towns):
        top = 118 + 18 * number
        sheet.words += [
            *cell(60, top, city),
            *cell(83, top, town),
            *cell(160, top, "12"),
            *cell(220, top, "34"),
        ]
    [rows] = rows_of(laid(sheet))
    assert rows[0][0] == "구 분"


def test_tables_of_words_in_columns_elsewhere_do_not_go_on_from_each_other(sheets: Sheets, laid: Lay) -> None:
    first, second = sheets(2)
    set_rows(
        first,
        [
            ["지역", "단계", "판정"],
            ["서울", "사업 착수", "가능"],
            ["부산", "설계", "보류"],
            ["대구", "준공", "가능"],
        ],
        (60, 180, 400),
        700,
    )
    set_rows(
        second,
        [["홍길동", "서울 강남구", "과장"], ["김철수", "부산 남구", "주임"], ["이영희", "대구 북구", "과장"]],
        (60, 130, 270),
        60,
    )
    assert len(rows_of(laid(first, second))) == 2


def test_articles_and_their_places_at_a_tab_stop_are_a_list(sheet: Any, laid: Lay) -> None:
    set_rows(
        sheet,
        [[f"제{at}조", f"{name} 둘레"] for at, name in enumerate(("강", "섬", "들", "샘", "탑"), 1)],
        (60, 94),
    )
    assert rows_of(laid(sheet)) == []

"""What pages repeat at their edges is furniture, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schemas.document import Document
from schemas.page import Ruling

Lay = Callable[..., Document]


def kinds(document: Document) -> dict[str, str]:
    return {block.span.slice(document.text): block.kind.value for block in document.blocks}


def test_running_lines_and_page_numbers_are_told(sheets: Any, laid: Lay) -> None:
    pages = sheets(3)
    for page in pages:
        page.put(200, 40, "스마트도시 인증 신청서")
        page.put(60, 300, f"본문 {page.page_no}쪽이다.")
        page.put(280, 800, f"- {page.page_no} -")
        page.put(60, 820, "시험용 문서")
    found = kinds(laid(*pages))
    assert found["스마트도시 인증 신청서"] == "header"
    assert found["시험용 문서"] == "footer"
    assert [found[f"- {number} -"] for number in (1, 2, 3)] == ["page_number"] * 3
    assert found["본문 2쪽이다."] == "paragraph"


def test_furniture_keeps_its_place_at_the_edges(sheets: Any, laid: Lay) -> None:
    pages = sheets(2)
    for page in pages:
        page.put(200, 40, "머리글")
        page.put(60, 300, f"본문 {page.page_no}이다.")
        page.put(280, 800, f"- {page.page_no} -")
    assert laid(*pages).text.splitlines() == [
        "머리글",
        "본문 1이다.",
        "- 1 -",
        "머리글",
        "본문 2이다.",
        "- 2 -",
    ]


@pytest.mark.parametrize(
    "number", ["- 7 -", "7 / 12", "7쪽", "— 7 —", "(9쪽 중 제7쪽)", "(제7쪽)", "총 9쪽 중 7쪽"]
)
def test_forms_of_page_numbers(sheet: Any, laid: Lay, number: str) -> None:
    sheet.put(60, 300, "본문이다.")
    sheet.put(280, 810, number)
    assert kinds(laid(sheet))[number] == "page_number"


def test_a_bare_number_is_a_page_number_only_as_the_pages_own(sheet: Any, laid: Lay) -> None:
    sheet.put(60, 300, "본문이다.")
    sheet.put(280, 810, "42")
    assert kinds(laid(sheet))["42"] == "paragraph"


def test_a_list_item_that_returns_at_the_top_is_no_header(sheets: Any, laid: Lay) -> None:
    pages = sheets(2)
    for page in pages:
        page.put(60, 60, "□ 지역별 동향")
        page.put(60, 300, f"본문 {page.page_no}이다.")
    assert kinds(laid(*pages))["□ 지역별 동향"] == "list_item"


@pytest.mark.parametrize(("size", "is_ruled"), [(8, False), (10, True)])
def test_the_title_of_a_form_that_opens_with_a_square_is_a_header_where_it_stands_apart(
    sheets: Any, laid: Lay, size: float, is_ruled: bool
) -> None:
    pages = sheets(2)
    for page in pages:
        page.put(60, 40, "■ 나루시 운영 지침 [별지 제3호서식]", size=size)
        page.rulings += [Ruling(60, 46, 500, 46)] if is_ruled else []
        page.put(60, 300, f"본문 {page.page_no}이다. 길을 고치고 쉼터를 놓은 이야기를 여기 적는다.")
    assert kinds(laid(*pages))["■ 나루시 운영 지침 [별지 제3호서식]"] == "header"


def test_a_small_item_close_to_the_text_under_it_is_no_header(sheets: Any, laid: Lay) -> None:
    pages = sheets(2)
    for page in pages:
        page.put(60, 60, "□ 지역별 동향", size=8)
        page.lines(60, 74, [f"본문 {page.page_no}이다.", "길을 고치고 쉼터를 놓은 이야기를 여기 적는다."])
    assert kinds(laid(*pages))["□ 지역별 동향"] == "list_item"


def test_a_line_that_returns_pages_later_is_no_header(sheets: Any, laid: Lay) -> None:
    pages = sheets(6)
    for page in pages:
        page.put(60, 60, "같은 줄이다." if page.page_no in (1, 6) else f"다른 {'가' * page.page_no} 줄이다.")
    assert kinds(laid(*pages))["같은 줄이다."] == "paragraph"


def test_on_scans_a_misread_page_number_and_header_are_still_told(sheets: Any, laid: Lay) -> None:
    pages = sheets(3)
    for page, header in zip(
        pages, ("스마트도시 인증 신청서", "스마트도시 인중 신청서", "스마트도시 인증 신청서"), strict=True
    ):
        page.origin = "ocr"
        page.put(200, 40, header)
        page.put(60, 300, f"본문 {page.page_no}이다.")
        page.put(280, 800, "- j -")
    found = kinds(laid(*pages))
    assert (found["스마트도시 인중 신청서"], found["- j -"]) == ("header", "page_number")


def test_a_point_of_dust_beside_a_page_number_keeps_no_table_from_going_on_overleaf(
    sheets: Any, laid: Lay
) -> None:
    first, second = sheets(2)
    for page, top, number, row in (
        (first, 600, "1", ("북마을", "길을 고친다")),
        (second, 60, "· 2", ("나루", "쉼터를 놓음")),
    ):
        page.origin = "ocr"
        page.grid([60, 200, 400], [top, top + 30, top + 100])
        for y, texts in ((top + 20, ("마을", "할 일")), (top + 50, row)):
            page.put(70, y, texts[0])
            page.put(210, y, texts[1])
        page.put(290, 795, number)
        page.put(200, 812, "서비스 운영 신청서")
    [table] = laid(first, second).tables
    assert table.n_rows == 3


@pytest.mark.parametrize(("title_at", "number_at"), [(60, 500), (120, 30)])
def test_a_page_number_beside_a_running_title_is_a_line_of_its_own(
    sheets: Any, laid: Lay, title_at: float, number_at: float
) -> None:
    pages = sheets(3)
    for page in pages:
        page.put(title_at, 40, "스마트도시 인증 신청서")
        page.put(number_at, 40, f"{page.page_no}쪽")
        page.put(60, 300, f"본문 {page.page_no}이다.")
    document = laid(*pages)
    assert document.text.splitlines()[:3] == ["스마트도시 인증 신청서", "본문 1이다.", "1쪽"]
    assert kinds(document)["3쪽"] == "page_number"


def test_the_last_word_of_a_running_title_is_no_page_number(sheets: Any, laid: Lay) -> None:
    pages = sheets(2)
    for page in pages:
        page.put(60, 40, "걷기 좋은 도시 2024")
        page.put(60, 300, f"본문 {page.page_no}이다.")
    assert kinds(laid(*pages))["걷기 좋은 도시 2024"] == "header"

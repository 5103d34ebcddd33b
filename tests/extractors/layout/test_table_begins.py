"""Tables at a page break: another table that begins overleaf, and one that goes on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.layout.drafts import DraftCell, DraftTable, Place
from extractors.layout.lines import Line
from extractors.layout.table_joins import go_together
from schemas.geometry import Box
from schemas.page import Word
from tests.table_joining import breaks_of

WIDTH, HEIGHT = 120.0, 20.0
Rows = Sequence[Sequence[str]]


def table(page_no: int, rows: Rows) -> DraftTable:
    """A ruled table as OCR gives it: without bold type."""
    count = len(rows[0])
    cells = [
        cell(page_no, row, col, text) for row, texts in enumerate(rows) for col, text in enumerate(texts)
    ]
    box = Box(0, 0, count * WIDTH, len(rows) * HEIGHT)
    edges = tuple(col * WIDTH for col in range(count + 1))
    return DraftTable(len(rows), edges, tuple(cells), (Place(page_no, box),))


def cell(page_no: int, row: int, col: int, text: str) -> DraftCell:
    box = Box(col * WIDTH, row * HEIGHT, (col + 1) * WIDTH, (row + 1) * HEIGHT)
    lines = (line(page_no, box, text),) if text else ()
    return DraftCell(row, col, 1, 1, lines, (Place(page_no, box),))


def line(page_no: int, box: Box, text: str) -> Line:
    words = (Word(text=text, box=box, size_pt=10.0),)
    return Line(page_no, "ocr", words, box, box.x0, box.x1)


COSTS: Rows = (
    ("사업", "국비", "준공일"),
    ("하천 감시", "1,200", "2026. 3. 2."),
    ("골목 조명", "830", "2026. 9. 8."),
    ("환승 안내", "2,415", "2027. 1. 5."),
)


@pytest.mark.parametrize(
    "rows",
    [
        (("기관", "접수", "처리 기한"), ("가온시", "31건", "2026. 4. 1."), ("나린군", "7건", "2026. 5. 1.")),
        (("구분", "대상", "방식"), ("1권역", "전 주민", "공모"), ("2권역", "상인회", "위탁")),
        (("구분", "2025년", "2026년"), ("쉼터", "14", "19"), ("충전소", "40", "52")),
    ],
)
def test_labels_that_head_columns_begin_another_table(rows: Rows) -> None:
    assert not go_together(table(1, COSTS), table(2, rows))


@pytest.mark.parametrize(
    "rows",
    [
        (("주차 안내", "95", "2026. 7. 7."), ("수위 관측", "310", "2028. 2. 1.")),
        (("주차 안내", "미정", "2026. 7. 7."), ("수위 관측", "310", "2028. 2. 1.")),
        (("주차 안내", "95", ""), ("수위 관측", "310", "2028. 2. 1.")),
        (("", "", "(재공고)"), ("수위 관측", "310", "2028. 2. 1.")),
        (("사업", "국비", "준공일"), ("수위 관측", "310", "2028. 2. 1.")),
    ],
)
def test_rows_of_the_same_kinds_and_a_repeated_head_go_on(rows: Rows) -> None:
    assert go_together(table(1, COSTS), table(2, rows))


def test_rows_of_a_form_go_on() -> None:
    above = (("기업명", "다솜정보"), ("대표자", "가본보"), ("설립일", "2019. 4. 2."), ("자본금", "3억원"))
    below = (("비고", "해당 없음"), ("업태", "제조"), ("종업원", "41명"))
    assert go_together(table(1, above), table(2, below))


def test_a_short_answer_among_long_ones_goes_on() -> None:
    long = "센서 수백 개를 관로에 달아 새는 물을 날마다 찾아낸다"
    above = [(name, long) for name in ("목적", "배경", "내용", "기대 효과")]
    below = (("추진 주체", "물관리팀"), ("확산 방안", long), ("협력 기관", long))
    assert go_together(table(1, above), table(2, below))


@pytest.mark.parametrize("seed", [1, 3, 12, 14, 29])
def test_drawn_tables_that_stand_end_to_end_stay_two(seed: int, tmp_path: Path) -> None:
    breaks = [one for one in breaks_of(seed, tmp_path, None) if not one.is_one]
    assert breaks
    assert not any(one.read_as_one for one in breaks)


@pytest.mark.parametrize("seed", [2, 6, 7, 9])
def test_drawn_tables_that_repeat_their_head_are_one(seed: int, tmp_path: Path) -> None:
    breaks = [one for one in breaks_of(seed, tmp_path, None) if one.is_one and one.has_head]
    assert all(one.read_as_one for one in breaks)

"""Sums of tables that add up give no issue, whatever their heads and totals look like; one changed number gives one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.check_sums import sums_of
from extractors.checks import check_arithmetic
from extractors.layout.marked_text import lay_out_text
from fixtures.documents import ROOT
from fixtures.layout_documents import layout_documents
from fixtures.text_layer import read_text_layer
from schemas.document import Document, PlacedWord
from schemas.geometry import Box
from tests.check_finding import counts_of


def document_of(source: str) -> Document:
    return lay_out_text(
        source, document_id="sha256:0", source_name="a.md", media_type="text/markdown", issues=()
    )


def told(source: str) -> list[str]:
    return [one.message.en for one in check_arithmetic(document_of(source)) if one.code == "sum_mismatch"]


@dataclass(frozen=True)
class Drawn:
    """A table of counts that adds up both ways: groups of rows, columns under one head or none."""

    groups: tuple[tuple[tuple[int, ...], ...], ...]
    has_subtotals: bool
    row_total: str  # first, last, none
    column_total: str
    is_under_one_head: bool

    def lines(self) -> list[list[str]]:
        """The body's cells, label columns included; "" where a cell above reaches down."""
        body, leaves = [], [row for group in self.groups for row in group]
        for at, group in enumerate(self.groups):
            inner = [[f"{at}-{n}동", *self._numbers(row)] for n, row in enumerate(group)]
            if self.has_subtotals:
                inner.append(["소계", *self._numbers(_added(group))])
            body += [[f"{at}구역" if n == 0 else "", *cells] for n, cells in enumerate(inner)]
        whole = ["합계", "", *self._numbers(_added(leaves))]
        return [whole, *body] if self.column_total == "first" else [*body, whole]

    def _numbers(self, row: Sequence[int]) -> list[str]:
        added = {"first": [sum(row), *row], "last": [*row, sum(row)], "none": list(row)}[self.row_total]
        return [f"{number:,}대" for number in added]

    def html(self, lines: Sequence[Sequence[str]]) -> str:
        width = len(lines[0]) - 2
        heads = [f"{'갑을병정무'[n]}형" for n in range(len(self.groups[0][0]))]
        at = {"first": 0, "last": len(heads), "none": None}[self.row_total]
        heads = heads if at is None else [*heads[:at], "계", *heads[at:]]
        if self.is_under_one_head:
            top = f"<tr><th rowspan=2 colspan=2>구분</th><th colspan={width}>설치</th></tr><tr>{_cells('th', heads)}</tr>"
        else:
            top = f"<tr><th colspan=2>구분</th>{_cells('th', heads)}</tr>"
        return f"<table>{top}{''.join(self._row(lines, n) for n in range(len(lines)))}</table>"

    def _row(self, lines: Sequence[Sequence[str]], n: int) -> str:
        first, second, *numbers = lines[n]
        if not second:
            return f"<tr><td colspan=2>{first}</td>{_cells('td', numbers)}</tr>"
        tall = 1 + next((k for k, line in enumerate(lines[n + 1 :]) if line[0]), len(lines) - n - 1)
        label = f"<td rowspan={tall}>{first}</td>" if first else ""
        return f"<tr>{label}{_cells('td', [second, *numbers])}</tr>"


def _added(rows: Sequence[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def _cells(tag: str, texts: Sequence[str]) -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    width = draw(st.integers(2, 4))
    rows = st.lists(st.tuples(*[st.integers(1, 9999)] * width), min_size=2, max_size=3)
    return Drawn(
        tuple(map(tuple, draw(st.lists(rows, min_size=1, max_size=3)))),
        draw(st.booleans()),
        draw(st.sampled_from(["first", "last", "none"])),
        draw(st.sampled_from(["first", "last"])),
        draw(st.booleans()),
    )


@given(tables())
def test_a_table_that_adds_up_gives_no_issue_and_its_sums_are_done(drawn: Drawn) -> None:
    source = drawn.html(drawn.lines())
    assert told(source) == []
    done = [one for table in document_of(source).tables for one in sums_of(table)]
    leaves = sum(map(len, drawn.groups))
    assert len(done) >= len(drawn.groups[0][0]) + (leaves if drawn.row_total != "none" else 0)
    assert all(one.comes_out for one in done)


@given(tables(), st.data())
def test_one_changed_number_always_gives_an_issue_that_shows_it(drawn: Drawn, data: st.DataObject) -> None:
    lines = drawn.lines()
    row = data.draw(st.integers(0, len(lines) - 1))
    col = data.draw(st.integers(2, len(lines[0]) - 1))
    changed = f"{int(lines[row][col].rstrip('대').replace(',', '')) + data.draw(st.integers(1, 5000)):,}대"
    lines[row][col] = changed
    # a message shows the first six parts
    assert any(f"'{changed}'" in message or "…" in message for message in told(drawn.html(lines)))


@given(st.lists(st.integers(1, 10**6), min_size=3, max_size=9), st.integers(0, 3), st.booleans())
def test_rounded_shares_make_a_hundred_and_one_that_is_far_off_does_not(
    amounts: list[int], decimals: int, has_total: bool
) -> None:
    shares = [round(Decimal(100 * one) / sum(amounts), decimals) for one in amounts]
    step = Decimal(1).scaleb(-decimals)
    wrong = [shares[0] + step * (len(shares) + 1), *shares[1:]]
    for numbers, issues in ((shares, 0), (wrong, 1)):
        if max(numbers) > 100 or sum(numbers) > 110:
            continue
        lines = [f"| {'가나다라마바사아자'[n]}부문 | {one} |" for n, one in enumerate(numbers)]
        total = ["| 계 | 100 |"] if has_total else []
        assert len(told("\n".join(["| 구분 | 구성비(%) |", "|---|---|", *lines, *total]))) == issues


@pytest.mark.parametrize(
    "rows",
    [
        # money of one project beside another's, and numbers that are of no sum
        "| 구분 | 합계 | 국비 | 시비 | 집행률(%) |\n|---|---|---|---|---|\n| 가 | 30 | 10 | 20 | 91 |\n| 나 | 9 | 4 | 5 | 88 |",
        "| 구분 | 이용자 | 합계 | 건수 |\n|---|---|---|---|\n| 가 | 30명 | 12명 | 20명 |\n| 나 | 9명 | 4명 | 5명 |",
        "| 구분 | 대기(초) |\n|---|---|\n| 급행 | 352 |\n| 간선 | 431 |\n| 합계 | 390 |",  # a mean
        "| 구분 | 인원 |\n|---|---|\n| 합계 | 100명 |\n| 남 | 60명 |\n| 여 | 40명 |\n| 전년 대비 | 5명 |",
        "| 구분 | 인원 |\n|---|---|\n| 계 | 100명 |\n| 직원 | 100명 |\n| (여성) | 40명 |",  # part of a part
        "| 구분 | 비율(%) |\n|---|---|\n| 2021 | 31.0 |\n| 2022 | 33.5 |\n| 2023 | 39.0 |",  # of each year's own
        "| 구분 | 집행률(%) |\n|---|---|\n| 가 | 100 |\n| 나 | 100 |\n| 계 | 100 |",
        "| 구분 | 구성비(%) |\n|---|---|\n| 1위 | 41 |\n| 2위 | 20 |\n| 3위 | 9 |",  # the first few of a list
    ],
)
def test_what_is_no_sum_is_left_alone(rows: str) -> None:
    assert told(rows) == []


def test_each_breakdown_of_a_whole_is_held_against_it() -> None:
    head = "<table><tr><th colspan=2>구분</th><th>인원</th></tr><tr><td colspan=2>계</td><td>100명</td></tr>"
    rows = "<tr><td rowspan=2>성별</td><td>남</td><td>60명</td></tr><tr><td>여</td><td>40명</td></tr>"
    ages = "<tr><td rowspan=2>연령</td><td>청년</td><td>70명</td></tr><tr><td>장년</td><td>{}명</td></tr></table>"
    assert told(head + rows + ages.format(30)) == []
    (message,) = told(head + rows + ages.format(20))
    assert "90" in message


def test_a_merged_total_is_the_sum_of_each_of_its_rows() -> None:
    head = "<table><tr><th colspan=2>구분</th><th>건수</th></tr>"
    part = "<tr><td rowspan=2>{}</td><td>접수</td><td>{}건</td></tr><tr><td>처리</td><td>{}건</td></tr>"
    parts = part.format("가구", 10, 8) + part.format("나구", 5, 5)
    assert told(head + parts + part.format("합계", 15, 13) + "</table>") == []
    assert len(told(head + parts + part.format("합계", 15, 14) + "</table>")) == 1


def test_a_row_that_is_merged_as_a_whole_counts_once_and_one_number_for_two_rows_cannot_be_judged() -> None:
    head = "<table><tr><th>구분</th><th>대수</th></tr><tr><td>가동</td><td>5대</td></tr>"
    whole = "<tr><td rowspan=2>나동</td><td rowspan=2>7대</td></tr><tr></tr><tr><td>합계</td><td>{}대</td></tr></table>"
    shared = "<tr><td>나동</td><td rowspan=2>7대</td></tr><tr><td>다동</td></tr><tr><td>합계</td><td>20대</td></tr></table>"
    assert told(head + whole.format(12)) == []
    assert len(told(head + whole.format(13))) == 1
    assert told(head + shared) == []


def test_what_is_left_open_may_be_the_rest_but_never_makes_a_sum_smaller() -> None:
    rows = "| 구분 | 대수 |\n|---|---|\n| 가동 | 12대 |\n| 나동 | 8대 |\n| 다동 | {} |\n| 합계 | {}대 |"
    assert told(rows.format("-", 25)) == told(rows.format("5대(추정)", 18)) == []
    assert len(told(rows.format("-", 18))) == len(told(rows.format("없음", 25))) == 1


def test_a_table_that_goes_on_from_a_page_before_is_not_judged_by_its_labels() -> None:
    head = "<table><tr><th colspan=2>구분</th><th>배점</th></tr><tr><td rowspan=2></td><td>가</td><td>5점</td></tr>"
    rest = "<tr><td>나</td><td>7점</td></tr><tr><td colspan=2>합계</td><td>30점</td></tr></table>"
    assert told(head + rest) == []


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    folder = tmp_path_factory.mktemp("layouts")
    pages = [ROOT / "application/city_application.pdf", *(one.pdf for one in layout_documents(folder))]
    return [read_text_layer(page) for page in pages]


def test_sums_of_the_fixtures_come_out_and_each_changed_number_is_told(printed: list[Document]) -> None:
    counts = counts_of(printed)
    assert (counts.told, counts.come_out >= 94) == (0, True)
    # A sum made larger is not told where "-" in its column may be the rest, nor shares that no total stands under.
    # Of a number without a unit nobody knows whether it was rounded: two tables of small ones hide 24 of 35 and 14 of 44 changes.
    assert counts.found >= 0.93 * counts.changed > 600


def test_a_number_that_ocr_is_not_sure_of_is_named() -> None:
    found = document_of("| 구분 | 대수 |\n|---|---|\n| 가동 | 12대 |\n| 나동 | 8대 |\n| 합계 | 30대 |")
    (issue,) = check_arithmetic(_as_scanned(found, {"8대": 0.42}))
    assert "'8대' 0.42" in issue.message.ko
    assert "OCR is not sure" in issue.message.en
    (sure,) = check_arithmetic(_as_scanned(found, {}))
    assert "read by OCR" in sure.message.en


def _as_scanned(document: Document, doubtful: dict[str, float]) -> Document:
    words = tuple(
        PlacedWord(
            cell.span, 1, Box(0, 10 * cell.row, 9, 10 * cell.row + 9), cell.row, "ocr",
            doubtful.get(cell.text or "", 0.99),
        )
        for cell in document.tables[0].cells
        if cell.span is not None
    )  # fmt: skip
    return replace(document, words=words)

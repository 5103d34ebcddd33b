"""The index as a workbook: to filter and print; no text becomes a formula; equal runs give equal bytes."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.index import write_index
from schemas.record import Record
from tests.pipeline.scoring.invented_records import CATALOGUE, record, write_folder


def write(folder: Path, records: list[Record], quote: str = "근거 글자") -> Path:
    out = folder / "index.xlsx"
    write_index(write_folder(folder, records, quote), out)
    return out


def book(folder: Path, records: list[Record], quote: str = "근거 글자") -> Workbook:
    return load_workbook(write(folder, records, quote))


def test_a_line_tells_claim_quote_document_page_and_state(tmp_path: Path) -> None:
    sheet = book(tmp_path, [record("SI.TR.01", value=70, unit="min", qualifier="max")])["조견표"]
    shown = [cell.value for cell in sheet[2]]
    assert shown[2:4] == ["SI.TR.01", "수요응답형 교통"]
    assert shown[4:] == [
        "max 70 min", "done", "근거 글자", "오산시_신청서.pdf", 3, "근거 있음 / present", 0.8,
    ]  # fmt: skip


def test_a_gap_is_a_line_without_proof(tmp_path: Path) -> None:
    sheet = book(tmp_path, [record("SI.TR.02", "absent")])["조견표"]
    assert sheet.max_row == 2
    assert [sheet.cell(2, col).value for col in (5, 7, 9)] == [None, None, None]


def test_head_filter_and_print_layout(tmp_path: Path) -> None:
    for sheet in book(tmp_path, [record("SI.TR.01"), record("SI.TR.02", "absent")]):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


@pytest.mark.parametrize("quote", ["=1+1", "+82", "-3%", "@SUM(A1)", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula(tmp_path: Path, quote: str) -> None:
    cell = book(tmp_path, [record("SI.TR.01")], quote)["조견표"].cell(2, 7)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (quote, "s", True)


def test_characters_that_no_workbook_holds_are_left_out(tmp_path: Path) -> None:
    assert book(tmp_path, [record("SI.TR.01")], "가\x01나")["조견표"].cell(2, 7).value == "가나"


def test_pages_link_to_the_report_where_there_is_one(tmp_path: Path) -> None:
    assert book(tmp_path, [record("SI.TR.01")])["조견표"].cell(2, 9).hyperlink is None
    (tmp_path / "report.html").write_text("", encoding="utf-8")
    link = book(tmp_path, [record("SI.TR.01")])["조견표"].cell(2, 9).hyperlink
    assert link is not None
    assert link.target == "report.html#documents"


def test_what_was_noticed_stands_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    out = write(tmp_path, [record("SI.TR.01")])
    told = {"code": "sum_mismatch", "page_no": 3, "message": {"ko": "합계가 다릅니다", "en": "wrong sum"}}
    source = {"document_id": "sha256:a", "sources": ["신청서.pdf"], "issues": [told]}
    (tmp_path / "documents.jsonl").write_text(json.dumps(source) + "\n", encoding="utf-8")
    write_index(tmp_path, out)
    shown = [cell.value for cell in load_workbook(out)["점검"][2]]
    assert shown == ["신청서.pdf", 3, "sum_mismatch", "합계가 다릅니다 / wrong sum"]


def suggested(folder: Path, *quotes: tuple[str, float]) -> Workbook:
    """The workbook of a gap with suggestions, written as a run writes them: the most alike first."""
    write(folder, [record("SI.TR.01", "absent")])
    lines = [
        {
            "catalogue": CATALOGUE, "subject": {"kind": "municipality", "name": "오산시"},
            "indicator_id": "SI.TR.01", "similarity": similarity, "quote": quote, "page_no": 2,
            "document_id": "sha256:a",
        }
        for quote, similarity in sorted(quotes, key=lambda pair: -pair[1])
    ]  # fmt: skip
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "suggestions.jsonl").write_text(text, encoding="utf-8")
    (folder / "report.html").write_text("", encoding="utf-8")
    write_index(folder, folder / "index.xlsx")
    return load_workbook(folder / "index.xlsx")


def test_sentences_to_look_at_have_a_sheet_the_most_alike_first(tmp_path: Path) -> None:
    sheet = suggested(tmp_path, ("부르면 오는 버스", 0.31), ("호출 버스를 시험했다", 0.52))["확인할 문장"]
    shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [(line[4], line[5]) for line in shown] == [
        (0.52, "호출 버스를 시험했다"),
        (0.31, "부르면 오는 버스"),
    ]
    assert shown[0][2:4] == ["SI.TR.01", "수요응답형 교통"]
    assert shown[0][6:] == ["오산시_신청서.pdf", 2, "확인 필요, 근거 아님 / needs review, no proof"]
    assert sheet.cell(2, 8).hyperlink.target == "report.html#index"


def test_a_sentence_to_look_at_is_no_formula_and_a_run_without_any_has_an_empty_sheet(tmp_path: Path) -> None:
    cell = suggested(tmp_path, ("=1+1", 0.4))["확인할 문장"].cell(2, 6)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    (tmp_path / "suggestions.jsonl").unlink()
    write_index(tmp_path, tmp_path / "index.xlsx")
    assert load_workbook(tmp_path / "index.xlsx")["확인할 문장"].max_row == 1


def test_equal_records_give_equal_bytes(tmp_path: Path) -> None:
    out = write(tmp_path, [record("SI.TR.01")])
    first = out.read_bytes()
    time.sleep(1.1)  # the clock of a workbook counts seconds
    assert write(tmp_path, [record("SI.TR.01")]).read_bytes() == first
    with zipfile.ZipFile(out) as entries:
        assert {entry.date_time for entry in entries.infolist()} == {(1980, 1, 1, 0, 0, 0)}

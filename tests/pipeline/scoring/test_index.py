"""The 조견표: every indicator has a line, and what is missing shows."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.rules.catalogues import load_catalogue
from pipeline.index import write_index
from schemas.catalogue import PROXY_NOTICE
from schemas.record import Record
from tests.pipeline.scoring.invented_records import CATALOGUE, record, write_folder


def page(tmp_path: Path, records: list[Record], quote: str = "근거 글자") -> str:
    out = tmp_path / "index.html"
    write_index(write_folder(tmp_path, records, quote), out)
    return out.read_text(encoding="utf-8")


def row(html: str, indicator_id: str) -> str:
    match = re.search(rf"<tr[^>]*>\s*<td><b>{re.escape(indicator_id)}</b>.*?</tr>", html, re.DOTALL)
    assert match is not None
    return match.group()


def test_a_row_shows_claim_quote_document_page_and_state(tmp_path: Path) -> None:
    found = row(page(tmp_path, [record("SI.TR.01", value=70, unit="min", qualifier="max")]), "SI.TR.01")
    for shown in ("수요응답형 교통", "max 70 min", "근거 글자", "오산시_신청서.pdf", "<td>3<br>", "present"):
        assert shown in found


def test_a_gap_shows_as_a_gap_with_the_proof_that_is_wanted(tmp_path: Path) -> None:
    found = row(page(tmp_path, [record("SI.TR.02", "absent")]), "SI.TR.02")
    assert 'class="gap"' in found
    assert "연계 주차장 목록" in found


def test_every_indicator_of_the_catalogue_has_a_row(tmp_path: Path) -> None:
    ids = [indicator.id for indicator in load_catalogue(CATALOGUE).indicators]
    html = page(tmp_path, [record(name, "not_searched") for name in ids])
    assert [row(html, name) for name in ids]
    assert "not searched 56" in html


def test_a_proxy_is_marked_and_the_page_decides_nothing(tmp_path: Path) -> None:
    html = page(tmp_path, [record("SI.TR.01")])
    assert PROXY_NOTICE in html
    assert "인증 여부를 결정하지 않습니다" in html


def test_another_catalogues_records_are_shown_without_the_mark(tmp_path: Path) -> None:
    html = page(tmp_path, [record("A.1", catalogue="our-city", catalogue_status="user")])
    assert row(html, "A.1")
    assert PROXY_NOTICE not in html


def test_quotes_and_names_are_escaped(tmp_path: Path) -> None:
    html = page(tmp_path, [record("SI.TR.01", about="<i>시</i>")], quote="<script>x</script>")
    assert "<script>" not in html
    assert "<i>시" not in html


def test_the_page_calls_no_network(tmp_path: Path) -> None:
    html = page(tmp_path, [record("SI.TR.01")])
    assert not re.search(r"https?://|src=|@import|url\(", html)
    assert "default-src 'none'" in html


def test_a_run_without_subjects_says_so(tmp_path: Path) -> None:
    assert "지표 기록이 없습니다" in page(tmp_path, [])


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    records = [record("SI.TR.01"), record("SI.TR.02", "absent"), record("SI.TR.01", about="수원시")]
    assert page(tmp_path, records) == page(tmp_path, records)

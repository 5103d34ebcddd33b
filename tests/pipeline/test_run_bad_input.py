"""Bad input: each a clear line, the right exit code, and every other document complete."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.pipeline.samples import FIXTURES, exported, jipyo, rows, run_into

BROKEN = FIXTURES / "broken"
GOOD = FIXTURES / "snippets/weekly_news.txt"
MANIFEST: dict[str, dict[str, Any]] = yaml.safe_load((BROKEN / "manifest.yaml").read_text("utf-8"))
FILES = tuple(BROKEN / name for name in MANIFEST)


@functools.cache
def _broken_run() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="jipyo-broken-"))
    (folder / "empty").mkdir()
    inputs = [*FILES, folder / "empty", folder / "gone.pdf", GOOD]
    assert run_into(folder / "out", inputs, "--quiet") == 3
    return folder / "out"


@pytest.mark.parametrize("name", [name for name, entry in MANIFEST.items() if entry["code"]])
def test_a_broken_file_is_a_line_with_its_reason(name: str) -> None:
    (error,) = [row for row in rows(_broken_run(), "errors") if row["source"] == name]
    assert error["code"] in {MANIFEST[name]["code"], *MANIFEST[name].get("also", ())}


@pytest.mark.parametrize("name", [name for name, entry in MANIFEST.items() if not entry["code"]])
def test_a_document_with_a_bad_page_is_read_all_the_same(name: str) -> None:
    out = _broken_run()
    (document,) = [row for row in rows(out, "documents") if row["sources"] == [name]]
    pages = [row for row in rows(out, "pages") if row["document_id"] == document["document_id"]]
    read = [page["page_no"] for page in pages if page["origin"] != "text"]
    assert document["readable"]
    assert len(pages) == MANIFEST[name]["pages"]
    assert read == MANIFEST[name].get("ocr_pages", [])
    assert all(page["origin_reason"] for page in pages)


def test_a_missing_file_and_an_empty_folder_are_lines() -> None:
    codes = {row["source"]: row["code"] for row in rows(_broken_run(), "errors")}
    assert (codes["gone.pdf"], codes["empty"]) == ("missing_file", "no_documents")


def test_every_message_says_what_is_wrong_and_what_to_do_in_both_languages() -> None:
    for error in rows(_broken_run(), "errors"):
        for text in (error["message"], error["action"]):
            assert text["ko"].strip()
            assert text["en"].strip()
        assert error["attempts"] >= 1


def test_no_failure_is_a_fault_of_the_program() -> None:
    assert "internal" not in {row["code"] for row in rows(_broken_run(), "errors")}


def test_a_good_document_among_broken_ones_is_complete(tmp_path: Path) -> None:
    assert run_into(tmp_path / "alone", [GOOD]) == 0
    alone = rows(tmp_path / "alone", "facts")
    among = [row for row in rows(_broken_run(), "facts") if row["document_id"] == alone[0]["document_id"]]
    assert among == alone


def test_nothing_done_is_exit_code_one_and_still_a_whole_folder(tmp_path: Path) -> None:
    assert run_into(tmp_path / "out", [tmp_path / "gone.pdf"]) == 1
    assert {"facts.jsonl", "facts.parquet", "report.html", "datapackage.json"} <= set(
        exported(tmp_path / "out")
    )


def test_a_broken_file_fed_to_a_finished_run_leaves_the_rest_as_it_was(tmp_path: Path) -> None:
    run_into(tmp_path / "out", [GOOD])
    before = rows(tmp_path / "out", "facts")
    assert run_into(tmp_path / "out", [GOOD, BROKEN / "truncated.pdf"]) == 3
    assert rows(tmp_path / "out", "facts") == before


def test_read_of_a_broken_file_is_a_message_and_nothing_on_standard_output() -> None:
    done = jipyo("read", BROKEN / "encrypted.pdf")
    assert (done.returncode, done.stdout) == (1, "")
    assert "password" in done.stderr

"""What a reviewer once broke: names that are no UTF-8, folders, raised limits, user catalogues, assumed dates."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import schemas
from schemas.errors import ExitCode
from tests.pipeline.samples import FIXTURES, exported, jipyo, rows, run_into, run_with_worker

SCAN = FIXTURES / "scanned/one_page_application.png"
TEXT = "올해 춘천시는 수요응답형 버스 3대를 도입했다.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "undated.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_a_name_that_is_no_utf8_and_an_output_folder_inside_the_input_change_nothing(folder: Path) -> None:
    (folder / "in" / os.fsdecode(b"\xff.txt")).write_text("시험 문서다.\n", "utf-8")
    out = folder / "in" / "out"
    assert run_into(out, [folder / "in"]) == 0
    before = exported(out)
    assert run_into(out, [folder / "in"]) == 0
    assert exported(out) == before
    assert len(rows(out, "documents")) == 2


def test_a_name_that_is_too_long_is_a_line_and_the_rest_goes_on(folder: Path) -> None:
    assert run_into(folder / "out", [folder / "in", Path("x" * 5000)]) == 3
    assert [row["code"] for row in rows(folder / "out", "errors")] == ["not_a_file"]


def test_a_date_that_nobody_states_is_told_and_not_exported(folder: Path) -> None:
    assert run_into(folder / "out", [folder / "in"], "--as-of", "2021-05-01") == 0
    (document,) = rows(folder / "out", "documents")
    assert document["header"]["released_on"] is None
    assert "date_assumed" in {issue["code"] for issue in document["issues"]}
    assert "2021" in {str(fact["value"]) for fact in rows(folder / "out", "facts") if fact["field"] == "date"}


def test_raised_limits_give_a_failed_document_another_try(folder: Path) -> None:
    (folder / "low.toml").write_text("output_mb = 1\npage_cpu_s = 1\nmemory_mb = 256\n")
    (folder / "high.toml").write_text("")
    assert run_into(folder / "out", [SCAN], "--config", str(folder / "low.toml")) == 1
    assert run_into(folder / "out", [SCAN], "--config", str(folder / "high.toml")) == 0


def test_a_page_that_failed_is_understood_once_it_was_read(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert (
        run_with_worker(out, SCAN, "read", "tests.pipeline.engines.starved_reader") == ExitCode.NOTHING_DONE
    )
    assert [(row["code"], row["page_no"]) for row in rows(out, "errors")] == [("memory", 1)]
    assert run_into(out, [SCAN], "--config", str(_roomy(tmp_path))) == 0
    assert rows(out, "errors") == []
    assert rows(out, "facts")


def _roomy(folder: Path) -> Path:
    path = folder / "roomy.toml"
    path.write_text("memory_mb = 3000\n", "utf-8")
    return path


def test_a_catalogue_of_the_users_own_gives_a_whole_folder(folder: Path) -> None:
    shipped = Path(str(schemas.__file__)).with_name("catalogues") / "proxy-city-2022.yaml"
    text = (
        shipped.read_text("utf-8")
        .replace("name: proxy-city-2022", "name: mine")
        .replace("status: proxy", "status: user")
    )
    (folder / "mine.yaml").write_text(text, "utf-8")
    out = folder / "out"
    assert (
        run_into(out, [FIXTURES / "snippets/release_ocr.md"], "--catalogue", str(folder / "mine.yaml")) == 0
    )
    assert {row["catalogue"] for row in rows(out, "records")} == {"mine"}
    assert set(json.loads((out / "run.json").read_text("utf-8"))["catalogues"]) == {"mine"}


def test_a_catalogue_that_does_not_apply_is_said(folder: Path) -> None:
    release = FIXTURES / "press_release/press_release_2023.pdf"
    assert run_into(folder / "out", [release], "--catalogue", "proxy-service-2022") == 0
    (document,) = rows(folder / "out", "documents")
    assert "catalogue_not_applicable" in {issue["code"] for issue in document["issues"]}


def test_an_unknown_catalogue_is_refused_before_any_work(folder: Path) -> None:
    done = jipyo("run", folder / "in", "--out", folder / "out", "--catalogue", "none-such")
    assert done.returncode == 2
    assert not (folder / "out").exists()


def test_a_page_that_is_not_there_and_a_folder_are_wrong_usage(folder: Path) -> None:
    release = FIXTURES / "press_release/press_release_2023.pdf"
    assert jipyo("read", release, "--pages", "9").returncode == 2
    assert jipyo("read", folder).returncode == 2

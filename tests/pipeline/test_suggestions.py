"""Suggestions leave a run as a table of their own, and stand in the report and the index."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from tests.pipeline.samples import BORN_DIGITAL, rows, sample_run

GAPS = {"absent", "not_searched"}


@pytest.fixture(scope="module")
def folder() -> Path:
    return sample_run(BORN_DIGITAL)


def test_each_suggestion_stands_beside_a_gap_of_its_subject(folder: Path) -> None:
    found = rows(folder, "suggestions")
    states = {
        (row["catalogue"], row["subject"]["name"], row["indicator_id"]): row["state"]
        for row in rows(folder, "records")
    }
    assert found
    for row in found:
        assert states[row["catalogue"], row["subject"]["name"], row["indicator_id"]] in GAPS
        assert len(row["quote"]) == row["span"][1] - row["span"][0]


def test_report_and_index_show_them(folder: Path, tmp_path: Path) -> None:
    quote = rows(folder, "suggestions")[0]["quote"]
    report = (folder / "report.html").read_text("utf-8")
    done = CliRunner().invoke(app, ["index", str(folder), "--out", str(tmp_path / "index.html")])
    assert done.exit_code == 0, done.stderr
    for page in (report, (tmp_path / "index.html").read_text("utf-8")):
        assert "sentences to look at" in page
        assert quote in page[page.index("sentences to look at") :]


def test_the_report_tells_strength_term_by_term(folder: Path) -> None:
    report = (folder / "report.html").read_text("utf-8")
    assert "-1.2 -2.69 compared +3.23 opened +0.208×" in report

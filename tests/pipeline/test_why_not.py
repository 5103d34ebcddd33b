"""`jipyo why-not`: what came nearest to a gap, and what it lacked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.why_not import MOST_FOR_A_SUBJECT, why_not
from pipeline.why_not_text import why_not_lines
from tests.pipeline.samples import BORN_DIGITAL, rows, sample_run

FOUND = {"present", "conflicting"}


def called(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder() -> Path:
    return sample_run(BORN_DIGITAL)


def own(told: dict[str, Any], subject: str) -> dict[str, Any]:
    return next(gap for gap in told["gaps"] if gap["subject"] == subject)


def test_a_definition_half_met_is_what_the_nearest_sentence_lacks(folder: Path) -> None:
    gap = own(why_not(folder, "SI.IF.01"), "목포시")
    assert "통합관제센터" in gap["nearest"][0]["sentence"]["quote"]
    assert gap["nearest"][0]["lacking"][0]["asked"] == ["definition_half_met"]


def test_every_gap_is_answered_and_what_is_found_is_said_to_be(folder: Path) -> None:
    records = [row for row in rows(folder, "records") if row["indicator_id"] == "SI.TR.03"]
    told = why_not(folder, "SI.TR.03")
    gaps = {row["subject"]["name"] for row in records if row["state"] not in FOUND}
    assert {gap["subject"] for gap in told["gaps"]} - {None} == gaps
    assert len(told["found"]) == len(records) - len(gaps)
    for gap in told["gaps"]:
        assert len(gap["nearest"]) <= MOST_FOR_A_SUBJECT
        assert all(miss["lacking"] for miss in gap["nearest"])


def test_where_nothing_came_near_it_says_so_plainly(folder: Path) -> None:
    done = called("why-not", folder, "--indicator", "GI.LW.05")
    assert done.exit_code == 0, done.stderr
    assert "nothing came near" in done.stdout


def test_a_person_reads_what_is_lacking_and_a_program_gets_json(folder: Path) -> None:
    done = called("why-not", folder, "--indicator", "SI.IF.01")
    assert "✗ 확인할 것 / to be looked at: 정의가 요구하는 말이 모자랍니다" in done.stdout
    told = json.loads(called("why-not", folder, "--indicator", "SI.IF.01", "--json").stdout)
    assert list(why_not_lines(told)) == done.stdout.rstrip("\n").split("\n")


def test_one_document_is_asked_alone(folder: Path) -> None:
    application = next(
        row["document_id"] for row in rows(folder, "documents") if row["kind"] == "city_application"
    )
    told = why_not(folder, "SI.IF.01", application[:20])
    assert {miss["document_id"] for gap in told["gaps"] for miss in gap["nearest"]} == {application}


@pytest.mark.parametrize(
    "more", [("--indicator", "NO.SUCH"), ("--indicator", "SI.IF.01", "--document", "zz")]
)
def test_what_is_not_there_is_refused(folder: Path, more: tuple[str, ...]) -> None:
    done = called("why-not", folder, *more)
    assert done.exit_code == 2
    assert "use a" in done.stderr or "use an" in done.stderr

"""`jipyo why`: any record or fact of a finished run, explained from what was stored."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.store.store import open_store
from pipeline.why import why
from pipeline.why_text import why_lines
from tests.pipeline.samples import BORN_DIGITAL, jipyo, rows, sample_run

UNFOUND = {"absent", "not_searched"}


def called(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder() -> Path:
    return sample_run(BORN_DIGITAL)


@pytest.fixture(scope="module")
def found(folder: Path) -> list[dict[str, Any]]:
    return [row for row in rows(folder, "records") if row["state"] not in UNFOUND]


def test_every_found_record_is_explained_as_it_stands(folder: Path, found: list[dict[str, Any]]) -> None:
    assert len(found) > 30
    for row in found:
        told = why(folder, row["record_id"])
        explained = told["explained"]
        assert told["changed"] == []
        assert (explained["state"], explained["strength"]) == (row["state"], row["strength"])
        assert explained["places"] or explained["claims"]
        assert any(row["record_id"] in line for line in why_lines(told))


def test_a_rule_that_fired_is_told_with_cue_predicate_and_sum(
    folder: Path, found: list[dict[str, Any]]
) -> None:
    row = next(row for row in found if row["indicator_id"] == "SI.TR.06" and row["state"] == "present")
    done = called("why", folder, row["record_id"][:10])
    assert done.exit_code == 0, done.stderr
    for words in (
        "강한 신호 / strong: “",
        "서술어 / predicate: “",
        "세기 / strength: -1.2 − 2.69×1 compared + 3.23×1 opened",
    ):
        assert words in done.stdout
    assert "시험 산정(비공식)" in done.stdout


def test_quotes_of_an_explanation_stand_in_the_sentence_that_holds_them(
    folder: Path, found: list[dict[str, Any]]
) -> None:
    for place in why(folder, found[0]["record_id"])["explained"]["places"]:
        for cue in place["cues"]:
            if cue["characters"] is not None:
                first = cue["characters"]["span"][0] - place["sentence"]["span"][0]
                assert place["sentence"]["quote"][first:].startswith(cue["characters"]["quote"])


def test_an_absent_record_is_told_to_have_no_place(folder: Path) -> None:
    row = next(row for row in rows(folder, "records") if row["state"] == "absent" and not row["reasons"])
    done = called("why", folder, row["record_id"])
    assert done.exit_code == 0, done.stderr
    assert "why-not" in done.stdout


def test_a_fact_is_told_with_its_proof_its_predicate_and_what_rests_on_it(
    folder: Path, found: list[dict[str, Any]]
) -> None:
    fact_id = found[0]["fact_ids"][0]
    done = called("why", folder, fact_id)
    assert done.exit_code == 0, done.stderr
    assert found[0]["record_id"] in done.stdout
    told = json.loads(called("why", folder, fact_id, "--json").stdout)
    assert (told["kind"], told["fact"]["fact_id"]) == ("fact", fact_id)


@pytest.mark.parametrize("wanted", ["zzzz", ""])
def test_an_id_that_nothing_has_is_refused(folder: Path, wanted: str) -> None:
    done = called("why", folder, wanted)
    assert (done.exit_code, "record_id" in done.stderr) == (2, True)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    assert called("why", tmp_path, "abcd").exit_code == 2


def test_what_changed_since_the_run_is_said(
    folder: Path, found: list[dict[str, Any]], tmp_path: Path
) -> None:
    out = Path(shutil.copytree(folder, tmp_path / "out"))
    with open_store(out) as store:
        store.remember("catalogue_hashes", {found[0]["catalogue"]: "0"})
        store.remember("rule_hashes", {found[0]["catalogue"]: {found[0]["indicator_id"]: "0"}})
    assert why(out, found[0]["record_id"])["changed"] == ["catalogue", "rule"]
    assert "목록이 실행 뒤에 바뀌었습니다" in called("why", out, found[0]["record_id"]).stdout


def test_a_record_that_the_rules_of_today_make_otherwise_is_said(
    folder: Path, found: list[dict[str, Any]], tmp_path: Path
) -> None:
    out = Path(shutil.copytree(folder, tmp_path / "out"))
    lines = (out / "records.jsonl").read_text("utf-8").splitlines()
    changed = [
        json.dumps({**json.loads(line), "strength": 0.1}) if found[0]["record_id"] in line else line
        for line in lines
    ]
    (out / "records.jsonl").write_text("\n".join(changed) + "\n", "utf-8")
    assert why(out, found[0]["record_id"])["changed"] == ["result"]


def test_the_command_needs_neither_the_documents_nor_the_language_model(
    folder: Path, found: list[dict[str, Any]]
) -> None:
    done = jipyo("why", folder, found[0]["record_id"], env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.returncode == 0
    for heavy in ("spacy", "kiwipiepy", "pandas", "pdfplumber", "alembic"):
        assert f" {heavy}\n" not in done.stderr

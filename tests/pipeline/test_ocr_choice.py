"""Which engine reads: chosen on the command line, told in run.json, and part of the key of every page that was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.ocr.model_files import ModelFiles, checked_model
from pipeline import versions
from pipeline.cli import app
from pipeline.config import RunConfig
from pipeline.inputs import gather
from pipeline.reading_tasks import warm_up
from pipeline.shelf import Shelf
from pipeline.store.store import open_store
from schemas.errors import MissingProgramError
from schemas.page import RawPage
from tests.pipeline.samples import FIXTURES, forget_tools

SCAN = FIXTURES / "scanned/one_page_press_release.jpg"


def page_key(folder: Path, engine: str) -> str:
    with open_store(folder) as store:
        config = RunConfig.model_validate({"ocr_engine": engine})
        document = gather([SCAN]).inputs[0]
        return Shelf(store, config).page_key(document, RawPage(1, 595.0, 842.0, ()))


@pytest.fixture(autouse=True)
def _ask_anew() -> Iterator[None]:
    forget_tools()
    yield
    forget_tools()


@pytest.mark.parametrize("command", ["run", "read"])
def test_an_unknown_engine_is_refused_with_the_ones_there_are(command: str) -> None:
    done = CliRunner().invoke(app, [command, str(SCAN), "--engine", "nonsense"], env={"COLUMNS": "200"})
    assert done.exit_code == 2
    assert all(name in done.output for name in ("auto", "jipyo", "tesseract"))


def test_pages_read_by_different_engines_have_different_keys(tmp_path: Path) -> None:
    assert len({page_key(tmp_path, engine) for engine in ("auto", "jipyo", "tesseract")}) == 3


def test_another_model_makes_stored_pages_stale_but_for_those_that_tesseract_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {engine: page_key(tmp_path, engine) for engine in ("auto", "jipyo", "tesseract")}
    other: ModelFiles = replace(checked_model(), sha256="0" * 64)
    monkeypatch.setattr(versions, "checked_model", lambda: other)
    versions.ocr_tools.cache_clear()
    changed = {engine for engine in before if page_key(tmp_path, engine) != before[engine]}
    assert changed == {"auto", "jipyo"}


def test_without_tesseract_only_what_needs_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert versions.ocr_tools("jipyo", "Hangul")["tesseract"] is None
    assert versions.ocr_tools("auto", "Hangul")["tesseract"] is None
    with pytest.raises(MissingProgramError, match="apt-get install"):
        versions.ocr_tools("tesseract", "Hangul")


def test_without_our_model_auto_reads_with_tesseract_and_jipyo_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> ModelFiles:
        raise MissingProgramError("no model")

    monkeypatch.setattr(versions, "described_model", lambda: None)
    monkeypatch.setattr(versions, "checked_model", missing)
    told = versions.ocr_tools("auto", "Hangul")
    assert told["jipyo"] is None
    assert told["tesseract"] is not None
    with pytest.raises(MissingProgramError):
        versions.ocr_tools("jipyo", "Hangul")


def test_the_tools_of_a_run_name_the_model_and_its_hash() -> None:
    told = versions.ocr_tools("auto", "Hangul")
    assert told["jipyo"] is not None
    assert told["jipyo"]["model_sha256"] == checked_model().sha256
    assert told["tesseract"] is not None


def test_workers_load_the_model_before_they_fork() -> None:
    from extractors.ocr.jipyo_engine import recogniser

    recogniser.cache_clear()
    warm_up()
    assert recogniser.cache_info().currsize == 1

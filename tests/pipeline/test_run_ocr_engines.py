"""Runs with the OCR engine that was asked for, where others are not installed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.ocr.model_files import checked_model, described_model
from pipeline import versions
from pipeline.config import OcrEngine, RunConfig
from pipeline.inputs import Input
from pipeline.shelf import Shelf
from pipeline.store.store import open_store
from schemas.errors import ExitCode, MissingProgramError
from schemas.page import RawPage
from tests.pipeline.samples import SMALL, forget_tools, jipyo, rows, run_into

TEXT, SCAN = SMALL[1:]
NO_PROGRAMS = {"PATH": "/nowhere"}


@pytest.fixture
def asked_anew() -> Iterator[None]:
    """What is installed is asked once a process; these tests change it, and leave nothing of it behind."""
    forget_tools()
    yield
    forget_tools()


def _page_key(folder: Path, engine: OcrEngine) -> str:
    forget_tools()
    page = RawPage(page_no=1, width=595.0, height=842.0, words=(), needs_ocr=True)
    with open_store(folder) as store:
        shelf = Shelf(store, RunConfig(ocr_engine=engine))
        return shelf.page_key(Input(SCAN, SCAN.name, "sha256:a", 1), page)


def _manifest(out: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((out / "run.json").read_text("utf-8"))
    return manifest


def test_a_scan_is_read_where_tesseract_is_not_installed(tmp_path: Path) -> None:
    assert run_into(tmp_path, [SCAN], "--engine", "jipyo", "--quiet", env=NO_PROGRAMS) == 0
    (page,) = rows(tmp_path, "pages")
    model = checked_model()
    told = {"engine": "jipyo", "model": model.name, "model_sha256": model.sha256, "psm": None, "asked": 0}
    assert page["ocr"].items() >= told.items()
    manifest = _manifest(tmp_path)
    assert manifest["config"]["ocr_engine"] == "jipyo"
    assert manifest["tools"]["jipyo"].items() >= {"model": model.name, "model_sha256": model.sha256}.items()
    assert manifest["tools"]["tesseract"] is None


def test_a_scan_for_tesseract_is_refused_where_it_is_not_installed(tmp_path: Path) -> None:
    done = jipyo("run", SCAN, "--out", tmp_path, "--engine", "tesseract", env=NO_PROGRAMS)
    assert done.returncode == ExitCode.MISSING_PROGRAM
    assert "apt-get install tesseract-ocr" in done.stderr


def test_text_is_read_where_the_engine_is_not_installed(tmp_path: Path) -> None:
    assert run_into(tmp_path, [TEXT], "--engine", "tesseract", "--quiet", env=NO_PROGRAMS) == 0
    assert _manifest(tmp_path)["tools"] == {"jipyo": None, "tesseract": None}


@pytest.mark.usefixtures("asked_anew")
@pytest.mark.parametrize("engine", ["auto", "jipyo", "tesseract"])
def test_where_neither_is_installed_no_engine_can_read(
    engine: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", NO_PROGRAMS["PATH"])
    monkeypatch.setattr(versions, "described_model", lambda: described_model(tmp_path))
    monkeypatch.setattr(versions, "checked_model", lambda: checked_model(tmp_path))
    with pytest.raises(MissingProgramError):
        versions.ocr_tools(engine, "Hangul")


@pytest.mark.usefixtures("asked_anew")
def test_a_second_opinion_that_comes_or_goes_makes_pages_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {engine: _page_key(tmp_path, engine) for engine in ("auto", "jipyo")}
    monkeypatch.setenv("PATH", NO_PROGRAMS["PATH"])
    assert _page_key(tmp_path, "auto") != before["auto"]
    assert _page_key(tmp_path, "jipyo") == before["jipyo"]

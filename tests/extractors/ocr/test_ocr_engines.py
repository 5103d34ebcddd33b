"""Every engine keeps the contract of engines.Engine; Tesseract is kept in bounds."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.ocr import tesseract
from extractors.ocr.engines import ENGINES
from extractors.ocr.settings import OcrSettings
from schemas.errors import DocumentError, ErrorCode, MissingProgramError

SETTINGS = OcrSettings()


def _grey(sheet: Image.Image) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    return np.asarray(sheet.convert("L"), dtype=np.uint8)


@pytest.mark.parametrize("name", ENGINES)
def test_words_have_boxes_in_the_image_confidence_and_line(
    name: str, sheet_of: Callable[..., Image.Image]
) -> None:
    image = _grey(sheet_of())
    reading = ENGINES[name].recognise(image, 200, SETTINGS)
    assert reading == ENGINES[name].recognise(image, 200, SETTINGS)
    assert reading.engine == ("tesseract" if name == "tesseract" else "jipyo")
    words = reading.words
    text = " ".join(word.text for word in words)
    assert "교통 관제 센터" in text
    assert "서비스를" in text
    for word in words:
        assert 0 <= word.box.x0 < word.box.x1 <= 1100 * 72 / 200
        assert 0 <= word.box.top < word.box.bottom <= 760 * 72 / 200
        assert word.confidence is not None
        assert 0 <= word.confidence <= 1
        assert word.line_key is not None
        assert not set(word.text) & set(" \n\t")
    assert [word.line_key for word in words] == sorted(word.line_key or () for word in words)


@pytest.mark.parametrize("name", ENGINES)
def test_a_blank_page_gives_no_words_and_no_turn(name: str) -> None:
    blank = np.full((700, 500), 255, dtype=np.uint8)
    assert ENGINES[name].recognise(blank, 200, SETTINGS).words == ()
    assert ENGINES[name].turn(blank, 200, SETTINGS) in (None, 0)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_an_engine_tells_how_a_page_was_laid_on_the_glass(
    name: str, turn: int, sheet_of: Callable[..., Image.Image]
) -> None:
    lines = ["교통 관제 센터의 운영 현황을 점검한 결과", "시민이 쓰는 서비스를 넓히는 사업이다"] * 5
    laid = np.rot90(_grey(sheet_of(lines, size_pt=10)), -turn // 90)
    assert ENGINES[name].turn(np.ascontiguousarray(laid), 200, SETTINGS) == turn


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_says_that_it_can_run(name: str) -> None:
    ENGINES[name].require(SETTINGS)


def test_a_missing_program_is_told_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingProgramError, match="apt-get install tesseract-ocr tesseract-ocr-script-hang"):
        ENGINES["tesseract"].require(SETTINGS)


def test_a_missing_model_is_told_with_its_package() -> None:
    with pytest.raises(MissingProgramError, match="apt-get install tesseract-ocr-jpn"):
        ENGINES["tesseract"].require(OcrSettings(model="jpn"))


def _fake_tesseract(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def _is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_call_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fake_tesseract(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait", monkeypatch)
    with pytest.raises(DocumentError) as caught:
        ENGINES["tesseract"].recognise(
            np.full((50, 50), 255, dtype=np.uint8), 200, OcrSettings(wall_seconds=1)
        )
    assert caught.value.code is ErrorCode.TIMEOUT
    child = int((tmp_path / "child").read_text())
    for _ in range(40):
        if not _is_alive(child):
            break
        time.sleep(0.05)
    assert not _is_alive(child)


def test_a_call_that_burns_its_cpu_seconds_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_tesseract(tmp_path, "while :; do :; done", monkeypatch)
    with pytest.raises(DocumentError) as caught:
        ENGINES["tesseract"].recognise(
            np.full((50, 50), 255, dtype=np.uint8), 200, OcrSettings(cpu_seconds=1)
        )
    assert caught.value.code is ErrorCode.TIMEOUT


def test_a_crash_is_told_with_what_the_program_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_tesseract(tmp_path, "echo 'bad image' >&2; exit 7", monkeypatch)
    with pytest.raises(DocumentError, match="bad image") as caught:
        ENGINES["tesseract"].recognise(np.full((50, 50), 255, dtype=np.uint8), 200, SETTINGS)
    assert caught.value.code is ErrorCode.CRASHED


def test_one_thread_a_call_whatever_the_caller_s_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_THREAD_LIMIT", "8")
    _fake_tesseract(tmp_path, f"echo $OMP_THREAD_LIMIT > {tmp_path}/threads; exit 1", monkeypatch)
    with pytest.raises(DocumentError):
        ENGINES["tesseract"].recognise(np.full((50, 50), 255, dtype=np.uint8), 200, SETTINGS)
    assert (tmp_path / "threads").read_text().strip() == "1"


def test_a_call_leaves_the_environment_as_it_was(sheet_of: Callable[..., Image.Image]) -> None:
    before, program = dict(os.environ), tesseract.runner.tesseract_cmd
    ENGINES["tesseract"].turn(_grey(sheet_of(["가"])), 200, SETTINGS)
    assert (dict(os.environ), tesseract.runner.tesseract_cmd) == (before, program)

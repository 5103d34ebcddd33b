"""The shipped model: what it is, what it reads, and what happens without it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr import auto_engine, jipyo_engine
from extractors.ocr.decoding import ReadLine
from extractors.ocr.engine_reading import EngineReading
from extractors.ocr.engines import ENGINES
from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.jipyo_engine import RecognisedLine
from extractors.ocr.model_files import MODEL_FOLDER, checked_model, described_model
from extractors.ocr.page_notes import engine_notes
from extractors.ocr.recogniser import Recogniser
from extractors.ocr.segmentation.text_line import TextLine
from extractors.ocr.settings import OcrSettings
from extractors.ocr.tesseract import Tesseract
from schemas.errors import DocumentError, ErrorCode, MissingProgramError
from schemas.geometry import Box
from schemas.issue import Message
from schemas.page import Word

SETTINGS = OcrSettings()
FACE = "/usr/share/fonts/truetype/nanum/NanumGothic.ttf"
LINES = ("총사업비 1,111억 2,200만원(△3.7%)", "앱·킥보드·챌린지 ①②③", "㈜가람 62.5㎡", "11")


def crop_of(text: str, size: int = 28) -> GreyImage:
    """A clean line, cut as the segmentation cuts."""
    face = ImageFont.truetype(FACE, size)
    left, _, right, _ = face.getbbox(text)
    _, top, _, bottom = face.getbbox("한")
    glyph, margin = bottom - top, round(0.3 * size)
    sheet = Image.new("L", (round(right - left) + 2 * margin, round(1.3 * glyph)), 255)
    ImageDraw.Draw(sheet).text((margin - left, 0.15 * glyph - top), text, font=face, fill=0)
    return grey(sheet)


@pytest.fixture(scope="module")
def reader() -> Recogniser:
    return Recogniser()


def test_the_model_is_the_one_that_its_description_names_and_is_small() -> None:
    model = checked_model()
    assert model.net.stat().st_size < 10_000_000
    raw, right = zip(*model.calibration, strict=True)
    assert list(raw) == sorted(raw)
    assert list(right) == sorted(right)


def test_numbers_symbols_and_rare_syllables_are_read(reader: Recogniser) -> None:
    assert [line.text for line in reader.read([crop_of(text) for text in LINES])] == list(LINES)


def test_a_line_reads_the_same_alone_and_among_others(reader: Recogniser) -> None:
    crops = [crop_of(text, size) for size in (20, 28, 41) for text in LINES]
    together = reader.read(crops)
    assert tuple(reader.read([crop])[0] for crop in crops) == together
    assert reader.read(crops[::-1])[::-1] == together


def test_nothing_is_read_on_blank_paper_and_on_no_crop(reader: Recogniser) -> None:
    assert reader.read([np.full((40, 300), 255, dtype=np.uint8)])[0].text.strip() == ""
    assert reader.read([]) == ()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the model's folder that the engines look into."""
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    for module in (auto_engine, jipyo_engine):
        for name, function in (("described_model", described_model), ("checked_model", checked_model)):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda function=function: function(folder))
    jipyo_engine.recogniser.cache_clear()
    monkeypatch.setattr(jipyo_engine, "recogniser", jipyo_engine.recogniser.__wrapped__)
    return folder


def without_model(folder: Path) -> None:
    next(folder.glob("*.onnx")).unlink()


def test_a_missing_model_is_told_with_what_to_do(elsewhere: Path) -> None:
    without_model(elsewhere)
    with pytest.raises(MissingProgramError, match="--engine tesseract"):
        ENGINES["jipyo"].require(SETTINGS)
    ENGINES["auto"].require(SETTINGS)  # Tesseract is there


def test_a_model_of_other_bytes_is_refused(elsewhere: Path) -> None:
    with next(elsewhere.glob("*.onnx")).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(MissingProgramError, match="손상"):
        ENGINES["jipyo"].require(SETTINGS)


@pytest.mark.parametrize("written", ["{", "{}", "[]"])
def test_a_damaged_description_is_told_and_not_taken_for_a_missing_one(elsewhere: Path, written: str) -> None:
    next(elsewhere.glob("*.json")).write_text(written)
    for name in ("auto", "jipyo"):
        with pytest.raises(MissingProgramError, match=r"jipyo-ko-2\.json is damaged"):
            ENGINES[name].require(SETTINGS)


def test_loading_the_recogniser_writes_nothing_and_starts_no_thread(tmp_path: Path) -> None:
    code = "import os; from extractors.ocr.recogniser import Recogniser; Recogniser(); print(len(os.listdir('/proc/self/task')))"
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "OPENBLAS_NUM_THREADS": "1"}
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=kept | home
    )
    assert done.stdout.split() == ["1"]
    assert list(tmp_path.rglob("*onnxruntime*")) == []


def test_without_the_model_tesseract_reads_and_the_page_says_so(
    elsewhere: Path, sheet_of: Callable[..., Image.Image]
) -> None:
    without_model(elsewhere)
    reading = ENGINES["auto"].recognise(grey(sheet_of().convert("L")), 200, SETTINGS)
    assert (reading.engine, reading.lack) == ("tesseract", "ocr_model_missing")
    assert [code for code, _, _ in engine_notes(reading)] == ["ocr_model_missing"]


def test_without_tesseract_our_engine_does_it_all(
    monkeypatch: pytest.MonkeyPatch, sheet_of: Callable[..., Image.Image]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    image = grey(sheet_of().convert("L"))
    for name in ("auto", "jipyo"):
        ENGINES[name].require(SETTINGS)
        assert ENGINES[name].turn(grey(np.rot90(image, 2)), 200, SETTINGS) == 180
    monkeypatch.setattr(auto_engine, "_UNSURE", 1.1)
    reading = ENGINES["auto"].recognise(image, 200, SETTINGS)
    assert (reading.lack, reading.asked) == ("ocr_no_second_engine", 0)
    assert reading.words == ENGINES["jipyo"].recognise(image, 200, SETTINGS).words


def test_lines_in_doubt_are_put_to_tesseract_and_agreement_is_recorded(
    monkeypatch: pytest.MonkeyPatch, sheet_of: Callable[..., Image.Image]
) -> None:
    monkeypatch.setattr(auto_engine, "_UNSURE", 1.1)
    lines = ["시민이 쓰는 서비스를 넓히는 사업이다", "통행 시간이 최대 20분 줄었다"]
    reading = ENGINES["auto"].recognise(grey(sheet_of(lines).convert("L")), 200, SETTINGS)
    assert (reading.asked, reading.agreed, reading.contested) == (2, 2, ())
    assert all(word.confirmed and (word.confidence or 0) >= 0.95 for word in reading.words)


def test_at_most_sixteen_lines_are_asked_about_and_the_least_sure_first() -> None:
    lines = [line_of("가", confidence=0.8 - at / 100) for at in range(30)]
    assert auto_engine._doubtful(lines) == list(range(14, 30))
    assert auto_engine._doubtful([line_of("가", confidence=0.99)]) == []


def line_of(*texts: str, confidence: float) -> RecognisedLine:
    crop = np.full((4, 4), 255, dtype=np.uint8)
    words = tuple(Word(text, Box(0, 0, 1, 1), 10.0, confidence=confidence) for text in texts)
    return RecognisedLine(TextLine(0, 0, 4, 4, 4.0, 0, 0, crop, (0, 0, 0)), ReadLine(()), words)


def test_a_second_engine_that_fails_costs_its_opinion_only(
    monkeypatch: pytest.MonkeyPatch, sheet_of: Callable[..., Image.Image]
) -> None:
    def stopped(*_: object) -> list[str]:
        raise DocumentError(ErrorCode.TIMEOUT, Message(ko="멈춤", en="stopped"), Message(ko="", en=""))

    monkeypatch.setattr(auto_engine, "_UNSURE", 1.1)
    monkeypatch.setattr(Tesseract, "read_lines", stopped)
    monkeypatch.setattr(Tesseract, "turn", stopped)
    image = grey(sheet_of().convert("L"))
    reading = ENGINES["auto"].recognise(image, 200, SETTINGS)
    assert reading.words == ENGINES["jipyo"].recognise(image, 200, SETTINGS).words
    assert [code for code, _, _ in engine_notes(reading)] == ["ocr_second_engine_failed"]
    assert ENGINES["auto"].turn(grey(np.rot90(image, 2)), 200, SETTINGS) == 180


def test_a_dispute_is_told_by_its_place_and_not_by_what_was_read() -> None:
    reading = EngineReading(
        words=(), engine="jipyo", model="m", contested=(Box(72, 144, 100, 160), Box(0, 0, 10, 10))
    )
    ((code, ko, en),) = engine_notes(reading)
    assert code == "ocr_numbers_differ"
    assert "25·51, 0·0" in ko
    assert "25·51, 0·0" in en


def test_crops_on_which_tesseract_finds_nothing_keep_their_place() -> None:
    blank, tiny = np.full((40, 300), 255, dtype=np.uint8), np.full((1, 1), 255, dtype=np.uint8)
    crops = [blank, crop_of("교통 관제"), tiny, crop_of("시민이 쓰는 서비스"), blank]
    read = Tesseract().read_lines(crops, 200, SETTINGS)
    assert len(read) == 5
    assert "교통" in read[1]
    assert "서비스" in read[3]


def test_the_description_tells_how_long_the_net_learnt() -> None:
    told = json.loads((MODEL_FOLDER / "jipyo-ko-2.json").read_text(encoding="utf-8"))
    assert told["lines"] > 100_000
    assert told["training_seconds"] > 1_000


def test_a_recogniser_made_before_a_fork_reads_after_it(reader: Recogniser) -> None:
    crop = crop_of(LINES[0])
    expected = reader.read([crop])[0].text
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(sink, reader.read([crop])[0].text.encode())
        os._exit(0)
    os.close(sink)
    with os.fdopen(source, "rb") as file:
        assert file.read().decode() == expected
    assert os.waitpid(child, 0)[1] == 0

"""A page through the whole of OCR: words, marks, turns, slant, and what the passport says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.ocr.page import read_page
from extractors.ocr.settings import OcrSettings
from extractors.readers.limits import Limits
from extractors.readers.probe import probe
from schemas.errors import DocumentError, UsageError
from schemas.page import RawPage

Sheet = Callable[..., Image.Image]
Save = Callable[[Image.Image], Path]
ROOT = Path(__file__).parents[3]


def _read(path: Path, page_no: int = 1) -> RawPage:
    found = probe(path, Limits())
    return read_page(path, found.media_type, found.pages[page_no - 1], OcrSettings(), Limits())


def _lines(page: RawPage) -> list[str]:
    lines: dict[object, list[str]] = {}
    for word in page.words:
        lines.setdefault(word.line_key, []).append(word.text)
    return [" ".join(words) for words in lines.values()]


@pytest.mark.parametrize(
    ("engine", "told"),
    [
        ("auto", ("jipyo", "jipyo-ko-2", None)),
        ("jipyo", ("jipyo", "jipyo-ko-2", None)),
        ("tesseract", ("tesseract", "Hangul", 4)),
    ],
)
def test_marks_and_words_of_a_scan_are_read(
    engine: str, told: tuple[str, str, int | None], sheet_of: Sheet, saved: Save
) -> None:
    path = saved(sheet_of())
    found = probe(path, Limits())
    page = read_page(path, found.media_type, found.pages[0], OcrSettings(engine=engine), Limits())
    lines = _lines(page)
    assert lines[0].startswith("□ 인증을 받은")
    assert lines[1].startswith("○ 교통 관제")
    assert lines[2].startswith("- 통행 시간이 최대 20분")
    assert (page.origin, page.needs_ocr, page.origin_reason) == ("ocr", False, "image file")
    assert (page.rotation, page.skew_degrees, page.dpi) == (0, 0.0, 200)
    assert page.ocr is not None
    assert (page.ocr.engine, page.ocr.model, page.ocr.psm) == told
    assert (page.ocr.model_sha256 is None) == (engine == "tesseract")
    assert page.ocr.p10_confidence is not None
    assert page.ocr.mean_confidence is not None
    assert 0 < page.ocr.p10_confidence <= 1
    assert 0 < page.ocr.mean_confidence <= 1


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_set_upright(sheet_of: Sheet, saved: Save, turn: int) -> None:
    sheet = sheet_of(
        ["인증을 받은 도시의 주요 사례를 모은 자료", "교통 관제 센터를 새로 열어 시민을 돕는다"] * 4
    )
    clockwise = sheet.rotate(-turn, expand=True)
    page = _read(saved(clockwise))
    assert page.rotation == turn
    assert (round(page.width), round(page.height)) == (396, 274)
    assert "교통 관제 센터를" in " ".join(_lines(page))


def test_a_slanted_page_is_straightened(sheet_of: Sheet, saved: Save) -> None:
    sheet = sheet_of(
        ["인증을 받은 도시의 주요 사례를 모은 자료", "교통 관제 센터를 새로 열었다"] * 4, size_pt=11
    )
    page = _read(saved(sheet.rotate(-2.0, fillcolor="white", resample=Image.Resampling.BICUBIC)))
    assert page.skew_degrees == pytest.approx(2.0, abs=0.15)
    assert "교통 관제" in " ".join(_lines(page))
    tops = [word.box.centre[1] for word in page.words if word.line_key == page.words[0].line_key]
    assert np.ptp(tops) < 5


def test_every_box_lies_inside_the_page(sheet_of: Sheet, saved: Save) -> None:
    page = _read(
        saved(sheet_of(paint=lambda pen: pen.rectangle((40, 40, 1060, 720), outline="black", width=3)))
    )
    boxes = [*(word.box for word in page.words), *page.figures]
    for box in boxes:
        assert 0 <= box.x0 <= box.x1 <= page.width
        assert 0 <= box.top <= box.bottom <= page.height
    assert sum(rule.is_horizontal for rule in page.rulings) == 2
    assert len(page.rulings) == 4


def test_a_page_without_text_says_so(saved: Save) -> None:
    page = _read(saved(Image.new("RGB", (800, 600), "white")))
    assert page.words == ()
    assert page.ocr is not None
    assert page.ocr.mean_confidence is None
    assert [note.code for note in page.issues] == ["ocr_no_text"]


def test_the_reason_of_the_triage_is_kept() -> None:
    page = _read(ROOT / "fixtures" / "broken" / "no_hangul_layer.pdf")
    assert "lacks the Hangul that the page shows" in page.origin_reason
    assert (page.origin, page.dpi) == ("ocr", 200)
    assert "빗물 저장소" in " ".join(_lines(page))


def test_a_frame_that_cannot_be_decoded_costs_its_page_only(sheet_of: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "frames.tif"
    sheet = sheet_of(["첫째 쪽"]).convert("L")
    sheet.save(path, save_all=True, append_images=[sheet], compression="tiff_lzw", dpi=(200, 200))
    data = bytearray(path.read_bytes())
    strip = data.find(b"II*\x00") + 8
    data[strip : strip + 400] = b"\xff" * 400
    path.write_bytes(data)
    assert probe(path, Limits()).page_count == 2
    with pytest.raises(DocumentError, match="page 1"):
        _read(path, 1)
    assert _read(path, 2).words


def test_an_unknown_engine_is_a_usage_error(sheet_of: Sheet, saved: Save) -> None:
    path = saved(sheet_of(["가"]))
    found = probe(path, Limits())
    with pytest.raises(UsageError, match="Choose one of: auto, jipyo, tesseract"):
        read_page(path, found.media_type, found.pages[0], OcrSettings(engine="none"), Limits())

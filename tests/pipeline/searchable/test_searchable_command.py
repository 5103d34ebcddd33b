"""`jipyo searchable` as a command: what it writes, says and leaves alone, seen by programs that know nothing of ours."""

from __future__ import annotations

import errno
import functools
import io
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from typer.testing import CliRunner, Result

from fixtures.typeset.fonts import FOLDER
from pipeline.cli import app
from pipeline.whole_file import require_writable, whole_file
from tests.pipeline.samples import FIXTURES, jipyo
from tests.pipeline.searchable.extracting import EXTRACTORS, by_pdfium, rendered

DPI = 200
LEFT, TOPS, SIZE = 150, (120, 230, 340), 44  # pixels
SAID = (
    "가온시는 스마트도시 인증을 받았다.",
    "담당 부서: 스마트도시과 과장 홍가온",
    "문의: 044-201-3842, gaon.hong@example.kr",
)
SEEN = " ".join(SAID).split()
HIDDEN = {"홍가온": "●●●", "044-201-3842,": "●" * 12 + ",", "gaon.hong@example.kr": "●" * 20}
NEAR = 3.0  # points


def letter() -> Image.Image:
    """The upper part of a page that says SAID."""
    page = Image.new("L", (1654, 500), 255)
    face = ImageFont.truetype(str(FOLDER / "NanumGothic.ttf"), SIZE)
    for text, top in zip(SAID, TOPS, strict=True):
        ImageDraw.Draw(page).text((LEFT, top), text, font=face, fill=0)
    return page


def scan() -> bytes:
    """Three frames, of which the second cannot be decoded."""
    buffer = io.BytesIO()
    frames = [letter(), Image.new("L", (1654, 500), 255)]
    letter().save(
        buffer, "TIFF", save_all=True, append_images=frames, compression="tiff_deflate", dpi=(DPI, DPI)
    )
    data = buffer.getvalue()
    with Image.open(buffer) as image:
        image.seek(1)
        places = zip(image.tag_v2[273], image.tag_v2[279], strict=True)  # type: ignore[attr-defined]
    for at, count in places:
        data = data[:at] + bytes(count) + data[at + count :]
    return data


def copy_of(data: bytes, suffix: str, *words: str) -> tuple[subprocess.CompletedProcess[str], bytes]:
    """The copy in place of a file that was there."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / f"letter{suffix}", Path(folder) / "copy.pdf"
        source.write_bytes(data)
        out.write_bytes(b"what was there")
        done = jipyo("searchable", source, "--out", out, *words)
        assert sorted(path.name for path in Path(folder).iterdir()) == ["copy.pdf", source.name]
        return done, out.read_bytes()


@functools.cache
def masked_copy() -> tuple[subprocess.CompletedProcess[str], bytes]:
    return copy_of(scan(), ".tiff")


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_words_are_found_in_order_at_their_places_with_personal_data_masked(extractor: str) -> None:
    _, copy = masked_copy()
    found = EXTRACTORS[extractor](copy, 1)
    assert [text for text, _ in found] == [HIDDEN.get(word, word) for word in SEEN]
    firsts = [sum(len(line.split()) for line in SAID[:number]) for number in range(len(SAID))]
    for first, top in zip(firsts, TOPS, strict=True):
        _, (x0, y0, _, y1) = found[first]
        assert abs(x0 - LEFT * 72 / DPI) < NEAR
        assert top * 72 / DPI - NEAR < (y0 + y1) / 2 - SIZE * 36 / DPI < top * 72 / DPI + 2 * NEAR


def test_pictures_stay_as_they_are_and_a_broken_frame_costs_its_own_page_and_is_told_once() -> None:
    done, copy = masked_copy()
    assert done.returncode == 3
    assert done.stderr.count("2쪽/page") == 1
    assert "cannot be decoded. Open the document" in done.stderr
    assert "words were put behind 1 of 3 pages" in done.stdout
    assert "the other 1 have" in done.stdout
    assert "no redacted copy" in done.stdout
    assert np.array_equal(rendered(copy, 1, 0.999999 * DPI / 72)[:, :, 0], np.asarray(letter()))
    assert rendered(copy, 2).min() == 255
    assert by_pdfium(copy, 3) == []


def test_keep_pii_leaves_the_hidden_text_as_it_was_read() -> None:
    buffer = io.BytesIO()
    letter().save(buffer, "PNG", dpi=(DPI, DPI))
    done, copy = copy_of(buffer.getvalue(), ".png", "--keep-pii", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [text for text, _ in by_pdfium(copy, 1)] == SEEN


@pytest.mark.soak
def test_the_same_scan_gives_the_same_bytes() -> None:
    assert copy_of(scan(), ".tiff", "--quiet")[1] == masked_copy()[1]


@pytest.mark.soak
def test_pages_of_a_pdf_that_cannot_be_read_cost_the_others_nothing() -> None:
    page, whole = io.BytesIO(), io.BytesIO()
    letter().save(page, "PDF", resolution=DPI)
    writer = pypdf.PdfWriter()
    for source in (FIXTURES / "broken/huge_page.pdf", page):
        writer.append(source)
    writer.write(whole)
    done, copy = copy_of(whole.getvalue(), ".pdf", "--quiet")
    assert done.returncode == 3
    assert "huge_page" not in done.stderr
    assert "1쪽/page" in done.stderr
    assert copy.startswith(whole.getvalue())
    assert [text for text, _ in by_pdfium(copy, 2)] == [HIDDEN.get(word, word) for word in SEEN]


def called(*words: object) -> Result:
    return CliRunner().invoke(app, ["searchable", *map(str, words)])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("broken/encrypted.pdf", 1),
        ("broken/empty_file.pdf", 1),
        ("broken/truncated.pdf", 1),
        ("broken/truncated.jpg", 1),
        ("broken/picture_named.pdf", 1),
        ("snippets/weekly_news.txt", 2),
        ("scanned", 2),
        ("gone.pdf", 1),
    ],
)
def test_what_cannot_be_copied_is_told_and_leaves_what_was_there(
    name: str, code: int, tmp_path: Path
) -> None:
    out = tmp_path / "copy.pdf"
    out.write_bytes(b"what was there")
    done = called(FIXTURES / name, "--out", out, "--quiet")
    assert done.exit_code == code, done.output
    assert done.stderr.startswith("jipyo: ")
    assert " / " in done.stderr
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"what was there"]


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("copy.txt", "must end with .pdf"),
        ("original.pdf", "is the original"),
        ("link.pdf", "is the original"),
        ("none/copy.pdf", "a folder that exists"),
        ("folder.pdf", "name a file"),
        ("/proc/copy.pdf", "check the path"),
        (f"{'가' * 90}.pdf", "check the path"),
    ],
)
def test_a_place_that_cannot_be_written_is_told_before_any_work(
    out: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = tmp_path / "original.pdf"
    original.write_bytes((FIXTURES / "broken/one_page_without_text.pdf").read_bytes())
    (tmp_path / "link.pdf").symlink_to(original)
    (tmp_path / "folder.pdf").mkdir()
    monkeypatch.setattr("pipeline.searchable.searchable.read_through", lambda *_: pytest.fail("it was read"))
    before = sorted(tmp_path.iterdir())
    done = called(original, "--out", tmp_path / out)
    assert done.exit_code == 2, done.output
    assert said in done.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_the_longest_name_that_a_file_may_have_is_no_hindrance(tmp_path: Path) -> None:
    out = tmp_path / f"{'가' * 83}.pdf"  # 253 bytes
    require_writable(out)
    with whole_file(out) as file:
        file.write(b"a copy")
    assert out.read_bytes() == b"a copy"
    with pytest.raises(OSError, match="No space") as told:
        _fill_disk(out)
    assert told.value.filename == str(out)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"a copy"]


def _fill_disk(out: Path) -> None:
    with whole_file(out) as file:
        file.write(b"half a")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_document_with_a_true_layer_is_copied_byte_by_byte(tmp_path: Path) -> None:
    original, out = FIXTURES / "press_release/press_release_2023.pdf", tmp_path / "copy.pdf"
    done = called(original, "--out", out)
    assert done.exit_code == 0, done.output
    assert out.read_bytes() == original.read_bytes()
    assert "the other 2 have a true text layer" in done.stdout


def test_an_interruption_leaves_what_was_there_and_says_that_the_work_starts_anew(tmp_path: Path) -> None:
    out = tmp_path / "copy.pdf"
    out.write_bytes(b"what was there")
    scan = FIXTURES / "scanned/one_page_application.png"
    command = [sys.executable, "-m", "pipeline.cli", "searchable", str(scan), "--out", str(out)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        assert any("ocr 0/1" in line for line in process.stderr)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        said = process.stderr.read()
    assert process.returncode == 130
    assert said == (
        "jipyo: 중단했습니다. 다시 실행하면 처음부터 합니다 / interrupted; run again, this command starts anew.\n"
    )
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"what was there"]

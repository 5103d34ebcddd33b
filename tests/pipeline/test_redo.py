"""`jipyo redo`: pages read again, and the folder as a run with these settings would have written it."""

from __future__ import annotations

import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.page_settings import PageSettings, recall_settings, remember_settings
from pipeline.redo import wish_of
from pipeline.store.store import open_store
from schemas.errors import UsageError
from tests.pipeline.samples import FIXTURES, exported, jipyo, rows, run_into

TEXT = FIXTURES / "snippets/weekly_news.txt"
RELEASE = FIXTURES / "press_release/press_release_2023.pdf"
SCAN = FIXTURES / "scanned/press_release_2022.200dpi.tiff"


@functools.cache
def _inputs() -> tuple[Path, ...]:
    """Three frames of a scan, a born-digital release and a text."""
    scan = Path(tempfile.mkdtemp(prefix="jipyo-redo-")) / "scan.tiff"
    with Image.open(SCAN) as frames:
        kept = [frames.seek(at) or frames.copy() for at in (1, 2, 4)]
    kept[0].save(scan, save_all=True, append_images=kept[1:], compression="tiff_deflate", dpi=(200, 200))
    return scan, RELEASE, TEXT


@functools.cache
def _finished() -> Path:
    out = Path(tempfile.mkdtemp(prefix="jipyo-redo-")) / "out"
    assert run_into(out, _inputs(), "--quiet") == 0
    return out


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A finished run of the test's own."""
    return Path(shutil.copytree(_finished(), tmp_path / "out"))


def _id(out: Path, path: Path) -> str:
    return next(str(row["document_id"]) for row in rows(out, "documents") if row["sources"] == [path.name])


def _redo(out: Path, document: str, *words: str) -> subprocess.CompletedProcess[str]:
    done = jipyo("redo", out, "--document", document, *words)
    assert "Traceback" not in done.stderr
    return done


def _pages(out: Path, document_id: str) -> dict[int, dict[str, Any]]:
    return {row["page_no"]: row for row in rows(out, "pages") if row["document_id"] == document_id}


def _facts_off_page(out: Path, document_id: str, page_no: int) -> set[str]:
    """Ids of the facts of a document that no evidence binds to the page."""
    return {
        fact["fact_id"]
        for fact in rows(out, "facts")
        if fact["document_id"] == document_id
        and all(box["page_no"] != page_no for evidence in fact["evidence"] for box in evidence["boxes"])
    }


def test_pages_are_read_again_and_the_folder_is_that_of_a_run_with_these_settings(out: Path) -> None:
    # The last page: a table that goes on takes its subject from the page before.
    scan = _id(out, _inputs()[0])
    before = _pages(out, scan), _facts_off_page(out, scan, 3)
    assert _redo(out, scan, "--pages", "3", "--psm", "6", "--dpi", "150").returncode == 0
    page = _pages(out, scan)[3]
    told = (page["ocr"]["engine"], page["ocr"]["psm"], page["dpi"])
    assert told == ("tesseract", 6, 150)
    assert "page_read_again" in {note["code"] for note in page["issues"]}
    assert {number: _pages(out, scan)[number] for number in (1, 2)} == {
        number: before[0][number] for number in (1, 2)
    }
    assert before[1]
    assert before[1] <= _facts_off_page(out, scan, 3)

    again = exported(out)
    with open_store(out) as store:
        store.discard_work()  # the settings stay, so everything is read once more, undisturbed
    assert run_into(out, _inputs(), "--quiet") == 0
    assert exported(out) == again
    manifest = json.loads((out / "run.json").read_text("utf-8"))
    assert manifest["pages_read_again"] == {scan: {"3": {"engine": "tesseract", "psm": 6, "dpi": 150}}}


def test_later_runs_keep_the_settings_until_fresh_forgets_them(out: Path) -> None:
    scan, before = _id(out, _inputs()[0]), exported(out)
    assert _redo(out, scan, "--pages", "3", "--dpi", "120", "--quiet").returncode == 0
    redone = exported(out)
    assert redone != before
    assert run_into(out, _inputs(), "--quiet") == 0
    assert exported(out) == redone
    assert run_into(out, _inputs(), "--quiet", "--fresh") == 0
    assert exported(out) == before


def test_without_settings_pages_are_read_as_the_run_reads_them(out: Path) -> None:
    scan, before = _id(out, _inputs()[0]), exported(out)
    _redo(out, scan, "--pages", "1", "--dpi", "120")
    assert _redo(out, scan, "--pages", "1").returncode == 0
    assert exported(out) == before


def test_a_page_whose_text_layer_was_believed_is_read_by_ocr_when_it_is_named(out: Path) -> None:
    release = _id(out, RELEASE)
    assert _pages(out, release)[1]["origin"] == "text"
    assert _redo(out, release[7:19], "--pages", "1", "--engine", "jipyo").returncode == 0
    pages = _pages(out, release)
    assert (pages[1]["origin"], pages[1]["ocr"]["engine"]) == ("ocr", "jipyo")
    assert all(page["origin"] == "text" for number, page in pages.items() if number != 1)


@pytest.mark.parametrize(
    ("document", "words", "said"),
    [
        ("sha256:0000", ("--pages", "1"), ("없습니다", "no document", "documents.jsonl")),
        ("", ("--pages", "1"), ("없습니다", "no document")),
        ("SCAN", ("--pages", "9"), ("9 쪽이 없습니다", "has no page 9; it has 3 pages")),
        ("SCAN", ("--pages", "x"), ("쪽 번호 'x'", "cannot read the pages")),
        ("SCAN", ("--pages", "1,3-2"), ("쪽 번호 '3-2'", "cannot read the pages")),
        ("TEXT", ("--pages", "1"), ("쪽이 없는 글 문서", "has no pages to read again")),
        ("SCAN", ("--pages", "1", "--engine", "jipyo", "--psm", "6"), ("Tesseract 의 설정", "Tesseract's")),
        ("SCAN", ("--pages", "1", "--psm", "0"), ("글자를 읽지 않는", "reads no text")),
        ("SCAN", ("--pages", "1", "--dpi", "20"), ("--dpi",)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    document: str, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    out = _finished()
    names = {"SCAN": _id(out, _inputs()[0]), "TEXT": _id(out, TEXT)}
    before = exported(out), (out / "run.json").read_bytes()
    done = _redo(out, names.get(document, document), *words)
    assert done.returncode == 2
    assert all(words in done.stderr for words in said), done.stderr
    assert (exported(out), (out / "run.json").read_bytes()) == before


def test_a_shortened_id_that_fits_several_documents_names_them(tmp_path: Path) -> None:
    names: dict[str, list[str]] = {}
    for number in range(20):  # among 17 contents two begin alike
        text = tmp_path / "in" / f"{number}.txt"
        text.parent.mkdir(exist_ok=True)
        text.write_text(f"{number}번 문서다.\n", "utf-8")
    assert run_into(tmp_path / "out", [tmp_path / "in"], "--quiet") == 0
    for row in rows(tmp_path / "out", "documents"):
        names.setdefault(row["document_id"][7], []).append(row["sources"][0])
    digit, alike = max(names.items(), key=lambda item: len(item[1]))
    done = _redo(tmp_path / "out", digit, "--pages", "1")
    assert done.returncode == 2
    assert "여럿" in done.stderr
    assert all(name in done.stderr for name in alike)


def test_an_original_that_is_gone_or_has_changed_is_told(out: Path, tmp_path: Path) -> None:
    scan = Path(shutil.copy(_inputs()[0], tmp_path / "scan.tiff"))
    assert run_into(out, [scan], "--quiet") == 0
    document_id, before = _id(out, scan), exported(out)
    scan.write_bytes(SCAN.read_bytes())
    assert "has changed" in _redo(out, document_id, "--pages", "1", "--dpi", "150").stderr
    scan.unlink()
    assert _redo(out, document_id, "--pages", "1", "--dpi", "150").returncode == 2
    assert exported(out) == before


def test_an_engine_that_is_not_installed_is_told_before_anything_changes(out: Path) -> None:
    scan, before = _id(out, _inputs()[0]), exported(out)
    words = ("redo", out, "--document", scan, "--pages", "1", "--psm", "6")
    done = jipyo(*words, env={"PATH": "/nowhere"})
    assert done.returncode == 4
    assert "apt-get install tesseract-ocr" in done.stderr
    assert exported(out) == before


def test_an_interruption_is_told_and_the_same_command_goes_on(out: Path) -> None:
    scan = _id(out, _inputs()[0])
    words = ("redo", str(out), "--document", scan, "--pages", "1-3", "--dpi", "140")
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", *words], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    for _ in range(400):
        with open_store(out) as store:
            if recall_settings(store):
                break
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    said = process.communicate(timeout=120)[1].decode()
    assert process.returncode == 130, said
    assert "interrupted" in said
    assert jipyo(*words).returncode == 0
    assert {page["dpi"] for page in _pages(out, scan).values()} == {140}


def test_settings_of_pages_are_kept_one_by_one(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        remember_settings(store, "sha256:a", [1, 2], PageSettings(dpi=150))
        remember_settings(store, "sha256:a", [2], PageSettings(psm=6, engine="tesseract"))
        remember_settings(store, "sha256:b", [2], PageSettings(dpi=300))
        remember_settings(store, "sha256:b", [2], None)
        assert recall_settings(store) == {
            ("sha256:a", 1): PageSettings(dpi=150),
            ("sha256:a", 2): PageSettings(psm=6, engine="tesseract"),
        }


def test_psm_names_tesseract_where_no_engine_is_named() -> None:
    wish = wish_of("a", frozenset({1}), engine=None, psm=6, dpi=None)
    assert wish.settings == PageSettings(engine="tesseract", psm=6)
    with pytest.raises(UsageError):
        wish_of("a", frozenset({1}), engine="auto", psm=6, dpi=None)

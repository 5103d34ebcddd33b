"""Text layers that lie, from the file to the passport: the language model asks for OCR, and a run resumes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from fixtures.broken_layers import make
from fixtures.layer_redraw import scan_with_layer
from fixtures.ocr_documents import development_documents
from pipeline.engines.contract import Outcome, OutcomeStatus
from pipeline.failures import outcome_failure
from pipeline.layers import bare_layer, doubted, without_doubtful, without_layer
from schemas.errors import ExitCode
from schemas.geometry import Box
from schemas.page import LayerDoubt, RawPage, Word
from tests.pipeline.samples import exported, jipyo, rows, run_into, run_with_worker

RELEASE = development_documents()[1].pdf
HEAD = Word("머리", Box(10, 10, 30, 20), 10.0)
BODY = Word("본문", Box(10, 50, 30, 60), 10.0)
PAGE = RawPage(
    page_no=1, width=200, height=300, words=(HEAD, BODY), origin_reason="text layer holds 4 characters"
)
IN_PART = LayerDoubt(1, "true in part", (HEAD.box,))


def test_hangul_that_is_no_korean_is_read_by_ocr_and_the_passport_says_so(tmp_path: Path) -> None:
    broken = make("permuted", RELEASE, tmp_path)
    done = jipyo("read", broken.pdf, "--format", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [page["origin"] for page in found["pages"]] == ["ocr", "ocr"]
    assert all("the language model scores -" in page["origin_reason"] for page in found["pages"])
    assert "국토교통부" in found["text"]


def test_without_ocr_the_words_that_are_no_korean_are_not_told(tmp_path: Path) -> None:
    broken = make("permuted", RELEASE, tmp_path)
    found = json.loads(jipyo("read", broken.pdf, "--format", "json", "--ocr", "never").stdout)
    assert found["text"] == ""


def test_a_doubt_about_a_part_leaves_the_rest_believed() -> None:
    page = doubted(PAGE, IN_PART)
    assert (page.needs_ocr, page.unsure) == (True, (HEAD.box,))
    assert without_doubtful(page).words == (BODY,)


def test_a_doubt_about_the_page_takes_its_words_and_its_turn() -> None:
    page = doubted(
        RawPage(page_no=1, width=300, height=200, words=(HEAD,), rotation=90), LayerDoubt(1, "no Korean")
    )
    assert (page.words, page.needs_ocr, page.rotation) == ((), True, 0)
    assert (page.width, page.height) == (200, 300)


def test_a_layer_behind_a_scan_is_not_shown_to_the_language_model() -> None:
    behind = RawPage(
        page_no=1, width=200, height=300, words=(HEAD,), needs_ocr=True, unsure=(Box(0.0, 0.0, 200, 300),)
    )
    assert bare_layer(behind).words == ()
    assert bare_layer(PAGE).words == PAGE.words
    assert without_layer(behind).words == ()
    assert without_layer(PAGE) == PAGE


def test_a_run_with_doubted_layers_is_not_repeated(tmp_path: Path) -> None:
    broken, out = make("permuted", RELEASE, tmp_path), tmp_path / "out"
    assert run_into(out, [broken.pdf], "--quiet") == 0
    before = exported(out)
    assert run_into(out, [broken.pdf], "--log-json", str(tmp_path / "log")) == 0
    events = [json.loads(line) for line in (tmp_path / "log").read_text("utf-8").splitlines()]
    assert [event for event in events if event["event"] == "step"] == []
    assert exported(out) == before


def test_a_judge_that_dies_is_told_and_the_pages_are_read_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    code = run_with_worker(out, RELEASE, "understand", "tests.pipeline.engines.dying_judge")
    [error] = rows(out, "errors")
    assert code == ExitCode.PARTLY_DONE
    assert (error["code"], error["page_no"], error["attempts"]) == ("crashed", None, 2)
    assert "언어 모델" in error["message"]["ko"]
    assert "language model" in error["message"]["en"]
    pages = rows(out, "pages")
    assert [page["origin"] for page in pages] == ["text", "text"]
    assert all("layer_unjudged" in codes(page) for page in pages)
    assert rows(out, "documents")[0]["readable"]
    assert rows(out, "facts")


def codes(page: dict[str, list[dict[str, str]]]) -> list[str]:
    return [note["code"] for note in page["issues"]]


@pytest.mark.parametrize("status", ["timeout", "memory", "output_limit", "crashed", "fault"])
def test_every_end_of_a_judge_says_what_was_not_checked_and_which_setting_helps(
    status: OutcomeStatus,
) -> None:
    failure = outcome_failure(Outcome("one#0", status, b"", 2, 1.0), "judge")
    assert failure.message.en.startswith("Whether the text layers are Korean could not be checked")
    assert "page_cpu_s" not in failure.action.en + failure.action.ko
    assert ("document_cpu_s" in failure.action.en) == (status == "timeout")


def bound(parts: Sequence[tuple[Path, int]], out: Path) -> Path:
    """One file of the pages named by file and number from 0."""
    writer = PdfWriter()
    for pdf, at in parts:
        writer.append(PdfReader(pdf), pages=[at])
    writer.write(out)
    return out


def test_pages_of_one_file_that_are_scanned_false_half_true_and_true_each_go_their_own_way(
    tmp_path: Path,
) -> None:
    scan = tmp_path / "scan.pdf"
    scan_with_layer(RELEASE, scan, [[], []], "s200")
    false = make("permuted", RELEASE, tmp_path).pdf
    half = make("one_face", RELEASE, tmp_path).pdf
    pdf = bound([(scan, 1), (false, 0), (half, 0), (RELEASE, 0)], tmp_path / "bound.pdf")
    out = tmp_path / "out"
    assert run_into(out, [pdf], "--quiet") == 0
    pages = rows(out, "pages")
    assert [page["origin"] for page in pages] == ["ocr", "ocr", "mixed", "text"]
    assert [page["ocr"] is not None for page in pages] == [True, True, True, False]
    told = [page["origin_reason"] for page in pages]
    assert told[0].startswith("no text layer, ")
    assert "the language model scores -" in told[1]
    assert "text layer is true in part: " in told[2]
    assert told[3].startswith("text layer holds ")
    assert all(any(letter.isdigit() for letter in reason) for reason in told)
    assert [page["page_no"] for page in pages if "layer_mended" in codes(page)] == [3]

"""Text layers that lie, from the file to the passport: the language model asks for OCR, and a run resumes."""

from __future__ import annotations

import json
from pathlib import Path

from fixtures.broken_layers import make
from fixtures.ocr_documents import development_documents
from pipeline.layers import bare_layer, doubted, without_doubtful, without_layer
from schemas.geometry import Box
from schemas.page import LayerDoubt, RawPage, Word
from tests.pipeline.samples import exported, jipyo, run_into

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

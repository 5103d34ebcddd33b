"""Lying text layers are noticed, true ones believed, and what a lying one hides is read.

The full counts run in `make soak`; `python -m tests.bench_layers` prints them.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.glyphs import Glyph
from extractors.readers.pdf import _words
from extractors.readers.syllables import garbled
from extractors.readers.untrue_glyphs import untrue
from fixtures.broken_layers import KINDS, TRUE_KINDS, make
from fixtures.clean_pages import clean_pages, draw_pages
from fixtures.layer_maps import is_hangul, swapped
from fixtures.layer_redraw import outlined
from fixtures.ocr_documents import development_documents
from fixtures.typeset.fonts import register
from schemas.geometry import Box
from tests.layer_reading import JudgedPage, error_rate_of, judged_layers, read_layers, simulated

RELEASE = development_documents()[1]  # of two pages
LYING = sorted(set(KINDS) - TRUE_KINDS)
MOST_ERRORS = 0.03  # of the characters; scans of the same pages: 0.005


def pages_of(kind: str, folder: Path) -> list[JudgedPage]:
    return list(simulated(kind, [RELEASE], folder))


@pytest.mark.parametrize("kind", [kind for kind in LYING if not kind.startswith("hidden")])
def test_pages_whose_visible_layer_lies_are_sent_to_ocr_with_figures(kind: str, tmp_path: Path) -> None:
    broken = make(kind, RELEASE.pdf, tmp_path)
    assert broken.lying
    for page in judged_layers(broken.pdf):
        assert page.needs_ocr or page.page_no not in broken.lying
        assert not page.needs_ocr or any(letter.isdigit() for letter in page.origin_reason)


@pytest.mark.parametrize("kind", [kind for kind in LYING if kind.startswith("hidden")])
def test_a_layer_behind_a_scan_that_lies_is_read_anew(kind: str, tmp_path: Path) -> None:
    pages = pages_of(kind, tmp_path)
    assert [page.page.origin for page in pages if page.is_lying] == ["ocr"] * len(pages)
    assert all("agree with a sample read by OCR" in page.page.origin_reason for page in pages)
    assert error_rate_of(pages) < MOST_ERRORS


@pytest.mark.parametrize("kind", sorted(TRUE_KINDS))
def test_a_true_layer_is_believed_to_the_last_character(kind: str, tmp_path: Path) -> None:
    pages = pages_of(kind, tmp_path)
    assert [page.page.origin for page in pages] == ["text", "text"]
    assert error_rate_of(pages) == 0.0
    assert all(word.confidence is None for page in pages for word in page.page.words)


@pytest.mark.parametrize("kind", ["one_face", "some_outlines"])
def test_a_layer_that_is_true_in_part_is_mended_there_and_stands_elsewhere(kind: str, tmp_path: Path) -> None:
    page = pages_of(kind, tmp_path)[0]
    read = [word for word in page.page.words if word.confidence is not None]
    assert page.page.origin == "mixed"
    assert 0 < len(read) < len(page.page.words) / 2
    assert "layer_mended" in [note.code for note in page.page.issues]
    assert error_rate_of([page]) < MOST_ERRORS


def test_words_that_nobody_sees_do_not_hide_those_under_them(tmp_path: Path) -> None:
    for page in pages_of("unseen_text", tmp_path):
        assert "hidden_text_left_out" in [note.code for note in page.page.issues]


def test_clean_pages_of_every_layout_are_believed(tmp_path: Path) -> None:
    assert alarms(38, tmp_path) == []


def alarms(count: int, folder: Path) -> list[str]:
    """The clean pages on which words of OCR stand in the end."""
    pages = list(clean_pages(count))
    found = []
    for start in range(0, count, 100):
        batch = pages[start : start + 100]
        draw_pages(batch, folder / "clean.pdf")
        read = [page for _, page in read_layers(folder / "clean.pdf")]
        found += [one.name for one, page in zip(batch, read, strict=True) if page.origin != "text"]
    return found


def test_swapped_syllables_of_a_dozen_are_garbled_and_rare_words_are_not() -> None:
    change = swapped(random.Random(1))
    true = [
        letter
        for letter in "스마트도시 인증을 받은 도시가 시민에게 알린 대기시간과 교통 자료"
        if is_hangul(letter)
    ]
    rare = [
        letter
        for letter in "깻잎 꽃샘추위 됨됨이 뙤약볕 벚꽃 볏짚 쇳덩이 쌀값 윷놀이 찌꺼기 칫솔 톱니"
        if is_hangul(letter)
    ]
    assert garbled([change(letter) for letter in true])
    assert garbled(true) == garbled(rare) == ""


def line_of(text: str, *, font: str, width: float, top: float = 0.0) -> list[Glyph]:
    return [
        Glyph(letter, 12 * at, top, 12 * at + width, top + 10, 10, False, 0, False, font=font)
        for at, letter in enumerate(text)
    ]


def test_only_the_face_that_lies_is_not_believed() -> None:
    body = line_of("인증을 받은 도시는 두 해 동안".replace(" ", ""), font="Body", width=9.5)
    head = line_of("HiLfTdRjIkl", font="Head", width=9.5, top=40)
    found = untrue([*body, *head])
    assert found.believed == tuple(body)
    assert (found.count, found.sure, len(found.stretches)) == (11, 11, 1)


def test_a_stretched_latin_head_is_no_lie() -> None:
    head = [
        Glyph(letter, 12 * at, 0, 12 * at + (4 if letter in "ilt" else 9.0), 10, 10, False, 0, False)
        for at, letter in enumerate("SMARTcitydigital" * 2)
    ]
    assert untrue(head).stretches == ()


def test_no_word_is_of_believed_glyphs_and_of_others() -> None:
    line = line_of("2020년간", font="Body", width=12)
    words = _words(line, (), Box(0, 0, 200, 20), [Box(48, 0, 72, 10)])
    assert [word.text for word in words] == ["2020", "년간"]


def test_a_line_that_is_redrawn_as_outlines_looks_as_before(tmp_path: Path) -> None:
    """As wide and in the colour that it had: a light title on a dark bar, letters drawn narrow."""
    clean, drawn = tmp_path / "clean.pdf", tmp_path / "drawn.pdf"
    register("NanumMyeongjo")
    canvas = Canvas(str(clean), pagesize=(300, 100), invariant=1)
    canvas.rect(0, 0, 300, 100, fill=1)
    canvas.setFillGray(1)
    pen = canvas.beginText(20, 40)
    pen.setFont("NanumMyeongjo", 20)
    pen.setHorizScale(70)
    pen.textOut("시민과 함께")
    canvas.drawText(pen)
    canvas.save()
    assert outlined(clean, drawn, lambda *_place: True) == [1]
    before, after = (
        np.asarray(PdfDocument(path)[0].render().to_pil().convert("L")) for path in (clean, drawn)
    )
    edges = [np.flatnonzero((look > 128).any(axis=0))[[0, -1]] for look in (before, after)]
    assert np.abs(edges[0] - edges[1]).max() <= 2


def test_a_lone_unknown_bullet_is_left_as_it_is() -> None:
    line = line_of("\ue123" + "항목을 적은 줄이다".replace(" ", ""), font="Body", width=9.5)
    assert untrue(line).stretches == ()


@pytest.mark.soak
def test_nine_hundred_clean_pages_give_no_alarm(tmp_path: Path) -> None:
    assert alarms(900, tmp_path) == []


@pytest.mark.soak
def test_of_all_lying_pages_nineteen_of_twenty_are_noticed_and_read_as_scans_are(tmp_path: Path) -> None:
    pages = [page for kind in KINDS for page in simulated(kind, development_documents(), tmp_path, seed=1)]
    lying = [page for page in pages if page.is_lying]
    assert sum(page.is_noticed for page in lying) >= 0.95 * len(lying)
    assert [page.name for page in pages if page.is_noticed and not page.is_lying] == []
    assert error_rate_of(lying) < MOST_ERRORS

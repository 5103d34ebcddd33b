"""Words behind the pages of a PDF: found where they stand, in front of bytes that stay as they are."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pdfplumber
import pypdf
import pytest

from extractors.ocr.slant import slanted
from extractors.readers.turning import upright_box
from pipeline.searchable.layered_pdf import layered
from pipeline.searchable.page_text import PageText
from pipeline.searchable.pdf_original import content_of, entries
from pipeline.searchable.text_operators import without_invisible_text
from schemas.errors import DocumentError, ErrorCode
from tests.pipeline.searchable.extracting import EXTRACTORS, by_pdfium, by_pdfplumber, rendered, written
from tests.pipeline.searchable.invented_pdfs import (
    HEIGHT,
    LINES,
    WIDTH,
    locked_pdf,
    lying_pdf,
    marked_pdf,
    packed_pdf,
    page_text,
    scanned_pdf,
)

WORDS = [word.text for line in LINES for word in line]
NEAR = 0.2  # points: PDFium adds a hundredth of the size above the letters


def copied(folder: Path, data: bytes, *texts: PageText) -> bytes:
    made = layered(written(folder, data), texts)
    return (made.mended or data) + made.added


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_words_stand_where_they_were_read_however_the_page_is_turned_and_cropped(
    rotate: int, extractor: str, tmp_path: Path
) -> None:
    crop = (20.0, 30.0, 560.0, 800.0)
    size = (540.0, 770.0) if rotate in (0, 180) else (770.0, 540.0)
    copy = copied(tmp_path, scanned_pdf(rotate=rotate, crop=crop), page_text(size=size))
    shift = _crop_shift(rotate, crop) if extractor != "pdfium" else (0.0, 0.0)
    found = EXTRACTORS[extractor](copy, 1)
    assert [text for text, _ in found] == WORDS
    for (_, box), word in zip(found, (word for line in LINES for word in line), strict=True):
        moved = np.array(box) - np.array(shift * 2)
        assert np.abs(moved - np.array(word.box.as_list())).max() < NEAR


def _crop_shift(rotate: int, crop: tuple[float, float, float, float]) -> tuple[float, float]:
    """pdfplumber and pdftotext count from the media box."""
    left, bottom, right, top = crop[0], crop[1], WIDTH - crop[2], HEIGHT - crop[3]
    return {0: (left, top), 90: (bottom, left), 180: (right, bottom), 270: (top, right)}[rotate]


@pytest.mark.parametrize("skew", [-1.2, 0.8])
def test_words_of_a_skewed_scan_lie_along_the_skew(skew: float, tmp_path: Path) -> None:
    copy = copied(tmp_path, scanned_pdf(), page_text(skew=skew))
    found = by_pdfplumber(copy, 1)
    assert [text for text, _ in found] == WORDS
    for (_, box), word in zip(found, (word for line in LINES for word in line), strict=True):
        seen = slanted(word.box, WIDTH, HEIGHT, skew)
        assert np.abs(np.array(box) - np.array(seen.as_list())).max() < NEAR
    first, last = found[0][1], found[2][1]
    assert np.sign(last[1] - first[1]) == np.sign(skew)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_words_of_a_page_laid_wrongly_on_the_glass_lie_on_its_print(turn: int, tmp_path: Path) -> None:
    size = (WIDTH, HEIGHT) if turn == 180 else (HEIGHT, WIDTH)
    copy = copied(tmp_path, scanned_pdf(), page_text(rotation=turn, size=size))
    found = sorted(by_pdfium(copy, 1))  # PDFium reads a page that stands on its head from its foot
    assert [text for text, _ in found] == sorted(WORDS)
    in_order = sorted((word for line in LINES for word in line), key=lambda word: word.text)
    for (_, (x0, top, x1, bottom)), word in zip(found, in_order, strict=True):
        seen = word.box.__class__(x0, top, x1, bottom)
        upright = upright_box(seen, WIDTH, HEIGHT, turn)
        assert np.abs(np.array(upright.as_list()) - np.array(word.box.as_list())).max() < NEAR


@pytest.mark.parametrize("build", [scanned_pdf, packed_pdf], ids=["table", "stream"])
def test_the_original_stays_byte_by_byte_and_looks_the_same(build: type, tmp_path: Path) -> None:
    data = build()
    copy = copied(tmp_path, data, page_text())
    assert copy.startswith(data)
    assert np.array_equal(rendered(copy), rendered(data))
    assert [text for text, _ in by_pdfium(copy, 1)] == WORDS
    assert [text for text, _ in by_pdfplumber(copy, 1)] == WORDS
    strict = pypdf.PdfReader(io.BytesIO(copy), strict=True)
    assert strict.pages[0].extract_text().split() == WORDS


def test_the_same_input_gives_the_same_bytes_and_a_copy_can_be_copied_again(tmp_path: Path) -> None:
    once = copied(tmp_path, scanned_pdf(pages=2), page_text(2))
    assert once == copied(tmp_path, scanned_pdf(pages=2), page_text(2))
    again = copied(tmp_path, once, page_text(1), page_text(2))
    assert [text for text, _ in by_pdfium(again, 1)] == WORDS
    assert [text for text, _ in by_pdfium(again, 2)] == WORDS  # not twice


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize("in_form", [False, True], ids=["page", "form"])
@pytest.mark.parametrize("is_visible", [False, True], ids=["hidden", "painted"])
def test_a_layer_that_lies_is_found_no_more_and_the_page_looks_as_before(
    is_visible: bool, in_form: bool, extractor: str, tmp_path: Path
) -> None:
    data = lying_pdf(is_visible=is_visible, in_form=in_form)
    assert "거짓" in {text for text, _ in EXTRACTORS[extractor](data, 1)}
    copy = copied(tmp_path, data, page_text())
    assert [text for text, _ in EXTRACTORS[extractor](copy, 1)] == WORDS
    assert np.array_equal(rendered(copy, scale=2), rendered(data, scale=2))


def test_the_picture_of_a_scan_whose_hidden_layer_was_replaced_can_still_be_taken_out(tmp_path: Path) -> None:
    copy = copied(tmp_path, lying_pdf(is_visible=False), page_text())
    with pdfplumber.open(io.BytesIO(copy)) as document:
        assert len(document.pages[0].images) == 1


def test_what_marks_say_in_place_of_a_hidden_layer_goes_with_it(tmp_path: Path) -> None:
    copy = copied(tmp_path, marked_pdf(), page_text())
    assert b"ActualText" in marked_pdf()
    with pdfplumber.open(io.BytesIO(copy)) as document:
        page = document.pages[0].page_obj
    assert b"ActualText" not in content_of(page)
    assert entries(entries(page.attrs["Resources"])["Properties"])["MC0"] == {"MCID": 1}
    assert [text for text, _ in by_pdfium(copy, 1)] == WORDS


def test_other_pages_keep_their_layer(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    for data in (lying_pdf(is_visible=True), scanned_pdf(), lying_pdf(is_visible=True)):
        writer.append(io.BytesIO(data))
    buffer = io.BytesIO()
    writer.write(buffer)
    copy = copied(tmp_path, buffer.getvalue(), page_text(2), page_text(3))
    assert [[text for text, _ in by_pdfium(copy, page_no)] for page_no in (1, 2, 3)] == [
        ["거짓", "글자"],
        WORDS,
        WORDS,
    ]


def test_a_file_whose_cross_reference_is_broken_is_mended_first(tmp_path: Path) -> None:
    data = scanned_pdf()
    place = data.rindex(b"startxref")
    broken = data[:place] + b"startxref\n7\n%%EOF\n"
    copy = copied(tmp_path, broken, page_text())
    assert copy == copied(tmp_path, broken, page_text())
    assert [text for text, _ in by_pdfium(copy, 1)] == WORDS
    assert np.array_equal(rendered(copy), rendered(data))


def test_a_restricted_file_is_not_copied_without_its_restrictions(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as told:
        layered(written(tmp_path, locked_pdf()), [page_text()])
    assert told.value.code is ErrorCode.ENCRYPTED


def test_what_is_no_pdf_is_an_expected_error(tmp_path: Path) -> None:
    for data in (b"%PDF-1.4\nnothing\n%%EOF\n", scanned_pdf()[:3000]):
        with pytest.raises(DocumentError):
            layered(written(tmp_path, data), [page_text()])


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"BT 3 Tr (a(b)\\)c) Tj [(d)-2 <65>] TJ ET 1 0 0 rg", b"BT 3 Tr   ET 1 0 0 rg"),
        (b"q 3 Tr Q BT (seen) Tj ET", b"q 3 Tr Q BT (seen) Tj ET"),
        (b"3 Tr 1 2 (a) \" (b) ' T*", b"3 Tr 1 Tw 2 Tc T* T* T*"),
        (b"3 Tr BI /W 1 ID (x) Tj EI (gone) Tj f", b"3 Tr BI /W 1 ID (x) Tj EI  f"),
        (
            b"3 Tr /P <</A[1 (Tj)]/B true>> BDC % (c) Tj\n(gone) Tj EMC",
            b"3 Tr /P <</A[1 (Tj)]/B true>> BDC % (c) Tj\n EMC",
        ),
        (b"3 Tr (never closed Tj", b"3 Tr (never closed Tj"),
        (
            b"/Span <</Lang(ko)/ActualText (a\\)b) /MCID 1>> BDC 3 Tr (gone) Tj EMC",
            b"/Span <</Lang(ko) /MCID 1>> BDC 3 Tr  EMC",
        ),
        (b"/Span<</ActualText<FEFF AC00>>> BDC 3 Tr (gone) Tj EMC", b"/Span<<>> BDC 3 Tr  EMC"),
    ],
)
def test_only_what_shows_text_invisibly_is_left_out(content: bytes, left: bytes) -> None:
    assert without_invisible_text(content).content == left

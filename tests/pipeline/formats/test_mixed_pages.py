"""A file of printed and scanned pages comes out page by page, in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from pipeline.export.masking import masks_for
from pipeline.formats.markdown import document_markdown
from pipeline.formats.plain_text import document_text
from tests.pipeline.formats.published import printed_words, reading, visible
from tests.pipeline.samples import FIXTURES

PRINTED = FIXTURES / "press_release/press_release_2022.pdf"
SCANNED = FIXTURES / "scanned/press_release_2022.300dpi.pdf"
# what stands on pages 6, 2 and 1 of the release, scanned or not
SAID = ("향후 계획", "대도시 가운데", "심사하여")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Page 6 as a scan, page 2 as printed, page 1 as a scan."""
    writer = PdfWriter()
    for source, index in ((SCANNED, 5), (PRINTED, 1), (SCANNED, 0)):
        writer.add_page(PdfReader(source).pages[index])
    path = tmp_path_factory.mktemp("mixed") / "mixed.pdf"
    writer.write(path)
    return path


def test_printed_and_scanned_pages_come_out_in_the_order_of_the_file(mixed: Path) -> None:
    found = reading(mixed)
    assert [page.origin for page in found.document.pages] == ["ocr", "text", "ocr"]
    shown = document_markdown(found.document, found.masked)
    pages = re.split(r"<!-- page \d -->", shown)[1:]
    assert [words in page for words, page in zip(SAID, pages, strict=True)] == [True, True, True]
    text = document_text(found.document, found.masked)
    assert sorted(SAID, key=text.index) == list(SAID)
    masks = masks_for(found.document.text, found.masked)
    assert visible(shown) == printed_words(found.document, masks.text(found.document.text))

"""Boxes of a document go back onto the ink of a slanted scan."""

from __future__ import annotations

from dataclasses import replace

from extractors.ocr.slant import as_seen, slanted
from schemas.document import Block, BlockKind, Cell, Document, Page, Part, PlacedWord, Region, Table
from schemas.evidence import CharSpan
from schemas.geometry import Box

BOX = Box(400, 100, 460, 112)
SPAN = CharSpan(0, 2)


def _document(skew_degrees: float) -> Document:
    page = Page(1, 595, 842, "ocr", "image file", 0, skew_degrees, 300, None, (SPAN,), figures=(BOX,))
    part = Part(1, BOX, SPAN)
    cell = Cell(0, 0, 1, 1, False, SPAN, "인증", parts=(part,))
    return Document(
        "sha256:0",
        "scan.png",
        "image/png",
        "인증\n",
        (Block("b1", BlockKind.TABLE, Region.TABLE, CharSpan(0, 3), parts=(part,), table_id="t1"),),
        tables=(Table("t1", "b1", 1, 1, (cell,), parts=(part,)),),
        pages=(page,),
        words=(PlacedWord(SPAN, 1, BOX, 0, "ocr", 0.9),),
    )


def test_a_straight_document_is_left_as_it_is() -> None:
    document = _document(0.0)
    assert as_seen(document) is document


def test_every_box_of_a_slanted_page_is_moved_alike() -> None:
    seen = as_seen(_document(1.5))
    expected = slanted(BOX, 595, 842, 1.5)
    assert expected.centre[0] > BOX.centre[0]
    boxes = (
        seen.words[0].box,
        seen.blocks[0].parts[0].box,
        seen.tables[0].parts[0].box,
        seen.tables[0].cells[0].parts[0].box,
        seen.pages[0].figures[0],
    )
    assert set(boxes) == {expected}


def test_only_slanted_pages_are_moved() -> None:
    document = _document(1.5)
    second = replace(document.pages[0], page_no=2, skew_degrees=0.0)
    word = replace(document.words[0], page_no=2)
    seen = as_seen(replace(document, pages=(*document.pages, second), words=(*document.words, word)))
    assert seen.words[1].box == BOX
    assert seen.pages[1].figures == (BOX,)

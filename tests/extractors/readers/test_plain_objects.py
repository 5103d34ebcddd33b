"""Dictionaries of a PDF that are read by pattern: what pdfminer makes of them, or nothing."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
import pytest
from pdfminer.pdftypes import PDFObjRef

from extractors.readers.plain_objects import plain_dictionary
from fixtures.documents import ROOT

DOCUMENTS = (
    "press_release/press_release_2022.pdf",
    "application/city_application.pdf",
    "scanned/press_release_2022.300dpi.pdf",
)


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, PDFObjRef):
        return isinstance(other, PDFObjRef) and (one.objid, one.doc) == (other.objid, other.doc)
    if isinstance(one, dict):
        return list(one) == list(other) and all(_is_same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return type(one) is type(other) and bool(one == other)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_dictionary_is_the_one_that_pdfminer_reads_and_all_fonts_are_plain(name: str) -> None:
    with pdfplumber.open(ROOT / name) as pdf:
        numbers = {number for table in pdf.doc.xrefs for number in table.get_objids()}
        for number in sorted(numbers):
            plain = plain_dictionary(PDFObjRef(pdf.doc, number), pdf.stream)
            read = pdf.doc.getobj(number)
            is_font = isinstance(read, dict) and "BaseFont" in read
            assert not is_font or plain is not None
            assert plain is None or _is_same(plain, read)


def _parsed(written: bytes) -> dict[str, Any] | None:
    """A dictionary in the place of the first font of a document."""
    data = (ROOT / DOCUMENTS[0]).read_bytes()
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        number = next(iter(pdf.doc.xrefs[0].get_objids()))
        _, place, _ = pdf.doc.xrefs[0].get_pos(number)
        changed = io.BytesIO(data[:place] + b"%d 0 obj %s endobj\n" % (number, written))
        return plain_dictionary(PDFObjRef(pdf.doc, number), changed)


def test_numbers_names_strings_and_what_stands_in_each_other_are_read() -> None:
    found = _parsed(b"<</W [1 [500 -20.5] 3 4 600] /Info << /Registry (Adobe) /Order (Korea1)>>/F [5 0 R]>>")
    assert found is not None
    assert found["W"] == [1, [500, -20.5], 3, 4, 600]
    assert found["Info"] == {"Registry": b"Adobe", "Order": b"Korea1"}
    assert found["F"][0].objid == 5


@pytest.mark.parametrize(
    "written",
    [
        b"<< /A (a\\)b) >>",
        b"<< /A#20B 1 >>",
        b"<< /A <AC00> >>",
        b"<< /A true >>",
        b"<< /A [1 2 >> ]",
        b"<< /A [1.2.3] >>",
        b"<< /A 1 % note\n >>",
        b"<< /Length 3 >> stream\nabc\nendstream",
        b"[1 2 3]",
        b"<< /A 1",
    ],
)
def test_what_is_not_plainly_written_is_left_to_pdfminer(written: bytes) -> None:
    assert _parsed(written) is None

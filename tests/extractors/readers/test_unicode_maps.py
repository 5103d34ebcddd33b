"""Maps from codes to text: read by pattern as pdfminer reads them token by token, or left to it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1

from extractors.readers.unicode_maps import plain_map

FIXTURES = Path(__file__).parents[3] / "fixtures"
CODES = st.integers(0, 0xFFFF)
TEXTS = st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs"]), min_size=1, max_size=3)


def by_pdfminer(data: bytes) -> dict[int, str]:
    found = FileUnicodeMap()
    CMapParser(found, BytesIO(data)).run()
    return dict(found.cid2unichr)


def hexed(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex()}>"


def maps_in(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        document = PDFDocument(PDFParser(file))
        for number in {number for xref in document.xrefs for number in xref.get_objids()}:
            found = document.getobj(number)
            stream = resolve1(found.get("ToUnicode")) if isinstance(found, dict) else None
            if isinstance(stream, PDFStream):
                yield stream.get_data()


@pytest.mark.parametrize("name", ["press_release/press_release_2022.pdf", "application/city_application.pdf"])
def test_the_maps_of_our_documents_are_plain_and_read_as_pdfminer_reads_them(name: str) -> None:
    maps = list(maps_in(FIXTURES / name))
    assert maps
    assert [plain_map(data) for data in maps] == [by_pdfminer(data) for data in maps]


@given(
    st.lists(st.tuples(CODES, TEXTS), max_size=8),
    st.lists(st.tuples(CODES, st.integers(0, 5), TEXTS), max_size=4),
)
def test_any_plain_map_is_read_as_pdfminer_reads_it(
    pairs: list[tuple[int, str]], ranges: list[tuple[int, int, str]]
) -> None:
    chars = "\n".join(f"<{code:04x}> {hexed(text)}" for code, text in pairs)
    spans = "\n".join(
        f"<{code:04x}><{min(code + more, 0xFFFF):04x}>{hexed(text)}" for code, more, text in ranges
    )
    lists = "\n".join(f"<{code:04x}> <{code:04x}> [{hexed(text)}]" for code, _, text in ranges)
    data = (
        f"begincmap {len(pairs)} beginbfchar\n{chars}\nendbfchar\n"
        f"1 beginbfrange\n{spans}\n{lists}\nendbfrange endcmap"
    ).encode()
    assert plain_map(data) == by_pdfminer(data)


@pytest.mark.parametrize(
    "data",
    [
        b"1 beginbfchar <41> /space endbfchar",
        b"1 begincidrange <00> <05> 7 endcidrange 1 beginbfchar <41> <0041> endbfchar",
        b"1 beginbfchar <41> % a comment\n <0041> endbfchar",
        b"endcmap 1 beginbfchar <41> <0041> endbfchar",
        b"1 beginbfchar <414> <0041> endbfchar",
    ],
)
def test_what_is_not_plain_is_left_to_pdfminer(data: bytes) -> None:
    assert plain_map(data) is None

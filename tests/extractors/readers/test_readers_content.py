"""Our run of a content stream beside pdfplumber's: the same glyphs, lines and images, to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from extractors.readers.content_faces import Faces
from extractors.readers.content_run import page_painted
from extractors.readers.content_statements import NotPlainError, statements
from extractors.readers.drawings import drawn_rulings, grounds
from extractors.readers.glyphs import Glyph, glyph
from fixtures.documents import ROOT

_SHIFT, _SCALE = (3.0, 5.5), 1.0
_TO_UNICODE = b"""/CMapName /Own def 1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfchar <0001> <AC00> <0002> <0020> endbfchar 1 beginbfrange <0003> <0009> <B098> endbfrange endcmap"""


def _named(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def _stream(data: bytes, **entries: Any) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update(_named(**entries))
    return stream


def _resources(writer: PdfWriter) -> DictionaryObject:
    """A font of one byte, one of two bytes with its map, an image, a form that is turned and has both fonts."""
    name, number = NameObject, NumberObject
    descendant = _named(
        Type=name("/Font"), Subtype=name("/CIDFontType2"), BaseFont=name("/AAAAAA+Batang-Bold"), DW=number(1000),
        CIDSystemInfo=_named(
            Registry=TextStringObject("Adobe"), Ordering=TextStringObject("Identity"), Supplement=number(0)
        ),
        W=ArrayObject([number(2), ArrayObject([number(320)])]),
        FontDescriptor=_named(FontName=name("/AAAAAA+Batang-Bold"), Ascent=number(858), Descent=number(-148),
                              FontBBox=RectangleObject((0, -148, 1000, 858))),
    )  # fmt: skip
    wide = _named(
        Type=name("/Font"), Subtype=name("/Type0"), BaseFont=name("/AAAAAA+Batang-Bold"), Encoding=name("/Identity-H"),
        DescendantFonts=ArrayObject([writer._add_object(descendant)]),
        ToUnicode=writer._add_object(_stream(_TO_UNICODE)),
    )  # fmt: skip
    plain = _named(Type=name("/Font"), Subtype=name("/Type1"), BaseFont=name("/Helvetica"))
    fonts = _named(F1=writer._add_object(plain), F2=writer._add_object(wide))
    image = _stream(b"\0" * 4, Type=name("/XObject"), Subtype=name("/Image"), Width=number(2), Height=number(2),
                    ColorSpace=name("/DeviceGray"), BitsPerComponent=number(8))  # fmt: skip
    form = _stream(
        b"0.5 g BT /F2 8 Tf 1 0 0 1 10 20 Tm <00030001> Tj ET 0 0 40 9 re f q 30 0 0 30 5 5 cm /Im Do Q",
        Type=name("/XObject"), Subtype=name("/Form"), BBox=RectangleObject((0, 0, 90, 90)),
        Matrix=ArrayObject([number(part) for part in (0, 2, -2, 0, 300, 40)]),
        Resources=_named(Font=fonts, XObject=_named(Im=writer._add_object(image))),
    )  # fmt: skip
    drawn = _named(Im=writer._add_object(image), Fm=writer._add_object(form))
    spaces = _named(
        Spot=ArrayObject([name("/Separation"), name("/Black"), name("/DeviceGray"), name("/Fake")])
    )
    return _named(Font=fonts, XObject=drawn, ColorSpace=spaces)


@contextmanager
def _page(content: bytes, *, rotate: int = 0, media: tuple[int, ...] = (0, 0, 400, 500)) -> Iterator[Any]:
    writer = PdfWriter()
    page = writer.add_blank_page(400, 500)
    page[NameObject("/MediaBox")] = RectangleObject(tuple(map(float, media)))
    page[NameObject("/Rotate")] = NumberObject(rotate)
    page[NameObject("/Resources")] = _resources(writer)
    page[NameObject("/Contents")] = writer._add_object(_stream(content))
    file = BytesIO()
    writer.write(file)
    with pdfplumber.open(file) as document:
        yield document.pages[0]


Marks = tuple[list[Glyph], object, object, object]


def _ours(page: Any, faces: Faces) -> Marks:
    painted = page_painted(page, _SHIFT, _SCALE, faces, most_glyphs=10**6)
    glyphs = [replace(item, mode=None) for item in painted.glyphs]
    return glyphs, drawn_rulings(painted.drawings), grounds(painted.drawings["rect"]), _images(painted.images)


def _pdfplumbers(page: Any) -> Marks:
    found = page.objects
    glyphs = [glyph(char, _SHIFT, _SCALE) for char in found.get("char", [])]
    drawings = {kind: found.get(kind, []) for kind in ("line", "rect", "curve")}
    images = _images(found.get("image", []))
    return [item for item in glyphs if item], drawn_rulings(drawings), grounds(drawings["rect"]), images


def _images(images: list[dict[str, Any]]) -> object:
    return [(one["x0"], one["top"], one["x1"], one["bottom"], tuple(one["srcsize"])) for one in images]


_NAMES = (
    "press_release/press_release_2022",
    "press_release/press_release_2023",
    "application/city_application",
)


@pytest.mark.parametrize("name", _NAMES)
def test_the_pages_of_the_fixtures_are_run_as_pdfplumber_runs_them(name: str) -> None:
    faces: Faces = {}
    with pdfplumber.open(Path(ROOT) / f"{name}.pdf", unicode_norm=None) as document:
        for page in document.pages:
            assert _ours(page, faces) == _pdfplumbers(page)


_number = st.integers(-4000, 4000).map(lambda tenths: f"{tenths / 10:g}")
_shade = st.integers(0, 90).map(lambda hundredths: f"{hundredths / 100:g}")
_turn = st.sampled_from(
    ["1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0", "1.2 0 0 0.8", "1 0.4 -0.4 1", "1 0 0 -1"]
)
_shown = st.sampled_from(
    [
        "<000300010002> Tj", "[<0003> -120.5 <0001>] TJ", "[<00040005>-20<0002>] TJ", "(a\\)b \\101(c(d)e)) Tj",
        "[(ab) 40 (c) -7] TJ", "() Tj", "(next) '", "T*", "<0003 0001> Tj", "0.8 Ts", "3 Tr", "0 Tr",
    ]
)  # fmt: skip


def _drawn(template: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda values: template.format(*values))


_statement = st.one_of(
    _shown, _shown,
    st.sampled_from(
        ["BT", "ET", "q", "Q", "/F1 9 Tf", "/F2 11.5 Tf", "/F2 10 Tf", "h S", "f*", "B", "b*", "s", "n",
         "/P <</MCID 3>> BDC", "EMC", "/GS1 gs", "[3 2] 0 d", "q /Fm Do Q", "q 60 0 0 40 9 9 cm /Im Do Q"]
    ),
    _drawn("{} {} {} Tm", _turn, _number, _number), _drawn("{} {} Td", _number, _number),
    _drawn("{} {} TD", _number, _number), _drawn("{} TL", _number), _drawn("{} Tc", _shade),
    _drawn("{} Tw", _shade), _drawn("{} Tz", st.sampled_from(["80", "100", "95.5"])),
    _drawn("{} {} {} cm", _turn, _number, _number), _drawn("{} {} m", _number, _number),
    _drawn("{} {} l", _number, _number), _drawn("{} {} {} {} re", _number, _number, _number, _number),
    _drawn("{0} {1} {2} {1} {2} {0} c", _number, _number, _number), _drawn("{0} {1} m {2} {1} l S", *[_number] * 3),
    _drawn("{} {} m 300 9 l 300 90 l 5 90 l h S", _number, _number),
    _drawn("{} g", _shade), _drawn("{} {} {} RG", _shade, _shade, _shade),
    _drawn("0 {} {} 0.1 k", _shade, _shade), _drawn("/DeviceRGB cs {} 0 {} sc", _shade, _shade),
)  # fmt: skip


@given(
    st.lists(_statement, max_size=40),
    st.sampled_from([0, 90, 180, 270]),
    st.sampled_from([(0, 0, 400, 500), (-20, 30, 380, 470)]),
)
def test_any_plain_content_is_run_as_pdfplumber_runs_it(
    lines: list[str], rotate: int, media: tuple[int, ...]
) -> None:
    content = "\n".join(["0 g 0 G /F1 9 Tf", *lines]).encode()
    with _page(content, rotate=rotate, media=media) as page:
        ours, theirs, left = _ours(page, {}), _pdfplumbers(page), float(page.mediabox[0])
    for one, other in zip(ours[0], theirs[0], strict=True):
        # pdfplumber moves a character with the media box, but not its matrix, from which the foot comes
        assert one.foot is not None
        assert other.foot is not None
        assert replace(one, foot=None) == replace(other, foot=None)
        assert one.foot == pytest.approx((other.foot[0] + left, other.foot[1]))
    assert ours[1:] == theirs[1:]


def test_the_rendering_mode_of_text_is_told() -> None:
    with _page(b"BT /F1 9 Tf (a) Tj 3 Tr (b) Tj q 2 Tr (c) Tj Q (d) Tj ET") as page:
        painted = page_painted(page, _SHIFT, _SCALE, {}, most_glyphs=10**6)
    assert [(item.text, item.mode) for item in painted.glyphs] == [("a", 0), ("b", 3), ("c", 2), ("d", 3)]


def test_white_strokes_are_no_lines_but_full_ink_of_a_spot_colour_is() -> None:
    with _page(b"1 G 10 10 m 90 10 l S /Spot CS 1 SCN 10 50 m 90 50 l S") as page:
        painted = page_painted(page, _SHIFT, _SCALE, {}, most_glyphs=10**6)
    assert [rule.y0 for rule in drawn_rulings(painted.drawings)] == [450]


def test_a_form_that_draws_itself_ends() -> None:
    with _page(b"q /Fm Do Q") as page:
        form = page.page_obj.resources["XObject"]["Fm"].resolve()
        form.attrs["Resources"] = {"XObject": {"Fm": page.page_obj.resources["XObject"]["Fm"]}}
        form.data = b"0 0 40 40 re f q /Fm Do Q"
        painted = page_painted(page, _SHIFT, _SCALE, {}, most_glyphs=10**6)
    assert painted.drawn == 1


def test_no_more_glyphs_are_read_than_the_limit_allows() -> None:
    with _page(b"BT /F1 9 Tf (aaaa) Tj (bbbb) Tj (cccc) Tj ET") as page:
        assert page_painted(page, _SHIFT, _SCALE, {}, most_glyphs=5).count == 8


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 /H 1 ID \x00 EI", b"(never closed", b"1 2 3 Td", b"1-2 0 Td", b"/F#31 9 Tf", b"<1> Tj",
        b"q } Q", b"% a comment", b"/F9 9 Tf (a) Tj", b"(((((deep))))) Tj",
    ],
)  # fmt: skip
def test_content_that_no_program_writes_so_is_left_to_pdfplumber(content: bytes) -> None:
    with _page(content) as page, pytest.raises(ValueError, match=r".*"):
        page_painted(page, _SHIFT, _SCALE, {}, most_glyphs=10**6)


@pytest.mark.parametrize(
    "hostile", [b"(" * 200_000, b" " * 200_000, b"1 " * 100_000, b"(a(b" * 60_000, b"[" * 9999]
)
def test_hostile_content_takes_linear_time(hostile: bytes) -> None:
    try:
        assert len(list(statements(hostile))) == 0
    except NotPlainError:
        return

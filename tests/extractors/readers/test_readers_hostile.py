"""Files that are broken, locked, disguised or made to hurt: each gets its code, and words to act on."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from pypdf.generic import ArrayObject, NameObject, StreamObject
from reportlab.pdfgen.canvas import Canvas

from extractors.ocr.page import read_page
from extractors.ocr.settings import OcrSettings
from extractors.readers.limits import Limits
from extractors.readers.probe import probe
from schemas.errors import DocumentError, ErrorCode


def _code(path: Path, limits: Limits | None = None) -> ErrorCode:
    with pytest.raises(DocumentError) as caught:
        probe(path, limits or Limits())
    error = caught.value
    for text in (error.message.ko, error.message.en, error.action.ko, error.action.en):
        assert text.endswith((".", ")", "요.")) or text[-1].isalnum()
        assert "Traceback" not in text
        assert "Errno" not in text
    assert any("가" <= letter <= "힣" for letter in error.message.ko + error.action.ko)
    return error.code


def _pdf(pages: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.drawString(100, 500, f"page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _zip(member: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, content)
    return out.getvalue()


def _png_header(width: int, height: int) -> bytes:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    header = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + header + struct.pack(">I", 64) + b"IDAT"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert _code(tmp_path / "none.pdf") is ErrorCode.MISSING_FILE


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert _code(tmp_path) is ErrorCode.NOT_A_FILE


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(_pdf())
    link = tmp_path / "link.pdf"
    link.symlink_to(tmp_path / "real.pdf")
    assert _code(link) is ErrorCode.NOT_A_FILE


def test_a_pipe_does_not_hang_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert _code(tmp_path / "pipe.pdf") is ErrorCode.NOT_A_FILE


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert _code(tmp_path / "empty.pdf") is ErrorCode.EMPTY_FILE


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "long.pdf").write_bytes(_pdf())
    assert _code(tmp_path / "long.pdf", Limits(max_file_bytes=100)) is ErrorCode.TOO_LARGE


def test_a_locked_pdf_is_told_and_an_empty_password_is_tried(tmp_path: Path) -> None:
    for password, name in (("secret", "locked.pdf"), ("", "open.pdf")):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf()))
        writer.encrypt(password, "owner")
        writer.write(tmp_path / name)
    assert _code(tmp_path / "locked.pdf") is ErrorCode.ENCRYPTED
    assert probe(tmp_path / "open.pdf", Limits()).page_count == 1


def test_a_damaged_pdf_is_not_called_locked_after_a_locked_one(tmp_path: Path) -> None:
    test_a_locked_pdf_is_told_and_an_empty_password_is_tried(tmp_path)
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing\n%%EOF\n")
    assert _code(tmp_path / "bad.pdf") is ErrorCode.DAMAGED


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_pdf_that_was_cut_off_is_damaged(tmp_path: Path, share: float) -> None:
    data = _pdf(3)
    (tmp_path / "cut.pdf").write_bytes(data[: int(len(data) * share)])
    assert _code(tmp_path / "cut.pdf") is ErrorCode.DAMAGED


def test_a_pdf_without_pages_is_told(tmp_path: Path) -> None:
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    )
    (tmp_path / "none.pdf").write_bytes(data + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n")
    assert _code(tmp_path / "none.pdf") is ErrorCode.ZERO_PAGES


def test_too_many_pages_are_refused_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "many.pdf").write_bytes(_pdf(4))
    assert _code(tmp_path / "many.pdf", Limits(max_pages=3)) is ErrorCode.TOO_MANY_PAGES


def test_a_page_larger_than_any_paper_is_refused(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "wide.pdf"), pagesize=(14_400, 14_400))
    canvas.drawString(10, 10, "x")
    canvas.save()
    assert _code(tmp_path / "wide.pdf") is ErrorCode.PIXEL_LIMIT


@pytest.mark.parametrize("side", [12_000, 50_000, 2_000_000])
def test_an_image_bomb_is_told_by_its_header(tmp_path: Path, side: int) -> None:
    (tmp_path / "bomb.png").write_bytes(_png_header(side, side) + b"\x00" * 64)
    assert _code(tmp_path / "bomb.png") is ErrorCode.PIXEL_LIMIT


@pytest.mark.parametrize(("suffix", "kind"), [(".jpg", "JPEG"), (".png", "PNG")])
def test_a_picture_that_was_cut_off_is_damaged(tmp_path: Path, suffix: str, kind: str) -> None:
    out = io.BytesIO()
    Image.effect_noise((300, 300), 60).save(out, format=kind)
    path = tmp_path / f"cut{suffix}"
    path.write_bytes(out.getvalue()[: len(out.getvalue()) // 2])
    assert _code(path) is ErrorCode.DAMAGED


UNSUPPORTED: dict[str, bytes] = {
    "old.hwp": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "older.hwp": b"HWP Document File V3.00 \x1a\x01\x02",
    "new.hwpx": _zip("mimetype", b"application/hwp+zip"),
    "text.docx": _zip("word/document.xml"),
    "sheet.xlsx": _zip("xl/workbook.xml"),
    "slides.pptx": _zip("ppt/presentation.xml"),
    "pack.zip": _zip("a.pdf"),
    "page.html": "<html>인증</html>".encode(),
    "table.csv": "가,나\n".encode(),
    "rules.yaml": b"a: 1\n",
    "moving.gif": b"GIF89a" + b"\x00\x01\x02" * 40,
    "note.rtf": b"{\\rtf1 text}",
    "unknown.bin": bytes(range(256)),
    "nameless": bytes(range(256)),
}


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_other_formats_are_refused_with_what_to_save_as(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(UNSUPPORTED[name])
    assert _code(tmp_path / name) is ErrorCode.UNSUPPORTED_FORMAT


@pytest.mark.parametrize("suffix", [".pdf", ".png", ".tif", ".jpg"])
def test_bytes_of_no_format_are_damaged(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"junk{suffix}").write_bytes(b"\x00\x01\x02\x03" * 100)
    assert _code(tmp_path / f"junk{suffix}") is ErrorCode.DAMAGED


def test_an_office_file_named_pdf_is_told_its_name(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(_zip("mimetype", b"application/hwp+zip"))
    with pytest.raises(DocumentError, match=r"\.hwpx") as caught:
        probe(tmp_path / "letter.pdf", Limits())
    assert caught.value.code is ErrorCode.TYPE_MISMATCH


@pytest.fixture
def broken_font(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(stream: bytes) -> Path:
        path = tmp_path / "stream.pdf"
        body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        body += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        body += b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n" % (len(stream), stream)
        body += b"5 0 obj<</Type/Font/Subtype/Type0/BaseFont/None/DescendantFonts 9 0 R>>endobj\n"
        path.write_bytes(body + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF\n")
        return path

    return write


@pytest.mark.parametrize(
    "stream",
    [
        b"BT /F 12 Tf (abc) Tj ET",
        b"q q q Q Q Q Q 1 0 0 cm",
        b"BT 1e400 Tf (a) Tj ET",
        b"[ << /A",
        b"1 0 0 1 nan nan cm",
    ],
)
def test_a_broken_page_description_costs_no_traceback(
    broken_font: Callable[[bytes], Path], stream: bytes
) -> None:
    try:
        page = probe(broken_font(stream), Limits()).pages[0]
    except DocumentError:
        return
    assert page.origin_reason


def _with_page(path: Path, spoil: Callable[[pypdf.PageObject], object]) -> Path:
    """Three drawn pages, the second of them spoilt."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf(3)))
    spoil(writer.pages[1])
    writer.write(path)
    return path


def _make_huge(page: pypdf.PageObject) -> None:
    page.mediabox.upper_right = (200_000, 200_000)


def _set_content(page: pypdf.PageObject, data: bytes, filters: int = 1) -> None:
    stream = StreamObject()
    stream._data = data
    stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode")] * filters)
    assert page.indirect_reference is not None
    page[NameObject("/Contents")] = page.indirect_reference.pdf._add_object(stream)


def _make_bomb(page: pypdf.PageObject) -> None:
    _set_content(page, zlib.compress(zlib.compress(b" " * 2_000_000)), filters=2)


def _make_noise(page: pypdf.PageObject) -> None:
    _set_content(page, b"no deflated data at all" * 9)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_make_huge, ErrorCode.PIXEL_LIMIT),
        (_make_bomb, ErrorCode.TOO_LARGE),
        (_make_noise, ErrorCode.DAMAGED),
    ],
)
def test_a_page_that_cannot_be_read_costs_only_itself(
    tmp_path: Path, spoil: Callable[[pypdf.PageObject], object], code: ErrorCode
) -> None:
    path, limits = _with_page(tmp_path / "three.pdf", spoil), Limits(max_page_content_bytes=1_000_000)
    first, spoilt, last = probe(path, limits).pages
    assert [word.text for word in (*first.words, *last.words)] == ["page", "0", "page", "2"]
    assert (spoilt.words, spoilt.needs_ocr) == ((), True)
    assert [note.code for note in spoilt.issues] == ["page_unread"]
    with pytest.raises(DocumentError) as caught:
        read_page(path, "application/pdf", spoilt, OcrSettings(), limits)
    assert (caught.value.code, caught.value.page_no) == (code, 2)


def test_a_document_whose_only_page_inflates_without_end_is_no_blank_page(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf(1)))
    _make_bomb(writer.pages[0])
    writer.write(tmp_path / "bomb.pdf")
    assert _code(tmp_path / "bomb.pdf", Limits(max_page_content_bytes=1_000_000)) is ErrorCode.TOO_LARGE

"""Small PDFs of every build that an update must stand behind: crops, turns, object streams, layers that lie."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pypdf
from pypdf.generic import RectangleObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from fixtures.typeset.fonts import FOLDER
from pipeline.searchable.glyphless import stream
from pipeline.searchable.page_text import InkWord, PageText
from pipeline.searchable.pdf_file import HEADER, Numbered, cross_reference
from schemas.geometry import Box

SCAN = Path(__file__).resolve().parents[3] / "fixtures/scanned/one_page_press_release.jpg"
WIDTH, HEIGHT = 595.0, 842.0


def words_at(*words: tuple[str, float, float, float], height: float = 10.0) -> tuple[InkWord, ...]:
    """A line of words, each (text, x0, x1, top)."""
    return tuple(InkWord(text, Box(x0, top, x1, top + height)) for text, x0, x1, top in words)


LINES = (
    words_at(("스마트도시", 80, 130, 100), ("인증(24.7)", 134, 181, 100), ("3곳을", 185, 210, 100)),
    words_at(("□", 80, 89, 130), ("예산", 95, 115, 130), ("1,250억원", 119, 160, 130), ("①", 200, 210, 130)),
)


def page_text(
    page_no: int = 1, *, rotation: int = 0, skew: float = 0.0, size: tuple[float, float] = (WIDTH, HEIGHT)
) -> PageText:
    """LINES on an upright page of this size."""
    return PageText(page_no, *size, rotation, skew, LINES)


def scanned_pdf(
    *, pages: int = 1, rotate: int = 0, crop: tuple[float, float, float, float] | None = None
) -> bytes:
    """Pages under one picture each, without text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    for _ in range(pages):
        canvas.drawImage(ImageReader(SCAN), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return turned(buffer.getvalue(), rotate, crop)


def turned(data: bytes, rotate: int, crop: tuple[float, float, float, float] | None = None) -> bytes:
    if not rotate and crop is None:
        return data
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        page.rotate(rotate)
        if crop is not None:
            page.cropbox = RectangleObject(crop)
    return _saved(writer)


def _saved(writer: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def lying_pdf(*, is_visible: bool, in_form: bool = False) -> bytes:
    """A page that says 거짓 글자: painted, or hidden as another OCR program hides its words."""
    if "Nanum" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Nanum", str(FOLDER / "NanumGothic.ttf")))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.drawImage(ImageReader(SCAN), 100, 100, 300, 400)
    if in_form:
        canvas.beginForm("layer", 0, 0, WIDTH, HEIGHT)
    text = canvas.beginText(80, HEIGHT - 110)
    text.setFont("Nanum", 12)
    text.setTextRenderMode(0 if is_visible else 3)
    text.textLine("거짓 글자")
    canvas.drawText(text)
    if in_form:
        canvas.endForm()
        canvas.doForm("layer")
    canvas.rect(300, 600, 100, 50, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def marked_pdf() -> bytes:
    """A hidden layer between marks that say what it stands for, in a list of the page and beside the mark."""
    return whole_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>",
            3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
            b"/Properties<</MC0<</ActualText(lie)/MCID 1>>>>>>>>",
            4: stream(
                b"/Span/MC0 BDC /Span<</ActualText(a lie)>> BDC BT /F 9 Tf 3 Tr 80 700 Td (lie) Tj ET EMC EMC"
            ),
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        }
    )


def whole_pdf(objects: dict[int, bytes]) -> bytes:
    """A file of these objects; the first is its catalogue."""
    file, places = HEADER, dict[tuple[int, int], int]()
    for number, body in objects.items():
        places[number, 0] = len(file)
        file += Numbered(number, body).written
    return file + cross_reference(places, len(file), size=len(objects) + 1, entries=b"/Root 1 0 R")


def packed_pdf() -> bytes:
    """Page and catalogue inside an object stream, the cross-reference a stream: PDF 1.5 as Hancom and Word write it."""
    inner = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>",
        3: b"<</Type/Page/Parent 2 0 R/Contents[5 0 R]/Resources<<>>>>",
    }
    offsets = [sum(len(body) + 1 for body in list(inner.values())[:at]) for at in range(len(inner))]
    index = b" ".join(b"%d %d" % pair for pair in zip(inner, offsets, strict=True)) + b" "
    held = zlib.compress(index + b"\n".join(inner.values()))
    file = b"%PDF-1.5\n"
    places = {}
    for number, head, data in (
        (4, b"/Type/ObjStm/N %d/First %d" % (len(inner), len(index)), held),
        (5, b"", zlib.compress(b"0 0 1 rg 100 100 50 50 re f Q Q q 9 0 0 9 0 0 cm")),
    ):
        places[number] = len(file)
        file += b"%d 0 obj\n<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream\nendobj\n" % (
            number, head, len(data), data,
        )  # fmt: skip
    places[6] = len(file)
    rows = [(0, 0, 0), *((2, 4, at) for at in range(3)), *((1, places[number], 0) for number in (4, 5, 6))]
    table = zlib.compress(b"".join(struct.pack(">BIB", *row) for row in rows))
    head = b"<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % len(table)
    return file + b"6 0 obj\n%bstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        head,
        table,
        places[6],
    )


def locked_pdf() -> bytes:
    """Opens without a password, and forbids copying."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(scanned_pdf()))
    writer.encrypt("", "owner", algorithm="RC4-128")
    return _saved(writer)

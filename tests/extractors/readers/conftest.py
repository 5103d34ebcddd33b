"""Small PDFs and pictures, drawn when a test asks for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.limits import Limits
from extractors.readers.probe import probe
from schemas.page import RawPage

Draw = Callable[[Canvas], None]
PageOf = Callable[[Draw], RawPage]
FONT = "/usr/share/fonts/truetype/nanum/NanumMyeongjo.ttf"


@pytest.fixture
def pdf_of(tmp_path: Path) -> Callable[[Draw], Path]:
    """Write a one-page A5 PDF of what `draw` puts on it."""
    if "TestMyeongjo" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("TestMyeongjo", FONT))

    def write(draw: Draw) -> Path:
        path = tmp_path / "drawn.pdf"
        canvas = Canvas(str(path), pagesize=(420, 595), invariant=True)
        canvas.setFont("TestMyeongjo", 12)
        draw(canvas)
        canvas.showPage()
        canvas.save()
        return path

    return write


@pytest.fixture
def page_of(pdf_of: Callable[[Draw], Path]) -> PageOf:
    """The page that the PDF reader makes of a drawing."""

    def read(draw: Draw) -> RawPage:
        return probe(pdf_of(draw), Limits()).pages[0]

    return read

"""PDFium at arm's length: opening, page sizes, greyscale looks, and how text is painted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_float
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium_c

from extractors.readers import faults
from extractors.readers.limits import Limits

GreyImage = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
ColourImage = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]

POINTS_PER_INCH: Final = 72
_A4: Final = (595.0, 842.0)
_LOCKED: Final = frozenset({pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY})
# A page tree that counts none, '/Type /Pages /Kids [] /Count 0', and any page object, '/Type /Page '.
_NO_PAGES: Final = re.compile(rb"(?P<count>/Count\s{0,9}0\b)")
_PAGE: Final = re.compile(rb"(?P<page>/Type\s{0,9}/Page\b)")
INVISIBLE: Final = frozenset({pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP})
BOLDED: Final = frozenset({pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE})


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF, with the empty password only, and close it; DocumentError tells why not."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _open_error(path, error) from error
    try:
        _require_pages(path.name, len(document), limits)
        yield document
    finally:
        document.close()


def _open_error(path: Path, error: pypdfium2.PdfiumError) -> Exception:
    # PDFium keeps the code of an earlier document's failure, so the file must say /Encrypt itself.
    data = path.read_bytes()
    if getattr(error, "err_code", None) in _LOCKED and b"/Encrypt" in data:
        return faults.encrypted(path.name)
    if _NO_PAGES.search(data) and not _PAGE.search(data):
        return faults.zero_pages(path.name)
    return faults.damaged(
        path.name, why_ko="PDF의 구조를 읽을 수 없습니다", why_en="its PDF structure cannot be read"
    )


def _require_pages(name: str, count: int, limits: Limits) -> None:
    if count <= 0:
        raise faults.zero_pages(name)
    if count > limits.max_pages:
        raise faults.too_many_pages(name, count, limits.max_pages)


@contextmanager
def page_of(document: pypdfium2.PdfDocument, page_no: int, name: str) -> Iterator[pypdfium2.PdfPage]:
    """Load page `page_no` (from 1) and close it; DocumentError where the page is broken."""
    try:
        page = document[page_no - 1]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise faults.damaged(
            name, why_ko="쪽을 열 수 없습니다", why_en="the page cannot be opened", page_no=page_no
        ) from error
    try:
        yield page
    finally:
        page.close()


def size_of(document: pypdfium2.PdfDocument, page_no: int) -> tuple[float, float]:
    """Width and height of a page that may not open; A4 where the document does not tell."""
    try:
        width, height = document.get_page_size(page_no - 1)
    except (pypdfium2.PdfiumError, IndexError):
        return _A4
    return (width, height) if width > 0 and height > 0 else _A4


def fitting_dpi(width_pt: float, height_pt: float, dpi: float, limits: Limits) -> float:
    """The resolution, at most `dpi`, at which the page stays under the pixel limit.

    >>> fitting_dpi(595, 842, 300, Limits())
    300
    >>> round(fitting_dpi(14400, 14400, 300, Limits()), 1)
    50.0
    """
    square_inches = width_pt * height_pt / POINTS_PER_INCH**2
    if square_inches * dpi * dpi <= limits.max_page_pixels:
        return dpi
    return float((limits.max_page_pixels / square_inches) ** 0.5)


def grey_look(page: pypdfium2.PdfPage, dpi: float, limits: Limits) -> GreyImage:
    """The page as a viewer shows it, in grey."""
    width, height = page.get_size()
    bitmap = page.render(scale=fitting_dpi(width, height, dpi, limits) / POINTS_PER_INCH, grayscale=True)
    pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
    bitmap.close()
    return pixels.reshape(pixels.shape[0], pixels.shape[1])


def colour_look(page: pypdfium2.PdfPage, dpi: float, limits: Limits) -> ColourImage:
    """The page as a viewer shows it, in RGB."""
    width, height = page.get_size()
    scale = fitting_dpi(width, height, dpi, limits) / POINTS_PER_INCH
    bitmap = page.render(scale=scale, rev_byteorder=True)
    pixels = np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
    bitmap.close()
    return pixels


@dataclass(frozen=True, slots=True)
class UnseenText:
    """A text object that is painted invisibly: its bounds, where its baseline begins, a point further on, its size.

    All in PDF space.
    """

    bounds: tuple[float, ...]
    foot: tuple[float, float]
    ahead: tuple[float, float]
    size: float


def painted_modes(page: pypdfium2.PdfPage) -> tuple[list[UnseenText], list[tuple[float, ...]]]:
    """Text painted invisibly, and the bounds (PDF space) of text made bold by a stroke."""
    invisible, bolded = [], []
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=4):
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(item)
        if mode in INVISIBLE:
            invisible.append(_unseen(item))
        elif mode in BOLDED:
            bolded.append(item.get_bounds())
    return invisible, bolded


def _unseen(item: pypdfium2.PdfObject) -> UnseenText:
    matrix = item.get_matrix()
    size = c_float()
    pdfium_c.FPDFTextObj_GetFontSize(item, size)
    foot, ahead = (matrix.e, matrix.f), (matrix.e + matrix.a, matrix.f + matrix.b)
    return UnseenText(item.get_bounds(), foot, ahead, size.value * math.hypot(matrix.c, matrix.d))

"""The words of a PDF as programs see them that know nothing of ours."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2

Words = list[tuple[str, tuple[float, float, float, float]]]
"""Text and box: x0, top, x1, bottom in points of the page as a viewer shows it."""

_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</word>'
)


def by_pdfplumber(data: bytes, page_no: int) -> Words:
    with pdfplumber.open(io.BytesIO(data)) as document:
        words = document.pages[page_no - 1].extract_words(use_text_flow=True)
    return [(word["text"], (word["x0"], word["top"], word["x1"], word["bottom"])) for word in words]


def by_pdfium(data: bytes, page_no: int) -> Words:
    """Characters between blanks, each in the box that a viewer highlights."""
    found: Words = []
    with closing(pypdfium2.PdfDocument(data)) as document:
        page = document[page_no - 1]
        text = page.get_textpage()
        characters = text.get_text_range()
        for match in re.finditer(r"\S+", characters):
            boxes = [text.get_charbox(at, loose=True) for at in range(*match.span())]
            found.append((match[0], _shown(page, boxes)))
    return found


def _shown(page: pypdfium2.PdfPage, boxes: list[tuple[float, ...]]) -> tuple[float, float, float, float]:
    left, bottom = (min(box[at] for box in boxes) for at in (0, 1))
    right, top = (max(box[at] for box in boxes) for at in (2, 3))
    x0, y0, x1, y1 = page.get_cropbox()
    return {
        0: (left - x0, y1 - top, right - x0, y1 - bottom),
        90: (bottom - y0, left - x0, top - y0, right - x0),
        180: (x1 - right, bottom - y0, x1 - left, top - y0),
        270: (y1 - top, x1 - right, y1 - bottom, x1 - left),
    }[page.get_rotation()]


def by_pdftotext(data: bytes, page_no: int) -> Words:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = ["pdftotext", "-bbox", "-f", str(page_no), "-l", str(page_no), file.name, "-"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [
        (html.unescape(text), (float(x0), float(top), float(x1), float(bottom)))
        for x0, top, x1, bottom, text in _WORD.findall(printed)
    ]


EXTRACTORS: dict[str, Callable[[bytes, int], Words]] = {"pdfplumber": by_pdfplumber, "pdfium": by_pdfium}
if shutil.which("pdftotext"):  # no package of ours; where a machine has it, it must agree
    EXTRACTORS["pdftotext"] = by_pdftotext


def rendered(data: bytes, page_no: int = 1, scale: float = 1.0) -> np.ndarray:
    """The page as PDFium paints it."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return np.array(document[page_no - 1].render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3])


def written(folder: Path, data: bytes) -> Path:
    path = folder / "original.pdf"
    path.write_bytes(data)
    return path

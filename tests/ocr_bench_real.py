"""Other people's PDFs, rendered as typical scans and read against their own text, or their source file's.

No page or text of them is kept. A file NAME_broken_layer.pdf has a text layer that lies; its reference is
the word processor's file beside it, and what is asked is how much of that Hangul the reading holds.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import pdfplumber
from rapidfuzz.distance import LCSseq

from fixtures.scan_conditions import CONDITIONS, scanned_page
from fixtures.text_layer import read_text_layer
from schemas.geometry import Box
from tests.hwp_text import hwp_text
from tests.measures import Share
from tests.ocr_reading import TimedReading, read_image, save_scan, timed
from tests.page_measures import PageTruth, TruthLine, held_against

CONDITION: Final = "s200"
_SECTION: Final = re.compile(r"Contents/section(?P<number>\d+)\.xml")
_TEXT: Final = "{http://www.hancom.co.kr/hwpml/2011/paragraph}t"
_SMALLEST_PICTURE_PT: Final = 40.0


def has_broken_layer(pdf: Path) -> bool:
    """By its name."""
    return pdf.stem.endswith("_broken_layer")


def scans_of(pdf: Path, folder: Path) -> Iterator[Path]:
    """Each page as an image file, under the typical condition."""
    with pdfplumber.open(pdf) as document:
        count = len(document.pages)
    for page_no in range(1, count + 1):
        path = folder / f"{pdf.stem}.{page_no}.png"
        if not path.exists():
            save_scan(scanned_page(pdf, page_no, CONDITION), CONDITIONS[CONDITION].dpi, path)
        yield path


def read_against_own_text(pdf: Path, engine: str, folder: Path) -> list[TimedReading]:
    """Every page held against the words of its text layer."""
    with pdfplumber.open(pdf) as document:
        truths = [_truth(page) for page in document.pages]
    out = []
    for path, truth in zip(scans_of(pdf, folder), truths, strict=True):
        page, cpu_s = timed(lambda path=path: read_image(path, engine))  # type: ignore[misc]
        out.append(TimedReading(held_against(page.words, truth), cpu_s))
    return out


def _truth(page: Any) -> PageTruth:
    # some bold print is drawn twice, a hair apart
    words = page.dedupe_chars().extract_words(x_tolerance_ratio=0.2)
    pictures = [
        Box(max(0.0, image["x0"]), max(0.0, image["top"]), image["x1"], image["bottom"])
        for image in page.images
        if min(image["width"], image["height"]) > _SMALLEST_PICTURE_PT
    ]
    return PageTruth(tuple(_lines([word for word in words if word["upright"]])), tuple(pictures))


def _lines(words: Sequence[dict[str, Any]]) -> Iterator[TruthLine]:
    """Words beside one another make a line; a gap of more than an em and a half begins another."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["x0"], word["top"])):
        row = next((row for row in rows if _follows(word, row[-1])), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    for row in rows:
        box = Box(
            min(word["x0"] for word in row),
            min(word["top"] for word in row),
            max(word["x1"] for word in row),
            max(word["bottom"] for word in row),
        )
        yield TruthLine(" ".join(word["text"] for word in row), box)


def _follows(word: dict[str, Any], last: dict[str, Any]) -> bool:
    height = float(last["bottom"] - last["top"])
    shared = min(word["bottom"], last["bottom"]) - max(word["top"], last["top"])
    is_level = bool(shared > 0.6 * min(height, word["bottom"] - word["top"]))
    return is_level and bool(word["x0"] - last["x1"] < 1.5 * height)


def source_text(pdf: Path) -> str | None:
    """The text of the word processor's file beside `pdf`; None where none can be read."""
    beside = pdf.with_suffix(".hwpx")
    if beside.exists():
        return hwpx_text(beside)
    beside = pdf.with_suffix(".hwp")
    return hwp_text(beside) if beside.exists() else None


def hwpx_text(path: Path) -> str:
    """The runs of all sections in their order."""
    with zipfile.ZipFile(path) as packed:
        names = sorted(
            (int(found["number"]), name) for name in packed.namelist() if (found := _SECTION.fullmatch(name))
        )
        trees = [ElementTree.fromstring(packed.read(name)) for _, name in names]  # noqa: S314 - the caller's own files
    return "\n".join("".join(run.itertext()) for tree in trees for run in tree.iter(_TEXT))


def hangul(text: str) -> str:
    """Its syllables alone."""
    return "".join(char for char in text if "가" <= char <= "힣")


def hangul_found(reference: str, reading: str) -> tuple[Share, Share]:
    """Syllables of the reference in the reading: wherever they stand, and in the order of the reference.

    >>> [str(share) for share in hangul_found("택시 제도", "제도 택시")]
    ['100.00 % (4/4)', '50.00 % (2/4)']
    """
    true, read = hangul(reference), hangul(reading)
    anywhere = (Counter(true) & Counter(read)).total()
    return Share(anywhere, len(true)), Share(LCSseq.similarity(true, read), len(true))


def text_laid_out(pdf: Path) -> str:
    """The reading of the PDF as it is, by its text layer alone, in the order of the layout."""
    return read_text_layer(pdf).text


def text_read(pdf: Path, engine: str, folder: Path) -> str:
    """What an engine reads on all pages, in its own order."""
    pages = [read_image(path, engine) for path in scans_of(pdf, folder)]
    return "\n".join(" ".join(word.text for word in page.words) for page in pages)

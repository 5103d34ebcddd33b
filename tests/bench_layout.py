"""`python -m tests.bench_layout`: text in reading order and tables, born-digital and scanned, beside what one would use instead.

Born-digital pages stand beside pdfplumber's own text and tables, scans beside bare Tesseract (psm 4) on the same images in the
same run. Documents kept out of development are told as sums only, marked with *.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import pdfplumber
import pytesseract
from PIL import Image

from extractors.layout.lay_out import lay_out
from fixtures.layout_documents import layout_documents
from fixtures.ocr_documents import OcrDocument, development_documents, kept_out_documents, kept_out_layouts
from fixtures.scan_conditions import CONDITIONS, scanned_page
from fixtures.text_layer import read_text_layer
from schemas.document import Document
from schemas.page import MediaType, RawPage
from tests.layout_measures import (
    CellShape,
    Shapes,
    TableScores,
    TextScores,
    drawn_tables,
    read_tables,
    table_scores,
    text_scores,
    together,
    without_figures,
)
from tests.measures import squashed
from tests.ocr_reading import read_image, save_scan, timed

SCANS: Final = ("s300", "s200")


@dataclass(frozen=True, slots=True)
class Result:
    """How one document was read in one way: scores, CPU seconds, pages."""

    text: TextScores
    tables: TableScores
    open_tables: TableScores  # drawn without rules; read are all there are, so only what was found counts
    cpu_s: float
    pages: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each document and way of reading, and sums of what is kept out."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_layout", description=__doc__)
    parser.add_argument("--conditions", default=",".join(SCANS), help="scan conditions, or none")
    parser.add_argument("--only-kept-out", action="store_true")
    given = parser.parse_args(arguments)
    conditions = [name for name in given.conditions.split(",") if name in CONDITIONS]
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory(prefix="jipyo-layout-") as name:
        folder = Path(name)
        if not given.only_kept_out:
            for document in (*development_documents(), *layout_documents(folder)):
                _tell(document.name, [document], conditions, folder)
        kept_out = [*kept_out_documents(folder), *kept_out_layouts(folder)]
        _tell(f"{len(kept_out)} documents kept out*", kept_out, conditions, folder)


def _tell(title: str, documents: Sequence[OcrDocument], conditions: Sequence[str], folder: Path) -> None:
    sys.stdout.write(f"\n{title}\n")
    _line("born-digital, jipyo", [_born_digital(one) for one in documents])
    _line("born-digital, pdfplumber", [_by_pdfplumber(one) for one in documents])
    for condition in conditions:
        scans = [_scans(one, condition, folder) for one in documents]
        _line(
            f"{condition}, jipyo", [_scanned(one, paths) for one, paths in zip(documents, scans, strict=True)]
        )
        _line(
            f"{condition}, Tesseract",
            [_by_tesseract(one, paths) for one, paths in zip(documents, scans, strict=True)],
        )


def _line(title: str, results: Sequence[Result]) -> None:
    """Means over documents; cells are counted together."""
    count = len(results)
    texts = [one.text for one in results]
    tables, open_ = together(one.tables for one in results), together(one.open_tables for one in results)
    cpu_s = sum(one.cpu_s for one in results) / sum(one.pages for one in results)
    sys.stdout.write(
        f"  {title:26} error {sum(one.error_rate for one in texts) / count:.4f},"
        f" with blanks {sum(one.error_rate_with_blanks for one in texts) / count:.4f},"
        f" words F1 {sum(one.eojeol_f1 for one in texts) / count:.3f},"
        f" order {sum(one.order for one in texts) / count:.3f};"
        f" cells F1 {tables.cell_f1:.3f}, structure F1 {tables.structure_f1:.3f},"
        f" cells without rules found {open_.exact}/{open_.drawn}; {cpu_s:.2f} CPU s/page\n"
    )
    sys.stdout.flush()


def _born_digital(document: OcrDocument) -> Result:
    return _result(document, *timed(lambda: read_text_layer(document.pdf)))


def _scans(document: OcrDocument, condition: str, folder: Path) -> list[Path]:
    paths = []
    for number in range(1, len(document.truth["pages"]) + 1):
        path = folder / f"{document.name}.{number}.{condition}.png"
        save_scan(scanned_page(document.pdf, number, condition), CONDITIONS[condition].dpi, path)
        paths.append(path)
    return paths


def _scanned(document: OcrDocument, paths: Sequence[Path]) -> Result:
    def read() -> Document:
        pages = [
            replace(read_image(path, "jipyo"), page_no=number) for number, path in enumerate(paths, start=1)
        ]
        return _laid_out(pages, "image/tiff")

    return _result(document, *timed(read))


def _laid_out(pages: Sequence[RawPage], media_type: MediaType) -> Document:
    return lay_out(pages, document_id="sha256:0", source_name="document", media_type=media_type)


def _result(document: OcrDocument, read: Document, cpu_s: float) -> Result:
    return _scored(document, [read.text, without_figures(read)], read_tables(read), cpu_s)


def _scored(document: OcrDocument, readings: Sequence[str], tables: Sequence[Shapes], cpu_s: float) -> Result:
    open_ = drawn_tables(
        {**document.truth, "tables": [one for one in document.truth["tables"] if one["rules"] == "none"]}
    )
    return Result(
        text_scores(document.truth, *readings),
        table_scores(drawn_tables(document.truth), tables),
        table_scores(open_, tables),
        cpu_s,
        len(document.truth["pages"]),
    )


def _by_pdfplumber(document: OcrDocument) -> Result:
    """Its text and tables; a cell without text is part of a merged one there, and no table says so."""

    def read() -> tuple[str, list[Shapes]]:
        with pdfplumber.open(document.pdf) as pdf:
            pages = [(page.extract_text(), page.extract_tables()) for page in pdf.pages]
        return "\n".join(text for text, _ in pages), [_shapes(table) for _, found in pages for table in found]

    (text, tables), cpu_s = timed(read)
    return _scored(document, [text], tables, cpu_s)


def _shapes(table: Sequence[Sequence[str | None]]) -> Shapes:
    return tuple(
        CellShape(row, col, 1, 1, squashed(text))
        for row, cells in enumerate(table)
        for col, text in enumerate(cells)
        if text is not None
    )


def _by_tesseract(document: OcrDocument, paths: Sequence[Path]) -> Result:
    def read() -> str:
        config = "--psm 4 -c preserve_interword_spaces=1"
        return "\n".join(
            pytesseract.image_to_string(Image.open(path), lang="Hangul", config=config) for path in paths
        )

    text, cpu_s = timed(read)
    return _scored(document, [text], [], cpu_s)


if __name__ == "__main__":
    main()

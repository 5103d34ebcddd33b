"""`python -m tests.scan_cells statistics_landscape --condition s200`: which cells of a document's tables a scan of it gets wrong, and how.

A number instead of a name is the seed of a page of random tables (`fixtures/drawn_tables.py`). A cell is
wrong in its place (no cell with its row, column and spans was read) or in its text. The sums at the end say
which edits the texts would need. Kept-out documents are not to be had here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
from rapidfuzz.distance import Levenshtein

from extractors.layout.lay_out import lay_out
from fixtures.drawn_tables import drawn_tables as random_tables
from fixtures.layout_documents import LAYOUT_DOCUMENTS, set_layout_document
from fixtures.ocr_documents import OcrDocument, development_documents
from fixtures.scan_conditions import CONDITIONS, scanned_page
from fixtures.text_layer import read_text_layer
from schemas.document import Document
from tests.layout_measures import CellShape, Shapes, drawn_tables, paired, read_tables, table_scores
from tests.ocr_reading import read_image, save_scan, timed

_MOST: Final = 20  # kinds of edits that are told


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A drawn cell, and the text read at its place; None where no cell has that place."""

    table: int
    drawn: CellShape
    read: str | None


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the wrong cells of each table, cells read where none was drawn, and sums."""
    parser = argparse.ArgumentParser(prog="python -m tests.scan_cells", description=__doc__)
    parser.add_argument("documents", nargs="+", help=f"{', '.join([*_gold(), *LAYOUT_DOCUMENTS])}, or seeds")
    parser.add_argument("--condition", default="s200", choices=list(CONDITIONS))
    parser.add_argument("--keep", type=Path, help="a folder to leave the scans in")
    given = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory(prefix="jipyo-cells-") as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name in given.documents:
            _tell(_document(name, folder), given.condition, folder)


def _gold() -> dict[str, OcrDocument]:
    return {document.name: document for document in development_documents()}


def _document(name: str, folder: Path) -> OcrDocument:
    if name.isdecimal():
        return random_tables(int(name), folder).document
    return _gold()[name] if name in _gold() else set_layout_document(name, folder)


def _tell(document: OcrDocument, condition: str, folder: Path) -> None:
    paths = scans_of(document, condition, folder)
    read, cpu_s = timed(lambda: read_scans(paths))
    drawn, found = drawn_tables(document.truth), read_tables(read)
    wrong = list(wrong_cells(drawn, found))
    sys.stdout.write(f"{document.name} {condition}\n")
    for line in (*_tables(drawn, found), *map(_line, wrong)):
        sys.stdout.write(f"  {line}\n")
    scores, by_layer = (
        table_scores(drawn, found),
        table_scores(drawn, read_tables(read_text_layer(document.pdf))),
    )
    sys.stdout.write(
        f"  by its text layer cells F1 {by_layer.cell_f1:.3f}, structure F1 {by_layer.structure_f1:.3f}\n"
        f"  cells F1 {scores.cell_f1:.3f}, structure F1 {scores.structure_f1:.3f},"
        f" wrong text {sum(one.read is not None for one in wrong)} of {scores.drawn};"
        f" {cpu_s / len(paths):.2f} CPU s/page\n"
        f"  {', '.join(f'{edit} {count}' for edit, count in edits(wrong).most_common(_MOST))}\n"
    )


def scans_of(document: OcrDocument, condition: str, folder: Path) -> list[Path]:
    """Images of all pages under a scan condition; those that lie in `folder` are not made again."""
    paths = []
    for number in range(1, len(document.truth["pages"]) + 1):
        path = folder / f"{document.name}.{number}.{condition}.png"
        if not path.exists():
            save_scan(scanned_page(document.pdf, number, condition), CONDITIONS[condition].dpi, path)
        paths.append(path)
    return paths


def read_scans(paths: Sequence[Path]) -> Document:
    """The images as pages of one document, read by our own engine."""
    pages = [replace(read_image(path, "jipyo"), page_no=number) for number, path in enumerate(paths, start=1)]
    return lay_out(pages, document_id="sha256:0", source_name="document", media_type="image/tiff")


def wrong_cells(drawn: Sequence[Shapes], read: Sequence[Shapes]) -> Iterator[WrongCell]:
    """The drawn cells that were not read exactly, in the order of the document."""
    partner = dict(paired(drawn, read))
    for number, table in enumerate(drawn, start=1):
        there = {cell.place: cell.text for cell in partner.get(table, ())}
        for cell in sorted(table):
            if there.get(cell.place) != cell.text:
                yield WrongCell(number, cell, there.get(cell.place))


def edits(wrong: Iterable[WrongCell]) -> Counter[str]:
    """What would have to be done to the texts that were read at the right place: '-.' is a point lost, '+1' a 1 too many.

    >>> edits([WrongCell(1, CellShape(0, 0, 1, 1, "18.9"), "189"), WrongCell(1, CellShape(0, 1, 1, 1, "없음"), None)])
    Counter({'-.': 1})
    """
    counts: Counter[str] = Counter()
    for one in wrong:
        for step in Levenshtein.opcodes(one.drawn.text, one.read or one.drawn.text):
            lost, gained = (
                one.drawn.text[step.src_start : step.src_end],
                (one.read or "")[step.dest_start : step.dest_end],
            )
            if step.tag == "replace":
                counts[f"{lost}>{gained}"] += 1
            elif step.tag != "equal":
                counts[f"-{lost}" if lost else f"+{gained}"] += 1
    return counts


def _tables(drawn: Sequence[Shapes], read: Sequence[Shapes]) -> Iterator[str]:
    """Each drawn table beside the one that was read for it, then those that were read besides."""
    partner = dict(paired(drawn, read))
    for number, table in enumerate(drawn, start=1):
        found = partner.get(table)
        yield f"table {number}: {_size(table)} drawn, {_size(found) if found else 'none'} read"
        places = {cell.place for cell in table}
        for cell in sorted(found or ()):
            if cell.place not in places:
                yield f"  too many: {cell.place} {cell.text!r}"
    for table in read:
        if table not in partner.values():
            yield f"no table: {_size(table)} {''.join(cell.text for cell in table)[:60]!r}"


def _size(table: Shapes) -> str:
    rows = max(cell.row + cell.row_span for cell in table)
    return f"{rows} x {max(cell.col + cell.col_span for cell in table)}"


def _line(wrong: WrongCell) -> str:
    place = f"table {wrong.table} {wrong.drawn.place}"
    if wrong.read is None:
        return f"{place} not there: {wrong.drawn.text!r}"
    return f"{place} {wrong.drawn.text!r} was read {wrong.read!r}"


if __name__ == "__main__":
    main()
